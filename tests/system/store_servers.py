# SPDX-License-Identifier: Apache-2.0
"""Real stores on loopback for store_test.py: nginx as a WebDAV server, Ceph's radosgw and OpenStack Swift as S3 stores, each
over TLS with a certificate of a test authority. Ports are free ones; all that they write lies in the test's folder."""
import collections
import os
import pathlib
import shutil
import socket
import ssl
import subprocess
import time
import uuid

from store_clients import Folder, S3, WebDav

HOST = "127.0.0.1"
DEVICE = "T1-hall-01"
BUCKET = "outbox"


class Unavailable(Exception):
    """A server that cannot be made to run on this machine, and why."""


def free_ports(count):
    sockets = [socket.create_server((HOST, 0)) for _ in range(count)]
    ports = [one.getsockname()[1] for one in sockets]
    for one in sockets:
        one.close()
    return ports


def run(*words, **options):
    done = subprocess.run([str(word) for word in words], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, **options)
    if done.returncode:
        raise Unavailable(f"{words[0]} ended with {done.returncode}: {done.stdout.strip()[-300:]}")
    return done.stdout


def wait_for(what, is_there, seconds):
    end = time.monotonic() + seconds
    while not is_there():
        if time.monotonic() > end:
            raise Unavailable(f"{what} did not come within {seconds} s")
        time.sleep(0.2)


def listens(port):
    with socket.socket() as one:
        one.settimeout(1)
        return one.connect_ex((HOST, port)) == 0


class Authority:
    """A certificate authority made by openssl, and the certificates that it signed."""

    def __init__(self, folder, name):
        self.folder = folder / name
        self.folder.mkdir()
        self.certificate = self.folder / "authority.pem"
        self._key = self.folder / "authority.key"
        self._run("req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", 30,
                  "-subj", f"/CN={name}", "-keyout", self._key, "-out", self.certificate)

    def _run(self, *words):
        run("openssl", *words, cwd=self.folder)

    def sign(self, name, subject=f"IP:{HOST}", days=30):
        """(certificate, key) for `subject`; days below zero: it has expired."""
        certificate, key = self.folder / f"{name}.pem", self.folder / f"{name}.key"
        extensions = self.folder / f"{name}.ext"
        extensions.write_text(f"subjectAltName={subject}\nbasicConstraints=CA:FALSE\n")
        self._run("req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-subj", f"/CN={name}", "-keyout", key,
                  "-out", f"{name}.csr")
        self._run("x509", "-req", "-in", f"{name}.csr", "-CA", self.certificate, "-CAkey", self._key, "-CAcreateserial", "-days", days,
                  "-extfile", extensions, "-out", certificate)
        return certificate, key

    def trusting(self):
        """What an honest client of these servers verifies with."""
        return ssl.create_default_context(cafile=self.certificate)


