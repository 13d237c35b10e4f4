"""What a redline is made of: paragraphs in runs of kept, deleted, inserted and moved text, with footnotes at their anchors.

An op is one of "=" kept, "-" deleted, "+" inserted, "<" moved away from here, ">" moved to here. Without "-" and "<" the
new text is left, without "+" and ">" the old one; a paragraph whose end is taken away goes on in the next.
"""

from __future__ import annotations

from msgspec import Struct

from revtrack.model.changes import Edit
from revtrack.model.texts import Role


class NoteMark(Struct, frozen=True):
    """A footnote at its anchor. `op` is that of its mark; `pieces` is its text; `change` the position of its change."""

    op: str
    marker: str
    pieces: tuple[Edit, ...]
    change: int


Piece = Edit | NoteMark


class Block(Struct, frozen=True):
    """A paragraph. `end` is the op of the paragraph's end, `change` the position of the change it belongs to.

    The printed number is its first run, with a tab behind it. `whole` marks a paragraph that is new, gone or moved as a
    whole; `move` names the move that it is one end of, "" for none.
    """

    role: Role
    level: int
    pieces: tuple[Piece, ...]
    end: str
    change: int
    whole: bool = False
    move: str = ""
    numbered: bool = False


TAB = "\t"
"""What stands between a printed number and its text."""
