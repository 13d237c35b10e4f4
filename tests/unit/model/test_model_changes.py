"""Changes with stretches: the same sequence as if every change had been written out."""

from __future__ import annotations

from revtrack.model.changes import Change, Changes, Kind, Stretch, TextUnit, UnitClass

UNITS = [TextUnit("a", unit_class=UnitClass.HEADING), TextUnit("b"), TextUnit("c"), TextUnit("d")]
DELETED = Change(Kind.DELETED, (0,), ())
WRITTEN = (
    DELETED,
    Change(Kind.UNCHANGED, (1,), (0,), unit_class=UnitClass.HEADING),
    Change(Kind.UNCHANGED, (2,), (1,)),
    Change(Kind.UNCHANGED, (5,), (2,), moved=True),
)


def kept() -> Changes:
    """The same, its unchanged rows as stretches."""
    return Changes((DELETED, Stretch(1, 0, 2), Stretch(5, 2, 1, moved=True)), UNITS)


def test_stretches_become_changes_when_they_are_looked_at() -> None:
    assert tuple(kept()) == WRITTEN
    assert (len(kept()), kept()[1], kept()[-1], tuple(kept()[1:3])) == (4, WRITTEN[1], WRITTEN[-1], WRITTEN[1:3])


def test_they_are_equal_to_the_same_changes_written_out_and_to_no_others() -> None:
    assert kept() == WRITTEN
    assert kept() == Changes(WRITTEN, UNITS)
    assert hash(kept()) == hash(Changes(WRITTEN, UNITS))
    assert kept() != WRITTEN[1:]
    assert kept() != "changes"
