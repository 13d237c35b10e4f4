"""A change report as Markdown: that of the comparison."""

from __future__ import annotations

from revtrack.report.diffmd import diff_markdown
from revtrack.report.views import ReportView


def report_markdown(view: ReportView) -> bytes:
    """The report in UTF-8."""
    return diff_markdown(view.diff).encode()
