"""Laws of reading Word documents: every character of every text element is accounted for, and nothing is invented."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from revtrack import diff, resources
from revtrack.errors import SourceRefused
from revtrack.ingest import codec, read_source, rules
from revtrack.ingest.docx import read_docx
from revtrack.model.changes import Kind
from revtrack.model.language import Language
from revtrack.model.ledger import Fate
from revtrack.model.numbers import DocumentNumber
from revtrack.model.places import units
from revtrack.model.readings import Reading, Tracked
from revtrack.model.texts import Expression, WorkId
from tests.laws.test_ingest_laws import bare, gathered, refused, runs
from tests.word_samples import all_text, docx, level, note, numbering, of_expression, p, ref, t, table

WORDS = (
    *("The room is open.", "Scope", "1. One", "(a) one", "- x", "¹ Dok. 9447/13", " ", "  lead", "9956/14", "NOTE"),
    *(
        "fra:\tformandskabet",
        "Vedr.: Udkast",
        "BILAG",
        "a\u00adb",
        "a\nb",
        "Se planen (pdf)",
        "Page 1",
        "æøå & <b>",
        "[1] x",
    ),
)
LISTS = numbering(
    (level(0, "decimal", "%1."), level(1, "lowerLetter", "(%2)"), level(2, "bullet", "\uf0b7")),
    (level(0, "upperRoman", "Part %1 -"),),
)
words = st.one_of(st.sampled_from(WORDS), st.text(st.characters(exclude_categories=("Cs", "Cc", "Co")), max_size=12))


def changed(kind: str, inner: str) -> str:
    return f'<w:{kind} w:id="1" w:author="A">{inner}</w:{kind}>'


plain = words.map(t)
runs_ = st.one_of(
    plain,
    plain,
    st.sampled_from(
        ("<w:r><w:tab/></w:r>", "<w:r><w:br/></w:r>", '<w:r><w:br w:type="page"/></w:r>', ref(1), ref(2), ref(3))
    ),
    words.map(lambda text: t(text).replace("<w:r>", "<w:r><w:rPr><w:vanish/></w:rPr>")),
    words.map(lambda text: t(text).replace("w:t", "w:instrText")),
    words.map(lambda text: changed("del", t(text).replace("w:t", "w:delText"))),
    words.map(lambda text: changed("ins", t(text))),
    words.map(lambda text: f"<w:r><w:pict><w:txbxContent>{p(t(text))}</w:txbxContent></w:pict></w:r>"),
    st.sampled_from([f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")]),
)
marks = st.sampled_from(("", "", "", '<w:rPr><w:del w:author="A"/></w:rPr>', '<w:rPr><w:ins w:author="A"/></w:rPr>'))
paragraphs = st.builds(
    lambda inner, style, num, more: p(*inner, style=style, num=num, more=more),
    st.lists(runs_, max_size=4),
    st.sampled_from(("", "", "H1", "H2", "Title", "Contents1", "Numbered")),
    st.sampled_from((None, None, None, (1, 0), (1, 1), (1, 2), (2, 0), (9, 9))),
    marks,
)
blocks = st.one_of(
    paragraphs,
    paragraphs,
    st.lists(st.tuples(paragraphs, paragraphs), min_size=1, max_size=2).map(lambda rows: table(*rows)),
    paragraphs.map(lambda inner: table((inner,))),
)
documents = st.builds(
    lambda body, foot, head: docx(
        *body, numbering=LISTS, footnotes="".join(note(at, each) for at, each in enumerate(foot, 1)), header=head
    ),
    st.lists(blocks, min_size=1, max_size=7),
    st.lists(paragraphs.map(lambda each: each.replace("</w:pPr>", "</w:pPr>")), max_size=3),
    paragraphs,
)
choices = st.sampled_from(tuple(Tracked))


def read(data: bytes, tracked: Tracked) -> Reading | None:
    try:
        return read_source(data, "a.docx", tracked)
    except SourceRefused:
        return None


@settings(deadline=None, max_examples=250)
@given(documents, choices)
def test_the_text_is_that_of_an_independent_extractor(data: bytes, tracked: Tracked) -> None:
    """Every character of every text element stands in the sheet once, and every other character is known as made."""
    sheet = read_docx(data, "a.docx", tracked)
    made = {at for span in sheet.made for at in range(*span)}
    held = "".join(character for at, character in enumerate(sheet.text) if at not in made)
    assert Counter(held) == Counter(all_text(data))


@settings(deadline=None, max_examples=250)
@given(documents, choices)
def test_every_character_of_the_sheet_has_one_fate(data: bytes, tracked: Tracked) -> None:
    """The ledger covers the sheet without a gap; its rules are those of the table."""
    reading = read(data, tracked)
    if reading is None:
        return
    text = read_docx(data, "a.docx", tracked).text
    assert reading.ledger.length == len(text)
    table_ = {(rule.name, rule.fate) for rule in rules.RULES}
    assert {(e.rule, e.fate) for e in reading.ledger.entries if e.fate is not Fate.PLACED} <= table_


@settings(deadline=None, max_examples=250)
@given(documents, choices)
def test_only_white_space_and_repeated_marks_are_normalised(data: bytes, tracked: Tracked) -> None:
    """A word is placed or set apart; none is dropped by a rule."""
    reading = read(data, tracked)
    if reading is None:
        return
    text = read_docx(data, "a.docx", tracked).text
    allowed = {
        rules.REPEATED_MARK: None,
        rules.SOFT_HYPHEN: "\u00ad",
        rules.NOTE_BRACKET: "[]^",
        rules.SLOT_BRACKET: "()",
    }
    for _, rule, run in runs(reading, text, Fate.NORMALISED):
        if allowed.get(rule, "") is not None:
            assert set(bare(run)) <= set(allowed.get(rule) or "")


@settings(deadline=None, max_examples=250)
@given(documents, choices)
def test_each_unit_holds_the_characters_placed_there(data: bytes, tracked: Tracked) -> None:
    """White space and the order of notes aside, an eId's number and text are what the ledger places there."""
    reading = read(data, tracked)
    if reading is None:
        return
    placed = gathered(reading, read_docx(data, "a.docx", tracked).text, Fate.PLACED)
    for unit in units(expression_of(reading)):
        assert Counter(placed.pop(unit.place.eid, "")) == Counter(bare(unit.num + unit.text))
    for component in reading.components:
        assert placed.pop(component.name, bare(component.kind)) == bare(component.kind)
    assert all(where.startswith("header.") for where in placed)


