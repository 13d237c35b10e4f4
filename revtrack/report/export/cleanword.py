"""One text as a clean Word file: headings, numbers as printed, real footnotes; nothing to accept and no first page.

Built from the parts that a redline is built from (record 0013), but characters stand as they are: this file is the text
itself. Numbers are typed, never Word's automatic ones, which would count anew when somebody edits.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct, field

from revtrack.model.texts import Component, Expression, Note, Paragraph, Role
from revtrack.report.export.outline import are_counted, naming_line, slot_words
from revtrack.report.interface import interface
from revtrack.report.neutral import neutral_line
from revtrack.report.views import ShowView
from revtrack.report.word.body import DEEPEST_HEADING, DEEPEST_ITEM
from revtrack.report.word.markup import exact, paragraph, plain_run
from revtrack.report.word.package import WordFile, running_lines, word_file
from revtrack.report.word.styles import INDENT, styles
from revtrack.report.words import edition_words, markings_of

TAB = plain_run("<w:tab/>")
NEW_PAGE = "<w:pageBreakBefore/>"
BELOW_HEADER = '<w:spacing w:before="0" w:after="360"/>'
DEEPEST_OUTLINE = 9
"""Outline levels that WordprocessingML knows (17.3.1.20)."""
INTERFACE = "en"


def clean_docx(view: ShowView) -> bytes:
    """The text as DOCX, in UTF-8 parts; always the same bytes for the same text."""
    expression = view.edition.expression
    writer = _Writer(literal=not are_counted(expression), numbered=_is_numbered(expression))
    body = "".join(writer.write(expression))
    words = interface(INTERFACE)
    header, footer = running_lines(_name(view), " · ".join(map(neutral_line, markings_of(expression))), words)
    return word_file(
        WordFile(
            expression.title or str(expression.number),
            body,
            writer.footnotes,
            styles(expression.language.short, words.language),
            header,
            footer,
        )
    )


def _name(view: ShowView) -> str:
    """What stands at the top of each page: `9956/14:da   edition 2, editorial correction; as received: 9956/14:da@1`."""
    expression, ordinal = view.edition.expression, view.edition.ordinal
    told = edition_words(expression.number, expression.language, ordinal, max(view.editions, default=1))
    return "   ".join(filter(None, (neutral_line(f"{expression.number}:{expression.language}"), neutral_line(told))))


def _is_numbered(expression: Expression) -> bool:
    return any(one.num and one.role is Role.PARAGRAPH for part in expression.components for one in part.paragraphs)


class _Writer(Struct):
    """Writes paragraphs in order. `literal`: marks of footnotes are typed, since Word would count others.

    `numbered`: paragraphs without a number stand as far in as the text of those that have one.
    """

    literal: bool
    numbered: bool
    footnotes: list[str] = field(default_factory=list)

    def write(self, expression: Expression) -> Iterator[str]:
        """Header, components, paragraphs."""
        for at, slot in enumerate(expression.header, 1):
            gap = BELOW_HEADER if at == len(expression.header) else ""
            yield paragraph("Slot", _run(slot_words(slot, "\t")), properties=gap)
        for component in expression.components:
            yield from self._component(expression, component)

    def _component(self, expression: Expression, component: Component) -> Iterator[str]:
        """A component; each but the first begins on a page of its own."""
        start = "" if component is expression.components[0] else NEW_PAGE
        named = naming_line(expression, component)
        if named:
            yield paragraph("Part", _run(named), properties=start)
        for at, item in enumerate(component.paragraphs):
            yield self._paragraph(item, start if not at and not named else "")

    def _paragraph(self, item: Paragraph, start: str) -> str:
        number = _run(item.num) + (TAB if item.text or item.notes else "") if item.num else ""
        pieces, at = [number], 0
        for note in item.notes:
            pieces += [_run(item.text[at : note.offset]), self._note(note)]
            at = note.offset
        pieces.append(_run(item.text[at:]))
        style, properties = self._looks(item)
        return paragraph(style, "".join(pieces), properties=start + properties)

    def _note(self, note: Note) -> str:
        """The mark of a footnote, and the footnote put aside (17.11); a mark that Word does not count is typed (17.11.7)."""
        number = len(self.footnotes) + 1
        typed = exact(note.mark) if self.literal else ""
        follows = ' w:customMarkFollows="1"' if typed else ""
        own = plain_run(typed or "<w:footnoteRef/>", style="FootnoteReference") + TAB
        words = paragraph("FootnoteText", own + _run(note.text))
        self.footnotes.append(f'<w:footnote w:id="{number}">{words}</w:footnote>')
        return plain_run(f'<w:footnoteReference{follows} w:id="{number}"/>{typed}', style="FootnoteReference")

    def _looks(self, item: Paragraph) -> tuple[str, str]:
        """The style of a role, and what a depth beyond its styles needs."""
        if item.role is Role.TITLE:
            return "Title", ""
        if item.role is Role.HEADING:
            level = min(item.level, DEEPEST_OUTLINE)
            deeper = f'<w:outlineLvl w:val="{level - 1}"/>' if level > DEEPEST_HEADING else ""
            return f"Heading{min(level, DEEPEST_HEADING)}", deeper
        if item.role is Role.ITEM:
            left = f'<w:ind w:left="{INDENT * (item.level + 1)}" w:hanging="{INDENT}"/>'
            return f"Item{min(item.level, DEEPEST_ITEM)}", left if item.level > DEEPEST_ITEM else ""
        plain = "BodyAligned" if self.numbered else "BodyText"
        return ("Numbered" if item.num else plain), ""


def _run(text: str) -> str:
    return plain_run(exact(text)) if text else ""
