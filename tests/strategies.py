"""Hypothesis strategies for the nouns: every value they give is valid, and none of them is tame."""

from __future__ import annotations

import calendar
import datetime
from itertools import pairwise

from hypothesis import strategies as st

from revtrack.errors import BadValue
from revtrack.model.dates import UNKNOWN_DATE, DocumentDate
from revtrack.model.documents import Correction, Edition, Record
from revtrack.model.inline import InlineRef, lengths
from revtrack.model.language import Language
from revtrack.model.numbers import COUNCIL_SERIES, DocumentNumber, Register, Suffix
from revtrack.model.relations import Evidence, Reference, Relation, State
from revtrack.model.texts import (
    Component,
    Expression,
    Note,
    PageMatter,
    Paragraph,
    Role,
    Slot,
    SlotKind,
    WorkId,
)

ODD_CHARACTERS = "\t\n \u00a0\u00ad\u200b\u200f\u2028\u0301\u0085\x7f<>&\"']]>漢字עברית𝔘😀øåßİ-–·½"
"""Tabs, line feeds, spaces that do not break, soft hyphens, marks, astral and right-to-left letters, and XML's own."""

characters = st.one_of(
    st.sampled_from("abcæøåÆØÅ 123"),
    st.sampled_from(ODD_CHARACTERS),
    st.characters(
        exclude_categories=("Cs",), exclude_characters="".join(map(chr, [*range(9), *range(11, 32), 0xFFFE, 0xFFFF]))
    ),
)

texts = st.text(characters, max_size=30).map(str.strip)
words = texts.filter(bool)

SUFFIX_KINDS = ("REV", "ADD", "COR", "AMD", "EXT", "DCL")
years = st.integers(1952, 2051)
suffixes = st.builds(
    Suffix,
    st.sampled_from(SUFFIX_KINDS),
    st.integers(1, 99),
    st.lists(st.sampled_from(["da", "de", "en", "fr", "sv"]), max_size=3, unique=True).map(tuple),
)
chains = st.lists(suffixes, max_size=3).map(tuple).filter(lambda chain: not chain or chain[0].kind != "REV")

council_numbers = st.builds(
    DocumentNumber,
    st.just(Register.COUNCIL),
    st.sampled_from(COUNCIL_SERIES),
    st.integers(1, 99999).map(str),
    years,
    st.one_of(st.just(0), st.integers(1, 99)),
    chains,
)
commission_numbers = st.builds(
    DocumentNumber,
    st.just(Register.COMMISSION),
    st.sampled_from(["COM", "JOIN", "SEC", "SWD", "C", "PE"]),
    st.integers(1, 99999).map(str),
    years,
    st.integers(0, 9),
)
celex_numbers = st.builds(
    "{}{}{}{:04}{}".format,
    st.sampled_from("1356CE"),
    years,
    st.sampled_from(["L", "R", "D", "DC", "CJ"]),
    st.integers(1, 9999),
    st.sampled_from(["", "", "(01)", "R(02)"]),
).map(DocumentNumber.parse)
eli_numbers = st.builds(
    "eli/{}/{}/{}/oj".format, st.sampled_from(["reg", "dir", "dec"]), years, st.integers(1, 9999)
).map(DocumentNumber.parse)

oj_numbers = st.builds(
    "OJ {}, {d.day}.{d.month}.{d.year}{}".format,
    st.sampled_from(["L 145", "C 9 E", "71", "L 85 I", "L", "S 3"]),
    st.sampled_from(["", "", ", p. 1", ", p. 1301"]),
    d=st.dates(datetime.date(1952, 1, 1), datetime.date(2051, 12, 31)),
).map(lambda text: DocumentNumber.parse(text.split(", p")[0] if text.startswith("OJ L,") else text))


def _local(name: str) -> DocumentNumber | None:
    try:
        return DocumentNumber.local(name)
    except BadValue:
        return None


local_numbers = st.one_of(
    st.text(characters, min_size=1, max_size=30).map(_local).filter(lambda number: number is not None),
    st.sampled_from(["9956/14", "COM(2013) 941", "32017D0863", "house-rules", "con"]).map(DocumentNumber.local),
)
numbers = st.one_of(council_numbers, commission_numbers, celex_numbers, eli_numbers, oj_numbers, local_numbers)


@st.composite
def days(draw: st.DrawFn) -> DocumentDate:
    """A day, from the first the calendar has to the last."""
    year, month = draw(st.one_of(st.integers(1900, 2100), st.integers(1, 9999))), draw(st.integers(1, 12))
    return DocumentDate(year, month, draw(st.integers(1, calendar.monthrange(year, month)[1])))


dates = st.one_of(st.just(UNKNOWN_DATE), st.integers(1, 9999).map(DocumentDate), days())
languages = st.sampled_from(Language)
work_ids = st.from_regex(r"\A[a-z0-9][a-z0-9-]{0,20}\Z").map(WorkId)
labels = st.sampled_from(["", "", "2014", "utkast-½", "第三版"])


@st.composite
def notes_in(draw: st.DrawFn, text: str) -> tuple[Note, ...]:
    """Footnotes of a text, at its beginning, at its end, several at one place."""
    offsets = st.one_of(st.just(0), st.just(len(text)), st.integers(0, len(text)))
    chosen = sorted(draw(st.lists(offsets, max_size=3)))
    return tuple(Note(offset, draw(texts), draw(texts)) for offset in chosen)


