"""Keeps `git gc` away while a writer works: what is written and on no branch yet is what it clears away.

git says in `<gitdir>/gc.pid` which process of which machine clears up, under the lock `gc.pid.lock`, and begins nowhere where
another one that lives says so. So a writer waits for that process, and then says the same of itself. The lock is taken as a
second name of a file of ours, so whoever comes after a writer that was killed knows it for ours; the line of a process that is
gone counts for nothing, here and for git. Only `git gc` looks at all this: `git prune --expire=now` by hand is not kept away.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from revtrack.errors import StoreLocked
from revtrack.store.lock import LONGEST_PAUSE, SHORTEST_PAUSE, jitter
from revtrack.store.process import pause

_NAME, _ASIDE = "gc.pid", "gc."
_HELD = 2.0
"""Seconds after which a lock counts as left behind."""
_LINE = 300
"""No line of git's is longer: a number and the name of a machine."""


@contextmanager
def held_off(git_dir: Path, *, wait: float) -> Iterator[None]:
    """No `git gc` works on the repository until the block ends. Only under the writer lock.

    Waits at most `wait` seconds for one that works now; then StoreLocked names it. OSError if the file cannot be written.
    """
    end = time.monotonic() + wait
    ours = f"{os.getpid()} {os.uname().nodename}\n".encode("utf-8", "surrogateescape")
    _clear(git_dir)
    while not _said(git_dir, ours):
        if time.monotonic() > end:
            raise StoreLocked(
                f"git gc is at work on this store{_who(git_dir)}; waited {wait:g} s, nothing was changed",
                tries=("the same command again, or with  --wait 300",),
            )
        pause(jitter(SHORTEST_PAUSE, LONGEST_PAUSE))
    try:
        yield
    finally:
        with suppress(OSError):  # a line of a process that is gone counts for nothing
            if _read(git_dir / _NAME) == ours:
                (git_dir / _NAME).unlink()


def _said(git_dir: Path, ours: bytes) -> bool:
    """Whether the file says now that we clear up; not if another one does, or is about to say so."""
    file, lock = git_dir / _NAME, git_dir / f"{_NAME}.lock"
    aside = git_dir / "revtrack" / f"{_ASIDE}{os.getpid()}"
    aside.write_bytes(ours)
    try:
        os.link(aside, lock)
        if _worker(_read(file)):
            lock.unlink()
            return False
        lock.replace(file)
        return True
    except FileExistsError:
        # A lock that nobody lets go of was left by a git that was killed; none begins while it is there.
        return _is_left(lock) and not _worker(_read(file))
    finally:
        aside.unlink(missing_ok=True)


def _is_left(lock: Path) -> bool:
    """Whether a lock is older than any that is held: git holds it for as long as it takes to write a line."""
    try:
        return time.time() - lock.stat().st_mtime > _HELD
    except FileNotFoundError:
        return False


def _clear(git_dir: Path) -> None:
    """What writers that died have left: their files aside, and the lock where it is one of these."""
    lock = git_dir / f"{_NAME}.lock"
    for left in (git_dir / "revtrack").glob(f"{_ASIDE}*"):
        if lock.exists() and lock.samefile(left):
            lock.unlink()
        left.unlink()


def _worker(line: bytes) -> int:
    """The living git of this machine that a line names; 0 for none."""
    pid, _, host = line.decode("utf-8", "surrogateescape").strip().partition(" ")
    if not pid.isdecimal() or host != os.uname().nodename:
        return 0
    try:
        os.kill(int(pid), 0)
    except PermissionError:
        return int(pid)
    except (OSError, OverflowError):
        return 0
    return int(pid) if _is_git(int(pid)) else 0


def _is_git(pid: int) -> bool:
    """Whether a process is git, and not another that got its number since; yes where that cannot be told."""
    try:
        return Path(f"/proc/{pid}/comm").read_bytes().startswith(b"git")
    except OSError:
        return True


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(_LINE)
    except FileNotFoundError:
        return b""


def _who(git_dir: Path) -> str:
    found = _worker(_read(git_dir / _NAME))
    return f" (process {found})" if found else ""
