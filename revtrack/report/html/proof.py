"""A page proves itself before it is written: both texts are read back from its markup, and are those that were compared."""

from __future__ import annotations

from revtrack.errors import Internal
from revtrack.report.html.readback import read_page
from revtrack.report.reportviews import ReportView


def prove(data: bytes, view: ReportView) -> bytes:
    """The page itself. Internal if the texts or the changes read back from it are not those of the comparison."""
    found = read_page(data)
    comparison = view.diff.comparison
    for side, units in (("old", comparison.old), ("new", comparison.new)):
        if found.texts(side) != tuple(unit.text for unit in units):
            raise _broken(f"the {side} text read back from the page is not the one that was compared")
    told = {(change.id, *(tuple(sorted(units)) for units in (change.old, change.new))) for change in found.changes}
    wanted = {
        (name, tuple(sorted(change.old)), tuple(sorted(change.new)))
        for name, change in zip(view.ids, comparison.changes, strict=True)
    }
    if told != wanted:
        raise _broken("the changes read back from the page are not those of the comparison")
    return data


def _broken(fact: str) -> Internal:
    return Internal(
        "a report did not give back the comparison it was made from, and was not written",
        facts=(fact,),
        tries=("revtrack verify",),
    )
