# SPDX-License-Identifier: Apache-2.0
"""Drives tuf_client by the command line of the public conformance suite, and runs the tests of a file side by side."""
import concurrent.futures
import json
import os
import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

from repository import NOW, Repository, quoted
from server import Server

SERVER = Server()
FOLDER = tempfile.TemporaryDirectory(prefix="tuf-")  # of all clients; goes when the program ends
PATIENCE = 110  # seconds that a client may take before it counts as hanging


class Client:
    """One client of one repository with folders of its own."""

    def __init__(self, repository, name="a test/of%ours"):
        self.repository = repository
        self.folder = Path(tempfile.mkdtemp(dir=FOLDER.name))
        self.metadata = self.folder / "metadata"
        self.targets = self.folder / "targets"
        self.site = SERVER.add(f"{quoted(name)}-{self.folder.name}", repository.files)
        self.requests = []
        self.output = ""

    def run(self, *arguments, now=NOW):
        """The exit code. Anything but 0 and 1 is a failure of the test."""
        command = [PROGRAM, *map(str, arguments)]
        if now is not None:
            command = ["faketime", "-f", now.strftime("@%Y-%m-%d %H:%M:%S"), *command]
        environment = dict(os.environ, TZ="UTC", NO_FAKE_STAT="1",
                           ASAN_OPTIONS="verify_asan_link_order=0:exitcode=99")
        self.site.take_requests()
        while True:
            done = subprocess.run(command, env=environment, capture_output=True, text=True, errors="replace",
                                  timeout=PATIENCE)
            # It names what it shares by its process id; one that was killed may have left that name behind.
            if not done.stderr.startswith("faketime: sem_open: File exists"):
                break
        self.requests = self.site.take_requests()
        self.output = done.stdout + done.stderr
        if done.returncode not in (0, 1):
            raise AssertionError(f"exit code {done.returncode}: {self.output}")
        return done.returncode

    def init(self, root=None):
        file = self.folder / "trusted root"
        file.write_bytes(self.repository.root if root is None else root)
        return self.run("--metadata-dir", self.metadata, "init", file)

    def refresh(self, now=NOW):
        return self.run("--metadata-url", self.site.base + "metadata/", "--metadata-dir", self.metadata, "refresh",
                        now=now)

    def download(self, *names, now=NOW):
        wanted = [word for name in names for word in ("--target-name", name)]
        return self.run("--metadata-url", self.site.base + "metadata/", "--metadata-dir", self.metadata, *wanted,
                        "--target-dir", self.targets, "--target-base-url", self.site.base + "targets/", "download",
                        now=now)

    def stored(self, role):
        """The bytes that the client trusts; None where it trusts none."""
        name = quoted(role)
        name = "%2E" + name[1:] if name.startswith(".") else name
        file = self.metadata / (name + ".json")
        return file.read_bytes() if file.exists() else None

    def content(self, name):
        file = self.targets / quoted(name)
        return file.read_bytes() if file.exists() else None

    def metadata_files(self):
        return sorted(file.name for file in self.metadata.glob("*.json"))


class Case(unittest.TestCase):
    """Assertions that say what the client said."""

    def client(self, repository=None, init=True):
        client = Client(repository or Repository())
        if init:
            self.assertEqual(client.init(), 0, client.output)
            self.assertEqual(client.requests, [])
        return client

    def succeeds(self, client, **options):
        self.assertEqual(client.refresh(**options), 0, client.output)

    def fails(self, client, **options):
        self.assertEqual(client.refresh(**options), 1, "the client should have refused this")

    def fetches(self, client, *names, **options):
        self.assertEqual(client.download(*names, **options), 0, client.output)

    def refuses(self, client, *names, **options):
        self.assertEqual(client.download(*names, **options), 1, "the client should have refused this")

    def asked(self, client, *files):
        self.assertEqual(client.requests, ["metadata/" + file for file in files])

    def trusts(self, client, role):
        """The stored bytes are those of the repository."""
        self.assertEqual(client.stored(role), client.repository.files[client.repository.file_name(role)], role)

    def trusts_version(self, client, role, version):
        self.assertEqual(json.loads(client.stored(role))["signed"]["version"], version)

    def keeps(self, client, **before):
        for role, data in before.items():
            self.assertEqual(client.stored(role), data, role)


def table(rows):
    """A decorator: one test for each row, named by the row's first cell."""

    def wrap(function):
        function.rows = rows
        return function

    return wrap


def expand(case):
    """A decorator of classes: makes tests of tables."""
    for name, function in list(vars(case).items()):
        for row in getattr(function, "rows", ()):
            slug = "".join(c if c.isalnum() else "_" for c in str(row[0]))
            assert not hasattr(case, f"{name}_{slug}"), slug
            setattr(case, f"{name}_{slug}", lambda self, f=function, r=row: f(self, *r[1:]))
        if getattr(function, "rows", None):
            delattr(case, name)
    return case


def main(module="__main__"):
    """FILE.py [-x] PROGRAM [PART...]: runs the tests, or those with a PART in their names, many at a time; with -x only
    up to the first that fails."""
    global PROGRAM
    ends_early = sys.argv[1] == "-x"
    if ends_early:
        del sys.argv[1]
    PROGRAM = os.path.abspath(sys.argv[1])
    suite = unittest.defaultTestLoader.loadTestsFromModule(sys.modules[module])
    tests = [test for group in suite for test in group
             if len(sys.argv) == 2 or any(part in test.id() for part in sys.argv[2:])]
    # The slow ones wait for the client to lose patience: they begin first.
    tests.sort(key=lambda test: "slow" not in test.id())
    failed = []

    def run(test):
        result = unittest.TestResult()
        test.run(result)
        return test, [text for _, text in result.errors + result.failures]

    with concurrent.futures.ThreadPoolExecutor(WORKERS) as pool:
        for done in concurrent.futures.as_completed([pool.submit(run, test) for test in tests]):
            test, texts = done.result()
            for text in texts:
                failed.append(test.id())
                print(f"FAILED {test.id()}\n{text}", flush=True)
                if ends_early:
                    shutil.rmtree(FOLDER.name, ignore_errors=True)  # others still write there
                    os._exit(1)
    print(f"{len(tests) - len(set(failed))} passed, {len(set(failed))} failed")
    sys.exit(1 if failed or not tests else 0)


WORKERS = 12
PROGRAM = None
