#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""player_test.py PLAYER: the real program in a real window under Xvfb, watched from outside. Bounds are wide: CI is noisy."""
import json
import os
import pathlib
import signal
import subprocess
import sys
import tempfile
import time
import unittest

TOP = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(TOP / "tests" / "bench"))
import watch  # noqa: E402
from make_clip import make  # noqa: E402

PLAYER = sys.argv.pop(1)
WIDTH, HEIGHT = 640, 360


class Player(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.scratch = tempfile.TemporaryDirectory()
        cls.folder = pathlib.Path(cls.scratch.name)
        cls.pair = cls.folder / "pair"
        cls.pair.mkdir()
        for i in (1, 2):
            make(cls.pair / f"{i}.mp4", i, WIDTH, HEIGHT, frames=45)

    @classmethod
    def tearDownClass(cls):
        cls.scratch.cleanup()

    def play(self, seconds, *arguments, path=None):
        stats = self.folder / "stats.json"
        stats.unlink(missing_ok=True)
        with watch.Screen(WIDTH, HEIGHT) as screen:
            seen = watch.run([PLAYER, str(path or self.pair), "--stats", str(stats), *arguments], screen, seconds, {1: 45, 2: 45})
        self.assertEqual(seen["exit"], 0, seen["stderr"])
        return seen, json.loads(stats.read_text())

    def test_it_loops_without_a_gap_and_says_what_it_showed(self):
        seen, stats = self.play(6)
        self.assertGreater(seen["shown"], 120)
        self.assertGreaterEqual(len(seen["seams"]), 2)
        self.assertEqual(seen["blank_ms"], 0)
        self.assertLessEqual(seen["missed"], 15)
        for seam in seen["seams"]:
            self.assertLess(seam["hold_ms"], 120)
        self.assertAlmostEqual(stats["frames_presented"], seen["shown"], delta=16)
        self.assertEqual(stats["errors"], [])
        for key in ("frames_repeated", "frames_dropped", "frames_late", "first_frame_ms", "seams", "av_offset_ms", "wall_offset_ms",
                    "cpu_seconds", "peak_rss_kb"):
            self.assertIn(key, stats)

    def test_at_the_same_time_it_shows_the_same_frame(self):
        firsts = []
        for _ in range(2):
            with watch.Screen(WIDTH, HEIGHT) as screen:
                observed = screen.folder / "observed"
                with open(observed, "w") as log:
                    watching = subprocess.Popen([watch.observer(), screen.frame_buffer(), str(WIDTH)], stdout=log)
                    player = subprocess.Popen([PLAYER, str(self.pair), "--at", "2026-11-24T08:00:00+08:00", "--mute"], env=screen.environment)
                    started = time.clock_gettime(time.CLOCK_MONOTONIC)
                    time.sleep(2.5)
                    player.send_signal(signal.SIGTERM)
                    self.assertEqual(player.wait(5), 0)
                    watching.terminate()
                    watching.wait()
                shown = [(t, code) for t, code in watch.parse_events(observed.read_text()) if code != "-"]
            clip, frame = shown[20][1]
            firsts.append((shown[20][0] - started) - (clip - 1) * 1.5 - frame / 30)
        # The frame on the screen is a function of the time that has passed since the given one.
        self.assertAlmostEqual(firsts[0], firsts[1], delta=0.15)

    def test_a_broken_file_is_skipped_and_named(self):
        odd = self.folder / "odd"
        odd.mkdir()
        for source in self.pair.iterdir():
            (odd / source.name).symlink_to(source)
        (odd / "3.mp4").write_bytes(b"<html>log in first</html>")
        (odd / "4.mp4").write_bytes((self.pair / "1.mp4").read_bytes()[:20000])
        (odd / "5.mp4").write_bytes(b"")
        seen, stats = self.play(4, path=odd)
        self.assertEqual(seen["blank_ms"], 0)
        self.assertEqual(len(stats["errors"]), 3)
        for name in ("3.mp4", "4.mp4", "5.mp4"):
            self.assertTrue(any(name in error for error in stats["errors"]), stats["errors"])

    def test_keys_quit_a_window_only(self):
        for arguments, quits in ((["--window", "320x180"], True), ([], False)):
            with watch.Screen(WIDTH, HEIGHT) as screen:
                player = subprocess.Popen([PLAYER, str(self.pair), "--mute", *arguments], env=screen.environment, stderr=subprocess.DEVNULL)
                time.sleep(2)
                # Without a window manager nobody gives the window the keyboard.
                found = subprocess.run(["xdotool", "search", "--name", "Crier"], env=screen.environment, capture_output=True, text=True).stdout.split()
                self.assertTrue(found)
                subprocess.run(["xdotool", "windowfocus", found[-1], "key", "--window", found[-1], "q"], env=screen.environment)
                subprocess.run(["xdotool", "key", "q"], env=screen.environment)
                time.sleep(1)
                self.assertEqual(player.poll() is not None, quits)
                if player.poll() is None:
                    player.terminate()
                self.assertEqual(player.wait(5), 0)

    def test_without_a_display_it_says_so(self):
        environment = {k: v for k, v in os.environ.items() if k not in ("DISPLAY", "WAYLAND_DISPLAY", "SDL_VIDEODRIVER")}
        result = subprocess.run([PLAYER, str(self.pair)], env=environment, capture_output=True, text=True, timeout=20)
        self.assertEqual(result.returncode, 1)
        for word in ("xvfb-run", "kmsdrm", "--headless"):
            self.assertIn(word, result.stderr)

    def test_wrong_usage_and_bad_input_have_their_own_exit_status(self):
        for arguments, status in (([], 2), (["--window", "big", "x"], 2), (["--nonsense"], 2), (["/does/not/exist"], 1), (["--help"], 0)):
            result = subprocess.run([PLAYER, *arguments, "--headless"] if status != 0 else [PLAYER, *arguments], capture_output=True, text=True, timeout=20)
            self.assertEqual(result.returncode, status, (arguments, result.stderr))


if __name__ == "__main__":
    unittest.main(argv=[sys.argv[0], "-v"])
