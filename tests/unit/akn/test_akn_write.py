"""How each noun stands in XML: the shapes of docs/akoma-ntoso.md, one at a time."""

from __future__ import annotations

import re

import pytest
from msgspec.structs import replace

from revtrack.akn import read_edition, write_edition, write_record
from revtrack.akn.names import ALIAS_NAMES
from revtrack.errors import BadValue, InputTooLarge
from revtrack.model.dates import DocumentDate
from revtrack.model.documents import Correction, Edition, Record
from revtrack.model.inline import InlineRef
from revtrack.model.language import Language
from revtrack.model.numbers import DocumentNumber, Register
from revtrack.model.relations import Evidence, Reference, Relation, State
from revtrack.model.texts import Component, Expression, Note, PageMatter, Paragraph, Role, Slot, SlotKind, WorkId

N = DocumentNumber.parse
NUMBER = N("9956/14")


def p(num: str, text: str, *notes: Note, wid: str = "") -> Paragraph:
    return Paragraph(Role.PARAGRAPH, text, num, 0, notes, wid)


def h(level: int, text: str, num: str = "") -> Paragraph:
    return Paragraph(Role.HEADING, text, num, level)


def i(level: int, num: str, text: str) -> Paragraph:
    return Paragraph(Role.ITEM, text, num, level)


def t(text: str, num: str = "") -> Paragraph:
    return Paragraph(Role.TITLE, text, num)


def text_of(*paragraphs: Paragraph, **facts: object) -> Expression:
    components = (Component("main", paragraphs or (p("1.", "One."),)),)
    return replace(Expression(WorkId("eu-crr"), NUMBER, Language.DA, components), **facts)


def xml(expression: Expression, *edition: object) -> str:
    return write_edition(Edition(expression, *edition)).decode()


def part(document: str, name: str) -> str:
    """The element of that name without layout, ids cut down to the eId's last part: `<paragraph para_1>`."""
    start = document.index(f"<{name}")
    found = document[start : document.index(f"</{name}>", start) + len(name) + 3]
    return re.sub(r' eId="(?:main__)?([^"]*)" wId="(?:main__)?\1"', r" \1", re.sub(r"\n *", "", found))


BODIES = [
    ([p("1.", "One.")], "<paragraph para_1><num>1.</num><content><p>One.</p></content></paragraph>"),
    ([p("", "One.")], "<paragraph para_0+1><content><p>One.</p></content></paragraph>"),
    ([p("3.", "")], "<paragraph para_3><num>3.</num><content><p/></content></paragraph>"),
    (
        [h(1, "Aims"), p("1.", "One.")],
        "<section sec_1><heading>Aims</heading>"
        "<paragraph para_1><num>1.</num><content><p>One.</p></content></paragraph></section>",
    ),
    (
        [h(1, "Aims", "I."), h(2, "Means")],
        "<section sec_1><num>I.</num><heading>Aims</heading><section sec_2><heading>Means</heading></section></section>",
    ),
    (
        [h(1, "Aims"), h(3, "Detail"), h(2, "Means")],
        '<section sec_1><heading>Aims</heading><hcontainer name="level-3" sec_2><heading>Detail</heading></hcontainer>'
        "<section sec_3><heading>Means</heading></section></section>",
    ),
    (
        [h(2, "Detail"), h(1, "Aims")],
        '<hcontainer name="level-2" sec_1><heading>Detail</heading></hcontainer>'
        "<section sec_2><heading>Aims</heading></section>",
    ),
    (
        [p("14.", "We will"), i(1, "-", "act"), i(2, "(a)", "now"), i(1, "-", "learn")],
        "<paragraph para_14><num>14.</num><list><intro><p>We will</p></intro>"
        "<indent para_14__item_1><num>-</num><list><intro><p>act</p></intro>"
        "<point para_14__item_1__item_1><num>(a)</num><content><p>now</p></content></point></list></indent>"
        "<indent para_14__item_2><num>-</num><content><p>learn</p></content></indent></list></paragraph>",
    ),
    (
        [p("1.", "ab", Note(0, "1", "x"), Note(1, "2", "y"), Note(1, "*", ""), Note(2, "3", "z"))],
        '<paragraph para_1><num>1.</num><content><p><authorialNote marker="1" fn_1><p>x</p></authorialNote>a'
        '<authorialNote marker="2" fn_2><p>y</p></authorialNote><authorialNote marker="*" fn_3><p/></authorialNote>b'
        '<authorialNote marker="3" fn_4><p>z</p></authorialNote></p></content></paragraph>',
    ),
    ([t("Only a title")], '<p status="undefined"/>'),
]


