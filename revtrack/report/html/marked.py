"""Text as markup: words escaped, insertions and deletions with words for who cannot see them, hidden characters shown.

Markup is put together by `Markup.format`, which escapes whatever it is given; no piece of a document is ever taken as markup.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import groupby

from markupsafe import Markup
from msgspec import Struct, field

from revtrack.model.numbers import DocumentNumber
from revtrack.model.slugs import slug
from revtrack.report.html.pieces import Cell, Line, Piece, Role
from revtrack.report.interface import Interface, interface

_LAYOUT = "\n\t"
_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
"""Controls, formats (bidirectional and zero-width among them), surrogates, private use, unassigned, line separators."""
_MARKS = {"+": ("ins", "inserted"), "-": ("del", "deleted")}
_NAMES = {"id": Markup(' id="r-{}"'), "data-id": Markup(' data-id="r-{}"'), "": Markup()}
_P, _P_END = Markup("<p>"), Markup("</p>")
_OPENS = Markup(' data-opens="%s"')
_LINES = {
    "p": Markup('<p data-feed="%s"%s>%s</p>'),
    "span": Markup('<span data-feed="%s"%s>%s</span>'),
}
_FIRST = Markup('<%s%s><span class="vh st"%s>%s</span>')
_LAST = Markup('<span class="vh en"%s>%s</span></%s>')

Tags = tuple[Markup, Markup]


@cache
def _mark_tags(op: str, own: str, text_language: str) -> tuple[Tags, Tags]:
    """What stands before and behind marked text, and behind it; then the same round whole paragraphs.

    Fixed words bear the language of the interface where the text around them is in another.
    """
    tag, word = _MARKS[op]
    say = interface(own).say
    language = Markup() if own == text_language else Markup(' lang="%s"') % own
    last = _LAST % (language, say(f"{word}-end"), tag)
    firsts = (_FIRST % (tag, whole, language, say(f"{word}-start")) for whole in (Markup(), Markup(' class="whole"')))
    plain, round_whole = ((first, last) for first in firsts)
    return plain, round_whole


class Writer(Struct, frozen=True):
    """Writes text as markup: in the language of the interface, with the documents that can be linked to.

    `goals` are the numbers of those documents, as they are printed, each with the address of its entry on the page and what
    is said of it. `anchor` is the attribute that footnote marks bear their ids in: `id`, `data-id`
    where they are put by for the script, "" for none.
    """

    interface: Interface
    text_language: str = ""
    goals: dict[str, tuple[str, str, bool]] = field(default_factory=dict)
    anchor: str = "id"

    def visible(self, text: str) -> Markup:
        """The words, with a sign for each character that cannot be seen or that would turn the line around."""
        if text.isprintable():
            return Markup.escape(text)
        runs = groupby(text, key=is_hidden)
        return Markup().join(
            Markup().join(map(self._control, run)) if hidden else Markup.escape("".join(run)) for hidden, run in runs
        )

    def _control(self, char: str) -> Markup:
        code = f"{ord(char):04X}"
        said = self.interface.say("invisible", code=code)
        return Markup('<span class="ctl" data-c="{}" title="{}">⟨U+{}⟩</span>').format(code, said, code)

    def paragraphs(self, cell: Cell) -> Markup:
        """The lines of a cell, a paragraph each; one mark round all of them where the whole of it is new or deleted."""
        ops = {piece.op for line in cell.lines for piece in line.pieces}
        if len(ops) == 1 and (op := ops.pop()) != "=":
            inner = Markup().join(self._line("p", line, self._plain(line.pieces)) for line in cell.lines)
            return self._mark(op, inner, whole=True)
        return Markup().join(self._line("p", line, self.inline(line.pieces)) for line in cell.lines)

    def heading(self, cell: Cell) -> Markup:
        """The lines of a heading, one behind the other."""
        return Markup().join(self._line("span", line, self.inline(line.pieces)) for line in cell.lines)

    def inline(self, pieces: Sequence[Piece]) -> Markup:
        """Pieces in a row, neighbours of one kind in one mark."""
        return Markup().join(
            self._plain(run) if op == "=" else self._mark(op, self._plain(run))
            for op, run in groupby(pieces, key=lambda piece: piece.op)
        )

    def lines(self, lines: Iterable[Sequence[Piece]]) -> Markup:
        """The lines of one side, a paragraph each."""
        return Markup().join(_P + self.inline(line) + _P_END for line in lines)

    def clean(self, lines: Iterable[Sequence[Piece]]) -> Markup:
        """The lines of one side without marks."""
        return Markup().join(_P + self._plain(line) + _P_END for line in lines)

    def _line(self, tag: str, line: Line, inner: Markup) -> Markup:
        if not line.feed:
            return inner if tag == "span" else _P + inner + _P_END
        opens = _OPENS % line.opens if line.opens else Markup()
        return _LINES[tag] % (line.feed, opens, inner)

    def _mark(self, op: str, inner: Markup, *, whole: bool = False) -> Markup:
        first, last = _mark_tags(op, self.interface.language, self.text_language)[whole]
        return first + inner + last

    def _plain(self, pieces: Iterable[Piece]) -> Markup:
        return Markup().join(map(self._piece, pieces))

    def _piece(self, piece: Piece) -> Markup:
        if piece.role is Role.NOTE:
            return self._note(piece)
        goal = self.goals.get(piece.goal) if piece.role is Role.REFERENCE else None
        if goal is None:
            return self.visible(piece.text)
        address, said, held = goal
        return Markup('<a class="ref {}" href="#{}" title="{}">{}</a>').format(
            "held" if held else "known", address, said, self.visible(piece.text)
        )

    def _note(self, piece: Piece) -> Markup:
        fragment = f"old-{piece.goal}" if piece.op == "-" else piece.goal
        name = _NAMES[self.anchor].format(fragment)
        said = self.interface.say("footnote", n=piece.text or piece.goal.removeprefix("fn"))
        return Markup('<a class="fn"{} href="#{}" role="doc-noteref" aria-label="{}"><sup>{}</sup></a>').format(
            name, fragment, said, self.visible(piece.text) or "*"
        )


def is_hidden(char: str) -> bool:
    """Whether a character cannot be seen, or moves others about."""
    return char not in _LAYOUT and not char.isprintable() and unicodedata.category(char) in _HIDDEN


def reference_id(number: DocumentNumber) -> str:
    """The id of a document's entry among the references: `ref-9447-13`."""
    return f"ref-{slug(number)}"
