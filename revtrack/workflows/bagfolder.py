"""Reads a bag from a folder: which files it has, their hashes, what its manifests say. Nothing in it is trusted.

A link is never followed, a path that leaves the folder never opened, and a file is read in pieces, however large it is.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path, PurePosixPath

from msgspec import Struct, field

from revtrack.report.export.bag import PAYLOAD, read

ALGORITHMS = ("md5", "sha1", "sha224", "sha256", "sha384", "sha512")
"""What manifests are written with (section 2.4 names the last two; older bags have others)."""
LARGEST_TAG = 64 * 1024 * 1024
"""A tag file beyond this many bytes is not read."""
_PIECE = 1024 * 1024
_MANIFEST = re.compile(r"(tag)?manifest-([a-z0-9]{1,20})\.txt")
_LINE = re.compile(r"([0-9A-Fa-f]{32,128})[ \t]{1,9}\*?(.{1,4096})")


class Manifest(Struct, frozen=True):
    """One manifest: its file, its algorithm, the hash of each path, and the lines that are none (numbers from 1)."""

    name: str
    algorithm: str
    sums: Mapping[str, str]
    broken: tuple[int, ...] = ()
    of_tags: bool = False


class BagFolder(Struct):
    """A folder as a bag. `links` are paths that are no plain files, `unread` those that could not be read, with the reason."""

    folder: Path
    files: dict[str, int] = field(default_factory=dict)
    links: list[str] = field(default_factory=list)
    unread: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, folder: Path) -> BagFolder:
        """The bag with the size of every file in it, by its path with slashes."""
        found = cls(folder)
        for entry in _walk(folder, found.unread):
            path = Path(entry.path).relative_to(folder).as_posix()
            if entry.is_file(follow_symlinks=False):
                found.files[path] = entry.stat(follow_symlinks=False).st_size
            else:
                found.links.append(path)
        return found

    @property
    def payload(self) -> list[str]:
        """The paths of the payload, sorted."""
        return sorted(path for path in self.files if path.startswith(f"{PAYLOAD}/"))

    def text(self, name: str) -> str | None:
        """A tag file as text; None if there is none, or none that can be read, which is kept in `unread`."""
        if name not in self.files:
            return None
        if self.files[name] > LARGEST_TAG:
            self.unread[name] = f"it is larger than {LARGEST_TAG} bytes"
            return None
        try:
            return (self.folder / name).read_bytes().decode("utf-8")
        except (OSError, UnicodeDecodeError) as error:
            self.unread[name] = str(error)
            return None

    def manifests(self) -> list[Manifest]:
        """Every manifest at the top of the bag, sorted by name, those of algorithms that nobody knows among them."""
        found = []
        for name in sorted(self.files):
            named = _MANIFEST.fullmatch(name)
            text = self.text(name) if named else None
            if named and text is not None:
                found.append(_manifest(name, named, text))
        return found

    def sums(self, path: str, algorithms: Iterable[str]) -> dict[str, str]:
        """The hashes of one file; none, and the reason in `unread`, if it cannot be read."""
        hashes = {name: hashlib.new(name, usedforsecurity=False) for name in sorted(set(algorithms) & set(ALGORITHMS))}
        try:
            with (self.folder / path).open("rb") as file:
                while piece := file.read(_PIECE):
                    for each in hashes.values():
                        each.update(piece)
        except OSError as error:
            self.unread[path] = error.strerror or str(error)
            return {}
        return {name: each.hexdigest() for name, each in hashes.items()}


def is_inside(path: str) -> bool:
    """Whether a path of a manifest stays in the bag: relative, without `..`, `~`, a drive or a backslash (section 5.1)."""
    parts = PurePosixPath(path).parts
    bad = path.startswith(("/", "~")) or "\\" in path or "\0" in path or re.match(r"[A-Za-z]:", path) is not None
    return bool(parts) and not bad and ".." not in parts


def _manifest(name: str, named: re.Match[str], text: str) -> Manifest:
    sums: dict[str, str] = {}
    broken = []
    for number, line in enumerate(re.split(r"\r\n|\n|\r", text), 1):
        found = _LINE.fullmatch(line)
        path = read(found[2]) if found else ""
        if found and path not in sums:
            sums[path] = found[1].lower()
        elif line:
            broken.append(number)
    return Manifest(name, named[2], sums, tuple(broken), of_tags=bool(named[1]))


def _walk(folder: Path, unread: dict[str, str]) -> Iterator[os.DirEntry[str]]:
    """Every entry below that is no folder; a link to a folder is one of them."""
    waiting = [folder]
    while waiting:
        here = waiting.pop()
        try:
            with os.scandir(here) as entries:
                listed = sorted(entries, key=lambda entry: entry.name)
        except OSError as error:
            unread[here.relative_to(folder).as_posix()] = error.strerror or str(error)
            continue
        for entry in listed:
            if entry.is_dir(follow_symlinks=False):
                waiting.append(Path(entry.path))
            else:
                yield entry
