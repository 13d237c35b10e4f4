"""Tracked changes of a Word document: which elements they are, and which of them are not there in the wanted text.

Changes of formatting alone change no word and are not counted.
"""

from __future__ import annotations

from collections.abc import Iterable

from revtrack.ingest import tracked
from revtrack.ingest.docx.names import Element, attribute, child, tag
from revtrack.ingest.tracked import Change, Changes
from revtrack.model.readings import Tracked

_MARKS = {
    "w:ins": Change.INSERTED,
    "w:cellIns": Change.INSERTED,
    "w:del": Change.DELETED,
    "w:cellDel": Change.DELETED,
    "w:moveFrom": Change.MOVED_FROM,
    "w:moveTo": Change.MOVED_TO,
}


def count(roots: Iterable[Element]) -> Changes:
    """The changes of some parts."""
    changes = Changes()
    for root in roots:
        for element in root.iter():
            if (mark := _MARKS.get(tag(element))) is not None:
                changes.add(mark, attribute(element, "author"))
    return changes


def apart(kind: str, wanted: Tracked) -> str:
    """The rule that sets apart what a change of that kind holds; "" where it is text."""
    mark = _MARKS.get(kind)
    return tracked.apart(mark, wanted) if mark is not None else ""


def changes_in(properties: Element | None, wanted: Tracked) -> str:
    """The rule by which a row, a cell or the end of a paragraph is not there; "" where it is."""
    for each in properties if properties is not None else ():
        rule = apart(tag(each), wanted)
        if rule:
            return rule
    return ""


def end_is_gone(properties: Element | None, wanted: Tracked) -> bool:
    """Whether the end of a paragraph was deleted, or not yet inserted: it goes on in the next one."""
    return bool(changes_in(child(properties, "w:rPr"), wanted))
