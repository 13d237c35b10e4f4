"""Signs, letters that stand for them, and colour that is never alone."""

from __future__ import annotations

import pytest

from revtrack.report.style import SIGNS, Style


def test_the_signs_are_those_of_the_command_line_page() -> None:
    assert {name: (sign.glyph, sign.ascii) for name, sign in SIGNS.items() if name != "unchanged"} == {
        "modified": ("~", "~"),
        "inserted": ("+", "+"),
        "deleted": ("−", "-"),
        "split": ("÷", "%"),
        "merged": ("&", "&"),
        "moved": ("⇅", "^v"),
        "renumbered": ("#", "#"),
        "held": ("●", "*"),
        "not held": ("○", "o"),
    }


def test_without_colour_edits_stand_in_brackets() -> None:
    style = Style(brackets=False)
    assert style.deleted("3") + style.inserted("5") == "[-3-]{+5+}"


def test_with_colour_edits_are_struck_and_underlined() -> None:
    style = Style(colour=True, brackets=False)
    assert style.deleted("3") + style.inserted("5") == "\x1b[31;9m3\x1b[0m\x1b[34;4m5\x1b[0m"


def test_brackets_stay_beside_colour_where_a_strike_may_not_show() -> None:
    assert Style(colour=True).deleted("3") == "\x1b[31;9m[-3-]\x1b[0m"


def test_bold_is_nothing_without_colour() -> None:
    assert Style().bold("Access") == "Access"
    assert Style(colour=True).bold("Access") == "\x1b[1mAccess\x1b[0m"


@pytest.mark.parametrize(
    ("words", "letters"),
    [
        ("¶¶ 5–6 → 4–5", "par. 5-6 -> 4-5"),
        ("modified · number", "modified / number"),
        ("42 × a …", "42 x a ..."),
        ("├─ cites ┬► ○", "|- cites +> o"),
        ("└◄ previous ── ●", "`< previous -- *"),
    ],
)
def test_words_of_revtrack_have_letters_for_every_sign(words: str, letters: str) -> None:
    assert Style(ascii=True).own(words) == letters
    assert letters.isascii()
    assert Style().own(words) == words


def test_a_style_cannot_be_changed() -> None:
    with pytest.raises(AttributeError):
        Style().width = 3  # type: ignore[misc]
