# SPDX-License-Identifier: Apache-2.0
"""The search through delegations, and targets downloaded: delegations_test.py TUF_CLIENT [PART...]."""
import datetime
import hashlib
import time

import server
from client import Case, expand, main, table
from repository import NOW, Key, Repository

DAY = datetime.timedelta(days=1)


def repository_of(delegations, **options):
    """Of tuples (parent, name) or (parent, name, what Repository.delegate takes)."""
    repository = Repository(**options)
    for parent, name, *more in delegations:
        repository.delegate(parent, name, **(more[0] if more else {}))
    repository.publish()
    return repository


@expand
class Graph(Case):
    PY = {"paths": ["*.py"]}
    END = {"terminating": True}

    @table([
        ("one role", [("targets", "A")], "A"),
        ("two roles", [("targets", "A"), ("targets", "B")], "AB"),
        ("two levels", [("targets", "A"), ("targets", "B"), ("B", "C")], "ABC"),
        ("depth first", [("targets", "A"), ("targets", "B"), ("A", "C")], "ACB"),
        ("three levels depth first", [("targets", "A"), ("targets", "B"), ("A", "C"), ("C", "D")], "ACDB"),
        ("terminating", [("targets", "A"), ("targets", "B"), ("A", "C", END), ("A", "D")], "AC"),
        ("terminating with descendants", [("targets", "A"), ("targets", "B"), ("A", "C", END), ("C", "D")], "ACD"),
        ("terminating that does not match", [("targets", "A", {"paths": ["*.py"], "terminating": True}), ("targets", "B")],
         "B"),
        ("branch that does not match", [("targets", "A", PY), ("targets", "B"), ("A", "C")], "B"),
        ("deeper branch that does not match", [("targets", "A"), ("targets", "B"), ("A", "C", PY), ("C", "D")], "AB"),
        ("cycle", [("targets", "A"), ("targets", "B"), ("B", "C"), ("C", "D"), ("D", "B")], "ABCD"),
        ("cycle of one", [("targets", "A"), ("A", "A"), ("targets", "B")], "AB"),
        ("two roles delegate to a third", [("targets", "A"), ("targets", "B"), ("B", "C"), ("A", "C")], "ACB"),
        ("two roles delegate to a third by other paths",
         [("targets", "A"), ("targets", "B"), ("B", "C"), ("A", "C", PY)], "ABC"),
    ])
    def test_graph(self, delegations, visited):
        client = self.client(repository_of(delegations))
        self.refuses(client, "missing file")
        self.asked(client, "2.root.json", "timestamp.json", "2.snapshot.json", "1.targets.json",
                   *[f"1.{name}.json" for name in visited])
        self.assertEqual(client.metadata_files(),
                         sorted([f"{name}.json" for name in visited] +
                                ["root.json", "snapshot.json", "targets.json", "timestamp.json"]))
        for name in visited:
            self.trusts(client, name)
        self.refuses(client, "missing file")
        self.asked(client, "2.root.json", "timestamp.json")

    def test_roles_are_not_fetched_by_a_refresh(self):
        client = self.client(repository_of([("targets", "A")]))
        self.succeeds(client)
        self.assertIsNone(client.stored("A"))


