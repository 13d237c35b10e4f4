"""Slugs: how a number stands in paths and anchors, and what can be turned back."""

import pytest

from revtrack.errors import BadValue
from revtrack.model.numbers import DocumentNumber
from revtrack.model.slugs import DEVICE_NAMES, SLUG, from_slug, slug, words


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("9956/14", "9956-14"),
        ("14781/1/05 REV 1", "14781-1-05"),
        ("CM 1006/17", "cm-1006-17"),
        ("CONV 459/02", "conv-459-02"),
        ("11432/07 DCL 1", "11432-07-dcl-1"),
        ("9956/14 ADD 1 REV 2", "9956-14-add-1-rev-2"),
        ("9956/14 COR 1 (de,fr)", "9956-14-cor-1-de-fr"),
        ("COM(2013) 941 final", "com-2013-941"),
        ("SWD(2013) 171 final/2", "swd-2013-171-final-2"),
        ("32017D0863", "32017d0863"),
        ("house-rules-2024", "house-rules-2024"),
        ("demo-1", "demo-1"),
    ],
)
def test_a_plain_slug_turns_back_into_its_number(number: str, expected: str) -> None:
    value = DocumentNumber.read(number)
    assert slug(value) == expected
    assert from_slug(expected) == value


@pytest.mark.parametrize(
    ("number", "stem"),
    [
        ("02023R1114-20240109", "02023r1114-20240109"),
        ("32012D0243(01)", "32012d0243-01"),
        ("http://data.europa.eu/eli/dec/2014/219/oj", "http-data-europa-eu-eli-dec-2014-219-oj"),
        ("House Rules", "house-rules"),
        ("Århus", "arhus"),
        ("Øæß", "oaess"),
        ("規則", "x"),
        ("con", "con"),
        ("COM\u00b9", "com1"),
        ("../../etc/passwd", "etc-passwd"),
        ("--output=x", "output-x"),
    ],
)
def test_what_cannot_be_turned_back_carries_a_hash(number: str, stem: str) -> None:
    made = slug(DocumentNumber.read(number))
    head, _, digest = made.rpartition("-")
    assert head == stem
    assert len(digest) == 12
    assert from_slug(made) is None


@pytest.mark.parametrize("taken", ["9956/14", "COM(2013) 941", "32017D0863"])
def test_a_local_name_cannot_take_the_slug_of_a_register_number(taken: str) -> None:
    official = slug(DocumentNumber.parse(taken))
    assert slug(DocumentNumber.local(official)) != official


def test_a_local_name_cannot_take_the_hashed_slug_of_another() -> None:
    hashed = slug(DocumentNumber.local("House Rules"))
    assert slug(DocumentNumber.local(hashed)) != hashed


def test_two_digits_of_a_year_tell_the_century() -> None:
    assert from_slug("3-98") == DocumentNumber.parse("ST 3 1998")
    with pytest.raises(BadValue, match="impossible year"):
        DocumentNumber.parse("ST 3 2098")


@pytest.mark.parametrize(
    "text", ["", "-x", "A", "a_b", "a.b", "a/b", "..", "x" * 81, "a-", "a--b", "con", "com1", "lpt9"]
)
def test_what_is_no_slug_names_no_number(text: str) -> None:
    assert from_slug(text) is None


@pytest.mark.parametrize("name", sorted(DEVICE_NAMES))
def test_a_device_name_never_becomes_a_slug(name: str) -> None:
    made = slug(DocumentNumber.local(name))
    assert made not in DEVICE_NAMES
    assert SLUG.fullmatch(made)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Vores udgangspunkter", "vores-udgangspunkter"),
        ("Å være – eller ikke?", "a-vaere-eller-ikke"),
        ("STRAẞE", "strasse"),
        ("  ", ""),
    ],
)
def test_words_are_written_in_plain_letters(text: str, expected: str) -> None:
    assert words(text) == expected
