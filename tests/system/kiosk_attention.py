# SPDX-License-Identifier: Apache-2.0
"""Checks of what counts as attention without a touch, and of what the log tells of a kiosk that could not be secured; each takes
a Bench, a report and the options of kiosk_test.py."""
import os
import shutil
import time

from kiosk_run import QUIET_CORNER, Lost
from x_hand import now

IDLE, COUNTDOWN = 2, 3  # seconds
OUTLIVED = 15           # after both the player ends a visit that does not end by itself
SHORT = {"reading_idle": f"{IDLE}s", "form_idle": f"{IDLE}s", "countdown": f"{COUNTDOWN}s"}
FILM_CASES = "case:betting-app", "case:flood-video", "case:class-chat"


def open_film(kiosk):
    """From the home panel to a case with a film, which begins to play."""
    kiosk.tap("home.cases")
    kiosk.wait_panel("cases")
    for _ in range(8):
        kiosk.settle()
        found = next((one["id"] for one in kiosk.elements("button") if one["id"].endswith(FILM_CASES)), None)
        if found:
            break
        kiosk.tap("page.after")
    else:
        raise Lost("no case with a film in the list")
    kiosk.tap_and_wait(found, "entry")
    for _ in range(8):
        if kiosk.element("film"):
            break
        kiosk.tap("page.after")
        kiosk.settle()
    kiosk.tap("film")
    kiosk.wait("the film to play", lambda: (kiosk.element("film") or {}).get("value") or plays(kiosk))


def plays(kiosk):
    return (kiosk.element("film") or {"label": ""})["label"] in ("Stop the film", "停止播放")


def check_attention(bench, report, _options):
    """A film is seen to its end, and a panel read aloud, before it is asked whether somebody is there."""
    with bench.kiosk(settings=SHORT) as kiosk:
        kiosk.wake()
        open_film(kiosk)
        begin = now()
        kiosk.wait("the film's end", lambda: not plays(kiosk), 60)
        took, panel = now() - begin, kiosk.name
        report.check("a film plays to its end", f"{took:.1f} s, then \"{panel}\"", took > IDLE + COUNTDOWN and panel == "entry")
        took = kiosk.wait_panel("stay", IDLE + COUNTDOWN)
        report.check("then it is asked", f"after {took:.2f} s", IDLE - 0.5 < took < IDLE + 0.5)
        kiosk.tap("stay.yes")
        kiosk.wait_panel("entry")
        kiosk.go_home()
        if not shutil.which("espeak-ng"):
            return report.note("reading aloud", "no espeak-ng")
        kiosk.tap("mode.aloud")
        begin, asked = now(), False
        while now() - begin < IDLE + COUNTDOWN + OUTLIVED + 2 and not asked:
            asked = kiosk.name != "home"
            time.sleep(0.05)
        report.check("nothing asks while a panel is read aloud", f"for {now() - begin:.1f} s: {kiosk.name}", not asked)
        kiosk.tap_at(*QUIET_CORNER)
        took = kiosk.wait_panel("stay", IDLE + COUNTDOWN)
        report.check("it is asked when that was silenced", f"after {took:.2f} s", took < IDLE + 1.0)
        kiosk.wait_panel("attract", 2 * COUNTDOWN)
        bench.hand.focus(bench.hand.windows()[-1])
        bench.hand.key("Return")
        kiosk.wait_panel("home", 5.0)
        kiosk.settle()
        on = kiosk.element("mode.aloud")["selected"]
        report.check("a key that wakes the kiosk turns reading aloud on", on, on)
        kiosk.tap("mode.aloud")
        kiosk.tap("mode.aloud")
        kiosk.finish()
        kiosk.wake()
        on = kiosk.element("mode.aloud")["selected"]
        report.check("the next visit is silent", not on, not on)


def check_gaps(bench, report, _options):
    """Memory that could not be locked is told once, however many visits there are."""
    if os.geteuid() == 0 and not shutil.which("setpriv"):
        return report.note("what could not be secured", "needs setpriv")
    wrapper = bench.program.with_name("crier-kiosk-unlocked")
    bounds = "setpriv --inh-caps=-ipc_lock --bounding-set=-ipc_lock " if os.geteuid() == 0 else ""
    wrapper.write_text(f'#!/bin/sh\nulimit -l 64\nexec {bounds}"{bench.program}" "$@"\n', encoding="utf-8")
    wrapper.chmod(0o755)
    try:
        with bench.kiosk(program=wrapper) as kiosk:
            for _ in range(3):
                kiosk.wake()
                kiosk.finish()
            kiosk.wake()
            told = kiosk.log().count("swapped out")
    finally:
        wrapper.unlink()
    report.check("memory that may be swapped out is logged once", f"{told} times in four visits", told == 1)
    return None
