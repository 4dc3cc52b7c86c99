#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""store_test.py [--driver PROGRAM] [--only NAME,...] [--servers NAME,...] [--long] [--seed N]

A kiosk's outbox and an office, with real stores on loopback between them: honest ones, and ones behind a proxy that does
everything wrong that a network or a thief can. Prints a line for each check with its figure; exit status 1 where one does not
hold. store_test.sh installs the servers first; most need root.
"""
import argparse
import json
import pathlib
import random
import shutil
import subprocess
import sys
import tempfile
import time
import traceback

from store_office import Kiosk, Office
from store_proxy import Proxy
from store_servers import SERVERS, Authority, Unavailable

TOP = pathlib.Path(__file__).resolve().parents[2]
SLOTS = {"slots": 256, "reserve": 32}
YEARS = 7 * 365 * 86_400


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


class Bench:
    """A server that runs, an office that looks into it, and folders for kiosks. Each part has keys of its own and
    finds the store empty."""

    def __init__(self, options, folder, authority, stranger, server):
        self.options, self.folder, self.authority, self.stranger, self.server = options, folder, authority, stranger, server
        self.driver = options.driver
        self.chance = random.Random(options.seed)

    def keys(self, name):
        folder = self.folder / f"keys-{name}"
        if not folder.exists():
            subprocess.run([self.driver, "keys", folder], check=True)
        return folder

    def office(self, part):
        """With an empty store."""
        self.server.empty()
        return Office(self.driver, self.folder / f"office-{self.server.name}-{part}", self.server.client(), self.keys(self.server.name + part))

    def kiosk(self, part, port=None, **options):
        authority = options.pop("authority", self.authority)
        return Kiosk(self.driver, self.folder / f"kiosk-{self.server.name}-{part}", self.keys(self.server.name + part), authority, self.server,
                     port, **{**SLOTS, **options})

    def proxy(self, office):
        stranger = self.keys("stranger")
        return Proxy(self.server, self.authority, self.stranger, lambda ids: office.sign(ids, stranger), self.chance.randrange(1 << 30))


def judge(report, name, kiosk, office):
    """Exactly once: what was stored arrived, nothing arrived that was not begun, and nothing twice."""
    stored, begun = kiosk.stored(), set(kiosk.begun())
    lost = set(stored) - set(office.reports)
    doubled = [number for number, ids in office.reports.items() if len(ids) != 1]
    strange = set(office.reports) - begun
    wrong = [number for number, one in stored.items() if number in office.reports and one not in {ids[1] for ids in office.reports[number]}]
    report.check(f"{name}: each report at the office exactly once",
                 f"{len(stored)} stored, {len(office.reports)} arrived, {len(lost)} lost, {len(doubled)} doubled, {len(strange) + len(wrong)} strange",
                 stored and not lost and not doubled and not strange and not wrong)
    left = set(stored.values()) & kiosk.owed()
    report.check(f"{name}: each slot freed once it was signed for", f"{len(left)} of {len(stored)} still held", not left)
    if office.trouble:
        report.note("the office's trouble", office.trouble[:3])


def told(words):
    figures = json.loads(words) if words.strip() else {}
    return ", ".join(f"{name} {value}" for name, value in figures.items())


def check_honest(bench, report):
    """Straight to the server; then with a wrong clock, a wrong password and another authority."""
    name = bench.server.name
    office = bench.office("honest")
    office.signs.set()
    kiosk = bench.kiosk("honest", reports=bench.options.reports, deadline=120).start()
    status, words = kiosk.wait()
    office.close()
    report.check(f"{name}: all acknowledged in time", told(words), status == 0)
    judge(report, name, kiosk, office)
    if bench.server.dialect == "file":
        return
    for what, options in (("a clock seven years late", {"clock_lead": -YEARS}), ("a clock seven years early", {"clock_lead": YEARS})):
        if bench.server.dialect != "s3":
            continue
        office = bench.office(what)
        office.signs.set()
        kiosk = bench.kiosk(what, reports=5, deadline=60, **options).start()
        status, words = kiosk.wait()
        office.close()
        report.check(f"{name}, {what}: all acknowledged in time", told(words), status == 0)
    for what, options in (("a wrong password", {"password": "wrong"}), ("another authority", {"authority": bench.stranger})):
        office = bench.office(what)
        office.signs.set()
        kiosk = bench.kiosk(what, reports=5, deadline=3, **options).start()
        status, words = kiosk.wait()
        office.close()
        held = len(set(kiosk.stored().values()) & kiosk.owed())
        report.check(f"{name}, {what}: nothing arrives and nothing is lost",
                     f"{held} of 5 held, {office.count()} arrived; {dict(kiosk.trouble().most_common(1))}",
                     status == 1 and held == 5 and office.count() == 0)


def check_lies(bench, report):
    """Through the proxy. The office is silent first: whatever frees a slot then is forged."""
    name, reports = f"{bench.server.name} behind the lying proxy", bench.options.reports
    office = bench.office("lies")
    proxy = bench.proxy(office)
    kiosk = bench.kiosk("lies", proxy.port, reports=reports, deadline=bench.options.deadline).start()
    silent = min(reports, 100)
    freed = set()
    while kiosk.process.poll() is None and (len(kiosk.stored()) < silent or proxy.forged() < 10):
        time.sleep(0.5)
        freed |= kiosk.freed_unsigned(office)
    report.check(f"{name}: no slot freed by {proxy.forged()} forged acknowledgements while the office was silent",
                 f"{len(freed)} of {len(kiosk.stored())} reports", not freed and kiosk.stored() and proxy.forged() >= 10)
    office.signs.set()
    while kiosk.process.poll() is None:
        time.sleep(0.5)
        freed |= kiosk.freed_unsigned(office)
    status, words = kiosk.wait()
    proxy.close()
    office.close()
    report.check(f"{name}: all acknowledged in time", told(words), status == 0)
    report.check(f"{name}: nor while it signed", f"{proxy.forged()} forged acknowledgements in all, {len(freed)} slots freed by them", not freed)
    judge(report, name, kiosk, office)
    missing = proxy.kinds() - set(proxy.faults)
    honest = sum(count for kind, count in proxy.faults.items() if kind.endswith(": honest") and not kind.startswith("connection"))
    report.check(f"{name}: every fault was met", f"{len(proxy.kinds())} kinds, {sum(proxy.faults.values()) - honest} times; never: {missing or 'none'}",
                 not missing)
    report.check(f"{name}: nothing read through a wrong certificate", f"{proxy.read_by_a_stranger} bytes", proxy.read_by_a_stranger == 0)
    report.note("what the kiosk met", dict(kiosk.trouble().most_common(8)))
    report.note("objects that were no envelopes, each time they were looked at", office.bad)
    if proxy.trouble:
        report.note("the proxy's own trouble", proxy.trouble[:3])


def check_kills(bench, report):
    """The kiosk killed at random points while it files and sends through the proxy, then left alone."""
    name = f"{bench.server.name}, kiosk killed"
    office = bench.office("kills")
    office.signs.set()
    proxy = bench.proxy(office)
    kiosk = bench.kiosk("kills", proxy.port, file_every=15, deadline=bench.options.deadline)
    freed, in_flight = set(), 0
    for _ in range(bench.options.kills):
        begun = kiosk.begun()
        kiosk.start(first=begun[-1] + 1 if begun else 0, reports=100_000)
        time.sleep(bench.chance.uniform(0.02, 1.2))
        in_flight += proxy.busy > 0
        kiosk.kill()
        if (kiosk.folder / "outbox" / "outbox.db").exists():
            freed |= kiosk.freed_unsigned(office)
    killed = len(kiosk.stored())
    kiosk.start(first=kiosk.begun()[-1] + 1, reports=5)
    status, words = kiosk.wait()
    proxy.close()
    office.close()
    report.check(f"{name} {bench.options.kills} times: all acknowledged in time", f"{killed} stored before; then {told(words)}", status == 0)
    report.check(f"{name}: also with a request on its way", f"{in_flight} times; {len(kiosk.begun()) - len(kiosk.stored())} reports begun and not known "
                 "to be stored", in_flight > 0)
    report.check(f"{name}: no slot freed without the office", f"{len(freed)}", not freed)
    judge(report, name, kiosk, office)


CHECKS = {"honest": check_honest, "lies": check_lies, "kills": check_kills}


def run(bench, report, names):
    for name in names:
        is_wanted = {"honest": True, "lies": bench.server.is_lied_about, "kills": bench.server.name == "nginx"}[name]
        if not is_wanted:
            continue
        print(f"-- {bench.server.name}: {name}", flush=True)
        try:
            CHECKS[name](bench, report)
        except Exception:  # pylint: disable=broad-except
            report.check(f"{bench.server.name}: {name}", traceback.format_exc(), False)


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--driver", type=pathlib.Path, default=TOP / "build" / "dev" / "bin" / "upload-driver")
    options.add_argument("--only", default=",".join(CHECKS))
    options.add_argument("--servers", default=",".join(SERVERS))
    options.add_argument("--long", action="store_true", help="a thousand reports through the proxy; else fifty")
    options.add_argument("--kills", type=int, default=50)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--keep", action="store_true", help="leaves the folder with everything that was written")
    options = options.parse_args()
    options.reports, options.deadline = (1000, 1800) if options.long else (50, 300)
    report = Report()
    folder = pathlib.Path(tempfile.mkdtemp(prefix="crier-stores-"))
    authority, stranger = Authority(folder, "authority"), Authority(folder, "stranger")
    for name in options.servers.split(","):
        server = SERVERS[name](folder, authority)
        began = time.monotonic()
        try:
            server.start()
            report.note(f"{name} runs", f"after {time.monotonic() - began:.1f} s")
            run(Bench(options, folder, authority, stranger, server), report, options.only.split(","))
        except Unavailable as error:
            report.check(f"{name} runs", error, False)
        finally:
            server.stop()
    print(f"{report.count} checks, {len(report.failed)} failed: {', '.join(report.failed) or 'none'}")
    if options.keep:
        print(folder)
    else:
        shutil.rmtree(folder, ignore_errors=True)
    return 1 if report.failed or not report.count else 0


if __name__ == "__main__":
    sys.exit(main())
