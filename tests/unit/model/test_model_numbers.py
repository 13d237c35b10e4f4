"""Document numbers: every written form is read, and the canonical form is printed."""

import pytest

from revtrack.errors import BadValue
from revtrack.model.numbers import DocumentNumber, Register, Suffix

COUNCIL = [
    ("9956/14", "9956/14"),
    ("ST 9956 2014 INIT", "9956/14"),
    ("ST-9956-2014-INIT", "9956/14"),
    ("ST_9956_2014_INIT", "9956/14"),
    ("ST 9956 2014", "9956/14"),
    ("ST 9956/14", "9956/14"),
    ("st 9956/14", "9956/14"),
    ("doc. 9956/14", "9956/14"),
    ("doc.9956/14", "9956/14"),
    ("Dok. 9956/14", "9956/14"),
    ("Dokument 9956/14", "9956/14"),
    ("document 9956/14", "9956/14"),
    ("  9956/14 ", "9956/14"),
    ("Dok.\u00a09956/14", "9956/14"),
    ("6954-14", "6954/14"),
    ("14781/1/05", "14781/1/05 REV 1"),
    ("14781/1/05 REV 1", "14781/1/05 REV 1"),
    ("ST-14781-2005-REV-1", "14781/1/05 REV 1"),
    ("5643/5/14", "5643/5/14 REV 5"),
    ("9447/13", "9447/13"),
    ("5451/14", "5451/14"),
    ("5469/3/07 REV 3", "5469/3/07 REV 3"),
    ("9289/19 REV1", "9289/1/19 REV 1"),
    ("15790/1/11 REV 1", "15790/1/11 REV 1"),
    ("7606/1/17 REV 1", "7606/1/17 REV 1"),
    ("13598/09", "13598/09"),
    ("11432/07 DCL 1", "11432/07 DCL 1"),
    ("11432/07 EXT 1", "11432/07 EXT 1"),
    ("6102/19 ADD 1", "6102/19 ADD 1"),
    ("9956/14 AMD 1", "9956/14 AMD 1"),
    ("9956/14 + ADD 1", "9956/14 ADD 1"),
    ("9956/14 COR 1 (de)", "9956/14 COR 1 (de)"),
    ("9956/14 COR 1 (DE, fr)", "9956/14 COR 1 (de,fr)"),
    ("9956/14 REV 1 ADD 2 COR 1", "9956/1/14 REV 1 ADD 2 COR 1"),
    ("9956/14 ADD 1 REV 2", "9956/14 ADD 1 REV 2"),
    ("ST 14978 2016 INIT", "14978/16"),
    ("CM 1006 2017 REV 1", "CM 1006/1/17 REV 1"),
    ("ST 5151 2017 COR 1", "5151/17 COR 1"),
    ("WK 2685/2018 REV 2", "WK 2685/2/18 REV 2"),
    ("WK 5753/18", "WK 5753/18"),
    ("ST 14062/24", "14062/24"),
    ("CONV 459/02", "CONV 459/02"),
    ("ST-17000-2023-INIT", "17000/23"),
    ("ST-9639-2018-REV-4", "9639/4/18 REV 4"),
    ("ST-10400-2026-ADD-1", "10400/26 ADD 1"),
    ("SN 1234/1/14 REV 1", "SN 1234/1/14 REV 1"),
    ("PV 3/98", "PV 3/98"),
    ("09956/14", "9956/14"),
]
OTHERS = [
    ("COM(2013) 941 final", "COM(2013) 941"),
    ("COM (2012) 530 final", "COM(2012) 530"),
    ("COM(97) 558 final", "COM(1997) 558"),
    ("COM/2013/0941 final", "COM(2013) 941"),
    ("KOM(2010)420 endelig", "COM(2010) 420"),
    ("KOM (2008) 563", "COM(2008) 563"),
    ("KOM (2013) 0941", "COM(2013) 941"),
    ("KOM(2010) 420 ENDGÜLTIG", "COM(2010) 420"),
    ("SEK(2007) 839 slutlig", "SEC(2007) 839"),
    ("SWD(2013) 171 final/2", "SWD(2013) 171 final/2"),
    ("JOIN(2013) 1 final", "JOIN(2013) 1"),
    ("32017D0863", "32017D0863"),
    ("CELEX: 32016R0679", "32016R0679"),
    ("52013pc0619", "52013PC0619"),
    ("02023R1114-20240109", "02023R1114-20240109"),
    ("32012D0243(01)", "32012D0243(01)"),
    ("12012E/TXT", "12012E/TXT"),
    ("http://data.europa.eu/eli/dec/2014/219/oj", "http://data.europa.eu/eli/dec/2014/219/oj"),
    ("https://data.europa.eu/eli/dec/2014/219/oj", "http://data.europa.eu/eli/dec/2014/219/oj"),
    ("ELI/dec/2012/243(1)/oj", "http://data.europa.eu/eli/dec/2012/243(1)/oj"),
    ("eli/proc_rules/2004/338/2004-11-01", "http://data.europa.eu/eli/proc_rules/2004/338/2004-11-01"),
]


@pytest.mark.parametrize(("written", "printed"), COUNCIL + OTHERS)
def test_every_written_form_prints_the_canonical_one_which_reads_back_equal(written: str, printed: str) -> None:
    number = DocumentNumber.parse(written)
    assert str(number) == printed
    assert DocumentNumber.parse(printed) == number


