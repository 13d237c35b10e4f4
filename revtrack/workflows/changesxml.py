"""A comparison as Akoma Ntoso: the new text with its changes inline, for programs that read the standard."""

from __future__ import annotations

from revtrack import akn
from revtrack.model.documents import Edition
from revtrack.model.slugs import slug
from revtrack.report.difflayout import walk
from revtrack.report.reportviews import ReportView


def report_akn(view: ReportView) -> bytes:
    """The new text in UTF-8 with `ins` and `del`, and every change of the comparison as a `textualMod`, whatever is shown.

    Raises BadValue and InputTooLarge as `akn.write_changes` does.
    """
    old, new = view.diff.old, view.diff.new
    number = slug(old.expression.number)
    editions = old.expression.number == new.expression.number
    return akn.write_changes(
        akn.ChangesDocument(
            old=old.expression,
            new=Edition(new.expression),
            since=f"{number}-edition-{old.edition}" if editions else number,
            comparison=view.diff.comparison,
            ids=view.ids,
            order=tuple(walk(view.diff.comparison)),
        )
    )
