"""One paragraph's history through several versions: splits, merges, what is absent, and what is back."""

from __future__ import annotations

from itertools import pairwise

import pytest

from revtrack.diff import compare_texts, oldest_first, strands
from revtrack.errors import BadValue
from revtrack.model.changes import Comparison, Kind, Reason
from revtrack.model.rulings import Rulings
from revtrack.model.strands import Strand

PENCILS = "Only pencils may be used at the desks."
HANDS = "Originals are handled with clean, dry hands."
FEES = "Fees are due on 1 March."
BAGS = "Bags and coats are left in the lockers by the door, and the key is handed back at the end of the visit."
WEEKDAYS = "Readers may use the reading room on weekdays."
SIGN = "Every reader must sign the register before entering the reading room."
BOTH = "Readers may use the reading room on weekdays, and every reader must sign the register before entering the reading room."
FORMULA = "The Member States shall inform the Commission without delay."


def chain(*versions: list[str]) -> list[Comparison]:
    return [compare_texts(old, new) for old, new in pairwise(versions)]


def paths(found: tuple[Strand, ...]) -> list[tuple[tuple[int, ...], ...]]:
    return [strand.positions for strand in found]


def back(*versions: list[str]) -> list[tuple[int, int, Kind]]:
    """What is reintroduced, over all strands: (last seen, seen again, what became of it)."""
    found = strands(chain(*versions))
    return [(one.left, one.back, one.change.kind) for strand in found for one in strand.reintroduced]


def test_a_paragraph_is_followed_through_every_version() -> None:
    found = strands(chain([PENCILS, HANDS], [WEEKDAYS, PENCILS, HANDS], [WEEKDAYS, HANDS]))
    assert paths(found) == [((), (0,), (0,)), ((0,), (1,), ()), ((1,), (2,), (1,))]
    assert [[change.kind for change in step] for step in found[1].steps] == [[Kind.UNCHANGED], [Kind.DELETED]]


def test_a_split_widens_a_strand_and_its_parts_are_followed_together() -> None:
    found = strands(chain([BOTH], [WEEKDAYS, SIGN], [WEEKDAYS, PENCILS, SIGN]))
    assert paths(found) == [((0,), (0, 1), (0, 2)), ((), (), (1,))]
    assert [change.kind for change in found[0].steps[1]] == [Kind.UNCHANGED, Kind.UNCHANGED]


def test_merged_strands_share_what_follows() -> None:
    found = strands(chain([WEEKDAYS, SIGN], [BOTH], [PENCILS, BOTH]))
    assert paths(found) == [((), (), (0,)), ((0,), (0,), (1,)), ((1,), (0,), (1,))]
    assert found[1].steps[0] == found[2].steps[0]


def test_a_split_that_is_merged_again_is_one_strand() -> None:
    assert paths(strands(chain([BOTH], [WEEKDAYS, SIGN], [BOTH]))) == [((0,), (0, 1), (0,))]


def test_what_is_deleted_and_comes_back_is_the_same_strand() -> None:
    found = strands(chain([PENCILS, FEES], [PENCILS], [PENCILS], [FEES, PENCILS]))
    assert paths(found) == [((1,), (), (), (0,)), ((0,), (0,), (0,), (1,))]
    one = found[0].reintroduced[0]
    assert (one.left, one.back, one.change.old, one.change.new) == (0, 3, (1,), (0,))
    assert [[change.kind for change in step] for step in found[0].steps] == [[Kind.DELETED], [], [Kind.INSERTED]]


def test_what_comes_back_in_other_words_is_known_if_it_is_long_and_alike() -> None:
    changed = BAGS.replace("coats", "umbrellas")
    assert back([PENCILS, BAGS], [PENCILS], [PENCILS, changed]) == [(0, 2, Kind.MODIFIED)]
    assert back([PENCILS, FEES], [PENCILS], [PENCILS, FEES.replace("March", "April")]) == []
    assert back([PENCILS, BAGS], [PENCILS], [PENCILS, "Bags are left in the lockers; coats may be worn inside."]) == []


def test_what_comes_back_in_other_quotation_marks_is_the_same_text() -> None:
    old, new = 'The "store" is the room behind the desk.', "The “store” is the room behind the desk."
    assert back([old, PENCILS], [PENCILS], [new, PENCILS]) == [(0, 2, Kind.MODIFIED)]


