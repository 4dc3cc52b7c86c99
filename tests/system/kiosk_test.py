#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""kiosk_test.py [--kiosk PROGRAM] [--office FOLDER] [--only NAME,...] [--long] [--monkey N] [--seed N]

crier-kiosk in a window under Xvfb, touched by real pointer events and watched from outside. Prints a line for each check with
its figure; exit status 1 where one does not hold. Needs the packages of packages.txt headed "test" and "the sample office";
searching memory and fair shares of it need root.
"""
import argparse
import pathlib
import random
import sys
import time
import traceback

TOP = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(TOP / "tests" / "bench"))
import kiosk_answer  # noqa: E402
import kiosk_attention  # noqa: E402
import kiosk_canary  # noqa: E402
import kiosk_canary50  # noqa: E402
import kiosk_faults  # noqa: E402
import kiosk_filed  # noqa: E402
import kiosk_filing  # noqa: E402
import kiosk_writing  # noqa: E402
from kiosk_run import QUIET_CORNER, Bench, Lost, percentile, small_office  # noqa: E402
from x_hand import now  # noqa: E402


class Report:
    """What was checked, with its figure."""

    def __init__(self):
        self.failed = []
        self.count = 0

    def check(self, name, figure, holds):
        self.count += 1
        print(f"{'pass' if holds else 'FAIL'}  {name}: {figure}", flush=True)
        if not holds:
            self.failed.append(name)

    def note(self, name, figure):
        print(f"      {name}: {figure}", flush=True)


def check_start(bench, report, _options):
    """From exec to the first picture, and to the home panel while somebody touches the screen all the time."""
    with bench.kiosk() as kiosk:
        kiosk.wake()
        time.sleep(0.3)
        home = bench.eye.sample()
    pictures, answers = [], []
    for _ in range(5):
        with bench.kiosk(tells=False) as kiosk:
            picture, next_touch, is_down = None, 0.0, False
            while bench.eye.sample() != home:
                if now() - kiosk.started > 10:
                    raise Lost("the home panel after the start")
                if picture is None and not bench.eye.is_black():
                    picture = now() - kiosk.started
                if now() >= next_touch:
                    next_touch = now() + 0.03
                    bench.hand.release() if is_down else bench.hand.press()
                    is_down = not is_down
                time.sleep(0.002)
            answers.append(now() - kiosk.started)
            pictures.append(picture)
            if is_down:
                bench.hand.release()
    report.note("first picture of the attract loop", f"median {percentile(pictures, 0.5):.2f} s, worst {max(pictures):.2f} s")
    report.check("first panel within 1 s of the start", f"median {percentile(answers, 0.5):.2f} s, worst {max(answers):.2f} s of {len(answers)}",
                 percentile(answers, 0.5) <= 1.0)


def check_attract(bench, report, _options):
    """The attract loop beside crier-player, in turns."""
    shares = {"player": [], "kiosk": []}
    for _ in range(3):
        for name, begin in (("player", bench.player), ("kiosk", lambda: bench.kiosk(tells=False))):
            with begin() as running:
                time.sleep(15)  # until the outbox is made, once in a kiosk's life
                before, began = running.cpu(), now()
                time.sleep(12)
                shares[name].append(100 * (running.cpu() - before) / (now() - began))
    player, kiosk = (percentile(shares[name], 0.5) for name in ("player", "kiosk"))
    report.check("the attract loop costs what it costs in crier-player, within a fifth",
                 f"{kiosk:.1f} % of a core, crier-player {player:.1f} %", kiosk <= 1.2 * player)


def check_idle(bench, report, _options):
    """What both processes use while the home panel stands still, and how much memory they hold."""
    with bench.kiosk() as kiosk:
        kiosk.wake()
        time.sleep(15)  # until the outbox is made
        before, began = kiosk.cpu(), now()
        time.sleep(20)
        used = (kiosk.cpu() - before) / (now() - began)
        report.check("an idle home panel uses at most 0.5 % of a core", f"{used * 100:.2f} %", used <= 0.005)
        report.check("home panel within 400 MB", f"{kiosk.memory():.0f} MB", kiosk.memory() <= 400)
        kiosk.tap_and_wait("home.search", "search")
        kiosk.type_keys("wangluozhapian")
        kiosk.tap("key.space")
        kiosk.tap("key.handwriting")
        kiosk.settle()
        kiosk.write_character(kiosk_writing.strokes()["网"])
        kiosk.settle()
        report.check("search, pinyin and handwriting within 400 MB", f"{kiosk.memory():.0f} MB", kiosk.memory() <= 400)


class Wanderer:
    """Goes through the panels by touching whatever can be pressed."""

    def __init__(self, kiosk, seed):
        self.kiosk, self.random = kiosk, random.Random(seed)
        self.visits = {}

    def choose(self):
        """One that can be pressed; of the rarest kind, so that all panels are seen."""
        choices = [one for one in self.kiosk.elements("button", "tab", "toggle", "key", "candidate")
                   if one["enabled"] and one["id"] not in ("finish", "key.pad")]
        self.random.shuffle(choices)
        def seen(one):
            kind = one["id"] if one["role"] != "key" and one["role"] != "candidate" else "key." + str(self.random.randrange(30))
            return self.visits.get((self.kiosk.name, kind), 0)
        chosen = min(choices, key=seen)
        key = (self.kiosk.name, chosen["id"])
        self.visits[key] = self.visits.get(key, 0) + 1
        return chosen


def touch_latency(bench, kiosk, one):
    """Seconds from the press to the first pixel that differs inside the element; None where none did."""
    place = (one["x"], one["y"], one["width"], one["height"])
    bench.hand.move(one["x"] + one["width"] // 2, one["y"] + one["height"] // 2)
    before = bench.eye.rows(*place)
    began = now()
    bench.hand.press()
    latency = None
    while now() - began < 0.6:
        if bench.eye.rows(*place) != before:
            latency = now() - began
            break
        time.sleep(0.001)
    bench.hand.release()
    time.sleep(0.1)
    kiosk.settle(quiet=0.15)
    return latency


def check_touch(bench, report, options):
    """From a press to changed pixels, on all panels."""
    panels, latencies, silent, slowest = {}, [], [], []
    with bench.kiosk() as kiosk:
        wanderer = Wanderer(kiosk, options.seed)
        kiosk.wake()
        for i in range(200):
            if i % 20 == 19:
                kiosk.go_home()
            kiosk.settle()
            one, panel = wanderer.choose(), kiosk.name
            latency = touch_latency(bench, kiosk, one)
            if latency is None:
                silent.append(f"{panel}: {one['id']}")
                continue
            latencies.append(latency * 1000)
            panels.setdefault(panel, []).append(latency * 1000)
            slowest = sorted([*slowest, (round(latency * 1000), f"{panel}: {one['id']}")], reverse=True)[:4]
    report.note("touches by panel, median and worst in ms", ", ".join(
        f"{name} {len(values)}: {percentile(values, 0.5):.0f}/{max(values):.0f}" for name, values in sorted(panels.items())))
    report.note("the slowest", ", ".join(f"{name} {latency} ms" for latency, name in slowest))
    report.check("every touch is answered", f"{len(latencies)} of 200; silent: {silent[:6]}", not silent)
    report.check("99 of 100 touches change pixels within 120 ms",
                 f"p50 {percentile(latencies, 0.5):.0f} ms, p99 {percentile(latencies, 0.99):.0f} ms, worst {max(latencies):.0f} ms",
                 percentile(latencies, 0.99) <= 120)


CHECKS = {
    "start": check_start,
    "attract": check_attract,
    "idle": check_idle,
    "touch": check_touch,
    "newcomer": kiosk_writing.check_newcomer,
    "typing": kiosk_writing.check_typing,
    "end": kiosk_faults.check_idle_end,
    "attention": kiosk_attention.check_attention,
    "gaps": kiosk_attention.check_gaps,
    "fault": kiosk_faults.check_fault,
    "filing": kiosk_filing.check_filing,
    "answer": kiosk_answer.check_answer,
    "filed": kiosk_filed.check_filed,
    "killed": kiosk_canary50.check_canary,
    "canary": kiosk_canary.check_canary,
    "closed": kiosk_faults.check_closed,
    "monkey": kiosk_faults.check_monkey,
}


def built_kiosk():
    for preset in ("release", "dev"):
        path = TOP / "build" / preset / "bin" / "crier-kiosk"
        if path.exists():
            return path
    raise SystemExit("kiosk_test.py: build crier-kiosk first: cmake --build build/release --target crier-kiosk")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[1])
    parser.add_argument("--kiosk", type=pathlib.Path, help="the program; the release build's where none is named")
    parser.add_argument("--office", type=pathlib.Path, help="a sample office; one with small films is made where none is named")
    parser.add_argument("--only", default=",".join(CHECKS), help="some of: %(default)s")
    parser.add_argument("--long", action="store_true", help="1,000 typed keys instead of 100")
    parser.add_argument("--monkey", type=int, default=300, metavar="N", help="random touches, slides and keys")
    parser.add_argument("--seed", type=int, default=7)
    options = parser.parse_args()
    report = Report()
    bench = Bench((options.kiosk or built_kiosk()).resolve(), (options.office or small_office(TOP)).resolve())
    try:
        for name in options.only.split(","):
            try:
                CHECKS[name](bench, report, options)
            except Lost as lost:
                report.check(name, lost, False)
            except Exception:
                report.check(name, traceback.format_exc(), False)
            bench.hand.move(*QUIET_CORNER)
    finally:
        bench.close()
    print(f"{report.count - len(report.failed)} of {report.count} checks hold" + "".join(f"\nFAIL {name}" for name in report.failed))
    return 1 if report.failed else 0


if __name__ == "__main__":
    sys.exit(main())
