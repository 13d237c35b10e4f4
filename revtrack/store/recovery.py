"""Recovery: what a writer that died has left behind, cleared away under the lock, and only where it is proved to be ours.

A writer says in `<gitdir>/revtrack/intent` which commit it is about to put on the branch. If that file is still there once the
lock is free, the writer died; git's own lock files are then removed if they are empty or hold that commit's id. A lock without
such proof belongs to somebody else and stays: age would only be a guess.
"""

from __future__ import annotations

import os
import re
import time
from pathlib import Path

from revtrack.errors import StoreLocked
from revtrack.store import bulk

_INTENT = re.compile(r"([0-9a-f]{40}) ([0-9a-f]{40})\n")


def declare(own: Path, new: str, old: str) -> None:
    """Write down, synced to disk, that the branch is about to move from `old` to `new`."""
    with (own / "intent").open("w", encoding="ascii") as file:
        file.write(f"{new} {old}\n")
        file.flush()
        os.fsync(file.fileno())


def withdraw(own: Path) -> None:
    """The branch has moved, or will not: the intent is over."""
    (own / "intent").unlink(missing_ok=True)


def recover(git_dir: Path, branch: str) -> None:
    """Clear away what a dead writer left. Only under the writer lock."""
    own = git_dir / "revtrack"
    new = _intended(own)
    if new is not None:
        for path in lock_files(git_dir, branch):
            _remove_ours(path, new)
    withdraw(own)
    _remove_scratch(git_dir, own)
    bulk.clear(git_dir)


def lock_files(git_dir: Path, branch: str) -> tuple[Path, ...]:
    """The files git takes as locks when a branch moves."""
    return (git_dir / f"{branch}.lock", git_dir / "HEAD.lock", git_dir / "logs" / f"{branch}.lock")


def foreign_lock(git_dir: Path, branch: str) -> StoreLocked | None:
    """The error that names a lock file of git which is not ours, with its age; None if there is none."""
    for path in lock_files(git_dir, branch):
        try:
            age = max(0, int(time.time() - path.lstat().st_mtime))
        except FileNotFoundError:
            continue
        name = path.relative_to(git_dir)
        return StoreLocked(
            f"a lock of plain git stands in the store: {name}, {age} s old; nothing was added",
            facts=("revtrack did not make it and leaves it alone",),
            tries=(f"if no git is running there:  rm '{path}'",),
        )
    return None


def _intended(own: Path) -> str | None:
    try:
        found = _INTENT.fullmatch((own / "intent").read_text(encoding="ascii", errors="replace"))
    except FileNotFoundError:
        return None
    return found[1] if found else None


def _remove_ours(path: Path, new: str) -> None:
    try:
        body = path.read_bytes()[:100].strip()
    except FileNotFoundError:
        return
    if body in (b"", new.encode()):
        path.unlink(missing_ok=True)


def _remove_scratch(git_dir: Path, own: Path) -> None:
    """Indexes being built, and `index.lock` if it is the same file as one of them; half-written files of the view."""
    lock = git_dir / "index.lock"
    for left in [*own.glob("index.*"), *own.glob("view.*")]:
        if lock.exists() and lock.samefile(left):
            lock.unlink(missing_ok=True)
        left.unlink(missing_ok=True)
