"""Laws of the room `akn`: reading undoes writing, one value has one form, and both schemas accept all of it."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from revtrack.akn import (
    check_profile,
    official_errors,
    read_edition,
    read_record,
    write_edition,
    write_record,
)
from revtrack.akn.facts import date_attributes, number_text, read_date, read_number
from revtrack.akn.iri import Iri
from revtrack.errors import BadValue, RevtrackError, XmlProfile
from revtrack.model.dates import UNKNOWN_DATE, DocumentDate
from revtrack.model.documents import Edition, Record
from revtrack.model.numbers import DocumentNumber
from revtrack.model.slugs import slug
from revtrack.xmlsafe import parse
from tests.strategies import characters, dates, editions, languages, numbers, records, work_ids

law = settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


@law
@given(editions())
def test_an_edition_written_and_read_is_the_same_edition(edition: Edition) -> None:
    """Requirement: read(write(x)) == x."""
    assert read_edition(write_edition(edition), "edition.xml") == edition


@law
@given(editions())
def test_references_change_no_character_of_the_text(edition: Edition) -> None:
    """Requirement: with and without inline references the XML holds the same text and reads back to the same expression."""
    plain = replace(edition, refs=())
    marked, bare = (parse(write_edition(each), "edition.xml") for each in (edition, plain))
    assert "".join(marked.itertext()) == "".join(bare.itertext())
    assert read_edition(write_edition(edition), "x").expression == read_edition(write_edition(plain), "x").expression


@law
@given(records())
def test_a_record_written_and_read_is_the_same_record(record: Record) -> None:
    """Requirement: read(write(x)) == x."""
    assert read_record(write_record(record), "record.xml") == record


@law
@given(editions())
def test_bytes_that_were_read_are_written_again_to_the_letter(edition: Edition) -> None:
    """Requirement: equal values give equal bytes, also when one of them came from a file."""
    data = write_edition(edition)
    assert write_edition(read_edition(data, "edition.xml")) == data


@law
@given(editions())
def test_every_edition_passes_the_profile_and_the_official_schema(edition: Edition) -> None:
    """Requirement: everything written passes our profile and the official strict schema."""
    data = write_edition(edition)
    check_profile(data, "edition.xml")
    assert official_errors(data) == ()


@law
@given(records())
def test_every_record_passes_the_profile_and_the_official_schema(record: Record) -> None:
    """Requirement: everything written passes our profile and the official strict schema."""
    data = write_record(record)
    check_profile(data, "record.xml")
    assert official_errors(data) == ()


@law
@given(editions(), st.data())
def test_one_character_more_in_the_xml_is_refused_or_changes_the_value(edition: Edition, data: st.DataObject) -> None:
    """Requirement: reading passes nothing over; a character slipped in between any two others never vanishes.

    Blank space is left out: between elements it is layout, and layout carries nothing.
    """
    written = write_edition(edition).decode()
    at = data.draw(st.integers(0, len(written)))
    added = data.draw(st.sampled_from("xø7<>&\"'-"))
    changed = (written[:at] + added + written[at:]).encode()
    try:
        again = read_edition(changed, "changed.xml")
    except RevtrackError:
        return
    assert again != edition or changed == written.encode()


@law
@given(editions(), st.data())
def test_a_stretch_cut_from_the_xml_is_refused_or_changes_the_value(edition: Edition, data: st.DataObject) -> None:
    """Requirement: nothing that the XML says can be missing without an error or another value."""
    written = write_edition(edition)
    start = data.draw(st.integers(0, len(written) - 2))
    end = data.draw(st.integers(start + 1, min(start + 40, len(written) - 1)))
    if not written[start:end].strip(b" \t\r\n"):
        return
    try:
        again = read_edition(written[:start] + written[end:], "cut.xml")
    except RevtrackError:
        return
    assert again != edition


@law
@given(editions())
def test_layout_carries_no_meaning(edition: Edition) -> None:
    """Requirement: white space between elements may differ; the value is the same, down to the last character."""
    data = write_edition(edition)
    loose = data.replace(b"<mainBody>\n", b"<mainBody>\n\n\t ").replace(b"<identification", b"\r\n<identification")
    assert read_edition(loose, "loose.xml") == edition


@law
@given(records())
def test_a_record_is_never_read_as_an_edition(record: Record) -> None:
    """Requirement: reading is strict about which of the two a document is."""
    with pytest.raises(XmlProfile):
        read_edition(write_record(record), "record.xml")


@law
@given(numbers)
def test_a_number_stays_in_its_register(number: DocumentNumber) -> None:
    """Requirement: a name given here stays local even if it looks like a Council number."""
    assert read_number(number.register, number_text(number)) == number


@law
@given(dates)
def test_a_date_in_xml_keeps_what_is_unknown_of_it(date: DocumentDate) -> None:
    """Requirement: a day, a year alone and an unknown date are told apart, both ways."""
    attributes = date_attributes(date)
    assert read_date(attributes["date"], attributes["name"]) == date


@law
@given(st.sampled_from(["eu", "zz"]), work_ids, languages, dates, numbers, st.sampled_from(["", "annex"]))
def test_an_iri_reads_back_what_it_prints(country, work, language, date, number, component) -> None:
    """Requirement: the IRI type parses what it prints, on each of the three levels."""
    expression = Iri(country, work, language, date, slug(number), component=component)
    for iri in (
        Iri(country, work, component=component),
        expression,
        Iri(country, work, language, date, slug(number), "edition-3", component),
        Iri(country, work, language, date, slug(number), "record", component),
    ):
        assert Iri.parse(str(iri)) == iri


@law
@given(st.text(st.one_of(st.sampled_from("/akneudoczz0!@.-edition1xml"), characters), max_size=60))
def test_what_an_iri_would_not_print_it_does_not_read(text: str) -> None:
    """Requirement: the IRI type refuses everything else."""
    try:
        iri = Iri.parse("/akn/" + text)
    except BadValue:
        return
    assert str(iri) == "/akn/" + text


def test_the_first_day_of_the_calendar_is_not_the_unknown_date() -> None:
    first = DocumentDate(1, 1, 1)
    assert date_attributes(first)["date"] == date_attributes(UNKNOWN_DATE)["date"]
    assert read_date("0001-01-01", "day") == first
    assert read_date("0001-01-01", "year") == DocumentDate(1)
    assert read_date("0001-01-01", "unknown") == UNKNOWN_DATE
