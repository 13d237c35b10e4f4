"""Walks the tree of a structured XML document; each format says what its elements are.

Every text and every tail is said, in the order of the document. An element that the format's tables do not know is read
by its text: as words where words stand around it, else as a paragraph of its own; its name is said to the person.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from typing import NamedTuple

from lxml import etree

from revtrack import xmlsafe
from revtrack.errors import XmlNotWellFormed, XmlUnsafe
from revtrack.ingest import rules
from revtrack.ingest.flow import Flow
from revtrack.ingest.sheet import Cell

Element = etree._Element

_ANEW = ("save the document anew, as XML without a DOCTYPE, in UTF-8",)
_ENCODINGS = {"ISO-8859-1": "ISO-8859-1", "WINDOWS-1252": "Windows-1252", "US-ASCII": "UTF-8", "ASCII": "UTF-8"}
_SHOWN = 5
_SIGNS = ";.,:"


def parse(data: bytes, name: str) -> Element:
    """The root of a document that is brought in. Raises what `xmlsafe.parse` raises, and says that nothing was added."""
    try:
        return xmlsafe.parse(data, name)
    except (XmlNotWellFormed, XmlUnsafe) as error:
        raise type(error)(f"{error.message}; nothing was added", facts=error.facts, tries=_ANEW) from error


def encoding_of(root: Element) -> str:
    """The encoding the document declares, as it is said; UTF-8 where it declares none."""
    declared = (root.getroottree().docinfo.encoding or "UTF-8").upper()
    return _ENCODINGS.get(declared, declared)


def local(element: Element) -> str:
    """The name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]


def words_of(element: Element | None) -> str:
    """Everything an element holds, a run of white space as one space; "" for none."""
    return " ".join("".join(element.itertext()).split()) if element is not None else ""


def is_mixed(element: Element) -> bool:
    """Whether an element holds words of its own beside other elements."""
    return any(text and text.strip() for text in (element.text, *(child.tail for child in element)))


class Walker:
    """One walk. `takers` maps the names of elements to what reads them; `plain` ones say only what they hold.

    `lines` are the elements that may be lines of a title, `notes` those that hold a note, `signs` those that stand for one.
    """

    def __init__(
        self,
        takers: dict[str, Callable[[Element], None]],
        *,
        plain: frozenset[str],
        lines: frozenset[str],
        notes: frozenset[str],
        signs: frozenset[str] = frozenset(),
    ) -> None:
        self.flow = Flow()
        self._takers = takers
        self._plain = plain
        self._line_names = lines
        self._words = _Words(notes, signs)
        # Words are named by the element they stand in, and whether they are its tail.
        self._after: dict[tuple[Element, bool], list[tuple[str, bool]]] = {}
        self._said: set[tuple[Element, bool]] = set()
        self._unknown: Counter[str] = Counter()
        self.pictures = 0

    def walk(self, element: Element) -> None:
        """Say the text of an element, its children and their tails."""
        self._say(element, tail=False)
        for child in element:
            self.take(child)
            self._say(child, tail=True)

    def take(self, element: Element) -> None:
        """Read one element."""
        name = local(element)
        taker = self._takers.get(name)
        if taker is not None:
            taker(element)
        elif name in self._plain:
            self.walk(element)
        else:
            self._unknown[name] += 1
            self.inline_or_block(element)

    def inline_or_block(self, element: Element) -> None:
        """Read an element as words where words stand around it, else as a paragraph."""
        parent = element.getparent()
        if self.flow.is_open or (parent is not None and is_mixed(parent)):
            self.walk(element)
        else:
            self.block(element)

    def block(self, element: Element) -> None:
        """Read an element that begins and ends a paragraph."""
        self.flow.close()
        self.walk(element)
        self.flow.close()

    def lines(self, element: Element) -> None:
        """Read an element whose blocks are lines of one paragraph, and no paragraphs of their own."""
        self._say(element, tail=False)
        for child in element:
            if local(child) in self._line_names:
                if self.flow.is_open:
                    self.flow.made("\n")
                self.lines(child)
            else:
                self.take(child)
            self._say(child, tail=True)

    def quoted(self, element: Element, before: str, after: str) -> None:
        """Note the signs that stand around an element and are not held as its text."""
        last = self._words.last(element)
        if last is None:
            return
        self.flow.prefix(before)
        if after:
            self._after.setdefault(last, []).insert(0, (after, True))

    def bring_back_sign(self, element: Element) -> None:
        """Let a full stop or semicolon that stands alone behind quoted paragraphs end the last of them."""
        last, behind = self._words.last(element), element
        while behind.getnext() is None and not (behind.tail or "").strip() and (up := behind.getparent()) is not None:
            behind = up
        sign = (behind.tail or "").strip()
        if last is not None and len(sign) == 1 and sign in _SIGNS and behind.getnext() is None:
            self._after.setdefault(last, []).append((sign, False))
            self._said.add((behind, True))

    def shown(self, element: Element, sign: str) -> None:
        """Read an element that stands for a sign, and should hold nothing."""
        self.flow.made(sign)
        self.walk(element)

    def row(self, element: Element) -> None:
        """Read a row of a table, each child a cell; a row of one cell is a frame around text."""
        number = self.flow.row() if len(element) > 1 else 0
        self._say(element, tail=False)
        for at, cell in enumerate(element):
            with self.flow.cell(Cell(number, at) if number else None):
                self.walk(cell)
            self._say(cell, tail=True)

    def metadata(self, element: Element) -> None:
        """Set apart what an element holds about the document, its pieces parted by spaces."""
        self.flow.close()
        with self.flow.apart(rules.METADATA):
            for piece in element.itertext():
                if piece.strip():
                    self.flow.text(piece.strip())
                    self.flow.made(" ")
        self.flow.close()

    def remarks(self) -> Iterator[str]:
        """Sentences for the person."""
        if self.pictures:
            noun = "picture or file" if self.pictures == 1 else "pictures or files"
            yield f"{self.pictures} {noun} named in the document: what they show is no text and was not read"
        names = sorted(self._unknown)
        if names:
            more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
            shown = ", ".join(f"<{name[:40]}>" for name in names[:_SHOWN])
            yield f"elements that the format does not define were read by their text: {shown}{more}"

    def _say(self, element: Element, *, tail: bool) -> None:
        place = (element, tail)
        if place not in self._said:
            self.flow.text((element.tail if tail else element.text) or "")
        for sign, made in self._after.pop(place, ()) if self._after else ():
            (self.flow.made if made else self.flow.text)(sign)


class _Words(NamedTuple):
    """Finds words in the tree: `notes` hold others, `signs` show a character without holding it."""

    notes: frozenset[str]
    signs: frozenset[str]

    def last(self, element: Element) -> tuple[Element, bool] | None:
        """The last words in an element: those of which element, and whether they are its tail; None where it has none."""
        if local(element) in self.notes:
            return None
        for child in reversed(element):
            if (child.tail and child.tail.strip()) or local(child) in self.signs:
                return child, True
            found = self.last(child)
            if found is not None:
                return found
        return (element, False) if element.text and element.text.strip() else None
