#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""usb_stick_test.py CRIER: packaging/usb/crier-stick with a stick that is a file, mounted as if it were plugged in, and its unit as
systemd reads it. As root, with loop devices; skipped where these are not to be had. The stick is of FAT where this kernel has it and
dosfstools are here, else of ext4."""
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

TOP = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(TOP / "tests/system"))
from sync_office import SignedOffice  # noqa: E402

CRIER = pathlib.Path(sys.argv.pop(1)).resolve()
SCRIPT = TOP / "packaging/usb/crier-stick"
NOBODY = "nobody"


def has_means():
    return os.getuid() == 0 and subprocess.run(["losetup", "--find"], capture_output=True, check=False).returncode == 0


def has_fat():
    return shutil.which("mkfs.vfat") and "vfat" in pathlib.Path("/proc/filesystems").read_text(encoding="utf-8").split()


class Stick(unittest.TestCase):
    def setUp(self):
        scratch = tempfile.TemporaryDirectory(prefix="crier-stick-")
        self.addCleanup(scratch.cleanup)
        self.folder = pathlib.Path(scratch.name)
        self.folder.chmod(0o755)  # for the player's account
        self.store = self.folder / "state/store"
        self.store.parent.mkdir()
        shutil.chown(self.store.parent, NOBODY)
        self.program = self.folder / "crier"
        shutil.copy(CRIER, self.program)
        self.office = SignedOffice(self.folder / "repository", 50_000)
        self.settings = self.folder / "player.toml"
        self.settings.write_text(f'screen = "A"\n[repository]\nstore = "{self.store}"\nroot = "{self.office.root}"\n', encoding="utf-8")
        self.image = self.folder / "stick.img"

    def call(self, *words, **options):
        return subprocess.run([str(word) for word in words], check=True, capture_output=True, text=True, **options).stdout.strip()

    def fill(self, repository):
        """A new stick with what is in that folder under `crier`; none: an empty stick."""
        self.image.unlink(missing_ok=True)
        with open(self.image, "wb") as out:
            out.truncate(64 << 20)
        self.call(*(["mkfs.vfat"] if has_fat() else ["mkfs.ext4", "-q"]), self.image)
        if repository:
            place = self.folder / "office-side"
            place.mkdir(exist_ok=True)
            self.call("mount", "-o", "loop,utf8" if has_fat() else "loop", self.image, place)
            try:
                shutil.copytree(repository, place / "crier")
            finally:
                self.call("umount", place)

    def plug_in(self):
        """The script's end, in a mount namespace as the unit gives it; the mount's options are looked at from inside."""
        runtime = self.folder / "run"
        runtime.mkdir(exist_ok=True)
        device = self.call("losetup", "--find", "--show", "--read-only", self.image)
        watched = self.folder / "watched"
        watched.write_text(f'#!/bin/sh\ngrep " {runtime} " /proc/self/mounts > {self.folder}/seen\nid -u > {self.folder}/uid\nexec {self.program} "$@"\n',
                           encoding="utf-8")
        watched.chmod(0o755)
        for name in ("seen", "uid"):
            (self.folder / name).touch()
            shutil.chown(self.folder / name, NOBODY)
        try:
            return subprocess.run(["unshare", "--mount", "--propagation", "private", SCRIPT, device], capture_output=True, text=True, check=False,
                                  env=dict(os.environ, RUNTIME_DIRECTORY=str(runtime), STICK_USER=NOBODY, CRIER=str(watched),
                                           STICK_OPTIONS=f"--config {self.settings}"))
        finally:
            self.call("losetup", "--detach", device)

    def on(self):
        number, wrong = self.office.edition_on(self.store)
        self.assertEqual(wrong, [])
        return number

    @unittest.skipUnless(has_means(), "needs root and loop devices")
    def test_a_stick_brings_a_publication_and_an_older_one_changes_nothing(self):
        self.office.publish()
        first = self.folder / "first"
        shutil.copytree(self.office.folder, first)
        self.fill(first)
        done = self.plug_in()
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        self.assertEqual(self.on(), 1)
        options = (self.folder / "seen").read_text(encoding="utf-8").split()[3].split(",")
        self.assertLessEqual({"ro", "nosuid", "nodev", "noexec"}, set(options))
        self.assertNotEqual((self.folder / "uid").read_text(encoding="utf-8").strip(), "0")

        self.office.publish()
        self.fill(self.office.folder)
        self.assertEqual(self.plug_in().returncode, 0)
        self.assertEqual(self.on(), 2)
        self.fill(first)
        self.assertEqual(self.plug_in().returncode, 1)
        self.assertEqual(self.on(), 2)

    @unittest.skipUnless(has_means(), "needs root and loop devices")
    def test_a_stick_with_other_things_is_left_alone(self):
        self.fill(None)
        done = self.plug_in()
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("stick-ignored", done.stdout)
        self.assertFalse(self.store.exists())

    @unittest.skipUnless(has_means(), "needs root and loop devices")
    def test_what_is_not_signed_is_refused(self):
        self.office.publish()
        forged = self.folder / "forged"
        shutil.copytree(self.office.folder, forged)
        film = next((forged / "targets/content/media").iterdir())
        film.write_bytes(b"x" * film.stat().st_size)
        self.fill(forged)
        self.assertEqual(self.plug_in().returncode, 1)
        self.assertEqual(self.on(), 0)

    @unittest.skipUnless(shutil.which("systemd-analyze"), "needs systemd-analyze")
    def test_systemd_reads_the_unit_without_a_word(self):
        unit = self.folder / "crier-stick@.service"
        text = (TOP / "packaging/systemd/crier-stick@.service").read_text(encoding="utf-8")
        self.assertIn("/usr/lib/crier/crier-stick", text)
        unit.write_text(text.replace("/usr/lib/crier/crier-stick", str(SCRIPT)), encoding="utf-8")
        done = subprocess.run(["systemd-analyze", "verify", str(self.folder / "crier-stick@sdb1.service")], capture_output=True, text=True, check=False)
        said = [line for line in (done.stdout + done.stderr).splitlines() if "crier-stick" in line]
        self.assertEqual(said, [])


if __name__ == "__main__":
    unittest.main(argv=[sys.argv[0], "-v"])
