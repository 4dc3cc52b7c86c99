# SPDX-License-Identifier: Apache-2.0
"""Line icons on a grid of 24 by 24 and the small path language they are written in, which the illustrations share.

Commands, absolute: M x y, L x y, H x, V y, C x1 y1 x2 y2 x y, Z as in SVG; O cx cy r is a circle, R x y w h r a rounded
rectangle.
"""
import functools
import re

import cairo

from design import circle, clamp, fill, fill_gradient, paint, rounded, shadow, stroke

ICONS = {
    "download": "M12 4V14 M7.5 10L12 14.5L16.5 10 M4.5 16V18C4.5 19.4 5.2 20 6.5 20H17.5C18.8 20 19.5 19.4 19.5 18V16",
    "screen": "R3 4.5 18 12 2 M12 16.5V20 M8 20H16 M9 10.5H15 M12.6 8L15.1 10.5L12.6 13",
    "code": "R3 6.5 18 11 2.5 O7.5 12 .7 O12 12 .7 O16.5 12 .7",
    "link": "M9.5 14.5L14.5 9.5 M11 7.5L13.2 5.3C14.9 3.6 17.4 3.6 18.9 5.1C20.4 6.6 20.4 9.1 18.7 10.8L16.5 13 "
            "M13 16.5L10.8 18.7C9.1 20.4 6.6 20.4 5.1 18.9C3.6 17.4 3.6 14.9 5.3 13.2L7.5 11",
    "card": "R3 5.5 18 13 2.5 M3 10H21 M6.5 14.8H10.5",
    "pause": "O12 12 8.5 M10 9V15 M14 9V15",
    "shield": "M12 3.2L19 5.8V11.5C19 16 16.2 19.1 12 20.9C7.8 19.1 5 16 5 11.5V5.8Z M8.9 11.9L11.2 14.2L15.3 9.6",
    "chat": "M6 5H18C19.7 5 20.5 5.8 20.5 7.3V13.7C20.5 15.2 19.7 16 18 16H11L7 19.6V16H6C4.3 16 3.5 15.2 3.5 13.7V7.3"
            "C3.5 5.8 4.3 5 6 5Z M8 9H16 M8 12.2H13",
    "quiet": "M6 5H18C19.7 5 20.5 5.8 20.5 7.3V13.7C20.5 15.2 19.7 16 18 16H11L7 19.6V16H6C4.3 16 3.5 15.2 3.5 13.7V7.3"
             "C3.5 5.8 4.3 5 6 5Z M9.6 8.2L14.4 12.8 M14.4 8.2L9.6 12.8",
    "harsh": "M6 5H18C19.7 5 20.5 5.8 20.5 7.3V13.7C20.5 15.2 19.7 16 18 16H11L7 19.6V16H6C4.3 16 3.5 15.2 3.5 13.7V7.3"
             "C3.5 5.8 4.3 5 6 5Z M12 8V11 O12 13.2 .3",
    "capture": "M4 8.5V6.3C4 4.8 4.8 4 6.3 4H8.5 M15.5 4H17.7C19.2 4 20 4.8 20 6.3V8.5 M20 15.5V17.7C20 19.2 19.2 20 17.7 20H15.5 "
               "M8.5 20H6.3C4.8 20 4 19.2 4 17.7V15.5 O12 12 3.3",
    "form": "M14 3.5H7C5.7 3.5 5 4.2 5 5.5V18.5C5 19.8 5.7 20.5 7 20.5H17C18.3 20.5 19 19.8 19 18.5V8.5L14 3.5V8.5H19 "
            "M8.5 12.5H15.5 M8.5 16H13",
    "switches": "R3.5 4.4 17 6.4 3.2 O7 7.6 1 R3.5 13.2 17 6.4 3.2 O17 16.4 1",
    "parcel": "M4 7.6L12 3.5L20 7.6V16.4L12 20.5L4 16.4Z M4 7.6L12 11.7L20 7.6 M12 11.7V20.5",
    "search": "O10.5 10.5 6.3 M15.2 15.2L20.3 20.3",
    "clock": "O12 12 8.5 M12 7V12L15.4 14.2",
    "official": "M3.5 9.5L12 4.2L20.5 9.5Z M6 9.5V16.8 M10 9.5V16.8 M14 9.5V16.8 M18 9.5V16.8 M3.5 20H20.5",
    "flag": "M6 21V4 M6 5C9 3.2 12.5 6.8 18.5 4.8V13C12.5 15 9 11.4 6 13.2",
    "pin": "M12 21C8 16.6 5.5 13.3 5.5 10C5.5 6.2 8.4 3.5 12 3.5C15.6 3.5 18.5 6.2 18.5 10C18.5 13.3 16 16.6 12 21Z O12 10 2.4",
    "wifi": "M3.5 9.6C8.5 5 15.5 5 20.5 9.6 M6.8 13.2C9.9 10.4 14.1 10.4 17.2 13.2 M9.9 16.6C11.2 15.4 12.8 15.4 14.1 16.6 O12 19.6 .4",
    "ticket": "M3.5 6.5H20.5V10C18.2 10 18.2 14 20.5 14V17.5H3.5V14C5.8 14 5.8 10 3.5 10Z M14 7.6V9.4 M14 11.1V12.9 M14 14.6V16.4",
    "handset": "M6.6 3.8L9 3.6L11 8.2L9 10.2C10 12.4 11.6 14 13.8 15L15.8 13L20.4 15L20.2 17.4C20 19.3 18.9 20.4 17.2 20.3"
               "C10 19.7 4.3 14 3.7 6.8C3.6 5.1 4.7 4 6.6 3.8Z",
    "megaphone": "M4 9.6V14.4H7.2L15.8 19V5L7.2 9.6Z M19 9.2C20.4 10.8 20.4 13.2 19 14.8 M8 14.6L9.6 19.8",
    "dice": "R4 4 16 16 3.5 O8.5 8.5 .7 O15.5 8.5 .7 O12 12 .7 O8.5 15.5 .7 O15.5 15.5 .7",
    "person": "O12 8 4 M4.5 20.3C4.5 16.2 7.8 14.2 12 14.2C16.2 14.2 19.5 16.2 19.5 20.3",
    "id": "R3 5 18 14 2.5 O8.6 10.2 2 M5.8 15.8C6.3 13.4 10.9 13.4 11.4 15.8 M14.2 9.8H18 M14.2 13.6H17",
    "globe": "O12 12 8.5 M3.8 12H20.2 M12 3.6C7 8.2 7 15.8 12 20.4 M12 3.6C17 8.2 17 15.8 12 20.4",
    "send": "M20.5 4L3.5 10.8L10.3 13.7L13.2 20.5Z M10.3 13.7L20.5 4",
    "plane": "M12 3C13 3 13.6 4.4 13.6 6V9.6L20.5 14V16.2L13.6 14V17.8L16 19.6V21L12 19.9L8 21V19.6L10.4 17.8V14L3.5 16.2V14"
             "L10.4 9.6V6C10.4 4.4 11 3 12 3Z",
    "contacts": "R5 3.5 14 17 2.5 O12 10 2.3 M8.6 16.4C9 13.2 15 13.2 15.4 16.4 M5 8H3.4 M5 12H3.4 M5 16H3.4",
    "check": "M5 12.5L10 17.5L19.5 7",
    "cross": "M6 6L18 18 M18 6L6 18",
}