@st.composite
def paragraphs(draw: st.DrawFn, role: Role, level: int = 0) -> Paragraph:
    """A paragraph of this role and level: with text or a number or both, and with footnotes or without."""
    num = draw(st.one_of(st.just(""), st.sampled_from(["1.", "14.", "(a)", "-", "–", "§ 2", "I\n.", "2a"]), words))
    text = draw(texts) if num else draw(words)
    notes = draw(notes_in(text)) if draw(st.integers(0, 3)) == 0 else ()
    wid = draw(st.sampled_from(["", "", "p1", "annex__para_9~x", "ø"]))
    return Paragraph(role, text, num, level, notes, wid)


@st.composite
def components(draw: st.DrawFn, name: str) -> Component:
    """A component: a title or none, headings that skip levels, paragraphs, and items under them at any depth allowed."""
    found: list[Paragraph] = []
    allowed = 0
    kinds = draw(st.lists(st.sampled_from(["heading", "paragraph", "paragraph", "item", "item"]), max_size=7))
    if not kinds or draw(st.booleans()):
        found.append(draw(paragraphs(Role.TITLE)))
    for kind in kinds:
        if kind == "item" and allowed:
            level = draw(st.integers(1, allowed))
            found.append(draw(paragraphs(Role.ITEM, level)))
            allowed = level + 1
        elif kind == "heading":
            found.append(draw(paragraphs(Role.HEADING, draw(st.integers(1, 5)))))
            allowed = 0
        else:
            found.append(draw(paragraphs(Role.PARAGRAPH)))
            allowed = 1
    return Component(name, tuple(found), draw(texts))


slots = st.builds(Slot, st.sampled_from(SlotKind), words, texts)
evidence = st.builds(
    Evidence,
    st.sampled_from(["", "3", "note.1", "fn2"]),
    st.sampled_from(["", "Tidl. dok. nr.:"]),
    texts,
    st.sampled_from(["", "note.1"]),
)


def references_of(number: DocumentNumber) -> st.SearchStrategy[Reference]:
    """References that a document of this number says, mostly of itself, sometimes of others."""
    return st.builds(
        Reference,
        st.one_of(st.just(number), st.just(number), numbers),
        st.sampled_from(Relation),
        numbers,
        st.sampled_from(State),
        evidence,
        texts,
        st.lists(words, max_size=2).map(tuple),
    )


def few(values: st.SearchStrategy) -> st.SearchStrategy:
    """Up to two of them, as a tuple."""
    return st.lists(values, max_size=2).map(tuple)


COMPONENT_NAMES = ("note", "annex", "main", "record", "a", "annex2")


@st.composite
def expressions(draw: st.DrawFn) -> Expression:
    """An expression of up to three components, any of them the principal."""
    names = draw(st.lists(st.sampled_from(COMPONENT_NAMES), min_size=1, max_size=3, unique=True))
    number = draw(numbers)
    return Expression(
        work=draw(work_ids),
        number=number,
        language=draw(languages),
        components=tuple(draw(components(name)) for name in names),
        date=draw(dates),
        title=draw(texts),
        label=draw(labels),
        principal=draw(st.sampled_from(names)),
        aliases=draw(few(numbers)),
        header=draw(few(slots)),
        relations=draw(few(references_of(number))),
        page_matter=draw(few(st.builds(PageMatter, texts, texts, st.integers(0, 10**6)))),
    )


corrections = st.builds(Correction, st.sampled_from(["3", "header.subject", "fn1"]), texts, texts, texts)


@st.composite
def inline_refs(draw: st.DrawFn, expression: Expression) -> tuple[InlineRef, ...]:
    """References anywhere in the text: one beside another, over a footnote, over a whole text, in a footnote, in the header."""
    everything = tuple(lengths(expression))
    inside = st.sampled_from([f"#{place}" for place, _ in everything if not place.startswith("slot_")])
    number = st.sampled_from(["urn:revtrack:1:number:council:9956-14", "urn:revtrack:1:number:oj:x-0123456789ab"])
    found: list[InlineRef] = []
    for place, length in everything:
        if not length or draw(st.integers(0, 2)):
            continue
        ends = sorted(draw(st.lists(st.integers(0, length), min_size=2, max_size=4, unique=True)))
        for start, end in pairwise(ends):
            if draw(st.integers(0, 3)):
                leads = (draw(number),) if draw(st.booleans()) else (draw(inside), draw(st.just("") | inside))
                found.append(InlineRef(place, start, end, *leads))
    return tuple(found)


@st.composite
def editions(draw: st.DrawFn) -> Edition:
    """The first edition of an expression, or a later one with reason and corrections, with inline references or not."""
    expression = draw(expressions())
    refs = draw(inline_refs(expression)) if draw(st.booleans()) else ()
    if draw(st.booleans()):
        return Edition(expression, refs=refs)
    return Edition(expression, draw(st.integers(2, 12)), draw(words), draw(few(corrections)), refs)


@st.composite
def records(draw: st.DrawFn) -> Record:
    """A record of a known document."""
    number = draw(numbers)
    return Record(
        work=draw(work_ids),
        number=number,
        date=draw(dates),
        title=draw(texts),
        label=draw(labels),
        aliases=draw(few(numbers)),
        header=draw(few(slots)),
        relations=draw(few(references_of(number))),
        known_from=draw(texts),
    )
