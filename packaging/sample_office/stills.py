# SPDX-License-Identifier: Apache-2.0
"""The sample office's still pictures: its logo, and two posters in the style of the films."""
import math

import cairo

import icons
from design import (HEIGHT, MARGIN, PALETTES, WHITE, WIDTH, disc, draw_text, ground, rgb, rounded, soft_shadow,
                    text_size)
from films import OFFICE_EN, OFFICE_ZH

AMBER = rgb("#FFC857")
NAVY = rgb("#0B1D3F")


def _mark(context, x, y, size):
    """A crier's horn in a shield of amber: what the office does."""
    context.save()
    context.translate(x, y)
    context.scale(size / 100, size / 100)
    context.move_to(50, 2)
    context.curve_to(66, 12, 80, 15, 94, 15)
    context.line_to(94, 50)
    context.curve_to(94, 74, 76, 90, 50, 98)
    context.curve_to(24, 90, 6, 74, 6, 50)
    context.line_to(6, 15)
    context.curve_to(20, 15, 34, 12, 50, 2)
    context.close_path()
    context.set_source_rgb(*AMBER)
    context.fill()
    context.set_source_rgb(*NAVY)
    context.move_to(26, 43)
    context.line_to(38, 43)
    context.line_to(62, 27)
    context.line_to(62, 73)
    context.line_to(38, 57)
    context.line_to(26, 57)
    context.close_path()
    context.set_line_join(cairo.LINE_JOIN_ROUND)
    context.set_line_width(5)
    context.fill_preserve()
    context.stroke()
    context.set_line_cap(cairo.LINE_CAP_ROUND)
    context.set_line_width(5.5)
    for radius in (10, 19):
        context.arc(66, 50, radius, -math.pi / 3.6, math.pi / 3.6)
        context.stroke()
    context.restore()


def logo():
    """The office's mark and names, white and amber on nothing, for dark grounds."""
    zh, en = 84, 43
    left, high = 208, 184
    wide = left + max(text_size(OFFICE_ZH, zh)[0], text_size(OFFICE_EN, en, False)[0]) + 12
    surface = cairo.ImageSurface(cairo.FORMAT_ARGB32, int(wide), high)
    context = cairo.Context(surface)
    _mark(context, 4, 4, high - 8)
    draw_text(context, OFFICE_ZH, left, -12, zh)
    draw_text(context, OFFICE_EN, left + 4, 110, en, WHITE, 0.82, bold=False)
    return surface


def _canvas(palette):
    surface = cairo.ImageSurface(cairo.FORMAT_RGB24, WIDTH, HEIGHT)
    context = cairo.Context(surface)
    context.set_source_surface(ground(palette), 0, 0)
    context.paint()
    for radius, alpha, x, y in ((460, 0.10, 1560, 260), (320, 0.08, 200, 980)):
        context.set_source_surface(disc(palette, radius, alpha), x - radius, y - radius)
        context.paint()
    return surface, context


def _head(context, palette, tag, zh, en):
    accent, ink = rgb(PALETTES[palette][2]), rgb(PALETTES[palette][3])
    wide, _ = text_size(tag[0], 40)
    context.set_source_rgb(*accent)
    rounded(context, MARGIN, 84, wide + 56, 68, 34)
    context.fill()
    draw_text(context, tag[0], MARGIN + 28, 88, 40, ink)
    draw_text(context, tag[1], MARGIN + wide + 82, 96, 34, WHITE, 0.85, bold=False)
    draw_text(context, zh, MARGIN, 190, 112)
    draw_text(context, en, MARGIN, 350, 44, WHITE, 0.88, bold=False)


def _foot(context):
    draw_text(context, OFFICE_ZH, MARGIN, HEIGHT - 104, 32, WHITE, 0.92)
    wide, _ = text_size(OFFICE_ZH, 32)
    draw_text(context, OFFICE_EN, MARGIN + wide + 28, HEIGHT - 98, 26, WHITE, 0.7, bold=False)


def hotlines():
    """Three numbers to keep in mind."""
    palette = "navy"
    accent, ink = rgb(PALETTES[palette][2]), rgb(PALETTES[palette][3])
    surface, context = _canvas(palette)
    _head(context, palette, ("记住这三个号码", "Three numbers to keep"), "有人帮您，一个电话就好", "Help is one call away")
    rows = (("110", "遇到危险、已经受骗", "Danger, or money already sent"),
            ("96110", "怀疑是骗局，先问一问", "It may be a scam: ask first"),
            ("12377", "举报网上的不良信息", "Report harmful content online"))
    wide, high, gap = 508, 430, 48
    for i, (number, zh, en) in enumerate(rows):
        x, y = MARGIN + i * (wide + gap), 470
        soft_shadow(context, x, y, wide, high, 44)
        context.set_source_rgb(*((0.98, 0.98, 0.96) if i else accent))
        rounded(context, x, y, wide, high, 44)
        context.fill()
        draw_text(context, number, x + wide / 2, y + 30, 140, ink, align="center")
        context.set_source_rgba(*ink, 0.16)
        context.rectangle(x + 56, y + 244, wide - 112, 3)
        context.fill()
        draw_text(context, zh, x + wide / 2, y + 272, 44, ink, align="center")
        draw_text(context, en, x + wide / 2, y + 346, 29, ink, 0.8, bold=False, align="center")
    _foot(context)
    return surface


def pause():
    """One sentence to take along."""
    palette = "green"
    accent = rgb(PALETTES[palette][2])
    surface, context = _canvas(palette)
    _head(context, palette, ("防骗一句话", "One line to remember"), "先停一停", "Pause first")
    steps = (("一停", "电话、短信催得越急，越要停下来", "The more they hurry you, the more you stop"),
             ("二问", "问家人，问朋友，问 96110", "Ask your family, your friends, or call 96110"),
             ("三核", "自己查号码，自己打过去", "Look up the number and call it yourself"))
    for i, (word, zh, en) in enumerate(steps):
        y = 466 + i * 158
        context.set_source_rgba(1, 1, 1, 0.12)
        rounded(context, MARGIN, y, 1180, 134, 30)
        context.fill()
        draw_text(context, word, MARGIN + 44, y + 22, 60, accent)
        draw_text(context, zh, MARGIN + 214, y + 7, 52, WHITE)
        draw_text(context, en, MARGIN + 214, y + 79, 31, WHITE, 0.82, bold=False)
    icons.draw(context, "shield", palette, 1590, 560, 0.98, 2.0)
    _foot(context)
    return surface


STILLS = {"media/logo.png": logo, "media/poster-hotlines.png": hotlines, "media/poster-pause.png": pause}


def write(folder):
    for name, draw in STILLS.items():
        draw().write_to_png(str(folder / name))
