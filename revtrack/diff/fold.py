"""Folds text for comparing: what typography alone can change is made equal. The raw text is what people are shown.

Folded away: Unicode normal form, the kind of quotation mark, dash and space, runs of white space, space beside a mark that
is not a letter or figure, soft hyphens and invisible joins. Letters, figures, case and all other marks stay as they are.
"""

from __future__ import annotations

import re
import unicodedata

_SINGLE_QUOTES = "\u2018\u2019\u201a\u201b\u2039\u203a\u02bc\u00b4`\u2032"
_DOUBLE_QUOTES = "\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033\u301d\u301e\uff02"
_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2e3a\u2e3b\ufe58\ufe63\uff0d"
_INVISIBLE = "\u00ad\u200b\u2060\ufeff"
_TABLE = str.maketrans(
    dict.fromkeys(_SINGLE_QUOTES, "'")
    | dict.fromkeys(_DOUBLE_QUOTES, '"')
    | dict.fromkeys(_DASHES, "-")
    | dict.fromkeys(_INVISIBLE)
)
_SPACE_BESIDE_MARK = re.compile(r"(?<=[^\w ]) | (?=[^\w ])")


def loosen(text: str) -> str:
    """The text without all white space and what typography can change in letters and marks: quicker, and a little coarser."""
    if not text.isascii():
        text = unicodedata.normalize("NFC", text).translate(_TABLE)
    return "".join(text.split())


def fold(text: str) -> str:
    """The text without what typography alone can change; equal for two texts that differ in typography only."""
    if not text.isascii():
        text = unicodedata.normalize("NFC", text).translate(_TABLE)
    return _SPACE_BESIDE_MARK.sub("", " ".join(text.split()))
