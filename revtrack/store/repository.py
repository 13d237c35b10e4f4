"""Opens a repository for reading: the one place where GitPython's `Repo` is made.

GitPython is imported here, when history is read, and never sees inherited GIT_* variables. Its objects come through our own
reader, which hashes each of them: GitPython hands out swapped content without a word. What needs no history (a tree, a blob) is
read by that reader alone: the import takes as long as all the rest of a short command.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from revtrack.errors import NoStore, StoreDamaged
from revtrack.store.objects import Object, ObjectDamaged, Objects

if TYPE_CHECKING:
    import git


class Repository:
    """A repository opened for reading. Nothing is imported or opened before something is asked for."""

    def __init__(self, git_dir: Path, objects: Objects) -> None:
        self._git_dir = git_dir
        self._objects = objects
        self._tips: dict[tuple[object, ...], str] = {}

    @cached_property
    def repo(self) -> git.Repo:
        """GitPython's view of it. NoStore if it is no repository."""
        with _without_git_variables():
            return _open(self._git_dir, self._objects)

    def tip(self, branch: str) -> str:
        """The id of the commit a branch points to, looked up anew when a ref file has changed. StoreDamaged if to none."""
        signature = self._signature(branch)
        if signature not in self._tips:
            self._tips = {signature: self._look_up(branch)}
        return self._tips[signature]

    @contextmanager
    def looking(self, branch: str) -> Iterator[Callable[[str], None]]:
        """Tell what the branch was seen to point to in the block, by other means: it is not looked up again until it moves."""
        before = self._signature(branch)

        def seen(tip: str) -> None:
            self._tips = {before: tip}

        yield seen

    def _signature(self, branch: str) -> tuple[object, ...]:
        """What changes whenever git moves the branch: it replaces the file of the ref, or the file of packed refs."""
        return (branch, *(_stamp(self._git_dir / name) for name in (branch, "packed-refs")))

    def _look_up(self, branch: str) -> str:
        from git import Reference

        try:
            return Reference(self.repo, branch, check_path=False).commit.hexsha
        except (ValueError, TypeError, OSError):
            raise StoreDamaged(
                f"the branch {branch} of the store points to nothing that can be read", tries=("revtrack verify",)
            ) from None

    def commit(self, name: str) -> git.Commit:
        """GitPython's commit of that id."""
        from git import Commit

        return Commit(self.repo, bytes.fromhex(name))

    def read(self, name: str) -> Object:
        """The object of that id, hash checked. StoreDamaged if it is not what its id says."""
        return self._objects.read(name)

    def read_many(self, names: Sequence[str]) -> Iterator[Object | ObjectDamaged]:
        """Each object in turn, or what is wrong with it."""
        return self._objects.read_many(names)


def _stamp(path: Path) -> tuple[int, int, int] | None:
    """When a file was written, how long it is and which one it is; None if there is none."""
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    return (found.st_mtime_ns, found.st_size, found.st_ino)


def _open(git_dir: Path, objects: Objects) -> git.Repo:
    import git
    from git.db import GitCmdObjectDB
    from gitdb.base import OInfo, OStream  # type: ignore[import-untyped]

    class HashedObjects(GitCmdObjectDB):
        """GitPython's default object database, reading through `Objects`."""

        def info(self, binsha: bytes) -> OInfo:
            found = objects.read(binsha.hex())
            return OInfo(binsha, found.kind.encode(), len(found.data))

        def stream(self, binsha: bytes) -> OStream:
            found = objects.read(binsha.hex())
            return OStream(binsha, found.kind.encode(), len(found.data), BytesIO(found.data))

    try:
        return git.Repo(git_dir, odbt=HashedObjects, search_parent_directories=False, expand_vars=False)
    except (git.InvalidGitRepositoryError, git.NoSuchPathError):
        raise NoStore(f"no store in {git_dir}", tries=("revtrack init",)) from None


@contextmanager
def _without_git_variables() -> Iterator[None]:
    """Take GIT_* out of this process's environment while GitPython looks at it, and put it back."""
    taken = {name: os.environ.pop(name) for name in list(os.environ) if name.startswith("GIT_")}
    try:
        yield
    finally:
        os.environ.update(taken)
