"""Citations of the Official Journal of the European Union: what one says, and the one form in which it is printed.

    OJ L 145, 31.5.2001, p. 43       series, issue, day, first page
    OJ C 284 E, 21.11.2002, p. 115   a sub-series
    OJ 71, 14.4.1967, p. 1301        before the series began in 1968
    OJ L 331, 15.12.2010             the whole issue
    OJ L, 2024/1689                  act by act, since October 2023: the number is the act's own
    OJ L, 20.4.2026                  the acts of one day

The forms follow the Interinstitutional Style Guide; docs/references.md lists them by language.
"""

from __future__ import annotations

import datetime
import re
from functools import cache

from msgspec import Struct

from revtrack.model.months import MONTH_NUMBERS

NAMES: dict[str, str] = {
    "en": r"OJ|Official Journal(?: of the European (?:Union|Communities|Community))?",
    "fr": r"JO(?:UE|CE)?|Journal officiel(?: (?:de l['’]Union européenne|des Communautés européennes))?",
    "de": r"ABl\.(?: (?:EU|EG)\b)?|Amtsblatts?(?: der Europäischen (?:Union|Gemeinschaften))?",
    "da": r"EUT|EFT|EF-Tidende|Den Europæiske (?:Unions|Fællesskabers) Tidende|Europæiske (?:Unions|Fællesskabers) Tidende",
    "sv": r"EGT|Europeiska (?:unionens|gemenskapernas) officiella tidning",
    "nb": r"Den [Ee]uropeiske unions tidende|Europeiske unions tidende|europeiske unions tidende",
    "es": r"DO(?:UE|CE)?|Diario Oficial(?: de (?:la Unión Europea|las Comunidades Europeas))?",
    "it": r"G\.?U\.?(?:UE|CE)?|Gazzetta ufficiale(?: (?:dell['’]Unione europea|delle Comunità europee))?",
    "nl": r"PB|Publicatieblad(?: van de Europese (?:Unie|Gemeenschappen))?",
    "others": r"IO|ĠU|EUVL|EYVL|EÜT|ELT|OL|OV|UL|SL|HL|Dz\.[ ]?U(?:rz)?\.(?:[ ]?UE)?|Ú\.[ ]?v\.[ ]?E[ÚS]|Úř\.[ ]?věst\.|ΕΕ|ОВ",
}
"""How the Official Journal is named, by language: the abbreviation, older ones, and the name in full.

Each alternative begins with a letter of its own, so that a scanner passes over ordinary text without trying them."""

SIGNS = (
    *(
        "OJ",
        "Official Journal",
        "JO",
        "Journal officiel",
        "ABl.",
        "Amtsblatt",
        "EUT",
        "EFT",
        "Tidende",
        "tidende",
        "EGT",
    ),
    *(
        "officiella tidning",
        "DO",
        "Diario Oficial",
        "GU",
        "G.U",
        "Gazzetta",
        "PB",
        "Publicatieblad",
        "IO",
        "ĠU",
        "EUVL",
    ),
    *("EYVL", "EÜT", "ELT", "OL", "OV", "UL", "SL", "HL", "Dz.", "Ú.", "Úř.", "ΕΕ", "ОВ"),
)
"""One of these stands in every name."""

_S = r"[ \u00a0\u202f\n\t]{0,3}"
_NUMBER_WORD = r"(?:[Nn](?:o|r|°|º|úm|\.[ ]?[oº])?\.?" + _S + ")?"
_LINK = r"(?:,?" + _S + r"(?:of|from|du|de|del|della|vom|v\.|af|av|van|z|dated)\b)?,?" + _S
_DAY = (
    r"(?P<day>[0-9]{1,2})(?:[./-]"
    + _S
    + r"(?P<month>[0-9]{1,2})[./-]"
    + _S
    + r"|(?:er|\.|º)?[ \u00a0]{1,2}(?:de )?(?P<name>[^\W\d_]{3,10})[ \u00a0]{1,2}(?:de )?)(?P<year>(?:19|20)[0-9]{2})(?![0-9])"
)
_PAGE = (
    r"(?:"
    + _S
    + r",?"
    + _S
    + r"(?:pp|pages|page|pag|pág|p|Seiten|Seite|side|sidan|sida|s|S|str|blz|sivu|lk|σ)\b\.?"
    + _S
    + r"(?P<page>[0-9]{1,5})(?![0-9])(?:[–-][0-9]{1,5}(?![0-9]))?)?"
)
_NAME = "(?:" + "|".join(NAMES.values()) + ")"
_SERIES = r"(?P<series>[LCS])"

ISSUE = (
    _NAME
    + r"(?![^\W\d_])"
    + _S
    + _NUMBER_WORD
    + rf"(?:{_SERIES}{_S})?{_NUMBER_WORD}"
    + rf"(?P<issue>[0-9]{{1,4}}){_S}(?P<sub>[EAIM]{{1,2}}\b)?{_LINK}{_DAY}{_PAGE}"
)
"""`OJ L 145, 31.5.2001, p. 43` and all that is written like it."""

