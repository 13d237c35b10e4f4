"""Manifests to be filled in: the template with its row of help, and the sheet of rows that could not be added."""

from __future__ import annotations

import json
from collections.abc import Sequence

from revtrack.model.manifests import COLUMNS, MARK, PROBLEM, plain
from revtrack.model.tables import Table
from revtrack.report.csvtext import csv_of
from revtrack.report.neutral import neutral
from revtrack.report.xlsxbook import Column, Sheet, workbook

_WIDTH = 18
_WIDE = frozenset(("file", "title", "source_url", "reason", "note", PROBLEM))


def template(form: str) -> bytes:
    """An empty manifest, "csv" or "xlsx": the names of the columns, and a row of help that is passed over when it is read."""
    names = [column.name for column in COLUMNS]
    holds = [column.holds for column in COLUMNS]
    rows = [[f"{MARK}{holds[0]}", *holds[1:]]]
    if form == "xlsx":
        return _book(names, rows, title="Manifest")
    return csv_of([names, *rows]).data


def error_sheet(table: Table, rows: Sequence[tuple[tuple[str, ...], str]]) -> bytes:
    """The rows (cells as they stood, what is wrong) in the form of the table they came from, to be mended and run again.

    Every cell of a workbook is text, so that no spreadsheet takes it for anything else again.
    """
    kept = [at for at, name in enumerate(table.header) if plain(name) != PROBLEM]
    width = max([len(table.header), *(len(cells) for cells, _ in rows)])
    kept += range(len(table.header), width)
    names = [*(table.header[at] if at < len(table.header) else "" for at in kept), PROBLEM]
    lines = [[*(cells[at] if at < len(cells) else "" for at in kept), neutral(problem)] for cells, problem in rows]
    if table.form == "json":
        entries = [{name: cell for name, cell in zip(names, line, strict=True) if cell} for line in lines]
        return (json.dumps(entries, ensure_ascii=False, indent=1) + "\n").encode()
    if table.form == "xlsx":
        return _book(names, lines, title=f"Rows of {table.name} set aside")
    return csv_of([names, *lines], "\t" if table.form == "tsv" else table.separator).data


def _book(names: Sequence[str], rows: Sequence[Sequence[str]], *, title: str) -> bytes:
    columns = tuple(Column(name, 32 if name in _WIDE else _WIDTH, writable=True) for name in names)
    return workbook([Sheet("Manifest", columns, [tuple(row) for row in rows])], title=title)
