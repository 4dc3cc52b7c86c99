# SPDX-License-Identifier: Apache-2.0
"""An office that looks into a store all the time, opens what it finds and signs for it."""
import collections
import pathlib
import shutil
import subprocess
import threading

from store_servers import DEVICE

ACKNOWLEDGED = "acknowledged"


class Office:
    """Signs for nothing before `signs` is set. Two threads may ask it for figures."""

    def __init__(self, driver, folder, client, keys):
        self.driver, self.client, self.keys = driver, client, keys
        self.signs = threading.Event()
        self.signed = set()  # the ids that were ever signed for, noted before anybody can see it
        self.arrived = set()  # ids of envelopes, dummies among them
        self.reports = collections.defaultdict(set)  # what a report says -> {(report's id, envelope's id)}
        self.bad = 0  # objects that were looked at and are no envelopes
        self.trouble = []
        self._folder = folder
        self._done = set()  # names of objects that were opened and hold what they say
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._work, daemon=True)
        self._thread.start()

    def close(self):
        self._stop.set()
        self._thread.join()

    def count(self):
        return len(self.reports)

    def _work(self):
        while not self._stop.wait(0.4):
            try:
                self.look()
            except Exception as error:  # pylint: disable=broad-except
                self.trouble.append(repr(error))
        self.look()

    def look(self):
        """Takes in what is new; what was no envelope is looked at again, for it may have been put anew."""
        new = [name for name in self.client.list() if name != ACKNOWLEDGED and name not in self._done]
        if new:
            self._open(new)
        if self.signs.is_set() and self.arrived - self.signed:
            self.signed |= self.arrived
            self.client.put(ACKNOWLEDGED, self.sign(self.signed))

    def _open(self, names):
        shutil.rmtree(self._folder, ignore_errors=True)
        self._folder.mkdir(parents=True)
        for number, name in enumerate(names):
            (self._folder / str(number)).write_bytes(self.client.get(name))
        told = subprocess.run([self.driver, "open", self.keys, self._folder], capture_output=True, text=True, check=True).stdout
        for line in told.splitlines():
            number, envelope, kind, *more = line.split(" ")
            if kind == "bad":
                self.bad += 1
                continue
            if envelope in names[int(number)]:  # else it lies in another's place, which may be put right
                self._done.add(names[int(number)])
            self.arrived.add(envelope)
            if kind == "report":
                self.reports[int(more[1])].add((more[0], envelope))

    def sign(self, ids, keys=None):
        return subprocess.run([self.driver, "sign", keys or self.keys], input="".join(one + "\n" for one in ids).encode(),
                              capture_output=True, check=True).stdout


class Kiosk:
    """upload-driver with an outbox, that can be killed and started again."""

    def __init__(self, driver, folder, keys, authority, server, port=None, **options):
        self.driver, self.folder = driver, folder
        folder.mkdir(parents=True, exist_ok=True)
        self.diary = folder / "diary"
        self._options = {"keys": keys, "outbox": folder / "outbox", "diary": self.diary, "address": server.address(port), "device": DEVICE,
                         "user": server.user, "password": server.password, "authority": authority.certificate, **options}
        self.process = None

    def start(self, **options):
        words = [self.driver, "kiosk"]
        for name, value in {**self._options, **options}.items():
            words += [f"--{name.replace('_', '-')}={value}"]
        with open(self.folder / "trouble", "a", encoding="utf-8") as trouble:
            self.process = subprocess.Popen([str(word) for word in words], stdout=subprocess.PIPE, stderr=trouble, text=True)
        return self

    def wait(self):
        """(exit status, its figures in JSON)."""
        told, _ = self.process.communicate()
        return self.process.returncode, told

    def kill(self):
        self.process.kill()
        self.process.communicate()

    def begun(self):
        return [int(line.split()[1]) for line in self._lines() if line.startswith("begin")]

    def stored(self):
        """number -> envelope's id."""
        return {int(line.split()[1]): line.split()[2] for line in self._lines() if line.startswith("stored")}

    def _lines(self):
        whole = self.diary.read_text(encoding="utf-8") if self.diary.exists() else ""
        return [line for line in whole.splitlines(keepends=True) if line.endswith("\n")]

    def owed(self):
        """The ids that the outbox's file says it owes, read without it."""
        return set(subprocess.run([self.driver, "slots", self.folder / "outbox"], capture_output=True, text=True, check=True).stdout.split())

    def freed_unsigned(self, office):
        """Stored reports that are gone from the disk and that the office never signed for. There must be none."""
        stored = set(self.stored().values())
        return stored - self.owed() - office.signed if stored else set()

    def trouble(self):
        """What went wrong on the way, by kind."""
        kinds = collections.Counter()
        for line in pathlib.Path(self.folder / "trouble").read_text(encoding="utf-8", errors="replace").splitlines():
            kinds[line.rpartition(": ")[2]] += 1
        return kinds
