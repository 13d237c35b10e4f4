"""Writes editions and records as Akoma Ntoso 3.0: equal values give equal bytes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import groupby
from typing import Generic, Protocol, TypeVar

from msgspec import Struct

from revtrack.akn.facts import date_attributes
from revtrack.akn.inline import PlacedNote, write_text
from revtrack.akn.layout import serialise
from revtrack.akn.names import HEADER_ELEMENTS, akn, own, unit_element
from revtrack.akn.tree import Element, add, root_element
from revtrack.akn.write_meta import write_component_meta, write_main_meta
from revtrack.errors import BadValue
from revtrack.model.dates import DocumentDate
from revtrack.model.documents import Edition, Record
from revtrack.model.inline import InlineRef, slot_place
from revtrack.model.places import units
from revtrack.model.texts import Component, Expression, PageMatter, Paragraph, Role, Slot, SlotKind

RECORD_NAME = "record"
"""The name of a record's `doc`; a record has no component."""


def write_edition(edition: Edition) -> bytes:
    """The edition as Akoma Ntoso in UTF-8, one way of writing it for each value.

    Raises BadValue for what XML cannot carry or the profile cannot read back, InputTooLarge for nesting beyond its depth.
    """
    _check_wids(edition.expression)
    return serialise(edition_tree(edition))


def write_record(record: Record) -> bytes:
    """The record as Akoma Ntoso in UTF-8: full identification, the header, and a body that says nothing is held.

    Raises BadValue for what XML cannot carry or the profile cannot read back.
    """
    return serialise(record_tree(record))


def edition_tree(edition: Edition) -> Element:
    """The edition as elements, without layout."""
    root = root_element(akn("akomaNtoso"))
    expression = edition.expression
    refs = _by_place(edition.refs)
    placed = _placed(expression, refs)
    first, *further = expression.components
    doc = add(root, akn("doc"), {"name": first.name})
    write_main_meta(doc, edition)
    write_preface(doc, expression.header, expression.date, placed[first.name], _title, refs)
    _main_body(doc, placed[first.name])
    write_page_matter(doc, expression.page_matter)
    if further:
        attachments = add(doc, akn("attachments"))
        for component in further:
            _attachment(attachments, edition, component, placed[component.name])
    return root


def record_tree(record: Record) -> Element:
    """The record as elements, without layout."""
    root = root_element(akn("akomaNtoso"))
    doc = add(root, akn("doc"), {"name": RECORD_NAME})
    write_main_meta(doc, record)
    write_preface(doc, record.header, record.date, [], _title)
    _main_body(doc, [])
    return root


Refs = Sequence[InlineRef]


def _by_place(refs: Refs) -> dict[str, Refs]:
    return {place: tuple(found) for place, found in groupby(refs, key=lambda ref: ref.place)}


class _Placed(Struct, frozen=True):
    """A paragraph with its eId, its footnotes with theirs, and the references in its text."""

    paragraph: Paragraph
    eid: str
    notes: tuple[PlacedNote, ...]
    refs: Refs = ()

    @property
    def ids(self) -> dict[str, str]:
        return {"eId": self.eid, "wId": self.paragraph.wid or self.eid}

    @property
    def removed(self) -> bool:
        return False


def _check_wids(expression: Expression) -> None:
    """BadValue for a wid that would not read back: one that repeats the eId, or that is no single word."""
    for unit in units(expression):
        wid = unit.item.wid if isinstance(unit.item, Paragraph) else ""
        if wid and (wid == unit.place.eid or wid.split() != [wid]):
            raise BadValue(
                f"the paragraph {unit.place.eid} cannot have the wid '{wid[:40]}'",
                facts=("a wid is one word, and empty where it would repeat the eId",),
                tries=("revtrack add FILE --dry-run",),
            )


def _placed(expression: Expression, refs: Mapping[str, Refs]) -> dict[str, list[_Placed]]:
    """The paragraphs of each component in order, with the ids that their places give them and the references in them."""
    eids: dict[tuple[str, int], list[str]] = {}
    for unit in units(expression):
        eids.setdefault((unit.place.component, unit.place.index), []).append(unit.place.eid)
    placed: dict[str, list[_Placed]] = {}
    for component in expression.components:
        numbered = ((paragraph, eids[component.name, index]) for index, paragraph in enumerate(component.paragraphs))
        placed[component.name] = [_with_refs(paragraph, eid, notes, refs) for paragraph, (eid, *notes) in numbered]
    return placed


def _with_refs(paragraph: Paragraph, eid: str, notes: Sequence[str], refs: Mapping[str, Refs]) -> _Placed:
    numbered = zip(paragraph.notes, notes, strict=True)
    placed = tuple(PlacedNote(note, each, refs.get(each, ())) for note, each in numbered)
    return _Placed(paragraph, eid, placed, refs.get(eid, ()))


def _attachment(attachments: Element, edition: Edition, component: Component, placed: Sequence[_Placed]) -> None:
    doc = add(add(attachments, akn("attachment")), akn("doc"), {"name": component.name})
    write_component_meta(doc, edition, component)
    write_preface(doc, (), edition.expression.date, placed, _title)
    _main_body(doc, placed)


