"""Makes text safe to show: what cannot be seen, or could drive a terminal, is shown as `<U+202E>`.

Every string that comes from a document, a file name or a person passes here before it reaches text output, errors too.
"""

from __future__ import annotations

import unicodedata

_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
"""Controls, formats (bidirectional and zero-width among them), surrogates, private use, unassigned, line separators."""
_LAYOUT = "\n\t"


def neutral(text: str) -> str:
    """`text` with every hidden character but line feed and tab shown by its code point."""
    if text.isprintable():
        return text
    return "".join(char if char in _LAYOUT else _shown(char) for char in text)


def neutral_line(text: str) -> str:
    """`text` as one line: line feed and tab are shown by their code points as well."""
    if text.isprintable():
        return text
    return "".join(map(_shown, text))


def _shown(char: str) -> str:
    if char.isprintable() or unicodedata.category(char) not in _HIDDEN:
        return char
    return f"<U+{ord(char):04X}>"
