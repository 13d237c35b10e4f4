"""Further numbers of a list, which share the words of its first: `9956/15 + ADD 1 und 2`, `Directives 2004/17/EC and 2004/18/EC`.

A further number is one only where it could be nothing else: an act has its Union, Community or policy beside it, a resolution
its year, and a suffix what ends a list behind it. What it shares with the first is written out, and read as one number.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache

from msgspec import Struct

from revtrack.model import acts, unitednations
from revtrack.model.numbers import Register, number_of
from revtrack.model.relations import Mention
from revtrack.references.patterns import JOINS

LIMIT = 40
"""No list has more members; a longer one is cut here."""

_S = r"[ \u00a0\u202f\n\t]{1,3}"
_JOIN = "(?:" + "|".join(sorted(frozenset().union(*JOINS.values()))) + "|&)"
BETWEEN = rf"(?:,{_S}(?:{_JOIN}{_S})?|{_S}{_JOIN}{_S})"
"""What stands between two members: a comma, a word that joins, or both."""


class _List(Struct, frozen=True):
    """How a list goes on behind a number: the next member in the group `member`, and what it is read as."""

    pattern: re.Pattern[str]
    written: Callable[[Mention, re.Match[str]], str]
    first: re.Pattern[str]
    """What the words of the first must be like."""
    register: Register
    """Of which register a member is read."""


def _suffixed(first: Mention, found: re.Match[str]) -> str:
    return re.sub(r"[0-9]{1,2}\Z", found["member"], first.written or first.raw)


def _act(first: Mention, found: re.Match[str]) -> str:
    """The kind of the first, with the brackets of the member, or of the first where the member has neither these nor a suffix."""
    named = acts.read(" ".join(first.raw.split()))
    if named is None:
        return ""
    bracket = "" if found["bracket"] or found["suffix"] or not named.bracket else f"({', '.join(named.bracket)}) "
    return f"{named.kind} {bracket}{found['member']}"


def _resolution(_first: Mention, found: re.Match[str]) -> str:
    return f"S/RES/{found['number']} ({found['year']})"


@cache
def _lists() -> Mapping[Register, _List]:
    """How the lists of each register go on, made ready with the first number that could begin one."""
    lists = {
        Register.COUNCIL: _List(
            re.compile(
                rf"(?:{BETWEEN}|[ ]?\+[ ]?)(?P<member>[0-9]{{1,2}})(?![\w/-]|\.[0-9]|[ \u00a0](?!{_JOIN}\b)[a-zà-ÿ])"
            ),
            _suffixed,
            re.compile(r".*(?:ADD|COR|Add|Cor)[ \u00a0_-]?[0-9]{1,2}", re.DOTALL),
            Register.COUNCIL,
        ),
        Register.ACT: _List(
            re.compile(
                rf"{BETWEEN}(?P<member>(?P<bracket>{acts.BRACKET}{_S})?(?P<no>{acts.NUMBER_WORD}{_S})?"
                rf"{acts.FIGURES}(?P<suffix>{acts.SUFFIX}))",
                re.IGNORECASE,
            ),
            _act,
            re.compile(r".*", re.DOTALL),
            Register.ACT,
        ),
        Register.UN: _List(
            re.compile(rf"{BETWEEN}(?P<member>{unitednations.FIGURES})"),
            _resolution,
            re.compile(r".*\([0-9]{4}\)", re.DOTALL),
            Register.UN,
        ),
    }
    return {**lists, Register.CELEX: lists[Register.ACT]}


_ADDED = re.compile(r"[ \u00a0\n]{0,2}\+[ \u00a0]?(?P<member>(?:ADD|COR|Add|Cor)[ \u00a0]?[0-9]{1,2})(?![\w/])")
"""What was added or corrected, behind the subject codes of a number: `8456/14 JAI 200 + ADD 1`."""


def added(text: str, first: Mention, at: int) -> Iterator[Mention]:
    """What stands behind the subject codes of a Council number, which end `at`, and the list that goes on there."""
    found = _ADDED.match(text, at) if at > first.end else None
    if found is None:
        return
    start, end = found.span("member")
    written = f"{first.written or first.raw} {found['member']}"
    number = number_of(Register.COUNCIL, written)
    if number is None:
        return
    member = Mention(
        start, end, text[start:end], number, number.register.value, written=written, shares=first.quoted[0]
    )
    yield member
    yield from further(text, member)


def further(text: str, first: Mention) -> Iterator[Mention]:
    """The members of the list that begins with `first`, behind it and in order."""
    row = _lists().get(first.number.register)
    if row is None or not row.first.fullmatch(first.raw):
        return
    at = first.end
    for _ in range(LIMIT):
        found = row.pattern.match(text, at)
        member = found and _member(text, first, found, row)
        if not member:
            return
        yield member
        at = member.end


def _member(text: str, first: Mention, found: re.Match[str], row: _List) -> Mention | None:
    if "no" in row.pattern.groupindex and not (found["bracket"] or found["suffix"] or found["no"]):
        return None
    start, end = found.span("member")
    written = row.written(first, found)
    number = number_of(row.register, written)
    if number is None or number == first.number:
        return None
    return Mention(start, end, text[start:end], number, number.register.value, written=written, shares=first.quoted[0])
