"""Objects of a repository: read with their hash checked, written and read back.

git trusts an object file because it is there, even when it is empty or holds other bytes. So every object read is hashed, and
every object written is read again; a file that does not hold what it should goes to quarantine and is written anew.
"""

from __future__ import annotations

import hashlib
import itertools
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import Protocol

from msgspec import Struct

from revtrack.errors import StoreDamaged
from revtrack.store.process import Conversation, Git, GitKilled

MISSING = "is missing"
_REQUESTS = 100
"""Requests sent ahead of their answers: few enough to fit into a pipe, so neither side ever waits for the other."""
_FILES = 100
"""Open files handed to one git, well below what a process may have."""


class Object(Struct, frozen=True):
    """One object as git holds it: its id, its kind (blob, tree, commit, tag), its bytes."""

    id: str
    kind: str
    data: bytes


class ObjectSource(Protocol):
    """Whatever gives objects by their id."""

    def read(self, name: str) -> Object:
        """The object; StoreDamaged if it is missing or its bytes do not give its id."""

    def read_many(self, names: Sequence[str]) -> Iterator[Object | ObjectDamaged]:
        """Each object in turn, or what is wrong with it."""


class ObjectDamaged(StoreDamaged):
    """An object is missing, cannot be read, or holds other bytes than its name says."""

    def __init__(self, name: str, why: str) -> None:
        self.name = name
        self.missing = why == MISSING
        super().__init__(
            f"the store is damaged: an object {why}", facts=(f"object {ascii(name)[1:-1]}",), tries=("revtrack verify",)
        )


class Objects:
    """Reads objects through one running `git cat-file --batch`, started when first needed."""

    def __init__(self, git: Git) -> None:
        self._git = git
        self._reader: Conversation | None = None
        self._unanswered = 0

    def read(self, name: str) -> Object:
        """The object of that id or full ref name. ObjectDamaged if it is missing or not what its id says."""
        found = self.find(name)
        if found is None:
            raise ObjectDamaged(name, MISSING)
        return found

    def find(self, name: str) -> Object | None:
        """The same, but None for what is missing."""
        try:
            self._ask([name])
            return self._answer()
        except GitKilled:
            raise self._lost(name) from None

    def read_many(self, names: Sequence[str]) -> Iterator[Object | ObjectDamaged]:
        """Each object in turn, or what is wrong with it; a damaged one does not hide those behind it."""
        for start in range(0, len(names), _REQUESTS):
            yield from self._read_chunk(names[start : start + _REQUESTS])

    def close(self) -> None:
        """End the running git."""
        if self._reader is not None:
            self._reader.close()
            self._reader = None
        self._unanswered = 0

    def _read_chunk(self, names: Sequence[str]) -> list[Object | ObjectDamaged]:
        """The answers to some requests, all fetched before any is given out: whoever gets them may read on in between."""
        found: list[Object | ObjectDamaged] = []
        while len(found) < len(names):
            found += self._read_until_death(names[len(found) :])
        return found

    def _read_until_death(self, names: Sequence[str]) -> Iterator[Object | ObjectDamaged]:
        """Answers up to the first object that kills git itself (its file is truncated or no object at all)."""
        for index, name in enumerate(names):
            try:
                if index == 0:
                    self._ask(names)
                found = self._answer()
            except GitKilled:
                yield self._lost(name)
                return
            except ObjectDamaged as error:
                yield error
                continue
            yield found if found is not None else ObjectDamaged(name, MISSING)

    def _answer(self) -> Object | None:
        """One answer of `cat-file --batch`: `<id> SP <type> SP <size> LF <contents> LF`, or `<name> SP missing LF`."""
        talk = self._talk()
        words = talk.line().decode("ascii", "replace").split(" ")
        found = len(words) == 3 and words[2].isdecimal()
        data = talk.take(int(words[2]) + 1)[:-1] if found else b""
        self._unanswered -= 1
        if not found:
            return None
        if object_id(words[1], data) != words[0]:
            raise ObjectDamaged(words[0], "holds other bytes than its name says")
        return Object(words[0], words[1], data)

    def _ask(self, names: Sequence[str]) -> None:
        """Send requests. Answers that nobody fetched (Ctrl-C came between) must never be taken for these: start afresh."""
        if self._unanswered:
            self.close()
        self._unanswered = len(names)
        self._talk().ask("".join(f"{name}\n" for name in names).encode())

    def _talk(self) -> Conversation:
        if self._reader is None:
            self._reader = self._git.talk("cat-file", "--batch")
        return self._reader

    def _lost(self, name: str) -> ObjectDamaged:
        self.close()
        return ObjectDamaged(name, "cannot be read")


