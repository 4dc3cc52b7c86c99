#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""publish_test.py CRIER: a repository from the first key to content on screens, an alert, and a rollback, as the pages tell it."""
import hashlib
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import unittest

CRIER = pathlib.Path(sys.argv.pop(1)).resolve()
PEOPLE = (("root", "Root-A"), ("root", "Root-B"), ("first-review", "First"), ("second-review", "Second"),
          ("final-review", "Final"), ("alert", "Duty-A"), ("alert", "Duty-B"), ("online", "machine"))
ALERT = """<?xml version="1.0" encoding="UTF-8"?><alert xmlns="urn:oasis:names:tc:emergency:cap:1.2">
<identifier>storm-1</identifier><sender>office@example.org</sender><sent>2026-11-29T08:00:00+08:00</sent>
<status>Actual</status><msgType>Alert</msgType><scope>Public</scope><info><language>zh-CN</language>
<category>Met</category><event>暴雨</event><urgency>Immediate</urgency><severity>Severe</severity>
<certainty>Observed</certainty><headline>暴雨橙色预警</headline><area><areaDesc>本市</areaDesc></area></info></alert>"""


class Publish(unittest.TestCase):
    def setUp(self):
        scratch = tempfile.TemporaryDirectory()
        self.addCleanup(scratch.cleanup)
        self.folder = pathlib.Path(scratch.name)
        self.office, self.private, self.repository = (self.folder / name for name in ("office", "private", "repository"))
        self.private.mkdir()
        self.repository.mkdir()
        self.word = self.folder / "word"
        self.word.write_text("four words of chance\n")
        self.environment = dict(os.environ, XDG_STATE_HOME=str(self.folder / "state"),
                                XDG_CACHE_HOME=str(self.folder / "cache"))
        self.crier("new", self.office)

    def run_crier(self, *arguments, given=""):
        return subprocess.run([CRIER, *map(str, arguments)], capture_output=True, text=True, env=self.environment,
                              input=given)

    def crier(self, *arguments, given=""):
        done = self.run_crier(*arguments, given=given)
        self.assertEqual(done.returncode, 0, f"{arguments}: {done.stdout}{done.stderr}")
        return done.stdout

    def key(self, role, name):
        return self.private / f"{role}-{name}.key"

    def signed(self, *keys, online=False):
        words = [word for key in keys for word in ("--as", self.key(*key))]
        if online:
            words += ["--online", self.key("online", "machine")]
        return words + ["--passphrase-file", self.word]

    def begin(self):
        for role, name in PEOPLE:
            self.crier("keys", "new", self.office, "--role", role, "--name", name, "--private", self.private,
                       "--passphrase-file", self.word)
        self.crier("keys", "list", self.office)
        self.crier("keys", "trust", self.office, "--to", self.repository,
                   *self.signed(("root", "Root-A"), ("root", "Root-B"), online=True))

    def active_version(self):
        snapshots = sorted((self.repository / "metadata").glob("*.snapshot.json"),
                           key=lambda path: int(path.name.split(".")[0]))
        files = json.loads(snapshots[-1].read_text())["signed"]["meta"]
        return files.get("first-review.json", {}).get("version", 0)

    def status(self, code=0):
        done = self.run_crier("status", self.repository, "--json")
        self.assertEqual(done.returncode, code, done.stdout + done.stderr)
        return json.loads(done.stdout)

    def test_the_pages_way(self):
        self.begin()
        factory = self.folder / "root.json"
        self.crier("keys", "root", self.repository, "--export", factory)
        self.assertEqual(factory.read_bytes(), (self.repository / "metadata/1.root.json").read_bytes())

        said = self.crier("publish", self.office, "--to", self.repository, "--message", "a first try",
                          *self.signed(("first-review", "First")))
        self.assertIn("screen-01: is new", said)
        self.assertIn("content 1 waits for: second-review (1 of Second); final-review (1 of Final)", said)
        self.assertEqual(self.active_version(), 0)
        waiting = self.status()["waiting"][0]
        self.assertEqual(waiting["ranks"][0]["signed_by"], ["First"])

        seen = self.folder / "seen"
        self.crier("approve", self.repository, "--look", seen)
        for path in seen.rglob("*"):
            if path.is_file():
                self.assertEqual(path.read_bytes(), (self.office / path.relative_to(seen)).read_bytes())
        self.assertTrue((seen / "office.toml").exists())

        refused = self.run_crier("approve", self.repository, *self.signed(("second-review", "Second")), given="n\n")
        self.assertEqual(refused.returncode, 1)
        said = self.crier("approve", self.repository, *self.signed(("second-review", "Second")), given="y\n")
        self.assertIn('"a first try"', said)
        self.assertIn("+ office.toml", said)
        said = self.crier("approve", self.repository, "--yes", *self.signed(("final-review", "Final")))
        self.assertIn("crier publish --refresh", said)
        self.status(1)
        said = self.crier("publish", "--refresh", "--to", self.repository, *self.signed(online=True))
        self.assertIn("the content is active", said)
        self.assertEqual(self.active_version(), 1)
        status = self.status()
        self.assertEqual(status["waiting"], [])
        self.assertIn("Final (final-review)",
                      next(one for one in status["active"] if one["what"] == "content")["signed_by"])

        # Another publication, and back to the first one.
        self.publish_all("notices/water.zh.md", "+++\ntitle = \"供水正常\"\nkind = \"notice\"\ndate = 2026-11-20\n+++\n正常。\n")
        self.assertEqual(self.active_version(), 2)
        said = self.crier("publish", "--rollback", "1", "--to", self.repository, *self.reviewed())
        self.assertIn("- notices/water.zh.md", said)
        self.assertEqual(self.active_version(), 3)
        first, third = ((self.repository / f"metadata/{n}.first-review.json").read_text() for n in (1, 3))
        self.assertEqual(json.loads(first)["signed"]["targets"], json.loads(third)["signed"]["targets"])
        for path in (self.repository / "targets").rglob("*.*"):
            if path.is_file():
                self.assertEqual(hashlib.sha256(path.read_bytes()).hexdigest(), path.name.split(".")[0])

    def reviewed(self):
        return self.signed(("first-review", "First"), ("second-review", "Second"), ("final-review", "Final"), online=True)

    def publish_all(self, name, text):
        (self.office / name).parent.mkdir(exist_ok=True)
        (self.office / name).write_text(text)
        return self.crier("publish", self.office, "--to", self.repository, *self.reviewed())

    def test_two_duty_officers_put_an_alert_up_and_take_it_down(self):
        self.begin()
        storm = self.folder / "storm.xml"
        storm.write_text(ALERT)
        said = self.crier("publish", "alert", storm, "--to", self.repository, *self.signed(("alert", "Duty-A")))
        self.assertIn("alert 1 waits for: alert (1 of Duty-B)", said)
        said = self.crier("approve", self.repository, *self.signed(("alert", "Duty-B"), online=True), given="y\n")
        self.assertIn("暴雨橙色预警", said)
        self.assertIn("the alerts are active", said)
        said = self.crier("publish", "alert", "--withdraw", "storm.xml", "--to", self.repository,
                          *self.signed(("alert", "Duty-A"), ("alert", "Duty-B"), online=True))
        self.assertIn("the alerts are active", said)
        storm.write_text("<alert/>")
        bad = self.run_crier("publish", "alert", storm, "--to", self.repository, *self.signed(("alert", "Duty-A")))
        self.assertEqual(bad.returncode, 1)

    def test_what_check_refuses_is_not_published(self):
        self.begin()
        (self.office / "office.toml").write_text("name = 7\n")
        bad = self.run_crier("publish", self.office, "--to", self.repository, *self.reviewed())
        self.assertEqual(bad.returncode, 1)
        self.assertIn("is not published", bad.stderr)
        self.assertFalse((self.repository / "staged/content.json").exists())

    def test_wrong_usage_says_so(self):
        self.assertEqual(self.run_crier("publish").returncode, 2)
        self.assertEqual(self.run_crier("publish", "--to", self.repository).returncode, 2)
        self.assertEqual(self.run_crier("publish", self.office, "--refresh", "--to", self.repository).returncode, 2)
        self.assertEqual(self.run_crier("publish", self.office, "--to", self.repository, "--nudge", "broker").returncode, 2)
        self.assertEqual(self.run_crier("sync", "--from", self.repository, "--store", self.folder / "store").returncode, 2)
        self.assertEqual(self.run_crier("sync", "--from", self.repository, "--config", self.folder / "none.toml").returncode, 1)
        self.assertEqual(self.run_crier("publish", self.office, "--to", self.repository).returncode, 1)
        empty = self.run_crier("status", self.repository)
        self.assertEqual(empty.returncode, 1)
        self.assertTrue(re.search("begin with", empty.stdout))


if __name__ == "__main__":
    unittest.main(argv=[sys.argv[0], "-v"])
