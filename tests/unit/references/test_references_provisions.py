"""References to provisions: how each language says them, exact spans, lists and runs, and what is of another document."""

from __future__ import annotations

import pytest

from revtrack.model.language import Language
from revtrack.model.provisions import PartKind, Provision
from revtrack.references import find_provisions
from revtrack.references.wording import WORDING


def said(provision: Provision) -> str:
    """`external article 5 paragraph 2`, `point 3-5`."""
    steps = (f"{s.kind} {s.number}{f'-{s.last}' if s.last else ''}".strip() for s in provision.parts)
    return ("external " if provision.external else "") + " ".join(steps)


def told(text: str, lang: Language) -> list[str]:
    return [f"{provision.raw} = {said(provision)}" for provision in find_provisions(text, lang=lang)]


@pytest.mark.parametrize(
    ("lang", "sample", "expected"), [(lang, *s) for lang, row in WORDING.items() for s in row.samples]
)
@pytest.mark.parametrize("around", ["{}", "{}.", "x ({}) y", "„{}“", "{};\n{}"])
def test_every_sample_of_the_table_is_read_where_it_stands(
    lang: Language, sample: str, expected: str, around: str
) -> None:
    found = find_provisions(around.format(sample, sample), lang=lang)
    text = around.format(sample, sample)
    assert "; ".join(map(said, found)) == "; ".join([expected] * around.count("{}"))
    assert all(text[one.start : one.end] == one.raw for one in found)


def test_every_language_has_words_for_every_kind_of_part() -> None:
    assert all(set(row.parts) == set(PartKind) for row in WORDING.values())


