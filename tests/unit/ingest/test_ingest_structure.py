"""Plain text to structure: numbers, letters, bullets, headings, annexes."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from revtrack.errors import EmptySource, NoStructure
from revtrack.ingest import read_source

Outline = Callable[..., list[str]]

SPECIMENS = {
    "numbers with full stops": ("1. One thing.\n\n2. Another thing.\n", ["P 1.|One thing.", "P 2.|Another thing."]),
    "numbers line under line": ("1. One thing.\n2. Another thing.\n", ["P 1.|One thing.", "P 2.|Another thing."]),
    "numbers with brackets": ("1) One.\n2) Two.\n", ["P 1)|One.", "P 2)|Two."]),
    "numbers in brackets": ("(1) One.\n(2) Two.\n", ["P (1)|One.", "P (2)|Two."]),
    "sections": ("§ 1. One is open.\n\n§ 2 Two is shut.\n", ["P § 1.|One is open.", "P § 2|Two is shut."]),
    "a section that begins a sentence": ("§ 5 finder anvendelse på alt.\n", ["P § 5 finder anvendelse på alt."]),
    "an article's number is a heading": (
        "Article 1\nScope\n\n1. It applies.\n",
        ["H1 Article 1|Scope", "P 1.|It applies."],
    ),
    "an article that begins a sentence": ("Article 5 of the Treaty says so.\n", ["P Article 5 of the Treaty says so."]),
    "an article set off by a tab": (
        "Article 5\tObligations\n\nThe Licensee shall keep it.\n",
        ["H1 Article 5|Obligations", "P The Licensee shall keep it."],
    ),
    "a title before numbers": ("NOTE\n\n1. Paragraph 1 of it.\n", ["T NOTE", "P 1.|Paragraph 1 of it."]),
    "dotted numbers under a heading": (
        "1. Scope\n\n1.1. It applies here.\n\n1.2. It applies there.\n",
        ["H1 1.|Scope", "P 1.1.|It applies here.", "P 1.2.|It applies there."],
    ),
    "dotted headings": (
        "Rules\n\n1. Scope\n\n1.1 Place\n\nIt applies here.\n",
        ["T Rules", "H1 1.|Scope", "H2 1.1|Place", "P It applies here."],
    ),
    "a date is no number": ("1. januar 2014 begyndte det.\n", ["P 1. januar 2014 begyndte det."]),
    "a numbered sentence is a paragraph": ("1. It is so.\n\nText.\n", ["P 1.|It is so.", "P Text."]),
    "a number on its own line takes the next text": (
        "1.\n\nIt is so.\n\n2.\n\nNot so.\n",
        ["P 1.|It is so.", "P 2.|Not so."],
    ),
    "letters": ("1. These:\n(a) one;\n(b) two.\n", ["P 1.|These:", "I1 (a)|one;", "I1 (b)|two."]),
    "letters with one bracket": ("1. These:\na) one;\nb) two.\n", ["P 1.|These:", "I1 a)|one;", "I1 b)|two."]),
    "roman numbers under letters": (
        "1. These:\n\n(a) one:\n\n(i) in;\n\n(ii) out;\n\n(b) two.\n\n2. End.\n",
        ["P 1.|These:", "I1 (a)|one:", "I2 (i)|in;", "I2 (ii)|out;", "I1 (b)|two.", "P 2.|End."],
    ),
    "the letter i after h": (
        "1. These:\n" + "".join(f"({c}) x;\n" for c in "abcdefghij"),
        ["P 1.|These:", *(f"I1 ({c})|x;" for c in "abcdefghij")],
    ),
    "a copyright sign is no letter": ("Text.\n\n(c) 2014 the makers.\n", ["P Text.", "P (c) 2014 the makers."]),
    "every dash and bullet": (
        "1. These:\n" + "".join(f"{b} x\n" for b in "-–—−"),
        ["P 1.|These:", *(f"I1 {b}|x" for b in "-–—−")],
    ),
    "bullets of two shapes nest": (
        "These:\n• one\n* inner\n• two\n",
        ["P These:", "I1 •|one", "I2 *|inner", "I1 •|two"],
    ),
    "bullets nest by indent": (
        "These:\n- one\n    - inner\n- two\n",
        ["P These:", "I1 -|one", "I2 -|inner", "I1 -|two"],
    ),
    "text under an item belongs to it": (
        "These:\n- one\n\n    More of one.\n- two\n",
        ["P These:", "I1 -|one", "I2 More of one.", "I1 -|two"],
    ),
    "a list with nothing above it": ("- one\n  - inner\n", ["P -|one", "I1 -|inner"]),
    "a list under a heading": (
        "1. First.\n\nOpening hours\n\n2. Second.\n\nClosed on\n\n- Monday\n",
        ["P 1.|First.", "H1 Opening hours", "P 2.|Second.", "P Closed on", "I1 -|Monday"],
    ),
    "numbers of another shape are items": (
        "§ 2. Loven gælder for\n1) alle og\n2) enhver.\n\n§ 3. Slut.\n",
        ["P § 2.|Loven gælder for", "I1 1)|alle og", "I1 2)|enhver.", "P § 3.|Slut."],
    ),
    "numbers set further in are items": (
        "1. These:\n    1. one\n    2. two\n2. End.\n",
        ["P 1.|These:", "I1 1.|one", "I1 2.|two", "P 2.|End."],
    ),
    "capital letters number headings only": (
        "Rules\n\nA. Scope\n\nIt applies.\n\nA. Smith wrote this.\n",
        ["T Rules", "H1 A.|Scope", "P It applies.", "P A. Smith wrote this."],
    ),
    "no structure at all": ("One thing.\n\nAnother thing.\n", ["P One thing.", "P Another thing."]),
    "one line": ("Only this", ["P Only this"]),
    "a bold line is a heading without its marks": (
        "1. One.\n\n**Access**\n\n2. Two.\n",
        ["P 1.|One.", "H1 Access", "P 2.|Two."],
    ),
    "asterisks inside plain text stay": ("1. The **only** one.\n", ["P 1.|The **only** one."]),
    "what a colon introduces is no heading": (
        "1. The notice reads:\n\nLicensed under it\n\n2. End.\n",
        ["P 1.|The notice reads:", "P Licensed under it", "P 2.|End."],
    ),
    "many short lines are no headings": (
        "Start here.\n\nRoses\n\nViolets\n\nSugar\n\nAnd you.\n",
        ["P Start here.", "P Roses", "P Violets", "P Sugar", "P And you."],
    ),
    "an annex is a component": (
        "1. See the annex.\n\nANNEX\n\nList of things\n\n1. One.\n",
        ["== main", "P 1.|See the annex.", "== annex", "T List of things", "P 1.|One."],
    ),
    "annexes are counted": (
        "1. See.\n\nBILAG 1\n\n1. One.\n\nBILAG 2\n\n1. Two.\n",
        ["== main", "P 1.|See.", "== annex", "P 1.|One.", "== annex2", "P 1.|Two."],
    ),
    "a number over 999 follows the one before": ("2014. The year.\n", ["P 2014. The year."]),
}


@pytest.mark.parametrize(("text", "expected"), SPECIMENS.values(), ids=SPECIMENS)
def test_a_specimen_reads_as_its_name_says(outline: Outline, text: str, expected: list[str]) -> None:
    assert outline(text) == expected


def test_numbers_that_begin_again_part_nothing_unless_the_header_says_note(outline: Outline) -> None:
    text = "1. One.\n\n2. Two.\n\nAnother list\n\n1. One.\n"
    assert "== annex" not in outline(text)
    assert outline(f"9956/14\nJAI 332\nNOTE\n\n{text}") == [
        *("== note", "P 1.|One.", "P 2.|Two."),
        *("== annex", "T Another list", "P 1.|One."),
    ]


def test_the_line_that_names_an_annex_is_its_kind() -> None:
    reading = read_source(b"1. See.\n\nANNEX II\n\n1. One.\n", "a.txt")
    assert [component.kind for component in reading.components] == ["", "ANNEX II"]
    assert reading.principal == "main"


def test_a_file_without_a_visible_character_is_empty() -> None:
    for data in (b"", b" \n\t\n", "\ufeff\u00a0\n".encode()):
        with pytest.raises(EmptySource):
            read_source(data, "a.txt")


def test_page_matter_alone_is_no_structure() -> None:
    with pytest.raises(NoStructure):
        read_source(b"Se planen for alle (pdf)\n", "a.txt")
    with pytest.raises(NoStructure):
        read_source(b"9956/14\nJAI 332\nNOTE\n", "a.txt")