@settings(deadline=None, max_examples=250)
@given(documents, choices)
def test_what_is_set_apart_is_kept_as_page_matter(data: bytes, tracked: Tracked) -> None:
    """Set-apart characters are those of the page matter, in order, under the same rules."""
    reading = read(data, tracked)
    if reading is not None:
        apart = runs(reading, read_docx(data, "a.docx", tracked).text, Fate.APART)
        assert "".join(bare(run) for _, _, run in apart) == "".join(bare(m.text) for m in reading.page_matter)
        assert {rule for _, rule, _ in apart} == {matter.rule for matter in reading.page_matter}


@settings(deadline=None, max_examples=100)
@given(documents, choices)
def test_a_reading_survives_the_pipe(data: bytes, tracked: Tracked) -> None:
    """decode(encode(x)) == x, and reading twice gives the same."""
    reading = read(data, tracked)
    if reading is not None:
        assert codec.decode(codec.encode(reading)) == reading
        assert read(data, tracked) == reading


@settings(deadline=None, max_examples=200)
@given(documents, st.data())
def test_a_damaged_document_is_read_or_refused_by_an_error_of_the_tree(data: bytes, chance: st.DataObject) -> None:
    """A byte changed or the end cut off gives a reading or a refusal that says what to do, and no other error."""
    at = chance.draw(st.integers(0, len(data) - 1))
    other = bytes([data[at] ^ chance.draw(st.integers(1, 255))])
    for broken in (data[:at], data[:at] + other + data[at + 1 :]):
        refusal = refused(broken, "a.docx")
        assert refusal is None or (refusal.tries and refusal.message)


@settings(deadline=None, max_examples=100)
@given(documents)
def test_nobody_chooses_between_two_texts_silently(data: bytes) -> None:
    """Without a choice a document with tracked changes is refused; one without reads the same whatever is chosen."""
    try:
        reading = read_source(data, "a.docx")
    except SourceRefused:
        return
    assert reading == read(data, Tracked.ACCEPT) == read(data, Tracked.REJECT)


def expression_of(reading: Reading, language: Language = Language.UND) -> Expression:
    number = DocumentNumber.local("x")
    return Expression(
        WorkId("x"), number, language, reading.components, principal=reading.principal, header=reading.header
    )


@pytest.mark.parametrize("styled", [False, True], ids=["as-it-looks", "styled"])
@pytest.mark.parametrize("automatic", [False, True], ids=["typed", "automatic"])
def test_the_danish_strategy_in_word_is_the_danish_strategy(styled: bool, automatic: bool) -> None:
    """Headings by style or by look, numbers by Word or typed: the same components, header, facts, and no change."""
    source = (resources.folder("versions") / "eu-crr" / "9956-14.da.txt").read_bytes()
    text = read_source(source, "9956-14.da.txt")
    old = expression_of(text, Language.DA)
    word = read_source(of_expression(old, styled=styled, automatic=automatic), "9956-14.docx")
    assert word.components == text.components
    assert word.header == text.header
    assert (word.number.value, word.date.value, word.title.value) == (  # type: ignore[union-attr]
        *("9956/14", "2014-05-19", text.title.value),  # type: ignore[union-attr]
    )
    found = diff.compare(old, expression_of(word, Language.DA))
    assert {change.kind for change in found.changes} == {Kind.UNCHANGED}
