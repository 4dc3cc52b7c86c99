# SPDX-License-Identifier: Apache-2.0
"""The films' visual system: palettes, easing, type, sprites and grounds. Everything is laid out on a 1920 x 1080 canvas;
`set_scale` makes all surfaces smaller without touching a single coordinate."""
import collections
import functools
import math

import cairo
import gi
import numpy as np

gi.require_version("Pango", "1.0")
gi.require_version("PangoCairo", "1.0")
from gi.repository import Pango, PangoCairo  # noqa: E402

WIDTH, HEIGHT, MARGIN = 1920, 1080, 120
SANS = "Noto Sans CJK SC"
EM_ASCENT = 0.88  # Noto CJK: a character's box reaches this far above the baseline, and 0.12 below

_scale = 1.0


def set_scale(scale):
    """Call before anything is drawn."""
    global _scale
    _scale = scale


def rgb(text):
    return tuple(int(text[i:i + 2], 16) / 255 for i in (1, 3, 5))


Palette = collections.namedtuple("Palette", "dark base bright accent tint ink")
PALETTES = {name: Palette(*(rgb(c) for c in colours)) for name, colours in {
    "teal": ("#043C42", "#0A7773", "#25B5A6", "#FFC247", "#E6F5F3", "#073B40"),
    "plum": ("#270D47", "#5A2398", "#9A5CE4", "#FF8A66", "#F4EEFC", "#2B1147"),
    "amber": ("#7C2D08", "#C65A0E", "#F59331", "#FFE08F", "#FEF3E6", "#55210A"),
    "green": ("#06402E", "#0D7B58", "#30B98A", "#FFD65E", "#E9F6F0", "#073A2A"),
    "crimson": ("#5D0F20", "#B12834", "#E85F55", "#FFD870", "#FDEFEC", "#4B0F1B"),
    "indigo": ("#20244F", "#464CA0", "#8189E0", "#FFA582", "#EEF0FB", "#1F2350"),
    "blue": ("#0A2F69", "#155CB4", "#3B93EC", "#FF9B4A", "#EAF2FD", "#0D2750"),
    "dusk": ("#27306B", "#B5557F", "#FFAE6E", "#FFE3A6", "#FDF1EA", "#2B2350"),
}.items()}
WHITE, PAPER, SLATE, RED, GOOD = (1, 1, 1), rgb("#FBFAF7"), rgb("#22304A"), rgb("#DB2B33"), rgb("#14946B")


def blend(a, b, share):
    return tuple(x + (y - x) * share for x, y in zip(a, b))


# -- easing

def clamp(x):
    return max(0.0, min(1.0, x))


def ease_out(x):
    return 1 - (1 - clamp(x)) ** 3


def ease_in_out(x):
    x = clamp(x)
    return 4 * x ** 3 if x < 0.5 else 1 - (2 - 2 * x) ** 3 / 2


def ease_back(x):
    """Overshoots a little before it settles."""
    x = clamp(x) - 1
    return 1 + 2.5 * x ** 3 + 1.5 * x ** 2


# -- shapes

def rounded(context, x, y, wide, high, radius):
    radius = min(radius, wide / 2, high / 2)
    context.new_sub_path()
    for corner, (cx, cy) in enumerate(((x + wide - radius, y + radius), (x + wide - radius, y + high - radius),
                                       (x + radius, y + high - radius), (x + radius, y + radius))):
        context.arc(cx, cy, radius, (corner - 1) * math.pi / 2, corner * math.pi / 2)
    context.close_path()


def circle(context, x, y, radius):
    context.new_sub_path()
    context.arc(x, y, radius, 0, 2 * math.pi)


def fill(context, colour, alpha=1.0):
    context.set_source_rgba(*colour, alpha)
    context.fill()


def stroke(context, colour, width, alpha=1.0):
    context.set_source_rgba(*colour, alpha)
    context.set_line_width(width)
    context.set_line_cap(cairo.LINE_CAP_ROUND)
    context.set_line_join(cairo.LINE_JOIN_ROUND)
    context.stroke()


def fill_gradient(context, x0, y0, x1, y1, first, last):
    gradient = cairo.LinearGradient(x0, y0, x1, y1)
    gradient.add_color_stop_rgb(0, *first)
    gradient.add_color_stop_rgb(1, *last)
    context.set_source(gradient)
    context.fill()


