"""A change report of two versions: the comparison, proved, with ids, remarks and options beside it."""

from __future__ import annotations

from collections.abc import Sequence

from revtrack import __version__
from revtrack.report.diffjson import change_ids
from revtrack.report.views import Remark, ReportOptions, ReportView
from revtrack.workflows.catalogue import Catalogue
from revtrack.workflows.contrast import Filters, compare_pair
from revtrack.workflows.pairs import Pair


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
    )
