"""List markers of plain paragraphs, the units of an expression, and headlines."""

from __future__ import annotations

import pytest

from benchmarks.hostile import MARKERS
from revtrack.diff.numbering import number_paths
from revtrack.diff.sides import Side, Vocabulary
from revtrack.diff.units import is_headline, of_expression, of_texts
from revtrack.model.changes import TextUnit, UnitClass
from revtrack.model.language import Language
from revtrack.model.numbers import DocumentNumber
from revtrack.model.texts import Component, Expression, Note, Paragraph, Role, WorkId


@pytest.mark.parametrize(
    ("given", "marker", "text"),
    [
        ("1. Fees are due", "1.", "Fees are due"),
        ("12) Fees", "12)", "Fees"),
        ("3.2.1. Fees", "3.2.1.", "Fees"),
        ("3.2 Fees", "3.2", "Fees"),
        ("(2a) Fees", "(2a)", "Fees"),
        ("(b)\tFees", "(b)", "Fees"),
        ("(iv) Fees", "(iv)", "Fees"),
        ("iv. Fees", "iv.", "Fees"),
        ("aa) Fees", "aa)", "Fees"),
        ("3° les frais", "3°", "les frais"),
        ("- fees", "-", "fees"),
        ("•  fees", "•", "fees"),
        ("– fees", "–", "fees"),
        ("§ 5 Gebyrer", "§ 5", "Gebyrer"),
        ("§ 5a. Gebyrer", "§ 5a.", "Gebyrer"),
        ("Artikel 5 Gebyrer", "Artikel 5", "Gebyrer"),
        ("Article 5", "Article 5", ""),
        ("##### § 35 Verfahren", "§ 35", "Verfahren"),
        ("## Fees", "", "Fees"),
        ("   (a) fees", "(a)", "fees"),
    ],
)
def test_a_marker_in_front_is_split_off(given: str, marker: str, text: str) -> None:
    (unit,) = of_texts([given])
    assert (unit.marker, unit.text) == (marker, text)
    assert unit.written == given


@pytest.mark.parametrize(
    "given",
    [
        "Fees are due on 1 March.",
        "Article 5 applies to readers.",
        "§ 5 Absatz 2 gilt entsprechend.",
        "Artikel 5 finder anvendelse.",
        "1.5 million kroner",
        "1.500 kroner",
        "2014 was a good year.",
        "jf. § 5",
        "civil. law",
        "-5 degrees",
        "(repealed)",
        "Mr. Jensen",
        "",
    ],
)
def test_words_and_numbers_that_are_no_marker_stay_in_the_text(given: str) -> None:
    assert of_texts([given]) == (TextUnit(given),)


@pytest.mark.parametrize("hostile", MARKERS)
def test_hostile_text_is_kept_whole(hostile: str) -> None:
    (unit,) = of_texts([hostile])
    assert unit.written == hostile


def test_an_expression_gives_its_numbers_and_marks_apart_from_its_texts() -> None:
    paragraphs = (
        Paragraph(Role.TITLE, "Rules"),
        Paragraph(Role.HEADING, "Access", level=1),
        Paragraph(Role.PARAGRAPH, "Readers may enter", "1.", notes=(Note(7, "*", "With a card."),)),
        Paragraph(Role.ITEM, "on weekdays", "-", level=1),
    )
    number = DocumentNumber.local("rules-1")
    found = of_expression(Expression(WorkId("rules"), number, Language.EN, (Component("main", paragraphs),)))
    assert [(unit.marker, unit.text, unit.unit_class) for unit in found] == [
        ("", "Rules", UnitClass.HEADING),
        ("", "Access", UnitClass.HEADING),
        ("1.", "Readers may enter", UnitClass.PARAGRAPH),
        ("*", "With a card.", UnitClass.FOOTNOTE),
        ("-", "on weekdays", UnitClass.PARAGRAPH),
    ]
    assert [unit.place.fragment for unit in found if unit.place] == ["h:rules", "h:access", "1", "fn1", "1.1"]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("## Fees and charges", True),
        ("§ 35 Verfahren", True),
        ("Article 5", True),
        ("§ 35 Das Verfahren ist schriftlich.", False),
        ("1. Fees", False),
        ("Fees", False),
        ("## " + "very long " * 20, False),
    ],
)
def test_a_plain_line_is_a_headline_only_if_it_looks_like_one(given: str, expected: bool) -> None:
    assert is_headline(of_texts([given])[0]) is expected


def test_numbers_are_read_in_full_from_their_form() -> None:
    units = of_texts(["1. a", "(a) b", "(i) c", "(b) d", "plain", "- bullet", "2. e", "(a) f"])
    assert number_paths(units) == [
        ("1.",),
        ("1.", "(a)"),
        ("1.", "(i)"),
        ("1.", "(b)"),
        (),
        (),
        ("2.",),
        ("2.", "(a)"),
    ]


def test_numbers_begin_anew_with_each_section() -> None:
    side = Side(of_texts(["## One", "1. a", "(a) b", "## Two", "(a) c"]), Vocabulary())
    assert [side.path(at) for at in range(5)] == [(), ("1.",), ("1.", "(a)"), (), ("(a)",)]