@pytest.mark.parametrize(("paragraphs", "expected"), BODIES)
def test_a_body_stands_in_this_form(paragraphs: list[Paragraph], expected: str) -> None:
    document = xml(text_of(*paragraphs))
    assert part(document, "mainBody") == f"<mainBody>{expected}</mainBody>"
    assert list(read_edition(document.encode(), "x").expression.components[0].paragraphs) == paragraphs


SLOTS = [
    (Slot(SlotKind.INSTITUTION, "RÅDET"), "<docAuthority>RÅDET</docAuthority>"),
    (
        Slot(SlotKind.PLACE_AND_DATE, "Bruxelles, den 19. maj 2014"),
        '<docDate date="2014-05-19">Bruxelles, den 19. maj 2014</docDate>',
    ),
    (Slot(SlotKind.ORIGINAL_LANGUAGE, "(OR. en)"), '<inline name="original-language">(OR. en)</inline>'),
    (Slot(SlotKind.NUMBER, "9956/14"), "<docNumber>9956/14</docNumber>"),
    (Slot(SlotKind.SUBJECT_CODE, "JAI 332"), '<inline name="subject-code">JAI 332</inline>'),
    (Slot(SlotKind.MARKING, "LIMITE"), "<docStatus>LIMITE</docStatus>"),
    (Slot(SlotKind.DOCUMENT_TYPE, "NOTE"), "<docType>NOTE</docType>"),
    (
        Slot(SlotKind.FROM, "formandskabet", "fra:"),
        '<inline name="label">fra:</inline> <docProponent>formandskabet</docProponent>',
    ),
    (
        Slot(SlotKind.TO, "Coreper/Rådet", "til:"),
        '<inline name="label">til:</inline> <inline name="to">Coreper/Rådet</inline>',
    ),
    (Slot(SlotKind.PREVIOUS, "5643/5/14"), '<inline name="previous">5643/5/14</inline>'),
    (Slot(SlotKind.COMMISSION_DOCUMENT, "5451/14"), '<inline name="commission-document">5451/14</inline>'),
    (Slot(SlotKind.SUBJECT, "Strategi"), "<docPurpose>Strategi</docPurpose>"),
    (Slot(SlotKind.OTHER, "2 of 3"), '<inline name="other">2 of 3</inline>'),
]


@pytest.mark.parametrize(("slot", "expected"), SLOTS)
def test_a_header_slot_stands_in_this_form(slot: Slot, expected: str) -> None:
    document = xml(text_of(header=(slot,), date=DocumentDate(2014, 5, 19)))
    assert part(document, "preface") == f"<preface><p>{expected}</p></preface>"


def test_every_kind_of_header_slot_has_its_form() -> None:
    assert {slot.kind for slot, _ in SLOTS} == set(SlotKind)


def test_a_title_stands_in_the_preface_of_its_component() -> None:
    document = xml(text_of(t("Draft strategy", "I."), p("1.", "One.")))
    assert part(document, "preface") == (
        '<preface><longTitle title><p><inline name="num">I.</inline> '
        "<docTitle>Draft strategy</docTitle></p></longTitle></preface>"
    )


def test_page_matter_is_set_apart_with_its_rule_and_line() -> None:
    document = xml(text_of(page_matter=(PageMatter("9956/14 GB/fm 1", "page foot", 12),)))
    assert part(document, "conclusions") == (
        '<conclusions><container name="page-matter" status="ignored">'
        '<p rt:rule="page foot" rt:line="12">9956/14 GB/fm 1</p></container></conclusions>'
    )


def test_further_components_are_attachments_with_their_own_identification() -> None:
    components = (Component("note", (p("1.", "One."),), "NOTE"), Component("annex", (p("1.", "Uno."),), "BILAG"))
    document = xml(text_of(components=components, principal="annex"))
    attachment = document[document.index("<attachments>") :]
    assert '<doc name="note">' in document
    assert '<doc name="annex">' in attachment
    assert '<FRBRthis value="/akn/eu/doc/0000/eu-crr/!annex"/>' in attachment
    assert '<paragraph eId="annex__para_1" wId="annex__para_1">' in attachment
    assert '<rt:edition principal="annex"/>' in document
    assert 'name="annex" href="/akn/eu/doc/0000/eu-crr/dan@0000/9956-14/!annex" showAs="BILAG"' in document


