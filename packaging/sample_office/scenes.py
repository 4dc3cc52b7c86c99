# SPDX-License-Identifier: Apache-2.0
"""Draws one picture of a film: which scene is on, how far it has come, and what moves."""
import math

import cairo

import icons
from design import (HEIGHT, MARGIN, PALETTES, WHITE, WIDTH, clamp, disc, draw_text, ease_back, ease_in_out, ease_out,
                    ground, rgb, rounded, soft_shadow, text_size)
from films import OFFICE_EN, OFFICE_ZH

FADE = 0.45  # seconds in which one scene gives way to the next
INK = (0.13, 0.17, 0.24)


def _frame(context, film, t, total):
    """What stays through the whole film: ground, drifting circles, topic, office, progress."""
    context.set_source_surface(ground(film.palette), 0, 0)
    context.paint()
    drift = t * 9
    for radius, alpha, x, y, pace in ((420, 0.10, 1480, 330, 1.0), (300, 0.08, 260, 940, -0.7)):
        context.set_source_surface(disc(film.palette, radius, alpha), x - radius + drift * pace, y - radius - drift * 0.3)
        context.paint()
    accent, ink = rgb(PALETTES[film.palette][2]), rgb(PALETTES[film.palette][3])
    zh_width, _ = text_size(film.tag[0], 40)
    context.set_source_rgb(*accent)
    rounded(context, MARGIN, 84, zh_width + 56, 68, 34)
    context.fill()
    draw_text(context, film.tag[0], MARGIN + 28, 88, 40, ink)
    draw_text(context, film.tag[1], MARGIN + zh_width + 82, 96, 34, WHITE, 0.85, bold=False)
    draw_text(context, OFFICE_ZH, MARGIN, HEIGHT - 104, 32, WHITE, 0.92)
    office_width, _ = text_size(OFFICE_ZH, 32)
    draw_text(context, OFFICE_EN, MARGIN + office_width + 28, HEIGHT - 98, 26, WHITE, 0.7, bold=False)
    context.set_source_rgb(*accent)
    context.rectangle(0, HEIGHT - 14, WIDTH * clamp(t / total), 14)
    context.fill()


def _hook(context, film, scene, t, alpha):
    lines = scene.zh.count("\n") + 1
    top = 400 - 75 * (lines - 1)
    for i, line in enumerate(scene.zh.split("\n")):
        come = ease_out((t - 0.10 - 0.14 * i) / 0.6)
        draw_text(context, line, MARGIN - 60 * (1 - come), top + i * 168, 134, WHITE, alpha * come)
    come = ease_out((t - 0.45) / 0.6)
    draw_text(context, scene.en, MARGIN, top + lines * 168 + 34, 46, WHITE, 0.9 * alpha * come, bold=False, width=980)
    scale = ease_back(t / 0.8)
    if alpha > 0 and scale > 0:
        context.push_group()
        icons.draw(context, film.icon, film.palette, 1480, 520, 1.12 * scale, t)
        context.pop_group_to_source()
        context.paint_with_alpha(alpha)


def _bubble(context, zh, en, x, y, come, alpha):
    wide = max(text_size(zh, 54)[0], text_size(en, 32, False)[0]) + 96
    context.push_group()
    soft_shadow(context, x, y, wide, 156, 36)
    context.set_source_rgb(0.98, 0.98, 0.96)
    rounded(context, x, y, wide, 156, 36)
    context.fill()
    context.move_to(x + 20, y + 118)
    context.line_to(x - 34, y + 168)
    context.line_to(x + 80, y + 150)
    context.close_path()
    context.fill()
    draw_text(context, zh, x + 48, y + 16, 54, INK)
    draw_text(context, en, x + 48, y + 94, 32, INK, 0.75, bold=False)
    context.pop_group_to_source()
    context.paint_with_alpha(alpha * come)


def _stamp(context, stamp, x, y, t, alpha):
    come = clamp(t / 0.22)
    if come <= 0:
        return
    size = 1 + (1 - ease_out(come)) * 0.9
    red = (0.86, 0.16, 0.18)
    context.save()
    context.translate(x, y)
    context.rotate(-0.16)
    context.scale(size, size)
    context.push_group()
    context.set_source_rgb(0.99, 0.97, 0.95)
    rounded(context, -215, -112, 430, 224, 34)
    context.fill()
    context.set_source_rgb(*red)
    context.set_line_width(14)
    rounded(context, -196, -93, 392, 186, 22)
    context.stroke()
    draw_text(context, stamp[0], 0, -92, 100, red, align="center", spacing=12)
    draw_text(context, stamp[1], 0, 30, 40, red, align="center", spacing=4)
    context.pop_group_to_source()
    context.paint_with_alpha(alpha * come)
    context.restore()


