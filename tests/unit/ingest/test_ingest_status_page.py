"""The Norwegian status page: page matter, bullets, no number, Bokmål told from Danish."""

from __future__ import annotations

import pytest

from revtrack.ingest import read_source
from revtrack.model.language import Language
from revtrack.model.ledger import Fate
from revtrack.model.readings import Fact, Reading
from revtrack.model.texts import Role


@pytest.fixture(scope="module")
def reading(status_page: bytes) -> Reading:
    return read_source(status_page, "no-handlingsplan-status.nb.txt")


def test_it_is_one_component_with_title_heading_and_seven_bullets(reading: Reading) -> None:
    (main,) = reading.components
    assert (main.name, reading.principal) == ("main", "main")
    title = main.paragraphs[0]
    assert (title.role, title.text) == (Role.TITLE, "Status for handlingsplanen mot radikalisering")
    assert [p.text for p in main.paragraphs if p.role is Role.HEADING] == ["Samarbeid mellom politiet og PST"]
    assert [(p.num, p.level) for p in main.paragraphs if p.role is Role.ITEM] == [("•", 1)] * 7
    assert [p.num for p in main.paragraphs if p.role is Role.PARAGRAPH] == ["", "", ""]


def test_banner_and_download_line_are_page_matter(reading: Reading) -> None:
    assert [(matter.rule, matter.line) for matter in reading.page_matter] == [("age banner", 3), ("download line", 29)]
    assert reading.page_matter[0].text.startswith("Dette innholdet er mer enn 9 år gammelt.")
    assert reading.page_matter[1].text == "Se statusrapport for alle tiltakene (pdf)"
    assert reading.ledger.rules(Fate.APART) == {"age banner": 80, "download line": 41}


def test_it_states_no_number_and_no_date(reading: Reading) -> None:
    assert reading.number is None
    assert reading.date is None
    assert reading.header == ()
    assert reading.title == Fact("Status for handlingsplanen mot radikalisering", "line 1")


def test_bokmal_stands_clearly_before_danish_and_danish_is_listed(reading: Reading) -> None:
    scores = {score.language: score.score for score in reading.languages}
    assert reading.languages[0].language is Language.NB
    assert scores[Language.NB] > scores[Language.DA] + 0.2 > 0.2


def test_nothing_is_odd_about_it(reading: Reading) -> None:
    assert reading.look_at == ()