def test_versions_of_one_family_share_their_work() -> None:
    one = text_of(date=DocumentDate(2014, 5, 19))
    other = text_of(number=N("15175/08"), date=DocumentDate(2008, 11, 14), language=Language.EN, title="Another")
    assert part(xml(one), "FRBRWork") == part(xml(other), "FRBRWork")


def test_numbers_title_and_label_are_aliases_of_the_expression() -> None:
    expression = text_of(
        aliases=(N("32017D0863"), N("COM(2013) 941"), N("eli/dir/2013/34/oj"), DocumentNumber.local("9447/13")),
        title="Strategi",
        label="2014",
    )
    aliases = re.findall(r'<FRBRalias name="([^"]*)" value="([^"]*)"/>', part(xml(expression), "FRBRExpression"))
    assert aliases == [
        ("councilNumber", "9956/14"),
        ("CELEXnumber", "32017D0863"),
        ("COMnumber", "COM(2013) 941"),
        ("ELI", "http://data.europa.eu/eli/dir/2013/34/oj"),
        ("local", "9447/13"),
        ("title", "Strategi"),
        ("label", "2014"),
    ]


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        (DocumentDate(), '<FRBRdate date="0001-01-01" name="unknown"/>'),
        (DocumentDate(2014), '<FRBRdate date="2014-01-01" name="year"/>'),
        (DocumentDate(2014, 5, 19), '<FRBRdate date="2014-05-19" name="day"/>'),
    ],
)
def test_a_date_says_how_much_of_it_is_known(date: DocumentDate, expected: str) -> None:
    assert expected in part(xml(text_of(date=date)), "FRBRExpression")


def test_a_local_name_says_nothing_of_a_jurisdiction_or_an_author() -> None:
    work = part(xml(text_of(number=DocumentNumber.local("house-rules"))), "FRBRWork")
    assert '<FRBRcountry value="zz"/>' in work
    assert '<FRBRauthor href="#zz"/>' in work


def test_a_later_edition_says_that_it_is_editorial_and_what_it_corrected() -> None:
    correction = Correction("3", "radikaliserings", "radikalisering", "word form")
    document = xml(text_of(), 2, "a fault of transcription", (correction,))
    assert 'name="edition" value="2" showAs="edition 2: editorial correction, not official"' in document
    assert '<eventRef eId="evt_2" date="0001-01-01" source="#revtrack" refersTo="#editorial-correction"/>' in document
    assert part(document, "rt:edition") == (
        '<rt:edition principal="main" reason="a fault of transcription"><rt:correction fragment="3">'
        "<rt:old>radikaliserings</rt:old><rt:new>radikalisering</rt:new><rt:reason>word form</rt:reason>"
        "</rt:correction></rt:edition>"
    )


def test_a_first_edition_says_nothing_of_corrections() -> None:
    assert "editorial" not in xml(text_of())


LINKS = [
    (Relation.PREVIOUS_DOCUMENT, "<original"),
    (Relation.REVISES, "<activeRef"),
    (Relation.REPLACES, "<activeRef"),
    (Relation.AMENDS, "<activeRef"),
    (Relation.REPEALS, "<activeRef"),
    (Relation.BASED_ON, "<activeRef"),
    (Relation.CITES, "<TLCReference"),
    (Relation.CORRECTS, "<activeRef"),
    (Relation.ADDS_TO, "<attachmentOf"),
    (Relation.CONSOLIDATES, "<original"),
    (Relation.LANGUAGE_VERSION, "<TLCReference"),
    (Relation.EXTRACT_OF, "<attachmentOf"),
    (Relation.DECLASSIFIES, "<activeRef"),
    (Relation.SAME_AS, "<TLCReference"),
]


@pytest.mark.parametrize(("relation", "link"), LINKS)
def test_a_relation_is_a_link_of_this_element(relation: Relation, link: str) -> None:
    reference = Reference(NUMBER, relation, N("5643/5/14"), State.STATED)
    references = part(xml(text_of(relations=(reference,))), "references")
    assert f'{link} eId="ref_1" href="urn:revtrack:1:number:council:5643-5-14" showAs="5643/5/14 REV 5"' in references


def test_every_relation_has_its_link() -> None:
    assert {relation for relation, _ in LINKS} == set(Relation)


