"""What two versions in different languages have to do with each other: their correspondence, counted."""

from __future__ import annotations

from collections.abc import Iterator

from revtrack import diff
from revtrack.model.correspondence import Link
from revtrack.report.views import AcrossView
from revtrack.workflows.catalogue import Catalogue
from revtrack.workflows.pairs import Pair
from revtrack.workflows.rulings import rulings_for

KEYS = ("paired", "grouped", "old_only", "new_only", "differing")


def correspond_pair(catalogue: Catalogue | None, pair: Pair) -> AcrossView:
    """The correspondence of a pair. `summary` counts links by KEYS; what differs in figures is paired as well.

    What people ruled on the pairings of the two is kept in the catalogue's store, and wins.
    """
    held = rulings_for(catalogue, pair)
    correspondence = diff.correspond(pair.old.expression, pair.new.expression, rulings=held.rulings)
    summary = dict.fromkeys(KEYS, 0)
    for link in correspondence.links:
        for key in _keys(link):
            summary[key] += 1
    return AcrossView(pair.old, pair.new, pair.new.expression.title, correspondence, summary, held.notes)


def corresponds(view: AcrossView) -> bool:
    """Whether every unit has a partner, one to one, and no number, date or reference stands on one side only."""
    return not any(count for key, count in view.summary.items() if key != "paired")


def _keys(link: Link) -> Iterator[str]:
    if not link.is_paired:
        yield "old_only" if link.old else "new_only"
        return
    yield "paired"
    if len(link.old) != len(link.new):
        yield "grouped"
    if link.differences:
        yield "differing"
