# SPDX-License-Identifier: Apache-2.0
"""What the repository's client costs: repository.py TUF_CLIENT REPOSITORY_POLL. Exits with 1 beyond a bound (issue 6,
"what it must show" 4): a poll with nothing new 1 request, 10 ms of CPU and 2 kB; a refresh of 10,000 targets after one
change 1 s and 3 MB; metadata of 50,000 targets 64 MiB of memory."""
import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "conformance"))
import client as harness  # noqa: E402
from client import Client  # noqa: E402
from relay import Relay  # noqa: E402
from repository import Repository  # noqa: E402


def fill(repository, count, change=0):
    """So many targets, by a compact file as our own writer makes it."""
    for i in range(count):
        digest = hashlib.sha256(f"{i} {change if i == 7 else 0}".encode()).hexdigest()
        repository.signed["targets"]["targets"][f"content/district-{i % 100:02}/film-{i:05}.mp4"] = {
            "length": 1_000_000 + i, "hashes": {"sha256": digest}}
    repository.signed["targets"]["version"] += 1
    compact = json.dumps(repository.document("targets"), separators=(",", ":")).encode()
    repository.put("targets", data=compact)
    repository.release("snapshot", "timestamp")
    return len(compact)


# By a small program in between: a child counts as its own the memory that its parent had when it was begun.
MEASURE = """import os, subprocess, sys, time
begun = time.monotonic()
process = subprocess.Popen(sys.argv[1:])
_, status, usage = os.wait4(process.pid, 0)
print(time.monotonic() - begun, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)
sys.exit(os.waitstatus_to_exitcode(status))
"""


def measured(command):
    """Seconds, CPU seconds and peak MiB of a program."""
    done = subprocess.run([sys.executable, "-S", "-c", MEASURE, *map(str, command)], stdout=subprocess.PIPE, text=True,
                          check=True)
    return map(float, done.stdout.split())


def refresh(client, relay):
    base = client.site.base.replace(f"http://127.0.0.1:{relay.port}", relay.address)
    relay.count = 0
    client.site.take_requests()
    seconds, cpu, memory = measured([harness.PROGRAM, "--metadata-url", base + "metadata/", "--metadata-dir",
                                     client.metadata, "refresh"])
    return seconds, cpu, memory, relay.count, client.site.take_requests()


def main():
    harness.PROGRAM, poll = map(os.path.abspath, sys.argv[1:3])
    relay = Relay(harness.SERVER.server_address[1])
    beyond = []

    def bound(what, value, most, unit):
        print(f"{what}: {value:.3g} {unit}, at most {most}", flush=True)
        if value > most:
            beyond.append(what)

    for count in (10_000, 50_000):
        repository = Repository(announced=("sha256",))
        size = fill(repository, count)
        client = Client(repository)
        client.init()
        first = refresh(client, relay)
        fill(repository, count, change=1)
        changed = refresh(client, relay)
        again = refresh(client, relay)
        print(f"{count} targets, {size / 1e6:.1f} MB: first {first[0]:.2f} s; one change {changed[0]:.2f} s, "
              f"{changed[1]:.2f} s of CPU, {changed[3] / 1e6:.2f} MB, requests {[r.split('/')[1] for r in changed[4]]}; "
              f"nothing new {again[0]:.2f} s; memory {max(first[2], changed[2], again[2]):.0f} MiB")
        if count == 10_000:
            bound("one change of 10,000 targets", changed[0], 1, "s")
            bound("one change of 10,000 targets", changed[3] / 1e6, 3, "MB")
        else:
            bound("50,000 targets", max(first[2], changed[2], again[2]), 64, "MiB")
    polls = 200
    client.site.take_requests()
    relay.count = 0
    base = client.site.base.replace(f"http://127.0.0.1:{relay.port}", relay.address)
    said = subprocess.run([poll, base + "metadata/", str(polls)], capture_output=True, text=True, check=True).stdout
    print(said, end="")
    bound("a poll with nothing new", float(said.splitlines()[1].split(", ")[1].split()[0]), 10, "ms of CPU")
    bound("a poll with nothing new", relay.count / polls / 1e3, 2, "kB")
    bound("a poll with nothing new", len(client.site.take_requests()) / polls, 1, "requests")
    sys.exit(1 if beyond else 0)


if __name__ == "__main__":
    main()
