"""Merkle roots: one SHA-256 that stands for everything ever added, made folder by folder.

The root of a folder is the SHA-256 of its lines `<sha256>  <name>`, sorted by name: for a file the SHA-256 of its bytes, for a
folder its root. Only manifests and records are counted; a manifest vouches for the XML and the original beside it. A folder that
counts nothing has no line. Two stores with the same content and fan-out have the same root.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, MutableMapping
from pathlib import Path

from revtrack.store.layout import RECORD_NAME, VERSIONS
from revtrack.store.manifest import sha256
from revtrack.store.objects import ObjectSource
from revtrack.store.trees import Trees

EMPTY_ROOT = sha256(b"")


def is_counted(name: str) -> bool:
    """Whether a file of that name has a line of its own."""
    return name.endswith(".json") or name == RECORD_NAME


def fold(lines: Iterable[tuple[str, str]]) -> str:
    """The root of a folder from (name, SHA-256) of what it counts."""
    return sha256("".join(f"{digest}  {name}\n" for name, digest in sorted(lines)).encode("utf-8", "surrogateescape"))


def store_root(source: ObjectSource, trees: Trees, tree: str, memo: MutableMapping[str, str]) -> str:
    """The root of the `versions` folder of a commit's tree; `memo` holds roots of folders by their tree's id."""
    found = trees.find(tree, VERSIONS)
    return EMPTY_ROOT if found is None else _folder_root(source, trees, found.id, memo)


def _folder_root(source: ObjectSource, trees: Trees, tree: str, memo: MutableMapping[str, str]) -> str:
    known = memo.get(tree)
    if known is None:
        below = trees.folder(tree).items()
        folders = ((name, _folder_root(source, trees, entry.id, memo)) for name, entry in below if entry.is_folder)
        lines = [(name, root) for name, root in folders if root != EMPTY_ROOT]
        files = [(name, entry) for name, entry in below if not entry.is_folder and is_counted(name)]
        lines += [(name, sha256(source.read(entry.id).data)) for name, entry in files]
        known = memo[tree] = fold(lines)
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


class RootMemo(dict[str, str]):
    """Roots by tree id, kept in `<gitdir>/revtrack/roots`: derived, safe to delete, each line with its own checksum."""

    def __init__(self, own: Path) -> None:
        super().__init__()
        self._path = own / "roots"
        self._saved: frozenset[str] = frozenset()

    def load(self) -> None:
        """Take in what the file holds; a line that was cut short or altered is passed over."""
        try:
            text = self._path.read_text(encoding="ascii", errors="replace")
        except FileNotFoundError:
            return
        rows = (line.split(" ") for line in text.splitlines())
        self.update({row[0]: row[1] for row in rows if len(row) == 3 and row[2] == _checksum(row[0], row[1])})
        self._saved = frozenset(self)

    def save(self) -> None:
        """Append what is new."""
        new = {tree: root for tree, root in self.items() if tree not in self._saved}
        with self._path.open("a", encoding="ascii") as file:
            file.write("".join(f"\n{tree} {root} {_checksum(tree, root)}\n" for tree, root in new.items()))
        self._saved = frozenset(self)


def _checksum(tree: str, root: str) -> str:
    return f"{zlib.crc32(f'{tree} {root}'.encode()):08x}"
