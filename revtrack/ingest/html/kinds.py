"""What elements of web pages are: tables of tags and classes, each row a rule of reading.

Classes `oj-…`, `ti-…`, `doc-ti` are those of acts on EUR-Lex, as Formex is turned into XHTML there.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from revtrack.ingest import rules

BLOCKS = frozenset(
    (
        *(
            "address",
            "article",
            "aside",
            "blockquote",
            "body",
            "caption",
            "center",
            "dd",
            "details",
            "dialog",
            "div",
            "dl",
        ),
        *("dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header"),
        *(
            "hgroup",
            "hr",
            "html",
            "legend",
            "li",
            "main",
            "menu",
            "nav",
            "ol",
            "option",
            "p",
            "pre",
            "section",
            "summary",
        ),
        *("table", "tbody", "td", "tfoot", "th", "thead", "title", "tr", "ul"),
    )
)
"""Elements that begin and end a paragraph."""
VOID = frozenset(
    (*("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"),)
)
"""Elements without an end."""
_APART = {
    "script": rules.SCRIPT,
    "style": rules.SCRIPT,
    "template": rules.SCRIPT,
    "noscript": rules.SCRIPT,
    "title": rules.PAGE_TITLE,
    "nav": rules.NAVIGATION,
    "aside": rules.ASIDE,
    "button": rules.FORM,
    "select": rules.FORM,
    "textarea": rules.FORM,
    "datalist": rules.FORM,
    "dialog": rules.ASIDE,
    "svg": rules.FALLBACK_TEXT,
    "iframe": rules.FALLBACK_TEXT,
    "object": rules.FALLBACK_TEXT,
    "video": rules.FALLBACK_TEXT,
    "audio": rules.FALLBACK_TEXT,
    "canvas": rules.FALLBACK_TEXT,
}
_PAGE = {"header": rules.PAGE_HEADER, "footer": rules.PAGE_FOOTER}
"""Apart only outside the text itself: an article has a header of its own, with its title."""
_ROLES = {
    "navigation": rules.NAVIGATION,
    "banner": rules.PAGE_HEADER,
    "contentinfo": rules.PAGE_FOOTER,
    "complementary": rules.ASIDE,
    "search": rules.FORM,
    "dialog": rules.ASIDE,
}
_HIDING = re.compile(r"(?:^|;) {0,9}(?:display {0,9}: {0,9}none|visibility {0,9}: {0,9}hidden)", re.IGNORECASE)
_OJ_HEAD = re.compile(r"(?:oj-)?hd-(?:date|lg|ti|oj)")
_HEADING = re.compile(r"h([1-6])")
_CLASSES: tuple[tuple[re.Pattern[str], int], ...] = (
    # CHAPTER I, and under it what it is about
    (re.compile(r"(?:oj-)?ti-section-[12]|title-(?:division-[12]|fam-member(?:-ti)?)"), 1),
    # Article 1, and under it its subject
    (re.compile(r"(?:oj-)?s?ti-art|s?title-article-norm"), 2),
    (re.compile(r"(?:oj-)?ti-grseq-[1-9]|title-gr-seq-level-[1-9]"), 3),
)
_SUBJECT = re.compile(r"(?:oj-)?sti-art|stitle-article-norm")
_TITLE = re.compile(r"(?:oj-)?doc-ti|title-doc-first")
_MAIN = re.compile(r"eli-container")
_CELL = re.compile(r"grid-list-column-[12]")
_ROW = "grid-list"
CONTENT = frozenset(("main", "article"))


def classes(attributes: Mapping[str, str]) -> list[str]:
    """The classes of an element."""
    return attributes.get("class", "").split()


def apart(tag: str, attributes: Mapping[str, str], *, inside: bool) -> str:
    """The rule that sets an element apart; "" for text. `inside`: it stands in the text itself."""
    if "hidden" in attributes or attributes.get("aria-hidden", "").lower() == "true":
        return rules.HIDDEN_TEXT
    if _HIDING.search(attributes.get("style", "")[:500]):
        return rules.HIDDEN_TEXT
    rule = _APART.get(tag) or _ROLES.get(attributes.get("role", "").lower(), "")
    if not rule and not inside:
        rule = _PAGE.get(tag, "")
    if not rule and (_is_page_head(tag, attributes) or any(_OJ_HEAD.fullmatch(each) for each in classes(attributes))):
        rule = rules.PAGE_HEADER
    return rule


def _is_page_head(tag: str, attributes: Mapping[str, str]) -> bool:
    """Whether an element is the head or foot of a page, as LibreOffice writes them."""
    return tag == "div" and attributes.get("title") in ("header", "footer")


def is_main(tag: str, attributes: Mapping[str, str]) -> bool:
    """Whether an element says that it holds the text of the page."""
    if tag == "main" or attributes.get("role", "").lower() == "main":
        return True
    return any(_MAIN.fullmatch(each) for each in classes(attributes))


def heading(tag: str, attributes: Mapping[str, str]) -> int:
    """The depth of a heading, from 1; 0 for any other element."""
    found = _HEADING.fullmatch(tag)
    if found:
        return int(found[1])
    named = classes(attributes)
    return next((depth for pattern, depth in _CLASSES if any(pattern.fullmatch(each) for each in named)), 0)


def is_subject(attributes: Mapping[str, str]) -> bool:
    """Whether an element says what the article is about whose number stands before it."""
    return any(_SUBJECT.fullmatch(each) for each in classes(attributes))


def is_title(attributes: Mapping[str, str]) -> bool:
    """Whether an element is a line of the title of an act."""
    return any(_TITLE.fullmatch(each) for each in classes(attributes))


def is_back_link(attributes: Mapping[str, str]) -> bool:
    """Whether a link says that it leads from a note back to its mark (DPUB-ARIA)."""
    return attributes.get("role", "").lower() == "doc-backlink"


def is_row(tag: str, attributes: Mapping[str, str]) -> bool:
    """Whether an element is a row of cells; points of a list may be set as a grid."""
    return tag == "tr" or _ROW in classes(attributes)


def is_cell(tag: str, attributes: Mapping[str, str]) -> bool:
    """Whether an element is a cell of a row."""
    return tag in ("td", "th") or any(_CELL.fullmatch(each) for each in classes(attributes))
