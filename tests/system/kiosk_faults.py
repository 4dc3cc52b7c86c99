# SPDX-License-Identifier: Apache-2.0
"""Checks of how a visit ends and of what cannot be done to the kiosk; each takes a Bench, a report and the options of
kiosk_test.py."""
import os
import random
import signal
import time

from kiosk_run import QUIET_CORNER, Lost
from x_hand import MIDDLE, RIGHT, WHEEL_DOWN, WHEEL_UP, now

EXTENSIONS = 12
IDLE, COUNTDOWN = 2, 3  # seconds
SLACK = 0.5

# What leaves other programs, opens their menus or moves their focus. The keys of an assistive pad are not among them.
FOREIGN_KEYS = (
    [(f"F{i}",) for i in range(1, 13)]
    + [("Escape",), ("Tab",), ("Super_L",), ("Super_R",), ("Menu",), ("Print",), ("Home",), ("End",), ("Prior",), ("Next",), ("Insert",),
       ("Delete",), ("space",), ("q",), ("x",), ("Alt_L",), ("Control_L",)]
    + [("Alt_L", "F4"), ("Alt_L", "F2"), ("Alt_L", "Tab"), ("Alt_L", "space"), ("Alt_L", "Escape"), ("Control_L", "q"), ("Control_L", "w"),
       ("Control_L", "c"), ("Control_L", "z"), ("Control_L", "Escape"), ("Control_L", "Tab"), ("Control_L", "Alt_L", "Delete"),
       ("Control_L", "Alt_L", "t"), ("Control_L", "Alt_L", "F1"), ("Control_L", "Alt_L", "F2"), ("Control_L", "Shift_L", "Escape"),
       ("Super_L", "l"), ("Super_L", "d"), ("Super_L", "r"), ("Shift_L", "F10"), ("Control_L", "Return"), ("Alt_L", "Left"),
       ("Alt_L", "Return")])


def check_idle_end(bench, report, _options):
    """The question, answered by one touch as often as it is asked; then the end without an answer."""
    with bench.kiosk(settings={"reading_idle": f"{IDLE}s", "form_idle": f"{IDLE}s", "countdown": f"{COUNTDOWN}s"}) as kiosk:
        kiosk.wake()
        asked = []
        kiosk.tap("home.cases")
        for i in range(EXTENSIONS):
            begin = now()
            kiosk.wait_panel("stay", IDLE + COUNTDOWN)
            asked.append(now() - begin)
            kiosk.tap("stay.yes") if i % 2 == 0 else kiosk.tap_at(*QUIET_CORNER)
            kiosk.wait("the panel again", lambda: kiosk.name == "cases", 1.0)
        report.check(f"asked after {IDLE} s, one touch extends", f"{len(asked)} times, asked after {min(asked):.2f} to {max(asked):.2f} s",
                     len(asked) >= 10 and min(asked) > IDLE - SLACK and max(asked) < IDLE + SLACK)
        begin = now()
        kiosk.wait_panel("stay", IDLE + COUNTDOWN)
        figures = []
        while kiosk.name == "stay" and now() - begin < 2 * (IDLE + COUNTDOWN):
            words = kiosk.value("stay.words") or kiosk.element("stay.words")["label"]
            if not figures or figures[-1] != words:
                figures.append(words)
            time.sleep(0.02)
        took = now() - begin
        report.check("without an answer the attract loop returns by itself", f"after {took:.2f} s, {len(figures)} figures counted down",
                     kiosk.name == "attract" and abs(took - IDLE - COUNTDOWN) < SLACK and len(figures) == COUNTDOWN)
        kiosk.wake()
        kiosk.tap("home.help")
        kiosk.wait_panel("help")
        kiosk.wait_panel("stay", IDLE + COUNTDOWN)
        begin = now()
        kiosk.tap("finish")
        try:
            took = kiosk.wait_panel("attract", 1.0)
        except Lost:
            took = None
        report.check("\"finish\" in the question ends the visit", f"{took and round(took, 2)} s", took is not None)


def attract_returns(bench, kiosk, panel, seconds):
    """Watches the pixels until they are no longer the panel's: (seconds it took or None, whether the screen was ever black)."""
    begin, was_black = now(), False
    gone = None
    while now() - begin < seconds:
        was_black = was_black or bench.eye.is_black()
        if gone is None and bench.eye.sample() != panel:
            gone = now() - begin
        if gone is not None and now() - begin > gone + 1.0:
            break
        time.sleep(0.003)
    return gone, was_black


