"""Tell whether a reference to a provision points into another document: "Article 5 of Directive …", "artikel 29 i traktaten".

What is not surely of this text is not looked for in it: a reference taken for another document's costs a line in a list, one
taken for this text's would be wrong.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence

from revtrack.model.numbers import DocumentNumber
from revtrack.model.relations import Mention
from revtrack.references.parts import BLANK, Tables

_REACH = 64
_BETWEEN = re.compile(rf"[,\s(]{{0,3}}(?:[(]?[^\W\d_][\w'’-]{{0,30}}[.)]{{0,2}}{BLANK}{{1,2}}){{0,6}}")
_TOKEN = re.compile(rf"{BLANK}{{1,2}}\(?([^\W\d_][\w'’-]{{0,40}})[)]?")
_NUMBER_BEFORE = re.compile(rf"[0-9]{{1,5}}/[0-9]{{2,5}}(?:/[A-Z]{{2,4}})?[,(]?{BLANK}{{1,2}}\Z")
_ACT_NUMBER = re.compile(
    rf",?{BLANK}{{1,2}}[^\W\d_]{{0,20}}{BLANK}?\(?[A-Z, ]{{0,12}}\)?[^\d\n]{{0,6}}[0-9]{{1,4}}/[0-9]{{1,4}}"
)
_BACK = frozenset({"thereof", "deraf", "herav", "därav", "hiervon"})
_FAR = 200
_SENTENCE_END = re.compile(r"[.;!?]\s")
_TOKENS = 6
_ESPECIALLY = frozenset(
    {
        "særlig",
        "særligt",
        "navnlig",
        "især",
        "særleg",
        "särskilt",
        "insbesondere",
        "notamment",
        "particular",
        "particularly",
    }
)
"""Words that single out a provision of what was named before: "under henvisning til traktaten, særlig artikel 79"."""
_APART = frozenset(
    {
        *("with", "accordance", "line", "med", "overensstemmelse", "henhold", "medhold", "samsvar", "tråd", "enlighet"),
        *("mit", "einklang", "avec", "conformité"),
    }
)
"""Words behind which something else begins: "paragraph 3 in accordance with the Directive"."""

Found = tuple[bool, DocumentNumber | None]
Mentions = tuple[Sequence[Mention], Sequence[int]]
"""The document numbers in a text, in order, and where each begins."""


def elsewhere(text: str, lower: str, start: int, end: int, tables: Tables, mentions: Mentions) -> Found:
    """Whether the reference `text[start:end]` points into another document, and its number if one is said."""
    near = _of_neighbour(text, lower, start, end, tables, mentions)
    if near is not None:
        return (True, near)
    if _is_owned(lower, start, tables):
        return (True, None)
    if "/" in text[max(0, start - 24) : start] and _NUMBER_BEFORE.search(text, max(0, start - 24), start):
        return (True, None)
    return (_is_of_another(text, end, tables), None)


def _of_neighbour(
    text: str, lower: str, start: int, end: int, tables: Tables, mentions: Mentions
) -> DocumentNumber | None:
    """The document number behind a reference, or right before it, that it belongs to."""
    found, starts = mentions
    behind = bisect_left(starts, end)
    if behind < len(found) and _leads_to(lower, end, starts[behind], tables):
        return found[behind].number
    gap = start - found[behind - 1].end if behind else -1
    if 0 <= gap <= 3 and not text[start - gap : start].strip(" ,(\u00a0"):
        return found[behind - 1].number
    return None


def _leads_to(lower: str, end: int, mention: int, tables: Tables) -> bool:
    """Whether only "of", "i dok." and the like stand between a reference and a document number."""
    if mention - end > _REACH:
        return False
    between = lower[end:mention]
    words = between.replace("(", " ").replace(",", " ").split()
    if not words:
        return bool(between) and between.isspace()
    first = words[0].rstrip(".,)")
    begins = first in tables.row.of or _is_act(first, tables)
    if not _APART.isdisjoint(words):
        return False
    return begins and _BETWEEN.fullmatch(between) is not None and not _names_part(words[1:], tables)


def _names_part(words: Iterable[str], tables: Tables) -> bool:
    return any(word.rstrip(".,)") in tables.words and len(word) > 3 for word in words)


def _is_owned(lower: str, start: int, tables: Tables) -> bool:
    """Whether the word before a reference says whose it is: "traktatens artikel 5", "straffeloven § 4"."""
    if start < 2 or not (lower[start - 2].isalpha() or lower[start - 2] in ",("):
        return False
    words = lower[max(0, start - _REACH) : start].rsplit(None, 2)
    if not words or words[-1][0].isdigit():
        return False
    if not _ESPECIALLY.isdisjoint(words[-2:]):
        said = _SENTENCE_END.split(lower[max(0, start - _FAR) : start])[-1]
        return any(_is_act(word.rstrip(",()"), tables) for word in said.split())
    if not _is_act(words[-1].rstrip(",("), tables):
        return False
    return len(words) < 2 or words[-2] not in tables.row.own


def _is_of_another(text: str, end: int, tables: Tables) -> bool:
    """What stands behind a reference: an abbreviation (TEU, StGB), or "of" and a word for another document."""
    token = _TOKEN.match(text, end)
    if token is None:
        return _is_of_another_behind_comma(text, end, tables)
    word = token[1].lower()
    if word in _BACK or _is_abbreviation(token[1]):
        return True
    if word not in tables.row.of:
        return _is_act(word, tables) and bool(_ACT_NUMBER.match(text, end))
    return _is_said_of_another(text, token.end(), tables, binds=tables.row.of_binds and word == "of")


def _is_of_another_behind_comma(text: str, end: int, tables: Tables) -> bool:
    """ "artikel 5, stk. 2, i traktaten": a comma closes the chain, and "of" with a word for another document follows."""
    token = _TOKEN.match(text, end + 1) if text[end : end + 1] == "," else None
    if token is None or token[1].lower() not in tables.row.of:
        return False
    return _is_said_of_another(text, token.end(), tables, binds=False)


def _is_said_of_another(text: str, at: int, tables: Tables, *, binds: bool) -> bool:
    """Whether what stands behind "of" is another document; if `binds` it is one unless it is this one or a part."""
    for order, written in enumerate(_tokens(text, at)):
        said = written.lower()
        if said in _APART:
            return False
        if said in tables.row.own or (binds and not order and said in tables.words):
            return False
        if _is_act(said, tables) or (order < 2 and _is_abbreviation(written)):
            return True
    return binds


def _tokens(text: str, at: int) -> Iterable[str]:
    """The next words of the same sentence."""
    for _ in range(_TOKENS):
        token = _TOKEN.match(text, at)
        if token is None:
            return
        yield token[1]
        at = token.end()


def _is_abbreviation(word: str) -> bool:
    """TEU, TEUF, StGB, GDPR: two capitals or more in a short word."""
    return not word.islower() and 2 <= len(word) <= 12 and sum(letter.isupper() for letter in word) > 1


def _is_act(word: str, tables: Tables) -> bool:
    """Whether a word means another document, or is a compound that ends in such a one: straffeloven, EUF-traktatens."""
    if word in tables.row.acts or word in tables.row.owners or word.endswith(tables.acts):
        return True
    return len(word) > 7 and word.endswith(tables.compounds)