# -- sprites: drawn once, painted often

def canvas(wide, high, opaque=False):
    surface = cairo.ImageSurface(cairo.FORMAT_RGB24 if opaque else cairo.FORMAT_ARGB32,
                                 max(1, math.ceil(wide * _scale)), max(1, math.ceil(high * _scale)))
    surface.set_device_scale(_scale, _scale)
    return surface


@functools.lru_cache(maxsize=400)
def sprite(painter, wide, high, *arguments):
    """What painter(context, *arguments) draws around the origin, in a box of wide by high."""
    surface = canvas(wide, high)
    context = cairo.Context(surface)
    context.translate(wide / 2, high / 2)
    painter(context, *arguments)
    return surface, wide, high


def paint(context, picture, x, y, alpha=1.0, scale=1.0, angle=0.0):
    """Paints a sprite with its centre at (x, y)."""
    if alpha <= 0 or scale <= 0:
        return
    surface, wide, high = picture
    context.save()
    if scale == 1.0 and angle == 0.0:
        # Whole pixels: a plain copy, several times faster than resampling.
        context.translate(round((x - wide / 2) * _scale) / _scale, round((y - high / 2) * _scale) / _scale)
    else:
        context.translate(x, y)
        context.rotate(angle)
        context.scale(scale, scale)
        context.translate(-wide / 2, -high / 2)
    context.set_source_surface(surface, 0, 0)
    context.get_source().set_filter(cairo.FILTER_BILINEAR)
    if alpha >= 1:
        context.paint()
    else:
        context.paint_with_alpha(alpha)
    context.restore()


def _blurred(mask, radius):
    """Three box filters each way, which is as good as a Gaussian."""
    for axis in (0, 1, 0, 1, 0, 1):
        count = mask.shape[axis]
        pad = [(radius + 1, radius) if a == axis else (0, 0) for a in (0, 1)]
        total = np.cumsum(np.pad(mask, pad), axis=axis)
        ahead = np.take(total, np.arange(2 * radius + 1, count + 2 * radius + 1), axis=axis)
        mask = (ahead - np.take(total, np.arange(count), axis=axis)) / (2 * radius + 1)
    return mask


