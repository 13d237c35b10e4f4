"""What a web page is that came in place of a document: a script challenge, a log-in, a page that says there is nothing.

A page is judged by how little it says beside what it does: an act may speak of captchas and passwords, but it says more.
Bytes are only searched here, never parsed.
"""

from __future__ import annotations

import html
from collections.abc import Iterator

LOOKED_AT = 1 << 17
"""Bytes of a page that are looked at; a page that only stands in the way is shorter."""
SHORT = 1500
"""Characters of visible text below which a page is no document, if it also does what such pages do."""
BARE = 200
"""Characters below which a script alone makes it one."""
TITLE = 80

_CHALLENGES = (
    *("awswaf", "gokuprops", "challenge.js", "cf-chl", "_cf_chl_opt", "challenge-platform", "_incapsula_resource"),
    *("captcha", "datadome", "px-captcha", "verify you are human", "not a robot", "javascript is disabled"),
    *("enable javascript", "requires javascript", "just a moment..."),
)
"""Words of guards that run a script or ask a person: of AWS, Cloudflare, Imperva, DataDome, and of the pages they show."""
_PASSWORDS = ('type="password"', "type='password'", "type=password")
_NOTHING = (
    *("not found", "page not found", "no document", "does not exist", "no longer available", "error 404", "404 error"),
    *("ikke fundet", "findes ikke", "ikke funnet", "finnes ikke", "hittades inte", "finns inte"),
    *("nicht gefunden", "existiert nicht", "introuvable", "n'existe pas", "n’existe pas"),
)
"""What a title or heading of a page says that stands where nothing is; a title that begins with 404 says so too."""
_HIDDEN = ("script", "style", "noscript", "template")


def page_kind(data: bytes) -> str:
    """What a page is that is no document: "a web page with a script challenge", "a log-in page" …; "" for all others."""
    page = data[:LOOKED_AT].replace(b"\0", b"").decode("utf-8", "replace")
    lower = page.lower()
    said = len("".join("".join(_visible(page)).split()))
    if said > SHORT:
        return ""
    if any(words in lower for words in _PASSWORDS):
        return "a log-in page"
    if any(words in lower for words in _CHALLENGES) or (said < BARE and "<script" in lower):
        return "a web page with a script challenge"
    title = f"{page_title(data)} {_inside(page, lower, 'h1')}".lower()
    return "a page that says there is no such document" if _says_nothing(title) else ""


def page_title(data: bytes) -> str:
    """The title of a page, shortened; "" if it has none."""
    page = data[:LOOKED_AT].replace(b"\0", b"").decode("utf-8", "replace")
    return _inside(page, page.lower(), "title")[:TITLE]


def _says_nothing(title: str) -> bool:
    return title.startswith("404") or any(words in title for words in _NOTHING)


def _inside(page: str, lower: str, tag: str) -> str:
    """The visible words of the first element of that name."""
    start = lower.find(f"<{tag}")
    if start < 0 or len(lower) != len(page):
        return ""
    end = lower.find(f"</{tag}", start)
    return " ".join("".join(_visible(page[start : end if end > 0 else start + 4 * TITLE])).split())


def _visible(page: str) -> Iterator[str]:
    """What a reader of a page sees of it, roughly: its characters outside of tags, comments, scripts and styles."""
    lower = page.lower()
    at = 0
    while at < len(page):
        tag = page.find("<", at)
        yield html.unescape(page[at : tag if tag >= 0 else len(page)])
        if tag < 0:
            return
        at = _behind(lower, tag)


def _behind(lower: str, start: int) -> int:
    """Where the page goes on behind a tag, or behind all of an element that nobody sees; its end if that is not closed."""
    if lower.startswith("<!--", start):
        return _after(lower, "-->", start)
    hidden = next((name for name in _HIDDEN if lower.startswith(f"<{name}", start)), "")
    return _after(lower, ">", _after(lower, f"</{hidden}", start) if hidden else start)


def _after(lower: str, words: str, start: int) -> int:
    found = lower.find(words, start)
    return found + len(words) if found >= 0 else len(lower)
