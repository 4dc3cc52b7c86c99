# SPDX-License-Identifier: Apache-2.0
"""An office that publishes to a repository, and devices that read it: crier's own commands, as the pages tell them."""
import hashlib
import json
import os
import pathlib
import shutil
import subprocess
import time
import tomllib

PEOPLE = (("root", "A"), ("root", "B"), ("first-review", "C"), ("second-review", "D"), ("second-review", "E"),
          ("final-review", "F"), ("alert", "G"), ("alert", "H"), ("online", "machine"))
REVIEWERS = (("first-review", "C"), ("second-review", "D"), ("final-review", "F"))
OFFICERS = (("alert", "G"), ("alert", "H"))
SCREENS = {"hall-1": "hall", "hall-2": "hall", "platform-1": "platform"}
FILMS = {"hall": ("media/one.mp4", "media/two.mp4"), "platform": ("media/three.mp4",)}
SLOT = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//example//fleet//EN
BEGIN:VEVENT
UID:{uid}
DTSTAMP:20261101T000000Z
DTSTART:20261101T{hour:02}0000
DTEND:20261101T{end:02}0000
RRULE:FREQ=DAILY
SUMMARY:special
END:VEVENT
END:VCALENDAR
"""
ALERT = """<?xml version="1.0" encoding="UTF-8"?><alert xmlns="urn:oasis:names:tc:emergency:cap:1.2">
<identifier>{name}</identifier><sender>office@example.org</sender><sent>{sent}</sent>
<status>Actual</status><msgType>Alert</msgType><scope>Public</scope><info><language>zh-CN</language>
<category>Met</category><event>暴雨</event><urgency>Immediate</urgency><severity>Severe</severity>
<certainty>Observed</certainty><headline>暴雨橙色预警</headline><area><areaDesc>本市</areaDesc></area></info></alert>
"""


class Failed(Exception):
    """A command that should have done its work, and what it said."""


def make_film(path, seconds, colour):
    path.parent.mkdir(parents=True, exist_ok=True)
    subprocess.run(["ffmpeg", "-v", "error", "-y", "-f", "lavfi", "-i", f"color={colour}:size=320x180:rate=25:duration={seconds}",
                    "-f", "lavfi", "-i", f"sine=frequency=440:sample_rate=48000:duration={seconds}", "-pix_fmt", "yuv420p",
                    "-c:v", "libx264", "-c:a", "aac", "-shortest", str(path)], check=True)


class Office:
    """A workspace of three screens, its people's keys, and one repository. `address` as `crier publish --to` takes it."""

    def __init__(self, crier, folder, address, credentials=None, films=None):
        self.crier_program, self.folder, self.address = crier, folder, address
        self.workspace, self.private = folder / "office", folder / "private"
        self.private.mkdir(parents=True)
        self.word = folder / "word"
        self.word.write_text("four words of chance\n", encoding="utf-8")
        self.root = folder / "root.json"
        self.environment = dict(os.environ, XDG_STATE_HOME=str(folder / "state"), XDG_CACHE_HOME=str(folder / "cache"))
        self._store = ["--credentials", credentials] if credentials else []
        self._make_workspace(films)

    def _make_workspace(self, films):
        root = self.workspace
        (root / "channels").mkdir(parents=True)
        (root / "office.toml").write_text('name = { zh = "试验办公室" }\ntime_zone = "Asia/Shanghai"\ndefault_channel = "hall"\n', encoding="utf-8")
        (root / "screens.toml").write_text("".join(f'[[screen]]\nid = "{one}"\nchannel = "{channel}"\n' for one, channel in SCREENS.items()),
                                           encoding="utf-8")
        for channel, names in FILMS.items():
            items = ", ".join(f'"{name}"' for name in names)
            (root / f"channels/{channel}.toml").write_text(
                f'title = {{ zh = "频道" }}\ndefault = "daily"\n[playlists.daily]\nitems = [{items}]\n[playlists.special]\nitems = ["{names[0]}"]\n',
                encoding="utf-8")
        self.set_slot(9)
        for number, name in enumerate(name for names in FILMS.values() for name in names):
            if films and (films / name).exists():
                (root / name).parent.mkdir(exist_ok=True)
                shutil.copy(films / name, root / name)
            else:
                make_film(root / name, 1 + number, ("red", "green", "blue")[number])

    def set_slot(self, hour):
        (self.workspace / "channels/hall.ics").write_text(SLOT.format(uid="slot@example.org", hour=hour, end=hour + 1).replace("\n", "\r\n"),
                                                          encoding="utf-8")

    def environment_with(self, more):
        return {**self.environment, **(more or {})}

    def run(self, *words, more=None, program=None):
        return subprocess.run([str(word) for word in (program or [self.crier_program])] + [str(word) for word in words],
                              capture_output=True, text=True, env=self.environment_with(more), stdin=subprocess.DEVNULL, check=False)

    def crier(self, *words, more=None):
        done = self.run(*words, more=more)
        if done.returncode:
            raise Failed(f"crier {' '.join(str(word) for word in words[:3])} ended with {done.returncode}: {(done.stdout + done.stderr)[-600:]}")
        return done.stdout

    def key(self, role, name):
        return self.private / f"{role}-{name}.key"

    def by(self, *keys, online=True):
        words = [word for one in keys for word in ("--as", self.key(*one))]
        words += ["--online", self.key("online", "machine")] if online else []
        return [*words, "--passphrase-file", self.word]

    def make_key(self, role, name):
        self.crier("keys", "new", self.workspace, "--role", role, "--name", name, "--private", self.private, "--passphrase-file", self.word)

    def begin(self):
        for role, name in PEOPLE:
            self.make_key(role, name)
        self.trust()
        self.crier("keys", "root", self.address, "--export", self.root, *self._store)

    def trust(self):
        return self.crier("keys", "trust", self.workspace, "--to", self.address, *self._store, *self.by(("root", "A"), ("root", "B")))

    def publish_words(self, reviewers=REVIEWERS, more=()):
        return ["publish", self.workspace, "--to", self.address, *self._store, *more, *self.by(*reviewers)]

    def publish(self, reviewers=REVIEWERS, more=()):
        return self.crier(*self.publish_words(reviewers, more))

    def publish_by_ranks(self):
        """As three people at three desks and a machine do it."""
        first, second, third = REVIEWERS
        said = self.crier("publish", self.workspace, "--to", self.address, *self._store, *self.by(first, online=False))
        said += self.crier("approve", self.address, "--yes", *self._store, *self.by(second, online=False))
        return said + self.crier("approve", self.address, "--yes", *self._store, *self.by(third))

    def rollback(self, version):
        return self.crier("publish", "--rollback", version, "--to", self.address, *self._store, *self.by(*REVIEWERS))

    def stage_alert(self, name, *officers, more=()):
        file = self.folder / f"{name}.xml"
        file.write_text(ALERT.format(name=name, sent=time.strftime("%Y-%m-%dT%H:%M:%S+00:00", time.gmtime())), encoding="utf-8")
        return self.crier("publish", "alert", file, "--to", self.address, *self._store, *more, *self.by(*officers))

    def raise_alert(self, name, more=()):
        self.stage_alert(name, *OFFICERS, more=more)
        return self.folder / f"{name}.xml"

    def withdraw_alert(self, name, more=()):
        self.crier("publish", "alert", "--withdraw", f"{name}.xml", "--to", self.address, *self._store, *more, *self.by(*OFFICERS))

    def status(self):
        """What the command says, whatever its exit status."""
        return json.loads(self.run("status", self.address, "--json", *self._store).stdout)

    def content_version(self):
        return {one["what"]: one["version"] for one in self.status()["active"]}["content"]

    def text_files(self):
        """name -> bytes, of what every device has."""
        return {str(file.relative_to(self.workspace)): file.read_bytes() for file in sorted(self.workspace.rglob("*"))
                if file.is_file() and not str(file.relative_to(self.workspace)).startswith(("media/", "alerts/", ".crier/"))}

    def files_of(self, screen):
        """What must be on that screen's device, byte for byte."""
        films = {name: (self.workspace / name).read_bytes() for name in FILMS[SCREENS[screen]]}
        return {**self.text_files(), **films}


