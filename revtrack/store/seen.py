"""What was seen of other stores: the newest commit of each, kept beside the pin, so that a rollback there is noticed here."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from revtrack.store import manifest
from revtrack.store.pin import pin_path


def tip_of(store: Path, url: str) -> str:
    """The newest commit seen at that address; "" if none was. A file that cannot be read counts as none seen."""
    return _read(store).get(url, "")


def remember(store: Path, url: str, tip: str) -> None:
    """Remember the newest commit seen there; "" forgets it. Written aside, synced, then renamed."""
    known = _read(store)
    known.pop(url, None)
    if tip:
        known[url] = tip
    path = _path(store)
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".seen-", delete=False) as file:
        try:
            file.write(manifest.canonical(known))
            file.flush()
            os.fsync(file.fileno())
            Path(file.name).replace(path)
        except OSError:
            Path(file.name).unlink(missing_ok=True)
            raise


def _path(store: Path) -> Path:
    return pin_path(store).with_suffix(".remotes.json")


def _read(store: Path) -> dict[str, str]:
    try:
        told = manifest.read_json(_path(store).read_bytes(), "what was seen of other stores")
    except FileNotFoundError:
        return {}
    items = told.items() if isinstance(told, dict) else ()
    return {str(url): tip for url, tip in items if isinstance(tip, str)}
