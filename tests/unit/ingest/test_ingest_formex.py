"""Formex 4 of the Publications Office: what the mark-up states is believed, and every text is placed or set apart."""

from __future__ import annotations

import pytest

from revtrack.errors import SourceRefused, UnsupportedFormat, XmlUnsafe
from revtrack.ingest import Format, detect_format, read_in_child, read_source
from revtrack.model.readings import Reading
from tests.unit.ingest.conftest import line

CONSOLIDATED = """<?xml version="1.0" encoding="utf-8"?>
<CONS.ACT xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:noNamespaceSchemaLocation="http://formex.publications.europa.eu/schema/formex-04.00-20061031.xd">
<INFO.CONSLEG CONSLEG.DATE="20080714" CONSLEG.REF="1982L0891" START.DATE="20071207"/>
<CONS.DOC><BIB.INSTANCE><DOCUMENT.REF FILE="x.doc.xml"><LG.OJ>EN</LG.OJ><PAGE.FIRST>1</PAGE.FIRST></DOCUMENT.REF>\
<DATE ISO="20071207">20071207</DATE><LG.DOC>EN</LG.DOC></BIB.INSTANCE>
<FAM.COMP><BIB.DATA><NO.CELEX>382L0891</NO.CELEX><TITLE><TI><P>Other</P></TI></TITLE></BIB.DATA></FAM.COMP>
<TITLE><TI><P><HT TYPE="UC">Council Directive</HT></P><P>of <DATE ISO="19821217">17 December 1982</DATE></P>\
<P>on rooms</P></TI></TITLE>
<PREAMBLE><PREAMBLE.INIT>THE COUNCIL,</PREAMBLE.INIT><GR.VISA>\
<VISA>Having regard to X<NOTE NOTE.ID="E0001" NUMBERING="ARAB" TYPE="FOOTNOTE"><P><REF.DOC.OJ>OJ C 1</REF.DOC.OJ>.</P>\
</NOTE>,</VISA></GR.VISA>
<GR.CONSID><GR.CONSID.INIT>Whereas:</GR.CONSID.INIT><CONSID><NP><NO.P>(1)</NO.P><TXT>Rooms are good.</TXT></NP>\
</CONSID><CONSID><P>
<P>Whereas unnumbered;</P></P></CONSID></GR.CONSID><PREAMBLE.FINAL>HAS ADOPTED:</PREAMBLE.FINAL></PREAMBLE>
<ENACTING.TERMS><DIVISION><TITLE><TI><P>CHAPTER I</P></TI><STI><P>General</P></STI></TITLE>
<ARTICLE IDENTIFIER="001"><TI.ART>Article 1</TI.ART><STI.ART>Scope</STI.ART>
<PARAG><NO.PARAG>1.</NO.PARAG><ALINEA>The term <QUOT.START CODE="2018"/>room<QUOT.END CODE="2019"/> means.</ALINEA>\
<ALINEA>Second.</ALINEA></PARAG>
<PARAG><NO.PARAG>2.</NO.PARAG><ALINEA><P>Terms:</P><LIST TYPE="alpha"><ITEM><NP><NO.P>(a)</NO.P><TXT>one:</TXT><P>\
<LIST TYPE="DASH"><ITEM><P>dash</P></ITEM></LIST></P></NP></ITEM><ITEM><NP><NO.P>(b)</NO.P><TXT>two</TXT></NP></ITEM>\
</LIST><P>Tail.</P></ALINEA></PARAG>
<PARAG><NO.PARAG>3.</NO.PARAG><ALINEA><LIST TYPE="alpha"><ITEM><NP><NO.P>(a)</NO.P><TXT>alone</TXT></NP></ITEM></LIST>\
</ALINEA></PARAG></ARTICLE>
<ARTICLE><TI.ART>Article 2</TI.ART><ALINEA><P>In Directive Y:</P><LIST TYPE="ARAB"><ITEM><NP><NO.P>1.</NO.P>\
<TXT>Article 9 is replaced by:</TXT><P><QUOT.S LEVEL="1"><ARTICLE><TI.ART><QUOT.START CODE="2018"/>Article 9</TI.ART>\
<STI.ART>Old</STI.ART><PARAG><NO.PARAG>1.</NO.PARAG><ALINEA>Text.<QUOT.END CODE="2019"/></ALINEA></PARAG></ARTICLE>\
</QUOT.S>;</P></NP></ITEM></LIST></ALINEA></ARTICLE></DIVISION></ENACTING.TERMS>
<FINAL><P>This Directive is addressed.</P><SIGNATURE><PL.DATE>\
<P>Done at Brussels, <DATE ISO="19821217">17 December 1982</DATE>.</P></PL.DATE><SIGNATORY><P>For the Council</P><P>\
<HT TYPE="ITALIC">The President</HT></P></SIGNATORY></SIGNATURE></FINAL>
<CONS.ANNEX><TITLE><TI><P>ANNEX I</P></TI><STI><P>List of rooms</P></STI></TITLE><CONTENTS><GR.SEQ LEVEL="1"><TITLE>\
<TI><P>Part A</P></TI></TITLE><NP><NO.P>1.</NO.P><TXT>First.</TXT></NP>
<TBL COLS="2"><TITLE><TI><P>Table 1</P></TI></TITLE><CORPUS><ROW TYPE="HEADER"><CELL COL="1">Room</CELL><CELL COL="2">\
<P>No</P></CELL></ROW><ROW><CELL COL="1">Blue<NOTE NOTE.REF="E0002"/></CELL><CELL COL="2">3</CELL></ROW></CORPUS>\
<GR.NOTES><NOTE NOTE.ID="E0002"><P>Shown.</P></NOTE></GR.NOTES></TBL></GR.SEQ></CONTENTS></CONS.ANNEX>
</CONS.DOC></CONS.ACT>"""


