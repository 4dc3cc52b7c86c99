# SPDX-License-Identifier: Apache-2.0
"""What a refresh of the four top roles must do: refresh_test.py TUF_CLIENT [PART...]."""
import datetime
import json

from client import Case, Client, expand, main, table
from repository import NOW, TOP, Key, Repository, written

DAY = datetime.timedelta(days=1)
NEW = ["2.root.json", "timestamp.json", "1.snapshot.json", "1.targets.json"]


def spoil(signature):
    """Replaces the first signature."""
    return lambda document: document["signatures"][0].update(sig=signature)


@expand
class Basics(Case):
    def test_init_needs_no_network_and_stores_the_root(self):
        client = self.client()
        self.assertEqual(client.stored("root"), client.repository.root)
        self.assertEqual(client.metadata_files(), ["root.json"])

    @table([("garbage", b"not a root"), ("empty", b""), ("another type", None)])
    def test_init_refuses(self, data):
        client = self.client(init=False)
        other = client.repository.files["metadata/timestamp.json"]
        self.assertEqual(client.init(other if data is None else data), 1)

    def test_a_missing_argument_is_an_error(self):
        client = self.client()
        self.assertEqual(client.run("--metadata-dir", client.metadata), 1)
        self.assertEqual(client.run("refresh"), 1)

    def test_first_refresh_asks_for_each_file_once(self):
        client = self.client()
        self.succeeds(client)
        self.asked(client, *NEW)
        self.assertEqual(client.metadata_files(), ["root.json", "snapshot.json", "targets.json", "timestamp.json"])
        for role in TOP:
            self.trusts(client, role)
        self.assertFalse([file for file in client.metadata.glob(".*")], "something unfinished lies there")

    def test_second_refresh_asks_for_root_and_timestamp_only(self):
        client = self.client()
        self.succeeds(client)
        self.succeeds(client)
        self.asked(client, "2.root.json", "timestamp.json")

    def test_without_consistent_snapshots_names_have_no_versions(self):
        client = self.client(Repository(consistent=False))
        self.succeeds(client)
        self.asked(client, "2.root.json", "timestamp.json", "snapshot.json", "targets.json")

    def test_consistent_snapshots_may_begin_later(self):
        repository = Repository(consistent=False)
        client = self.client(repository)
        self.succeeds(client)
        repository.consistent = repository.signed["root"]["consistent_snapshot"] = True
        repository.release("root", "targets", "snapshot", "timestamp")
        self.succeeds(client)
        self.asked(client, "2.root.json", "3.root.json", "timestamp.json", "2.snapshot.json", "2.targets.json")

    @table([("targets", ["timestamp.json", "2.snapshot.json", "2.targets.json"], ("targets", "snapshot", "timestamp")),
            ("snapshot", ["timestamp.json", "2.snapshot.json"], ("snapshot", "timestamp")),
            ("timestamp", ["timestamp.json"], ("timestamp",)),
            ("root", ["2.root.json", "3.root.json", "timestamp.json"], ("root",))])
    def test_a_new_version_of(self, requests, roles):
        client = self.client()
        self.succeeds(client)
        client.repository.release(*roles)
        self.succeeds(client)
        self.asked(client, *(requests if roles == ("root",) else ["2.root.json", *requests]))
        for role in TOP:
            self.trusts(client, role)

    @table([(f"{role}_{name}", role, change) for role in ("timestamp", "snapshot", "targets") for name, change in [
        ("no signature", lambda document: document.update(signatures=[])),
        ("empty signature", spoil("")),
        ("odd signature", spoil("abc")),
        ("signature of zeros", spoil("00" * 64)),
        ("short signature", spoil("00" * 63)),
        ("signature too long", lambda d: d["signatures"][0].update(sig=d["signatures"][0]["sig"] + "00")),
        ("foreign key", lambda d: d["signatures"][0].update(keyid="0" * 64)),
        ("content changed", lambda d: d["signed"].update(expires="2031-01-01T00:00:00Z")),
        ("member added", lambda d: d["signed"].update(x=1)),
        ("signature of no object", lambda d: d.update(signatures=["x"])),
        ("signatures no list", lambda d: d.update(signatures={})),
        ("no signatures member", lambda d: d.pop("signatures")),
        ("no signed member", lambda d: d.pop("signed"))]])
    def test_is_refused(self, role, change):
        client = self.client()
        repository = client.repository
        repository.put(role, change=change)
        self.fails(client)
        self.assertIsNone(client.stored(role))

    @table([(role, role) for role in ("timestamp", "snapshot", "targets")])
    def test_signed_by_another_roles_key_is_refused(self, role):
        client = self.client()
        client.repository.put(role, signers=client.repository.signers["root"])
        self.fails(client)
        self.assertIsNone(client.stored(role))

    @table([(role, role) for role in ("timestamp", "snapshot", "targets")])
    def test_missing_file_of(self, role):
        client = self.client()
        del client.repository.files[client.repository.file_name(role)]
        self.fails(client)
        self.assertIsNone(client.stored(role))

    @table([(f"{role} {name}", role, member, value)
            for role in ("timestamp", "snapshot", "targets") for name, member, value in [
                ("type of another", "_type", "root"), ("specification 2", "spec_version", "2.0.0"),
                ("specification 10", "spec_version", "10.0"), ("version zero", "version", 0),
                ("version negative", "version", -1), ("version text", "version", "1"),
                ("expiry no time", "expires", "tomorrow"), ("expiry with zone", "expires", "2031-01-01T00:00:00+00:00"),
                ("expiry with fraction", "expires", "2031-01-01T00:00:00.5Z"), ("expiry date", "expires", "2031-01-01"),
                ("expiry no day", "expires", "2031-02-30T00:00:00Z")]])
    def test_validly_signed_but_refused(self, role, member, value):
        client = self.client()
        version = client.repository.signed[role]["version"]
        name = client.repository.file_name(role)
        client.repository.signed[role][member] = value
        client.repository.put(role)
        client.repository.files[name] = client.repository.files[client.repository.file_name(role)]
        client.repository.signed[role]["version"] = version
        self.fails(client)
        self.assertIsNone(client.stored(role))

    @table([(role, role) for role in TOP])
    def test_custom_fields_count_in_what_is_signed(self, role):
        client = self.client()
        self.succeeds(client)
        repository = client.repository
        repository.signed[role].update({"x-note": {"\u4e2d\u6587": [1, True, None, "a\\b\"c\nd\u0001e"], "Z": {}, "a": []}})
        repository.signed["root"]["keys"].update(
            {key.id: key.object for key in [Key().twin(**{"x": "y", "keyid_hash_algorithms": ["sha256", "sha512"]})]})
        repository.release("root", "targets", "snapshot", "timestamp")
        self.succeeds(client)
        for one in TOP:
            self.trusts(client, one)

    def test_deprecated_keyid_hash_algorithms(self):
        repository = Repository()
        keys = {role: [key.twin(keyid_hash_algorithms=["sha256", "sha512"]) for key in repository.signers[role]]
                for role in TOP}
        repository.signed["root"]["keys"] = {}
        for role in TOP:
            repository.trust(role, keys[role])
        for role in ("root", "targets", "snapshot", "timestamp"):
            repository.put(role)
        client = self.client(repository)
        self.succeeds(client)

    def test_a_key_id_is_only_a_label(self):
        repository = Repository()
        key = repository.signers["timestamp"][0]
        label = key.twin()
        label.object, label.id = key.object, "the duty officer's"
        repository.trust("timestamp", [label])
        repository.release("root", "timestamp")
        client = self.client(repository)
        self.succeeds(client)

    def test_unknown_kinds_of_keys_are_left_out(self):
        repository = Repository()
        unknown = Key().twin(keytype="sphincs+", scheme="sphincs+-shake-256s")
        repository.trust("timestamp", [unknown, *repository.signers["timestamp"]], signers=repository.signers["timestamp"])
        repository.release("root")
        client = self.client(repository)
        self.succeeds(client)

    @table([("ed25519", "ed25519", None), ("ecdsa", "ecdsa-sha2-nistp256", None),
            ("ecdsa by its older name", "ecdsa-sha2-nistp256", "ecdsa-sha2-nistp256"),
            ("rsa", "rsassa-pss-sha256", None)])
    def test_keytype(self, scheme, keytype):
        client = self.client(Repository(scheme=scheme, keytype=keytype))
        self.succeeds(client)
        client.repository.put("timestamp", change=lambda d: d["signed"].update(version=2))
        self.fails(client)


