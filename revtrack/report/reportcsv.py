"""A change report as CSV: the columns of the workbook without its rich text, a row for each change."""

from __future__ import annotations

from revtrack.report.changerows import COLUMNS, MARKED, ChangeRow, change_rows
from revtrack.report.csvtext import Csv, csv_of, guard_note
from revtrack.report.reportviews import ReportView
from revtrack.report.words import count

HEAD = tuple(name for name in COLUMNS if name != MARKED)


def report_csv(view: ReportView) -> bytes:
    """The report as CSV that spreadsheets read as it is meant."""
    return _csv(view).data


def csv_note(view: ReportView) -> str:
    """What is said on stderr: guarded cells, and what a table of changes has no room for; "" for nothing."""
    notes = [guard_note(_csv(view).guarded)]
    if view.diff.header:
        differ = count(len(view.diff.header), "slot") + (" differs" if len(view.diff.header) == 1 else " differ")
        notes.append(f"note: {differ} in the header of the document; the other forms show it")
    return "\n".join(filter(None, notes))


def _csv(view: ReportView) -> Csv:
    return csv_of([HEAD, *map(_cells, change_rows(view))])


def _cells(row: ChangeRow) -> tuple[str, ...]:
    similarity = "" if row.similarity is None else f"{row.similarity:.2f}"
    return (
        row.id,
        row.section,
        row.old,
        row.new,
        row.kind,
        row.flags,
        row.signals,
        row.old_text,
        row.new_text,
        similarity,
        row.remarks,
    )
