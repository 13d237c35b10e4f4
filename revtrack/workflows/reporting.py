"""A change report of two versions: the comparison, proved, with ids, remarks, references and options beside it."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from revtrack import __version__, references
from revtrack.model.changes import Change, Comparison, Reason
from revtrack.model.relations import Lineage
from revtrack.report.diffjson import change_ids
from revtrack.report.refinner import forgotten_said
from revtrack.report.reportviews import Remark, ReportOptions, ReportView, TableView
from revtrack.report.versionrows import row_ids
from revtrack.report.views import Confirmation, Side
from revtrack.workflows.catalogue import Catalogue
from revtrack.workflows.contrast import Filters, compare_pair
from revtrack.workflows.correlation import correlate
from revtrack.workflows.pairs import Pair
from revtrack.workflows.referencenews import reference_news
from revtrack.workflows.ruledpairs import named
from revtrack.workflows.rulings import rulings_for
from revtrack.workflows.whoruled import NOBODY_KNOWN, confirmations

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

    References into the text that were not renumbered with what they lead to stand among the notes of the comparison.

    Raises LanguagesDiffer, and Internal if the comparison does not give back both texts.
    """
    diff = compare_pair(catalogue, pair, filters)
    found = references.find_forgotten(pair.old.expression, pair.new.expression, diff.comparison)
    forgotten = tuple(map(forgotten_said, found))
    diff = replace(diff, notes=(*diff.notes, *forgotten))
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
        references=reference_news(catalogue, pair, diff.comparison),
        forgotten=forgotten,
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
    """Each pairing that a person confirmed, in reading order, with who did, on which day and in which event."""
    by = confirmations(catalogue, rulings_for(catalogue, pair))
    confirmed = (change for change in comparison.changes if change.reason is Reason.CONFIRMED)
    return tuple(_who(comparison, change, by.get((change.old, change.new), NOBODY_KNOWN)) for change in confirmed)


def _who(comparison: Comparison, change: Change, by: Confirmation) -> str:
    sides = ((comparison.old, change.old), (comparison.new, change.new))
    old, new = ([place.fragment for at in positions if (place := side[at].place)] for side, positions in sides)
    who = f"{by.author}, {by.time.partition('T')[0]}, event {by.commit}" if by.author else "a person"
    return f"{named(old)} = {named(new)}: {who}"
