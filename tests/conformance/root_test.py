# SPDX-License-Identifier: Apache-2.0
"""How trust goes from one root to the next: root_test.py TUF_CLIENT [PART...]."""
import datetime

import server
from client import Case, expand, main, table
from repository import Key, Repository

K = [Key() for _ in range(8)]


@expand
class Rotation(Case):
    # Name; keys, threshold and signers of root 1; the same of root 2; whether root 2 is taken.
    @table([
        ("1 of 1 to another", ([0], 1, [0]), ([1], 1, [0, 1]), True),
        ("1 of 1 kept", ([0], 1, [0]), ([0], 1, [0]), True),
        ("1 of 1 with a signature nobody asked for", ([0], 1, [0]), ([1], 1, [0, 1, 5]), True),
        ("1 of 1 not signed by the old key", ([0], 1, [0]), ([1], 1, [1]), False),
        ("1 of 1 not signed by the new key", ([0], 1, [0]), ([1], 1, [0]), False),
        ("1 of 1 signed by strangers", ([0], 1, [0]), ([1], 1, [5, 6]), False),
        ("3 of 5 by other three", ([0, 1, 2, 3, 4], 3, [0, 2, 4]), ([0, 1, 2, 3, 4], 3, [1, 3, 4]), True),
        ("3 of 5 by two", ([0, 1, 2, 3, 4], 3, [0, 2, 4]), ([0, 1, 2, 3, 4], 3, [0, 4]), False),
        ("3 of 5 one key replaced", ([0, 1, 2, 3, 4], 3, [0, 2, 4]), ([0, 1, 2, 3, 5], 3, [0, 2, 5, 4]), True),
        ("3 of 5 only two of the old", ([0, 1, 2, 3, 4], 3, [0, 2, 4]), ([0, 1, 5, 6, 7], 3, [0, 1, 5]), False),
        ("3 of 5 only two of the new", ([0, 1, 2, 3, 4], 3, [0, 2, 4]), ([0, 1, 5, 6, 7], 3, [0, 1, 2, 3]), False),
        ("3 of 5 all replaced", ([0, 1, 2, 3, 4], 3, [0, 2, 4]), ([5, 6, 7], 3, [0, 1, 2, 5, 6, 7]), True),
        ("threshold rises", ([0, 1, 2], 1, [0]), ([0, 1, 2], 3, [0, 1, 2]), True),
        ("threshold rises, signed as of old", ([0, 1, 2], 1, [0]), ([0, 1, 2], 3, [0, 1]), False),
        ("threshold falls", ([0, 1, 2], 3, [0, 1, 2]), ([0, 1, 2], 1, [0, 1, 2]), True),
        ("threshold falls, signed as of new", ([0, 1, 2], 3, [0, 1, 2]), ([0, 1, 2], 1, [0]), False),
    ])
    def test_rotation(self, first, second, is_taken):
        repository = Repository()
        for at, (keys, threshold, signers) in enumerate((first, second)):
            repository.trust("root", [K[i] for i in keys], threshold, [K[i] for i in signers])
            if at == 0:
                repository.put("root")
                repository.files.pop("metadata/root.json")
                client = self.client(repository)
            else:
                repository.release("root")
        (self.succeeds if is_taken else self.fails)(client)
        self.trusts_version(client, "root", 2 if is_taken else 1)
        if not is_taken:
            self.asked(client, "2.root.json")
            self.assertEqual(client.metadata_files(), ["root.json"])

    def test_many_steps_in_one_refresh(self):
        repository = Repository()
        client = self.client(repository)
        for i in range(20):
            old = repository.signers["root"]
            repository.trust("root", [K[i % 8]], signers=[K[i % 8], *[key for key in old if key is not K[i % 8]]])
            repository.release("root")
            repository.signers["root"] = [K[i % 8]]
        self.succeeds(client)
        self.asked(client, *[f"{i}.root.json" for i in range(2, 23)],
                   "timestamp.json", "1.snapshot.json", "1.targets.json")
        self.trusts_version(client, "root", 21)

    def test_twelve_roots_of_a_repository_in_the_field(self):
        """ECDSA keys with the type's older name, several of them, and a clock of another year."""
        keys = [Key(scheme="ecdsa-sha2-nistp256", keytype="ecdsa-sha2-nistp256") for _ in range(5)]
        repository = Repository(scheme="ecdsa-sha2-nistp256", keytype="ecdsa-sha2-nistp256")
        repository.trust("root", keys, 3, keys[:3])
        now = datetime.datetime(2025, 6, 1)
        for role in ("root", "timestamp", "snapshot", "targets"):
            repository.set_expiry(role, now + datetime.timedelta(days=1))
        for role in ("root", "targets", "snapshot", "timestamp"):
            repository.put(role)
        client = self.client(repository)
        for i in range(11):
            repository.trust("root", keys, 3, [keys[i % 5], keys[(i + 1) % 5], keys[(i + 3) % 5]])
            repository.release("root")
        self.succeeds(client, now=now)
        self.trusts_version(client, "root", 12)
        self.fails(client, now=now + datetime.timedelta(days=2))

    def test_a_bad_step_keeps_the_good_ones_before(self):
        client = self.client()
        client.repository.release("root")
        client.repository.release("root")
        client.repository.signed["root"]["version"] = 4
        client.repository.put("root", signers=[Key()])
        self.fails(client)
        self.trusts_version(client, "root", 3)
        self.assertIsNone(client.stored("timestamp"))

    @table([(str(version), version) for version in (1, 3, 0, -1, 10**6)])
    def test_another_version_than_asked_for(self, version):
        client = self.client()
        client.repository.signed["root"]["version"] = version
        data = client.repository.put("root")
        client.repository.files["metadata/2.root.json"] = data
        self.fails(client)
        self.trusts_version(client, "root", 1)

    def test_root_of_another_type(self):
        client = self.client()
        client.repository.files["metadata/2.root.json"] = client.repository.files["metadata/timestamp.json"]
        self.fails(client)

    @table([(f"{what} {role}", role, what) for role in ("root", "timestamp", "snapshot", "targets")
            for what in ("without", "twice a key in")])
    def test_root(self, role, what):
        client = self.client()
        roles = client.repository.signed["root"]["roles"]
        if what == "without":
            del roles[role]
        else:
            roles[role]["keyids"] *= 2
        client.repository.release("root")
        self.fails(client)
        self.trusts_version(client, "root", 1)

    @table([(role, role) for role in ("timestamp", "snapshot", "targets")])
    def test_new_keys_for(self, role):
        client = self.client()
        self.succeeds(client)
        client.repository.trust(role, [Key()])
        client.repository.release("root", "targets", "snapshot", "timestamp")
        self.succeeds(client)
        for one in ("root", "timestamp", "snapshot", "targets"):
            self.trusts(client, one)

    @table([(role, role) for role in ("timestamp", "snapshot", "targets")])
    def test_revoked_key_of(self, role):
        client = self.client()
        self.succeeds(client)
        old = client.repository.signers[role]
        client.repository.trust(role, [Key()])
        client.repository.signers[role] = old
        client.repository.release("root", "targets", "snapshot", "timestamp")
        self.fails(client)

    @table([(role, role) for role in ("timestamp", "snapshot", "targets")])
    def test_revoked_key_of_stored(self, role):
        """Nothing else is new: what is stored must not be believed any longer."""
        client = self.client()
        self.succeeds(client)
        client.repository.trust(role, [Key()])
        client.repository.release("root")
        self.fails(client)

    def test_many_roots_end(self):
        """A server that has a next root for ever: at most so many are taken in one refresh."""
        client = self.client()
        repository = client.repository
        for _ in range(260):
            repository.release("root")
        self.assertIn(client.refresh(), (0, 1))
        self.assertLessEqual(len([one for one in client.requests if "root" in one]), 257)
        self.trusts_version(client, "root", 257)
        self.succeeds(client)
        self.trusts_version(client, "root", 261)


