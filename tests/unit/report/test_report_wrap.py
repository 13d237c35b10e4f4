"""Lines are measured and broken as they are seen."""

from __future__ import annotations

import pytest

from revtrack.report.wrap import clip, columns, pad, width_of, wrap

RED = "\x1b[31;9m"
OFF = "\x1b[0m"


@pytest.mark.parametrize(
    ("text", "width"),
    [("", 0), ("abc", 3), ("æøå", 3), ("e\u0301", 1), ("日本", 4), ("ｆ", 2), (f"{RED}abc{OFF}", 3), ("😀", 2)],
)
def test_width_is_what_a_terminal_shows(text: str, width: int) -> None:
    assert width_of(text) == width


def test_lines_break_at_spaces_and_hang_behind_the_first() -> None:
    assert wrap("one two three", width=9, first="1. ") == ["1. one", "   two", "   three"]


def test_the_hanging_indent_can_be_given() -> None:
    assert wrap("one two", width=6, first="long: ", rest=" ") == ["long: one", " two"]


def test_a_long_word_stands_alone_and_whole() -> None:
    assert wrap("a https://example.org/long b", width=8) == ["a", "https://example.org/long", "b"]


def test_width_nought_breaks_nothing_but_line_feeds() -> None:
    assert wrap("one two\nthree", width=0) == ["one two", "three"]


def test_a_line_feed_breaks_and_an_empty_line_stays() -> None:
    assert wrap("one\n\ntwo", width=80, first="- ") == ["- one", "", "  two"]


def test_two_blanks_inside_a_line_are_kept() -> None:
    assert wrap("one  two", width=80) == ["one  two"]


def test_wide_text_breaks_between_its_characters() -> None:
    assert wrap("日本語のテキスト", width=6) == ["日本語", "のテキ", "スト"]


def test_a_combining_mark_stays_with_its_letter() -> None:
    assert wrap("が\u3099く", width=2) == ["が\u3099", "く"]


def test_colour_is_switched_off_at_a_break_and_on_again_behind_the_indent() -> None:
    assert wrap(f"a {RED}bb cc{OFF} d", width=4, first="> ", rest="  ") == [
        "> a",
        f"  {RED}bb{OFF}",
        f"  {RED}cc{OFF}",
        "  d",
    ]


def test_colour_in_the_middle_of_a_word_does_not_part_it() -> None:
    assert wrap(f"aa b{RED}c{OFF}d", width=4) == ["aa", f"b{RED}c{OFF}d"]


def test_a_colour_goes_on_behind_a_line_feed() -> None:
    assert wrap(f"{RED}a\nb{OFF}", width=80) == [f"{RED}a{OFF}", f"{RED}b{OFF}"]


def test_a_paragraph_sign_is_never_parted_from_its_number() -> None:
    assert wrap("mark in ¶ note.5", width=11) == ["mark in", "¶ note.5"]
    assert wrap("see par. 5", width=8) == ["see", "par. 5"]


def test_a_number_is_not_parted_from_what_is_counted() -> None:
    assert wrap("1 split, 2 modified headings", width=10) == ["1 split,", "2 modified", "headings"]


def test_numbers_in_a_row_can_still_be_broken() -> None:
    assert wrap("1 2 3 4 5 6", width=4) == ["1 2", "3 4", "5 6"]


def test_a_line_does_not_break_at_a_no_break_space() -> None:
    assert wrap("a\u00a0b \u00a0 c", width=2) == ["a\u00a0b", "\u00a0", "c"]


def test_wide_text_breaks_where_colour_begins_or_ends() -> None:
    assert wrap(f"日{RED}本{OFF}語", width=2) == [f"日{RED}{OFF}", f"{RED}本{OFF}", "語"]


def test_a_tab_counts_as_one_blank() -> None:
    assert wrap("a\tb", width=80) == ["a b"]


def test_pad_fills_by_what_is_seen() -> None:
    assert pad("日本", 6) == "日本  "
    assert pad("toolong", 3) == "toolong"


def test_columns_are_as_wide_as_their_widest_cell_and_end_without_blanks() -> None:
    assert columns([("a", "bb", "c"), ("日本", "b", "")], indent="  ") == ["  a      bb   c", "  日本   b"]


def test_columns_keep_their_least_width() -> None:
    assert columns([("a", "b")], least=(8,)) == ["a       b"]


def test_the_last_cell_does_not_widen_its_column() -> None:
    assert columns([("a", "a long last cell"), ("b", "x", "y")]) == ["a   a long last cell", "b   x   y"]


def test_clip_says_that_it_cut() -> None:
    assert clip("abcdef", 4) == "abc…"
    assert clip("日本語", 5) == "日本…"
    assert clip("abcd", 4) == "abcd"
