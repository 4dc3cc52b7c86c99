# SPDX-License-Identifier: Apache-2.0
"""`crier publish` killed while it writes to its repository, and run again. The points are calls that touch the repository: its
files, or the line to its server."""
import re

CALLS = "write,sendto,sendmsg,rename,renameat2,fsync,openat,mkdir"


def _points(bench, publish):
    """Runs it once to the end; of each call on the way to the repository, its name and which one it is of that name."""
    log = bench.folder / "calls"
    done = bench.office.run(*publish, program=["strace", "-f", "-qq", "-yy", "-e", f"trace={CALLS}", "-o", log, bench.office.crier_program])
    if done.returncode:
        raise RuntimeError(f"the run to be counted failed: {done.stderr}")
    counts, found = {}, []
    for line in log.read_text(encoding="utf-8", errors="replace").splitlines():
        call = re.match(r"\d+ +(\w+)\(", line)
        if not call:
            continue
        counts[call[1]] = counts.get(call[1], 0) + 1
        if str(bench.place.folder) in line or "TCP:[" in line:
            found.append((call[1], counts[call[1]]))
    return found


def check_kills(bench, report):
    """After each cut a device sees the old files or the new ones, whole; the rerun brings the new ones."""
    office, name = bench.office, bench.place.name
    device = bench.device()

    def change(number):
        office.set_slot(number % 22)
        film = office.workspace / "media/one.mp4"
        film.write_bytes(_with_box(film.read_bytes(), number))

    change(0)
    points = _points(bench, office.publish_words())
    device.must_sync()
    before, killed, wrong = office.files_of("hall-1"), 0, []
    for number in range(1, bench.options.kills + 1):
        change(number)
        after = office.files_of("hall-1")
        call, which = bench.chance.choice(points)
        done = office.run(*office.publish_words(), program=["strace", "-f", "-qq", "-e", f"inject={call}:signal=KILL:when={which}", "-o", "/dev/null",
                                                            office.crier_program])
        killed += done.returncode in (-9, 137)
        seen = device.sync()
        if seen.returncode or not (device.shows(before) or device.shows(after)):
            wrong.append(f"{call} {which}: {seen.stderr.strip()}")
        office.publish()
        device.must_sync()
        if not device.shows(after):
            wrong.append(f"{call} {which}: not healed")
        before = after
    report.check(f"{name}: publishing cut by SIGKILL and run again", f"{killed} of {bench.options.kills} runs killed at one of {len(points)} points, "
                 f"{len(wrong)} wrong {wrong[:2]}", killed >= bench.options.kills * 0.8 and not wrong)


def _with_box(data, number):
    """The film with an empty box at its end, which no player minds, so that its hash is new."""
    end = data.rfind(b"\x00\x00\x00\x10free")
    whole = data[:end] if end > 0 and len(data) - end == 16 else data
    return whole + b"\x00\x00\x00\x10free" + number.to_bytes(8, "big")
