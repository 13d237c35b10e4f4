"""What came is judged by its content: another document than the one asked for is not taken for it."""

from __future__ import annotations

from pathlib import Path

import pytest

from revtrack import ingest
from revtrack.model.language import Language
from revtrack.model.numbers import DocumentNumber
from revtrack.model.readings import Reading
from revtrack.register import Answer, Form
from revtrack.workflows.judging import kind_of, other_document, problem
from tests.word_samples import docx

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="module")
def strategy() -> Reading:
    """The Danish Strategy, 9956/14."""
    data = (ROOT / "versions/eu-crr/9956-14.da.txt").read_bytes()
    return ingest.read_source(data, "9956-14.da.txt")


def answer(data: bytes, media_type: str) -> Answer:
    return Answer("https://a.example/", "https://a.example/", 200, media_type, data)


def test_the_document_asked_for_is_taken(strategy: Reading) -> None:
    assert other_document(strategy, DocumentNumber.parse("9956/14"), Language.DA) == ""


def test_a_document_with_another_number_is_not(strategy: Reading) -> None:
    told = other_document(strategy, DocumentNumber.parse("15175/08"), Language.DA)
    assert told == "a document with the number 9956/14"


def test_a_cover_page_may_print_less_than_the_whole_number(strategy: Reading) -> None:
    assert other_document(strategy, DocumentNumber.parse("9956/14 COR 1"), Language.DA) == ""


def test_a_number_of_another_register_tells_nothing(strategy: Reading) -> None:
    assert other_document(strategy, DocumentNumber.parse("32016R0679"), Language.DA) == ""


@pytest.mark.parametrize(("asked", "told"), [(Language.EN, "a text in Danish"), (Language.NB, "a text in Danish")])
def test_another_language_is_told_by_its_words(strategy: Reading, asked: Language, told: str) -> None:
    assert other_document(strategy, DocumentNumber.parse("9956/14"), asked) == told


def test_a_language_that_words_do_not_tell_is_not_compared(strategy: Reading) -> None:
    assert other_document(strategy, DocumentNumber.parse("9956/14"), Language.NL) == ""


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.7", "pdf"),
        (b"<!DOCTYPE html><p>x", "html"),
        (b"<?xml version='1.0'?><html xmlns='x'/>", "html"),
        (b"<?xml version='1.0'?><ACT/>", "xml"),
        (docx("1.\tOne."), "docx"),
        (b"1. One.", "text"),
        (b"\x89PNG\r\n\x1a\n", ""),
    ],
)
def test_kinds_are_told_by_content(data: bytes, kind: str) -> None:
    assert kind_of(data) == kind


@pytest.mark.parametrize(
    ("data", "media_type", "form"),
    [
        (b"%PDF-1.7", "application/pdf", Form.PDF),
        (b"%PDF-1.7", "application/octet-stream", Form.PDF),
        (b"<?xml version='1.0'?><html xmlns='x'><p>1. One.</p></html>", "application/xml", None),
        (b"<?xml version='1.0'?><ACT/>", "text/xml", Form.XML),
        (b"\x89PNG\r\n\x1a\n", "image/png", None),
    ],
)
def test_what_is_what_it_is_said_to_be_goes_on_to_intake(data: bytes, media_type: str, form: Form | None) -> None:
    assert problem(answer(data, media_type), form) == ""


def test_another_format_than_the_one_asked_for_is_named() -> None:
    zipped = answer(b"PK\x05\x06" + bytes(18), "application/zip")
    assert problem(zipped, Form.XML) == "something else (zip), not XML"