def read(document: str) -> Reading:
    return read_source(document.encode(), "a.xml")


def rows(reading: Reading) -> list[str]:
    return [line(paragraph) for component in reading.components for paragraph in component.paragraphs]


def act(inner: str, data: str = "<BIB.INSTANCE><LG.DOC>DA</LG.DOC></BIB.INSTANCE>") -> str:
    return f"<ACT>{data}{inner}</ACT>"


def test_a_consolidated_act() -> None:
    reading = read(CONSOLIDATED)
    assert rows(reading) == [
        "T Council Directive of 17 December 1982 on rooms",
        "P THE COUNCIL,",
        "P Having regard to X,",
        "P Whereas:",
        "P (1)|Rooms are good.",
        "P Whereas unnumbered;",
        "P HAS ADOPTED:",
        "H1 CHAPTER I|General",
        "H2 Article 1|Scope",
        "P 1.|The term ‘room’ means.",
        "P Second.",
        "P 2.|Terms:",
        "I1 (a)|one:",
        "I2 —|dash",
        "I1 (b)|two",
        "P Tail.",
        "P 3.|",
        "I1 (a)|alone",
        "H2 Article 2|",
        "P In Directive Y:",
        "I1 1.|Article 9 is replaced by:",
        "I2 ‘Article 9|Old",
        "I3 1.|Text.’;",
        "P This Directive is addressed.",
        "P Done at Brussels, 17 December 1982.",
        "P For the Council",
        "P The President",
        "T List of rooms",
        "H1 Part A|",
        "P 1.|First.",
        "H2 Table 1|",
        "P Room",
        "P No",
        "P Blue",
        "P 3",
    ]
    assert [(part.name, part.kind) for part in reading.components] == [("main", ""), ("annex", "ANNEX I")]
    notes = [note for part in reading.components for each in part.paragraphs for note in each.notes]
    assert [(note.mark, note.text) for note in notes] == [("(1)", "OJ C 1."), ("(2)", "Shown.")]
    assert {matter.rule for matter in reading.page_matter} == {"metadata"}
    assert read_in_child(CONSOLIDATED.encode(), "a.xml") == reading


def test_facts_of_a_consolidated_act_are_those_of_its_day() -> None:
    """The number is made as EUR-Lex makes it, of two facts that are stated; the number of another act is not taken."""
    reading = read(CONSOLIDATED)
    facts = [reading.number, reading.date, reading.title, reading.language]
    assert [(fact.value, fact.where) for fact in facts if fact] == [
        ("01982L0891-20071207", 'INFO.CONSLEG "1982L0891", "20071207"'),
        ("2007-12-07", 'INFO.CONSLEG "20071207"'),
        ("Council Directive of 17 December 1982 on rooms", "its title"),
        ("en", "LG.DOC"),
    ]


NUMBERED = "<NO.DOC><NO.CURRENT>{}</NO.CURRENT><YEAR>2016</YEAR><COM>EU</COM></NO.DOC>"
TITLE = (
    '<TITLE><TI><P>REGULATION (EU) 2016/679 OF ALL</P><P>of <DATE ISO="20160427">27 April 2016</DATE></P></TI></TITLE>'
)


