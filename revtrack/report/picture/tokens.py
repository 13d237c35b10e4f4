"""Colours by name, light and dark, with the contrast each pair must have. A test computes every ratio anew (WCAG 2.2)."""

from __future__ import annotations

COLOURS: dict[str, tuple[str, str]] = {
    "page": ("#ffffff", "#14171a"),
    "surface": ("#f6f7f9", "#1d2125"),
    "text": ("#1b1f24", "#e6e8ea"),
    "muted": ("#57606a", "#a8b0b8"),
    "link": ("#0b57d0", "#8ab4f8"),
    "border": ("#828a94", "#6f7882"),
    "focus": ("#b3261e", "#ffd54f"),
    "quote": ("#fff3d6", "#46330a"),
    "quoted": ("#5b3a00", "#ffd48a"),
}
"""Each by its name in the style sheet, without the dashes: the light one, the dark one."""

FORCED = {
    "page": "Canvas",
    "surface": "Canvas",
    "text": "CanvasText",
    "muted": "CanvasText",
    "link": "LinkText",
    "border": "CanvasText",
    "focus": "Highlight",
    "quote": "Mark",
    "quoted": "MarkText",
}
"""What stands for them where a person forces colours of their own."""

TEXT, LINE = 4.5, 3.0
PAIRS: tuple[tuple[str, str, float], ...] = (
    ("text", "page", TEXT),
    ("text", "surface", TEXT),
    ("muted", "page", TEXT),
    ("muted", "surface", TEXT),
    ("link", "page", TEXT),
    ("link", "surface", TEXT),
    ("quoted", "quote", TEXT),
    ("border", "page", LINE),
    ("border", "surface", LINE),
    ("focus", "page", LINE),
    ("focus", "surface", LINE),
)
"""What stands on what, and the least contrast: 4.5 to 1 for text (1.4.3), 3 to 1 for lines (1.4.11)."""


def variables() -> str:
    """The style sheet that names the colours: light, dark where the person's system is, forced ones, light in print."""
    light, dark = (_rule({name: pair[at] for name, pair in COLOURS.items()}) for at in (0, 1))
    return (
        f"{light}\n@media (prefers-color-scheme:dark){{{dark}}}\n"
        f"@media (forced-colors:active){{{_rule(FORCED)}}}\n@media print{{{light}}}\n"
    )


def light(name: str) -> str:
    """The light colour: for programs that draw SVG and know no variables."""
    return COLOURS[name][0]


def _rule(colours: dict[str, str]) -> str:
    return ":root{" + "".join(f"--{name}:{value};" for name, value in colours.items()) + "}"
