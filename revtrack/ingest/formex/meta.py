"""Facts that a Formex document states about itself, each with the element that states it; nothing is made up."""

from __future__ import annotations

import re
from collections.abc import Iterator

from revtrack.errors import BadValue
from revtrack.ingest.sheet import StatedFacts
from revtrack.ingest.xmlwalk import Element, local, words_of
from revtrack.model import acts
from revtrack.model.dates import DocumentDate
from revtrack.model.language import Language
from revtrack.model.numbers import DocumentNumber, Register
from revtrack.model.readings import Fact

_DAY = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})")
_SHORT = re.compile(r"([1-9])([0-9]{2})([A-Z]{1,2}[0-9]{4})")
_NAME_WORDS = 9
"""Words at the beginning of a title within which the name of an act ends."""


def read_facts(root: Element) -> StatedFacts:
    """Number, date and language of the document itself, not of the acts its metadata speak of."""
    return StatedFacts(number=_number(root), date=_date(root), language=_language(root))


def _number(root: Element) -> Fact | None:
    """Of a consolidated text the CELEX number of the day; else a CELEX number, else the name the title begins with."""
    return _consolidated(root) or _celex(root) or _named(root)


def _consolidated(root: Element) -> Fact | None:
    """`0`, the number of the act and the day, as EUR-Lex numbers consolidated texts."""
    info = _child(root, "INFO.CONSLEG")
    if info is None:
        return None
    number, start = info.get("CONSLEG.REF", ""), info.get("START.DATE", "")
    return _fact(f"0{number}-{start}", f'INFO.CONSLEG "{number}", "{start}"')


def _celex(root: Element) -> Fact | None:
    data = next((found for path in (("BIB.DATA",), ()) if (found := _child(root, *path, "NO.CELEX")) is not None), None)
    if data is None:
        return None
    written = words_of(data)
    short = _SHORT.fullmatch(written)
    if short is None:
        return _fact(written, "NO.CELEX")
    # A number of the old form has two figures of the year: they are taken only where a date beside it has them too.
    beside = (day[:4] for each in data.itersiblings(preceding=True) if (day := each.get("ISO", "")))
    century = next((year for year in beside if year.endswith(short[2])), "")
    return _fact(f"{short[1]}{century}{short[3]}", f'NO.CELEX "{written}"') if century else None


def _named(root: Element) -> Fact | None:
    """The name of an act at the beginning of its title, where the document gives the same number and year apart."""
    document = _child(root, "BIB.INSTANCE", "NO.DOC")
    title = _child(root, "TITLE")
    if document is None or title is None:
        return None
    number, year = (words_of(_child(document, name)) for name in ("NO.CURRENT", "YEAR"))
    words = words_of(title).split()
    for count in range(2, min(len(words), _NAME_WORDS) + 1):
        act = acts.read(" ".join(words[:count]))
        if act is not None and act.celex and number and act.celex[1:5] == year and act.celex[6:].lstrip("0") == number:
            return _fact(act.celex, "TITLE")
    return None


def _fact(number: str, where: str) -> Fact | None:
    try:
        found = DocumentNumber.parse(number)
    except BadValue:
        return None
    return Fact(str(found), where) if found.register is Register.CELEX else None


def _date(root: Element) -> Fact | None:
    """Of a consolidated text the day it is of; else the first day in the title. That of the journal is another one."""
    info = _child(root, "INFO.CONSLEG")
    if info is not None:
        start = info.get("START.DATE", "")
        return _day(start, f'INFO.CONSLEG "{start}"')
    for path in (("TITLE",), ("BIB.DATA", "TITLE")):
        title = _child(root, *path)
        for each in title.iter("DATE") if title is not None else ():
            if found := _day(each.get("ISO", ""), f'"{words_of(each)}"'):
                return found
    return None


def _day(text: str, where: str) -> Fact | None:
    found = _DAY.fullmatch(text)
    if found is None:
        return None
    try:
        return Fact(str(DocumentDate(int(found[1]), int(found[2]), int(found[3]))), where)
    except BadValue:
        return None


def _language(root: Element) -> Fact | None:
    """The language of the document, else that of the journal it stands in."""
    for path in (("BIB.INSTANCE", "LG.DOC"), ("BIB.DATA", "LG.DOC"), ("BIB.INSTANCE", "DOCUMENT.REF", "LG.OJ")):
        stated = words_of(_child(root, *path))
        try:
            language = Language.parse(stated) if stated else Language.UND
        except BadValue:
            continue
        if language.is_known:
            return Fact(language.short, path[-1])
    return None


def _child(element: Element, *path: str) -> Element | None:
    """The element at that path; the document of a consolidated text lies one step further in."""
    found: Element | None = element
    for name in path:
        found = next((each for each in _children(found) if local(each) == name), None) if found is not None else None
    return found


def _children(element: Element) -> Iterator[Element]:
    for each in element:
        yield each
        if local(each) == "CONS.DOC":
            yield from each
