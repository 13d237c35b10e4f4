"""The text of a redline: its paragraphs with their marks, the footnotes they bear, and where comments are anchored."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct, field
from msgspec.structs import replace

from revtrack.model.changes import Edit
from revtrack.model.texts import Role
from revtrack.report.neutral import neutral_line
from revtrack.report.word.blocks import Block, NoteMark, Piece
from revtrack.report.word.markup import Marker, content, paragraph, plain_run

DEEPEST_HEADING, DEEPEST_ITEM = 6, 4
PILCROW = "¶"


class Body(Struct):
    """Writes paragraphs in order. `comments` are the numbers of comments by the position of their change."""

    marker: Marker
    literal: bool
    """Whether footnote marks are written as they are printed."""
    comments: Mapping[int, int] = field(default_factory=dict)
    footnotes: list[str] = field(default_factory=list)
    _said: set[int] = field(default_factory=set)

    def write(self, blocks: Iterable[Block]) -> str:
        """All paragraphs."""
        return "".join(map(self._paragraph, blocks))

    def _paragraph(self, block: Block) -> str:
        inner = "".join(map(self._piece, block.pieces))
        opened, closed = self._commented(block)
        start, stop = self.marker.bounds(block.end, block.move)
        mark = self.marker.end(block.end)
        properties = f"<w:rPr>{mark}</w:rPr>" if mark else ""
        if block.end == "=":
            self.marker.turn()
        return start + paragraph(style_of(block), opened + inner + closed, properties=properties) + stop

    def _piece(self, piece: Piece) -> str:
        return self._note(piece) if isinstance(piece, NoteMark) else self.marker.text(piece.op, piece.text)

    def _note(self, note: NoteMark) -> str:
        """The mark of a footnote in the text; the footnote itself is put aside (17.11)."""
        number = len(self.footnotes) + 1
        printed = neutral_line(note.marker) if self.literal else ""
        custom = ' w:customMarkFollows="1"' if printed else ""
        inner = f'<w:footnoteReference{custom} w:id="{number}"/>{content(printed, deleted=note.op == "-")}'
        own = plain_run(content(printed) or "<w:footnoteRef/>", style="FootnoteReference") + plain_run("<w:tab/>")
        words = "".join(self.marker.text(edit.op, edit.text) for edit in note.pieces)
        self.footnotes.append(f'<w:footnote w:id="{number}">{paragraph("FootnoteText", own + words)}</w:footnote>')
        return self.marker.run(note.op, inner, style="FootnoteReference")

    def _commented(self, block: Block) -> tuple[str, str]:
        """Where the comments begin and end that speak of this paragraph and of its footnotes; each change has one."""
        positions = [block.change, *(piece.change for piece in block.pieces if isinstance(piece, NoteMark))]
        if block.end == "<":
            positions = positions[1:]
        numbers = [self.comments[at] for at in dict.fromkeys(positions) if at in self.comments and at not in self._said]
        self._said.update(positions)
        opened = "".join(f'<w:commentRangeStart w:id="{number}"/>' for number in numbers)
        closed = "".join(
            f'<w:commentRangeEnd w:id="{number}"/>'
            + plain_run(f'<w:commentReference w:id="{number}"/>', style="CommentReference")
            for number in numbers
        )
        return opened, closed


def joined(blocks: Iterable[Block]) -> Iterator[Block]:
    """The paragraphs of a static redline: where an end is gone or new within a change, a sign says so.

    An end that is gone leaves one paragraph; those that are new, gone or moved as a whole stand for themselves.
    """
    open_pieces: tuple[Piece, ...] = ()
    for block in blocks:
        pieces = open_pieces + block.pieces
        open_pieces = ()
        if block.whole or block.end == "=":
            yield replace(block, pieces=pieces)
        elif block.end == "+":
            yield replace(block, pieces=(*pieces, Edit("+", PILCROW)))
        else:
            open_pieces = (*pieces, Edit("-", f"{PILCROW} "))


def style_of(block: Block) -> str:
    """The paragraph style of a role: headings are real headings, so that a reader can leap from one to the next."""
    if block.role is Role.TITLE:
        return "Title"
    if block.role is Role.HEADING:
        return f"Heading{min(block.level, DEEPEST_HEADING)}"
    if block.role is Role.ITEM:
        return f"Item{min(block.level, DEEPEST_ITEM)}"
    return "Numbered" if block.numbered else "BodyText"