@expand
class Search(Case):
    def repository(self):
        repository = Repository()
        repository.delegate("targets", "A", paths=["A/*", "both", "x?z"])
        repository.delegate("targets", "B", paths=["*", "A/*", "deep/*/x"])
        repository.delegate("targets", "C", paths=["C/*"], terminating=True)
        repository.delegate("targets", "D", paths=["C/*", "d[0-9]"])
        for path, role in [("top", "targets"), ("A/one", "A"), ("A/two", "B"), ("both", "A"), ("both", "B"),
                           ("plain", "B"), ("C/late", "D"), ("deep/1/x", "B"), ("a/one", "A"), ("A/x/y", "A"),
                           ("d7", "D"), ("xyz", "A"), ("x/z", "A"), ("top", "A"), ("A/.hidden", "A")]:
            repository.add_target(path, f"{path} of {role}".encode(), role)
        repository.publish()
        return repository

    # Name; path; the role that has it, or none; the roles that are asked.
    @table([
        ("in the top role", "top", "targets", ""),
        ("wildcard", "A/one", "A", "A"),
        ("second role", "A/two", "B", "AB"),
        ("first in order wins", "both", "A", "A"),
        ("wildcard of all", "plain", "B", "B"),
        ("terminating before", "C/late", None, "C"),
        ("wildcard between slashes", "deep/1/x", "B", "B"),
        ("case counts", "a/one", None, ""),
        ("a wildcard ends at a slash", "A/x/y", None, ""),
        ("set", "d7", "D", "BD"),
        ("question mark", "xyz", "A", "AB"),
        ("question mark is no slash", "x/z", None, ""),
        ("hidden", "A/.hidden", "A", "A"),
        ("nowhere", "nowhere", None, "B"),
    ])
    def test_search(self, path, role, asked):
        client = self.client(self.repository())
        (self.fetches if role else self.refuses)(client, path)
        if role == "A" and asked == "AB":
            asked = "A"
        metadata = [one for one in client.requests if one.startswith("metadata/")]
        self.assertEqual(metadata[4:], [f"metadata/1.{name}.json" for name in asked])
        self.assertEqual(client.content(path), f"{path} of {role}".encode() if role else None)

    @table([("whole", 64, True), ("two figures", 2, True), ("one figure", 1, True), ("nothing", 0, True),
            ("another", None, False), ("large letters", -2, False)])
    def test_hash_prefix(self, figures, is_found):
        digest = hashlib.sha256(b"dir/file").hexdigest()
        prefix = "not hexadecimal" if figures is None else digest[:figures]
        if figures == -2:
            prefix = next(c for c in digest if c.isalpha())
            prefix = digest[:digest.index(prefix) + 1].upper()
        repository = Repository()
        repository.delegate("targets", "bin", prefixes=["ffffffff", prefix])
        repository.add_target("dir/file", b"content", "bin")
        repository.publish()
        client = self.client(repository)
        (self.fetches if is_found else self.refuses)(client, "dir/file")

    def test_paths_and_prefixes_together_are_refused(self):
        repository = Repository()
        repository.delegate("targets", "A")["path_hash_prefixes"] = ["00"]
        repository.publish()
        self.fails(self.client(repository))

    @table([("neither", lambda role: role.pop("paths")), ("no threshold", lambda role: role.pop("threshold")),
            ("no name", lambda role: role.pop("name")), ("empty name", lambda role: role.update(name="")),
            ("a top role", lambda role: role.update(name="targets")), ("root", lambda role: role.update(name="root")),
            ("snapshot", lambda role: role.update(name="snapshot")),
            ("timestamp", lambda role: role.update(name="timestamp")),
            ("terminating no flag", lambda role: role.update(terminating="yes")),
            ("paths no list", lambda role: role.update(paths="*")), ("path no text", lambda role: role.update(paths=[1])),
            ("key twice", lambda role: role["keyids"].append(role["keyids"][0]))])
    def test_bad_delegation(self, change):
        repository = Repository()
        change(repository.delegate("targets", "A"))
        repository.publish()
        self.fails(self.client(repository))

    def test_a_role_delegated_to_twice_by_one(self):
        repository = Repository()
        repository.delegate("targets", "A")
        repository.delegate("targets", "A", paths=["other"])
        repository.publish()
        self.fails(self.client(repository))

    @table([("question mark", "?"), ("hash", "#"), ("absolute", "/delegatedrole"), ("above", "../delegatedrole"),
            ("dots", ".."), ("dot", "."), ("percent", "%2e%2e"), ("blank", " a b "), ("Chinese", "\u590d\u5ba1"),
            ("backslash", "..\\x"), ("query", "a?b=c&d"), ("newline", "a\nb"), ("tilde", "~root"), ("json", "x.json")])
    def test_unusual_role_name(self, name):
        repository = repository_of([("targets", name)])
        repository.add_target("file", b"content", name)
        repository.release(name, "snapshot", "timestamp")
        client = self.client(repository)
        self.fetches(client, "file")
        self.assertEqual(len(client.metadata_files()), 5)
        self.assertIn(repository.file_name(name), client.requests)
        self.trusts(client, name)
        above = {file.name for file in client.folder.iterdir()}
        self.assertEqual(above, {"metadata", "targets", "trusted root"})
        self.fetches(client, "file")
        self.assertNotIn(repository.file_name(name), client.requests)


