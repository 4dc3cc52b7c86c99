# SPDX-License-Identifier: Apache-2.0
"""What is left of what a citizen wrote: unique texts are written by every way there is, then memory and files are searched.

A first kiosk tells where to touch; a second one, which tells nothing as in service, gets the same touches blindly.
"""
import hashlib
import os
import pathlib
import random
import signal
import time

import memory_search
from kiosk_run import QUIET_CORNER, Lost, do_again
from kiosk_writing import letters_of, open_report, strokes, type_slowly

IME_DATA = (pathlib.Path("/usr/share/libime"), pathlib.Path("/usr/share/tegaki"), *pathlib.Path("/usr/lib").glob("*/libime"))
SYLLABLES = ("qiong", "zhuang", "chuan", "kuang", "shuai", "nuan", "lve", "cuan", "zhuo", "guang")
PATCH = 96  # pixels of one row of a text's picture


def sums(folders):
    return {str(path): hashlib.sha256(path.read_bytes()).hexdigest()
            for folder in folders for path in sorted(folder.rglob("*")) if path.is_file()}


def draw_lots(seed):
    chance = random.Random(seed)
    return {
        "English": "".join(chance.choice("bcdfghjkmnpqrstvwxyz") for _ in range(14)),
        "syllables": "".join(chance.sample(SYLLABLES, 4)),
        "finger": "".join(chance.choice("网络诈骗中") for _ in range(7)),
        "digits": "".join(chance.choice("0123456789") for _ in range(16)),
    }


def write_everything(kiosk, lots):
    """Writes into the search and the status field, then into the report, which stays open. Returns the touches of both and the
    hanzi that the syllables became."""
    kiosk.tap("mode.aloud")
    kiosk.settle()
    kiosk.tap("home.search")
    kiosk.wait("the keyboard", lambda: kiosk.element("key.english"))
    type_slowly(kiosk, lots["syllables"], "search.field")
    kiosk.tap("key.space")
    kiosk.wait("the word to be settled", lambda: not kiosk.elements("candidate"))
    hanzi = kiosk.value("search.field")
    kiosk.tap_and_wait("back", "home")
    kiosk.tap("home.status")
    kiosk.wait("the digits", lambda: kiosk.element("key.7"))
    type_slowly(kiosk, lots["digits"], "status.field")
    kiosk.tap_and_wait("back", "home")
    open_report(kiosk)
    kiosk.tap("key.english")
    kiosk.wait("capitals", lambda: kiosk.element("key.shift"))
    type_slowly(kiosk, lots["English"], "report.field")
    kiosk.tap("key.handwriting")
    kiosk.wait("the pad", lambda: kiosk.element("key.pad"))
    for i, character in enumerate(lots["finger"]):
        kiosk.write_character(strokes()[character])
        kiosk.choose_candidate(character)
        kiosk.wait("the character", lambda: kiosk.value("report.field").endswith(lots["finger"][:i + 1]))
    if lots["English"] not in letters_of(kiosk.value("report.field")):
        raise Lost(f"the report's field holds something else: {kiosk.value('report.field')}")
    return hanzi


def picture_of_text(bench, field):
    """The row of pixels of a field that varies most: what is seen of a text, as it lies in memory."""
    best, most = b"", 0
    for y in range(field["y"] + 8, field["y"] + field["height"] - 8):
        for x in range(field["x"] + 24, field["x"] + min(field["width"], 420) - PATCH, 32):
            row = bench.eye.row(x, y, PATCH)
            changes = sum(row[i:i + 4] != row[i + 4:i + 8] for i in range(0, len(row) - 4, 4))
            if changes > most:
                best, most = row, changes
    return best


def search_visit(bench, kiosk, report, needles, touches, field, how, finish):
    """One visit in which everything is written, ended by "finish" or by a fault, and what is left of it."""
    kiosk.wait("the attract loop", lambda: bench.hand.windows() and not bench.eye.is_black(), 10)
    time.sleep(2)
    bench.hand.tap(*QUIET_CORNER)
    time.sleep(0.6)
    do_again(bench.hand, touches)
    time.sleep(0.5)
    visit = kiosk.visit_pid()
    needles.raw("picture of the text", picture_of_text(bench, field))
    found, size = memory_search.in_process(visit, needles)
    seen = {what for what, _ in found}
    wanted = {"English in utf-8", "digits in utf-8", "finger in utf-8", "hanzi in utf-8", "picture of the text"}
    report.check("the search finds during the visit what is there",
                 f"{len(wanted & seen)} of {len(wanted)} in {size:.0f} MB of process {visit}, missing: {sorted(wanted - seen) or 'none'}", wanted <= seen)
    found, size = memory_search.in_process(kiosk.pid, needles)
    texts = [one for one in found if not one[0].startswith("picture")]
    report.check("the player never holds what is written, only its picture", f"{texts or 'nothing'} in {size:.0f} MB", not texts)
    if how == "killed":
        os.kill(visit, signal.SIGKILL)
    else:
        bench.hand.tap(finish["x"] + finish["width"] // 2, finish["y"] + finish["height"] // 2)
    time.sleep(3)
    after, left = kiosk.visit_pid(), kiosk.processes()
    report.check(f"{how}: the visit's processes are gone", f"{visit}, then {after}; running: {left}",
                 after != visit and left == sorted([kiosk.pid, after]))
    for pid, who in ((kiosk.pid, "the player"), (after, "the next visit's process")):
        found, size = memory_search.in_process(pid, needles)
        report.check(f"{how}: nothing left in the memory of {who}", f"{found or 'nothing'} in {size:.0f} MB", not found)
        found, count = memory_search.in_descriptors(pid, needles)
        report.check(f"{how}: nothing in the open files of {who}", f"{found or 'nothing'} in {count}", not found)
    shm = [path for path in pathlib.Path("/dev/shm").rglob("*") if path.is_file() and path != bench.screen.frame_buffer()]
    found = [one for path in shm for one in memory_search.in_file(path, needles)]
    count = len(shm)
    # HOME, TMPDIR, the log and what else the kiosk was given lie in its folder.
    for folder in (kiosk.folder, bench.office, bench.screen.folder):
        more, files = memory_search.in_folder(folder, needles)
        found, count = found + more, count + files
    report.check(f"{how}: nothing in any file", f"{found or 'nothing'} in {count} files", not found)
    left = [str(path) for name in ("home", "tmp") for path in (kiosk.folder / name).rglob("*") if path.is_file()]
    report.check(f"{how}: no file in its home and temporary folder", left or "none", not left)


def check_canary(bench, report, options):
    """Nothing of a visit outlives it, in memory or on a disk."""
    if os.geteuid() != 0:
        report.note("canary", "left out: reading another process's memory needs root")
        return
    lots = draw_lots(options.seed)
    with bench.kiosk() as kiosk:
        kiosk.wake()
        kiosk.touches.clear()
        hanzi = write_everything(kiosk, lots)
        touches, finish, field = list(kiosk.touches), kiosk.element("finish"), kiosk.element("report.field")
        kiosk.finish()
    needles = memory_search.Needles()
    for name, text in (*lots.items(), ("hanzi", hanzi)):
        needles.text(name, text)
    data_before = sums(IME_DATA)
    office_before = sums((bench.office,))
    for how in ("finished", "killed"):
        with bench.kiosk(tells=False) as kiosk:
            search_visit(bench, kiosk, report, needles, touches, field, how, finish)
    report.check("the data of the input methods are unchanged", f"{len(data_before)} files", data_before and data_before == sums(IME_DATA))
    report.check("the office's folder is unchanged", f"{len(office_before)} files", office_before == sums((bench.office,)))
