#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""make.py OUT [--only NAME ...] [--fast]: makes the sample office in OUT from its own text: films, captions, posters, notices
and channels.

Films that are there and newer than this generator are left alone; a film appears whole or not at all. --fast makes
small pictures (640x360, 10 a second) for tests. Needs the packages of packages.txt headed "the sample office".
"""
import argparse
import multiprocessing
import os
import pathlib
import subprocess
import sys
import tempfile

import cairo

import office
import scenes
import stills
import voice
from design import HEIGHT, WIDTH
from films import FILMS

SPEECH_LEAD = 0.35  # a line begins this long after its scene
SPEECH_REST = 0.55  # and leaves this much before the next
LEAST_SECONDS = {"hook": 2.8, "story": 3.8, "advice": 3.8, "closing": 3.2}


def plan(film, fps):
    """Spoken lines and where each scene begins, on whole frames: (lines, starts, frames)."""
    lines, starts, frame = [], [], 0
    for scene in film.scenes:
        spoken = voice.speak(scene.say)
        starts.append(frame / fps)
        lines.append((frame / fps + SPEECH_LEAD, spoken))
        seconds = max(LEAST_SECONDS[scene.kind], SPEECH_LEAD + len(spoken) / voice.RATE + SPEECH_REST)
        frame += -int(-seconds * fps // 1)
    return lines, starts, frame


def encoder(path, sound, fps, size):
    return subprocess.Popen(
        ["ffmpeg", "-v", "error", "-y", "-f", "rawvideo", "-pix_fmt", "bgr0", "-s", f"{WIDTH}x{HEIGHT}", "-r", str(fps), "-i", "-",
         "-i", sound, "-vf", f"scale={size}:flags=bicubic:out_color_matrix=bt709:out_range=tv,format=yuv420p",
         "-c:v", "libx264", "-preset", "veryfast", "-crf", "19", "-profile:v", "high", "-g", str(2 * fps), "-flags", "+cgop",
         "-threads", "1", "-color_range", "tv", "-colorspace", "bt709", "-color_primaries", "bt709", "-color_trc", "bt709",
         "-c:a", "aac", "-b:a", "160k", "-ar", str(voice.RATE), "-movflags", "+faststart", "-f", "mp4", path],
        stdin=subprocess.PIPE)


def make_film(job):
    film, folder, fps, size = job
    media = folder / "media"
    target = media / f"{film.name}.mp4"
    lines, starts, frames = plan(film, fps)
    total = frames / fps
    cues = [(begin, begin + len(samples) / voice.RATE) for begin, samples in lines]
    for language in ("zh", "en"):
        (media / f"{film.name}.{language}.vtt").write_text(office.captions(film, cues, language), encoding="utf-8")
    with tempfile.TemporaryDirectory(dir=folder) as scratch:
        sound, half_done = os.path.join(scratch, "sound.wav"), os.path.join(scratch, "film.mp4")
        voice.mix(sound, lines, total, FILMS.index(film) * 2 % 7 - 3)
        encode = encoder(half_done, sound, fps, size)
        surface = cairo.ImageSurface(cairo.FORMAT_RGB24, WIDTH, HEIGHT)
        context = cairo.Context(surface)
        for frame in range(frames):
            scenes.draw_frame(context, film, starts, total, frame / fps)
            surface.flush()
            encode.stdin.write(surface.get_data())
        encode.stdin.close()
        if encode.wait() != 0:
            raise RuntimeError(f"ffmpeg failed on {film.name}")
        os.replace(half_done, target)
    return film.name, total


def is_current(film, folder):
    target = folder / "media" / f"{film.name}.mp4"
    generator = pathlib.Path(__file__).parent.glob("*.py")
    return target.exists() and target.stat().st_mtime > max(path.stat().st_mtime for path in generator)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("out", type=pathlib.Path)
    parser.add_argument("--only", action="append", choices=office.names(), help="make only this film; may be repeated")
    parser.add_argument("--fast", action="store_true", help="small pictures, for tests")
    parser.add_argument("--texts", action="store_true", help="no films: only what is read, for tests of panels")
    arguments = parser.parse_args()
    (arguments.out / "media").mkdir(parents=True, exist_ok=True)
    office.write(arguments.out)
    stills.write(arguments.out)
    if arguments.texts:
        (arguments.out / ".complete").touch()
        return
    fps, size = (10, "640:360") if arguments.fast else (30, f"{WIDTH}:{HEIGHT}")
    wanted = [film for film in FILMS if not arguments.only or film.name in arguments.only]
    jobs = [(film, arguments.out, fps, size) for film in wanted if not is_current(film, arguments.out)]
    with multiprocessing.Pool(max(1, len(os.sched_getaffinity(0)))) as pool:
        for name, total in pool.imap_unordered(make_film, jobs):
            print(f"{name}: {total:.1f} s", file=sys.stderr)


if __name__ == "__main__":
    main()
