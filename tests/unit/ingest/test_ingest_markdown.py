"""Markdown to structure: headings, lists, footnotes, emphasis; code, tables and HTML stay literal."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from revtrack.ingest import read_source
from revtrack.ingest.inline import read_inline
from revtrack.ingest.markdown import _is_delimiter
from revtrack.ingest.words import Words
from revtrack.model.ledger import Fate
from revtrack.model.readings import Reading

Outline = Callable[..., list[str]]

SPECIMENS = {
    "the first heading is the title": ("# Rules\n\n## Access\n\nText.\n", ["T Rules", "H1 Access", "P Text."]),
    "levels below the title": (
        "# Rules\n\n## A\n\n### B\n\nText.\n\n# C\n\nText.\n",
        ["T Rules", "H1 A", "H2 B", "P Text.", "H1 C", "P Text."],
    ),
    "headings without a title": ("Text first.\n\n# A\n\n## B\n\nText.\n", ["P Text first.", "H1 A", "H2 B", "P Text."]),
    "closing number signs": ("# Rules #\n\nC# is fine.\n", ["T Rules", "P C# is fine."]),
    "a numbered heading": ("# R\n\n## 1. Scope\n\nText.\n", ["T R", "H1 1.|Scope", "P Text."]),
    "underlined headings": ("Rules\n=====\n\nAccess\n---\n\nText.\n", ["T Rules", "H1 Access", "P Text."]),
    "numbers at the top are paragraphs": ("# R\n\n1. One.\n\n2. Two.\n", ["T R", "P 1.|One.", "P 2.|Two."]),
    "bullets under a paragraph": ("# R\n\nThese:\n- one\n- two\n", ["T R", "P These:", "I1 -|one", "I1 -|two"]),
    "bullets under a number": (
        "1. These:\n   - one\n   - two\n2. End.\n",
        ["P 1.|These:", "I1 -|one", "I1 -|two", "P 2.|End."],
    ),
    "lists in lists": (
        "1. These:\n   * one\n     1. in\n     2. out\n   + two\n",
        ["P 1.|These:", "I1 *|one", "I2 1.|in", "I2 2.|out", "I1 +|two"],
    ),
    "wrapped lines": ("# R\n\nOne line\nGoes on\nhere.\n", ["T R", "P One line Goes on here."]),
    "hard breaks": ("# R\n\nOne line  \ngoes on\\\nhere.\n", ["T R", "P One line goes on here."]),
    "emphasis": (
        "# R\n\nA **bold** and *fine* and __strong__ _word_.\n",
        ["T R", "P A bold and fine and strong word."],
    ),
    "signs that are text": ("# R\n\nsnake_case 2*3*4 a * b\n", ["T R", "P snake_case 2*3*4 a * b"]),
    "escapes": ("# R\n\n\\*not\\* and 1\\. and C:\\dir\n", ["T R", "P *not* and 1. and C:\\dir"]),
    "code spans": ("# R\n\nSay `*x*` and `` `y*` ``*.\n", ["T R", "P Say `*x*` and `` `y*` ``*."]),
    "addresses": ("# R\n\nSee https://a.b/_c_/*d* now.\n", ["T R", "P See https://a.b/_c_/*d* now."]),
    "fenced code": ("# R\n\n```py\n# no *title*\n  x\n```\n\nText.\n", ["T R", "P # no *title*", "P x", "P Text."]),
    "indented code": ("# R\n\n    x = *y*\n\nText.\n", ["T R", "P x = *y*", "P Text."]),
    "a table": ("# R\n\n| a | *b* |\n|---|---|\n| 1 | 2 |\n", ["T R", "P | a | *b* |", "P |---|---|", "P | 1 | 2 |"]),
    "a table without outer bars": ("# R\n\na | b\n--- | ---\n1 | 2\n", ["T R", "P a | b", "P --- | ---", "P 1 | 2"]),
    "html": ("# R\n\n<p>\n*x*\n</p>\n\nText.\n", ["T R", "P <p>", "P *x*", "P </p>", "P Text."]),
    "a quotation": ("# R\n\n> One\n> two.\n", ["T R", "P One two."]),
    "text under an item": ("1. One.\n\n   More.\n\n- x\n\n  y\n", ["P 1.|One.", "P More.", "I1 -|x", "I2 y"]),
    "letters": ("1. These:\n\n(a) one;\n\n(b) two.\n", ["P 1.|These:", "I1 (a)|one;", "I1 (b)|two."]),
    "a number inside a paragraph": ("# R\n\nIn the year\n14. they met.\n", ["T R", "P In the year 14. they met."]),
    "an annex under a heading": (
        "# R\n\n1. See.\n\n## ANNEX\n\n## List\n\n1. One.\n",
        ["== main", "T R", "P 1.|See.", "== annex", "T List", "P 1.|One."],
    ),
    "no headings at all": ("Rules\n\n1. One.\n", ["T Rules", "P 1.|One."]),
    "an empty heading is text": ("Text.\n\n#\n", ["P Text.", "P #"]),
}


@pytest.mark.parametrize(("text", "expected"), SPECIMENS.values(), ids=SPECIMENS)
def test_a_specimen_reads_as_its_name_says(outline: Outline, text: str, expected: list[str]) -> None:
    assert outline(text, "a.md") == expected


def read(text: str) -> Reading:
    return read_source(text.encode(), "a.md")


def test_footnotes_stand_at_their_marks() -> None:
    reading = read("# R\n\n1. One[^a] and two.[^b]\n\n[^b]: Second\n    goes on.\n\n    And on.\n\n[^a]: First.\n")
    (paragraph,) = reading.components[0].paragraphs[1:]
    assert paragraph.text == "One and two."
    assert [(n.offset, n.mark, n.text) for n in paragraph.notes] == [
        (3, "a", "First."),
        (12, "b", "Second goes on. And on."),
    ]
    assert reading.ledger.rules(Fate.NORMALISED)["note bracket"] == 6


def test_rules_fences_and_front_matter_are_set_apart() -> None:
    reading = read("---\ntitle: R\n---\n\n# R\n\n***\n\n```\nx\n```\n")
    assert [(m.text, m.rule, m.line) for m in reading.page_matter] == [
        *(("---", "front matter", 1), ("title: R", "front matter", 2), ("---", "front matter", 3)),
        *(("***", "ruled line", 7), ("```", "code fence", 9), ("```", "code fence", 11)),
    ]


def test_the_ledger_names_what_was_dropped() -> None:
    rules = read("# R #\n\n> A **b** \\* c\\\nd\n").ledger.rules(Fate.NORMALISED)
    assert {name: rules[name] for name in ("heading mark", "quote mark", "emphasis mark", "escape", "hard break")} == {
        "heading mark": 2,
        "quote mark": 1,
        "emphasis mark": 4,
        "escape": 1,
        "hard break": 1,
    }


def test_it_is_markdown() -> None:
    reading = read("Text.\n")
    assert (reading.media_type, reading.extension) == ("text/markdown", "md")


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("***both***", "both"),
        ("**a *b* c**", "a b c"),
        ("*a **b** c*", "a b c"),
        ("**a*", "*a"),
        ("*a", "*a"),
        ("****", "****"),
        ("****a****", "****a****"),
        ("a ** b", "a ** b"),
        ("_a_b_", "a_b"),
        ("(*a*)", "(a)"),
        ("*", "*"),
        ("`a", "`a"),
        ("`*a", "`*a"),
    ],
)
def test_marks_of_emphasis(source: str, text: str) -> None:
    assert read_inline(source, Words.of(0, len(source))).words.text(source) == text


def test_a_long_row_of_dashes_that_delimits_no_table_is_read_at_once() -> None:
    """Two hundred dashes and a quotation mark took longer than anybody has waited (found by a mutated input)."""
    start = time.process_time()
    read_source(f'# Title\n\n- of|\n|-----|{"-" * 2000}"\n\n1. Text.\n'.encode(), "in.md")
    assert time.process_time() - start < 5


@pytest.mark.parametrize("row", ["|---|---|", "---|---", "| :-- | --: |", f"|{'-' * 300}|-|"])
def test_a_row_that_delimits_a_table_stays_literal(row: str) -> None:
    assert _is_delimiter(row)
