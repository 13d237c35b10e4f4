"""The order of links: that of one text, with what only the other has where it stood."""

from __future__ import annotations

from revtrack.model.correspondence import Ground, Link, in_old_order, in_reading_order

PAIR = (Ground.ORDER,)
FIRST, LAST = Link((0,), (1,), PAIR), Link((2,), (3,), PAIR)
OLD_ONLY, NEW_ONLY = Link((1,), ()), Link((), (2,))
TOP, END = Link((), (0,)), Link((), (4,))
CROSSED = Link((3,), (5,), (Ground.CONFIRMED,)), Link((4,), (0,), (Ground.CONFIRMED,))


def test_of_what_stands_between_two_pairings_the_old_comes_first_in_both_orders() -> None:
    given = [END, NEW_ONLY, LAST, OLD_ONLY, FIRST, TOP]
    expected = (TOP, FIRST, OLD_ONLY, NEW_ONLY, LAST, END)
    assert in_old_order(given) == in_reading_order(given) == expected


def test_pairings_that_cross_stand_by_the_text_whose_order_is_asked_for() -> None:
    high, low = CROSSED
    assert in_old_order([low, high, FIRST]) == (FIRST, high, low)
    assert in_reading_order([high, low, FIRST]) == (low, FIRST, high)


def test_a_new_unit_alone_stands_before_what_follows_it_in_the_new_text() -> None:
    alone = Link((), (2,))
    moved = Link((0,), (3,), PAIR)
    assert in_old_order([alone, moved, Link((1,), (1,), PAIR)]) == (alone, moved, Link((1,), (1,), PAIR))


def test_no_links_are_in_order() -> None:
    assert in_old_order([]) == in_reading_order([]) == ()
