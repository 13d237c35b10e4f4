"""Drawers: words by key, kept beside the pin in small files of which only those that are asked are read.

    state      a mark, then for each drawer its name, how many of its bytes count and their SHA-256, last the SHA-256 of all this
    <drawer>   key NUL value NUL, again and again; what comes later replaces what came before

Everything here is derived and may be deleted at any moment. The state is put in place by a rename, after the drawers it speaks
of; a drawer only grows behind the bytes that count, or is replaced as a whole. So whoever reads while another writes, or after a
writer that died, finds what one state says, or bytes that do not fit it; then all of it is as if it had never been. They lie
outside the store, because nothing there could tell a file of ours from one that somebody put into it.
"""

from __future__ import annotations

import hashlib
import re
import shutil
from pathlib import Path
from typing import NamedTuple

from revtrack.store.manifest import sha256

_STATE, _ASIDE = "state", "aside"
_ROW = re.compile(r"([a-z0-9]+) ([0-9]+) ([0-9a-f]{64})")
_SLACK = 256
"""So many words may be replaced by later ones before it is worth writing a drawer anew."""


class _Counted(NamedTuple):
    """How many bytes of a drawer's file count, and their SHA-256."""

    size: int
    sha256: str


class _Drawer:
    """One drawer in memory: its words, those not written yet, and what its file held of them."""

    def __init__(self, data: bytes) -> None:
        parts = data.decode("utf-8", "surrogateescape").split("\0")
        self.words = dict(zip(parts[:-1:2], parts[1:-1:2], strict=False))
        self.new: dict[str, str] = {}
        self._rows = len(parts) // 2
        self._size = len(data)
        self._digest = hashlib.sha256(data)

    def put(self, key: str, value: str) -> None:
        if self.words.get(key) != value:
            self.words[key] = self.new[key] = value

    def write(self, path: Path) -> _Counted:
        """Write what is new behind what counts; all of it anew once half of the file has been replaced by later words, or
        where the file was cut or taken away since it was read.
        """
        if _size(path) < max(self._size, 1) or self._rows + len(self.new) > 2 * len(self.words) + _SLACK:
            self._rows, self._size, self._digest = 0, 0, hashlib.sha256()
            self.new = self.words
            data = _packed(self.words)
            _replace(path, data)
        else:
            data = _packed(self.new)
            with path.open("r+b") as file:
                file.truncate(self._size)
                file.seek(self._size)
                file.write(data)
        self._rows += len(self.new)
        self._size += len(data)
        self._digest.update(data)
        self.new = {}
        return _Counted(self._size, self._digest.hexdigest())


class Drawers:
    """Words by drawer and key in the folder, in memory alone if there is none.

    `generation` counts how often all that was known began anew.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder
        self._stamp: tuple[int, int, int] | None = None
        self.generation = 0
        self.mark = ""
        self._counted: dict[str, _Counted] = {}
        self._open: dict[str, _Drawer] = {}

    def forget(self) -> None:
        """Know nothing: no mark, every drawer empty."""
        self._begin("", {})

    def look(self) -> None:
        """Take in what the files hold now, if they were written since they were last read; what was put and not saved is gone."""
        if self._folder is None:
            return
        stamp = _stamp(self._folder / _STATE)
        if stamp != self._stamp:
            self._stamp = stamp
            self._begin(*_read_state(self._folder / _STATE))

    def get(self, drawer: str, key: str) -> str | None:
        """The word of that key. If the drawer's file does not hold what it should, nothing is known any more."""
        return self._drawer(drawer).words.get(key)

    def put(self, drawer: str, key: str, value: str) -> None:
        """Keep a word, without NUL in it or in its key."""
        self._drawer(drawer).put(key, value)

    def save(self, mark: str) -> None:
        """Write what is new, and the mark. Only under the writer lock, and after `look`. OSError if that cannot be done."""
        changed = {name: drawer for name, drawer in self._open.items() if drawer.new}
        if self._folder is None or (not changed and mark == self.mark):
            return
        self._folder.mkdir(parents=True, exist_ok=True)
        try:
            for name, drawer in changed.items():
                self._counted[name] = drawer.write(self._folder / name)
            _replace(self._folder / _STATE, _state(mark, self._counted))
        except OSError:
            self._stamp = None
            self.forget()
            raise
        self.mark = mark
        self._stamp = _stamp(self._folder / _STATE)

    def _begin(self, mark: str, counted: dict[str, _Counted]) -> None:
        self.generation += 1
        self.mark = mark
        self._counted = counted
        self._open = {}

    def _drawer(self, name: str) -> _Drawer:
        if name not in self._open:
            data = self._data(name)
            if data is None:
                self.forget()
            self._open[name] = _Drawer(data or b"")
        return self._open[name]

    def _data(self, name: str) -> bytes | None:
        """The bytes of a drawer that count, none for a new one; None if they are not what the state says."""
        told = self._counted.get(name)
        return b"" if told is None or self._folder is None else _read(self._folder / name, told)


def discard(folder: Path) -> None:
    """Delete the drawers in a folder."""
    shutil.rmtree(folder, ignore_errors=True)


def _packed(words: dict[str, str]) -> bytes:
    return "".join(f"{key}\0{value}\0" for key, value in words.items()).encode("utf-8", "surrogateescape")


def _state(mark: str, counted: dict[str, _Counted]) -> bytes:
    rows = [mark, *(f"{name} {told.size} {told.sha256}" for name, told in sorted(counted.items()))]
    data = "".join(f"{row}\n" for row in rows)
    return f"{data}{sha256(data.encode('ascii'))}\n".encode("ascii")


def _read_state(path: Path) -> tuple[str, dict[str, _Counted]]:
    """The mark and the drawers that a state names; nothing unless the file is whole."""
    nothing: tuple[str, dict[str, _Counted]] = ("", {})
    try:
        data = path.read_bytes()
    except OSError:
        return nothing
    body, digest = data[:-65], data[-65:]
    if digest != f"{sha256(body)}\n".encode("ascii"):
        return nothing
    mark, *rows = body.decode("ascii").splitlines()
    found = [_ROW.fullmatch(row) for row in rows]
    return mark, {row[1]: _Counted(int(row[2]), row[3]) for row in found if row}


def _read(path: Path, told: _Counted) -> bytes | None:
    """The bytes of a drawer that count; None if they are not what the state says."""
    try:
        with path.open("rb") as file:
            data = file.read(told.size)
    except OSError:
        return None
    return data if len(data) == told.size and sha256(data) == told.sha256 else None


def _replace(path: Path, data: bytes) -> None:
    aside = path.with_name(_ASIDE)
    aside.write_bytes(data)
    aside.replace(path)


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return 0


def _stamp(path: Path) -> tuple[int, int, int] | None:
    """When a file was written, how long it is and which one it is; None if there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return (found.st_mtime_ns, found.st_size, found.st_ino)
