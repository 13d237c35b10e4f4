"""How single facts stand in attributes: dates and document numbers, in both directions."""

from __future__ import annotations

from revtrack.errors import BadValue
from revtrack.model.dates import UNKNOWN_DATE, DocumentDate
from revtrack.model.numbers import DocumentNumber, Register

NO_DAY = "0001-01-01"
"""What stands where the schema demands a day and nobody knows one; never shown to anybody."""


def date_attributes(date: DocumentDate) -> dict[str, str]:
    """`date` and `name`: the name says how much of the day is meant: `day`, `year` or `unknown`."""
    if date.year is None:
        return {"date": NO_DAY, "name": "unknown"}
    if not date.is_day:
        return {"date": f"{date}-01-01", "name": "year"}
    return {"date": str(date), "name": "day"}


def read_date(day: str, name: str) -> DocumentDate:
    """The date that `date_attributes` wrote; BadValue for anything it does not write."""
    stated = day.removesuffix("-01-01") if name == "year" else day
    date = UNKNOWN_DATE if name == "unknown" else DocumentDate.parse(stated)
    if date_attributes(date) != {"date": day, "name": name}:
        raise BadValue(f"'{day[:40]}' with the name '{name[:40]}' is not a date", tries=("--date 2014-05-19",))
    return date


def number_text(number: DocumentNumber) -> str:
    """The canonical form, once it is sure that it reads back as the same number; BadValue otherwise."""
    text = str(number)
    if read_number(number.register, text) != number:
        raise BadValue(f"the number '{text}' does not read back as itself", tries=("revtrack help addresses",))
    return text


def read_number(register: Register, text: str) -> DocumentNumber:
    """The number of this register that `text` is: a name given here stays one, even if it looks like a Council number."""
    if register is Register.LOCAL:
        return DocumentNumber(register, "", text)
    number = DocumentNumber.parse(text)
    if number.register is not register:
        raise BadValue(f"'{text}' is not a number of the register '{register}'", tries=("revtrack help addresses",))
    return number
