#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""switch_kiosk_test.py [--kiosk PROGRAM] [--office FOLDER]: a kiosk whose content changes, with and without somebody before it."""
import argparse
import fcntl
import os
import pathlib
import shutil
import sys
import tempfile
import unittest

TOP = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(TOP / "tests" / "bench"))
from kiosk_run import Bench, small_office  # noqa: E402

PATIENCE = 40
OPTIONS = argparse.Namespace()


class KioskSwitch(unittest.TestCase):
    def setUp(self):
        scratch = tempfile.TemporaryDirectory()
        self.addCleanup(scratch.cleanup)
        self.store = pathlib.Path(scratch.name)
        for name in ("1", "2"):
            root = self.store / "publications" / name
            shutil.copytree(OPTIONS.office, root)
            office = root / "office.toml"
            office.write_text(office.read_text(encoding="utf-8").replace('name = { zh = "', f'name = {{ zh = "{name}'), encoding="utf-8")
        self.point("1")
        self.bench = Bench(OPTIONS.kiosk, self.store / "active", 540, 960)
        self.addCleanup(self.bench.close)

    def point(self, name):
        new = self.store / "new"
        new.symlink_to(pathlib.Path("publications") / name)
        new.rename(self.store / "active")

    def is_held(self, name):
        folder = os.open(self.store / "publications" / name, os.O_RDONLY | os.O_DIRECTORY)
        try:
            fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return False
        except BlockingIOError:
            return True
        finally:
            os.close(folder)

    @staticmethod
    def reads(kiosk):
        """Which publications the kiosk's processes of visits have read."""
        found = set()
        for pid in kiosk.processes():
            words = pathlib.Path(f"/proc/{pid}/cmdline").read_text().split("\0")
            if "--visit" in words:
                found.add(pathlib.Path(words[words.index("--visit") + 3]).name)
        return found

    @staticmethod
    def switches(kiosk):
        return kiosk.log().count("content-switched")

    @staticmethod
    def office(kiosk):
        """The first letter of its name, as the home panel says it."""
        return kiosk.element("home.office")["label"][0]

    def test_a_visit_goes_on_with_its_content_and_the_next_one_has_the_new(self):
        with self.bench.kiosk() as kiosk:
            kiosk.wake(20)
            before = kiosk.panel()
            self.assertEqual(self.office(kiosk), "1")
            visit = kiosk.visit_pid()
            self.point("2")
            kiosk.wait("the switch under a visit", lambda: self.switches(kiosk) == 1, PATIENCE)
            self.assertEqual(kiosk.panel(), before)
            self.assertEqual(kiosk.visit_pid(), visit)
            self.assertEqual(self.reads(kiosk), {"1"})
            self.assertTrue(self.is_held("1"))
            kiosk.finish()
            kiosk.wait("the old content to be let go", lambda: not self.is_held("1"), PATIENCE)
            self.assertTrue(self.is_held("2"))
            kiosk.wake(20)
            self.assertEqual(self.office(kiosk), "2")
            kiosk.finish()
            # While nobody is there, the process that waits is replaced.
            kiosk.wait("a process that waits", lambda: self.reads(kiosk) == {"2"}, PATIENCE)
            self.point("1")
            kiosk.wait("the switch while nobody is there", lambda: self.switches(kiosk) == 2, PATIENCE)
            kiosk.wait("a process of the new content", lambda: self.reads(kiosk) == {"1"}, PATIENCE)
            kiosk.wait("the old content to be let go", lambda: not self.is_held("2"), PATIENCE)
            kiosk.wake(20)
            self.assertEqual(self.office(kiosk), "1")
            self.assertNotIn("not-ready", kiosk.log())
            self.assertNotIn("ended", kiosk.log())


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--kiosk", type=pathlib.Path, default=TOP / "build" / "release" / "bin" / "crier-kiosk")
    parser.add_argument("--office", type=pathlib.Path, help="a sample office; one with small films is made where none is named")
    OPTIONS, rest = parser.parse_known_args()
    OPTIONS.kiosk = OPTIONS.kiosk.resolve()
    OPTIONS.office = (OPTIONS.office or small_office(TOP)).resolve()
    unittest.main(argv=[sys.argv[0], "-v", *rest])
