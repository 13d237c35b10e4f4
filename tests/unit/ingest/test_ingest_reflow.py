"""Hard-wrapped lines: which are joined, and with what between them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from revtrack.ingest import read_source
from revtrack.ingest.lines import split
from revtrack.ingest.reflow import ends_sentence, splits_word, wrap_width
from revtrack.model.ledger import Fate

Outline = Callable[..., list[str]]
WRAPPED = (
    "Readers may use the reading room on weekdays from nine to\n"
    "five. They sign the register before they enter the room.\n"
    "Bags are left in the lockers.\n"
    "Only pencils may be used at the desks, and originals are\n"
    "handled with clean hands.\n"
)


def test_full_lines_go_on_and_a_short_line_ends_its_paragraph(outline: Outline) -> None:
    assert outline(WRAPPED) == [
        "P Readers may use the reading room on weekdays from nine to five. They sign the register before they enter the room. "
        "Bags are left in the lockers.",
        "P Only pencils may be used at the desks, and originals are handled with clean hands.",
    ]


def test_the_ledger_says_that_lines_were_joined() -> None:
    assert read_source(WRAPPED.encode(), "a.txt").ledger.rules(Fate.NORMALISED)["joined lines"] == 3


def test_lines_of_a_text_that_is_not_wrapped_are_paragraphs(outline: Outline) -> None:
    long = "The room is open. " * 12
    assert len(outline(f"{long}\n{long}\nIt is shut.\n")) == 3


def test_a_sentence_that_plainly_runs_on_is_joined_in_any_text(outline: Outline) -> None:
    long = "word " * 60
    assert len(outline(f"1. The {long}\nand so on.\n2. {long}end.\n")) == 2


def test_a_line_set_in_the_middle_is_a_block_of_its_own(outline: Outline) -> None:
    text = f"{WRAPPED}          Silence in the room\nis kept by all who enter it.\n"
    assert outline(text)[-2:] == ["P Silence in the room", "P is kept by all who enter it."]


def test_text_that_hangs_under_an_item_goes_on(outline: Outline) -> None:
    assert outline("1. These:\n(a)       one thing and\n          another.\n")[1] == "I1 (a)|one thing and another."


@pytest.mark.parametrize(
    ("first", "second", "joined"),
    [
        ("the read-", "ing room is open", "the read-ing room is open"),
        ("radikaliserings-", "og rekruttering", "radikaliserings- og rekruttering"),
        ("the read\u00ad", "ing room is open", "the reading room is open"),
        ("in the years 2013 -", "and later", "in the years 2013 - and later"),
    ],
)
def test_a_hyphen_at_a_line_end_is_kept_and_a_soft_one_is_not(
    outline: Outline, first: str, second: str, joined: str
) -> None:
    assert outline(f"1. It is {first}\n{second}.\n") == [f"P 1.|It is {joined}."]


def test_a_number_inside_a_wrapped_sentence_begins_no_paragraph(outline: Outline) -> None:
    assert outline("1. They met in the year\n14. They parted.\n2. It ended.\n") == [
        "P 1.|They met in the year 14. They parted.",
        "P 2.|It ended.",
    ]


def test_a_list_goes_on_although_a_number_is_missing_or_stands_twice(outline: Outline) -> None:
    assert outline("1. Access\n3. Handling\n3. Fees\n") == ["P 1.|Access", "P 3.|Handling", "P 3.|Fees"]


def test_a_paragraph_goes_on_behind_a_page_break(outline: Outline) -> None:
    assert outline("1. The room is\n\f\nopen to all.\n") == ["P 1.|The room is open to all."]
    assert outline("1. The room is open.\n\f\nIt is warm.\n") == ["P 1.|The room is open.", "P It is warm."]


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("end.", True),
        ("end.”", True),
        ("end.²", True),
        ("these:", True),
        ("end", False),
        ("end,", False),
        ("(end)", False),
    ],
)
def test_closing_signs_do_not_hide_the_end_of_a_sentence(text: str, ends: bool) -> None:
    assert ends_sentence(text) is ends


def test_a_hyphen_splits_a_word_only_before_a_small_letter_that_is_no_conjunction() -> None:
    assert splits_word("self-", "evident truth")
    assert not splits_word("EU-", "Kommissionen")
    assert not splits_word("ind-", "og udland")
    assert not splits_word("5-", "year plan")


def test_the_width_is_that_of_lines_whose_sentence_runs_on() -> None:
    assert wrap_width(split(WRAPPED)) == 57
    assert wrap_width(split("One.\n\nTwo.\n")) == 0
    assert wrap_width(split("Street 1\nBergen\nNorway\n")) == 0


def test_numbers_under_a_line_without_full_stop_begin_blocks(outline: Outline) -> None:
    assert outline("1. Scope\n1.1 It applies here.\n1.2 And there.\n2. Fees\n2.1 None.\n") == [
        "H1 1.|Scope",
        "P 1.1|It applies here.",
        "P 1.2|And there.",
        "H1 2.|Fees",
        "P 2.1|None.",
    ]
    assert outline("§ 1 Scope\n§ 2 Fees\n") == ["P § 1|Scope", "P § 2|Fees"]
