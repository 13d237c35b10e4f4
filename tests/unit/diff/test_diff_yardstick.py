"""The yardstick is not told the languages: two languages are detected, and two versions in one never taken for them."""

from __future__ import annotations

from dataclasses import dataclass

from across_samples import DANISH, ENGLISH, GREEK, Rows

from benchmarks.yardstick import align, languages_differ


@dataclass(frozen=True)
class Row:
    """A paragraph as the yardstick hands it over."""

    text: str
    num: str = ""
    heading: bool = False


def given(rows: Rows, *, numbers: bool = True) -> list[Row]:
    """The rows eight times over: some hundred words are needed to tell a language."""
    return [Row(text, number if numbers else "", " " in number) for _ in range(8) for number, text in rows]


def test_two_languages_are_told_apart_and_one_is_not() -> None:
    for one in (ENGLISH, DANISH, GREEK):
        for other in (ENGLISH, DANISH, GREEK):
            assert languages_differ(given(one), given(other)) is (one is not other)
            assert languages_differ(given(one)[:90], given(one)[6:]) is False


def test_two_languages_are_linked_with_both_texts_whole() -> None:
    for numbers in (True, False):
        shown = align(given(ENGLISH, numbers=numbers), given(GREEK, numbers=numbers))
        assert [link[:2] for link in shown.links] == [(at, at) for at in range(8 * len(ENGLISH))]
        assert {kind for *_, kind in shown.links} == {"modified"}
        assert shown.edits[1].ops == (("-", ENGLISH[1][1]), ("+", GREEK[1][1]))


def test_a_few_words_are_never_taken_for_two_languages() -> None:
    assert not languages_differ([Row("The room is open.")], [Row("Rummet er åbent.")])
