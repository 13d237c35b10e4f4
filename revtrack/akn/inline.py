"""Text with what stands in it: footnotes at their anchors, and words marked as references, each written in one way only.

A footnote strictly inside marked words stands inside their `ref`; at either end it stands outside. So text, footnotes and
references together have one form, and reading it gives the three apart again.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from revtrack.akn.names import akn
from revtrack.akn.tree import Element, Misfit, add, attribute, child, made, named, text_of
from revtrack.model.inline import InlineRef, lengths, slot_place
from revtrack.model.texts import Expression, Note

_CLOSE, _NOTE, _OPEN = range(3)
"""What comes first where several stand at one character."""


class PlacedNote(Struct, frozen=True):
    """A footnote with its eId and the references in its text."""

    note: Note
    eid: str
    refs: Sequence[InlineRef] = ()


class _Pen:
    """Writes into one element; what is said goes behind the last child, which is remembered: to count children takes long."""

    def __init__(self, holder: Element) -> None:
        self.holder = holder
        self.last: Element | None = None

    def say(self, text: str) -> None:
        if not text:
            return
        if self.last is None:
            self.holder.text = text
        else:
            self.last.tail = text


def write_text(holder: Element, text: str, refs: Sequence[InlineRef] = (), notes: Sequence[PlacedNote] = ()) -> None:
    """The text into `holder`, with its references and with each footnote at its anchor."""
    if not refs and not notes:
        holder.text = text or None
        return
    outer = pen = _Pen(holder)
    at = 0
    for offset, what, order in sorted(_events(refs, notes)):
        pen.say(text[at:offset])
        at = offset
        if what == _NOTE:
            pen.last = _written_note(pen.holder, notes[order])
        elif what == _OPEN:
            outer.last = _opened(holder, refs[order])
            pen = _Pen(outer.last)
        else:
            pen = outer
    pen.say(text[at:])


def _events(refs: Sequence[InlineRef], notes: Sequence[PlacedNote]) -> Iterator[tuple[int, int, int]]:
    for order, ref in enumerate(refs):
        yield ref.start, _OPEN, order
        yield ref.end, _CLOSE, order
    for order, placed in enumerate(notes):
        yield placed.note.offset, _NOTE, order


def _opened(holder: Element, ref: InlineRef) -> Element:
    if ref.up_to:
        return add(holder, akn("rref"), {"from": ref.href, "upTo": ref.up_to})
    return add(holder, akn("ref"), {"href": ref.href})


def _written_note(holder: Element, placed: PlacedNote) -> Element:
    ids = {"eId": placed.eid, "wId": placed.eid}
    element = add(holder, akn("authorialNote"), {"marker": placed.note.mark, **ids})
    write_text(add(element, akn("p")), placed.note.text, placed.refs)
    return element


def read_text(holder: Element) -> tuple[str, tuple[Note, ...]]:
    """The text of a holder and its footnotes. Misfit for an element that does not stand in text."""
    parts: list[str] = []
    notes: list[Note] = []
    length = 0
    for piece in _pieces(holder):
        if isinstance(piece, str):
            parts.append(piece)
            length += len(piece)
        elif piece.tag == _AUTHORIAL:
            notes.append(_note(piece, length))
    return "".join(parts), tuple(notes)


def read_refs(doc: Element, expression: Expression) -> tuple[InlineRef, ...]:
    """The references in a document that holds this text, in reading order."""
    holders = dict.fromkeys(_holder(ref) for ref in doc.iter(*_REFS))
    if not holders:
        return ()
    rank = {place: at for at, (place, _) in enumerate(lengths(expression))}
    found = [ref for holder in holders for ref in _refs_of(holder)]
    return tuple(sorted(found, key=lambda ref: (rank.get(ref.place, len(rank)), ref.start)))


_AUTHORIAL = akn("authorialNote")
_REFS = (akn("ref"), akn("rref"))


def _pieces(holder: Element) -> Iterator[str | Element]:
    """Every piece of the holder's own text, and every element in it, in order; of footnotes the element alone."""
    yield holder.text or ""
    for element in holder:
        yield element
        if element.tag in _REFS:
            yield from _inside(element)
        elif element.tag != _AUTHORIAL:
            raise Misfit(element, f"<{named(element)}> stands in the text; only footnotes and references do here")
        yield element.tail or ""


def _inside(ref: Element) -> Iterator[str | Element]:
    """The pieces of a reference: text and footnotes, no other reference."""
    yield ref.text or ""
    for element in ref:
        if element.tag != _AUTHORIAL:
            raise Misfit(element, f"<{named(element)}> stands in a reference; only footnotes do there")
        yield element
        yield element.tail or ""


def _note(element: Element, offset: int) -> Note:
    text, within = read_text(child(element, akn("p")))
    if within:
        raise Misfit(element, "a footnote stands in a footnote")
    return made(element, Note, offset, attribute(element, "marker"), text)


def _holder(ref: Element) -> Element:
    """The element whose text a reference belongs to."""
    parent = ref.getparent()
    if parent is None:
        raise Misfit(ref, f"<{named(ref)}> stands in no text")
    return parent


def _refs_of(holder: Element) -> Iterator[InlineRef]:
    place, at = _place(holder), len(text_of(holder))
    for element in holder:
        inside = sum(len(piece) for piece in _inside(element) if isinstance(piece, str)) if element.tag in _REFS else 0
        if inside:
            yield _ref(element, place, at, at + inside)
        at += inside + len(element.tail or "")


def _ref(element: Element, place: str, start: int, end: int) -> InlineRef:
    if element.tag == akn("rref"):
        return made(element, InlineRef, place, start, end, attribute(element, "from"), attribute(element, "upTo"))
    return made(element, InlineRef, place, start, end, attribute(element, "href"))


def _place(holder: Element) -> str:
    """The eId of the unit whose text stands in `holder`; `slot_2` in the header."""
    for element in (holder, *holder.iterancestors()):
        if element.get("wId") is not None:
            return attribute(element, "eId")
        parent = element.getparent()
        if parent is not None and parent.tag == akn("preface") and element.tag == akn("p"):
            return slot_place(list(parent.iterchildren(akn("p"))).index(element))
    raise Misfit(holder, f"<{named(holder)}> holds a reference, and is no unit of the text")