ACT = (
    rf"{_NAME}{_S}{_SERIES},{_S}(?:[LC]/)?(?P<of>20[0-9]{{2}})/(?P<act>[0-9]{{1,5}})(?![0-9/])"
    rf"(?:,?{_S}(?:du |vom |of |af |av )?{_DAY})?"
)
"""`OJ L, 2024/1689, 12.7.2024`: the day says nothing more about which act it is."""

DAY = rf"{_NAME}{_S}{_SERIES},{_S}(?:du |vom |of |af |av )?{_DAY}"
"""`OJ L, 20.4.2026`."""

IDENTIFIER = r"OJ:(?P<series>[LC])_(?P<of>20[0-9]{2})(?P<act>[0-9]{5})(?![0-9])"
"""`OJ:L_202401689`, as EUR-Lex writes it."""

FORMS = (ISSUE, ACT, DAY, IDENTIFIER)

_SLUG = re.compile(
    r"oj(?:-(?P<series>[lcs]))?-(?:(?P<of>20[0-9]{2})-(?P<act>[1-9][0-9]{0,4})"
    r"|(?:(?P<issue>[1-9][0-9]{0,3})-(?:(?P<sub>[eaim]{1,2})-)?)?"
    r"(?P<year>[0-9]{4})-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})(?:-p-(?P<page>[1-9][0-9]{0,4}))?)"
)


class Citation(Struct, frozen=True):
    """What a citation says. `issue` and `page` are 0 and `date` is None where the form has none."""

    series: str
    issue: int
    sub: str = ""
    date: datetime.date | None = None
    page: int = 0
    act_year: int = 0
    """Act by act: the year of the act, whose number is `issue`."""

    def __str__(self) -> str:
        series = f"OJ {self.series}".strip()
        if self.act_year:
            prefix = "C/" if self.series == "C" else ""
            return f"{series}, {prefix}{self.act_year}/{self.issue}"
        head = f"{series} {self.issue} {self.sub}".strip() if self.issue else series
        page = f", p. {self.page}" if self.page else ""
        return f"{head}, {_shown(self.date)}{page}"

    @property
    def slug(self) -> str:
        """The citation for paths and anchors: `oj-l-145-2001-05-31-p-43`, `oj-l-2024-1689`."""
        if self.act_year:
            parts = ["oj", self.series, str(self.act_year), str(self.issue)]
        else:
            issue = str(self.issue) if self.issue else ""
            parts = ["oj", self.series, issue, self.sub, str(self.date), f"p-{self.page}" if self.page else ""]
        return "-".join(part for part in parts if part).lower()

    @property
    def sort_key(self) -> tuple[str, int, int, int]:
        """Series, year, issue, page: the order in which the Official Journal appeared."""
        year = self.date.year if self.date else self.act_year
        return (f"{self.series} {self.sub}".strip(), year, self.issue or (self.date or _NEVER).toordinal(), self.page)


_NEVER = datetime.date.min


BEGINNINGS = frozenset("ABDEGHIJLOPSUÚĠΕО") | {"europeiske"}
"""Every name of the Official Journal begins with one of these letters, or with this word."""


def read(text: str) -> Citation | None:
    """The citation that the whole text is; None if it is none, or names a day that no calendar has."""
    for form in _forms() if _may_be(text) else ():
        if found := form.fullmatch(text):
            return _citation(found.groupdict(""))
    return None


def is_written(text: str) -> bool:
    """Whether the whole text is written as a citation is, even of a day that no calendar has."""
    return _may_be(text) and any(form.fullmatch(text) for form in _forms())


def _may_be(text: str) -> bool:
    return text[:1] in BEGINNINGS or text[:10] in BEGINNINGS


def from_slug(text: str) -> Citation | None:
    """The citation of which `text` is the slug; None for anything else."""
    found = _SLUG.fullmatch(text)
    if not found:
        return None
    citation = _citation({key: value.upper() for key, value in found.groupdict("").items()})
    return citation if citation and citation.slug == text else None


@cache
def _forms() -> tuple[re.Pattern[str], ...]:
    """The forms, made ready when a citation is first looked for: most commands never do."""
    return tuple(map(re.compile, FORMS))


def _citation(parts: dict[str, str]) -> Citation | None:
    series = parts.get("series", "")
    if parts.get("of"):
        number = int(parts["act"])
        return Citation(series, number, act_year=int(parts["of"])) if number and series else None
    date = _date(parts)
    issue = int(parts.get("issue") or 0)
    if date is None or ("issue" in parts and parts["issue"] and not issue) or not (issue or series):
        return None
    return Citation(series, issue, parts.get("sub", ""), date, int(parts.get("page") or 0))


def _date(parts: dict[str, str]) -> datetime.date | None:
    month = int(parts["month"]) if parts.get("month") else MONTH_NUMBERS.get(parts.get("name", "").lower(), 0)
    try:
        return datetime.date(int(parts["year"]), month, int(parts["day"]))
    except ValueError:
        return None


def _shown(date: datetime.date | None) -> str:
    return f"{date.day}.{date.month}.{date.year}" if date else ""
