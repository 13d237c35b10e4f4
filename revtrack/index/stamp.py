"""The stamp: a digest of the program text that bodies were derived by. Other text, other stamp: nobody can forget to raise it."""

from __future__ import annotations

import hashlib
import sys
import unicodedata
from collections.abc import Iterable
from pathlib import Path


def stamp_of(package: Path, parts: Iterable[str]) -> str:
    """The digest of every Python file of those modules and folders of a package, and of the Python that runs them.

    OSError where the program text cannot be read.
    """
    made = hashlib.blake2b(f"{sys.version_info[:2]} {unicodedata.unidata_version}\n".encode(), digest_size=20)
    for path in (path for part in sorted(parts) for path in _files(package / part)):
        data = path.read_bytes()
        made.update(f"{path.relative_to(package).as_posix()} {len(data)}\n".encode())
        made.update(data)
    return made.hexdigest()


def _files(part: Path) -> list[Path]:
    return sorted(part.rglob("*.py")) if part.is_dir() else [part]
