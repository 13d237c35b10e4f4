"""How each language says that a document is meant: one row a language, each with the samples it rests on.

Words are lower case and whole. Where a cell is a pattern, its repeats are bounded.
"""

from __future__ import annotations

import re
from functools import cache

from msgspec import Struct

from revtrack.model.language import Language

QUOTE = "[\"“”„‟«»‹›'‘’‚]"


class Phrasing(Struct, frozen=True):
    """The row of one language.

    `link` stands between a word for a document and its date ("of", "adopted in"). `determiners` say that a known document is
    meant, `indefinite` that a new one is; `said` are determiners that point back in the text. `neutral` words tell no
    document from another of its kind. `behind` begins what does ("on fisheries"). `passive` are an auxiliary and a participle
    that say of a document that it was adopted, `agents` the words before whoever adopted it. `joins` are "and" and "or".
    `define` stands before a defined term ("hereinafter").
    """

    link: str
    determiners: frozenset[str]
    indefinite: frozenset[str]
    said: frozenset[str]
    neutral: frozenset[str]
    behind: frozenset[str]
    passive: tuple[str, str]
    agents: frozenset[str]
    joins: frozenset[str]
    define: str
    samples: tuple[str, ...]


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_BODIES = "eu's eus eu:s eu’s unionens rådets"

