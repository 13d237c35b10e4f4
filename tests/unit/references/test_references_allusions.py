"""Allusions: documents meant by a date, by a defined term, by a short form; and what is no allusion."""

from __future__ import annotations

import re

import pytest

from revtrack.model.allusions import DocumentKind
from revtrack.model.language import Language
from revtrack.model.numbers import DocumentNumber
from revtrack.model.texts import Component, Expression, Note, Paragraph, Role, WorkId
from revtrack.references import find_allusions
from revtrack.references.allusions import dated
from revtrack.references.kinds import LANGUAGES, kinds_of, nouns
from revtrack.references.phrasing import PHRASING
from revtrack.references.sentences import sentences

STRATEGY, PLAN = DocumentKind.STRATEGY, DocumentKind.ACTION_PLAN


def text(lang: Language, *paragraphs: str | tuple[str, int, str], title: str = "") -> Expression:
    """A text of numbered paragraphs; a tuple has a footnote at that offset."""
    made = [
        Paragraph(Role.PARAGRAPH, told, f"{n}.")
        if isinstance(told, str)
        else Paragraph(Role.PARAGRAPH, told[0], f"{n}.", notes=(Note(told[1], "1", told[2]),))
        for n, told in enumerate(paragraphs, 1)
    ]
    return Expression(WorkId("w"), DocumentNumber.parse("1/20"), lang, (Component("main", tuple(made)),), title=title)


def meant(expression: Expression) -> list[tuple[str, str, list[str]]]:
    return [(a.evidence.fragment, a.evidence.quote, list(map(str, a.numbers))) for a in find_allusions(expression)]


def told(sentence: str, lang: Language) -> list[tuple[str, DocumentKind, int, int | None, tuple[str, ...]]]:
    return [
        (sentence[hit.start : hit.end], hit.noun.kind, hit.date.year, hit.date.month, hit.words)
        for hit in dated(sentence, lang)
    ]


def test_every_language_has_a_row_of_phrases_a_row_of_words_and_samples() -> None:
    assert set(PHRASING) == set(LANGUAGES)
    assert all(len(row.samples) == 3 for row in PHRASING.values())


@pytest.mark.parametrize(("lang", "sample"), [(lang, s) for lang, row in PHRASING.items() for s in row.samples[:2]])
def test_every_sample_of_a_date_is_read_with_nothing_that_tells_it_apart(lang: Language, sample: str) -> None:
    [(quote, kind, year, month, words)] = told(f"{sample[0].upper()}{sample[1:]}", lang)
    assert kind is (PLAN if "2008" in sample else STRATEGY)
    assert (year, month, words) == ((2008, 11, ()) if "2008" in sample else (2005, None, ()))
    assert sample.lower().endswith(quote.lower())


@pytest.mark.parametrize(("lang", "sample"), [(lang, row.samples[2]) for lang, row in PHRASING.items()])
def test_every_sample_of_a_definition_binds_its_term(lang: Language, sample: str) -> None:
    noun = next(nouns(re.split('["“”„«»]', sample)[1], lang))
    term = re.split('["“”„«»]', sample)[1][noun.start : noun.end]
    found = meant(text(lang, f"Doc. 9956/14 ({sample}).", f"Die {term}.", title="x"))
    assert found == [("2", term, ["9956/14"])]


