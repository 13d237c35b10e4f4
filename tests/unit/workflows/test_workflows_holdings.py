"""Holdings: found by work and by number in one text, and brought up to date key by key."""

from __future__ import annotations

import pytest

from revtrack.store import EditionKey, RecordKey
from revtrack.workflows.holdings import Holdings

DANISH = EditionKey("eu-crr", "9956-14", "da", 1)
CORRECTED = EditionKey("eu-crr", "9956-14", "da", 2)
ENGLISH = EditionKey("eu-crr", "9956-14", "en", 1)
KNOWN = RecordKey("eu-crr", "15175-08")
NEIGHBOUR = EditionKey("eu", "9956-14-add-1", "da", 1)
FAR = RecordKey("zz", "9956-1")
LISTED = {DANISH: "a1", CORRECTED: "a2", ENGLISH: "e1", KNOWN: "k1", NEIGHBOUR: "n1", FAR: "f1"}
HELD = Holdings.of(LISTED.items())


def _keys(found) -> set:
    return {holding.key for holding in found}


def test_everything_is_given_with_the_id_of_its_bytes() -> None:
    assert {holding.key: holding.blob for holding in HELD.all()} == LISTED


def test_the_order_in_which_a_store_lists_makes_no_difference() -> None:
    assert Holdings.of(reversed(LISTED.items())) == HELD


@pytest.mark.parametrize(
    ("work", "keys"),
    [("eu-crr", {DANISH, CORRECTED, ENGLISH, KNOWN}), ("eu", {NEIGHBOUR}), ("zz", {FAR}), ("e", set()), ("crr", set())],
)
def test_a_work_is_found_and_not_one_whose_id_begins_alike(work: str, keys: set) -> None:
    assert _keys(HELD.of_work(work)) == keys


def test_numbers_are_found_and_not_ones_whose_slug_begins_alike() -> None:
    assert _keys(HELD.of_numbers({"9956-14"})) == {DANISH, CORRECTED, ENGLISH}
    assert _keys(HELD.of_numbers({"9956-1", "15175-08", "absent"})) == {FAR, KNOWN}


def test_many_numbers_are_found_as_few_are() -> None:
    many = {f"absent-{n}" for n in range(100)}
    assert _keys(HELD.of_numbers(many | {"9956-14"})) == {DANISH, CORRECTED, ENGLISH}


def test_what_is_withdrawn_is_never_given() -> None:
    held = Holdings(HELD.text, frozenset({CORRECTED, KNOWN}))
    assert _keys(held.all()) == set(LISTED) - {CORRECTED, KNOWN}
    assert _keys(held.of_work("eu-crr")) == {DANISH, ENGLISH}
    assert _keys(held.of_numbers({"15175-08"})) == set()


def test_changes_make_the_holdings_that_a_new_listing_would() -> None:
    now = {**LISTED, EditionKey("aa", "1-14", "sv", 1): "s1", DANISH: "a9"}
    del now[FAR]
    differing = {EditionKey("aa", "1-14", "sv", 1): "s1", DANISH: "a9", FAR: None}
    assert HELD.changed(differing.items()) == Holdings.of(now.items())


def test_nothing_is_held_where_nothing_is_listed() -> None:
    nothing = Holdings.of(())
    assert list(nothing.all()) == list(nothing.of_work("eu")) == list(nothing.of_numbers({"9956-14"})) == []
    assert nothing.changed(LISTED.items()) == HELD


def test_a_number_filed_under_two_works_is_told() -> None:
    assert HELD.twofold == frozenset()
    twice = HELD.changed([(RecordKey("other", "9956-14"), "r1")])
    assert twice.twofold == {"9956-14"}
    assert twice.changed([(RecordKey("other", "9956-14"), None)]) == HELD
