"""Identifiers that are kept whole: CELEX, ELI and ECLI, and the numbers of interinstitutional files.

32017D0863                                  CELEX: sector, year, kind, number, as EUR-Lex files an act
http://data.europa.eu/eli/dec/2014/219/oj   ELI, the European Legislation Identifier
ECLI:EU:C:2014:317                          ECLI, the European Case Law Identifier: country, court, year, number
2016/0171 (COD)                             an interinstitutional file: year, number, procedure
"""

from __future__ import annotations

import re
from functools import cache

# Letters are ASCII on purpose: without re.ASCII, the Kelvin sign would match "k" and the long s would match "s".
_FLAGS = re.IGNORECASE | re.ASCII

CELEX = (
    r"[0-9CE](?:19[5-9][0-9]|20[0-9]{2})[A-Z]{1,2}(?:[0-9]{4}|/[A-Z]{3})"
    r"(?:\([0-9]{2}\))?(?:R\([0-9]{2}\))?(?:-[0-9]{8})?"
)
ELI = r"(?:https?://data\.europa\.eu/)?eli/([a-z_]{2,20})/([0-9]{4}/[0-9a-zA-Z()/._-]{1,80})"
ECLI = r"ECLI:[A-Z]{2}:[A-Z][A-Z0-9]{0,6}:(?:1[89]|20)[0-9]{2}:[A-Z0-9](?:[A-Z0-9.]{0,23}[A-Z0-9])?"

PROCEDURES = ("COD", "CNS", "SYN", "AVC", "NLE", "APP", "ACC", "PRT", "CNB", "CNC", "BUD", "DEC", "INI")
"""The procedures behind the number of a file: ordinary legislative (COD), consultation (CNS), consent (AVC, APP, NLE) …"""

FILE = rf"((?:19[7-9]|20[0-9])[0-9]/[0-9]{{4}})([A-Z]?)[ \u00a0\n]{{0,2}}\(({'|'.join(PROCEDURES)})\)"


def celex(text: str) -> str:
    """The CELEX number in capitals; "" if the whole text is none."""
    found = _form(rf"(?:CELEX[: \u00a0]{{1,2}})?({CELEX})").fullmatch(text)
    return found[1].upper() if found else ""


def eli(text: str) -> str:
    """The ELI with its host; "" if the whole text is none."""
    found = _form(ELI).fullmatch(text)
    return f"http://data.europa.eu/eli/{found[1].lower()}/{found[2]}" if found else ""


def ecli(text: str) -> str:
    """The ECLI in capitals; "" if the whole text is none."""
    return text.upper() if _form(ECLI).fullmatch(text) else ""


def interinstitutional(text: str) -> str:
    """The number of the file with its procedure: `2016/0171 (COD)`; "" if the whole text is none."""
    found = _form(FILE).fullmatch(text)
    return f"{found[1]}{found[2].upper()} ({found[3].upper()})" if found else ""


@cache
def _form(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, _FLAGS)