@expand
class Trust(Case):
    def one(self, **options):
        repository = Repository(**options)
        repository.delegate("targets", "A")
        repository.add_target("file", b"content", "A")
        repository.publish()
        return repository

    def refused(self, repository, client=None):
        client = client or self.client(repository)
        self.refuses(client, "file")
        self.assertIsNone(client.content("file"))
        return client

    @table([("removed", lambda d: d.update(signatures=[])),
            ("of zeros", lambda d: d["signatures"][0].update(sig="00" * 64)),
            ("over something else", lambda d: d["signed"]["targets"].update(other={"length": 1, "hashes": {"sha256": "00" * 32}})),
            ("of another id", lambda d: d["signatures"][0].update(keyid="11" * 32))])
    def test_delegated_signature(self, change):
        repository = self.one()
        repository.put("A", change=change)
        client = self.refused(repository)
        self.assertIsNone(client.stored("A"))

    @table([("targets", "targets"), ("snapshot", "snapshot"), ("timestamp", "timestamp"), ("root", "root")])
    def test_delegated_role_signed_by_the_key_of(self, role):
        repository = self.one()
        repository.put("A", signers=repository.signers[role])
        self.refused(repository)

    def test_threshold_of_a_delegated_role(self):
        keys = [Key(), Key()]
        repository = Repository()
        repository.delegate("targets", "A", keys=keys, threshold=2, signers=keys)
        repository.add_target("file", b"content", "A")
        repository.publish()
        self.fetches(self.client(repository), "file")
        repository.put("A", signers=keys[:1])
        self.refused(repository)

    def test_one_key_under_two_ids_of_a_delegated_role(self):
        key = Key()
        repository = Repository()
        repository.delegate("targets", "A", keys=[key, key.twin()], threshold=2, signers=[key, key.twin()])
        repository.add_target("file", b"content", "A")
        repository.publish()
        self.refused(repository)

    def test_a_diamond_by_other_keys_is_not_believed_for_its_twin(self):
        """A trusts C by the right key, B by another: what was verified for A says nothing for B."""
        right, wrong = Key(), Key()
        repository = Repository()
        repository.delegate("targets", "A", paths=["a*"])
        repository.delegate("targets", "B", paths=["b*"])
        repository.delegate("A", "C", keys=[right], signers=[right])
        repository.delegate("B", "C", keys=[wrong], signers=[right])
        repository.add_target("a file", b"of a", "C")
        repository.add_target("b file", b"of b", "C")
        repository.publish()
        client = self.client(repository)
        self.fetches(client, "a file")
        self.refuses(client, "b file")
        self.assertIsNone(client.content("b file"))
        other = self.client(repository)
        self.refuses(other, "a file", "b file")
        self.assertEqual((other.content("a file"), other.content("b file")), (b"of a", None))

    def test_delegation_that_was_taken_back(self):
        repository = self.one()
        client = self.client(repository)
        self.fetches(client, "file")
        del repository.signed["targets"]["delegations"]
        repository.release("targets", "snapshot", "timestamp")
        self.refuses(client, "file")

    def test_key_of_a_delegated_role_that_was_revoked(self):
        repository = self.one()
        client = self.client(repository)
        self.fetches(client, "file")
        new = Key()
        delegations = repository.signed["targets"]["delegations"]
        delegations["keys"] = {new.id: new.object}
        delegations["roles"][0]["keyids"] = [new.id]
        repository.release("targets", "snapshot", "timestamp")
        self.refuses(client, "file")
        repository.signers["A"] = [new]
        repository.release("A", "snapshot", "timestamp")
        self.fetches(client, "file")

    @table([("when it came", 0), ("later", 1)])
    def test_freeze_delegated_role_expired(self, later):
        repository = self.one()
        client = self.client(repository)
        if not later:
            repository.set_expiry("A", NOW - DAY)
            repository.release("A", "snapshot", "timestamp")
            self.refused(repository, client)
            self.assertIsNone(client.stored("A"))
        else:
            repository.set_expiry("A", NOW + DAY)
            repository.release("A", "snapshot", "timestamp")
            self.fetches(client, "file")
            self.refuses(client, "file", now=NOW + 2 * DAY)

    def test_old_version_of_a_delegated_role_replayed(self):
        repository = self.one()
        client = self.client(repository)
        self.fetches(client, "file")
        old = repository.files["metadata/1.A.json"]
        repository.release("A", "snapshot", "timestamp")
        repository.files["metadata/2.A.json"] = old
        self.refuses(client, "file")
        repository.put("A")
        self.fetches(client, "file")

    @table([("without hashes", ()), ("with hashes", ("sha256",))])
    def test_newer_version_than_the_snapshot_says(self, announced):
        repository = self.one(announced=announced)
        repository.signed["A"]["version"] = 2
        data = repository.put("A")
        repository.files["metadata/1.A.json"] = data
        self.refused(repository)

    @table([("hash", "hashes"), ("length", "length")])
    def test_delegated_role_announced_by(self, member):
        repository = self.one(announced=("sha256",))
        entry = repository.signed["snapshot"]["meta"]["A.json"]
        meta = repository.meta

        def wrong(name):
            entry = meta(name)
            if name == "A" and member == "length":
                entry["length"] += 1
            elif name == "A":
                entry["hashes"]["sha256"] = "00" * 32
            return entry

        repository.meta = wrong
        repository.release("snapshot", "timestamp")
        self.assertTrue(entry)
        self.refused(repository)

    def test_role_that_the_snapshot_does_not_know(self):
        repository = self.one()
        repository.names.remove("A")
        del repository.signed["snapshot"]["meta"]["A.json"]
        repository.release("snapshot", "timestamp")
        client = self.refused(repository)
        self.assertNotIn("metadata/1.A.json", client.requests)

    def test_a_role_that_fails_ends_the_search(self):
        repository = Repository()
        repository.delegate("targets", "A")
        repository.delegate("targets", "B")
        repository.add_target("file", b"content", "B")
        repository.publish()
        repository.put("A", signers=[Key()])
        client = self.refused(repository)
        self.assertNotIn("metadata/1.B.json", client.requests)

    @table([("truncated", lambda data: data[:-30]), ("empty", lambda data: b""), ("zeros", lambda data: b"\0" * len(data)),
            ("deep", lambda data: b"[" * 5000)])
    def test_torn_role_on_the_disk(self, change):
        repository = self.one()
        client = self.client(repository)
        self.fetches(client, "file")
        file = client.metadata / "A.json"
        file.write_bytes(change(file.read_bytes()))
        self.fetches(client, "file")
        self.trusts(client, "A")

    def test_many_delegations_are_bounded(self):
        repository = Repository()
        repository.delegate("targets", "r0")
        for i in range(100):
            repository.delegate(f"r{i}", f"r{i + 1}")
        repository.add_target("file", b"content", "r100")
        repository.publish()
        client = self.client(repository)
        self.refuses(client, "file")
        roles = [one for one in client.requests if one.startswith("metadata/1.r")]
        self.assertEqual(len(roles), 32)

    def test_as_many_delegations_as_may_be(self):
        repository = Repository()
        keys = [Key()]
        for i in range(40):
            repository.delegate("targets", f"r{i}", keys=keys)
        repository.add_target("near", b"near", "r31")
        repository.add_target("far", b"far", "r32")
        repository.publish()
        client = self.client(repository)
        self.fetches(client, "near")
        self.refuses(client, "far")

    def test_crowd_of_delegations_does_not_take_long(self):
        repository = Repository()
        role = repository.delegate("targets", "A")
        roles = repository.signed["targets"]["delegations"]["roles"]
        roles.extend(dict(role, name=f"r{i}", paths=["no/match"]) for i in range(40_000))
        repository.publish()
        client = self.client(repository)
        begun = time.monotonic()
        self.refuses(client, "file")
        self.assertLess(time.monotonic() - begun, 15)

    def test_pattern_that_backtracks_does_not_take_long(self):
        repository = Repository()
        repository.delegate("targets", "A", paths=["*a" * 40 + "b"])
        repository.publish()
        client = self.client(repository)
        begun = time.monotonic()
        self.refuses(client, "a" * 120)
        self.assertLess(time.monotonic() - begun, 15)