@expand
class Thresholds(Case):
    def timestamp_of(self, keys, threshold, signers):
        repository = Repository()
        repository.trust("timestamp", keys, threshold, signers)
        repository.release("root", "timestamp")
        return self.client(repository)

    def test_one_key_twice_in_a_role_counts_once(self):
        key, other = Key(), Key()
        client = self.timestamp_of([key, key, other], 2, [key])
        self.fails(client)
        self.assertIsNone(client.stored("timestamp"))

    def test_one_key_under_two_ids_counts_once(self):
        key = Key()
        client = self.timestamp_of([key, key.twin()], 2, [key, key.twin()])
        self.fails(client)
        self.assertIsNone(client.stored("timestamp"))

    def test_one_key_in_two_spellings_counts_once(self):
        key = Key()
        loud = key.twin(keyval={"public": key.object["keyval"]["public"].upper()})
        client = self.timestamp_of([key, loud], 2, [key, loud])
        self.fails(client)

    def test_two_keys_reach_two(self):
        keys = [Key(), Key()]
        self.succeeds(self.timestamp_of(keys, 2, keys))

    def test_a_key_id_that_signs_twice_is_refused(self):
        client = self.client()
        client.repository.put("timestamp", change=lambda d: d["signatures"].append(dict(d["signatures"][0])))
        self.fails(client)

    def test_a_key_id_that_signs_twice_and_differently_is_refused(self):
        client = self.client()
        client.repository.put("timestamp", change=lambda d: d["signatures"].insert(
            0, dict(d["signatures"][0], sig="00" * 64)))
        self.fails(client)

    @table([("wrong", "00" * 64), ("empty", ""), ("no hexadecimal", "zz"), ("huge", "00" * 100_000)])
    def test_an_invalid_signature_among_enough_valid_ones(self, signature):
        keys = [Key(), Key(), Key()]
        client = self.timestamp_of(keys, 2, keys)
        if len(signature) > 10_000:  # more than a timestamp may have
            client.repository.put("timestamp", change=lambda d: d["signatures"][0].update(sig=signature[:8_000]))
        else:
            client.repository.put("timestamp", change=lambda d: d["signatures"][0].update(sig=signature))
        self.succeeds(client)

    def test_signatures_of_unknown_keys_among_enough_valid_ones(self):
        repository = Repository()
        client = self.client(repository)
        repository.put("timestamp", signers=[Key(), *repository.signers["timestamp"], Key()])
        self.succeeds(client)

    def test_a_key_that_the_role_does_not_name_does_not_count(self):
        repository = Repository()
        key, other = repository.signers["timestamp"][0], repository.signers["snapshot"][0]
        repository.signed["root"]["roles"]["timestamp"].update(threshold=2)
        repository.signers["timestamp"] = [key, other]
        repository.release("root", "timestamp")
        self.fails(self.client(repository))

    @table([(str(value), value) for value in (0, -1, True, "1", 10**20)])
    def test_threshold(self, value):
        repository = Repository()
        client = self.client(repository)
        repository.signed["root"]["roles"]["timestamp"]["threshold"] = value
        repository.release("root")
        self.fails(client)
        self.trusts_version(client, "root", 1)


