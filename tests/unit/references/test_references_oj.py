"""Official Journal citations in running text: the span is the citation, no more and no less."""

import pytest

from revtrack.model.language import Language
from revtrack.references import find_mentions
from tests.unit.model.test_model_gazette import WRITTEN

AROUND = {
    Language.EN: "It was published ({}). Another act followed.",
    Language.DA: "Afgørelsen er offentliggjort ({}).",
    Language.SV: "Beslutet har offentliggjorts ({}).",
    Language.NB: "Vedtaket er kunngjort ({}).",
    Language.DE: "Der Beschluss ist veröffentlicht ({}).",
    Language.FR: "La décision a été publiée ({}).",
}


@pytest.mark.parametrize("lang", AROUND)
@pytest.mark.parametrize(("written", "printed"), WRITTEN)
def test_a_citation_is_found_exactly_in_text_of_any_language(written: str, printed: str, lang: Language) -> None:
    [found] = find_mentions(AROUND[lang].format(written), lang=lang)
    assert (found.raw, str(found.number), found.kind) == (written, printed, "oj")


def test_citations_in_a_row_are_each_found() -> None:
    text = "OJ L 145, 31.5.2001, p. 43; JO C 9 du 1.2.1990, p. 9 and OJ L, 2024/1689, 12.7.2024, ELI: none."
    assert [found.raw for found in find_mentions(text)] == [
        "OJ L 145, 31.5.2001, p. 43",
        "JO C 9 du 1.2.1990, p. 9",
        "OJ L, 2024/1689, 12.7.2024",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "not yet published in the Official Journal",
        "non encore paru au Journal officiel du 5 mai 2001",
        "OJ L 145, 31.6.2001, p. 43",
        "PROJ L 145, 31.5.2001, p. 43",
        "the DO list of 31.5.2001",
        "OJ Simpson, 3.10.1995",
    ],
)
def test_what_names_no_issue_and_no_day_of_the_calendar_is_no_citation(text: str) -> None:
    assert find_mentions(text) == ()
