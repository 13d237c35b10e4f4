"""Dates and languages of documents: read in one form, printed in one form, and unknown where nobody knows."""

from __future__ import annotations

import pytest

from revtrack.errors import BadValue
from revtrack.model.dates import UNKNOWN_DATE, DocumentDate
from revtrack.model.language import Language


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2014-05-19", DocumentDate(2014, 5, 19)),
        (" 2014-05-19\n", DocumentDate(2014, 5, 19)),
        ("2009", DocumentDate(2009)),
        ("unknown", UNKNOWN_DATE),
        ("0001-01-01", DocumentDate(1, 1, 1)),
        ("2024-02-29", DocumentDate(2024, 2, 29)),
    ],
)
def test_a_date_is_a_day_a_year_or_unknown(text: str, date: DocumentDate) -> None:
    assert DocumentDate.parse(text) == date
    assert DocumentDate.parse(str(date)) == date


@pytest.mark.parametrize(
    "text",
    [
        "",
        "19.5.2014",
        "19-05-2014",
        "05/19/2014",
        "9956/14",
        "2014-5-19",
        "2014-05",
        "14",
        "20140519",
        "Unknown",
        "٢٠١٤",
        "2014-05-19T00:00",
    ],
)
def test_what_can_be_read_two_ways_is_no_date(text: str) -> None:
    with pytest.raises(BadValue) as caught:
        DocumentDate.parse(text)
    assert f"'{text}' is not a date revtrack reads" in caught.value.message
    assert caught.value.tries == ("--date 2014-05-19   or   --date unknown",)


@pytest.mark.parametrize(
    "text", ["2014-02-30", "2023-02-29", "2014-13-01", "2014-00-10", "2014-01-00", "0000", "0000-01-01"]
)
def test_a_day_that_never_was_is_named(text: str) -> None:
    with pytest.raises(BadValue, match=f"^there is no date {text}$"):
        DocumentDate.parse(text)


@pytest.mark.parametrize("parts", [(2014, 5, None), (2014, None, 19), (None, 5, 19), (None, None, 1), (None, 5, None)])
def test_half_a_date_is_refused(parts: tuple[int | None, int | None, int | None]) -> None:
    with pytest.raises(BadValue, match="a date is a day, a year or unknown"):
        DocumentDate(*parts)


def test_a_date_says_how_much_of_it_is_known() -> None:
    day, year = DocumentDate(2014, 5, 19), DocumentDate(2014)
    assert [date.is_known for date in (day, year, UNKNOWN_DATE)] == [True, True, False]
    assert [date.is_day for date in (day, year, UNKNOWN_DATE)] == [True, False, False]
    assert [str(date) for date in (day, year, UNKNOWN_DATE)] == ["2014-05-19", "2014", "unknown"]


def test_early_years_are_printed_with_four_digits() -> None:
    assert str(DocumentDate(987, 1, 2)) == "0987-01-02"


def test_unknown_sorts_first_and_a_year_before_its_days() -> None:
    dates = [DocumentDate(2014, 1, 1), DocumentDate(2015), UNKNOWN_DATE, DocumentDate(2014), DocumentDate(2013, 12, 31)]
    ordered = sorted(dates, key=lambda date: date.sort_key)
    assert [str(date) for date in ordered] == ["unknown", "2013-12-31", "2014", "2014-01-01", "2015"]


@pytest.mark.parametrize("language", list(Language))
def test_a_language_is_read_from_both_of_its_codes_in_any_case(language: Language) -> None:
    for code in (language.short, language.long):
        assert Language.parse(code) is language
        assert Language.parse(f" {code.upper()} ") is language


def test_no_two_languages_share_a_code() -> None:
    codes = [code for language in Language for code in {language.short, language.long}]
    assert len(codes) == len(set(codes))


def test_codes_have_two_and_three_letters_and_unknown_has_three() -> None:
    assert {len(language.short) for language in Language if language.is_known} == {2}
    assert {len(language.long) for language in Language} == {3}
    assert (Language.UND.short, Language.UND.is_known) == ("und", False)


def test_people_and_standards_see_different_codes() -> None:
    assert (Language.DA.short, Language.DA.long, Language.DA.english) == ("da", "dan", "Danish")
    assert (Language.NB.short, Language.NB.long) == ("nb", "nob")
    assert str(Language.NN) == "nn"


@pytest.mark.parametrize("code", ["no", "NO", "nor"])
def test_norwegian_alone_is_never_guessed(code: str) -> None:
    with pytest.raises(BadValue) as caught:
        Language.parse(code)
    assert caught.value.message == "'no' does not say which Norwegian"
    assert caught.value.tries == ("--lang nb   or   --lang nn",)


@pytest.mark.parametrize("code", ["", "d", "dk", "danish", "da-DK", "xx", "unknown", "dän"])
def test_other_words_are_no_language(code: str) -> None:
    with pytest.raises(BadValue, match="is not a language code revtrack knows") as caught:
        Language.parse(code)
    assert caught.value.tries == ("--lang da   or   --lang und",)
