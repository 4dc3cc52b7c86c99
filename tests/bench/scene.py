#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""scene.py static | moving | captions | alert | preview | displays | all: what zones, captions, tickers, alerts and previews cost.

Each figure is asked and got, at 1920x1080 under an Xvfb of its own, watched from outside. Exit status 1 where one is missed.
"""
import argparse
import json
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

import watch
from figures import CLIPS, missed, report
from make_clip import make
from peers import CRIER, TOP

CRIER_COMMAND = pathlib.Path(CRIER).parent / "crier"
NOTICE = '+++\ntitle = "{title}"\nkind = "{kind}"\ndate = 2026-11-20\n+++\n{body}\n'
ALERT = """<?xml version="1.0" encoding="UTF-8"?>
<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2"><identifier>bench-1</identifier><sender>bench@example.invalid</sender>
<sent>{sent}</sent><status>Actual</status><msgType>Alert</msgType><scope>Public</scope>
<info><language>zh-CN</language><category>Safety</category><event>疏散演示</event><urgency>Immediate</urgency><severity>Extreme</severity>
<certainty>Observed</certainty><expires>{expires}</expires><headline>请有序撤离</headline><description>请听从工作人员引导。</description></info></alert>
"""


def toml(value):
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{key} = {toml(inner)}" for key, inner in value.items()) + " }"
    return json.dumps(value, ensure_ascii=False)


def zone(name, kind, area, **keys):
    lines = ["[[layout.landscape.zones]]", f'name = "{name}"', f'kind = "{kind}"', f"area = {list(area)}"]
    lines += [f"{key} = {toml(value)}" for key, value in keys.items()]
    return "\n".join(lines) + "\n"


def office(folder, zones, items, head=""):
    """A workspace of one screen with that layout; `items`: names in media/."""
    for name in ("channels", "media", "notices", "alerts"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    (folder / "office.toml").write_text('name = { zh = "示例办公室", en = "Sample office" }\ntime_zone = "Asia/Shanghai"\n'
                                        'languages = ["zh", "en"]\ndefault_channel = "main"\n')
    (folder / "screens.toml").write_text('[[screen]]\nid = "s"\nchannel = "main"\nsize = "1920x1080"\n')
    layout = "[layout.landscape]\nbackground = \"#071228\"\n" + "".join(zones) if zones else ""
    (folder / "channels" / "main.toml").write_text(
        f'title = "main"\ndefault = "daily"\n{head}\n[sound]\nmuted = true\n[playlists.daily]\nitems = {json.dumps(items)}\n{layout}')
    for i in range(6):
        for language, title, body in (("zh", f"第{i + 1}条谣言不属实", "请以官方通报为准。"), ("en", f"Rumour {i + 1} is not true", "Ask first.")):
            (folder / "notices" / f"n{i}.{language}.md").write_text(NOTICE.format(title=title, kind="refutation", body=body))
    return folder


def poster(path):
    subprocess.run(["ffmpeg", "-v", "error", "-y", "-f", "lavfi", "-i", "gradients=s=1920x1080:c0=0x0e254a:c1=0xe85442:d=1", "-frames:v", "1",
                    str(path)], check=True)


def play(folder, seconds, screen=None, extra=()):
    with tempfile.TemporaryDirectory() as scratch:
        stats = pathlib.Path(scratch) / "stats.json"
        command = [CRIER, str(folder), "--screen", "s", "--stats", str(stats), *extra]
        if screen is not None:
            result = watch.run(command, screen, seconds, {3: 900})
        else:
            with watch.Screen(1920, 1080) as own:
                result = watch.run(command, own, seconds, {3: 900})
        result["stats"] = json.loads(stats.read_text()) if stats.exists() else {}
    return result


def share_of_core(folder, short=6, long=26):
    """Per cent of a core of player and X server, start-up left out: the difference of two runs."""
    runs = [play(folder, seconds) for seconds in (short, long)]
    used = [run["cpu_s"] + run["x_s"] for run in runs]
    presentations = [run["stats"]["presentations"] for run in runs]
    return 100 * (used[1] - used[0]) / (runs[1]["wall_s"] - runs[0]["wall_s"]), presentations[1] - presentations[0], runs[1]["other_load"]


def static(scratch):
    """A static layout presents nothing and costs nothing."""
    zones = [zone("film", "programme", (0, 0, 0.7, 1)), zone("logo", "logo", (0.7, 0, 0.3, 0.2)),
             zone("words", "text", (0.7, 0.2, 0.3, 0.8), text={"zh": "# 请记住\n\n遇到诈骗请拨打 **110**。"}, languages=["zh"])]
    folder = office(scratch / "static", zones, [])
    (folder / "channels" / "main.toml").write_text((folder / "channels" / "main.toml").read_text().replace(
        "items = []", 'items = [{ media = "media/poster.png", duration = "1h" }]'))
    poster(folder / "media" / "poster.png")
    cost, _, other = share_of_core(folder)
    print(f"# other load {other}")
    report("static layout, of a core", "< 0.5 %", f"{cost:.2f} %", cost < 0.5)
    # In its first moments it presents once or twice, as pages get ready; from then on never again.
    frames = scratch / "frames"
    began = time.time()
    subprocess.run([CRIER, str(folder), "--screen", "s", "--headless", "--for", "23s", "--frames", str(frames)], check=True,
                   stderr=subprocess.DEVNULL)
    moments = [int(line.split()[0]) / 1e9 - began for line in frames.read_text().splitlines()]
    later = sum(moment > 3 for moment in moments)
    report("static layout, presentations in 20 s", "0", f"{later} (at first {len(moments) - later})", later == 0 and len(moments) > 0)


def moving(scratch):
    """Clock and ticker with a still picture."""
    zones = [zone("film", "programme", (0, 0, 1, 0.9)), zone("clock", "clock", (0.7, 0, 0.3, 0.12)),
             zone("rumours", "ticker", (0, 0.9, 1, 0.1), background="#FFC857", ink="#0B1D3F", speed=120)]
    folder = office(scratch / "moving", zones, [])
    (folder / "channels" / "main.toml").write_text((folder / "channels" / "main.toml").read_text().replace(
        "items = []", 'items = [{ media = "media/poster.png", duration = "1h" }]'))
    poster(folder / "media" / "poster.png")
    cost, presentations, other = share_of_core(folder)
    print(f"# other load {other}, {presentations / 20:.1f} presentations a second")
    report("clock and ticker with a still, of a core", "<= 12 %", f"{cost:.2f} %", cost <= 12)


def captions(scratch, rounds=5):
    """A full-screen film with captions and ticker over the same film alone, paired, both joined at their begin."""
    film = make(CLIPS / "film-900.mp4", 3, frames=900)
    folders = []
    for name, zones, head in (("alone", [], "captions = []"), ("dressed", [
            zone("film", "programme", (0, 0, 1, 1)),
            zone("rumours", "ticker", (0, 0.9, 1, 0.1), background="#FFC857", ink="#0B1D3F", speed=120)], 'captions = ["zh", "en"]')):
        folder = office(scratch / name, zones, ["media/film.mp4"], head)
        shutil.copy(film, folder / "media" / "film.mp4")
        for language, text in (("zh", "这是第{}句字幕，请您留意网络诈骗"), ("en", "This is caption {}, beware of scams")):
            cues = "".join(f"\n00:00:{i:02}.000 --> 00:00:{i + 1:02}.900\n{text.format(i)}\n" for i in range(0, 30, 2))
            (folder / "media" / f"film.{language}.vtt").write_text("WEBVTT\n" + cues)
        folders.append(folder)
    ratios, costs = [], []
    for _ in range(rounds):
        pair = []
        for folder in folders:
            # The film lasts 30 s and loops from the epoch on: begin where it begins, so that joining costs nothing.
            time.sleep(30 - time.time() % 30 + 0.05 if time.time() % 30 > 0.3 else 0)
            run = play(folder, 14)
            pair.append(run["cpu_s"] + run["x_s"])
        ratios.append(pair[1] / pair[0])
        costs.append(pair)
    print(f"# CPU seconds of 14: {[[round(c, 2) for c in pair] for pair in costs]}")
    got = statistics.median(ratios)
    report("film with captions and ticker over alone", "<= 1.25", f"{got:.3f} ({min(ratios):.3f}-{max(ratios):.3f})", got <= 1.25)


def alert(scratch, rounds=5):
    """From the file's appearing to the first frame of the alert, and from its Cancel to the film again, seen on the screen."""
    film = make(CLIPS / "film-900.mp4", 3, frames=900)
    folder = office(scratch / "alert", [], ["media/film.mp4"], "captions = []")
    shutil.copy(film, folder / "media" / "film.mp4")
    raised, cleared = [], []
    with watch.Screen(1920, 1080) as screen, open(screen.folder / "events", "w+") as log:
        watching = subprocess.Popen([watch.observer(), screen.frame_buffer(), "1920"], stdout=log)
        player = subprocess.Popen([CRIER, str(folder), "--screen", "s"], env=screen.environment, stderr=subprocess.DEVNULL)
        time.sleep(3)
        marks = []
        for _ in range(rounds):
            now = time.time()
            stamp = lambda at: time.strftime("%Y-%m-%dT%H:%M:%S+00:00", time.gmtime(at))
            (folder / "alerts" / ".new").write_text(ALERT.format(sent=stamp(now - 5), expires=stamp(now + 600)))
            os.replace(folder / "alerts" / ".new", folder / "alerts" / "bench.xml")
            marks.append(("raise", time.clock_gettime(time.CLOCK_MONOTONIC)))
            time.sleep(2.5)
            (folder / "alerts" / "bench.xml").unlink()
            marks.append(("clear", time.clock_gettime(time.CLOCK_MONOTONIC)))
            time.sleep(2.5)
        player.terminate()
        player.wait()
        watching.terminate()
        watching.wait()
        log.seek(0)
        events = watch.parse_events(log.read())
    for what, at in marks:
        covered = what == "raise"
        seen = next((moment for moment, code in events if moment > at and (code == "-") == covered), None)
        (raised if covered else cleared).append((seen - at) * 1000 if seen else float("inf"))
    report("alert: file to first frame, worst of " + str(rounds), "<= 1000 ms", f"{max(raised):.0f} ms", max(raised) <= 1000)
    report("alert: file gone to film again, worst", "<= 1000 ms", f"{max(cleared):.0f} ms", max(cleared) <= 1000)


