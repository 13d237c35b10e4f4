"""Reads JSON: a list of objects, one a document, with plain values under the names of columns."""

from __future__ import annotations

import json

from revtrack.ingest.decode import decode
from revtrack.ingest.table.bounds import check_columns, check_rows, no_table
from revtrack.model.tables import Cell, CellKind, Table, TableRow

_SHAPE = '[{"file": "a.txt", "number": "9956/14"}, …]'


def read_objects(data: bytes, name: str) -> Table:
    """The table, its columns in the order in which they are met. UnsupportedFormat for JSON of another shape."""
    text, encoding = decode(data, name)
    entries = _entries(text.removeprefix("\ufeff"), name)
    check_rows(len(entries), name)
    header = tuple(dict.fromkeys(key for entry in entries for key in entry))
    check_columns(len(header), name)
    rows = tuple(
        TableRow(number, tuple(_cell(entry.get(key), name, number, key) for key in header))
        for number, entry in enumerate(entries, 1)
    )
    return Table(name, "json", header, rows, header_row=0, said=("JSON", encoding))


def _entries(text: str, name: str) -> list[dict[str, object]]:
    try:
        found: object = json.loads(text, object_pairs_hook=_object, parse_constant=_refused)
    except (ValueError, RecursionError) as error:
        raise no_table(name, f"it is not JSON: {error}", tries=f"a list of objects:  {_SHAPE}") from error
    if not isinstance(found, list) or not all(isinstance(entry, dict) for entry in found):
        raise no_table(name, "it is JSON, and no list of objects", tries=f"a list of objects:  {_SHAPE}")
    return found


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise ValueError(f"an object has '{twice[:40]}' twice")
    return found


def _refused(word: str) -> object:
    raise ValueError(f"{word} is no value of JSON")


def _cell(value: object, name: str, number: int, key: str) -> Cell:
    if value is None:
        return Cell("")
    if isinstance(value, bool):
        return Cell("yes" if value else "no", CellKind.YES_NO)
    if isinstance(value, int | float):
        return Cell(str(value), CellKind.NUMBER)
    if isinstance(value, str):
        return Cell(value)
    raise no_table(
        name,
        f"entry {number} has a {'list' if isinstance(value, list) else 'nested object'} under '{key[:40]}'",
        tries="write one text; several numbers are parted by ;",
    )
