#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""switch_test.py PLAYER [--switches N] [--strict] [--sound] [--nice N]: the content's link is moved while the player plays, and the screen is watched
from outside. Each publication has clips of its own, so every picture on the screen tells whose it is.

A short run bears a machine that is busy; --strict (for release builds) bears no picture that was never shown.
"""
import argparse
import fcntl
import json
import os
import pathlib
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
import unittest

TOP = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(TOP / "tests" / "bench"))
import watch  # noqa: E402
from make_clip import make  # noqa: E402

WIDTH, HEIGHT = 640, 360
PATIENCE = 30
# Clip: rate, frames. Whole periods of the tone, so that every loop is one sine.
CLIPS = {1: (30, 45), 2: (25, 30), 3: (25, 40), 4: (30, 36), 5: (30, 60), 6: (25, 25)}
PUBLICATIONS = {"a": (1, 2), "b": (3, 4, 3), "c": (5, 6)}
ZONES = """
[layout.landscape]
background = "#0B1D3F"
[[layout.landscape.zones]]
kind = "programme"
area = [0, 0, 1, 1]
[[layout.landscape.zones]]
kind = "ticker"
area = [0, 0.45, 1, 0.1]
[[layout.landscape.zones]]
kind = "clock"
area = [0, 0.6, 0.2, 0.1]
"""
ALERT = """<?xml version="1.0" encoding="UTF-8"?>
<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2"><identifier>flood</identifier><sender>office@example.org</sender><sent>{sent}</sent>
<status>Actual</status><msgType>Alert</msgType><scope>Public</scope><info><language>zh-CN</language><category>Met</category>
<event>暴雨</event><urgency>Immediate</urgency><severity>Severe</severity><certainty>Observed</certainty><expires>{expires}</expires>
<headline>暴雨橙色预警</headline><area><areaDesc>全区</areaDesc></area></info></alert>
"""
OPTIONS = argparse.Namespace()


def seconds_of(clip):
    rate, frames = CLIPS[clip]
    return frames / rate


class Store:
    """A folder of publications and the link to the one that is on."""

    def __init__(self, folder, shared):
        self.folder = folder
        self.link = folder / "active"
        for name in PUBLICATIONS:
            root = folder / "publications" / name
            for part in ("media", "channels", "notices", "alerts"):
                (root / part).mkdir(parents=True)
            (root / "office.toml").write_text('name = { zh = "办公室" }\ndefault_channel = "hall"\n')
            (root / "screens.toml").write_text('[[screen]]\nid = "S1"\n')
            for clip in PUBLICATIONS[name]:
                file = root / "media" / f"{clip}.mp4"
                if not file.exists():
                    made = make(shared / file.name, clip, WIDTH, HEIGHT, str(CLIPS[clip][0]), CLIPS[clip][1], tone=600)
                    os.link(made, file)
            items = ", ".join(f'"media/{clip}.mp4"' for clip in PUBLICATIONS[name])
            (root / "channels" / "hall.toml").write_text(
                f'default = "daily"\n[playlists.daily]\nitems = [{items}]\n' + (ZONES if name == "b" else ""))
            (root / "notices" / "water.zh.md").write_text('+++\ntitle = "供水一切正常"\ndate = 2026-11-20\n+++\n\n正常。\n')
        self.point("a")

    def root(self, name):
        return self.folder / "publications" / name

    def point(self, name):
        new = self.folder / "active.new"
        new.symlink_to(pathlib.Path("publications") / name)
        new.rename(self.link)

    def raise_alert(self, name):
        stamp = lambda seconds: time.strftime("%Y-%m-%dT%H:%M:%S+00:00", time.gmtime(time.time() + seconds))
        (self.root(name) / "alerts" / "flood.xml").write_text(ALERT.format(sent=stamp(-60), expires=stamp(3600)), encoding="utf-8")

    def is_held(self, name):
        folder = os.open(self.root(name), os.O_RDONLY | os.O_DIRECTORY)
        try:
            fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return False
        except BlockingIOError:
            return True
        finally:
            os.close(folder)


class Player:
    """The player on a screen, with whoever watches it."""

    def __init__(self, screen, store, *arguments):
        self.screen = screen
        self.errors = screen.folder / "stderr"
        self.stats = screen.folder / "stats.json"
        self.events = open(screen.folder / "events", "w+")
        # Line by line, so that what is seen can be acted upon.
        self.watching = subprocess.Popen(["stdbuf", "-oL", watch.observer(), screen.frame_buffer(), str(WIDTH)], stdout=self.events)
        with open(self.errors, "w") as errors:
            self.process = subprocess.Popen(
                [OPTIONS.player, str(store.link), "--screen", "S1", "--stats", str(self.stats), *arguments],
                env=screen.environment, stdin=subprocess.DEVNULL, stderr=errors)

    def count(self, event):
        return sum(f" {event} " in line for line in self.errors.read_text().splitlines())

    def wait_for(self, condition, what):
        end = time.monotonic() + PATIENCE
        while not condition():
            if self.process.poll() is not None or time.monotonic() > end:
                raise AssertionError(f"{what} did not come\n" + self.errors.read_text())
            time.sleep(0.02)

    def wait_for_count(self, event, count):
        self.wait_for(lambda: self.count(event) >= count, f"{event} number {count}")

    def vitals(self):
        process = pathlib.Path(f"/proc/{self.process.pid}")
        status = dict(line.split(":", 1) for line in (process / "status").read_text().splitlines() if ":" in line)
        return int(status["VmRSS"].split()[0]), len(os.listdir(process / "fd")), int(status["Threads"])

    def shown(self):
        """[(time, clip, frame)], and for how long there was none after the first."""
        self.events.flush()
        events = watch.parse_events((self.screen.folder / "events").read_text())
        pictures, blank, since = [], 0.0, None
        for moment, code in events:
            if code == "-":
                since = moment if pictures and since is None else since
                continue
            if since is not None:
                blank += moment - since
                since = None
            if not pictures or pictures[-1][1:] != code:
                pictures.append((moment, *code))
        return pictures, blank

    def is_covered(self):
        self.events.flush()
        events = watch.parse_events((self.screen.folder / "events").read_text())
        return bool(events) and events[-1][1] == "-"

    def stop(self):
        self.watching.terminate()
        self.watching.wait()
        self.process.send_signal(signal.SIGTERM)
        status = self.process.wait(PATIENCE)
        if status != 0:
            raise AssertionError(f"exit {status}\n" + self.errors.read_text())
        return json.loads(self.stats.read_text())

    def end(self):
        for process in (self.watching, self.process):
            if process.poll() is None:
                process.kill()
            process.wait()
        self.events.close()


def owner(clip):
    return next(name for name, clips in PUBLICATIONS.items() if clip in clips)


class Judge:
    """What the screen showed against what each publication's plan says. A plan is a loop that stands still against the clock: its
    phase is what most of its pictures say."""

    def __init__(self, pictures):
        self.missed, self.switches, self.errors = 0, [], []
        runs = []  # (publication, [(time, clip, frame)])
        for picture in pictures:
            name = owner(picture[1])
            if not runs or runs[-1][0] != name:
                runs.append((name, []))
            runs[-1][1].append(picture)
        phases = {}
        for name, run in runs:
            for place, (moment, position) in enumerate(self.positions(name, run)):
                if place > 0:
                    phases.setdefault(name, []).append((moment - position) % self.length(name))
        self.phases = {name: self.middle(values, self.length(name)) for name, values in phases.items()}
        for name, run in runs:
            self.inside(name, run)
        for (name, run), (next_name, next_run) in zip(runs, runs[1:]):
            self.between(name, run[-1], next_name, next_run[0])

    @staticmethod
    def length(name):
        return sum(seconds_of(clip) for clip in PUBLICATIONS[name])

    @staticmethod
    def middle(values, length):
        first = values[0]
        return (first + statistics.median((v - first + length / 2) % length - length / 2 for v in values)) % length

    def positions(self, name, run):
        """Of each picture in the loop; of a clip that plays twice, whichever follows upon the picture before."""
        clips = PUBLICATIONS[name]
        starts = [sum(seconds_of(c) for c in clips[:i]) for i in range(len(clips))]
        if len(set(clips)) == len(clips):
            return [(moment, starts[clips.index(clip)] + frame / CLIPS[clip][0]) for moment, clip, frame in run]
        known = next((i for i, p in enumerate(run) if clips.count(p[1]) == 1), None)
        if known is None:
            return []
        anchor = run[known][0] - starts[clips.index(run[known][1])] - run[known][2] / CLIPS[run[known][1]][0]
        result = []
        for moment, clip, frame in run:
            options = [starts[i] + frame / CLIPS[clip][0] for i, c in enumerate(clips) if c == clip]
            length = self.length(name)
            off = lambda p: abs((moment - anchor - p + length / 2) % length - length / 2)
            result.append((moment, min(options, key=off)))
        return result

    def inside(self, name, run):
        for (_, clip, frame), (moment, next_clip, next_frame) in zip(run, run[1:]):
            if clip == next_clip and next_frame > frame:
                lost = next_frame - frame - 1
            else:
                lost = CLIPS[clip][1] - 1 - frame + next_frame
            if lost:
                self.errors.append(f"{lost} pictures of {name} were never shown before {moment:.3f}")
            self.missed += lost

    def between(self, name, last, next_name, first):
        """The old one ends with an item's last picture; the new one begins where its plan stands, give or take a sliver."""
        moment, clip, frame = first
        hold = moment - last[0]
        length = self.length(next_name)
        candidates = [sum(seconds_of(c) for c in PUBLICATIONS[next_name][:i]) + frame / CLIPS[clip][0]
                      for i, c in enumerate(PUBLICATIONS[next_name]) if c == clip]
        late = min(((moment - self.phases[next_name] - p + length / 2) % length - length / 2 for p in candidates), key=abs) \
            if next_name in self.phases else 0
        lost = CLIPS[last[1]][1] - 1 - last[2]
        self.missed += lost
        self.switches.append({"at": moment, "from": name, "to": next_name, "hold_ms": round(hold * 1000, 1), "off_ms": round(late * 1000, 1), "lost": lost})
        if lost:
            self.errors.append(f"{name} ended {lost} pictures before its item's end at {moment:.3f}")
        # The picture that covers the moment may have begun up to its own length before; a third of one may be skipped.
        tolerance = 0.012 if OPTIONS.strict else 0.1
        if not -0.4 / CLIPS[clip][0] - tolerance < late < 1 / CLIPS[clip][0] + tolerance:
            self.errors.append(f"{next_name} began {late * 1000:.1f} ms off its plan at {moment:.3f}")
        if hold > 1.4 / CLIPS[last[1]][0] + tolerance:
            self.errors.append(f"the last picture of {name} stayed {hold * 1000:.1f} ms at {moment:.3f}")


