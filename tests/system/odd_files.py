#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""odd_files.py: a folder of over a hundred foreign, odd and broken files, a second each, under the address sanitizer.

Every file must be shown or be named with a reason; no crash, no hang, no leak. Uses the corpus beside the project
(CRIER_CORPUS names another) and breaks good files in many ways of its own. Needs the asan build.
"""
import json
import os
import pathlib
import random
import subprocess
import sys
import tempfile

TOP = pathlib.Path(__file__).resolve().parents[2]
PLAYER = os.environ.get("CRIER_PLAYER", str(TOP / "build/asan/bin/crier-player"))
CORPUS = pathlib.Path(os.environ.get("CRIER_CORPUS", TOP.parent / "shared" / "corpus"))
LEAST_FILES = 100


def broken_copies(folder, good):
    """Ways in which files really break."""
    rng = random.Random(5)
    data = good.read_bytes()
    for share in (1, 5, 20, 50, 80, 99):
        (folder / f"zz-cut-{share:02}.mp4").write_bytes(data[:len(data) * share // 100])
    (folder / "zz-empty.mp4").write_bytes(b"")
    (folder / "zz-page.mp4").write_text("<!DOCTYPE html><html><body>Please log in to the free network</body></html>")
    (folder / "zz-noise.mp4").write_bytes(rng.randbytes(300_000))
    (folder / "zz-zeros.mp4").write_bytes(bytes(200_000))
    (folder / "zz-text.png").write_text("not a picture")
    (folder / "zz-film.jpg").write_bytes(data)
    (folder / "zz-folder.mp4").mkdir()
    (folder / "zz-dangling.mp4").symlink_to("nowhere.mp4")
    (folder / "zz 空格 与 中文.mp4").write_bytes(data)
    (folder / "zz-deep.mp4").write_bytes(b"".join(((8 * (3000 - i)).to_bytes(4, "big") + b"moov") for i in range(3000)))
    for i in range(12):
        damaged = bytearray(data)
        for _ in range(10 ** (1 + i % 4)):
            damaged[rng.randrange(len(damaged))] = rng.randrange(256)
        (folder / f"zz-damaged-{i:02}.mp4").write_bytes(damaged)


def make_workspace(root):
    media = root / "media"
    media.mkdir(parents=True)
    for source in sorted((CORPUS / "media").iterdir()) if (CORPUS / "media").is_dir() else []:
        if source.suffix not in (".jsonl", ""):
            (media / source.name).symlink_to(source)
    good = root / "good.mp4"
    subprocess.run(["ffmpeg", "-v", "error", "-y", "-f", "lavfi", "-i", "testsrc2=s=320x180:r=25:d=2", "-f", "lavfi", "-i", "sine=d=2",
                    "-c:v", "libx264", "-g", "25", "-pix_fmt", "yuv420p", "-c:a", "aac", str(good)], check=True)
    broken_copies(media, good)
    (root / "office.toml").write_text('name = { zh = "测试" }\ndefault_channel = "main"\n')
    (root / "channels").mkdir()
    names = sorted(path.name for path in media.iterdir())
    items = ",\n".join(f'  {{ media = {json.dumps("media/" + name, ensure_ascii=False)}, duration = "1s" }}' for name in names)
    (root / "channels" / "main.toml").write_text(f'default = "main"\n[playlists.main]\nitems = [\n{items}\n]\n')
    return names


def main():
    with tempfile.TemporaryDirectory() as scratch:
        root = pathlib.Path(scratch)
        names = make_workspace(root)
        if len(names) < LEAST_FILES:
            print(f"odd_files: only {len(names)} files: the corpus is not beside the project; trying those")
        seconds = len(names) + 60
        stats, errors = root / "stats.json", root / "stderr"
        environment = dict(os.environ, ASAN_OPTIONS="detect_leaks=1", LSAN_OPTIONS=f"suppressions={TOP}/tests/lsan.supp:print_suppressions=0",
                           UBSAN_OPTIONS="print_stacktrace=1", SDL_AUDIODRIVER="dummy")
        with open(errors, "w") as log:
            player = subprocess.run(["xvfb-run", "-a", "-s", "-screen 0 1280x720x24", PLAYER, str(root), "--for", f"{seconds}s", "--stats", str(stats)],
                                    env=environment, stderr=log, timeout=seconds + 120)
        text = errors.read_text(errors="replace")
        shown_json = json.loads(stats.read_text()) if stats.exists() else {"seams": [], "errors": [], "frames_presented": 0}
        shown = {seam[end] for seam in shown_json["seams"] for end in ("from", "to")}
        silent = [name for name in names if "media/" + name not in shown and not any(name in error for error in shown_json["errors"])]
        findings = [line for line in text.splitlines() if "ERROR: AddressSanitizer" in line or "LeakSanitizer" in line or "runtime error" in line]
        print(f"odd_files: {len(names)} files, {len(shown)} shown, {len(shown_json['errors'])} errors, {shown_json['frames_presented']} frames, "
              f"exit {player.returncode}")
        for error in shown_json["errors"]:
            print("  skipped:", error)
        for name in silent:
            print("  NEITHER SHOWN NOR NAMED:", name)
        for line in findings:
            print("  FINDING:", line)
        return 1 if silent or findings or player.returncode != 0 else 0


if __name__ == "__main__":
    sys.exit(main())
