"""A change report as JSON: that of the comparison."""

from __future__ import annotations

from revtrack.report.diffjson import diff_json
from revtrack.report.jsonframe import dump
from revtrack.report.views import ReportView


def report_json(view: ReportView) -> bytes:
    """The report in UTF-8."""
    return dump(diff_json(view.diff), to_terminal=False).encode()
