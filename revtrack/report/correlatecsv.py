"""A correlation table as CSV: a row for each line, its part and its heading in columns of their own."""

from __future__ import annotations

from collections.abc import Iterator

from revtrack.report.correlateacross import DIFFERENCES, PAIRED_BY, grounds_words
from revtrack.report.correlaterows import Line, Table, TableStyle
from revtrack.report.correlatetext import CHANGE
from revtrack.report.correlatewords import NONE
from revtrack.report.csvtext import Csv, csv_of

HEAD = ("Part", "Heading")
SAID = ("Similarity", "To look at", "Confirmed by")


def correlation_csv(table: Table) -> Csv:
    """Columns: part, heading, one for each version; across languages paired by.

    In a working table change (across languages differences), similarity, to look at and confirmed by as well.
    """
    return csv_of([names_of(table), *correlation_rows(table)])


def names_of(table: Table) -> tuple[str, ...]:
    """The names of the columns."""
    return (*HEAD, *table.columns, *_names(table))


def _names(table: Table) -> tuple[str, ...]:
    grounds = (PAIRED_BY.capitalize(),) if table.across else ()
    if table.style is TableStyle.OFFICIAL:
        return grounds
    return (*grounds, (DIFFERENCES if table.across else CHANGE).capitalize(), *SAID)


def correlation_rows(table: Table) -> Iterator[tuple[str, ...]]:
    """Headings are rows too, by their words; each stands in its own row's column for headings as well."""
    for part in table.parts:
        heading = ""
        for line in part.lines:
            heading = _newest(line) if line.heading else heading
            cells = tuple(cell or NONE for cell in line.cells)
            yield (part.title, heading, *cells, *_said(table, line))


def _newest(line: Line) -> str:
    """A heading by its newest words."""
    return next(cell for cell in reversed(line.cells) if cell)


def _said(table: Table, line: Line) -> tuple[str, ...]:
    said = (line.change, line.similarity, "yes" if line.look else "", line.confirmed)
    grounds = (grounds_words(line.grounds),) if table.across else ()
    return (*grounds, *said) if table.style is TableStyle.WORKING else grounds
