# SPDX-License-Identifier: Apache-2.0
"""The office's way to its stores: what lies in a WebDAV collection or an S3 bucket is listed, got and put. Written beside Crier's
own, so that a mistake there is not made here too."""
import base64
import datetime
import hashlib
import hmac
import http.client
import json
import urllib.parse
import xml.etree.ElementTree


class Refused(Exception):
    def __init__(self, status, body):
        super().__init__(f"status {status}: {body[:300]!r}")
        self.status = status


class Client:
    """One connection, made anew where it broke. One thread at a time."""

    def __init__(self, server):
        self.server = server
        self._connection = None

    def request(self, method, path, query="", body=b""):
        for attempt in (0, 1):
            if self._connection is None:
                self._connection = http.client.HTTPSConnection("127.0.0.1", self.server.port, timeout=60,
                                                               context=self.server.authority.trusting())
            try:
                target = path + ("?" + query if query else "")
                self._connection.request(method, target, body=body, headers=self.headers(method, path, query, body))
                answer = self._connection.getresponse()
                data = answer.read()
                break
            except (OSError, http.client.HTTPException):
                self._connection = None
                if attempt:
                    raise
        if answer.status >= 300:
            raise Refused(answer.status, data)
        return data


class WebDav(Client):
    def __init__(self, server, folder):
        super().__init__(server)
        self._folder = folder

    def headers(self, *_):
        words = f"{self.server.user}:{self.server.password}".encode()
        return {"Authorization": "Basic " + base64.b64encode(words).decode()}

    def list(self):
        """name -> what changes when the object does."""
        return {one["name"]: (one["size"], one["mtime"]) for one in json.loads(self.request("GET", self._folder)) if one["type"] == "file"}

    def get(self, name):
        return self.request("GET", self._folder + urllib.parse.quote(name))

    def put(self, name, body):
        self.request("PUT", self._folder + urllib.parse.quote(name), body=body)

    def remove(self, name):
        self.request("DELETE", self._folder + urllib.parse.quote(name))


class Folder:
    """A folder that kiosk and office both reach."""

    def __init__(self, path):
        self._path = path

    def list(self):
        return {one.name: one.stat().st_mtime_ns for one in self._path.iterdir() if one.name.endswith(".envelope")}

    def get(self, name):
        return (self._path / name).read_bytes()

    def put(self, name, body):
        (self._path / "new").write_bytes(body)
        (self._path / "new").rename(self._path / name)

    def remove(self, name):
        (self._path / name).unlink()


class S3(Client):
    """Signature V4 as its documentation describes it, in the region us-east-1."""

    def __init__(self, server, bucket, prefix):
        super().__init__(server)
        self._bucket, self._prefix = f"/{bucket}", prefix

    def headers(self, method, path, query, body):
        now = datetime.datetime.now(datetime.timezone.utc).strftime("%Y%m%dT%H%M%SZ")
        digest = hashlib.sha256(body).hexdigest()
        headers = {"host": f"127.0.0.1:{self.server.port}", "x-amz-content-sha256": digest, "x-amz-date": now}
        names = ";".join(sorted(headers))
        lines = "".join(f"{name}:{headers[name]}\n" for name in sorted(headers))
        request = "\n".join((method, path, query, lines, names, digest))
        scope = f"{now[:8]}/us-east-1/s3/aws4_request"
        text = "\n".join(("AWS4-HMAC-SHA256", now, scope, hashlib.sha256(request.encode()).hexdigest()))
        key = ("AWS4" + self.server.password).encode()
        for part in scope.split("/"):
            key = hmac.new(key, part.encode(), hashlib.sha256).digest()
        signature = hmac.new(key, text.encode(), hashlib.sha256).hexdigest()
        headers["Authorization"] = (f"AWS4-HMAC-SHA256 Credential={self.server.user}/{scope}, SignedHeaders={names}, "
                                    f"Signature={signature}")
        return headers

    def make_bucket(self):
        self.request("PUT", self._bucket)

    def list(self):
        found, after = {}, None
        while True:
            words = {"list-type": "2", "prefix": self._prefix}
            if after:
                words["continuation-token"] = after
            query = "&".join(f"{name}={urllib.parse.quote(words[name], safe='')}" for name in sorted(words))
            tree = xml.etree.ElementTree.fromstring(self.request("GET", self._bucket, query))
            space = tree.tag.partition("}")[0] + "}"
            for one in tree.iter(f"{space}Contents"):
                name = one.findtext(f"{space}Key")[len(self._prefix):]
                found[name] = (one.findtext(f"{space}ETag"), one.findtext(f"{space}LastModified"))
            after = tree.findtext(f"{space}NextContinuationToken")
            if not after:
                return found

    def get(self, name):
        return self.request("GET", f"{self._bucket}/{self._prefix}{urllib.parse.quote(name)}")

    def put(self, name, body):
        self.request("PUT", f"{self._bucket}/{self._prefix}{urllib.parse.quote(name)}", body=body)

    def remove(self, name):
        self.request("DELETE", f"{self._bucket}/{self._prefix}{urllib.parse.quote(name)}")
