"""The pin: the newest commit seen of a store, kept outside it, so that a rolled-back or rewritten history is noticed.

It lies at `$XDG_STATE_HOME/revtrack/<id>.json`; the id comes from the store's path, because whatever lies in the store can be
changed together with the rest.
"""

from __future__ import annotations

import os
import re
import tempfile
from pathlib import Path

from msgspec import Struct

from revtrack.errors import StoreDamaged
from revtrack.store import manifest

_ID = re.compile(r"[0-9a-f]{40}")


class Pin(Struct, frozen=True):
    """The tip seen last, the first commit below it, and the Merkle root at the tip ("" if nothing was added yet)."""

    tip: str
    first: str
    root: str = ""


def pin_path(store: Path) -> Path:
    """Where the pin of the store at that folder lies."""
    name = manifest.sha256(os.fsencode(store.resolve()))[:32]
    return state_folder() / f"{name}.json"


def read(store: Path) -> Pin | None:
    """The pin; None if the store is seen for the first time at this path. StoreDamaged if the file cannot be read."""
    path = pin_path(store)
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return None
    told = manifest.read_json(data, f"{path.name} (the remembered tip)")
    if isinstance(told, dict):
        tip, first, root = (told.get(key) for key in ("tip", "first", "root"))
        if _is_id(tip) and _is_id(first) and isinstance(root, str):
            return Pin(str(tip), str(first), root)
    raise StoreDamaged(f"the remembered tip of this store, {path}, cannot be read", tries=(f"rm '{path}'",))


def write(store: Path, pin: Pin) -> None:
    """Remember a tip: written aside, synced, then renamed."""
    path = pin_path(store)
    path.parent.mkdir(parents=True, exist_ok=True)
    shown = os.fsencode(store.resolve()).decode("utf-8", "backslashreplace")
    told = {"first": pin.first, "path": shown, "root": pin.root, "tip": pin.tip}
    data = manifest.canonical(told)
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".pin-", delete=False) as file:
        try:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
            Path(file.name).replace(path)
        except OSError:
            Path(file.name).unlink(missing_ok=True)
            raise


def forget(store: Path) -> None:
    """A new store begins at that path: what was remembered of an older one is over."""
    pin_path(store).unlink(missing_ok=True)


def state_folder() -> Path:
    """Where this user's revtrack keeps what must not lie in a store."""
    told = os.environ.get("XDG_STATE_HOME", "")
    return (Path(told) if Path(told).is_absolute() else Path.home() / ".local" / "state") / "revtrack"


def _is_id(value: object) -> bool:
    return isinstance(value, str) and bool(_ID.fullmatch(value))
