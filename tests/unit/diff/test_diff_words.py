"""Words: what is one piece, where a change begins, when a text stands whole, and what happens above the work bound."""

from __future__ import annotations

from itertools import pairwise

import pytest

from benchmarks.hostile import TOKENS
from revtrack.diff import matching
from revtrack.diff.fold import fold
from revtrack.diff.letters import refine
from revtrack.diff.matching import Run, match
from revtrack.diff.tokens import bare_words, tokens
from revtrack.diff.words import word_diff
from revtrack.model.changes import Edit


def marked(old: str, new: str) -> str:
    """The edits as `diff` prints them."""
    signs = {"=": "{}", "-": "[-{}-]", "+": "{{+{}+}}"}
    return "".join(signs[edit.op].format(edit.text) for edit in word_diff(old, new).edits)


@pytest.mark.parametrize(
    "piece",
    [
        "14781/1/05 REV 1",
        "9956/14",
        "5451/14 ADD 1 REV 2",
        "2017/863",
        "COM(2013) 941",
        "19. maj 2014",
        "24 November 2005",
        "1 March",
        "1 mars 2009",
        "2014-05-19",
        "19.5.2014",
        "EUR 10 000",
        "1.500,00",
        "€ 2.50",
        "kr. 500",
        "10\u00a0000",
        "3.5",
        "12345",
        "udførelses",
        "read\u00adable",
        "cafe\u0301",
        "漢",
    ],
)
def test_a_number_a_date_an_amount_and_a_word_are_one_piece_each(piece: str) -> None:
    assert tokens(f"({piece}, x)") == ["(", piece, ",", " ", "x", ")"]


def test_a_day_after_kroner_is_no_amount() -> None:
    assert "19. maj" in tokens("500 kr. 19. maj")


def test_words_for_likeness_have_no_case_and_no_marks() -> None:
    assert bare_words(fold("Once; The “Desk” of 漢字")) == ["once", "the", "desk", "of", "漢", "字"]


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ("see point 10 of it", "see point 12 of it", "see point [-10-]{+12+} of it"),
        ("per 14781/1/05 REV 1 here", "per 14781/2/05 REV 2 here", "per [-14781/1/05 REV 1-]{+14781/2/05 REV 2+} here"),
        ("a cat", "a big cat", "a {+big +}cat"),
        ("One. Two three. Four.", "One. Two three. Six three. Four.", "One. Two three. {+Six three. +}Four."),
        ("One. Two three. Six three. Four.", "One. Two three. Four.", "One. Two three. [-Six three. -]Four."),
        ("the old grey cat sat", "the new black cat sat", "the [-old grey-]{+new black+} cat sat"),
        (
            "keep boxes in store and desks",
            "hold maps in room and desks",
            "[-keep boxes in store-]{+hold maps in room+} and desks",
        ),
        ("a b", "a b", ""),
        ("", "all new", "{+all new+}"),
        ("all old", "", "[-all old-]"),
        ("1 March", "2 March", "[-1 March-]{+2 March+}"),
        ("the the the", "the the", "[-the -]the the"),
    ],
)
def test_a_change_is_marked_as_a_person_would_mark_it(old: str, new: str, shown: str) -> None:
    assert marked(old, new) == shown


def test_text_rewritten_beyond_reading_stands_whole() -> None:
    old = "one alpha two beta three gamma four delta five epsilon"
    new = "one kappa two lambda three my four ny five xi"
    assert [edit.op for edit in word_diff(old, new).edits] == ["-", "+"]


def test_a_few_changes_in_a_short_text_are_still_marked() -> None:
    assert marked("one alpha two beta three", "one kappa two lambda three") == (
        "one [-alpha-]{+kappa+} two [-beta-]{+lambda+} three"
    )


def test_every_edit_differs_from_its_neighbours_in_kind() -> None:
    edits = word_diff("the old cat, the grey cat", "the new cat, the black dog").edits
    assert all(one.op != other.op for one, other in pairwise(edits))


def test_above_the_bound_the_lists_are_cut_where_tokens_stand_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(matching, "MOST_CELLS", 9)
    found = match(list("xab1cdy"), list("zab1cew"))
    assert found == matching.Matching((Run(1, 1, 4),))


def test_above_the_bound_runs_of_tokens_serve_where_none_stands_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(matching, "MOST_CELLS", 20)
    old, new = list("qabcabdabeq"), list("rabcabdabfr")
    found = match(old, new)
    assert not found.coarse
    assert sum(run.length for run in found.runs) >= 5
    assert all(old[run.old : run.old + run.length] == new[run.new : run.new + run.length] for run in found.runs)


def test_where_nothing_stands_once_the_piece_is_replaced_and_called_coarse(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(matching, "MOST_CELLS", 9)
    found = match(list("x" + "ab" * 20 + "z"), list("y" + "ab" * 20 + "w"))
    assert found == matching.Matching((), coarse=True)


def test_equal_ends_are_kept_even_above_the_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(matching, "MOST_CELLS", 1)
    assert match(list("aabaa"), list("aacaa")).runs == (Run(0, 0, 2), Run(3, 3, 2))


def test_letters_inside_one_changed_word_can_be_marked_on_request() -> None:
    edits = word_diff("om radikaliserings og", "om radikalisering og").edits
    assert refine(edits) == (Edit("=", "om "), Edit("=", "radikalisering"), Edit("-", "s"), Edit("=", " og"))


@pytest.mark.parametrize(("old", "new"), [("bør", "skal"), ("9956/14", "9957/14"), ("should keep", "shall keep")])
def test_letters_are_not_marked_in_other_words_numbers_or_several_words(old: str, new: str) -> None:
    edits = (Edit("-", old), Edit("+", new))
    assert refine(edits) == edits


@pytest.mark.parametrize("hostile", TOKENS)
def test_hostile_text_is_cut_without_loss(hostile: str) -> None:
    assert "".join(tokens(hostile)) == hostile
