"""The colours of a page, computed from its style sheet: enough contrast in both themes (WCAG 2.2, 1.4.3 and 1.4.11)."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import revtrack.report.html as pages

STYLE = (Path(pages.__file__).parent / "templates" / "report.css").read_text(encoding="utf-8")
TEXT, BORDER = 4.5, 3.0
PAIRS = [
    ("text", "page", TEXT),
    ("text", "surface", TEXT),
    ("muted", "page", TEXT),
    ("muted", "surface", TEXT),
    ("link", "page", TEXT),
    ("link", "surface", TEXT),
    ("link", "ins-bg", TEXT),
    ("link", "del-bg", TEXT),
    *((name, f"{name}-bg", TEXT) for name in ("ins", "del", "mov", "num", "spl")),
    ("border", "page", BORDER),
    ("border", "surface", BORDER),
    *(("focus", ground, BORDER) for ground in ("page", "ins-bg", "del-bg")),
]


def tokens(block: str) -> dict[str, str]:
    return dict(re.findall(r"--([a-z-]+):(#[0-9a-f]{6})", block))


def themes() -> dict[str, dict[str, str]]:
    light = tokens(STYLE.split("/* dark */")[0])
    media, switched = re.findall(r"(?:data-theme=light\]\)|data-theme=dark\])\{([^}]*)\}", STYLE)
    return {"light": light, "dark": tokens(media), "dark, switched": tokens(switched)}


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("theme", ["light", "dark", "dark, switched"])
@pytest.mark.parametrize(("front", "ground", "least"), PAIRS)
def test_what_stands_on_a_ground_can_be_read(theme: str, front: str, ground: str, least: float) -> None:
    found = themes()[theme]
    assert contrast(found[front], found[ground]) >= least


def test_both_ways_to_dark_are_the_same() -> None:
    found = themes()
    assert found["dark"] == found["dark, switched"]
    assert set(found["light"]) == set(found["dark"])


def test_marks_have_a_line_beside_their_colour() -> None:
    assert re.search(r"\nins\{[^}]*text-decoration:underline double", STYLE)
    assert re.search(r"\ndel\{[^}]*text-decoration:line-through", STYLE)
    assert "forced-colors:active" in STYLE


def test_sides_are_named_by_the_direction_of_writing() -> None:
    physical = re.findall(r"(?:margin|padding|border)-(?:left|right)|(?<![-\w])(?:left|right):", STYLE)
    assert physical == []
