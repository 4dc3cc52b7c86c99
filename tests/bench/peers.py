#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""peers.py: crier-player beside mpv, VLC, ffplay and gst-play, interleaved in one run, default and best configuration each.

Prints one table: CPU of player and X server over paced decode-only of the same file in the same round, frames never shown,
how evenly pictures were held, first picture, memory; and with --seams how the seam between two 3 s clips looked and sounded.
A run while others used more than a twentieth of the machine is repeated; one that hangs is killed and reported.
"""
import argparse
import json
import os
import pathlib
import resource
import shutil
import statistics
import subprocess
import sys

import watch
from make_clip import make

TOP = pathlib.Path(__file__).resolve().parents[2]
CRIER = os.environ.get("CRIER_PLAYER", str(TOP / "build/release/bin/crier-player"))
MOST_OTHER_LOAD = 0.05
REPEATS = 3
NOBODY = 65534

# name -> (command for one file, command for a looped pair, run as another user, extra environment)
SOFTWARE_SDL = {"SDL_FRAMEBUFFER_ACCELERATION": "0", "SDL_RENDER_DRIVER": "software"}
PLAYERS = {
    "crier": ([CRIER], [CRIER], None, {}),
    "vlc default": (["cvlc", "--no-video-title-show", "--fullscreen"], ["--loop"], NOBODY, {}),
    "vlc xcb_x11": (["cvlc", "--no-video-title-show", "--fullscreen", "--vout=xcb_x11"], ["--loop"], NOBODY, {}),
    "mpv default": (["mpv", "--no-config", "--fs", "--geometry=1920x1080+0+0", "--really-quiet"], ["--loop-playlist"], None, {}),
    "mpv x11": (["mpv", "--no-config", "--vo=x11", "--fs", "--geometry=1920x1080+0+0", "--really-quiet"],
                ["--loop-playlist", "--prefetch-playlist", "--gapless-audio=yes"], None, {}),
    "ffplay default": (["ffplay", "-v", "quiet", "-fs", "-x", "1920", "-y", "1080"], None, None, {}),
    "ffplay software": (["ffplay", "-v", "quiet", "-fs", "-x", "1920", "-y", "1080"], None, None, SOFTWARE_SDL),
    "gst-play default": (["gst-play-1.0", "-q", "--no-interactive"], None, None, {}),
    "gst-play ximagesink": (["gst-play-1.0", "-q", "--no-interactive", "--videosink=ximagesink"], ["--gapless"], None, {"USE_PLAYBIN3": "1"}),
}


def decode_only(clip, seconds):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(["ffmpeg", "-v", "quiet", "-re", "-threads", "2", "-i", str(clip), "-t", str(seconds), "-f", "null", "-"], check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def quiet_run(command, seconds, frames, environment, user, sound):
    for _ in range(REPEATS):
        with watch.Screen(1920, 1080, sound) as screen:
            screen.environment.update(environment)
            if user:
                os.chmod(screen.folder, 0o777)
                if sound:
                    os.chmod(screen.folder / "pulse.sock", 0o777)
            result = watch.run(command, screen, seconds, frames, as_user=user)
        if result["other_load"] <= MOST_OTHER_LOAD:
            return result
    return result


def steady_round(names, clip, frames, seconds, results):
    # Decode-only covers as much of the film as a player shows: its first picture comes a little after its start.
    results.setdefault("decode-only", []).append(decode_only(clip, seconds))
    for name in names:
        command, _, user, environment = PLAYERS[name]
        result = quiet_run([*command, str(clip)], seconds, frames, environment, user, sound=False)
        result["ratio"] = (result["cpu_s"] + result["x_s"]) / results["decode-only"][-1]
        results.setdefault(name, []).append(result)


def seam_round(names, clips, frames, seconds, results):
    playlist = clips[0].parent / "pair.m3u8"
    playlist.write_text("".join(f"{clip.name}\n" for clip in clips))
    for name in names:
        command, loop, user, environment = PLAYERS[name]
        if loop is None:
            continue
        arguments = [CRIER, str(playlist)] if name == "crier" else [*command, *loop, *map(str, clips)]
        results.setdefault(name, []).append(quiet_run(arguments, seconds, frames, environment, user, sound=True))


def spread(values, form="{:.2f}"):
    values = [v for v in values if v is not None]
    if not values:
        return "-"
    return f"{form.format(statistics.median(values))} ({form.format(min(values))}-{form.format(max(values))})"


def steady_table(names, results):
    rows = [("player", "CPU ratio", "never shown", "hold sd ms", "hold p99", "first ms", "frame 0 ms", "RSS MB", "other load")]
    for name in names:
        runs = results.get(name, [])
        rows.append((name, spread([r["ratio"] for r in runs]), spread([r["missed"] for r in runs], "{:.0f}"),
                     spread([(r.get("hold_ms") or {}).get("sd") for r in runs]), spread([(r.get("hold_ms") or {}).get("p99") for r in runs], "{:.1f}"),
                     spread([r["first_ms"] for r in runs], "{:.0f}"), spread([r.get("first_hold_ms") for r in runs], "{:.0f}"),
                     spread([r["peak_rss_mb"] for r in runs], "{:.0f}"), spread([r["other_load"] for r in runs])))
    return rows


def seam_table(names, results):
    rows = [("player, two 3 s clips", "seam hold ms", "seams", "never shown", "audio holes", "longest ms", "CPU s")]
    for name in names:
        runs = results.get(name)
        if not runs:
            continue
        holds = [seam["hold_ms"] for r in runs for seam in r["seams"]]
        holes = [hole["ms"] for r in runs for hole in (r.get("sound") or {}).get("holes", [])]
        rows.append((name, spread(holds, "{:.1f}"), str(len(holds)), spread([r["missed"] for r in runs], "{:.0f}"), str(len(holes)),
                     str(max(holes, default=0)), spread([r["cpu_s"] + r["x_s"] for r in runs])))
    return rows


def print_table(rows):
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    for row in rows:
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths)).rstrip())
    print()


def versions():
    for command in (["mpv", "--version"], ["vlc", "--version"], ["ffplay", "-version"], ["gst-play-1.0", "--version"]):
        if shutil.which(command[0]):
            output = subprocess.run(command, capture_output=True, text=True).stdout.splitlines()
            print("#", output[0] if output else command[0])


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=12)
    parser.add_argument("--players", default=",".join(PLAYERS), help="names, separated by commas")
    parser.add_argument("--seams", action="store_true", help="the seam between two clips too")
    parser.add_argument("--json", type=pathlib.Path, help="write every run here")
    parser.add_argument("--clips", type=pathlib.Path, default=TOP / "build" / "bench-clips")
    arguments = parser.parse_args()
    arguments.clips.mkdir(parents=True, exist_ok=True)
    names = [name for name in arguments.players.split(",") if shutil.which(PLAYERS[name][0][0])]
    for name in set(arguments.players.split(",")) - set(names):
        print(f"# {name} is not installed")
    frames = round(30 * (arguments.seconds + 8))
    film = make(arguments.clips / f"film-{frames}.mp4", 3, frames=frames)
    pair = [make(arguments.clips / f"pair-{i}.mp4", i) for i in (1, 2)]
    versions()
    steady, seams = {}, {}
    for number in range(arguments.rounds):
        steady_round(names, film, {3: frames}, arguments.seconds, steady)
        if arguments.seams:
            seam_round(names, pair, {1: 90, 2: 90}, arguments.seconds + 4, seams)
        print(f"# round {number + 1} of {arguments.rounds}: decode-only {steady['decode-only'][-1]:.2f} s", file=sys.stderr)
    print_table(steady_table(names, steady))
    if arguments.seams:
        print_table(seam_table(names, seams))
    if arguments.json:
        arguments.json.write_text(json.dumps({"steady": steady, "seams": seams}, indent=1))
    return steady


if __name__ == "__main__":
    main()
