"""The store as it stands at one commit: which files it holds, which editions, which records.

`State` is the little that planning needs to know; the git store gives it from a commit, the in-memory twin from a mapping.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Protocol

from revtrack.errors import StoreDamaged
from revtrack.model.documents import Author
from revtrack.store import manifest, settings
from revtrack.store.commits import Commit
from revtrack.store.contract import EditionKey, RecordKey, Settings
from revtrack.store.drawers import Drawers
from revtrack.store.homes import Filing, Homes
from revtrack.store.layout import SETTINGS, VERSIONS, WITHDRAWN, Key, Part, read_path
from revtrack.store.objects import ObjectDamaged, ObjectSource
from revtrack.store.trees import EMPTY_TREE, Entry, Trees

_TREE = re.compile(r"[0-9a-f]{40}")


class State(Protocol):
    """What planning needs of a store at one moment."""

    @property
    def fanout(self) -> int:
        """The fan-out of `revtrack.toml`."""

    def read(self, path: str) -> bytes | None:
        """The bytes at a path, None if there is no file."""

    def filed(self, slug: str) -> str | None:
        """The work folder a number is filed under."""


class Snapshot:
    """A commit's files, read from a source of objects; trees are shared with other snapshots of the same source."""

    def __init__(self, source: ObjectSource, trees: Trees, commit: Commit, homes: Homes | None = None) -> None:
        self._source = source
        self.trees = trees
        self.commit = commit
        self._settings: Settings | None = None
        self._keys: tuple[Key, ...] | None = None
        self._homes = homes or Homes(Drawers())

    @classmethod
    def of_tree(cls, source: ObjectSource, trees: Trees, tree: str) -> Snapshot:
        """The files of a tree that no commit holds yet."""
        return cls(source, trees, Commit("", tree, (), Author("", "", 0), "", ()))

    @property
    def settings(self) -> Settings:
        """What `revtrack.toml` says here."""
        if self._settings is None:
            data = self.read(SETTINGS)
            if data is None:
                raise StoreDamaged(f"the store has no {SETTINGS}", tries=("revtrack verify",))
            self._settings = settings.read(data)
        return self._settings

    @property
    def fanout(self) -> int:
        return self.settings.fanout

    def entry(self, path: str) -> Entry | None:
        """The entry at a path, None if nothing is there."""
        return self.trees.find(self.commit.tree, path)

    def read(self, path: str) -> bytes | None:
        """The bytes of the file at a path, hash checked; None if there is no file."""
        found = self.entry(path)
        if found is None or found.is_folder:
            return None
        return self._source.read(found.id).data

    def walk(self, folder: str) -> Iterator[tuple[str, Entry]]:
        """Every file below a folder with its path; nothing if the folder does not exist."""
        found = self.entry(folder)
        if found is not None and found.is_folder:
            yield from self.trees.walk(found.id, f"{folder}/")

    def filed(self, slug: str) -> str | None:
        """The work folder a number is filed under, None if it is new."""
        return next((home.rpartition("/")[2] for home, _ in self._filings(slug)), None)

    def held_of(self, slug: str) -> tuple[Key, ...]:
        """As `held`, of one number; the others are not listed."""
        paths = (
            f"{VERSIONS}/{home}/{path}"
            for home, entry in self._filings(slug)
            if entry.is_folder
            for path, _ in self.trees.walk(entry.id, f"{slug}/")
        )
        return tuple(key for key in map(self._key, paths) if key is not None)

    def _filings(self, slug: str) -> Iterator[tuple[str, Entry]]:
        """(the folder below `versions`, the number's own in it) where a number is filed; a sound store has one at most."""
        for home in self._homes.of(slug, self.trees, self.filing):
            found = self.trees.find(self.versions, f"{home}/{slug}")
            if found is not None:
                yield home, found

    @property
    def filing(self) -> Filing:
        """The `versions` tree as a place where numbers are filed."""
        return Filing(self.fanout, self.versions)

    @property
    def versions(self) -> str:
        """The id of the `versions` folder's tree; that of an empty one where there is none."""
        found = self.entry(VERSIONS)
        return found.id if found is not None and found.is_folder else EMPTY_TREE

    def listed(self) -> Iterator[tuple[Key, str | None]]:
        """(key, id of its XML) of every edition and record."""
        self.trees.read_ahead(self.versions)
        for path, entry in self.walk(VERSIONS):
            if (key := self._key(path)) is not None:
                yield key, entry.id

    def listed_since(self, tree: str) -> Iterator[tuple[Key, str | None]]:
        """(key, id of its XML, None if it is gone) of what differs from an earlier `versions`; ValueError if that is lost."""
        if not _TREE.fullmatch(tree):
            raise ValueError(tree)
        try:
            found = list(self.trees.differences(tree, self.versions, f"{VERSIONS}/"))
        except ObjectDamaged as error:
            raise ValueError(tree) from error
        keys = ((self._key(path), after.id if after else None) for path, _, after in found)
        return iter([(key, name) for key, name in keys if key is not None])

    def _key(self, path: str) -> Key | None:
        """The key of a document's XML; None for every other path."""
        place = read_path(self.fanout, path) if path.endswith(".xml") else None
        return place.key if place is not None and place.part is Part.XML else None

    def held(self) -> tuple[Key, ...]:
        """Every edition and record that the versions folder holds, withdrawn ones too, in no order."""
        if self._keys is None:
            self.trees.read_ahead(self.versions)
            keys = (self._key(path) for path, _ in self.walk(VERSIONS))
            self._keys = tuple(key for key in keys if key is not None)
        return self._keys


def withdrawn(state: State) -> frozenset[str]:
    """The paths of what undos withdrew. StoreDamaged if the list cannot be read."""
    data = state.read(WITHDRAWN)
    return frozenset() if data is None else read_withdrawn(data)


def withdrawn_keys(state: State) -> frozenset[Key]:
    """The keys of what undos withdrew. StoreDamaged if the list cannot be read."""
    places = (read_path(state.fanout, path) for path in withdrawn(state))
    return frozenset(place.key for place in places if place is not None and place.part is Part.XML)


def read_withdrawn(data: bytes) -> frozenset[str]:
    """The paths in the bytes of `curation/withdrawn.json`."""
    told = manifest.read_json(data, WITHDRAWN)
    paths = told.get("paths") if isinstance(told, dict) else None
    if not isinstance(paths, list) or not all(isinstance(path, str) for path in paths):
        raise StoreDamaged(f"{WITHDRAWN} does not list paths", tries=("revtrack verify",))
    return frozenset(paths)


def write_withdrawn(paths: Iterable[str]) -> bytes | None:
    """The bytes of that list; None (no file) for an empty one."""
    listed = sorted(paths)
    return manifest.canonical({"format": manifest.FORMAT, "paths": listed}) if listed else None


def editions_of(keys: Iterable[Key]) -> tuple[EditionKey, ...]:
    """The editions among keys, sorted by work, number, language and ordinal."""
    found = (key for key in keys if isinstance(key, EditionKey))
    return tuple(sorted(found, key=lambda key: (key.work, key.slug, key.language, key.ordinal)))


def records_of(keys: Iterable[Key]) -> tuple[RecordKey, ...]:
    """The records among keys, sorted by work and number."""
    found = (key for key in keys if isinstance(key, RecordKey))
    return tuple(sorted(found, key=lambda key: (key.work, key.slug)))
