"""Document text in Markdown: what could be read as markup is escaped, what cannot be seen is shown."""

from __future__ import annotations

import re

from revtrack.report.neutral import neutral

_MARKUP = re.compile(r"([\\`*_{}\[\]<>#|~&$])")
_AT_START = re.compile(r"(?m)^([ \t]{0,8})([-+=]|[0-9]{1,9}(?=[.)]))")


def escaped(text: str) -> str:
    """`text` so that Markdown shows it as it is."""
    return exact(neutral(text))


def exact(text: str) -> str:
    """The same with every character as it is: for a file that is the text itself, and nothing that is shown."""
    return _AT_START.sub(_guarded, _MARKUP.sub(r"\\\1", text))


def line(text: str) -> str:
    """`text` on one line: line feeds become spaces."""
    return escaped(" ".join(text.split("\n")))


def struck(text: str) -> str:
    """`~~text~~`, blanks at its ends kept outside the marks."""
    return _marked("~~", text)


def strong(text: str) -> str:
    """`**text**`, blanks at its ends kept outside the marks."""
    return _marked("**", text)


def _marked(mark: str, text: str) -> str:
    bare = text.strip(" ")
    if not bare:
        return text
    before, after = text[: len(text) - len(text.lstrip(" "))], text[len(text.rstrip(" ")) :]
    return f"{before}{mark}{escaped(bare)}{mark}{after}"


def _guarded(found: re.Match[str]) -> str:
    """A sign that would begin a list: `\\-`; a number that would: `7\\.` (the backslash stands before the point)."""
    if found[2].isdecimal():
        return f"{found[1]}{found[2]}\\"
    return f"{found[1]}\\{found[2]}"
