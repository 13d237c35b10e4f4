"""The report on an intake as a table: one row a document, as CSV and as an Excel workbook."""

from __future__ import annotations

from collections.abc import Mapping

from revtrack.model.ledger import Fate
from revtrack.report.csvtext import Csv, csv_of
from revtrack.report.intaketext import outcome_of
from revtrack.report.intakeviews import IntakeRow, IntakeView
from revtrack.report.neutral import neutral
from revtrack.report.xlsxbook import Column, Sheet, Value, workbook

_WIDTHS: tuple[tuple[str, int], ...] = (
    ("Row", 6),
    ("File", 30),
    ("Document", 22),
    ("Work", 16),
    ("Label", 10),
    ("Language", 10),
    ("Date", 12),
    ("Title", 36),
    ("Outcome", 16),
    ("Paragraphs", 11),
    ("Footnotes", 10),
    ("Characters", 11),
    ("Placed", 11),
    ("Normalised", 11),
    ("Set apart", 11),
    ("Set apart by", 30),
    ("Look at", 44),
    ("Problems", 60),
    ("SHA-256 of the original", 20),
)
COLUMNS = tuple(name for name, _ in _WIDTHS)


def intake_csv(view: IntakeView) -> Csv:
    """One row a document, below the names of the columns."""
    return csv_of([COLUMNS, *([str(value) for value in _values(row, view)] for row in view.rows)])


def intake_xlsx(view: IntakeView) -> bytes:
    """The same rows, and a second sheet of everything that was set apart. ExtraMissing without the library that writes it."""
    matter: list[tuple[Value, ...]] = [
        (row.row, neutral(row.name), one.line, one.rule, neutral(one.text))
        for row in view.rows
        for one in row.page_matter
    ]
    sheets = (
        Sheet(
            "Documents", tuple(Column(*pair) for pair in _WIDTHS), [_values(row, view) for row in view.rows], (0, 1), 8
        ),
        Sheet(
            "Set apart",
            (Column("Row", 6), Column("File", 30), Column("Line", 8), Column("Rule", 24), Column("Text", 80)),
            matter,
            (0, 1, 2),
            3,
        ),
    )
    return workbook(sheets, title=f"Intake of {view.manifest}")


def rules_words(rules: Mapping[str, int]) -> str:
    """`navigation 312, page foot 20`."""
    return ", ".join(f"{rule} {number}" for rule, number in rules.items())


def _values(row: IntakeRow, view: IntakeView) -> tuple[str | int, ...]:
    fates = row.characters
    return (
        row.row,
        neutral(row.name),
        neutral(row.version),
        row.work,
        neutral(row.label),
        row.fact("language"),
        row.fact("date"),
        neutral(row.fact("title")),
        outcome_of(row, view),
        row.paragraphs,
        row.footnotes,
        sum(fates.values()),
        fates.get(Fate.PLACED, 0),
        fates.get(Fate.NORMALISED, 0),
        fates.get(Fate.APART, 0),
        rules_words(row.apart),
        neutral("\n".join(row.look_at)),
        neutral("\n".join(map(str, row.problems))),
        row.sha256,
    )