PHRASING: dict[Language, Phrasing] = {
    Language.DA: Phrasing(
        link=r"(?:(?:som )?(?:vedtaget|vedtoges|godkendt|godkendte|vedtog|vedtages)(?: i| den)?|fra|af|dateret)(?: den)?",
        determiners=_set(f"den det de denne dette disse {_BODIES}"),
        indefinite=_set("en et"),
        said=_set("nævnte ovennævnte førnævnte omtalte ovenstående"),
        neutral=_set(
            "reviderede ajourførte opdaterede oprindelige første tidligere gældende aktuelle nuværende europæiske"
        ),
        behind=_set("for om til mod på vedrørende af over med"),
        passive=(r"\bblev\b|\ber blevet\b|\bvar blevet\b", r"\b(?:vedtaget|godkendt)\b"),
        agents=_set("af"),
        joins=_set("og samt"),
        define=r"(?:i det følgende|herefter)(?: (?:benævnt|benævnes|kaldet|kaldes|omtalt som))?",
        samples=("strategien fra 2005", "handlingsplanen af november 2008", "i det følgende benævnt »strategien«"),
    ),
    Language.NB: Phrasing(
        link=r"(?:(?:som (?:ble )?)?(?:vedtatt|godkjent|vedtok|godkjente)(?: i| den)?|fra|av|datert)(?: den)?",
        determiners=_set(f"den det de denne dette disse {_BODIES}"),
        indefinite=_set("en ei et"),
        said=_set("nevnte ovennevnte førnevnte omtalte"),
        neutral=_set("reviderte oppdaterte opprinnelige første tidligere gjeldende nåværende europeiske"),
        behind=_set("for om til mot på vedrørende av over med"),
        passive=(r"\bble\b|\bblei\b|\ber blitt\b|\bhar blitt\b", r"\b(?:vedtatt|godkjent)\b"),
        agents=_set("av"),
        joins=_set("og samt"),
        define=r"(?:heretter|i det følgende|nedenfor)(?: (?:kalt|kalles|benevnt|omtalt som))?",
        samples=("strategien fra 2005", "handlingsplanen av november 2008", "heretter kalt «strategien»"),
    ),
    Language.NN: Phrasing(
        link=r"(?:(?:som (?:vart )?)?(?:vedteken|vedteke|vedtatt|godkjend|vedtok|godkjende)(?: i| den)?|frå|av|datert)(?: den)?",
        determiners=_set(f"den det dei denne dette desse {_BODIES}"),
        indefinite=_set("ein ei eit"),
        said=_set("nemnde ovannemnde førnemnde omtalte"),
        neutral=_set("reviderte oppdaterte opphavlege første tidlegare gjeldande noverande europeiske"),
        behind=_set("for om til mot på av over med"),
        passive=(r"\bvart\b|\bblei\b|\ber vorte\b", r"\b(?:vedteken|vedteke|vedtatt|godkjend)\b"),
        agents=_set("av"),
        joins=_set("og samt"),
        define=r"(?:heretter|i det følgjande|nedanfor)(?: (?:kalla|kalt|omtalt som))?",
        samples=("strategien frå 2005", "handlingsplanen av november 2008", "heretter kalla «strategien»"),
    ),
    Language.SV: Phrasing(
        link=r"(?:(?:som )?(?:antagen|antagna|antaget|antogs|godkänd|godkändes|antog)(?: i| den)?|från|av|daterad)(?: den| år)?",
        determiners=_set(f"den det de denna detta dessa {_BODIES}"),
        indefinite=_set("en ett"),
        said=_set("nämnda ovannämnda förutnämnda förenämnda"),
        neutral=_set("reviderade uppdaterade ursprungliga första tidigare gällande nuvarande europeiska"),
        behind=_set("för om till mot på avseende rörande av över med"),
        passive=("", r"\b(?:antogs|antagits|godkändes|godkänts)\b"),
        agents=_set("av"),
        joins=_set("och samt"),
        define=r"(?:nedan|i det följande|härefter)(?: (?:kallad|kallat|kallade|kallas|benämnd|benämnt))?",
        samples=("strategin från 2005", "handlingsplanen av november 2008", "nedan kallad ”strategin”"),
    ),
    Language.EN: Phrasing(
        link=r"(?:(?:which was |as )?(?:adopted|approved|agreed|endorsed)(?: in| on)?|of|from|dated)",
        determiners=_set("the that this these those its eu's eu’s union's union’s council's council’s"),
        indefinite=_set("a an"),
        said=_set("said aforementioned aforesaid above-mentioned abovementioned"),
        neutral=_set(
            "revised updated original initial first previous earlier current existing eu union european present"
        ),
        behind=_set("for on to against concerning regarding towards of about in"),
        passive=(r"\b(?:was|were|been)\b", r"\b(?:adopted|approved|agreed|endorsed)\b"),
        agents=_set("by"),
        joins=_set("and"),
        define=r"(?:hereinafter|hereafter)(?: (?:referred to as|called|the term))?",
        samples=("the strategy of 2005", "the action plan of November 2008", 'hereinafter "the Strategy"'),
    ),
    Language.DE: Phrasing(
        link=r"(?:von|vom|aus(?: dem Jahre?)?|des Jahres|aus dem|angenommen|verabschiedet)(?: im| am)?",
        determiners=_set("die der den dem das des dieser diese diesem diesen dieses jene jener"),
        indefinite=_set("ein eine einen einem einer eines"),
        said=_set("genannte genannten genannter obengenannte obengenannten vorgenannte vorgenannten besagte besagten"),
        neutral=_set(
            "überarbeitete überarbeiteten aktualisierte aktualisierten ursprüngliche ursprünglichen erste ersten "
            "frühere früheren geltende geltenden europäische europäischen"
        ),
        behind=_set("für zur zum gegen über zu betreffend der des von gegenüber mit"),
        passive=(r"\b(?:wurde|wurden|worden)\b", r"\b(?:angenommen|verabschiedet|gebilligt|beschlossen)\b"),
        agents=_set("von vom durch"),
        joins=_set("und sowie"),
        define=r"(?:im Folgenden|im folgenden|nachstehend|nachfolgend)(?: als)?",
        samples=("die Strategie von 2005", "der Aktionsplan vom November 2008", "im Folgenden „Strategie“"),
    ),
    Language.FR: Phrasing(
        link=r"(?:de l['’]année|adoptée?s? (?:en|le)|approuvée?s? (?:en|le)|datée?s? d[ue]|en date d[ue]|de|du)",
        determiners=_set("la le les cette ce cet ces sa son ladite ledit lesdites lesdits dudit"),
        indefinite=_set("un une"),
        said=_set("ladite ledit lesdites lesdits dudit"),
        neutral=_set(
            "révisée révisé révisées révisés actualisée actualisé initiale initial originale première précitée précité "
            "susmentionnée susmentionné européenne européen"
        ),
        behind=_set("pour sur contre relative relatif relatives relatifs visant en de du des concernant à d"),
        passive=(r"\bété\b", r"\b(?:adopté|approuvé)(?:e|s|es)?\b"),
        agents=_set("par"),
        joins=_set("et"),
        define=r"ci-après(?: (?:dénommée?s?|désignée?s?|appelée?s?|la))?",
        samples=("la stratégie de 2005", "le plan d'action de novembre 2008", "ci-après dénommée «la stratégie»"),
    ),
}

STOP_WORDS = _set(
    "a an and at by for from in of on or the to with against af at den der det de dei en et ei ein for fra frå i med mot mod "
    "og om på som til av över från för och på att ett "
    "als am auf aus bei das dem der des die für gegen im in mit und von zu zum zur "
    "au aux d de des du en et l la le les par pour sur un une contre "
    "eu ue union unions unionens european europæiske europeiske europäischen européenne council rådet rådets "
    "draft revised updated udkast utkast entwurf projet revideret reviderede revidert reviderad reviderade"
)
"""Words that tell no title from another: small words, the Union, and what is said of every draft."""


def rows_of(lang: Language) -> tuple[Language, ...]:
    """The languages whose rows count for a text: its own; every one where it is unknown; none where it has no row."""
    return (lang,) if lang in PHRASING else () if lang.is_known else tuple(PHRASING)


@cache
def link_of(lang: Language) -> re.Pattern[str]:
    """The link of a language with the blanks around it, as it stands between a word for a document and a date."""
    return re.compile(rf"[\s\u00a0]{{1,3}}{PHRASING[lang].link}[\s\u00a0]{{1,3}}", re.IGNORECASE)
