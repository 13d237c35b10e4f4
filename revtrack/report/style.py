"""How a text is drawn: colour or not, which signs, how wide. Colour is never the only sign."""

from __future__ import annotations

from msgspec import Struct

BOLD = "1"
INSERTED = "34;4"
"""Blue and underlined (SGR)."""
DELETED = "31;9"
"""Red and struck (SGR)."""


class Sign(Struct, frozen=True):
    """A sign, the letters that stand for it where it cannot be shown, and the word that is always printed."""

    glyph: str
    ascii: str
    word: str


SIGNS: dict[str, Sign] = {
    "unchanged": Sign("=", "=", "unchanged"),
    "modified": Sign("~", "~", "modified"),
    "inserted": Sign("+", "+", "new"),
    "deleted": Sign("−", "-", "deleted"),
    "split": Sign("÷", "%", "split"),
    "merged": Sign("&", "&", "merged"),
    "moved": Sign("⇅", "^v", "moved"),
    "renumbered": Sign("#", "#", "renumbered"),
    "held": Sign("●", "*", "held"),
    "not held": Sign("○", "o", "text not held"),
}
"""The signs of the command line, by kind, by flag, and by whether a text is held."""

_ASCII: tuple[tuple[str, str], ...] = (
    ("¶¶ ", "par. "),
    ("¶ ", "par. "),
    ("¶", "par."),
    *((sign.glyph, sign.ascii) for sign in SIGNS.values() if not sign.glyph.isascii()),
    ("→", "->"),
    ("–", "-"),
    ("—", "-"),
    ("…", "..."),
    ("×", "x"),
    (" · ", " / "),
    ("├", "|"),
    ("└", "`"),
    ("│", "|"),
    ("─", "-"),
    ("┬", "+"),
    ("►", ">"),
    ("◄", "<"),
)


class Style(Struct, frozen=True):
    """What the place that a text goes to can show.

    `width` counts columns; 0 means lines are not wrapped. `brackets` keeps `[-old-]{+new+}` beside colour, for terminals
    not known to draw a strike; without colour the brackets always stand.
    """

    colour: bool = False
    plain: bool = False
    ascii: bool = False
    width: int = 80
    verbose: bool = False
    brackets: bool = True

    def sign(self, name: str) -> str:
        """The sign of a kind, a flag or of `held` and `not held`."""
        sign = SIGNS[name]
        return sign.ascii if self.ascii else sign.glyph

    @property
    def sign_width(self) -> int:
        """Columns of the widest sign of a change: `^v` has two."""
        return 2 if self.ascii else 1

    def own(self, text: str) -> str:
        """Words of revtrack (never of a document) in letters that this place can show."""
        if self.ascii:
            for glyph, letters in _ASCII:
                text = text.replace(glyph, letters)
        return text

    def bold(self, text: str) -> str:
        """`text` as a heading."""
        return self._ink(BOLD, text)

    def inserted(self, text: str) -> str:
        """`text` marked as inserted."""
        return self._ink(INSERTED, "{+" + text + "+}" if self._bracketed else text)

    def deleted(self, text: str) -> str:
        """`text` marked as deleted."""
        return self._ink(DELETED, "[-" + text + "-]" if self._bracketed else text)

    @property
    def _bracketed(self) -> bool:
        return self.brackets or not self.colour

    def _ink(self, code: str, text: str) -> str:
        return f"\x1b[{code}m{text}\x1b[0m" if self.colour and text else text
