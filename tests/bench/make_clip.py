#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Makes bench clips: a drifting, grainy texture at a film's bit rate with a barcode in every frame, H.264 and AAC.

The barcode is crier-observe's. Frames and tone should make whole periods, so that a loop's sound is one unbroken sine.
"""
import argparse
import pathlib
import subprocess
from fractions import Fraction

import numpy as np

CELLS = 20


def texture(rng, height, width, blur, strength):
    """Smooth noise that wraps around at its edges, made in the frequency domain."""
    spectrum = np.fft.rfft2(rng.normal(0, 1, (height, width)))
    fy, fx = np.fft.fftfreq(height)[:, None], np.fft.rfftfreq(width)[None, :]
    smooth = np.fft.irfft2(spectrum * np.exp(-(fx ** 2 + fy ** 2) * (blur * 4.0) ** 2), s=(height, width))
    return smooth / smooth.std() * strength


def draw_code(plane, code, cell):
    bits = [1, 0] + [code >> (15 - i) & 1 for i in range(16)] + [1, 0]
    for i, bit in enumerate(bits):
        for rows in (slice(0, cell), slice(plane.shape[0] - cell, plane.shape[0])):
            plane[rows, i * cell:(i + 1) * cell] = 235 if bit else 16


def make(path, clip, width=1920, height=1080, rate="30", frames=90, tone=440.0, gop=None, crf=21, sample_rate=48000, sound=True):
    """Writes `path` unless it is there already."""
    path = pathlib.Path(path)
    if path.exists():
        return path
    rng = np.random.default_rng(100 + clip)
    pad = 128
    luma = np.clip(128 + texture(rng, height + pad, width + pad, 3, 22) + texture(rng, height + pad, width + pad, 40, 34), 16, 235)
    chroma = [np.clip(128 + texture(rng, height // 2 + pad // 2, width // 2 + pad // 2, 30, 18), 16, 240).astype(np.uint8)
              for _ in range(2)]
    grain = np.clip(rng.normal(0, 2.5, (height, width)), -8, 8).astype(np.int16)
    luma = luma.astype(np.int16)
    seconds = frames / Fraction(rate)
    fps = float(Fraction(rate))
    command = ["ffmpeg", "-v", "error", "-y", "-f", "rawvideo", "-pix_fmt", "yuv420p", "-s", f"{width}x{height}", "-r", str(rate), "-i", "-"]
    if sound:
        command += ["-f", "lavfi", "-i", f"sine=frequency={tone}:sample_rate={sample_rate}:duration={float(seconds)}",
                    "-af", "volume=9dB,pan=stereo|c0=c0|c1=c0", "-c:a", "aac", "-b:a", "160k"]
    command += ["-c:v", "libx264", "-preset", "medium", "-crf", str(crf), "-g", str(gop or round(2 * fps)), "-color_range", "tv",
                "-colorspace", "bt709", "-color_primaries", "bt709", "-color_trc", "bt709", "-movflags", "+faststart",
                "-f", "mp4", str(path) + ".part"]
    encoder = subprocess.Popen(command, stdin=subprocess.PIPE)
    cell = width // 24 // 2 * 2
    for frame in range(frames):
        dx = int(60 + 58 * np.sin(frame * 0.065)) // 2 * 2
        dy = int(60 + 58 * np.cos(frame * 0.048)) // 2 * 2
        plane = np.clip(luma[dy:dy + height, dx:dx + width] + np.roll(grain, frame * 41 % height, 0), 16, 235).astype(np.uint8)
        draw_code(plane, (clip & 15) << 12 | frame & 4095, cell)
        encoder.stdin.write(plane.tobytes())
        for source in chroma:
            part = source[dy // 2:dy // 2 + height // 2, dx // 2:dx // 2 + width // 2].copy()
            for rows in (slice(0, cell // 2), slice(height // 2 - cell // 2, height // 2)):
                part[rows, :CELLS * cell // 2] = 128
            encoder.stdin.write(part.tobytes())
    encoder.stdin.close()
    if encoder.wait() != 0:
        raise RuntimeError(f"ffmpeg failed on {path}")
    pathlib.Path(str(path) + ".part").rename(path)
    return path


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("out")
    parser.add_argument("--clip", type=int, default=1, help="0 to 15")
    parser.add_argument("--size", default="1920x1080")
    parser.add_argument("--rate", default="30", help="such as 25, 30000/1001")
    parser.add_argument("--frames", type=int, default=90)
    parser.add_argument("--tone", type=float, default=440.0)
    parser.add_argument("--gop", type=int)
    parser.add_argument("--sample-rate", type=int, default=48000)
    parser.add_argument("--no-sound", action="store_true")
    arguments = parser.parse_args()
    width, height = map(int, arguments.size.split("x"))
    make(arguments.out, arguments.clip, width, height, arguments.rate, arguments.frames, arguments.tone, arguments.gop,
         sample_rate=arguments.sample_rate, sound=not arguments.no_sound)


if __name__ == "__main__":
    main()