@expand
class Download(Case):
    def one(self, path="dir/file", content=b"content" * 1000, **options):
        repository = Repository(**options)
        repository.add_target(path, content)
        repository.release("targets", "snapshot", "timestamp")
        return repository

    def stored_at(self, repository, path="dir/file"):
        return next(name for name in repository.files if name.startswith("targets/"))

    @table([("sha256", ("sha256",)), ("sha512", ("sha512",)), ("both", ("sha256", "sha512"))])
    def test_hash_algorithms(self, algorithms):
        repository = self.one(target_hashes=algorithms)
        client = self.client(repository)
        self.fetches(client, "dir/file")
        self.assertEqual(client.content("dir/file"), b"content" * 1000)
        self.assertEqual(client.requests[-1],
                         "targets/dir/" + hashlib.new(algorithms[0], b"content" * 1000).hexdigest() + ".file")

    @table([("sha256 of two", ("sha256",)), ("sha512 of two", ("sha512",)), ("both", ("sha256", "sha512"))])
    def test_wrong_hash(self, wrong):
        repository = self.one(target_hashes=("sha256", "sha512"))
        client = self.client(repository)
        target = repository.signed["targets"]["targets"]["dir/file"]
        for name in wrong:
            old = target["hashes"][name]
            target["hashes"][name] = hashlib.new(name, b"other").hexdigest()
            repository.files[f"targets/dir/{target['hashes'][name]}.file"] = repository.files[f"targets/dir/{old}.file"]
        repository.release("targets", "snapshot", "timestamp")
        self.refuses(client, "dir/file")
        self.assertIsNone(client.content("dir/file"))

    @table([("alone", {}), ("beside a good one", {"sha256": None})])
    def test_unknown_hash_algorithm(self, known):
        repository = self.one()
        target = repository.signed["targets"]["targets"]["dir/file"]
        target["hashes"] = {**({"sha256": target["hashes"]["sha256"]} if known else {}), "blake9": "00" * 32}
        repository.release("targets", "snapshot", "timestamp")
        client = self.client(repository)
        self.refuses(client, "dir/file")
        self.assertIsNone(client.content("dir/file"))
        self.assertFalse([one for one in client.requests if one.startswith("targets/")])

    @table([("longer than said", -1), ("shorter than said", 1)])
    def test_length(self, change):
        repository = self.one()
        repository.signed["targets"]["targets"]["dir/file"]["length"] += change
        repository.release("targets", "snapshot", "timestamp")
        client = self.client(repository)
        self.refuses(client, "dir/file")
        self.assertIsNone(client.content("dir/file"))

    @table([("404", server.status(404)), ("500", server.status(500)), ("302", server.status(302, ("Location", "/"))),
            ("captive portal", server.portal), ("reset", server.reset), ("truncated", server.truncated),
            ("empty", server.status(200, data=b"")), ("endless", server.endless), ("bomb", server.bomb),
            ("wrong bytes", server.status(200, data=b"CONTENT" * 1000))])
    def test_answer(self, fault):
        repository = self.one()
        client = self.client(repository)
        client.site.faults[self.stored_at(repository)] = fault
        self.refuses(client, "dir/file")
        self.assertIsNone(client.content("dir/file"))
        self.assertLess(client.site.sent, 50_000_000)
        client.site.faults.clear()
        self.fetches(client, "dir/file")
        self.assertEqual(client.content("dir/file"), b"content" * 1000)
        self.assertEqual([file.name for file in client.targets.iterdir()], ["dir%2Ffile"])

    def test_without_consistent_snapshots(self):
        repository = self.one(consistent=False)
        client = self.client(repository)
        self.fetches(client, "dir/file")
        self.assertEqual(client.requests[-1], "targets/dir/file")

    def test_new_content_takes_the_place_of_the_old(self):
        repository = self.one()
        client = self.client(repository)
        self.fetches(client, "dir/file")
        repository.add_target("dir/file", b"new")
        repository.release("targets", "snapshot", "timestamp")
        self.fetches(client, "dir/file")
        self.assertEqual(client.content("dir/file"), b"new")
        self.assertEqual(len(list(client.targets.iterdir())), 1)

    def test_a_half_file_of_the_old_content_does_not_spoil_the_new(self):
        repository = self.one()
        client = self.client(repository)
        client.site.faults[self.stored_at(repository)] = server.cut_at(3000)
        self.refuses(client, "dir/file")
        repository.add_target("dir/file", b"NEW" * 3000)
        repository.release("targets", "snapshot", "timestamp")
        self.fetches(client, "dir/file")
        self.assertEqual(client.content("dir/file"), b"NEW" * 3000)

    @table([("zeros", lambda half: b"\0" * len(half)), ("whole and wrong", lambda half: b"x" * 7000),
            ("too long", lambda half: b"y" * 9000), ("empty", lambda half: b"")])
    def test_a_torn_half_file(self, change):
        repository = self.one()
        client = self.client(repository)
        client.site.faults[self.stored_at(repository)] = server.cut_at(3000)
        self.refuses(client, "dir/file")
        (part,) = client.targets.iterdir()
        part.write_bytes(change(part.read_bytes()))
        client.site.faults.clear()
        self.fetches(client, "dir/file")
        self.assertEqual(client.content("dir/file"), b"content" * 1000)

    def test_resumes_where_it_was_cut(self):
        repository = self.one(content=bytes(range(256)) * 4000)
        client = self.client(repository)
        name = self.stored_at(repository)
        client.site.faults[name] = server.cut_at(200_000)
        for _ in range(3):
            self.refuses(client, "dir/file")
        client.site.faults.clear()
        client.site.sent = 0
        self.fetches(client, "dir/file")
        self.assertEqual(client.content("dir/file"), bytes(range(256)) * 4000)
        self.assertLess(client.site.sent, 1_024_000 - 600_000 + 20_000)

    @table([("nothing satisfiable", server.status(416, ("Content-Range", "bytes */7000"))),
            ("of another begin", server.part("bytes 0-6999/7000")), ("shifted", server.part("bytes 2999-6999/7000")),
            ("without saying which", server.part(None)), ("of nonsense", server.part("bytes x-y/z")),
            ("of a huge begin", server.part("bytes 99999999999999999999999-1/2")),
            ("in other units", server.part("lines 3000-6999/7000")), ("404", server.status(404)),
            ("captive portal", server.portal)])
    def test_part(self, fault):
        repository = self.one()
        client = self.client(repository)
        name = self.stored_at(repository)
        client.site.faults[name] = server.cut_at(3000)
        self.refuses(client, "dir/file")
        client.site.faults[name] = fault
        self.refuses(client, "dir/file")
        self.assertIsNone(client.content("dir/file"))
        client.site.faults.clear()
        self.fetches(client, "dir/file")
        self.assertEqual(client.content("dir/file"), b"content" * 1000)

    def test_server_without_ranges_begins_anew(self):
        repository = self.one(content=bytes(range(256)) * 400)
        client = self.client(repository)
        client.site.faults[self.stored_at(repository)] = server.cut_at(50_000)
        self.refuses(client, "dir/file")
        client.site.faults.clear()
        client.site.ranges = False
        self.fetches(client, "dir/file")
        self.assertEqual(client.content("dir/file"), bytes(range(256)) * 400)

    def test_several_in_the_order_asked_and_the_first_failure_ends(self):
        repository = Repository()
        for name in ("c", "a", "b"):
            repository.add_target(name, name.encode())
        repository.release("targets", "snapshot", "timestamp")
        client = self.client(repository)
        self.fetches(client, "c", "a", "b")
        self.assertEqual([one[-1] for one in client.requests if one.startswith("targets/")], ["c", "a", "b"])
        other = self.client(repository)
        self.refuses(other, "a", "missing", "b")
        self.assertEqual((other.content("a"), other.content("b")), (b"a", None))

    @table([("above", "../x"), ("far above", "../../../../../../x"), ("absolute", "/x"), ("dots", ".."), ("dot", "."),
            ("backslash", "..\\x"), ("tilde", "~/x"), ("percent", "%2e%2e/x"), ("zero byte in the middle", "a/../../x"),
            ("Chinese", "\u7247/\u5ba3\u4f20.mp4"), ("blank", "a b"), ("query", "a?b#c"), ("newline", "a\nb"),
            ("two slashes", "a//b"), ("slash at the end", "a/")])
    def test_hostile_name(self, name):
        repository = self.one(name)
        client = self.client(repository)
        self.assertIn(client.download(name), (0, 1))
        self.assertEqual({file.name for file in client.folder.iterdir()}, {"metadata", "targets", "trusted root"})
        for file in client.targets.rglob("*"):
            self.assertTrue(file.is_file())
        if name not in ("..", "."):
            self.assertEqual(client.content(name), b"content" * 1000)

    def test_empty_target(self):
        repository = self.one(content=b"")
        client = self.client(repository)
        self.fetches(client, "dir/file")
        self.assertEqual(client.content("dir/file"), b"")

    def test_custom_members_of_a_target(self):
        repository = Repository()
        repository.add_target("file", b"content", custom={"valid": [1, {"from": "\u660e\u5929"}]})
        repository.release("targets", "snapshot", "timestamp")
        self.fetches(self.client(repository), "file")

    def test_target_of_a_failed_refresh_is_not_fetched(self):
        repository = self.one()
        client = self.client(repository)
        repository.set_expiry("timestamp", NOW - DAY)
        repository.release("timestamp")
        self.refuses(client, "dir/file")
        self.assertFalse([one for one in client.requests if one.startswith("targets/")])


if __name__ == "__main__":
    main()