@expand
class Expiry(Case):
    @table([(role, role) for role in ("timestamp", "snapshot", "targets")])
    def test_expired(self, role):
        client = self.client()
        self.succeeds(client)
        before = client.stored(role)
        client.repository.set_expiry(role, NOW - DAY)
        client.repository.release("targets", "snapshot", "timestamp")
        self.fails(client)
        self.keeps(client, **{role: before})

    @table([("in a minute", -60, True), ("this second", 0, False), ("a minute ago", 60, False)])
    def test_ends(self, seconds, is_good):
        client = self.client()
        client.repository.set_expiry("timestamp", NOW + 10 * DAY)
        client.repository.release("timestamp")
        moment = NOW + 10 * DAY + datetime.timedelta(seconds=seconds)
        (self.succeeds if is_good else self.fails)(client, now=moment)

    def test_expired_root_is_stored_all_the_same(self):
        client = self.client()
        self.succeeds(client)
        client.repository.set_expiry("root", NOW - DAY)
        client.repository.release("root")
        self.fails(client)
        self.asked(client, "2.root.json", "3.root.json")
        self.trusts_version(client, "root", 2)

    def test_expired_root_on_the_way_does_not_matter(self):
        client = self.client()
        client.repository.set_expiry("root", NOW - DAY)
        client.repository.release("root")
        client.repository.set_expiry("root", NOW + DAY)
        client.repository.release("root")
        self.succeeds(client)
        self.trusts_version(client, "root", 3)

    def test_expired_trusted_root_may_be_renewed(self):
        repository = Repository()
        repository.set_expiry("root", NOW - DAY)
        repository.put("root")
        repository.set_expiry("root", NOW + DAY)
        repository.release("root")
        client = self.client(repository)
        self.succeeds(client)

    @table([(role, role) for role in ("timestamp", "snapshot", "targets")])
    def test_freeze_the_same_files_after_the_end_of(self, role):
        client = self.client()
        for one in TOP:
            client.repository.set_expiry(one, NOW + (10 if one == role else 100) * DAY)
        client.repository.release("root", "targets", "snapshot", "timestamp")
        self.succeeds(client)
        before = {one: client.stored(one) for one in TOP}
        self.succeeds(client, now=NOW + 9 * DAY)
        self.fails(client, now=NOW + 11 * DAY)
        self.keeps(client, **before)

    @table([(role, role) for role in ("snapshot", "targets")])
    def test_freeze_behind_a_renewed_timestamp(self, role):
        client = self.client()
        client.repository.set_expiry(role, NOW + 5 * DAY)
        client.repository.release("targets", "snapshot", "timestamp")
        self.succeeds(client)
        client.repository.set_expiry("timestamp", NOW + 90 * DAY)
        client.repository.release("timestamp")
        self.fails(client, now=NOW + 6 * DAY)

    def test_a_stored_role_that_expired_may_be_renewed(self):
        client = self.client()
        self.succeeds(client)
        for role in TOP:
            client.repository.set_expiry(role, NOW + 90 * DAY)
        client.repository.release("root", "targets", "snapshot", "timestamp")
        self.succeeds(client, now=NOW + 60 * DAY)


