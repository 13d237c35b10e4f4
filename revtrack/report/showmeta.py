"""Shows what a text is made of: its facts, and its outline of headings with the paragraphs under each."""

from __future__ import annotations

from collections.abc import Iterator

from revtrack.model.documents import Correction, Edition
from revtrack.model.places import Unit
from revtrack.model.relations import Reference
from revtrack.model.texts import Expression, Paragraph, SlotKind
from revtrack.report.labels import spans
from revtrack.report.neutral import neutral_line
from revtrack.report.style import Style
from revtrack.report.views import Received, ShowView
from revtrack.report.words import count, edition_words, language_words, thousands
from revtrack.report.wrap import clip, columns, pad, width_of, wrap

SLOT_WORDS: dict[SlotKind, str] = {
    SlotKind.INSTITUTION: "institution",
    SlotKind.PLACE_AND_DATE: "place and date",
    SlotKind.ORIGINAL_LANGUAGE: "original language",
    SlotKind.NUMBER: "number",
    SlotKind.SUBJECT_CODE: "subject codes",
    SlotKind.MARKING: "marking",
    SlotKind.DOCUMENT_TYPE: "document type",
    SlotKind.FROM: "from",
    SlotKind.TO: "to",
    SlotKind.PREVIOUS: "previous document",
    SlotKind.COMMISSION_DOCUMENT: "Commission document",
    SlotKind.SUBJECT: "subject",
    SlotKind.OTHER: "other",
}
"""What a header slot is called where the document prints no label for it."""


def show_meta(view: ShowView, style: Style) -> str:
    """One fact a row: identification, edition, header, relations; with -v each correction."""
    facts = [(name, neutral_line(value)) for name, value in _facts(view) if value]
    if style.plain:
        return "".join(f"{name}\t{value}\n" for name, value in facts)
    column = max(width_of(name) for name, _ in facts) + 3
    lines: list[str] = []
    for name, value in facts:
        lines += wrap(style.own(value), width=style.width, first=pad(name, column))
    if view.edition.corrections:
        lines += _corrections(view.edition.corrections, style)
    return "\n".join(lines) + "\n"


def header_rows(expression: Expression) -> list[tuple[str, str]]:
    """(label as printed or what the slot is called, value) of each slot; slots of one kind without labels in one row."""
    rows: list[tuple[str, str]] = []
    before = None
    for slot in expression.header:
        value = " ".join(slot.value.split("\n"))
        if slot.kind is before and not slot.label:
            rows[-1] = (rows[-1][0], f"{rows[-1][1]}, {value}")
        else:
            rows.append((slot.label or SLOT_WORDS[slot.kind], value))
        before = slot.kind if not slot.label else None
    return rows


def show_outline(view: ShowView, style: Style) -> str:
    """Each heading with the paragraphs under it, in order; with -v also the addresses of headings."""
    rows = list(_outline(view.units))
    if style.plain:
        return "".join("\t".join((fragment, words, under)) + "\n" for fragment, _, words, under in rows)
    room = max(20, style.width - 40) if style.width else 60
    cells = [
        ("  " * level + clip(words, room - 2 * level), under, fragment if style.verbose else "")
        for fragment, level, words, under in rows
    ]
    return "\n".join(style.own(line) for line in columns(cells)) + "\n"


def _facts(view: ShowView) -> Iterator[tuple[str, str]]:
    edition = view.edition
    expression = edition.expression
    yield "number", str(expression.number)
    yield "also known as", ", ".join(map(str, expression.aliases))
    yield "work", f"{expression.work}  {view.work_title}".rstrip()
    yield "label", expression.label
    yield "language", language_words(expression.language)
    yield "date", str(expression.date)
    yield "title", expression.title
    yield "edition", _edition(edition, view)
    yield "sha256", view.sha256
    yield (
        "components",
        ", ".join(
            component.name + (" (principal)" if component.name == expression.principal else "")
            for component in expression.components
        ),
    )
    yield from header_rows(expression)
    for reference in expression.relations:
        yield reference.relation.word, _relation(reference)
    if expression.page_matter:
        yield "page matter", count(len(expression.page_matter), "line") + " set apart"
    if view.received:
        yield from _received(view.received, edition.ordinal)


def _received(found: Received, ordinal: int) -> Iterator[tuple[str, str]]:
    """The original: what it is, where it came from, when it was fetched."""
    with_which = "" if found.edition == ordinal else f"received with edition {found.edition}"
    said = (found.name or "without a name", found.media_type, f"{thousands(found.size)} bytes", with_which)
    yield "original", ", ".join(filter(None, said))
    yield "its sha256", found.sha256
    yield "came from", found.url
    yield "provenance", found.provenance
    for when, url in found.fetches:
        yield "fetched", f"{when} from {url}"
    if found.pages:
        first, last = found.pages
        yield "pages", f"{first}" if first == last else f"{first}–{last}"


def _edition(edition: Edition, view: ShowView) -> str:
    expression = edition.expression
    words = edition_words(expression.number, expression.language, edition.ordinal, max(view.editions, default=1))
    because = f" ({edition.reason})" if edition.reason else ""
    return (words or "edition 1, as received") + because


def _relation(reference: Reference) -> str:
    said = "; ".join([reference.state.value, *reference.markings])
    return f"{reference.target}  ({said})"


def _corrections(corrections: tuple[Correction, ...], style: Style) -> Iterator[str]:
    yield ""
    if not style.verbose:
        yield f"{count(len(corrections), 'correction')} (-v lists them)"
        return
    yield style.bold(count(len(corrections), "correction"))
    for made in corrections:
        change = f"{style.deleted(neutral_line(made.old))}{style.inserted(neutral_line(made.new))}"
        yield from wrap(
            f"{made.fragment}  {change}  {neutral_line(made.reason)}", width=style.width, first="  ", rest="    "
        )


def _outline(units: tuple[Unit, ...]) -> Iterator[tuple[str, int, str, str]]:
    """(fragment, depth, words, paragraphs under it) of each heading; paragraphs before the first by their component."""
    sections: list[tuple[str, int, str, list[Unit]]] = []
    component = ""
    for unit in units:
        if unit.role in ("title", "heading"):
            words = " ".join(part for part in (unit.num, unit.text) if part)
            level = unit.item.level if isinstance(unit.item, Paragraph) else 0
            sections.append((unit.place.fragment, level, neutral_line(words), []))
        elif not sections or component != unit.place.component:
            sections.append(("", 0, unit.place.component, []))
        component = unit.place.component
        if unit.role in ("paragraph", "footnote"):
            sections[-1][3].append(unit)
    for fragment, level, words, under in sections:
        yield fragment, level, words, _under(under)


def _under(units: list[Unit]) -> str:
    """`¶¶ 5–9, 3 footnotes`."""
    names = [unit.place.fragment for unit in units if unit.role == "paragraph"]
    notes = sum(unit.role == "footnote" for unit in units)
    parts = []
    if names:
        parts.append(("¶¶ " if len(names) > 1 else "¶ ") + ", ".join(spans(names)))
    if notes:
        parts.append(count(notes, "footnote"))
    return ", ".join(parts)
