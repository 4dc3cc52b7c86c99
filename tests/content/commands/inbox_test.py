#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""inbox_test.py CRIER CITIZEN: `crier inbox` and `crier figures` from a citizen's report to the answer."""
import csv
import io
import json
import pathlib
import sqlite3
import subprocess
import sys
import tempfile
import unittest

CRIER, CITIZEN = map(pathlib.Path, sys.argv[1:3])
del sys.argv[1:3]
WORDS = ("--happened", "zh=我们核实了", "--happened", "en=We looked into it", "--decided", "zh=已下架", "--decided",
         "en=Taken down", "--next", "zh=无", "--next", "en=Nothing more")


class Inbox(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.scratch = tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls.scratch.cleanup)
        cls.folder = pathlib.Path(cls.scratch.name)
        cls.office, cls.private, cls.shares = (cls.folder / name for name in ("office", "private", "shares"))
        cls.private.mkdir()
        cls.shares.mkdir()
        cls.word = cls.folder / "word"
        cls.word.write_text("four words of chance\n")
        subprocess.run([CRIER, "new", cls.office], check=True, stdout=subprocess.DEVNULL)
        subprocess.run([CRIER, "keys", "report", "new", cls.office, "--private", cls.private, "--passphrase-file", cls.word],
                       check=True, stdout=subprocess.DEVNULL)
        contact = next(cls.private.glob("contact-*.key"))
        subprocess.run([CRIER, "keys", "report", "split", contact, "--out", cls.shares, "--passphrase-file", cls.word],
                       check=True, stdout=subprocess.DEVNULL)
        cls.screen = subprocess.run(["grep", "-m1", "-oP", r'^id = "\K[^"]+', cls.office / "screens.toml"],
                                    capture_output=True, text=True).stdout.strip()
        cls.store = cls.folder / "stick"
        cls.store.mkdir()

    def setUp(self):
        self.inbox = self.folder / self.id().rsplit(".", 1)[1]
        made = self.run_crier("inbox", "new", self.inbox, "--workspace", self.office, "--private", self.private, "--store",
                              f"file://{self.store}/{self.inbox.name}")
        self.assertEqual(made.returncode, 0, made.stderr)
        (self.store / self.inbox.name).mkdir()

    def run_crier(self, *arguments):
        return subprocess.run([CRIER, *arguments], capture_output=True, text=True, timeout=120)

    def keyed(self, command, *arguments):
        return self.run_crier("inbox", command, self.inbox, *arguments, "--passphrase-file", self.word, "--as", "li")

    def good(self, result):
        self.assertEqual(result.returncode, 0, result.stderr + result.stdout)
        return result.stdout

    def file(self, text, phone=""):
        return subprocess.run([CITIZEN, "file", self.office, self.store / self.inbox.name / self.screen, text, phone],
                              check=True, capture_output=True, text=True).stdout.strip()

    def ask(self, receipt):
        return subprocess.run([CITIZEN, "ask", self.office, receipt], capture_output=True, text=True).stdout

    def history(self, sql):
        with sqlite3.connect(self.inbox / "inbox.db") as database:
            database.execute(sql)

    def test_from_the_report_to_the_answer(self):
        receipt = self.file("先垫付后消失\x1b".replace("\x1b", ""), "13800000000")
        self.assertIn("1 reports, 0 duplicates, 1 dummies", self.good(self.keyed("fetch")))
        self.assertIn("0 reports, 0 duplicates, 0 dummies, 2 known", self.good(self.keyed("fetch", "--remove")))
        self.assertEqual(list((self.store / self.inbox.name / self.screen).glob("*.envelope")), [])
        self.assertEqual(self.ask(receipt).split(), ["received"])
        self.good(self.keyed("triage", "1", "accepted"))
        self.good(self.keyed("triage", "1", "handling", "--sub", "verifying"))
        early = self.keyed("answer", "1", "--outcome", "removed", "--decided", "zh=已下架")
        self.assertEqual(early.returncode, 2)
        self.assertIn('missing in "en"', early.stderr)
        self.good(self.keyed("answer", "1", "--outcome", "removed", *WORDS))
        self.assertEqual(self.ask(receipt).split(), ["received", "accepted", "handling", "answered", "已下架"])
        shown = self.good(self.keyed("show", "1"))
        self.assertIn("先垫付后消失", shown)
        self.assertNotIn("13800000000", shown)
        listed = json.loads(self.good(self.run_crier("inbox", "list", self.inbox, "--json")))
        self.assertEqual(listed["list"][0]["outcome"], "removed")
        figures = json.loads(self.good(self.run_crier("figures", self.inbox, "--from", "2026-01-01", "--to", "2099-12-31",
                                                      "--json")))
        self.assertEqual(figures["by_category"]["fraud"]["answered"], 1)
        self.assertIn("whole", self.good(self.keyed("check")))

    def test_contact_details_need_two_people(self):
        self.file("x", "13800000000")
        self.good(self.keyed("fetch"))
        one, other = self.shares / "share-1.txt", self.shares / "share-3.txt"
        self.assertEqual(self.keyed("contact", "1", "--with", "li", "--share", one, other).returncode, 2)
        self.assertEqual(self.keyed("contact", "1", "--with", "wang", "--share", one, one).returncode, 1)
        self.assertIn("13800000000", self.good(self.keyed("contact", "1", "--with", "wang", "--share", one, other)))
        self.assertIn("li with wang", self.good(self.keyed("show", "1")))

    def test_a_broken_history_is_said(self):
        self.file("x")
        self.good(self.keyed("fetch"))
        self.good(self.keyed("triage", "1", "accepted"))
        self.history("UPDATE history SET who = 'zhao' WHERE number = 1")
        for command in (["list", self.inbox], ["overdue", self.inbox]):
            result = self.run_crier("inbox", *command)
            self.assertEqual(result.returncode, 1)
            self.assertIn("the history is broken", result.stderr)
        self.assertIn("the history is broken", self.keyed("show", "1").stderr)
        self.assertEqual(self.keyed("check").returncode, 1)

    def test_exports_are_read_by_others(self):
        self.file('=HYPERLINK("http://bad.example")')
        self.good(self.keyed("fetch"))
        rows = list(csv.DictReader(io.StringIO(self.good(self.keyed("export", "--format", "csv")))))
        self.assertEqual(rows[0]["what"], '\'=HYPERLINK("http://bad.example")')
        self.assertEqual(json.loads(self.good(self.keyed("export", "--format", "json")))[0]["places"][0]["kind"], "address")
        self.assertEqual(self.keyed("export", "--format", "xarf").returncode, 1)
        with (self.inbox / "inbox.toml").open("a") as settings:
            settings.write('[sender]\norg = "Office"\ncontact = "desk@office.example"\ndomain = "office.example"\n')
        report = json.loads(self.good(self.keyed("export", "--format", "xarf")))[0]
        self.assertEqual((report["type"], report["fraud_type"], report["source_identifier"]),
                         ("fraud", "employment", "bad.example"))

    def test_mistakes_are_told(self):
        self.assertEqual(self.run_crier("inbox").returncode, 2)
        self.assertEqual(self.run_crier("inbox", "list", self.folder / "nowhere").returncode, 1)
        self.assertEqual(self.keyed("show", "7").returncode, 1)
        with (self.inbox / "inbox.toml").open("a") as settings:
            settings.write("sotre = 1\n")
        self.assertIn("inbox.toml:5", self.run_crier("inbox", "list", self.inbox).stderr)


if __name__ == "__main__":
    unittest.main(argv=[sys.argv[0], "-v"])
