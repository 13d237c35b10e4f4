"""The order of a page: where a moved unit left is marked behind everything that stood before it."""

from __future__ import annotations

from revtrack.model.changes import Change, Comparison, Kind, TextUnit, UnitClass
from revtrack.report.difflayout import walk


def test_the_place_that_a_unit_left_is_marked_behind_all_that_stood_before_it() -> None:
    """A footnote merged from those of two paragraphs stands before the second of them, which is deleted."""
    old = tuple(TextUnit(text) for text in ("one", "note", "two", "note", "moves"))
    changes = (
        Change(Kind.UNCHANGED, (0,), (0,)),
        Change(Kind.MERGED, (1, 3), (1,), unit_class=UnitClass.FOOTNOTE),
        Change(Kind.DELETED, (2,), ()),
        Change(Kind.UNCHANGED, (4,), (2,), moved=True),
    )
    found = list(walk(Comparison(old, old[:3], changes)))
    assert found == [(0, False), (1, False), (2, False), (3, True), (3, False)]
