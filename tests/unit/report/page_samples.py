"""Reports of small texts, and what a reader of the page alone finds in it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec.structs import replace
from report_samples import draft

from revtrack import diff
from revtrack.report.diffjson import change_ids
from revtrack.report.reportviews import ReportOptions, ReportView
from revtrack.report.views import DiffView, Side
from revtrack.workflows.pairs import Pair
from revtrack.workflows.referencenews import reference_news


def report_of(old: Iterable[str], new: Iterable[str], *, shown: Sequence[int] | None = None, **options) -> ReportView:
    """The report of two drafts, compared as the program does."""
    texts = [draft(label, lines) for label, lines in (("1", old), ("2", new))]
    sides = [Side(text, 1, 1, f"demo@{n}", str(n) * 64, str(n) * 40) for n, text in enumerate(texts, 1)]
    comparison = diff.checked(diff.compare(*texts))
    view = DiffView(
        *sides,
        title=texts[1].title,
        comparison=comparison,
        patterns=diff.fold_patterns(comparison),
        summary=diff.summary(comparison),
        shown=tuple(range(len(comparison.changes))) if shown is None else tuple(shown),
    )
    return ReportView(
        view,
        change_ids(comparison),
        ReportOptions(**options),
        version="0.1.0",
        originals=("a" * 64, "b" * 64),
        references=reference_news(None, Pair(*sides), comparison),
    )


def with_options(view: ReportView, **options) -> ReportView:
    return replace(view, options=replace(view.options, **options))
