#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""fleet_test.py [--bin FOLDER] [--only NAME,...] [--places NAME,...] [--kills N] [--seed N] [--keep]

An office, its repository in each of the places where one may lie, and screens that read it: the README's fleet section as it is
written, with the files of packaging/. Prints a line for each check with its figure; exit status 1 where one does not hold.
fleet_test.sh installs the servers first. Needs release builds of crier and crier-player.
"""
import argparse
import pathlib
import random
import shutil
import sys
import tempfile
import threading
import time
import traceback

import fleet_kill
import fleet_player
from fleet_office import OFFICERS, REVIEWERS, SCREENS, Device, Office
from fleet_servers import PLACES
from store_servers import Authority, Unavailable
from store_test import Report

TOP = pathlib.Path(__file__).resolve().parents[2]


class Bench:
    """A place that runs, and an office that has published there."""

    def __init__(self, options, folder, authority, place, films):
        self.options, self.folder, self.authority, self.place = options, folder, authority, place
        self.chance = random.Random(options.seed)
        self.office = Office(options.bin / "crier", folder / f"office-{place.name}", place.publish_address(), place.credentials, films)
        self._devices = 0

    def device(self, screen="hall-1", **settings):
        self._devices += 1
        return Device(self.office, self.folder / f"device-{self.place.name}-{self._devices}", screen, self.place.read_url(),
                      **{**self.place.device_settings(), **settings})


def check_way(bench, report):
    """From the first key to three screens; then a calendar, a rollback, and what `crier status` says of each."""
    name, office = bench.place.name, bench.office
    office.begin()
    begun = time.monotonic()
    office.publish_by_ranks()
    taken = time.monotonic() - begun
    devices = {screen: bench.device(screen) for screen in SCREENS}
    for device in devices.values():
        device.must_sync()
    wrong = [screen for screen, device in devices.items() if not device.shows(office.files_of(screen))]
    report.check(f"{name}: three ranks, then every screen has its own files, byte for byte",
                 f"{len(devices) - len(wrong)} of {len(devices)} screens, {sum(len(one.files()) for one in devices.values())} files; "
                 f"published and approved in {taken:.1f} s", not wrong)
    status = office.status()
    by = next(one for one in status["active"] if one["what"] == "content")["signed_by"]
    report.check(f"{name}: status tells who has signed", ", ".join(by), len(by) == 3 and not status["waiting"])

    before = office.files_of("hall-1")
    office.set_slot(14)
    office.publish()
    said = devices["hall-1"].must_sync()
    report.check(f"{name}: a changed calendar arrives", said.strip(), devices["hall-1"].shows(office.files_of("hall-1")) and
                 office.files_of("hall-1") != before)
    office.rollback(1)
    said = devices["hall-1"].must_sync()
    report.check(f"{name}: a rollback brings the earlier files under a new version", f"{said.strip()}; status says {office.content_version()}",
                 devices["hall-1"].shows(before) and office.content_version() == 3)
    office.set_slot(9)  # as it was rolled back to


def check_alert(bench, report):
    """Two officers raise and withdraw one."""
    name, office = bench.place.name, bench.office
    device = bench.device()
    file = office.raise_alert("storm")
    device.must_sync()
    report.check(f"{name}: an alert of two officers arrives", list(device.alerts()), device.alerts() == {"storm.xml": file.read_bytes()})
    office.withdraw_alert("storm")
    device.must_sync()
    report.check(f"{name}: and is withdrawn", list(device.alerts()), not device.alerts())
    said = office.stage_alert("flood", OFFICERS[0])
    device.must_sync()
    report.check(f"{name}: one of a single officer does not", said.strip().splitlines()[-1], "waits for" in said and not device.alerts())


def check_readers(bench, report):
    """A device that keeps its store and one that is always new read without a pause while five publications are written."""
    name, office = bench.place.name, bench.office
    ends = threading.Event()
    runs, failures = [], []

    def read(is_new):
        device = bench.device()
        while not ends.is_set():
            if is_new:
                shutil.rmtree(device.store, ignore_errors=True)
            done = device.sync()
            runs.append(done.returncode)
            if done.returncode:
                failures.append(done.stderr.strip())

    readers = [threading.Thread(target=read, args=(one,)) for one in (False, True)]
    for one in readers:
        one.start()
    for hour in range(10, 15):
        office.set_slot(hour)
        office.publish()
    ends.set()
    for one in readers:
        one.join()
    report.check(f"{name}: devices that read while five publications are written never fail", f"{len(runs)} runs, {len(failures)} failed {failures[:2]}",
                 runs and not failures)


def check_revoked(bench, report):
    """A reviewer's key is revoked. A thief with that key, with the online key and with a copy of the repository from before publishes
    on; a device that has heard of the revocation takes nothing of it, and what is on stays on. (Metadata signed by a key that the
    present signers do not have: tests/content/receiving.)"""
    name, office = bench.place.name, bench.office
    copy = bench.folder / "before-revocation"
    shutil.copytree(bench.place.root, copy)
    thief = Office.__new__(Office)
    thief.__dict__.update(office.__dict__, address=str(copy))

    office.set_slot(20)
    office.crier("keys", "revoke", office.workspace, "--name", "D")
    office.trust()
    office.publish((REVIEWERS[0], ("second-review", "E"), REVIEWERS[2]))
    device = bench.device()
    device.must_sync()
    on = device.files()
    office.set_slot(5)
    office.publish(REVIEWERS[:1])
    refused = office.run("approve", office.address, "--yes", *office.by(REVIEWERS[1]))
    waiting = office.status()["waiting"]
    report.check(f"{name}: a revoked key has nothing to sign, though content waits", refused.stdout.strip().splitlines()[:1],
                 "nothing waits for this key" in refused.stdout and "content" in [one["what"] for one in waiting])

    for hour in (21, 22, 23):  # ahead of the office's own versions
        office.set_slot(hour)
        thief.publish(REVIEWERS)
    done = office.run("sync", "--from", copy, "--config", device.settings)
    report.check(f"{name}: what the revoked key signed is refused by a device that has heard", done.stderr.strip()[-160:], done.returncode == 1)
    report.check(f"{name}: and what was on stays on", f"{len(on)} files", device.files() == on)


CHECKS = {"way": check_way, "alert": check_alert, "readers": check_readers, "kills": fleet_kill.check_kills, "player": fleet_player.check_player,
          "nudge": fleet_player.check_nudge, "station": fleet_player.check_station, "revoked": check_revoked}
EVERYWHERE = ("way", "alert", "readers", "kills")  # the rest needs files at hand, or nginx
ELSEWHERE = {"revoked": "stick"}


def run(bench, report, wanted):
    for name, check in CHECKS.items():
        if name != "way" and (name not in wanted or (name not in EVERYWHERE and bench.place.name not in (ELSEWHERE.get(name, "served"), "served"))):
            continue
        print(f"-- {bench.place.name}: {name}", flush=True)
        try:
            check(bench, report)
        except Exception:  # pylint: disable=broad-except
            report.check(f"{bench.place.name}: {name}", traceback.format_exc(), False)


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--bin", type=pathlib.Path, default=TOP / "build/release/bin")
    options.add_argument("--only", default=",".join(CHECKS), help="`way` comes always: the others need it")
    options.add_argument("--places", default=",".join(PLACES))
    options.add_argument("--kills", type=int, default=10)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--keep", action="store_true", help="leaves the folder with everything that was written")
    options = options.parse_args()
    report = Report()
    folder = pathlib.Path(tempfile.mkdtemp(prefix="crier-fleet-"))
    authority = Authority(folder, "authority")
    films = None
    for name in options.places.split(","):
        place = PLACES[name](folder, authority)
        begun = time.monotonic()
        try:
            place.start()
            report.note(f"{name} runs", f"after {time.monotonic() - begun:.1f} s")
            bench = Bench(options, folder, authority, place, films)
            films = bench.office.workspace
            run(bench, report, options.only.split(","))
        except Unavailable as error:
            report.check(f"{name} runs", error, False)
        finally:
            place.stop()
    print(f"{report.count} checks, {len(report.failed)} failed: {', '.join(report.failed) or 'none'}")
    if options.keep:
        print(folder)
    else:
        shutil.rmtree(folder, ignore_errors=True)
    return 1 if report.failed or not report.count else 0


if __name__ == "__main__":
    sys.exit(main())
