"""A correlation table as an Excel workbook: the rows of the CSV form, headings in bold, and where the texts come from."""

from __future__ import annotations

from revtrack.report.correlatecsv import HEAD, correlation_rows, names_of
from revtrack.report.correlaterows import Table
from revtrack.report.correlatetext import TITLE, legend, side_notes
from revtrack.report.neutral import neutral_line
from revtrack.report.reportfacts import FACTS, NO_VALUE, Fact, provenance_of, version_words
from revtrack.report.views import CorrelationView
from revtrack.report.xlsxbook import Column, Sheet, workbook

WIDTHS = {"Part": 14, "Heading": 24, "Similarity": 12, "To look at": 12, "Confirmed by": 14}


def correlation_xlsx(view: CorrelationView, table: Table, *, version: str) -> bytes:
    """The table as XLSX. ExtraMissing if the library that writes it is not installed."""
    names = names_of(table)
    columns = tuple(Column(name, WIDTHS.get(name, 28)) for name in names)
    spans = frozenset(at for at, line in enumerate(table.lines) if line.heading)
    keys = tuple(range(len(HEAD)))
    facts = (Column(FACTS[0], 28), Column(FACTS[1], 90))
    sides = (Column("Fact", 24), *(Column(name, 60) for name in table.columns))
    sheets = (
        Sheet("Correlation table", columns, list(correlation_rows(table)), keys, len(HEAD), spans),
        Sheet("Summary", facts, _facts(view, table)),
        Sheet("Provenance", sides, provenance_of(view.columns, (), version)),
    )
    return workbook(sheets, title=f"{TITLE}: {', '.join(table.columns)}")


def _facts(view: CorrelationView, table: Table) -> list[Fact]:
    title = neutral_line(view.columns[-1].expression.title)
    said = legend(view, table)
    return [
        *([("Title", title)] if title else []),
        *zip(table.columns, map(version_words, view.columns), strict=True),
        (
            "Order",
            f"{view.direction.value}: that of the {'old' if view.direction.value == 'destination' else 'new'} text",
        ),
        *(("To keep in mind", note) for note in side_notes(view)),
        *(("Compared coarsely", neutral_line(place)) for place in view.coarse),
        *([("Marks", neutral_line(said))] if said else []),
        ("Value", NO_VALUE),
    ]
