#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""watch.py [options] -- PLAYER ARG...: runs a player on an Xvfb of its own and judges it from outside. Prints JSON.

No player's own statistics are used: pictures are read off the frame buffer by crier-observe, sound is recorded from a
PulseAudio null sink, CPU and memory come from the kernel. Times are in seconds or milliseconds as their names say.
"""
import argparse
import json
import os
import pathlib
import signal
import statistics
import subprocess
import tempfile
import time

TOP = pathlib.Path(__file__).resolve().parents[2]
TICKS = os.sysconf("SC_CLK_TCK")
PAGE = os.sysconf("SC_PAGE_SIZE")
STARTUP = 1.5


def observer():
    for preset in ("release", "dev", "asan"):
        path = TOP / "build" / preset / "bin" / "crier-observe"
        if path.exists():
            return path
    raise SystemExit("watch.py: build crier-observe first: cmake --build build/release --target crier-observe")


def cpu_of(pid):
    fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def machine_cpu():
    fields = [int(x) for x in pathlib.Path("/proc/stat").read_text().splitlines()[0].split()[1:9]]
    return (sum(fields) - fields[3] - fields[4]) / TICKS


class Screen:
    """An Xvfb with its frame buffer in memory, and if wanted a PulseAudio that records what is played."""

    def __init__(self, width, height, sound=False):
        self.width, self.height = width, height
        self._scratch = tempfile.TemporaryDirectory(prefix="crier-bench-")
        self._memory = tempfile.TemporaryDirectory(prefix="crier-bench-", dir="/dev/shm")
        self.folder = pathlib.Path(self._scratch.name)
        self._processes = []
        for number in range(90, 400):
            if pathlib.Path(f"/tmp/.X11-unix/X{number}").exists() or pathlib.Path(f"/tmp/.X{number}-lock").exists():
                continue
            self.x = subprocess.Popen(["Xvfb", f":{number}", "-screen", "0", f"{width}x{height}x24", "-fbdir", self._memory.name,
                                       "-nolisten", "tcp"], stderr=subprocess.DEVNULL)
            time.sleep(0.8)
            if self.x.poll() is None:
                break
        self._processes.append(self.x)
        self.environment = dict(os.environ, DISPLAY=f":{number}", XDG_RUNTIME_DIR=self._scratch.name)
        self.environment.pop("WAYLAND_DISPLAY", None)
        self.pulse = None
        if sound:
            self._start_pulse()
        else:
            self.environment.setdefault("SDL_AUDIODRIVER", "dummy")
        time.sleep(STARTUP - 0.8)

    def _start_pulse(self):
        socket = self.folder / "pulse.sock"
        self.environment["PULSE_SERVER"] = f"unix:{socket}"
        self.pulse = subprocess.Popen(
            ["pulseaudio", "-n", "--daemonize=no", "--exit-idle-time=-1", "--use-pid-file=no",
             "-L", "module-null-sink sink_name=bench rate=48000",
             "-L", f"module-native-protocol-unix socket={socket} auth-anonymous=1"],
            env=self.environment, stderr=subprocess.DEVNULL)
        self._processes.append(self.pulse)
        for _ in range(50):
            if socket.exists():
                break
            time.sleep(0.1)
        self.recording = self.folder / "recording.s16"
        self._processes.append(subprocess.Popen(
            ["parec", "-d", "bench.monitor", "--format=s16le", "--rate=48000", "--channels=1", "--latency-msec=20",
             str(self.recording)], env=self.environment))

    def frame_buffer(self):
        return pathlib.Path(self._memory.name) / "Xvfb_screen0"

    def close(self):
        for process in reversed(self._processes):
            process.terminate()
        for process in self._processes:
            try:
                process.wait(5)
            except subprocess.TimeoutExpired:
                process.kill()
        self._memory.cleanup()
        self._scratch.cleanup()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()


def parse_events(text):
    """[(time, code)]: code is (clip, frame), "-" for none; copies under way are left out."""
    events = []
    for line in text.splitlines():
        words = line.split()
        if len(words) == 3:
            events.append((float(words[0]), (int(words[1]), int(words[2]))))
        elif len(words) == 2 and words[1] in "-.":
            events.append((float(words[0]), "-"))
    return events


def judge_pictures(events, started, stopped, frames):
    """`frames`: {clip: how many frames it has}, so that frames lost at a seam are counted too."""
    shown = []
    for moment, code in events:
        if code != "-" and (not shown or shown[-1][1] != code):
            shown.append((moment, code))
    if not shown:
        return {"shown": 0, "first_ms": None, "missed": None, "seams": []}
    blank, since = 0.0, None
    for moment, code in events:
        if code == "-" and moment > shown[0][0] and since is None:
            since = moment
        elif code != "-" and since is not None:
            blank += moment - since
            since = None
    missed, holds, seams = 0, [], []
    for (begin, (clip, frame)), (end, (next_clip, next_frame)) in zip(shown, shown[1:]):
        hold = (end - begin) * 1000
        if clip == next_clip and next_frame > frame:
            missed += next_frame - frame - 1
            holds.append(hold)
        else:
            missed += max(0, frames.get(clip, frame + 1) - 1 - frame) + next_frame
            seams.append({"from": [clip, frame], "to": [next_clip, next_frame], "hold_ms": round(hold, 2), "at": round(end - started, 4)})
    holds.sort()
    percentile = lambda p: round(holds[min(len(holds) - 1, int(p * len(holds)))], 2) if holds else None
    return {"shown": len(shown), "missed": missed, "seams": seams, "blank_ms": round(blank * 1000, 1),
            "first_ms": round((shown[0][0] - started) * 1000, 1),
            "first_hold_ms": round((shown[1][0] - shown[0][0]) * 1000, 1) if len(shown) > 1 else None,
            "hold_ms": {"p1": percentile(0.01), "p50": percentile(0.5), "p99": percentile(0.99), "max": round(holds[-1], 2) if holds else None,
                        "sd": round(statistics.pstdev(holds), 2) if len(holds) > 1 else None}}


def judge_sound(path):
    """Holes: at least two milliseconds below a third of the usual level. Steps: samples further apart than the sine allows."""
    import numpy as np
    samples = np.fromfile(path, dtype="<i2").astype(np.int32)
    blocks = len(samples) // 48
    if blocks == 0:
        return None
    level = np.abs(samples[:blocks * 48]).reshape(blocks, 48).max(axis=1)
    loud = np.flatnonzero(level > 800)
    if loud.size == 0:
        return None
    first, last = loud[0], loud[-1]
    quiet = level[first:last + 1] < np.median(level[first:last + 1]) * 0.3
    holes, run = [], 0
    for i, is_quiet in enumerate([*quiet, False]):
        if is_quiet:
            run += 1
            continue
        if run >= 2:
            holes.append({"at": round((i - run) / 1000, 3), "ms": int(run)})
        run = 0
    # The player's own start and stop break the wave; what counts lies between.
    steps = np.abs(np.diff(samples[first * 48 + 960:last * 48 - 960]))
    usual = np.percentile(steps, 99.5) if steps.size else 0
    return {"seconds": round(float(last - first) / 1000, 3), "holes": holes, "clicks": int((steps > usual * 1.8).sum())}


def run(command, screen, seconds, frames=None, clip_width=None, as_user=None):
    """Runs the player for `seconds` on the screen and returns everything that was seen."""
    with open(screen.folder / "events", "w+") as log, open(screen.folder / "stderr", "w+") as errors:
        watching = subprocess.Popen([observer(), screen.frame_buffer(), str(clip_width or screen.width)], stdout=log)
        time.sleep(0.3)
        if as_user:
            command = ["setpriv", f"--reuid={as_user}", "--clear-groups", "--", *command]
        busy, x_before = machine_cpu(), cpu_of(screen.x.pid)
        pulse_before = cpu_of(screen.pulse.pid) if screen.pulse else 0
        started = time.clock_gettime(time.CLOCK_MONOTONIC)
        player = subprocess.Popen(command, env=screen.environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=errors,
                                  start_new_session=True)
        vitals, asked_to_stop = [], None
        while True:
            pid, status, usage = os.wait4(player.pid, os.WNOHANG)
            elapsed = time.clock_gettime(time.CLOCK_MONOTONIC) - started
            if pid:
                break
            try:
                process = pathlib.Path(f"/proc/{player.pid}")
                status_lines = dict(line.split(":", 1) for line in (process / "status").read_text().splitlines() if ":" in line)
                vitals.append((round(elapsed, 2), int(status_lines["VmHWM"].split()[0]), int(status_lines["VmRSS"].split()[0]),
                               len(os.listdir(process / "fd")), int(status_lines["Threads"])))
            except (OSError, KeyError, ValueError):
                pass
            if elapsed > seconds and asked_to_stop is None:
                os.killpg(player.pid, signal.SIGTERM)
                asked_to_stop = elapsed
            elif asked_to_stop is not None and elapsed > asked_to_stop + 5:
                os.killpg(player.pid, signal.SIGKILL)
            time.sleep(0.05)
        stopped = time.clock_gettime(time.CLOCK_MONOTONIC)
        x_cpu, used = cpu_of(screen.x.pid) - x_before, usage.ru_utime + usage.ru_stime
        pulse_cpu = cpu_of(screen.pulse.pid) - pulse_before if screen.pulse else 0
        other = (machine_cpu() - busy - x_cpu - used - pulse_cpu) / (stopped - started) / os.cpu_count()
        time.sleep(0.2)
        watching.terminate()
        watching.wait()
        log.seek(0)
        result = {"command": " ".join(map(str, command))[-160:], "exit": status, "wall_s": round(stopped - started, 2), "cpu_s": round(used, 3),
                  "x_s": round(x_cpu, 3), "pulse_s": round(pulse_cpu, 3), "other_load": round(other, 3),
                  "killed": asked_to_stop is not None and stopped - started > asked_to_stop + 4.5,
                  "peak_rss_mb": round(max((v[1] for v in vitals), default=0) / 1024, 1),
                  "fds": [v[3] for v in vitals][-2:-1], "threads": [v[4] for v in vitals][-2:-1], "vitals": vitals}
        result.update(judge_pictures(parse_events(log.read()), started, stopped, frames or {}))
        if screen.pulse:
            result["sound"] = judge_sound(screen.recording)
        errors.seek(0)
        result["stderr"] = errors.read()[-400:] if status else ""
        return result


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--seconds", type=float, default=20)
    parser.add_argument("--size", default="1920x1080")
    parser.add_argument("--clip-width", type=int)
    parser.add_argument("--frames", default="", help="CLIP:COUNT,...")
    parser.add_argument("--sound", action="store_true")
    parser.add_argument("--vitals", action="store_true", help="print every sample of memory, descriptors and threads")
    parser.add_argument("command", nargs=argparse.REMAINDER)
    arguments = parser.parse_args()
    command = arguments.command[1:] if arguments.command[:1] == ["--"] else arguments.command
    width, height = map(int, arguments.size.split("x"))
    frames = {int(a): int(b) for a, b in (pair.split(":") for pair in arguments.frames.split(",") if pair)}
    with Screen(width, height, arguments.sound) as screen:
        result = run(command, screen, arguments.seconds, frames, arguments.clip_width)
    if not arguments.vitals:
        del result["vitals"]
    print(json.dumps(result, indent=1))


if __name__ == "__main__":
    main()
