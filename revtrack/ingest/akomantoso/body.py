"""Walks the text of an Akoma Ntoso document: its parts, units, headings, notes, quotations and tables."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

from msgspec import Struct
from msgspec.structs import replace

from revtrack.ingest import rules, tracked
from revtrack.ingest.akomantoso import kinds
from revtrack.ingest.akomantoso.changes import change_of
from revtrack.ingest.flow import Unit
from revtrack.ingest.sheet import Run
from revtrack.ingest.xmlwalk import Element, Walker, is_mixed, local
from revtrack.model.ledger import Fate
from revtrack.model.readings import Tracked

_SUPERIOR = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_PART = re.compile(r"[a-z][a-z0-9]{0,19}")
_OWN_RULE = "{urn:revtrack:1}rule"
_APART = frozenset(rule.name for rule in rules.RULES if rule.fate is Fate.APART)
_LINES = frozenset(("p", "block"))
_NOTES = frozenset(("authorialNote",))
_HEADS = frozenset(("num", "heading", "subheading"))


class _Setting(Struct, frozen=True):
    """Where the walk is: the depth of headings, that of the numbered unit that is open, and in how many quotations."""

    depth: int = 0
    level: int | None = None
    quotes: int = 0
    titled: bool = False


class Body(Walker):
    """One walk through a whole document; `wanted` is the text that is meant where it holds tracked changes."""

    def __init__(self, wanted: Tracked) -> None:
        super().__init__(
            {
                **dict.fromkeys(kinds.BLOCKS, self.block),
                **dict.fromkeys(kinds.UNITS | kinds.HEADED | kinds.POINTS, self._unit),
                **dict.fromkeys(kinds.DOCUMENTS, self._document),
                **dict.fromkeys(("quotedStructure", "embeddedStructure"), self._quoted_structure),
                **dict.fromkeys(("quotedText", "embeddedText"), self._quoted_text),
                **dict.fromkeys(("ins", "del"), self.walk),
                "meta": self._meta,
                "attachment": self._attachment,
                "component": self.block,
                "num": self._num,
                "heading": self._heading,
                "subheading": self._heading,
                "longTitle": self._title,
                "p": self._paragraph,
                "block": self._paragraph,
                "ol": self._list,
                "ul": self._list,
                "tr": self.row,
                "toc": self._contents,
                "authorialNote": self._note,
                "noteRef": self._reference,
                "br": lambda each: self.shown(each, "\n"),
                "eol": self._line_end,
                "eop": lambda each: self.shown(each, "\f"),
                "img": self._picture,
            },
            plain=kinds.PLAIN,
            lines=_LINES,
            notes=_NOTES,
        )
        self._wanted = wanted
        self._at = _Setting()
        self._root: Element | None = None
        self._fresh_part = False
        self._notes = 0
        self._listed: list[tuple[str, Element]] = []

    def read(self, root: Element) -> None:
        """Say everything below the root, then the notes that stand apart from their marks."""
        self.take(root)
        for key, note in self._listed:
            self.flow.write_note(key, lambda note=note: self.walk(note))  # type: ignore[misc]

    def take(self, element: Element) -> None:
        change = change_of(element)
        rule = tracked.apart(change, self._wanted) if change else _own_rule(element)
        self._part_words(element)
        if rule:
            with self.flow.apart(rule):
                super().take(element)
        else:
            super().take(element)

    # -- parts ---------------------------------------------------------------------------------------------------------

    def _document(self, element: Element) -> None:
        """A document, or one inside another, which is a part of its own."""
        if self._root is None:
            self._root = element
        elif not self._fresh_part and local(element) != "documentCollection":
            self.flow.open_part(_part_name(element))
        self._fresh_part = False
        with self._anew(_Setting()):
            self.block(element)

    def _attachment(self, element: Element) -> None:
        self.flow.open_part("annex")
        self._fresh_part = True
        with self._anew(_Setting()):
            self.block(element)

    def _meta(self, element: Element) -> None:
        """Metadata are set apart, but for notes whose marks stand in the text."""
        with self.flow.apart(rules.METADATA):
            self._say(element, tail=False)
            for child in element:
                if local(child) == "notes":
                    self._listed_notes(child)
                else:
                    self.metadata(child)
                self._say(child, tail=True)
        self.flow.close()

    def _listed_notes(self, element: Element) -> None:
        self._say(element, tail=False)
        for note in element:
            self._listed.append((_identity(note) or f"n{len(self._listed)}", note))
            self._say(note, tail=True)

    @contextmanager
    def _anew(self, setting: _Setting) -> Iterator[None]:
        outer, self._at = self._at, setting
        yield
        self._at = outer

    # -- titles and headings -------------------------------------------------------------------------------------------

    def _title(self, element: Element) -> None:
        """The first title of a document is its title; a further one is a paragraph."""
        if self._at.titled or self._at.quotes:
            self.block(element)
            return
        self._at = replace(self._at, titled=True)
        with self.flow.within(Unit(None, title=True)):
            self.lines(element)

    def _paragraph(self, element: Element) -> None:
        in_preface = any(local(each) in ("preface", "coverPage", "header") for each in element.iterancestors())
        if in_preface and any(local(each) == "docTitle" for each in element.iter()):
            self._title(element)
        else:
            self.block(element)

    def _num(self, element: Element) -> None:
        with self.flow.numbering():
            self.walk(element)

    def _heading(self, element: Element) -> None:
        """A heading outside of a unit: of an attachment, a list, a table."""
        parent = element.getparent()
        if parent is not None and local(parent) == "attachment" and not self._at.titled:
            self._title(element)
        elif self._at.quotes or (parent is not None and local(parent) in kinds.POINTS):
            self.block(element)
        else:
            with self.flow.within(Unit(None, heading=self._at.depth + 1)):
                self.walk(element)

    # -- units ---------------------------------------------------------------------------------------------------------

    def _unit(self, element: Element) -> None:
        if not self._at.quotes and _is_heading(element):
            self._headed(element)
            return
        level = self._level_of(element)
        if level is None:
            self.block(element)
            return
        with self._anew(replace(self._at, level=level)), self.flow.within(Unit(level)):
            self.walk(element)

    def _level_of(self, element: Element) -> int | None:
        """How deep a unit is that begins here; None for one that only holds others, or goes on with what it stands in."""
        at, name = self._at.level, local(element)
        if name in kinds.POINTS or self._at.quotes:
            return None if name not in kinds.POINTS and not _has(element, _HEADS) else (at or 0) + 1
        if not _has(element, _HEADS):
            return 0 if at is None and name != "list" else None
        return 0 if at is None else at + 1

    def _headed(self, element: Element) -> None:
        """A unit with a heading, or with a number that stands over other units; crossHeading is nothing else."""
        depth = self._at.depth + 1
        with self.flow.within(Unit(None, heading=depth)):
            if local(element) == "crossHeading":
                self.walk(element)
                return
            for child in element:
                if local(child) == "num":
                    self.take(child)
                elif local(child) in _HEADS:
                    self.flow.gap("\n")
                    self._heading_words(child)
        with self._anew(replace(self._at, depth=depth, level=None)), self.flow.within(Unit(0)):
            self._say(element, tail=False)
            for child in element:
                if local(child) not in _HEADS:
                    self.take(child)
                self._say(child, tail=True)

    def _heading_words(self, element: Element) -> None:
        """An element as words of the paragraph in the making, whatever its name."""
        change = change_of(element)
        with self.flow.apart(tracked.apart(change, self._wanted) if change else ""):
            self.walk(element)

    def _list(self, element: Element) -> None:
        """A list as in web pages: its items are counted, or bear bullets."""
        level = (self._at.level or 0) + 1
        self.flow.close()
        self._say(element, tail=False)
        count = 0
        for child in element:
            if local(child) == "li":
                count += 1
                sign = f"{child.get('value') or count}." if local(element) == "ol" else "•"
                unit = Unit(level, number=[Run(sign, made=True)])
                with self._anew(replace(self._at, level=level)), self.flow.within(unit):
                    self.walk(child)
            else:
                self.take(child)
            self._say(child, tail=True)

    # -- quotations, notes, other signs --------------------------------------------------------------------------------

    def _quoted_structure(self, element: Element) -> None:
        """Provisions that are quoted are text of the one that quotes them: none of them is a heading of this document."""
        self.flow.close()
        self.quoted(element, element.get("startQuote", ""), element.get("endQuote", ""))
        self.bring_back_sign(element)
        with self._anew(replace(self._at, quotes=self._at.quotes + 1)):
            self.block(element)

    def _quoted_text(self, element: Element) -> None:
        self.quoted(element, element.get("startQuote", ""), element.get("endQuote", ""))
        self.walk(element)

    def _note(self, element: Element) -> None:
        self._notes += 1
        key = _identity(element) or f"a{self._notes}"
        mark = (element.get("marker") or "").strip() or str(self._notes).translate(_SUPERIOR)
        self.flow.note(key, mark, lambda: self._note_text(element))

    def _note_text(self, element: Element) -> None:
        with self._anew(_Setting(quotes=1)):
            self.walk(element)

    def _reference(self, element: Element) -> None:
        """The mark of a note whose text stands elsewhere."""
        key = (element.get("href") or "").lstrip("#")
        self.flow.mark(key, (element.get("marker") or "").strip() or "*")
        self.walk(element)

    def _contents(self, element: Element) -> None:
        with self.flow.apart(rules.TABLE_OF_CONTENTS):
            self.block(element)

    def _line_end(self, element: Element) -> None:
        """The end of a line in the printed original; inside a word it shows nothing."""
        if not any(name.lower() == "breakat" for name in element.attrib):
            self.flow.gap("\n")
        self.walk(element)

    def _picture(self, element: Element) -> None:
        self.pictures += 1
        self.walk(element)

    def _part_words(self, element: Element) -> None:
        """Parts of a title, or of a signature, that nothing parts would run together."""
        before = element.getprevious()
        if before is None or before.tail:
            return
        name, parent = local(element), element.getparent()
        if name.startswith("doc") and local(before).startswith("doc"):
            self.flow.gap()
        elif parent is not None and local(parent) == "signature" and name in kinds.ALONE and not is_mixed(parent):
            self.flow.gap("\n")


def _is_heading(element: Element) -> bool:
    """Whether a unit stands over what it holds: it has a heading, or its number stands before other numbered units."""
    name = local(element)
    if name in kinds.HEADED:
        return True
    if name in kinds.POINTS:
        return False
    if _has(element, frozenset(("heading", "subheading"))):
        return True
    first = next((child for child in element if local(child) not in _HEADS), None)
    under = first is not None and local(first) in kinds.UNITS and _has(first, frozenset(("num",)))
    return under and _has(element, frozenset(("num",))) and name not in ("recital", "citation")


def _has(element: Element, names: frozenset[str]) -> bool:
    return any(local(child) in names for child in element)


def _identity(element: Element) -> str:
    """The id by which a mark may name a note."""
    found = (element.get(name) for name in ("eId", "id", "{http://www.w3.org/XML/1998/namespace}id", "wId"))
    return next((f"i{each}" for each in found if each), "")


def _own_rule(element: Element) -> str:
    """The rule under which revtrack itself set a line apart."""
    rule = element.get(_OWN_RULE, "")
    return rule if rule in _APART else ""


def _part_name(element: Element) -> str:
    """What a part is called: `bill`, `act`, or what a `doc` calls itself."""
    name = (element.get("name") or "").lower() if local(element) == "doc" else local(element).lower()
    return name if _PART.fullmatch(name) else "doc"
