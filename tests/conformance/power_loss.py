# SPDX-License-Identifier: Apache-2.0
"""Power cuts while tuf_client downloads: power_loss.py TUF_CLIENT [CUTS [FOLDER]]; as root, with xfsprogs and e2fsprogs.

The client writes to ext4 (noauto_da_alloc,commit=1: the least that ext4 promises) on a loop device whose backing file
lies on XFS. A cut is a reflink copy of that file, whole and at one instant: what the device had by then, without what
was still in the page cache. Each copy is mounted and looked at, then the client is run again. Run a second time with
fsync and fdatasync made empty: that must break something, or the harness finds nothing.
"""
import contextlib
import hashlib
import os
import random
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import client as harness
from client import Client
from repository import TOP, Repository

NO_SYNC = "int fsync(int f) { (void)f; return 0; }\nint fdatasync(int f) { (void)f; return 0; }\n"
NAMES = ("small", "middle", "large")


def call(*command):
    return subprocess.run(list(map(str, command)), check=True, capture_output=True, text=True).stdout.strip()


@contextlib.contextmanager
def mounted(image, folder, options=""):
    device = call("losetup", "--find", "--show", image)
    try:
        folder.mkdir(exist_ok=True)
        call("mount", *(["-o", options] if options else []), device, folder)
        try:
            yield folder
        finally:
            call("umount", folder)
    finally:
        call("losetup", "--detach", device)


def digests(contents):
    return {hashlib.sha256(content).digest() for content in contents}


class Writer(threading.Thread):
    """Publishes and downloads, one version after the other, until it is told to stop."""

    def __init__(self, client, known, library):
        super().__init__()
        self.client, self.known, self.library = client, known, library
        self.ends = threading.Event()
        self.failures = []

    def run(self):
        repository = self.client.repository
        while not self.ends.is_set():
            for name in [name for name in repository.files if name.startswith("targets/")]:
                del repository.files[name]
            for name, size in zip(NAMES, (100, 90_000, 3_000_000)):
                repository.add_target(name, os.urandom(size))
            repository.release("root", "targets", "snapshot", "timestamp")
            self.known.update(digests(repository.files.values()))
            with environment(LD_PRELOAD=self.library):
                if self.client.download(*NAMES, now=None) != 0:
                    self.failures.append(self.client.output)


@contextlib.contextmanager
def environment(**more):
    """For the programs started inside."""
    os.environ.update({name: value for name, value in more.items() if value})
    try:
        yield
    finally:
        for name in more:
            os.environ.pop(name, None)


def torn_files(root, known):
    return [str(file.relative_to(root)) for file in root.rglob("*")
            if file.is_file() and not file.name.startswith(".") and file.name != "factory_root"
            and "lost+found" not in file.parts and not digests([file.read_bytes()]) <= known]


def one_cut(base, image, client, known, library, chance):
    """Writes for a while, cuts, looks. Gives what was torn, and whether a plain rerun healed all."""
    writer = Writer(client, known, library)
    writer.start()
    time.sleep(chance.uniform(0.3, 2.5))  # where it falls is what is tried
    cut = base / "cut.img"
    call("cp", "--reflink=always", image, cut)
    writer.ends.set()
    writer.join()
    if writer.failures:
        sys.exit(f"a run without a cut failed: {writer.failures[0]}")
    with mounted(cut, base / "after") as after:
        torn = torn_files(after, known)
        again = Client(client.repository)
        again.metadata, again.targets = after / "metadata", after / "targets"
        again.site = client.site
        healed = again.download(*NAMES, now=None) == 0 and not torn_files(after, known) and all(
            again.stored(role) == client.stored(role) for role in TOP) and all(
            again.content(name) == client.content(name) for name in NAMES)
        if not healed:
            print(f"not healed: {again.output.strip()}", flush=True)
        shutil.rmtree(again.folder)
    cut.unlink()
    return torn, healed


def series(base, cuts, library, title):
    chance = random.Random(cuts)
    image = base / "disk.img"
    with open(image, "wb") as out:
        out.truncate(256 << 20)
    call("mkfs.ext4", "-q", "-F", image)
    torn_cuts = healed_cuts = 0
    with mounted(image, base / "disk", "noauto_da_alloc,commit=1") as disk:
        client = Client(Repository(announced=("sha256",)))
        client.metadata, client.targets = disk / "metadata", disk / "targets"
        known = digests(client.repository.files.values())
        # What the factory wrote was on the disk long before.
        if client.init() != 0:
            sys.exit(client.output)
        os.sync()
        for _ in range(cuts):
            torn, healed = one_cut(base, image, client, known, library, chance)
            torn_cuts += bool(torn)
            healed_cuts += healed
        shutil.rmtree(client.folder)
    image.unlink()
    print(f"{title}: {cuts} cuts, {torn_cuts} with something torn under its final name, {healed_cuts} healed by a rerun",
          flush=True)
    return torn_cuts, cuts - healed_cuts


def main():
    harness.PROGRAM = os.path.abspath(sys.argv[1])
    cuts = int(sys.argv[2]) if len(sys.argv) > 2 else 40
    with tempfile.TemporaryDirectory(dir=sys.argv[3] if len(sys.argv) > 3 else None) as folder:
        folder = Path(folder)
        (folder / "no_sync.c").write_text(NO_SYNC)
        call("cc", "-shared", "-fPIC", "-o", folder / "no_sync.so", folder / "no_sync.c")
        with open(folder / "xfs.img", "wb") as out:
            out.truncate(4 << 30)
        call("mkfs.xfs", "-q", "-m", "reflink=1", folder / "xfs.img")
        with mounted(folder / "xfs.img", folder / "xfs") as base:
            torn, lost = series(base, cuts, None, "as it is")
            control_torn, control_lost = series(base, cuts, str(folder / "no_sync.so"), "without fsync (control)")
    if not control_torn + control_lost:
        print("the control broke nothing: these cuts prove nothing")
    sys.exit(1 if torn or lost or not control_torn + control_lost else 0)


if __name__ == "__main__":
    main()
