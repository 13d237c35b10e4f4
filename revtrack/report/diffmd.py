"""A comparison as Markdown, for pull requests and mail: ~~old~~ and **new**, with the word for each kind."""

from __future__ import annotations

from collections.abc import Iterator

from revtrack.model.changes import Comparison, Pattern
from revtrack.report import mdtext
from revtrack.report.difflayout import Body, Row, rows
from revtrack.report.diffpatterns import places_of, shown_patterns
from revtrack.report.diffwords import hidden_words, side_notes, signal_words, totals
from revtrack.report.views import DiffView
from revtrack.report.words import thousands


def diff_markdown(view: DiffView) -> str:
    """The whole comparison as a Markdown page, drawn from the same rows as the terminal form."""
    blocks = [f"# {mdtext.line(view.old.source)} → {mdtext.line(view.new.source)}"]
    blocks += [*head_blocks(view), *map(row_block, rows(view, fold=True)), *tail_blocks(view)]
    return "\n\n".join(blocks) + "\n"


def head_blocks(view: DiffView) -> Iterator[str]:
    """What stands under the title: the document's title, the totals, notes, and what was replaced alike everywhere."""
    if view.title:
        yield mdtext.line(view.title)
    yield mdtext.line(totals(view))
    notes = side_notes(view)
    if notes:
        yield "\n".join(f"- {mdtext.line(note)}" for note in notes)
    for found in shown_patterns(view):
        yield _pattern(view.comparison, found)


def row_block(row: Row) -> str:
    """A row: a heading of the document, or a change under it."""
    return _heading(row) if row.heading else _entry(row)


def _pattern(comparison: Comparison, pattern: Pattern) -> str:
    places = places_of(comparison, pattern)
    where = ", ".join([*(f"¶ {span}" for span in places.spans), *places.others])
    change = f"{mdtext.struck(pattern.old) or '“”'} → {mdtext.strong(pattern.new) or '“”'}"
    return f"- **{thousands(pattern.count)} ×** {change} ({where}{signal_words(places.signals)})"


def _heading(row: Row) -> str:
    said = f" ({row.words})" if row.words else ""
    return "\n\n".join([f"## {mdtext.line(row.label)}{said}", *_lines(row.body, "")])


def _entry(row: Row) -> str:
    """One list item: name and kind, then the text as paragraphs of the item."""
    return "\n\n".join([f"- **{mdtext.line(row.label)}** {mdtext.line(row.words)}", *_lines(row.body, "  ")])


def _lines(body: Body, indent: str) -> Iterator[str]:
    draw = {"=": mdtext.escaped, "-": mdtext.struck, "+": mdtext.strong}
    for runs in body:
        yield indent + "".join(draw[edit.op](edit.text) for edit in runs)


def tail_blocks(view: DiffView) -> Iterator[str]:
    """What is said at the end: work bounds, what filters hid, the hint."""
    for place in view.comparison.coarse:
        yield f"Compared coarsely: {mdtext.line(place)}"
    hidden = hidden_words(view.hidden)
    if hidden:
        yield f"Not shown: {mdtext.line(hidden)}"
    if view.hint:
        yield mdtext.line(view.hint)
