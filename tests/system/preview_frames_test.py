#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""preview_frames_test.py PLAYER [SECONDS]: what a preview records is what a headless player presents, frame by frame.

An office with every moving thing (film, captions, crossfade, ticker, clock) is recorded for a stretch of time, and played
headless in real time for the same stretch; each presented frame leaves its moment and a hash of its pixels. Every frame
that the player presented on time must be in the recording with the same pixels, and hardly any may be missing: a busy
machine drops some, but invents none.
"""
import pathlib
import subprocess
import sys
import tempfile
import time
import unittest

TOP = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(TOP / "tests" / "bench"))
from make_clip import make  # noqa: E402

PLAYER = sys.argv.pop(1)
SECONDS = int(sys.argv.pop(1)) if len(sys.argv) > 1 else 8

CHANNEL = """title = "main"
default = "daily"
captions = ["zh", "en"]
transition = { kind = "crossfade", duration = "400ms" }
[playlists.daily]
items = ["media/1.mp4", "media/2.mp4"]
[layout.landscape]
background = "#071228"
[[layout.landscape.zones]]
name = "film"
kind = "programme"
area = [0, 0, 1, 0.86]
[[layout.landscape.zones]]
name = "clock"
kind = "clock"
area = [0.6, 0, 0.4, 0.14]
[[layout.landscape.zones]]
name = "rumours"
kind = "ticker"
area = [0, 0.86, 1, 0.14]
background = "#FFC857"
ink = "#0B1D3F"
speed = 60
"""


def office(folder):
    for name in ("channels", "media", "notices"):
        (folder / name).mkdir()
    (folder / "office.toml").write_text('name = { zh = "示例" }\ntime_zone = "Asia/Shanghai"\nlanguages = ["zh", "en"]\ndefault_channel = "main"\n')
    (folder / "screens.toml").write_text('[[screen]]\nid = "s"\nchannel = "main"\nsize = "640x360"\n')
    (folder / "channels" / "main.toml").write_text(CHANNEL)
    for language, title in (("zh", "这条消息不属实"), ("en", "That message is not true")):
        (folder / "notices" / f"n.{language}.md").write_text(f'+++\ntitle = "{title}"\nkind = "refutation"\n+++\n')
    for i in (1, 2):
        make(folder / "media" / f"{i}.mp4", i, 640, 310, frames=90)
        for language, text in (("zh", "字幕"), ("en", "Caption")):
            (folder / "media" / f"{i}.{language}.vtt").write_text(f"WEBVTT\n\n00:00:00.500 --> 00:00:01.700\n{text} {i}\n")


def frames(path):
    return [(int(due), pixels) for due, pixels in (line.split() for line in path.read_text().splitlines())]


class PreviewFrames(unittest.TestCase):
    def test_a_preview_shows_what_the_player_presents(self):
        with tempfile.TemporaryDirectory() as scratch:
            folder = pathlib.Path(scratch)
            office(folder)
            played, recorded = folder / "played.txt", folder / "recorded.txt"
            # Live first, then the same stretch recorded: from a little before to a little after.
            began = time.time()
            subprocess.run([PLAYER, str(folder), "--headless", "--mute", "--for", f"{SECONDS}s", "--frames", str(played)], check=True,
                           stderr=subprocess.DEVNULL)
            at = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(int(began) - 1))
            subprocess.run([PLAYER, str(folder), "--mute", "--at", at, "--for", f"{SECONDS + 4}s", "--record", str(folder / "out.mp4"),
                            "--frames", str(recorded)], check=True)
            # A transition at the very begin has nothing to begin from, and the first moments are caught up with.
            settled = int((began + 1.5) * 1e9)
            truth = dict(frames(recorded))
            seen = [frame for frame in frames(played) if frame[0] >= settled]
            on_time = [frame for frame in seen if frame[0] in truth]
            wrong = [due for due, pixels in on_time if truth[due] != pixels]
            end = max(due for due, _ in seen)
            expected = [due for due in truth if settled <= due <= end]
            print(f"{len(seen)} frames presented, {len(expected)} in the preview, {len(wrong)} differ, {len(seen) - len(on_time)} late")
            self.assertEqual(wrong, [])
            self.assertGreater(len(on_time), 0.5 * len(expected))


if __name__ == "__main__":
    unittest.main(argv=[sys.argv[0], "-v"])
