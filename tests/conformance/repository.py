# SPDX-License-Identifier: Apache-2.0
"""A TUF repository in memory, written by nothing of Crier's: an own canonical JSON, own keys, own files.

What is signed is `signed[role]`, a plain dictionary that a test may change in any way; `files` maps a path such as
"metadata/2.root.json" to its bytes. Files are written on purpose as no canonical JSON: indented, unsorted, with escapes.
"""
import copy
import datetime
import hashlib
import json
import urllib.parse

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, rsa

NOW = datetime.datetime(2030, 1, 1)  # what a test's client takes for the time unless it is told another
TOP = ("root", "timestamp", "snapshot", "targets")


def canonical(value):
    """OLPC's canonical JSON."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, str):
        return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
    if isinstance(value, list):
        return "[" + ",".join(canonical(one) for one in value) + "]"
    names = sorted(value, key=lambda name: name.encode())
    return "{" + ",".join(canonical(name) + ":" + canonical(value[name]) for name in names) + "}"


def quoted(text):
    return urllib.parse.quote(text, safe="")


class Key:
    """A key pair, by default Ed25519."""

    def __init__(self, private=None, scheme="ed25519", keytype=None, spelling=None):
        self.scheme = scheme
        if private is None:
            private = {
                "ed25519": ed25519.Ed25519PrivateKey.generate,
                "ecdsa-sha2-nistp256": lambda: ec.generate_private_key(ec.SECP256R1()),
                "rsassa-pss-sha256": lambda: rsa.generate_private_key(65537, 2048),
            }[scheme]()
        self.private = private
        types = {"ed25519": "ed25519", "ecdsa-sha2-nistp256": "ecdsa", "rsassa-pss-sha256": "rsa"}
        public = spelling or self._public()
        self.object = {"keytype": keytype or types[scheme], "scheme": scheme, "keyval": {"public": public}}
        self.id = hashlib.sha256(canonical(self.object).encode()).hexdigest()

    def _public(self):
        public = self.private.public_key()
        if self.scheme == "ed25519":
            raw = serialization.PublicFormat.Raw
            return public.public_bytes(serialization.Encoding.Raw, raw).hex()
        info = serialization.PublicFormat.SubjectPublicKeyInfo
        return public.public_bytes(serialization.Encoding.PEM, info).decode()

    def twin(self, **members):
        """The same key under another id."""
        other = copy.copy(self)
        other.object = dict(self.object, **(members or {"x-also": "known"}))
        other.id = hashlib.sha256(canonical(other.object).encode()).hexdigest()
        return other

    def sign(self, text):
        data = text.encode()
        if self.scheme == "ed25519":
            return self.private.sign(data).hex()
        if self.scheme == "ecdsa-sha2-nistp256":
            return self.private.sign(data, ec.ECDSA(hashes.SHA256())).hex()
        pss = padding.PSS(padding.MGF1(hashes.SHA256()), padding.PSS.DIGEST_LENGTH)
        return self.private.sign(data, pss, hashes.SHA256()).hex()


def time_text(moment):
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def written(document):
    return json.dumps(document, indent=1, ensure_ascii=True).encode()


class Repository:
    """Root, timestamp, snapshot and targets of version 1, published."""

    def __init__(self, consistent=True, scheme="ed25519", keytype=None, announced=(), target_hashes=("sha256",)):
        self.consistent = consistent
        self.announced = announced  # what stands beside a version in "meta": of length and hash algorithms
        self.target_hashes = target_hashes
        self.expires = NOW + datetime.timedelta(days=30)
        self.files = {}
        self.signers = {role: [Key(scheme=scheme, keytype=keytype)] for role in TOP}
        self.signed = {
            "root": self._new("root", consistent_snapshot=consistent, keys={}, roles={}),
            "timestamp": self._new("timestamp", meta={}),
            "snapshot": self._new("snapshot", meta={}),
            "targets": self._new("targets", targets={}),
        }
        self.names = ["targets"]  # the roles that the snapshot lists
        for role in TOP:
            self.trust(role, self.signers[role])
        for role in ("root", "targets", "snapshot", "timestamp"):
            self.put(role)

    def _new(self, kind, **members):
        return {"_type": kind, "version": 1, "spec_version": "1.0.34", "expires": time_text(self.expires), **members}

    # -- who may sign --

    def trust(self, role, keys, threshold=1, signers=None):
        """Root says which keys a top role has."""
        root = self.signed["root"]
        root["keys"].update({key.id: key.object for key in keys})
        root["roles"][role] = {"keyids": [key.id for key in keys], "threshold": threshold}
        self.signers[role] = list(keys if signers is None else signers)

    def delegate(self, parent, name, paths=("*",), keys=None, threshold=1, terminating=False, prefixes=None,
                 signers=None):
        """`parent` trusts `name`, which is made where it is not there yet."""
        if name not in self.signed:
            self.signed[name] = self._new("targets", targets={})
            self.names.append(name)
        keys = keys or self.signers.get(name) or [Key()]
        self.signers[name] = list(signers or self.signers.get(name) or keys)
        delegations = self.signed[parent].setdefault("delegations", {"keys": {}, "roles": []})
        delegations["keys"].update({key.id: key.object for key in keys})
        role = {"name": name, "keyids": [key.id for key in keys], "threshold": threshold, "terminating": terminating}
        role.update({"paths": list(paths)} if prefixes is None else {"path_hash_prefixes": list(prefixes)})
        delegations["roles"].append(role)
        return role

    # -- what is there --

    def add_target(self, path, content, role="targets", algorithms=None, **members):
        digests = {name: hashlib.new(name, content).hexdigest() for name in algorithms or self.target_hashes}
        self.signed[role]["targets"][path] = {"length": len(content), "hashes": digests, **members}
        folder, slash, name = path.rpartition("/")
        stored = [folder + slash + digest + "." + name for digest in digests.values()]
        for one in stored if self.consistent else [path]:
            self.files["targets/" + urllib.parse.quote(one, safe="/")] = content

    def file_name(self, role):
        name = quoted(role) + ".json"
        is_versioned = role == "root" or (self.consistent and role != "timestamp")
        return "metadata/" + (f"{self.signed[role]['version']}." if is_versioned else "") + name

    def document(self, role, signers=None):
        text = canonical(self.signed[role])
        keys = self.signers[role] if signers is None else signers
        return {"signatures": [{"keyid": key.id, "sig": key.sign(text)} for key in keys], "signed": self.signed[role]}

    def put(self, role, signers=None, change=None, data=None):
        """Signs and stores a role as it is. `change` may spoil the document after it was signed; `data` replaces it."""
        if role == "snapshot":
            for name in self.names:
                self.signed["snapshot"]["meta"][name + ".json"] = self.meta(name)
        if role == "timestamp":
            self.signed["timestamp"]["meta"]["snapshot.json"] = self.meta("snapshot")
        document = copy.deepcopy(self.document(role, signers))
        if change:
            change(document)
        self.files[self.file_name(role)] = written(document) if data is None else data
        if role == "root":
            self.files.setdefault("metadata/root.json", self.files[self.file_name(role)])
        return self.files[self.file_name(role)]

    def meta(self, role):
        entry = {"version": self.signed[role]["version"]}
        data = self.files.get(self.file_name(role), b"")
        if self.announced:
            entry["length"] = len(data)
            entry["hashes"] = {name: hashlib.new(name, data).hexdigest() for name in self.announced}
        return entry

    def release(self, *roles):
        """Of each the next version."""
        for role in roles:
            self.signed[role]["version"] += 1
            self.put(role)

    def release_all(self):
        self.release(*self.names[1:], "targets", "snapshot", "timestamp")

    def publish(self):
        """After delegations were made: every role as it is, then the next snapshot and timestamp."""
        for role in self.names:
            self.put(role)
        self.release("snapshot", "timestamp")

    def set_expiry(self, role, moment):
        self.signed[role]["expires"] = time_text(moment)

    @property
    def root(self):
        return self.files["metadata/1.root.json"]
