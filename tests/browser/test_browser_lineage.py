"""The page of a lineage in a real browser: it fits, its policy holds, its links lead, its words are as wide as was reckoned."""

from __future__ import annotations

from pathlib import Path

import pytest

WIDTHS = (320, 1024, 1600)


@pytest.fixture(scope="module")
def page(example_once: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    from revtrack import open_store
    from revtrack.report.lineagepage import lineage_page
    from revtrack.store import open_store as opened
    from revtrack.workflows.catalogue import Catalogue
    from revtrack.workflows.grounds import with_grounds

    target = tmp_path_factory.mktemp("page") / "family.html"
    lineage = open_store(example_once).trace("9646/17")
    target.write_bytes(lineage_page(with_grounds(Catalogue(opened(example_once)), lineage), "0.1.0"))
    return target.as_uri()


def show(browser, page: str, width: int, theme: str = "light", forced: bool = False) -> None:
    features = [{"name": "prefers-color-scheme", "value": theme}]
    features += [{"name": "forced-colors", "value": "active"}] if forced else []
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})
    metrics = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": False}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    browser.get(page)


@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_but_the_picture_scrolls_sideways(browser, page: str, width: int) -> None:
    show(browser, page, width)
    assert browser.execute_script("return document.documentElement.scrollWidth") <= width
    wider = """return [...document.querySelectorAll('main *, header *, footer *')].filter(
        e => !e.closest('svg, .vh, .scroll') && e.getBoundingClientRect().right > innerWidth + 1).map(e => e.outerHTML)"""
    assert browser.execute_script(wider) == []


def test_the_policy_of_the_page_is_broken_by_nothing(browser, page: str) -> None:
    show(browser, page, 1024)
    assert [entry for entry in browser.get_log("browser") if entry["level"] == "SEVERE"] == []
    assert browser.execute_script("return getComputedStyle(document.body).paddingTop") == "16px"


def test_words_are_never_wider_than_was_reckoned(browser, page: str) -> None:
    """The drawing knows no font: what it reckons must be at least what a wide one takes."""
    show(browser, page, 1600)
    outside = """return [...document.querySelectorAll('svg a')].flatMap(a => {
        const box = a.querySelector('.lin-box');
        if (!box) { const t = a.querySelector('text').getBBox(), r = a.querySelector('.lin-target').getBBox();
                    return t.width > Math.max(r.width - 6, 24) + .5 ? [a.textContent] : []; }
        const r = box.getBBox();
        return [...a.querySelectorAll('text')].filter(t => t.getBBox().x + t.getBBox().width > r.x + r.width - 4)
            .map(t => t.textContent); })"""
    assert browser.execute_script(outside) == []
    overlaps = """const boxes = [...document.querySelectorAll('svg text')].map(t => [t.textContent, t.getBBox()]);
        return boxes.flatMap(([a, p], i) => boxes.slice(i + 1).filter(([b, q]) => p.x + 1 < q.x + q.width &&
            q.x + 1 < p.x + p.width && p.y + 4 < q.y + q.height && q.y + 4 < p.y + p.height).map(([b]) => a + ' / ' + b))"""
    assert browser.execute_script(overlaps) == []


def test_a_word_in_the_picture_leads_to_its_row_and_on_to_its_words(browser, page: str) -> None:
    show(browser, page, 1024)
    hrefs = browser.execute_script("return [...document.querySelectorAll('svg a')].map(a => a.getAttribute('href'))")
    relations = [href for href in hrefs if href.startswith("#e")]
    assert relations
    for href in relations:
        browser.execute_script("location.hash = arguments[0]", href)
        onward = browser.execute_script("return document.querySelector(':target a[href^=\"#q\"]').getAttribute('href')")
        browser.execute_script("location.hash = arguments[0]", onward)
        assert browser.execute_script("return document.querySelector(':target mark').textContent.length > 3")


@pytest.mark.parametrize(("theme", "ground"), [("light", "rgb(255, 255, 255)"), ("dark", "rgb(20, 23, 26)")])
def test_the_page_is_light_or_dark_as_the_person_wishes(browser, page: str, theme: str, ground: str) -> None:
    show(browser, page, 1024, theme)
    assert browser.execute_script("return getComputedStyle(document.documentElement).backgroundColor") == ground


def test_outlines_and_words_stay_where_a_person_forces_colours(browser, page: str) -> None:
    show(browser, page, 1024, forced=True)
    seen = """const box = getComputedStyle(document.querySelector('.lin-box'));
        return [box.stroke !== box.fill, document.querySelectorAll('.lin-box[stroke-dasharray]').length > 0]"""
    assert browser.execute_script(seen) == [True, True]


def test_every_target_is_large_enough_for_a_finger(browser, page: str) -> None:
    show(browser, page, 1600)
    small = """return [...document.querySelectorAll('svg .lin-target')].filter(t => t.getBoundingClientRect().width < 23.9 ||
        t.getBoundingClientRect().height < 23.9).length"""
    assert browser.execute_script(small) == 0
