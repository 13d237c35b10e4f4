"""Cuts text into tokens: the smallest pieces a comparison may show as taken away or added.

A document number with its suffixes, a date, an amount and a number are one token each, so that a change in one of them is
never shown as a change of half a number. Chinese characters and kana are one token each, since nothing parts their words.
"""

from __future__ import annotations

import re
from functools import cache

_IDEOGRAPH = (
    "\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f"
    "\U0001b000-\U0001b16f\U00020000-\U0003ffff"
)
_JOINED = (
    "\u00ad\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670"
)
"""Signs that belong to the letter before them and are no letters themselves: soft hyphen, accents, Hebrew and Arabic points."""

_LETTER = f"(?-i:[^\\W{_IDEOGRAPH}])"
"""Case makes no difference to these classes, and saying so makes every start faster: ignoring it unrolls the ranges."""
_WORD = f"{_LETTER}+(?:(?-i:[{_JOINED}\u0900-\u0903\u093a-\u094f])+{_LETTER}*)*"
_SPACE = "[ \u00a0\u202f]"

MONTHS = (
    "jan(?:uar|uary|uari|vier)",
    "feb(?:ruar|ruary|ruari)|février",
    "mar(?:ts|s|ch)|märz",
    "apr(?:il)|avril",
    "ma[ijy]",
    "ju(?:ni|ne|in)",
    "ju(?:li|ly|illet)",
    "aug(?:ust|usti)|août",
    "september|septembre",
    "o[kc]tob(?:er|re)",
    "november|novembre",
    "de[czs]ember|décembre",
)
"""Month names in Danish, Norwegian, Swedish, English, German and French."""

_MONTH = "|".join(MONTHS)

_CURRENCY = "(?:EUR|USD|GBP|DKK|NOK|SEK|kr\\.?|[€$£])"
_DECIMALS = "(?:[.,][0-9]{1,4})?"
_THOUSANDS = f"[0-9]{{1,3}}(?:[ \u00a0\u202f.,'’][0-9]{{3}}){{1,5}}{_DECIMALS}(?!\\w)"

_FROM_FIGURES = (
    # behind each row the sample it rests on
    f"[0-9]{{1,5}}(?:/[0-9]{{1,2}})?/[0-9]{{2,4}}(?:{_SPACE}(?:REV|ADD|COR|AMD|EXT){_SPACE}?[0-9]{{1,2}}){{0,4}}(?![\\w/])",
    # 14781/1/05 REV 1 ADD 2, 2017/863
    f"[0-9]{{1,2}}\\.?{_SPACE}(?:{_MONTH})(?:{_SPACE}[0-9]{{4}})?(?!\\w)",  # 19. maj 2014, 1 March
    "[0-9]{4}-[0-9]{2}-[0-9]{2}(?!\\w)",  # 2014-05-19
    "[0-9]{1,2}\\.[0-9]{1,2}\\.[0-9]{4}(?!\\w)",  # 19.5.2014
    f"{_THOUSANDS}",  # 10 000, 1.500,00
    "[0-9]{1,9}[.,][0-9]{1,9}(?!\\w)",  # 3.5
)
_FROM_LETTERS = (
    f"(?:COM|KOM|JOIN|SEC|SEK|SWD)\\([0-9]{{4}}\\){_SPACE}?[0-9]{{1,5}}(?!\\w)",  # COM(2013) 941
    f"{_CURRENCY}{_SPACE}?{_THOUSANDS}",  # EUR 10 000
    f"{_CURRENCY}{_SPACE}?[0-9]{{1,9}}{_DECIMALS}(?!\\w|\\.{_SPACE}(?:{_MONTH}))",  # EUR 5, € 2.50; not "kr. 19. maj"
)
_FIGURED = (
    f"(?-i:(?=[0-9]))(?:{'|'.join(_FROM_FIGURES)})",
    f"(?-i:(?=[CDEGJKNSUcdegjknsu€$£]))(?:{'|'.join(_FROM_LETTERS)})",
)
"""What holds figures, by what it begins with. None of it is looked for in a text without any."""

