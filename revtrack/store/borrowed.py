"""An empty repository that borrows the objects of the store: what is made or fetched there is looked at before it counts."""

from __future__ import annotations

from pathlib import Path

from revtrack.store import process
from revtrack.store.process import Git


def borrowing(git: Git, folder: Path) -> Git:
    """An empty repository in that folder. It reads the store's objects, and writes among its own."""
    process.init(folder, bare=True)
    (folder / "objects" / "info").mkdir(exist_ok=True)
    (folder / "objects" / "info" / "alternates").write_text(f"{git.git_dir / 'objects'}\n", encoding="utf-8")
    return Git(folder, held=git.held)
