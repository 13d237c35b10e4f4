"""Akoma Ntoso of other tools: what the mark-up states is believed, and every text is placed or set apart."""

from __future__ import annotations

import pytest

from revtrack.errors import InputTooLarge, SourceRefused, TrackedChanges, UnsupportedFormat, XmlNotWellFormed, XmlUnsafe
from revtrack.ingest import Format, detect_format, read_in_child, read_source
from revtrack.model.readings import Reading, Tracked
from tests.unit.ingest.conftest import line

NS = 'xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0" xmlns:leos="urn:eu:europa:ec:leos"'
BILL = f"""<?xml version="1.0" encoding="UTF-8"?>
<akomaNtoso {NS}><bill name="REG"><meta><identification source="~COM"><FRBRWork><FRBRdate date="2018-05-02" name=""/>
</FRBRWork><FRBRExpression><FRBRdate date="2018-05-03" name="document"/><FRBRlanguage language="EN"/></FRBRExpression>
</identification><proprietary source="~leos"><leos:docStage>Proposal for a</leos:docStage></proprietary></meta>
<preface><p><docNumber>COM(2018) 321 final</docNumber></p><longTitle><p><docStage>Proposal for a</docStage>\
<docType>REGULATION</docType> <docPurpose>on rooms</docPurpose></p></longTitle></preface>
<preamble><formula name="enacting"><p>THE COUNCIL,</p></formula><citations><citation>
<p>Having regard to the Treaty <authorialNote marker="1"><p>OJ C 1.</p></authorialNote>,</p></citation></citations>
<recitals><intro><p>Whereas:</p></intro><recital><num>(1)</num><p>Rooms are <b>good</b>.</p></recital></recitals></preamble>
<body><chapter><num>CHAPTER I</num><heading>General</heading><article><num>Article 1</num><heading>Scope</heading>
<paragraph><num>1.</num><subparagraph><content><p>This applies to:</p></content></subparagraph><list>
<point><num>(a)</num><content><p>rooms;</p></content></point>
<point><num>(b)</num><alinea><content><p>halls:</p></content>
</alinea><list><indent><num>–</num><content><p>large,</p></content></indent></list>
<alinea><content><p>and more.</p></content></alinea></point></list>
<subparagraph><content><p>Second subparagraph.</p></content></subparagraph></paragraph>
<paragraph><num>2.</num><list><intro><p>In Regulation X:</p></intro><point><num>(1)</num><content><p>Article 3 is replaced:<mod>
<quotedStructure startQuote="‘" endQuote="’"><article><num>Article 3</num><heading>New</heading><paragraph><num>1.</num>
<content><p>Text.</p></content></paragraph></article></quotedStructure></mod>;</p></content></point></list></paragraph></article></chapter>
<clause><content><p>This Regulation shall be binding.</p></content></clause></body>
<conclusions><p>Done at <location refersTo="">Brussels</location>,</p><block name="s"><signature>
<organization>For the Council</organization><role>The President</role></signature></block></conclusions>
<attachments><attachment><heading>ANNEX I</heading><doc name="annex"><preface>
<longTitle><p>List of rooms</p></longTitle></preface>
<mainBody><table><tr><th><p>Room</p></th><th>No</th></tr><tr><td><p>Blue</p></td><td>3</td></tr></table><p>1. Typed.</p>
<p>(a) one</p></mainBody></doc></attachment></attachments></bill></akomaNtoso>"""


def read(document: str, tracked: Tracked | None = None) -> Reading:
    return read_source(document.encode(), "a.xml", tracked)


def rows(reading: Reading) -> list[str]:
    return [line(paragraph) for component in reading.components for paragraph in component.paragraphs]


def act(body: str, meta: str = "") -> str:
    return f"<akomaNtoso {NS}><act><meta>{meta}</meta><body>{body}</body></act></akomaNtoso>"


def test_a_proposal_of_the_commission() -> None:
    reading = read(BILL)
    assert rows(reading) == [
        "P COM(2018) 321 final",
        "H1 Proposal for a REGULATION on rooms",
        "P THE COUNCIL,",
        "P Having regard to the Treaty,",
        "P Whereas:",
        "P (1)|Rooms are good.",
        "H1 CHAPTER I|General",
        "H2 Article 1|Scope",
        "P 1.|This applies to:",
        "I1 (a)|rooms;",
        "I1 (b)|halls:",
        "I2 –|large,",
        "I2 and more.",
        "P Second subparagraph.",
        "P 2.|In Regulation X:",
        "I1 (1)|Article 3 is replaced:",
        "I2 ‘Article 3|New",
        "I3 1.|Text.’;",
        "P This Regulation shall be binding.",
        "P Done at Brussels,",
        "P For the Council The President",
        "T List of rooms",
        "P Room",
        "P No",
        "P Blue",
        "P 3",
        "P 1.|Typed.",
        "I1 (a)|one",
    ]
    assert [(part.name, part.kind) for part in reading.components] == [("main", ""), ("annex", "ANNEX I")]
    (note,) = reading.components[0].paragraphs[3].notes
    assert (note.offset, note.mark, note.text) == (27, "1", "OJ C 1.")
    assert [(matter.rule, matter.text) for matter in reading.page_matter] == [("metadata", "Proposal for a")]


