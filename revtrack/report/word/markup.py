"""Runs and marks as WordprocessingML (ISO/IEC 29500-1, clause 17): tracked as revisions, or static as mere looks.

Every text passes `content` or `exact`, which escape it: nothing in a document becomes markup. `content` shows by its code
what cannot be seen.
"""

from __future__ import annotations

import re
from typing import Protocol
from xml.sax.saxutils import escape, quoteattr

from msgspec import Struct, field

from revtrack.report.neutral import neutral, neutral_line

_CUT = re.compile(r"([\t\n])")
_BREAKS = {"\t": "<w:tab/>", "\n": "<w:br/>"}
ELEMENTS = {"+": "ins", "-": "del", "<": "moveFrom", ">": "moveTo"}
"""The element of each mark (17.13.5)."""
LOOKS = {
    "+": '<w:color w:val="0B2FB5"/><w:u w:val="double"/>',
    "-": '<w:strike/><w:color w:val="B3140C"/>',
    "<": '<w:strike/><w:color w:val="14691B"/>',
    ">": '<w:color w:val="14691B"/><w:u w:val="double"/>',
}
"""What a run looks like in a static redline: blue, red and green, each with its own line."""


TIMES = ("00:00:00Z", "00:02:00Z")


class Marker(Protocol):
    """How kept, deleted, inserted and moved text is told."""

    def run(self, op: str, inner: str, *, style: str = "") -> str:
        """A run with its mark."""

    def text(self, op: str, text: str) -> str:
        """A text in a run with its mark."""

    def end(self, op: str) -> str:
        """The mark of a paragraph's end, for its properties."""

    def bounds(self, op: str, move: str) -> tuple[str, str]:
        """What stands before and behind a paragraph that has moved."""

    def turn(self) -> None:
        """A paragraph that both texts have is done."""


class Ids(Struct):
    """Numbers for annotations, none twice in a file."""

    last: int = 0

    def next(self) -> int:
        """One that was not given yet."""
        self.last += 1
        return self.last


class Tracked(Struct):
    """Marks as revisions that a reader accepts or rejects. `date` is the day of the new text, "" where it is not known.

    LibreOffice joins two marks of one author at one time, though the paragraph end between them is in both texts, and then
    drops that end on reject or accept; so paragraphs bear two times of their day in turn.
    """

    author: str
    date: str = ""
    ids: Ids = field(default_factory=Ids)
    _second: bool = False

    def turn(self) -> None:
        """What follows bears the other time."""
        self._second = not self._second

    def run(self, op: str, inner: str, *, style: str = "") -> str:
        """A run within `w:ins`, `w:del`, `w:moveFrom` or `w:moveTo`."""
        return self._marked(op, plain_run(inner, style=style))

    def text(self, op: str, text: str) -> str:
        """Deleted text is `w:delText`: a program that knows no revisions then does not take it for text (17.3.3.7)."""
        return self._marked(op, plain_run(content(text, deleted=op == "-"))) if text else ""

    def end(self, op: str) -> str:
        """17.13.5.15 and its like: the paragraph mark itself was inserted, deleted or moved."""
        return "" if op == "=" else f"<w:{ELEMENTS[op]}{self.attributes()}/>"

    def bounds(self, op: str, move: str) -> tuple[str, str]:
        """The named range of one end of a move (17.13.5.23 to 17.13.5.28)."""
        if not move:
            return "", ""
        element, number = ELEMENTS[op], self.ids.next()
        who = self._who()
        start = f'<w:{element}RangeStart w:id="{number}" w:name={quoteattr(move)}{who}/>'
        return start, f'<w:{element}RangeEnd w:id="{number}"/>'

    def attributes(self) -> str:
        """The id of a revision, who made it and when."""
        return f' w:id="{self.ids.next()}"{self._who()}'

    def _who(self) -> str:
        date = f' w:date="{self.date}T{TIMES[self._second]}"' if self.date else ""
        return f" w:author={quoteattr(self.author)}{date}"

    def _marked(self, op: str, run: str) -> str:
        if op == "=":
            return run
        return f"<w:{ELEMENTS[op]}{self.attributes()}>{run}</w:{ELEMENTS[op]}>"


class Static(Struct):
    """Marks as looks alone: nothing in the file says who changed what, or that anything can be accepted."""

    def run(self, op: str, inner: str, *, style: str = "") -> str:
        """A run in the look of its mark."""
        return plain_run(inner, style=style, look=LOOKS.get(op, ""))

    def text(self, op: str, text: str) -> str:
        """A text in the look of its mark."""
        return self.run(op, content(text)) if text else ""

    def end(self, op: str) -> str:
        """A paragraph's end bears no mark."""
        del op
        return ""

    def bounds(self, op: str, move: str) -> tuple[str, str]:
        """A move has no range."""
        del op, move
        return "", ""

    def turn(self) -> None:
        """Looks know no time."""


def plain_run(inner: str, *, style: str = "", look: str = "") -> str:
    """A run, in a character style and with further properties."""
    styled = f'<w:rStyle w:val="{style}"/>' if style else ""
    properties = f"<w:rPr>{styled}{look}</w:rPr>" if styled or look else ""
    return f"<w:r>{properties}{inner}</w:r>"


def content(text: str, *, deleted: bool = False) -> str:
    """A text as the inside of a run: line feeds and tabs by their own elements, hidden characters by their codes."""
    return _told(neutral(text), "delText" if deleted else "t")


def exact(text: str) -> str:
    """The same with every character as it is: for a file that is the text itself, and nothing that is shown beside it."""
    return _told(text, "t")


def _told(text: str, tag: str) -> str:
    return "".join(
        _BREAKS.get(part) or f'<w:{tag} xml:space="preserve">{escape(part)}</w:{tag}>'
        for part in _CUT.split(text)
        if part
    )


def line(text: str) -> str:
    """A text in one line as a plain run; "" for no text."""
    return plain_run(content(neutral_line(text))) if text else ""


def paragraph(style: str, inner: str, *, properties: str = "") -> str:
    """A paragraph in a style."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{inner}</w:p>'
