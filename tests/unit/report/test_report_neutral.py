"""What cannot be seen, or could drive a terminal, is shown."""

from __future__ import annotations

import pytest

from revtrack.report.neutral import neutral, neutral_line


@pytest.mark.parametrize(
    ("char", "shown"),
    [
        ("\x1b", "<U+001B>"),  # Cc: escape
        ("\r", "<U+000D>"),
        ("\x9b", "<U+009B>"),  # Cc: the one-character CSI
        ("\u202e", "<U+202E>"),  # Cf: right-to-left override
        ("\u200d", "<U+200D>"),  # Cf: zero-width joiner
        ("\u00ad", "<U+00AD>"),  # Cf: soft hyphen
        ("\ufeff", "<U+FEFF>"),
        ("\udc80", "<U+DC80>"),  # Cs: a byte of a file name that is not UTF-8
        ("\ue000", "<U+E000>"),  # Co
        ("\U000e0041", "<U+E0041>"),  # Cf: a tag, outside the basic plane
        ("\uffff", "<U+FFFF>"),  # Cn
        ("\u2028", "<U+2028>"),  # Zl
        ("\u2029", "<U+2029>"),  # Zp
    ],
)
def test_a_hidden_character_is_shown_by_its_code_point(char: str, shown: str) -> None:
    assert neutral(f"a{char}b") == f"a{shown}b"


def test_line_feed_and_tab_stay_in_a_text() -> None:
    assert neutral("a\n\tb") == "a\n\tb"


def test_one_line_shows_line_feed_and_tab_too() -> None:
    assert neutral_line("a\n\tb") == "a<U+000A><U+0009>b"


@pytest.mark.parametrize("text", ["", "bekæmpelse – ¶ 12", "e\u0301", "日本語", "a\u00a0b\u2009c", "😀"])
def test_what_can_be_seen_is_left_alone(text: str) -> None:
    assert neutral(text) == neutral_line(text) == text


def test_the_title_sequence_of_a_terminal_is_harmless() -> None:
    assert neutral("\x1b]0;gone\x07") == "<U+001B>]0;gone<U+0007>"
