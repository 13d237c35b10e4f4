"""Places: the fragment and the eId of every paragraph and footnote, from order and printed numbers alone.

    12          paragraph 12 of the principal component         note.3   paragraph 3 of the component `note`
    14.2        second item under paragraph 14                  46+1     first unnumbered paragraph after 46
    fn2         second footnote of the document                 h:slug   a heading or title, by the slug of its words
    3~2         the second paragraph numbered 3, where a document uses the number twice

The same fragments stand in addresses, XML ids, report anchors and JSON.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator

from msgspec import Struct

from revtrack.errors import AmbiguousPlace, UnknownPlace
from revtrack.model import slugs
from revtrack.model.texts import Component, Expression, Note, Paragraph, Role

_KEY = re.compile(
    r"(?:§|¶|art\.?|artikel|article|punkt|point)?[ \u00a0]{0,3}\(?([0-9]{1,4}[a-z]?)\)?[.)°]?", re.IGNORECASE
)
_RANGE = re.compile(r"([0-9]{1,4}[a-z]?)-([0-9]{1,4}[a-z]?)")
_DOUBLE = re.compile(r"~[0-9]+")
_FIRST = re.compile(r"~1(?![0-9])")


class Place(Struct, frozen=True):
    """Where a paragraph or footnote stands. `index` counts paragraphs of the component; `note` counts its footnotes, or None."""

    fragment: str
    eid: str
    component: str
    index: int
    note: int | None = None
    heading: str = ""
    """The words of the nearest heading above, "" before the first."""


class Unit(Struct, frozen=True):
    """A paragraph or a footnote together with its place: what is shown, compared and searched."""

    place: Place
    item: Paragraph | Note

    @property
    def text(self) -> str:
        return self.item.text

    @property
    def num(self) -> str:
        """The number as printed; the mark of a footnote."""
        return self.item.num if isinstance(self.item, Paragraph) else self.item.mark

    @property
    def role(self) -> str:
        """`title`, `heading`, `paragraph`, `item` or `footnote`."""
        return self.item.role.value if isinstance(self.item, Paragraph) else "footnote"


def number_key(num: str) -> str | None:
    """`14` of "14.", "(14)" or "§ 14"; None for a bullet, a letter or nothing."""
    found = _KEY.fullmatch(num)
    return found[1].lower() if found else None


def units(expression: Expression) -> tuple[Unit, ...]:
    """Every paragraph in reading order, each followed by its footnotes.

    Asked again for the text it was asked for last, as reading, checking and writing one do in turn, it gives the same tuple.
    """
    global _last
    known, found = _last
    if known is not expression:
        found = tuple(_units(expression))
        _last = expression, found
    return found


_last: tuple[Expression | None, tuple[Unit, ...]] = (None, ())


def _units(expression: Expression) -> list[Unit]:
    found: list[Unit] = []
    notes = 0
    for component in expression.components:
        prefix = "" if component.name == expression.principal else f"{component.name}."
        for index, (local, eid, heading) in enumerate(_names(component)):
            paragraph = component.paragraphs[index]
            found.append(Unit(Place(prefix + local, eid, component.name, index, None, heading), paragraph))
            for order, note in enumerate(paragraph.notes):
                notes += 1
                found.append(Unit(Place(f"fn{notes}", f"fn_{notes}", component.name, index, order, heading), note))
    return found


def find(expression: Expression, fragment: str) -> tuple[Unit, ...]:
    """The units a fragment names, in reading order: one, or several for a range and for a numbered heading (its section).

    Footnotes come with the paragraph that bears them. Raises UnknownPlace, or AmbiguousPlace with the candidates; where a
    document uses a number twice, `3~1` and `3~2` say which.
    """
    everything = units(expression)
    wanted = fragment.removeprefix(f"{expression.principal}.")
    prefix, dot, local = wanted.rpartition(".")
    ends = _RANGE.fullmatch(local)
    if ends is None:
        return _with_notes(everything, _named(expression, everything, wanted))
    names = [prefix + dot + end for end in ends.groups()]
    first, last = (_named(expression, everything, name) for name in names)
    if first > last:
        raise UnknownPlace(
            f"{names[0]} stands after {names[1]} in {expression.number}",
            tries=[f"revtrack show {shlex.quote(f'{expression.number}#{names[1]}-{ends[1]}')}"],
        )
    return everything[first : last + len(_with_notes(everything, last))]


def find_alone(expression: Expression, fragment: str) -> tuple[Unit, ...]:
    """The units a fragment names themselves, without what belongs under them; of a range all that are of one kind.

    Raises as `find` does.
    """
    found = find(expression, fragment)
    if _RANGE.fullmatch(fragment.rpartition(".")[2]) is None:
        return found[:1]
    return tuple(unit for unit in found if (unit.role, _level(unit)) == (found[0].role, _level(found[0])))


def display(fragment: str) -> str:
    """A fragment as people read it: `¶ 12`, `fn 2`; headings are shown by their own words instead."""
    if fragment.removeprefix("fn").isdigit() and fragment.startswith("fn"):
        return f"fn {fragment[2:]}"
    return fragment if "h:" in fragment else f"¶ {fragment}"


def _names(component: Component) -> Iterator[tuple[str, str, str]]:
    """(local fragment, eId, heading above) of each paragraph, in order."""
    namer = _Namer(frozenset(number_key(p.num) for p in component.paragraphs if p.role is Role.PARAGRAPH))
    heading = ""
    for paragraph in component.paragraphs:
        name, eid = namer.name(paragraph)
        if paragraph.role is Role.HEADING:
            heading = paragraph.text or paragraph.num
        yield name, f"{component.name}__{eid}", heading
        if paragraph.role is Role.TITLE:
            heading = paragraph.text or paragraph.num


class _Namer:
    """Names the paragraphs of one component in their order; `numbers` are the keys its numbered paragraphs bear."""

    def __init__(self, numbers: frozenset[str | None]) -> None:
        self._numbers = numbers
        self._seen: dict[str, int] = {}
        self._last = "0"
        self._unnumbered = 0
        self._sections = 0
        self._path: list[str] = []
        self._counters: list[int] = []

    def name(self, paragraph: Paragraph) -> tuple[str, str]:
        """The local fragment, and the eId without the component's name."""
        if paragraph.role is Role.TITLE:
            return self._words(paragraph), "title"
        if paragraph.role is Role.HEADING:
            return self._heading(paragraph)
        name = self._item(paragraph.level) if paragraph.role is Role.ITEM else self._paragraph(paragraph.num)
        return name, f"para_{name.replace('.', '__item_')}"

    def _heading(self, paragraph: Paragraph) -> tuple[str, str]:
        """A numbered heading counts as the number last seen, unless a paragraph bears that number."""
        self._sections += 1
        key = number_key(paragraph.num)
        if key and key not in self._numbers:
            self._last, self._unnumbered = key, 0
        return self._words(paragraph), f"sec_{self._sections}"

    def _paragraph(self, num: str) -> str:
        key = number_key(num)
        if key:
            self._last, self._unnumbered = self._once(key), 0
            name = self._last
        else:
            self._unnumbered += 1
            name = self._once(f"{self._last}+{self._unnumbered}")
        self._path, self._counters = [name], []
        return name

    def _item(self, level: int) -> str:
        del self._path[level:]
        del self._counters[level:]
        self._counters += [0] * (level - len(self._counters))
        self._counters[level - 1] += 1
        self._path.append(f"{self._path[-1]}.{self._counters[-1]}")
        return self._path[-1]

    def _words(self, paragraph: Paragraph) -> str:
        return self._once("h:" + (slugs.words(paragraph.text or paragraph.num) or "x"))

    def _once(self, name: str) -> str:
        self._seen[name] = self._seen.get(name, 0) + 1
        return name if self._seen[name] == 1 else f"{name}~{self._seen[name]}"


