"""Writes a comparison as Akoma Ntoso: the new text with `ins` and `del` inline, each change as a `textualMod`.

What was deleted, and what has moved away, stands at its old place with `status="removed"`. Everything the new text has no
room for there (an item whose paragraph is gone) is written at the nearest level that has.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from revtrack.akn.analysis import write_analysis
from revtrack.akn.iri import manifestation_of
from revtrack.akn.layout import serialise
from revtrack.akn.marks import OLD, Marks, NoteMark, Pieces, is_ghost, paragraph_of
from revtrack.akn.names import akn
from revtrack.akn.tree import Element, add, child, root_element
from revtrack.akn.write import Body, write_page_matter, write_preface
from revtrack.akn.write_meta import write_component_meta, write_main_meta
from revtrack.model.changes import Change, Comparison, Edit, UnitClass
from revtrack.model.documents import Edition
from revtrack.model.places import Unit, units
from revtrack.model.texts import Expression, Paragraph, Role

MARK_ELEMENTS = {"-": "del", "+": "ins"}


class ChangesDocument(Struct, frozen=True):
    """What is written: the two texts, their comparison, and the ids of its changes.

    `since` names the file as a manifestation of its own (`demo-1`). `order` are positions of changes in the order of the
    page; True marks the place that a moved unit has left.
    """

    old: Expression
    new: Edition
    since: str
    comparison: Comparison
    ids: Sequence[str]
    order: Sequence[tuple[int, bool]]


class _Marked(Struct, frozen=True):
    """A paragraph as it is written: a new one with its marks, or one that stands here no more."""

    paragraph: Paragraph
    eid: str
    wid: str
    number: tuple[Edit, ...]
    text: Pieces
    removed: bool = False

    @property
    def ids(self) -> dict[str, str]:
        status = {"status": "removed"} if self.removed else {}
        return {"eId": self.eid, "wId": self.wid, **status}


def write_changes(document: ChangesDocument) -> bytes:
    """The new text with its changes, as Akoma Ntoso in UTF-8. Raises BadValue and InputTooLarge as `write_edition` does."""
    root = root_element(akn("akomaNtoso"))
    edition, expression = document.new, document.new.expression
    marked = _components(document)
    first, *further = expression.components
    doc = add(root, akn("doc"), {"name": first.name})
    write_main_meta(doc, edition)
    write_analysis(child(doc, akn("meta")), document.old, expression, document.comparison, document.ids)
    write_preface(doc, expression.header, expression.date, marked[first.name], _title)
    _main_body(doc, marked[first.name])
    write_page_matter(doc, expression.page_matter)
    if further:
        attachments = add(doc, akn("attachments"))
        for component in further:
            below = add(add(attachments, akn("attachment")), akn("doc"), {"name": component.name})
            write_component_meta(below, edition, component)
            write_preface(below, (), expression.date, marked[component.name], _title)
            _main_body(below, marked[component.name])
    _name_manifestation(root, document)
    return serialise(root)


def _name_manifestation(root: Element, document: ChangesDocument) -> None:
    """The file is a manifestation of its own: `…/changes-since-demo-1.xml`, not the edition it is made from."""
    edition_name = manifestation_of(document.new).file
    for level in root.iter(akn("FRBRManifestation")):
        for element in level.iterchildren(akn("FRBRthis"), akn("FRBRuri")):
            value = element.get("value", "").replace(f"/{edition_name}", f"/changes-since-{document.since}")
            element.set("value", value)
        for alias in level.iterchildren(akn("FRBRalias")):
            named = {"name": "changes-since", "value": document.since, "showAs": f"changes since {document.since}"}
            alias.attrib.update(named)


def _components(document: ChangesDocument) -> dict[str, list[_Marked]]:
    """The units of each component of the new text, with what is gone in between."""
    old, new = units(document.old), units(document.new.expression)
    marks = Marks(document.comparison, old, new)
    real = _real(document.comparison, marks, new)
    gone = _gone(document, marks, old, new)
    found: dict[str, list[_Marked]] = {part.name: [] for part in document.new.expression.components}
    last = next(iter(found))
    waiting = list(gone.get(-1, ()))
    for at, unit in enumerate(new):
        if at not in real:
            continue
        if last != unit.place.component:
            found[last] += waiting
            last, waiting = unit.place.component, []
        found[last] += [*waiting, real[at]]
        waiting = list(gone.get(at, ()))
    found[last] += waiting
    return {name: _fitted(marked) for name, marked in found.items()}


def _real(comparison: Comparison, marks: Marks, new: Sequence[Unit]) -> dict[int, _Marked]:
    """The paragraphs of the new text with their marks, by position."""
    found: dict[int, _Marked] = {}
    for change in comparison.changes:
        if change.unit_class is UnitClass.FOOTNOTE or not change.new:
            continue
        for order, (at, text) in enumerate(zip(change.new, marks.of(change), strict=True)):
            paragraph, eid = paragraph_of(new[at]), new[at].place.eid
            found[at] = _Marked(paragraph, eid, paragraph.wid or eid, marks.number(change, order), text)
    return found


def _gone(
    document: ChangesDocument, marks: Marks, old: Sequence[Unit], new: Sequence[Unit]
) -> dict[int, list[_Marked]]:
    """What stands at its old place no more, behind the new unit it follows in the order of the page; -1 for the beginning."""
    found: dict[int, list[_Marked]] = {}
    anchor = -1
    for position, stub in document.order:
        change = document.comparison.changes[position]
        if change.unit_class is UnitClass.FOOTNOTE:
            continue
        if change.new and not stub:
            anchor = _last_in_a_row(change.new, new)
        elif is_ghost(change):
            found.setdefault(anchor, []).extend(_ghosts(change, marks, old, new))
    return found


def _last_in_a_row(positions: Sequence[int], new: Sequence[Unit]) -> int:
    """The last of the units that stand together, footnotes apart, beginning with the first."""
    last = positions[0]
    for at in positions[1:]:
        if any(isinstance(unit.item, Paragraph) for unit in new[last + 1 : at]):
            break
        last = at
    return last


def _ghosts(change: Change, marks: Marks, old: Sequence[Unit], new: Sequence[Unit]) -> Iterator[_Marked]:
    """Old units of a change. One that has moved bears the wId of the unit it is now: that is what links the two."""
    for at in change.old:
        paragraph, eid = paragraph_of(old[at]), old[at].place.eid
        wid = paragraph.wid or eid
        if change.new:
            now = new[change.new[0]]
            wid = paragraph_of(now).wid or now.place.eid
        yield _Marked(paragraph, OLD + eid, wid, marks.number_of_old(at), marks.of_old(at), removed=True)


def _fitted(marked: Sequence[_Marked]) -> list[_Marked]:
    """The units of a component, those that are gone at a level where they neither open nor close anything of the others."""
    fitted: list[_Marked] = []
    allowed = 0
    for at, unit in enumerate(marked):
        if unit.removed and unit.paragraph.role is not Role.TITLE:
            unit = _at_level(unit, _needed(marked[at + 1 :]), allowed)
        paragraph = unit.paragraph
        allowed = {Role.PARAGRAPH: 1, Role.ITEM: paragraph.level + 1}.get(paragraph.role, 0)
        fitted.append(unit)
    return fitted


def _needed(following: Sequence[_Marked]) -> int:
    """The level that the next unit of the new text stands at, which must stay open: 0 if it is no item."""
    following_real = next((unit.paragraph for unit in following if not unit.removed), None)
    return following_real.level if following_real and following_real.role is Role.ITEM else 0


def _at_level(unit: _Marked, least: int, most: int) -> _Marked:
    paragraph = unit.paragraph
    if paragraph.role is Role.HEADING and not least:
        return unit
    own = paragraph.level if paragraph.role is Role.ITEM else 0
    level = max(least, min(own, most))
    role = Role.ITEM if level else Role.PARAGRAPH
    return replace(unit, paragraph=replace(paragraph, role=role, level=level))


def _main_body(doc: Element, marked: Sequence[_Marked]) -> None:
    body = add(doc, akn("mainBody"))
    below = [unit for unit in marked if unit.paragraph.role is not Role.TITLE]
    if below:
        Body(body, _num, _text).write(below)
    else:
        add(body, akn("p"), {"status": "undefined"})


def _title(block: Element, unit: _Marked) -> None:
    if unit.number:
        label = add(block, akn("inline"), {"name": "num"})
        _write(label, unit.number)
        label.tail = " "
    _text(add(block, akn("docTitle")), unit)


def _num(element: Element, unit: _Marked) -> None:
    if unit.number:
        _write(add(element, akn("num")), unit.number)


def _text(holder: Element, unit: _Marked) -> None:
    _write(holder, unit.text)


def _write(holder: Element, pieces: Pieces) -> None:
    """Runs and footnotes into an element of running text."""
    for piece in pieces:
        if isinstance(piece, NoteMark):
            into = holder if piece.op == "=" else add(holder, akn(MARK_ELEMENTS[piece.op]))
            _note(into, piece)
        elif piece.op == "=":
            _append(holder, piece.text)
        else:
            add(holder, akn(MARK_ELEMENTS[piece.op]), text=piece.text)


def _append(holder: Element, text: str) -> None:
    last = holder[-1] if len(holder) else None
    if last is None:
        holder.text = (holder.text or "") + text
    else:
        last.tail = (last.tail or "") + text


def _note(holder: Element, note: NoteMark) -> None:
    element = add(holder, akn("authorialNote"), {"marker": note.marker, "eId": note.eid, "wId": note.eid})
    _write(add(element, akn("p")), note.pieces)
