"""Three versions and more as one self-contained page: a table with a column for each, and room for remarks."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup
from msgspec import Struct

from revtrack.model.changes import Change, Comparison, TextUnit, UnitClass
from revtrack.report.correlatewords import column_names
from revtrack.report.html import provenance
from revtrack.report.html.marked import Writer
from revtrack.report.html.page import page
from revtrack.report.html.pieces import Inlays, cells
from revtrack.report.html.sayings import kind_words
from revtrack.report.interface import Interface, interface
from revtrack.report.labels import heading_words, several
from revtrack.report.neutral import neutral_line
from revtrack.report.remarkwords import remark_words
from revtrack.report.reportviews import TableView
from revtrack.report.views import CorrelationRow, CorrelationView


class Column(Struct, frozen=True):
    """One version in one row: where its units stand, and their text, marked against the version before."""

    place: str
    markup: Markup
    language: str


class ColumnsRow(Struct, frozen=True):
    """One row; `change` says what happened, step by step."""

    id: str
    number: int
    columns: tuple[Column, ...]
    change: tuple[str, ...]
    remarks: str
    heading: str


def columns_html(view: TableView) -> bytes:
    """The page in UTF-8 with its mark."""
    words = interface(view.options.ui)
    sides = view.table.columns
    names = column_names(sides)
    title = neutral_line(view.options.title) or words.say("versions-title", names=", ".join(names))
    marks = provenance.markings(sides)
    values = {
        "view": view,
        "ui": words.language,
        "look": "table",
        "title": title,
        "names": names,
        "languages": [_lang(text.expression.language.short) for text in sides],
        "subject": neutral_line(sides[-1].expression.title),
        "sides": sides,
        "markings": marks,
        "notes": (*provenance.notes(sides, words), *map(neutral_line, view.table.notes)),
        "rows": (rows := list(_rows(view, words))),
        "headings": [row for row in rows if row.heading],
        "coarse": [words.say("limit-coarse", place=neutral_line(place)) for place in view.table.coarse],
        "provenance": provenance.side_rows(sides, words),
        "made": provenance.made(view.options, view.asked, view.version, words),
        "generator": view.version,
    }
    return page("columns.html.j2", values, words, running=(title, " · ".join(marks)))


def _lang(short: str) -> str:
    return "" if short == "und" else short


def _rows(view: TableView, words: Interface) -> Iterator[ColumnsRow]:
    remarks = remark_words(view.remarks)
    rows = [row for block in view.table.blocks for row in block.rows]
    for number, (row, name) in enumerate(zip(rows, view.ids, strict=True), 1):
        heading = ""
        if row.unit_class is UnitClass.HEADING:
            last = max(at for at, cell in enumerate(row.cells) if cell)
            heading = " / ".join(heading_words(view.table.units[last][at]) for at in row.cells[last])
        yield ColumnsRow(
            name,
            number,
            tuple(_column(view.table, row, at, words) for at in range(len(view.table.columns))),
            tuple(_changes(view.table, row, words)),
            remarks.get(name, ""),
            heading,
        )


def _changes(table: CorrelationView, row: CorrelationRow, words: Interface) -> Iterator[str]:
    """What happened at each step where anything did, with the version it happened in."""
    names = column_names(table.columns)
    for one in row.reintroduced:
        yield f"{names[one.back]}: {words.say('reintroduced', name=names[one.left])}"
    back = {one.back for one in row.reintroduced}
    for step, changes in enumerate(row.steps, 1):
        said = dict.fromkeys(_said(change, words) for change in changes if step not in back)
        told = [one for one in said if one != words.say("kind-unchanged")]
        if told:
            yield f"{names[step]}: {', '.join(told)}"


def _said(change: Change, words: Interface) -> str:
    said = kind_words(change, words)
    return f"{said}, {words.say('moved')}" if change.moved and change.kind != "unchanged" else said


def _column(table: CorrelationView, row: CorrelationRow, at: int, words: Interface) -> Column:
    language = _lang(table.columns[at].expression.language.short)
    writer = Writer(words, language, anchor="")
    units = table.units[at]
    place = several([_fragment(units[one]) for one in row.cells[at]]) if row.cells[at] and not _is_heading(row) else ""
    return Column(place, _text(table, row, at, writer), language)


def _text(table: CorrelationView, row: CorrelationRow, at: int, writer: Writer) -> Markup:
    """The text of a cell; against the version before, where one change leads to all of it."""
    changes = row.steps[at - 1] if at else ()
    told = [change for change in changes if change.old or change.new]
    if len(told) == 1 and told[0].new == row.cells[at] and (told[0].edits or not (told[0].old and told[0].new)):
        comparison = Comparison(table.units[at - 1], table.units[at], ())
        found = cells(comparison, told[0], Inlays(), Inlays())
        return Markup().join(writer.paragraphs(cell) for cell in found)
    plain = [writer.visible(line) for one in row.cells[at] for line in table.units[at][one].written.split("\n")]
    return Markup().join(Markup("<p>{}</p>").format(line) for line in plain)


def _fragment(unit: TextUnit) -> str:
    return unit.place.fragment if unit.place else unit.marker


def _is_heading(row: CorrelationRow) -> bool:
    return row.unit_class is UnitClass.HEADING
