"""Certificates for hosts on loopback, made anew for each run with openssl."""

import subprocess
from pathlib import Path

CONFIG = """
[req]
distinguished_name = name
prompt = no
[name]
CN = {name}
[authority]
basicConstraints = critical, CA:TRUE
keyUsage = critical, keyCertSign, cRLSign
subjectKeyIdentifier = hash
[host]
basicConstraints = CA:FALSE
subjectAltName = {names}
authorityKeyIdentifier = keyid
[ca]
default_ca = own
[own]
database = {folder}/{stem}.index
new_certs_dir = {folder}
rand_serial = yes
default_md = sha256
policy = any
copy_extensions = none
unique_subject = no
[any]
commonName = supplied
"""


def run(*arguments):
    done = subprocess.run(["openssl", *map(str, arguments)], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


class Authority:
    """An authority that signs certificates of hosts; `bundle` is the file that trusts it."""

    def __init__(self, folder: Path, stem: str):
        self.folder, self.stem = folder, stem
        self.key, self.bundle = folder / f"{stem}.key", folder / f"{stem}.pem"
        run("req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2",
            "-keyout", self.key, "-out", self.bundle, "-extensions", "authority",
            "-config", self.config(f"Authority {stem}", "DNS:none"))

    def config(self, name: str, names: str) -> Path:
        path = self.folder / f"{self.stem}.cnf"
        path.write_text(CONFIG.format(name=name, names=names, folder=self.folder, stem=self.stem))
        (self.folder / f"{self.stem}.index").touch()
        return path

    def host(self, stem: str, names: str, start: str = "", end: str = "") -> Path:
        """A certificate and its key in one file, valid today unless days say otherwise."""
        config = self.config(f"Host {stem}", names)
        key, request, signed = (self.folder / f"{stem}.{kind}" for kind in ("key", "csr", "crt"))
        run("req", "-new", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", key,
            "-out", request, "-config", config)
        dates = ["-startdate", start, "-enddate", end] if start else ["-days", "2"]
        run("ca", "-batch", "-notext", "-config", config, "-cert", self.bundle, "-keyfile", self.key, "-in", request,
            "-out", signed, "-extensions", "host", *dates)
        both = self.folder / f"{stem}.both"
        both.write_text(signed.read_text() + key.read_text())
        return both
