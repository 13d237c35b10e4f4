"""The view: the files beside the repository, kept equal to the newest commit, and never read back as truth.

A file is written aside and renamed; no symbolic link is followed; a file that a person edited is left alone and named. Deleting
the view loses nothing. `<gitdir>/revtrack/shown` says which tree it shows, so that the next writer can finish what one that
died began.
"""

from __future__ import annotations

import contextlib
import errno
import os
import stat
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from msgspec import Struct

from revtrack.errors import StoreError
from revtrack.store.layout import CURATION, VERSIONS
from revtrack.store.objects import ObjectSource, object_id
from revtrack.store.process import Git, GitFailed
from revtrack.store.trees import EMPTY_TREE, PLAIN, Trees

_MARK = "shown"
_READ = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
_ENTER = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC
_ABSENT = "0" * 40
_LARGE = 4 << 20
"""Bytes of an index from which on git is to keep what changes apart from the rest, instead of writing all of it each time."""


class _NoPlainFile(OSError):
    """Something stands there that is no plain file, or on the way to it no plain folder."""


class Change(Struct, frozen=True):
    """One path to be shown anew: the ids it may have had before, and the one it has now (None for no file)."""

    path: str
    old: frozenset[str]
    new: str | None


class View:
    """The work tree of a store that has one."""

    def __init__(self, folder: Path, git: Git, source: ObjectSource, trees: Trees) -> None:
        self._folder = folder
        self._git = git
        self._own = git.git_dir / "revtrack"
        self._source = source
        self._trees = trees

    def refresh(self, tree: str, *, before: str, source: ObjectSource | None = None) -> tuple[str, ...]:
        """Show that tree. Gives one note for each file left alone. Only under the writer lock.

        What stands there now is what we showed last, or (after a checkout or a commit by hand) the tree `before` this one.
        `source` gives the files where it is at hand, so that what was written just now need not be fetched again.
        """
        shown = self._shown()
        bases = {before, shown or EMPTY_TREE} | (set() if (self._folder / VERSIONS).exists() else {EMPTY_TREE})
        changes = self._changes(bases, tree)
        notes = tuple(note for change in changes for note in self._show(change, source or self._source))
        self._replace_index(tree, changes, known=shown is not None)
        self._mark(tree)
        return notes

    def restore(self, tree: str) -> tuple[str, ...]:
        """Bring back every file that is missing, too."""
        return self.refresh(tree, before=EMPTY_TREE)

    def hand_edits(self, tree: str) -> Iterator[tuple[str, str]]:
        """(path, what is wrong) of each file that holds neither what the tree says nor what the view last showed."""
        shown = self._shown() or tree
        earlier = {path: old.id for path, old, _ in self._trees.differences(shown, tree) if old is not None}
        known: set[str] = set()
        for path, entry in self._trees.walk(tree):
            known.add(path)
            trouble = self._trouble(path, {entry.id, earlier.get(path, entry.id)})
            if trouble:
                yield path, trouble
        yield from ((path, "unknown file") for path in self._strangers(known | earlier.keys()))

    def missing(self, tree: str) -> tuple[str, ...]:
        """The paths of the tree that the view does not have."""
        return tuple(path for path, _ in self._trees.walk(tree) if not os.path.lexists(self._folder / path))

    def _changes(self, bases: Iterable[str], tree: str) -> tuple[Change, ...]:
        """What leads from any of the bases to the tree, path by path."""
        found: dict[str, Change] = {}
        for base in bases:
            for path, old, new in self._trees.differences(base, tree):
                earlier = found[path].old if path in found else frozenset()
                found[path] = Change(path, earlier | ({old.id} if old else set()), new.id if new else None)
        return tuple(found[path] for path in sorted(found))

    def _show(self, change: Change, source: ObjectSource) -> Iterator[str]:
        """Make one file so; the note, if it was left alone."""
        try:
            with self._enter(change.path, create=change.new is not None) as (folder, name):
                held = _blob_at(folder, name)
                if held == change.new:
                    return
                if held is not None and held not in change.old:
                    yield f"{change.path} was edited by hand and is left as it is"
                elif change.new is None:
                    os.unlink(name, dir_fd=folder)
                else:
                    self._write(folder, name, source.read(change.new).data)
        except FileNotFoundError:
            return
        except _NoPlainFile:
            yield f"{change.path} is no plain file in a plain folder and is left as it is"

    def _write(self, folder: int, name: str, data: bytes) -> None:
        aside = self._own / f"view.{os.getpid()}"
        aside.write_bytes(data)
        os.rename(aside, name, dst_dir_fd=folder)

    @contextmanager
    def _enter(self, path: str, *, create: bool) -> Iterator[tuple[int, str]]:
        """(descriptor of the file's folder, its name), reached without following a link."""
        *parts, name = path.split("/")
        folder = os.open(self._folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        try:
            for part in parts:
                inner = _open_folder(folder, part, create=create)
                os.close(folder)
                folder = inner
            yield folder, name
        finally:
            os.close(folder)

    def _trouble(self, path: str, allowed: set[str]) -> str:
        try:
            with self._enter(path, create=False) as (folder, name):
                held = _blob_at(folder, name)
        except FileNotFoundError:
            return ""
        except _NoPlainFile:
            return "is no plain file in a plain folder"
        return "" if held is None or held in allowed else "differs from the stored file"

    def _strangers(self, known: Iterable[str]) -> Iterator[str]:
        """Files under `versions` and `curation` that the store does not know."""
        names = frozenset(known)
        for top in (VERSIONS, CURATION):
            for folder, folders, files in os.walk(self._folder / top):
                folders.sort()
                inside = Path(folder).relative_to(self._folder)
                links = (name for name in folders if Path(folder, name).is_symlink())
                yield from sorted(
                    path for name in (*files, *links) if (path := (inside / name).as_posix()) not in names
                )

    def _replace_index(self, tree: str, changes: Iterable[Change], *, known: bool) -> None:
        """Give git an index that fits: built aside from the present one, put in place under git's own lock.

        The lock is a second name of the file built aside, so whoever comes after us knows it for ours. Where this fails that file
        stays, until the next writer clears it away.
        """
        index, aside, lock = (
            self._git.git_dir / "index",
            self._own / f"index.{os.getpid()}",
            self._git.git_dir / "index.lock",
        )
        before = _bytes(index)
        self._build_index(aside, before if known else None, tree, changes)
        try:
            os.link(aside, lock)
        except FileExistsError:
            raise StoreError("git holds the lock of its index", tries=("git status",)) from None
        try:
            if _bytes(index) != before:
                raise StoreError("git changed its index meanwhile", tries=("git status",))
            lock.rename(index)
        except (OSError, StoreError):
            lock.unlink()
            raise
        aside.unlink()

    def _build_index(self, aside: Path, before: bytes | None, tree: str, changes: Iterable[Change]) -> None:
        env = {"GIT_INDEX_FILE": str(aside), "GIT_WORK_TREE": str(self._folder)}
        extended = before is not None and self._extend_index(aside, before, changes, env)
        if not extended:
            aside.unlink(missing_ok=True)
            self._git.run("read-tree", tree, env=env)
        # In a large view this would look at every file; there git looks at the new ones when it is next asked.
        if not extended or not self._is_large(before or b""):
            self._git.complete(
                "update-index", "-q", "--refresh", env=env
            )  # it ends with 1 where a file was edited by hand

    def _is_large(self, index: bytes) -> bool:
        """Whether the index is large, or would be if git did not keep most of it in `sharedindex.<sha>`."""
        return len(index) > _LARGE or any(self._git.git_dir.glob("sharedindex.*"))

    def _extend_index(self, aside: Path, before: bytes, changes: Iterable[Change], env: dict[str, str]) -> bool:
        """Put the changes into a copy of the present index; False if git cannot read that one."""
        aside.write_bytes(before)
        rows = (f"{PLAIN if c.new else '0'} {c.new or _ABSENT}\t{c.path}\0" for c in changes)
        apart = ("--split-index",) if len(before) > _LARGE else ()
        try:
            self._git.run("update-index", *apart, "-z", "--index-info", data="".join(rows).encode(), env=env)
        except GitFailed:
            return False
        return True

    def _shown(self) -> str | None:
        """The tree that the view shows, None if that is not known."""
        try:
            tree = (self._own / _MARK).read_text(encoding="ascii", errors="replace").strip()
            self._trees.folder(tree)
        except (FileNotFoundError, StoreError):
            return None
        return tree

    def _mark(self, tree: str) -> None:
        aside = self._own / f"view.{os.getpid()}"
        aside.write_text(f"{tree}\n", encoding="ascii")
        aside.rename(self._own / _MARK)


def _open_folder(above: int, name: str, *, create: bool) -> int:
    try:
        return os.open(name, _ENTER, dir_fd=above)
    except FileNotFoundError:
        if not create:
            raise
        with contextlib.suppress(FileExistsError):
            os.mkdir(name, dir_fd=above)
        return _open_folder(above, name, create=False)
    except OSError as error:
        if error.errno in (errno.ELOOP, errno.ENOTDIR):  # a link or a file where a folder should be
            raise _NoPlainFile(name) from None
        raise


def _blob_at(folder: int, name: str) -> str | None:
    """The id git would give the file; None if there is none. _NoPlainFile for a link, a folder, a device, a closed door."""
    try:
        file = os.open(name, _READ, dir_fd=folder)
    except FileNotFoundError:
        return None
    except OSError as error:
        if error.errno in (errno.ELOOP, errno.ENXIO, errno.EACCES, errno.EPERM):
            raise _NoPlainFile(name) from None
        raise
    with os.fdopen(file, "rb") as handle:
        if not stat.S_ISREG(os.fstat(file).st_mode):
            raise _NoPlainFile(name)
        return object_id("blob", handle.read())


def _bytes(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
