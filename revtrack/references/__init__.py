"""Find the documents a text mentions, and tell in which relation it stands to them.

    find_mentions   the document numbers in a piece of text, with exact spans
    extract         what an expression refers to: header slots, paragraphs, footnotes
    infer_revises   which earlier version of its work an expression revises, by what it says of an update

The written forms stand in the table of `patterns`; docs/references.md explains them.
"""

from revtrack.references.extraction import extract
from revtrack.references.inference import infer_revises
from revtrack.references.mentions import find_mentions

__all__ = ["extract", "find_mentions", "infer_revises"]
