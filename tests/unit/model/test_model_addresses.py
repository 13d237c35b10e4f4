"""Addresses: one grammar, resolved without a guess."""

from __future__ import annotations

import pytest

from revtrack.errors import (
    AmbiguousLanguage,
    AmbiguousVersion,
    BadValue,
    TextNotHeld,
    UnknownVersion,
    UnknownWork,
)
from revtrack.model import addresses
from revtrack.model.addresses import Address, find_work, is_path, parse, resolve, resolve_held
from revtrack.model.dates import DocumentDate
from revtrack.model.documents import Version, Work
from revtrack.model.language import Language
from revtrack.model.numbers import DocumentNumber
from revtrack.model.texts import WorkId


def version(
    work: str, number: str, *, lang: str = "", date: str = "unknown", label: str = "", editions: int = 1
) -> Version:
    language = Language.parse(lang) if lang else None
    return Version(
        work=WorkId(work),
        number=DocumentNumber.read(number),
        language=language,
        editions=tuple(range(1, editions + 1)) if language else (),
        date=DocumentDate.parse(date),
        label=label,
    )


STRATEGY = Work(
    WorkId("eu-crr"),
    "The Strategy",
    (
        version("eu-crr", "9956/14", lang="da", date="2014-05-19", label="2014", editions=2),
        version("eu-crr", "15175/08", date="2008-11-14", label="2008"),
        version("eu-crr", "14781/1/05 REV 1", date="2005-11-24", label="2005"),
    ),
)
RULES = Work(
    WorkId("house-rules"),
    "House rules",
    (
        version("house-rules", "house-rules-2014", lang="en", date="2014-02-01", label="2014"),
        version("house-rules", "house-rules-2019", lang="en", date="2019", label="2019"),
    ),
)
TWO_TONGUES = Work(
    WorkId("doc-9447-13"),
    "",
    (version("doc-9447-13", "9447/13", lang="da"), version("doc-9447-13", "9447/13", lang="en")),
)
WORKS = (STRATEGY, RULES, TWO_TONGUES)


@pytest.mark.parametrize(
    ("word", "address"),
    [
        ("9956/14", Address("9956/14", "9956/14")),
        ("9956/14:da", Address("9956/14:da", "9956/14", "da")),
        ("9956/14:da@1", Address("9956/14:da@1", "9956/14", "da", "1")),
        ("9956/14#46+1", Address("9956/14#46+1", "9956/14", fragment="46+1")),
        ("14781/1/05 REV 1", Address("14781/1/05 REV 1", "14781/1/05 REV 1")),
        ("eu-crr@latest~1", Address("eu-crr@latest~1", "eu-crr", "", "latest~1")),
        ("./draft.md#12", Address("./draft.md#12", "./draft.md", fragment="12")),
        ("notes@home.md", Address("notes@home.md", "notes@home.md")),
        (
            "http://data.europa.eu/eli/dec/2014/219/oj",
            Address("http://data.europa.eu/eli/dec/2014/219/oj", "http://data.europa.eu/eli/dec/2014/219/oj"),
        ),
    ],
)
def test_an_address_comes_apart_into_its_parts(word: str, address: Address) -> None:
    assert parse(word) == address


@pytest.mark.parametrize("word", ["./a", "../a", "/a", "~/a", "-", "a.md", "A.TXT", "C:\\a", "x.docx"])
def test_a_word_that_looks_like_a_path_is_one(word: str) -> None:
    assert is_path(word)


@pytest.mark.parametrize("word", ["9956/14", "eu-crr@2014", "2014", "demo-1", "14781/1/05 REV 1"])
def test_a_word_that_names_a_document_is_no_path(word: str) -> None:
    assert not is_path(word)


@pytest.mark.parametrize(
    "word",
    [
        "9956/14",
        "9956/14:da",
        "9956/14:dan",
        "ST 9956 2014 INIT",
        "ST-9956-2014-INIT",
        "doc. 9956/14",
        "Dok. 9956/14",
        "9956-14",
        "eu-crr@2014",
        "eu-crr@latest",
        "eu-crr@2014-05-19",
        "eu-crr@2020-01-01",
    ],
)
def test_every_written_form_names_the_same_version(word: str) -> None:
    found = resolve(parse(word), WORKS)
    assert (str(found.version.number), found.edition) == ("9956/14", 2)


