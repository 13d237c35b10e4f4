"""Citations of the Official Journal: one value for every way of writing one, printed in one form."""

import pytest

from revtrack.errors import BadValue
from revtrack.lineage.order import number_key
from revtrack.model.numbers import DocumentNumber, Register
from revtrack.model.slugs import from_slug, slug

WRITTEN = [
    ("OJ L 145, 31.5.2001, p. 43", "OJ L 145, 31.5.2001, p. 43"),
    ("OJ L 145, 31.5.2001, p. 43–48", "OJ L 145, 31.5.2001, p. 43"),
    ("OJ L 145, 31.5.2001, page 43", "OJ L 145, 31.5.2001, p. 43"),
    ("OJ L 145, 31.5.2001 p. 43", "OJ L 145, 31.5.2001, p. 43"),
    ("OJ L 145 of 31 May 2001, p. 43", "OJ L 145, 31.5.2001, p. 43"),
    ("OJ L 145, 31.5.2001", "OJ L 145, 31.5.2001"),
    ("OJ No C 167, 10. 7. 1990, p. 9", "OJ C 167, 10.7.1990, p. 9"),
    ("OJ 71, 14.4.1967, p. 1301", "OJ 71, 14.4.1967, p. 1301"),
    ("OJ C 284 E, 21.11.2002, p. 115", "OJ C 284 E, 21.11.2002, p. 115"),
    ("OJ L 85I, 27.3.2019, p. 66", "OJ L 85 I, 27.3.2019, p. 66"),
    ("OJ L 145,\n31.5.2001, p.\u00a043", "OJ L 145, 31.5.2001, p. 43"),
    ("Official Journal of the European Communities L 22 of 24 January 2001", "OJ L 22, 24.1.2001"),
    ("Official Journal of the European Union L 347, 11 December 2006", "OJ L 347, 11.12.2006"),
    ("Official Journal No L 22 of 24 January 2001", "OJ L 22, 24.1.2001"),
    ("JO L 145 du 31.5.2001, p. 43", "OJ L 145, 31.5.2001, p. 43"),
    ("JO no C 167 du 10. 7. 1990, p. 9", "OJ C 167, 10.7.1990, p. 9"),
    ("JO n° L 145 du 1er juin 2001, p. 43", "OJ L 145, 1.6.2001, p. 43"),
    ("JO 71 du 14.4.1967, p. 1301", "OJ 71, 14.4.1967, p. 1301"),
    ("Journal officiel de l’Union européenne L 212 du 22 août 2018", "OJ L 212, 22.8.2018"),
    ("Journal officiel de l'Union européenne L 125 du 22 mai 2018", "OJ L 125, 22.5.2018"),
    ("Journal officiel des Communautés européennes no L 240 du 24 août 1992", "OJ L 240, 24.8.1992"),
    ("ABl. L 145 vom 31.5.2001, S. 43", "OJ L 145, 31.5.2001, p. 43"),
    ("ABl. Nr. L 145 vom 31. Mai 2001, S. 43", "OJ L 145, 31.5.2001, p. 43"),
    ("ABl. EG Nr. L 145 vom 31.5.2001, S. 43", "OJ L 145, 31.5.2001, p. 43"),
    ("Amtsblatt der Europäischen Union L 125 vom 22. Mai 2018", "OJ L 125, 22.5.2018"),
    ("EFT L 145 af 31.5.2001, s. 43", "OJ L 145, 31.5.2001, p. 43"),
    ("EUT L 325 af 11. december 2009, s. 35", "OJ L 325, 11.12.2009, p. 35"),
    ("EGT L 145, 31.5.2001, s. 43", "OJ L 145, 31.5.2001, p. 43"),
    ("EUT L 119, 4.5.2016, s. 1", "OJ L 119, 4.5.2016, p. 1"),
    ("GU L 145 del 31.5.2001, pag. 43", "OJ L 145, 31.5.2001, p. 43"),
    ("DO L 145 de 31.5.2001, p. 43", "OJ L 145, 31.5.2001, p. 43"),
    ("PB L 145 van 31.5.2001, blz. 43", "OJ L 145, 31.5.2001, p. 43"),
    ("IO L 325, 11.12.2009, p. 35–61", "OJ L 325, 11.12.2009, p. 35"),
    ("OJ L, 2024/1689, 12.7.2024", "OJ L, 2024/1689"),
    ("JO L, 2024/1689, du 12.7.2024", "OJ L, 2024/1689"),
    ("OJ C, C/2024/1234, 5.2.2024", "OJ C, C/2024/1234"),
    ("OJ:L_202401689", "OJ L, 2024/1689"),
    ("OJ L, 20.4.2026", "OJ L, 20.4.2026"),
]


