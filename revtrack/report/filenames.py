"""What a report is called where nobody names it: `changes_demo-1_demo-2.html`."""

from __future__ import annotations

from collections.abc import Sequence

from revtrack.model import slugs
from revtrack.report.reportviews import ReportView, TableView
from revtrack.report.views import Side


def report_name(view: ReportView | TableView, extension: str) -> str:
    """The name of the file: the versions in it, in the spelling of the store's folders."""
    if isinstance(view, TableView):
        return f"versions_{_joined(view.table.columns)}{extension}"
    return f"changes_{_joined((view.diff.old, view.diff.new))}{extension}"


def _joined(sides: Sequence[Side]) -> str:
    """The names of the texts; with language and edition where a number stands there twice."""
    names = [_name(side) for side in sides]
    whole = [
        f"{name}-{side.expression.language}-{side.edition}" if names.count(name) > 1 and not side.path else name
        for name, side in zip(names, sides, strict=True)
    ]
    return "_".join(whole)


def _name(side: Side) -> str:
    if side.path:
        return slugs.words(side.path.rpartition("/")[2].rpartition(".")[0])[:60] or "text"
    return slugs.slug(side.expression.number)
