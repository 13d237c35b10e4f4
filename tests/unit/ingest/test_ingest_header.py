"""Headers whatever their order and language; lines that fit no slot are kept."""

from __future__ import annotations

import pytest

from revtrack.ingest import read_source
from revtrack.ingest.labels import LABELS
from revtrack.model.readings import Fact, Reading
from revtrack.model.texts import SlotKind

ENGLISH = """Council of the
European Union

Brussels, 24 May 2017
(OR. en)

9646/17

LIMITE

CT 52
ENFOPOL 269

NOTE

From:\tPresidency
To:\tPermanent Representatives Committee/Council
No. prev. doc.:\t9956/14 JAI 332 ENFOPOL 138 COTER 34
\t13001/1/14 REV 1 ENFOPOL 258 COTER 63
Subject:\tDraft revised guidelines for the strategy
\tfor combating radicalisation

1. The Council adopted the strategy.
"""
LABELS_FIRST = """COUNCIL OF
THE EUROPEAN UNION
Brussels, 24 November 2005 (OR. en)
14781/1/05
REV 1 LIMITE
JAI 452 ENFOPOL 164 COTER 81
"I/A" ITEM NOTE
From:
To:
No. prev. doc.:
Subject:
Presidency
COREPER/Council
14347/05 JAI 414 ENFOPOL 152 COTER 69
The European Union Strategy for Combating Radicalisation
and Recruitment to Terrorism

Delegations will find attached the strategy.
"""


def read(text: str) -> Reading:
    return read_source(text.encode(), "a.txt")


def slots(reading: Reading, kind: SlotKind) -> list[str]:
    return [slot.value for slot in reading.header if slot.kind is kind]


def test_an_english_header_with_its_continued_lines() -> None:
    reading = read(ENGLISH)
    assert slots(reading, SlotKind.INSTITUTION) == ["Council of the European Union"]
    assert slots(reading, SlotKind.MARKING) == ["LIMITE"]
    assert slots(reading, SlotKind.SUBJECT_CODE) == ["CT 52", "ENFOPOL 269"]
    assert slots(reading, SlotKind.SUBJECT) == [
        "Draft revised guidelines for the strategy for combating radicalisation"
    ]
    assert reading.number == Fact("9646/17", "line 7")
    assert reading.date == Fact("2017-05-24", '"24 May 2017"')


def test_several_previous_documents_stand_in_one_slot_as_printed() -> None:
    assert slots(read(ENGLISH), SlotKind.PREVIOUS) == [
        "9956/14 JAI 332 ENFOPOL 138 COTER 34 13001/1/14 REV 1 ENFOPOL 258 COTER 63"
    ]


def test_labels_first_and_values_after() -> None:
    reading = read(LABELS_FIRST)
    assert [(slot.kind, slot.label, slot.value) for slot in reading.header[-4:]] == [
        (SlotKind.FROM, "From:", "Presidency"),
        (SlotKind.TO, "To:", "COREPER/Council"),
        (SlotKind.PREVIOUS, "No. prev. doc.:", "14347/05 JAI 414 ENFOPOL 152 COTER 69"),
        (
            SlotKind.SUBJECT,
            "Subject:",
            "The European Union Strategy for Combating Radicalisation and Recruitment to Terrorism",
        ),
    ]
    assert [p.text for p in reading.components[0].paragraphs] == ["Delegations will find attached the strategy."]


def test_a_number_goes_on_in_its_suffix_on_the_next_line() -> None:
    reading = read(LABELS_FIRST.replace("REV 1 LIMITE", "REV 1"))
    assert reading.number == Fact("14781/1/05 REV 1", "line 4")


def test_number_and_marking_on_one_line_are_two_slots() -> None:
    reading = read("9956/14 LIMITE\nJAI 332\n\n1. Text.\n")
    assert [(slot.kind, slot.value) for slot in reading.header] == [
        (SlotKind.NUMBER, "9956/14"),
        (SlotKind.MARKING, "LIMITE"),
        (SlotKind.SUBJECT_CODE, "JAI 332"),
    ]


def test_two_labels_and_two_values_on_one_line() -> None:
    text = "9956/14\n{}\nSubject: A strategy\n\n1. Text.\n"
    for line in ("From: To: Presidency COREPER/Council", "From:\tTo:\tPresidency\tCOREPER/Council"):
        reading = read(text.format(line))
        assert slots(reading, SlotKind.FROM) == ["Presidency"]
        assert slots(reading, SlotKind.TO) == ["COREPER/Council"]


