"""Finds page matter: lines that belong to a page, printed or on the web, and not to the document."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from revtrack.ingest import rules
from revtrack.ingest.lines import Line

_LONGEST = 200
_PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = (
    # Norwegian, "Dette innholdet er mer enn 9 år gammelt. Informasjonen kan derfor være utdatert."
    (rules.AGE_BANNER, re.compile(r"Dette innh[oa]ldet er mei?r enn .{1,40} gam[a-z]{1,8}\..{0,100}")),
    # Danish, "Dette indhold er mere end 5 år gammelt."
    (rules.AGE_BANNER, re.compile(r"Dette indhold er mere end .{1,40} gammelt\..{0,100}")),
    # Swedish, "Detta innehåll är mer än 5 år gammalt."
    (rules.AGE_BANNER, re.compile(r"Detta innehåll är mer än .{1,40} gammalt\..{0,100}")),
    # English, "This content is more than 9 years old."
    (rules.AGE_BANNER, re.compile(r"This content is (?:more|older) than .{1,40}\b(?:old|years)\..{0,100}")),
    # Norwegian: Se statusrapport for alle tiltakene (pdf)
    (
        rules.DOWNLOAD_LINE,
        re.compile(
            r"(?:Se|Sjå|See|Siehe|Voir|Last ned|Hent|Ladda ned|Download) .{1,150}\((?i:pdf|docx?)(?:,.{0,20})?\)"
        ),
    ),
    # The foot of a Council page: 9956/14, initials GB/fm, page 1, unit DG D 2C, language EN
    (
        rules.PAGE_FOOT,
        re.compile(
            r"[0-9]{1,5}(?:/[0-9]{1,2})?/[0-9]{2}(?: (?:REV|ADD|COR) ?[0-9]{1,2}){0,2}[ \t]{1,40}"
            r"[A-Z]{2,4}/[A-Za-z]{1,4}(?:/[a-z]{1,3})?[ \t]{1,40}[0-9]{1,4}(?:[ \t].{0,60})?"
        ),
    ),
    (rules.RULED_LINE, re.compile(r"(?:[-_=*~—–][ \t]?){3,200}")),
)
_FOOT_TAIL = re.compile(r"(?:DG|SGS|LIMITE)[A-Z0-9 .\t]{0,60}")
_PAGE_NUMBER = re.compile(
    r"(?:[-–—] ?)?((?i:page|side|seite|sida|p\.) )?([0-9]{1,4})(?: ?(?:/|of|af|av|von|sur|de) ?[0-9]{1,4})?(?: ?[-–—])?"
)
_DOCUMENT_NUMBER = re.compile(r"\b[0-9]{1,5}/(?:[0-9]{1,2}/)?[0-9]{2}\b")
_FIGURES = re.compile(r"[0-9]{1,6}")
_REPEATS = 3
"""A line is taken for a running foot or a page number where it stands on at least so many pages."""


def find_page_matter(source: str, lines: Sequence[Line]) -> dict[int, str]:
    """Line number -> rule, for every line that belongs to a page."""
    found: dict[int, str] = {}
    for line in lines:
        rule = _rule(line.text)
        if rule:
            found[line.number] = rule
        elif found.get(line.number - 1) == rules.PAGE_FOOT and _FOOT_TAIL.fullmatch(line.text):
            found[line.number] = rules.PAGE_FOOT
    alone = _alone(lines)
    found.update(_page_numbers(source, alone))
    found.update(_running_feet(alone))
    return found


def foot_rule(text: str, above: str = "") -> str:
    """The rule by which one line is the foot of a page, as it stands or under a line of that rule; "" for any other."""
    if _rule(text) == rules.PAGE_FOOT or (above == rules.PAGE_FOOT and _FOOT_TAIL.fullmatch(text)):
        return rules.PAGE_FOOT
    return ""


def is_page_number(text: str) -> bool:
    """Whether a line is only the number of a page: "3", "- 3 -", "Page 3 of 9"."""
    return _PAGE_NUMBER.fullmatch(text) is not None


def _rule(text: str) -> str:
    if not text or len(text) > _LONGEST:
        return ""
    return next((rule for rule, pattern in _PATTERNS if pattern.fullmatch(text)), "")


def _alone(lines: Sequence[Line]) -> list[Line]:
    """Short lines with nothing visible directly above and below."""
    return [
        line
        for at, line in enumerate(lines)
        if line.text
        and len(line.text) <= _LONGEST
        and (at == 0 or not lines[at - 1].text)
        and (at + 1 == len(lines) or not lines[at + 1].text)
    ]


def _page_numbers(source: str, alone: Sequence[Line]) -> dict[int, str]:
    """Numbers on lines of their own that count up by one, at least three of them, with a page break between each two.

    The word "page" before them stands for the page break.
    """
    run: list[tuple[int, Line]] = []
    longest: list[tuple[int, Line]] = []
    for line in alone:
        found = _PAGE_NUMBER.fullmatch(line.text)
        if not found:
            continue
        follows = bool(run) and int(found[2]) == run[-1][0] + 1
        parted = bool(found[1]) or (bool(run) and "\f" in source[run[-1][1].last : line.first])
        run = [*run, (int(found[2]), line)] if follows and parted else [(int(found[2]), line)]
        longest = max(longest, run, key=len)
    return {line.number: rules.PAGE_NUMBER for _, line in longest} if len(longest) >= _REPEATS else {}


def _running_feet(alone: Sequence[Line]) -> dict[int, str]:
    """Lines with a document number that are the same on every page but for one figure, which counts the pages."""
    shapes: dict[str, list[Line]] = {}
    for line in alone:
        if _DOCUMENT_NUMBER.search(line.text):
            shapes.setdefault(" ".join(_FIGURES.sub("0", line.text).split()), []).append(line)
    return {
        line.number: rules.PAGE_FOOT
        for same in shapes.values()
        if len(same) >= _REPEATS and _counts_pages([_FIGURES.findall(line.text) for line in same])
        for line in same
    }


def _counts_pages(rows: Sequence[Sequence[str]]) -> bool:
    """Whether exactly one figure grows by one from line to line and all others stay."""
    steps = [{int(later) - int(earlier) for earlier, later in pairwise(column)} for column in zip(*rows, strict=True)]
    return steps.count({1}) == 1 and all(step in ({0}, {1}) for step in steps)
