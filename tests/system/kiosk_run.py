# SPDX-License-Identifier: Apache-2.0
"""A crier-kiosk that runs for a test, touched and watched from outside."""
import json
import os
import pathlib
import shutil
import signal
import subprocess
import tempfile
import time

import watch
from x_hand import Eye, Hand, now

SCREEN = "T1-pillar-03"
QUIET_CORNER = (6, 6)  # nothing lies there on any panel


def percentile(values, part):
    values = sorted(values)
    return values[min(len(values) - 1, int(part * len(values)))]


class Lost(Exception):
    """What a test waited for did not come."""


class Bench:
    """An upright X screen with a hand and an eye before it, for one kiosk after the other."""

    def __init__(self, program, office, width=1080, height=1920):
        self.program, self.office = program, office
        self.screen = watch.Screen(width, height)
        self.hand = Hand(self.screen.environment["DISPLAY"])
        self.eye = Eye(self.screen.frame_buffer())

    def close(self):
        self.hand.close()
        self.screen.close()

    def kiosk(self, **options):
        return Kiosk(self, **options)

    def player(self):
        """crier-player with the same office and screen, in the kiosk's place."""
        return Kiosk(self, tells=False, program=self.program.with_name("crier-player"))


def memory_of(pid):
    process = pathlib.Path(f"/proc/{pid}")
    try:
        try:
            lines = (process / "smaps_rollup").read_text().splitlines()
            return next(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024
        except PermissionError:
            return int((process / "statm").read_text().split()[1]) * watch.PAGE / (1 << 20)
    except (FileNotFoundError, ProcessLookupError, StopIteration):
        return 0.0  # a voice that has ended meanwhile


class Kiosk:
    """`settings`: the table [kiosk] of its settings. `tells`: panels are described in a file, which the methods that name
    elements need; a kiosk in service never does so. `office`: the workspace; the bench's where left out."""

    def __init__(self, bench, settings=None, tells=True, program=None, office=None):
        self.hand, self.eye = bench.hand, bench.eye
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="crier-kiosk-"))
        for name in ("home", "tmp", "store"):
            (self.folder / name).mkdir()
        table = {"outbox": "outbox", "store": f"file://{self.folder}/store", **(settings or {})}
        (self.folder / "kiosk.toml").write_text(
            f'content = "{office or bench.office}"\nscreen = "{SCREEN}"\n\n[kiosk]\n'
            + "".join(f'{key} = "{value}"\n' for key, value in table.items()), encoding="utf-8")
        self._panels = self.folder / "panels.json"
        self.touches = []  # everything that the hand did, to be done again: ("tap", x, y) or ("draw", points)
        self.interrupted = None  # a threading.Event; once it is set nothing is touched and waited for any more
        environment = dict(bench.screen.environment, HOME=str(self.folder / "home"), TMPDIR=str(self.folder / "tmp"))
        for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"):
            environment.pop(name, None)
        self._environment = environment
        self._command = [program or bench.program, "--config", self.folder / "kiosk.toml", *(["--panels", self._panels] if tells else [])]
        self._errors = open(self.folder / "stderr", "w", encoding="utf-8")
        self.start()

    def start(self):
        """Starts it, or anew in the same folder where it was killed."""
        self._panels.unlink(missing_ok=True)
        self._seen, self._panel = None, {"panel": "", "elements": []}
        self.hand.move(*QUIET_CORNER)
        self.started = now()
        self.process = subprocess.Popen(self._command, env=self._environment, cwd=self.folder, stdin=subprocess.DEVNULL,
                                        stdout=self._errors, stderr=self._errors, start_new_session=True)

    def kill(self):
        """With all that it started, at once, as a power cut does."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def stop(self):
        self.process.terminate()
        try:
            self.process.wait(5)
        except subprocess.TimeoutExpired:
            self.kill()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stop()
        self._errors.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    # Its processes.

    @property
    def pid(self):
        return self.process.pid

    def visit_pid(self):
        """The process of a visit; None while there is none."""
        for task in pathlib.Path(f"/proc/{self.pid}/task").iterdir():
            try:
                for child in (task / "children").read_text().split():
                    return int(child)
            except OSError:
                continue
        return None

    def processes(self):
        """Every one that it started, and those that these started: the kiosk is a session of its own."""
        found = []
        for entry in pathlib.Path("/proc").iterdir():
            if not entry.name.isdigit():
                continue
            try:
                fields = (entry / "stat").read_text().rsplit(")", 1)[1].split()
            except OSError:
                continue
            if int(fields[3]) == self.pid and fields[0] != "Z":
                found.append(int(entry.name))
        return sorted(found)

    def cpu(self):
        """Seconds of a core that its threads have used, as the scheduler counts them: ticks are too coarse for an idle one."""
        return sum(int(task.read_text().split()[0]) for pid in self.processes()
                   for task in pathlib.Path(f"/proc/{pid}/task").glob("*/schedstat")) / 1e9

    def memory(self):
        """Proportional set size of all processes in MB; resident set sizes where the kernel does not tell."""
        return sum(map(memory_of, self.processes()))

    def log(self):
        self._errors.flush()
        return (self.folder / "stderr").read_text(encoding="utf-8", errors="replace")

    # What it shows.

    def panel(self):
        """The panel on the screen as it describes itself; its name is "attract" where no visit goes on."""
        try:
            stamp = self._panels.stat()
            if (stamp.st_ino, stamp.st_mtime_ns) != self._seen:
                self._panel = json.loads(self._panels.read_text(encoding="utf-8"))
                self._seen = (stamp.st_ino, stamp.st_mtime_ns)
        except OSError:
            pass
        return self._panel

    @property
    def name(self):
        return self.panel()["panel"]

    def element(self, wanted):
        """By its id; None where it is not on the panel."""
        return next((one for one in self.panel()["elements"] if one["id"] == wanted), None)

    def elements(self, *roles):
        return [one for one in self.panel()["elements"] if not roles or one["role"] in roles]

    def value(self, field):
        found = self.element(field)
        return found["value"] if found else None

    def wait(self, what, condition, seconds=3.0, pace=0.005):
        """Until the condition holds; returns how long it took."""
        begin = now()
        while not (held := condition()):
            self._look_whether_interrupted()
            if now() - begin > seconds:
                raise Lost(f"{what}: not within {seconds} s; the panel is \"{self.name}\"")
            if self.process.poll() is not None:
                raise Lost(f"{what}: the kiosk ended with {self.process.returncode}: {self.log()[-600:]}")
            time.sleep(pace)
        del held
        return now() - begin

    def _look_whether_interrupted(self):
        if self.interrupted is not None and self.interrupted.is_set():
            raise Lost("interrupted")

    def wait_panel(self, name, seconds=3.0):
        return self.wait(f"panel \"{name}\"", lambda: self.name == name, seconds)

    def settle(self, quiet=0.08, most=1.0):
        """Until it has described nothing new for a while."""
        begin = last = now()
        self.panel()
        seen = self._seen
        while now() - last < quiet and now() - begin < most:
            time.sleep(0.005)
            self.panel()
            if seen != self._seen:
                seen, last = self._seen, now()

    # What is done to it.

    def tap_at(self, x, y, hold=0.03):
        self._look_whether_interrupted()
        self.touches.append(("tap", x, y))
        self.hand.tap(x, y, hold)

    def draw(self, points, pace=0.006):
        self._look_whether_interrupted()
        self.touches.append(("draw", points))
        self.hand.draw(points, pace)

    def tap(self, wanted, seconds=2.0):
        """Touches an element in its middle once it is there."""
        self.wait(f"\"{wanted}\" to touch", lambda: self.element(wanted), seconds)
        one = self.element(wanted)
        self.tap_at(one["x"] + one["width"] // 2, one["y"] + one["height"] // 2)

    def tap_and_wait(self, wanted, panel):
        self.tap(wanted)
        self.wait_panel(panel)
        self.settle()

    def wake(self, seconds=5.0):
        """From the attract loop to the home panel."""
        # What it described last may be of a visit that was killed: the attract loop is seen, and touched once, a moment later.
        self.wait("the attract loop, or the home panel", lambda: self.name in ("", "attract", "home"), seconds)
        self.settle()
        if self.name in ("", "attract"):
            self.wait("the window", lambda: self.hand.windows() and not self.eye.is_black(), seconds)
            self.tap_at(*QUIET_CORNER)
        self.wait_panel("home", seconds)
        self.settle()

    def go_home(self):
        """From whatever panel to the home panel, by "back"."""
        for _ in range(40):
            if self.name == "home":
                return
            if self.name == "stay":
                self.tap("stay.yes")
            elif self.name in ("", "attract"):
                self.wake()
            else:
                self.tap("back")
            self.settle()
        raise Lost("no way home")

    def finish(self):
        self.tap("finish")
        self.wait_panel("attract")

    def type_keys(self, keys, pace=0.1):
        """Touches keys by their ids' ends, one every `pace` seconds by the clock."""
        spots = {}
        for key in set(keys):
            one = self.element("key." + key)
            if one is None:
                raise Lost(f"no key \"{key}\" on the keyboard")
            spots[key] = (one["x"] + one["width"] // 2, one["y"] + one["height"] // 2)
        begin = now()
        for i, key in enumerate(keys):
            time.sleep(max(0.0, begin + i * pace - now()))
            self.tap_at(*spots[key], hold=min(0.04, pace / 2))
        time.sleep(max(0.0, begin + len(keys) * pace - now()))

    def write_character(self, strokes):
        """Strokes in a square of 300, drawn on the pad."""
        pad = self.element("key.pad")
        scale = 0.86 * pad["height"] / 300
        left, top = pad["x"] + (pad["width"] - 300 * scale) / 2, pad["y"] + 0.07 * pad["height"]
        for corners in strokes:
            points = [corners[0]]
            for (ax, ay), (bx, by) in zip(corners, corners[1:]):
                steps = max(1, int(((bx - ax) ** 2 + (by - ay) ** 2) ** 0.5 / 12))
                points += [(ax + (bx - ax) * k / steps, ay + (by - ay) * k / steps) for k in range(1, steps + 1)]
            self.draw([(left + x * scale, top + y * scale) for x, y in points])
            time.sleep(0.05)

    def choose_candidate(self, text, pages=4):
        """Touches a candidate; returns its place in the list, from 1."""
        place = 0
        self.wait("candidates", lambda: self.elements("candidate"))
        for _ in range(pages):
            self.settle(quiet=0.2)
            for one in self.elements("candidate"):
                place += 1
                if one["label"] == text:
                    self.tap(one["id"])
                    self.wait(f"\"{text}\" to be taken", lambda: not any(other["label"] == text for other in self.elements("candidate")))
                    return place
            if not self.element("page.next"):
                break
            self.tap("page.next")
        raise Lost(f"\"{text}\" is not among the candidates")


def do_again(hand, touches, pause=0.45):
    """Touches of another run, without looking."""
    for kind, *where in touches:
        if kind == "tap":
            hand.tap(*where)
        else:
            hand.draw(*where)
        time.sleep(pause)


def small_office(top):
    """The sample office with small films; made where it is missing or older than its generator."""
    office = top / "build" / "sample-office-small"
    generator = top / "packaging" / "sample_office"
    made = office / ".complete"
    if not made.exists() or any(path.stat().st_mtime > made.stat().st_mtime for path in generator.glob("*.py")):
        print("making a small sample office ...", flush=True)
        subprocess.run(["/usr/bin/python3", generator / "make.py", office, "--fast"], check=True, stderr=subprocess.DEVNULL, env=os.environ)
        made.touch()
    return office
