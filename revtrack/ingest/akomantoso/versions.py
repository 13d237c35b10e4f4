"""Tells whether an Akoma Ntoso document holds one version of its text, or several that were never in force together."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from revtrack.errors import SourceRefused
from revtrack.ingest.xmlwalk import Element, local

_REMOVED = "removed"
_TRIES = ("take the version of one day out of it (a consolidated text), then  revtrack add FILE",)
_SHOWN = 2


class _Span(NamedTuple):
    """Days from `start` up to, and without, `end`; "" is open."""

    start: str
    end: str

    def holds(self, day: str) -> bool:
        return self.start <= day and (not self.end or day < self.end)


class _Dated(NamedTuple):
    """An element that is in force in any of some spans."""

    element: Element
    spans: tuple[_Span, ...]


def refuse_versions(root: Element, name: str) -> tuple[str, ...]:
    """Sentences for the person about periods; SourceRefused where no day knows the whole text.

    An element of status `removed` is there in an earlier version only. Periods may differ as long as there is a day on which
    all of them are in force.
    """
    marked = list(_marked(root))
    removed = [element for element in marked if element.get("status") == _REMOVED]
    if removed:
        raise _several(name, [f"{_called(each)} is marked as removed" for each in removed])
    groups, unknown = _groups(root), 0
    dated: list[_Dated] = []
    for element in marked:
        for key in (element.get("period") or "").split():
            spans = groups.get(key.lstrip("#"), ())
            unknown += not spans
            dated += [_Dated(element, spans)] if spans else []
    days = sorted({span.start for each in dated for span in each.spans})
    if dated and not any(all(any(span.holds(day) for span in each.spans) for each in dated) for day in days):
        raise _several(name, [f"{_called(each.element)} is in force {_shown(each)}" for each in _extremes(dated)])
    return (f"{unknown} periods are named that the document does not define",) if unknown else ()


def _marked(root: Element) -> Iterator[Element]:
    """Every element of the text that bears a status or a period."""
    for element in root.iter(etree.Element):
        if element.get("status") is None and element.get("period") is None:
            continue
        if not any(local(each) == "meta" for each in element.iterancestors()):
            yield element


def _groups(root: Element) -> dict[str, tuple[_Span, ...]]:
    """Spans by the id of their temporal group."""
    days = {_id(each): each.get("date", "")[:10] for each in root.iter(etree.Element) if local(each) == "eventRef"}
    found: dict[str, tuple[_Span, ...]] = {}
    for group in root.iter(etree.Element):
        if local(group) == "temporalGroup":
            found[_id(group)] = tuple(
                _Span(*(days.get((each.get(end) or "").lstrip("#"), "") for end in ("start", "end")))
                for each in group
                if local(each) == "timeInterval"
            )
    return found


def _extremes(dated: list[_Dated]) -> list[_Dated]:
    """Two elements that show it: the one that ends first, and the one that begins last."""
    closed = [each for each in dated if all(span.end for span in each.spans)]
    first = min(closed or dated, key=lambda each: max(span.end for span in each.spans))
    last = max(dated, key=lambda each: min(span.start for span in each.spans))
    return [first, last]


def _several(name: str, facts: list[str]) -> SourceRefused:
    more = [f"and {len(facts) - _SHOWN} more"] if len(facts) > _SHOWN else []
    return SourceRefused(
        f"{name} holds several versions of its text at once, nothing was added",
        facts=(*facts[:_SHOWN], *more),
        tries=_TRIES,
    )


def _shown(dated: _Dated) -> str:
    spans = (f"from {span.start or 'the beginning'}" + (f" to {span.end}" if span.end else "") for span in dated.spans)
    return " and ".join(spans)


def _called(element: Element) -> str:
    return f"<{local(element)}> in line {element.sourceline or 0}"


def _id(element: Element) -> str:
    return element.get("eId") or element.get("id") or element.get("{http://www.w3.org/XML/1998/namespace}id") or ""
