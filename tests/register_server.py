"""A register of our own on loopback: TLS by an authority made for the run, answers byte by byte as a test wants them.

The client under test dials it by a `Network` made here: names are looked up in a table, every address that passes the check of
`reach` is dialled on loopback, and only the authority of the run is trusted. The check itself is the real one.
"""

from __future__ import annotations

import datetime
import gzip
import socket
import ssl
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from revtrack.register.wire import Network

COUNCIL = "data.consilium.europa.eu"
CELLAR = "publications.europa.eu"
EURLEX = "eur-lex.europa.eu"
OTHER = "www.example.org"
WRONG, EXPIRED, OWN = "wrong.example.org", "expired.example.org", "own.example.org"
HOSTS = (COUNCIL, CELLAR, EURLEX, "data.europa.eu", OTHER, "elsewhere.example.net")
PUBLIC = "93.184.215.14"
"""An address that the check lets pass; nothing is sent to it."""
_CONNECT = socket.socket.connect
_NOON = datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC)
_LATER = datetime.datetime(2100, 1, 1, tzinfo=datetime.UTC)


@dataclass(frozen=True)
class Asked:
    """A question as the server saw it."""

    host: str
    path: str
    headers: dict[str, str]


Speak = Callable[[ssl.SSLSocket], None]
Reply = bytes | Speak


def reply(
    body: bytes | str = b"",
    status: str = "200 OK",
    kind: str = "text/html; charset=utf-8",
    *more: str,
    length: int | None = None,
) -> bytes:
    """An answer with its length."""
    data = body.encode() if isinstance(body, str) else body
    head = [f"HTTP/1.1 {status}", f"Content-Length: {len(data) if length is None else length}", *more]
    head += [f"Content-Type: {kind}"] if kind else []
    return "\r\n".join([*head, "", ""]).encode() + data


def redirect(location: str, status: str = "303 See Other") -> bytes:
    return reply(b"", status, "", f"Location: {location}")


def chunked(pieces: Sequence[bytes], kind: str = "text/html", *more: str, end: bool = True) -> bytes:
    head = "\r\n".join(
        ["HTTP/1.1 200 OK", "Transfer-Encoding: chunked", f"Content-Type: {kind}", *more, "", ""]
    ).encode()
    body = b"".join(b"%x\r\n%s\r\n" % (len(piece), piece) for piece in pieces)
    return head + body + (b"0\r\n\r\n" if end else b"")


def zipped(body: bytes, kind: str = "text/html") -> bytes:
    return reply(gzip.compress(body, mtime=0), "200 OK", kind, "Content-Encoding: gzip")


