# SPDX-License-Identifier: Apache-2.0
"""A proxy between a kiosk and its store that has the store's certificate and none of its honesty: it drops, delays, doubles,
reorders, cuts, changes, replays and forges. Faults are dealt from a shuffled deck, so that each comes in its turn. A thread for
each connection, blocking; a kiosk has one at a time."""
import collections
import http.client
import random
import socket
import ssl
import threading
import time

from store_servers import HOST

HONEST = "honest"
LIE_DATE = "Fri, 01 Jan 2100 00:00:00 GMT"
Request = collections.namedtuple("Request", "method path headers body")


class Answer:
    def __init__(self, status, body=b"", headers=()):
        self.status, self.body, self.headers = status, body, list(headers)

    def bytes(self):
        lines = [f"HTTP/1.1 {self.status} {http.client.responses.get(self.status, 'Odd')}", f"Content-Length: {len(self.body)}"]
        lines += [f"{name}: {value}" for name, value in self.headers]
        return ("\r\n".join(lines) + "\r\n\r\n").encode() + self.body


class Hangup(Exception):
    """The connection ends here."""


class Proxy:
    """`forge(ids)`: an acknowledgement signed by a stranger. `stranger`: an authority that the kiosk does not know."""

    def __init__(self, server, authority, stranger, forge, seed):
        self.server, self._forge = server, forge
        self.faults = collections.Counter()  # what was done, by name
        self.read_by_a_stranger = 0  # bytes that came through a handshake with a wrong certificate
        self.busy = 0  # requests that wait for their answer now
        self.trouble = []
        self._chance = random.Random(seed)
        self._lock = threading.Lock()  # over the decks, what is late, and what was seen
        self._decks = {}
        self._late, self._seen, self._answers, self._acknowledgements, self._last_path = [], set(), [], [], None
        self._trusting = authority.trusting()
        self._contexts = {HONEST: self._context(*authority.sign("proxy")), "unknown authority": self._context(*stranger.sign("proxy")),
                          "another's name": self._context(*authority.sign("other", "DNS:other.example")),
                          "expired certificate": self._context(*authority.sign("expired", days=-1))}
        self._put = {name[5:].replace("_", " "): getattr(self, name) for name in dir(self) if name.startswith("_put_")}
        self._get = {name[5:].replace("_", " "): getattr(self, name) for name in dir(self) if name.startswith("_get_")}
        self._is_closed = False
        self._listener = socket.create_server((HOST, 0))
        self.port = self._listener.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def kinds(self):
        """The names of all its faults."""
        return ({f"put: {name}" for name in self._put} | {f"get: {name}" for name in self._get}
                | {f"connection: {name}" for name in [*self._contexts, "reset", "no TLS"] if name != HONEST})

    def forged(self):
        """Acknowledgements sent that the office did not sign, or not so."""
        return sum(count for name, count in self.faults.items() if name.startswith("get: forged"))

    def close(self):
        """Delivers what is late, and ends."""
        self._is_closed = True
        self._listener.close()
        self._deliver_late(0)

    @staticmethod
    def _context(certificate, key):
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate, key)
        return context

    def _deal(self, kind, names, honest):
        with self._lock:
            deck = self._decks.setdefault(kind, [])
            if not deck:
                deck += list(names) + [HONEST] * honest
                self._chance.shuffle(deck)
            name = deck.pop()
            self.faults[f"{kind}: {name}"] += 1
            return name

    def _accept(self):
        while not self._is_closed:
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection):
        connection.settimeout(30)
        try:
            kind = self._deal("connection", [name for name in self._contexts if name != HONEST] + ["reset", "no TLS"], 25)
            if kind == "reset":
                connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
                return
            if kind == "no TLS":
                connection.sendall(Answer(200, b"plain words").bytes())
                return
            with self._contexts[kind].wrap_socket(connection, server_side=True) as secure:
                if kind != HONEST:
                    self.read_by_a_stranger += len(secure.recv(65536))
                    return
                while True:
                    self._answer(secure)
        except (Hangup, OSError):
            pass
        except Exception as error:  # pylint: disable=broad-except
            self.trouble.append(repr(error))
        finally:
            connection.close()

    def _read(self, secure):
        data = b""
        while b"\r\n\r\n" not in data:
            more = secure.recv(65536)
            if not more:
                raise Hangup
            data += more
        head, _, body = data.partition(b"\r\n\r\n")
        first, *lines = head.decode("latin-1").split("\r\n")
        headers = [tuple(line.split(": ", 1)) for line in lines]
        length = next((int(value) for name, value in headers if name.lower() == "content-length"), 0)
        while len(body) < length:
            more = secure.recv(65536)
            if not more:
                raise Hangup
            body += more
        method, path, _ = first.split(" ")
        return Request(method, path, headers, body)

    def _answer(self, secure):
        request = self._read(secure)
        kind, faults = ("put", self._put) if request.method == "PUT" else ("get", self._get)
        with self._lock:
            if kind == "put":
                self._seen.add(request.path.rpartition("/")[2].partition(".")[0])
            self.busy += 1
        try:
            name = self._deal(kind, faults, 20 if kind == "put" else 6)
            answer = self._forward(request) if name == HONEST else faults[name](request, secure)
            if answer is None:
                raise Hangup
            secure.sendall(answer.bytes())
        finally:
            with self._lock:
                self.busy -= 1
        self._note(request, answer)
        if kind == "put":
            self._deliver_late(6)

    def _note(self, request, answer):
        with self._lock:
            self._answers.append(answer)
            self._last_path = request.path

    def _forward(self, request, path=None, body=None, promised=None):
        """`promised`: the length that is announced, where it is not the body's."""
        body = request.body if body is None else body
        upstream = http.client.HTTPSConnection(HOST, self.server.port, timeout=60, context=self._trusting)
        try:
            upstream.putrequest(request.method, path or request.path, skip_host=True, skip_accept_encoding=True)
            for name, value in request.headers:
                upstream.putheader(name, str(len(body) if promised is None else promised) if name.lower() == "content-length" else value)
            upstream.endheaders(body or None)
            if promised is not None:
                return None
            answer = upstream.getresponse()
            whole = answer.read()
        finally:
            upstream.close()
        if request.method == "GET" and answer.status == 200:
            with self._lock:
                self._acknowledgements.append(whole)
        return Answer(answer.status, whole, [("Date", answer.headers.get("Date", ""))])

    def _deliver_late(self, least):
        with self._lock:
            if len(self._late) <= least:
                return
            late, self._late = self._late, []
            self._chance.shuffle(late)
        for request in late:
            self._forward(request)

    # What is done to an envelope on its way. None: the connection ends without an answer.

    def _put_dropped(self, _request, _secure):
        return None

    def _put_answer_lost(self, request, _secure):
        self._forward(request)

    def _put_said_to_be_stored(self, _request, _secure):
        return Answer(201)

    def _put_late_and_in_another_order(self, request, _secure):
        with self._lock:
            self._late.append(request)
        return Answer(201)

    def _put_said_to_have_failed(self, request, _secure):
        self._forward(request)
        return Answer(500)

    def _put_failed(self, _request, _secure):
        return Answer(self._chance.choice([429, 500, 502, 503, 507]), b"busy")

    def _put_forbidden_with_a_false_date(self, _request, _secure):
        return Answer(403, headers=[("Date", LIE_DATE)])

    def _put_delayed(self, request, _secure):
        time.sleep(self._chance.uniform(0.2, 1.2))
        return self._forward(request)

    def _put_doubled(self, request, _secure):
        self._forward(request)
        self._forward(request, path=request.path + ".copy")
        return self._forward(request)

    def _put_truncated(self, request, _secure):
        self._forward(request, body=request.body[:len(request.body) // 2])
        return Answer(201)

    def _put_cut(self, request, _secure):
        self._forward(request, body=request.body[:len(request.body) // 2], promised=len(request.body))

    def _put_changed(self, request, _secure):
        body = bytearray(request.body)
        body[self._chance.randrange(len(body))] ^= 1
        self._forward(request, body=bytes(body))
        return Answer(201)

    def _put_under_the_name_before(self, request, _secure):
        self._forward(request, path=self._last_path)
        return Answer(201)

    def _put_half_an_answer(self, request, secure):
        whole = self._forward(request).bytes()
        secure.sendall(whole[:self._chance.randrange(1, len(whole))])

    def _put_answered_from_before(self, _request, _secure):
        with self._lock:
            return self._chance.choice(self._answers) if self._answers else None

    def _put_answered_by_garbage(self, _request, secure):
        secure.sendall(self._chance.randbytes(400))

    def _put_answered_by_drops(self, request, secure):
        for byte in self._forward(request).bytes():
            secure.sendall(bytes([byte]))
            time.sleep(0.003)

    def _put_answered_by_a_portal(self, _request, _secure):
        return Answer(200, b"<html>Welcome! Please log in.</html>" * 1500, [("Content-Type", "text/html")])

    def _put_sent_elsewhere(self, _request, _secure):
        return Answer(self._chance.choice([301, 302, 307]), headers=[("Location", f"https://{HOST}:{self.port}/elsewhere")])

    def _put_hung_up_after_the_answer(self, request, secure):
        answer = self._forward(request)
        secure.sendall(answer.bytes())
        self._note(request, answer)

    # What is done to an acknowledgement.

    def _get_dropped(self, _request, _secure):
        return None

    def _get_failed(self, _request, _secure):
        return Answer(503)

    def _get_missing(self, _request, _secure):
        return Answer(404)

    def _get_delayed(self, request, _secure):
        time.sleep(self._chance.uniform(0.2, 1.2))
        return self._forward(request)

    def _get_half_an_answer(self, request, secure):
        whole = self._forward(request).bytes()
        secure.sendall(whole[:self._chance.randrange(1, len(whole))])

    def _get_answered_by_a_portal(self, _request, _secure):
        return Answer(200, b"<html>Welcome! Please log in.</html>")

    def _get_without_end(self, _request, _secure):
        return Answer(200, bytes(3 << 20))

    def _get_an_old_one(self, _request, _secure):
        with self._lock:
            return Answer(200, self._acknowledgements[0]) if self._acknowledgements else Answer(404)

    def _get_forged_by_a_stranger(self, _request, _secure):
        with self._lock:
            seen = set(self._seen)
        return Answer(200, self._forge(seen))

    def _get_forged_signature(self, request, _secure):
        """Unsigned words in the office's form: everything that it ever saw."""
        whole = self._forge(self._ids())
        return Answer(200, whole[:-64] + self._chance.randbytes(64))

    def _get_forged_by_another_signature(self, request, _secure):
        """What the office signed for something else, under what it did not sign."""
        true = self._true(request)
        return Answer(200, self._forge(self._ids())[:-64] + true[-64:])

    def _get_forged_by_change(self, request, _secure):
        """One id of a true one changed into another."""
        true, ids = bytearray(self._true(request)), sorted(self._ids())
        if len(true) >= 108 and ids:
            true[12:44] = bytes.fromhex(self._chance.choice(ids))
        return Answer(200, bytes(true))

    def _get_forged_by_a_cut(self, request, _secure):
        true = self._true(request)
        return Answer(200, true[:len(true) // 2])

    def _ids(self):
        with self._lock:
            return set(self._seen)

    def _true(self, request):
        answer = self._forward(request)
        return answer.body if answer.status == 200 else self._forge(self._ids())
