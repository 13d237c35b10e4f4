"""Shows a text as a page to read: numbers in the margin, headings bold, footnotes at the end, facts on top."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from revtrack.model.places import Unit, display
from revtrack.model.texts import Note, Paragraph, Role
from revtrack.report.neutral import neutral, neutral_line
from revtrack.report.showforms import show_json, show_markdown, show_plain
from revtrack.report.showmeta import header_rows, show_meta, show_outline
from revtrack.report.style import Style
from revtrack.report.views import ShowView
from revtrack.report.words import count, edition_words, markings_of
from revtrack.report.wrap import pad, width_of, wrap

__all__ = ["show_json", "show_markdown", "show_meta", "show_outline", "show_plain", "show_text"]

WIDEST_NUMBER = 6
"""Columns of the margin; a longer number moves its text to the right."""


def show_text(view: ShowView, style: Style) -> str:
    """The whole text with its header facts, or the places asked for under a line that says which text they are of."""
    if style.plain:
        return show_plain(view)
    head = _facts(view, style) if view.whole else _line(view, style)
    lines = [*head, "", *_units(view, style), *_notes(view.units, style)]
    if view.whole:
        lines += _page_matter(view, style)
    return "\n".join(lines) + "\n"


def _facts(view: ShowView, style: Style) -> Iterator[str]:
    """Title, version, edition and the header as printed."""
    expression = view.edition.expression
    title = neutral_line(expression.title or view.work_title)
    if title:
        yield from wrap(style.bold(title), width=style.width)
    yield from _line(view, style)
    rows = [(neutral_line(label), neutral_line(value)) for label, value in header_rows(expression)]
    column = max((width_of(label) for label, _ in rows), default=0) + 3
    if rows:
        yield ""
    for label, value in rows:
        yield from wrap(value, width=style.width, first=pad(label, column))


def _line(view: ShowView, style: Style) -> Iterator[str]:
    """`9956/14:da   2014-05-19   label 2014`, and below it which edition of it this is, if there are several."""
    expression = view.edition.expression
    words = [f"{expression.number}:{expression.language}"]
    if not view.whole and view.units:
        words[0] += f"  {_places(view.units)}"
    words.append(str(expression.date) if expression.date.is_known else "date unknown")
    words.append(f"label {expression.label}" if expression.label else "")
    words += [f"marked {marking}" for marking in markings_of(expression)]
    yield from wrap(style.own("   ".join(neutral_line(word) for word in words if word)), width=style.width, rest="  ")
    newest = max(view.editions, default=1)
    edition = edition_words(expression.number, expression.language, view.edition.ordinal, newest)
    yield from wrap(neutral_line(edition), width=style.width) if edition else []


def _places(units: Sequence[Unit]) -> str:
    """`¶ 12`, `¶ 12 to ¶ 18`, or the words of a heading: which places are shown."""
    asked = [unit for unit in units if unit.role not in ("item", "footnote")] or list(units)
    first, last = (_name(asked[n]) for n in (0, -1))
    return first if first == last or asked[0].role in ("heading", "title") else f"{first} to {last}"


def _name(unit: Unit) -> str:
    return f'"{unit.text or unit.num}"' if unit.role in ("heading", "title") else display(unit.place.fragment)


def _units(view: ShowView, style: Style) -> list[str]:
    """Headings, paragraphs and items; the parts of a document apart from each other where it has several."""
    expression = view.edition.expression
    margin = _margin(view.units)
    apart = view.whole and len(expression.components) > 1
    lines: list[str] = []
    component = ""
    above = Role.HEADING
    for unit in view.units:
        if not isinstance(unit.item, Paragraph):
            continue
        if apart and unit.place.component != component:
            component = unit.place.component
            lines += [*_blank(lines), style.bold(neutral_line(expression.component(component).kind) or component)]
            above = Role.HEADING
        if _stands_apart(unit.item, above):
            lines += _blank(lines)
        lines += _paragraph(unit.item, margin, style)
        above = unit.item.role
    return lines


def _blank(lines: list[str]) -> list[str]:
    return [""] if lines else []


def _stands_apart(item: Paragraph, above: Role) -> bool:
    """Whether a blank line stands above: at headings, below a title, and at a paragraph that no number sets off."""
    if item.role in (Role.TITLE, Role.HEADING) or above is Role.TITLE:
        return True
    return item.role is Role.PARAGRAPH and not item.num and above is not Role.HEADING


def _margin(units: Sequence[Unit]) -> int:
    numbers = [width_of(unit.num) for unit in units if unit.role == "paragraph"]
    return min(max(numbers, default=0), WIDEST_NUMBER)


def _paragraph(item: Paragraph, margin: int, style: Style) -> list[str]:
    text, number = neutral(_with_marks(item)), neutral_line(item.num)
    if item.role in (Role.TITLE, Role.HEADING):
        return wrap(style.bold(" ".join(part for part in (number, text) if part)), width=style.width)
    if item.role is Role.ITEM:
        return wrap(text, width=style.width, first=f"{' ' * (margin + 2 * item.level)}{number} ")
    first = " " * (margin - width_of(number)) + number
    return wrap(text, width=style.width, first=f"{first}  " if margin else "")


def _with_marks(item: Paragraph) -> str:
    """The text of a paragraph with the mark of each footnote in brackets at its place."""
    text, at = "", 0
    for note in item.notes:
        text += item.text[at : note.offset] + _mark(note)
        at = note.offset
    return text + item.text[at:]


def _mark(note: Note) -> str:
    return f"[{note.mark or '*'}]"


def _notes(units: Sequence[Unit], style: Style) -> Iterator[str]:
    """The footnotes of what is shown, each by its mark and its address."""
    notes = [(unit, unit.item) for unit in units if isinstance(unit.item, Note)]
    if not notes:
        return
    yield ""
    yield style.bold("Footnotes" if len(notes) > 1 else "Footnote")
    names = [(neutral_line(_mark(note)), display(unit.place.fragment)) for unit, note in notes]
    widths = [max(width_of(name[n]) for name in names) + 2 for n in (0, 1)]
    for (mark, name), (_, note) in zip(names, notes, strict=True):
        yield from wrap(neutral(note.text), width=style.width, first=pad(mark, widths[0]) + pad(name, widths[1]))


def _page_matter(view: ShowView, style: Style) -> Iterator[str]:
    """What stood on the page and is not of the document: listed with -v, else counted."""
    found = view.edition.expression.page_matter
    if not found:
        return
    yield ""
    if not style.verbose:
        yield f"note: {count(len(found), 'line')} of page matter set apart (-v shows them)"
        return
    yield style.bold("Set apart: on the page, not of the document")
    for matter in found:
        first = f"  line {matter.line}  ({neutral_line(matter.rule)})  "
        yield from wrap(neutral(matter.text), width=style.width, first=first, rest="    ")
