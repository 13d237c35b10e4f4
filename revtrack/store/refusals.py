"""Refusals of the write path in words: what the system or a key refused, and whether anything was added."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager

from revtrack.errors import SigningRefused, StoreError
from revtrack.store import signatures
from revtrack.store.commits import Commit
from revtrack.store.process import GitFailed, disk_full

_DISK = frozenset(
    {errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES, errno.EPERM, errno.EIO, errno.EFBIG, errno.ENXIO}
)


@contextmanager
def said_plainly() -> Iterator[None]:
    """Turn what the operating system refuses before the commit point into words: nothing was added."""
    try:
        yield
    except OSError as error:
        raise refused(error) from error


def refused(error: OSError) -> StoreError:
    """What the operating system refused, in words."""
    said = error.strerror or "no reason given"
    if error.errno in _DISK:
        return disk_full(said)
    return StoreError(f"the system refused ({said}); nothing was added", tries=("the same command again",))


def unsigned(key: signatures.Key, error: GitFailed) -> SigningRefused:
    """The error for a change that its key did not sign."""
    return SigningRefused(
        f"the change could not be signed with {key.path}; nothing was added",
        facts=error.facts,
        tries=(f"{signatures.KEY}=~/.ssh/id_ed25519 revtrack …",),
    )


def not_known(new: Commit) -> StoreError:
    """The rare error that cannot say either way, and says so."""
    return StoreError(
        "the system failed while the branch was being moved; whether the last change was stored is not known",
        facts=(f"if it was, commit {new.id[:12]} is the newest event",),
        tries=("revtrack log --events",),
    )


def reason(error: Exception) -> str:
    """Why what comes after a commit could not be done, for a note: the change is stored."""
    if isinstance(error, OSError):
        return f"the files beside the repository could not be brought up to date ({error.strerror})"
    return str(error)