def test_the_parts_of_a_council_number_are_fields() -> None:
    number = DocumentNumber.parse("CM 1006/2/17 ADD 1 COR 2 (de,fr)")
    assert number == DocumentNumber(
        Register.COUNCIL, "CM", "1006", 2017, 2, (Suffix("ADD", 1), Suffix("COR", 2, ("de", "fr")))
    )


def test_the_base_has_neither_revision_nor_suffixes() -> None:
    assert str(DocumentNumber.parse("14781/1/05 REV 1 ADD 1").base) == "14781/05"


@pytest.mark.parametrize(("digits", "year"), [("52", 1952), ("98", 1998), ("99", 1999), ("00", 2000), ("51", 2051)])
def test_two_digit_years_turn_at_1952(digits: str, year: int) -> None:
    assert DocumentNumber.parse(f"7/{digits}").year == year


@pytest.mark.parametrize(
    "word",
    [
        "",
        " ",
        "9956",
        "9956/",
        "9956/1",
        "9956/123",
        "0/14",
        "123456/14",
        "9956/14/2",
        "9956/14 page 2",
        "9956/14 REV",
        "9956/14 REV 123",
        "9956/14 JAI 332",
        "2014-05-19",
        "2014-05",
        "14781/1/05/3",
        "2013/34/EU",
        "93/731/EC",
        "24/7",
        "ST 9956 14 INIT",
        "COM(2013)",
        "COM(2013) 0",
        "12345AB6789",
        "the strategy of 2005",
        "９９５６/１４",
        "9956/14" + " ADD 1" * 9,
    ],
)
def test_what_follows_no_grammar_is_no_number(word: str) -> None:
    with pytest.raises(BadValue):
        DocumentNumber.parse(word)


@pytest.mark.parametrize("word", ["5643/5/14 REV 4", "9956/2/14 REV 0"])
def test_a_number_that_contradicts_itself_is_refused(word: str) -> None:
    with pytest.raises(BadValue, match="contradicts itself"):
        DocumentNumber.read(word)


@pytest.mark.parametrize("word", ["9956/2060", "9956/1940", "COM(2060) 1"])
def test_an_impossible_year_is_refused_rather_than_taken_for_a_local_name(word: str) -> None:
    with pytest.raises(BadValue, match="impossible year"):
        DocumentNumber.read(word)


@pytest.mark.parametrize("word", ["SE\u212a(2007) 839", "\u017fT 9956/14", "W\u212a 2/14", "3201\u017fR0679"])
def test_letters_that_only_look_latin_are_no_series(word: str) -> None:
    with pytest.raises(BadValue):
        DocumentNumber.parse(word)


def test_a_local_name_is_kept_as_it_is_given() -> None:
    number = DocumentNumber.read("  House rules, Å 2024 ")
    assert (number.register, str(number)) == (Register.LOCAL, "House rules, Å 2024")


def test_a_local_name_is_the_same_in_either_unicode_form() -> None:
    assert DocumentNumber.local("A\u030arhus") == DocumentNumber.local("\u00c5rhus")


@pytest.mark.parametrize("name", ["", "  ", "a\nb", "a\u202eb", "a\u200bb", "x" * 121, "\x00"])
def test_a_name_nobody_could_see_or_type_is_refused(name: str) -> None:
    with pytest.raises(BadValue):
        DocumentNumber.local(name)


@pytest.mark.parametrize(
    ("register", "series", "serial", "year", "revision", "suffixes"),
    [
        (Register.COUNCIL, "ST", "9956", None, 0, ()),
        (Register.COUNCIL, "ST", "09956", 2014, 0, ()),
        (Register.COUNCIL, "ST", "123456", 2014, 0, ()),
        (Register.COUNCIL, "ST", "9956", 2014, 100, ()),
        (Register.COUNCIL, "COM", "9956", 2014, 0, ()),
        (Register.COMMISSION, "KOM", "941", 2013, 0, ()),
        (Register.COMMISSION, "COM", "941", 2013, 10, ()),
        (Register.COMMISSION, "COM", "941", 2013, 0, (Suffix("ADD", 1),)),
        (Register.COUNCIL, "ST", "9956", 2014, 0, (Suffix("REV", 1),)),
        (Register.COUNCIL, "ST", "9956", 2014, 0, (Suffix("ADD", 1),) * 9),
    ],
)
def test_a_number_that_could_not_be_printed_and_read_back_cannot_be_made(
    register: Register, series: str, serial: str, year: int | None, revision: int, suffixes: tuple[Suffix, ...]
) -> None:
    with pytest.raises(BadValue):
        DocumentNumber(register, series, serial, year, revision, suffixes)


@pytest.mark.parametrize(
    ("kind", "number", "languages"),
    [("ANN", 1, ()), ("rev", 1, ()), ("ADD", 100, ()), ("ADD", -1, ()), ("COR", 1, ("DE",)), ("COR", 1, ("deu",))],
)
def test_a_suffix_that_no_register_prints_cannot_be_made(kind: str, number: int, languages: tuple[str, ...]) -> None:
    with pytest.raises(BadValue, match="not a suffix"):
        Suffix(kind, number, languages)
