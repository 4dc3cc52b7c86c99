# SPDX-License-Identifier: Apache-2.0
"""Serves many repositories on loopback, each below an own path, writes down every request and misbehaves when told to."""
import email.utils
import gzip
import hashlib
import http.server
import socket
import struct
import threading
import time


class Site:
    """One repository below one path. `files` may be changed between runs."""

    def __init__(self, base, prefix, files):
        self.base = base + prefix
        self.prefix = prefix
        self.files = files
        self.requests = []  # as in "metadata/2.root.json", encoded as they came
        self.statuses = []
        self.headers = []
        self.faults = {}  # path: what answers it, a function of the handler and the file's bytes
        self.sent = 0  # bytes of bodies
        self.ranges = True
        self.tags = True

    def take_requests(self):
        requests, self.requests, self.statuses, self.headers = self.requests, [], [], []
        return requests


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    timeout = 120

    def log_message(self, *_):
        pass

    def send_response(self, code, message=None):
        self.site.statuses.append(code)
        super().send_response(code, message)

    def body(self, status, data, headers=()):
        self.send_response(status)
        for name, value in headers:
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)
        self.site.sent += len(data)

    def do_GET(self):
        self.site = None
        for prefix, site in self.server.sites.items():
            if self.path.startswith(prefix):
                self.site = site
        if self.site is None:
            return self.send_error(404)
        path = self.path[len(self.site.prefix):]
        self.site.requests.append(path)
        self.site.headers.append(dict(self.headers))
        data = self.site.files.get(path)
        fault = self.site.faults.get(path) or self.site.faults.get("*")
        try:
            if fault:
                return fault(self, data)
            return self.serve(data)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    def serve(self, data):
        if data is None:
            return self.body(404, b"not here")
        tag = '"' + hashlib.sha256(data).hexdigest()[:16] + '"'
        if self.site.tags and self.headers.get("If-None-Match") == tag:
            self.send_response(304)
            self.send_header("ETag", tag)
            return self.end_headers()
        headers = [("ETag", tag)] if self.site.tags else []
        wanted = self.headers.get("Range")
        if wanted and self.site.ranges:
            first = int(wanted.split("=")[1].split("-")[0])
            if first >= len(data):
                return self.body(416, b"", [("Content-Range", f"bytes */{len(data)}")])
            headers.append(("Content-Range", f"bytes {first}-{len(data) - 1}/{len(data)}"))
            return self.body(206, data[first:], headers)
        return self.body(200, data, headers)


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.sites = {}
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def add(self, name, files):
        prefix = f"/{name}/"
        site = Site(f"http://127.0.0.1:{self.server_address[1]}", prefix, files)
        self.sites[prefix] = site
        return site

    def handle_error(self, request, client_address):
        pass  # a client that was killed or gave up is what many tests are about


# -- ways to misbehave: each a function of the handler and the file's bytes --


def status(code, *headers, data=b"<html>sorry</html>"):
    return lambda handler, _: handler.body(code, data, headers)


def portal(handler, _):
    """A captive portal's page, as if it were the file."""
    handler.body(200, b"<html><body>Please log in</body></html>", [("Content-Type", "text/html")])


def reset(handler, _):
    handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    handler.close_connection = True
    handler.connection.close()


def silent_close(handler, _):
    handler.close_connection = True


def truncated(handler, data):
    """Half of what the length promises."""
    handler.send_response(200)
    handler.send_header("Content-Length", str(len(data)))
    handler.end_headers()
    handler.wfile.write(data[: len(data) // 2])
    handler.close_connection = True


def cut_at(count):
    """Until `count` bytes of the body were sent."""

    def answer(handler, data):
        first = int(handler.headers["Range"].split("=")[1].split("-")[0]) if handler.headers.get("Range") else 0
        handler.send_response(206 if first else 200)
        if first:
            handler.send_header("Content-Range", f"bytes {first}-{len(data) - 1}/{len(data)}")
        handler.send_header("Content-Length", str(len(data) - first))
        handler.end_headers()
        handler.wfile.write(data[first : first + count])
        handler.close_connection = True

    return answer


def part(content_range):
    """Answers a request for a part with another one than was asked for."""

    def answer(handler, data):
        if not handler.headers.get("Range"):
            return handler.serve(data)
        return handler.body(206, data, [("Content-Range", content_range)] if content_range else [])

    return answer


def endless(handler, data):
    """The file, and then more without an end."""
    handler.send_response(200)
    handler.end_headers()
    handler.close_connection = True
    handler.wfile.write(data or b"")
    while True:
        handler.wfile.write(b" " * 65536)
        handler.site.sent += 65536


def endless_headers(handler, _):
    handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
    handler.close_connection = True
    while True:
        handler.wfile.write(b"X-More: " + b"x" * 1000 + b"\r\n")
        handler.site.sent += 1010


def drip(seconds, count=1):
    """`count` bytes each so many seconds."""

    def answer(handler, data):
        handler.send_response(200)
        handler.send_header("Content-Length", str(len(data)))
        handler.end_headers()
        for at in range(0, len(data), count):
            handler.wfile.write(data[at : at + count])
            time.sleep(seconds)

    return answer


def packed(handler, data):
    """Compressed on its way, if the client said that it may be."""
    if "gzip" not in handler.headers.get("Accept-Encoding", ""):
        return handler.serve(data)
    handler.body(200, gzip.compress(data), [("Content-Encoding", "gzip")])


def bomb(handler, _):
    """A hundred megabytes in a hundred kilobytes."""
    handler.body(200, gzip.compress(b" " * 100_000_000, 1), [("Content-Encoding", "gzip")])


def cached(data, age=3600):
    """What a proxy kept of another day."""
    date = email.utils.formatdate(0)
    return lambda handler, _: handler.body(200, data, [("Age", str(age)), ("Date", date)])
