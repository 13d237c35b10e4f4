"""Fixtures for every test: golden files, and the worked example as a store."""

from __future__ import annotations

import os
import shutil
import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.register_server import Server

GOLDEN = Path(__file__).parent / "golden"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden", action="store_true", help="write the golden files anew; read the change before committing it"
    )


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compare a text with the golden file of that name, or write it with --update-golden."""

    def check(name: str, text: str) -> None:
        path = GOLDEN / name
        if request.config.getoption("--update-golden"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        assert path.exists(), f"no golden file {name}; read the text, then run pytest --update-golden"
        assert text == path.read_text(encoding="utf-8")

    return check


@pytest.fixture(autouse=True)
def quiet_world(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """No test sees this machine's user, settings or remembered stores."""
    home = tmp_path_factory.mktemp("home")
    for name in list(os.environ):
        if name.startswith(("GIT_", "REVTRACK_", "XDG_")) or name in ("NO_COLOR", "PAGER", "SOURCE_DATE_EPOCH"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("TERM", "dumb")
    monkeypatch.setenv("REVTRACK_AUTHOR", "Ada Archivist <ada@example.invalid>")


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test reaches the network; `fetch` is tested against a server of our own, by the fixture `server`."""

    def refuse(self: socket.socket, address: object) -> None:
        raise AssertionError(f"a test tried to reach {address}")

    def no_internet() -> None:
        raise AssertionError("a test tried to reach the internet")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr("revtrack.register.wire.internet", no_internet)


@pytest.fixture(scope="session")
def example_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The worked example as a store, made once; nobody writes to it."""
    from revtrack.workflows import example

    folder = tmp_path_factory.mktemp("example") / "crr"
    before = {name: os.environ.get(name) for name in ("HOME", "XDG_STATE_HOME")}
    os.environ["XDG_STATE_HOME"] = str(folder.parent / "state")
    try:
        example.make(folder)
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value
    return folder


@pytest.fixture
def example_store(example_once: Path, tmp_path: Path) -> Path:
    """A copy of the worked example that a test may write to, without the cache that other tests may have left in it."""
    folder = tmp_path / "crr"
    shutil.copytree(example_once, folder, symlinks=True, ignore=shutil.ignore_patterns("cache-*"))
    return folder


@pytest.fixture
def server(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """A register on loopback, which is the whole internet for the length of a test."""
    from tests.register_server import Server

    made = Server(tmp_path_factory.mktemp("register"))
    made.start()
    monkeypatch.setattr("revtrack.register.wire.internet", made.network)
    yield made
    made.stop()