def test_an_edition_is_the_one_asked_for() -> None:
    assert resolve(parse("9956/14:da@1"), WORKS).edition == 1


def test_an_edition_that_is_not_held_is_named_with_those_that_are() -> None:
    with pytest.raises(UnknownVersion) as caught:
        resolve(parse("9956/14@7"), WORKS)
    assert caught.value.facts == ("editions held: @1, @2",)


def test_older_versions_are_counted_from_the_latest() -> None:
    assert str(resolve(parse("eu-crr@latest~1"), WORKS).version.number) == "15175/08"
    assert str(resolve(parse("eu-crr@first"), WORKS).version.number) == "14781/1/05 REV 1"


def test_a_count_beyond_the_first_version_is_unknown() -> None:
    with pytest.raises(UnknownVersion):
        resolve(parse("eu-crr@latest~3"), WORKS)


def test_a_day_names_the_version_current_on_it() -> None:
    assert str(resolve(parse("eu-crr@2010-06-30"), WORKS).version.number) == "15175/08"


def test_a_day_before_the_first_version_names_nothing() -> None:
    with pytest.raises(UnknownVersion):
        resolve(parse("eu-crr@1999-01-01"), WORKS)


def test_a_day_in_a_year_known_only_as_a_year_cannot_be_told() -> None:
    with pytest.raises(AmbiguousVersion):
        resolve(parse("house-rules@2019-06-01"), WORKS)


def test_a_label_that_two_works_use_lists_both() -> None:
    with pytest.raises(AmbiguousVersion) as caught:
        resolve(parse("2014"), WORKS)
    assert caught.value.message == "'2014' fits two versions"
    assert len(caught.value.facts) == 2


def test_a_label_is_looked_up_in_the_work_of_the_other_half() -> None:
    assert resolve(parse("2014"), WORKS, within="house-rules").version.work == "house-rules"


def test_a_work_alone_is_not_one_of_its_versions() -> None:
    with pytest.raises(AmbiguousVersion) as caught:
        resolve(parse("eu-crr"), WORKS)
    assert "a work of 3 versions" in caught.value.message


def test_several_languages_ask_for_one() -> None:
    with pytest.raises(AmbiguousLanguage) as caught:
        resolve(parse("9447/13"), WORKS)
    assert caught.value.message == "9447/13 is held in several languages: da, en"


def test_a_language_that_is_not_held_is_named_with_those_that_are() -> None:
    with pytest.raises(UnknownVersion) as caught:
        resolve(parse("9447/13:fr"), WORKS)
    assert caught.value.facts == ("held in: da, en",)


def test_a_word_that_is_no_language_is_refused() -> None:
    with pytest.raises(BadValue):
        resolve(parse("9447/13:xx"), WORKS)


def test_a_slip_of_digits_gets_the_nearest_number_and_nothing_else() -> None:
    with pytest.raises(UnknownVersion) as caught:
        resolve(parse("9965/14"), WORKS)
    assert caught.value.facts[0].startswith("closest: 9956/14 (2014-05-19, da)")


def test_a_known_document_resolves_and_says_that_its_text_is_missing() -> None:
    assert resolve(parse("15175/08"), WORKS).edition == 0
    with pytest.raises(TextNotHeld):
        resolve_held(parse("15175/08"), WORKS)


def test_a_work_that_is_not_here_gets_the_nearest() -> None:
    with pytest.raises(UnknownWork) as caught:
        find_work(WORKS, "eu-cr")
    assert caught.value.facts == ("closest: eu-crr",)


def test_versions_stand_oldest_first_by_date_then_by_label_in_natural_order() -> None:
    drafts = [version("t", f"t-{n}", lang="en", label=f"1.{n}") for n in (10, 9, 2)]
    assert [v.label for v in sorted(drafts, key=addresses.version_key)] == ["1.2", "1.9", "1.10"]
