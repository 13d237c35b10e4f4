"""Draws a comparison for a terminal, and as plain records for grep and screen readers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from revtrack.model.changes import Change, Comparison, Pattern
from revtrack.report.difflayout import Body, Row, rows
from revtrack.report.diffpatterns import FEW, places_of, shown_patterns
from revtrack.report.diffwords import hidden_words, is_confirmed, is_plain, kind_word, side_notes, signal_words, totals
from revtrack.report.labels import fragments
from revtrack.report.neutral import neutral, neutral_line
from revtrack.report.style import Style
from revtrack.report.views import DiffView
from revtrack.report.words import last_column, markings_of, thousands
from revtrack.report.wrap import pad, width_of, wrap

WIDEST_LABEL = 32
"""Columns that the names of paragraphs may take before what is said of them moves to the right."""
BODY = 6
"""Columns in front of a paragraph's text; two less below a heading."""


def diff_text(view: DiffView, style: Style) -> str:
    """What changed, under the headings of the new text; the last lines say what is not shown."""
    if style.plain:
        return diff_plain(view)
    lines = [*_head(view, style), *_patterns(view, style), *_rows(rows(view, fold=not style.verbose), style)]
    tail = list(_tail(view, style))
    return "\n".join([*lines, "", *tail] if tail else lines) + "\n"


def diff_plain(view: DiffView) -> str:
    """One change a line, tab-separated: new, kind, flags, old, signals, edits in words, "confirmed" or "". Nothing folds.

    Where one of the two texts is marked, a last column holds the markings of both.
    """
    changes = view.comparison.changes
    markings = [marking for side in (view.old, view.new) for marking in markings_of(side.expression)]
    last = tuple(map(neutral_line, last_column(markings, marked=bool(markings))))
    records = (_record(view.comparison, changes[n]) for n in view.shown if not is_plain(changes[n]))
    return "".join("\t".join((*record, *last)) + "\n" for record in records)


def _head(view: DiffView, style: Style) -> Iterator[str]:
    pair = f"{neutral_line(view.old.source)} {style.own('→')} {neutral_line(view.new.source)}"
    yield from wrap(f"{pair}   {neutral_line(view.title)}".rstrip(), width=style.width, rest="  ")
    yield from wrap(style.own(totals(view)), width=style.width, rest="  ")
    for note in side_notes(view):
        yield from wrap(style.own(note), width=style.width, rest="  ")


def _patterns(view: DiffView, style: Style) -> Iterator[str]:
    """One entry for each replacement made in many places, above the sections."""
    found = shown_patterns(view)
    if found:
        yield ""
    for pattern in found:
        yield from _pattern(view.comparison, pattern, style)


def _pattern(comparison: Comparison, pattern: Pattern, style: Style) -> Iterator[str]:
    places = places_of(comparison, pattern)
    parts = [("¶¶ " if len(places.spans) > 1 or "–" in "".join(places.spans) else "¶ ") + ", ".join(places.spans)]
    where = ", ".join([*(parts if places.spans else ()), *places.others])
    if not style.verbose and len(places.spans) > FEW:
        where = f"¶¶ {', '.join(places.spans[:FEW])} … (-v lists them)"
    sign = pad(style.sign("modified"), style.sign_width)
    old, new = (neutral_line(text) or '""' for text in (pattern.old, pattern.new))
    words = f"{thousands(pattern.count)} {style.own('×')} {old} {style.own('→')} {new}   "
    yield from wrap(words + style.own(where + signal_words(places.signals)), width=style.width, first=f"{sign} ")


def _rows(found: list[Row], style: Style) -> Iterator[str]:
    if found:
        yield ""
    labels = [width_of(style.own(row.label)) for row in found if not row.heading]
    column = 2 + max((width for width in labels if width <= WIDEST_LABEL), default=0)
    for row in found:
        yield from _row(row, column, style)


def _row(row: Row, column: int, style: Style) -> Iterator[str]:
    """A row and its text: the sign, the name, what is said at a common column, the words below."""
    indent = "" if row.heading else "  "
    sign = f"{pad(style.sign(row.sign), style.sign_width)} " if row.sign else ""
    label = style.own(row.label)
    if row.heading and not row.words:
        yield from wrap(style.bold(label), width=style.width, rest="  ")
        return
    room = column + 2 - len(indent)
    shown = style.bold(label) if row.heading else label
    if width_of(label) > room - 2:
        yield from wrap(f"{shown}  {style.own(row.words)}", width=style.width, first=indent + sign)
    else:
        yield from wrap(style.own(row.words), width=style.width, first=indent + sign + pad(shown, room))
    body = " " * (BODY - 2 if row.heading else BODY)
    for line in _inked(row.body, style):
        yield from wrap(line, width=style.width, first=body)


def _inked(body: Body, style: Style) -> Iterator[str]:
    for line in body:
        yield "".join(_ink(edit.op, neutral(edit.text), style) for edit in line)


def _ink(op: str, text: str, style: Style) -> str:
    if op == "=":
        return text
    return style.deleted(text) if op == "-" else style.inserted(text)


def _tail(view: DiffView, style: Style) -> Iterator[str]:
    for place in view.comparison.coarse:
        yield from wrap(style.own(f"Compared coarsely: {neutral_line(place)}"), width=style.width, rest="  ")
    hidden = hidden_words(view.hidden)
    if hidden:
        yield from wrap(style.own(f"Not shown: {hidden}"), width=style.width, rest="  ")
    if view.hint:
        yield neutral_line(view.hint)


def _record(comparison: Comparison, change: Change) -> Iterable[str]:
    flags = [name for name, on in (("moved", change.moved), ("renumbered", change.renumbered)) if on]
    yield ",".join(fragments(comparison.new, change.new))
    yield kind_word(change)
    yield ",".join(flags)
    yield ",".join(fragments(comparison.old, change.old))
    yield ",".join(signal.value for signal in change.signals)
    words = {"-": "deleted", "+": "inserted"}
    edits = [edit for edit in change.edits if edit.op in words]
    yield " ".join(f'{words[edit.op]} "{neutral_line(edit.text)}"' for edit in edits)
    yield change.reason.value if is_confirmed(change) else ""
