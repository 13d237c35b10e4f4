"""Holds the telling words of seven languages: those whose coming or going a reader of rules must not miss.

Each row begins with the name its words are counted under, which is itself a word unless it is a figure; the other words are
forms of it. A change from one form to another (doit, doivent) is no change of that class. All words are in lower case.

What the tables leave out on purpose: words that are telling in one sense only and common in another (German "acht", French
"neuf", English "May" and "March" as bare months, "one" in every language), forms of politeness, and everything a grammar
would be needed for. They are read with the limits said at each of them, and say "look here", never what a change means.
"""

from __future__ import annotations

from revtrack.model.changes import Signal
from revtrack.model.language import Language

Rows = tuple[str, ...]

MODALITY: dict[Language, Rows] = {
    Language.DA: ("skal", "skulle", "bør", "burde", "kan", "kunne", "må", "måtte", "vil", "ville"),
    Language.NB: ("skal", "skulle", "bør", "burde", "kan", "kunne", "må", "måtte", "vil", "ville"),
    Language.NN: ("skal", "skulle", "bør", "burde", "kan", "kunne", "må", "måtte", "vil", "ville"),
    Language.SV: ("ska skall", "skulle", "bör", "borde", "kan", "kunde", "måste", "må", "får", "fick", "vill"),
    Language.EN: (
        "shall shan't",
        "should shouldn't",
        "must mustn't",
        "may",
        "might",
        "can cannot can't",
        "could couldn't",
        "will won't",
        "would wouldn't",
        "ought",
    ),
    Language.DE: (
        "muss müssen",
        "müsste müssten",
        "soll sollen",
        "sollte sollten",
        "darf dürfen",
        "dürfte dürften",
        "kann können",
        "könnte könnten",
    ),
    Language.FR: (
        "doit doivent",
        "devra devront",
        "devrait devraient",
        "peut peuvent",
        "pourra pourront",
        "pourrait pourraient",
        "faut",
    ),
}
"""Verbs of duty, leave and ability. Swedish "får" also means "receives". A verb with the negation beside it counts as another
word than the verb alone: "må ikke" forbids what "må" allows. Where the two stand apart ("darf … nicht") only the negation tells.
"""

NEGATION: dict[Language, Rows] = {
    Language.DA: ("ikke", "ingen intet", "aldrig", "hverken"),
    Language.NB: ("ikke", "ingen intet", "aldri", "verken hverken"),
    Language.NN: ("ikkje", "ingen inga inkje", "aldri", "verken korkje"),
    Language.SV: ("inte ej icke", "ingen inget inga", "aldrig", "varken"),
    Language.EN: (
        "not cannot can't shan't shouldn't mustn't couldn't won't wouldn't don't doesn't isn't aren't hasn't haven't",
        "no",
        "none",
        "never",
        "neither",
        "nor",
        "nobody",
        "nothing",
    ),
    Language.DE: ("nicht", "kein keine keinen keinem keiner keines", "nie niemals", "niemand niemandem", "weder"),
    Language.FR: ("pas", "rien", "guère", "jamais", "nul nulle", "aucun aucune", "ni"),
}
"""Words that deny. Not among them: prefixes (un-, u-, nicht-), and words that only limit (only, without, undtagen, sauf)."""

BESIDE_NE = frozenset({"pas", "rien", "guère", "jamais", "nul", "nulle"})
"""French words that deny only beside "ne": alone, "pas" is a step and "jamais" ever."""

NUMBERS: dict[Language, Rows] = {
    Language.DA: ("2 to", "3 tre", "4 fire", "5 fem", "6 seks", "7 syv", "8 otte", "9 ni", "10 ti", "12 tolv"),
    Language.NB: ("2 to", "3 tre", "4 fire", "5 fem", "6 seks", "7 sju syv", "8 åtte", "9 ni", "10 ti", "12 tolv"),
    Language.NN: ("2 to", "3 tre", "4 fire", "5 fem", "6 seks", "7 sju", "8 åtte", "9 ni", "10 ti", "12 tolv"),
    Language.SV: ("2 två", "3 tre", "4 fyra", "5 fem", "6 sex", "7 sju", "8 åtta", "9 nio", "10 tio", "12 tolv"),
    Language.EN: (
        "2 two",
        "3 three",
        "4 four",
        "5 five",
        "6 six",
        "7 seven",
        "8 eight",
        "9 nine",
        "10 ten",
        "12 twelve",
    ),
    Language.DE: ("2 zwei", "3 drei", "4 vier", "5 fünf", "6 sechs", "7 sieben", "9 neun", "10 zehn", "12 zwölf"),
    Language.FR: ("2 deux", "3 trois", "4 quatre", "5 cinq", "6 six", "7 sept", "8 huit", "10 dix", "12 douze"),
}
"""Numbers in letters, counted as the figure: "3" for "three" is no change of number. One is an article, and left out."""

