"""The SQLite file of a cache: opened only if it is what this module makes, and made anew otherwise.

The file lies in a git directory that somebody else may have filled. So its first page is read before SQLite sees it, nothing
but one plain table may stand in it, no link is followed, and a journal beside it is never played back: a journal can name any
file to be deleted. This module writes without one; what a kill leaves half written is found by its seals.
"""

from __future__ import annotations

import os
import sqlite3
import stat
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import quote

APPLICATION = 0x52565443
FORMAT = 1
MOST_BYTES = 1 << 30
"""A cache that would grow beyond takes in no more."""
MOST_BODY = 8 << 20
"""Rows with longer bodies are not kept, but derived each time; the one listing of a store may be longer."""
MOST_ROW = 64 << 20
WAIT = 0.5
"""Seconds that a command waits for another one that writes; then it goes on without the cache."""
MOST_STEPS = 100_000_000
"""So many steps of SQLite's machine one statement may take: no honest one comes near."""

SCHEMA = (
    "CREATE TABLE derived (kind TEXT NOT NULL, name TEXT NOT NULL, body BLOB NOT NULL, seal BLOB NOT NULL,"
    " PRIMARY KEY (kind, name)) WITHOUT ROWID"
)
_PAGE = 4096
_HEADER = b"SQLite format 3\0"
_BESIDE = ("-journal", "-wal", "-shm")
_SETTINGS = (
    "PRAGMA trusted_schema=OFF",
    "PRAGMA cell_size_check=ON",
    "PRAGMA mmap_size=0",
    "PRAGMA temp_store=MEMORY",
    "PRAGMA synchronous=OFF",
    f"PRAGMA max_page_count={MOST_BYTES // _PAGE}",
)


class Foreign(Exception):
    """What stands there is no cache of this format."""


def connect(path: Path) -> sqlite3.Connection:
    """The cache at that path, ready for use. FileNotFoundError, Foreign, another OSError, or sqlite3.Error."""
    _check_header(path)
    for beside in (path.with_name(path.name + ending) for ending in _BESIDE):
        if os.path.lexists(beside):
            beside.unlink(missing_ok=True)
    connection = _open(path)
    try:
        _check_schema(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def make(path: Path) -> None:
    """Put an empty cache there, whole, in the place of whatever file or link has that name. OSError or sqlite3.Error."""
    path.parent.mkdir(exist_ok=True)
    number, name = tempfile.mkstemp(dir=path.parent, prefix=f"{path.name}.")
    os.close(number)
    aside = Path(name)
    try:
        with closing(_open(aside)) as connection:
            connection.execute(f"PRAGMA page_size={_PAGE}")
            connection.execute(f"PRAGMA application_id={APPLICATION}")
            connection.execute(f"PRAGMA user_version={FORMAT}")
            connection.execute(SCHEMA)
        aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)


@contextmanager
def changing(connection: sqlite3.Connection) -> Iterator[None]:
    """All changes of the block, or none."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def _open(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(f"file:{quote(os.fspath(path))}?mode=rw", uri=True, timeout=WAIT, isolation_level=None)
    try:
        connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, MOST_ROW)
        connection.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
        connection.set_progress_handler(_stop, MOST_STEPS)
        # Before anything is read: with another mode SQLite would look for a journal to play back.
        connection.execute("PRAGMA journal_mode=MEMORY")
        for setting in _SETTINGS:
            connection.execute(setting)
    except BaseException:
        connection.close()
        raise
    return connection


def _stop() -> int:
    return 1


def _check_header(path: Path) -> None:
    """Foreign unless a plain file of ours stands there, with a first page as `make` leaves it. Never waits."""
    if not stat.S_ISREG(path.lstat().st_mode):
        raise Foreign("no plain file")
    opened = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    with open(opened, "rb") as file:  # noqa: PTH123 - a descriptor
        found = os.fstat(opened)
        head = file.read(100)
    if found.st_nlink != 1 or found.st_uid != os.geteuid():
        raise Foreign("not this user's alone")
    if found.st_size > MOST_BYTES or len(head) < 100 or not head.startswith(_HEADER):
        raise Foreign("not a database of ours, or too large")
    numbers = (head[18], head[19], int.from_bytes(head[60:64], "big"), int.from_bytes(head[68:72], "big"))
    if numbers != (1, 1, FORMAT, APPLICATION) or int.from_bytes(head[16:18], "big") != _PAGE:
        raise Foreign("another database, or another format")


def _check_schema(connection: sqlite3.Connection) -> None:
    found = connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_schema LIMIT 2").fetchall()
    if found != [("table", "derived", "derived", SCHEMA)]:
        raise Foreign("another schema")
