"""Walks the stories of a Word document (body, note, page head, comment) and writes their paragraphs to a sheet.

Elements are looked up in a table; one that the table does not know is gone into, so that no text is passed over. Text
elements are w:t, w:delText, w:instrText, w:delInstrText, m:t and a:t; what else is shown is made: tabs, breaks, symbols,
automatic numbers, marks of notes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from msgspec import Struct, field
from msgspec.structs import replace

from revtrack.errors import SourceRefused
from revtrack.ingest import rules
from revtrack.ingest.docx import tracked
from revtrack.ingest.docx.names import Element, attribute, child, is_on, tag, value, whole
from revtrack.ingest.docx.numbering import Number, Numbering
from revtrack.ingest.docx.styles import Styles, indent, outline
from revtrack.ingest.sheet import Cell, Draft, Run, SheetMaker, Stated
from revtrack.model.readings import Tracked

COLUMN = 240
"""Twentieths of a point that make one column of a plain text: the width of a letter of 12 points."""
_PER_LEVEL = 3
_BODY_TEXT = 9
_SYMBOL_FONTS = 0xF000
_SUPERIOR = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_SKIPPED = frozenset(
    (
        *(
            "w:pPr",
            "w:rPr",
            "w:sectPr",
            "w:tblPr",
            "w:tblGrid",
            "w:trPr",
            "w:tcPr",
            "w:tblPrEx",
            "w:sdtPr",
            "w:sdtEndPr",
        ),
        *("w:ffData", "w:rubyPr", "w:smartTagPr", "w:customXmlPr", "w:softHyphen"),
    )
)
_MADE = {"w:tab": "\t", "w:ptab": "\t", "w:cr": "\n", "w:noBreakHyphen": "\u2011"}
_TEXT = frozenset(("w:t", "w:delText", "m:t", "a:t"))
_CODE = frozenset(("w:instrText", "w:delInstrText"))
_PICTURES = frozenset(("w:drawing", "w:pict", "w:object"))


class NoteCounter(Struct):
    """Counts the notes of one kind. `letter` begins their keys; `style` is the format of their numbers."""

    letter: str
    style: str = "decimal"
    start: int = 1
    count: int = 0

    def advance(self, numbering: Numbering) -> str:
        """The mark of the next note: superior figures, or letters as they are."""
        shown = numbering.written(self.start + self.count, self.style)
        self.count += 1
        return shown.translate(_SUPERIOR)


class Setting(Struct):
    """What all stories of one document share."""

    name: str
    styles: Styles
    numbering: Numbering
    wanted: Tracked
    maker: SheetMaker = field(default_factory=SheetMaker)
    footnotes: NoteCounter = field(default_factory=lambda: NoteCounter("f"))
    endnotes: NoteCounter = field(default_factory=lambda: NoteCounter("e", "lowerRoman"))
    rows: int = 0
    seen: Counter[str] = field(default_factory=Counter)
    """How often something was met that the person should hear of."""


class Story:
    """One story in reading order. `note` and `apart` say what all its paragraphs are."""

    def __init__(self, setting: Setting, *, note: str = "", apart: str = "") -> None:
        self._setting = setting
        self._kind = Stated(0, 0, note=note, apart=apart)
        self._draft = Draft()
        self._open = False
        self._gone: list[str] = []
        # Whether each open field is still at its instruction, and how many are: fields may be nested without end.
        self._fields: list[bool] = []
        self._codes = 0
        self._boxes: list[tuple[Element, str]] = []
        self._cell: Cell | None = None
        self._properties: Element | None = None
        self._takers: dict[str, Callable[[Element], None]] = {
            "w:p": self._paragraph,
            "w:r": self._run,
            "w:tr": self._row,
            "w:br": self._break,
            "w:sym": self._symbol,
            "w:fldChar": self._field,
            "w:footnoteReference": lambda each: self._reference(each, setting.footnotes),
            "w:endnoteReference": lambda each: self._reference(each, setting.endnotes),
            "w:txbxContent": self._box,
            "mc:AlternateContent": self._alternate,
            "w:altChunk": self._embedded,
            "w:subDoc": self._embedded,
        }

    def write(self, root: Element) -> None:
        """Write every paragraph below `root`."""
        self._walk(root)
        self._close()

    # -- what is met ---------------------------------------------------------------------------------------------------

    def _walk(self, element: Element) -> None:
        for each in element:
            self._take(each)

    def _take(self, element: Element) -> None:
        kind = tag(element)
        taker = self._takers.get(kind)
        if taker is not None:
            taker(element)
        elif kind in _TEXT:
            self._put(Run("".join(element.itertext())), in_code=self._codes > 0)
        elif kind in _CODE:
            self._put(Run("".join(element.itertext())), in_code=True)
        elif kind in _MADE:
            self._put(Run(_MADE[kind], made=True), in_code=self._codes > 0)
        elif kind not in _SKIPPED:
            self._setting.seen["picture"] += kind in _PICTURES
            with self._without(tracked.apart(kind, self._setting.wanted)):
                self._walk(element)

    def _put(self, run: Run, *, in_code: bool = False) -> None:
        rule = self._gone[-1] if self._gone else rules.FIELD_CODE if in_code else ""
        self._draft.put(run, rule)

    @contextmanager
    def _without(self, rule: str) -> Iterator[None]:
        """What is met meanwhile is set apart by the rule, if there is one; the outermost rule counts."""
        if rule:
            self._gone.append(self._gone[-1] if self._gone else rule)
        yield
        if rule:
            self._gone.pop()

    # -- paragraphs ----------------------------------------------------------------------------------------------------

    def _paragraph(self, element: Element) -> None:
        self._open = True
        self._properties = child(element, "w:pPr")
        self._walk(element)
        if not tracked.end_is_gone(self._properties, self._setting.wanted):
            self._close()

    def _close(self) -> None:
        """Write the paragraph that is open, then the text boxes that are anchored in it."""
        if self._open or self._draft.runs or self._draft.apart:
            draft, properties = self._draft, self._properties
            self._draft, self._open, self._properties = Draft(), False, None
            self._write(draft, properties)
        boxes, self._boxes = self._boxes, []
        for box, rule in boxes:
            with self._without(rule):
                self._walk(box)
                self._close()

    def _write(self, draft: Draft, properties: Element | None) -> None:
        setting, style = self._setting, value(properties, "w:pStyle")
        number = self._number(properties, style) if not self._gone else None
        runs = [Run(number.text, made=True)] if number else []
        if number and draft.visible:
            runs.append(Run(number.gap, made=True))
        level = _outline(properties, style, setting.styles)
        left = indent(properties)
        if left is None:
            left = setting.styles.left(style) or 0
        columns = max(number.indent // COLUMN, number.level * _PER_LEVEL) if number else left // COLUMN
        stated = replace(
            self._kind,
            heading=0 if level is None else level + 1,
            title=setting.styles.is_title(style),
            indent=max(columns, 0),
            value=number.value if number else "",
            cell=self._cell,
            apart=self._kind.apart or (rules.TABLE_OF_CONTENTS if setting.styles.is_contents(style) else ""),
        )
        setting.maker.write(draft, runs, stated)

    def _number(self, properties: Element | None, style: str) -> Number | None:
        """The automatic number of a paragraph; a list that the paragraph names wins over that of its style."""
        numbering, chain = self._setting.numbering, list(self._setting.styles.chain(style))
        named = value(properties, "w:numPr", "w:numId")
        num_id = named or next((each.num_id for each in chain if each.num_id), "")
        if not num_id or num_id == "0":
            return None
        level = whole(value(properties, "w:numPr", "w:ilvl"))
        if level is None and not named:
            tied = (numbering.level_of(num_id, each.key) for each in chain)
            level = next((at for at in tied if at is not None), None)
            if level is None:
                level = next((each.level for each in chain if each.level is not None), None)
        return numbering.advance(num_id, level or 0)

    # -- runs ----------------------------------------------------------------------------------------------------------

    def _run(self, element: Element) -> None:
        with self._without(rules.HIDDEN_TEXT if self._is_hidden(element) else ""):
            self._walk(element)

    def _is_hidden(self, run: Element) -> bool:
        """Whether a run is hidden: by itself, else by its style, else by the style of its paragraph."""
        properties, styles = child(run, "w:rPr"), self._setting.styles
        own = is_on(child(properties, "w:vanish"))
        if own is None:
            own = styles.is_hidden(value(properties, "w:rStyle"))
        if own is None:
            own = styles.is_hidden(value(self._properties, "w:pStyle"))
        return bool(own)

    def _break(self, element: Element) -> None:
        turns = attribute(element, "type") in ("page", "column")
        self._put(Run("\f" if turns else "\n", made=True))

    def _symbol(self, element: Element) -> None:
        """A character of a font of symbols (17.3.3.30); only where the font is a private one, it is not known."""
        try:
            code = int(attribute(element, "char")[:6], 16)
        except ValueError:
            code = 0
        if not 0x20 < code < 0x110000 or 0xD800 <= code < 0xE000:
            return
        self._setting.seen["symbol"] += _SYMBOL_FONTS <= code < _SYMBOL_FONTS + 0x100
        self._put(Run(chr(code), made=True))

    def _field(self, element: Element) -> None:
        """A field has an instruction, then its result, which is text (17.16.18)."""
        kind = attribute(element, "fldCharType")
        if kind == "begin":
            self._fields.append(True)
            self._codes += 1
        elif kind == "separate" and self._fields:
            self._codes -= self._fields[-1]
            self._fields[-1] = False
        elif kind == "end" and self._fields:
            self._codes -= self._fields.pop()

    def _reference(self, element: Element, counter: NoteCounter) -> None:
        """The mark of a note: counted, or written by hand in the same run (17.11.7)."""
        key = counter.letter + attribute(element, "id")
        if self._gone:
            return
        if is_on_attribute(element, "customMarkFollows"):
            self._custom(element, key)
        else:
            self._put(Run(counter.advance(self._setting.numbering), made=True, mark=key))

    def _custom(self, element: Element, key: str) -> None:
        """A mark by hand is the text that follows in the run; it is taken here, so that it is not met again."""
        follower = element.getnext()
        if follower is not None and tag(follower) == "w:t":
            self._put(Run("".join(follower.itertext()), mark=key))
            for each in list(follower):
                follower.remove(each)
            follower.text = ""
        elif follower is not None and tag(follower) == "w:sym":
            self._symbol(follower)

    # -- tables, boxes, what is not read -------------------------------------------------------------------------------

    def _row(self, element: Element) -> None:
        cells = list(_cells(element))
        outer, self._setting.rows = self._cell, self._setting.rows + 1
        row = self._setting.rows
        with self._without(tracked.changes_in(child(element, "w:trPr"), self._setting.wanted)):
            for at, cell in enumerate(cells):
                # A row of one cell is a frame around text, and no table.
                self._cell = Cell(row, at) if len(cells) > 1 else outer
                with self._without(tracked.changes_in(child(cell, "w:tcPr"), self._setting.wanted)):
                    self._walk(cell)
                    self._close()
        self._cell = outer

    def _box(self, element: Element) -> None:
        self._boxes.append((element, self._gone[-1] if self._gone else ""))

    def _alternate(self, element: Element) -> None:
        """Markup for new and for old programs: the first choice is read; other words in the rest are set apart."""
        choices = list(element)
        if not choices:
            return
        self._walk(choices[0])
        read = _bare(choices[0])
        for other in choices[1:]:
            if _bare(other) != read:
                with self._without(rules.FALLBACK_TEXT):
                    self._walk(other)

    def _embedded(self, element: Element) -> None:
        raise SourceRefused(
            f"{self._setting.name} holds another document inside ({tag(element)}), whose text would be lost",
            facts=("nothing was added",),
            tries=("open it in Word and save it anew, so that both become one text",),
        )


def is_on_attribute(element: Element, name: str) -> bool:
    """Whether an attribute is there and not off."""
    return attribute(element, name).lower() in ("1", "true", "on")


def _outline(properties: Element | None, style: str, styles: Styles) -> int | None:
    """The outline level, from 0, of a paragraph; None for body text."""
    own = outline(properties)
    level = styles.outline(style) if own is None else own
    return level if level is not None and 0 <= level < _BODY_TEXT else None


def _cells(row: Element) -> Iterator[Element]:
    """The cells of a row, those inside content controls among them."""
    for each in row:
        kind = tag(each)
        if kind == "w:tc":
            yield each
        elif kind not in _SKIPPED:
            yield from _cells(each)


def _bare(element: Element) -> str:
    return "".join("".join(each.itertext()) for each in element.iter() if tag(each) in _TEXT)
