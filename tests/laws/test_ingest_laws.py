"""Laws of intake: no character is lost, nothing is invented, the child says what the parent would have read."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.hostile import READING
from revtrack.errors import SourceRefused
from revtrack.ingest import codec, read_source, rules
from revtrack.model.language import Language
from revtrack.model.ledger import Fate
from revtrack.model.numbers import DocumentNumber
from revtrack.model.places import units
from revtrack.model.readings import Reading
from revtrack.model.texts import Expression, Note, WorkId

FRAGMENTS = (
    *("\n", "\n\n", "\r\n", "\f", " ", "   ", "\t", "\u00a0", "\ufeff", "\u00ad\n", "\u2028"),
    *("1. ", "2. ", "3) ", "(1) ", "1.1 ", "§ 1. ", "Article 5", "(a) ", "(b) ", "(i) ", "- ", "• ", "* ", "A. "),
    *(
        "# ",
        "## ",
        "**",
        "*",
        "_",
        "`",
        "```\n",
        "\\",
        "\\*",
        "> ",
        "|a|",
        "---\n",
        "===\n",
        "<p>",
        "[x](http://a_b_c)",
    ),
    *("¹", "² ", "[^1]", "\n[^1]: ", "[1] ", "\n¹ Dok. 9447/13.\n"),
    *(
        "ANNEX\n",
        "BILAG 1\n",
        "NOTE\n",
        "9956/14\n",
        "REV 1\n",
        "JAI 332 ENFOPOL 138\n",
        "Brussels, 19 May 2014 (OR. en)\n",
    ),
    *("From: ", "To:", "Subject:\t", "Tidl. dok. nr.: ", "COUNCIL OF\nTHE EUROPEAN UNION\n", "LIMITE\n"),
    *(
        "9956/14 GB/fm 1 DG D 2C EN\n",
        "Se planen (pdf)\n",
        "Page 1\n",
        "Title",
        "The room is open.",
        "og samt ",
        "word-\n",
    ),
)
texts = st.one_of(
    st.lists(st.sampled_from(FRAGMENTS), min_size=1, max_size=40).map("".join),
    st.text(alphabet=st.characters(exclude_categories=("Cs",)), max_size=200),
)
names = st.sampled_from(("a.txt", "a.md"))
DROPPED = {
    rules.BYTE_ORDER_MARK: "\ufeff",
    rules.SOFT_HYPHEN: "\u00ad",
    rules.EMPHASIS_MARK: "*_",
    rules.HEADING_MARK: "#=-",
    rules.ESCAPE: "\\",
    rules.HARD_BREAK: "\\",
    rules.QUOTE_MARK: ">",
    rules.NOTE_BRACKET: "[]^",
    rules.SLOT_BRACKET: "()",
}


def bare(text: str) -> str:
    return "".join(text.split())


def read(text: str, name: str) -> Reading | None:
    try:
        return read_source(text.encode(), name)
    except SourceRefused:
        return None


def refused(data: bytes, name: str) -> SourceRefused | None:
    try:
        read_source(data, name)
    except SourceRefused as error:
        return error
    return None


def expression_of(reading: Reading) -> Expression:
    number = DocumentNumber.local("x")
    return Expression(WorkId("x"), number, Language.UND, reading.components, principal=reading.principal)


def runs(reading: Reading, text: str, fate: Fate) -> list[tuple[str, str, str]]:
    return [(e.where, e.rule, text[e.start : e.end]) for e in reading.ledger.entries if e.fate is fate]


def gathered(reading: Reading, text: str, fate: Fate) -> dict[str, str]:
    found: dict[str, str] = {}
    for where, _, run in runs(reading, text, fate):
        found[where] = found.get(where, "") + bare(run)
    return found


@settings(deadline=None, max_examples=250)
@given(texts, names)
def test_every_character_is_accounted_for(text: str, name: str) -> None:
    """The ledger covers the decoded source from the first character to the last, or the source is refused."""
    reading = read(text, name)
    if reading is not None:
        assert reading.ledger.length == len(text)
        assert sum(reading.ledger.count(fate) for fate in Fate) == len(text)


@settings(deadline=None, max_examples=250)
@given(texts, names)
def test_each_unit_holds_exactly_the_characters_placed_there(text: str, name: str) -> None:
    """White space aside, what the ledger places at an eId is that unit's number and text, or a footnote's mark and text."""
    reading = read(text, name)
    if reading is None:
        return
    placed = gathered(reading, text, Fate.PLACED)
    for unit in units(expression_of(reading)):
        found = placed.pop(unit.place.eid, "")
        if isinstance(unit.item, Note):
            assert found in (bare(unit.num + unit.text), bare(unit.text + unit.num))
        else:
            assert found == bare(unit.num + unit.text)
    for component in reading.components:
        # The first component may repeat the type that its header slot holds; others bear the line that names them.
        assert placed.pop(component.name, bare(component.kind)) == bare(component.kind)
    assert all(where.startswith("header.") for where in placed)


@settings(deadline=None, max_examples=250)
@given(texts, names)
def test_the_header_holds_exactly_the_characters_placed_there(text: str, name: str) -> None:
    """White space and order aside, what the ledger places at a kind of slot are the labels and values of that kind."""
    reading = read(text, name)
    if reading is None:
        return
    slots: dict[str, str] = {}
    for slot in reading.header:
        where = f"header.{slot.kind.value}"
        slots[where] = slots.get(where, "") + bare(slot.label + slot.value)
    placed = {w: run for w, run in gathered(reading, text, Fate.PLACED).items() if w.startswith("header.")}
    assert {where: Counter(run) for where, run in placed.items()} == {
        where: Counter(run) for where, run in slots.items()
    }


@settings(deadline=None, max_examples=250)
@given(texts, names)
def test_what_is_set_apart_is_kept_as_page_matter(text: str, name: str) -> None:
    """Set-apart characters are those of the page matter, in order, under the same rules."""
    reading = read(text, name)
    if reading is not None:
        apart = [(rule, run) for _, rule, run in runs(reading, text, Fate.APART)]
        assert "".join(bare(run) for _, run in apart) == "".join(bare(matter.text) for matter in reading.page_matter)
        assert {rule for rule, _ in apart} == {matter.rule for matter in reading.page_matter}


@settings(deadline=None, max_examples=250)
@given(texts, names)
def test_a_rule_drops_only_what_it_says(text: str, name: str) -> None:
    """White space, or the signs of the rule; a repeated mark is one that a footnote bears."""
    reading = read(text, name)
    if reading is None:
        return
    marks = {note.mark for c in reading.components for p in c.paragraphs for note in p.notes}
    for _, rule, run in runs(reading, text, Fate.NORMALISED):
        if rule == rules.REPEATED_MARK:
            assert run in marks or run.removeprefix("[^").removesuffix("]:") in marks
        else:
            assert set(bare(run)) <= set(DROPPED.get(rule, ""))


@settings(deadline=None, max_examples=250)
@given(texts, names)
def test_every_rule_of_a_ledger_is_in_the_table(text: str, name: str) -> None:
    reading = read(text, name)
    if reading is not None:
        table = {(rule.name, rule.fate) for rule in rules.RULES}
        assert {(e.rule, e.fate) for e in reading.ledger.entries if e.fate is not Fate.PLACED} <= table


@settings(deadline=None, max_examples=150)
@given(texts, names)
def test_a_reading_survives_the_pipe(text: str, name: str) -> None:
    """decode(encode(x)) == x, and reading twice gives the same."""
    reading = read(text, name)
    if reading is not None:
        assert codec.decode(codec.encode(reading)) == reading
        assert read(text, name) == reading


@settings(deadline=None, max_examples=300)
@given(st.binary(max_size=300), names)
def test_any_bytes_are_read_or_refused_by_an_error_of_the_tree(data: bytes, name: str) -> None:
    """Nothing but a refusal may come out, and a refusal says what to do."""
    refusal = refused(data, name)
    assert refusal is None or (refusal.tries and refusal.message)


@pytest.mark.parametrize("name", ["a.txt", "a.md"])
@pytest.mark.parametrize("line", READING, ids=lambda line: repr(line[:12]))
def test_a_hostile_line_of_32_kb_is_read_whole_or_refused(line: str, name: str) -> None:
    """How long it takes is measured by benchmarks/hostile.py; a pattern that is not linear would hang here."""
    text = f"Title\n\n{line}\n\n1. Text.\n"
    reading = read(text, name)
    assert reading is None or reading.ledger.length == len(text)