@expand
class Rollback(Case):
    @table([("without hashes", ()), ("with hashes", ("sha256",))])
    def test_timestamp(self, announced):
        client = self.client(Repository(announced=announced))
        client.repository.release("timestamp")
        self.succeeds(client)
        before = client.stored("timestamp")
        client.repository.signed["timestamp"]["version"] = 1
        client.repository.put("timestamp")
        self.fails(client)
        self.keeps(client, timestamp=before)
        self.asked(client, "2.root.json", "timestamp.json")

    @table([("without hashes", ()), ("with hashes", ("sha256",))])
    def test_snapshot(self, announced):
        client = self.client(Repository(announced=announced))
        client.repository.release("snapshot", "timestamp")
        self.succeeds(client)
        before = {role: client.stored(role) for role in TOP}
        client.repository.signed["snapshot"]["version"] = 1
        client.repository.put("snapshot")
        client.repository.release("timestamp")
        self.fails(client)
        self.keeps(client, **before)
        self.asked(client, "2.root.json", "timestamp.json")

    @table([("without hashes", ()), ("with hashes", ("sha256",))])
    def test_targets(self, announced):
        client = self.client(Repository(announced=announced))
        client.repository.release("targets", "snapshot", "timestamp")
        self.succeeds(client)
        before = {role: client.stored(role) for role in ("snapshot", "targets")}
        client.repository.signed["targets"]["version"] = 1
        client.repository.put("targets")
        client.repository.release("snapshot", "timestamp")
        self.fails(client)
        self.keeps(client, **before)

    def test_a_snapshot_that_forgets_a_role(self):
        repository = Repository()
        repository.delegate("targets", "news")
        repository.publish()
        client = self.client(repository)
        self.succeeds(client)
        before = client.stored("snapshot")
        repository.names.remove("news")
        del repository.signed["snapshot"]["meta"]["news.json"]
        repository.release("snapshot", "timestamp")
        self.fails(client)
        self.keeps(client, snapshot=before)

    def test_a_delegated_role_goes_back_in_the_snapshot(self):
        repository = Repository()
        repository.delegate("targets", "news")
        repository.publish()
        repository.release("news", "snapshot", "timestamp")
        client = self.client(repository)
        self.succeeds(client)
        repository.signed["news"]["version"] = 1
        repository.put("news")
        repository.release("snapshot", "timestamp")
        self.fails(client)

    def test_timestamp_of_the_same_version_keeps_the_stored_one(self):
        client = self.client()
        self.succeeds(client)
        before = client.stored("timestamp")
        client.repository.signed["timestamp"]["x"] = "other"
        client.repository.put("timestamp")
        self.succeeds(client)
        self.keeps(client, timestamp=before)
        self.asked(client, "2.root.json", "timestamp.json")

    def test_timestamp_of_the_same_version_must_be_signed(self):
        client = self.client()
        self.succeeds(client)
        client.repository.put("timestamp", signers=[Key()])
        self.fails(client)

    @table([("snapshot", "snapshot"), ("targets", "targets")])
    def test_of_another_version_than_announced(self, role):
        client = self.client()
        self.succeeds(client)
        before = client.stored(role)
        repository = client.repository
        repository.release("targets", "snapshot", "timestamp")
        old = repository.files[f"metadata/1.{role}.json"]
        repository.files[f"metadata/2.{role}.json"] = old
        self.fails(client)
        self.keeps(client, **{role: before})

    @table([(f"{role} {name}", role, data) for role in ("snapshot", "targets") for name, data in [
        ("longer", lambda data: data + b" "), ("shorter", lambda data: data[:-1]),
        ("other spelling", lambda data: written(dict(json.loads(data), x=1)))]])
    def test_not_what_was_announced(self, role, change):
        client = self.client(Repository(announced=("sha256", "sha512")))
        self.succeeds(client)
        before = client.stored(role)
        repository = client.repository
        repository.release("targets", "snapshot", "timestamp")
        repository.files[repository.file_name(role)] = change(repository.files[repository.file_name(role)])
        self.fails(client)
        self.keeps(client, **{role: before})

    @table([(f"{role} {member}", role, member) for role in ("snapshot", "timestamp")
            for member in ("less", "more", "sha256", "sha512", "unknown")])
    def test_announced_wrongly(self, announcer, member):
        repository = Repository(announced=("sha256", "sha512"))
        client = self.client(repository)
        role = {"timestamp": "snapshot", "snapshot": "targets"}[announcer]
        meta = repository.meta

        def wrong(name):
            entry = meta(name)
            if name == role and member in ("less", "more"):
                entry["length"] += 1 if member == "more" else -1
            elif name == role:
                entry["hashes"][member] = "00" * (64 if member == "sha512" else 32)
            return entry

        repository.meta = wrong
        repository.release("targets", "snapshot", "timestamp")
        self.fails(client)
        self.assertIsNone(client.stored(role))

    @table([("same length", "same"), ("longer", "longer")])
    def test_snapshot_announced_as_it_is_but_for_its_meta(self, kind):
        """An old snapshot counts against a return though its own hash fits no longer."""
        client = self.client(Repository(announced=("sha256",)))
        client.repository.release("targets", "snapshot", "timestamp")
        self.succeeds(client)
        stored = client.metadata / "snapshot.json"
        document = json.loads(stored.read_bytes())
        stored.write_bytes(json.dumps(document, indent=3 if kind == "longer" else 1).encode())
        client.repository.signed["targets"]["version"] = 1
        client.repository.put("targets")
        client.repository.release("snapshot", "timestamp")
        self.fails(client)


