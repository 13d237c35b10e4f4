"""Dates as texts speak of them, and the updates they date."""

import pytest

from revtrack.model.dates import UNKNOWN_DATE, DocumentDate
from revtrack.model.language import Language
from revtrack.model.months import MONTHS
from revtrack.model.updates import SpokenDate
from revtrack.references.dates import is_month, spoken_dates
from revtrack.references.updates import VERBS, updates


def spoken(text: str, lang: Language) -> list[tuple[str, int, int | None, int | None]]:
    return [(text[d.start : d.end], d.year, d.month, d.day) for d in spoken_dates(text, lang=lang)]


@pytest.mark.parametrize("lang", MONTHS, ids=str)
def test_every_month_of_every_language_is_read(lang: Language) -> None:
    assert len(MONTHS[lang]) == 12
    for order, name in enumerate(MONTHS[lang], 1):
        assert spoken(f"x {name} 2008", lang) == [(f"{name} 2008", 2008, order, None)]
        assert spoken(f"x {name.upper()} 2008", lang) == [(f"{name.upper()} 2008", 2008, order, None)]
        assert is_month(name.capitalize())


def test_no_name_means_two_months() -> None:
    orders: dict[str, set[int]] = {}
    for names in MONTHS.values():
        for order, name in enumerate(names, 1):
            orders.setdefault(name, set()).add(order)
    assert all(len(found) == 1 for found in orders.values())


@pytest.mark.parametrize(
    ("text", "lang", "expected"),
    [
        ("i november 2008.", Language.DA, ("november 2008", 2008, 11, None)),
        ("den 14. november 2008", Language.DA, ("14. november 2008", 2008, 11, 14)),
        ("den 6.-7. juni 2013", Language.DA, ("7. juni 2013", 2013, 6, 7)),
        ("on 14 November 2008,", Language.EN, ("14 November 2008", 2008, 11, 14)),
        ("the 14th of November 2008", Language.EN, ("14th of November 2008", 2008, 11, 14)),
        ("November 14, 2008", Language.EN, ("November 14, 2008", 2008, 11, 14)),
        ("am 1. März 2014", Language.DE, ("1. März 2014", 2014, 3, 1)),
        ("le 1er août 2014", Language.FR, ("1er août 2014", 2014, 8, 1)),
        ("in 2005", Language.EN, ("2005", 2005, None, None)),
        ("(2005)", Language.EN, ("2005", 2005, None, None)),
        ("i marts 2013", Language.UND, ("marts 2013", 2013, 3, None)),
        ("marts 2013", Language.EN, ("2013", 2013, None, None)),
        ("i november 2008", Language.EL, ("2008", 2008, None, None)),
    ],
)
def test_a_date_has_the_parts_that_the_text_says(text: str, lang: Language, expected: object) -> None:
    assert spoken(text, lang) == [expected]


@pytest.mark.parametrize(
    "text", ["9956/2008", "2005-2008", "2005–2008", "12008", "2008/09", "1.2008", "2008,5", "no 1850"]
)
def test_a_figure_that_is_not_a_year_alone_is_no_date(text: str) -> None:
    assert spoken(text, Language.EN) == []


@pytest.mark.parametrize(
    ("said", "date", "fits"),
    [
        ((2008, 11, None), DocumentDate(2008, 11, 14), True),
        ((2008, 11, 14), DocumentDate(2008, 11, 14), True),
        ((2008, 11, 15), DocumentDate(2008, 11, 14), False),
        ((2008, 10, None), DocumentDate(2008, 11, 14), False),
        ((2008, None, None), DocumentDate(2008, 11, 14), True),
        ((2008, None, None), DocumentDate(2008), True),
        ((2008, 11, None), DocumentDate(2008), False),
        ((2008, None, None), UNKNOWN_DATE, False),
    ],
)
def test_a_date_fits_only_what_says_as_much(
    said: tuple[int, int | None, int | None], date: DocumentDate, fits: bool
) -> None:
    assert SpokenDate(0, 1, *said).fits(date) == fits


SAMPLES = {
    Language.DA: ("Strategien blev ajourført i november 2008.", "ajourført i november 2008"),
    Language.NB: ("Strategien ble sist oppdatert i november 2008.", "oppdatert i november 2008"),
    Language.NN: ("Strategien vart revidert i november 2008.", "revidert i november 2008"),
    Language.SV: ("Strategin uppdaterades i november 2008.", "uppdaterades i november 2008"),
    Language.EN: (
        "The Strategy was revised by the Council in November 2008.",
        "revised by the Council in November 2008",
    ),
    Language.DE: ("Die Strategie wurde im November 2008 überarbeitet.", "November 2008 überarbeitet"),
    Language.FR: ("La stratégie a été mise à jour en novembre 2008.", "mise à jour en novembre 2008"),
}


@pytest.mark.parametrize("lang", VERBS, ids=str)
def test_each_language_with_a_row_of_verbs_says_when_something_was_updated(lang: Language) -> None:
    text, quote = SAMPLES[lang]
    [update] = updates(text, lang=lang)
    assert update.quote == quote
    assert (update.date.year, update.date.month) == (2008, 11)
    assert [each.quote for each in updates(text, lang=Language.UND)] == [quote]


@pytest.mark.parametrize(
    "text",
    [
        "a strategy and an action plan were adopted in 2005",
        "It was revised. In 2005 nothing happened",
        "It was revised, and in 2005 nothing happened",
        "revised " + "very " * 20 + "in 2005",
        "the unrevised text of 2005",
        "it was revised often",
        "adopted in 2005 (and later revised)",
    ],
)
def test_a_date_without_a_verb_of_updating_in_its_clause_is_no_update(text: str) -> None:
    assert list(updates(text, lang=Language.EN)) == []


def test_a_verb_goes_with_the_next_date_rather_than_the_one_before() -> None:
    found = updates("adopted in 2005 and updated in November 2008 or 2009", lang=Language.EN)
    assert [update.quote for update in found] == ["updated in November 2008"]


def test_of_two_verbs_the_nearer_one_goes_with_the_date() -> None:
    found = updates("the revised text was updated in 2008", lang=Language.EN)
    assert [update.quote for update in found] == ["updated in 2008"]


def test_a_known_language_without_verbs_gives_nothing() -> None:
    assert list(updates("revised in 2008", lang=Language.EL)) == []