_PLAIN = (
    f"(?=\\w{{1,5}}+/){_LETTER}{{1,5}}/{_LETTER}{{1,5}}(?![\\w/])",
    # and/or, he/she: a change in one of them is read as one word for another
    "(?-i:[0-9A-Za-z_]++(?![^\\x00-\\x7f]))",  # what most words are, and fastest
    f"(?-i:[{_IDEOGRAPH}])",
    _WORD,
    "\\s+",
    ".",
)
_SIMPLE_TOKEN = re.compile("\\w+|\\s+|.", re.DOTALL)
_SIMPLE_ASCII_TOKEN = re.compile("[0-9A-Za-z_]+|[ \\t-\\r\\x1c-\\x1f]+|.", re.DOTALL)
_ENDS = "[€$£).RDPKrdpk]"
_BEGUN = re.compile(f"[/0-9](?:(?<=/)|(?<={_ENDS}.)|(?<={_ENDS}{_SPACE}.)|[-.,'’ \u00a0\u202f]{{1,2}}\\w)", re.DOTALL)
"""A slash, or a figure as a date, an amount or a document number has one: before or behind it stands what may belong to it."""
_BETWEEN_WORDS = re.compile("(?<=[^\\W\\d_]) (?=[^\\W\\d_])")
_UNSIMPLE = re.compile("[^\x00-\u00ac\u00ae-\u02ff\u2000-\u206f]")
"""A sign that may be joined to a letter or stand for a word alone; said by what it is not, which is ready sooner."""
_ASCII_WORD = re.compile("\\w+", re.ASCII)


# Three that take long to be made ready, and that many texts have no use for.


@cache
def _token() -> re.Pattern[str]:
    """What a token is. `tokens` looks for simpler things where these give the same."""
    return re.compile("|".join((*_FIGURED, *_PLAIN)), re.IGNORECASE | re.DOTALL)


@cache
def _plain_token() -> re.Pattern[str]:
    return re.compile("|".join(_PLAIN), re.DOTALL)


@cache
def _bare() -> re.Pattern[str]:
    return re.compile(f"[{_IDEOGRAPH}]|{_WORD}")


def tokens(text: str) -> list[str]:
    """Every token in order, white space and marks among them; joined, they are the text."""
    found = _BEGUN.search(text)
    if not found:
        return _simple(text)
    start = _last_between(text, found.start())
    last = found.end()
    for found in _BEGUN.finditer(text, last):
        last = found.end()
    after = _BETWEEN_WORDS.search(text, last)
    end = after.start() if after else len(text)
    return [*_simple(text[:start]), *_token().findall(text[start:end]), *_simple(text[end:])]


def _simple(text: str) -> list[str]:
    """The tokens of a text without anything that is a token for its figures or its slash: words, white space and marks."""
    if text.isascii():
        return _SIMPLE_ASCII_TOKEN.findall(text)
    return (_plain_token() if _UNSIMPLE.search(text) else _SIMPLE_TOKEN).findall(text)


def _last_between(text: str, at: int) -> int:
    """The last place before `at` where surely no token is parted; 0 if there is none."""
    space = text.rfind(" ", 0, at)
    while space > 0:
        if text[space - 1].isalpha() and text[space + 1].isalpha():
            return space
        space = text.rfind(" ", 0, space)
    return 0


def parts_no_token(text: str, at: int) -> bool:
    """Whether surely no token lies across that place: a space between two letters, which no rule for figures goes over."""
    return 2 <= at < len(text) and text[at - 1] == " " and text[at - 2].isalpha() and text[at].isalpha()


def bare_words(text: str) -> list[str]:
    """The words and numbers of folded text, in lower case and without marks: what likeness is judged by."""
    return (_ASCII_WORD if text.isascii() else _bare()).findall(text.casefold())