def test_two_values_that_nobody_can_part_are_kept_and_not_guessed() -> None:
    reading = read("9956/14\nFrom: To: Some Body Another Body\nSubject: A strategy\n\n1. Text.\n")
    assert slots(reading, SlotKind.OTHER) == ["From: To: Some Body Another Body"]
    assert slots(reading, SlotKind.FROM) == []


def test_a_value_on_the_next_line_behind_a_blank_one() -> None:
    reading = read("9956/14\n\nFrom:\n\nPresidency\n\nSubject:\n\nA strategy\n\n1. Text.\n")
    assert slots(reading, SlotKind.FROM) == ["Presidency"]
    assert slots(reading, SlotKind.SUBJECT) == ["A strategy"]


def test_an_unknown_line_inside_the_header_is_kept() -> None:
    reading = read("9956/14\n\nInterinstitutional matters\n\nJAI 332\n\nNOTE\n\n1. Text.\n")
    assert slots(reading, SlotKind.OTHER) == ["Interinstitutional matters"]


def test_the_file_of_a_procedure_stands_in_a_slot_of_its_own() -> None:
    reading = read("9956/14\n\nInterinstitutional File: 2012/0011 (COD)\n\nJAI 332\n\nNOTE\n\n1. Text.\n")
    [slot] = [slot for slot in reading.header if slot.kind is SlotKind.OTHER]
    assert (slot.label, slot.value) == ("Interinstitutional File:", "2012/0011 (COD)")


@pytest.mark.parametrize("between", ["\ufeff", "x", "\u200b"])
def test_a_suffix_behind_a_line_that_nobody_knows_does_not_take_that_line_with_it(between: str) -> None:
    reading = read(f"BILAG 1\n9956/14\n{between}\nREV 1\n{between}\n\nText.\n")
    told = [slot.value for slot in reading.header] + [p.text for c in reading.components for p in c.paragraphs]
    assert " ".join(told).split().count(between) == 2


def test_a_label_whose_value_never_comes_is_kept() -> None:
    reading = read("9956/14\nFrom:\nTo: the Council\nSubject: A strategy\n\n1. Text.\n")
    assert slots(reading, SlotKind.OTHER) == ["From:"]
    assert slots(reading, SlotKind.TO) == ["the Council"]


def test_the_body_after_the_header_is_not_swallowed() -> None:
    reading = read("9956/14\nSubject: A strategy\n\nDelegations will find it below.\n\nIntroduction\n\nIt begins.\n")
    assert [p.text for p in reading.components[0].paragraphs] == [
        "Delegations will find it below.",
        "Introduction",
        "It begins.",
    ]


def test_a_number_that_contradicts_itself_is_no_fact() -> None:
    reading = read("14781/1/05\nREV 2\nJAI 452\n\n1. Text.\n")
    assert slots(reading, SlotKind.NUMBER) == ["14781/1/05 REV 2"]
    assert reading.number is None


def test_dispatch_behind_the_date_belongs_to_it() -> None:
    reading = read("Bruxelles, den 4. november 2011 (16.11)\n9956/14\n\n1. Text.\n")
    assert slots(reading, SlotKind.PLACE_AND_DATE) == ["Bruxelles, den 4. november 2011 (16.11)"]
    assert reading.date == Fact("2011-11-04", '"den 4. november 2011"')


def test_several_original_languages() -> None:
    assert slots(read("9956/14\n(OR. en/fr)\n\n1. Text.\n"), SlotKind.ORIGINAL_LANGUAGE) == ["en/fr"]


@pytest.mark.parametrize(
    "text",
    [
        "1. The meeting of 6 June 2013\n\n2. Text.\n",
        "9956/14\n\n1. Text.\n",
        "Subject: only this\n\n1. Text.\n",
        "To: the reader\n\n1. Text.\n",
        "House rules\n\nJAI 332\n\n1. Text.\n",
    ],
)
def test_one_slot_alone_makes_no_header(text: str) -> None:
    assert read(text).header == ()


@pytest.mark.parametrize("label", sorted(LABELS))
def test_every_label_of_the_table_is_read(label: str) -> None:
    printed = label[0].upper() + label[1:]
    reading = read(f"9956/14\nJAI 332\n{printed}\ta value\n\n1. Text.\n")
    slot = reading.header[-1]
    assert (slot.kind, slot.label, slot.value) == (LABELS[label].kind, printed, "a value")
