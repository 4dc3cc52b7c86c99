# SPDX-License-Identifier: Apache-2.0
"""The films' illustrations, drawn of simple shapes in a box of 520 by 520 around the origin; `t` is seconds for motion."""
import math

from design import PALETTES, rgb, rounded, soft_shadow

PAPER = (0.98, 0.98, 0.96)
INK = (0.13, 0.17, 0.24)


def _line(context, width):
    context.set_line_width(width)
    context.set_line_cap(1)
    context.set_line_join(1)


def _bars(context, x, y, widths, colour, height=16, gap=34):
    context.set_source_rgba(*colour)
    for i, wide in enumerate(widths):
        rounded(context, x, y + i * gap, wide, height, height / 2)
        context.fill()


def phone(context, accent, ink, t):
    soft_shadow(context, -135, -255, 270, 510, 44)
    context.set_source_rgb(*INK)
    rounded(context, -135, -255, 270, 510, 44)
    context.fill()
    context.set_source_rgb(*PAPER)
    rounded(context, -118, -222, 236, 430, 22)
    context.fill()
    _bars(context, -92, -186, (120, 170), (*INK, 0.18))
    context.set_source_rgba(*INK, 0.10)
    rounded(context, -92, -96, 184, 110, 18)
    context.fill()
    sway = math.sin(t * 2.2) * 8
    context.save()
    context.translate(60, -40 + sway)
    soft_shadow(context, -40, -90, 250, 150, 30, 14)
    context.set_source_rgb(*accent)
    rounded(context, -40, -90, 250, 150, 30)
    context.fill()
    context.move_to(-10, 50)
    context.line_to(-46, 96)
    context.line_to(40, 56)
    context.close_path()
    context.fill()
    context.set_source_rgb(*ink)
    _line(context, 13)
    context.arc(85, -15, 42, 0, 2 * math.pi)
    context.stroke()
    context.move_to(85, -38)
    context.line_to(85, -12)
    context.stroke()
    context.arc(85, 10, 7, 0, 2 * math.pi)
    context.fill()
    context.restore()
    context.set_source_rgb(*accent)
    rounded(context, -92, 90, 184, 74, 37)
    context.fill()


def chips(context, accent, ink, t):
    colours = (accent, PAPER, (0.90, 0.36, 0.36))
    for column, (x, count) in enumerate(((-150, 5), (0, 3), (150, 1))):
        for i in range(count):
            y = 190 - i * 46
            context.save()
            context.translate(x, y)
            context.scale(1, 0.36)
            context.set_source_rgb(*(c * 0.72 for c in colours[(column + i) % 3]))
            context.arc(0, 70, 92, 0, 2 * math.pi)
            context.fill()
            context.set_source_rgb(*colours[(column + i) % 3])
            context.arc(0, 0, 92, 0, 2 * math.pi)
            context.fill()
            context.set_source_rgba(*ink, 0.30)
            _line(context, 12)
            context.arc(0, 0, 58, 0, 2 * math.pi)
            context.stroke()
            context.restore()
    # The falling line of one's savings.
    context.set_source_rgb(*PAPER)
    _line(context, 20)
    points = ((-220, -150), (-110, -210), (-20, -90), (80, -130), (215, 60))
    context.move_to(*points[0])
    for point in points[1:]:
        context.line_to(*point)
    context.stroke()
    context.save()
    context.translate(215, 60 + math.sin(t * 2.4) * 7)
    context.rotate(0.95)
    context.move_to(34, 0)
    context.line_to(-34, -36)
    context.line_to(-34, 36)
    context.close_path()
    context.fill()
    context.restore()


def shield(context, accent, ink, t):
    grow = 1 + math.sin(t * 2) * 0.012
    context.scale(grow, grow)

    def outline(scale):
        context.move_to(0, -250 * scale)
        context.curve_to(90 * scale, -190 * scale, 160 * scale, -175 * scale, 215 * scale, -172 * scale)
        context.curve_to(222 * scale, 20 * scale, 150 * scale, 180 * scale, 0, 255 * scale)
        context.curve_to(-150 * scale, 180 * scale, -222 * scale, 20 * scale, -215 * scale, -172 * scale)
        context.curve_to(-160 * scale, -175 * scale, -90 * scale, -190 * scale, 0, -250 * scale)
        context.close_path()

    context.set_source_rgba(0, 0, 0, 0.18)
    context.save()
    context.translate(0, 16)
    outline(1.02)
    context.fill()
    context.restore()
    context.set_source_rgb(*PAPER)
    outline(1)
    context.fill()
    context.set_source_rgb(*accent)
    outline(0.86)
    context.fill()
    # A grown-up and a child, hand in hand.
    context.set_source_rgb(*ink)
    context.arc(-52, -78, 42, 0, 2 * math.pi)
    context.fill()
    rounded(context, -104, -24, 104, 190, 50)
    context.fill()
    context.arc(78, -8, 33, 0, 2 * math.pi)
    context.fill()
    rounded(context, 38, 36, 80, 130, 38)
    context.fill()
    _line(context, 20)
    context.move_to(-20, 40)
    context.line_to(56, 66)
    context.stroke()


