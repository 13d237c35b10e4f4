"""Tracked changes of a Word document: how many there are and by whom, and which side of each is text.

Changes of formatting alone change no word and are not counted.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from revtrack.errors import TrackedChanges
from revtrack.ingest import rules
from revtrack.ingest.docx.names import Element, attribute, child, tag
from revtrack.model.readings import Tracked

_INSERTED = frozenset(("w:ins", "w:cellIns"))
_DELETED = frozenset(("w:del", "w:cellDel"))
_MOVED_FROM, _MOVED_TO = "w:moveFrom", "w:moveTo"


@dataclass(slots=True)
class Changes:
    """Counts of tracked changes."""

    insertions: int = 0
    deletions: int = 0
    moves: int = 0
    authors: set[str] = field(default_factory=set)

    def __bool__(self) -> bool:
        return bool(self.insertions or self.deletions or self.moves)

    def count(self, roots: Iterable[Element]) -> None:
        """Count the changes of some parts."""
        for root in roots:
            for element in root.iter():
                self._take(element)

    def refuse(self, name: str) -> None:
        """Raise TrackedChanges if there is any."""
        parts = [
            f"{count:,} {noun if count == 1 else noun + 's'}"
            for count, noun in ((self.insertions, "insertion"), (self.deletions, "deletion"), (self.moves, "move"))
            if count
        ]
        if not parts:
            return
        authors = len(self.authors)
        by = f" by {authors} authors" if authors > 1 else ""
        raise TrackedChanges(
            f"{name} holds tracked changes ({', '.join(parts)}{by}), nothing was added",
            facts=("it holds two texts: with these changes, and without them",),
            tries=(f"revtrack add {name} --tracked accept      or  --tracked reject",),
        )

    def _take(self, element: Element) -> None:
        kind = tag(element)
        if kind in _INSERTED:
            self.insertions += 1
        elif kind in _DELETED:
            self.deletions += 1
        elif kind == _MOVED_FROM:
            self.moves += 1
        elif kind != _MOVED_TO:
            return
        if author := attribute(element, "author"):
            self.authors.add(author)


def apart(kind: str, wanted: Tracked) -> str:
    """The rule that sets apart what a change of that kind holds; "" where it is text."""
    if kind in ("w:del", "w:cellDel", _MOVED_FROM):
        return rules.DELETED_TEXT if wanted is Tracked.ACCEPT else ""
    if kind in ("w:ins", "w:cellIns", _MOVED_TO):
        return rules.INSERTED_TEXT if wanted is Tracked.REJECT else ""
    return ""


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
