"""Public documents of Norway: papers of the Storting, Official Norwegian Reports (NOU), acts and regulations by date and number.

    Prop. 62 L (2015–2016)      a proposition, since the session 2009–2010; Ot.prp. and St.prp. before
    Meld. St. 7 (2014–2015)     a white paper; St.meld. before
    Innst. 193 L (2009–2010)    a recommendation of a committee; Innst. O. and Innst. S. before
    Besl. O. nr. 30 (1995–1996) a resolution of the Odelsting
    Dokument 8:10 S (2012–2013)
    NOU 2013: 9
    LOV-1980-02-08-2            `lov 8. februar 1980 nr. 2`; the form is Lovdata's
    FOR-2010-09-30-1307         `forskrift 30. september 2010 nr. 1307`

Papers are numbered anew in each session, so one without its session names no document, and is none of these.
"""

from __future__ import annotations

import datetime
import re
from functools import cache

from msgspec import Struct

from revtrack.model.months import MONTH_NUMBERS

_S = r"[ \u00a0\u202f\n\t]{0,2}"
_GAP = r"[ \u00a0\u202f\n\t]{1,2}"
_NR = rf"(?:[Nn]r\.?{_S})?"
_DASH = r"[-\u2010\u2011–—]"
_SESSION = (
    rf"{_S}(?:\((?P<from>(?:18|19|20)[0-9]{{2}}){_S}{_DASH}{_S}(?P<to>[0-9]{{4}}|[0-9]{{2}})\)"
    rf"|for{_GAP}(?P<since>(?:18|19|20)[0-9]{{2}}){_DASH}(?P<until>[0-9]{{4}}|[0-9]{{2}})(?![0-9]))"
)
_RUNNING = r"(?P<running>[1-9][0-9]{0,3})"


class Series(Struct, frozen=True):
    """A series of papers: what stands before the number, in print and as a pattern, and the letters behind it, if any."""

    name: str
    words: str
    letters: str = ""
    sample: str = ""

    @property
    def pattern(self) -> str:
        """The paper with its session."""
        letters = rf"{_S}(?P<letters>{self.letters})(?!\w)" if self.letters else r"(?P<letters>)"
        return rf"{self.words}{_S}{_NR}{_RUNNING}{letters}{_SESSION}"


SERIES: tuple[Series, ...] = (
    Series("Ot.prp. nr.", r"[Oo]t\.[ ]?prp\.", sample="Ot.prp. nr. 71 (1994–1995)"),
    Series("St.prp. nr.", r"[Ss]t\.[ ]?prp\.", sample="St.prp. nr. 1 (2008–2009)"),
    Series("St.meld. nr.", r"[Ss]t\.[ ]?meld\.", sample="St.meld. nr. 21 (1999–2000)"),
    Series("Prop.", r"[Pp]rop\.", "LS|L|S", "Prop. 62 L (2015–2016)"),
    Series("Meld. St.", rf"[Mm]eld\.{_S}St\.", sample="Meld. St. 7 (2014–2015)"),
    Series("Innst.", r"[Ii]nnst\.", "LS|L|S", "Innst. 193 L (2009–2010)"),
    Series("Innst. O. nr.", rf"[Ii]nnst\.{_S}O\.", sample="Innst. O. nr. 26 (2008–2009)"),
    Series("Innst. S. nr.", rf"[Ii]nnst\.{_S}S\.", sample="Innst. S. nr. 5 (2008–2009)"),
    Series("Besl. O. nr.", rf"[Bb]esl\.{_S}O\.", sample="Besl. O. nr. 30 (1995–1996)"),
    Series("Dokument 8:", r"Dok(?:ument|\.)?[ ]?(?:nr\.[ ]?)?8:", "LS|L|S", "Dokument 8:10 S (2012–2013)"),
)

PAPER = (
    rf"(?:{'|'.join(series.words for series in SERIES)}){_S}{_NR}",
    rf"{_RUNNING}(?:{_S}(?:LS|L|S)(?!\w))?{_SESSION}",
)
"""Any paper: what stands before its number, and the number with letters and session."""

REPORT = rf"NOU{_S}(?P<year>(?:19|20)[0-9]{{2}}):{_S}(?P<running>[1-9][0-9]?)(?![0-9])"
"""`NOU 2013: 9`, `NOU 1999:27`."""

LAW = (
    rf"(?:[Ll]ov|(?P<regulation>[Ff]orskrift))(?:en|a)?{_GAP}(?:av{_GAP})?",
    rf"(?P<day>[0-9]{{1,2}})\.{_S}(?P<month>[^\W\d_]{{3,9}}){_GAP}(?P<year>(?:18|19|20)[0-9]{{2}}),?{_GAP}nr\.?{_S}"
    r"(?P<running>[1-9][0-9]{0,4})(?![0-9/])",
)
"""What stands before the day, and the rest: `lov 8. februar 1980 nr. 2`, `forskrift 30. september 2010 nr. 1307`."""

IDENTIFIER = (
    r"(?P<base>LOV|FOR)-(?P<date>(?:18|19|20)[0-9]{2}-[0-9]{2}-[0-9]{2})-(?P<running>[1-9][0-9]{0,4})(?![0-9-])"
)
"""`LOV-1980-02-08-2`, as Lovdata writes it."""


STEMS = ("prp.", "prop.", "meld.", "innst.", "besl.", "dok", "nou", "lov", "forskrift", "for-")
"""One of these stands in every form, in small letters or capitals: a text without any needs no closer look."""


def read(text: str) -> str:
    """The canonical form of the document that the whole text names; "" if it names none, or has a session or a day that
    never was."""
    small = text.lower()
    if not any(stem in small for stem in STEMS):
        return ""
    for series, form in _papers():
        if found := form.fullmatch(text):
            return _paper(series, found)
    report, law, identifier = _others()
    if found := report.fullmatch(text):
        return f"NOU {found['year']}: {found['running']}"
    if found := law.fullmatch(text):
        month = MONTH_NUMBERS.get(found["month"].lower(), 0)
        base = "FOR" if found["regulation"] else "LOV"
        return _law(base, int(found["year"]), month, int(found["day"]), found["running"])
    if found := identifier.fullmatch(text):
        year, month, day = map(int, found["date"].split("-"))
        return _law(found["base"], year, month, day, found["running"])
    return ""


@cache
def _papers() -> tuple[tuple[Series, re.Pattern[str]], ...]:
    return tuple((series, re.compile(series.pattern)) for series in SERIES)


@cache
def _others() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    return re.compile(REPORT), re.compile(r"[^\W\d_]{0,24}?" + "".join(LAW)), re.compile(IDENTIFIER)


def _paper(series: Series, found: re.Match[str]) -> str:
    start = int(found["from"] or found["since"])
    last = found["to"] or found["until"]
    end = int(last) if len(last) == 4 else start - start % 100 + int(last)
    end += 100 if end < start else 0
    if end != start + 1:
        return ""
    letters = f" {found['letters']}" if found["letters"] else ""
    gap = "" if series.name.endswith(":") else " "
    return f"{series.name}{gap}{found['running']}{letters} ({start}–{end})"


def _law(base: str, year: int, month: int, day: int, running: str) -> str:
    try:
        return f"{base}-{datetime.date(year, month, day)}-{running}"
    except ValueError:
        return ""
