"""How numbers are written: figures, letters, roman numbers, signs; by the names that Word gives these formats."""

from __future__ import annotations

from collections.abc import Callable

_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl")),
    *((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)


def _letters(count: int) -> str:
    """a, b … z, aa, bb: Word repeats the letter."""
    return chr(ord("a") + (count - 1) % 26) * min((count - 1) // 26 + 1, 30) if count > 0 else str(count)


def _roman(count: int) -> str:
    if not 0 < count < 4000:
        return str(count)
    found = ""
    for worth, sign in _ROMAN:
        found += sign * (count // worth)
        count %= worth
    return found


def _signs(count: int) -> str:
    """The signs of the Chicago manual, doubled after four."""
    return "*†‡§"[(count - 1) % 4] * min((count - 1) // 4 + 1, 30) if count > 0 else str(count)


FORMATS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": lambda count: f"{count:02d}",
    "numberInDash": lambda count: f"- {count} -",
    "lowerLetter": _letters,
    "upperLetter": lambda count: _letters(count).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda count: _roman(count).upper(),
    "chicago": _signs,
    "none": lambda _: "",
}
"""The formats of numbers that are written as Word writes them."""
