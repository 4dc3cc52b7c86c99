#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""preview_test.py CRIER: `crier preview` with a player that only pretends: what it is told, what is shown, how it ends."""
import json
import os
import pathlib
import pty
import signal
import stat
import subprocess
import sys
import tempfile
import time
import unittest

CRIER = pathlib.Path(sys.argv.pop(1))
WAIT = 30

# Notes its arguments, then does what the file "play" says.
FAKE = """#!/bin/sh
echo "$@" > {folder}/arguments
while [ $# -gt 0 ]; do [ "$1" = --record ] && out=$2; shift; done
. {folder}/play
"""


class Preview(unittest.TestCase):
    def setUp(self):
        self.scratch = tempfile.TemporaryDirectory()
        self.addCleanup(self.scratch.cleanup)
        self.folder = pathlib.Path(self.scratch.name)
        self.office = self.folder / "office"
        subprocess.run([CRIER, "new", self.office], check=True, stdout=subprocess.DEVNULL)
        self.player = self.folder / "player"
        self.player.write_text(FAKE.format(folder=self.folder))
        self.player.chmod(self.player.stat().st_mode | stat.S_IXUSR)
        self.out = self.folder / "out.mp4"
        self.plays("echo progress 0; echo progress 0.5; echo progress 1; echo film > $out")

    def plays(self, script):
        (self.folder / "play").write_text(script + "\n")

    def command(self, *more, length="60s", out=None):
        return [CRIER, "preview", self.office, "--screen", "screen-01", "--at", "2026-11-24T08:00", "--for", length, "-o",
                out or self.out, "--player", self.player, *more]

    def preview(self, *more, **options):
        return subprocess.run(self.command(*more, **options), capture_output=True, text=True, timeout=WAIT)

    def test_the_player_is_told_everything(self):
        result = self.preview()
        self.assertEqual(result.returncode, 0, result.stderr)
        self.assertEqual((self.folder / "arguments").read_text().split(),
                         [str(self.office), "--screen", "screen-01", "--at", "2026-11-24T08:00:00+08:00", "--for", "1m",
                          "--record", str(self.out), "--headless", "--progress"])
        self.assertRegex(result.stdout, r"^\S+/out\.mp4: 60 s of screen-01 from 2026-11-24T08:00:00\+08:00, [0-9.]+ times real time\n$")
        self.assertEqual(result.stderr, "")

    def test_json(self):
        result = self.preview("--json", length="90s")
        self.assertEqual(result.returncode, 0, result.stderr)
        told = json.loads(result.stdout)
        self.assertEqual((told["file"], told["screen"], told["from"], told["seconds"]),
                         (str(self.out), "screen-01", "2026-11-24T08:00:00+08:00", 90))
        self.assertGreater(told["times_real_time"], 1)
        self.assertGreater(told["elapsed_seconds"], 0)

    def test_without_a_time_it_is_now_and_the_only_screen_is_found(self):
        result = subprocess.run([CRIER, "preview", self.office, "--for", "1h", "-o", self.folder / "out.png", "--player", self.player],
                                capture_output=True, text=True, timeout=WAIT)
        self.assertEqual(result.returncode, 0, result.stderr)
        arguments = (self.folder / "arguments").read_text().split()
        self.assertRegex(arguments[arguments.index("--at") + 1], r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?\+08:00$")

    def test_a_terminal_sees_how_far_it_is(self):
        self.plays("for i in 0 0.25 0.5 0.75; do echo progress $i; sleep 0.3; done; echo odd >&2; echo film > $out")
        ours, theirs = pty.openpty()
        process = subprocess.Popen(self.command(), stdout=subprocess.PIPE, stderr=theirs)
        os.close(theirs)
        seen = b""
        while True:
            try:
                part = os.read(ours, 4096)
            except OSError:
                break
            if not part:
                break
            seen += part
        self.assertEqual(process.wait(WAIT), 0)
        process.stdout.close()
        os.close(ours)
        text = seen.decode()
        for piece in ("out.mp4 [", " 25 %", " 75 %", "x real time", "####"):
            self.assertIn(piece, text)
        # What the player says stands on a line of its own, and the bar is gone at the end.
        self.assertIn("\r\x1b[Kodd", text)
        self.assertTrue(text.endswith("\r\x1b[K"), repr(text[-80:]))

    def test_what_the_player_says_is_passed_on(self):
        self.plays("echo 'crier-player: the disk is full; free some room' >&2; printf unfinished > $out.part; exit 1")
        result = self.preview()
        self.assertEqual(result.returncode, 1)
        self.assertIn("crier-player: the disk is full; free some room\n", result.stderr)
        self.assertIn("ended with status 1", result.stderr)
        self.assertFalse(self.out.exists())
        self.assertFalse(pathlib.Path(f"{self.out}.part").exists())

    def test_a_crash_is_told(self):
        self.plays("kill -SEGV $$")
        result = self.preview()
        self.assertEqual(result.returncode, 1)
        self.assertIn("crashed", result.stderr)

    def test_a_player_that_writes_nothing_does_not_pass(self):
        for there_before in (False, True):
            if there_before:
                self.out.write_text("the film of yesterday")
            self.plays("true")
            result = self.preview()
            self.assertEqual(result.returncode, 1)
            self.assertIn("did not write", result.stderr)

    def test_an_interrupt_kills_the_player_and_leaves_the_old_film(self):
        for number in (signal.SIGINT, signal.SIGTERM):
            self.out.write_text("the film of yesterday")
            (self.folder / "child").unlink(missing_ok=True)
            # A grandchild, too; both deaf to SIGINT.
            self.plays("trap '' INT TERM; printf unfinished > $out.part; sleep 1000 & echo $! > $out.pid; mv $out.pid "
                       f"{self.folder}/child; wait")
            process = subprocess.Popen(self.command(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
            deadline = time.monotonic() + WAIT
            while not (self.folder / "child").exists() and time.monotonic() < deadline:
                time.sleep(0.02)
            process.send_signal(number)
            _, error = process.communicate(timeout=WAIT)
            self.assertEqual(process.returncode, 130)
            self.assertIn("stopped", error)
            self.assertEqual(self.out.read_text(), "the film of yesterday")
            self.assertFalse(pathlib.Path(f"{self.out}.part").exists())
            child = int((self.folder / "child").read_text())
            while time.monotonic() < deadline and self.is_alive(child):
                time.sleep(0.02)
            self.assertFalse(self.is_alive(child))

    @staticmethod
    def is_alive(process):
        try:
            return pathlib.Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
        except OSError:
            return False

    def test_bad_input_is_named_with_its_remedy_before_anything_starts(self):
        office, player = str(self.office), str(self.player)
        good = {"DIR": office, "--screen": "screen-01", "--for": "60s", "-o": str(self.out), "--player": player}
        folder = self.folder / "folder.mp4"
        folder.mkdir()
        rows = (({"DIR": str(self.folder / "nowhere")}, 1, "nowhere"),
                ({"--screen": "screen-02"}, 1, 'did you mean "screen-01"?'),
                ({"-o": str(self.folder / "out.avi")}, 1, ".mp4"),
                ({"-o": str(self.folder / "out")}, 1, ".png"),
                ({"-o": str(self.folder / "none" / "out.mp4")}, 1, "make it first"),
                ({"-o": str(folder)}, 1, "is a folder"),
                ({"--for": "25h"}, 1, "at most 24h"),
                ({"--for": "1d1s"}, 1, "at most 24h"),
                ({"--for": "0s"}, 1, "no length"),
                ({"--for": "soon"}, 1, "--for"),
                ({"--for": None}, 2, "--for"),
                ({"-o": None}, 2, "--output"),
                ({"--at": "yesterday"}, 2, "--at"),
                ({"--player": str(self.folder / "none")}, 1, "--player"))
        for change, status, word in rows:
            given = {**good, **change}
            arguments = [given.pop("DIR")] + [part for option, value in given.items() if value is not None for part in (option, value)]
            result = subprocess.run([CRIER, "preview", *arguments], capture_output=True, text=True, timeout=WAIT)
            with self.subTest(change=change):
                self.assertEqual(result.returncode, status, result.stderr)
                self.assertIn(word, result.stderr)
                self.assertEqual(result.stdout, "")
                self.assertFalse((self.folder / "arguments").exists())

    def test_a_screen_that_is_missing_for_a_mistake_is_told_with_the_mistake(self):
        (self.office / "screens.toml").write_text("[[screen]\n")
        result = self.preview()
        self.assertEqual(result.returncode, 1)
        self.assertIn("screens.toml:1", result.stderr)

    def test_a_player_that_cannot_be_found_is_told_with_the_remedy(self):
        copy = self.folder / "bin" / "crier"
        copy.parent.mkdir()
        copy.write_bytes(CRIER.read_bytes())
        copy.chmod(0o755)
        result = subprocess.run([copy, "preview", self.office, "--for", "1s", "-o", self.out], capture_output=True, text=True,
                                timeout=WAIT, env={**os.environ, "PATH": str(self.folder / "bin")})
        self.assertEqual(result.returncode, 1)
        self.assertIn("--player", result.stderr)

    def test_help(self):
        result = subprocess.run([CRIER, "preview", "--help"], capture_output=True, text=True, timeout=WAIT)
        self.assertEqual(result.returncode, 0)
        for word in ("--screen", "--at", "--for", "--output", "--player", "--json", "24h"):
            self.assertIn(word, result.stdout)


if __name__ == "__main__":
    unittest.main(argv=[sys.argv[0], "-v"])
