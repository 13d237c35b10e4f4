"""References of one text: what its header states, what it cites and where, what it must have revised."""

import pytest
from msgspec.structs import replace

from revtrack.model.dates import UNKNOWN_DATE, DocumentDate
from revtrack.model.documents import Version
from revtrack.model.language import Language
from revtrack.model.numbers import DocumentNumber
from revtrack.model.relations import Evidence, Reference, Relation, State
from revtrack.model.texts import Component, Expression, Note, Paragraph, Role, Slot, SlotKind, WorkId
from revtrack.references import extract, infer_revises

WORK = WorkId("eu-crr")


def number(text: str) -> DocumentNumber:
    return DocumentNumber.parse(text)


def paragraph(num: str, text: str, *notes: str) -> Paragraph:
    return Paragraph(Role.PARAGRAPH, text, num, notes=tuple(Note(len(text), "¹", note) for note in notes))


NOTE = Component(
    "note",
    (
        paragraph(
            "1.",
            "Den 6.-7. juni 2013 nåede Rådet til enighed om konklusioner med en opfordring til at ajourføre strategien.",
            "Dok. 9447/13 JAI 366 ENFOPOL 137 COTER 45.",
        ),
        paragraph(
            "2.", "Efterfølgende forelagde Kommissionen en meddelelse.", "Dok. 5451/14 JAI 30 ENFOPOL 5 COTER 3."
        ),
        paragraph("3.", "Delegationerne drøftede udkastet til en revideret EU-strategi på mødet den 6. marts."),
        paragraph("4.", "Terrorismegruppen er i gang med at udarbejde retningslinjer herom."),
        paragraph(
            "5.",
            "Den reviderede mediekommunikationsstrategi er stadig i kraft.",
            "Dok. 5469/3/07 REV 3 ENFOPOL 8 COTER 3 CATS 23 COPS 22 EU RESTRICTED.",
        ),
    ),
)
ANNEX = Component(
    "annex",
    (
        Paragraph(Role.TITLE, "Udkast til revideret EU-strategi"),
        paragraph("1.", "Terrorisme udgør en trussel mod alle lande og alle mennesker."),
        paragraph(
            "2.",
            "For at forbedre politikken blev der vedtaget en strategi og en handlingsplan i 2005. Strategien blev "
            "ajourført i november 2008. Efter drøftelsen på Rådets samling i marts 2013 om revisionen af EU-strategien "
            "nåede Rådet den 6.-7. juni 2013 til enighed om konklusioner.",
        ),
    ),
)
STRATEGY = Expression(
    WORK,
    number("9956/14"),
    Language.DA,
    (NOTE, ANNEX),
    date=DocumentDate(2014, 5, 19),
    header=(
        Slot(SlotKind.NUMBER, "9956/14"),
        Slot(SlotKind.SUBJECT_CODE, "JAI 332 ENFOPOL 138 COTER 34"),
        Slot(SlotKind.FROM, "formandskabet", "fra:"),
        Slot(SlotKind.PREVIOUS, "5643/5/14", "Tidl. dok. nr.:"),
        Slot(SlotKind.SUBJECT, "Revideret EU-strategi", "Vedr.:"),
    ),
)


def version(text: str, date: DocumentDate, language: Language | None = None) -> Version:
    return Version(WORK, number(text), language, (1,) if language else (), date)


V2005 = version("14781/1/05 REV 1", DocumentDate(2005, 11, 24))
V2008 = version("15175/08", DocumentDate(2008, 11, 14))
V2014 = version("9956/14", DocumentDate(2014, 5, 19), Language.DA)


def test_the_danish_strategy_refers_to_four_documents() -> None:
    own = number("9956/14")
    assert extract(STRATEGY) == (
        Reference(
            own,
            Relation.PREVIOUS_DOCUMENT,
            number("5643/5/14 REV 5"),
            State.STATED,
            Evidence(slot="Tidl. dok. nr.:", quote="5643/5/14"),
        ),
        Reference(
            own,
            Relation.CITES,
            number("9447/13"),
            State.EXTRACTED,
            Evidence(fragment="fn1", quote="9447/13", bearer="note.1"),
        ),
        Reference(
            own,
            Relation.CITES,
            number("5451/14"),
            State.EXTRACTED,
            Evidence(fragment="fn2", quote="5451/14", bearer="note.2"),
        ),
        Reference(
            own,
            Relation.CITES,
            number("5469/3/07 REV 3"),
            State.EXTRACTED,
            Evidence(fragment="fn3", quote="5469/3/07 REV 3", bearer="note.5"),
            markings=("EU RESTRICTED",),
        ),
    )


def test_the_danish_strategy_revises_the_text_of_november_2008() -> None:
    assert infer_revises(STRATEGY, (V2014, V2008, V2005)) == (
        Reference(
            number("9956/14"),
            Relation.REVISES,
            number("15175/08"),
            State.INFERRED,
            Evidence(fragment="2", quote="ajourført i november 2008"),
        ),
    )


def text_of(text: str, *, lang: Language = Language.EN, aliases: tuple[DocumentNumber, ...] = ()) -> Expression:
    return Expression(
        WORK,
        number("9956/14"),
        lang,
        (Component("main", (paragraph("1.", text),)),),
        date=DocumentDate(2014, 5, 19),
        aliases=aliases,
    )


def test_an_adoption_is_not_an_update() -> None:
    assert infer_revises(STRATEGY, (V2014, V2005)) == ()