_NORDIC_MONTHS = (
    "januar",
    "februar",
    "april",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "desember",
)

MONTHS: dict[Language, Rows] = {
    Language.DA: (*_NORDIC_MONTHS[:-1], "marts", "maj", "december"),
    Language.NB: (*_NORDIC_MONTHS, "mars", "mai"),
    Language.NN: (*_NORDIC_MONTHS, "mars", "mai"),
    Language.SV: (
        *("januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september", "oktober"),
        *("november", "december"),
    ),
    Language.EN: (*("january", "february", "april", "june", "july", "september", "october", "november", "december"),),
    Language.DE: (*_NORDIC_MONTHS[:-1], "märz", "mai", "dezember"),
    Language.FR: (
        *("janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre"),
        *("novembre", "décembre"),
    ),
}
"""Months that are dates even without a day or a year beside them."""

MONTHS_WITH_FIGURES = ("may", "march", "august")
"""English months that are other words as well, and dates only beside a day or a year."""

PLACES: dict[Language, Rows] = {
    Language.DA: (
        "artikel",
        "artikler",
        "art",
        "stykke",
        "stk",
        "nr",
        "litra",
        "punkt",
        "punkter",
        "pkt",
        "afsnit",
        "fodnote",
    ),
    Language.NB: (
        "artikkel",
        "artikler",
        "art",
        "ledd",
        "nr",
        "bokstav",
        "punkt",
        "punkter",
        "pkt",
        "avsnitt",
        "fotnote",
    ),
    Language.NN: ("artikkel", "artiklar", "art", "ledd", "nr", "bokstav", "punkt", "pkt", "avsnitt", "fotnote"),
    Language.SV: ("artikel", "artiklar", "art", "stycke", "nr", "led", "punkt", "punkter", "avsnitt", "fotnot"),
    Language.EN: (
        *("article", "articles", "art", "paragraph", "paragraphs", "para", "paras", "point", "points", "section"),
        *("sections", "clause", "clauses", "recital", "recitals", "footnote"),
    ),
    Language.DE: (
        *("artikel", "artikeln", "art", "absatz", "abs", "absätze", "satz", "nummer", "nr", "buchstabe", "punkt"),
        *("ziffer", "abschnitt", "fußnote"),
    ),
    Language.FR: (
        *("article", "articles", "art", "paragraphe", "paragraphes", "point", "points", "alinéa", "section"),
        *("considérant", "note"),
    ),
}
"""Words that name a part of a text when a figure or a letter in brackets follows: article 5, stk. 2, point (a)."""

PARTS: dict[Language, Rows] = {
    Language.DA: ("bilag", "kapitel", "afdeling"),
    Language.NB: ("vedlegg", "kapittel"),
    Language.NN: ("vedlegg", "kapittel"),
    Language.SV: ("bilaga", "kapitel", "avdelning"),
    Language.EN: ("annex", "annexes", "chapter", "chapters", "appendix", "title"),
    Language.DE: ("anhang", "kapitel", "anlage", "titel"),
    Language.FR: ("annexe", "annexes", "chapitre", "chapitres", "titre"),
}
"""Words that name a larger part, whose number may be Roman."""

ACTS: dict[Language, Rows] = {
    Language.DA: ("forordning", "direktiv", "afgørelse", "rammeafgørelse"),
    Language.NB: ("forordning", "direktiv", "vedtak"),
    Language.NN: ("forordning", "direktiv", "vedtak"),
    Language.SV: ("förordning", "direktiv", "beslut", "rambeslut"),
    Language.EN: ("regulation", "directive", "decision"),
    Language.DE: ("verordnung", "richtlinie", "beschluss"),
    Language.FR: ("règlement", "directive", "décision"),
}
"""Kinds of act, part of the citation when the number of the act follows."""

NOUN_AFTER = frozenset({"the", "a", "his", "her", "its", "their", "own", "free", "good", "at"})
"""English words after which will, might, can and must are nouns: the will of the parties, at will."""

WORDS: dict[Signal, dict[Language, Rows]] = {
    Signal.MODALITY: MODALITY,
    Signal.NEGATION: NEGATION,
    Signal.NUMBER: NUMBERS,
    Signal.DATE: MONTHS,
}
"""The tables of words that tell by themselves, each with its class."""

LANGUAGES = frozenset(MODALITY)
"""The languages whose words are known; of any other, figures and signs alone are read."""
