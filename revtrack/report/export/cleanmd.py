"""One text as Markdown: headings, numbers as printed, footnotes as `[^1]`; escaped so that no word of it becomes markup.

A title is a heading of depth one, and all headings then stand one deeper; where the text has no title they do not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct, field

from revtrack.model.texts import Component, Expression, Note, Paragraph, Role
from revtrack.report import mdtext
from revtrack.report.export.outline import naming_line, slot_words
from revtrack.report.views import ShowView

DEEPEST = 6
_NAME = re.compile(r"\w{1,30}")
"""A mark that can name a footnote as it is printed."""
_BULLETS = frozenset(("-", "*", "+"))
_BRACKET = re.compile(r"\((?=[^()\s]{1,8}\))")
"""What could be the number of a point: `(a)`, `(12)`."""


def clean_markdown(view: ShowView) -> bytes:
    """The text as Markdown in UTF-8; a line feed in a text is a break within its paragraph."""
    expression = view.edition.expression
    writer = _Writer(_names(expression), shift=expression.components[0].paragraphs[0].role is Role.TITLE)
    blocks = [*writer.write(expression), *writer.notes]
    return ("\n\n".join(blocks) + "\n").encode()


def _names(expression: Expression) -> list[str]:
    """What each footnote is called, in the order of the text: its mark where every mark can be a name, else its number."""
    marks = [note.mark for part in expression.components for one in part.paragraphs for note in one.notes]
    able = len(set(marks)) == len(marks) and all(map(_NAME.fullmatch, marks))
    return marks if able else [str(number) for number in range(1, len(marks) + 1)]


class _Writer(Struct):
    """Writes blocks in order; `names` are those of the footnotes to come, `shift` how much deeper headings stand."""

    names: list[str]
    shift: bool
    notes: list[str] = field(default_factory=list)

    def write(self, expression: Expression) -> Iterator[str]:
        """Header, components, paragraphs."""
        for slot in expression.header:
            yield _broken(_guarded(mdtext.exact(slot_words(slot, " "))))
        for component in expression.components:
            yield from self._component(expression, component)

    def _component(self, expression: Expression, component: Component) -> Iterator[str]:
        named = naming_line(expression, component)
        if named:
            yield _broken(mdtext.exact(named))
        yield from map(self._paragraph, component.paragraphs)

    def _paragraph(self, item: Paragraph) -> str:
        text = self._with_marks(item)
        if item.role in (Role.TITLE, Role.HEADING):
            depth = min(max(item.level + self.shift, 1), DEEPEST)
            # A tab tells the number of a heading from its words: "Article 5 of the Treaty" could be a heading too.
            return f"{'#' * depth} {chr(9).join(filter(None, (item.num, text)))}".replace("\n", " ")
        indent = " " * 3 * item.level
        if not item.num:
            text = _guarded(text)
        return _broken(f"{indent}{' '.join(filter(None, (_number(item.num), text)))}", indent)

    def _with_marks(self, item: Paragraph) -> str:
        pieces, at = [], 0
        for note in item.notes:
            pieces += [item.text[at : note.offset], self._note(note)]
            at = note.offset
        pieces.append(item.text[at:])
        # Only what begins a line can begin a list: escaped as a whole, then the marks put in at their places.
        return "".join(piece if place % 2 else _inner(piece, first=not place) for place, piece in enumerate(pieces))

    def _note(self, note: Note) -> str:
        name = self.names[len(self.notes)]
        self.notes.append(_broken(f"[^{name}]: {_inner(note.text, first=False)}", "  "))
        return f"[^{name}]"


def _inner(text: str, *, first: bool) -> str:
    """Text escaped; what does not stand first on its line can begin no list."""
    return mdtext.exact(text) if first else mdtext.exact(f"x{text}")[1:]


def _number(num: str) -> str:
    """A printed number as it is, so that it is read as one; marks of emphasis in it are escaped."""
    return num if num in _BULLETS else re.sub(r"([\\`*_<>\[\]|~#])", r"\\\1", num)


def _guarded(text: str) -> str:
    """Text that could be taken for a numbered point, with its bracket escaped."""
    return "\\" + text if _BRACKET.match(text) else text


def _broken(text: str, indent: str = "") -> str:
    """Line feeds as breaks within a paragraph."""
    return text.replace("\n", f"\\\n{indent}")