def test_a_reference_keeps_its_evidence_beside_the_link() -> None:
    evidence = Evidence("fn3", "", "Dok. 5469/3/07 REV 3 … EU RESTRICTED.", "note.5")
    reference = Reference(NUMBER, Relation.CITES, N("5469/3/07"), State.EXTRACTED, evidence, "Ada", ("EU RESTRICTED",))
    assert part(xml(text_of(relations=(reference,))), "rt:reference") == (
        '<rt:reference link="#ref_1" relation="cites" state="extracted" fragment="fn3" bearer="note.5" assertedBy="Ada">'
        "<rt:quote>Dok. 5469/3/07 REV 3 … EU RESTRICTED.</rt:quote><rt:marking>EU RESTRICTED</rt:marking></rt:reference>"
    )


def test_a_relation_between_two_other_documents_is_no_link_of_this_one() -> None:
    reference = Reference(N("15175/08"), Relation.REVISES, N("14781/1/05"), State.INFERRED)
    document = xml(text_of(relations=(reference,)))
    assert "activeRef" not in document
    assert part(document, "rt:reference") == (
        '<rt:reference relation="revises" state="inferred"><rt:source register="council">15175/08</rt:source>'
        '<rt:target register="council">14781/1/05 REV 1</rt:target></rt:reference>'
    )


def test_a_wid_stands_beside_the_eid() -> None:
    assert '<paragraph eId="main__para_2" wId="main__para_1">' in xml(text_of(p("2.", "One.", wid="main__para_1")))


def test_a_record_holds_a_body_that_says_nothing_is_held() -> None:
    record = Record(WorkId("eu-crr"), N("15175/08"), known_from="the register of the Council")
    document = write_record(record).decode()
    assert part(document, "mainBody") == '<mainBody><p status="undefined"/></mainBody>'
    assert '<rt:record knownFrom="the register of the Council"/>' in document
    assert '<FRBRlanguage language="und"/>' in document


def test_the_document_ends_with_one_line_feed_and_begins_with_its_declaration() -> None:
    document = xml(text_of())
    assert document.startswith("<?xml version='1.0' encoding='UTF-8'?>\n<akomaNtoso ")
    assert document.endswith("</akomaNtoso>\n")


def test_white_space_inside_text_is_kept_and_none_is_added() -> None:
    text = "a\tb\nc  d\u00a0e\u00adf"
    document = xml(text_of(p("1.", text), title="x\ny", header=(Slot(SlotKind.SUBJECT, "u\nv"),)))
    assert f"<p>{text}</p>" in document
    assert 'value="x&#10;y"' in document
    assert "<docPurpose>u\nv</docPurpose>" in document


@pytest.mark.parametrize("wid", ["main__para_1", "two words", " "])
def test_a_wid_that_could_not_be_read_back_is_refused(wid: str) -> None:
    with pytest.raises(BadValue, match="wid"):
        xml(text_of(p("1.", "One.", wid=wid)))


def test_characters_that_xml_cannot_carry_are_refused_and_not_dropped() -> None:
    reference = Reference(NUMBER, Relation.CITES, N("1/14"), State.STATED, Evidence(quote="a\x00b"))
    with pytest.raises(BadValue, match="rt:quote"):
        xml(text_of(relations=(reference,)))


@pytest.mark.parametrize("register", [Register.CELEX, Register.ELI])
def test_a_number_that_does_not_read_back_as_itself_is_refused(register: Register) -> None:
    with pytest.raises(BadValue, match="no number"):
        xml(text_of(aliases=(DocumentNumber(register, "", "no number"),)))


def test_nesting_deeper_than_the_parser_reads_is_refused() -> None:
    with pytest.raises(InputTooLarge, match="nested"):
        xml(text_of(*(h(level, "Deep") for level in range(1, 100))))


def test_every_field_of_every_noun_is_known_to_the_writer() -> None:
    """A field that somebody adds to a noun has to find its place in the XML: this list is to be changed with it."""
    known = {
        Edition: "expression ordinal reason corrections refs",
        InlineRef: "place start end href up_to",
        Correction: "fragment old new reason",
        Record: "work number date title label aliases header relations known_from",
        Expression: "work number language components date title label principal aliases header relations page_matter",
        Component: "name paragraphs kind",
        Paragraph: "role text num level notes wid",
        Note: "offset mark text",
        Slot: "kind value label",
        PageMatter: "text rule line",
        Reference: "source relation target state evidence asserted_by markings",
        Evidence: "fragment slot quote bearer",
        DocumentNumber: "register series serial year revision suffixes",
        DocumentDate: "year month day",
    }
    assert {noun: " ".join(noun.__struct_fields__) for noun in known} == known
    assert set(Register) == set(ALIAS_NAMES)


