"""The network as it is: whom it trusts, how it looks names up, and that nothing else in the program opens a socket."""

from __future__ import annotations

import ast
import socket
import ssl
import threading
import time
from pathlib import Path

import pytest

from revtrack.register import wire
from revtrack.register.wire import Deadline

ROOT = Path(__file__).resolve().parents[3]
_internet = wire.internet
"""The real one; tests see another in its place."""


def test_the_internet_is_trusted_by_certificates_and_names_alone(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("SSLKEYLOGFILE", str(tmp_path / "keys"))
    trust = _internet().trust
    assert trust.verify_mode is ssl.CERT_REQUIRED
    assert trust.check_hostname
    assert trust.minimum_version is ssl.TLSVersion.TLSv1_2
    assert trust.keylog_filename is None


def test_a_name_is_looked_up_in_the_systems_order_each_address_once(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    def look_up(host: str, port: int, **_: object) -> list[tuple[object, ...]]:
        asked.append((host, port))
        return [(0, 0, 0, "", (address, port)) for address in ("93.184.215.2", "93.184.215.1", "93.184.215.2")]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    assert _internet().resolve("www.example.org", 5.0) == ["93.184.215.2", "93.184.215.1"]
    assert asked == [("www.example.org", 443)]


def test_a_look_up_that_hangs_ends_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    released = threading.Event()

    def hang(*_: object, **__: object) -> list[object]:
        released.wait(10)
        return []

    monkeypatch.setattr(socket, "getaddrinfo", hang)
    started = time.monotonic()
    try:
        with pytest.raises(TimeoutError):
            _internet().resolve("www.example.org", 0.2)
    finally:
        released.set()
    assert time.monotonic() - started < 2


@pytest.mark.parametrize("error", [socket.gaierror(-2, "no such name"), UnicodeError("label too long")])
def test_a_name_that_is_not_there_is_an_error_of_the_system(monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    def look_up(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    with pytest.raises(OSError, match=r"no such name|label too long"):
        _internet().resolve("www.example.org", 5.0)


def test_a_deadline_ends() -> None:
    assert 0 < Deadline.of(5.0).left() <= 5.0
    assert Deadline.of(5.0).allows(1.0)
    assert not Deadline.of(5.0).allows(5.0)
    with pytest.raises(TimeoutError):
        Deadline(time.monotonic() - 1, 5.0).left()


def test_no_other_module_reaches_out() -> None:
    """What import contracts cannot say: no module at all uses the parts of the standard library that reach out by themselves."""
    words = ("urllib.request", "http.client", "http.server", "create_connection", "getaddrinfo")
    found = set()
    for path in (ROOT / "revtrack").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            told = [alias.name for alias in node.names] if isinstance(node, ast.Import | ast.ImportFrom) else []
            told += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            told += [node.attr] if isinstance(node, ast.Attribute) else []
            if any(word in words for word in told):
                found.add(path.relative_to(ROOT / "revtrack").as_posix())
    assert found <= {"register/wire.py", "register/body.py", "register/client.py"}
    assert "register/wire.py" in found