def _named(expression: Expression, everything: tuple[Unit, ...], wanted: str) -> int:
    """The position of the one unit called `wanted`: a paragraph, item, footnote or heading, else a heading of that number."""
    exact = _FIRST.sub("", wanted)
    alike = [at for at, unit in enumerate(everything) if _DOUBLE.sub("", unit.place.fragment) == exact]
    if exact != wanted or len(alike) < 2:
        alike = [at for at, unit in enumerate(everything) if unit.place.fragment == exact]
    hits = alike or [at for at, unit in enumerate(everything) if _section_name(unit) == wanted]
    if not hits:
        raise _unknown(expression, everything, wanted)
    if len(hits) > 1:
        raise _ambiguous(expression, [everything[at] for at in hits], wanted)
    return hits[0]


def _section_name(unit: Unit) -> str | None:
    """`5`, or `note.5`, for the heading "5. Obligations"; None for all else."""
    key = number_key(unit.num) if unit.role == "heading" else None
    return key and unit.place.fragment.partition("h:")[0] + key


def _ambiguous(expression: Expression, hits: list[Unit], wanted: str) -> AmbiguousPlace:
    """The places that share a name, each with the fragment that means it alone."""
    names = [unit.place.fragment for unit in hits]
    alone = [f"{name}~1" if name == wanted else name for name in names]
    return AmbiguousPlace(
        f"{expression.number} has {len(hits)} places called '{wanted}'",
        facts=[f"{name}  {_under(unit)}{unit.text[:60]}" for name, unit in zip(alone, hits, strict=True)][:3],
        tries=[f"revtrack show {shlex.quote(f'{expression.number}#{alone[0]}')}"],
    )


