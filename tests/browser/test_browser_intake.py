"""The page of an intake in a real browser: it fits, its policy holds, its links lead, and it has no fault of accessibility."""

from __future__ import annotations

from pathlib import Path

import pytest

from revtrack.model.ledger import Fate
from revtrack.model.manifests import Problem
from revtrack.model.texts import PageMatter
from revtrack.report.intakepage import intake_page
from revtrack.report.intakeviews import FoundFact, IntakeRow, IntakeView

LONG = "a-very-long-name-" * 12
ROWS = (
    IntakeRow(
        2,
        f"{LONG}.txt",
        "added",
        version=f"{LONG}:da",
        work="w",
        facts=(FoundFact("title", "Håndbog <b>& mere</b> " * 20, "line 1"),),
        languages="da 0.93, nb 0.71",
        media="text",
        encoding="UTF-8",
        size=1000,
        sha256="ab" * 32,
        structure="¶ 1–9",
        paragraphs=9,
        characters={Fate.PLACED: 900, Fate.NORMALISED: 60, Fate.APART: 40},
        normalised={"line end": 60},
        apart={"navigation": 40},
        page_matter=(PageMatter("Home " * 60 + "end", "navigation", 3),),
        relations=(("revises", "15175/08"),),
        look_at=("¶ 4+1 has no number", LONG),
    ),
    IntakeRow(
        3, "b.txt", "set aside", problems=(Problem("date", "F3", f"'{LONG}' is not a date", "write 2014-05-19"),)
    ),
    IntakeRow(4, "5643/5/14", "recorded", version="5643/5/14 REV 5"),
)
VIEW = IntakeView("batch.csv", ROWS, ("separator ';'",), ("row 3 is hidden and was read",), written=True, commit="ab" * 20,
                  error_sheet="x/batch.errors.csv")  # fmt: skip


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> str:
    target: Path = tmp_path_factory.mktemp("page") / "intake.html"
    target.write_bytes(intake_page(VIEW, "0.1.0"))
    return target.as_uri()


def show(browser, page: str, width: int, theme: str = "light") -> None:
    browser.execute_cdp_cmd(
        "Emulation.setEmulatedMedia", {"features": [{"name": "prefers-color-scheme", "value": theme}]}
    )
    metrics = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": False}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    browser.get(page)


@pytest.mark.parametrize("width", [320, 1024])
def test_nothing_scrolls_sideways(browser, page: str, width: int) -> None:
    show(browser, page, width)
    assert browser.execute_script("return document.documentElement.scrollWidth") <= width


def test_the_policy_of_the_page_is_broken_by_nothing_and_every_link_leads(browser, page: str) -> None:
    show(browser, page, 1024)
    assert [entry for entry in browser.get_log("browser") if entry["level"] == "SEVERE"] == []
    dead = """return [...document.querySelectorAll('a')].map(a => a.getAttribute('href'))
        .filter(h => !h.startsWith('#') || !document.getElementById(h.slice(1)))"""
    assert browser.execute_script(dead) == []


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1024])
def test_axe_finds_nothing(browser, page: str, axe: str, width: int, theme: str) -> None:
    show(browser, page, width, theme)
    browser.execute_script(axe)
    found = browser.execute_async_script(
        "const done = arguments[0]; axe.run().then(r => done(r.violations.map(v => v.id)))"
    )
    assert found == []
