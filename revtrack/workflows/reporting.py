"""A change report of two versions: the comparison, proved, with ids, remarks, references and options beside it."""

from __future__ import annotations

from collections.abc import Sequence

from revtrack import __version__
from revtrack.model.changes import Comparison, Reason
from revtrack.model.relations import Lineage
from revtrack.report.diffjson import change_ids
from revtrack.report.versionrows import row_ids
from revtrack.report.views import Remark, ReportOptions, ReportView, Side, TableView
from revtrack.store.contract import EventKind
from revtrack.workflows.catalogue import Catalogue
from revtrack.workflows.contrast import Filters, compare_pair
from revtrack.workflows.correlation import correlate
from revtrack.workflows.pairs import Pair
from revtrack.workflows.referencenews import reference_news
from revtrack.workflows.retargeted import with_retargeted

AROUND = 2
"""So many steps away from the new text the documents of its lineage may lie, in a report."""


def report(
    catalogue: Catalogue | None,
    pair: Pair,
    filters: Filters,
    options: ReportOptions,
    *,
    remarks: Sequence[Remark] = (),
    asked: Sequence[str] = (),
) -> ReportView:
    """The report of a pair. Remarks are kept by the id of their change; those whose change is gone are kept apart.

    Raises LanguagesDiffer, and Internal if the comparison does not give back both texts.
    """
    diff = compare_pair(catalogue, pair, filters)
    ids = change_ids(diff.comparison)
    there = set(ids)
    return ReportView(
        diff=diff,
        ids=ids,
        options=options,
        remarks=tuple(remark for remark in remarks if remark.change_id in there),
        gone=tuple(remark for remark in remarks if remark.change_id not in there),
        asked=tuple(asked),
        version=__version__,
        originals=(_original(catalogue, pair.old), _original(catalogue, pair.new)),
        references=with_retargeted(
            reference_news(catalogue, pair, (diff.comparison.old, diff.comparison.new)), diff.comparison
        ),
        lineage=_lineage(catalogue, pair.new),
        confirmed_by=_confirmed_by(catalogue, pair, diff.comparison),
    )


def report_table(
    catalogue: Catalogue | None,
    sides: Sequence[Side],
    options: ReportOptions,
    *,
    remarks: Sequence[Remark] = (),
    asked: Sequence[str] = (),
) -> TableView:
    """Three versions or more, a column each. Remarks are kept by the id of their row. Raises LanguagesDiffer."""
    table = correlate(sides, catalogue=catalogue)
    ids = row_ids(table)
    there = set(ids)
    return TableView(
        table=table,
        options=options,
        asked=tuple(asked),
        version=__version__,
        ids=ids,
        remarks=tuple(remark for remark in remarks if remark.change_id in there),
        gone=tuple(remark for remark in remarks if remark.change_id not in there),
    )


def _original(catalogue: Catalogue | None, side: Side) -> str:
    """The SHA-256 of the bytes as received, as the manifest of the edition states it; "" for a file."""
    if catalogue is None or side.path:
        return ""
    text = side.expression
    facts = catalogue.store.manifest(catalogue.key(text.number, text.language, side.edition)).get("original")
    return str(facts.get("sha256", "")) if isinstance(facts, dict) else ""


def _lineage(catalogue: Catalogue | None, side: Side) -> Lineage | None:
    """The documents around a text of the store; None for a file, and where nothing leads to it or from it."""
    from revtrack.workflows.connect import trace

    if catalogue is None or side.path:
        return None
    found = trace(catalogue, str(side.expression.number), depth=AROUND)
    return found if found.edges else None


def _confirmed_by(catalogue: Catalogue | None, pair: Pair, comparison: Comparison) -> tuple[str, ...]:
    """The events in which people decided of pairings of these two, newest first; none if no pairing is confirmed."""
    if catalogue is None or not any(change.reason is Reason.CONFIRMED for change in comparison.changes):
        return ()
    decided = (event for event in catalogue.store.events() if event.kind is EventKind.DECIDE and not event.undone)
    about = (event for event in decided if all(_is_named(side, event.summary) for side in (pair.old, pair.new)))
    return tuple(f"{event.author.name}: {event.summary} ({event.commit})" for event in about)


def _is_named(side: Side, summary: str) -> bool:
    text = side.expression
    return any(name in summary for name in (str(text.number), f"{text.work}@{text.label}"))
