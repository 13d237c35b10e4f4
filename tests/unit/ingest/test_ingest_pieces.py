"""The small parts of intake: words, dates, markers, page matter, languages, limits, rules."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from revtrack.errors import InputTooLarge, Internal
from revtrack.ingest import limits, read_source, rules
from revtrack.ingest.account import Account
from revtrack.ingest.language import score_languages
from revtrack.ingest.lines import split
from revtrack.ingest.markers import Kind, is_roman, read_marker
from revtrack.ingest.months import MONTHS, find_date
from revtrack.ingest.pagematter import find_page_matter
from revtrack.ingest.words import Normal, Piece, Span, Words
from revtrack.model.ledger import Fate

Outline = Callable[..., list[str]]


def test_words_know_where_each_character_stood() -> None:
    source = "one  \ntwo three"
    words = Words.of(0, 3).joined(Words.of(6, 15), " ")
    assert words.text(source) == "one two three"
    assert [words.offset(at) for at in (0, 3, 6, 9, 15)] == [0, 3, 3, 7, 13]


def test_words_without_a_span_keep_the_rest_and_no_white_space_at_the_ends() -> None:
    source = "*one* two *"
    cuts = [Span(0, 1), Span(4, 5), Span(10, 11)]
    words = Words.of(0, len(source)).without(source, cuts)
    assert words.text(source) == "one two"
    assert words.pieces == (Piece(1, 4), Piece(5, 9))


def test_a_cut_may_cross_two_pieces() -> None:
    words = Words((Piece(0, 3), Piece(4, 7, " "))).without("abc\ndef", [Span(2, 5)])
    assert words.text("abc\ndef") == "ab ef"


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("Bruxelles, den 19. maj 2014", "2014-05-19"),
        ("Oslo, 2. desember 2010", "2010-12-02"),
        ("Brussels, 24 November 2005", "2005-11-24"),
        ("Bryssel den 4 november 2011", "2011-11-04"),
        ("Brüssel, den 1. März 2012", "2012-03-01"),
        ("Bruxelles, le 1er août 2012", "2012-08-01"),
        ("May 19, 2014", "2014-05-19"),
        ("19.5.2014", "2014-05-19"),
        ("2014-05-19", "2014-05-19"),
    ],
)
def test_a_day_in_each_language(text: str, date: str) -> None:
    found = find_date(text)
    assert found is not None
    assert str(found.date) == date


@pytest.mark.parametrize("text", ["9956/14", "31. februar 2014", "12 boxes 2014", "19. maj", "01/02/2014", ""])
def test_what_is_no_day(text: str) -> None:
    assert find_date(text) is None


def test_every_month_has_a_word() -> None:
    assert set(MONTHS.values()) == set(range(1, 13))


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("14. For", Kind.NUMBER, "14"),
        ("5a. For", Kind.NUMBER, "5a"),
        ("1.Definitions", Kind.NUMBER, "1"),
        ("(3) For", Kind.NUMBER, "3"),
        ("1.2.3 For", Kind.DOTTED, "1.2.3"),
        ("§ 5a. For", Kind.SECTION, "5a"),
        ("Artikel 5", Kind.ARTICLE, "5"),
        ("(iv) for", Kind.LETTER, "iv"),
        ("aa) for", Kind.LETTER, "aa"),
        ("— for", Kind.BULLET, "—"),
        ("² Dok.", Kind.NOTE, "²"),
        ("[^a]: Doc.", Kind.NOTE, "a"),
        ("[3] Doc.", Kind.NOTE, "[3]"),
    ],
)
def test_a_marker_and_what_it_counts(text: str, kind: Kind, value: str) -> None:
    marker = read_marker(text)
    assert marker is not None
    assert (marker.kind, marker.value) == (kind, value)
    assert text[marker.text_at :] == text[marker.end :].strip()


@pytest.mark.parametrize(
    "text",
    [
        "For",
        "3.000 euro",
        "9.30 am",
        "6.-7. juni",
        "1. januar",
        "-5",
        "*bold*",
        "14",
        "12345. For",
        "(OR. en)",
        "abc) x",
        "",
    ],
)
def test_what_is_no_marker(text: str) -> None:
    assert read_marker(text) is None


def test_roman_numbers() -> None:
    assert [word for word in ("i", "iv", "ix", "xix", "", "iiii", "vx", "abc", "c") if is_roman(word)] == [
        *("i", "iv", "ix", "xix"),
    ]


def page_matter(text: str) -> dict[int, str]:
    return find_page_matter(text, split(text))


def test_the_feet_of_council_pages() -> None:
    assert page_matter("9956/14 GB/fm 1 DG D 2C EN\n") == {1: rules.PAGE_FOOT}
    assert page_matter("9956/14   GB/fm   1\nDG D 2C   EN\n\n9956/14\n") == {1: rules.PAGE_FOOT, 2: rules.PAGE_FOOT}


def test_running_feet_carry_a_document_number_and_count_pages() -> None:
    foot = "Text.\n\nDoc. 9956/14, page {}\n\n"
    assert page_matter("".join(foot.format(n) for n in (1, 2, 3))) == dict.fromkeys((3, 7, 11), rules.PAGE_FOOT)
    assert page_matter("".join(foot.format(n) for n in (1, 2))) == {}
    assert page_matter("".join(foot.format(7) for _ in range(3))) == {}
    assert page_matter("".join(f"{n}. Reserved\n\n" for n in (1, 2, 3))) == {}


def test_page_numbers_count_up_and_stand_at_page_breaks() -> None:
    assert page_matter("x\n\n1\n\f\ny\n\n2\n\f\nz\n\n3\n") == dict.fromkeys((3, 8, 13), rules.PAGE_NUMBER)
    assert page_matter("x\n\n1\n\ny\n\n2\n\nz\n\n3\n") == {}
    assert page_matter("x\n\nPage 1\n\ny\n\nPage 2\n\nz\n\nPage 3\n") == dict.fromkeys((3, 7, 11), rules.PAGE_NUMBER)


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ("Dette innhaldet er meir enn 5 år gammalt.", rules.AGE_BANNER),
        ("Dette indhold er mere end 5 år gammelt.", rules.AGE_BANNER),
        ("This content is more than 9 years old.", rules.AGE_BANNER),
        ("See the full report (PDF, 2 MB)", rules.DOWNLOAD_LINE),
        ("____________", rules.RULED_LINE),
        ("* * *", rules.RULED_LINE),
    ],
)
def test_other_lines_of_a_page(line: str, rule: str) -> None:
    assert page_matter(f"{line}\n") == {1: rule}


def test_article_numbers_and_short_lines_are_no_page_matter() -> None:
    assert page_matter("Article 1\n\nArticle 2\n\nArticle 3\n\nSee the report\n") == {}


@pytest.mark.parametrize(
    ("text", "best"),
    [
        ("Det er ikke nok, at man efter mødet får besked af formanden; der er også andre, som skal høres.", "da"),
        ("Det er ikke nok at man etter møtet får beskjed av lederen; det er også andre som skal høres.", "nb"),
        ("Det er ikkje nok at ein etter møtet får beskjed av leiaren; det er også andre som dei skal høyre.", "nn"),
        ("Det är inte nog att man efter mötet får besked av ordföranden; det är även andra som ska höras.", "sv"),
        ("It is not enough that one is told after the meeting by the chair; there are others to be heard.", "en"),
        ("Es ist nicht genug, dass man nach der Sitzung von dem Vorsitz hört; auch andere sind zu hören.", "de"),
        ("Ce n'est pas assez que la présidence le dise après la réunion; il y en a d'autres qui sont là.", "fr"),
    ],
)
def test_a_sentence_in_each_language(text: str, best: str) -> None:
    scores = score_languages(text)
    assert scores[0].language.short == best
    assert len(scores) >= 2
    assert [s.score for s in scores] == sorted((s.score for s in scores), reverse=True)
    assert all(0 <= s.score <= 1 for s in scores)


def test_no_telling_word_is_no_language() -> None:
    assert score_languages("9956/14 JAI 332") == ()


def test_limits_name_what_is_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "PARAGRAPHS", 3)
    monkeypatch.setattr(limits, "PARAGRAPH_CHARACTERS", 40)
    monkeypatch.setattr(limits, "FILE_BYTES", 200)
    with pytest.raises(InputTooLarge, match="4 paragraphs"):
        read_source(b"1. a\n2. b\n3. c\n4. d\n", "a.txt")
    with pytest.raises(InputTooLarge, match="41 characters") as caught:
        read_source(b"1. a\n\n" + b"x" * 41, "a.txt")
    assert caught.value.facts == ("it begins in line 3",)
    with pytest.raises(InputTooLarge, match="a paragraph of"):
        read_source(b"1. one two three\nfour five six\nseven eight nine\n", "a.txt")
    with pytest.raises(InputTooLarge, match="201 bytes"):
        read_source(b"x" * 201, "a.txt")


def test_the_limits_are_those_of_the_reliability_page() -> None:
    assert (limits.FILE_BYTES, limits.PARAGRAPH_CHARACTERS, limits.PARAGRAPHS) == (32 << 20, 200_000, 50_000)


def test_a_character_that_nobody_accounts_for_stops_the_reading() -> None:
    account = Account("ab", split("ab"), "a.txt")
    account.place(Words.of(0, 1), "main__para_1")
    with pytest.raises(Internal, match=r"did not account for the character U\+0062"):
        account.ledger("UTF-8")


def test_a_character_that_is_accounted_for_twice_stops_the_reading() -> None:
    account = Account("ab", split("ab"), "a.txt")
    account.place(Words.of(0, 2), "main__para_1")
    account.normalise([Normal(1, 2, rules.ESCAPE)])
    with pytest.raises(Internal, match="account once"):
        account.ledger("UTF-8")


def test_each_white_space_has_its_rule() -> None:
    reading = read_source("  1.  One  \n\u00a0\n\tis \n".encode(), "a.txt")
    got = [(e.start, e.end, e.rule) for e in reading.ledger.entries if e.fate is Fate.NORMALISED]
    assert got == [
        (0, 2, rules.INDENT),
        (4, 6, rules.SEPARATOR),
        (9, 11, rules.TRAILING_SPACE),
        (11, 12, rules.LINE_END),
        (12, 14, rules.BLANK_LINE),
        (14, 15, rules.INDENT),
        (17, 18, rules.TRAILING_SPACE),
        (18, 19, rules.LINE_END),
    ]


def test_the_rules_have_different_names_and_say_what_they_mean() -> None:
    assert len({rule.name for rule in rules.RULES}) == len(rules.RULES)
    assert all(rule.meaning and rule.fate is not Fate.PLACED for rule in rules.RULES)
