"""Names places of a source in the words a person finds them by: a line of a text, or a page and the line on it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from revtrack.ingest.sheet import Place
from revtrack.model.places import Unit
from revtrack.model.readings import PrintedPlace

_LINE = re.compile(r"\bline ([0-9]{1,9})\b")


def told(line: int, places: Sequence[Place]) -> str:
    """The place of a line, from 1: "line 11", or "page 3, line 4" where `places` says what is printed where."""
    if not places:
        return f"line {line}"
    place = places[line - 1]
    return f"page {place.page}, line {place.row}" if place.row else f"page {place.page}"


def retold(sentence: str, places: Sequence[Place]) -> str:
    """A sentence of intake about a line, with its place as `told` has it."""
    return _LINE.sub(lambda found: told(int(found[1]), places), sentence) if places else sentence


def printed_places(units: Sequence[Unit], lines: Sequence[int], places: Sequence[Place]) -> Iterator[PrintedPlace]:
    """Where each unit begins; `lines` are the lines on which the units begin."""
    if places:
        for unit, line in zip(units, lines, strict=True):
            yield PrintedPlace(unit.place.eid, *places[line - 1])