@expand
class Probe(Case):
    """An answer to the question for the next root that is no "there is none" must not end it quietly."""

    @table([
        ("500", server.status(500)), ("503", server.status(503)), ("401", server.status(401)),
        ("429", server.status(429)), ("204", server.status(204, data=b"")), ("206", server.status(206)),
        ("301", server.status(301, ("Location", "/"))), ("302", server.status(302, ("Location", "http://127.0.0.1:1/login"))),
        ("307", server.status(307, ("Location", "timestamp.json"))), ("304", server.status(304, data=b"")),
        ("reset", server.reset), ("closed", server.silent_close), ("captive portal", server.portal),
        ("empty", server.status(200, data=b"")), ("truncated", server.truncated),
        ("garbage", server.status(200, data=b"\x00\xff" * 50)), ("bomb", server.bomb), ("endless", server.endless)])
    def test_error(self, fault):
        client = self.client()
        self.succeeds(client)
        before = {role: client.stored(role) for role in ("root", "timestamp", "snapshot", "targets")}
        client.repository.release("targets", "snapshot", "timestamp")
        control = self.client(client.repository)
        self.succeeds(control)  # the rest of the repository is as it should be
        client.repository.files["metadata/2.root.json"] = client.repository.root
        client.site.faults["metadata/2.root.json"] = fault
        self.fails(client)
        self.asked(client, "2.root.json")
        self.keeps(client, **before)
        client.site.faults.clear()
        del client.repository.files["metadata/2.root.json"]
        self.succeeds(client)

    @table([("404", 404), ("403", 403), ("410", 410)])
    def test_there_is_none(self, code):
        client = self.client()
        client.site.faults["metadata/2.root.json"] = server.status(code)
        self.succeeds(client)

    def test_nobody_is_there(self):
        client = self.client()
        client.site.base = "http://127.0.0.1:1/"
        self.fails(client)
        self.assertEqual(client.metadata_files(), ["root.json"])

    def test_redirection_is_not_followed(self):
        client = self.client()
        there = client.site.base + "metadata/there.json"
        client.repository.files["metadata/there.json"] = client.repository.files["metadata/timestamp.json"]
        client.site.faults["metadata/timestamp.json"] = server.status(302, ("Location", there))
        self.fails(client)
        self.asked(client, "2.root.json", "timestamp.json")