class Device:
    """A store and the settings that name it, as a technician writes them."""

    def __init__(self, office, folder, screen, url, **settings):
        self.office, self.screen, self.url = office, screen, url
        folder.mkdir(parents=True)
        self.store, self.settings = folder / "store", folder / "player.toml"
        shutil.copy(office.root, folder / "root.json")
        lines = {"url": url, "store": str(self.store), "root": "root.json", **settings}
        text = f'screen = "{screen}"\nheadless = true\nsound = false\n[repository]\n'
        self.settings.write_text(text + "".join(f"{name} = {json.dumps(value)}\n" for name, value in lines.items()), encoding="utf-8")
        tomllib.loads(self.settings.read_text(encoding="utf-8"))

    def sync(self):
        return self.office.run("sync", "--from", self.url, "--config", self.settings)

    def must_sync(self):
        done = self.sync()
        if done.returncode:
            raise Failed(f"crier sync ended with {done.returncode}: {done.stderr}")
        return done.stdout

    def files(self):
        """name -> bytes, of what is on."""
        active = self.store / "active"
        return {str(file.relative_to(active.resolve())): file.read_bytes() for file in sorted(active.resolve().rglob("*")) if file.is_file()}

    def shows(self, wanted):
        """Those files and, beside what was measured of media, no other."""
        return {name: data for name, data in self.files().items() if not name.startswith(".crier/")} == wanted

    def alerts(self):
        return {file.name: file.read_bytes() for file in (self.store / "alerts").iterdir()}


def hashes_of(files):
    return {name: hashlib.sha256(data).hexdigest() for name, data in files.items()}


def folder_of(address):
    return pathlib.Path(str(address).removeprefix("file://"))
