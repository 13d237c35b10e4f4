"""The files that a manifest names: found below a folder and nowhere else, and checked before they are read."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterable
from difflib import get_close_matches
from pathlib import Path

from revtrack.errors import InputTooLarge
from revtrack.ingest.limits import check_file
from revtrack.model.manifests import Problem
from revtrack.workflows.manifest import Entry

MOST_BYTES = 512 << 20
"""All files of one batch together: they are stored by one step, and are in memory until it is made."""


class Files:
    """The files below a folder. `read` counts what it has read; InputTooLarge beyond what one batch may have."""

    def __init__(self, base: Path) -> None:
        self._base = base.resolve()
        self._shown = str(base)
        self._size = 0

    def read(self, entry: Entry) -> bytes | Problem:
        """The bytes of a row's file, or what is wrong with it."""
        found = self._located(entry)
        if isinstance(found, Problem):
            return found
        try:
            size = found.stat().st_size
            check_file(size, entry.file)
            self._size += size
            self._check_size()
            data = found.read_bytes()
        except OSError as error:
            return entry.problem("file", f"it cannot be read: {error.strerror or error}", "look at its permissions")
        except InputTooLarge as error:
            if self._size > MOST_BYTES:
                raise
            return entry.problem("file", error.message.replace(entry.file, "the file"), error.tries[0])
        return self._checked(entry, data)

    def _check_size(self) -> None:
        if self._size > MOST_BYTES:
            raise InputTooLarge(
                f"the files of the manifest have more than {MOST_BYTES >> 20} MiB together; nothing was added",
                facts=("all of a batch is stored by one step",),
                tries=("part the manifest into several, then run them one by one; or take a part with  --only GLOB",),
            )

    def _checked(self, entry: Entry, data: bytes) -> bytes | Problem:
        wanted = entry.said.get("sha256", "")
        got = hashlib.sha256(data).hexdigest()
        if wanted and wanted != got:
            return entry.problem(
                "sha256", f"the file has the SHA-256 {got[:12]}…, and not {wanted[:12]}…", "see which file is meant"
            )
        return data

    def _located(self, entry: Entry) -> Path | Problem:
        word = entry.file
        outside = entry.problem(
            "file", f"it leads outside of {self._shown}", "write a path below it, or name another --base"
        )
        if word.startswith(("/", "~", "\\")) or word[1:2] == ":":
            return outside
        path = self._base / word
        try:
            found = (path if path.exists() else _like(path) or path).resolve(strict=True)
        except (FileNotFoundError, NotADirectoryError):
            return self._missing(entry)
        except (OSError, ValueError, RuntimeError) as error:
            return entry.problem("file", f"it is no path: {error}", "write the path of a file")
        if not found.is_relative_to(self._base):
            return outside
        if not found.is_file():
            what = "a folder" if found.is_dir() else "no ordinary file"
            return entry.problem("file", f"it is {what}", "name each file in a row of its own")
        return found

    def _missing(self, entry: Entry) -> Problem:
        word = entry.file.replace("\\", "/")
        if word != entry.file and (self._base / word).is_file():
            return entry.problem("file", "it has backslashes", f"write {word}")
        folder = (self._base / word).parent
        near = get_close_matches(Path(word).name, _names(folder), 1, 0.6) if folder.is_relative_to(self._base) else []
        nearest = Path(word).with_name(near[0]).as_posix() if near else ""
        mend = f"the nearest is {nearest}" if near else "write its path below it, or name another --base"
        return entry.problem("file", f"there is no such file below {self._shown}", mend)


def _like(path: Path) -> Path | None:
    """The file of that name in another normal form of Unicode: the same name, as two systems write it."""
    wanted = unicodedata.normalize("NFC", path.name)
    return next(
        (path.with_name(name) for name in _names(path.parent) if unicodedata.normalize("NFC", name) == wanted), None
    )


def _names(folder: Path) -> Iterable[str]:
    try:
        return sorted(each.name for each in folder.iterdir())
    except OSError:
        return []
