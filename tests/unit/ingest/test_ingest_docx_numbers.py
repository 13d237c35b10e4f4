"""Automatic numbers are read as Word shows them (ECMA-376 part 1, 17.9)."""

from __future__ import annotations

import pytest

from revtrack.ingest import read_source
from tests.unit.ingest.conftest import line
from tests.word_samples import docx, level, numbering, p


def numbers(*body: str, lists: str) -> list[str]:
    reading = read_source(docx(*body, numbering=lists), "a.docx")
    return [paragraph.num for component in reading.components for paragraph in component.paragraphs]


def rows(*body: str, lists: str) -> list[str]:
    reading = read_source(docx(*body, numbering=lists), "a.docx")
    return [line(paragraph) for component in reading.components for paragraph in component.paragraphs]


def shown(style: str, count: int, text: str = "%1.") -> str:
    """The number that `count` has in a format."""
    return numbers(p("x", num=(1, 0)), lists=numbering((level(0, style, text, start=count),)))[0]


@pytest.mark.parametrize(
    ("style", "count", "number"),
    [
        ("decimal", 12, "12."),
        ("decimalZero", 3, "03."),
        ("lowerLetter", 2, "b."),
        ("lowerLetter", 27, "aa."),
        ("upperLetter", 3, "C."),
        ("lowerRoman", 14, "xiv."),
        ("upperRoman", 1994, "MCMXCIV."),
        ("chicago", 2, "†."),
        ("ordinalText", 4, "4."),
    ],
)
def test_formats(style: str, count: int, number: str) -> None:
    assert shown(style, count) == number


@pytest.mark.parametrize(
    ("text", "number"),
    [("\uf0b7", "•"), ("o", "◦"), ("-", "-"), ("–", "–"), ("\uf0a7", "▪"), ("\uf123", "•")],
)
def test_bullets_of_symbol_fonts_are_shown_as_what_they_look_like(text: str, number: str) -> None:
    assert shown("bullet", 1, text) == number


def test_levels_count_and_begin_anew_under_the_level_above() -> None:
    lists = numbering((level(0, "decimal", "%1."), level(1, "decimal", "%1.%2"), level(2, "lowerLetter", "(%3)")))
    at = [0, 1, 1, 2, 2, 0, 1, 2]
    body = [p("x", num=(1, each)) for each in at]
    assert numbers(*body, lists=lists) == ["1.", "1.1", "1.2", "(a)", "(b)", "2.", "2.1", "(a)"]


def test_a_level_that_never_restarts_counts_on() -> None:
    lists = numbering((level(0, "upperRoman", "%1."), level(1, "decimal", "%2.", more='<w:lvlRestart w:val="0"/>')))
    body = [p("x", num=(1, each)) for each in (0, 1, 1, 0, 1)]
    assert numbers(*body, lists=lists) == ["I.", "1.", "2.", "II.", "3."]


def test_a_level_above_that_was_never_used_shows_its_start() -> None:
    lists = numbering((level(0, "decimal", "%1.", start=4), level(1, "decimal", "%1.%2")))
    assert numbers(p("x", num=(1, 1)), lists=lists) == ["4.1"]


def test_legal_numbering_writes_figures_on_every_level() -> None:
    lists = numbering((level(0, "upperRoman", "%1."), level(1, "decimal", "%1.%2", more="<w:isLgl/>")))
    assert numbers(p("x", num=(1, 0)), p("x", num=(1, 1)), lists=lists) == ["I.", "1.1"]


def test_lists_of_one_definition_count_on_and_start_anew_where_they_say_so() -> None:
    more = (
        '<w:num w:numId="7"><w:abstractNumId w:val="0"/></w:num>'
        '<w:num w:numId="8"><w:abstractNumId w:val="0"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
    )
    lists = numbering((level(0, "decimal", "%1."),), more=more)
    body = [p("x", num=(each, 0)) for each in (1, 1, 7, 8, 8)]
    assert numbers(*body, lists=lists) == ["1.", "2.", "3.", "1.", "2."]


def test_a_style_numbers_its_paragraphs_and_a_list_zero_takes_the_number_away() -> None:
    lists = numbering((level(0, "decimal", "%1)"),))
    body = (p("x", style="Numbered"), p("y", style="Numbered", num=(0, 0)), p("z", style="Numbered"))
    assert rows(*body, lists=lists) == ["P 1)|x", "P y", "P 2)|z"]


def test_a_list_that_is_not_defined_shows_nothing() -> None:
    assert rows(p("x", num=(9, 0)), p("y", num=(1, 5)), lists=numbering((level(0, "decimal", "%1."),))) == [
        "P x",
        "P y",
    ]


def test_numbered_paragraphs_have_their_items_under_them() -> None:
    lists = numbering(
        (level(0, "decimal", "%1.", left=567, hanging=567), level(1, "lowerLetter", "(%2)", left=1134, hanging=567)),
        (level(0, "bullet", "-", left=1701, hanging=567),),
    )
    body = (
        p("For at:", num=(1, 0)),
        p("one", num=(1, 1)),
        p("deeper", num=(2, 0)),
        p("two", num=(1, 1)),
        p("Next.", num=(1, 0)),
    )
    assert rows(*body, lists=lists) == [
        *("P 1.|For at:", "I1 (a)|one", "I2 -|deeper", "I1 (b)|two", "P 2.|Next."),
    ]


def test_inner_figures_set_further_in_are_items() -> None:
    lists = numbering((level(0, "decimal", "%1."), level(1, "decimal", "%2)", left=1440, hanging=360)))
    body = (p("For at:", num=(1, 0)), p("one", num=(1, 1)), p("two", num=(1, 1)), p("Next.", num=(1, 0)))
    assert rows(*body, lists=lists) == ["P 1.|For at:", "I1 1)|one", "I1 2)|two", "P 2.|Next."]


def test_a_heading_keeps_its_automatic_number() -> None:
    lists = numbering((level(0, "upperRoman", "%1.", more='<w:pStyle w:val="H1"/>'),))
    assert rows(p("Scope", style="H1", num=(1, 0)), "Text.", lists=lists) == ["H1 I.|Scope", "P Text."]


@pytest.mark.parametrize("text", ["Article %1", "Step %1:", "Art. %1 -", "%1 §"])
def test_a_number_of_any_shape_is_no_part_of_the_text(text: str) -> None:
    lists = numbering((level(0, "decimal", text),))
    body = (p("Who does this.", num=(1, 0)), p("Who does that.", num=(1, 0)))
    assert [row.split("|")[1] for row in rows(*body, lists=lists)] == ["Who does this.", "Who does that."]


def test_a_numbered_paragraph_without_text_still_counts() -> None:
    lists = numbering((level(0, "decimal", "%1."),))
    body = (p("x", num=(1, 0)), p(num=(1, 0)), p("z", num=(1, 0)))
    assert rows(*body, lists=lists) == ["P 1.|x", "P 2.|", "P 3.|z"]


def test_figures_that_are_written_plainly_are_said() -> None:
    reading = read_source(docx(p("x", num=(1, 0)), numbering=numbering((level(0, "hebrew1", "%1"),))), "a.docx")
    assert "automatic numbers in the format hebrew1 are written as plain figures" in reading.look_at