def test_facts_are_stated_with_their_place() -> None:
    reading = read(BILL)
    facts = [reading.number, reading.date, reading.title, reading.language]
    assert [(fact.value, fact.where) for fact in facts if fact] == [
        ("COM(2018) 321", "docNumber"),
        ("2018-05-03", 'FRBRExpression/FRBRdate "document"'),
        ("Proposal for a REGULATION on rooms", "preface/longTitle"),
        ("en", "FRBRlanguage"),
    ]
    assert reading.look_at[-1] == (
        'it states two days: 2018-05-03 (FRBRExpression/FRBRdate "document") and 2018-05-02 (FRBRWork/FRBRdate)'
    )
    assert (reading.media_type, reading.extension, reading.ledger.encoding) == ("application/akn+xml", "xml", "UTF-8")
    assert read_in_child(BILL.encode(), "a.xml") == reading


@pytest.mark.parametrize(
    ("meta", "number"),
    [
        ('<FRBRExpression><FRBRalias name="celex" value="32016R0679"/></FRBRExpression>', "32016R0679"),
        ('<FRBRWork><FRBRuri value="http://data.europa.eu/eli/reg/2016/679/oj"/></FRBRWork>', "http://data.europa.eu/eli/reg/2016/679/oj"),
        ('<FRBRWork><FRBRnumber value="124/2017"/></FRBRWork>', None),
        ('<FRBRWork><FRBRnumber value="9956/14"/><FRBRauthor href="#CONSIL"/></FRBRWork>', "9956/14"),
        ('<FRBRWork><FRBRalias name="councilNumber" value="9956/14"/></FRBRWork>', "9956/14"),
        ('<FRBRWork><FRBRnumber value="36"/></FRBRWork>', None),
    ],
)  # fmt: skip
def test_a_number_is_taken_only_where_its_register_is_certain(meta: str, number: str | None) -> None:
    found = read(act("<p>x</p>", f"<identification>{meta}</identification>")).number
    assert (found and found.value) == number


@pytest.mark.parametrize(
    ("meta", "date"),
    [
        ('<FRBRExpression><FRBRdate date="2020-01-02" name="generation"/></FRBRExpression>', None),
        ('<FRBRWork><FRBRdate date="2019-01-02T10:00:00" name="x"/></FRBRWork>', "2019-01-02"),
        ('<FRBRExpression><FRBRdate date="0001-01-01" name="unknown"/></FRBRExpression>', None),
        ('<FRBRExpression><FRBRdate date="soon" name=""/></FRBRExpression>', None),
    ],
)
def test_the_day_a_file_was_made_is_no_day_of_the_text(meta: str, date: str | None) -> None:
    found = read(act("<p>x</p>", f"<identification>{meta}</identification>")).date
    assert (found and found.value) == date


def test_units_without_headings_numbers_over_units_and_lists() -> None:
    body = """<section><num>1</num><heading>Rooms</heading><subsection><num>(1)</num><content><p>One.</p></content></subsection>
    <subsection><num>(2)</num><intro><p>Two:</p></intro><paragraph><num>(a)</num><content><p>deep;</p></content></paragraph>
    <wrapUp><p>after.</p></wrapUp></subsection></section><section><num>§ 2</num><content><p>Bare.</p></content></section>
    <article><num>3</num><paragraph><num>1.</num><content><p>Para.</p></content></paragraph></article>
    <hcontainer name="rule"><heading>Last</heading><content><p>Text<br/>broken.</p>
    <ol><li>x</li><li>y</li></ol><ul><li>z</li></ul></content></hcontainer>
    <crossHeading>Between</crossHeading><point><num>(z)</num></point>"""
    assert rows(read(act(body))) == [
        "H1 1|Rooms",
        "P (1)|One.",
        "P (2)|Two:",
        "I1 (a)|deep;",
        "P after.",
        "P § 2|Bare.",
        "H1 3|",
        "P 1.|Para.",
        "H1 Last",
        "P Text broken.",
        "I1 1.|x",
        "I1 2.|y",
        "I1 •|z",
        "H1 Between",
        "P (z)|",
    ]


def test_unknown_elements_are_read_by_their_text_and_said() -> None:
    reading = read(act("<p>one <odd>two</odd> three</p><strange><p>four</p></strange><bare>five</bare>"))
    assert rows(reading) == ["P one two three", "P four", "P five"]
    assert reading.look_at == (
        "elements that the format does not define were read by their text: <bare>, <odd>, <strange>",
    )


CHANGED = act(
    '<p>Keep <ins by="#a">new</ins><del>old</del>.</p>'
    '<point leos:softaction="add" leos:softuser="b"><content><p>Added.</p></content></point>'
)


