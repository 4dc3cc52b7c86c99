# SPDX-License-Identifier: Apache-2.0
"""Where a repository lies, with real servers on loopback and the configuration of packaging/: a folder that nginx serves, a WebDAV
collection, a bucket of Ceph that everyone may read, a stick; and a broker. Each place says how the office writes to it and how a
device reads it."""
import json
import os
import pathlib
import re

from store_servers import BUCKET, HOST, Radosgw, Server, free_ports, listens, run, wait_for

PACKAGING = pathlib.Path(__file__).resolve().parents[2] / "packaging"


def replaced(text, *pairs):
    """Every pattern must be there: a page that says something else than is tried here is found out."""
    for pattern, words in pairs:
        text, count = re.subn(pattern, words, text)
        assert count, f"no {pattern!r}"
    return text


class Place(Server):
    credentials = None

    def publish_address(self):
        return str(self.root)

    def start_nginx(self, *configurations):
        """With these files of packaging/nginx, as they are but for names, ports and folders of this test."""
        self.port, self.upload_port, self.cache_port = free_ports(3)
        certificate, key = self.authority.sign(self.name)
        self.users = self.folder / "users"
        ports = {"crier-origin.conf": f"{self.port} ssl", "crier-upload.conf": f"{self.upload_port} ssl", "crier-station.conf": self.cache_port}
        text = ""
        for name in configurations:
            one = replaced((PACKAGING / "nginx" / name).read_text(encoding="utf-8"), (r"listen \S+( ssl)?;", f"listen {HOST}:{ports[name]};"))
            for pattern, words in ((r"/srv/crier", str(self.root)), (r"/etc/ssl/signs\.pem", str(certificate)),
                                   (r"/etc/ssl/private/signs\.key", str(key)), (r"/etc/nginx/crier-upload\.users", str(self.users)),
                                   (r"/var/cache/nginx/crier", str(self.folder / "cache")), (r"https://signs\.example;", f"https://{HOST}:{self.port};"),
                                   (r"access_log off", f"access_log {self.folder}/{name}.log")):
                one = re.sub(pattern, words, one)
            text += one
        paths = " ".join(f"{kind}_temp_path {self.folder}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
        (self.folder / "nginx.conf").write_text(f"""
{"user root;" if os.getuid() == 0 else ""}
daemon off; worker_processes 2; pid {self.folder}/nginx.pid; error_log {self.folder}/error.log warn;
events {{ worker_connections 512; }}
http {{ {paths} default_type application/octet-stream; types {{ application/json json; }}
{text}
}}
""", encoding="utf-8")
        self.start_again()

    def start_again(self):
        self.spawn("nginx", "-p", self.folder, "-c", self.folder / "nginx.conf", "-e", self.folder / "error.log")
        wait_for("nginx", lambda: listens(self.port), 20)

    def requests(self, name="crier-origin.conf"):
        log = self.folder / f"{name}.log"
        return log.read_text(encoding="utf-8").splitlines() if log.exists() else []

    def read_url(self):
        return f"https://{HOST}:{self.port}"

    def device_settings(self):
        return {"authority": str(self.authority.certificate)}


class ServedFolder(Place):
    """The office and nginx have the same disk."""
    name = "served"

    def start(self):
        self.root = self.folder / "repository"
        self.root.mkdir()
        self.start_nginx("crier-origin.conf", "crier-station.conf")


class Collection(Place):
    """The office uploads through nginx's WebDAV module."""
    name, user, password = "webdav", "office", "a password of the office"

    def start(self):
        self.root = self.folder / "repository"
        (self.root / ".upload").mkdir(parents=True)
        hashed = run("openssl", "passwd", "-apr1", self.password).strip()
        (self.folder / "users").write_text(f"{self.user}:{hashed}\n", encoding="utf-8")
        self.start_nginx("crier-origin.conf", "crier-upload.conf")
        wait_for("nginx", lambda: listens(self.upload_port), 20)
        self.credentials = write_credentials(self)

    def publish_address(self):
        return f"dav+https://{HOST}:{self.upload_port}/crier"


class Bucket(Radosgw, Place):
    """Everyone may read its objects, nobody may list them: a file that is not there is a 403 to a device."""
    name = "bucket"
    prefix = "signs"

    def start(self):
        super().start()
        self.credentials = write_credentials(self)
        policy = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": "*", "Action": ["s3:GetObject"],
                                                          "Resource": [f"arn:aws:s3:::{BUCKET}/{self.prefix}/{part}/*"]}
                                                         for part in ("metadata", "targets")]}
        policy["Statement"] = [dict(policy["Statement"][0], Resource=[one["Resource"][0] for one in policy["Statement"]])]
        self.client().request("PUT", f"/{BUCKET}", "policy=", json.dumps(policy).encode())

    def publish_address(self):
        return f"s3+https://{HOST}:{self.port}/{BUCKET}/{self.prefix}"

    def read_url(self):
        return f"https://{HOST}:{self.port}/{BUCKET}/{self.prefix}"


class Stick(Place):
    """A folder, written at the office and read at the device."""
    name = "stick"

    def start(self):
        self.root = self.folder / "crier"
        self.root.mkdir()

    def read_url(self):
        return str(self.root)

    def device_settings(self):
        return {}


class Broker(Server):
    """Mosquitto with the configuration and the rights of packaging/mosquitto: screens come over TLS, and the office, whose
    machine does not know the test's authority, over a second line."""
    name = "broker"
    accounts = {"office": "office-secret", "screen": "screen-secret"}

    def start(self):
        self.port, self.office_port = free_ports(2)
        certificate, key = self.authority.sign(self.name)
        passwords = self.folder / "passwd"
        passwords.touch()
        for user, password in self.accounts.items():
            run("mosquitto_passwd", "-b", passwords, user, password)
        text = replaced((PACKAGING / "mosquitto/crier.conf").read_text(encoding="utf-8"), (r"listener 8883", f"listener {self.port} {HOST}"),
                        (r"/etc/mosquitto/certs/broker\.pem", str(certificate)), (r"/etc/mosquitto/certs/broker\.key", str(key)),
                        (r"(?m)^password_file .*", f"password_file {passwords}"),
                        (r"(?m)^acl_file .*", f"acl_file {PACKAGING / 'mosquitto/crier.acl'}"))
        second = f"listener {self.office_port} {HOST}\n" + "".join(
            line + "\n" for line in text.splitlines() if line.startswith(("allow_anonymous", "password_file", "acl_file")))
        user = "user root\n" if os.getuid() == 0 else ""
        (self.folder / "broker.conf").write_text(user + text + second, encoding="utf-8")
        self.spawn("mosquitto", "-c", self.folder / "broker.conf")
        wait_for("mosquitto", lambda: listens(self.port), 20)

    def screen_url(self):
        return f"mqtts://screen:{self.accounts['screen']}@{HOST}:{self.port}/crier/hall"

    def url(self, user):
        return f"mqtt://{user}:{self.accounts[user]}@{HOST}:{self.office_port}/crier/hall"


def write_credentials(place):
    file = place.folder / "credentials.toml"
    file.write_text(f'user = "{place.user}"\npassword = "{place.password}"\nauthority = "{place.authority.certificate}"\n', encoding="utf-8")
    file.chmod(0o600)
    return file


PLACES = {one.name: one for one in (ServedFolder, Collection, Bucket, Stick)}
