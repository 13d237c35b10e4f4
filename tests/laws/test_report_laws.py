"""Laws of the reports: whatever a document holds, what leaves revtrack can be shown, and says what the document says."""

from __future__ import annotations

import json
import re
import unicodedata

from hypothesis import given, settings
from hypothesis import strategies as st

from revtrack.errors import UnknownVersion
from revtrack.model.changes import Change, Comparison, Edit, Kind, Reason, TextUnit
from revtrack.model.language import Language
from revtrack.model.numbers import DocumentNumber
from revtrack.model.texts import Component, Expression, Paragraph, Role, WorkId
from revtrack.report.diffjson import diff_json
from revtrack.report.diffmd import diff_markdown
from revtrack.report.difftext import diff_plain, diff_text
from revtrack.report.errortext import error_text
from revtrack.report.jsonframe import dump
from revtrack.report.neutral import neutral, neutral_line
from revtrack.report.style import Style
from revtrack.report.views import DiffView, Side
from revtrack.report.wrap import clip, pad, width_of, wrap

HIDDEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
ANY = st.text(max_size=60)
WORDS = st.lists(st.text("abcæ日e\u0301¶5", min_size=1, max_size=9), max_size=20).map(" ".join)
LETTERS = st.lists(st.text("abcæ日", min_size=1, max_size=9), max_size=20).map(" ".join)
SGR = re.compile("\x1b\\[[0-9;]*m")
QUICK = settings(deadline=None, max_examples=150)

BARE = Expression(
    WorkId("w"), DocumentNumber.local("w-1"), Language.EN, (Component("main", (Paragraph(Role.PARAGRAPH, "a"),)),)
)


def hidden(text: str) -> set[str]:
    return {char for char in text if unicodedata.category(char) in HIDDEN and char not in "\n\t"}


def replaced(old: str, new: str, title: str) -> DiffView:
    """One paragraph replaced by another, under a title, all three of any characters."""
    edits = (Edit("=", old[:3]), Edit("-", old[3:] or "x"), Edit("+", new))
    change = Change(Kind.MODIFIED, (0,), (0,), reason=Reason.ALONE, similarity=0.5, edits=edits)
    comparison = Comparison((TextUnit(old),), (TextUnit(new),), (change,))
    return DiffView(Side(BARE, 1, 1, old), Side(BARE, 1, 1, new), title, comparison, (), {"modified": 1}, (0,))


@QUICK
@given(st.text(st.characters(), max_size=60))
def test_neutral_text_holds_nothing_hidden_and_is_neutral_already(text: str) -> None:
    """Requirement: no character that cannot be seen, or could drive a terminal, reaches text output."""
    assert not hidden(neutral(text))
    assert neutral(neutral(text)) == neutral(text)
    assert not set(neutral_line(text)) & {"\n", "\t", "\r"}


@QUICK
@given(WORDS, st.integers(1, 40))
def test_wrapping_changes_nothing_but_where_lines_end(text: str, width: int) -> None:
    """Requirement: a wrapped text holds the same letters in the same order."""
    assert "".join("".join(wrap(text, width=width)).split()) == "".join(text.split())


@QUICK
@given(LETTERS, st.integers(2, 40))
def test_only_a_word_alone_is_wider_than_asked(text: str, width: int) -> None:
    """Requirement: lines fit the width; a word that is longer stands alone."""
    for line in wrap(text, width=width):
        assert width_of(line) <= width or " " not in line


@QUICK
@given(st.lists(st.tuples(st.sampled_from(["", "31;9", "34;4", "1"]), WORDS), max_size=6), st.integers(1, 40))
def test_colour_moves_no_line_break(runs: list[tuple[str, str]], width: int) -> None:
    """Requirement: a text with colour is the text without it, and no colour is on at the end of a line."""
    inked = "".join(f"\x1b[{code}m{words}\x1b[0m" if code and words else words for code, words in runs)
    lines = wrap(inked, width=width)
    assert [SGR.sub("", line).rstrip() for line in lines] == wrap("".join(words for _, words in runs), width=width)
    for line in lines:
        codes = SGR.findall(line)
        assert not codes or codes[-1] == "\x1b[0m"


@QUICK
@given(WORDS, st.integers(1, 30))
def test_padding_and_cutting_reach_the_width_they_are_asked_for(text: str, width: int) -> None:
    """Requirement: columns align by what a terminal shows."""
    assert width_of(pad(text, width)) == max(width, width_of(text))
    assert width_of(clip(text, width)) <= max(width, 1)


@QUICK
@given(ANY, ANY, ANY)
def test_no_document_can_drive_a_terminal_through_a_comparison(old: str, new: str, title: str) -> None:
    """Requirement: every form of a comparison shows hidden characters, and plain keeps one record a line."""
    view = replaced(old, new, title)
    for text in (diff_text(view, Style()), diff_markdown(view), diff_plain(view)):
        assert not hidden(text)
    assert diff_plain(view).count("\n") == 1
    assert diff_plain(view).count("\t") == 6


@QUICK
@given(ANY, ANY, ANY)
def test_json_gives_back_every_character_and_is_ascii_on_a_terminal(old: str, new: str, title: str) -> None:
    """Requirement: JSON is exact, and safe to print."""
    value = diff_json(replaced(old, new, title))
    printed = dump(value, to_terminal=True)
    assert printed.isascii()
    assert not hidden(printed)
    assert json.loads(printed) == json.loads(dump(value, to_terminal=False)) == json.loads(json.dumps(value))


@QUICK
@given(ANY, st.lists(ANY, max_size=5), st.lists(ANY, min_size=1, max_size=4))
def test_an_error_never_has_more_than_six_lines(message: str, facts: list[str], tries: list[str]) -> None:
    """Requirement: the one shape of errors, whatever is echoed in them."""
    text = error_text(UnknownVersion(message, facts=facts, tries=tries), Style())
    assert not hidden(text)
    assert len(text.split("\n")) == 1 + min(len(facts), 3) + min(len(tries), 2)
