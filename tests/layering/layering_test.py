#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Reads every #include of ours and fails on an arrow that the map does not have.

The floors are config < content < player < kiosk; inside a floor the rooms and their arrows are listed below. An arrow not
listed is an error, and so is a listed room that no longer exists.
"""
import pathlib
import re
import sys
import tempfile
import unittest

TOP = pathlib.Path(__file__).resolve().parents[2]
FLOORS = ("config", "content", "player", "kiosk")

# room -> the rooms of its own floor that it may use; a floor's own files ("content", "player") may use all its rooms.
ROOMS = {
    "content": {
        "model": set(),
        "alerts": {"model"},
        "captions": {"model"},
        "media": {"model"},
        "schedule": {"model"},
        "notices": {"model", "schedule"},
        "cases": {"model", "notices"},
        "report_form": {"model"},
        "workdays": set(),
        "sealing": {"model"},
        "http": {"sealing"},
        "repository": {"http", "sealing"},
        "answers": {"model", "sealing"},
        "outbox": {"model", "sealing"},
        "upload": {"http", "outbox", "sealing"},
        "inbox": {"answers", "model", "outbox", "sealing", "upload", "workdays"},
        "catalogue": {"model", "notices"},
        "workspace": {"model", "alerts", "answers", "cases", "captions", "media", "notices", "report_form", "schedule",
                      "sealing", "workdays"},
        "nudge": set(),
        "receiving": {"model", "nudge", "repository", "schedule", "sealing", "workspace"},
        "publishing": {"alerts", "http", "model", "repository", "schedule", "sealing", "workspace"},
        "commands": {"alerts", "inbox", "model", "media", "nudge", "publishing", "receiving", "repository", "schedule",
                     "sealing", "upload", "workdays", "workspace"},
    },
    "player": {
        "media": set(),
        "clock": set(),
        "playlog": set(),
        "scene": {"media"},
        "captions": {"media", "scene"},
        "display": {"media", "scene"},
        "sound": {"media", "clock"},
        "speech": {"media"},
        "alerts": {"media", "scene", "speech"},
        "playout": {"media", "clock", "captions", "scene", "sound"},
        "record": {"media", "scene"},
        "stage": {"alerts", "captions", "display", "media", "playout", "scene"},
    },
    "kiosk": {
        "semantics": set(),
        "look": {"semantics"},
        "glass": {"look"},
        "input": set(),
        "voice": {"semantics"},
        "visit": {"semantics"},
        "attract": set(),
        "panels": {"glass", "input", "look", "semantics"},
    },
}
INCLUDE = re.compile(r'^\s*#\s*include\s+"([^"]+)"', re.M)


def place(path):
    """(floor, room) of a file named relative to the top; the room is empty for a floor's own files."""
    parts = pathlib.PurePosixPath(path).parts
    return parts[0], parts[1] if len(parts) > 2 else ""


def wrong_arrows(top):
    wrong = []
    for floor in FLOORS:
        for file in sorted((top / floor).rglob("*.?pp")):
            name = file.relative_to(top).as_posix()
            for target in INCLUDE.findall(file.read_text(encoding="utf-8")):
                problem = judge(name, target, top)
                if problem:
                    wrong.append(f"{name} includes {target}: {problem}")
    return wrong


def judge(name, target, top):
    floor, room = place(name)
    target_floor, target_room = place(target)
    if target_floor not in FLOORS or not (top / target).exists():
        return "ours are named from the top of the tree"
    if FLOORS.index(target_floor) > FLOORS.index(floor):
        return f"{floor} lies below {target_floor}"
    if target_floor != floor or floor == "config" or target_room == room:
        return None
    if not room:
        return None
    if not target_room:
        return f"a room does not reach for its floor's own files"
    if room not in ROOMS[floor]:
        return f"{floor}/{room} is not on the map: add it to this test and to ARCHITECTURE.md"
    if target_room not in ROOMS[floor][room]:
        return f"{floor}/{room} may not use {floor}/{target_room}"
    return None


class Layering(unittest.TestCase):
    def test_includes_point_down_only(self):
        self.assertEqual(wrong_arrows(TOP), [])

    def test_every_room_of_the_map_exists(self):
        for floor, rooms in ROOMS.items():
            for room in rooms:
                self.assertTrue((TOP / floor / room).is_dir(), f"{floor}/{room} is on the map but not in the tree")

    def test_an_upward_include_is_noticed(self):
        with tempfile.TemporaryDirectory() as folder:
            top = pathlib.Path(folder)
            for name, text in (("config/a.hpp", '#include "player/b.hpp"\n'), ("player/b.hpp", ""),
                               ("player/media/c.hpp", '#include "player/playout/d.hpp"\n'), ("player/playout/d.hpp", "")):
                (top / name).parent.mkdir(parents=True, exist_ok=True)
                (top / name).write_text(text)
            for floor in FLOORS:
                (top / floor).mkdir(exist_ok=True)
            self.assertEqual(len(wrong_arrows(top)), 2)

    def test_the_player_is_found(self):
        self.assertGreater(len(list((TOP / "player").rglob("*.cpp"))), 10)


if __name__ == "__main__":
    unittest.main(argv=[sys.argv[0], "-v"])
