"""Two languages: units pair by what survives a translation, and what differs is structure, numbers, dates and references."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from across_samples import DANISH, ENGLISH, GREEK, Rows, bare, numbered, typed

from revtrack.diff import correspond, correspond_units, known_words
from revtrack.diff.across.corridor import corridor
from revtrack.diff.across.differing import differences
from revtrack.diff.across.ordinals import number_paths, printed_numbers
from revtrack.diff.across.surviving import canonical, figures
from revtrack.model.changes import Signal, TextUnit, UnitClass
from revtrack.model.correspondence import Correspondence, Difference, Ground, Link, Only
from revtrack.model.language import Language
from revtrack.model.numbers import DocumentNumber
from revtrack.model.places import Place
from revtrack.model.rulings import Rulings
from revtrack.model.texts import Component, Expression, Paragraph, Role, WorkId

EN_DA = (Language.EN, Language.DA)


def pairs(found: Correspondence) -> list[tuple[int, int]]:
    return [(i, j) for link in found.links for i in link.old for j in link.new]


def diagonal(count: int) -> list[tuple[int, int]]:
    return [(at, at) for at in range(count)]


@pytest.mark.parametrize("form", [numbered, bare, typed])
@pytest.mark.parametrize(("old", "new"), [(ENGLISH, DANISH), (ENGLISH, GREEK), (GREEK, DANISH)])
def test_translations_pair_paragraph_by_paragraph(old: Rows, new: Rows, form: Callable[[Rows], list[TextUnit]]) -> None:
    assert pairs(correspond_units(form(old), form(new))) == diagonal(len(ENGLISH))


@pytest.mark.parametrize("form", [numbered, bare, typed])
def test_an_article_that_one_side_lacks_stands_alone(form: Callable[[Rows], list[TextUnit]]) -> None:
    """Its six paragraphs take no partner, and take none from others."""
    found = correspond_units(form(ENGLISH), form(DANISH[6:]))
    assert pairs(found) == [(at, at - 6) for at in range(6, len(ENGLISH))]
    assert [link.old for link in found.links if not link.new] == [(at,) for at in range(6)]


def test_a_paragraph_in_two_parts_is_one_row() -> None:
    whole = "Afgiften er 1.500 EUR om året. Den blev fastsat den 19. maj 2014."
    first, second = (f"{part}." for part in whole.rstrip(".").split(". Den ", 1))
    danish = numbered(DANISH)
    parted = [*danish[:5], TextUnit(first, "3."), TextUnit(f"Den {second}"), *danish[6:]]
    english = numbered(ENGLISH)
    english[5] = TextUnit("The fee is EUR 1,500 for a year. It was fixed on 19 May 2014.", "3.")
    assert ((5,), (5, 6)) in [(link.old, link.new) for link in correspond_units(english, parted).links]


def test_the_grounds_of_a_pairing_are_told() -> None:
    found = correspond_units(numbered(ENGLISH), numbered(DANISH))
    assert {Ground.NUMBER, Ground.STRUCTURE, Ground.ORDER} <= set(found.links[0].grounds)
    assert {Ground.NUMBER, Ground.FIGURES, Ground.LENGTH, Ground.ORDER} <= set(found.links[8].grounds)
    assert Ground.NUMBER not in correspond_units(bare(ENGLISH), bare(DANISH)).links[8].grounds
    assert all(0.3 < link.similarity <= 1 for link in found.links)


def test_a_translation_has_no_differences() -> None:
    found = correspond_units(numbered(ENGLISH), numbered(DANISH), languages=EN_DA)
    assert [link.differences for link in found.links if link.differences] == []


def test_what_people_ruled_wins_even_across_the_order() -> None:
    rulings = Rulings(confirmed=(((7,), (10,)),), rejected=frozenset({(8, 8)}))
    found = correspond_units(numbered(ENGLISH), numbered(DANISH), rulings=rulings)
    assert Link((7,), (10,), (Ground.CONFIRMED,), 1.0) in [
        Link(link.old, link.new, link.grounds, link.similarity) for link in found.links
    ]
    assert (8, 8) not in pairs(found)
    assert (9, 9) in pairs(found)


def test_a_heading_pairs_with_no_paragraph_and_a_footnote_with_a_footnote() -> None:
    note = UnitClass.FOOTNOTE
    old = [TextUnit("Access", "", UnitClass.HEADING), TextUnit("See 9956/14.", "1", note)]
    new = [TextUnit("Adgang"), TextUnit("Se 9956/14."), TextUnit("Se 9956/14.", "1", note)]
    assert pairs(correspond_units(old, new)) == [(1, 2)]


def test_components_that_both_sides_have_are_kept_apart() -> None:
    def unit(text: str, component: str) -> TextUnit:
        return TextUnit(text, "1.", place=Place("1", "para_1", component, 0))

    old = [unit("See 9956/14.", "note"), unit("The room is open.", "annex")]
    new = [unit("Rummet er åbent.", "note"), unit("Se 9956/14.", "annex")]
    assert pairs(correspond_units(old, new)) == [(0, 0), (1, 1)]


def test_two_versions_are_paired_with_their_places() -> None:
    def version(label: str, language: Language, rows: Rows) -> Expression:
        paragraphs = tuple(
            Paragraph(Role.HEADING, text, number, level=1) if " " in number else Paragraph(Role.PARAGRAPH, text, number)
            for number, text in rows
        )
        return Expression(WorkId("demo"), DocumentNumber.local(label), language, (Component("main", paragraphs),))

    found = correspond(version("one", Language.EN, ENGLISH), version("two", Language.DA, DANISH))
    assert pairs(found) == diagonal(len(ENGLISH))
    place = found.new[7].place
    assert place is not None
    assert place.heading == "Håndtering"


def test_repeated_lines_of_one_text_pair_with_themselves() -> None:
    lines = [TextUnit(text) for text in ("", "", "reader, Article 5, register", "reader, Article 5, register")]
    assert pairs(correspond_units(lines, lines)) == diagonal(4)


def test_one_side_may_be_empty() -> None:
    found = correspond_units([], bare(DANISH))
    assert [link.new for link in found.links] == [(at,) for at in range(len(DANISH))]
    assert correspond_units([], []).links == ()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Article 5", "5 artikla"),
        ("(c)", "γ)"),
        ("(b)", "б)"),
        ("9a", "9 bis"),
        ("Article 9b", "Article 9 ter"),
        ("(12)", "12."),
        ("CHAPTER IV", "Kapitel IV"),
        ("-", "•"),
        ("3.2.", "3.2"),
    ],
)
def test_numbers_are_equal_by_what_they_count(old: str, new: str) -> None:
    paths = [number_paths([TextUnit("x")], [number]) for number in (old, new)]
    assert paths[0] == paths[1] != [()]


def test_a_number_is_read_in_full() -> None:
    numbers = ["Article 5", "1.", "(a)", "(i)", "(ii)", "(b)", "2.", "(a)", "-", "Article 6", "(h)", "(i)"]
    assert ["/".join(path) for path in number_paths([TextUnit("x")] * len(numbers), numbers)] == [
        *("#/5", "5/1", "5/1/b1", "5/1/b1/i1", "5/1/b1/i2", "5/1/b2", "5/2", "5/2/b1", "5/2/b1/-"),
        *("#/6", "6/b8", "6/b9"),
    ]


def test_numbers_typed_in_front_are_read_and_a_sentence_with_a_number_is_not() -> None:
    lines = ["Artikel 1 Adgang", "Inden 14 dage …", "Artikel 2 Brug", "(a) Bøger", "Artikel 3 Andet"]
    assert printed_numbers([TextUnit(line) for line in lines]) == ["Artikel 1", "", "Artikel 2", "(a)", "Artikel 3"]


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ("10 000", "10000"),
        ("10.000", "10000"),
        ("10,000", "10000"),
        ("1.500,00", "1500.00"),
        ("1,5", "1.5"),
        ("0,125", "0.125"),
        ("2016/679", "2016/679"),
        ("1.500.000", "1500000"),
    ],
)
def test_a_figure_is_the_same_however_it_is_written(written: str, wanted: str) -> None:
    assert canonical(written) == wanted
    assert list(figures(f"om {written} kr.")) == [wanted]


@pytest.mark.parametrize(
    ("english", "danish"),
    [
        ("1.5 metres", "1,5 meter"),
        ("on 19 May 2014", "den 19. maj 2014"),
        ("since 2014-05-19", "siden 19.5.2014"),
        ("Article 5(2)(a)", "artikel 5, stk. 2, litra a)"),
        ("Directive 97/7/EC", "direktiv 97/ 7/EF"),
        ("two boxes", "2 æsker"),
        ("within 1 month", "inden en måned"),
        ("the date(s)", "datoen eller datoerne"),
        ("in Article 5; that Article", "i artikel 5; artikel 5"),
        ("EUR 10,000", "10 000 EUR"),
    ],
)
def test_another_way_of_writing_is_no_difference(english: str, danish: str) -> None:
    assert differences(english, danish, EN_DA) == ()
    assert differences(danish, english, (Language.DA, Language.EN)) == ()


@pytest.mark.parametrize(
    ("english", "danish", "found"),
    [
        ("3 boxes", "5 æsker", [(Signal.NUMBER, "3", Only.OLD), (Signal.NUMBER, "5", Only.NEW)]),
        (
            "on 19 May 2014",
            "den 19. juni 2014",
            [(Signal.DATE, "19 May 2014", Only.OLD), (Signal.DATE, "19. juni 2014", Only.NEW)],
        ),
        ("see Article 5 and Article 6", "se artikel 6", [(Signal.REFERENCE, "Article 5", Only.OLD)]),
        ("as received", "jf. 9956/14", [(Signal.REFERENCE, "9956/14", Only.NEW)]),
        (
            "point (a)",
            "litra b)",
            [(Signal.REFERENCE, "point (a)", Only.OLD), (Signal.REFERENCE, "litra b)", Only.NEW)],
        ),
    ],
)
def test_what_stands_on_one_side_only_is_a_difference(
    english: str, danish: str, found: list[tuple[Signal, str, Only]]
) -> None:
    assert differences(english, danish, EN_DA) == tuple(Difference(*each) for each in found)


def test_a_month_of_a_language_without_a_table_is_not_judged() -> None:
    assert differences("on 19 May 2014", "19 päivänä toukokuuta 2014", (Language.EN, Language.FI)) == ()


def test_the_most_used_words_tell_two_languages_apart() -> None:
    english, danish = ([text for _, text in rows] * 8 for rows in (ENGLISH, DANISH))
    assert known_words(english, english[::-1]) == 1000
    known = known_words(english, danish)
    assert known is not None
    assert known < 300


def test_a_table_of_figures_tells_no_language() -> None:
    assert known_words([f"* {n},50" for n in range(900)], [f"{n}.50 und" for n in range(900)]) is None


def test_a_long_text_is_weighed_along_what_is_sure() -> None:
    """The cost goes with the length: 12,000 units have some dozens of partners each to be weighed, not 12,000."""
    sure = [(at, at) for at in range(0, 12_000, 5)]
    way = corridor(sure, 12_000, 12_000)
    assert sum(high - low for low, high in zip(way.low, way.high, strict=True)) < 30 * 12_000
    assert not way.coarse


def test_long_texts_with_nothing_in_common_are_weighed_near_the_diagonal_and_that_is_said() -> None:
    way = corridor([], 3_000, 3_000)
    assert way.coarse
    assert sum(high - low for low, high in zip(way.low, way.high, strict=True)) < 3_000 * 450
    old, new = ([TextUnit(letter * (10 + at % 7)) for at in range(300)] for letter in "ab")
    assert correspond_units(old, new).coarse == (
        "300 against 300 units: long stretches without a sure pairing were weighed near the diagonal only",
    )
