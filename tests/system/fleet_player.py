# SPDX-License-Identifier: Apache-2.0
"""crier-player at a repository: what it shows, how soon it follows, what a nudge does and what a station's cache spares."""
import json
import re
import signal
import subprocess
import threading
import time

from fleet_office import FILMS, REVIEWERS
from fleet_servers import HOST, Broker
from store_servers import Unavailable, wait_for

PATIENCE = 60  # seconds, for whatever should come at once
POLL = 1
FIGURES = ("frames_presented", "frames_repeated", "frames_dropped", "frames_late", "content_switches", "errors")


class Player:
    """crier-player without a display; every line of its log with the moment at which it came."""

    def __init__(self, bench, device):
        self.stats = device.store.parent / "stats.json"
        self.lines = []
        self._process = subprocess.Popen([bench.options.bin / "crier-player", "--config", device.settings, "--stats", self.stats],
                                         stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True, errors="replace")
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self):
        for line in self._process.stderr:
            self.lines.append((time.time(), line.strip()))

    def moments(self, pattern):
        return [at for at, line in list(self.lines) if re.search(pattern, line)]

    def wait_for(self, pattern, count=1):
        """The moment at which that many lines had come."""
        try:
            wait_for(pattern, lambda: len(self.moments(pattern)) >= count, PATIENCE)
        except Unavailable as error:
            raise Unavailable("\n".join([str(error), "the log:", *(line for _, line in self.lines[-12:])])) from error
        return self.moments(pattern)[count - 1]

    def end(self):
        """What it says it showed."""
        if self._process.poll() is None:
            self._process.send_signal(signal.SIGTERM)
        self._process.wait(PATIENCE)
        self._reader.join()
        return json.loads(self.stats.read_text(encoding="utf-8"))


def completed_at(place):
    """When the last publication became active: its timestamp was written."""
    return (place.root / "metadata/timestamp.json").stat().st_mtime


def check_player(bench, report):
    """A film from the repository on the screen, and a new publication within the poll; the origin gone and back again."""
    name, office, place = bench.place.name, bench.office, bench.place
    player = Player(bench, bench.device(poll=f"{POLL}s"))
    try:
        player.wait_for("content-switched")
        office.set_slot(17)
        office.publish()
        taken = player.wait_for("publication-activated", 2) - completed_at(place)
        report.check(f"{name}: the player has a new publication within its poll of {POLL} s", f"{taken:.2f} s", taken < POLL * 1.2 + 1)
        shown = player.wait_for("content-switched", 2) - completed_at(place)
        report.check(f"{name}: and shows it from the end of the film that is on", f"{shown:.2f} s", shown < POLL * 1.2 + 6)
        place.stop()
        player.wait_for("repository-stale")
        place.start_again()
        player.wait_for("repository-fresh")
        report.check(f"{name}: the origin away and back is two lines of the log", len(player.moments("repository-(stale|fresh)")),
                     len(player.moments("repository-(stale|fresh)")) == 2)
    finally:
        stats = player.end()
    report.check(f"{name}: it showed the film all the while", ", ".join(f"{key} {stats[key]}" for key in FIGURES),
                 stats["frames_presented"] > 0 and stats["content_switches"] >= 1)


def check_nudge(bench, report):
    """With a poll of an hour: what a nudge of the office brings, and that a screen's own account can send none."""
    name, office, place = bench.place.name, bench.office, bench.place
    broker = Broker(bench.folder, bench.authority)
    broker.start()
    player = None
    try:
        device = bench.device(poll="1h", nudge=broker.screen_url())
        player = Player(bench, device)
        player.wait_for("publication-activated")
        player.wait_for("nudges-heard")
        nudge = ("--nudge", broker.url("office"))
        taken = []
        for number in range(1, 6):
            office.raise_alert(f"storm-{number}", nudge)
            taken.append(player.wait_for(f"alert-raised.*storm-{number}") - completed_at(place))
        report.check(f"{name}: alert, from its timestamp.json to alert-raised in the player's log", ", ".join(f"{one:.3f} s" for one in taken), max(taken) <= 1)
        office.withdraw_alert("storm-1", nudge)
        cleared = player.wait_for("alert-cleared.*storm-1") - completed_at(place)
        report.check(f"{name}: and withdrawn", f"{cleared:.3f} s", cleared <= 1)
        office.set_slot(18)
        office.crier(*office.publish_words(REVIEWERS, nudge))
        switched = player.wait_for("publication-activated", 2) - completed_at(place)
        report.check(f"{name}: a publication with a nudge is active on the device", f"{switched:.3f} s", switched <= 2)

        asked = len(place.requests())
        office.set_slot(19)
        office.crier(*office.publish_words(REVIEWERS, ("--nudge", broker.url("screen"))))
        # What would follow from it, follows from the office's own: only once.
        office.raise_alert("last", nudge)
        player.wait_for("alert-raised.*last")
        looks = [line for line in place.requests()[asked:] if "timestamp.json" in line]
        report.check(f"{name}: a screen's account can nudge nobody", f"{len(looks)} requests of timestamp.json for one true nudge", len(looks) <= 2)
    finally:
        if player:
            player.end()
        broker.stop()


def check_station(bench, report):
    """Films come through the station's cache, once for all of its screens."""
    name, place = bench.place.name, bench.place
    asked, right = len(place.requests()), 0
    for _ in range(3):
        device = bench.device("hall-1", peers=[f"http://{HOST}:{place.cache_port}"])
        player = Player(bench, device)
        player.wait_for("publication-activated")
        player.end()
        right += device.shows(bench.office.files_of("hall-1"))
    films = [line for line in place.requests()[asked:] if "/targets/content/media/" in line]
    report.check(f"{name}: three screens behind a station's cache", f"{right} have their files; {len(films)} requests to the origin for "
                 f"{len(FILMS['hall'])} films", right == 3 and len(films) == len(FILMS["hall"]))