@pytest.mark.parametrize(
    ("data", "number"),
    [
        (f"<BIB.INSTANCE>{NUMBERED.format(679)}</BIB.INSTANCE>", "32016R0679"),
        (f"<BIB.INSTANCE>{NUMBERED.format(680)}</BIB.INSTANCE>", None),
        ("<BIB.INSTANCE/>", None),
        ("<BIB.DATA><NO.CELEX>32016R0679</NO.CELEX></BIB.DATA>", "32016R0679"),
        ('<BIB.DATA><DATE ISO="19821231"/><NO.CELEX>382L0891</NO.CELEX></BIB.DATA>', "31982L0891"),
        ("<BIB.DATA><NO.CELEX>382L0891</NO.CELEX></BIB.DATA>", None),
    ],
)
def test_a_number_is_taken_only_where_it_is_stated_or_borne_out(data: str, number: str | None) -> None:
    reading = read(act(f"{TITLE}<P>x</P>", data))
    assert (reading.number and reading.number.value) == number
    assert reading.date is not None
    assert (reading.date.value, reading.date.where) == ("2016-04-27", '"27 April 2016"')


def test_lists_definitions_tables_and_signs() -> None:
    inner = """<ARTICLE><TI.ART>Artikel 1</TI.ART><ALINEA><P>Ord:</P><DLIST SEPARATOR="="><DLIST.ITEM><TERM>rum</TERM>
    <DEFINITION><P>et sted</P></DEFINITION></DLIST.ITEM></DLIST><LIST TYPE="NONE"><ITEM><P>uden</P>
    <P>mere</P></ITEM></LIST></ALINEA></ARTICLE>
    <GR.SEQ><TITLE><TI><P>Tabel</P></TI></TITLE><TBL><CORPUS><ROW><CELL><P>én</P></CELL></ROW></CORPUS></TBL>
    <INCL.ELEMENT FILEREF="a.tif"/><P>A<QUOT.START CODE="ZZ"/>b</P><NEW>ny</NEW></GR.SEQ>"""
    reading = read(act(inner))
    assert rows(reading) == [
        "H1 Artikel 1|",
        "P Ord:",
        "I1 rum = et sted",
        "I1 uden",
        "I2 mere",
        "H1 Tabel",
        "P én",
        "P Ab",
        "P ny",
    ]
    assert reading.look_at == (
        "1 picture or file named in the document: what they show is no text and was not read",
        "elements that the format does not define were read by their text: <NEW>",
        "1 quotation marks are named by codes that are none; they are not shown",
    )


def test_a_file_that_only_names_others_is_refused_with_their_names() -> None:
    document = '<DOC><PUBLICATION.REF/><FMX><REF.PHYS FILE="L_1.xml" TYPE="DOC.XML"/></FMX></DOC>'
    with pytest.raises(UnsupportedFormat) as caught:
        read(document)
    assert caught.value.facts == ("the text lies in L_1.xml",)


def test_an_annex_alone_and_a_file_without_text() -> None:
    reading = read(
        "<ANNEX><BIB.INSTANCE/><TITLE><TI><P>ANNEX II</P></TI></TITLE><CONTENTS><P>Words.</P></CONTENTS></ANNEX>"
    )
    assert [(part.name, part.kind) for part in reading.components] == [("annex", "ANNEX II")]
    with pytest.raises(SourceRefused):
        read(act(""))


def test_hostile_files_are_refused() -> None:
    with pytest.raises(XmlUnsafe):
        read(f'<!DOCTYPE ACT [<!ENTITY x "y">]>{act("<P>a</P>")}')
    assert rows(read(act("<P>not<!-- x --> allow<?PAGE NO='2'?>ed</P>"))) == ["P not allowed"]


@pytest.mark.parametrize("name", ["a.xml", "a.txt"])
def test_the_format_is_told_by_content(name: str) -> None:
    assert detect_format(CONSOLIDATED.encode(), name) is Format.FORMEX
    assert detect_format(CONSOLIDATED.replace("utf-8", "UTF-16").encode("utf-16"), name) is Format.FORMEX
    for other in (b"<?xml version='1.0'?><ACT><p>x</p></ACT>", b"<?xml version='1.0'?><REPORT>1</REPORT>"):
        with pytest.raises(UnsupportedFormat):
            detect_format(other, name)


def test_a_note_inside_a_header_is_set_apart_and_said() -> None:
    lines = "<TITLE>9956/14</TITLE><TITLE>NOTE</TITLE>The door is open.</ACT>"
    noted = f'<ACT><BIB.INSTANCE/>The room is open.<NOTE NOTE.ID="E1">The desk is open.</NOTE>{lines}'
    reading = read_source(noted.encode(), "a.xml")
    assert [one.text for part in reading.components for one in part.paragraphs] == ["The door is open."]
    assert reading.look_at == ("the mark of a note is in no paragraph; its text in line 2 is set apart",)
