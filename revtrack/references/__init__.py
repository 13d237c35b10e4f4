"""Find the documents a text mentions, and tell in which relation it stands to them.

    find_mentions   the document numbers in a piece of text, with exact spans
    extract         what an expression refers to: header slots, paragraphs, footnotes
    infer_revises   which earlier version of its work an expression revises, by what it says of an update
    said_updates, infer_from   the same in two steps: what the text says, and what follows from it in a work

The written forms stand in the table of `patterns`; docs/references.md explains them.
"""

from revtrack.references.extraction import extract
from revtrack.references.inference import SaidUpdate, infer_from, infer_revises, said_updates
from revtrack.references.mentions import find_mentions

__all__ = ["SaidUpdate", "extract", "find_mentions", "infer_from", "infer_revises", "said_updates"]