URN = "urn:revtrack:1:number:council:9447-13"


@pytest.mark.parametrize(
    ("paragraph", "refs", "expected"),
    [
        (p("1.", "See doc. 9447/13."), [("para_1", 9, 16, URN)], f'<p>See doc. <ref href="{URN}">9447/13</ref>.</p>'),
        (p("1.", "9447/13"), [("para_1", 0, 7, URN)], f'<p><ref href="{URN}">9447/13</ref></p>'),
        (p("1.", "see 1"), [("para_1", 0, 3, "#main__para_1")], '<p><ref href="#main__para_1">see</ref> 1</p>'),
        (
            p("1.", "ab"),
            [("para_1", 0, 1, URN), ("para_1", 1, 2, "#main__para_1")],
            f'<p><ref href="{URN}">a</ref><ref href="#main__para_1">b</ref></p>',
        ),
        (
            p("1.", "points 1 to 1"),
            [("para_1", 0, 13, "#main__para_1", "#main__para_1")],
            '<p><rref from="#main__para_1" upTo="#main__para_1">points 1 to 1</rref></p>',
        ),
    ],
)
def test_words_that_lead_somewhere_stand_in_a_ref(paragraph: Paragraph, refs, expected: str) -> None:
    marked = tuple(InlineRef(f"main__{place}", *rest) for place, *rest in refs)
    edition = Edition(text_of(paragraph), refs=marked)
    assert part(write_edition(edition).decode(), "content") == f"<content>{expected}</content>"
    assert read_edition(write_edition(edition), "x") == edition


@pytest.mark.parametrize(
    ("offset", "expected"),
    [(0, "{note}<ref>9447/13</ref>"), (3, "<ref>944{note}7/13</ref>"), (7, "<ref>9447/13</ref>{note}")],
)
def test_a_footnote_inside_marked_words_stands_in_their_ref_and_at_either_end_outside(
    offset: int, expected: str
) -> None:
    """A footnote may itself hold a reference."""
    text = text_of(p("1.", "9447/13", Note(offset, "1", "See 9447/13.")))
    edition = Edition(text, refs=(InlineRef("main__para_1", 0, 7, URN), InlineRef("fn_1", 4, 11, URN)))
    written = part(write_edition(edition).decode(), "content").replace(f' href="{URN}"', "")
    note = '<authorialNote marker="1" fn_1><p>See <ref>9447/13</ref>.</p></authorialNote>'
    assert written == f"<content><p>{expected.format(note=note)}</p></content>"
    assert read_edition(write_edition(edition), "x") == edition


def test_the_value_of_a_header_slot_holds_references_too() -> None:
    header = (Slot(SlotKind.SUBJECT, "Rules"), Slot(SlotKind.SUBJECT, "as in 9447/13", "Re:"))
    edition = Edition(text_of(header=header), refs=(InlineRef("slot_2", 6, 13, URN),))
    assert f'<docPurpose>as in <ref href="{URN}">9447/13</ref></docPurpose>' in write_edition(edition).decode()
    assert read_edition(write_edition(edition), "x") == edition


@pytest.mark.parametrize(
    "refs",
    [
        [("main__para_1", 0, 9, URN)],
        [("main__para_2", 0, 1, URN)],
        [("main__para_1", 1, 3, URN), ("main__para_1", 0, 1, URN)],
        [("main__para_1", 0, 2, URN), ("main__para_1", 1, 3, URN)],
        [("main__para_1", 0, 1, "#main__para_9")],
        [("main__para_1", 0, 1, "#slot_1")],
        [("main__para_1", 0, 0, URN)],
        [("main__para_1", 0, 1, "http://example.invalid/")],
        [("main__para_1", 0, 1, URN, "#main__para_1")],
    ],
)
def test_a_reference_that_fits_no_words_or_leads_to_no_unit_is_refused(refs) -> None:
    with pytest.raises(BadValue, match="inline reference"):
        Edition(text_of(header=(Slot(SlotKind.SUBJECT, "x"),)), refs=tuple(InlineRef(*each) for each in refs))
