"""References of a text into itself: where they lead, which lead nowhere, and which were forgotten when provisions moved."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from revtrack.model.places import display
from revtrack.model.provisions import Forgotten, Hits, Inner
from revtrack.report.jsonframe import JsonObject
from revtrack.report.neutral import neutral_line
from revtrack.report.style import Style
from revtrack.report.wrap import clip, wrap

LONGEST_QUOTE = 60
LONGEST_HEADING = 48


def inner_lines(found: Sequence[Inner], style: Style) -> Iterator[str]:
    """A block of its own: one line a reference, those that lead nowhere said so."""
    if not found:
        return
    yield "Within this text"
    for inner in found:
        said = f"{from_said(inner)} → {led_to(inner)}  {quoted(inner)}" if inner.target else open_said(inner)
        yield from wrap(style.own(said), width=style.width, first="  ", rest="      ")


def open_said(inner: Inner) -> str:
    """`¶ 17 "punkt 61": this text has no ¶ 61`."""
    return f"{from_said(inner)} {quoted(inner)}: {why_open(inner)}"


def why_open(inner: Inner) -> str:
    """Why a reference leads nowhere."""
    missing = neutral_line(inner.missing)
    if inner.hits is Hits.SEVERAL:
        return f"more than one {missing} fits, so none is taken"
    return f"there is no {missing} here" if inner.missing.startswith("(") else f"this text has no {missing}"


def forgotten_said(one: Forgotten) -> str:
    """`¶ 9 still says “paragraph 6”; that paragraph is now ¶ 5`."""
    place = _place(one.now, one.words) + (f"–{_place(one.last, '').removeprefix('¶ ')}" if one.last else "")
    became = f"is now {place}" if one.now else "is deleted"
    return f"{from_said(one.inner)} still says “{clip(neutral_line(one.inner.quote), LONGEST_QUOTE)}”; that {one.role} {became}"


def from_said(inner: Inner) -> str:
    """Where the words stand: `¶ 14`, `¶ 2, fn 1`."""
    bearer = f"{display(inner.bearer)}, " if inner.bearer else ""
    return neutral_line(bearer + display(inner.fragment))


def led_to(inner: Inner) -> str:
    """`¶ 12`, `¶ 3–5`, or a heading by its words; "" where it leads nowhere."""
    if not inner.target:
        return ""
    end = f"–{_place(inner.last, '').removeprefix('¶ ')}" if inner.last else ""
    return _place(inner.target, inner.words) + end


def quoted(inner: Inner) -> str:
    """The words, as far as a line has room."""
    return f'"{clip(neutral_line(inner.quote), LONGEST_QUOTE)}"'


def inner_rows(source: str, found: Iterable[Inner], marks: str) -> Iterator[tuple[str, ...]]:
    """A record for each reference, in the columns of `refs`."""
    for inner in found:
        where = f"{from_said(inner)} {quoted(inner)}"
        state = "within this text" if inner.target else f"open: {why_open(inner)}"
        yield (source, "points to", led_to(inner), where, state, "held" if inner.target else "", "", marks, "")


def inner_object(inner: Inner) -> JsonObject:
    """One reference as JSON."""
    return {
        "fragment": inner.fragment,
        "bearer": inner.bearer or None,
        "span": [inner.start, inner.end],
        "quote": inner.quote,
        "target": inner.target or None,
        "last": inner.last or None,
        "hits": inner.hits.value,
        "missing": inner.missing or None,
    }


def forgotten_object(one: Forgotten) -> JsonObject:
    """One forgotten reference as JSON."""
    return {**inner_object(one.inner), "was": one.was, "now": one.now or None, "now_last": one.last or None}


def _place(fragment: str, words: str) -> str:
    return f'"{clip(neutral_line(words), LONGEST_HEADING)}"' if words else neutral_line(display(fragment))
