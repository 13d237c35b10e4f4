"""Seals: a keyed digest of each row, so that nobody who can write the cache file can put words into it.

The key is random, made once for each user, and lies outside every store. A row that another user wrote, another state of the
program, or a hand in the file, has no seal that fits.
"""

from __future__ import annotations

import hashlib
import os
import secrets
import tempfile
from hmac import compare_digest
from pathlib import Path

KEY_NAME = "cache.key"
KEY_BYTES = 32
SEAL_BYTES = 16


class Seal:
    """Makes and checks the seals of one user and one state of the program."""

    def __init__(self, key: bytes, stamp: str) -> None:
        self._key = hashlib.blake2b(stamp.encode(), key=key, digest_size=KEY_BYTES).digest()

    def of(self, kind: str, name: str, body: bytes) -> bytes:
        """The seal of a row; kind and name hold no NUL."""
        told = b"%s\0%s\0%s" % (kind.encode(), name.encode(), body)
        return hashlib.blake2b(told, key=self._key, digest_size=SEAL_BYTES).digest()

    def fits(self, kind: str, name: str, body: object, seal: object) -> bool:
        """Whether a row as found in a file is one that was sealed so."""
        return isinstance(body, bytes) and isinstance(seal, bytes) and compare_digest(self.of(kind, name, body), seal)


def user_key(folder: Path) -> bytes:
    """The key kept in `folder`, made if there is none (or one of another length). OSError where it cannot be kept."""
    path = folder / KEY_NAME
    try:
        key = _read(path)
    except FileNotFoundError:
        key = b""
    return key if len(key) == KEY_BYTES else _make(path, replace=bool(key))


def _make(path: Path, *, replace: bool) -> bytes:
    """A new key, put there whole; where another process was faster, the one it made."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".key-", delete=False) as file:
        aside = Path(file.name)
        try:
            file.write(secrets.token_bytes(KEY_BYTES))
            file.flush()
            os.fsync(file.fileno())
            if replace:
                aside.replace(path)
            else:
                _link(aside, path)
        finally:
            aside.unlink(missing_ok=True)
    return _read(path)


def _link(aside: Path, path: Path) -> None:
    try:
        os.link(aside, path)
    except FileExistsError:
        return


def _read(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(KEY_BYTES + 1)
