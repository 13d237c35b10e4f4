"""Editions, records and originals: counted from one, with a reason from the second on, and known by their bytes."""

from __future__ import annotations

import hashlib

import pytest

from revtrack.errors import BadValue
from revtrack.model.documents import Edition, Record, Source, Version
from revtrack.model.language import Language
from revtrack.model.numbers import DocumentNumber
from revtrack.model.relations import Relation, State
from revtrack.model.texts import Component, Expression, Paragraph, Role, WorkId

NUMBER = DocumentNumber.parse("14781/1/05")
TEXT = Expression(WorkId("eu-crr"), NUMBER, Language.DA, (Component("main", (Paragraph(Role.PARAGRAPH, "a"),)),))


def test_a_first_edition_has_no_reason_and_a_later_one_has() -> None:
    assert Edition(TEXT).ordinal == 1
    assert Edition(TEXT, 2, "word form").reason == "word form"


@pytest.mark.parametrize(("ordinal", "reason"), [(1, "word form"), (2, ""), (7, "")])
def test_any_other_pairing_is_refused(ordinal: int, reason: str) -> None:
    with pytest.raises(BadValue, match="a later edition says why it was made"):
        Edition(TEXT, ordinal, reason)


@pytest.mark.parametrize("ordinal", [0, -1])
def test_editions_are_counted_from_one(ordinal: int) -> None:
    with pytest.raises(BadValue, match="counted from 1"):
        Edition(TEXT, ordinal, "word form")


def test_a_record_checks_the_words_it_keeps() -> None:
    assert Record(WorkId("eu-crr"), NUMBER, label="2005").label == "2005"
    with pytest.raises(BadValue, match="the source of a record"):
        Record(WorkId("eu-crr"), NUMBER, known_from=" its header")
    with pytest.raises(BadValue, match="cannot be a label"):
        Record(WorkId("eu-crr"), NUMBER, label="the first")


def test_an_original_is_known_by_its_bytes() -> None:
    assert Source(b"text", "text/plain", "txt").sha256 == hashlib.sha256(b"text").hexdigest()


def test_a_version_is_named_with_its_language_where_its_text_is_held() -> None:
    known = Version(WorkId("eu-crr"), NUMBER)
    held = Version(WorkId("eu-crr"), NUMBER, Language.DA, (1, 2))
    assert (str(known), known.held) == ("14781/1/05 REV 1", False)
    assert (str(held), held.held) == ("14781/1/05 REV 1:da", True)


def test_relations_are_printed_as_people_say_them() -> None:
    assert Relation.PREVIOUS_DOCUMENT.word == "previous"
    assert [relation.word for relation in (Relation.REVISES, Relation.ADDS_TO)] == ["revises", "adds to"]


def test_every_reference_is_known_in_one_of_five_ways() -> None:
    assert [state.value for state in State] == ["stated", "extracted", "inferred", "confirmed", "catalogued"]
