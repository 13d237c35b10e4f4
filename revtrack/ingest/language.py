"""Scores the languages a text may be in, by small words that tell one from its neighbours.

The score of a language is the share of telling words met that belong to it, a word of n languages telling one n-th as
much. Danish and Norwegian Bokmål share most small words, so both get them, and the words that tell them apart (af/av,
efter/etter, mellem/mellom) decide. Nothing is decided here: the caller sees the runner-up.
"""

from __future__ import annotations

import re
from collections import Counter

from revtrack.model.language import Language
from revtrack.model.readings import LanguageScore

_WORDS: tuple[tuple[Language, str], ...] = (
    (
        Language.DA,
        """og i at det er en til på som for med de den af der ikke et har eller om skal kan ved fra var efter mellem hvad
        blev også hos nogle meget deres disse bliver når være samt herunder mod selv kun inden uden under over
        hvordan derfor dog navnlig ligesom henblik bør vedr uddannelse samfund myndigheder nødvendigt lov udkast frem
        andre mere egen dens dette denne så nu hen bedre flere""",
    ),
    (
        Language.NB,
        """og i at det er en til på som for med de den av ikke et har eller om skal kan ved fra var etter mellom hva
        ble også hos noen mye deres disse blir når være samt mot selv kun innen uten under over hvordan derfor
        dog utdanning samfunn myndigheter nødvendig lov utkast fram andre mer egen dens dette denne dette så nå bedre flere
        jeg oss gjennom gjennomført bør lagt blant annet""",
    ),
    (
        Language.NN,
        """og i at det er ein til på som for med dei den av ikkje eit har eller om skal kan ved frå var etter mellom kva
        vart også hos nokon mykje deira desse blir når vere samt mot sjølv berre innan utan under over korleis difor
        utdanning samfunn lov utkast fram andre meir eigen dette denne så no betre fleire eg oss gjennom bør
        blant anna me dykk kvar kven ho""",
    ),
    (
        Language.SV,
        """och i att det är en till på som för med de den av inte ett har eller om ska skall kan vid från var efter mellan
        vad blev även hos några mycket deras dessa blir när vara samt mot själv endast inom utan under över hur därför
        dock utbildning samhälle myndigheter lag utkast fram andra mer egen detta denna så nu bättre flera jag oss
        genom bör bland annat""",
    ),
    (
        Language.EN,
        """the of and to in a is that for it as with be by on not this are or from at which have an was were has had but
        their shall may its will any such other these they been must should would can all if no under who what when""",
    ),
    (
        Language.DE,
        """der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als auch es an werden aus er hat
        dass sie nach wird bei einer um am sind noch wie einem über einen so zum war haben nur oder aber vor zur bis
        mehr durch man sein wurde sowie""",
    ),
    (
        Language.FR,
        """de la le et les des en un du une que est pour qui dans a par plus pas au sur ne se ce il sont la avec son aux
        d l ou cette comme mais été leur ont être fait ses sans peut tous entre aussi même dont elle nous vous""",
    ),
)
_PROFILES: tuple[tuple[Language, frozenset[str]], ...] = tuple((lang, frozenset(text.split())) for lang, text in _WORDS)
PROFILED = frozenset(lang for lang, _ in _PROFILES)
"""The languages that can be told by their words."""
_SHARED: Counter[str] = Counter(word for _, words in _PROFILES for word in words)
"""In how many languages a word is telling."""
_TOKEN = re.compile(r"\b[^\W\d_]{1,15}\b")
_SAMPLE = 200_000
"""Characters looked at; more would not change the order."""


def score_languages(text: str) -> tuple[LanguageScore, ...]:
    """Languages with a telling word in the text, best first, at least two; empty where no telling word was met.

    Equal scores stand in the order of the profiles.
    """
    counts = Counter(token.lower() for token in _TOKEN.findall(text[:_SAMPLE]))
    weights = {word: count / _SHARED[word] for word, count in counts.items() if word in _SHARED}
    total = sum(weights.values())
    if not total:
        return ()
    scores = [
        LanguageScore(lang, round(sum(weight for word, weight in weights.items() if word in words) / total, 3))
        for lang, words in _PROFILES
    ]
    ranked = sorted(scores, key=lambda score: -score.score)
    return tuple(score for at, score in enumerate(ranked) if score.score > 0 or at < 2)
