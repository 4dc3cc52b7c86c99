# SPDX-License-Identifier: Apache-2.0
"""A server, a proxy or a thief of a key that wants to hang, fill or crash the client: hostile_test.py TUF_CLIENT [PART...]."""
import json
import time

import server
from client import Case, expand, main, table
from repository import Key, Repository, canonical, written

FILES = {"2.root.json": "root", "timestamp.json": "timestamp", "1.snapshot.json": "snapshot", "1.targets.json": "targets"}
CAPS = {"root": 512_000, "timestamp": 16_384, "snapshot": 2_000_000, "targets": 16_000_000}


def with_text(repository, role, old, new):
    """The role's file with `old` in its signed text replaced by `new`, validly signed over just that text."""
    text = canonical(repository.signed[role]).replace(old, new, 1)
    assert new in text
    signature = repository.signers[role][0].sign(text)
    return (b'{"signatures":[{"keyid":"' + repository.signers[role][0].id.encode() + b'","sig":"' +
            signature.encode() + b'"}],"signed":' + text.encode() + b"}")


@expand
class Transport(Case):
    @table([(f"{role} {name}", file, role, fault) for file, role in FILES.items() for name, fault in [
        ("endless", server.endless), ("bomb", server.bomb), ("captive portal", server.portal),
        ("302", server.status(302, ("Location", "http://127.0.0.1:1/"))), ("500", server.status(500)),
        ("503", server.status(503)), ("reset", server.reset), ("closed", server.silent_close),
        ("truncated", server.truncated), ("garbage", server.status(200, data=bytes(range(256)))),
        ("deep", server.status(200, data=b"[" * 10_000)), ("deep objects", server.status(200, data=b'{"a":' * 3_000)),
        ("empty", server.status(200, data=b"")), ("null", server.status(200, data=b"null")),
        ("no object", server.status(200, data=b"[]"))]])
    def test_answer(self, file, role, fault):
        client = self.client()
        self.succeeds(client)
        before = {one: client.stored(one) for one in FILES.values()}
        repository = client.repository
        repository.release("root", "targets", "snapshot", "timestamp")
        name = "metadata/" + file.replace("1.", "2.")
        client.site.faults[name] = fault
        begun = time.monotonic()
        self.fails(client)
        self.assertLess(time.monotonic() - begun, 30)
        self.keeps(client, **{role: before[role]})
        if fault is server.endless:
            self.assertLess(client.site.sent, CAPS[role] + 40_000_000)
        client.site.faults.clear()
        self.succeeds(client)
        for one in FILES.values():
            self.trusts(client, one)

    @table([(role, file, role) for file, role in FILES.items()])
    def test_longer_than_its_cap(self, file, role):
        """White space makes no difference to a parser: only the cap can refuse it."""
        client = self.client()
        repository = client.repository
        repository.release("root", "targets", "snapshot", "timestamp")
        name = "metadata/" + file.replace("1.", "2.")
        right = repository.files[name]
        repository.files[name] = right + b" " * (CAPS[role] - len(right) + 1)
        self.fails(client)
        repository.files[name] = right + b" " * (CAPS[role] - len(right))
        self.succeeds(client)

    @table([(role, role) for role in ("snapshot", "targets")])
    def test_endless_beyond_the_announced_length(self, role):
        client = self.client(Repository(announced=("sha256",)))
        client.site.faults[f"metadata/1.{role}.json"] = server.endless
        self.fails(client)
        self.assertLess(client.site.sent, 40_000_000)

    @table([(role, file) for file, role in FILES.items() if role != "root"])
    def test_compressed_on_the_way(self, file):
        client = self.client()
        client.site.faults["metadata/" + file] = server.packed
        self.succeeds(client)

    @table([("timestamp", "metadata/timestamp.json", 0.4, 1), ("root", "metadata/2.root.json", 0.4, 1),
            ("snapshot", "metadata/2.snapshot.json", 0.4, 1), ("steady", "metadata/timestamp.json", 0.5, 150)])
    def test_slow_drip(self, name, pause, count):
        """Just fast enough for the lowest pace is as good as never."""
        client = self.client()
        client.repository.release("root", "targets", "snapshot", "timestamp")
        for role in ("timestamp", "snapshot"):
            client.repository.signed[role]["x"] = "x" * 14_000
            client.repository.put(role)
        client.site.faults[name] = server.drip(pause, count)
        begun = time.monotonic()
        self.fails(client)
        self.assertLess(time.monotonic() - begun, 50)

    def test_slow_drip_of_a_target(self):
        repository = Repository()
        repository.add_target("file", b"x" * 5_000)
        repository.release("targets", "snapshot", "timestamp")
        client = self.client(repository)
        name = next(one for one in repository.files if one.startswith("targets/"))
        client.site.faults[name] = server.drip(0.4)
        begun = time.monotonic()
        self.refuses(client, "file")
        self.assertLess(time.monotonic() - begun, 50)
        self.assertIsNone(client.content("file"))

    @table([("metadata", "metadata/timestamp.json"), ("target", None)])
    def test_slow_endless_headers(self, name):
        repository = Repository()
        repository.add_target("file", b"content")
        repository.release("targets", "snapshot", "timestamp")
        client = self.client(repository)
        name = name or next(one for one in repository.files if one.startswith("targets/"))
        client.site.faults[name] = server.endless_headers
        begun = time.monotonic()
        self.refuses(client, "file")
        self.assertLess(time.monotonic() - begun, 20)
        self.assertLess(client.site.sent, 100_000_000)

    def test_replayed_by_a_proxy(self):
        client = self.client()
        old = client.repository.files["metadata/timestamp.json"]
        client.repository.release("timestamp")
        self.succeeds(client)
        client.site.faults["metadata/timestamp.json"] = server.cached(old)
        self.fails(client)


