"""The page of one text in a real browser: it fits every width, its policy holds, and no fault of accessibility is found."""

from __future__ import annotations

from pathlib import Path

import pytest

from revtrack.cli.main import main
from tests.browser.test_browser_lineage import show

WIDTHS = (320, 1024)
ADDRESSES = ("9956/14", "eupl@1.2", "demo@3", "no-handlingsplan-status")


@pytest.fixture(scope="module")
def pages(example_once: Path, tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    place = tmp_path_factory.mktemp("text")
    found = []
    for at, address in enumerate(ADDRESSES):
        words = ["-C", str(example_once), "-q", "show", address, "-f", "html", "-o", str(place / f"{at}.html")]
        assert main(words) == 0
        found.append((place / f"{at}.html").as_uri())
    return found


@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_scrolls_sideways_and_the_policy_holds(browser, pages: list[str], width: int) -> None:
    for page in pages:
        show(browser, page, width)
        assert browser.execute_script("return document.documentElement.scrollWidth") <= width
        assert browser.execute_script("return getComputedStyle(document.querySelector('main')).display") == "block"
        assert [entry for entry in browser.get_log("browser") if entry["level"] == "SEVERE"] == []


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_no_fault_of_accessibility_is_found(browser, axe: str, pages: list[str], theme: str) -> None:
    for page in pages:
        show(browser, page, 1024, theme)
        browser.execute_script(axe)
        found = browser.execute_async_script("axe.run(document).then(arguments[0])")
        assert len(found["passes"]) > 20
        assert [(one["id"], one["nodes"][0]["html"]) for one in found["violations"]] == []
