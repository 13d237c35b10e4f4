"""Where footnote marks and document numbers stand in the units of both sides."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from revtrack.model.changes import Change, Comparison, Kind, TextUnit, UnitClass
from revtrack.model.relations import Mention
from revtrack.model.texts import Expression
from revtrack.report.html.pieces import Anchor, Inlays, Named
from revtrack.report.reportviews import ReportView


def inlays_of(view: ReportView) -> tuple[Inlays, Inlays]:
    """The inlays of the old and of the new text.

    A footnote has its mark at its place in the new text; of the old text only marks of notes that are gone are shown.
    """
    comparison = view.diff.comparison
    mentions = view.references.mentions if view.references else ({}, {})
    old, new = _note_changes(comparison)
    gone = {at: "-" for at, change in old.items() if change.kind is Kind.DELETED}
    there = {at: "+" if change.kind is Kind.INSERTED else "=" for at, change in new.items()}
    return (
        Inlays(_anchors(comparison.old, view.diff.old.expression, gone), _names(mentions[0])),
        Inlays(_anchors(comparison.new, view.diff.new.expression, there), _names(mentions[1])),
    )


def _note_changes(comparison: Comparison) -> tuple[dict[int, Change], dict[int, Change]]:
    """The change of each footnote, by its position in the old and in the new text."""
    notes = [change for change in comparison.changes if change.unit_class is UnitClass.FOOTNOTE]
    return {at: one for one in notes for at in one.old}, {at: one for one in notes for at in one.new}


def _anchors(
    side: Sequence[TextUnit], expression: Expression, ops: Mapping[int, str]
) -> Mapping[int, tuple[Anchor, ...]]:
    """By the position of a paragraph, the marks of its footnotes that are among `ops`."""
    found: dict[int, tuple[Anchor, ...]] = {}
    bearer = 0
    for at, unit in enumerate(side):
        if unit.unit_class is not UnitClass.FOOTNOTE or unit.place is None or unit.place.note is None:
            bearer = at
        elif at in ops:
            place = unit.place
            note = expression.component(place.component).paragraphs[place.index].notes[unit.place.note]
            mark = Anchor(note.offset, note.mark, place.fragment, ops[at])
            found[bearer] = (*found.get(bearer, ()), mark)
    return found


def _names(mentions: Mapping[int, Sequence[Mention]]) -> Mapping[int, tuple[Named, ...]]:
    return {at: tuple(Named(one.start, one.end, one.number) for one in found) for at, found in mentions.items()}
