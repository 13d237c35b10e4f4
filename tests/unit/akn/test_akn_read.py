"""Reading is strict: what revtrack would not write is refused with its line, and never passed over."""

from __future__ import annotations

import pytest

from revtrack.akn import read_edition, read_record, write_edition, write_record
from revtrack.errors import RevtrackError, XmlNotWellFormed, XmlProfile, XmlUnsafe
from revtrack.model.dates import DocumentDate
from revtrack.model.documents import Correction, Edition, Record
from revtrack.model.language import Language
from revtrack.model.numbers import DocumentNumber
from revtrack.model.relations import Evidence, Reference, Relation, State
from revtrack.model.texts import Component, Expression, Note, PageMatter, Paragraph, Role, Slot, SlotKind, WorkId

N = DocumentNumber.parse
NUMBER = N("9956/14")

NOTE = Component(
    "note",
    (Paragraph(Role.PARAGRAPH, "The Council agreed.", "1.", notes=(Note(18, "1", "Doc. 9447/13."),)),),
    "NOTE",
)
ANNEX = Component(
    "annex",
    (
        Paragraph(Role.TITLE, "Draft strategy"),
        Paragraph(Role.HEADING, "Aims", "I.", 1),
        Paragraph(Role.PARAGRAPH, "We will", "1."),
        Paragraph(Role.ITEM, "act", "-", 1),
        Paragraph(Role.HEADING, "Detail", "", 3),
        Paragraph(Role.PARAGRAPH, "Two.", "2."),
    ),
    "ANNEX",
)
EDITION = Edition(
    Expression(
        work=WorkId("eu-crr"),
        number=NUMBER,
        language=Language.EN,
        components=(NOTE, ANNEX),
        date=DocumentDate(2014, 5, 19),
        title="Strategy",
        principal="annex",
        header=(Slot(SlotKind.FROM, "Presidency", "From:"), Slot(SlotKind.PLACE_AND_DATE, "Brussels, 19 May 2014")),
        relations=(
            Reference(NUMBER, Relation.PREVIOUS_DOCUMENT, N("5643/5/14"), State.STATED, Evidence(slot="Prev. doc.:")),
        ),
        page_matter=(PageMatter("9956/14 GB/fm 1", "page foot", 12),),
    ),
    2,
    "word form",
    (Correction("1", "wil", "will", "missing letter"),),
)
DATA = write_edition(EDITION)
RECORD = Record(WorkId("eu-crr"), N("15175/08"), DocumentDate(2008), known_from="the register")


def refusal(old: str, new: str) -> XmlProfile:
    """The error for the specimen with one place changed."""
    text = DATA.decode()
    assert text.count(old) >= 1, f"the specimen has no {old!r}"
    with pytest.raises(XmlProfile) as caught:
        read_edition(text.replace(old, new, 1).encode(), "specimen.xml")
    return caught.value


def line_of(fragment: str) -> int:
    """The line of the specimen on which a fragment begins."""
    text = DATA.decode()
    return text[: text.index(fragment)].count("\n") + 1


def test_the_specimen_itself_is_read() -> None:
    assert read_edition(DATA, "specimen.xml") == EDITION


PARAGRAPH = '<paragraph eId="annex__para_2" wId="annex__para_2">'

FOREIGN = [
    ("an element between two units", PARAGRAPH, f"<p>Lost.</p>{PARAGRAPH}", "<p>"),
    ("a word between two elements", PARAGRAPH, f"lost {PARAGRAPH}", "'lost'"),
    ("an attribute", PARAGRAPH, PARAGRAPH.replace(">", ' status="removed">'), "'status'"),
    ("an inline in the text", "Two.", "T<b>w</b>o.", "<b>"),
    ("a break in the text", "Two.", "Tw<eol/>o.", "<eol>"),
    ("a second paragraph in a content", "<p>Two.</p>", "<p>Two.</p><p>Three.</p>", "2 <p>"),
    ("a word before the slot's value", "</inline> <docProponent>", "</inline> not <docProponent>", "'not'"),
    ("a word after the slot's value", "</docProponent>", "</docProponent> (lost)", "'(lost)'"),
    ("an element in a slot", "<docProponent>Presidency", "<docProponent>Presi<i>dency</i>", "<i>"),
    ("a slot of no known kind", "<docProponent>Presidency</docProponent>", "<docStage>x</docStage>", "<docStage>"),
    ("another element for a unit", "</intro>", "</intro><alinea/>", "<alinea>"),
    ("a table", PARAGRAPH, f"<table><tr><td><p>x</p></td></tr></table>{PARAGRAPH}", "<table>"),
    (
        "an unknown part of meta",
        "<lifecycle ",
        '<publication date="2014-05-19" name="x" showAs="y"/><lifecycle ',
        "publi",
    ),
    ("an own element nobody knows", "<rt:edition ", "<rt:secret/><rt:edition ", "rt:"),
    ("a preamble", "<mainBody>", "<preamble><p>x</p></preamble><mainBody>", "preamble"),
    ("a word in the footnote beside its text", "<p>Doc. 9447/13.</p></auth", "<p>Doc. 9447/13.</p>x</auth", "'x'"),
    ("a number in a num", "<num>2.</num>", "<num>2<sup>a</sup>.</num>", "<sup>"),
]


