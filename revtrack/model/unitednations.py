"""Documents of the United Nations: symbols, and resolutions of the Security Council by their number and year.

S/RES/2178 (2014)    a resolution of the Security Council; "Security Council resolution 2178 (2014)" means the same
A/RES/60/288         a resolution of the General Assembly, with its session
S/2014/770, A/70/674, A/HRC/31/65, S/PRST/2015/11, E/CN.4/2006/98/Add.1
                     other symbols: the body, the session or year, the number, what was added or corrected
"""

from __future__ import annotations

import re
from functools import cache

_S = r"[ \u00a0\u202f\n\t]{0,2}"
_TAIL = r"(?:/(?:Add|Corr|Rev)\.[0-9]{1,2}){0,3}(?![\w/])"

RESOLUTION = rf"S/RES/(?P<number>[1-9][0-9]{{0,3}}){_S}\((?P<year>(?:19|20)[0-9]{{2}})\)"
"""`S/RES/2178 (2014)`."""

TELLING = (
    r"[AES]/(?:RES/(?:(?:ES-)?[1-9][0-9]{0,2}|(?:19|20)[0-9]{2})/[1-9][0-9]{0,3}[A-Z]?"
    r"|HRC/(?:RES/|DEC/|S-)?[1-9][0-9]?/(?:L\.)?[1-9][0-9]{0,3}|PRST/(?:19|20)[0-9]{2}/[1-9][0-9]{0,2}"
    r"|CN\.[0-9]{1,2}/(?:19|20)[0-9]{2}/(?:L\.)?[1-9][0-9]{0,3}"
    rf"|(?:AC|C|INF|PV|CONF)\.[0-9]{{1,4}}/(?:[0-9]{{1,4}}/)?(?:L\.|SR\.|PV\.)?[1-9][0-9]{{0,3}}){_TAIL}"
)
"""Symbols that tell by themselves: the body, or the kind of paper, stands in them."""

PLAIN = rf"(?:S/(?:19|20)[0-9]{{2}}/[1-9][0-9]{{0,3}}|A/[1-9][0-9]/(?:PV\.)?[1-9][0-9]{{0,3}}){_TAIL}"
"""Symbols of a letter and two figures, which others use too."""

FIGURES = rf"(?P<number>[1-9][0-9]{{0,3}}){_S}\((?P<year>(?:19|20)[0-9]{{2}})\)"
"""The number and year of a resolution of the Security Council: `2178 (2014)`."""

_NUMBER_WORD = rf"(?:[Nn](?:o|r|°|º)\.?{_S})?"
RESOLUTION_WORD = rf"[Rr](?:esolution(?:en|er|erne|s)?|ésolutions?|esolusjon(?:en|er)?){_S}{_NUMBER_WORD}"
COUNCIL_RESOLUTION = (
    r"(?:UNSCRs?|UNSC|(?:UN[ \u00a0])?Security[ \u00a0\n]Council"
    r"|(?:FN['’]?s?[ \u00a0\n])?(?:[Ss]ikkerhedsråd(?:et)?s|[Ss]ikkerhetsråd(?:et)?s|[Ss]äkerhetsrådets))"
    rf"{_S}(?:{RESOLUTION_WORD}|{_NUMBER_WORD})"
)
"""What stands before the figures: `Security Council resolution `, `UNSCR `, `Sikkerhedsrådets resolution `."""

OF_THE_COUNCIL = (
    r"(?:of the (?:UN[ \u00a0]|United Nations )?Security Council|des (?:VN-|UN-)?Sicherheitsrat(?:e?s)(?!\w)"
    r"|du Conseil de sécurité|fra (?:FN's )?Sikkerhedsrådet)"
)
"""What may stand behind the figures instead: `Resolution 2178 (2014) des Sicherheitsrates`."""

FIRST_YEAR = 1946
"""The year in which the Security Council and the General Assembly first met."""


def read(text: str) -> str:
    """The symbol of the document that the whole text names: `S/RES/2178 (2014)`; "" if it names none."""
    if "/" not in text and "(" not in text:
        return ""
    resolutions, symbols = _forms()
    for form in resolutions:
        if found := form.fullmatch(text):
            return f"S/RES/{found['number']} ({found['year']})" if int(found["year"]) >= FIRST_YEAR else ""
    return " ".join(text.split()) if any(form.fullmatch(text) for form in symbols) else ""


@cache
def _forms() -> tuple[tuple[re.Pattern[str], ...], tuple[re.Pattern[str], ...]]:
    return (
        tuple(map(re.compile, (RESOLUTION, COUNCIL_RESOLUTION + FIGURES))),
        tuple(map(re.compile, (TELLING, PLAIN))),
    )
