"""Walks a web page and writes what it shows to a sheet; what belongs to the page and not to the text is set apart."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from revtrack.errors import InputTooLarge
from revtrack.ingest import rules
from revtrack.ingest.decode import refuse_controls
from revtrack.ingest.figures import FORMATS
from revtrack.ingest.html import kinds
from revtrack.ingest.html.charset import decode_page
from revtrack.ingest.html.markup import End, Event, Start, events
from revtrack.ingest.sheet import Cell, Draft, Run, Sheet, SheetMaker, Stated

_DEPTH = 3
"""Columns that one list stands further in than the list around it."""
_DEEPEST = 1_000
"""Elements that may be open at one time."""
_ANEW = ("save the page as plain text in UTF-8, then  revtrack add FILE",)
_NOTE_LINK = re.compile(r"#((?:ntr|fn|_?ftn|note|footnote|cite_note|sdfootnote)[^#\s]{0,100})", re.IGNORECASE)
_BACK_LINK = re.compile(
    r"#(?:ntc|fnref|_?ftnref|cite_ref|noteref|footnote-?ref|sdfootnote[0-9]{1,4}anc)", re.IGNORECASE
)
_STYLES = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_SPACE = re.compile(r"[ \t\n\r\f]{1,100000}")


def read_html(data: bytes, name: str) -> Sheet:
    """The sheet of a web page. Raises what decoding raises, and InputTooLarge."""
    text, encoding = decode_page(data, name)
    found = events(text.removeprefix("\ufeff"), name)
    for event in found:
        if isinstance(event, str):
            refuse_controls(event, name)
    return replace(_Page(found, name).sheet(), encoding=encoding)


class _Open(Struct):
    """An element that is open: the rule it set apart by, the list it is, the cell and note it stands in."""

    tag: str
    rule: str = ""
    style: str = ""
    count: int = 0
    step: int = 1
    cell: Cell | None = None
    note: str = ""
    inside: bool = False
    pre: bool = False
    fresh: str = ""
    """The number of a list item, until a paragraph has taken it."""


class _Page:
    """The walk: the elements that are open, and the paragraph in the making."""

    def __init__(self, found: Sequence[Event], name: str) -> None:
        self._name = name
        self._events = found
        starts = [event for event in found if isinstance(event, Start)]
        self._has_main = any(kinds.is_main(*start) for start in starts)
        self._named = {each for start in starts for key in ("id", "name") if (each := start.attributes.get(key, ""))}
        depths = Counter(start.tag for start in starts)
        self._shift = 1 if depths["h1"] == 1 else 0
        self._cells = _cell_counts(found)
        self._maker = SheetMaker()
        self._open: list[_Open] = [_Open("")]
        self._draft = Draft()
        self._shape = Stated(0, 0)
        self._title = False
        self._marks: set[str] = set()
        self._mark = ""
        self._back: Draft | None = None
        self._back_said = False
        self._rows = 0
        self._pictures = 0
        self._outside = 0

    def sheet(self) -> Sheet:
        """What the page shows."""
        for at, event in enumerate(self._events):
            if len(self._open) > _DEEPEST:
                raise InputTooLarge(
                    f"{self._name} has elements nested deeper than {_DEEPEST:,}; nothing was added", tries=_ANEW
                )
            if isinstance(event, str):
                self._text(event)
            elif isinstance(event, Start):
                self._start(at, event)
            else:
                self._end(event)
        self._close()
        return self._maker.sheet(list(self._look_at()))

    def _look_at(self) -> Iterator[str]:
        if self._pictures:
            noun = "picture" if self._pictures == 1 else "pictures"
            yield f"{self._pictures} {noun}: what they show is no text and was not read"
        if self._outside:
            yield f"{self._outside:,} characters stand outside what the page calls its main part; they are set apart"

    # -- events --------------------------------------------------------------------------------------------------------

    def _start(self, at: int, start: Start) -> None:
        tag, attributes = start
        if tag == "br":
            self._put(Run("\n", made=True))
            return
        if tag in kinds.VOID:
            self._pictures += tag == "img" and not self._rule()
            if tag == "hr":
                self._close()
            return
        title = kinds.is_title(attributes)
        if tag in kinds.BLOCKS or kinds.is_cell(tag, attributes) or title or kinds.heading(tag, attributes):
            self._begin_block(tag, attributes, title=title)
        self._open.append(self._opened(at, tag, attributes))
        if tag == "li":
            self._number(attributes)
        elif tag == "a":
            self._link(attributes)

    def _end(self, end: End) -> None:
        if end.tag == "a":
            self._mark = ""
            self._put_back()
        if end.tag in kinds.VOID or len(self._open) == 1:
            return
        # The parser closes what is open, so the last one opened ends first; anything else would be an end without start.
        if self._open[-1].tag == end.tag:
            last = self._open[-1]
            # A title goes on in the next element of its class, so it is closed by what follows.
            if not self._title and (end.tag in kinds.BLOCKS or last.cell is not self._open[-2].cell):
                self._close()
            self._open.pop()

    def _text(self, text: str) -> None:
        if not self._open[-1].pre:
            text = _SPACE.sub(" ", text)
            ends = self._draft.runs[-1].text[-1:] if self._draft.runs else ""
            if not self._rule() and text.startswith(" ") and ends in ("", " ", "\n"):
                text = text[1:]
        run = Run(text, mark=self._mark)
        if self._back is not None:
            self._back.put(run)
        else:
            self._put(run)

    # -- elements ------------------------------------------------------------------------------------------------------

    def _opened(self, at: int, tag: str, attributes: Mapping[str, str]) -> _Open:
        above = self._open[-1]
        inside = above.inside or kinds.is_main(tag, attributes) or (not self._has_main and tag in kinds.CONTENT)
        made = _Open(tag, above.rule, cell=above.cell, note=above.note, inside=inside, pre=above.pre or tag == "pre")
        made.rule = above.rule or kinds.apart(tag, attributes, inside=inside)
        if tag in ("ol", "ul", "menu"):
            _set_list(made, tag, attributes)
        if kinds.is_row(tag, attributes):
            self._rows += 1
            made.cell = Cell(self._rows, -1) if self._cells.get(at, 0) > 1 else above.cell
        elif kinds.is_cell(tag, attributes) and above.cell is not None:
            row = next((each for each in reversed(self._open) if each.cell and each.cell.at < 0), None)
            if row is not None and row.cell is not None:
                row.count += 1
                made.cell = Cell(row.cell.row, row.count)
        key = attributes.get("id", "") or attributes.get("name", "")
        if key in self._marks:
            self._note(made, tag, key)
        return made

    def _note(self, made: _Open, tag: str, key: str) -> None:
        """The text of a note begins: in this element, or, where only a link bears its name, in this paragraph."""
        if tag in kinds.BLOCKS:
            made.note = key
        elif not self._draft.visible:
            self._shape = replace(self._shape, note=key)

    def _link(self, attributes: Mapping[str, str]) -> None:
        target = attributes.get("href", "")
        found = _NOTE_LINK.fullmatch(target)
        if _BACK_LINK.match(target) or kinds.is_back_link(attributes):
            self._back, self._back_said = Draft(), kinds.is_back_link(attributes)
        elif found and found[1] in self._named and not self._rule() and not self._note_key():
            self._mark = found[1]
            self._marks.add(found[1])

    def _put_back(self) -> None:
        """A link from a note back to its mark: its mark once more; an arrow, or what the page calls such a link, is set apart."""
        if self._back is None:
            return
        draft, self._back = self._back, None
        arrow = self._back_said or not any(character.isalnum() or character == "*" for character in draft.text)
        for run in draft.runs:
            self._draft.put(run, self._rule() or (rules.BACK_LINK if arrow else ""))
        if not arrow:  # LibreOffice puts nothing between the mark and the text of a note
            self._draft.put(Run(" ", made=True), self._rule())

    def _number(self, attributes: Mapping[str, str]) -> None:
        """The number or bullet that a list shows before its next item."""
        item, above = self._open[-1], next((each for each in reversed(self._open[:-1]) if each.style), None)
        if above is None or item.rule or item.note or above.style == "none":
            return
        if above.style == "bullet":
            item.fresh = "•"
            return
        said = attributes.get("value", "")
        above.count = int(said) if re.fullmatch(r"-?[0-9]{1,6}", said) else above.count + above.step
        item.count = above.count
        item.fresh = FORMATS[above.style](above.count) + "."

    # -- paragraphs ----------------------------------------------------------------------------------------------------

    def _begin_block(self, tag: str, attributes: Mapping[str, str], *, title: bool) -> None:
        if title and self._title and self._draft.visible:
            # The lines of an act's title are one title.
            self._put(Run("\n", made=True))
            return
        self._close()
        depth = kinds.heading(tag, attributes)
        self._title = title
        if depth or title:
            first = tag == "h1" and self._shift == 1
            shifted = depth - self._shift if tag in ("h2", "h3", "h4", "h5", "h6") else depth
            subject = kinds.is_subject(attributes)
            self._shape = replace(self._shape, heading=max(shifted, 1), title=title or first, subject=subject)

    def _close(self) -> None:
        """Write the paragraph in the making."""
        draft, shape = self._draft, self._shape
        self._draft, self._shape, self._title = Draft(), Stated(0, 0), False
        if not draft.runs and not draft.apart:
            return
        last, note = self._open[-1], shape.note or self._note_key()
        item = next((each for each in reversed(self._open) if each.fresh), None) if draft.visible else None
        lists = sum(each.style != "" for each in self._open)
        number: list[Run] = []
        value, indent = "", _DEPTH * lists
        if item is not None and not note:
            number, value = [Run(item.fresh, made=True), Run(" ", made=True)], str(item.count or item.fresh)
            item.fresh, indent = "", indent - _DEPTH
        self._maker.write(draft, number, replace(shape, indent=indent, value=value, note=note, cell=_cell(last.cell)))

    def _put(self, run: Run) -> None:
        rule = self._rule()
        self._outside += len(run.text.strip()) if rule == rules.OUTSIDE else 0
        self._draft.put(run, rule)

    def _rule(self) -> str:
        last = self._open[-1]
        if last.rule:
            return last.rule
        return rules.OUTSIDE if self._has_main and not last.inside else ""

    def _note_key(self) -> str:
        return self._shape.note or self._open[-1].note


def _cell(cell: Cell | None) -> Cell | None:
    return cell if cell is None or cell.at >= 0 else None


def _set_list(made: _Open, tag: str, attributes: Mapping[str, str]) -> None:
    """How a list numbers its items."""
    style = attributes.get("style", "").replace(" ", "").lower()
    if "list-style:none" in style or "list-style-type:none" in style:
        made.style = "none"
        return
    made.style = "bullet" if tag != "ol" else _STYLES.get(attributes.get("type", ""), "decimal")
    start = attributes.get("start", "")
    made.step = -1 if "reversed" in attributes else 1
    made.count = (int(start) if re.fullmatch(r"-?[0-9]{1,6}", start) else 1) - made.step


def _cell_counts(found: Sequence[Event]) -> dict[int, int]:
    """Position of the start of a row -> how many cells it has."""
    counts: dict[int, int] = {}
    waiting: list[tuple[int, str]] = []
    for at, event in enumerate(found):
        if isinstance(event, Start):
            if kinds.is_row(*event):
                counts[at] = 0
            elif kinds.is_cell(*event):
                row = next((each for each, _ in reversed(waiting) if each in counts), None)
                if row is not None:
                    counts[row] += 1
            if event.tag not in kinds.VOID and len(waiting) < _DEEPEST:
                waiting.append((at, event.tag))
        elif isinstance(event, End) and waiting and waiting[-1][1] == event.tag:
            waiting.pop()
    return counts