def check_fault(bench, report, _options):
    """The process of a visit killed, and stopped."""
    short = {"reading_idle": f"{IDLE}s", "form_idle": f"{IDLE}s", "countdown": f"{COUNTDOWN}s"}
    with bench.kiosk() as kiosk:
        gaps, wakes, black, left = [], [], False, set()
        for door in ("home.cases", "home.search", "home.report"):
            kiosk.wake()
            kiosk.tap("mode.aloud")  # so that a voice is there too
            kiosk.settle()
            kiosk.tap_and_wait(door, door.split(".")[1])
            time.sleep(0.3)
            panel, visit = bench.eye.sample(), kiosk.visit_pid()
            os.kill(visit, signal.SIGKILL)
            gone, was_black = attract_returns(bench, kiosk, panel, 3.0)
            black = black or was_black
            gaps.append(gone if gone is not None and kiosk.name == "attract" else 99)
            left |= set(kiosk.processes()) - {kiosk.pid, kiosk.visit_pid()}
            begin = now()
            kiosk.tap_at(*QUIET_CORNER)
            kiosk.wait_panel("home", 5.0)
            wakes.append(now() - begin)
            kiosk.finish()
        report.check("the visit's process killed: the attract loop within 1 s", f"worst {max(gaps) * 1000:.0f} ms of {len(gaps)}", max(gaps) <= 1)
        report.check("the screen is never black meanwhile", f"black: {black}", not black)
        report.check("no other process is left of such a visit", left or "none", not left)
        report.check("the next touch works", f"home panel after at most {max(wakes) * 1000:.0f} ms", max(wakes) <= 3)
        # Killed right before a touch: there is no spare process yet.
        kiosk.wake()
        os.kill(kiosk.visit_pid(), signal.SIGKILL)
        begin = now()
        time.sleep(0.05)
        kiosk.wait_panel("attract", 1.0)
        kiosk.tap_at(*QUIET_CORNER)
        kiosk.wait_panel("home", 5.0)
        report.check("a touch at once after the fault works", f"home panel {now() - begin:.2f} s after the fault", now() - begin <= 3)
        report.check("the kiosk goes on", f"running: {kiosk.process.poll() is None}", kiosk.process.poll() is None)
    for what, settings, touching, most in (("nobody touches", short, False, IDLE + COUNTDOWN + 20), ("somebody touches every second", {}, True, 60)):
        with bench.kiosk(settings=settings) as kiosk:
            kiosk.wake()
            kiosk.tap_and_wait("home.cases", "cases")
            visit = kiosk.visit_pid()
            os.kill(visit, signal.SIGSTOP)
            begin, next_touch = now(), 0.0
            while kiosk.name != "attract" and now() - begin < most:
                if touching and now() > next_touch:
                    bench.hand.tap(*QUIET_CORNER)
                    next_touch = now() + 1
                time.sleep(0.02)
            took = now() - begin
            report.check(f"the visit's process stopped, {what}: the visit ends", f"after {took:.1f} s", kiosk.name == "attract")
            if kiosk.name == "attract":
                bench.hand.release()
                time.sleep(1.5)
                kiosk.wake()
            else:
                os.kill(visit, signal.SIGKILL)


