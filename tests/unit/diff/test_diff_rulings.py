"""What people ruled wins over likeness: small texts, one ruling each."""

from __future__ import annotations

from revtrack.diff import compare_units
from revtrack.diff.units import of_texts
from revtrack.model.changes import Change, Kind, Reason
from revtrack.model.rulings import Rulings

REPORT = "Damage is reported to the desk at once, and the desk writes a report that is kept with the box."
FIRST = "Damage is reported to the desk at once."
SECOND = "And the desk writes a report that is kept with the box."
FEES = "Fees are due on the first day of March in every year."


def ruled(old: list[str], new: list[str], rulings: Rulings) -> tuple[Change, ...]:
    return compare_units(of_texts(old), of_texts(new), rulings=rulings).changes


def links(changes: tuple[Change, ...]) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    return [(change.old, change.new) for change in changes if change.old and change.new]


def test_without_rulings_the_paragraph_is_split_in_two() -> None:
    (change,) = ruled([REPORT], [FIRST, SECOND], Rulings())
    assert (change.kind, change.reason) == (Kind.SPLIT, Reason.LIKENESS)


def test_a_rejected_part_does_not_join_a_split() -> None:
    for part in (0, 1):
        changes = ruled([REPORT], [FIRST, SECOND], Rulings(rejected=frozenset({(0, part)})))
        assert ((0,), (part,)) not in links(changes)
        assert all(part not in change.new for change in changes if change.old)


def test_a_rejected_part_does_not_join_a_merge() -> None:
    changes = ruled([FIRST, SECOND], [REPORT], Rulings(rejected=frozenset({(1, 0)})))
    assert all(1 not in change.old for change in changes if change.new)


def test_a_confirmed_pairing_of_two_does_not_grow() -> None:
    """A person said "one and one": the other half is new, however much of the old text it holds."""
    changes = ruled([REPORT], [FIRST, SECOND], Rulings(confirmed=(((0,), (0,)),)))
    assert [(change.kind, change.reason) for change in changes] == [
        (Kind.MODIFIED, Reason.CONFIRMED),
        (Kind.INSERTED, Reason.ALONE),
    ]


def test_a_confirmed_merge_stands_where_nothing_is_alike() -> None:
    (change,) = ruled([FIRST, FEES], ["Wholly other words stand here now."], Rulings(confirmed=(((0, 1), (0,)),)))
    assert (change.kind, change.old, change.new, change.reason) == (Kind.MERGED, (0, 1), (0,), Reason.CONFIRMED)


def test_equal_paragraphs_can_be_rejected() -> None:
    changes = ruled([FIRST, FEES], [FIRST, FEES], Rulings(rejected=frozenset({(0, 0)})))
    assert [change.kind for change in changes] == [Kind.DELETED, Kind.INSERTED, Kind.UNCHANGED]


def test_an_equal_paragraph_makes_room_for_the_one_that_was_confirmed() -> None:
    changes = ruled([FIRST, FEES], [FIRST, FEES], Rulings(confirmed=(((0,), (1,)),)))
    assert links(changes) == [((0,), (1,))]


def test_a_slot_can_be_rejected() -> None:
    old, new = [FIRST, "1. no", FEES], [FIRST, "1. yes", FEES]
    assert ((1,), (1,)) in links(ruled(old, new, Rulings()))
    assert ((1,), (1,)) not in links(ruled(old, new, Rulings(rejected=frozenset({(1, 1)}))))
