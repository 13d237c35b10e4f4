"""Reads the cells of a manifest. What a spreadsheet has mangled is found and named, never guessed back.

A spreadsheet takes `9956/14` or `5/14` for a month of some year, keeps a day as a number of days, shows two digits of a year,
and drops the last zero of `1.10`. Each of these is told by its form.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Mapping

from msgspec import Struct

from revtrack.errors import BadValue
from revtrack.ingest.months import MONTHS
from revtrack.model.dates import DocumentDate
from revtrack.model.language import Language
from revtrack.model.months import MONTH_NUMBERS
from revtrack.model.numbers import DocumentNumber
from revtrack.model.tables import Cell, CellKind
from revtrack.model.texts import WorkId, check_label

FIRST_YEAR, LAST_YEAR = 1000, 2100
"""A year beyond these in a column of dates is something else: 9956 is the number of a document."""

_YEAR = re.compile(r"[0-9]{4}")
_ISO = re.compile(r"([0-9]{4})([-/.])([0-9]{1,2})\2([0-9]{1,2})(?:[T ]00:00(?::00(?:\.0{1,6})?)?Z?)?")
_PACKED = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})")
_DOTTED = re.compile(r"([0-9]{1,2})\.\s?([0-9]{1,2})\.\s?([0-9]{4})")
_SLASHED = re.compile(r"([0-9]{1,2})([/-])([0-9]{1,2})\2([0-9]{4})")
_SHORT = re.compile(r"([0-9]{1,2})([./-])\s?([0-9]{1,2})\2\s?'?([0-9]{2})")
_WORDED = re.compile(r"([0-9]{1,2})\.?\s(?:de\s)?([^\W\d_]{3,12})\s([0-9]{4})")
_SERIAL = re.compile(r"[0-9]{5}(?:[.,][0-9]{1,10})?")
_PART = re.compile(r"([^\W\d_]{3,12})\.?[- .]([0-9]{2}|[0-9]{4})|([0-9]{1,2})\.?[- .]([^\W\d_]{3,12})\.?")
_POWER = re.compile(r"[0-9](?:[.,][0-9]{1,15})?E[+-]?[0-9]{1,3}", re.IGNORECASE)
_HASH = re.compile(r"[0-9a-f]{64}")
_YES = frozenset(("yes", "y", "true", "1", "x", "ja", "oui"))
_NO = frozenset(("no", "n", "false", "0", "nej", "nei", "nein", "non"))
_LANGUAGES = {language.english.casefold(): language for language in Language if language.is_known}
_HOW = "write it as 2014-05-19, or the year alone, or unknown"
LOOK_AT_NUMBER = "its number is a bare figure of five digits, as a spreadsheet keeps a day"
"""What is said of a number that may be right: some archives number so."""
_AS_TEXT = "set the column to text, then type it again"


class Wrong(Struct, frozen=True):
    """What is wrong with a cell, and what to do about it."""

    what: str
    mend: str


def read_cell(column: str, cell: Cell) -> str | Wrong:
    """What the cell says, in the one form that the rest of revtrack reads; "" for an empty one."""
    text = cell.text.strip()
    if not text:
        return ""
    if cell.kind is CellKind.FORMULA:
        return Wrong(f"{_quoted(text)} is a formula", "replace it by its value (copy, then paste values only)")
    if cell.kind is CellKind.ERROR:
        return Wrong(f"{_quoted(text)} is an error of the spreadsheet", "write the value itself")
    return _READERS.get(column, _read_text)(Cell(text, cell.kind))


def is_yes(text: str) -> bool:
    """Whether a cell that was read as yes or no says yes."""
    return text == "yes"


def _read_text(cell: Cell) -> str | Wrong:
    return _unlike_text(cell) or " ".join(cell.text.split())


def _unlike_text(cell: Cell) -> Wrong | None:
    """What makes of a typed value something that nobody wrote."""
    if cell.kind in (CellKind.DAY, CellKind.PART_OF_DAY):
        return Wrong(f"a spreadsheet has made the date {cell.text} of what was typed here", _AS_TEXT)
    if cell.kind is CellKind.YES_NO:
        return Wrong("it holds a yes or no, and no text", _AS_TEXT)
    if cell.kind is CellKind.NUMBER and not cell.text.isdecimal():
        return Wrong(f"{cell.text} is a number here, so a zero at its end (1.10) would be lost", _AS_TEXT)
    return None


# -- dates -------------------------------------------------------------------------------------------------------------


def _read_date(cell: Cell) -> str | Wrong:
    text = cell.text
    if cell.kind is CellKind.PART_OF_DAY:
        return Wrong(f"the table shows a part of a date only; the spreadsheet made up the rest ({text})", _HOW)
    if cell.kind is CellKind.YES_NO:
        return Wrong("it holds a yes or no, and no date", _HOW)
    if text.casefold() == "unknown":
        return "unknown"
    if _YEAR.fullmatch(text):
        return text if FIRST_YEAR <= int(text) <= LAST_YEAR else Wrong(f"{text} is no year of a document", _HOW)
    return _whole_day(text) or _not_a_day(text)


def _whole_day(text: str) -> str | Wrong | None:
    """The day of a form in which it can be written in one way; None for other forms."""
    if found := _ISO.fullmatch(text):
        return _day(text, int(found[1]), int(found[3]), int(found[4]))
    if found := _PACKED.fullmatch(text):
        return _day(text, *map(int, found.groups()))
    if found := _DOTTED.fullmatch(text):
        return _day(text, int(found[3]), int(found[2]), int(found[1]))
    if found := _SLASHED.fullmatch(text):
        return _slashed(text, int(found[1]), int(found[3]), int(found[4]))
    if (found := _WORDED.fullmatch(text)) and (month := MONTH_NUMBERS.get(found[2].casefold())):
        return _day(text, int(found[3]), month, int(found[1]))
    return None


def _slashed(text: str, first: int, second: int, year: int) -> str | Wrong:
    """Day and month in either order, where only one of them can be a month."""
    if first > 12 or first == second:
        return _day(text, year, second, first)
    if second > 12:
        return _day(text, year, first, second)
    ways = f"{_iso(year, second, first)} or {_iso(year, first, second)}"
    return Wrong(f"{_quoted(text)} can be read in two ways", f"write {ways}")


def _day(text: str, year: int, month: int, day: int) -> str | Wrong:
    if year > LAST_YEAR:
        return Wrong(f"{_quoted(text)} looks like a document number that a spreadsheet has made a date of", _HOW)
    try:
        return str(DocumentDate(year, month, day))
    except BadValue:
        return Wrong(f"there is no day {_quoted(text)}", _HOW)


def _not_a_day(text: str) -> Wrong:
    if _SERIAL.fullmatch(text):
        day = datetime.date(1899, 12, 30) + datetime.timedelta(days=int(re.split("[.,]", text)[0]))
        return Wrong(
            f"{text} is how a spreadsheet keeps a day; it would be {day}", f"write {day} if that is right, as text"
        )
    if found := _SHORT.fullmatch(text):
        return Wrong(
            f"{_quoted(text)} has two digits of a year, and no century",
            f"write the year in full: 19{found[4]} or 20{found[4]}",
        )
    if is_part_of_day(text):
        return Wrong(f"{_quoted(text)} is a part of a date, as a spreadsheet shows one", _HOW)
    return Wrong(f"{_quoted(text)} is not a date", _HOW)


def is_part_of_day(text: str) -> bool:
    """Whether a text is what a spreadsheet shows of a day: `May-14`, `14-maj`."""
    found = _PART.fullmatch(text)
    return bool(found) and ((found[1] or found[4]).casefold() in MONTHS if found else False)


def _iso(year: int, month: int, day: int) -> str:
    return f"{year:04d}-{month:02d}-{day:02d}"


# -- numbers -----------------------------------------------------------------------------------------------------------


def _read_number(cell: Cell) -> str | Wrong:
    wrong = _unlike_text(cell) or _mangled(cell.text)
    if wrong:
        return wrong
    try:
        DocumentNumber.read(cell.text)
    except BadValue as error:
        return Wrong(error.message, error.tries[0] if error.tries else "revtrack help addresses")
    return cell.text


def is_bare_figure(number: str) -> bool:
    """Whether a document number could be a day as a spreadsheet keeps one."""
    return len(number) == 5 and number.isdecimal()


def _mangled(text: str) -> Wrong | None:
    """What a spreadsheet leaves of a document number that it took for a date or a figure."""
    dates = (_DOTTED, _SLASHED, _SHORT)
    day = _ISO.fullmatch(text)
    # 5643/5/14 is a number: there is no year 5643.
    is_day = day is not None and (day[2] != "/" or int(day[1]) <= LAST_YEAR)
    if is_day or any(form.fullmatch(text) for form in dates) or is_part_of_day(text):
        return Wrong(
            f"{_quoted(text)} is a date, as a spreadsheet makes one of a number like 5/14",
            "set the column to text, then type the document number again (12/5/14 is written 12/14 REV 5)",
        )
    if _POWER.fullmatch(text):
        return Wrong(f"{_quoted(text)} is a figure that a spreadsheet has shortened", _AS_TEXT)
    return None


def _read_numbers(cell: Cell) -> str | Wrong:
    """Several, parted by a semicolon: each as it stands, since it may be a label or a row of the same table."""
    if wrong := _unlike_text(cell):
        return wrong
    words = [" ".join(word.split()) for word in cell.text.split(";") if word.strip()]
    return next((found for found in map(_mangled, words) if found), "; ".join(words))


# -- the others --------------------------------------------------------------------------------------------------------


def _read_language(cell: Cell) -> str | Wrong:
    if wrong := _unlike_text(cell):
        return wrong
    known = _LANGUAGES.get(cell.text.casefold())
    try:
        return (known or Language.parse(cell.text)).short
    except BadValue as error:
        return Wrong(error.message, "write da, nb, nn, sv, en, de, fr …; und if nobody knows")


def _checked(make: Callable[[str], object], mend: str) -> Callable[[Cell], str | Wrong]:
    def read(cell: Cell) -> str | Wrong:
        if wrong := _unlike_text(cell):
            return wrong
        try:
            make(cell.text)
        except BadValue as error:
            return Wrong(error.message, mend)
        return cell.text

    return read


def _read_yes_no(cell: Cell) -> str | Wrong:
    word = cell.text.casefold()
    if word in _YES:
        return "yes"
    return "no" if word in _NO else Wrong(f"{_quoted(cell.text)} is neither yes nor no", "write yes, or nothing")


def _read_tracked(cell: Cell) -> str | Wrong:
    word = cell.text.casefold()
    return (
        word if word in ("accept", "reject") else Wrong(f"{_quoted(cell.text)} is no choice", "write accept or reject")
    )


def _read_hash(cell: Cell) -> str | Wrong:
    word = cell.text.casefold()
    return word if _HASH.fullmatch(word) else Wrong("it is no SHA-256", "write its 64 digits, or nothing")


def _read_file(cell: Cell) -> str | Wrong:
    return _unlike_text(cell) or cell.text


def _quoted(text: str) -> str:
    return f"'{text[:40]}{'…' if len(text) > 40 else ''}'"


_READERS: Mapping[str, Callable[[Cell], str | Wrong]] = {
    "file": _read_file,
    "number": _read_number,
    "work": _checked(WorkId, "write a short id of letters a–z, digits and hyphens, like house-rules"),
    "label": _checked(check_label, "write one word of at most 40 characters without @ # : / ~"),
    "lang": _read_language,
    "date": _read_date,
    "revises": _read_numbers,
    "replaces": _read_numbers,
    "previous": _read_numbers,
    "cites": _read_numbers,
    "tracked": _read_tracked,
    "correct": _read_yes_no,
    "stub": _read_yes_no,
    "sha256": _read_hash,
}
"""How the cells of a column are read; those of the others are texts."""