def test_tracked_changes_stop_until_somebody_says_which_text_is_meant() -> None:
    with pytest.raises(TrackedChanges) as caught:
        read(CHANGED)
    assert (
        caught.value.message == "a.xml holds tracked changes (2 insertions, 1 deletion by 2 authors), nothing was added"
    )
    accepted, rejected = read(CHANGED, Tracked.ACCEPT), read(CHANGED, Tracked.REJECT)
    assert rows(accepted) == ["P Keep new.", "I1 Added."]
    assert rows(rejected) == ["P Keep old."]
    assert [(m.rule, m.text) for m in rejected.page_matter] == [("inserted text", "new"), ("inserted text", "Added.")]
    assert (accepted.tracked, read(BILL, Tracked.ACCEPT).tracked) == (Tracked.ACCEPT, None)


def test_several_versions_in_one_file_are_refused() -> None:
    with pytest.raises(SourceRefused) as caught:
        read(act('<p>Now.</p><p status="removed">Then.</p>'))
    assert caught.value.message == "a.xml holds several versions of its text at once, nothing was added"
    assert caught.value.facts == ("<p> in line 1 is marked as removed",)
    meta = """<lifecycle><eventRef eId="e1" date="2001-01-01"/><eventRef eId="e2" date="2005-01-01"/></lifecycle><temporalData>
    <temporalGroup eId="t1"><timeInterval start="#e1" end="#e2"/></temporalGroup>
    <temporalGroup eId="t2"><timeInterval start="#e2"/></temporalGroup>
    <temporalGroup eId="t3"><timeInterval start="#e1"/></temporalGroup></temporalData>"""
    with pytest.raises(SourceRefused) as caught:
        read(act('<p period="#t1">Old.</p><p period="#t2">New.</p>', meta))
    assert caught.value.facts[0] == "<p> in line 4 is in force from 2001-01-01 to 2005-01-01"
    assert rows(read(act('<p period="#t2">One.</p><p period="#t3">Two.</p>', meta))) == ["P One.", "P Two."]
    assert read(act('<p period="#t9">One.</p>')).look_at == ("1 periods are named that the document does not define",)


def test_a_collection_has_its_documents_as_parts() -> None:
    document = f"""<akomaNtoso {NS}><documentCollection name="p"><collectionBody/><components><component><doc name="memorandum">
    <mainBody><p>Why.</p></mainBody></doc></component><component><bill><body><p>What.</p></body></bill></component></components>
    </documentCollection></akomaNtoso>"""
    reading = read(document)
    assert ([part.name for part in reading.components], reading.principal) == (["memorandum", "bill"], "bill")


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (act("<p>a</p>").replace("<akoma", '<!DOCTYPE a [<!ENTITY b "c">]><akoma').encode(), XmlUnsafe),
        (act("<p>&b;</p>").encode(), XmlNotWellFormed),
        (act("<p>a</p>").encode()[:-9], XmlNotWellFormed),
        (act("<container>" * 120 + "</container>" * 120).encode(), InputTooLarge),
        (f"<akomaNtoso {NS}><debate/></akomaNtoso>".encode(), UnsupportedFormat),
        (f"<akomaNtoso {NS}/>".encode(), UnsupportedFormat),
        (act("").encode(), SourceRefused),
    ],
)
def test_hostile_and_empty_documents_are_refused(data: bytes, error: type[SourceRefused]) -> None:
    with pytest.raises(error):
        read_source(data, "a.xml")


def test_comments_and_instructions_are_no_text_and_part_none() -> None:
    include = '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file:///etc/passwd"/>'
    reading = read(act(f"<p>not<!-- x --> allow<?pi y?>ed{include}</p><p><![CDATA[a < b]]></p>"))
    assert rows(reading) == ["P not allowed", "P a < b"]
    assert reading.look_at == ("elements that the format does not define were read by their text: <include>",)


@pytest.mark.parametrize("name", ["a.xml", "a.txt", "a.pdf"])
@pytest.mark.parametrize(
    "data",
    [
        BILL.encode(),
        b"\xef\xbb\xbf" + BILL.encode(),
        BILL.replace("UTF-8", "UTF-16").encode("utf-16"),
        f"<!-- c --><akn:akomaNtoso xmlns:akn='u'><akn:act/></akn:akomaNtoso>".encode(),  # noqa: F541
    ],
)
def test_the_format_is_told_by_content(data: bytes, name: str) -> None:
    assert detect_format(data, name) is Format.AKN


def test_a_document_in_another_encoding_reads_the_same() -> None:
    for codec, said in (("utf-16", "UTF-16"), ("cp1252", "Windows-1252")):
        declared = {"utf-16": "UTF-16", "cp1252": "windows-1252"}[codec]
        reading = read_source(BILL.replace("UTF-8", declared).encode(codec), "a.xml")
        assert (rows(reading), reading.ledger.encoding) == (rows(read(BILL)), said)
