"""Applying and mirroring: what rebuilds is shown, what does not is refused; order, patterns and totals."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from revtrack.diff import apply, checked, compare_texts, compare_units, fold_patterns, invert, summary
from revtrack.diff.chains import between, heaviest_chain
from revtrack.errors import Internal
from revtrack.model.changes import Change, Comparison, Edit, Kind, Pattern, TextUnit, UnitClass

OLD = ["1. Readers sign the register.", "2. Boxes leave the store twice a day.", "3. Fees are due in March."]
NEW = ["1. Readers sign the book.", "2. Fees are due in March.", "3. Maps are laid flat on the table."]


def with_changes(comparison: Comparison, *changes: Change) -> Comparison:
    return replace(comparison, changes=changes)


def test_applying_gives_the_new_units_and_the_inverse_the_old_ones() -> None:
    comparison = compare_texts(OLD, NEW)
    assert [unit.written for unit in apply(comparison.old, comparison)] == NEW
    assert [unit.written for unit in apply(comparison.new, invert(comparison))] == OLD


def test_a_checked_comparison_is_the_comparison_itself() -> None:
    comparison = compare_texts(OLD, NEW)
    assert checked(comparison) is comparison


def test_a_unit_told_of_twice_is_refused() -> None:
    comparison = compare_texts(OLD, OLD)
    with pytest.raises(Internal):
        checked(with_changes(comparison, *comparison.changes, comparison.changes[0]))


def test_a_unit_not_told_of_is_refused() -> None:
    comparison = compare_texts(OLD, OLD)
    with pytest.raises(Internal):
        checked(with_changes(comparison, *comparison.changes[1:]))


@pytest.mark.parametrize(
    "edits",
    [
        (Edit("=", "1. Readers sign the "), Edit("-", "list"), Edit("+", "book"), Edit("=", ".")),
        (Edit("=", "1. Readers sign the "), Edit("-", "register"), Edit("+", "cook"), Edit("=", ".")),
        (Edit("-", OLD[0]), Edit("+", "Readers sign the book.")),
        (Edit("-", OLD[0]), Edit("+", NEW[0] + "\nand more")),
        (),
    ],
)
def test_edits_that_do_not_lead_from_the_old_text_to_the_new_one_are_refused(edits: tuple[Edit, ...]) -> None:
    comparison = compare_texts(OLD[:1], NEW[:1])
    with pytest.raises(Internal):
        checked(with_changes(comparison, replace(comparison.changes[0], edits=edits)))


def test_old_units_that_are_not_those_compared_are_refused() -> None:
    comparison = compare_texts(OLD, NEW)
    other = (TextUnit("Something else altogether."), *comparison.old[1:])
    with pytest.raises(Internal) as caught:
        apply(other, comparison)
    assert caught.value.facts == ("the edits of old unit 1 do not fit its text",)


def test_units_with_line_feeds_of_their_own_are_parted_rightly() -> None:
    first, second = "Boxes leave the store\ntwice a day, at ten", "and at two, in a van\nwith a lock."
    comparison = checked(compare_texts([f"{first} {second}"], [first, second]))
    assert [change.kind for change in comparison.changes] == [Kind.SPLIT]


def test_numbers_kept_apart_never_stand_in_the_edits() -> None:
    old = [TextUnit("Readers sign the register.", "1.")]
    new = [TextUnit("Readers sign the register.", "7.")]
    (change,) = checked(compare_units(old, new)).changes
    assert (change.kind, change.renumbered, change.edits) == (Kind.UNCHANGED, True, ())


def test_another_kind_of_dash_as_bullet_is_typography_and_no_renumbering() -> None:
    old, new = [TextUnit("weekdays only", "-")], [TextUnit("weekdays only", "–")]
    (change,) = checked(compare_units(old, new)).changes
    assert change.is_typography
    assert not change.renumbered


def test_more_space_after_a_marker_is_typography() -> None:
    (change,) = checked(compare_texts(["1. Fees are due."], ["1.  Fees are due."])).changes
    assert change.is_typography


def test_another_depth_of_headline_is_a_modification() -> None:
    (change,) = checked(compare_texts(["# Fees"], ["## Fees"])).changes
    assert (change.kind, change.is_typography) == (Kind.MODIFIED, False)


def test_units_of_different_class_are_never_paired() -> None:
    old = [TextUnit("The same words in a row.", unit_class=UnitClass.HEADING)]
    new = [TextUnit("The same words in a row.")]
    kinds = {change.kind for change in checked(compare_units(old, new)).changes}
    assert kinds == {Kind.DELETED, Kind.INSERTED}


def test_a_deletion_stands_before_what_was_put_in_its_place() -> None:
    kinds = [
        change.kind for change in compare_texts(["same words here", "xyzzy"], ["same words here", "plugh"]).changes
    ]
    assert kinds == [Kind.UNCHANGED, Kind.DELETED, Kind.INSERTED]


def test_a_deletion_at_the_beginning_comes_first() -> None:
    kinds = [change.kind for change in compare_texts(["xyzzy", "same words here"], ["same words here"]).changes]
    assert kinds == [Kind.DELETED, Kind.UNCHANGED]


def test_a_replacement_made_three_times_is_a_pattern_with_its_places() -> None:
    old = [f"Room {at} is the reading room for readers of the {at}th class." for at in range(4)]
    new = [text.replace("reading room", "search room") for text in old]
    new[3] = old[3]
    assert fold_patterns(compare_texts(old, new)) == (Pattern("reading", "search", 3, (0, 1, 2)),)


def test_a_replacement_made_several_times_in_one_paragraph_counts_each_time() -> None:
    old = "the cat met the cat and the cat left while the dog slept by the door"
    (pattern,) = fold_patterns(compare_texts([old], [old.replace("cat", "fox")]))
    assert (pattern.count, pattern.changes) == (3, (0,))


def test_patterns_come_most_frequent_first_and_then_by_their_words() -> None:
    old = [f"number {at}: the owl and the cat were seen beside the bee house at noon" for at in range(3)]
    new = [text.replace("owl", "elk").replace("cat", "fox").replace("bee", "ant") for text in old]
    extra = ["a bee sat on the window of the small house"], ["a ant sat on the window of the small house"]
    found = fold_patterns(compare_texts(old + extra[0], new + extra[1]))
    assert [(pattern.old, pattern.count) for pattern in found] == [("bee", 4), ("cat", 3), ("owl", 3)]


def test_two_places_are_no_pattern_and_whole_replacements_never_are() -> None:
    old, new = ["a reading room", "b reading room"], ["a search room", "b search room"]
    assert fold_patterns(compare_texts(old, new)) == ()


def test_the_totals_name_every_kind_and_flag_in_one_order() -> None:
    assert list(summary(compare_texts([], []))) == [
        "unchanged",
        "modified",
        "inserted",
        "deleted",
        "split",
        "merged",
        "moved",
        "renumbered",
        "renumbered_only",
        "typography",
    ]


def test_the_heaviest_chain_is_by_weight_and_not_by_number_of_links() -> None:
    assert heaviest_chain([(0, 2, 5.0), (1, 0, 2.0), (2, 1, 2.0)]) == [(0, 2, 5.0)]
    assert heaviest_chain([(0, 2, 3.0), (1, 0, 2.0), (2, 1, 2.0)]) == [(1, 0, 2.0), (2, 1, 2.0)]


def test_a_chain_never_uses_a_position_twice() -> None:
    assert heaviest_chain([(0, 0, 1.0), (0, 1, 1.5), (1, 1, 1.0)]) == [(0, 0, 1.0), (1, 1, 1.0)]
    assert heaviest_chain([]) == []


def test_positions_between_the_links_of_a_chain_come_gap_by_gap() -> None:
    assert list(between([(2, 1), (5, 4)], [0, 1, 3, 6], [0, 2, 3, 5])) == [([0, 1], [0]), ([3], [2, 3]), ([6], [5])]
