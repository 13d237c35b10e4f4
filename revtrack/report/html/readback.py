"""Reads a report back: both texts, change by change, from the markup that its reader sees, and what the page says of itself.

Only the standard library's parser is used, which never runs or loads anything.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from html.parser import HTMLParser

from msgspec import Struct, field

from revtrack.errors import BadValue

_VOID = frozenset({"meta", "br", "hr", "input", "link", "img", "wbr", "col"})
_NO_TEXT = frozenset({"vh", "fn", "no"})
"""Classes of what stands in a text and is none of it: words for marks, footnote marks, printed numbers."""


class Told(Struct, frozen=True):
    """One change as the page shows it: its id, and its text on each side by the positions of its units."""

    id: str
    old: Mapping[int, str]
    new: Mapping[int, str]


class ReadPage(Struct, frozen=True):
    """A report read back. `facts` is what it says of itself."""

    facts: Mapping[str, object]
    changes: tuple[Told, ...]

    def texts(self, side: str) -> tuple[str, ...] | None:
        """The units of one side ("old", "new") in order; None if any is told twice or not at all."""
        found: dict[int, str] = {}
        told = 0
        for change in self.changes:
            units: Mapping[int, str] = getattr(change, side)
            told += len(units)
            found.update(units)
        if told != len(found) or set(found) != set(range(len(found))):
            return None
        return tuple(found[at] for at in range(len(found)))


def read_page(data: bytes) -> ReadPage:
    """The page read back. BadValue if it is no report of revtrack, or not whole."""
    try:
        text = data.decode("utf-8")
        reader = _Reader()
        reader.feed(text)
        reader.close()
        facts = json.loads(reader.facts)
        changes = tuple(change.told() for change in reader.changes)
        if not isinstance(facts, dict) or not str(facts.get("schema")).startswith("revtrack/page/"):
            raise ValueError("its facts are missing")
    except (ValueError, IndexError, KeyError, RecursionError) as error:
        raise BadValue(
            "this is no report of two versions that revtrack wrote, or it is not whole",
            facts=(str(error)[:100] or type(error).__name__,),
            tries=("revtrack report OLD NEW -o FILE",),
        ) from error
    return ReadPage(facts, changes)


class _Change(Struct):
    """A change as it is being read: runs of (op, text), and where units begin on either side."""

    id: str
    old: Sequence[int]
    new: Sequence[int]
    runs: list[tuple[str, str]] = field(default_factory=list)
    depth: int = 0

    def told(self) -> Told:
        """The texts of both sides. ValueError if there are more or fewer units than it says."""
        return Told(self.id, dict(self._units("o", self.old)), dict(self._units("n", self.new)))

    def _units(self, side: str, positions: Sequence[int]) -> Iterator[tuple[int, str]]:
        units = [""]
        own = "=-" if side == "o" else "=+"
        for op, text in self.runs:
            if op.startswith("cut") and side in op[3:]:
                units.append("")
            elif op in ("=", "-", "+") and op in own:
                units[-1] += text
        if not positions and units == [""]:
            return
        yield from zip(positions, units, strict=True)


class _Reader(HTMLParser):
    """Keeps the open elements, and in which change, mark and text it is."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.facts = ""
        self.changes: list[_Change] = []
        self._open: list[tuple[str, str]] = []
        self._current: list[_Change] = []
        self._depth = {"text": 0, "skip": 0, "facts": 0}
        self._ops = ["="]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag in _VOID:
            return
        if "data-o" in given and "data-n" in given:
            change = _Change(given.get("data-change", ""), _positions(given["data-o"]), _positions(given["data-n"]))
            change.depth = len(self._open)
            self.changes.append(change)
            self._current.append(change)
        self._enter(tag, _role(tag, given))
        if self._in_text:
            self._feed(given)
            if "data-c" in given:
                self._add(chr(int(given["data-c"], 16)))

    def handle_endtag(self, tag: str) -> None:
        while self._open:
            closed = self._leave()
            if self._current and self._current[-1].depth == len(self._open):
                self._current.pop()
            if closed == tag:
                return

    def handle_data(self, data: str) -> None:
        if self._depth["facts"]:
            self.facts += data
        elif self._in_text and not self._depth["skip"]:
            self._add(data)

    def _enter(self, tag: str, role: str) -> None:
        self._open.append((tag, role))
        if role in self._depth:
            self._depth[role] += 1
        elif role:
            self._ops.append(role)

    def _leave(self) -> str:
        """The tag of the innermost open element, which is closed."""
        tag, role = self._open.pop()
        if role in self._depth:
            self._depth[role] -= 1
        elif role:
            self._ops.pop()
        return tag

    @property
    def _in_text(self) -> bool:
        return bool(self._current) and self._depth["text"] > 0

    def _feed(self, given: Mapping[str, str]) -> None:
        """A line feed between two lines, and which units begin behind it."""
        change = self._current[-1]
        if "data-feed" in given:
            sides = given.get("data-opens", "")
            if sides:
                change.runs.append((f"cut{sides}", ""))
            for side, ops in (("o", "=-"), ("n", "=+")):
                if given["data-feed"] in ops and side not in sides:
                    change.runs.append(("-" if side == "o" else "+", "\n"))

    def _add(self, text: str) -> None:
        self._current[-1].runs.append((self._ops[-1], text))


def _role(tag: str, given: Mapping[str, str]) -> str:
    """What an element is to a reader of texts: a text, a mark, something to skip, the facts; "" for all else."""
    classes = frozenset(given.get("class", "").split())
    if tag == "script" and given.get("id") == "facts":
        return "facts"
    if classes & _NO_TEXT or "ctl" in classes or tag in ("script", "style"):
        return "skip"
    if "txt" in classes:
        return "text"
    return {"ins": "+", "del": "-"}.get(tag, "")


def _positions(words: str) -> list[int]:
    return [int(word) for word in words.split()]
