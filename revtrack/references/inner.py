"""Resolve references to provisions within one text: each to the one unit it can mean, or to none.

The way leads from the widest part named to the narrowest. At each step exactly one unit has to fit; where none does, or several
do, the reference stays open. The component in which the words stand comes first, the others only where it has nothing that
fits. Where the numbers of paragraphs begin anew under each heading, only those under the same heading count.

Not looked for are provisions of other documents, parts of a kind that this text does not have at all (an article, in a text
without articles, is another document's), and everything in an act that amends others, whose words speak of their provisions.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from msgspec import Struct
from msgspec.structs import replace

from revtrack.model.places import Unit, number_key, units
from revtrack.model.provisions import Hits, Inner, Part, PartKind, Provision
from revtrack.model.texts import Expression, Paragraph
from revtrack.references.parts import tables_of
from revtrack.references.provisions import find_provisions

_PRINTED = re.compile(
    r"(?:([^\W\d_]{2,20}|§{1,2})\.?[ \u00a0]{0,3})?"
    r"\(?([0-9]{1,4}[a-z]?(?:[.-][0-9]{1,3}[a-z]?){0,3}|[ivxlc]{1,6}|[a-z])[.):°]{0,2}"
)
_AMENDING = re.compile(
    r"\b(?:amending|ændring|endring|ändring|änderung|modifiant|modification)(?!\w)|\b(?:ændrings|endrings|ändrings|änderungs)\w",
    re.IGNORECASE,
)
_SHOWN = 200
_PARAGRAPHS = frozenset({PartKind.PARAGRAPH, PartKind.POINT, PartKind.NUMBER})
_SECTIONS = frozenset({PartKind.PART, PartKind.CHAPTER, PartKind.SECTION})


def inner_references(expression: Expression) -> tuple[Inner, ...]:
    """Every reference of a text into itself, in reading order, with the unit it leads to if it leads to one alone.

    What stands at the very beginning of a heading names it, and is no reference.
    """
    if _AMENDING.search(expression.title):
        return ()
    text = _Text(expression)
    return tuple(found for at in range(len(text.units)) for found in text.of_unit(at))


class _Name(Struct, frozen=True):
    """What a unit is called: its kind if its printed number or its words say so, and its number in lower case."""

    kind: PartKind | None
    key: str


class _Answer(Struct, frozen=True):
    hits: Hits
    at: int = -1
    missing: str = ""


class _Text:
    """The units of a text, by what they can be called."""

    def __init__(self, expression: Expression) -> None:
        self.expression = expression
        self.units = units(expression)
        self.tables = tables_of(expression.language)
        self.names = [self._name(unit) for unit in self.units]
        self.heads = list(self._heads())

    def of_unit(self, at: int) -> Iterator[Inner]:
        unit = self.units[at]
        lang = self.expression.language
        for provision in find_provisions(unit.text, lang=lang):
            names_itself = not provision.start and unit.role in ("heading", "title")
            if not (provision.external or names_itself):
                found = self._inner(at, provision)
                if found is not None:
                    yield found

    def _inner(self, at: int, provision: Provision) -> Inner | None:
        """The reference resolved; None where the text has no part of that kind."""
        unit = self.units[at]
        if not self._has(provision.parts[0].kind):
            return None
        bearer = self.units[self._bearer(at)].place.fragment if unit.role == "footnote" else ""
        found = Inner(unit.place.fragment, *provision.span, provision.raw, Hits.NONE, bearer=bearer)
        first = self._follow(at, provision.parts)
        if first.hits is not Hits.ONE:
            return replace(found, hits=first.hits, missing=first.missing)
        target = self.units[first.at].place
        end = provision.parts[-1].last
        if not end:
            return replace(found, hits=Hits.ONE, target=target.fragment, words=heading_words(self.units[first.at]))
        last = self._follow(at, (*provision.parts[:-1], Part(provision.parts[-1].kind, end)))
        if last.hits is not Hits.ONE:
            return replace(found, hits=last.hits, missing=last.missing)
        if last.at <= first.at or self.units[last.at].place.component != target.component:
            return replace(found, hits=Hits.NONE, missing=_said(provision.parts[-1]))
        return replace(found, hits=Hits.ONE, target=target.fragment, last=self.units[last.at].place.fragment)

    def _follow(self, at: int, steps: Sequence[Part]) -> _Answer:
        """Where these parts lead, one within the other, from the unit at that position."""
        first, further = steps[0], steps[1:]
        if first.kind is PartKind.ANNEX:
            answer, further = self._annexed(at, first, further)
        else:
            answer = _one(self._outermost(at, first), first)
        for step in further:
            if answer.hits is not Hits.ONE:
                return answer
            answer = _one(self._within(answer.at, step), step)
        return answer

    def _annexed(self, at: int, step: Part, further: Sequence[Part]) -> tuple[_Answer, Sequence[Part]]:
        """The annex meant, and what is left to look for in it; a part of an annex is looked for in its whole component."""
        answer = _one(self._annexes(step), step)
        if answer.hits is not Hits.ONE or not further:
            return answer, further
        component = self.units[answer.at].place.component
        if not self._is_annex(component):
            return answer, further
        return _one(self._called(further[0], (component,), near=at), further[0]), further[1:]

    def _annexes(self, step: Part) -> list[int]:
        """The first units of the annexes that a step can mean: components, else headings that are called so."""
        firsts: dict[str, int] = {}
        for at, unit in enumerate(self.units):
            firsts.setdefault(unit.place.component, at)
        annexes = [(name, at) for name, at in firsts.items() if self._is_annex(name)]
        headed = [at for at, name in enumerate(self.names) if name.kind is PartKind.ANNEX and self._is_heading(at)]
        if not step.number:
            return [at for _, at in annexes] or headed
        wanted = step.number.lower()
        return [at for name, at in annexes if self._annex_number(name, at) == wanted] or [
            at for at in headed if self.names[at].key == wanted
        ]

    def _annex_number(self, component: str, at: int) -> str:
        """II of a component whose type is printed as "ANNEX II", or whose title begins so."""
        for words in (self.expression.component(component).kind, self.units[at].text):
            named = self._named(words)
            if named.kind is PartKind.ANNEX and named.key:
                return named.key
        return ""

    def _is_annex(self, component: str) -> bool:
        kind = self.expression.component(component).kind.split()
        return component.startswith("annex") or bool(kind and self._kind(kind[0]) is PartKind.ANNEX)

    def _outermost(self, at: int, step: Part) -> list[int]:
        """The units that a first step can mean: in the component of the words, else in the others."""
        is_letter = step.kind is PartKind.LETTER or not step.number[0].isdigit()
        if is_letter and step.kind not in _SECTIONS:
            return self._within(self._paragraph(at), step)
        home = self.units[at].place.component
        others = [component.name for component in self.expression.components if component.name != home]
        if step.kind is PartKind.NUMBER and (listed := self._within(self._paragraph(at), step)):
            return listed
        return self._called(step, (home,), near=at) or self._called(step, others, near=at)

    def _called(self, step: Part, components: Sequence[str], *, near: int) -> list[int]:
        """The units of these components that a step can mean, by what they are called."""
        return [n for name in components for n in self._called_in(step, name, near)]

    def _called_in(self, step: Part, component: str, near: int) -> list[int]:
        alike = self._bearing.get((component, step.number.lower()), ())
        if step.kind is PartKind.FOOTNOTE:
            return [n for n in alike if self.units[n].role == "footnote"]
        bearing = [n for n in alike if self.units[n].role in ("heading", "paragraph")]
        named = [n for n in bearing if self.names[n].kind is step.kind]
        if named:
            return named
        bare = [
            n for n in bearing if self.names[n].kind is None and self.units[n].role in self._roles(step.kind, component)
        ]
        if step.kind in _PARAGRAPHS and component in self._beginning_anew:
            return [n for n in bare if self.heads[n] == self.heads[near]]
        return bare

    def _roles(self, kind: PartKind, component: str) -> tuple[str, ...]:
        """The roles of units with a bare number that can be meant: articles are headings where no paragraph has a number."""
        if kind in _SECTIONS:
            return ("heading",)
        if kind is PartKind.PARAGRAPH:
            return ("paragraph",)
        if kind in _PARAGRAPHS:
            return ("paragraph", "heading")
        return () if component in self._numbering else ("heading",)

    @cached_property
    def _bearing(self) -> dict[tuple[str, str], list[int]]:
        """Component and number -> the units that bear it, in order."""
        found: dict[tuple[str, str], list[int]] = {}
        for at, (unit, name) in enumerate(zip(self.units, self.names, strict=True)):
            if name.key:
                found.setdefault((unit.place.component, name.key), []).append(at)
        return found

    @cached_property
    def _numbering(self) -> frozenset[str]:
        """The components whose paragraphs bear numbers."""
        return frozenset(
            component for (component, _), found in self._bearing.items() if any(map(self._is_paragraph, found))
        )

    @cached_property
    def _beginning_anew(self) -> frozenset[str]:
        """The components in which paragraphs bear a number twice: there a number alone means one near by."""
        return frozenset(
            component for (component, _), found in self._bearing.items() if sum(map(self._is_paragraph, found)) > 1
        )

    def _is_paragraph(self, at: int) -> bool:
        return self.units[at].role == "paragraph"

    def _within(self, at: int, step: Part) -> list[int]:
        """The units under another that a step can mean."""
        head, wanted = self.units[at], step.number.lower()
        if head.role not in ("heading", "title"):
            depth = self._level(at) + 1
            return [n for n in self._under(at) if self._level(n) == depth and self.names[n].key == wanted]
        under = self._under(at)
        bearing = [n for n in under if self.names[n].key == wanted]
        paragraphs = [n for n in bearing if self.units[n].role == "paragraph"]
        return paragraphs or [n for n in bearing if self.units[n].role == "item" and self._level(n) == 1]

    def _under(self, at: int) -> list[int]:
        """The units that belong under a heading or a paragraph, footnotes left out."""
        head = self.units[at]
        found: list[int] = []
        for n in range(at + 1, len(self.units)):
            unit = self.units[n]
            if unit.role == "footnote":
                continue
            if head.role == "heading":
                inside = not (unit.role == "heading" and self._level(n) <= self._level(at))
            else:
                inside = unit.role == "item" and self._level(n) > self._level(at)
            if not inside or unit.place.component != head.place.component:
                break
            found.append(n)
        return found

    def _paragraph(self, at: int) -> int:
        """The paragraph that a unit stands in: of an item the one it stands under, of a footnote the one that bears it."""
        while at and self.units[at].role in ("footnote", "item"):
            at -= 1
        return at

    def _bearer(self, at: int) -> int:
        while self.units[at].role == "footnote":
            at -= 1
        return at

    def _is_heading(self, at: int) -> bool:
        return self.units[at].role in ("heading", "title")

    def _level(self, at: int) -> int:
        item = self.units[at].item
        return item.level if isinstance(item, Paragraph) else 0

    def _heads(self) -> Iterator[int]:
        """For each unit the position of the heading it stands under, -1 before the first of its component."""
        head, component = -1, ""
        for at, unit in enumerate(self.units):
            if unit.place.component != component:
                head, component = -1, unit.place.component
            if unit.role == "heading":
                head = at
            yield head

    def _has(self, kind: PartKind) -> bool:
        return kind is PartKind.ANNEX or kind in self._kinds

    @cached_property
    def _kinds(self) -> frozenset[PartKind]:
        """The kinds of parts that this text has units of."""
        roles = {unit.role for unit, name in zip(self.units, self.names, strict=True) if name.key and name.kind is None}
        found = {name.kind for name in self.names if name.kind is not None}
        found |= {PartKind.FOOTNOTE} if "footnote" in roles else set()
        found |= {PartKind.LETTER, PartKind.NUMBER, PartKind.POINT} if "item" in roles else set()
        found |= _PARAGRAPHS if "paragraph" in roles or found & _PARAGRAPHS else set()
        if "heading" in roles:
            found |= {PartKind.SECTION, PartKind.POINT}
            found |= {PartKind.ARTICLE} if "paragraph" not in roles else set()
        return frozenset(found)

    def _name(self, unit: Unit) -> _Name:
        if unit.num:
            named = self._named(unit.num)
            key = named.key or number_key(unit.num) or ("" if unit.role != "footnote" else unit.num)
            return _Name(named.kind, key)
        return self._named(unit.text[:60]) if unit.role in ("heading", "title") else _Name(None, "")

    def _named(self, words: str) -> _Name:
        """What a printed number says: `Article 5`, `§ 4`, `12.`, `(a)`, and the beginning of a heading "Chapter II …"."""
        found = _PRINTED.match(words.lower())
        if found is None or (found.end() < len(words) and words[found.end()].isalnum()):
            return _Name(None, "")
        kind = self._kind(found[1]) if found[1] else None
        whole = found.end() == len(words)
        if kind is None and (found[1] or not whole):
            return _Name(None, "")
        return _Name(kind, found[2])

    def _kind(self, word: str) -> PartKind | None:
        lower = word.lower().rstrip(".")
        found = (tables.words.get(lower) for tables in self.tables)
        return next((part.kind for part in found if part is not None), None)


def heading_words(unit: Unit) -> str:
    """A heading or title by its own number and words, without what is very long; "" for any other unit."""
    return f"{unit.num} {unit.text}".strip()[:_SHOWN] if unit.role in ("heading", "title") else ""


def _one(found: Iterable[int], step: Part) -> _Answer:
    positions = list(found)
    if len(positions) == 1:
        return _Answer(Hits.ONE, positions[0])
    return _Answer(Hits.SEVERAL if positions else Hits.NONE, missing=_said(step))


def _said(step: Part) -> str:
    """A step in words: `¶ 61`, `fn 4`, `article 9`, `annex`, `(a)`."""
    if step.kind is PartKind.FOOTNOTE:
        return f"fn {step.number}"
    if step.number and not step.number[0].isdigit() and step.kind in (*_PARAGRAPHS, PartKind.LETTER):
        return f"({step.number})"
    if step.kind in _PARAGRAPHS:
        return f"¶ {step.number}"
    return f"{step.kind} {step.number}".strip()