@expand
class FastForward(Case):
    def test_timestamp(self):
        client = self.client()
        repository = client.repository
        repository.signed["timestamp"]["version"] = 99
        repository.release("timestamp")
        self.succeeds(client)
        repository.trust("timestamp", [Key()])
        repository.signed["timestamp"]["version"] = 1
        repository.release("root")
        repository.put("timestamp")
        self.succeeds(client)
        self.trusts_version(client, "timestamp", 1)

    def test_snapshot(self):
        client = self.client()
        repository = client.repository
        repository.signed["snapshot"]["version"] = 99
        repository.release("snapshot", "timestamp")
        self.succeeds(client)
        repository.trust("snapshot", [Key()])
        repository.trust("timestamp", [Key()])
        repository.signed["snapshot"]["version"] = 1
        repository.release("root")
        repository.put("snapshot")
        repository.release("timestamp")
        self.succeeds(client)
        self.trusts_version(client, "snapshot", 1)

    def test_targets(self):
        client = self.client()
        repository = client.repository
        repository.signed["targets"]["version"] = 99
        repository.release("targets", "snapshot", "timestamp")
        self.succeeds(client)
        repository.trust("snapshot", [Key()])
        repository.signed["targets"]["version"] = 1
        repository.release("root")
        repository.put("targets")
        repository.release("snapshot", "timestamp")
        self.succeeds(client)
        self.trusts_version(client, "targets", 1)

    @table([("timestamp", "timestamp", True), ("snapshot", "snapshot", False), ("targets", "targets", False)])
    def test_without_new_keys_it_stays(self, role, _):
        client = self.client()
        repository = client.repository
        repository.signed[role]["version"] = 99
        repository.put(role)
        repository.release(*[one for one in ("targets", "snapshot", "timestamp") if one != role]
                           if role != "timestamp" else ())
        self.succeeds(client)
        before = client.stored(role)
        repository.release("root")
        repository.signed[role]["version"] = 1
        repository.put(role)
        repository.release(*{"timestamp": (), "snapshot": ("timestamp",), "targets": ("snapshot", "timestamp")}[role])
        self.fails(client)
        self.keeps(client, **{role: before})


if __name__ == "__main__":
    main()
