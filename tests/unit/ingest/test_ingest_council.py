"""The Danish Council document 9956/14: note, annex, footnotes, header, facts."""

from __future__ import annotations

import pytest

from revtrack.ingest import read_source
from revtrack.model.language import Language
from revtrack.model.ledger import Fate
from revtrack.model.places import number_key
from revtrack.model.readings import Fact, Reading
from revtrack.model.texts import Component, Role, SlotKind

SUBJECT = "Revideret EU-strategi for bekæmpelse af radikaliserings og rekruttering af terrorister"


@pytest.fixture(scope="module")
def reading(council: bytes) -> Reading:
    return read_source(council, "9956-14.da.txt")


@pytest.fixture(scope="module")
def note(reading: Reading) -> Component:
    return reading.components[0]


@pytest.fixture(scope="module")
def annex(reading: Reading) -> Component:
    return reading.components[1]


def count(component: Component, role: Role) -> int:
    return sum(paragraph.role is role for paragraph in component.paragraphs)


def test_the_note_and_the_text_it_transmits_are_two_components(reading: Reading) -> None:
    assert [(c.name, c.kind) for c in reading.components] == [("note", "NOTE"), ("annex", "")]
    assert reading.principal == "annex"


def test_the_note_has_paragraphs_one_to_six_and_nothing_else(note: Component) -> None:
    assert [number_key(p.num) for p in note.paragraphs] == [str(n) for n in range(1, 7)]
    assert {p.role for p in note.paragraphs} == {Role.PARAGRAPH}


def test_the_annex_has_paragraphs_one_to_57_and_one_without_number_after_46(annex: Component) -> None:
    keys = [number_key(p.num) for p in annex.paragraphs if p.role is Role.PARAGRAPH]
    assert keys == [*(str(n) for n in range(1, 47)), None, *(str(n) for n in range(47, 58))]


def test_the_annex_begins_with_its_title_and_has_fourteen_headings(annex: Component) -> None:
    assert annex.paragraphs[0].role is Role.TITLE
    assert annex.paragraphs[0].text == f"Udkast til r{SUBJECT[1:]}"
    headings = [p for p in annex.paragraphs if p.role is Role.HEADING]
    assert len(headings) == 14
    assert {heading.level for heading in headings} == {1}
    assert headings[0].text == "Udfordringen"
    assert headings[-1].text == "Gennemførelse af strategien"


def test_ten_dash_items_stand_under_paragraph_14_and_nowhere_else(annex: Component) -> None:
    at = next(index for index, p in enumerate(annex.paragraphs) if p.num == "14.")
    items = annex.paragraphs[at + 1 : at + 11]
    assert {(p.role, p.num, p.level) for p in items} == {(Role.ITEM, "-", 1)}
    assert count(annex, Role.ITEM) == 10


def test_three_footnotes_are_tied_to_their_marks(note: Component) -> None:
    tied = {p.num: [(n.mark, n.text) for n in p.notes] for p in note.paragraphs if p.notes}
    assert tied == {
        "1.": [("¹", "Dok. 9447/13 JAI 366 ENFOPOL 137 COTER 45.")],
        "2.": [("²", "Dok. 5451/14 JAI 30 ENFOPOL 5 COTER 3.")],
        "5.": [("³", "Dok. 5469/3/07 REV 3 ENFOPOL 8 COTER 3 CATS 23 COPS 22 EU RESTRICTED.")],
    }


def test_the_marks_leave_the_text_and_their_places_are_known(note: Component) -> None:
    first, fifth = note.paragraphs[0], note.paragraphs[4]
    assert first.text[: first.notes[0].offset].endswith("rekruttering til terrorisme")
    assert first.text[first.notes[0].offset :] == "."
    assert fifth.text[fifth.notes[0].offset :].startswith(" stadig er i kraft")


def test_every_slot_of_the_header_is_read(reading: Reading) -> None:
    assert [(slot.kind, slot.label, slot.value) for slot in reading.header] == [
        (SlotKind.INSTITUTION, "", "RÅDET FOR DEN EUROPÆISKE UNION"),
        (SlotKind.PLACE_AND_DATE, "", "Bruxelles, den 19. maj 2014"),
        (SlotKind.ORIGINAL_LANGUAGE, "OR.", "en"),
        (SlotKind.NUMBER, "", "9956/14"),
        (SlotKind.SUBJECT_CODE, "", "JAI 332"),
        (SlotKind.SUBJECT_CODE, "", "ENFOPOL 138"),
        (SlotKind.SUBJECT_CODE, "", "COTER 34"),
        (SlotKind.DOCUMENT_TYPE, "", "NOTE"),
        (SlotKind.FROM, "fra:", "formandskabet"),
        (SlotKind.TO, "til:", "Coreper/Rådet"),
        (SlotKind.PREVIOUS, "Tidl. dok. nr.:", "5643/5/14"),
        (SlotKind.SUBJECT, "Vedr.:", SUBJECT),
    ]


def test_facts_say_where_they_stand(reading: Reading) -> None:
    assert reading.number == Fact("9956/14", "line 11")
    assert reading.date == Fact("2014-05-19", '"den 19. maj 2014"')
    assert reading.title == Fact(SUBJECT, "line 22")


def test_it_is_danish_with_bokmal_as_the_runner_up(reading: Reading) -> None:
    assert [score.language for score in reading.languages[:2]] == [Language.DA, Language.NB]
    assert reading.languages[0].score > reading.languages[1].score + 0.2


def test_the_person_is_told_what_is_odd(reading: Reading) -> None:
    assert reading.look_at == (
        "¶ 46+1 has no number",
        "fn 3 stands apart from ¶ note.5",
        '"radikaliserings" alone 42 times',
    )


def test_nothing_is_set_apart_and_marks_of_emphasis_are_normalised(reading: Reading, council: bytes) -> None:
    ledger = reading.ledger
    assert ledger.length == len(council.decode())
    assert ledger.encoding == "UTF-8"
    assert ledger.count(Fate.APART) == 0
    assert ledger.rules(Fate.NORMALISED)["emphasis mark"] == 12
    assert ledger.rules(Fate.NORMALISED)["repeated note mark"] == 3


def test_it_is_text(reading: Reading) -> None:
    assert (reading.media_type, reading.extension) == ("text/plain", "txt")