def preview(scratch):
    """A preview of half a minute of the sample office, and how fast it was made."""
    sample = TOP / "build" / "sample-office"
    if not sample.exists():
        report("preview over real time", "> 1", "no sample office: packaging/run.sh makes it", False)
        return
    began = time.time()
    subprocess.run([str(CRIER_COMMAND), "preview", str(sample), "--screen", "T1-hall-01", "--at", "2026-11-25T12:00:00", "--for", "30s", "-o",
                    str(scratch / "out.mp4")], check=True)
    speed = 30 / (time.time() - began)
    report("preview, 1080p with layout and sound", "> 1 x real time", f"{speed:.2f} x", speed > 1)


def displays(scratch):
    """Two screens of one channel on one machine: the film is decoded once."""
    film = make(CLIPS / "film-900.mp4", 3, frames=900)
    folder = office(scratch / "displays", [], ["media/film.mp4"], "captions = []")
    shutil.copy(film, folder / "media" / "film.mp4")
    (folder / "screens.toml").write_text("".join(f'[[screen]]\nid = "{i}"\nchannel = "main"\nsize = "1920x1080"\n' for i in "ab"))
    used = []
    for screens in ("a", "a@0,b@1"):
        time.sleep(30 - time.time() % 30 + 0.05)
        with tempfile.TemporaryDirectory() as store:
            stats = pathlib.Path(store) / "stats.json"
            subprocess.run([CRIER, str(folder), "--screen", screens, "--headless", "--for", "10s", "--stats", str(stats)], check=True,
                           stderr=subprocess.DEVNULL)
            used.append(json.loads(stats.read_text())["cpu_seconds"])
    ratio = used[1] / used[0]
    print(f"# CPU seconds of 10: one screen {used[0]:.2f}, two {used[1]:.2f}")
    report("two displays over one", "< 1.6 (decoded once)", f"{ratio:.2f}", ratio < 1.6)


FIGURES = {"static": static, "moving": moving, "captions": captions, "alert": alert, "preview": preview, "displays": displays}


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("figure", choices=[*FIGURES, "all"])
    arguments = parser.parse_args()
    CLIPS.mkdir(parents=True, exist_ok=True)
    for name in FIGURES if arguments.figure == "all" else [arguments.figure]:
        print(f"{name}: {FIGURES[name].__doc__}", flush=True)
        with tempfile.TemporaryDirectory() as scratch:
            FIGURES[name](pathlib.Path(scratch))
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
