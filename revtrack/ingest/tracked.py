"""Tracked changes, whatever the format: counted, refused where nobody said which text is meant, and which side is text."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct, field

from revtrack.errors import TrackedChanges
from revtrack.ingest import rules
from revtrack.model.readings import Tracked


class Change(StrEnum):
    """What a mark says of the text it stands around."""

    INSERTED = "inserted"
    DELETED = "deleted"
    MOVED_FROM = "moved from"
    MOVED_TO = "moved to"


class Changes(Struct):
    """Counts of tracked changes. A move is counted where the text was taken away."""

    insertions: int = 0
    deletions: int = 0
    moves: int = 0
    authors: set[str] = field(default_factory=set)

    def __bool__(self) -> bool:
        return bool(self.insertions or self.deletions or self.moves)

    def add(self, change: Change, author: str) -> None:
        """Count a mark and, where it names one, its author."""
        self.insertions += change is Change.INSERTED
        self.deletions += change is Change.DELETED
        self.moves += change is Change.MOVED_FROM
        if author:
            self.authors.add(author)

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


def apart(change: Change, wanted: Tracked) -> str:
    """The rule that sets apart what a mark stands around; "" where it is text."""
    if change in (Change.DELETED, Change.MOVED_FROM):
        return rules.DELETED_TEXT if wanted is Tracked.ACCEPT else ""
    return rules.INSERTED_TEXT if wanted is Tracked.REJECT else ""