_TOKEN = re.compile(r"[MLHVCZOR]|-?\d*\.?\d+")
_COUNTS = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "Z": 0, "O": 3, "R": 5}


@functools.lru_cache(maxsize=None)
def _parsed(path):
    tokens = _TOKEN.findall(path)
    steps, at, command = [], 0, ""
    while at < len(tokens):
        if tokens[at] in _COUNTS:
            command, at = tokens[at], at + 1
        count = _COUNTS[command]
        steps.append((command, tuple(float(token) for token in tokens[at:at + count])))
        at += count
        if command == "M":
            command = "L"
    return tuple(steps)


def trace(context, path):
    """Adds the written path to the context's."""
    x = y = 0.0
    for command, numbers in _parsed(path):
        if command == "M":
            context.move_to(*numbers)
        elif command == "L":
            context.line_to(*numbers)
        elif command == "H":
            context.line_to(numbers[0], y)
        elif command == "V":
            context.line_to(x, numbers[0])
        elif command == "C":
            context.curve_to(*numbers)
        elif command == "Z":
            context.close_path()
        elif command == "O":
            circle(context, *numbers)
        else:
            rounded(context, *numbers)
        if command not in "OR":
            x, y = context.get_current_point()


def _length(context):
    total, last, start = 0.0, None, None
    for kind, points in context.copy_path_flat():
        if kind == cairo.PATH_MOVE_TO:
            last = start = points
        elif kind in (cairo.PATH_LINE_TO, cairo.PATH_CLOSE_PATH):
            to = points if kind == cairo.PATH_LINE_TO else start
            total += ((to[0] - last[0]) ** 2 + (to[1] - last[1]) ** 2) ** 0.5
            last = to
    return total


def line_icon(context, name, x, y, size, colour, weight=1.9, alpha=1.0, drawn=1.0):
    """An icon centred on (x, y); `drawn` from 0 to 1 lets it appear as a pen would write it."""
    if drawn <= 0:
        return
    context.save()
    context.translate(x, y)
    context.scale(size / 24, size / 24)
    context.translate(-12, -12)
    trace(context, ICONS[name])
    if drawn < 1:
        length = _length(context)
        context.set_dash([clamp(drawn) * length, length])
    stroke(context, colour, weight, alpha)
    context.restore()


def _tile(context, name, size, first, last, drawn):
    half = size / 2
    paint(context, shadow(size, size, size * 0.24, 14, 0.25), 0, 8)
    rounded(context, -half, -half, size, size, size * 0.24)
    fill_gradient(context, -half, -half, half, half, first, last)
    line_icon(context, name, 0, 0, size * 0.66, (1, 1, 1), 1.8, 1.0, drawn)


def tile(context, name, x, y, size, palette, drawn=1.0):
    """The kiosk's icon tile: a rounded square with a gradient and a white icon. For use inside sprites, or while drawn on."""
    context.save()
    context.translate(x, y)
    _tile(context, name, size, palette.bright, palette.base, drawn)
    context.restore()


def badge(context, mark, x, y, radius, colour):
    """A disc with a check or a cross."""
    circle(context, x, y, radius + 5)
    fill(context, (1, 1, 1))
    circle(context, x, y, radius)
    fill(context, colour)
    line_icon(context, mark, x, y, radius * 1.15, (1, 1, 1), 3.4)


def tick_box(context, x, y, size, colour):
    rounded(context, x - size / 2, y - size / 2, size, size, size * 0.24)
    fill(context, colour)
    line_icon(context, "check", x, y, size * 0.8, (1, 1, 1), 3.2)
