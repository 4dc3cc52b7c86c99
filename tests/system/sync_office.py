# SPDX-License-Identifier: Apache-2.0
"""A signed repository of a small office, made without Crier and quickly, one edition after the other; and what of them lies on a
device's disk."""
import hashlib
import os
import pathlib
import shutil
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "conformance"))
from repository import Key, Repository  # noqa: E402

RANKS = ("first-review", "second-review", "final-review")
LEVELS = 8


class SignedOffice:
    """`folder` is the repository on the disk; `editions` and `alerts` what a device may show of each edition so far."""

    def __init__(self, folder, film_bytes):
        self.folder, self._film_bytes = folder, film_bytes
        self.editions, self.alerts = [], []
        self._repository = Repository(announced=("sha256",))
        self._repository.delegate("targets", "alert", ("alert/*",), [Key(), Key()], threshold=2, terminating=True)
        for rank in RANKS:
            self._repository.delegate("targets", rank, ["content/*" + "/*" * level for level in range(LEVELS)])
        self.root = folder.parent / "factory_root.json"
        self.root.write_bytes(self._repository.root)

    def publish(self):
        """Another film beside one that stays, another slot, another alert."""
        number = len(self.editions) + 1
        files = {
            "office.toml": 'name = { zh = "试验" }\ndefault_channel = "hall"\n'.encode(),
            "screens.toml": b'[[screen]]\nid = "A"\nchannel = "hall"\n',
            "channels/hall.toml": f'title = {{ zh = "频道{number}" }}\ndefault = "daily"\n[playlists.daily]\n'
                                  f'items = ["media/stays.mp4", "media/{number}.mp4"]\n'.encode(),
            "notices/water.zh.md": '+++\ntitle = "正常"\nkind = "notice"\ndate = 2026-11-20\n+++\n正常。\n'.encode(),
            "media/stays.mp4": self.editions[0]["media/stays.mp4"] if self.editions else os.urandom(self._film_bytes),
            f"media/{number}.mp4": os.urandom(self._film_bytes),
        }
        alerts = {f"{number}.xml": f"<alert>{number}</alert>".encode()}
        for role, prefix, some in [*((rank, "content/", files) for rank in RANKS), ("alert", "alert/", alerts)]:
            self._repository.signed[role]["targets"] = {}
            for name, data in some.items():
                self._repository.add_target(prefix + name, data, role)
        if number == 1:
            self._repository.publish()
        else:
            self._repository.release(*RANKS, "alert", "snapshot", "timestamp")
        self.editions.append(files)
        self.alerts.append(alerts)
        self._write()

    def _write(self):
        for name, data in self._repository.files.items():
            file = self.folder / name
            if not file.exists() or name.endswith("timestamp.json"):
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(data)
        self._repository.files = {name: data for name, data in self._repository.files.items() if name.startswith("metadata/")}

    def sync_words(self, crier, store):
        return [str(word) for word in (crier, "sync", "--from", self.folder, "--store", store, "--root", self.root, "--screen", "A")]

    def edition_on(self, store):
        """The number of the edition that is on, from 1; 0 where none is yet; and what is wrong with the disk."""
        wrong = [f"{file.name} is torn" for file in (store / "objects").glob("*") if len(file.name) == 64
                 and hashlib.sha256(file.read_bytes()).hexdigest() != file.name]
        known = [item for one in self.alerts for item in one.items()]
        wrong += [f"alert {file.name} is torn" for file in (store / "alerts").glob("*.xml") if (file.name, file.read_bytes()) not in known]
        link = store / "active"
        if not link.is_symlink():
            return 0, wrong
        if not link.is_dir():
            return 0, [*wrong, "active leads nowhere"]
        if os.readlink(link).endswith("/waiting"):
            return 0, wrong if (link / "office.toml").exists() else [*wrong, "what waits is no workspace"]
        folder = link.resolve()
        files = {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}
        if files not in self.editions:
            return 0, [*wrong, f"{os.readlink(link)} is no edition: {sorted(files)}"]
        return self.editions.index(files) + 1, wrong

    def alerts_on(self, store):
        return {file.name: file.read_bytes() for file in (store / "alerts").iterdir()}


def copied(store, folder):
    """With its hard links: an object and its place in a publication are one file."""
    seen = {}
    folder.mkdir(parents=True)
    for file in sorted(store.rglob("*")):
        place = folder / file.relative_to(store)
        if file.is_symlink():
            place.symlink_to(os.readlink(file))
        elif file.is_dir():
            place.mkdir()
        elif file.stat().st_ino in seen:
            os.link(seen[file.stat().st_ino], place)
        else:
            shutil.copy2(file, place)
            seen[file.stat().st_ino] = place
    return folder