class Switching(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.clips = tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls.clips.cleanup)

    def setUp(self):
        scratch = tempfile.TemporaryDirectory()
        self.addCleanup(scratch.cleanup)
        self.store = Store(pathlib.Path(scratch.name), pathlib.Path(self.clips.name))

    def start(self, screen, *arguments):
        player = Player(screen, self.store, *arguments)
        self.addCleanup(player.end)
        player.wait_for(lambda: player.shown()[0], "a picture")
        return player

    def test_switching_while_playing_loses_no_picture(self):
        order = "abcacb"
        with watch.Screen(WIDTH, HEIGHT, OPTIONS.sound) as screen:
            player = self.start(screen)
            vitals = []
            began, busy = time.monotonic(), watch.machine_cpu()
            for i in range(1, OPTIONS.switches + 1):
                self.store.point(order[i % len(order)])
                player.wait_for_count("content-switched", i)
                player.wait_for(lambda: not self.store.is_held(order[(i - 1) % len(order)]), "the end of the old content")
                vitals.append(player.vitals())
            pictures = len(player.shown()[0])
            player.wait_for(lambda: len(player.shown()[0]) > pictures + 60, "two more seconds")
            shown, blank = player.shown()
            own = sum(watch.cpu_of(pid) for pid in (player.process.pid, player.watching.pid))
            other = (watch.machine_cpu() - busy - own) / (time.monotonic() - began) / os.cpu_count()
            stats = player.stop()
            sound = watch.judge_sound(screen.recording) if OPTIONS.sound else None
        judge = Judge(shown)
        for error in judge.errors:
            print(error)
        print("switched at", " ".join(f"{s['at']:.1f}" for s in judge.switches))
        figures = {"shown": len(shown), "missed": judge.missed, "blank_ms": round(blank * 1000, 1),
                   "sound": sound, "other_load": round(other, 2), "longest_hold_ms": max(s["hold_ms"] for s in judge.switches),
                   "rss_kb": [v[0] for v in vitals][:: max(1, len(vitals) // 10)], "fds": [v[1] for v in vitals][:: max(1, len(vitals) // 10)],
                   "threads": [v[2] for v in vitals][:: max(1, len(vitals) // 10)],
                   **{key: stats[key] for key in ("content_switches", "frames_presented", "frames_dropped", "frames_late", "frames_repeated",
                                                  "seams_total", "wall_offset_ms", "cpu_seconds", "peak_rss_kb")},
                   "gaps": [seam for seam in stats["seams"] if seam["gap_frames"] > 0]}
        print(json.dumps(figures))
        self.assertEqual(blank, 0)
        self.assertEqual(len(judge.switches), OPTIONS.switches)
        self.assertEqual([s["to"] for s in judge.switches], [order[i % len(order)] for i in range(1, OPTIONS.switches + 1)])
        self.assertEqual(stats["content_switches"], OPTIONS.switches)
        self.assertEqual(stats["errors"], [])
        if OPTIONS.strict:
            self.assertEqual(judge.errors, [])
            self.assertEqual(stats["frames_dropped"], 0)
            self.assertEqual(figures["gaps"], [])
        self.assertLessEqual(judge.missed, max(15, len(shown) // 20))
        # Names stay right over switches: both ends of each seam are media of some publication.
        names = {f"media/{clip}.mp4" for clip in CLIPS}
        self.assertLessEqual({seam[end] for seam in stats["seams"] for end in ("from", "to")}, names)
        if len(vitals) >= 40:
            quarter = len(vitals) // 4
            early, late = vitals[quarter: 2 * quarter], vitals[-quarter:]
            self.assertLessEqual(max(v[1] for v in late), max(v[1] for v in early))
            self.assertLessEqual(max(v[2] for v in late), max(v[2] for v in early))
            self.assertLess(statistics.median(v[0] for v in late), statistics.median(v[0] for v in early) + 6_000)

    def test_an_alert_comes_with_its_content_and_stays_on_through_the_next_switch(self):
        for name in "bc":
            self.store.raise_alert(name)
        with watch.Screen(WIDTH, HEIGHT) as screen:
            player = self.start(screen)
            self.store.point("c")
            player.wait_for_count("content-switched", 1)
            player.wait_for(player.is_covered, "the alert")
            covered = len(player.shown()[0])
            self.store.point("b")
            player.wait_for_count("content-switched", 2)
            player.wait_for(lambda: not self.store.is_held("c"), "the end of the content before")
            self.assertTrue(player.is_covered())
            self.assertEqual(len(player.shown()[0]), covered)
            (self.store.root("b") / "alerts" / "flood.xml").unlink()
            player.wait_for(lambda: len(player.shown()[0]) > covered, "the end of the alert")
            shown, _ = player.shown()
            stats = player.stop()
        # Nothing of the content that brought the alert was ever seen without it.
        self.assertEqual([owner(clip) for _, clip, _ in shown[:covered]], ["a"] * covered)
        self.assertEqual(owner(shown[covered][1]), "b")
        self.assertEqual(stats["content_switches"], 2)
        self.assertEqual(stats["errors"], [])

    def test_what_cannot_be_played_is_refused_and_the_old_one_plays_on(self):
        (self.store.root("c") / "screens.toml").write_text('[[screen]]\nid = "S2"\n')
        with watch.Screen(WIDTH, HEIGHT) as screen:
            player = self.start(screen)
            self.assertTrue(self.store.is_held("a"))
            for refused, name in enumerate(("c", "nowhere"), 1):
                self.store.point(name)
                player.wait_for_count("content-refused", refused)
            before = len(player.shown()[0])
            player.wait_for(lambda: len(player.shown()[0]) > before + 45, "the old content")
            self.assertEqual(player.count("content-refused"), 2)  # each was told of once
            self.assertTrue(self.store.is_held("a"))
            self.store.point("b")
            player.wait_for_count("content-switched", 1)
            self.assertTrue(self.store.is_held("b"))
            player.wait_for(lambda: not self.store.is_held("a"), "the end of the old content")
            shutil.rmtree(self.store.root("a"))
            before = len(player.shown()[0])
            player.wait_for(lambda: len(player.shown()[0]) > before + 90, "the new content")
            shown, blank = player.shown()
            stats = player.stop()
        self.assertEqual(blank, 0)
        self.assertEqual({owner(clip) for _, clip, _ in shown}, {"a", "b"})
        self.assertEqual(stats["errors"], [])


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("player")
    parser.add_argument("--switches", type=int, default=4)
    parser.add_argument("--strict", action="store_true")
    parser.add_argument("--sound", action="store_true", help="record it with PulseAudio and tell of holes and clicks")
    parser.add_argument("--nice", type=int, help="the priority of player, screen and observer, where others use the machine too")
    OPTIONS, rest = parser.parse_known_args()
    if OPTIONS.nice is not None:
        os.setpriority(os.PRIO_PROCESS, 0, OPTIONS.nice)
    unittest.main(argv=[sys.argv[0], "-v", *rest])
