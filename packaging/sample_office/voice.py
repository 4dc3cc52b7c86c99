# SPDX-License-Identifier: Apache-2.0
"""The films' sound: a Mandarin voice by espeak-ng over a soft bed of synthesised chords, levelled to -23 LUFS (EBU R128)."""
import re
import subprocess
import tempfile
import wave

import numpy as np

RATE = 48_000
TARGET_LUFS = -23.0
VOICE = "cmn-latn-pinyin"
# Each film's bed wanders through four chords of its own key: semitones above A2.
CHORDS = ((0, 7, 12, 16), (5, 9, 12, 17), (-3, 4, 9, 12), (2, 7, 11, 14))


def speak(pinyin):
    """Samples of one spoken line, silence at both ends cut off."""
    with tempfile.NamedTemporaryFile(suffix=".wav") as file:
        subprocess.run(["espeak-ng", "-v", VOICE, "-s", "165", "-p", "42", "-a", "120", "-w", file.name, pinyin], check=True)
        with wave.open(file.name) as spoken:
            rate = spoken.getframerate()
            samples = np.frombuffer(spoken.readframes(spoken.getnframes()), np.int16).astype(np.float32) / 32768
    loud = np.flatnonzero(np.abs(samples) > 0.01)
    if loud.size:
        samples = samples[loud[0]:loud[-1] + 1]
    positions = np.arange(int(len(samples) * RATE / rate)) * rate / RATE
    return np.interp(positions, np.arange(len(samples)), samples).astype(np.float32)


def bed(seconds, key):
    """Slow chords of soft sines with a gentle swell; fades at both ends so that a loop has no click."""
    count = round(seconds * RATE)
    time = np.arange(count) / RATE
    left, right = np.zeros(count), np.zeros(count)
    length = seconds / len(CHORDS)
    for i, chord in enumerate(CHORDS):
        swell = np.clip(np.minimum((time - i * length) / 0.8 + 0.5, ((i + 1) * length - time) / 0.8 + 0.5), 0, 1)
        for j, semitone in enumerate(chord):
            frequency = 110 * 2 ** ((semitone + key) / 12)
            tone = np.sin(2 * np.pi * frequency * time) + 0.25 * np.sin(4 * np.pi * frequency * time + j)
            pan = 0.35 + 0.3 * (j / 3)
            left += swell * tone * (1 - pan) / len(chord)
            right += swell * tone * pan / len(chord)
    edge = np.clip(np.minimum(time, seconds - time) / 0.25, 0, 1)
    return np.stack([left * edge, right * edge], axis=1).astype(np.float32)


def loudness(path):
    """Integrated loudness in LUFS, as ffmpeg measures it."""
    report = subprocess.run(["ffmpeg", "-hide_banner", "-nostats", "-i", path, "-af", "ebur128", "-f", "null", "-"],
                            capture_output=True, text=True, check=True).stderr
    return float(re.findall(r"I:\s+(-?[\d.]+) LUFS", report)[-1])


def write_wave(path, samples):
    with wave.open(path, "wb") as file:
        file.setnchannels(2)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes((np.clip(samples, -0.97, 0.97) * 32767).astype("<i2").tobytes())


def mix(path, lines, seconds, key):
    """Writes the film's sound: `lines` are (begin in seconds, samples). Exactly `seconds` long."""
    sound = bed(seconds, key) * 0.10
    for begin, samples in lines:
        first = round(begin * RATE)
        last = min(first + len(samples), len(sound))
        sound[first:last] += samples[:last - first, None] * 0.9
    write_wave(path, sound)
    gain = 10 ** ((TARGET_LUFS - loudness(path)) / 20)
    write_wave(path, sound * gain)
