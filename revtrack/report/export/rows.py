"""A text as rows, a paragraph or footnote a row: CSV, XLSX, and JSON Lines, which alone holds every character as it is."""

from __future__ import annotations

import json

from revtrack.model.places import Unit
from revtrack.model.texts import Note, Paragraph
from revtrack.report.csvtext import csv_of, is_formula
from revtrack.report.jsonframe import JsonObject, expression_object
from revtrack.report.neutral import neutral, neutral_line
from revtrack.report.views import ShowView
from revtrack.report.xlsxbook import Column, Sheet, Value, workbook

SCHEMA = "revtrack/paragraph/1"
COLUMNS = (
    *("Number", "Language", "Edition", "Date", "Component", "Place", "Section", "Role", "Level", "No.", "Text"),
    *("In", "Offset"),
)
WIDTHS = (14, 9, 8, 12, 12, 10, 24, 11, 7, 8, 90, 10, 8)
_PLACE = COLUMNS.index("Place")
_KEYS = (0, 1, 2, _PLACE)
_SPLITTING = {ord(char): f"\\u{ord(char):04x}" for char in "\x85\u2028\u2029"}
"""Characters that many programs take for the end of a line."""


def rows_csv(view: ShowView) -> bytes:
    """The rows as CSV that spreadsheets read as it is meant: cells that begin like a formula get an apostrophe in front."""
    return csv_of([COLUMNS, *([_shown(cell) for cell in row] for row in _rows(view))]).data


def guarded(view: ShowView) -> int:
    """How many cells of the CSV get an apostrophe in front."""
    return sum(is_formula(_shown(cell)) for row in _rows(view) for cell in row)


def rows_xlsx(view: ShowView) -> bytes:
    """The rows as XLSX, every text typed as text. ExtraMissing if the library that writes it is not installed."""
    columns = tuple(Column(name, width) for name, width in zip(COLUMNS, WIDTHS, strict=True))
    sheet = Sheet("Text", columns, _rows(view), keys=_KEYS, told=COLUMNS.index("Role"))
    expression = view.edition.expression
    return workbook((sheet,), title=expression.title or str(expression.number))


def rows_jsonl(view: ShowView) -> bytes:
    """A JSON object a line, UTF-8; the schema revtrack/paragraph/1."""
    expression, bearer = view.edition.expression, ""
    version = expression_object(expression, view.edition.ordinal, view.sha256)
    lines = []
    for unit in view.units:
        lines.append(json.dumps(_object(unit, version, bearer), ensure_ascii=False).translate(_SPLITTING) + "\n")
        bearer = bearer if isinstance(unit.item, Note) else unit.place.fragment
    return "".join(lines).encode()


def _object(unit: Unit, version: JsonObject, bearer: str) -> JsonObject:
    note = unit.item if isinstance(unit.item, Note) else None
    return {
        "schema": SCHEMA,
        "version": version,
        "component": unit.place.component,
        "fragment": unit.place.fragment,
        "eid": unit.place.eid,
        "heading": unit.place.heading or None,
        "role": unit.role,
        "level": unit.item.level if isinstance(unit.item, Paragraph) else 0,
        "num": unit.num or None,
        "text": unit.text,
        "in": bearer if note else None,
        "offset": note.offset if note else None,
    }


def _rows(view: ShowView) -> list[tuple[Value, ...]]:
    """A row for each unit; hidden characters are shown by their codes, as in every table."""
    expression, found, bearer = view.edition.expression, [], ""
    about = (
        neutral_line(str(expression.number)),
        expression.language.short,
        view.edition.ordinal,
        str(expression.date) if expression.date.is_known else "",
    )
    for unit in view.units:
        note = unit.item if isinstance(unit.item, Note) else None
        level = unit.item.level if isinstance(unit.item, Paragraph) else 0
        place = (unit.place.component, unit.place.fragment, neutral_line(unit.place.heading), unit.role, level)
        text = (neutral_line(unit.num), neutral(unit.text))
        found.append((*about, *place, *text, *((bearer, note.offset) if note else ("", None))))
        bearer = bearer if note else unit.place.fragment
    return found


def _shown(cell: Value) -> str:
    return "" if cell is None else str(cell)