def write_preface(
    doc: Element,
    header: Sequence[Slot],
    date: DocumentDate,
    placed: Sequence[Unit],
    title: Draw[Unit],
    refs: Mapping[str, Refs] | None = None,
) -> None:
    """The header slots in their order, then the component's title; nothing at all where there is neither."""
    titles = [unit for unit in placed if unit.paragraph.role is Role.TITLE]
    if not header and not titles:
        return
    preface = add(doc, akn("preface"))
    for position, slot in enumerate(header):
        write_text(_slot(preface, slot, date), slot.value, (refs or {}).get(slot_place(position), ()))
    for unit in titles:
        title(add(add(preface, akn("longTitle"), unit.ids), akn("p")), unit)


def _title(block: Element, unit: _Placed) -> None:
    _label(block, "num", unit.paragraph.num)
    _text(add(block, akn("docTitle")), unit)


def _slot(preface: Element, slot: Slot, date: DocumentDate) -> Element:
    """The element of a slot, ready for its value."""
    block = add(preface, akn("p"))
    _label(block, "label", slot.label)
    name = HEADER_ELEMENTS.get(slot.kind)
    if name is None:
        return add(block, akn("inline"), {"name": slot.kind.value})
    attributes = {"date": date_attributes(date)["date"]} if slot.kind is SlotKind.PLACE_AND_DATE else {}
    return add(block, akn(name), attributes)


def _label(block: Element, name: str, text: str) -> None:
    """What is printed before a value, with the one space that keeps them apart for other readers of the XML."""
    if text:
        add(block, akn("inline"), {"name": name}, text).tail = " "


def _main_body(doc: Element, placed: Sequence[_Placed]) -> None:
    body = add(doc, akn("mainBody"))
    below = [unit for unit in placed if unit.paragraph.role is not Role.TITLE]
    if not below:
        add(body, akn("p"), {"status": "undefined"})
        return
    Body(body, _num, _text).write(below)


class Placed(Protocol):
    """A paragraph with the attributes its element has. One that is `removed` opens nothing: no unit stands under it."""

    @property
    def paragraph(self) -> Paragraph: ...
    @property
    def ids(self) -> dict[str, str]: ...
    @property
    def removed(self) -> bool: ...


Unit = TypeVar("Unit", bound=Placed)
Draw = Callable[[Element, Unit], None]
"""Puts the number of a unit into its element, or its text into what holds it."""


class Body(Generic[Unit]):
    """Nests a flat run of headings, paragraphs and items: `sections` and `lists` are what stands open, outermost first."""

    def __init__(self, body: Element, num: Draw[Unit], text: Draw[Unit]) -> None:
        self.sections: list[tuple[int, Element]] = [(0, body)]
        self.lists: list[Element] = []
        self._num = num
        self._text = text

    def write(self, placed: Sequence[Unit]) -> None:
        for unit, following in zip(placed, [*placed[1:], None], strict=True):
            if unit.paragraph.role is not Role.HEADING:
                self._paragraph(unit, has_items=following is not None and _is_under(following, unit))
            elif unit.removed:
                self._into(add(self.sections[-1][1], akn("section"), unit.ids), unit)
                self.lists.clear()
            else:
                self._heading(unit)

    def _into(self, section: Element, unit: Unit) -> None:
        self._num(section, unit)
        self._text(add(section, akn("heading")), unit)

    def _heading(self, unit: Unit) -> None:
        """A section; one that skips levels is an hcontainer that names its own, since depth alone would not tell it."""
        level = unit.paragraph.level
        while self.sections[-1][0] >= level:
            self.sections.pop()
        above, parent = self.sections[-1]
        if level == above + 1:
            section = add(parent, akn("section"), unit.ids)
        else:
            section = add(parent, akn("hcontainer"), {"name": f"level-{level}", **unit.ids})
        self.sections.append((level, section))
        self._into(section, unit)

    def _paragraph(self, unit: Unit, *, has_items: bool) -> None:
        role, level = unit.paragraph.role, unit.paragraph.level
        parent = self.lists[level - 1] if role is Role.ITEM else self.sections[-1][1]
        del self.lists[level:]
        element = add(parent, akn(unit_element(role, unit.paragraph.num)), unit.ids)
        self._num(element, unit)
        if has_items:
            listed = add(element, akn("list"))
            self.lists.append(listed)
            self._text(add(add(listed, akn("intro")), akn("p")), unit)
        else:
            self._text(add(add(element, akn("content")), akn("p")), unit)


def _is_under(following: Placed, unit: Placed) -> bool:
    return following.paragraph.role is Role.ITEM and following.paragraph.level == unit.paragraph.level + 1


def _num(element: Element, unit: _Placed) -> None:
    if unit.paragraph.num:
        add(element, akn("num"), text=unit.paragraph.num)


def _text(holder: Element, unit: _Placed) -> None:
    write_text(holder, unit.paragraph.text, unit.refs, unit.notes)


def write_page_matter(doc: Element, page_matter: Sequence[PageMatter]) -> None:
    """Text of the page, set apart at the end, with the rule that set it apart and its line in the source."""
    if not page_matter:
        return
    container = add(add(doc, akn("conclusions")), akn("container"), {"name": "page-matter", "status": "ignored"})
    for matter in page_matter:
        add(container, akn("p"), {own("rule"): matter.rule, own("line"): str(matter.line)}, matter.text)
