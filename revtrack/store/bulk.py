"""Bulk: the objects of a large addition, written by `git fast-import` as packs: one, or a few where there are processors.

    aside     an empty repository in `<gitdir>/revtrack/bulk.*` borrows the store's objects; the packs are made there
    read back every object is read from there and hashed; until now the store knows of none of it
    given     each pack is synced and gets a second name among the store's packs, its index last: git sees all of it or nothing
    after     the caller moves the branch; a writer that dies before leaves a pack that nothing refers to, or a folder aside

git believes an object that is there, so one that is there and damaged is set aside first, as for a single addition.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from itertools import accumulate
from pathlib import Path

from msgspec import Struct

from revtrack.model.documents import Author
from revtrack.store.borrowed import borrowing
from revtrack.store.objects import Object, ObjectDamaged, Objects, ObjectSource, ObjectWriter, object_id
from revtrack.store.process import LONG_SECONDS, Git
from revtrack.store.trees import PLAIN

PREFIX = "bulk."
_BRANCH = "refs/heads/bulk"
_WORDS = ("--quiet", "--done", "--depth=0", "--date-format=raw")
_SETTINGS = ("core.fsync=all", "fastimport.unpackLimit=0", "pack.compression=1")
"""Everything synced, always a pack, and no time spent on what `git gc` packs better later."""
_AT_ONCE = min(4, os.cpu_count() or 1)
"""How many packs are written at a time: each takes a processor, since git packs what it is told in one thread."""
_WORTH = 8 << 20
"""Bytes worth a pack of their own."""


class Batch:
    """Objects in the making, read as if the store held them; what is not among them is read from the store."""

    def __init__(self, source: ObjectSource) -> None:
        self._source = source
        self._made: dict[str, Object] = {}

    def take(self, kind: str, contents: Iterable[bytes]) -> dict[bytes, str]:
        """The id of each of `contents`, by its bytes; they are in the batch now."""
        names = {data: object_id(kind, data) for data in contents}
        self._made.update({name: Object(name, kind, data) for data, name in names.items()})
        return names

    def made(self) -> tuple[Object, ...]:
        """What is in the making."""
        return tuple(self._made.values())

    def read(self, name: str) -> Object:
        return self._made[name] if name in self._made else self._source.read(name)

    def read_many(self, names: Sequence[str]) -> Iterator[Object | ObjectDamaged]:
        for name in names:
            try:
                yield self.read(name)
            except ObjectDamaged as error:
                yield error


class Growth(Struct, frozen=True):
    """The commit that a batch leads to: what it grows from ("" for nothing), the blob of each path it changes, its words.

    One that is `signed` is made by the caller; then git packs the trees that it needs, and no commit.
    """

    parent: str
    changes: Mapping[str, str | None]
    message: bytes
    author: Author
    signed: bool = False


def write(git: Git, new: ObjectWriter, batch: Batch, growth: Growth) -> None:
    """Put a batch into the store, all of it or nothing. Only under the writer lock.

    ObjectDamaged if something of it lies in one of the store's packs and is damaged, or cannot be read back.
    """
    from concurrent.futures import ThreadPoolExecutor

    made = batch.made()
    held = new.sound(tuple(found.id for found in made))
    with _aside(git) as aside:
        parts = _parts([found for found in made if found.kind == "blob" and found.id not in held])
        if len(parts) > 1:
            with ThreadPoolExecutor(len(parts)) as several:
                list(several.map(partial(_import, aside), parts))
        before = _packs(aside.git_dir)
        _import(aside, parts[0] if len(parts) == 1 else (), _commit(growth))
        if growth.signed:
            _take_out_commit(aside, *(pack for pack in _packs(aside.git_dir) if pack not in before))
        _read_back(aside, [found for found in made if found.kind != "blob" or found.id in held])
        _give(aside.git_dir, git.git_dir)


def clear(git_dir: Path) -> None:
    """What a writer that died has left: folders aside, and a pack that it began to give. Only under the writer lock."""
    for left in (git_dir / "revtrack").glob(f"{PREFIX}*"):
        for pack in _packs(left):
            given = _packed(git_dir) / pack.name
            if given.exists() and given.samefile(pack) and not given.with_suffix(".idx").exists():
                given.unlink()
        shutil.rmtree(left, ignore_errors=True)


@contextmanager
def _aside(git: Git) -> Iterator[Git]:
    folder = Path(tempfile.mkdtemp(dir=git.git_dir / "revtrack", prefix=PREFIX))
    try:
        yield borrowing(git, folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _parts(blobs: Sequence[Object]) -> tuple[Sequence[Object], ...]:
    """The blobs in as many parts as can be written at once, each with about as many bytes; one part if they are small."""
    size = sum(len(found.data) for found in blobs)
    number = max(1, min(_AT_ONCE, size // _WORTH))
    parts: tuple[list[Object], ...] = tuple([] for _ in range(number))
    for at, sofar in zip(blobs, accumulate((len(found.data) for found in blobs), initial=0), strict=False):
        parts[sofar * number // max(size, 1)].append(at)
    return parts


def _import(aside: Git, blobs: Sequence[Object], further: Iterable[bytes] = ()) -> None:
    """Have git write these blobs as a pack, with what it is told further, and read each blob back."""
    with tempfile.TemporaryFile(dir=aside.git_dir) as file:
        for found in blobs:
            file.writelines((b"blob\ndata %d\n" % len(found.data), found.data, b"\n"))
        file.writelines((*further, b"done\n"))
        file.seek(0)
        aside.run("fast-import", *_WORDS, stdin=file, settings=_SETTINGS, seconds=LONG_SECONDS)
    _read_back(aside, blobs)


def _commit(growth: Growth) -> Iterator[bytes]:
    """The commit as git is told it, whose trees it makes itself."""
    who = f"{growth.author.name} <{growth.author.email}> {growth.author.time} +0000\n"
    yield f"commit {_BRANCH}\nauthor {who}committer {who}data {len(growth.message)}\n".encode()
    yield growth.message
    rows = [f"from {growth.parent}"] if growth.parent else []
    rows += [f"M {PLAIN} {blob} {path}" if blob else f"D {path}" for path, blob in growth.changes.items()]
    yield "".join(f"{row}\n" for row in rows).encode()


def _take_out_commit(aside: Git, pack: Path) -> None:
    """Pack anew what the pack holds but for the commit, which nobody has signed: fast-import makes no trees without one."""
    commit = aside.line("rev-parse", _BRANCH)
    rows = aside.run("show-index", data=pack.with_suffix(".idx").read_bytes()).decode("ascii").splitlines()
    names = [row.split(" ")[1] for row in rows]
    wanted = "".join(f"{name}\n" for name in names if name != commit).encode()
    words = ("--quiet", "--window=0", str(_packed(aside.git_dir) / "pack"))
    aside.run("pack-objects", *words, data=wanted, settings=_SETTINGS, seconds=LONG_SECONDS)
    aside.run("update-ref", "-d", _BRANCH)
    for file in (pack, pack.with_suffix(".idx")):
        file.unlink()


def _read_back(aside: Git, made: Sequence[Object]) -> None:
    """ObjectDamaged unless every object is there; each is hashed as it is read, and its id says what it holds."""
    objects = Objects(aside)
    try:
        for found in objects.read_many([found.id for found in made]):
            if isinstance(found, ObjectDamaged):
                raise found
    finally:
        objects.close()


def _give(aside: Path, git_dir: Path) -> None:
    """Give the packs made aside to the store: a second name for the same file, the index of each last."""
    target = _packed(git_dir)
    target.mkdir(exist_ok=True)
    for pack in _packs(aside):
        for file in (pack, pack.with_suffix(".idx")):
            _sync(file)
            with suppress(FileExistsError):  # the same pack, given by a writer that died before the branch moved
                os.link(file, target / file.name)
    _sync(target)


def _packs(git_dir: Path) -> tuple[Path, ...]:
    return tuple(sorted(_packed(git_dir).glob("pack-*.pack")))


def _packed(git_dir: Path) -> Path:
    return git_dir / "objects" / "pack"


def _sync(path: Path) -> None:
    file = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        os.fsync(file)
    finally:
        os.close(file)