def check_closed(bench, report, _options):
    """Keys and buttons that get people out of other programs."""
    with bench.kiosk() as kiosk:
        kiosk.wake()
        kiosk.tap_and_wait("home.cases", "cases")
        time.sleep(0.3)
        windows = bench.hand.windows()
        bench.hand.focus(windows[-1])
        bench.hand.window_news()
        bench.hand.move(bench.eye.width // 2, bench.eye.height // 2)
        panel, pixels, visit = kiosk.panel(), bench.eye.sample(), kiosk.visit_pid()
        changed, sent = [], 0

        def look(what):
            time.sleep(0.06)
            if kiosk.panel() != panel or bench.eye.sample() != pixels or kiosk.process.poll() is not None:
                changed.append(what)

        for keys in FOREIGN_KEYS:
            sent += bench.hand.key(*keys)
            look("+".join(keys))
        for button in (RIGHT, MIDDLE, WHEEL_UP, WHEEL_DOWN, 6, 7, 8, 9):
            one = kiosk.element("back")
            bench.hand.tap(one["x"] + 10, one["y"] + 10, button=button)
            sent += 1
            look(f"button {button}")
        bench.hand.ask_to_close(windows[-1])
        look("the window manager's close")
        mapped, destroyed = bench.hand.window_news()
        report.check("keys and buttons of other programs do nothing", f"{sent} sent; changed something: {changed or 'none'}", not changed)
        report.check("no window closes and no other appears", f"{mapped} mapped, {destroyed} destroyed, {len(bench.hand.windows())} there",
                     mapped == 0 and destroyed == 0 and bench.hand.windows() == windows)
        report.check("the same visit goes on", f"process {visit}, now {kiosk.visit_pid()}", kiosk.visit_pid() == visit)
        bench.hand.key("Down")
        time.sleep(0.3)
        report.check("while a key of an assistive pad reaches it", f"something changed: {bench.eye.sample() != pixels}", bench.eye.sample() != pixels)
        # A touch still works, and in the attract loop the same keys do no harm.
        kiosk.finish()
        for keys in FOREIGN_KEYS:
            bench.hand.key(*keys)
        time.sleep(0.5)
        mapped, destroyed = bench.hand.window_news()
        report.check("nor in the attract loop", f"\"{kiosk.name}\", {mapped} mapped, {destroyed} destroyed",
                     kiosk.name == "attract" and mapped == 0 and destroyed == 0 and kiosk.process.poll() is None)


def act(bench, kiosk, chance):
    """One random deed; "finish" is hit by chance only."""
    width, height = bench.eye.width, bench.eye.height
    kind = chance.random()
    anywhere = lambda: (chance.randrange(width), chance.randrange(height))
    choices = [one for one in kiosk.elements("button", "tab", "toggle", "key", "candidate", "field") if one["id"] != "finish"]
    if kind < 0.55 and choices:
        one = chance.choice(choices)
        bench.hand.tap(one["x"] + chance.randrange(max(1, one["width"])), one["y"] + chance.randrange(max(1, one["height"])), hold=0.01)
    elif kind < 0.72:
        bench.hand.tap(*anywhere(), hold=0.005)
    elif kind < 0.88:
        pad = kiosk.element("key.pad")
        if pad and chance.random() < 0.7:
            points = [(pad["x"] + chance.randrange(pad["width"]), pad["y"] + chance.randrange(pad["height"])) for _ in range(6)]
        else:
            points = [anywhere() for _ in range(chance.randrange(2, 8))]
        bench.hand.draw(points, pace=0.004)
    else:
        bench.hand.key(chance.choice(["Up", "Down", "Left", "Right", "Return", "BackSpace", "KP_Subtract", "1", "5", "9", "Escape", "Tab"]))


def usual_memory(kiosk, visits=4):
    """MB with the home panel up, the median of some visits: what the attract loop holds depends on its film."""
    figures = []
    for _ in range(visits):
        kiosk.wake()
        time.sleep(1)
        figures.append(kiosk.memory())
        kiosk.finish()
        time.sleep(3)
    return sorted(figures)[visits // 2]


def check_monkey(bench, report, options):
    """Random touches, slides and keys through visits; then the kiosk is what it was."""
    chance = random.Random(options.seed)
    with bench.kiosk(settings={"reading_idle": "4s", "form_idle": "4s", "countdown": "2s"}) as kiosk:
        before = usual_memory(kiosk)
        bench.hand.focus(bench.hand.windows()[-1])
        panels, visits, highest = {}, set(), 0.0
        for i in range(options.monkey):
            act(bench, kiosk, chance)
            panels[kiosk.name] = panels.get(kiosk.name, 0) + 1
            time.sleep(0.02)
            if i % 25 == 24:
                visits.add(kiosk.visit_pid())
                highest = max(highest, kiosk.memory())
        bench.hand.release()
        kiosk.wait_panel("attract", 15)
        ended = kiosk.name
        time.sleep(1.5)
        after = usual_memory(kiosk)
        report.note("panels the monkey was on", ", ".join(f"{name} {count}" for name, count in sorted(panels.items())))
        report.check(f"{options.monkey} random deeds, then the attract loop", f"seed {options.seed}, {len(visits)} visits seen", ended == "attract")
        report.check("memory has not grown by more than 10 %", f"{before:.0f} MB before, {highest:.0f} at most, {after:.0f} after",
                     after <= before * 1.1)
        faults = [line for line in kiosk.log().splitlines() if " error " in line or "Assertion" in line]
        report.check("no fault in the log", faults[:3] or "none", not faults and kiosk.process.poll() is None)