@pytest.mark.parametrize(
    ("lang", "sentence", "expected"),
    [
        (Language.EN, "The 2005 strategy applies.", ("2005 strategy", STRATEGY, 2005, None, ())),
        (
            Language.EN,
            "See the EU strategy of 24 November 2005.",
            ("strategy of 24 November 2005", STRATEGY, 2005, 11, ()),
        ),
        (Language.EN, "The Strategy (2005) applies.", ("Strategy (2005)", STRATEGY, 2005, None, ())),
        (Language.EN, "A strategy was adopted in 2005.", ("strategy was adopted in 2005", STRATEGY, 2005, None, ())),
        (Language.DA, "Efter 2005-strategien kom intet.", ("2005-strategien", STRATEGY, 2005, None, ())),
        (Language.DA, "Se den reviderede strategi fra 2008.", ("strategi fra 2008", STRATEGY, 2008, None, ())),
        (Language.NB, "Det ble vedtatt en strategi i 2005.", ("strategi i 2005", STRATEGY, 2005, None, ())),
        (Language.NN, "Det vart vedteke ein strategi i 2005.", ("strategi i 2005", STRATEGY, 2005, None, ())),
        (Language.SV, "Se 2005 års strategi.", ("2005 års strategi", STRATEGY, 2005, None, ())),
        (Language.SV, "En strategi antogs 2005.", ("strategi antogs 2005", STRATEGY, 2005, None, ())),
        (
            Language.DE,
            "Im Jahr 2005 wurde eine Strategie verabschiedet.",
            ("2005 wurde eine Strategie", STRATEGY, 2005, None, ()),
        ),
        (
            Language.FR,
            "Une stratégie a été adoptée en 2005.",
            ("stratégie a été adoptée en 2005", STRATEGY, 2005, None, ()),
        ),
        (Language.FR, "Voir la stratégie révisée de 2008.", ("stratégie révisée de 2008", STRATEGY, 2008, None, ())),
        (Language.FR, "Voir l’accord de 2005.", ("accord de 2005", DocumentKind.AGREEMENT, 2005, None, ())),
    ],
)
def test_the_ways_of_each_language(lang: Language, sentence: str, expected: tuple[object, ...]) -> None:
    assert told(sentence, lang) == [expected]


@pytest.mark.parametrize(
    ("lang", "sentence", "words"),
    [
        (Language.EN, "The counter-terrorism strategy of 2005 applies.", ("counter-terrorism",)),
        (Language.EN, "Norway's strategy of 2005 applies.", ("norway's",)),
        (Language.EN, "The strategy on fisheries adopted in 2005 applies.", ("fisheries",)),
        (Language.DA, "Den norske strategi fra 2005 gælder.", ("norske",)),
        (Language.DA, "Norges strategi fra 2005 gælder.", ("norges",)),
        (Language.NB, "Den norske strategien fra 2005 gjelder.", ("norske",)),
        (Language.SV, "Den nationella strategin från 2005 gäller.", ("nationella",)),
        (Language.DE, "Die nationale Strategie von 2005 gilt.", ("nationale",)),
        (Language.DE, "Die Strategie zur Fischerei von 2005 gilt.", ("fischerei",)),
        (Language.FR, "La stratégie antiterroriste de 2005 reste.", ("antiterroriste",)),
    ],
)
def test_what_tells_a_document_from_others_of_its_kind_is_kept(
    lang: Language, sentence: str, words: tuple[str, ...]
) -> None:
    assert [hit[4] for hit in told(sentence, lang)] == [words]


def test_two_documents_share_a_date() -> None:
    found = told("The strategy and action plan of 2005 apply.", Language.EN)
    assert [(kind, year) for _, kind, year, _, _ in found] == [(STRATEGY, 2005), (PLAN, 2005)]
    both = told(
        "Den bredere EU-strategi og -handlingsplan for havfiskeri, som man godkendte i januar 2005.", Language.DA
    )
    assert [hit[1:] for hit in both] == [
        (STRATEGY, 2005, 1, ("bredere", "havfiskeri")),
        (PLAN, 2005, 1, ("havfiskeri",)),
    ]


@pytest.mark.parametrize(
    ("lang", "sentence"),
    [
        (Language.DA, "Terrorbekæmpelsesstrategien fra 2005 gælder."),
        (Language.DA, "I 2005 vedtog Norge en strategi."),
        (Language.DA, "I 2005 blev der vedtaget en strategi for fiskeri."),
        (Language.DA, "I 2005 blev der vedtaget en strategi af Norge."),
        (Language.EN, "In 2005 a strategy was adopted by Norway."),
        (Language.EN, "A strategy of 2005 is one of many."),
        (Language.EN, "Strategies of 2005 differ."),
        (Language.EN, "The strategy holds. It was raining in 2005."),
        (Language.EN, "The strategy cost 2005 crowns in all."),
        (Language.EL, "The strategy of 2005 applies."),
    ],
)
def test_what_means_no_known_document(lang: Language, sentence: str) -> None:
    assert told(sentence, lang) == []


