# SPDX-License-Identifier: Apache-2.0
"""SIGKILL at every call by which tuf_client touches its folders: kill_test.py [-x] TUF_CLIENT.

strace counts the calls of a run, then kills one run at each of them. Whatever was killed, nothing torn may stand under
its final name, and one plain run afterwards makes everything right.
"""
import concurrent.futures
import os
import re
import shutil
import subprocess
import sys
import time

import client as harness
from client import Client
from repository import TOP, Repository

CALLS = ("openat", "read", "write", "fsync", "fdatasync", "rename", "renameat", "renameat2", "close", "ftruncate",
         "lseek", "unlink", "unlinkat", "mkdir", "mkdirat")


def copied(before):
    """A client with the folders of `before` as they are."""
    client = Client(before.repository)
    for folder in (before.metadata, before.targets):
        if folder.exists():
            shutil.copytree(folder, client.folder / folder.name)
    client.site.faults = before.site.faults
    return client


def command(client, names):
    words = [word for name in names for word in ("--target-name", name)]
    url = client.site.base
    return [harness.PROGRAM, "--metadata-url", url + "metadata/",
            "--metadata-dir", str(client.metadata), *words, "--target-dir", str(client.targets), "--target-base-url",
            url + "targets/", "download" if names else "refresh"]


def traced(client, names, *options):
    return subprocess.run(["strace", "-f", "-qq", "-y", *options, *command(client, names)], capture_output=True,
                          timeout=60)


def points(before, names):
    """Of each call that touches the folders: its name, and which one it is of that name."""
    client = copied(before)
    log = client.folder / "calls"
    done = traced(client, names, "-e", "trace=" + ",".join(CALLS), "-o", str(log))
    if done.returncode != 0:
        sys.exit(f"the run to be counted failed: {done.stderr.decode()}")
    counts, found = {}, []
    for line in log.read_text(errors="replace").splitlines():
        call = re.match(r"\d+ +(\w+)\(", line)
        if not call:
            continue
        counts[call[1]] = counts.get(call[1], 0) + 1
        if str(client.folder) in line:
            found.append((call[1], counts[call[1]]))
    return found


def whole(client, known, contents):
    """What is torn under a final name."""
    torn = [file.name for file in client.metadata.glob("*.json") if file.read_bytes() not in known]
    torn += [file.name for file in client.metadata.glob("root_history/*.json") if file.read_bytes() not in known]
    if client.targets.exists():
        torn += [file.name for file in client.targets.iterdir()
                 if not file.name.startswith(".") and file.read_bytes() not in contents]
    return torn


def scenario(title, before, names, known, contents):
    begun = time.monotonic()
    todo = points(before, names)

    def one(point):
        call, number = point
        client = copied(before)
        done = traced(client, names, "-e", f"inject={call}:signal=KILL:when={number}", "-o", "/dev/null")
        if done.returncode not in (-9, 137):
            return f"{call} {number} was not reached: {done.returncode}"
        torn = whole(client, known, contents)
        if torn:
            return f"{call} {number}: torn {torn}"
        healed = client.download(*names) if names else client.refresh()
        if healed != 0:
            return f"{call} {number}: not healed: {client.output}"
        wrong = [role for role in TOP if client.stored(role) != before.repository.files[before.repository.file_name(role)]]
        wrong += [name for name in names if client.content(name) != contents[-1 - names.index(name)]]
        left = [file.name for folder in (client.metadata, client.targets) if folder.exists() for file in folder.rglob(".*")]
        shutil.rmtree(client.folder)
        return f"{call} {number}: wrong {wrong}, left {left}" if wrong or left else None

    with concurrent.futures.ThreadPoolExecutor(8) as pool:
        faults = [fault for fault in pool.map(one, todo) if fault]
    for fault in faults:
        print(f"FAILED {title}: {fault}")
    print(f"{title}: {len(todo)} points, {len(todo) - len(faults)} healed, {time.monotonic() - begun:.0f} s", flush=True)
    return len(todo), len(faults)


def main():
    harness.PROGRAM = os.path.abspath(sys.argv[-1])
    repository = Repository(announced=("sha256",))
    repository.delegate("targets", "news")
    repository.add_target("kept", b"old content" * 5_000, "news")
    repository.publish()
    fresh = Client(repository)
    known = set(repository.files.values())
    results = [0, 0]
    if fresh.init() != 0:
        sys.exit(fresh.output)
    runs = [("first refresh", copied(fresh), ())]
    used = copied(fresh)
    if used.download("kept") != 0:
        sys.exit(used.output)
    for title, before, names in runs:
        results = [a + b for a, b in zip(results, scenario(title, before, names, known, []))]
    # A new root, everything of a new version, one target replaced and one fetched anew.
    contents = [b"old content" * 5_000, os.urandom(300_000), b"new content" * 70_000]
    repository.add_target("kept", contents[2], "news")
    repository.add_target("more", contents[1], "news")
    repository.release("root", "news", "targets", "snapshot", "timestamp")
    known |= set(repository.files.values())
    for title, names in (("next refresh", ()), ("download", ("kept", "more"))):
        results = [a + b for a, b in zip(results, scenario(title, used, names, known, contents))]
    print(f"{results[0] - results[1]} passed, {results[1]} failed")
    sys.exit(1 if results[1] or not results[0] else 0)


if __name__ == "__main__":
    main()