class Server:
    """`dialect`: "dav" or "s3"; `path`: the collection or bucket; `is_lied_about`: it is tested behind the lying proxy, too."""
    is_lied_about = False

    def __init__(self, folder, authority):
        self.folder, self.authority = folder / self.name, authority
        self.folder.mkdir()
        self.processes = []
        self.port = None

    def spawn(self, *words, **options):
        log = open(self.folder / f"{pathlib.Path(words[0]).name}-{len(self.processes)}.log", "w", encoding="utf-8")
        self.processes.append(subprocess.Popen([str(word) for word in words], stdout=log, stderr=log, **options))

    def address(self, port=None):
        return f"{self.dialect}+https://{HOST}:{port or self.port}{self.path}"

    def empty(self):
        client = self.client()
        for name in client.list():
            client.remove(name)

    def stop(self):
        for process in reversed(self.processes):
            process.terminate()
        for process in self.processes:
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
        self.processes = []

    def nginx(self, inside):
        """nginx with one TLS server, of which `inside` says what it does."""
        self.port, = free_ports(1)
        certificate, key = self.authority.sign(self.name)
        paths = " ".join(f"{kind}_temp_path {self.folder}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
        (self.folder / "nginx.conf").write_text(f"""
{"user root;" if os.getuid() == 0 else ""}
daemon off; worker_processes 1; pid {self.folder}/nginx.pid; error_log {self.folder}/error.log warn;
events {{ worker_connections 256; }}
http {{
  {paths} access_log off; client_max_body_size 16m; default_type application/octet-stream;
  server {{
    listen {HOST}:{self.port} ssl; ssl_certificate {certificate}; ssl_certificate_key {key};
    {inside}
  }}
}}
""", encoding="utf-8")
        self.spawn("nginx", "-p", self.folder, "-c", self.folder / "nginx.conf", "-e", self.folder / "error.log")
        wait_for("nginx", lambda: listens(self.port), 10)


class Stick(Server):
    """A folder, as on a USB stick."""
    name, dialect, user, password = "folder", "file", "", ""

    def start(self):
        (self.folder / DEVICE).mkdir()

    def address(self, _port=None):
        return f"file://{self.folder}"

    def client(self):
        return Folder(self.folder / DEVICE)


class Nginx(Server):
    name, dialect, path, user, password = "nginx", "dav", "/outbox", "kiosk", "a password"
    is_lied_about = True

    def start(self):
        root = self.folder / "root"
        (root / "outbox" / DEVICE).mkdir(parents=True)
        hashed = run("openssl", "passwd", "-apr1", self.password).strip()
        (self.folder / "users").write_text(f"{self.user}:{hashed}\n", encoding="utf-8")
        self.nginx(f"""root {root}; auth_basic store; auth_basic_user_file {self.folder}/users;
    location / {{ dav_methods PUT DELETE MKCOL; create_full_put_path on; autoindex on; autoindex_format json; }}""")

    def client(self):
        return WebDav(self, f"{self.path}/{DEVICE}/")


class Radosgw(Server):
    """One monitor, one object server on a sparse file, and the gateway."""
    name, dialect, path, user, password = "radosgw", "s3", f"/{BUCKET}", "AKTESTKIOSK", "a-secret-of-the-kiosk"
    is_lied_about = True

    def start(self):
        if shutil.which("radosgw") is None:
            raise Unavailable("radosgw is not installed")
        self.port, first, second = free_ports(3)
        certificate, key = self.authority.sign(self.name)
        folder, monitor = self.folder, f"[v2:{HOST}:{first},v1:{HOST}:{second}]"
        for name in ("mon", "osd/ceph-0", "run", "log", "rgw"):
            (folder / name).mkdir(parents=True)
        self._configuration = folder / "ceph.conf"
        cluster = uuid.uuid4()
        self._configuration.write_text(f"""[global]
fsid = {cluster}
mon host = {monitor}
public addr = {HOST}
cluster addr = {HOST}
auth cluster required = cephx
auth service required = cephx
auth client required = cephx
auth allow insecure global id reclaim = false
keyring = {folder}/admin.keyring
osd pool default size = 1
osd pool default min size = 1
osd pool default pg num = 4
osd pool default pg autoscale mode = off
mon allow pool size one = true
osd crush chooseleaf type = 0
run dir = {folder}/run
admin socket = {folder}/run/$name.asok
pid file = {folder}/run/$name.pid
log file = {folder}/log/$name.log
crash dir = {folder}/run
[mon]
mon data = {folder}/mon/ceph-$id
mon max pg per osd = 1000
mon data avail warn = 5
[osd]
osd data = {folder}/osd/ceph-$id
keyring = {folder}/osd/ceph-$id/keyring
osd objectstore = bluestore
bluestore block size = 2147483648
osd memory target = 939524096
[client.rgw.a]
keyring = {folder}/rgw.keyring
rgw data = {folder}/rgw
rgw frontends = beast ssl_endpoint={HOST}:{self.port} ssl_certificate={certificate} ssl_private_key={key}
rgw thread pool size = 32
rgw dns name = {HOST}
""", encoding="utf-8")
        self._make_keyrings()
        run("monmaptool", "--create", "--fsid", cluster, "--addv", "a", monitor, folder / "monmap", "--clobber")
        ceph = ("-c", self._configuration)
        run("ceph-mon", *ceph, "--mkfs", "-i", "a", "--monmap", folder / "monmap", "--keyring", folder / "mon.keyring")
        self.spawn("ceph-mon", *ceph, "-i", "a", "-f")
        wait_for("ceph-mon", lambda: subprocess.run(["timeout", "5", "ceph", *ceph, "-s"], capture_output=True).returncode == 0, 60)
        osd = uuid.uuid4()
        run("ceph", *ceph, "osd", "new", osd)
        run("ceph-osd", *ceph, "-i", "0", "--mkfs", "--osd-uuid", osd)
        self.spawn("ceph-osd", *ceph, "-i", "0", "-f")
        self.spawn("radosgw", *ceph, "-n", "client.rgw.a", "-f")
        wait_for("radosgw", lambda: listens(self.port), 120)
        run("radosgw-admin", *ceph, "user", "create", "--uid=kiosk", "--display-name=kiosk", f"--access-key={self.user}",
            f"--secret={self.password}")
        self.client().make_bucket()

    def _make_keyrings(self):
        folder = self.folder
        for name, holder, rights in (
                ("mon.keyring", "mon.", ("mon", "allow *")),
                ("admin.keyring", "client.admin", ("mon", "allow *", "osd", "allow *", "mgr", "allow *")),
                ("rgw.keyring", "client.rgw.a", ("mon", "allow rwx", "osd", "allow rwx")),
                ("osd/ceph-0/keyring", "osd.0", ("mon", "allow profile osd", "osd", "allow *"))):
            words = [word for who, what in zip(rights[::2], rights[1::2]) for word in ("--cap", who, what)]
            run("ceph-authtool", "-C", folder / name, "--gen-key", "-n", holder, *words)
            if name != "mon.keyring":
                run("ceph-authtool", folder / "mon.keyring", "--import-keyring", folder / name)

    def client(self):
        return S3(self, BUCKET, f"{DEVICE}/")


class Swift(Server):
    """Its four servers and a cache behind nginx, which speaks TLS for them."""
    name, dialect, path, user, password = "swift", "s3", f"/{BUCKET}", "test:tester", "testing"

    def start(self):
        if shutil.which("swift-proxy-server") is None:
            raise Unavailable("swift-proxy is not installed")
        folder = self.folder
        for name in ("etc", "srv/d1", "run"):
            (folder / name).mkdir(parents=True)
        try:
            os.setxattr(folder / "srv", "user.crier", b"x")
        except OSError as error:
            raise Unavailable(f"Swift needs user attributes of files, which {folder} does not have: {error.strerror}") from error
        ports = dict(zip(("account", "container", "object", "proxy", "cache"), free_ports(5)))
        self._configure(ports)
        self.spawn("memcached", "-u", "root", "-l", HOST, "-p", ports["cache"], "-m", "32")
        for name in ("account", "container", "object", "proxy"):
            self.spawn(f"swift-{name}-server", folder / "etc" / f"{name}-server.conf")
        wait_for("swift-proxy-server", lambda: all(listens(port) for port in ports.values()), 60)
        self.nginx(f"location / {{ proxy_pass http://{HOST}:{ports['proxy']}; proxy_set_header Host $http_host; proxy_http_version 1.1; }}")
        self.client().make_bucket()

    def _configure(self, ports):
        folder = self.folder
        etc = folder / "etc"
        (etc / "swift.conf").write_text("[swift-hash]\nswift_hash_path_suffix = test\nswift_hash_path_prefix = test\n[storage-policy:0]\n"
                                        "name = Policy-0\ndefault = yes\n", encoding="utf-8")
        for name in ("account", "container", "object"):
            builder = etc / f"{name}.builder"
            run("swift-ring-builder", builder, "create", 4, 1, 1)
            run("swift-ring-builder", builder, "add", f"r1z1-{HOST}:{ports[name]}/d1", 1)
            subprocess.run(["swift-ring-builder", builder, "rebalance"], capture_output=True, check=False)  # warns by its status
            (etc / f"{name}-server.conf").write_text(f"""[DEFAULT]
bind_ip = {HOST}
bind_port = {ports[name]}
workers = 0
user = root
swift_dir = {etc}
devices = {folder}/srv
mount_check = false
log_level = WARNING
log_address = {folder}/run/log
[pipeline:main]
pipeline = {name}-server
[app:{name}-server]
use = egg:swift#{name}
fallocate_reserve = 0
""", encoding="utf-8")
        filters = collections.OrderedDict((name, f"egg:swift#{name}") for name in (
            "catch_errors", "gatekeeper", "healthcheck", "proxy_logging", "cache", "listing_formats", "s3api", "tempauth", "slo", "dlo"))
        filters["cache"] = "egg:swift#memcache"
        more = {"cache": f"memcache_servers = {HOST}:{ports['cache']}", "tempauth": f"user_test_tester = {self.password} .admin",
                "s3api": "location = us-east-1\ns3_acl = false\nauth_pipeline_check = true"}
        text = f"""[DEFAULT]
bind_ip = {HOST}
bind_port = {ports['proxy']}
workers = 0
user = root
swift_dir = {etc}
log_level = WARNING
log_address = {folder}/run/log
[pipeline:main]
pipeline = {" ".join(filters)} proxy-server
[app:proxy-server]
use = egg:swift#proxy
account_autocreate = true
allow_account_management = true
"""
        text += "".join(f"[filter:{name}]\nuse = {egg}\n{more.get(name, '')}\n" for name, egg in filters.items())
        (etc / "proxy-server.conf").write_text(text, encoding="utf-8")

    def client(self):
        return S3(self, BUCKET, f"{DEVICE}/")


SERVERS = {one.name: one for one in (Stick, Nginx, Radosgw, Swift)}
