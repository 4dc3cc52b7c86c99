#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""fleet.py: ten thousand screens, each with the player's own Receiver, and one nginx on this machine (packaging/FLEET.md).

A small office is published by `crier`, the screens fetch it, poll, and hear of alerts: by polling, by a nudge to all at one
instant, by nudges over some seconds. Then the time between two polls is divided until something gives. Times to know count
from timestamp.json's replacement to the verified alert in the folder that a player watches."""
import argparse
import json
import os
import pathlib
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time

TOP = pathlib.Path(__file__).resolve().parents[2]
BIN = TOP / "build/release/bin"
HOST = "127.0.0.1"
POLL_MS = 30_000
PEOPLE = (("root", "A"), ("root", "G"), ("first-review", "B"), ("second-review", "C"), ("final-review", "D"), ("alert", "E"), ("alert", "F"),
          ("online", "machine"))
ALERT = """<?xml version="1.0" encoding="UTF-8"?><alert xmlns="urn:oasis:names:tc:emergency:cap:1.2">
<identifier>{name}</identifier><sender>office@example.org</sender><sent>2026-11-29T08:00:00+08:00</sent>
<status>Actual</status><msgType>Alert</msgType><scope>Public</scope><info><language>zh-CN</language>
<category>Met</category><event>暴雨</event><urgency>Immediate</urgency><severity>Severe</severity>
<certainty>Observed</certainty><headline>暴雨橙色预警</headline><area><areaDesc>本市</areaDesc></area></info></alert>"""


class Office:
    """Keys, trust and a publication that three ranks have signed."""

    def __init__(self, folder):
        self.folder, self.repository, self.root = folder, folder / "repository", folder / "root.json"
        self.repository.mkdir()
        (folder / "keys").mkdir()
        (folder / "word").write_text("four words of chance\n")
        office = folder / "office"
        self.crier("new", office)
        for role, name in PEOPLE:
            self.crier("keys", "new", office, "--role", role, "--name", name, "--private", folder / "keys", *self.word())
        self.crier("keys", "trust", office, "--to", self.repository, *self.signed("root-A", "root-G"))
        self.crier("keys", "root", self.repository, "--export", self.root)
        self.crier("publish", office, "--to", self.repository, *self.signed("first-review-B", "second-review-C", "final-review-D"))
        # nginx's workers may be another user's.
        subprocess.run(["chmod", "-R", "a+rX", self.repository], check=True)

    def crier(self, *words):
        environment = dict(os.environ, XDG_STATE_HOME=str(self.folder / "state"), XDG_CACHE_HOME=str(self.folder / "cache"))
        done = subprocess.run([BIN / "crier", *map(str, words)], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                              env=environment, check=False)
        if done.returncode:
            raise SystemExit(f"crier {words[:3]}: {done.stdout}")

    def word(self):
        return ["--passphrase-file", self.folder / "word"]

    def signed(self, *keys):
        named = [word for key in keys for word in ("--as", self.folder / f"keys/{key}.key")]
        return [*named, "--online", self.folder / "keys/online-machine.key", *self.word()]

    def alert(self, name):
        """The moment at which it became active."""
        file = self.folder / name
        file.write_text(ALERT.format(name=name))
        self.crier("publish", "alert", file, "--to", self.repository, *self.signed("alert-E", "alert-F"))
        return (self.repository / "metadata/timestamp.json").stat().st_ctime


