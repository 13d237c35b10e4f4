"""The cache: bodies by kind and name. Whatever is wrong with its file, it answers "not known", and never fails.

A file that is damaged, forged or foreign is made anew, once in the life of a `Cache`; one that is locked, full, or lies where
nothing can be written is left alone, and the work goes on without it.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TypeVar

from revtrack.index import file
from revtrack.index.seal import Seal, user_key
from revtrack.index.stamp import stamp_of

T = TypeVar("T")
Row = tuple[str, str, bytes, bytes]
"""Kind, name, body, seal."""

_LEAVE = frozenset(
    {
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_PERM,
        sqlite3.SQLITE_AUTH,
        sqlite3.SQLITE_NOMEM,
        sqlite3.SQLITE_TOOBIG,
    }
)
"""Results of SQLite that say nothing against the file: no reason to make it anew."""
_ASKED = 400
"""Names in one query."""


class Cache:
    """The cache at `path`; rows count only with a seal that fits."""

    def __init__(self, path: Path, seal: Seal) -> None:
        self._path = path
        self._seal = seal
        self._connection: sqlite3.Connection | None = None
        self._given_up = False
        self._unwritable = False
        self._made = False

    def get(self, kind: str, names: Iterable[str]) -> dict[str, bytes]:
        """What is known of these names; those that are not known are left out."""
        nothing: dict[str, bytes] = {}
        found: dict[str, bytes] = {}
        for some in _portions(names, _ASKED):
            found |= self._tried(partial(self._read, kind, some), nothing)
        return found

    def only(self, kind: str) -> tuple[str, bytes] | None:
        """The name and body of a row of that kind, for kinds that `keep` keeps one row of."""
        nothing: dict[str, bytes] = {}
        return next(iter(self._tried(partial(self._read_one, kind), nothing).items()), None)

    def put(self, kind: str, bodies: Mapping[str, bytes]) -> None:
        """Keep these bodies for later, if that is possible; those over 8 MiB are not kept."""
        self._write([self._row(kind, name, body) for name, body in bodies.items() if len(body) <= file.MOST_BODY])

    def keep(self, kind: str, name: str, body: bytes) -> None:
        """Keep this body as the only one of its kind, if that is possible."""
        self._write([self._row(kind, name, body)] if len(body) < file.MOST_ROW else [], instead_of=kind)

    def keep_all(self, kind: str, bodies: Mapping[str, bytes]) -> None:
        """Keep these bodies as the only ones of their kind, all or none, if that is possible; none if one is over 8 MiB."""
        fits = all(len(body) <= file.MOST_BODY for body in bodies.values())
        rows = [self._row(kind, name, body) for name, body in bodies.items()] if fits else []
        self._write(rows, instead_of=kind)

    def close(self) -> None:
        """Close the file; whatever is asked next opens it again."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _write(self, rows: Sequence[Row], *, instead_of: str = "") -> None:
        """Put rows there, or find out that nothing can be: then what stands there is still read."""

        def act(connection: sqlite3.Connection) -> bool:
            try:
                _put(connection, rows, instead_of)
            except sqlite3.Error as error:
                if not _says_nothing(error):
                    raise
                return False
            return True

        if not self._unwritable:
            self._unwritable = not self._tried(act, otherwise=False)

    def _tried(self, act: Callable[[sqlite3.Connection], T], otherwise: T) -> T:
        """What `act` gives; `otherwise` where the file does not allow it. A second try only on a file made anew."""
        while not self._given_up:
            try:
                return act(self._opened())
            except (file.Foreign, sqlite3.Error) as error:
                if self._made or _says_nothing(error):
                    self._give_up()
                else:
                    self._make()
            except OSError:
                self._give_up()
        return otherwise

    def _opened(self) -> sqlite3.Connection:
        if self._connection is None:
            if not os.path.lexists(self._path):
                file.make(self._path)
            self._connection = file.connect(self._path)
        return self._connection

    def _make(self) -> None:
        """Put an empty file there. At most once: two programs that reject each other's files must not do so for ever."""
        self._made = True
        self.close()
        try:
            file.make(self._path)
        except (OSError, sqlite3.Error):
            self._give_up()

    def _give_up(self) -> None:
        self._given_up = True
        self.close()

    def _read_one(self, kind: str, connection: sqlite3.Connection) -> dict[str, bytes]:
        query = "SELECT name, body, seal FROM derived WHERE kind = ? LIMIT 1"
        return self._sealed(kind, connection.execute(query, (kind,)).fetchall())

    def _read(self, kind: str, names: Sequence[str], connection: sqlite3.Connection) -> dict[str, bytes]:
        marks = ",".join("?" * len(names))
        query = f"SELECT name, body, seal FROM derived WHERE kind = ? AND name IN ({marks})"  # noqa: S608 - marks only
        return self._sealed(kind, connection.execute(query, (kind, *names)).fetchall())

    def _sealed(self, kind: str, rows: Iterable[tuple[str, bytes, bytes]]) -> dict[str, bytes]:
        """The rows by name. Foreign if one of them was not sealed by this user and this state of the program."""
        found: dict[str, bytes] = {}
        for name, body, seal in rows:
            if not isinstance(name, str) or not self._seal.fits(kind, name, body, seal):
                raise file.Foreign("a row without its seal")
            found[name] = body
        return found

    def _row(self, kind: str, name: str, body: bytes) -> Row:
        return kind, name, body, self._seal.of(kind, name, body)


def open_cache(inside: Path, state: Path, package: Path, parts: Iterable[str]) -> Cache | None:
    """The cache in the folder `inside`, sealed with the key in `state`, for bodies that those parts of a package derive.

    None where there can be none: no key can be kept, or the program text cannot be read. Nothing in `inside` is touched yet.
    """
    try:
        seal = Seal(user_key(state), stamp_of(package, parts))
        return Cache(inside / f"cache-{os.geteuid()}.sqlite", seal)
    except OSError:
        return None


def _put(connection: sqlite3.Connection, rows: Sequence[Row], instead_of: str) -> None:
    with file.changing(connection):
        if instead_of:
            connection.execute("DELETE FROM derived WHERE kind = ?", (instead_of,))
        connection.executemany("INSERT OR REPLACE INTO derived VALUES (?, ?, ?, ?)", rows)


def _says_nothing(error: Exception) -> bool:
    """Whether an error leaves the file above suspicion: it is locked, full or not writable."""
    code = getattr(error, "sqlite_errorcode", None)
    return code is not None and code & 0xFF in _LEAVE


def _portions(names: Iterable[str], size: int) -> Iterator[list[str]]:
    left = iter(names)
    while some := list(islice(left, size)):
        yield some
