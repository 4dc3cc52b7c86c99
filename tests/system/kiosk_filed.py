# SPDX-License-Identifier: Apache-2.0
"""What is left of a report once it was filed: in memory nothing, on the disk nothing but what the outbox seals. Takes a Bench, a
report and the options of kiosk_test.py.

A first kiosk tells where to touch; a second one, which tells nothing as in service, gets the same touches blindly. Its receipt is
read out of the visit's memory, and proved by what it opens at the office.
"""
import hashlib
import os
import pathlib
import random
import re
import signal
import time

import memory_search
from kiosk_canary import SYLLABLES
from kiosk_filing import damm_check, send, write_all
from kiosk_office import Office
from kiosk_run import QUIET_CORNER, Lost, do_again
from x_hand import now

RECEIPT = re.compile(rb"(?<![0-9])[0-9]{4}(?: [0-9]{4}){3}(?![0-9])")
SYSTEM_FOLDERS = tuple(map(pathlib.Path, ("/tmp", "/var/tmp", "/dev/shm")))


def draw_lots(seed):
    chance = random.Random(seed)
    return {
        "English": "".join(chance.choice("bcdfghjkmnpqrstvwxyz") for _ in range(12)),
        "syllables": "".join(chance.sample(SYLLABLES, 4)),
        "phone": "1" + "".join(chance.choice("0123456789") for _ in range(10)),
    }


def listing(*folders):
    """path -> (time, hash) of every file."""
    found = {}
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if path.is_file() and not path.is_symlink():
                found[path] = (path.stat().st_mtime_ns, hashlib.sha256(path.read_bytes()).hexdigest())
    return found


def changed(before, after):
    return sorted(path for path in before.keys() | after.keys() if before.get(path) != after.get(path))


def system_entries():
    return {path for folder in SYSTEM_FOLDERS for path in folder.iterdir()}


def receipt_in_memory(pid):
    """The receipt on the screen, of which the visit's process holds the figures in fours."""
    begin = now()
    while now() - begin < 15:
        found = {text.decode().replace(" ", "") for text in memory_search.matches(pid, RECEIPT)}
        found = {one for one in found if damm_check(one) == 0 and len(set(one)) > 1}
        if len(found) == 1:
            return found.pop()
        time.sleep(0.3)
    raise Lost(f"one receipt in the memory of the visit's process: {sorted(found)}")


def needles_of(lots, hanzi, receipt):
    needles = memory_search.Needles()
    grouped = " ".join(receipt[i:i + 4] for i in range(0, 16, 4))
    for name, text in (*lots.items(), ("hanzi", hanzi), ("receipt", receipt), ("receipt in fours", grouped)):
        needles.text(name, text)
    needles.raw("receipt as numbers", [int(figure) for figure in receipt])
    return needles


def search_after(bench, kiosk, report, how, needles, entries_before):
    """In the memory of what runs now, and in whatever came new where everybody may write."""
    after = kiosk.visit_pid()
    for pid, who in ((kiosk.pid, "the player"), (after, "the next visit's process")):
        found, size = memory_search.in_process(pid, needles)
        more, count = memory_search.in_descriptors(pid, needles)
        report.check(f"filed, {how}: neither words nor contact nor receipt left in {who}",
                     f"{found + more or 'nothing'} in {size:.0f} MB and {count} open files", not found and not more)
    found, count = [], 0
    for path in system_entries() - entries_before | {pathlib.Path("/dev/shm")}:
        files = [path] if path.is_file() else [one for one in path.rglob("*") if one.is_file() and one != bench.screen.frame_buffer()]
        found += [one for file in files for one in memory_search.in_file(file, needles)]
        count += len(files)
    report.check(f"filed, {how}: nothing in what came new in {', '.join(map(str, SYSTEM_FOLDERS))}", f"{found or 'nothing'} in {count} files",
                 not found)


def file_and_leave(bench, office, report, touches, finish, lots, hanzi, how):
    """One blind visit that files a report; returns its receipt."""
    with bench.kiosk(tells=False, office=office.workspace, settings={"store": office.address}) as kiosk:
        outbox = kiosk.folder / "outbox"
        kiosk.wait("the outbox", lambda: (outbox / "outbox.db").exists() and (outbox / "outbox.db").stat().st_size > 1 << 26, seconds=30)
        kiosk.wait("the attract loop", lambda: bench.hand.windows() and not bench.eye.is_black(), 10)
        time.sleep(3)  # until what was made is on the disk
        before, entries = listing(kiosk.folder, office.workspace), system_entries()
        bench.hand.tap(*QUIET_CORNER)
        time.sleep(0.6)
        visit = kiosk.visit_pid()
        do_again(bench.hand, touches)
        receipt = receipt_in_memory(visit)
        needles = needles_of(lots, hanzi, receipt)
        found, size = memory_search.in_process(visit, needles)
        wanted = {f"{name} in utf-8" for name in ("English", "hanzi", "phone", "receipt in fours")}
        seen = {what for what, _ in found}
        report.check(f"filed, {how}: the search finds during the visit what is there",
                     f"{len(wanted & seen)} of {len(wanted)} in {size:.0f} MB of process {visit}, missing: {sorted(wanted - seen) or 'none'}",
                     wanted <= seen)
        if how == "killed":
            os.kill(visit, signal.SIGKILL)
        else:
            bench.hand.tap(finish["x"] + finish["width"] // 2, finish["y"] + finish["height"] // 2)
        kiosk.wait("the next visit's process", lambda: kiosk.visit_pid() not in (visit, None), 5)
        time.sleep(2)
        search_after(bench, kiosk, report, how, needles, entries)
        files = changed(before, listing(kiosk.folder, office.workspace))
        log = kiosk.folder / "stderr"
        others = [str(path) for path in files if outbox not in path.parents and not (path == log and how == "killed")]
        report.check(f"filed, {how}: no file has changed but the outbox's", f"{[path.name for path in files]} of {len(before)} files",
                     not others and outbox / "outbox.db" in files)
        found, count = memory_search.in_folder(kiosk.folder, needles)
        report.check(f"filed, {how}: nothing in clear in any file", f"{found or 'nothing'} in {count} files", not found)
        kiosk.stop()
        office.drain(outbox)
    return receipt


def check_filed(bench, report, options):
    """Nothing of a filed report outlives its visit but what is sealed."""
    if os.geteuid() != 0:
        report.note("filed", "left out: reading another process's memory needs root")
        return
    lots = draw_lots(options.seed)
    with Office(bench) as office:
        with bench.kiosk(office=office.workspace, settings={"store": office.address}) as kiosk:
            kiosk.wake()
            kiosk.touches.clear()
            hanzi = write_all(kiosk, lots)
            send(kiosk)
            touches, finish = list(kiosk.touches), kiosk.element("finish")
            kiosk.finish()
        receipts = [file_and_leave(bench, office, report, touches, finish, lots, hanzi, how) for how in ("finished", "killed")]
        office.fetch()
        opened = office.answers(receipts)
        report.check("filed: what was read as receipts opens reports at the office", f"{sum(map(bool, opened.values()))} of {len(receipts)}",
                     len(opened) == 2 and all(opened.values()))
