"""Facts that an Akoma Ntoso document states about itself, each with the element that states it; nothing is made up."""

from __future__ import annotations

from collections.abc import Iterator

from revtrack.errors import BadValue
from revtrack.ingest.sheet import StatedFacts
from revtrack.ingest.xmlwalk import Element, local, words_of
from revtrack.model.dates import DocumentDate
from revtrack.model.language import Language
from revtrack.model.numbers import DocumentNumber, Register
from revtrack.model.readings import Fact

_LEVELS = ("FRBRExpression", "FRBRWork")
_OF_THE_FILE = ("generation", "markup", "transform", "manifestation", "xml", "conversion")
"""Words in the name of a date that say that it is the file's and not the text's."""
_TITLES = ("title", "shorttitle", "short title")


def read_facts(root: Element) -> tuple[StatedFacts, tuple[str, ...]]:
    """The facts, and sentences for the person about what the document says and revtrack does not take."""
    identification = next((each for each in root.iter() if local(each) == "identification"), None)
    if identification is None:
        return StatedFacts(), ()
    levels = {local(each): each for each in identification}
    said: list[str] = []
    facts = StatedFacts(
        _number(levels, root), _date(levels, said), _language(levels.get("FRBRExpression"), said), _title(levels, root)
    )
    return facts, tuple(said)


def _stated(levels: dict[str, Element], *names: str) -> Iterator[tuple[str, Element]]:
    """(place, element) of what an expression states, then of what its work states."""
    for level in _LEVELS:
        for each in levels.get(level, ()):
            if local(each) in names:
                yield f"{level}/{local(each)}", each


def _number(levels: dict[str, Element], root: Element) -> Fact | None:
    """The first number of a register: an alias, a number, an ELI; or what the text calls its number.

    Two figures alone (9956/14) are the Council's only where it is named: others count so too.
    """
    found = [(where, each.get("value") or "", each.get("name") or "") for where, each in _aliases(levels)]
    texts = [("docNumber", words_of(each), "") for each in root.iter() if local(each) == "docNumber"]
    council = _names_council(levels)
    for where, value, name in (*found, *texts):
        number = _parsed(value)
        if number is None or (number.register is Register.COUNCIL and not council and "council" not in name.lower()):
            continue
        return Fact(str(number), f"{where} {name}".rstrip())
    return None


def _aliases(levels: dict[str, Element]) -> Iterator[tuple[str, Element]]:
    yield from _stated(levels, "FRBRalias")
    yield from _stated(levels, "FRBRnumber")
    yield from (
        (where, each) for where, each in _stated(levels, "FRBRuri", "FRBRthis") if "/eli/" in each.get("value", "")
    )


def _parsed(value: str) -> DocumentNumber | None:
    try:
        return DocumentNumber.parse(value)
    except BadValue:
        return None


def _names_council(levels: dict[str, Element]) -> bool:
    authors = (each.get("href") or "" for _, each in _stated(levels, "FRBRauthor"))
    return any("consil" in author.lower() or "council" in author.lower() for author in authors)


def _date(levels: dict[str, Element], said: list[str]) -> Fact | None:
    """The day of the expression; that of the work where only the work has one."""
    found: list[tuple[DocumentDate, str]] = []
    for where, each in _stated(levels, "FRBRdate"):
        name = each.get("name") or ""
        try:
            day = DocumentDate.parse((each.get("date") or "")[:10])
        except BadValue:
            continue
        if name == "unknown" or any(word in name.lower() for word in _OF_THE_FILE):
            continue
        day = DocumentDate.parse(str(day)[:4]) if name == "year" else day
        found.append((day, f'{where} "{name}"' if name else where))
    if not found:
        return None
    other = next(((day, where) for day, where in found if day != found[0][0]), None)
    if other is not None:
        said.append(f"it states two days: {found[0][0]} ({found[0][1]}) and {other[0]} ({other[1]})")
    return Fact(str(found[0][0]), found[0][1])


def _language(expression: Element | None, said: list[str]) -> Fact | None:
    codes = {
        each.get("language") or "" for each in (expression if expression is not None else ()) if _is_language(each)
    }
    if len(codes) != 1:
        said += [f"it states {len(codes)} languages: {', '.join(sorted(codes))}"] if codes else []
        return None
    (code,) = codes
    try:
        language = Language.parse(code)
    except BadValue:
        said.append(f"the language it states, '{code[:20]}', is none that revtrack knows")
        return None
    return Fact(language.short, "FRBRlanguage") if language.is_known else None


def _is_language(element: Element) -> bool:
    return local(element) == "FRBRlanguage" and bool((element.get("language") or "").strip())


def _title(levels: dict[str, Element], root: Element) -> Fact | None:
    """What the first preface calls the title, else an alias."""
    preface = next((each for each in root.iter() if local(each) in ("preface", "attachments")), None)
    for name in ("longTitle", "docTitle"):
        found = next((each for each in (preface if preface is not None else root).iter() if local(each) == name), None)
        if preface is not None and local(preface) == "preface" and found is not None and (words := _words(found)):
            return Fact(words, f"preface/{name}")
    for where, each in _stated(levels, "FRBRalias"):
        value = " ".join((each.get("value") or "").split())
        if (each.get("name") or "").lower() in _TITLES and value:
            return Fact(value, f"{where} title")
    return None


def _words(element: Element) -> str:
    """The words of a title without its notes, parts that nothing parts by a space."""
    pieces = [element.text or ""]
    for child in element:
        beside = child.getprevious()
        pieces.append(" " if beside is not None and not beside.tail and local(child).startswith("doc") else "")
        pieces.append("" if local(child) == "authorialNote" else _words(child))
        pieces.append(child.tail or "")
    joined = "".join(pieces)
    return joined if local(element) not in ("longTitle", "docTitle") else " ".join(joined.split())
