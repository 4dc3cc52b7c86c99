#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""fleet_player.py: one crier-player that asks every second over https, by a certificate of a test authority, and what a question
costs it: bytes on the line, TLS and all, both ways, and CPU of the thread that asks. Exits with 1 where a question is answered by
more than 304, takes a new connection, or costs more than 2 kB or 10 ms of CPU (issue 6, "what it must show" 4)."""
import argparse
import pathlib
import subprocess
import sys
import tempfile
import time

import fleet
from relay import Relay

sys.path.insert(0, str(fleet.TOP / "tests/system"))
from store_servers import Authority  # noqa: E402

RECEIVERS_NICE = 10


def asking_cpu(pid):
    """Seconds of the threads that work behind the pictures: the receiver's only, in a player without sound."""
    spent = 0
    for task in pathlib.Path(f"/proc/{pid}/task").iterdir():
        if int((task / "stat").read_text().rsplit(")", 1)[1].split()[16]) == RECEIVERS_NICE:
            spent += int((task / "schedstat").read_text().split()[0])
    return spent / 1e9


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--seconds", type=int, default=60)
    seconds = parser.parse_args().seconds
    with tempfile.TemporaryDirectory(prefix="crier-fleet-", dir="/dev/shm") as name:
        folder = pathlib.Path(name)
        folder.chmod(0o755)
        office = fleet.Office(folder)
        authority = Authority(folder, "authority")
        nginx = fleet.Nginx(folder, office.repository, authority.sign("server"), connections=256)
        relay = Relay(nginx.port)
        settings = folder / "player.toml"
        settings.write_text(f"""headless = true
sound = false
[repository]
url = "{relay.address.replace("http:", "https:")}"
store = "store"
root = "root.json"
authority = "{authority.certificate}"
poll = "1s"
""")
        with open(folder / "player.log", "w", encoding="utf-8") as log:
            player = subprocess.Popen([fleet.BIN / "crier-player", "--config", settings], stdout=log, stderr=log)
        try:
            deadline = time.monotonic() + 60
            while "publication-activated" not in (folder / "player.log").read_text():
                if time.monotonic() > deadline or player.poll() is not None:
                    sys.exit((folder / "player.log").read_text())
                time.sleep(0.2)
            time.sleep(10)
            begin, cpu, count = time.time(), asking_cpu(player.pid), relay.count
            time.sleep(seconds)
            end, cpu, count = time.time(), asking_cpu(player.pid) - cpu, relay.count - count
            requests = nginx.requests(begin, end)
        finally:
            player.terminate()
            player.wait()
            nginx.stop()
    polls = len(requests)
    connections = len({one[4] for one in requests})
    if not polls:
        sys.exit("nobody asked")
    print(f"{polls} questions in {seconds} s over {connections} connection, answers {sorted({one[1] for one in requests})}: "
          f"{count / polls:.0f} B on the line each, of which {sum(one[2] + one[3] for one in requests) / polls:.0f} B are HTTP; "
          f"{cpu / polls * 1e3:.2f} ms of CPU each")
    is_good = connections == 1 and {one[1] for one in requests} == {304} and count / polls <= 2000 and cpu / polls <= 0.01
    sys.exit(0 if is_good else 1)


if __name__ == "__main__":
    main()
