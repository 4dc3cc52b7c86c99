#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""kiosk_canary50.py [--kiosk PROGRAM] [--office FOLDER] [--reports N] [--kills N] [--seed N]

Reports with unique strings in Chinese and English are filed through the panels by real pointer events while the visit's process,
or the whole kiosk, is killed at random moments. Afterwards nothing of them lies in clear on any disk, and every receipt that was
shown opens its report at the office, exactly once. An hour for 50 reports and 200 kills.
"""
import argparse
import collections
import os
import pathlib
import random
import resource
import signal
import sys
import threading
import time

TOP = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(TOP / "tests" / "bench"))
import memory_search  # noqa: E402
from kiosk_canary import SYLLABLES  # noqa: E402
from kiosk_filed import listing  # noqa: E402
from kiosk_filing import send, write_all  # noqa: E402
from kiosk_office import Office  # noqa: E402
from kiosk_run import QUIET_CORNER, Bench, Lost, small_office  # noqa: E402
from x_hand import now  # noqa: E402

LOOK = 0.5  # seconds that a citizen looks at the receipt
PATIENCE = 20  # seconds for what a busy machine does late: to start a process, and to take one down
NEAR_SENDING = 0.4  # seconds after "send", in which a third of the kills fall
STARTS_BEFORE_A_ROUND = 12  # a start without the office's word takes an eighth of the outbox's reserve
VICTIMS = ("visit",) * 3 + ("kiosk", "player")


class Attempt:
    """One citizen who writes one report, which nobody else writes."""

    def __init__(self, number, chance, used):
        self.number = number
        while True:
            self.lots = {"English": "".join(chance.choice("bcdfghjkmnpqrstvwxyz") for _ in range(10)),
                         "syllables": "".join(chance.sample(SYLLABLES, 3)),
                         "phone": "1" + "".join(chance.choice("0123456789") for _ in range(9))}
            if not used & set(self.lots.values()):
                break
        used |= set(self.lots.values())
        self.hanzi = None  # what the syllables became; none where nobody saw it
        self.receipt = None  # none: none was shown
        self.is_sent = threading.Event()
        self.killed = None  # what, and how many seconds after the begin

    def file(self, kiosk):
        """As far as the receipt; returns how long it took."""
        began = now()
        kiosk.wake(PATIENCE)
        self.hanzi = write_all(kiosk, self.lots)
        self.is_sent.set()
        self.receipt, _took = send(kiosk)
        shown = now()
        kiosk.wait("a look at the receipt", lambda: now() - shown > LOOK)
        return now() - began


class Reaper:
    """Kills at one moment of an attempt, or not at all where that is over before."""

    def __init__(self, kiosk, attempt, victim, pause, is_near_sending):
        self._kiosk, self._attempt, self._victim, self._pause = kiosk, attempt, victim, pause
        self._is_near_sending = is_near_sending
        self._over = threading.Event()
        kiosk.interrupted = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def stop(self):
        """Whether it has killed."""
        self._over.set()
        self._thread.join()
        self._kiosk.interrupted = None
        return self._attempt.killed is not None

    def _run(self):
        began = now()
        if self._is_near_sending:
            while not self._attempt.is_sent.wait(0.05):
                if self._over.is_set():
                    return
        if self._over.wait(self._pause):
            return
        if self._kill():
            self._attempt.killed = (self._victim, round(now() - began, 2))
            self._kiosk.interrupted.set()

    def _kill(self):
        try:
            if self._victim == "kiosk":
                os.killpg(self._kiosk.pid, signal.SIGKILL)
            else:
                pid = self._kiosk.pid if self._victim == "player" else self._kiosk.visit_pid()
                if pid is None:
                    return False
                os.kill(pid, signal.SIGKILL)
        except ProcessLookupError:
            return False
        return True


class Canary:
    """`kiosk` runs and is killed; `office` gets what it files."""

    def __init__(self, kiosk, office, reports, kills, seed):
        self.kiosk, self.office, self.chance = kiosk, office, random.Random(seed)
        self.reports, self.kills = reports, kills
        self.attempts, self.used = [], set()
        self.killed = collections.Counter()
        self.trouble = collections.Counter()
        self.left_running = 0  # processes that outlived their kiosk
        self._starts = 0  # since the office last signed
        self._usual = 10.0  # seconds that an attempt takes undisturbed

    def filed(self):
        return [one for one in self.attempts if one.receipt]

    def run(self):
        told = 0
        while len(self.filed()) < self.reports or self.killed.total() < self.kills:
            self._attempt()
            if self.killed.total() // 25 > told // 25:
                told = self.killed.total()
                print(f"      {len(self.filed())} filed in {len(self.attempts)} attempts, killed {told} times", flush=True)
            if len(self.attempts) > 20 * (self.reports + self.kills):
                raise Lost(f"an end: {dict(self.trouble)}")

    def _attempt(self):
        attempt = Attempt(len(self.attempts), self.chance, self.used)
        self.attempts.append(attempt)
        kills, reports = self.kills - self.killed.total(), max(0, self.reports - len(self.filed()))
        reaper = None
        if self.chance.random() * (kills + reports) < kills:
            is_near = self.chance.random() < 1 / 3
            pause = self.chance.uniform(0, NEAR_SENDING if is_near else self._usual)
            reaper = Reaper(self.kiosk, attempt, self.chance.choice(VICTIMS), pause, is_near)
        try:
            took = attempt.file(self.kiosk)
            self._usual = 0.7 * self._usual + 0.3 * took
        except Lost as lost:
            if reaper is None or (attempt.killed is None and self.kiosk.process.poll() is None):
                self.trouble[str(lost)] += 1
        if reaper is not None and reaper.stop():
            self.killed[attempt.killed[0]] += 1
        self._go_on(attempt)

    def _go_on(self, attempt):
        """To the attract loop, however this attempt has ended."""
        if attempt.killed is None or attempt.killed[0] == "visit":
            if self.kiosk.process.poll() is not None:
                self.trouble[f"the kiosk ended with {self.kiosk.process.returncode}"] += 1
                return self._start()
            begin = now()
            while not self._is_free() and attempt.killed and now() - begin < 2:
                self.kiosk.settle()
            if not self._is_free():  # it was filed, or a touch that was under way has begun another visit
                self.kiosk.tap("finish", PATIENCE)
                self.kiosk.wait_panel("attract", PATIENCE)
            return None
        self.kiosk.process.wait()
        begin = now()
        while (left := self.kiosk.processes()) and now() - begin < PATIENCE:
            time.sleep(0.02)
        self.left_running += len(left)
        return self._start()

    def _is_free(self):
        return self.kiosk.name in ("", "attract")

    def _start(self):
        self._starts += 1
        if self._starts >= STARTS_BEFORE_A_ROUND:
            self.round()
        self.kiosk.start()

    def round(self):
        """While no kiosk runs: everything goes to the office, and its word comes back."""
        self._starts = 1
        self.office.drain(self.kiosk.folder / "outbox")
        self.office.fetch("--remove")
        figures = self.office.drain(self.kiosk.folder / "outbox")
        if figures["damage"]:
            self.trouble[figures["damage"]] += 1


def needles_of(attempts):
    needles = memory_search.Needles()
    for one in attempts:
        for name, text in (*one.lots.items(), ("hanzi", one.hanzi), ("receipt", one.receipt)):
            if text:
                needles.text_in_all_forms(f"{name} of report {one.number}", text)
    return needles


def swap_files():
    return [line.split()[0] for line in pathlib.Path("/proc/swaps").read_text().splitlines()[1:]]


def search_disks(bench, kiosk, office, attempts, report, name):
    """Home, settings, log, outbox with its journal, cores, what travels, shared memory and swap."""
    (kiosk.folder / "panels.json").unlink(missing_ok=True)  # which only tests ask for
    (kiosk.folder / "panels.json.part").unlink(missing_ok=True)
    needles, began = needles_of(attempts), now()
    probe = kiosk.folder / "probe"
    probe.write_text(attempts[-1].lots["English"], encoding="utf-16-be")
    seen, _ = memory_search.in_folder(kiosk.folder, needles)
    probe.unlink()
    report.check(f"{name}: the search finds what was laid out for it", seen, len(seen) == 1 and "utf-16-be" in seen[0][0])
    found, count = [], 0
    for folder in (kiosk.folder, office.store, bench.screen.folder):
        more, files = memory_search.in_folder(folder, needles)
        found, count = found + more, count + files
    for path in (path for path in pathlib.Path("/dev/shm").rglob("*") if path.is_file() and path != bench.screen.frame_buffer()):
        found, count = found + memory_search.in_file(path, needles), count + 1
    swaps = swap_files()
    for path in swaps:
        found += memory_search.in_file(path, needles)
    cores = [path for path in kiosk.folder.rglob("core*") if path.is_file()]
    report.check(f"{name}: nothing in clear on any disk", f"{found[:4] or 'nothing'} of {len(needles)} forms in {count} files and "
                 f"{len(swaps)} swap areas, {now() - began:.0f} s; core dumps: {cores or 'none'}", not found and not cores)


def content_of(workspace):
    """All of it but what the office writes there for its citizens."""
    return {path: state for path, state in listing(workspace).items() if path.parent.name != "answers"}


def judge(canary, office, report, name):
    """What lies at the office against the receipts that were shown."""
    at_office = office.export()
    texts = collections.Counter(one["what"] for one in at_office)
    wanted = {one.hanzi + one.lots["English"]: one for one in canary.attempts if one.hanzi}
    unknown = [text for text in texts if text not in wanted]
    lost = [one.number for one in canary.filed() if texts[one.hanzi + one.lots["English"]] == 0]
    doubled = [text for text, count in texts.items() if count > 1]
    report.check(f"{name}: every receipt's report is at the office, exactly once",
                 f"{len(canary.filed())} receipts, {len(at_office)} reports; lost {lost or 'none'}, doubled {doubled or 'none'}, foreign "
                 f"{unknown or 'none'}", canary.filed() and not lost and not doubled and not unknown)
    silent = [wanted[text] for text in texts if text in wanted and not wanted[text].receipt]
    wrong = [one.number for one in silent if not (one.is_sent.is_set() and one.killed)]
    report.check(f"{name}: a report without a receipt shown only where the kill fell between sending and showing",
                 f"{[one.killed for one in silent] or 'none'}, otherwise {wrong or 'none'}", not wrong)
    for one in at_office:
        words = [f"--{name}={language}={one['what']}" for name in ("happened", "decided") for language in ("zh", "en")]
        office.desk("triage", one["number"], "refused", "--outcome", "out_of_scope", *words)
    opened = office.answers([one.receipt for one in canary.filed()])
    wrong = [one.number for one in canary.filed() if (opened[one.receipt] or {}).get("en") != one.hanzi + one.lots["English"]]
    report.check(f"{name}: every receipt opens the answer to its own report", f"{len(opened) - len(wrong)} of {len(opened)}, wrong {wrong or 'none'}",
                 not wrong and len(opened) == len(canary.filed()))
    told = office.desk("check")
    report.check(f"{name}: the office's history is whole", told.split(",")[0], told.startswith("the history is whole"))


def canary50(bench, report, reports, kills, seed):
    name = f"{reports} reports, {kills} kills, seed {seed}"
    resource.setrlimit(resource.RLIMIT_CORE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))  # so that a dump would be seen
    with Office(bench) as office, bench.kiosk(office=office.workspace, settings={"store": office.address}) as kiosk:
        canary = Canary(kiosk, office, reports, kills, seed)
        began, before = now(), content_of(office.workspace)
        canary.run()
        kiosk.stop()
        report.check(f"{name}: filed through all kills", f"{len(canary.filed())} filed in {len(canary.attempts)} attempts, "
                     f"killed {dict(canary.killed)}, {now() - began:.0f} s", len(canary.filed()) >= reports and canary.killed.total() >= kills)
        report.check(f"{name}: nothing else ended an attempt, and nothing outlived its kiosk",
                     f"{dict(canary.trouble) or 'nothing'}; {canary.left_running} processes", not canary.trouble and not canary.left_running)
        search_disks(bench, kiosk, office, canary.attempts, report, name)
        report.check(f"{name}: the workspace is unchanged", f"{len(before)} files", before == content_of(office.workspace))
        office.drain(kiosk.folder / "outbox")
        report.note("the office", office.fetch("--remove").strip())
        judge(canary, office, report, name)


def check_canary(bench, report, options):
    """A small one, as part of kiosk_test.py."""
    canary50(bench, report, 3, 12, options.seed)


def main():
    from kiosk_test import Report, built_kiosk
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[1])
    parser.add_argument("--kiosk", type=pathlib.Path, help="the program; the release build's where none is named")
    parser.add_argument("--office", type=pathlib.Path, help="a sample office; one with small films is made where none is named")
    parser.add_argument("--reports", type=int, default=50)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=random.randrange(1_000_000))
    options = parser.parse_args()
    print(f"seed {options.seed}", flush=True)
    report = Report()
    bench = Bench((options.kiosk or built_kiosk()).resolve(), (options.office or small_office(TOP)).resolve())
    try:
        canary50(bench, report, options.reports, options.kills, options.seed)
        bench.hand.move(*QUIET_CORNER)
    finally:
        bench.close()
    print(f"{report.count - len(report.failed)} of {report.count} checks hold" + "".join(f"\nFAIL {name}" for name in report.failed))
    return 1 if report.failed else 0


if __name__ == "__main__":
    sys.exit(main())
