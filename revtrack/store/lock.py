"""The writer lock: held by one process at a time, dropped by the kernel when that process and its git children are dead."""

from __future__ import annotations

import errno
import fcntl
import os
import random
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from revtrack.errors import StoreError, StoreLocked
from revtrack.store.process import pause

SHORTEST_PAUSE, LONGEST_PAUSE = 0.005, 0.03
_NO_LOCKS = frozenset({errno.ENOLCK, errno.EOPNOTSUPP, errno.ENOSYS})


@contextmanager
def writer_lock(own: Path, *, wait: float, name: str = "writer") -> Iterator[int]:
    """The descriptor of the lock `<own>/<name>`, held until the block ends.

    Waits at most `wait` seconds, then StoreLocked names the process that holds it. StoreError where the file system has no locks.
    """
    own.mkdir(exist_ok=True)
    lock = os.open(own / name, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)
    try:
        _take(lock, wait)
        os.ftruncate(lock, 0)
        os.pwrite(lock, f"{os.getpid()}\n".encode(), 0)
        yield lock
    finally:
        with suppress(OSError):  # the descriptor is gone whatever close says, and what was done under the lock is done
            os.close(lock)


def _take(lock: int, wait: float) -> None:
    end = time.monotonic() + wait
    while not _try(lock):
        if time.monotonic() > end:
            raise _busy(lock, wait)
        pause(jitter(SHORTEST_PAUSE, LONGEST_PAUSE))


def _try(lock: int) -> bool:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError as error:
        if error.errno not in _NO_LOCKS:
            raise
        raise StoreError(
            "the file system of the store has no locks, so two writers could lose each other's work; nothing was added",
            tries=("keep the store on a local disk",),
        ) from None
    return True


def _busy(lock: int, wait: float) -> StoreLocked:
    said = os.pread(lock, 20, 0).decode("ascii", "replace").strip()
    who = f" (process {said})" if said.isdecimal() else ""
    return StoreLocked(
        f"another revtrack is writing to this store{who}; waited {wait:g} s, nothing was changed",
        tries=("the same command again, or with  --wait 300",),
    )


def jitter(shortest: float, longest: float) -> float:
    """A pause between two lengths in seconds, so that waiting writers do not move in step."""
    return random.uniform(shortest, longest)  # noqa: S311 - spreads attempts in time; nothing secret hangs on it
