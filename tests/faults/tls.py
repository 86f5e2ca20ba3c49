"""Certificates that prove something, and those that do not: a server that shows each host its own."""

from __future__ import annotations

import contextlib
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import trustme
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests.faults.names import LOCAL

_YEAR = timedelta(days=365)


@dataclass
class Certificates:
    """An authority that the crawl trusts (`bundle`, for SSL_CERT_FILE), and what hosts show. `ca` signs the sound ones."""

    folder: Path
    ca: trustme.CA = field(default_factory=trustme.CA)
    shown: dict[str, ssl.SSLContext] = field(default_factory=dict)

    @property
    def bundle(self) -> Path:
        path = self.folder / "authority.pem"
        self.ca.cert_pem.write_to_path(path)
        return path

    def server(self) -> ssl.SSLContext:
        """A context that shows each host what `shown` has for it, by the name in the handshake."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.ca.issue_cert("nobody.fault.test").configure_cert(context)

        def choose(connection: ssl.SSLObject, name: str | None, _: ssl.SSLContext) -> None:
            chosen = self.shown.get((name or "").removesuffix(LOCAL))
            if chosen:
                connection.context = chosen

        context.sni_callback = choose  # type: ignore[assignment]
        return context

    def sound(self, host: str) -> None:
        self._show(host, self.ca.issue_cert(host + LOCAL))

    def expired(self, host: str) -> None:
        past = datetime.now(UTC) - _YEAR
        self._show(host, self.ca.issue_cert(host + LOCAL, not_before=past, not_after=past + timedelta(days=30)))

    def too_new(self, host: str) -> None:
        self._show(host, self.ca.issue_cert(host + LOCAL, not_before=datetime.now(UTC) + timedelta(days=30)))

    def wrong_host(self, host: str) -> None:
        self._show(host, self.ca.issue_cert("another.fault.test"))

    def unknown_authority(self, host: str) -> None:
        self._show(host, trustme.CA().issue_cert(host + LOCAL))

    def self_signed(self, host: str) -> None:
        key = ec.generate_private_key(ec.SECP256R1())
        name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, host + LOCAL)])
        now = datetime.now(UTC)
        certificate = (
            x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number(), now, now + _YEAR)
            .add_extension(x509.SubjectAlternativeName([x509.DNSName(host + LOCAL)]), critical=False)
            .sign(key, hashes.SHA256())
        )
        pem = serialization.Encoding.PEM
        path = self.folder / f"{host}.pem"
        path.write_bytes(
            key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
            + certificate.public_bytes(pem)
        )
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(path)
        self.shown[host] = context

    def _show(self, host: str, certificate: trustme.LeafCert) -> None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        certificate.configure_cert(context)
        self.shown[host] = context


@contextmanager
def cutting(*, reset: bool = False, say: bytes = b"") -> Iterator[int]:
    """The port of a server that reads the beginning of every handshake and hangs up, after saying `say`."""
    door = socket.create_server(("127.0.0.1", 0))

    def hang_up() -> None:
        with contextlib.suppress(OSError):
            while True:
                caller, _ = door.accept()
                caller.recv(100 if reset else 65_536)
                caller.sendall(say)
                caller.close()

    threading.Thread(target=hang_up, daemon=True).start()
    try:
        yield door.getsockname()[1]
    finally:
        door.close()
