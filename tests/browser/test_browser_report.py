"""A report in a real browser: every view, filter, key and link; no violation of its policy, no fault of accessibility."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from revtrack.cli.main import main

VIEWS = ("changes", "inline", "side", "table", "clean")
PAIRS = {"demo-1-2": ("demo@1", "demo@2"), "demo-2-3": ("demo@2", "demo@3"), "crr": ("9956/14:da@1", "9956/14:da@2")}
Open = Callable[..., webdriver.Chrome]


@pytest.fixture(scope="module")
def pages(example_once: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pages")
    made = [(name, (*words, "-o", f"{folder}/{name}.html")) for name, words in PAIRS.items()]
    made += [
        (f"static-{view}", ("demo@1", "demo@2", "--view", view, "-o", f"{folder}/static-{view}.html")) for view in VIEWS
    ]
    made.append(("three", ("demo@1", "demo@2", "demo@3", "-o", f"{folder}/three.html")))
    for _, words in made:
        assert main(["-C", str(example_once), "-q", "report", *words]) == 0
    return folder


@pytest.fixture(scope="module")
def axe() -> str:
    """The program that finds faults of accessibility, as `.ci/run` installs it."""
    path = Path(__file__).parents[2] / ".ci" / "tools" / "node_modules" / "axe-core" / "axe.min.js"
    if not path.exists():
        pytest.skip("no axe-core here: npm install --no-save --prefix .ci/tools axe-core@^4.14")
    return path.read_text(encoding="utf-8")


@pytest.fixture
def opened(browser: webdriver.Chrome, pages: Path) -> Open:
    def call(name: str, *, width: int = 1400, hash_: str = "") -> webdriver.Chrome:
        size = {"width": width, "height": 1000, "deviceScaleFactor": 1, "mobile": False}
        browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
        browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})
        browser.get("about:blank")
        browser.get((pages / f"{name}.html").as_uri() + hash_)
        browser.execute_script("document.documentElement.style.scrollBehavior = 'auto'")
        return browser

    return call


def press(browser: webdriver.Chrome, key: str) -> None:
    browser.switch_to.active_element.send_keys(key)


def focused(browser: webdriver.Chrome) -> str:
    return str(browser.execute_script("return document.activeElement.textContent"))


def shown(browser: webdriver.Chrome) -> int:
    script = "return Array.from(document.querySelectorAll('#body article.chg, #body details[data-entry]'))"
    script += ".filter((one) => one.offsetParent && !one.parentElement.closest('details')).length"
    return int(browser.execute_script(script))


def axe_faults(browser: webdriver.Chrome, axe: str) -> list[str]:
    browser.execute_script(axe)
    found = browser.execute_async_script("const done = arguments[0]; axe.run().then((r) => done(r.violations))")
    return [f"{one['id']}: {one['nodes'][0]['html'][:160]} {one['nodes'][0]['failureSummary'][:200]}" for one in found]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("view", VIEWS)
def test_axe_finds_no_fault_in_any_view_and_theme(opened: Open, axe: str, view: str, theme: str) -> None:
    for name in ("demo-1-2", "demo-2-3"):
        browser = opened(name)
        browser.execute_script(f"document.documentElement.dataset.theme = '{theme}'")
        browser.find_element(By.CSS_SELECTOR, f"[data-look={view}]").click()
        for panel in ("b-filter", "b-settings"):
            browser.find_element(By.ID, panel).click()
        assert axe_faults(browser, axe) == []


@pytest.mark.parametrize("name", ["crr", "three", *(f"static-{view}" for view in VIEWS)])
def test_axe_finds_no_fault_in_other_pages(opened: Open, axe: str, name: str) -> None:
    assert axe_faults(opened(name), axe) == []
    assert axe_faults(opened(name, width=320), axe) == []


@pytest.mark.parametrize("name", [*PAIRS, "three", "static-side"])
def test_nothing_is_loaded_and_no_policy_is_broken(opened: Open, name: str) -> None:
    browser = opened(name)
    browser.get_log("browser")
    browser.refresh()
    assert [entry for entry in browser.get_log("browser") if entry["level"] == "SEVERE"] == []
    assert browser.execute_script("return performance.getEntriesByType('resource').length") == 0


@pytest.mark.parametrize("width", [320, 1024, 1600])
@pytest.mark.parametrize("name", ["demo-1-2", "crr", "static-side", "static-clean"])
def test_no_page_is_wider_than_its_window(opened: Open, name: str, width: int) -> None:
    browser = opened(name, width=width)
    assert browser.execute_script("return document.documentElement.scrollWidth") <= width


def test_keys_walk_through_the_changes_and_put_the_focus_on_them(opened: Open) -> None:
    browser = opened("demo-1-2")
    for words in ("¶\u00a03", "renumbered only (2)", "¶\u00a07 → ¶\u00a06"):
        press(browser, "j")
        assert words in focused(browser)
    press(browser, "k")
    assert "renumbered only (2)" in focused(browser)
    press(browser, "]")
    assert browser.execute_script("return document.activeElement.tagName") == "H3"
    press(browser, "r")
    assert focused(browser) == "References"


def test_keys_change_the_view_and_can_be_switched_off(opened: Open) -> None:
    browser = opened("demo-1-2")
    for key, view in zip("12345", VIEWS, strict=True):
        press(browser, key)
        assert browser.execute_script("return document.documentElement.dataset.view") == view
    press(browser, "?")
    assert browser.find_element(By.ID, "help").is_displayed()
    browser.find_element(By.ID, "k-on").click()
    press(browser, "1")
    assert browser.execute_script("return document.documentElement.dataset.view") == "clean"
    browser.refresh()
    assert not browser.find_element(By.ID, "k-on").is_selected()
    browser.execute_script("localStorage.clear()")


def test_filters_hide_and_tell_and_stay_in_the_address(opened: Open) -> None:
    browser = opened("demo-1-2")
    everything = shown(browser)
    assert everything == 9
    press(browser, "f")
    browser.find_element(By.CSS_SELECTOR, "fieldset[data-group=kind] input[value=modified]").click()
    assert shown(browser) == 6
    assert browser.find_element(By.ID, "status").get_attribute("textContent") == "6 of 9 changes shown"
    address = browser.current_url
    assert "kind=modified" in address
    browser.get("about:blank")
    browser.get(address)
    assert shown(browser) == 6
    browser.execute_script("document.getElementById('b-clear').click()")
    assert shown(browser) == everything
    press(browser, "f")
    browser.find_element(By.ID, "f-text").send_keys("boxes a day")
    assert shown(browser) == 1
    summary = browser.find_element(By.CSS_SELECTOR, ".points").text
    assert "3 modified" in summary


@pytest.mark.parametrize("view", VIEWS)
def test_a_view_made_by_the_script_has_the_text_of_the_one_that_is_written(opened: Open, view: str) -> None:
    if view in ("changes", "inline"):
        cells = "return Array.from(document.querySelectorAll('#body .txt')).map((one) => one.textContent)"
    else:
        cells = f"return Array.from(document.querySelectorAll('#view-{view} .cell')).map((one) => one.textContent)"
    written = opened(f"static-{view}").execute_script(cells)
    browser = opened("demo-1-2")
    browser.find_element(By.CSS_SELECTOR, f"[data-look={view}]").click()
    made = browser.execute_script(cells)
    plain = [re.sub(r"\s+", " ", text) for text in made]
    assert plain == [re.sub(r"\s+", " ", text) for text in written]
    assert plain


def test_links_open_what_hides_their_goal_and_back_returns(opened: Open) -> None:
    browser = opened("demo-1-2", hash_="#old-5")
    target = browser.find_element(By.ID, "old-5")
    assert target.is_displayed()
    browser.execute_script("location.hash = '#old-4'")
    stub = browser.find_element(By.ID, "old-4")
    stub.find_element(By.CSS_SELECTOR, "a.go").click()
    assert browser.current_url.endswith("#7")
    browser.back()
    assert browser.current_url.endswith("#old-4")
    every = "return Array.from(document.querySelectorAll('a[href^=\"#\"]'))"
    every += ".filter((a) => !document.getElementById(decodeURIComponent(a.hash.slice(1)))).map((a) => a.hash)"
    assert browser.execute_script(every) == []


def test_a_card_tells_of_a_document_on_focus_and_goes_with_escape(opened: Open) -> None:
    browser = opened("crr")
    browser.find_element(By.CSS_SELECTOR, "[data-look=inline]").click()
    link = browser.find_element(By.CSS_SELECTOR, "#body a.ref")
    browser.execute_script("arguments[0].focus()", link)
    card = browser.find_element(By.ID, "card")
    assert link.text.strip("●○\u00a0 ") in card.text
    assert "text not held" in card.text
    press(browser, Keys.ESCAPE)
    assert browser.find_elements(By.ID, "card") == []


def test_without_scripts_every_view_is_there(opened: Open) -> None:
    for view in VIEWS:
        browser = opened(f"static-{view}")
        browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
        browser.refresh()
        text = browser.find_element(By.TAG_NAME, "main").text
        assert "shall keep" in text
        assert "The register is kept for ten years." in text
        assert browser.find_element(By.CSS_SELECTOR, "#bar").get_attribute("hidden") is not None
    browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})


def test_the_page_prints(opened: Open) -> None:
    for name in ("demo-1-2", "static-table"):
        printed = opened(name).execute_cdp_cmd("Page.printToPDF", {"preferCSSPageSize": True})
        assert base64.b64decode(printed["data"]).startswith(b"%PDF")


def test_copying_leaves_the_words_for_marks_out(opened: Open) -> None:
    browser = opened("demo-1-2")
    script = "getSelection().selectAllChildren(document.getElementById('3')); return getSelection().toString()"
    copied = browser.execute_script(script)
    assert "shall keep" in copied
    assert "inserted:" not in copied