@pytest.mark.parametrize(("old", "new", "named"), [row[1:] for row in FOREIGN], ids=[row[0] for row in FOREIGN])
def test_what_the_profile_does_not_know_is_refused_by_name(old: str, new: str, named: str) -> None:
    error = refusal(old, new)
    assert named in error.facts[0]
    assert error.facts[0].startswith("line ")


DISAGREEMENTS = [
    ("an eId that is not its place's", 'eId="annex__para_2"', 'eId="annex__para_7"'),
    ("a footnote counted wrongly", 'eId="fn_1"', 'eId="fn_2"'),
    ("a point with a dash", "<num>-</num>", "<num>a</num>"),
    ("two dates", '<docDate date="2014-05-19">', '<docDate date="2014-05-20">'),
    ("two numbers", '<FRBRversionNumber value="9956/14"/>', '<FRBRversionNumber value="9957/14"/>'),
    ("another language in the IRI", "/eng@2014-05-19/", "/fra@2014-05-19/"),
    ("another work in the name", '<FRBRname value="eu-crr"/>', '<FRBRname value="eu-ct"/>'),
    ("another country", '<FRBRcountry value="eu"/>', '<FRBRcountry value="dk"/>'),
    ("a level that does not skip", 'name="level-3"', 'name="level-2"'),
    ("another edition in the words", "edition 2: editorial", "edition 3: editorial"),
    ("another target in the link", "council:5643-5-14", "council:5643-4-14"),
    ("another format", "application/akn+xml", "application/xml"),
]


@pytest.mark.parametrize(("old", "new"), [row[1:] for row in DISAGREEMENTS], ids=[row[0] for row in DISAGREEMENTS])
def test_two_places_that_disagree_are_refused(old: str, new: str) -> None:
    assert refusal(old, new).facts[0].startswith("line ")


IMPOSSIBLE = [
    ("a number that is none", 'name="councilNumber" value="9956/14"', 'name="councilNumber" value="99/56/14/1"'),
    ("a number of another register", 'name="councilNumber" value="9956/14"', 'name="councilNumber" value="32017D0863"'),
    ("no number at all", 'name="councilNumber"', 'name="nickname"'),
    ("a day that is none", '<FRBRdate date="2014-05-19"', '<FRBRdate date="2014-02-30"'),
    ("a date of unknown kind", 'date="2014-05-19" name="day"', 'date="2014-05-19" name="Generation"'),
    ("a year with a day", 'date="2014-05-19" name="day"', 'date="2014-05-19" name="year"'),
    ("a language that is none", '<FRBRlanguage language="eng"/>', '<FRBRlanguage language="qqq"/>'),
    ("a relation that is none", 'relation="previous_document"', 'relation="likes"'),
    ("a state that is none", 'state="stated"', 'state="rumoured"'),
    ("a link to nothing", 'link="#ref_1"', 'link="#ref_2"'),
    ("a link without a register", "urn:revtrack:1:number:council:", "urn:lex:"),
    ("a principal that is no component", 'principal="annex"', 'principal="cover"'),
    ("an edition that is no number", 'name="edition" value="2"', 'name="edition" value="two"'),
    ("a first edition with a reason", 'name="edition" value="2"', 'name="edition" value="1"'),
    ("a level that is no number", 'name="level-3"', 'name="level-x"'),
    ("a line that is no number", 'rt:line="12"', 'rt:line="twelve"'),
    ("a component that is not listed", '<doc name="annex">', '<doc name="cover">'),
    ("a missing wId", ' wId="annex__para_2"', ""),
    ("a wId of two words", ' wId="annex__para_2"', ' wId="two words"'),
    ("no space after a label", "</inline> <docProponent>", "</inline><docProponent>"),
    ("a text with blank ends", "<p>Two.</p>", "<p> Two. </p>"),
    (
        "an IRI of another form",
        '<FRBRuri value="/akn/eu/doc/0000/eu-crr"/>',
        '<FRBRuri value="/akn/eu/doc/2014/eu-crr"/>',
    ),
    ("no heading", "<heading>Aims</heading>", ""),
    ("no text", "<content><p>Two.</p></content>", ""),
    ("an empty slot", '<docDate date="2014-05-19">Brussels, 19 May 2014</docDate>', ""),
    ("no purpose of the links", "<original ", "<passiveRef "),
]


@pytest.mark.parametrize(("old", "new"), [row[1:] for row in IMPOSSIBLE], ids=[row[0] for row in IMPOSSIBLE])
def test_a_value_that_cannot_be_is_refused_with_its_line(old: str, new: str) -> None:
    assert refusal(old, new).facts[0].startswith("line ")


