# SPDX-License-Identifier: Apache-2.0
"""An office behind a kiosk under test: a workspace with keys of its own, a store in a folder, and an inbox; all by `crier`."""
import json
import os
import pathlib
import shutil
import subprocess
import tempfile

from kiosk_run import SCREEN

PASSPHRASE = "correct horse battery staple"


def link_or_copy(source, target):
    try:
        os.link(source, target)
    except OSError:  # on another disk
        shutil.copy2(source, target)


class Office:
    """Its workspace is the bench's sample office with newly made keys."""

    def __init__(self, bench):
        self.crier_program, self.driver = bench.program.with_name("crier"), bench.program.with_name("upload-driver")
        for program in (self.crier_program, self.driver):
            if not program.exists():
                raise SystemExit(f"kiosk_office.py: build {program.name} beside {bench.program}")
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="crier-office-"))
        self.workspace, self.store, self.inbox = (self.folder / name for name in ("workspace", "store", "inbox"))
        shutil.copytree(bench.office, self.workspace, copy_function=link_or_copy, ignore=shutil.ignore_patterns("keys", "answers"))
        self._private, self._passphrase = self.folder / "private", self.folder / "passphrase"
        self._private.mkdir()
        (self.store / SCREEN).mkdir(parents=True)  # a kiosk makes none, for where nothing is mounted it would write to its own disk
        self._passphrase.write_text(PASSPHRASE + "\n", encoding="utf-8")
        self.crier("keys", "report", "new", self.workspace, "--private", self._private, "--passphrase-file", self._passphrase)
        self.crier("inbox", "new", self.inbox, "--workspace", self.workspace, "--private", self._private, "--store", self.address)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        shutil.rmtree(self.folder, ignore_errors=True)

    @property
    def address(self):
        return f"file://{self.store}"

    def crier(self, *words):
        """What it says."""
        done = subprocess.run([self.crier_program, *map(str, words)], capture_output=True, text=True, check=False)
        if done.returncode != 0:
            raise RuntimeError(f"crier {' '.join(map(str, words))}: {done.returncode}: {done.stderr[-600:]}")
        return done.stdout

    def desk(self, command, *words):
        return self.crier("inbox", command, self.inbox, *words, "--passphrase-file", self._passphrase)

    def fetch(self, *words):
        return self.desk("fetch", "--device", SCREEN, *words)

    def list(self):
        return json.loads(self.crier("inbox", "list", self.inbox, "--json", "--most", 1000))["list"]

    def export(self):
        """All of every report but contact details."""
        return json.loads(self.desk("export", "--format", "json"))

    def drain(self, outbox):
        """Of a kiosk that does not run; its figures."""
        told = subprocess.run([self.driver, "drain", f"--workspace={self.workspace}", f"--outbox={outbox}", f"--address={self.address}",
                               f"--device={SCREEN}"], capture_output=True, text=True, check=False)
        if told.returncode != 0:
            raise RuntimeError(f"upload-driver drain: {told.stderr[-600:]}")
        return json.loads(told.stdout)

    def answers(self, receipts):
        """receipt -> what its last step says has happened, by language; None where it opens nothing."""
        told = subprocess.run([self.driver, "answers", self.workspace], input="".join(one + "\n" for one in receipts), capture_output=True,
                              text=True, check=True).stdout
        found = {}
        for line in told.splitlines():
            receipt, language, *words = line.split(" ", 2)
            if language == "-":
                found[receipt] = None
            else:
                found.setdefault(receipt, {})[language] = words[0]
        return found
