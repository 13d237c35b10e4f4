"""IRIs: the forms that are printed, and that nothing else is read."""

from __future__ import annotations

import pytest

from revtrack.akn.iri import Iri, country, number_urn
from revtrack.errors import BadValue
from revtrack.model.dates import DocumentDate
from revtrack.model.language import Language
from revtrack.model.numbers import DocumentNumber
from revtrack.model.texts import WorkId

WORK = Iri("eu", WorkId("eu-crr"))
EXPRESSION = Iri("eu", WorkId("eu-crr"), Language.DA, DocumentDate(2014, 5, 19), "9956-14")

FORMS = [
    (WORK, "/akn/eu/doc/0000/eu-crr"),
    (WORK.of_component("annex"), "/akn/eu/doc/0000/eu-crr/!annex"),
    (EXPRESSION, "/akn/eu/doc/0000/eu-crr/dan@2014-05-19/9956-14"),
    (EXPRESSION.of_component("annex"), "/akn/eu/doc/0000/eu-crr/dan@2014-05-19/9956-14/!annex"),
    (Iri("zz", WorkId("w"), Language.UND, DocumentDate(), "x"), "/akn/zz/doc/0000/w/und@0000/x"),
    (Iri("zz", WorkId("w"), Language.NB, DocumentDate(2010), "x"), "/akn/zz/doc/0000/w/nob@2010/x"),
    (
        Iri("eu", WorkId("w"), Language.EN, DocumentDate(2014), "1-14", "edition-2"),
        "/akn/eu/doc/0000/w/eng@2014/1-14/edition-2.xml",
    ),
    (
        Iri("eu", WorkId("w"), Language.EN, DocumentDate(2014), "1-14", "edition-2", "note"),
        "/akn/eu/doc/0000/w/eng@2014/1-14/edition-2/!note.xml",
    ),
    (
        Iri("eu", WorkId("w"), Language.UND, DocumentDate(2014), "1-14", "record"),
        "/akn/eu/doc/0000/w/und@2014/1-14/record.xml",
    ),
]


@pytest.mark.parametrize(("iri", "text"), FORMS, ids=[text for _, text in FORMS])
def test_an_iri_prints_and_reads_this_form(iri: Iri, text: str) -> None:
    assert str(iri) == text
    assert Iri.parse(text) == iri


OTHERS = [
    "",
    "/akn/eu/doc",
    "/akn/eu/doc/0000/",
    "/akn/eu/doc/2014/eu-crr",
    "/akn/dk/doc/0000/eu-crr",
    "/akn/eu/act/0000/eu-crr",
    "/akn/eu/doc/0000/EU-CRR",
    "/eu/doc/0000/eu-crr",
    "https://example.org/akn/eu/doc/0000/eu-crr",
    "/akn/eu/doc/0000/eu-crr/",
    "/akn/eu/doc/0000/eu-crr/dan@2014-05-19",
    "/akn/eu/doc/0000/eu-crr/da@2014-05-19/9956-14",
    "/akn/eu/doc/0000/eu-crr/qqq@2014-05-19/9956-14",
    "/akn/eu/doc/0000/eu-crr/nor@2014-05-19/9956-14",
    "/akn/eu/doc/0000/eu-crr/dan@2014-02-30/9956-14",
    "/akn/eu/doc/0000/eu-crr/dan@0000-01-01/9956-14",
    "/akn/eu/doc/0000/eu-crr/dan@2014-05/9956-14",
    "/akn/eu/doc/0000/eu-crr/dan@2014-05-19/9956/14",
    "/akn/eu/doc/0000/eu-crr/dan@2014-05-19/9956-14.xml",
    "/akn/eu/doc/0000/eu-crr/dan@2014-05-19/9956-14/edition-1",
    "/akn/eu/doc/0000/eu-crr/dan@2014-05-19/9956-14/edition-0.xml",
    "/akn/eu/doc/0000/eu-crr/dan@2014-05-19/9956-14/edition-01.xml",
    "/akn/eu/doc/0000/eu-crr/dan@2014-05-19/9956-14/!annex/edition-1.xml",
    "/akn/eu/doc/0000/eu-crr/dan@2014-05-19/9956-14/edition-1/!annex",
    "/akn/eu/doc/0000/eu-crr.xml",
    "/akn/eu/doc/0000/eu-crr\n",
    "/akn/eu/doc/0000/eu-crr/../../x",
]


@pytest.mark.parametrize("text", OTHERS)
def test_every_other_form_is_refused(text: str) -> None:
    with pytest.raises(BadValue, match="not an IRI"):
        Iri.parse(text)


@pytest.mark.parametrize(
    "parts",
    [
        {"country": "dk"},
        {"number": "x"},
        {"date": DocumentDate(2014)},
        {"file": "record"},
        {"language": Language.DA},
        {"language": Language.DA, "number": "X/Y"},
        {"language": Language.DA, "number": "x", "file": "edition-0"},
        {"component": "An nex"},
    ],
)
def test_parts_that_the_form_cannot_hold_are_refused(parts: dict[str, object]) -> None:
    with pytest.raises(BadValue, match="not an IRI"):
        Iri(**{"country": "eu", "work": WorkId("w"), **parts})


@pytest.mark.parametrize(
    ("number", "urn"),
    [
        (DocumentNumber.parse("5643/5/14"), "urn:revtrack:1:number:council:5643-5-14"),
        (DocumentNumber.parse("COM(2013) 941"), "urn:revtrack:1:number:commission:com-2013-941"),
        (DocumentNumber.parse("32017D0863"), "urn:revtrack:1:number:celex:32017d0863"),
        (DocumentNumber.local("house-rules"), "urn:revtrack:1:number:local:house-rules"),
    ],
)
def test_a_document_known_by_number_alone_has_a_name_of_its_own(number: DocumentNumber, urn: str) -> None:
    assert number_urn(number) == urn


def test_only_the_registers_of_the_union_say_where_a_document_comes_from() -> None:
    assert country(DocumentNumber.parse("9956/14")) == "eu"
    assert country(DocumentNumber.local("9956/14")) == "zz"
    assert country(DocumentNumber.parse("S/RES/2178 (2014)")) == "un"
    assert country(DocumentNumber.parse("NOU 2013: 9")) == "no"
    assert country(DocumentNumber.parse("ECLI:EU:C:2014:317")) == "eu"
    assert country(DocumentNumber.parse("ECLI:NL:HR:2012:BV1234")) == "zz"
