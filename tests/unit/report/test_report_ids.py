"""Ids of changes: short, the same for the same thing, longer for all where two would fall together."""

from __future__ import annotations

from revtrack.report.ids import ids_of


def test_an_id_is_the_first_eight_digits_of_the_digest() -> None:
    assert ids_of(["69235"], "c-") == ("c-c11eb5e6",)


def test_all_ids_have_twelve_digits_where_two_would_fall_together() -> None:
    """SHA-256 of 69235 and of 95303 begin with the same eight hex digits."""
    assert ids_of(["69235", "95303", "x"], "c-") == ("c-c11eb5e64860", "c-c11eb5e6b0d9", "c-2d711642b726")


def test_equal_identities_have_equal_ids_and_make_nothing_longer() -> None:
    assert ids_of(["x", "x"], "r-") == ("r-2d711642", "r-2d711642")
