"""The steps of the walk on their own: sections, splits and merges, slots, moves, and the yardstick's adapter."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from benchmarks.yardstick import align as shown_to_yardstick
from benchmarks.yardstick import compared
from revtrack.diff.align import align
from revtrack.diff.anchors import tie_anchors
from revtrack.diff.pairing import NEW, OLD, Pairing
from revtrack.diff.sections import match_sections
from revtrack.diff.sides import Side, Vocabulary
from revtrack.diff.units import of_texts
from revtrack.model.changes import Reason, TextUnit, UnitClass
from revtrack.model.places import Place

LINES = [
    "Readers sign the register at the desk.",
    "Boxes leave the store twice a day.",
    "Maps are laid flat on the large table.",
    "Copies are made by the staff on request.",
    "Loans are decided by the archivist alone.",
]


def pairing_of(old: list[str], new: list[str]) -> Pairing:
    vocabulary = Vocabulary()
    return Pairing(Side(of_texts(old), vocabulary), Side(of_texts(new), vocabulary))


def tied(pairing: Pairing) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    return [(tie.old, tie.new) for tie in pairing.ties()]


def test_texts_that_stand_once_are_anchors_wherever_they_stand() -> None:
    pairing = pairing_of([LINES[0], LINES[1], "x"], ["y", LINES[1], "z", LINES[0]])
    tie_anchors(pairing)
    assert tied(pairing) == [((0,), (3,)), ((1,), (1,))]
    assert {tie.reason for tie in pairing.ties()} == {Reason.ANCHOR}


def test_a_short_text_is_an_anchor_only_in_order() -> None:
    pairing = pairing_of(["Fees", LINES[0], LINES[1], "q"], ["p", LINES[0], LINES[1], "Fees"])
    tie_anchors(pairing)
    assert tied(pairing) == [((1,), (1,)), ((2,), (2,))]


def test_repeated_text_is_tied_beside_an_anchor_and_not_on_its_own() -> None:
    pairing = pairing_of(["a", "Repealed.", LINES[0], "Repealed."], ["b", LINES[0], "Repealed.", "c", "Repealed.", "d"])
    tie_anchors(pairing)
    assert tied(pairing) == [((2,), (1,)), ((3,), (2,))]


def test_a_renamed_section_is_known_by_what_stands_in_it() -> None:
    old = ["## Fees", LINES[0], LINES[1], "## Loans", LINES[2]]
    new = ["## Loans", LINES[2], "## Charges", LINES[0], LINES[1] + " It is so."]
    pairing = pairing_of(old, new)
    tie_anchors(pairing)
    assert match_sections(pairing) == {0: 1, 1: 0}


def test_texts_without_headlines_have_no_sections_to_match() -> None:
    assert match_sections(pairing_of(LINES, LINES[1:])) == {}


def test_sections_begin_anew_with_each_component() -> None:
    units = [
        TextUnit(line, place=Place(str(at), "x", "note" if at < 2 else "annex", at)) for at, line in enumerate(LINES)
    ]
    assert [tuple(section.members) for section in Side(units, Vocabulary()).sections] == [(0, 1), (2, 3, 4)]


def test_an_empty_side_has_one_empty_section() -> None:
    assert [tuple(section.members) for section in Side([], Vocabulary()).sections] == [()]


def test_a_free_unit_that_is_the_sum_of_two_free_ones_is_a_merge() -> None:
    old = ["alpha beta gamma delta epsilon zeta", "eta theta iota kappa lambda my", LINES[0]]
    pairing, _ = align(of_texts(old), of_texts([" ".join(old[:2]), LINES[0]]))
    assert ((0, 1), (0,)) in tied(pairing)


def test_a_unit_that_only_shares_words_is_no_part_of_a_split() -> None:
    old = [f"{LINES[0]} {LINES[1]}", LINES[4]]
    pairing, _ = align(of_texts(old), of_texts([LINES[0], LINES[1], "The desk is closed by the store.", LINES[4]]))
    assert tied(pairing)[0] == ((0,), (0, 1))


def test_a_number_without_text_is_tied_to_the_number_over_the_same_text() -> None:
    old = ["Article 1", LINES[0], "Article 2", LINES[1]]
    new = ["Article 1", LINES[2], "Article 2", LINES[0], "Article 3", LINES[1]]
    pairing, _ = align(of_texts(old), of_texts(new))
    assert tied(pairing) == [((0,), (2,)), ((1,), (3,)), ((2,), (4,)), ((3,), (5,))]


def test_a_provision_replaced_under_its_number_is_tied_inside_its_section() -> None:
    old = ["## Fees", "1. " + LINES[0], "2. The fee for a copy is paid at the desk in cash before the work."]
    new = ["## Fees", "1. " + LINES[0], "2. The fee is waived."]
    pairing, _ = align(of_texts(old), of_texts(new))
    assert ((2,), (2,)) in tied(pairing)
    pairing, _ = align(of_texts(old), of_texts([*new[:2], "3. The fee is waived."]))
    assert ((2,), (2,)) not in tied(pairing)


def test_a_tie_replaces_what_stood_under_its_positions() -> None:
    pairing = pairing_of(LINES, LINES)
    pairing.tie([0], [0], Reason.ANCHOR)
    pairing.tie([0], [0, 1], Reason.LIKENESS)
    assert tied(pairing) == [((0,), (0, 1))]
    assert pairing.free(OLD) == [1, 2, 3, 4]
    assert pairing.free(NEW) == [2, 3, 4]


def test_a_vocabulary_gives_each_word_one_character_and_never_half_a_pair() -> None:
    vocabulary = Vocabulary()
    spelt = vocabulary.spell([str(at) for at in range(60_000)])
    assert len(set(spelt)) == 60_000
    spelt.encode("utf-8")
    assert vocabulary.spell(["0", "59999"]) == spelt[0] + spelt[-1]


@dataclass(frozen=True)
class Paragraph:
    text: str
    num: str = ""
    heading: bool = False


@pytest.mark.parametrize("nums", [("", ""), ("1.", "2.")])
def test_the_yardstick_is_shown_links_moves_and_edits(nums: tuple[str, str]) -> None:
    old = [Paragraph(LINES[0], nums[0]), Paragraph(LINES[1], nums[1])]
    new = [Paragraph(LINES[0].replace("desk", "door"), nums[0])]
    found = shown_to_yardstick(old, new)
    assert found.links == ((0, 0, "modified"),)
    assert found.moves == ()
    assert [(op, text) for edit in found.edits for op, text in edit.ops if op != "="] == [("-", "desk"), ("+", "door")]


def test_headings_are_shown_to_the_comparison_as_headings() -> None:
    comparison = compared(
        [Paragraph("Fees", "Article 1", heading=True)], [Paragraph("Fees", "Article 2", heading=True)]
    )
    assert [change.unit_class for change in comparison.changes] == [UnitClass.HEADING]
