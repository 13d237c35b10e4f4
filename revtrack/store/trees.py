"""Folders as git keeps them: read, walked, compared and built anew where something changed.

A tree is read once and kept by its id, which names its content; an unchanged folder is never looked into twice. A new tree is
built from the folders on the way to what changed, so the cost of an addition does not grow with the rest of the store.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct

from revtrack.store.objects import Object, ObjectDamaged, ObjectSource, object_id

FOLDER = "40000"
PLAIN = "100644"
"""The modes git gives to a folder and to a plain file."""
EMPTY_TREE = "4b825dc642cb6eb9a060e54bf8d69288fbee4904"
_DEPTH = 12
MOST_NAMES = 500_000
"""Names in folders that are kept from one change of a store to the next: some 150 MB."""


class Entry(Struct, frozen=True):
    """One name in a folder: its mode (`40000` is a folder) and the id of its object."""

    mode: str
    id: str

    @property
    def is_folder(self) -> bool:
        return self.mode == FOLDER


Folder = Mapping[str, Entry]


class Trees:
    """Reads trees from a source of objects and remembers them by id."""

    def __init__(self, source: ObjectSource) -> None:
        self._source = source
        self._seen: dict[str, Folder] = {EMPTY_TREE: {}}
        self._names = 0

    def tidy(self) -> None:
        """Forget what was read once it is much: every addition makes new folders, and a process may make any number of them."""
        if self._names > MOST_NAMES:
            self._seen, self._names = {EMPTY_TREE: {}}, 0

    def folder(self, tree: str) -> Folder:
        """The entries of a tree by name. ObjectDamaged if it is no tree."""
        found = self._seen.get(tree)
        if found is None:
            found = self._keep(tree, self._read(tree))
        return found

    def read_ahead(self, tree: str, depth: int = _DEPTH) -> None:
        """Read every folder below a tree, level by level, as one batch each. What is damaged is left to whoever asks for it."""
        level = [tree]
        for _ in range(depth):
            new = [name for name in dict.fromkeys(level) if name not in self._seen]
            for found in self._source.read_many(new):
                if isinstance(found, Object) and found.kind == "tree":
                    self._keep(found.id, found.data)
            level = [e.id for name in level for e in self._seen.get(name, {}).values() if e.is_folder]

    def find(self, tree: str, path: str) -> Entry | None:
        """The entry at `path` below a tree, None if nothing is there."""
        entry = Entry(FOLDER, tree)
        for name in path.split("/"):
            below = self.folder(entry.id).get(name) if entry.is_folder else None
            if below is None:
                return None
            entry = below
        return entry

    def walk(self, tree: str, prefix: str = "", depth: int = _DEPTH) -> Iterator[tuple[str, Entry]]:
        """Every entry below a tree that is no folder, with its path, sorted by name in each folder."""
        for name, entry in sorted(self.folder(tree).items()):
            path = f"{prefix}{name}"
            if entry.is_folder and depth:
                yield from self.walk(entry.id, f"{path}/", depth - 1)
            else:
                yield path, entry

    def differences(self, old: str, new: str, prefix: str = "") -> Iterator[tuple[str, Entry | None, Entry | None]]:
        """(path, before, after) of every file that two trees do not share; equal folders are skipped."""
        if prefix.count("/") > _DEPTH:
            raise ObjectDamaged(new, f"lies more than {_DEPTH} folders deep")
        before, after = self.folder(old), self.folder(new)
        for name in sorted(before.keys() | after.keys()):
            a, b = before.get(name), after.get(name)
            if a != b:
                yield from self._difference(a, b, f"{prefix}{name}")

    def _difference(
        self, a: Entry | None, b: Entry | None, path: str
    ) -> Iterator[tuple[str, Entry | None, Entry | None]]:
        folder_a = a.id if a is not None and a.is_folder else EMPTY_TREE
        folder_b = b.id if b is not None and b.is_folder else EMPTY_TREE
        if folder_a != folder_b:
            yield from self.differences(folder_a, folder_b, f"{path}/")
        file_a = a if a is not None and not a.is_folder else None
        file_b = b if b is not None and not b.is_folder else None
        if file_a != file_b:
            yield path, file_a, file_b

    def _keep(self, tree: str, data: bytes) -> Folder:
        found = self._seen[tree] = parse(tree, data)
        self._names += len(found)
        return found

    def _read(self, tree: str) -> bytes:
        found = self._source.read(tree)
        if found.kind != "tree":
            raise ObjectDamaged(tree, f"is a {found.kind} where a folder should be")
        return found.data


def parse(tree: str, data: bytes) -> Folder:
    """The entries of a tree's bytes: `<mode> SP <name> NUL <20 bytes of id>`, again and again."""
    entries: dict[str, Entry] = {}
    at = 0
    while at < len(data):
        space, end = data.find(b" ", at), data.find(b"\0", at)
        if space < 0 or end < space or end + 20 > len(data) - 1:
            raise ObjectDamaged(tree, "is no folder that git could have written")
        name = data[space + 1 : end].decode("utf-8", "surrogateescape")
        entries[name] = Entry(data[at:space].decode("ascii", "replace"), data[end + 1 : end + 21].hex())
        at = end + 21
    return entries


def serialise(entries: Folder) -> bytes:
    """The bytes of a tree; git sorts its names as if a folder's ended in a slash."""
    ordered = sorted(entries.items(), key=lambda item: _raw(f"{item[0]}/" if item[1].is_folder else item[0]))
    return b"".join(b"%s %s\0%s" % (e.mode.encode(), _raw(name), bytes.fromhex(e.id)) for name, e in ordered)


def build(trees: Trees, tree: str, changes: Mapping[str, str | None], made: dict[str, bytes]) -> str:
    """The id of a tree like `tree`, in which each path of `changes` holds that blob, or (None) nothing.

    The bytes of each new tree are put into `made` by id. A folder that becomes empty disappears, as git has it.
    """
    entries = dict(trees.folder(tree))
    for name, below in _by_folder(changes).items():
        old = entries.pop(name, None)
        if "" in below:
            new = Entry(PLAIN, below[""] or "")
        else:
            new = Entry(FOLDER, build(trees, old.id if old and old.is_folder else EMPTY_TREE, below, made))
        if new not in _NOTHING:
            entries[name] = new
    data = serialise(entries)
    name = object_id("tree", data)
    made[name] = data
    return name


_NOTHING = (Entry(PLAIN, ""), Entry(FOLDER, EMPTY_TREE))


def _raw(name: str) -> bytes:
    return name.encode("utf-8", "surrogateescape")


def _by_folder(changes: Mapping[str, str | None]) -> dict[str, dict[str, str | None]]:
    """Changes by the first part of their path; a change of the name itself stands under the empty path."""
    grouped: dict[str, dict[str, str | None]] = {}
    for path, oid in changes.items():
        name, _, rest = path.partition("/")
        grouped.setdefault(name, {})[rest] = oid
    return grouped
