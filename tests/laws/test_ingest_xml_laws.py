"""Laws of reading Akoma Ntoso and Formex: every character of every text is accounted for, white space aside."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from xml.parsers import expat
from xml.sax.saxutils import escape

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from revtrack import akn
from revtrack.errors import SourceRefused
from revtrack.ingest import codec, read_source, rules
from revtrack.ingest.akomantoso import read_akn
from revtrack.ingest.formex import read_formex
from revtrack.ingest.sheet import Sheet
from revtrack.model.documents import Edition
from revtrack.model.ledger import Fate
from revtrack.model.places import units
from revtrack.model.readings import Reading, Tracked
from revtrack.model.texts import Expression
from tests.laws.test_ingest_laws import bare, expression_of, gathered, runs
from tests.strategies import expressions

WORDS = (
    "The room is open.",
    "1. One",
    "(a)",
    "9956/14",
    "NOTE",
    "ANNEX",
    "ANNEX I",
    "a < b & c",
    "æøå",
    "¹ x",
    ";",
    "[1] x",
)
words = st.one_of(
    st.sampled_from(WORDS),
    st.text(st.characters(exclude_categories=("Cs", "Cc", "Co", "Cn")), max_size=10),
).map(escape)
AKN = (
    *("chapter", "section", "article", "paragraph", "subparagraph", "point", "list", "indent", "hcontainer", "alinea"),
    *("num", "heading", "subheading", "content", "intro", "wrapUp", "p", "b", "ref", "span", "docTitle", "longTitle"),
    *("preface", "preamble", "recitals", "recital", "citation", "conclusions", "body", "mainBody", "table", "tr", "td"),
    *("th", "ul", "ol", "li", "blockList", "item", "authorialNote", 'authorialNote marker="1"', "ins", "del", "toc"),
    *('quotedStructure startQuote="‘" endQuote="’"', "quotedText", "attachments", "attachment", "doc", "bill", "meta"),
    *(
        "notes",
        "unknown",
        "br",
        "eol",
        "eop",
        "img",
        'noteRef href="#a" marker="*"',
        'note eId="a"',
        "signature",
        "role",
    ),
)
FORMEX = (
    *(
        "BIB.INSTANCE",
        "TITLE",
        "TI",
        "STI",
        "P",
        "PREAMBLE",
        "GR.VISA",
        "VISA",
        "GR.CONSID",
        "CONSID",
        "NP",
        "NO.P",
        "TXT",
    ),
    *(
        "ENACTING.TERMS",
        "DIVISION",
        "ARTICLE",
        "TI.ART",
        "STI.ART",
        "PARAG",
        "NO.PARAG",
        "ALINEA",
        "LIST",
        "ITEM",
        "HT",
    ),
    *(
        'LIST TYPE="DASH"',
        'NOTE NOTE.ID="E1"',
        'NOTE NOTE.REF="E1"',
        "NOTE",
        "GR.NOTES",
        "TBL",
        "CORPUS",
        "ROW",
        "CELL",
    ),
    *('QUOT.START CODE="2018"', 'QUOT.END CODE="2019"', "QUOT.S", "DLIST", "DLIST.ITEM", "TERM", "DEFINITION", "ANNEX"),
    *("CONS.ANNEX", "CONTENTS", "GR.SEQ", "FINAL", "SIGNATURE", "INCL.ELEMENT", "UNKNOWN", "TOC"),
)


def element(opening: str, inner: list[str]) -> str:
    return f"<{opening}>{''.join(inner)}</{opening.split()[0]}>"


def documents(names: tuple[str, ...], before: str, after: str) -> st.SearchStrategy[bytes]:
    content = st.recursive(
        st.one_of(words, words, st.just(" \n ")),
        lambda inner: st.builds(element, st.sampled_from(names), st.lists(inner, max_size=4)),
        max_leaves=16,
    )
    return st.lists(content, min_size=1, max_size=6).map(lambda inner: f"{before}{''.join(inner)}{after}".encode())


akn_documents = documents(
    AKN, '<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><act>', "</act></akomaNtoso>"
)
formex_documents = documents(FORMEX, "<ACT><BIB.INSTANCE/>", "</ACT>")
Read = Callable[[bytes], Sheet]


def as_akn(data: bytes) -> Sheet:
    return read_akn(data, "a.xml", Tracked.ACCEPT)


def as_formex(data: bytes) -> Sheet:
    return read_formex(data, "a.xml")


def extracted(data: bytes) -> str:
    """Every text of a document, by a parser that is none of ours."""
    pieces: list[str] = []
    parser = expat.ParserCreate()
    parser.CharacterDataHandler = pieces.append
    parser.Parse(data, True)
    return "".join(pieces)


def check_text(data: bytes, read: Read) -> None:
    sheet = read(data)
    made = {at for span in sheet.made for at in range(*span)}
    held = "".join(character for at, character in enumerate(sheet.text) if at not in made)
    assert Counter(bare(held)) == Counter(bare(extracted(data)))


@settings(deadline=None, max_examples=300)
@given(akn_documents)
def test_the_text_of_akoma_ntoso_is_that_of_an_independent_extractor(data: bytes) -> None:
    """White space aside, every character of every text node stands in the sheet once; every other one is made."""
    check_text(data, as_akn)


@settings(deadline=None, max_examples=300)
@given(formex_documents)
def test_the_text_of_formex_is_that_of_an_independent_extractor(data: bytes) -> None:
    """As for Akoma Ntoso: what elements and their tails hold, and nothing twice."""
    check_text(data, as_formex)


def check_fates(data: bytes, read: Read) -> None:
    try:
        reading = read_source(data, "a.xml", Tracked.ACCEPT)
    except SourceRefused:
        return
    text = read(data).text
    assert reading.ledger.length == len(text)
    placed = gathered(reading, text, Fate.PLACED)
    for unit in units(expression_of(reading)):
        assert Counter(bare(placed.pop(unit.place.eid, ""))) == Counter(bare(unit.num + unit.text))
    apart = runs(reading, text, Fate.APART)
    assert "".join(bare(run) for _, _, run in apart) == "".join(bare(matter.text) for matter in reading.page_matter)
    assert codec.decode(codec.encode(reading)) == reading
    assert sorted({entry.fate for entry in reading.ledger.entries}) <= sorted(Fate)


@settings(deadline=None, max_examples=300)
@given(akn_documents)
def test_each_character_of_akoma_ntoso_has_one_fate(data: bytes) -> None:
    """Placed at an eId, or kept as page matter, or dropped by a rule; the reading passes through the child's pipe."""
    check_fates(data, as_akn)


