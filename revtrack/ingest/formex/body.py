"""Walks the text of a Formex document: its parts, articles, recitals, lists, tables, notes and quotations."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager

from msgspec import Struct
from msgspec.structs import replace

from revtrack.ingest import rules
from revtrack.ingest.flow import Unit
from revtrack.ingest.formex import kinds
from revtrack.ingest.sheet import Run
from revtrack.ingest.xmlwalk import Element, Walker, is_mixed, local, words_of

_LINES = frozenset(("P", "TI", "STI"))
_NOTES = frozenset(("NOTE",))
_SIGNS = frozenset(("QUOT.START", "QUOT.END"))
_NUMBERED = re.compile(
    r"[^\W\d_]{2,20}[ \u00a0](?:[0-9]{1,3}(?:\.[0-9]{1,3}){0,3}[a-z]?|[IVXLCDM]{1,8}[a-z]?|[A-Z]{1,2}[0-9]{0,2})\.?"
)
"""What stands over a division and only counts it: "CHAPTER I", "Section 2", "TITLE IVa", "Part A"."""
_QUOTATION = frozenset(("Pi", "Pf", "Ps", "Pe", "Po"))


class _Setting(Struct, frozen=True):
    """Where the walk is: the depth of headings, that of the numbered unit that is open, and in how many quotations."""

    depth: int = 0
    level: int | None = None
    quotes: int = 0


class Body(Walker):
    """One walk through a whole document."""

    def __init__(self, root: Element) -> None:
        super().__init__(
            {
                **dict.fromkeys(kinds.BLOCKS, self.block),
                **dict.fromkeys(kinds.META, self.metadata),
                **dict.fromkeys(kinds.ROOTS, self.block),
                **dict.fromkeys(kinds.PICTURES, self._picture),
                **dict.fromkeys(kinds.NUMBERS, self._number),
                **dict.fromkeys(("ANNEX", "CONS.ANNEX"), self._annex),
                **dict.fromkeys(("ARTICLE", "SUBDIV", "DIVISION", "GR.SEQ"), self._division),
                **dict.fromkeys(("TITLE", "TI.BLK", "STI.BLK", "TI.TBL", "TI.INTRO"), self._title),
                **dict.fromkeys(("TI.ART", "STI.ART", "TI", "TI.TXT"), self._heading),
                **dict.fromkeys(("PARAG", "CONSID", "NP", "NP.ECR", "UNP"), self._unit),
                **dict.fromkeys(("ROW", "row"), self.row),
                "ITEM": self._item,
                "DLIST.ITEM": self._defined,
                "QUOT.S": self._quoted,
                "QUOT.START": self._sign,
                "QUOT.END": self._sign,
                "NOTE": self._note,
                "TOC": self._contents,
                "BR": lambda each: self.shown(each, "\n"),
            },
            plain=kinds.PLAIN,
            lines=_LINES,
            notes=_NOTES,
            signs=_SIGNS,
        )
        self._root = root
        self._at = _Setting()
        self._titled = False
        self._notes = 0
        self._marks: dict[str, str] = {}
        self._odd_signs = 0
        self._referred = {each.get("NOTE.REF", "") for each in root.iter() if local(each) == "NOTE"} - {""}

    def read(self) -> None:
        """Say everything below the root."""
        self.walk(self._root)

    def remarks(self) -> Iterator[str]:
        yield from super().remarks()
        if self._odd_signs:
            yield f"{self._odd_signs} quotation marks are named by codes that are none; they are not shown"

    @contextmanager
    def _anew(self, setting: _Setting) -> Iterator[None]:
        outer, self._at = self._at, setting
        yield
        self._at = outer

    # -- parts and headings --------------------------------------------------------------------------------------------

    def _annex(self, element: Element) -> None:
        self.flow.open_part("annex")
        self._titled = False
        with self._anew(_Setting()):
            self.block(element)

    def _division(self, element: Element) -> None:
        """A division, a sequence or an article: its heading, then what it holds."""
        if self._at.quotes:
            self._below(element, (self._at.level or 0) + 1)
            return
        heads = [child for child in element if local(child) in ("TITLE", "TI.ART", "STI.ART", "TI", "STI")]
        depth = self._at.depth + bool(heads)
        if heads:
            self._headed([part for head in heads for part in _parts(head)], Unit(None, heading=depth))
        with self._anew(replace(self._at, depth=depth, level=None)), self.flow.within(Unit(0)):
            self._rest(element, heads)

    def _rest(self, element: Element, heads: list[Element]) -> None:
        """What an element holds beside its heading."""
        self._say(element, tail=False)
        for child in element:
            if child not in heads:
                self.take(child)
            self._say(child, tail=True)

    def _headed(self, parts: list[Element], unit: Unit) -> None:
        """One heading of its parts: a first one that only counts is its number."""
        numbered = local(parts[0]) == "TI.ART" or (_counts(parts[0]) and not unit.title)
        with self.flow.within(unit):
            for at, part in enumerate(parts):
                if at == 0 and numbered:
                    with self.flow.numbering():
                        self.lines(part)
                else:
                    self.flow.gap("\n")
                    self.lines(part)

    def _title(self, element: Element) -> None:
        """The title of the whole, or of an annex; else the heading of what it stands in, such as a table."""
        above = element.getparent()
        parent = local(above) if above is not None else ""
        if self._at.quotes or self.flow.is_apart:
            self.block(element)
        elif not self._titled and parent in (*kinds.ROOTS, "CONS.DOC", "PROLOG"):
            self._titled = True
            self._titles(element, annex=parent in ("ANNEX", "CONS.ANNEX"))
        else:
            self._headed(list(_parts(element)), Unit(None, heading=self._at.depth + 1))

    def _titles(self, element: Element, *, annex: bool) -> None:
        """A title is one; that of an annex stands below the line that says which annex it is."""
        parts = list(_parts(element))
        if annex and len(parts) > 1:
            self._headed(parts[:1], Unit(None, title=True))
            parts = parts[1:]
        with self.flow.within(Unit(None, title=True)):
            for part in parts:
                self.flow.gap("\n")
                self.lines(part)

    def _heading(self, element: Element) -> None:
        """A heading that stands where no division begins."""
        if self._at.quotes or self.flow.is_apart:
            self._quoted_heading(element)
        else:
            self._headed([element], Unit(None, heading=self._at.depth + 1))

    def _quoted_heading(self, element: Element) -> None:
        if local(element) == "TI.ART" and not self.flow.is_apart:
            with self.flow.numbering():
                self.lines(element)
        else:
            self.block(element)

    # -- units ---------------------------------------------------------------------------------------------------------

    def _unit(self, element: Element) -> None:
        """What bears a number: a paragraph, a recital, a point. A recital without one holds its number further down."""
        if local(element) == "CONSID" and not any(local(child) in kinds.NUMBERS for child in element):
            self.block(element)
            return
        self._below(element, 0 if self._at.level is None and not self._at.quotes else (self._at.level or 0) + 1)

    def _below(self, element: Element, level: int, number: list[Run] | None = None) -> None:
        with self._anew(replace(self._at, level=level)), self.flow.within(Unit(level, number=number or [])):
            self.walk(element)

    def _item(self, element: Element) -> None:
        """An item of a list: numbered by what it holds, by the type of its list, or not at all."""
        level = (self._at.level or 0) + 1
        first = next(iter(element), None)
        if first is not None and local(first) == "NP":
            with self._anew(replace(self._at, level=level)), self.flow.within(Unit(level)):
                self._say(element, tail=False)
                for child in element:
                    (self.walk if child is first else self.take)(child)
                    self._say(child, tail=True)
            return
        parent = element.getparent()
        sign = kinds.SIGNS.get(parent.get("TYPE", "").upper(), "") if parent is not None else ""
        self._below(element, level, [Run(sign, made=True)] if sign and not self.flow.is_apart else None)

    def _number(self, element: Element) -> None:
        with self.flow.numbering():
            self.lines(element)

    def _defined(self, element: Element) -> None:
        """A term and what it means, as one item."""
        parent = element.getparent()
        sign = (parent.get("SEPARATOR") or "").strip() if parent is not None else ""
        level = (self._at.level or 0) + 1
        with self._anew(replace(self._at, level=level)), self.flow.within(Unit(level)):
            self._say(element, tail=False)
            for at, child in enumerate(element):
                if at:
                    self.flow.gap()
                    self.flow.made(f"{sign} " if sign and at == 1 else "")
                self.walk(child) if local(child) in ("TERM", "PREFIX") else self._definition(child)
                self._say(child, tail=True)

    def _definition(self, element: Element) -> None:
        """The words of a definition; further paragraphs of it stand alone."""
        self._say(element, tail=False)
        for at, child in enumerate(element):
            (self.walk if at == 0 and local(child) == "P" else self.take)(child)
            self._say(child, tail=True)

    # -- notes, quotations, other signs --------------------------------------------------------------------------------

    def _note(self, element: Element) -> None:
        """A note at its mark, a further mark of it, or the text of a note whose marks stand elsewhere."""
        if reference := element.get("NOTE.REF", ""):
            self.flow.mark(reference, self._mark(reference))
            self.walk(element)
            return
        key = element.get("NOTE.ID", "") or f"n{self._notes + 1}"
        parent = element.getparent()
        if parent is None or local(parent) != "GR.NOTES":
            self.flow.note(key, self._mark(key), lambda: self._note_text(element))
        elif key in self._referred:
            self.flow.write_note(key, lambda: self._note_text(element))
        else:
            with self.flow.within(Unit(None, number=[Run(self._mark(key), made=True)])):
                self.walk(element)

    def _mark(self, key: str) -> str:
        """The mark of a note, counted through the document in the order of its marks."""
        if key not in self._marks:
            self._notes += 1
            self._marks[key] = f"({self._notes})"
        return self._marks[key]

    def _note_text(self, element: Element) -> None:
        with self._anew(_Setting(quotes=1)):
            self.walk(element)

    def _quoted(self, element: Element) -> None:
        """Provisions that are quoted are text of the one that quotes them: none of them is a heading of this document."""
        self.flow.close()
        self.bring_back_sign(element)
        with self._anew(replace(self._at, quotes=self._at.quotes + 1)):
            self.block(element)

    def _sign(self, element: Element) -> None:
        """A quotation mark, named by the code of its character."""
        code = element.get("CODE", "")
        sign = chr(int(code, 16)) if re.fullmatch(r"[0-9A-Fa-f]{2,5}", code) else ""
        if sign and unicodedata.category(sign) in _QUOTATION:
            self.flow.made(sign)
        else:
            self._odd_signs += 1
        self.walk(element)

    def _contents(self, element: Element) -> None:
        with self.flow.apart(rules.TABLE_OF_CONTENTS):
            self.block(element)

    def _picture(self, element: Element) -> None:
        self.pictures += 1
        self.walk(element)


def _parts(element: Element) -> Iterator[Element]:
    """The title and the subtitles of a TITLE; the element itself where it is none."""
    only = len(element) > 0 and all(local(child) in ("TI", "STI") for child in element) and not is_mixed(element)
    yield from element if only and local(element) == "TITLE" else [element]


def _counts(element: Element) -> bool:
    return _NUMBERED.fullmatch(words_of(element)) is not None