def test_the_line_is_the_line_of_the_fault() -> None:
    fact = refusal('rt:line="12"', 'rt:line="twelve"').facts[0]
    assert fact.startswith(f"line {line_of('<p rt:rule')}: ")


@pytest.mark.parametrize(
    "hidden",
    ["<!-- x -->", "<?xml-stylesheet href='x'?>", "<![CDATA[y]]>"],
)
def test_markup_that_parsers_drop_is_refused(hidden: str) -> None:
    error = refusal("Two.", f"Tw{hidden}o.")
    assert error.facts == (f"line {line_of('Two.')}: " + error.facts[0].partition(": ")[2],)


def test_both_kinds_of_hidden_markup_are_named() -> None:
    text = DATA.decode().replace("Two.", "Tw<!-- x -->o.").replace("<mainBody>", "<?x y?><mainBody>", 1)
    with pytest.raises(XmlProfile) as caught:
        read_edition(text.encode(), "specimen.xml")
    assert ["processing" in fact for fact in caught.value.facts] == [True, False]


def test_another_encoding_is_refused_since_editions_are_utf_8() -> None:
    text = DATA.decode().replace("encoding='UTF-8'", "encoding='UTF-16'")
    with pytest.raises(XmlProfile, match="specimen") as caught:
        read_edition(text.encode("utf-16"), "specimen.xml")
    assert "declaration" in caught.value.facts[0]


def test_a_doctype_is_unsafe() -> None:
    text = DATA.decode().replace("<akomaNtoso", "<!DOCTYPE akomaNtoso><akomaNtoso", 1)
    with pytest.raises(XmlUnsafe):
        read_edition(text.encode(), "specimen.xml")


@pytest.mark.parametrize("data", [b"", b"\x00\x01\x02", b"%PDF-1.7", DATA[:-20], DATA + b"<x/>"])
def test_what_is_no_xml_is_refused(data: bytes) -> None:
    with pytest.raises(XmlNotWellFormed):
        read_edition(data, "specimen.xml")


@pytest.mark.parametrize(
    "body",
    [
        "<html/>",
        "<akomaNtoso/>",
        '<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"/>',
        '<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><act name="x"/></akomaNtoso>',
        '<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><doc name="x"><meta/></doc></akomaNtoso>',
    ],
)
def test_other_xml_is_refused_without_a_crash(body: str) -> None:
    data = f"<?xml version='1.0' encoding='UTF-8'?>\n{body}\n".encode()
    for read in (read_edition, read_record):
        with pytest.raises(XmlProfile):
            read(data, "other.xml")


def test_every_single_element_taken_away_is_refused_or_changes_the_value() -> None:
    lines = DATA.decode().splitlines()
    for at in range(1, len(lines)):
        shorter = "\n".join([*lines[:at], *lines[at + 1 :], ""])
        try:
            again = read_edition(shorter.encode(), "shorter.xml")
        except RevtrackError:
            continue
        assert again != EDITION, f"line {at + 1} could be left out: {lines[at]}"


def test_every_single_line_said_twice_is_refused_or_changes_the_value() -> None:
    lines = DATA.decode().splitlines()
    for at in range(1, len(lines)):
        longer = "\n".join([*lines[: at + 1], *lines[at:], ""])
        try:
            again = read_edition(longer.encode(), "longer.xml")
        except RevtrackError:
            continue
        assert again != EDITION, f"line {at + 1} could stand twice: {lines[at]}"


def test_a_record_and_an_edition_are_told_apart() -> None:
    with pytest.raises(XmlProfile, match="record") as caught:
        read_edition(write_record(RECORD), "record.xml")
    assert "no edition" in caught.value.facts[0]
    with pytest.raises(XmlProfile) as caught:
        read_record(DATA, "specimen.xml")
    assert "no record" in caught.value.facts[0]


def test_a_record_with_text_is_refused() -> None:
    text = write_record(RECORD).decode().replace('<p status="undefined"/>', '<p status="undefined">but</p>')
    with pytest.raises(XmlProfile, match="not Akoma Ntoso"):
        read_record(text.encode(), "record.xml")


def test_layout_may_differ() -> None:
    loose = DATA.replace(b"<content><p>", b"<content>\n   <p>").replace(b"        <FRBRWork>", b"<FRBRWork>")
    assert loose != DATA
    assert read_edition(loose, "loose.xml") == EDITION


def test_attributes_may_stand_in_another_order() -> None:
    text = DATA.decode().replace(PARAGRAPH, '<paragraph wId="annex__para_2" eId="annex__para_2">')
    assert read_edition(text.encode(), "other.xml") == EDITION


def test_a_local_name_that_looks_like_a_council_number_stays_local() -> None:
    record = Record(WorkId("x"), DocumentNumber.local("9956/14"))
    assert read_record(write_record(record), "record.xml").number == DocumentNumber.local("9956/14") != N("9956/14")
