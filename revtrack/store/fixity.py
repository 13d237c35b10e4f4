"""Fixity events (PREMIS): when the store was checked, how deep, over what and with what result; kept beside the pin, outside it.

`<id>.events.jsonl` holds one canonical JSON object a line, the oldest first. Once there are 2,000 of them the older half goes: a
check every day is kept for some three years at least.
"""

from __future__ import annotations

import datetime
import json
import os
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from revtrack.store import manifest, pin
from revtrack.store.contract import Check
from revtrack.store.lock import writer_lock

KEPT = 1_000
WAIT = 5.0
_RESULT = {True: "sound", False: "damaged"}


def path_of(store: Path) -> Path:
    """Where the events of the store at that folder lie."""
    return pin.pin_path(store).with_suffix(".events.jsonl")


def append(store: Path, check: Check) -> None:
    """Add one event, synced. StoreError or OSError if that cannot be done; what stood there stands."""
    path = path_of(store)
    path.parent.mkdir(parents=True, exist_ok=True)
    with writer_lock(path.parent, wait=WAIT, name=f"{path.name}.lock"):
        lines = _lines(path)
        if len(lines) >= 2 * KEPT:
            _replace(path, [*lines[1 - KEPT :], _line(check)])
            return
        cut = b"\n" if lines and not lines[-1].endswith(b"\n") else b""
        with path.open("ab") as file:
            file.write(cut + _line(check))
            file.flush()
            os.fsync(file.fileno())


def read(store: Path) -> tuple[Check, ...]:
    """Every event kept, the newest first. A line that was cut short or altered is passed over."""
    return tuple(_checks(_lines(path_of(store))))[::-1]


def forget(store: Path) -> None:
    """A new store begins at that path: the checks of an older one say nothing of it."""
    path_of(store).unlink(missing_ok=True)


def _lines(path: Path) -> list[bytes]:
    try:
        return path.read_bytes().splitlines(keepends=True)
    except FileNotFoundError:
        return []


def _replace(path: Path, lines: Sequence[bytes]) -> None:
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".events-", delete=False) as file:
        try:
            file.write(b"".join(lines))
            file.flush()
            os.fsync(file.fileno())
            Path(file.name).replace(path)
        except OSError:
            Path(file.name).unlink(missing_ok=True)
            raise


def _line(check: Check) -> bytes:
    when = datetime.datetime.fromtimestamp(check.time, datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return manifest.canonical(
        {
            "count": check.count,
            "errors": check.errors,
            "level": check.level,
            "result": _RESULT[check.sound],
            "root": check.root,
            "time": when,
            "tip": check.tip,
        }
    )


def _checks(lines: Sequence[bytes]) -> Iterator[Check]:
    for line in lines:
        try:
            told = json.loads(line)
            when = datetime.datetime.strptime(told["time"], "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=datetime.UTC)
            tip, root, level = (str(told[name]) for name in ("tip", "root", "level"))
            yield Check(int(when.timestamp()), tip, root, int(told["count"]), level, int(told["errors"]))
        except (ValueError, KeyError, TypeError, RecursionError):
            continue
