# SPDX-License-Identifier: Apache-2.0
"""Looks for texts in the memory of processes and in files. Reading another process needs root."""
import base64
import os
import pathlib
import subprocess
import tempfile

PIECE = 8 << 20
MANY = 200  # needles
ENCODINGS = ("utf-8", "utf-16-le", "utf-32-le")
ALL_ENCODINGS = (*ENCODINGS, "utf-16-be", "gb18030")
MOST_FILE_BYTES = 1 << 30


def base64_forms(data):
    """What of it stands in Base64 whatever lies before and after it: one for each alignment."""
    for skipped, lost in enumerate((0, 2, 3)):
        coded = base64.b64encode(bytes(skipped) + data)
        yield coded[lost:(skipped + len(data)) * 8 // 6]


class Needles:
    """What is sought: {name: bytes}. Texts stand in every encoding that a program here could hold them in."""

    def __init__(self):
        self._bytes = {}

    def text(self, name, text):
        for encoding in ENCODINGS:
            self._bytes[f"{name} in {encoding}"] = text.encode(encoding)

    def text_in_all_forms(self, name, text):
        """In every encoding that a disk could hold it in, and each of these in Base64."""
        for encoding in ALL_ENCODINGS:
            data = text.encode(encoding)
            if encoding != ALL_ENCODINGS[0] and data == text.encode(ALL_ENCODINGS[0]):
                continue  # of ASCII the same
            self._bytes[f"{name} in {encoding}"] = data
            for i, coded in enumerate(base64_forms(data)):
                self._bytes[f"{name} in Base64 of {encoding}, {i} bytes off"] = coded

    def raw(self, name, data):
        self._bytes[name] = bytes(data)

    def __len__(self):
        return len(self._bytes)

    def may_be_in(self, path):
        """Whether it is worth to look closer; for thousands of needles much faster than to look for each."""
        with tempfile.NamedTemporaryFile(prefix="needles-") as lines:
            # grep takes a line break for the end of one.
            lines.write(b"\n".join(max(data.split(b"\n"), key=len) for data in self._bytes.values()))
            lines.flush()
            command = ["grep", "-qaF", "-f", lines.name, path]
            return subprocess.run(command, env={"LC_ALL": "C", "PATH": os.environ["PATH"]}, check=False).returncode != 1

    def longest(self):
        return max(map(len, self._bytes.values()))

    def in_bytes(self, data):
        return {name for name, wanted in self._bytes.items() if data.find(wanted) >= 0}

    def in_stream(self, read):
        """`read(offset, size)` returns bytes, fewer or none at the end."""
        found, offset, overlap = set(), 0, self.longest()
        while data := read(offset, PIECE + overlap):
            found |= self.in_bytes(data)
            if len(data) <= PIECE:
                break
            offset += PIECE
        return found


def readable_maps(pid):
    """(begin, end, name) of every mapping that can be read."""
    for line in pathlib.Path(f"/proc/{pid}/maps").read_text().splitlines():
        words = line.split(maxsplit=5)
        name = words[5] if len(words) > 5 else ""
        if words[1].startswith("r") and not name.startswith(("[vvar", "[vsyscall")):
            begin, end = (int(part, 16) for part in words[0].split("-"))
            yield begin, end, name


class Memory:
    """A process's own, as it lies in it now."""

    def __init__(self, pid):
        self._pid = pid

    def __enter__(self):
        self._memory = os.open(f"/proc/{self._pid}/mem", os.O_RDONLY)
        return self

    def __exit__(self, *_):
        os.close(self._memory)

    def reader(self, begin, end):
        def read(offset, size):
            at = begin + offset
            try:
                return os.pread(self._memory, min(size, end - at), at) if at < end else b""
            except OSError:
                return b""
        return read


def in_process(pid, needles):
    """(where each was found, megabytes that were read)."""
    found, read_bytes = [], 0
    with Memory(pid) as memory:
        for begin, end, name in readable_maps(pid):
            read_bytes += end - begin
            found += [(what, f"process {pid} {name or 'anonymous memory'}") for what in needles.in_stream(memory.reader(begin, end))]
    return found, read_bytes / (1 << 20)


def matches(pid, pattern):
    """All that a compiled pattern of bytes finds in its memory."""
    found = set()
    with Memory(pid) as memory:
        for begin, end, _name in readable_maps(pid):
            found |= set(pattern.findall(memory.reader(begin, end)(0, end - begin)))
    return found


def in_file(path, needles):
    if len(needles) > MANY and not needles.may_be_in(path):
        return []
    try:
        with open(path, "rb", buffering=0) as file:
            return [(what, str(path)) for what in needles.in_stream(lambda offset, size: os.pread(file.fileno(), size, offset))]
    except OSError:
        return []


def in_folder(folder, needles):
    """(where each was found, how many files were read)."""
    found, count = [], 0
    for path in sorted(pathlib.Path(folder).rglob("*")):
        try:
            if path.is_symlink() or not path.is_file() or path.stat().st_size > MOST_FILE_BYTES:
                continue
        except OSError:
            continue
        found += in_file(path, needles)
        count += 1
    return found, count


def in_descriptors(pid, needles):
    """Files that the process holds open, those without a name too: (where each was found, how many)."""
    found, count = [], 0
    for link in pathlib.Path(f"/proc/{pid}/fd").iterdir():
        try:
            target = os.readlink(link)
        except OSError:
            continue
        if target.startswith("/memfd:") or (target.startswith("/") and pathlib.Path(target).is_file()):
            found += [(what, f"{target} of process {pid}") for what, _ in in_file(link, needles)]
            count += 1
    return found, count
