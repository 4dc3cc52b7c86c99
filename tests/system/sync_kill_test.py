#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""sync_kill_test.py CRIER [--every N]: SIGKILL at every call by which `crier sync` touches a device's store.

strace counts the calls of a run, then kills one run at each of them (or at each N-th). Whatever was killed, the link leads to a whole
publication, the old one or the new one, nothing torn stands under its final name, and one plain run brings the new one.
"""
import argparse
import concurrent.futures
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import time

from sync_office import SignedOffice, copied

CALLS = ("openat", "read", "write", "pwrite64", "fsync", "fdatasync", "rename", "renameat", "renameat2", "close", "ftruncate", "link",
         "linkat", "symlink", "symlinkat", "unlink", "unlinkat", "mkdir", "mkdirat", "rmdir", "flock", "lseek", "utimensat")
FILM_BYTES = 300_000


def traced(words, *options):
    return subprocess.run(["strace", "-f", "-qq", "-y", *map(str, options), *words], capture_output=True, text=True, timeout=120, check=False)


def points(office, crier, store, log):
    """Of each call that touches the store: its name, and which one it is of that name."""
    done = traced(office.sync_words(crier, store), "-e", "trace=" + ",".join(CALLS), "-o", log)
    if done.returncode:
        sys.exit(f"the run to be counted failed: {done.stderr}")
    counts, found = {}, []
    for line in log.read_text(encoding="utf-8", errors="replace").splitlines():
        call = re.match(r"\d+ +(\w+)\(", line)
        if call:
            counts[call[1]] = counts.get(call[1], 0) + 1
            if str(store) in line:
                found.append((call[1], counts[call[1]]))
    return found


class Scenario:
    """From `before`, a store or None, to the newest edition."""

    def __init__(self, title, folder, office, crier, before, every):
        self.title, self.folder, self.office, self.crier, self.before = title, folder / title.replace(" ", "-"), office, crier, before
        self.folder.mkdir()
        self.todo = points(office, crier, self._store("counted"), self.folder / "calls")
        self.chosen = self.todo[::every]

    def _store(self, name):
        store = self.folder / name
        return copied(self.before, store) if self.before else store

    def _one(self, number):
        call, which = self.chosen[number]
        store = self._store(f"store-{number}")
        newest = len(self.office.editions)
        olds = {0} if not self.before else {newest - 1}
        done = traced(self.office.sync_words(self.crier, store), "-e", f"inject={call}:signal=KILL:when={which}", "-o", "/dev/null")
        if done.returncode not in (-9, 137):
            return f"{call} {which} was not reached: {done.returncode}"
        on, wrong = self.office.edition_on(store)
        if wrong or on not in olds | {newest}:
            return f"{call} {which}: edition {on}, {wrong}"
        again = subprocess.run(self.office.sync_words(self.crier, store), capture_output=True, text=True, timeout=60, check=False)
        on, wrong = self.office.edition_on(store)
        if again.returncode or wrong or on != newest or self.office.alerts_on(store) != self.office.alerts[-1]:
            return f"{call} {which}: not healed: edition {on}, {wrong}, {again.stderr}"
        shutil.rmtree(store)
        return None

    def run(self):
        """How many points, and how many faults."""
        begun = time.monotonic()
        with concurrent.futures.ThreadPoolExecutor(4) as pool:
            faults = [fault for fault in pool.map(self._one, range(len(self.chosen))) if fault]
        for fault in faults[:20]:
            print(f"FAILED {self.title}: {fault}")
        print(f"{self.title}: {len(self.chosen)} of {len(self.todo)} points, {len(self.chosen) - len(faults)} whole and healed, "
              f"{time.monotonic() - begun:.0f} s", flush=True)
        return len(self.chosen), len(faults)


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("crier", type=lambda text: pathlib.Path(text).resolve())
    options.add_argument("--every", type=int, default=1)
    options = options.parse_args()
    with tempfile.TemporaryDirectory(prefix="crier-sync-") as name:
        folder = pathlib.Path(name)
        office = SignedOffice(folder / "repository", FILM_BYTES)
        office.publish()
        results = [Scenario("first publication", folder, office, options.crier, None, options.every).run()]
        store = folder / "used"
        subprocess.run(office.sync_words(options.crier, store), check=True, stdout=subprocess.DEVNULL)
        office.publish()
        results.append(Scenario("next publication", folder, office, options.crier, store, options.every).run())
    count, faults = (sum(one) for one in zip(*results))
    print(f"{count - faults} passed, {faults} failed")
    sys.exit(1 if faults or not count else 0)


if __name__ == "__main__":
    main()