def _story(context, film, scene, t, alpha):
    come = ease_out(t / 0.5)
    draw_text(context, scene.zh, MARGIN, 226 - 24 * (1 - come), 84, WHITE, alpha * come)
    draw_text(context, scene.en, MARGIN, 346, 40, WHITE, 0.85 * alpha * come, bold=False)
    for i, (zh, en) in enumerate(scene.rows):
        come = ease_out((t - 0.45 - 0.65 * i) / 0.5)
        if come > 0:
            _bubble(context, zh, en, MARGIN + 60 + 110 * i - 80 * (1 - come), 470 + 208 * i, come, alpha)
    _stamp(context, scene.stamp, 1560, 560, t - 1.9, alpha)


def _advice(context, film, scene, t, alpha):
    accent, ink = rgb(PALETTES[film.palette][2]), rgb(PALETTES[film.palette][3])
    come = ease_out(t / 0.5)
    draw_text(context, scene.zh, MARGIN, 226 - 24 * (1 - come), 92, WHITE, alpha * come)
    draw_text(context, scene.en, MARGIN, 352, 40, WHITE, 0.85 * alpha * come, bold=False)
    for i, (zh, en) in enumerate(scene.rows):
        start = t - 0.4 - 0.55 * i
        come = ease_out(start / 0.5)
        if come <= 0:
            continue
        y = 462 + i * 158
        context.push_group()
        context.set_source_rgba(1, 1, 1, 0.12)
        rounded(context, MARGIN, y, 1240, 134, 30)
        context.fill()
        context.set_source_rgb(*accent)
        context.arc(MARGIN + 72, y + 67, 40, 0, 2 * math.pi)
        context.fill()
        # The tick is drawn as one would write it.
        stroke = ease_in_out((start - 0.25) / 0.35)
        if stroke > 0:
            context.set_source_rgb(*ink)
            context.set_line_width(11)
            context.set_line_cap(cairo.LINE_CAP_ROUND)
            context.set_line_join(cairo.LINE_JOIN_ROUND)
            x0, y0 = MARGIN + 53, y + 68
            context.move_to(x0, y0)
            first = clamp(stroke / 0.4)
            context.line_to(x0 + 14 * first, y0 + 15 * first)
            if stroke > 0.4:
                second = clamp((stroke - 0.4) / 0.6)
                context.line_to(x0 + 14 + 26 * second, y0 + 15 - 32 * second)
            context.stroke()
        draw_text(context, zh, MARGIN + 146, y + 8, 56, WHITE)
        draw_text(context, en, MARGIN + 146, y + 82, 31, WHITE, 0.82, bold=False)
        context.pop_group_to_source()
        context.paint_with_alpha(alpha * come)
    scale = ease_back(t / 0.8)
    if scale > 0:
        context.push_group()
        icons.draw(context, film.icon, film.palette, 1640, 560, 0.68 * scale, t)
        context.pop_group_to_source()
        context.paint_with_alpha(alpha)


def _closing(context, film, scene, t, alpha):
    accent, ink = rgb(PALETTES[film.palette][2]), rgb(PALETTES[film.palette][3])
    come = ease_out(t / 0.5)
    draw_text(context, scene.zh, WIDTH / 2, 232 - 24 * (1 - come), 84, WHITE, alpha * come, align="center")
    draw_text(context, scene.en, WIDTH / 2, 350, 42, WHITE, 0.85 * alpha * come, bold=False, align="center")
    count = len(scene.rows)
    wide, gap = 700, 60
    left = (WIDTH - count * wide - (count - 1) * gap) / 2
    for i, (number, zh, en) in enumerate(scene.rows):
        come = ease_out((t - 0.35 - 0.25 * i) / 0.55)
        if come <= 0:
            continue
        x, y = left + i * (wide + gap), 470 + 40 * (1 - come)
        context.push_group()
        soft_shadow(context, x, y, wide, 404, 44)
        context.set_source_rgb(*accent)
        rounded(context, x, y, wide, 404, 44)
        context.fill()
        draw_text(context, number, x + wide / 2, y - 2, 196, ink, align="center")
        draw_text(context, zh, x + wide / 2, y + 252, 56, ink, align="center")
        draw_text(context, en, x + wide / 2, y + 328, 34, ink, 0.85, bold=False, align="center")
        context.pop_group_to_source()
        context.paint_with_alpha(alpha * come)


KINDS = {"hook": _hook, "story": _story, "advice": _advice, "closing": _closing}


def draw_frame(context, film, starts, total, t):
    """`starts` are the scenes' begins in seconds. Scenes cross: the last leaves while the next comes."""
    _frame(context, film, t, total)
    for i, scene in enumerate(film.scenes):
        end = starts[i + 1] if i + 1 < len(starts) else total
        if t < starts[i] or t >= end:
            continue
        leaving = 0.0 if i + 1 == len(starts) else clamp((t - (end - FADE)) / FADE)
        KINDS[scene.kind](context, film, scene, t - starts[i], 1 - ease_in_out(leaving))