def _with_notes(everything: tuple[Unit, ...], at: int) -> tuple[Unit, ...]:
    """The unit at that position, its footnotes and items; for a heading, its whole section."""
    end = at + 1
    while end < len(everything) and _belongs(everything[at], everything[end]):
        end += 1
    return everything[at:end]


def _belongs(head: Unit, other: Unit) -> bool:
    """Whether `other`, reached in order from `head`, belongs under it. A footnote belongs where its paragraph does."""
    if head.place.component != other.place.component or head.role == "footnote":
        return False
    if other.role == "footnote":
        return True
    if head.role == "title":
        return False
    if head.role == "heading":
        return not (other.role == "heading" and _level(other) <= _level(head))
    return other.place.fragment.startswith(head.place.fragment + ".")


def _level(unit: Unit) -> int:
    return unit.item.level if isinstance(unit.item, Paragraph) else 0


def _unknown(expression: Expression, everything: tuple[Unit, ...], fragment: str) -> UnknownPlace:
    spans = ", ".join(_spans(everything))
    return UnknownPlace(
        f"{expression.number} has {spans}; there is no {display(fragment)}",
        tries=[f"revtrack show {shlex.quote(str(expression.number))} --outline"],
    )


def _spans(everything: tuple[Unit, ...]) -> Iterator[str]:
    """`¶ 1–57`, `¶ note.1–6`, `fn 1–3`: what a document has, for the message that says what it has not."""
    for component in dict.fromkeys(unit.place.component for unit in everything):
        keys = [
            unit.place.fragment
            for unit in everything
            if unit.place.component == component and unit.role == "paragraph" and "+" not in unit.place.fragment
        ]
        if keys:
            last = keys[-1].rpartition(".")[2].partition("~")[0]
            yield f"¶ {keys[0]}" if len(keys) == 1 else f"¶ {keys[0]}–{last}"
    notes = sum(unit.role == "footnote" for unit in everything)
    if notes:
        yield f"fn 1–{notes}" if notes > 1 else "fn 1"
    if not any(unit.role == "paragraph" and "+" not in unit.place.fragment for unit in everything):
        unnumbered = sum(unit.role == "paragraph" for unit in everything)
        yield f"{unnumbered} unnumbered paragraph{'' if unnumbered == 1 else 's'}"


def _under(unit: Unit) -> str:
    return f'under "{unit.place.heading}": ' if unit.place.heading else ""