@pytest.mark.parametrize(("written", "printed"), WRITTEN)
def test_a_citation_is_read_in_every_form_and_printed_in_one(written: str, printed: str) -> None:
    number = DocumentNumber.parse(written)
    assert (number.register, str(number)) == (Register.OJ, printed)
    assert DocumentNumber.parse(printed) == number


@pytest.mark.parametrize("printed", sorted({printed for _, printed in WRITTEN}))
def test_its_slug_tells_it_again(printed: str) -> None:
    number = DocumentNumber.parse(printed)
    assert from_slug(slug(number)) == number


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("OJ L 145, 31.5.2001, p. 43", "oj-l-145-2001-05-31-p-43"),
        ("OJ C 284 E, 21.11.2002, p. 115", "oj-c-284-e-2002-11-21-p-115"),
        ("OJ 71, 14.4.1967, p. 1301", "oj-71-1967-04-14-p-1301"),
        ("OJ L, 2024/1689", "oj-l-2024-1689"),
        ("OJ L, 20.4.2026", "oj-l-2026-04-20"),
    ],
)
def test_the_slug_is_legible(printed: str, expected: str) -> None:
    assert slug(DocumentNumber.parse(printed)) == expected


@pytest.mark.parametrize("text", ["oj-l-145-2001-02-30-p-43", "oj-2001-05-31", "oj-l-145-2001-5-31", "oj-2024-1689"])
def test_a_slug_that_no_citation_has_is_that_of_a_name(text: str) -> None:
    found = from_slug(text)
    assert found is not None
    assert found.register is Register.LOCAL


@pytest.mark.parametrize(
    "text",
    [
        "OJ L 145, 31.6.2001, p. 43",
        "OJ L 145, 31 Mai-juin 2001",
        "OJ L 0, 31.5.2001, p. 43",
        "OJ L 145, p. 43",
        "OJ L 145",
        "OJ 20.4.2026",
        "OJ L, 2024/00000",
        "OJ L 145, 31.5.1801, p. 43",
    ],
)
def test_a_citation_without_a_day_of_the_calendar_or_an_issue_is_none(text: str) -> None:
    with pytest.raises(BadValue, match="not a document number"):
        DocumentNumber.parse(text)


@pytest.mark.parametrize("text", ["OJ L 145, 31.6.2001, p. 43", "OJ L 0, 31.5.2001, p. 43", "OJ L, 2024/00000"])
def test_a_citation_of_no_such_day_is_not_taken_for_a_name(text: str) -> None:
    with pytest.raises(BadValue, match="no such day or issue"):
        DocumentNumber.read(text)


@pytest.mark.parametrize("serial", ["OJ L 145, 31.05.2001, p. 43", "JO L 145 du 31.5.2001", "x"])
def test_only_the_canonical_form_is_a_value(serial: str) -> None:
    with pytest.raises(BadValue, match="canonical"):
        DocumentNumber(Register.OJ, "", serial)


def test_citations_sort_as_the_official_journal_appeared() -> None:
    ordered = [
        "OJ 71, 14.4.1967, p. 1301",
        "OJ C 9, 1.2.1990, p. 9",
        "OJ L 9, 11.1.1990, p. 2",
        "OJ L 9, 11.1.1990, p. 10",
        "OJ L 145, 31.5.1990, p. 1",
        "OJ L 3, 5.1.2001",
        "OJ L, 2024/1689",
    ]
    numbers = [DocumentNumber.parse(text) for text in ordered]
    assert sorted(numbers, key=number_key) == numbers