@functools.lru_cache(maxsize=100)
def shadow(wide, high, radius, blur=26, alpha=0.22):
    """A rounded rectangle's soft shadow, as a sprite whose centre is the rectangle's."""
    pad = 3 * blur
    surface = canvas(wide + 2 * pad, high + 2 * pad)
    context = cairo.Context(surface)
    rounded(context, pad, pad, wide, high, radius)
    fill(context, (0, 0, 0))
    surface.flush()
    pixels = np.ndarray((surface.get_height(), surface.get_stride() // 4, 4), np.uint8, surface.get_data())
    soft = _blurred(pixels[:, :, 3].astype(np.float32), max(1, round(blur * _scale * 0.6)))
    pixels[:, :, 3] = np.rint(soft * alpha)
    surface.mark_dirty()
    return surface, wide + 2 * pad, high + 2 * pad


def card(context, x, y, wide, high, radius=40, colour=WHITE, depth=1.0):
    """A raised card: shadow and face; for use inside sprites."""
    paint(context, shadow(wide, high, radius, round(26 * depth)), x + wide / 2, y + high / 2 + 12 * depth)
    rounded(context, x, y, wide, high, radius)
    fill(context, colour)


# -- type

def _layout(context, text, size, bold):
    layout = PangoCairo.create_layout(context)
    font = Pango.FontDescription(SANS)
    font.set_weight(Pango.Weight.BOLD if bold else Pango.Weight.NORMAL)
    font.set_absolute_size(size * Pango.SCALE)
    layout.set_font_description(font)
    layout.set_text(text, -1)
    return layout


@functools.lru_cache(maxsize=2000)
def text_width(text, size, bold=True):
    probe = cairo.Context(cairo.ImageSurface(cairo.FORMAT_A8, 4, 4))
    return max(_layout(probe, line, size, bold).get_size()[0] / Pango.SCALE for line in text.split("\n"))


def fitting(text, size, width, bold=True):
    """The largest size up to `size` at which no line is wider than `width`."""
    return min(size, math.floor(size * width / max(1, text_width(text, size, bold))))


@functools.lru_cache(maxsize=300)
def _text_surface(text, size, colour, bold, heavy, pitch, align):
    pad = 8
    lines = text.split("\n")
    wide = text_width(text, size, bold)
    surface = canvas(wide + 2 * pad, size * (1 + pitch * (len(lines) - 1)) + 2 * pad + 0.25 * size)
    context = cairo.Context(surface)
    for i, line in enumerate(lines):
        layout = _layout(context, line, size, bold)
        shift = {"left": 0.0, "center": 0.5, "right": 1.0}[align] * (wide - text_width(line, size, bold))
        baseline = pad + size * (EM_ASCENT + pitch * i)
        context.move_to(pad + shift, baseline - layout.get_baseline() / Pango.SCALE)
        PangoCairo.layout_path(context, layout)
    context.set_source_rgb(*colour)
    if heavy:
        # The font has no weight above bold; an outline makes one.
        context.set_line_width(heavy * size)
        context.set_line_join(cairo.LINE_JOIN_ROUND)
        context.stroke_preserve()
    context.fill()
    return surface, wide


def text(context, words, x, y, size, colour=WHITE, alpha=1.0, bold=True, heavy=0.0, pitch=1.3, align="left"):
    """Lines of text; y is the top of the first line's characters, x their left edge, centre or right edge by `align`."""
    if alpha <= 0:
        return
    surface, wide = _text_surface(words, size, colour, bold, heavy, pitch, align)
    x -= {"left": 0.0, "center": 0.5, "right": 1.0}[align] * wide
    context.save()
    context.translate(round((x - 8) * _scale) / _scale, round((y - 8) * _scale) / _scale)
    context.set_source_surface(surface, 0, 0)
    context.paint_with_alpha(clamp(alpha))
    context.restore()


def text_height(words, size, pitch=1.3):
    return size * (1 + pitch * words.count("\n"))


# -- grounds

def _field(colours_at):
    """An opaque surface from a function of the coordinates, with a grain finer than a step so that no bands show."""
    surface = canvas(WIDTH, HEIGHT, opaque=True)
    high, wide = surface.get_height(), surface.get_width()
    y, x = np.mgrid[0:high, 0:wide].astype(np.float32) / _scale
    levels = colours_at(x, y) * 255
    levels += np.random.default_rng(7).random((high, wide, 1), np.float32)
    surface.flush()
    pixels = np.ndarray((high, surface.get_stride() // 4, 4), np.uint8, surface.get_data())
    pixels[:, :wide, :3] = np.clip(levels, 0, 255).astype(np.uint8)[:, :, ::-1]
    surface.mark_dirty()
    return surface, WIDTH, HEIGHT


def _mix(first, last, share):
    return np.array(first, np.float32) + (np.array(last, np.float32) - np.array(first, np.float32)) * share[..., None]


@functools.lru_cache(maxsize=6)
def deep_ground(name, glow_x, glow_y):
    """Saturated: dark below on the left, lighter towards a glow."""
    palette = PALETTES[name]

    def colours(x, y):
        slope = np.clip((x * 0.75 + (HEIGHT - y)) / (WIDTH * 0.75 + HEIGHT), 0, 1)
        glow = np.exp(-((x - glow_x) ** 2 + (y - glow_y) ** 2) / (2 * 520 ** 2))
        return _mix(palette.dark, palette.base, slope) * (1 - 0.5 * glow[..., None]) \
            + np.array(palette.bright, np.float32) * 0.5 * glow[..., None]
    return _field(colours)


@functools.lru_cache(maxsize=4)
def light_ground(name):
    """Paper with a breath of the palette."""
    palette = PALETTES[name]

    def colours(x, y):
        slope = np.clip((x + y) / (WIDTH + HEIGHT), 0, 1)
        return _mix(blend(palette.tint, WHITE, 0.6), blend(palette.tint, palette.bright, 0.20), slope)
    return _field(colours)


def _rings(context, colour, alpha, radii, width):
    for radius in radii:
        circle(context, 0, 0, radius)
        stroke(context, colour, width, alpha)


def rings(colour, alpha, radii, width):
    """Concentric rings, the office's mark of a message that travels."""
    size = 2 * (max(radii) + width)
    return sprite(_rings, size, size, colour, alpha, tuple(radii), width)
