"""Stores on a disk, for tests of one room."""

from __future__ import annotations

from pathlib import Path

import pytest

from revtrack.store import EventKind, GitStore, Settings, create
from tests.store_samples import ANN, edition, record


@pytest.fixture
def made(tmp_path: Path) -> Path:
    """The folder of a new store."""
    create(tmp_path / "store", settings=Settings(title="Prevention"), author=ANN)
    return tmp_path / "store"


@pytest.fixture
def filled(tmp_path: Path) -> GitStore:
    """A store with an edition, its correction, a record and a decision."""
    store = create(tmp_path / "store", settings=Settings(title="Prevention"), author=ANN)
    store.add([edition()], kind=EventKind.ADD, summary="Add 9956/14:da", author=ANN)
    better = edition(text="better", ordinal=2, original=None)
    store.add([better, record()], kind=EventKind.CORRECT, summary="Correct 9956/14:da", author=ANN)
    store.decide({"works.json": b"{}\n"}, kind=EventKind.DECIDE, summary="Decide", author=ANN)
    return store
