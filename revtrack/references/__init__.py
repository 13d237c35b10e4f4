"""Find the documents a text mentions, and tell in which relation it stands to them.

    find_mentions   the document numbers in a piece of text, with exact spans
    find_doubts     what announces a document number in a piece of text and cannot be read as one
    find_provisions the references to provisions in a piece of text, of this document or of another
    inner_references   those of a text into itself, each with the unit it leads to
    extract         what an expression refers to: header slots, paragraphs, footnotes
    unread          what announces a document number in an expression and cannot be read as one
    infer_revises   which earlier version of its work an expression revises, by what it says of an update
    said_updates, infer_from   the same in two steps: what the text says, and what follows from it in a work
    find_allusions  where a text means a document without its number: by date, by a defined term, by a short form
    Directory, resolve_allusions   which documents numbers and allusions mean, among those known
    ruled           references as people ruled on them
    stale           references of documents in force to what was since revised, replaced or repealed
    find_forgotten  references into the text itself that were not renumbered with what they lead to
    changed         references gained, lost, kept and retargeted between two versions

The written forms stand in the table of `patterns`; docs/references.md explains them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from revtrack.lazy import loading

if TYPE_CHECKING:
    from revtrack.references.changes import changed
    from revtrack.references.doubts import find_doubts
    from revtrack.references.extraction import extract, mentions_of_slot, unread
    from revtrack.references.forgotten import find_forgotten
    from revtrack.references.inference import infer_from, infer_revises, said_updates
    from revtrack.references.inner import inner_references
    from revtrack.references.mentions import find_mentions
    from revtrack.references.provisions import find_provisions
    from revtrack.references.resolution import Directory, resolve_allusions
    from revtrack.references.rulings import ruled
    from revtrack.references.speech import find_allusions
    from revtrack.references.staleness import in_force, stale

__getattr__ = loading(
    __name__,
    {
        "changes": "changed",
        "doubts": "find_doubts",
        "extraction": "extract mentions_of_slot unread",
        "forgotten": "find_forgotten",
        "inference": "infer_from infer_revises said_updates",
        "inner": "inner_references",
        "mentions": "find_mentions",
        "provisions": "find_provisions",
        "resolution": "Directory resolve_allusions",
        "rulings": "ruled",
        "speech": "find_allusions",
        "staleness": "in_force stale",
    },
)

__all__ = [
    "Directory",
    "find_allusions",
    "changed",
    "extract",
    "find_doubts",
    "find_mentions",
    "find_provisions",
    "find_forgotten",
    "in_force",
    "infer_from",
    "infer_revises",
    "inner_references",
    "mentions_of_slot",
    "resolve_allusions",
    "ruled",
    "said_updates",
    "stale",
    "unread",
]
