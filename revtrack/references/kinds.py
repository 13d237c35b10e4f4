"""Find the words by which running text calls documents: strategy, action plan, decision, in the languages of the table.

A word counts alone: in a compound ("mediekommunikationsstrategi", "counter-strategy") it means another document. `EU-` in
front, and a year ("2005-strategien"), are no part of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from msgspec import Struct

from revtrack.model.allusions import DocumentKind
from revtrack.model.language import Language

_ORDER = tuple(DocumentKind)

_ROWS: dict[Language, tuple[str, ...]] = {
    Language.DA: (
        *("strategi/strategien", "handlingsplan/handlingsplanen", "program/programmet"),
        *("retningslinjer/retningslinjerne", "konklusioner/konklusionerne", "meddelelse/meddelelsen"),
        *("henstilling,anbefaling/henstillingen,anbefalingen", "resolution/resolutionen"),
        *("afgørelse,beslutning/afgørelsen,beslutningen", "forordning/forordningen", "direktiv/direktivet"),
        *("rapport,beretning/rapporten,beretningen", "aftale/aftalen", "licens/licensen", "regler/reglerne"),
        "dokument/dokumentet",
    ),
    Language.NB: (
        *("strategi/strategien", "handlingsplan/handlingsplanen", "program/programmet"),
        *("retningslinjer/retningslinjene", "konklusjoner/konklusjonene", "melding,meddelelse/meldingen,meddelelsen"),
        *("anbefaling,tilrådning/anbefalingen,tilrådningen", "resolusjon/resolusjonen"),
        *("avgjørelse,beslutning,vedtak/avgjørelsen,beslutningen,vedtaket", "forordning/forordningen"),
        *("direktiv/direktivet", "rapport/rapporten", "avtale/avtalen", "lisens/lisensen", "regler/reglene"),
        "dokument/dokumentet",
    ),
    Language.NN: (
        *("strategi/strategien", "handlingsplan/handlingsplanen", "program/programmet"),
        *("retningslinjer/retningslinjene", "konklusjonar/konklusjonane", "melding/meldinga"),
        *("tilråding/tilrådinga", "resolusjon/resolusjonen", "avgjerd,vedtak/avgjerda,vedtaket"),
        *("forordning/forordninga", "direktiv/direktivet", "rapport/rapporten", "avtale/avtalen,avtala"),
        *("lisens/lisensen", "reglar/reglane", "dokument/dokumentet"),
    ),
    Language.SV: (
        *("strategi/strategin", "handlingsplan/handlingsplanen", "program/programmet"),
        *("riktlinjer/riktlinjerna", "slutsatser/slutsatserna", "meddelande/meddelandet"),
        *("rekommendation/rekommendationen", "resolution/resolutionen", "beslut/beslutet"),
        *("förordning/förordningen", "direktiv/direktivet", "rapport/rapporten", "avtal/avtalet"),
        *("licens/licensen", "regler/reglerna", "dokument/dokumentet"),
    ),
    Language.EN: (
        *("strategy/", "action plan,plan of action/", "programme,program/", "guidelines/", "conclusions/"),
        *("communication/", "recommendation/", "resolution/", "decision/", "regulation/", "directive/", "report/"),
        *("agreement/", "licence,license/", "rules/", "document/"),
    ),
    Language.DE: (
        *("strategie/", "aktionsplan,aktionsplans,aktionsplanes/", "programm,programms/", "leitlinien/"),
        *("schlussfolgerungen/", "mitteilung/", "empfehlung/", "entschließung,resolution/"),
        *("beschluss,beschlusses,beschluß/", "verordnung/", "richtlinie/", "bericht,berichts/"),
        *("abkommen,abkommens,übereinkommen,übereinkommens/", "lizenz/", "regeln,vorschriften/", "dokument,dokuments/"),
    ),
    Language.FR: (
        *("stratégie/", "plan d'action,plan d’action/", "programme/", "lignes directrices/", "conclusions/"),
        *("communication/", "recommandation/", "résolution/", "décision/", "règlement/", "directive/", "rapport/"),
        *("accord/", "licence/", "règles/", "document/"),
    ),
}
"""For each language a word for each kind, in the order of `DocumentKind`: `bare forms/forms with a definite ending`."""


class Noun(Struct, frozen=True):
    """A word for a document at `text[start:end]`. `year` is that of a compound: 2005 of "2005-strategien"."""

    start: int
    end: int
    kind: DocumentKind
    definite: bool
    year: int | None = None


class _Words(Struct, frozen=True):
    pattern: re.Pattern[str]
    kinds: dict[str, tuple[DocumentKind, bool]]


@cache
def _words(lang: Language) -> _Words:
    kinds: dict[str, tuple[DocumentKind, bool]] = {}
    for kind, row in zip(_ORDER, _ROWS[lang], strict=True):
        bare, _, definite = row.partition("/")
        kinds |= dict.fromkeys(bare.split(","), (kind, False))
        kinds |= {word: (kind, True) for word in definite.split(",") if word}
    longest_first = sorted(kinds, key=lambda word: (-len(word), word))
    pattern = re.compile(
        r"(?<!\w)(?<!\w-)(?:(?:((?:19|20)[0-9]{2})-)|(?:EU|UE)-)?"
        rf"({'|'.join(map(re.escape, longest_first))})(?:s|:s|[’']s)?(?![\w’'-])",
        re.IGNORECASE,
    )
    return _Words(pattern, kinds)


LANGUAGES = tuple(_ROWS)
"""The languages whose allusions are read."""


def nouns(text: str, lang: Language) -> Iterator[Noun]:
    """The words for documents in `text`, in order; nothing for a language without a row."""
    table = _words(lang) if lang in _ROWS else None
    for found in table.pattern.finditer(text) if table else ():
        kind, definite = table.kinds[found[2].lower()]  # type: ignore[union-attr]
        yield Noun(found.start(), found.end(), kind, definite, int(found[1]) if found[1] else None)


@lru_cache(maxsize=4096)
def kinds_of(title: str) -> frozenset[DocumentKind]:
    """What a title calls its document: the first word for one in any language. "Guidelines for the Strategy": guidelines."""
    first: dict[int, set[DocumentKind]] = {}
    for lang in LANGUAGES:
        for noun in nouns(title, lang):
            first.setdefault(noun.start, set()).add(noun.kind)
            break
    return frozenset(first[min(first)]) if first else frozenset()