@dataclass
class Server:
    """The server: `replies` by (host, path), one after the other (the last one stays); `asked` is what was asked of it."""

    folder: Path
    replies: dict[tuple[str, str], list[Reply]] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)
    names: dict[str, list[str]] = field(default_factory=dict)
    slept: list[float] = field(default_factory=list)
    dialled: list[str] = field(default_factory=list)

    def start(self) -> None:
        self.authority = _Authority(self.folder)
        self._contexts = {
            "": self.authority.context(HOSTS),
            WRONG: self.authority.context((OTHER,)),
            EXPIRED: self.authority.context((EXPIRED,), until=_NOON + datetime.timedelta(days=1)),
            OWN: _Authority(self.folder / "own").context((OWN,)),
        }
        self._contexts[""].sni_callback = self._choose
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port = self._listening.getsockname()[1]
        self._open: list[socket.socket] = []
        self._threads: list[threading.Thread] = []
        self._accepting = threading.Thread(target=self._accept, daemon=True)
        self._accepting.start()

    def stop(self) -> None:
        with suppress(OSError):
            self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()
        for plain in self._open:
            with suppress(OSError):
                plain.shutdown(socket.SHUT_RDWR)
        self._accepting.join(5)
        for thread in self._threads:
            thread.join(5)

    def says(self, host: str, path: str, *replies: Reply) -> None:
        """What the server answers there from now on."""
        self.replies[host, path] = list(replies)

    def network(self) -> Network:
        return Network(resolve=self._resolve, dial=self._dial, trust=self.authority.trust(), sleep=self.slept.append)

    def paths(self) -> list[str]:
        return [asked.path for asked in self.asked]

    def _resolve(self, host: str, seconds: float) -> Sequence[str]:
        assert seconds > 0
        if host in self.names or host in HOSTS or host in self._contexts:
            return self.names.get(host, [PUBLIC])
        raise OSError("no such name")

    def _dial(self, address: str, seconds: float) -> socket.socket:
        self.dialled.append(address)
        made = socket.socket()
        made.settimeout(seconds)
        _CONNECT(made, ("127.0.0.1", self.port))
        return made

    def _choose(self, connection: ssl.SSLObject, name: str | None, context: ssl.SSLContext) -> None:
        if name in self._contexts:
            connection.context = self._contexts[name]

    def _accept(self) -> None:
        while True:
            try:
                plain, _ = self._listening.accept()
            except OSError:
                return
            self._open.append(plain)
            thread = threading.Thread(target=self._serve, args=(plain,), daemon=True)
            self._threads.append(thread)
            thread.start()

    def _serve(self, plain: socket.socket) -> None:
        try:
            secured = self._contexts[""].wrap_socket(plain, server_side=True)
        except OSError:
            plain.close()
            return
        self._open.append(secured)
        try:
            with suppress(OSError):
                self._answer(secured)
        finally:
            secured.close()

    def _answer(self, secured: ssl.SSLSocket) -> None:
        head = b""
        while b"\r\n\r\n" not in head:
            piece = secured.recv(65536)
            if not piece:
                return
            head += piece
        lines = head.decode("latin-1").split("\r\n")
        headers = dict(line.lower().split(": ", 1) for line in lines[1:] if ": " in line)
        asked = Asked(headers.get("host", ""), lines[0].split(" ")[1], headers)
        self.asked.append(asked)
        waiting = self.replies.get((asked.host, asked.path)) or [reply("<h1>404</h1>", "404 Not Found")]
        told = waiting.pop(0) if len(waiting) > 1 else waiting[0]
        if callable(told):
            told(secured)
            return
        secured.sendall(told)
        with suppress(OSError):
            secured.unwrap()


class _Authority:
    """An authority for certificates, and the certificates it signs."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        self._key = ec.generate_private_key(ec.SECP256R1())
        self._name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, f"Authority of {folder.name}")])
        self._certificate = (
            self._builder(self._name, self._key.public_key(), _LATER)
            .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
            .add_extension(x509.SubjectKeyIdentifier.from_public_key(self._key.public_key()), critical=False)
            .sign(self._key, hashes.SHA256())
        )

    def trust(self) -> ssl.SSLContext:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        context.load_verify_locations(cadata=self._pem().decode())
        return context

    def context(self, names: Sequence[str], *, until: datetime.datetime = _LATER) -> ssl.SSLContext:
        key = ec.generate_private_key(ec.SECP256R1())
        subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, names[0])])
        certificate = (
            self._builder(subject, key.public_key(), until)
            .add_extension(x509.SubjectAlternativeName([x509.DNSName(name) for name in names]), critical=False)
            .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(self._key.public_key()), critical=False)
            .sign(self._key, hashes.SHA256())
        )
        path = self._folder / f"{names[0]}.pem"
        path.write_bytes(
            key.private_bytes(
                serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
            )
            + certificate.public_bytes(serialization.Encoding.PEM)
            + self._pem()
        )
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(path)
        return context

    def _pem(self) -> bytes:
        return self._certificate.public_bytes(serialization.Encoding.PEM)

    def _builder(
        self, subject: x509.Name, key: ec.EllipticCurvePublicKey, until: datetime.datetime
    ) -> x509.CertificateBuilder:
        return (
            x509.CertificateBuilder()
            .subject_name(subject)
            .issuer_name(self._name)
            .public_key(key)
            .serial_number(x509.random_serial_number())
            .not_valid_before(_NOON)
            .not_valid_after(until)
        )
