"""Rooms that load their names when they are first asked for."""

from __future__ import annotations

import importlib
import pkgutil
import subprocess
import sys

import pytest

from revtrack.lazy import loading

ROOMS = ("akn", "index", "references", "store")


@pytest.mark.parametrize("room", ROOMS)
def test_every_name_of_a_room_is_there_and_is_none_of_its_modules(room: str) -> None:
    package = importlib.import_module(f"revtrack.{room}")
    modules = {found.name for found in pkgutil.iter_modules(package.__path__)}
    assert not modules & set(package.__all__)
    assert all(getattr(package, name) is not None for name in package.__all__)


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match=r"'revtrack\.akn' has no attribute 'nothing'"):
        loading("revtrack.akn", {"read": "read_edition"})("nothing")


def test_a_room_is_loaded_without_what_is_rarely_needed() -> None:
    said = "import sys, revtrack.store, revtrack.index; print('sqlite3' in sys.modules, 'revtrack.store.sync' in sys.modules)"
    ran = subprocess.run([sys.executable, "-c", said], capture_output=True, text=True, check=True)
    assert ran.stdout.split() == ["False", "False"]