def test_a_term_means_the_document_of_its_definition_only_behind_it() -> None:
    found = meant(
        text(
            Language.EN,
            "The Strategy is old.",
            'The EU text (doc. 9956/14, hereinafter "the Strategy").',
            "The Strategy holds.",
        )
    )
    assert found == [("3", "Strategy", ["9956/14"])]


def test_a_term_in_capitals_is_not_the_common_word() -> None:
    found = meant(
        text(Language.EN, 'Doc. 9956/14 (hereinafter "the Strategy").', "A good strategy is the strategy that works.")
    )
    assert found == []


def test_a_definition_among_two_documents_names_both() -> None:
    found = meant(text(Language.EN, 'Docs 9956/14 and 5/15 (hereinafter "the Strategy").', "The Strategy's aims hold."))
    assert found == [("2", "Strategy's", ["9956/14", "5/15"])]


def test_a_footnote_of_the_sentence_can_name_the_document_of_a_definition() -> None:
    found = meant(
        text(Language.EN, ("The text of 2014 (“the Strategy”) holds.", 16, "Doc. 9956/14."), "The Strategy holds.")
    )
    assert found == [("2", "Strategy", ["9956/14"])]


def test_a_term_defined_twice_means_any_of_both() -> None:
    found = meant(
        text(
            Language.EN,
            'Doc. 9956/14 (hereinafter "the Strategy").',
            'Doc. 5/15 (hereinafter "the Strategy").',
            "The Strategy holds.",
        )
    )
    assert found == [("3", "Strategy", ["9956/14", "5/15"])]


def test_a_term_for_a_document_meant_by_its_date_has_that_date() -> None:
    found = find_allusions(
        text(Language.EN, 'The strategy of 2005 (hereinafter "the Strategy") holds.', "The Strategy holds.")
    )
    assert [(one.evidence.fragment, one.year, one.numbers) for one in found] == [("1", 2005, ()), ("2", 2005, ())]


def test_a_short_form_means_what_its_word_introduced() -> None:
    found = meant(
        text(Language.EN, "Action plan 6102/19 ADD 1 was read.", "Said action plan holds. The strategy is another.")
    )
    assert found == [("2", "action plan", ["6102/19 ADD 1"])]
    two = meant(text(Language.EN, "Action plan 6102/19 ADD 1 and action plan 7/20 REV 1.", "Said action plan holds."))
    assert two == [("2", "action plan", ["6102/19 ADD 1", "7/1/20 REV 1"])]


def test_the_document_alone_is_no_short_form_but_said_document_is() -> None:
    found = meant(text(Language.EN, "In document 6102/19 it stands.", "The document is long. Said document is longer."))
    assert found == [("2", "document", ["6102/19"])]


def test_a_text_of_the_same_kind_may_mean_itself_so_its_short_form_is_not_read() -> None:
    told = ("The strategy (doc. 9956/14) was read.", "The strategy holds.")
    assert meant(text(Language.EN, *told, title="Draft strategy")) == []
    assert meant(text(Language.EN, *told, title="Draft guidelines")) == [("2", "strategy", ["9956/14"])]


def test_where_the_number_stands_the_word_beside_it_is_no_allusion() -> None:
    assert meant(text(Language.EN, "The strategy (doc. 9956/14) and the strategy hold.")) == []


def test_a_title_is_called_by_its_first_word() -> None:
    assert kinds_of("Draft guidelines for the EU strategy") == {DocumentKind.GUIDELINES}
    assert kinds_of("Udkast til revideret EU-strategi for havfiskeri") == {STRATEGY}
    assert kinds_of("Revideret mediekommunikationsstrategi") == frozenset()


@pytest.mark.parametrize(
    ("paragraph", "count"),
    [
        ("Strategien blev vedtaget den 24. november 2005. Den gælder.", 2),
        ("Die Strategie vom 24. November 2005 gilt. Sie bleibt.", 2),
        ("See doc. No 9956/14. It holds.", 2),
        ("One; two! Three", 3),
        ("", 0),
    ],
)
def test_sentences_end_at_stops_and_not_in_dates_or_abbreviations(paragraph: str, count: int) -> None:
    spans = list(sentences(paragraph))
    assert len(spans) == count
    assert "".join(paragraph[start:end] for start, end in spans) == paragraph