def test_words_of_every_language_are_read_where_the_language_is_unknown_and_none_in_one_without_a_row() -> None:
    text = "Se punkt 12 og Artikel 5 Absatz 2 und paragraph 3."
    assert told(text, Language.UND) == [
        "punkt 12 = point 12",
        "Artikel 5 Absatz 2 = article 5 paragraph 2",
        "paragraph 3 = paragraph 3",
    ]
    assert told(text, Language.FI) == []


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        (Language.EN, "paragraph 5 and 10 boxes", ["paragraph 5 = paragraph 5"]),
        (Language.EN, "paragraph 5, 10 boxes", ["paragraph 5 = paragraph 5"]),
        (
            Language.EN,
            "paragraphs 3, 5 to 7 and 9",
            ["paragraphs 3 = paragraph 3", "5 to 7 = paragraph 5-7", "9 = paragraph 9"],
        ),
        (Language.EN, "paragraphs 3, 5", ["paragraphs 3 = paragraph 3"]),
        (
            Language.EN,
            "Article 5(2) and Article 7, paragraphs 2 and 3",
            [
                "Article 5(2) = article 5 paragraph 2",
                "Article 7, paragraphs 2 = article 7 paragraph 2",
                "3 = article 7 paragraph 3",
            ],
        ),
        (
            Language.EN,
            "points (a) and (b) of Article 7(1)",
            ["points (a) = article 7 paragraph 1 point a", "(b) of Article 7(1) = article 7 paragraph 1 point b"],
        ),
        (Language.DA, "punkt 3–5", ["punkt 3–5 = point 3-5"]),
        (Language.DA, "punkt 3 – 5 kasser", ["punkt 3 = point 3"]),
        (Language.NB, "§ 4-2 og § 3-5", ["§ 4-2 = article 4-2", "§ 3-5 = article 3-5"]),
        (Language.DA, "punkt\u00a012", ["punkt\u00a012 = point 12"]),
        (
            Language.SV,
            "artikel 5.2 a och artikel 6",
            ["artikel 5.2 a = article 5 paragraph 2 letter a", "artikel 6 = article 6"],
        ),
        (Language.DE, "§§ 4 und 5", ["§§ 4 = article 4", "5 = article 5"]),
    ],
)
def test_lists_and_runs(lang: Language, text: str, expected: list[str]) -> None:
    assert told(text, lang) == expected


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        (Language.EN, "Article 5 of Regulation (EU) No 910/2014"),
        (Language.EN, "the Annex to that Directive"),
        (Language.EN, "Article 2 thereof"),
        (Language.EN, "paragraph 6 of the rules"),
        (Language.EN, "Directive 2013/34/EU, Article 5"),
        (Language.EN, "the Directive's Article 5"),
        (Language.EN, "paragraph 3 of doc. 9956/14"),
        (Language.EN, "9956/14 REV 1, paragraph 3"),
        (Language.EN, "Article 5 of the TFEU"),
        (Language.DA, "traktatens artikel 5"),
        (Language.DA, "EUF-traktatens artikel 29"),
        (Language.DA, "straffelovens § 114"),
        (Language.DA, "artikel 3 i den europæiske menneskerettighedskonvention"),
        (Language.DA, "punkt 12 i strategien"),
        (Language.DA, "artikel 5 i Europa-Parlamentets og Rådets direktiv 2003/4/EF"),
        (Language.SV, "artikel 5 i Europaparlamentets och rådets förordning (EG) nr 1049/2001"),
        (Language.EN, "Article 5 of European Parliament and Council Directive 95/46/EC"),
        (Language.FR, "article 5 du règlement (CE) nº 1049/2001 du Parlement européen"),
        (Language.NB, "artikkel 3 i EØS-avtalen"),
        (
            Language.DA,
            "under henvisning til traktaten om Den Europæiske Unions funktionsmåde, særlig artikel 79, stk. 2",
        ),
        (Language.DE, "gestützt auf den Vertrag, insbesondere auf Artikel 79"),
        (Language.EN, "having regard to the Treaty, and in particular Article 79(2)"),
        (Language.FR, "vu le traité, et notamment son article 79"),
        (Language.SV, "artikel 3 i den konventionen"),
        (Language.DE, "Artikel 5 der genannten Verordnung"),
        (Language.DE, "Artikel 5 AEUV"),
        (Language.DA, "artikel 5, stk. 2, litra a, i forordning (EF) nr. 1049/2001"),
        (Language.DA, "artikel 5, stk. 2, i traktaten"),
        (Language.EN, "Article 5(2), of Directive 2013/34/EU"),
        (Language.FR, "l'article 5 de ladite directive"),
    ],
)
def test_a_provision_of_another_document_is_told_apart(lang: Language, text: str) -> None:
    [found] = find_provisions(text, lang=lang)
    assert found.external


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        (Language.EN, "Article 5 of this Regulation"),
        (Language.EN, "the Annex to this Decision"),
        (Language.EN, "point 3 of Annex II"),
        (Language.EN, "Article 5. The Directive applies"),
        (Language.DA, "artikel 6 i denne forordning"),
        (Language.DA, "denne forordnings artikel 6"),
        (Language.DE, "Artikel 5 dieser Verordnung"),
        (Language.FR, "l'article 5 de la présente directive"),
        (Language.SV, "artikel 6 i denna förordning"),
        (Language.EN, "paragraph 3 in accordance with doc. 9956/14"),
        (Language.DA, "punkt 3 i overensstemmelse med direktivet"),
        (Language.DA, "artikel 5, stk. 2, i denne forordning"),
        (Language.EN, "point 12, in 2014"),
    ],
)
def test_a_provision_of_this_document_is_not(lang: Language, text: str) -> None:
    [found] = find_provisions(text, lang=lang)
    assert not found.external


def test_the_number_of_the_other_document_is_given() -> None:
    [found] = find_provisions("Se punkt 12 i dok. 9956/14.", lang=Language.DA)
    assert (found.external, str(found.document)) == (True, "9956/14")
    [found] = find_provisions("Artikel 5, stk. 2, i direktiv 2013/34/EU.", lang=Language.DA)
    assert (found.external, str(found.document)) == (True, "32013L0034")


@pytest.mark.parametrize(
    "text",
    [
        "a party of 12",
        "sag nr. 3",
        "forordning (EF) nr. 45/2001",
        "dok. nr. 9956/14",
        "punkt 12.345",
        "punktum 3",
        "bilag",
        "delpunkt-12",
        "artikel",
        "",
        "\u202e\u202d\u2066",
        "§",
        "İpunkt 3",
    ],
)
def test_what_is_no_reference_to_a_provision(text: str) -> None:
    assert told(text, Language.DA) == []


def test_a_letter_that_grows_in_lower_case_shifts_no_span() -> None:
    [found] = find_provisions("İİ se punkt 3", lang=Language.DA)
    assert found.raw == "punkt 3"