@pytest.mark.parametrize(
    "siblings",
    [
        (),
        (V2014,),
        (version("15175/08", DocumentDate(2008, 10, 14)),),
        (version("15175/08", DocumentDate(2008)),),
        (version("15175/08", UNKNOWN_DATE),),
        (V2008, version("15200/08", DocumentDate(2008, 11, 20))),
        (replace(V2014, date=DocumentDate(2008, 11, 14)),),
    ],
)
def test_without_exactly_one_fitting_earlier_sibling_nothing_is_inferred(siblings: tuple[Version, ...]) -> None:
    assert infer_revises(STRATEGY, siblings) == ()


def test_two_language_versions_of_one_number_are_one_sibling() -> None:
    both = (replace(V2008, language=Language.DA, editions=(1,)), replace(V2008, language=Language.EN, editions=(1,)))
    assert [reference.target for reference in infer_revises(STRATEGY, both)] == [V2008.number]


def test_of_several_updates_the_nearest_earlier_version_is_revised() -> None:
    text = text_of("Updated in 2005, it was revised on 14 November 2008.")
    [reference] = infer_revises(text, (V2005, V2008))
    assert reference.target == V2008.number
    assert reference.evidence.quote == "revised on 14 November 2008"


def test_an_update_later_than_the_text_is_not_what_it_revises() -> None:
    later = version("13001/14", DocumentDate(2014, 9, 1))
    assert infer_revises(text_of("to be revised in September 2014"), (later,)) == ()


def test_a_text_of_unknown_date_has_no_earlier_sibling() -> None:
    assert infer_revises(replace(STRATEGY, date=UNKNOWN_DATE), (V2008,)) == ()


def test_a_text_known_by_its_year_has_earlier_siblings_of_earlier_years_only() -> None:
    text = replace(STRATEGY, date=DocumentDate(2008))
    assert infer_revises(text, (V2008,)) == ()
    assert len(infer_revises(replace(text, date=DocumentDate(2009)), (V2008,))) == 1


def test_a_sibling_that_is_the_text_under_another_number_is_not_revised() -> None:
    text = text_of("revised in November 2008", aliases=(V2008.number,))
    assert infer_revises(text, (V2008,)) == ()


def test_only_the_principal_component_says_what_is_revised() -> None:
    cover = Component("note", (paragraph("1.", "Strategien blev ajourført i november 2008."),))
    annex = Component("annex", (paragraph("1.", "Terrorisme.", "Ajourført i november 2008."),))
    assert infer_revises(replace(STRATEGY, components=(cover, annex)), (V2008,)) == ()


def test_a_document_never_refers_to_itself() -> None:
    text = text_of("see doc. 9956/14, doc. 9447/13 and 32017D0863", aliases=(number("32017D0863"),))
    assert [reference.target for reference in extract(text)] == [number("9447/13")]


def test_a_revision_is_another_document_than_its_first_issue() -> None:
    assert [str(each.target) for each in extract(text_of("doc. 9956/14 REV 1"))] == ["9956/1/14 REV 1"]


def test_one_place_gives_one_reference_and_two_places_give_two() -> None:
    component = Component(
        "main",
        (
            paragraph("1.", "doc. 9447/13 LIMITE and again doc. 9447/13", "Doc. 9447/13."),
            paragraph("2.", "doc. 9447/13"),
        ),
    )
    found = extract(replace(STRATEGY, components=(component,), principal="main", header=(), language=Language.EN))
    assert [(each.evidence.fragment, each.evidence.bearer) for each in found] == [("1", ""), ("fn1", "1"), ("2", "")]
    assert found[0].markings == ("LIMITE",)


def test_a_slot_may_list_several_previous_documents_in_a_row() -> None:
    listed = "9956/14 JAI 332 ENFOPOL 138 COTER 34 13001/1/14 REV 1 ENFOPOL 258 COTER 63"
    text = replace(
        STRATEGY,
        number=number("13469/1/14 REV 1"),
        components=(ANNEX,),
        header=(Slot(SlotKind.PREVIOUS, listed, "No. prev. doc.:"),),
    )
    assert [(str(each.target), each.relation, each.state) for each in extract(text)] == [
        ("9956/14", Relation.PREVIOUS_DOCUMENT, State.STATED),
        ("13001/1/14 REV 1", Relation.PREVIOUS_DOCUMENT, State.STATED),
    ]


def test_other_slots_give_what_a_paragraph_would() -> None:
    header = (
        Slot(SlotKind.COMMISSION_DOCUMENT, "5451/14 COM(2013) 941 final", "No. Cion doc.:"),
        Slot(SlotKind.SUBJECT, "Corrigendum to doc. 9447/13 of 12/13", "Subject:"),
        Slot(SlotKind.OTHER, "replaces ST 13001/14"),
    )
    found = extract(replace(STRATEGY, header=header, components=(ANNEX,)))
    assert [(str(each.target), each.state, each.evidence.slot) for each in found] == [
        ("5451/14", State.STATED, "No. Cion doc.:"),
        ("COM(2013) 941", State.STATED, "No. Cion doc.:"),
        ("9447/13", State.EXTRACTED, "Subject:"),
        ("13001/14", State.EXTRACTED, "other"),
    ]
    assert {each.relation for each in found} == {Relation.CITES}


def test_relations_that_the_text_carries_are_given_as_they_are() -> None:
    said = Reference(
        number("9956/14"), Relation.REVISES, number("15175/08"), State.CONFIRMED, Evidence(quote="said"), "A"
    )
    assert extract(replace(STRATEGY, relations=(said,)))[-1] is said
