"""The Markdown form can be pasted into a pull request or a mail and shows there what the terminal shows."""

from __future__ import annotations

import pytest
from report_family import golden
from report_samples import Compared, demo, draft, house_view

from revtrack.model.changes import Kind, Pattern
from revtrack.report import mdtext
from revtrack.report.diffmd import diff_markdown


def test_the_demo_as_markdown() -> None:
    assert diff_markdown(demo().view()) == golden("diff_demo.md")


def test_the_house_rules_as_markdown() -> None:
    assert diff_markdown(house_view()) == golden("diff_house.md")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a*b_c`d", r"a\*b\_c\`d"),
        ("<script>", r"\<script\>"),
        ("[x](y)", r"\[x\](y)"),
        ("~~x~~ | &amp; $y$", r"\~\~x\~\~ \| \&amp; \$y\$"),
        ("# no heading", r"\# no heading"),
        ("- no list", r"\- no list"),
        ("3. no list", r"3\. no list"),
        ("3) no list", r"3\) no list"),
        ("a\n+ b", "a\n\\+ b"),
        ("a\u202eb", r"a\<U+202E\>b"),
    ],
)
def test_nothing_in_a_document_becomes_markup(text: str, shown: str) -> None:
    assert mdtext.escaped(text) == shown


def test_marks_stand_at_letters_and_not_at_blanks() -> None:
    assert mdtext.struck(" old ") == " ~~old~~ "
    assert mdtext.strong("new ") == "**new** "
    assert mdtext.strong("  ") == "  "


def test_a_title_with_a_line_feed_stays_on_its_line() -> None:
    view = demo().view(title="One\ntwo")
    assert "\n\nOne two\n\n" in diff_markdown(view)


def test_what_is_hidden_and_coarse_and_asked_for_next_stands_last() -> None:
    view = demo().view(hidden={"typography": 2}, hint="revtrack log")
    assert diff_markdown(view).endswith(
        "\n\nNot shown: 2 changed in typography only (--ignore none shows them)\n\nrevtrack log\n"
    )


def test_a_pattern_of_pure_insertion_shows_that_nothing_stood_there() -> None:
    found = Compared(draft("1", ["A b."]), draft("2", ["A new b."]))
    found.add(Kind.MODIFIED, "1", "1", edits=(("=", "A "), ("+", "new "), ("=", "b.")))
    view = found.view(patterns=(Pattern("", "new", 1, (0,)),))
    assert "- **1 ×** “” → **new** (¶ 1)" in diff_markdown(view)
