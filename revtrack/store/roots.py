"""Merkle roots: one SHA-256 that stands for everything ever added, made folder by folder.

The root of a folder is the SHA-256 of its lines `<sha256>  <name>`, sorted by name: for a file the SHA-256 of its bytes, for a
folder its root. Only manifests and records are counted; a manifest vouches for the XML and the original beside it. A folder that
counts nothing has no line. Two stores with the same content and fan-out have the same root.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from pathlib import Path
from typing import Protocol

from revtrack.store import pin
from revtrack.store.drawers import Drawers
from revtrack.store.layout import RECORD_NAME, VERSIONS
from revtrack.store.manifest import sha256
from revtrack.store.objects import ObjectSource
from revtrack.store.trees import Trees

EMPTY_ROOT = sha256(b"")
_DRAWERS = 256


def is_counted(name: str) -> bool:
    """Whether a file of that name has a line of its own."""
    return name.endswith(".json") or name == RECORD_NAME


def fold(lines: Iterable[tuple[str, str]]) -> str:
    """The root of a folder from (name, SHA-256) of what it counts."""
    return sha256("".join(f"{digest}  {name}\n" for name, digest in sorted(lines)).encode("utf-8", "surrogateescape"))


class Memo(Protocol):
    """Roots of folders below `versions`, by their path there and their tree's id."""

    def get(self, folder: tuple[str, str], /) -> str | None:
        """The root, None if it is not known."""

    def __setitem__(self, folder: tuple[str, str], root: str, /) -> None:
        """Remember a root."""


def store_root(source: ObjectSource, trees: Trees, tree: str, memo: Memo) -> str:
    """The root of the `versions` folder of a commit's tree; `memo` holds those of folders, and gets those it did not hold."""
    found = trees.find(tree, VERSIONS)
    return EMPTY_ROOT if found is None else _folder_root(source, trees, ("", found.id), memo)


def _folder_root(source: ObjectSource, trees: Trees, folder: tuple[str, str], memo: Memo) -> str:
    known = memo.get(folder)
    if known is None:
        path, tree = folder
        lines = []
        for name, entry in trees.folder(tree).items():
            if entry.is_folder:
                root = _folder_root(source, trees, (f"{path}/{name}" if path else name, entry.id), memo)
                lines += [(name, root)] if root != EMPTY_ROOT else []
            elif is_counted(name):
                lines.append((name, sha256(source.read(entry.id).data)))
        known = memo[folder] = fold(lines)
    return known


class GrowingRoot:
    """The root of a store that grows: each file added touches the folders above it, and only those are folded again."""

    def __init__(self) -> None:
        self._files: dict[str, str] = {}
        self._folders: dict[str, GrowingRoot] = {}
        self._root: str | None = None

    def add(self, path: str, digest: str) -> None:
        """Take in a counted file by its path below this folder."""
        self._root = None
        name, slash, rest = path.partition("/")
        if slash:
            self._folders.setdefault(name, GrowingRoot()).add(rest, digest)
        else:
            self._files[name] = digest

    def root(self) -> str:
        """The root as it stands."""
        if self._root is None:
            below = ((name, folder.root()) for name, folder in self._folders.items())
            self._root = fold((*self._files.items(), *below))
        return self._root


class RootMemo:
    """The roots of one store's folders; `drawers` keep them between commands. Only under the writer lock.

    What is looked up together lies together: the folders at the top in one drawer, all below one of them in one other.
    """

    def __init__(self, drawers: Drawers) -> None:
        self._drawers = drawers

    def look(self) -> None:
        """Take in what another writer has kept since."""
        self._drawers.look()

    def get(self, folder: tuple[str, str], /) -> str | None:
        path, tree = folder
        known, _, root = (self._drawers.get(_drawer(path), path) or "").partition(" ")
        return root if known == tree else None

    def __setitem__(self, folder: tuple[str, str], root: str, /) -> None:
        path, tree = folder
        self._drawers.put(_drawer(path), path, f"{tree} {root}")

    def save(self) -> None:
        """Keep what is new. OSError if that cannot be done."""
        self._drawers.save("roots")


def folder_of(store: Path) -> Path:
    """Where the roots of the store at that folder are kept."""
    return pin.pin_path(store).with_suffix(".roots")


def _drawer(path: str) -> str:
    first, below, _ = path.partition("/")
    return f"{zlib.crc32(first.encode('utf-8', 'surrogateescape')) % _DRAWERS:02x}" if below else "top"
