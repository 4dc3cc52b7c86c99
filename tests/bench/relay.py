# SPDX-License-Identifier: Apache-2.0
"""Relay: stands between a client and a server on this machine, and counts what passes."""
import socket
import threading


class Relay:
    """Passes bytes on to the server and counts them, in both directions."""

    def __init__(self, port):
        self.port, self.count = port, 0
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{self.listener.getsockname()[1]}"
        threading.Thread(target=self.accept, daemon=True).start()

    def accept(self):
        while True:
            near, _ = self.listener.accept()
            far = socket.create_connection(("127.0.0.1", self.port))
            for source, sink in ((near, far), (far, near)):
                threading.Thread(target=self.pass_on, args=(source, sink), daemon=True).start()

    def pass_on(self, source, sink):
        while data := source.recv(65536):
            self.count += len(data)
            sink.sendall(data)
        sink.close()