NOTE_IN_A_HEADER = (
    b'<ACT><BIB.INSTANCE/>The room is open.<NOTE NOTE.ID="E1">The desk is open.</NOTE><TITLE>9956/14</TITLE>'
    b"<TITLE>NOTE</TITLE>The door is open.</ACT>"
)
"""A line that is taken for one of a header bears a note, and the note stands before the header's end."""


@settings(deadline=None, max_examples=300)
@given(formex_documents)
@example(data=NOTE_IN_A_HEADER)
def test_each_character_of_formex_has_one_fate(data: bytes) -> None:
    """As for Akoma Ntoso."""
    check_fates(data, as_formex)


@settings(deadline=None, max_examples=100)
@given(akn_documents)
def test_accepted_and_rejected_changes_are_the_two_sides_of_one_document(data: bytes) -> None:
    """What one side sets apart as changed is never lost: both sheets hold the same characters."""
    accepted, rejected = (read_akn(data, "a.xml", side) for side in Tracked)
    assert Counter(bare(unmade(accepted))) == Counter(bare(unmade(rejected)))


def unmade(sheet: Sheet) -> str:
    made = {at for span in sheet.made for at in range(*span)}
    return "".join(character for at, character in enumerate(sheet.text) if at not in made)


@settings(deadline=None, max_examples=60)
@given(expressions())
def test_what_revtrack_writes_reads_as_the_same_words(expression: Expression) -> None:
    """Requirement: an edition of revtrack's own, read as a document of any tool, has the same words."""
    edition = Edition(expression)
    try:
        reading = read_source(akn.write_edition(edition), "a.xml", Tracked.ACCEPT)
    except SourceRefused:
        return
    # A mark whose paragraph holds nothing else stays in it, so there may be more, and never less.
    assert not said(edition.expression) - said(reading)


def said(holder: Reading | Expression) -> Counter[str]:
    """Every character of the text: header, paragraphs, notes, page matter, and lines that only name a part."""
    rows: Counter[str] = Counter()
    for component in holder.components:
        rows.update(bare(component.kind) if isinstance(holder, Reading) else "")
        for paragraph in component.paragraphs:
            rows.update(bare(paragraph.num + paragraph.text + "".join(note.text for note in paragraph.notes)))
    for slot in holder.header:
        rows.update(bare(slot.label + slot.value))
    for matter in holder.page_matter:
        rows.update(bare(matter.text) if matter.rule != rules.METADATA else "")
    return rows


@pytest.mark.parametrize("read", [as_akn, as_formex])
def test_the_words_of_a_nested_note_are_not_lost(read: Read) -> None:
    note = "authorialNote" if read is as_akn else "NOTE"
    inner = f"<p>one<{note}><p>two<{note}><p>three</p></{note}></p></{note}>four</p>"
    inner = inner if read is as_akn else inner.replace("<p>", "<P>").replace("</p>", "</P>")
    root = "<akomaNtoso><act><body>{}</body></act></akomaNtoso>" if read is as_akn else "<ACT><BIB.DATA/>{}</ACT>"
    check_text(root.format(inner).encode(), read)