@expand
class Json(Case):
    """Validly signed: a key was stolen, or its owner's tool is broken. No reader may see another thing than another."""

    @table([(f"{role} {name}", role, new) for role in ("timestamp", "snapshot", "targets") for name, new in [
        ("true", '"version":true'), ("2 to the 63", '"version":9223372036854775808'),
        ("2 to the 64", '"version":18446744073709551616'), ("10 to the 40", '"version":1' + "0" * 40),
        ("negative", '"version":-5'), ("fraction", '"version":2.5'), ("whole fraction", '"version":2.0'),
        ("exponent", '"version":2e0'), ("text", '"version":"2"'), ("null", '"version":null'),
        ("twice", '"version":1,"version":2'), ("twice the same", '"version":2,"version":2'),
        ("leading zero", '"version":02'), ("plus", '"version":+2'), ("NaN", '"version":NaN'),
        ("hidden twin", '"version":2,"ver\\u0073ion":1')]])
    def test_version(self, role, new):
        client = self.client()
        self.succeeds(client)
        before = client.stored(role)
        repository = client.repository
        repository.release("targets", "snapshot", "timestamp")
        repository.files[repository.file_name(role)] = with_text(repository, role, '"version":2}', new + "}")
        self.fails(client)
        self.keeps(client, **{role: before})

    @table([(str(number), number, good) for number, good in [(2**63 - 1, True), (2**63, False), (2**64, False)]])
    def test_large_version_of_a_timestamp(self, number, is_good):
        client = self.client()
        client.repository.signed["timestamp"]["version"] = number
        client.repository.put("timestamp")
        (self.succeeds if is_good else self.fails)(client)

    @table([("true", True), ("2 to the 63", 2**63), ("10 to the 40", 10**40), ("zero", 0), ("text", "1"), ("none", None)])
    def test_version_in_meta(self, version):
        client = self.client()
        meta = client.repository.meta
        client.repository.meta = lambda role: dict(meta(role), version=version)
        client.repository.release("timestamp")
        self.fails(client)
        self.assertIsNone(client.stored("timestamp"))

    @table([("true", True), ("2 to the 64", 2**64), ("zero", 0), ("negative", -1), ("text", "100")])
    def test_length_in_meta(self, length):
        client = self.client()
        meta = client.repository.meta
        client.repository.meta = lambda role: dict(meta(role), length=length)
        client.repository.release("timestamp")
        self.fails(client)

    @table([("empty", {}), ("no object", []), ("no text", {"sha256": 1}), ("short", {"sha256": "00"}),
            ("no hexadecimal", {"sha256": "zz" * 32}), ("null", None)])
    def test_hashes_in_meta(self, digests):
        client = self.client()
        meta = client.repository.meta
        client.repository.meta = lambda role: dict(meta(role), hashes=digests)
        client.repository.release("timestamp")
        self.fails(client)

    @table([("true", True), ("negative", -1), ("2 to the 63", 2**63), ("missing", None)])
    def test_length_of_a_target(self, length):
        client = self.client()
        client.repository.add_target("file", b"content")
        target = client.repository.signed["targets"]["targets"]["file"]
        target["length"] = length
        if length is None:
            del target["length"]
        client.repository.release("targets", "snapshot", "timestamp")
        self.fails(client)

    @table([("trailing text", lambda data: data + b"x"), ("second document", lambda data: data + data),
            ("zero byte and more", lambda data: data + b"\0{}"), ("zeros after it", lambda data: data + b"\0" * 100),
            ("byte order mark", lambda data: b"\xef\xbb\xbf" + data), ("comment", lambda data: b"/* */" + data),
            ("UTF-16", lambda data: data.decode().encode("utf-16")), ("comma at the end", lambda data: data[:-2] + b",}"),
            ("single quotes", lambda data: data.replace(b'"', b"'")),
            ("member of the top twice", lambda data: data[:-2] + b',"signatures":[]}')])
    def test_spelling(self, change):
        client = self.client()
        name = "metadata/timestamp.json"
        client.repository.files[name] = change(client.repository.files[name])
        self.fails(client)
        self.assertIsNone(client.stored("timestamp"))

    @table([("overlong", b'"\xc0\xaf"'), ("cut", b'"\xe4\xb8"'), ("surrogate", b'"\xed\xa0\x80"'),
            ("lone escape", b'"\\ud800"'), ("raw control", b'"\x01"'), ("too high", b'"\xf4\x90\x80\x80"')])
    def test_text_that_is_none(self, text):
        client = self.client()
        repository = client.repository
        repository.signed["timestamp"]["x"] = "HERE"
        repository.put("timestamp")
        name = "metadata/timestamp.json"
        repository.files[name] = repository.files[name].replace(b'"HERE"', text)
        self.fails(client)

    @table([("62", 60, True), ("70", 70, False), ("5000", 5000, False)])
    def test_nested(self, depth, is_good):
        client = self.client()
        text = '"x":' + "[" * depth + "]" * depth
        client.repository.signed["timestamp"]["x"] = "HERE"
        client.repository.files["metadata/timestamp.json"] = with_text(client.repository, "timestamp", '"x":"HERE"', text)
        (self.succeeds if is_good else self.fails)(client)

    @table([("names", {"b": 1, "a": 2, "\u4e2d": 3, "\U0001f600": 4, "\uffff": 5, "B": 6, "": 7, "a\"": 8, "\x7f": 9}),
            ("controls", "".join(map(chr, range(1, 32))) + "\u2028\u2029/\b\f"), ("escapes", "\\\"\\\\\"\"\\u0041"),
            ("numbers", [0, -1, 2**63 - 1, -(2**63)]), ("kinds", [None, True, False, [], {}, [[]], ""])])
    def test_canonical_form(self, value):
        """What is signed is the parsed tree, whatever the spelling of the file."""
        client = self.client()
        repository = client.repository
        repository.signed["timestamp"]["x"] = value
        for ascii_only in (True, False):
            repository.release("timestamp")
            document = json.loads(repository.files["metadata/timestamp.json"])
            data = json.dumps(document, ensure_ascii=ascii_only, indent=None if ascii_only else 7).encode()
            repository.files["metadata/timestamp.json"] = data
            self.succeeds(client)
            self.assertEqual(client.stored("timestamp"), data)

    def test_zero_character_in_a_text(self):
        client = self.client()
        client.repository.signed["timestamp"]["x"] = "a\0b"
        client.repository.put("timestamp")
        self.succeeds(client)

    @table([("256", 256, True), ("257", 257, False)])
    def test_many_signatures(self, count, is_good):
        client = self.client()
        repository = client.repository
        signature = repository.document("targets")["signatures"][0]
        others = [{"keyid": f"{i:064x}", "sig": "00" * 64} for i in range(count - 1)]
        repository.put("targets", change=lambda d: d.update(signatures=[*others, signature]))
        (self.succeeds if is_good else self.fails)(client)

    @table([("ed25519 short", "ed25519", "ed25519", "00" * 31), ("ed25519 no hexadecimal", "ed25519", "ed25519", "zz" * 32),
            ("rsa no PEM", "rsa", "rsassa-pss-sha256", "hello"), ("ecdsa no PEM", "ecdsa", "ecdsa-sha2-nistp256", ""),
            ("no public", "ed25519", "ed25519", None), ("public a number", "ed25519", "ed25519", 7)])
    def test_key_that_is_none(self, keytype, scheme, public):
        client = self.client()
        keys = client.repository.signed["root"]["keys"]
        keys["00" * 32] = {"keytype": keytype, "scheme": scheme, "keyval": {"public": public}}
        if public is None:
            del keys["00" * 32]["keyval"]["public"]
        client.repository.release("root")
        self.fails(client)
        self.trusts_version(client, "root", 1)

    def test_weak_keys_do_not_sign(self):
        """Points of small order verify a signature of zeros in careless libraries."""
        client = self.client()
        repository = client.repository
        weak = Key()
        weak.object = dict(weak.object, keyval={"public": "01" + "00" * 31})
        repository.trust("timestamp", [weak])
        repository.release("root")
        repository.put("timestamp", change=lambda d: d["signatures"][0].update(sig="01" + "00" * 63))
        self.fails(client)

    @table([("an RSA key in ecdsa", "rsassa-pss-sha256", "ecdsa", "ecdsa-sha2-nistp256"),
            ("an EC key in rsa", "ecdsa-sha2-nistp256", "rsa", "rsassa-pss-sha256")])
    def test_key_of_another_type_than_it_says(self, scheme, keytype, said):
        client = self.client()
        key = Key(scheme=scheme).twin(keytype=keytype, scheme=said)
        client.repository.trust("timestamp", [key])
        client.repository.release("root")
        self.fails(client)

    def test_one_ec_key_by_a_compressed_point_counts_once(self):
        import base64
        from cryptography.hazmat.primitives import serialization
        key = Key(scheme="ecdsa-sha2-nistp256")
        point = key.private.public_key().public_bytes(serialization.Encoding.X962,
                                                      serialization.PublicFormat.CompressedPoint)
        der = bytes.fromhex("3039301306072a8648ce3d020106082a8648ce3d030107032200") + point
        pem = "-----BEGIN PUBLIC KEY-----\n" + base64.b64encode(der).decode() + "\n-----END PUBLIC KEY-----\n"
        short = key.twin(keyval={"public": pem})
        repository = Repository()
        repository.trust("timestamp", [short], 1, [short])
        repository.release("root", "timestamp")
        self.succeeds(self.client(repository))
        repository.trust("timestamp", [key, short], 2, [key, short])
        repository.release("root", "timestamp")
        self.fails(self.client(repository))

    def test_written_as_one_line(self):
        client = self.client()
        name = "metadata/timestamp.json"
        document = json.loads(client.repository.files[name])
        client.repository.files[name] = json.dumps(document, separators=(",", ":"), sort_keys=True).encode()
        self.succeeds(client)
        self.assertNotEqual(client.repository.files[name], written(document))


if __name__ == "__main__":
    main()