class ObjectWriter:
    """Writes blobs, trees and commits, and reads each back before its id is given out."""

    def __init__(self, git: Git, objects: Objects) -> None:
        self._git = git
        self._objects = objects
        self._own = git.git_dir / "revtrack"
        self._known: set[str] = set()

    def put(self, kind: str, contents: Iterable[bytes]) -> dict[bytes, str]:
        """The id of each blob or tree of `contents`, by its bytes; all that are new go through one process.

        `hash-object` and not `mktree`: the latter never reads `core.fsync`, and its trees could be empty after a power cut.
        """
        names = {data: object_id(kind, data) for data in contents}
        new = [data for data, name in names.items() if name not in self._known]
        for start in range(0, len(new), _FILES):
            self._hash_objects(kind, new[start : start + _FILES])
        for data in new:
            self._known.add(self.proved(names[data], partial(self._put_one, kind, data)))
        return names

    def doubt(self) -> None:
        """Look which of the objects put so far are still there: a `git gc` may have cleared away what is on no branch."""
        self._known = {name for name in self._known if _holds(self._objects, name)}

    def sound(self, names: Sequence[str]) -> frozenset[str]:
        """Which of these objects the store holds already; one that is there and damaged is set aside, and so is not held."""
        sound = set()
        for name, found in zip(names, self._objects.read_many(names), strict=True):
            if isinstance(found, Object):
                sound.add(name)
            elif not found.missing or loose_path(self._git.git_dir, name).exists():
                self._set_aside(name)
        return frozenset(sound)

    def put_commit(
        self, words: Sequence[str], message: bytes, env: Mapping[str, str], *, settings: Sequence[str] = ()
    ) -> str:
        """The id of a commit made by `commit-tree`; `settings` name the key where it is signed."""

        def make() -> str:
            return self._git.line("commit-tree", *words, data=message, env=env, settings=settings)

        return self.proved(make(), make)

    def proved(self, name: str, again: Callable[[], str]) -> str:
        """`name`, once its object was read back; a file that holds something else is set aside and made `again`."""
        if _holds(self._objects, name):
            return name
        self._set_aside(name)
        if again() != name or not _holds(self._objects, name):
            raise ObjectDamaged(name, "was written and cannot be read back")
        return name

    def _put_one(self, kind: str, data: bytes) -> str:
        self._hash_objects(kind, [data])
        return object_id(kind, data)

    def _hash_objects(self, kind: str, contents: Sequence[bytes]) -> None:
        """Hand the contents to git as unnamed files: nothing is left behind, however this process ends."""
        with ExitStack() as stack:
            files = [stack.enter_context(tempfile.TemporaryFile(dir=self._own)) for _ in contents]
            for file, data in zip(files, contents, strict=True):
                file.write(data)
                file.seek(0)
            numbers = [file.fileno() for file in files]
            paths = "".join(f"/dev/fd/{number}\n" for number in numbers).encode()
            self._git.run("hash-object", "-w", "--no-filters", "-t", kind, "--stdin-paths", data=paths, files=numbers)

    def _set_aside(self, name: str) -> None:
        """Move a damaged loose object to quarantine; what lies in a pack cannot be moved."""
        loose = loose_path(self._git.git_dir, name)
        if not loose.exists():
            raise ObjectDamaged(name, "in a pack is damaged; nothing was added")
        aside = self._own / "quarantine"
        aside.mkdir(exist_ok=True)
        free = (aside / f"{name}.{n}" for n in itertools.count(1))
        loose.rename(next(path for path in free if not path.exists()))


def object_id(kind: str, data: bytes) -> str:
    """The id git gives an object: SHA-1 over its kind, size and bytes."""
    return hashlib.sha1(f"{kind} {len(data)}\0".encode() + data, usedforsecurity=False).hexdigest()


def loose_path(git_dir: Path, name: str) -> Path:
    """Where a loose object of that id lies."""
    return git_dir / "objects" / name[:2] / name[2:]


def _holds(objects: Objects, name: str) -> bool:
    try:
        return objects.find(name) is not None
    except ObjectDamaged:
        return False
