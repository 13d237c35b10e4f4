"""A text as plain records, as Markdown, and as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from revtrack.model.places import Place, Unit
from revtrack.model.texts import Component, Note, PageMatter, Paragraph, Role, Slot
from revtrack.report import mdtext
from revtrack.report.jsonframe import JsonObject, expression_object, frame, place_object, reference_object
from revtrack.report.neutral import neutral_line
from revtrack.report.views import ShowView
from revtrack.report.words import date_words, edition_words, last_column, markings_of


def show_plain(view: ShowView) -> str:
    """One unit a line, tab-separated: fragment, role, number, text. Footnotes follow the paragraph that bears them.

    Of a marked text a last column holds its markings.
    """
    markings = markings_of(view.edition.expression)
    last = tuple(map(neutral_line, last_column(markings, marked=bool(markings))))
    return "".join(
        "\t".join((unit.place.fragment, unit.role, neutral_line(unit.num), neutral_line(unit.text), *last)) + "\n"
        for unit in view.units
    )


def show_markdown(view: ShowView) -> str:
    """The text as Markdown, numbers as printed and footnotes as footnotes."""
    expression = view.edition.expression
    blocks: list[str] = []
    if view.whole:
        blocks += [f"# {mdtext.line(expression.title or view.work_title or str(expression.number))}", _about(view)]
    notes = {_anchor(unit.place): unit.place.fragment for unit in view.units if unit.place.note is not None}
    component = "" if view.whole and len(expression.components) > 1 else expression.principal
    for unit in view.units:
        if unit.place.component != component and view.whole:
            component = unit.place.component
            blocks.append(mdtext.strong(neutral_line(expression.component(component).kind) or component))
        if isinstance(unit.item, Paragraph):
            blocks.append(_block(unit, unit.item, notes))
    blocks += [
        f"[^{unit.place.fragment}]: {mdtext.line(unit.text)}" for unit in view.units if isinstance(unit.item, Note)
    ]
    return "\n\n".join(block for block in blocks if block) + "\n"


def show_json(view: ShowView, commit: str | None = None) -> JsonObject:
    """The schema revtrack/show/1: the version, and its components with the units that are shown."""
    edition = view.edition
    expression = edition.expression
    body: JsonObject = {
        "version": expression_object(expression, edition.ordinal, view.sha256),
        "title": expression.title or None,
        "work_title": view.work_title or None,
        "editions": list(view.editions),
        "reason": edition.reason or None,
        "whole": view.whole,
        "aliases": [str(alias) for alias in expression.aliases],
        "header": [_slot(slot) for slot in expression.header],
        "components": [
            _component(component, expression.principal, view.units)
            for component in expression.components
            if any(unit.place.component == component.name for unit in view.units)
        ],
        "relations": [reference_object(reference) for reference in expression.relations],
        "corrections": [
            {"fragment": made.fragment, "old": made.old, "new": made.new, "reason": made.reason}
            for made in edition.corrections
        ],
        "page_matter": [_matter(matter) for matter in expression.page_matter],
    }
    return frame("show/1", commit or view.commit or None, body)


def _about(view: ShowView) -> str:
    expression = view.edition.expression
    edition = edition_words(expression.number, expression.language, view.edition.ordinal, max(view.editions, default=1))
    marked = [f"marked {marking}" for marking in markings_of(expression)]
    facts = [f"{expression.number}:{expression.language}", date_words(expression.date), edition, *marked]
    return mdtext.line(" · ".join(fact for fact in facts if fact))


def _anchor(place: Place, order: int | None = None) -> tuple[str, int, int | None]:
    """Which footnote of which paragraph: the same for a footnote's own place and for its mark in the text."""
    return (place.component, place.index, place.note if order is None else order)


def _block(unit: Unit, item: Paragraph, notes: Mapping[tuple[str, int, int | None], str]) -> str:
    marks = [notes.get(_anchor(unit.place, order), "") for order in range(len(item.notes))]
    text = _with_marks(item, marks)
    number = mdtext.line(item.num)
    if item.role in (Role.TITLE, Role.HEADING):
        return f"{'#' * min(6, 2 + item.level)} {' '.join(part for part in (number, text) if part)}"
    if item.role is Role.ITEM:
        return f"{'  ' * (item.level - 1)}- {_printed(number)}{text}"
    return f"{number} {text}".strip()


def _printed(number: str) -> str:
    """The number of an item; a bullet is what Markdown draws itself."""
    return "" if number in ("", "\\-", "\\*", "•", "–") else f"{number} "


def _with_marks(item: Paragraph, marks: Sequence[str]) -> str:
    """The text with `[^fn1]` at each footnote that is shown, and the printed mark of one that is not."""
    text, at = "", 0
    for note, mark in zip(item.notes, marks, strict=True):
        text += mdtext.line(item.text[at : note.offset]) + (f"[^{mark}]" if mark else mdtext.line(f"[{note.mark}]"))
        at = note.offset
    return text + mdtext.line(item.text[at:])


def _slot(slot: Slot) -> JsonObject:
    return {"kind": slot.kind.value, "label": slot.label or None, "value": slot.value}


def _matter(matter: PageMatter) -> JsonObject:
    return {"text": matter.text, "rule": matter.rule, "line": matter.line}


def _component(component: Component, principal: str, units: tuple[Unit, ...]) -> JsonObject:
    return {
        "name": component.name,
        "kind": component.kind or None,
        "principal": component.name == principal,
        "paragraphs": list(_paragraphs([unit for unit in units if unit.place.component == component.name])),
    }


def _paragraphs(units: list[Unit]) -> Iterator[JsonObject]:
    """Each paragraph with its footnotes; a footnote that is shown without its paragraph stands by itself."""
    bearer: list[JsonObject] = []
    index = -1
    for unit in units:
        if isinstance(unit.item, Note) and unit.place.index == index:
            bearer.append(_note(unit, unit.item))
            continue
        bearer, index = [], unit.place.index
        level = unit.item.level if isinstance(unit.item, Paragraph) else 0
        yield {
            **place_object(unit.place),
            "role": unit.role,
            "num": unit.num or None,
            "level": level,
            "text": unit.text,
            "notes": bearer,
        }


def _note(unit: Unit, note: Note) -> JsonObject:
    return {**place_object(unit.place), "offset": note.offset, "mark": note.mark or None, "text": note.text}
