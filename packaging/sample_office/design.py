# SPDX-License-Identifier: Apache-2.0
"""The films' visual system: palettes, type, easing, and the few drawing helpers that every scene shares."""
import functools
import math

import cairo
import gi

gi.require_version("Pango", "1.0")
gi.require_version("PangoCairo", "1.0")
from gi.repository import Pango, PangoCairo  # noqa: E402

WIDTH, HEIGHT = 1920, 1080  # the canvas that everything is drawn on; the encoder may scale it
MARGIN = 150
SANS = "Noto Sans CJK SC"


def rgb(text):
    return tuple(int(text[i:i + 2], 16) / 255 for i in (1, 3, 5))


PALETTES = {  # ground from, ground to, accent, ink on accent
    "teal": ("#08303B", "#146877", "#FFC857", "#08303B"),
    "plum": ("#24143F", "#55318F", "#FF9466", "#24143F"),
    "blue": ("#103A78", "#2C7BCB", "#FFD166", "#103A78"),
    "green": ("#0A3B2C", "#1B7C5C", "#F6D860", "#0A3B2C"),
    "crimson": ("#541521", "#A83A3F", "#FFE08A", "#541521"),
    "slate": ("#1F2D40", "#4C6A85", "#F7B267", "#1F2D40"),
    "navy": ("#0B1D3F", "#1F4F94", "#FF7A66", "#0B1D3F"),
}
WHITE = (1, 1, 1)


def clamp(x):
    return max(0.0, min(1.0, x))


def ease_out(x):
    return 1 - (1 - clamp(x)) ** 3


def ease_in_out(x):
    x = clamp(x)
    return 4 * x ** 3 if x < 0.5 else 1 - (-2 * x + 2) ** 3 / 2


def ease_back(x):
    """Overshoots a little before it settles."""
    x = clamp(x) - 1
    return 1 + 2.4 * x ** 3 + 1.4 * x ** 2


def text_layout(context, text, size, bold=True, width=None, align="left", spacing=0.0):
    layout = PangoCairo.create_layout(context)
    font = Pango.FontDescription(SANS)
    font.set_weight(Pango.Weight.BOLD if bold else Pango.Weight.NORMAL)
    font.set_absolute_size(size * Pango.SCALE)
    layout.set_font_description(font)
    layout.set_text(text, -1)
    layout.set_line_spacing(1.12 if "\n" in text else 1.0)
    if width:
        layout.set_width(int(width * Pango.SCALE))
        layout.set_wrap(Pango.WrapMode.WORD_CHAR)
    layout.set_alignment({"left": Pango.Alignment.LEFT, "center": Pango.Alignment.CENTER,
                          "right": Pango.Alignment.RIGHT}[align])
    if spacing:
        attributes = Pango.AttrList()
        attributes.insert(Pango.attr_letter_spacing_new(int(spacing * Pango.SCALE)))
        layout.set_attributes(attributes)
    return layout


@functools.lru_cache(maxsize=256)
def text_surface(text, size, colour, bold=True, width=None, align="left", spacing=0.0):
    """A text set once; drawing it again is a copy. Returns (surface, width, height)."""
    probe = cairo.Context(cairo.ImageSurface(cairo.FORMAT_ARGB32, 8, 8))
    layout = text_layout(probe, text, size, bold, width, align, spacing)
    wide, high = layout.get_pixel_size()
    if width:
        wide = int(width)
    surface = cairo.ImageSurface(cairo.FORMAT_ARGB32, max(1, wide + 8), max(1, high + 8))
    context = cairo.Context(surface)
    context.set_source_rgb(*colour)
    context.move_to(4, 4)
    PangoCairo.show_layout(context, text_layout(context, text, size, bold, width, align, spacing))
    return surface, wide, high


def draw_text(context, text, x, y, size, colour=WHITE, alpha=1.0, bold=True, width=None, align="left", spacing=0.0):
    """(x, y) is the top left corner, or the top centre or top right one as `align` says where no width is given."""
    if alpha <= 0:
        return 0
    surface, wide, high = text_surface(text, size, colour, bold, width, align, spacing)
    if not width and align == "center":
        x -= wide / 2
    if not width and align == "right":
        x -= wide
    context.set_source_surface(surface, round(x) - 4, round(y) - 4)
    context.paint_with_alpha(clamp(alpha))
    return high


def text_size(text, size, bold=True):
    _, wide, high = text_surface(text, size, WHITE, bold)
    return wide, high


def rounded(context, x, y, wide, high, radius):
    radius = min(radius, wide / 2, high / 2)
    context.new_sub_path()
    context.arc(x + wide - radius, y + radius, radius, -math.pi / 2, 0)
    context.arc(x + wide - radius, y + high - radius, radius, 0, math.pi / 2)
    context.arc(x + radius, y + high - radius, radius, math.pi / 2, math.pi)
    context.arc(x + radius, y + radius, radius, math.pi, 3 * math.pi / 2)
    context.close_path()


def soft_shadow(context, x, y, wide, high, radius, depth=18):
    for i in range(5):
        spread = depth * (1 - i / 5)
        context.set_source_rgba(0, 0, 0, 0.05)
        rounded(context, x - spread / 2, y - spread / 3 + depth / 2, wide + spread, high + spread, radius + spread / 2)
        context.fill()


@functools.lru_cache(maxsize=8)
def ground(palette):
    """The still part of every picture of a film: a diagonal gradient and a faint grid of dots."""
    dark, light, accent, _ = (rgb(c) for c in PALETTES[palette])
    surface = cairo.ImageSurface(cairo.FORMAT_RGB24, WIDTH, HEIGHT)
    context = cairo.Context(surface)
    gradient = cairo.LinearGradient(0, HEIGHT, WIDTH, 0)
    gradient.add_color_stop_rgb(0, *dark)
    gradient.add_color_stop_rgb(1, *light)
    context.set_source(gradient)
    context.paint()
    context.set_source_rgba(*WHITE, 0.07)
    for column in range(12):
        for row in range(6):
            context.arc(WIDTH - 520 + column * 40, 70 + row * 40, 3, 0, 2 * math.pi)
            context.fill()
    context.set_source_rgb(*accent)
    context.rectangle(0, HEIGHT - 14, WIDTH, 14)
    context.set_source_rgba(*accent, 0.25)
    context.fill()
    return surface


@functools.lru_cache(maxsize=16)
def disc(palette, radius, alpha):
    """A large soft circle that drifts behind the text."""
    _, light, accent, _ = (rgb(c) for c in PALETTES[palette])
    surface = cairo.ImageSurface(cairo.FORMAT_ARGB32, 2 * radius, 2 * radius)
    context = cairo.Context(surface)
    context.arc(radius, radius, radius, 0, 2 * math.pi)
    context.set_source_rgba(*(0.55 * a + 0.45 * b for a, b in zip(light, accent)), alpha)
    context.fill()
    return surface
