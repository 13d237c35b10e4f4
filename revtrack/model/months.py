"""The names of the months, by language, as dates in running text and in citations spell them."""

from __future__ import annotations

from revtrack.model.language import Language

MONTHS: dict[Language, tuple[str, ...]] = {
    Language.DA: (
        *("januar", "februar", "marts", "april", "maj", "juni"),
        *("juli", "august", "september", "oktober", "november", "december"),
    ),
    Language.NB: (
        *("januar", "februar", "mars", "april", "mai", "juni"),
        *("juli", "august", "september", "oktober", "november", "desember"),
    ),
    Language.NN: (
        *("januar", "februar", "mars", "april", "mai", "juni"),
        *("juli", "august", "september", "oktober", "november", "desember"),
    ),
    Language.SV: (
        *("januari", "februari", "mars", "april", "maj", "juni"),
        *("juli", "augusti", "september", "oktober", "november", "december"),
    ),
    Language.EN: (
        *("january", "february", "march", "april", "may", "june"),
        *("july", "august", "september", "october", "november", "december"),
    ),
    Language.DE: (
        *("januar", "februar", "märz", "april", "mai", "juni"),
        *("juli", "august", "september", "oktober", "november", "dezember"),
    ),
    Language.FR: (
        *("janvier", "février", "mars", "avril", "mai", "juin"),
        *("juillet", "août", "septembre", "octobre", "novembre", "décembre"),
    ),
}
"""The twelve months by language, in lower case. No name means two months in two languages."""

MONTH_NUMBERS: dict[str, int] = {name: order for names in MONTHS.values() for order, name in enumerate(names, 1)}
"""The number of a month by its name in any language of the table."""
