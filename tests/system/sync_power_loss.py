#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Power cuts while `crier sync` brings one publication after the other: sync_power_loss.py CRIER [CUTS [FOLDER]]; as root, with
xfsprogs and e2fsprogs.

The disk is that of tests/conformance/power_loss.py: ext4 (noauto_da_alloc,commit=1) whose image is copied at one instant. In each
copy the link must lead to a whole publication, no older than the last of which a run had said that it is active, and a plain run
must bring the newest. Run a second time with fsync and fdatasync made empty: that must break something.
"""
import os
import pathlib
import random
import subprocess
import sys
import tempfile
import threading
import time

from sync_office import SignedOffice  # finds tests/conformance for the others
from power_loss import NO_SYNC, call, environment, mounted

FILM_BYTES = 3_000_000


class Writer(threading.Thread):
    """Publishes and brings, until it is told to stop."""

    def __init__(self, office, crier, store, library):
        super().__init__()
        self.office, self.crier, self.store, self.library = office, crier, store, library
        self.ends = threading.Event()
        self.said = 0  # the edition that is on by the word of a run
        self.failures = []

    def run(self):
        while not self.ends.is_set():
            self.office.publish()
            with environment(LD_PRELOAD=self.library):
                done = subprocess.run(self.office.sync_words(self.crier, self.store), capture_output=True, text=True, check=False)
            if done.returncode:
                self.failures.append(done.stderr)
            self.said = len(self.office.editions)


def one_cut(base, image, office, crier, store, library, chance):
    """Writes for a while, cuts, looks: what was wrong, and whether a plain run healed it."""
    writer = Writer(office, crier, store, library)
    writer.said = len(office.editions)
    writer.start()
    time.sleep(chance.uniform(0.3, 2.5))  # where it falls is what is tried
    said = writer.said
    call("cp", "--reflink=always", image, base / "cut.img")
    writer.ends.set()
    writer.join()
    if writer.failures:
        sys.exit(f"a run without a cut failed: {writer.failures[0]}")
    with mounted(base / "cut.img", base / "after") as after:
        on, wrong = office.edition_on(after / "store")
        if on < said:
            wrong.append(f"edition {on} is on, and {said} was said to be")
        again = subprocess.run(office.sync_words(crier, after / "store"), capture_output=True, text=True, check=False)
        healed_on, left = office.edition_on(after / "store")
        is_healed = again.returncode == 0 and not left and healed_on == len(office.editions)
        if not is_healed:
            print(f"not healed: edition {healed_on}, {left[:3]} {again.stderr.strip()}", flush=True)
    (base / "cut.img").unlink()
    return wrong, is_healed


def series(base, crier, cuts, library, title):
    """How many cuts left something wrong, and how many were not healed."""
    chance = random.Random(cuts)
    image = base / "disk.img"
    with open(image, "wb") as out:
        out.truncate(512 << 20)
    call("mkfs.ext4", "-q", "-F", image)
    wrong_cuts = healed_cuts = 0
    with mounted(image, base / "disk", "noauto_da_alloc,commit=1") as disk, tempfile.TemporaryDirectory(dir=base) as repository:
        office = SignedOffice(pathlib.Path(repository) / "repository", FILM_BYTES)
        office.publish()
        store = disk / "store"
        subprocess.run(office.sync_words(crier, store), check=True, stdout=subprocess.DEVNULL)
        os.sync()
        for _ in range(cuts):
            wrong, is_healed = one_cut(base, image, office, crier, store, library, chance)
            if wrong and not library:
                print(f"wrong after a cut: {wrong[:3]}", flush=True)
            wrong_cuts += bool(wrong)
            healed_cuts += is_healed
        editions = len(office.editions)
    image.unlink()
    print(f"{title}: {cuts} cuts in {editions} publications, {wrong_cuts} with something wrong on the disk, {healed_cuts} healed by a rerun",
          flush=True)
    return wrong_cuts, cuts - healed_cuts


def main():
    crier = pathlib.Path(sys.argv[1]).resolve()
    cuts = int(sys.argv[2]) if len(sys.argv) > 2 else 25
    with tempfile.TemporaryDirectory(dir=sys.argv[3] if len(sys.argv) > 3 else None) as name:
        folder = pathlib.Path(name)
        (folder / "no_sync.c").write_text(NO_SYNC, encoding="utf-8")
        call("cc", "-shared", "-fPIC", "-o", folder / "no_sync.so", folder / "no_sync.c")
        with open(folder / "xfs.img", "wb") as out:
            out.truncate(6 << 30)
        call("mkfs.xfs", "-q", "-m", "reflink=1", folder / "xfs.img")
        with mounted(folder / "xfs.img", folder / "xfs") as base:
            wrong, lost = series(base, crier, cuts, None, "as it is")
            control_wrong, control_lost = series(base, crier, cuts, str(folder / "no_sync.so"), "without fsync (control)")
    if not control_wrong + control_lost:
        print("the control broke nothing: these cuts prove nothing")
    sys.exit(1 if wrong or lost or not control_wrong + control_lost else 0)


if __name__ == "__main__":
    main()