@pytest.mark.parametrize(
    "versions",
    [
        ([PENCILS, "Repealed."], [PENCILS], [PENCILS, "Repealed."]),
        ([PENCILS, FORMULA, HANDS, FORMULA], [PENCILS, FORMULA, HANDS], [PENCILS, FORMULA, HANDS, SIGN, FORMULA]),
        ([FORMULA, PENCILS, FORMULA], [PENCILS], [PENCILS, FORMULA]),
        ([FORMULA, PENCILS], [PENCILS], [FORMULA, PENCILS, FORMULA]),
    ],
    ids=["too short", "never gone", "gone twice", "back twice"],
)
def test_boilerplate_is_not_reintroduced(versions: tuple[list[str], ...]) -> None:
    assert back(*versions) == []


def test_one_of_several_nearly_equal_clauses_is_not_taken_for_another() -> None:
    def clause(article: str) -> str:
        return (
            f"A person who does not comply with Article {article} of these rules is fined by the court of the district."
        )

    assert back([clause("5"), clause("7"), PENCILS], [clause("7"), PENCILS], [clause("7"), PENCILS, clause("9")]) == []
    assert back([clause("5"), PENCILS], [PENCILS], [PENCILS, clause("9")]) == [(0, 2, Kind.MODIFIED)]


def test_what_comes_back_twice_is_told_of_both_times() -> None:
    assert back([PENCILS, FEES], [PENCILS], [PENCILS, FEES], [PENCILS], [FEES, PENCILS]) == [
        (0, 2, Kind.UNCHANGED),
        (2, 4, Kind.UNCHANGED),
    ]


def test_part_of_a_split_comes_back_into_its_strand() -> None:
    found = strands(chain([BOTH], [WEEKDAYS, SIGN], [WEEKDAYS], [WEEKDAYS, PENCILS, SIGN]))
    assert paths(found) == [((0,), (0, 1), (0,), (0, 2)), ((), (), (), (1,))]


def test_strands_stand_in_the_order_of_the_newest_version_and_absent_ones_where_they_stood() -> None:
    comparisons = chain([PENCILS, FEES, HANDS], [SIGN, PENCILS, HANDS], [HANDS, PENCILS, WEEKDAYS])
    assert paths(strands(comparisons)) == [
        ((), (0,), ()),  # before everything else of its version
        ((2,), (2,), (0,)),
        ((0,), (1,), (1,)),
        ((1,), (), ()),  # behind the pencils
        ((), (), (2,)),
    ]


def test_in_the_order_of_the_oldest_version_old_text_stands_before_the_new_in_the_same_gap() -> None:
    comparisons = chain([PENCILS, FEES, HANDS], [PENCILS, SIGN, HANDS, WEEKDAYS])
    assert paths(oldest_first(strands(comparisons), comparisons)) == [
        ((0,), (0,)),
        ((1,), ()),
        ((), (1,)),
        ((2,), (2,)),
        ((), (3,)),
    ]


def test_a_moved_paragraph_shows_nobody_where_to_stand() -> None:
    comparisons = chain([FEES, BAGS, HANDS], [BAGS, SIGN, FEES, HANDS])
    assert paths(oldest_first(strands(comparisons), comparisons)) == [
        ((0,), (2,)),
        ((1,), (0,)),
        ((), (1,)),
        ((2,), (3,)),
    ]


def test_what_people_ruled_on_versions_that_are_not_neighbours_wins() -> None:
    comparisons = chain([PENCILS, FEES, HANDS], [PENCILS], [PENCILS, FEES, "Hands are washed."])
    rejected = {(0, 2): Rulings(rejected=frozenset({(1, 1)}))}
    assert not any(strand.reintroduced for strand in strands(comparisons, ruled=rejected))
    confirmed = {(0, 2): Rulings(confirmed=(((2,), (2,)),))}
    back = [one for strand in strands(comparisons, ruled=confirmed) for one in strand.reintroduced]
    assert [(one.change.old, one.change.new, one.change.reason) for one in back] == [
        ((1,), (1,), Reason.ANCHOR),
        ((2,), (2,), Reason.CONFIRMED),
    ]
    never_gone = {(0, 2): Rulings(confirmed=(((0,), (1,)),))}
    assert strands(comparisons, ruled=never_gone) == strands(comparisons)


def test_comparisons_that_do_not_meet_are_refused() -> None:
    with pytest.raises(BadValue, match="comparison 2 does not begin where the one before it ends"):
        strands([compare_texts([PENCILS], [HANDS]), compare_texts([FEES], [SIGN])])
    with pytest.raises(BadValue):
        strands([])
