"""A report of three versions and more as a workbook, as CSV and as Markdown."""

from __future__ import annotations

from collections.abc import Sequence

from revtrack.report import mdtext
from revtrack.report.correlatetext import side_notes
from revtrack.report.correlatewords import column_names
from revtrack.report.csvtext import Csv, csv_of, guard_note
from revtrack.report.neutral import neutral_line
from revtrack.report.reportfacts import FACTS, NO_VALUE, Fact, provenance_of, version_words
from revtrack.report.reportviews import TableView
from revtrack.report.versionrows import VersionRow, columns_of, version_rows
from revtrack.report.words import count
from revtrack.report.xlsxbook import Column, Runs, Sheet, Value, workbook

BEFORE, BEHIND = 3, 3
"""Columns before those of the versions (id, row, section) and behind them (change, similarity, remarks)."""
ABSENT = "—"


def versions_title(view: TableView) -> str:
    """The title asked for, else `Versions: demo@1, demo@2, demo@3`."""
    return neutral_line(view.options.title) or f"Versions: {', '.join(column_names(view.table.columns))}"


def versions_xlsx(view: TableView) -> bytes:
    """The table as XLSX. ExtraMissing if the library that writes it is not installed."""
    rows = version_rows(view)
    spans = frozenset(at for at, row in enumerate(rows) if row.heading)
    provenance = provenance_of(view.table.columns, view.asked, view.version)
    names = column_names(view.table.columns)
    sheets = (
        Sheet(
            "Versions", _columns(view), [_cells(row) for row in rows], (0, 1, 2), len(columns_of(view)) - BEHIND, spans
        ),
        Sheet("Summary", (Column(FACTS[0], 28), Column(FACTS[1], 90)), versions_facts(view)),
        Sheet("Provenance", (Column("Fact", 24), *(Column(name, 60) for name in names)), provenance),
    )
    return workbook(sheets, title=versions_title(view))


def versions_csv(view: TableView) -> bytes:
    """The table as CSV that spreadsheets read as it is meant."""
    return _csv(view).data


def versions_csv_note(view: TableView) -> str:
    """What is said on stderr; "" for nothing."""
    return guard_note(_csv(view).guarded)


def versions_markdown(view: TableView) -> bytes:
    """The table as a Markdown page; line feeds in a text become spaces there."""
    facts = "\n".join(f"- **{mdtext.line(name)}** {mdtext.line(value)}" for name, value in versions_facts(view))
    rows = [_line(columns_of(view)), "|" + "---|" * len(columns_of(view))]
    rows += [_line(_words(row)) for row in version_rows(view)]
    return "\n\n".join([f"# {mdtext.line(versions_title(view))}", facts, "\n".join(rows)]).encode() + b"\n"


def versions_facts(view: TableView) -> list[Fact]:
    """What stands beside the table: the versions, what must be said of them, what the table is worth."""
    named = zip(column_names(view.table.columns), map(version_words, view.table.columns), strict=True)
    rows = sum(len(block.rows) for block in view.table.blocks)
    return [
        *named,
        ("All in all", f"{count(rows, 'row')} of {len(view.table.columns)} versions"),
        *(("To keep in mind", note) for note in side_notes(view.table)),
        *(("Compared coarsely", neutral_line(place)) for place in view.table.coarse),
        *([("Remarks without their row", f"{len(view.gone)}, at the end")] if view.gone else []),
        ("Value", NO_VALUE),
    ]


def _columns(view: TableView) -> tuple[Column, ...]:
    names = columns_of(view)
    texts = range(BEFORE, len(names) - BEHIND)
    widths = {0: 6, 1: 6, 2: 16, len(names) - 3: 22, len(names) - 2: 11, len(names) - 1: 30}
    return tuple(
        Column(name, 42 if at in texts else widths[at], writable=at == len(names) - 1) for at, name in enumerate(names)
    )


def _cells(row: VersionRow) -> tuple[Value, ...]:
    texts = (_cell(place, text) for place, text in zip(row.places, row.texts, strict=True))
    return (
        row.id,
        row.number,
        row.section,
        *(map(_or_dash, row.texts) if row.heading else texts),
        row.change,
        row.similarity,
        row.remarks,
    )


def _cell(place: str, text: str) -> Runs:
    """The place small above the text."""
    return (("", f"{place}\n" if text else place), *((("=", text),) if text else ()))


def _or_dash(text: str) -> str:
    return text or ABSENT


def _words(row: VersionRow) -> tuple[str, ...]:
    texts = (f"{place}: {text}" if text else ABSENT for place, text in zip(row.places, row.texts, strict=True))
    shown = "" if row.similarity is None else f"{row.similarity:.2f}"
    return (row.id, str(row.number), row.section, *texts, row.change, shown, row.remarks)


def _csv(view: TableView) -> Csv:
    return csv_of([columns_of(view), *map(_words, version_rows(view))])


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(map(_plain, cells))} |"


def _plain(text: str) -> str:
    """A figure as it is: no list begins in a cell."""
    return text if text.replace(".", "").isdecimal() else mdtext.line(text)
