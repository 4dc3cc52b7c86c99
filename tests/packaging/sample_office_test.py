#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""sample_office_test.py CRIER: makes the sample office small, and holds it against what the issue of a sample asks."""
import json
import pathlib
import re
import subprocess
import sys
import tempfile
import tomllib
import unittest
import xml.etree.ElementTree

TOP = pathlib.Path(__file__).resolve().parents[2]
CRIER = pathlib.Path(sys.argv.pop(1))
LEAST_FILMS, SHORTEST, LONGEST = 6, 8.0, 30.0
LEAST_REFUTATIONS, LEAST_NOTICES = 8, 4


def probe(path):
    output = subprocess.run(["ffprobe", "-v", "error", "-of", "json", "-show_streams", "-show_format", path], check=True,
                            capture_output=True, text=True).stdout
    return json.loads(output)


def cue_times(text):
    def seconds(stamp):
        hours, minutes, rest = stamp.split(":")
        return int(hours) * 3600 + int(minutes) * 60 + float(rest)
    return [(seconds(a), seconds(b)) for a, b in re.findall(r"^(\S+) --> (\S+)$", text, re.M)]


class SampleOffice(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.scratch = tempfile.TemporaryDirectory()
        cls.office = pathlib.Path(cls.scratch.name) / "office"
        subprocess.run(["/usr/bin/python3", TOP / "packaging/sample_office/make.py", cls.office, "--fast"], check=True,
                       stderr=subprocess.DEVNULL)
        cls.films = sorted((cls.office / "media").glob("*.mp4"))

    @classmethod
    def tearDownClass(cls):
        cls.scratch.cleanup()

    def test_there_are_enough_films_of_the_right_length(self):
        self.assertGreaterEqual(len(self.films), LEAST_FILMS)
        for film in self.films:
            self.assertTrue(SHORTEST <= float(probe(film)["format"]["duration"]) <= LONGEST, film)

    def test_pictures_and_sound_are_h264_and_aac_of_equal_length(self):
        for film in self.films:
            streams = {stream["codec_type"]: stream for stream in probe(film)["streams"]}
            self.assertEqual(streams["video"]["codec_name"], "h264")
            self.assertEqual(streams["audio"]["codec_name"], "aac")
            self.assertEqual(streams["video"]["color_space"], "bt709")
            self.assertAlmostEqual(float(streams["video"]["duration"]), float(streams["audio"]["duration"]), delta=0.03)

    def test_captions_in_both_languages_lie_inside_the_film(self):
        for film in self.films:
            length = float(probe(film)["format"]["duration"])
            for language in ("zh", "en"):
                cues = cue_times(film.with_suffix(f".{language}.vtt").read_text(encoding="utf-8"))
                self.assertGreaterEqual(len(cues), 3)
                for (begin, end), (following, _) in zip(cues, cues[1:] + [(length, length)]):
                    self.assertTrue(0 <= begin < end <= following, f"{film} {language} {begin}")

    def test_crier_check_finds_nothing_wrong(self):
        result = subprocess.run([CRIER, "check", self.office], capture_output=True, text=True)
        self.assertEqual(result.returncode, 0, result.stdout + result.stderr)
        # A notice may have ended since; the layouts stay as they are.
        self.assertNotIn("\nchannels/", "\n" + result.stdout)

    def test_notices_and_refutations_are_there_in_both_languages(self):
        kinds = []
        for path in sorted((self.office / "notices").glob("*.zh.md")):
            heads = []
            for language in ("zh", "en"):
                text = path.with_name(path.name.replace(".zh.", f".{language}.")).read_text(encoding="utf-8")
                _, head, body = text.split("+++\n", 2)
                heads.append(tomllib.loads(head))
                self.assertTrue(heads[-1]["title"] and body.strip(), path)
            self.assertEqual({**heads[0], "title": ""}, {**heads[1], "title": ""})
            kinds.append(heads[0]["kind"])
        self.assertGreaterEqual(kinds.count("refutation"), LEAST_REFUTATIONS)
        self.assertGreaterEqual(kinds.count("notice"), LEAST_NOTICES)

    def test_films_stand_in_zones_of_their_own_shape(self):
        for channel in ("concourse", "platform"):
            layouts = tomllib.loads((self.office / f"channels/{channel}.toml").read_text(encoding="utf-8"))["layout"]
            for name, screen in (("landscape", 16 / 9), ("portrait", 9 / 16)):
                zones = {zone["name"]: zone for zone in layouts[name]["zones"]}
                self.assertTrue({"film", "logo", "clock", "report", "rumours"} <= zones.keys())
                _, _, wide, high = zones["film"]["area"]
                self.assertAlmostEqual(wide / high * screen, 16 / 9, delta=0.01)

    def test_the_logo_is_transparent_and_posters_fill_a_screen(self):
        for name, size, pixels in (("logo", None, "bgra rgba"), ("poster-hotlines", (1920, 1080), "rgb24"),
                                   ("poster-pause", (1920, 1080), "rgb24")):
            stream = probe(self.office / f"media/{name}.png")["streams"][0]
            self.assertIn(stream["pix_fmt"], pixels)
            if size:
                self.assertEqual((stream["width"], stream["height"]), size)

    def test_no_alert_is_active_and_the_exercise_says_that_it_is_one(self):
        self.assertEqual([path.name for path in (self.office / "alerts").iterdir()], ["README.md"])
        alert = xml.etree.ElementTree.parse(self.office / "examples/exercise-fire.xml").getroot()
        self.assertEqual(alert.findtext("{*}status"), "Exercise")

    def test_the_calendar_decides_by_day_part(self):
        def playlist(screen, time):
            output = subprocess.run([CRIER, "why", self.office, "--screen", screen, "--at", time, "--json"], check=True,
                                    capture_output=True, text=True).stdout
            return json.loads(output)["playlist"]
        self.assertEqual(playlist("T1-hall-01", "2026-11-24T08:00:30"), "travellers")
        self.assertEqual(playlist("T1-hall-01", "2026-11-24T12:00:30"), "daily")
        self.assertEqual(playlist("T1-hall-01", "2026-11-28T12:00:30"), "families")
        self.assertEqual(playlist("T1-gate-12", "2026-11-28T12:00:30"), "daily")
        self.assertEqual(playlist("T1-hall-01", "2026-11-24T23:45:30"), "night")
        self.assertEqual(playlist("T1-hall-01", "2026-12-02T09:00:30"), "law-week")
        self.assertEqual(playlist("M2-platform-A", "2026-11-24T16:00:30"), "school")


if __name__ == "__main__":
    unittest.main(argv=[sys.argv[0], "-v"])