class Nginx:
    """One nginx with two workers; its access log, one line a request, is where requests and bytes are counted."""

    def __init__(self, folder, root, tls=None, connections=19_000):
        self.log = folder / "access.log"
        with socket.create_server((HOST, 0)) as free:
            self.port = free.getsockname()[1]
        paths = " ".join(f"{kind}_temp_path {folder}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
        listen = f"listen {HOST}:{self.port} backlog=4096"
        secure = f"{listen} ssl; ssl_certificate {tls[0]}; ssl_certificate_key {tls[1]};" if tls else f"{listen};"
        conf = folder / "nginx.conf"
        conf.write_text(f"""{"user root;" if os.getuid() == 0 else ""}
daemon off; worker_processes 2; pid {folder}/nginx.pid; error_log {folder}/error.log warn;
worker_rlimit_nofile {connections + 500};
events {{ worker_connections {connections}; }}
http {{
  {paths} default_type application/octet-stream;
  log_format counted '$msec $status $request_length $bytes_sent $connection $uri';
  access_log {self.log} counted buffer=256k flush=1s;
  server {{ {secure} root {root}; include {TOP}/tests/bench/fleet_nginx.conf; }}
}}
""", encoding="utf-8")
        self.process = subprocess.Popen(["nginx", "-p", folder, "-c", conf, "-e", folder / "error.log"])
        for _ in range(100):
            with socket.socket() as one:
                if one.connect_ex((HOST, self.port)) == 0:
                    break
            time.sleep(0.1)
        self.address = f"http{'s' if tls else ''}://{HOST}:{self.port}"

    def pids(self):
        return [self.process.pid, *children(self.process.pid)]

    def requests(self, begin, end):
        """(moment, status, bytes in, bytes out, connection, path) of the log from `begin` to `end`."""
        time.sleep(1.5)  # for the log's own buffer
        found = []
        with open(self.log, encoding="utf-8") as lines:
            for line in lines:
                moment, status, got, sent, connection, path = line.split(" ", 5)
                if begin <= float(moment) < end:
                    found.append((float(moment), int(status), int(got), int(sent), connection, path.strip()))
        return found

    def stop(self):
        self.process.terminate()
        self.process.wait()


def children(pid):
    return [int(one) for one in pathlib.Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def cpu(pids):
    ticks = 0
    for pid in pids:
        fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
        ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def memory_mb(pids):
    """Proportional: the workers share most of theirs."""
    sizes = (re.search(r"^Pss:\s+(\d+)", pathlib.Path(f"/proc/{pid}/smaps_rollup").read_text(), re.M) for pid in pids)
    return sum(int(size.group(1)) for size in sizes) / 1024


class Fleet:
    """Processes of at most `each` screens: a process may open so many files only."""

    def __init__(self, folder, office, nginx, screens, poll_ms, ramp_ms, each=2000):
        self.screens = screens
        self.log = open(folder / "fleet.log", "a", encoding="utf-8")
        self.parts = []
        for first in range(0, screens, each):
            stores = folder / f"stores-{first}"
            stores.mkdir(exist_ok=True)
            self.parts.append(subprocess.Popen(
                [BIN / "fleet-simulation", nginx.address, office.root, stores, str(min(each, screens - first)), str(poll_ms),
                 str(ramp_ms)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self.log, text=True))

    def pids(self):
        return [part.pid for part in self.parts]

    def order(self, text):
        for part in self.parts:
            part.stdin.write(text + "\n")
            part.stdin.flush()

    def report(self, alert="-"):
        self.order(f"report {alert}")
        answers = [json.loads(part.stdout.readline()) for part in self.parts]
        reasons = [one["reason"] for one in answers if one["reason"]]
        return {"active": sum(one["active"] for one in answers), "stale": sum(one["stale"] for one in answers),
                "reason": reasons[0] if reasons else "", "known": sorted(moment for one in answers for moment in one["known"])}

    def wait(self, what, is_there, seconds, alert="-"):
        end = time.monotonic() + seconds
        while True:
            report = self.report(alert)
            if is_there(report):
                return report
            if time.monotonic() > end:
                print(f"  {what}: not within {seconds} s: {report['active']} active, {report['stale']} stale, "
                      f"{len(report['known'])} know; {report['reason']}")
                return report
            time.sleep(1)

    def stop(self):
        for part in self.parts:
            part.stdin.close()
        for part in self.parts:
            part.wait()
        self.log.close()


class Watch:
    """What nginx and the fleet did between its beginning and `tell`."""

    def __init__(self, nginx, fleet):
        self.nginx, self.fleet, self.begin = nginx, fleet, time.time()
        self.before = cpu(nginx.pids()), cpu(fleet.pids())

    def tell(self, what):
        seconds, end = time.time() - self.begin, time.time()
        served, lived = (after - before for after, before in zip((cpu(self.nginx.pids()), cpu(self.fleet.pids())), self.before))
        requests = self.nginx.requests(self.begin, end)
        count = max(len(requests), 1)
        each_second = {}
        for moment, _, got, sent, _, _ in requests:
            total = each_second.setdefault(int(moment - self.begin), [0, 0])
            total[0] += 1
            total[1] += got + sent
        busiest = max(each_second.values(), default=[0, 0])
        statuses = {status: sum(1 for one in requests if one[1] == status) for status in sorted({one[1] for one in requests})}
        print(f"{what}: {seconds:.0f} s, {count} requests, {count / seconds:.0f} a second, {statuses}; "
              f"{sum(one[2] for one in requests) / count:.0f} B asked and {sum(one[3] for one in requests) / count:.0f} B answered each; "
              f"busiest second {busiest[0]} requests, {busiest[1] * 8 / 1e6:.1f} Mbit/s; over {len({one[4] for one in requests})} connections\n"
              f"  nginx {served:.1f} s of CPU, {served / count * 1e6:.0f} us a request, {served / seconds * 100:.0f} % of one core, "
              f"{memory_mb(self.nginx.pids()):.0f} MB; fleet {lived:.1f} s of CPU, {lived / seconds * 100:.0f} % of one core; "
              f"load {os.getloadavg()[0]:.1f}", flush=True)


def tell_known(begin, report, screens):
    known = [moment - begin for moment in report["known"]]
    if not known:
        return print("  nobody knows")
    at = lambda share: known[min(int(share * len(known)), len(known) - 1)]  # noqa: E731
    print(f"  {len(known)} of {screens} know: half after {at(.5):.2f} s, 99 % after {at(.99):.2f} s, the last after {known[-1]:.2f} s; "
          f"{report['stale']} stale {report['reason']}", flush=True)
    return None


def alert(name, office, nginx, fleet, spread_ms=None):
    watch = Watch(nginx, fleet)
    begin = office.alert(f"{name}.xml")
    if spread_ms is not None:
        fleet.order(f"nudge {spread_ms}")
    report = fleet.wait("alert", lambda one: len(one["known"]) == fleet.screens, 120, f"{name}.xml")
    watch.begin = begin
    watch.tell(f"alert {name}")
    tell_known(begin, report, fleet.screens)


def real_time(arguments, folder, office, nginx):
    fleet = Fleet(folder, office, nginx, arguments.screens, POLL_MS, arguments.ramp * 1000)
    watch = Watch(nginx, fleet)
    fleet.wait("first publication", lambda one: one["active"] == arguments.screens, 300)
    watch.tell("first publication")
    time.sleep(POLL_MS * 1.2 / 1000)  # until nobody's rhythm is the ramp's
    watch = Watch(nginx, fleet)
    time.sleep(arguments.steady)
    watch.tell("polling")
    alert("polled", office, nginx, fleet)
    for seconds in arguments.spreads:
        alert(f"nudged-{seconds}", office, nginx, fleet, int(seconds * 1000))
        time.sleep(5)
    fleet.stop()


def compressed(arguments, folder, office, nginx):
    for divisor in arguments.compress:
        fleet = Fleet(folder, office, nginx, arguments.screens, POLL_MS // divisor, 10_000)
        fleet.wait("restart", lambda one: one["active"] == arguments.screens, 120)
        time.sleep(5)
        watch = Watch(nginx, fleet)
        time.sleep(20)
        watch.tell(f"polling {divisor} times as often, {arguments.screens * divisor * 1000 / POLL_MS:.0f} a second asked")
        alert(f"compressed-{divisor}", office, nginx, fleet)
        fleet.stop()


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--screens", type=int, default=10_000)
    parser.add_argument("--steady", type=int, default=120, help="seconds of polling that are measured")
    parser.add_argument("--ramp", type=int, default=60, help="seconds over which the screens begin")
    parser.add_argument("--spreads", type=float, nargs="*", default=[0, 1, 2, 5], help="seconds over which nudges are spread")
    parser.add_argument("--compress", type=int, nargs="*", default=[5, 10, 20], help="how many times as often to poll")
    parser.add_argument("--connections", type=int, default=19_000, help="that each of nginx's two workers may have open")
    arguments = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # what lies in memory goes all the same
    folder = pathlib.Path(tempfile.mkdtemp(prefix="crier-fleet-", dir="/dev/shm"))
    folder.chmod(0o755)
    nginx = None
    try:
        office = Office(folder)
        nginx = Nginx(folder, office.repository, connections=arguments.connections)
        real_time(arguments, folder, office, nginx)
        compressed(arguments, folder, office, nginx)
    finally:
        if nginx:
            nginx.stop()
            print((folder / "error.log").read_text()[-2000:] + (folder / "fleet.log").read_text()[-2000:])
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
