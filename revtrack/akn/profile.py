"""Checks XML against our profile: the grammars in `schemas/revtrack-akn*.rng`, then the rules no grammar can state.

The rules: no comment, processing instruction or CDATA in the bytes; no eId twice; every eId is the one that the unit's
place gives it, footnotes are counted through the document, and what stands in two places agrees. The last three are what
reading compares, so a document that passes is one that reads back to the value it was written from.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cache

from lxml import etree

from revtrack.akn.names import own, spoken
from revtrack.akn.read import edition_of, record_of, refused
from revtrack.akn.tree import Element
from revtrack.errors import XmlProfile
from revtrack.model.documents import Edition, Record
from revtrack.resources import folder
from revtrack.xmlsafe import parse

EDITION_GRAMMAR = "revtrack-akn.rng"
RECORD_GRAMMAR = "revtrack-akn-record.rng"
_SHOWN = 3


def check_profile(data: bytes, name: str) -> Edition | Record:
    """The edition or record that these bytes are, if they are as revtrack writes them; `name` stands in messages.

    Raises XmlProfile with the first three problems, each with its line, and the count of those not shown. Raises what
    `xmlsafe.parse` raises for XML that is unsafe or none at all.
    """
    root = parse(data, name)
    is_record = root.find(f".//{own('record')}") is not None
    document, refusals = _reading(root, data, name, record_of if is_record else edition_of)
    problems = (
        *_doubled_ids(root),
        *refusals,
        *_grammar_problems(root, _grammar(RECORD_GRAMMAR if is_record else EDITION_GRAMMAR)),
    )
    if problems or document is None:
        raise refused(name, _shown(problems))
    return document


def _shown(problems: Iterable[str]) -> tuple[str, ...]:
    """The first three, one for each line (the grammar says a fault several times over), and how many lines follow."""
    by_line: dict[str, str] = {}
    for problem in problems:
        by_line.setdefault(problem.partition(":")[0], problem)
    first, further = list(by_line.values())[:_SHOWN], len(by_line) - _SHOWN
    if further <= 0:
        return tuple(first)
    return (*first, f"and {further} further problem{'s' if further > 1 else ''}")


def _reading(
    root: Element, data: bytes, name: str, read: Callable[[Element, bytes, str], Edition | Record]
) -> tuple[Edition | Record | None, tuple[str, ...]]:
    """The document, or what the reader refuses, which is more exact than the grammar; it stops at the first fault."""
    try:
        return read(root, data, name), ()
    except XmlProfile as error:
        return None, error.facts


def _grammar_problems(root: Element, grammar: etree.RelaxNG) -> Iterator[str]:
    if grammar.validate(root):
        return
    for error in grammar.error_log:
        yield f"line {error.line}: {spoken(error.message)}"


def _doubled_ids(root: Element) -> Iterator[str]:
    first: dict[str, int] = {}
    for element in root.iter():
        eid = element.get("eId")
        if eid is None:
            continue
        line = element.sourceline or 0
        if eid in first:
            yield f"line {line}: the eId '{eid}' stands twice, first in line {first[eid]}"
        first.setdefault(eid, line)


@cache
def _grammar(file_name: str) -> etree.RelaxNG:
    return etree.RelaxNG(file=str(folder("schemas") / file_name))
