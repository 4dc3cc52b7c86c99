#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""keys_test.py CRIER: `crier keys report` from the first key to the drill with what was combined of two shares."""
import pathlib
import stat
import subprocess
import sys
import tempfile
import unittest

CRIER = pathlib.Path(sys.argv.pop(1))


class Keys(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.scratch = tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls.scratch.cleanup)
        cls.folder = pathlib.Path(cls.scratch.name)
        cls.office, cls.private = cls.folder / "office", cls.folder / "private"
        cls.private.mkdir()
        cls.word = cls.folder / "word"
        cls.word.write_text("four words of chance\n")
        subprocess.run([CRIER, "new", cls.office], check=True, stdout=subprocess.DEVNULL)
        cls.made = cls.keys("new", cls.office, "--private", cls.private)

    @classmethod
    def keys(cls, *arguments, word=None):
        return subprocess.run([CRIER, "keys", "report", *arguments, "--passphrase-file", word or cls.word],
                              capture_output=True, text=True)

    def key(self, purpose):
        return next(self.private.glob(f"{purpose}-*.key"))

    def test_new_keys_are_published_and_the_private_ones_are_their_owners(self):
        self.assertEqual(self.made.returncode, 0, self.made.stderr)
        self.assertEqual(len(list((self.office / "keys").glob("report-*.toml"))), 1)
        self.assertEqual(len(list(self.private.glob("*.key"))), 3)
        for file in self.private.glob("*.key"):
            self.assertEqual(stat.S_IMODE(file.stat().st_mode), 0o600)
        self.assertNotIn("keys/", subprocess.run([CRIER, "check", self.office], capture_output=True, text=True).stdout)

    def test_the_drill_passes_with_the_right_keys_only(self):
        good = self.keys("drill", self.office, self.key("report"), self.key("contact"))
        self.assertEqual(good.returncode, 0, good.stderr)
        self.assertEqual(self.keys("drill", self.office, self.key("contact"), self.key("report")).returncode, 1)
        wrong = self.folder / "wrong"
        wrong.write_text("some other words\n")
        bad = self.keys("drill", self.office, self.key("report"), self.key("contact"), word=wrong)
        self.assertEqual(bad.returncode, 1)
        self.assertIn("the passphrase is wrong", bad.stderr)

    def test_two_of_three_shares_give_the_key_back(self):
        shares = self.folder / "shares"
        shares.mkdir()
        split = self.keys("split", self.key("report"), "--out", shares)
        self.assertEqual(split.returncode, 0, split.stderr)
        again = self.folder / "again.key"
        combined = self.keys("combine", shares / "share-3.txt", shares / "share-1.txt", "--out", again)
        self.assertEqual(combined.returncode, 0, combined.stderr)
        drill = self.keys("drill", self.office, again, self.key("contact"))
        self.assertEqual(drill.returncode, 0, drill.stderr)
        same = self.keys("combine", shares / "share-3.txt", shares / "share-3.txt", "--out", self.folder / "no.key")
        self.assertEqual(same.returncode, 1)
        over = self.keys("combine", shares / "share-3.txt", shares / "share-2.txt", "--out", again)
        self.assertIn("no key is overwritten", over.stderr)

    def test_a_short_passphrase_is_refused(self):
        short = self.folder / "short"
        short.write_text("1234\n")
        refused = self.keys("new", self.office, "--private", self.folder, word=short)
        self.assertEqual(refused.returncode, 1)
        self.assertIn("shorter than 12", refused.stderr)
        self.assertEqual(list(self.folder.glob("*.key")), [path for path in [self.folder / "again.key"] if path.exists()])

    def test_wrong_usage_says_so(self):
        self.assertEqual(subprocess.run([CRIER, "keys"], capture_output=True).returncode, 2)
        self.assertEqual(self.keys("split").returncode, 2)


if __name__ == "__main__":
    unittest.main(argv=[sys.argv[0], "-v"])