def card(context, accent, ink, t):
    soft_shadow(context, -250, -165, 440, 280, 30)
    context.set_source_rgb(*PAPER)
    rounded(context, -250, -165, 440, 280, 30)
    context.fill()
    context.set_source_rgba(*INK, 0.85)
    context.arc(-150, -70, 46, 0, 2 * math.pi)
    context.fill()
    context.arc(-150, 66, 74, math.pi, 2 * math.pi)
    context.fill()
    _bars(context, -40, -110, (180, 140, 190), (*INK, 0.22), 20, 52)
    swing = math.sin(t * 2.1) * 6
    context.save()
    context.translate(140, 110 + swing)
    context.set_source_rgb(*INK)
    _line(context, 28)
    context.arc(0, -42, 58, math.pi, 2 * math.pi)
    context.stroke()
    soft_shadow(context, -98, -30, 196, 160, 28, 14)
    context.set_source_rgb(*accent)
    rounded(context, -98, -30, 196, 160, 28)
    context.fill()
    context.set_source_rgb(*ink)
    context.arc(0, 38, 22, 0, 2 * math.pi)
    context.fill()
    rounded(context, -9, 44, 18, 48, 9)
    context.fill()
    context.restore()


def megaphone(context, accent, ink, t):
    context.save()
    context.rotate(-0.16 + math.sin(t * 2.6) * 0.02)
    context.set_source_rgba(0, 0, 0, 0.16)
    context.move_to(-150, -50)
    context.line_to(140, -190)
    context.line_to(140, 200)
    context.line_to(-150, 70)
    context.close_path()
    context.fill()
    context.set_source_rgb(*PAPER)
    context.move_to(-160, -70)
    context.line_to(130, -200)
    context.line_to(130, 180)
    context.line_to(-160, 50)
    context.close_path()
    context.fill()
    context.set_source_rgb(*accent)
    rounded(context, -235, -78, 100, 136, 34)
    context.fill()
    rounded(context, 118, -214, 40, 408, 20)
    context.fill()
    context.set_source_rgb(*INK)
    rounded(context, -140, 44, 74, 160, 26)
    context.fill()
    context.restore()
    context.set_source_rgb(*accent)
    _line(context, 20)
    for i in range(3):
        reach = 40 + i * 44
        pulse = 0.35 + 0.65 * max(0.0, math.sin(t * 4 - i * 0.9))
        context.set_source_rgba(*accent, pulse)
        context.arc(165, -40, reach, -0.6, 0.45)
        context.stroke()


def bubbles(context, accent, ink, t):
    def bubble(x, y, wide, high, colour, tail):
        soft_shadow(context, x, y, wide, high, 44, 14)
        context.set_source_rgb(*colour)
        rounded(context, x, y, wide, high, 44)
        context.fill()
        context.move_to(x + (wide * 0.2 if tail < 0 else wide * 0.8), y + high - 6)
        context.rel_line_to(tail * 50, 62)
        context.rel_line_to(-tail * 110, -60)
        context.close_path()
        context.fill()

    bubble(-250, -230 + math.sin(t * 1.9) * 6, 330, 200, PAPER, -1)
    _bars(context, -200, -175 + math.sin(t * 1.9) * 6, (220, 150), (*INK, 0.25), 22, 56)
    bubble(-90, 10 + math.sin(t * 1.9 + 1.4) * 6, 340, 210, accent, 1)
    context.save()
    context.translate(80, 118 + math.sin(t * 1.9 + 1.4) * 6)
    beat = 1 + 0.05 * math.sin(t * 4)
    context.scale(beat, beat)
    context.set_source_rgb(*ink)
    context.move_to(0, 62)
    context.curve_to(-120, -14, -78, -92, 0, -38)
    context.curve_to(78, -92, 120, -14, 0, 62)
    context.close_path()
    context.fill()
    context.restore()


def handset(context, accent, ink, t):
    context.set_source_rgb(*PAPER)
    context.arc(0, 0, 235, 0, 2 * math.pi)
    context.fill()
    for i in range(2):
        context.set_source_rgba(*PAPER, 0.30 - 0.12 * i)
        _line(context, 10)
        context.arc(0, 0, 255 + i * 26 + (t * 26 % 26), 0, 2 * math.pi)
        context.stroke()
    context.save()
    context.rotate(-0.75 + math.sin(t * 9) * 0.035 * (1 if int(t * 1.2) % 2 == 0 else 0))
    context.set_source_rgb(*accent)
    _line(context, 74)
    context.arc(0, 150, 190, -2.25, -0.89)
    context.stroke()
    for side in (-1, 1):
        context.save()
        context.translate(side * 122, 12)
        context.rotate(side * 0.72)
        rounded(context, -52, -24, 104, 96, 30)
        context.fill()
        context.restore()
    context.restore()


ICONS = {"phone": phone, "chips": chips, "shield": shield, "card": card, "megaphone": megaphone, "bubbles": bubbles,
         "handset": handset}


def draw(context, name, palette, x, y, scale, t):
    _, _, accent, ink = (rgb(c) for c in PALETTES[palette])
    context.save()
    context.translate(x, y)
    context.scale(scale, scale)
    ICONS[name](context, accent, ink, t)
    context.restore()
