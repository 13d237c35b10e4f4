"""A change report as an Excel workbook: the changes with a column for remarks, the summary, the references, the provenance."""

from __future__ import annotations

from revtrack.report.changerows import (
    COLUMNS,
    ID,
    KIND,
    REMARKS,
    ChangeRow,
    change_rows,
    marked_runs,
)
from revtrack.report.reportfacts import (
    FACTS,
    REFERENCES,
    provenance_facts,
    reference_rows,
    report_title,
    summary_facts,
)
from revtrack.report.reportviews import ReportView
from revtrack.report.xlsxbook import Column, Sheet, Value, workbook

WIDTHS = {"Old text": 38, "New text": 38, "Text with marks": 46, REMARKS: 30, "Section": 16, ID: 6, KIND: 14}
KEYS = tuple(COLUMNS.index(name) for name in (ID, "Section", "Old", "New"))


def report_xlsx(view: ReportView) -> bytes:
    """The report as XLSX. ExtraMissing if the library that writes it is not installed."""
    rows = change_rows(view)
    sheets = (
        Sheet("Changes", _columns(), [_cells(row) for row in rows], KEYS, COLUMNS.index(KIND)),
        Sheet("Summary", (Column(FACTS[0], 28), Column(FACTS[1], 90)), summary_facts(view, rows)),
        Sheet(
            "References", tuple(Column(name, 26) for name in REFERENCES), reference_rows(view.references), (0, 1, 2), 3
        ),
        Sheet("Provenance", (Column("Fact", 24), Column("Old", 70), Column("New", 70)), provenance_facts(view)),
    )
    return workbook(sheets, title=report_title(view))


def _columns() -> tuple[Column, ...]:
    return tuple(Column(name, WIDTHS.get(name, 12), writable=name == REMARKS) for name in COLUMNS)


def _cells(row: ChangeRow) -> tuple[Value, ...]:
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
        tuple(marked_runs(row.marked)),
        row.similarity,
        row.remarks,
    )
