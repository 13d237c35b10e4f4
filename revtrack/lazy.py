"""Names of a package or a room that are loaded when they are first asked for: most commands need few rooms whole."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from importlib import import_module


def loading(room: str, names: Mapping[str, str]) -> Callable[[str], object]:
    """The `__getattr__` of a room, or of the package (PEP 562). `names` says for each module what comes from there.

    The names of one module are parted by blanks. None may be that of a module of the room: a module that is loaded becomes an
    attribute of the room by itself.
    """
    modules = {name: module for module, some in names.items() for name in some.split()}

    def load(name: str) -> object:
        if name not in modules:
            raise AttributeError(f"module {room!r} has no attribute {name!r}")
        found = getattr(import_module(f"{room}.{modules[name]}"), name)
        setattr(sys.modules[room], name, found)
        return found

    return load