@expand
class Torn(Case):
    """What a power cut or a hand left on the disk is healed by the next refresh."""

    @table([(f"{role} {name}", role, data) for role in ("root", "timestamp", "snapshot", "targets") for name, data in [
        ("empty", b""), ("zeros", b"\0" * 500), ("truncated", None), ("deep", b"[" * 100_000), ("garbage", b"\xff\xfe{"),
        ("huge", b" " * 20_000_000), ("another role's", "timestamp"), ("gone", "gone"), ("a folder", "folder")]])
    def test_stored(self, role, data):
        client = self.client()
        client.repository.release("root")
        self.succeeds(client)
        file = client.metadata / (role + ".json")
        if data == "timestamp":
            data = client.stored("timestamp" if role != "timestamp" else "snapshot")
        if data is None:
            data = file.read_bytes()[:-40]
        if data in ("gone", "folder"):
            file.unlink()
            if data == "folder":
                file.mkdir()
        else:
            file.write_bytes(data)
        if data == "folder":  # nobody's power cut: only no crash
            self.assertIn(client.refresh(), (0, 1))
            return
        self.succeeds(client)
        for one in ("root", "timestamp", "snapshot", "targets"):
            self.trusts(client, one)

    @table([("empty", b""), ("zeros", b"\0" * 500), ("truncated", None), ("gone", "gone")])
    def test_kept_root(self, data):
        client = self.client()
        client.repository.release("root")
        client.repository.release("root")
        self.succeeds(client)
        for file in client.metadata.glob("root_history/*"):
            if data == "gone":
                file.unlink()
            else:
                file.write_bytes(file.read_bytes()[:-20] if data is None else data)
        self.succeeds(client)
        self.trusts_version(client, "root", 3)

    def test_kept_roots_save_the_way(self):
        client = self.client()
        client.repository.release("root")
        self.succeeds(client)
        self.succeeds(client)
        self.asked(client, "3.root.json", "timestamp.json")

    def test_a_root_put_there_by_a_hand_is_not_believed(self):
        client = self.client()
        self.succeeds(client)
        other = Repository()
        (client.metadata / "root.json").write_bytes(other.root)
        for name, data in other.files.items():
            client.repository.files[name] = data
        self.fails(client)

    @table([("timestamp new", ("timestamp",)), ("and snapshot", ("timestamp", "snapshot")),
            ("snapshot without timestamp", ("snapshot",)), ("targets alone", ("targets",))])
    def test_cut_between_two_files(self, kept):
        client = self.client()
        self.succeeds(client)
        client.repository.release("targets", "snapshot", "timestamp")
        for role in kept:
            name = client.repository.file_name(role)
            (client.metadata / (role + ".json")).write_bytes(client.repository.files[name])
        self.succeeds(client)
        for role in ("timestamp", "snapshot", "targets"):
            self.trusts(client, role)

    def test_offline_after_a_cut_says_so_and_loses_nothing(self):
        client = self.client()
        self.succeeds(client)
        before = {role: client.stored(role) for role in ("root", "timestamp", "snapshot", "targets")}
        client.site.faults["*"] = server.reset
        self.fails(client)
        self.keeps(client, **before)

    def test_no_root_to_begin_with(self):
        client = self.client(init=False)
        client.metadata.mkdir()
        self.fails(client)
        self.assertEqual(client.requests, [])

    def test_trusted_root_not_signed_by_itself(self):
        repository = Repository()
        repository.put("root", signers=[Key()])
        client = self.client(repository, init=False)
        if client.init() == 0:
            self.fails(client)


if __name__ == "__main__":
    main()
