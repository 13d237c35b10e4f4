"""How each language refers to a part of a text: one row a language, each with the samples it rests on.

Words are lower case and whole; `_` stands for a blank. A word of three letters and more that ends in a stop here may stand
without it. `1:` before a word says that no list follows it: "paragraph 5 and 10 boxes" names one paragraph, "paragraphs 5 and
10" two.
"""

from __future__ import annotations

from msgspec import Struct

from revtrack.model.language import Language
from revtrack.model.provisions import PartKind


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


class Wording(Struct, frozen=True):
    """The row of one language.

    `parts` are the words for each kind of part; `alone` are those for an annex that need no number ("bilaget"), with one of
    `articles` before them if there are any ("the Annex"). `joins` are "and" and "or", `till` the words of a run. `of` stands
    between a part and the wider one or the document it is in, `the` may follow it. `own` are the words that say that this
    document is meant. `acts` are words for other documents, which count at the end of a compound too ("straffeloven"); `owners`
    are such words before a part ("traktatens artikel 5"). `before` are the words behind which a bare "nr. 3" is a part of the
    text. `of_binds` says that whatever stands behind "of" is another document unless it is this one or a part. `dashed`
    says that sections are numbered 4-2.
    """

    parts: dict[PartKind, str]
    alone: frozenset[str]
    joins: frozenset[str]
    till: frozenset[str]
    of: frozenset[str]
    the: frozenset[str]
    own: frozenset[str]
    acts: frozenset[str]
    owners: frozenset[str]
    before: frozenset[str]
    samples: tuple[tuple[str, str], ...]
    articles: frozenset[str] = frozenset()
    of_binds: bool = False
    dashed: bool = False


K = PartKind

_NORDIC_BEFORE = _set("se jf jfr jf. jfr. i under og av af nevnte nævnte etter efter enligt se: samt eller och")

WORDING: dict[Language, Wording] = {
    Language.DA: Wording(
        parts={
            K.ANNEX: "bilag bilaget bilagene",
            K.PART: "del delen afdeling",
            K.CHAPTER: "kapitel kapitlet kapitlerne",
            K.SECTION: "afsnit afsnittet",
            K.ARTICLE: "artikel artikler artiklerne art. paragraf § §§",
            K.PARAGRAPH: "stykke stykket stk.",
            K.POINT: "punkt punktet punkter punkterne pkt.",
            K.NUMBER: "nr. nummer",
            K.LETTER: "litra",
            K.FOOTNOTE: "fodnote fodnoten fodnoter",
        },
        alone=_set("bilaget"),
        joins=_set("og eller samt"),
        till=_set("til"),
        of=_set("i til af"),
        the=_set("den det de"),
        own=_set("denne dette nærværende disse"),
        acts=_set(
            "traktat traktaten traktaterne direktiv direktivet forordning forordningen afgørelse afgørelsen rammeafgørelse "
            "rammeafgørelsen lov loven bekendtgørelse bekendtgørelsen konvention konventionen protokol protokollen aftale "
            "aftalen charter chartret strategi strategien handlingsplan handlingsplanen konklusioner konklusionerne "
            "meddelelse meddelelsen retningslinjer retningslinjerne resolution resolutionen henstilling henstillingen "
            "grundlov grundloven dokument dokumentet dok"
        ),
        owners=_set(
            "traktatens direktivets forordningens afgørelsens rammeafgørelsens lovens konventionens protokollens aftalens "
            "chartrets strategiens handlingsplanens konklusionernes meddelelsens retningslinjernes dokumentets"
        ),
        before=_NORDIC_BEFORE,
        samples=(
            ("jf. punkt 12", "point 12"),
            ("se bilaget", "annex"),
            ("artikel 5, stk. 2, litra a)", "article 5 paragraph 2 letter a"),
            ("punkt 12 i bilaget", "annex point 12"),
            ("jf. nr. 3", "number 3"),
            ("§ 4, stk. 2", "article 4 paragraph 2"),
            ("punkt 3-5 og 9", "point 3-5; point 9"),
            ("fodnote 2", "footnote 2"),
            ("artikel 29 i traktaten", "external article 29"),
            ("punkt 12 i dok. 9956/14", "external point 12"),
        ),
    ),
    Language.SV: Wording(
        parts={
            K.ANNEX: "bilaga bilagan bilagor bilagorna",
            K.PART: "del avdelning",
            K.CHAPTER: "kapitel kapitlet kap.",
            K.SECTION: "avsnitt avsnittet",
            K.ARTICLE: "artikel artiklar artiklarna art. paragraf § §§",
            K.PARAGRAPH: "stycke",
            K.POINT: "punkt punkten punkter punkterna",
            K.NUMBER: "nr nr.",
            K.LETTER: "led leden",
            K.FOOTNOTE: "fotnot fotnoten fotnoter",
        },
        alone=_set("bilagan"),
        joins=_set("och eller samt"),
        till=_set("till"),
        of=_set("i till av"),
        the=_set("den det de"),
        own=_set("denna detta dessa föreliggande"),
        acts=_set(
            "fördrag fördraget fördragen direktiv direktivet förordning förordningen beslut beslutet rambeslut rambeslutet lag "
            "lagen balk balken konvention konventionen protokoll protokollet avtal avtalet stadga stadgan strategi strategin "
            "handlingsplan handlingsplanen slutsatser slutsatserna meddelande meddelandet riktlinjer riktlinjerna "
            "resolution resolutionen rekommendation rekommendationen dokument dokumentet dok"
        ),
        owners=_set(
            "fördragets fördragens direktivets förordningens beslutets rambeslutets lagens konventionens protokollets avtalets "
            "stadgans strategins handlingsplanens"
        ),
        before=_NORDIC_BEFORE,
        samples=(
            ("se punkt 12", "point 12"),
            ("artikel 5.2 a", "article 5 paragraph 2 letter a"),
            ("punkterna 3, 5 och 9", "point 3; point 5; point 9"),
            ("se bilagan", "annex"),
            ("bilaga II", "annex II"),
            ("fotnot 2", "footnote 2"),
            ("avsnitt 3", "section 3"),
            ("artikel 29 i fördraget", "external article 29"),
        ),
    ),
    Language.NB: Wording(
        parts={
            K.ANNEX: "vedlegg vedlegget",
            K.PART: "del delen",
            K.CHAPTER: "kapittel kapitlet kap.",
            K.SECTION: "avsnitt avsnittet",
            K.ARTICLE: "artikkel artikler artiklene art. paragraf § §§",
            K.PARAGRAPH: "ledd",
            K.POINT: "punkt punktet punkter punktene pkt.",
            K.NUMBER: "nr. nummer",
            K.LETTER: "bokstav litra",
            K.FOOTNOTE: "fotnote fotnoten fotnoter",
        },
        alone=_set("vedlegget"),
        joins=_set("og eller samt"),
        till=_set("til"),
        of=_set("i til av"),
        the=_set("den det de"),
        own=_set("denne dette disse"),
        acts=_set(
            "traktat traktaten direktiv direktivet forordning forordningen forskrift forskriften vedtak vedtaket lov loven "
            "grunnlov grunnloven konvensjon konvensjonen protokoll protokollen avtale avtalen charter charteret strategi "
            "strategien handlingsplan handlingsplanen konklusjoner konklusjonene melding meldingen retningslinjer "
            "retningslinjene resolusjon resolusjonen dokument dokumentet dok"
        ),
        owners=_set(
            "traktatens direktivets forordningens forskriftens vedtakets lovens grunnlovens konvensjonens protokollens avtalens "
            "strategiens handlingsplanens"
        ),
        before=_NORDIC_BEFORE,
        samples=(
            ("se punkt 12", "point 12"),
            ("artikkel 5 nr. 2 bokstav a", "article 5 number 2 letter a"),
            ("se vedlegget", "annex"),
            ("§§ 4 og 5", "article 4; article 5"),
            ("punkt 3 til 5", "point 3-5"),
            ("straffeloven § 4", "external article 4"),
            ("§ 4-2", "article 4-2"),
            ("§§ 4-6", "article 4-6"),
        ),
        dashed=True,
    ),
    Language.NN: Wording(
        parts={
            K.ANNEX: "vedlegg vedlegget",
            K.PART: "del delen",
            K.CHAPTER: "kapittel kapitlet kap.",
            K.SECTION: "avsnitt avsnittet",
            K.ARTICLE: "artikkel artiklar artiklane art. paragraf § §§",
            K.PARAGRAPH: "ledd",
            K.POINT: "punkt punktet punkta pkt.",
            K.NUMBER: "nr. nummer",
            K.LETTER: "bokstav litra",
            K.FOOTNOTE: "fotnote fotnoten fotnotar",
        },
        alone=_set("vedlegget"),
        joins=_set("og eller samt"),
        till=_set("til"),
        of=_set("i til av"),
        the=_set("den det dei"),
        own=_set("denne dette desse"),
        acts=_set(
            "traktat traktaten direktiv direktivet forordning forordninga forskrift forskrifta vedtak vedtaket lov lova "
            "grunnlova konvensjon konvensjonen protokoll protokollen avtale avtalen strategi strategien handlingsplan "
            "handlingsplanen konklusjonar konklusjonane melding meldinga retningslinjer retningslinjene dokument dokumentet dok"
        ),
        owners=_set("traktatens direktivets forordningas lovas konvensjonens avtalens strategiens handlingsplanens"),
        before=_NORDIC_BEFORE,
        samples=(
            ("sjå punkt 12", "point 12"),
            ("artikkel 5 nr. 2 bokstav a", "article 5 number 2 letter a"),
            ("sjå vedlegget", "annex"),
            ("punkta 3 og 9", "point 3; point 9"),
            ("punkt 3 i lova", "external point 3"),
        ),
        dashed=True,
    ),
    Language.EN: Wording(
        parts={
            K.ANNEX: "1:annex annexes 1:appendix appendices",
            K.PART: "1:part parts 1:title",
            K.CHAPTER: "1:chapter chapters",
            K.SECTION: "1:section sections",
            K.ARTICLE: "1:article articles 1:art. arts. 1:clause clauses 1:recital recitals § §§",
            K.PARAGRAPH: "1:paragraph paragraphs 1:para. paras. 1:subparagraph subparagraphs",
            K.POINT: "1:point points 1:item items",
            K.NUMBER: "1:no. nos.",
            K.LETTER: "1:letter",
            K.FOOTNOTE: "1:footnote footnotes",
        },
        alone=_set("annex"),
        joins=_set("and or"),
        till=_set("to"),
        of=_set("of to in under"),
        the=_set("the"),
        own=_set("this these present"),
        acts=_set(
            "treaty treaties directive regulation decision convention protocol charter act law code constitution agreement "
            "strategy plan conclusions communication guidelines resolution recommendation document doc"
        ),
        owners=_set("treaty's directive's regulation's decision's convention's protocol's charter's act's strategy's"),
        before=_set("see in under to of and or cf"),
        samples=(
            ("see point 14", "point 14"),
            ("paragraph 12", "paragraph 12"),
            ("paragraphs 3 to 5 and 9", "paragraph 3-5; paragraph 9"),
            ("Article 5(2)(a)", "article 5 paragraph 2 letter a"),
            ("points (a) and (b) of Article 7(1)", "article 7 paragraph 1 point a; article 7 paragraph 1 point b"),
            ("paragraph 2 of Article 5", "article 5 paragraph 2"),
            ("the Annex", "annex"),
            ("Annex II", "annex II"),
            ("Section 3", "section 3"),
            ("footnote 2", "footnote 2"),
            ("§ 4", "article 4"),
            ("Article 5 of Directive 2013/34/EU", "external article 5"),
            ("Article 4 TEU", "external article 4"),
        ),
        articles=_set("the this"),
        of_binds=True,
    ),
    Language.DE: Wording(
        parts={
            K.ANNEX: "anhang anhangs anhänge anlage anlagen",
            K.PART: "teil titel",
            K.CHAPTER: "kapitel kapitels kap.",
            K.SECTION: "abschnitt abschnitts",
            K.ARTICLE: "artikel artikels artikeln art. paragraph § §§",
            K.PARAGRAPH: "absatz absatzes absätze absätzen abs.",
            K.POINT: "punkt punkte punkten ziffer ziffern ziff.",
            K.NUMBER: "nummer nummern nr.",
            K.LETTER: "buchstabe buchstaben lit.",
            K.FOOTNOTE: "fußnote fußnoten",
        },
        alone=_set("anhang"),
        joins=_set("und oder sowie"),
        till=_set("bis"),
        of=_set("des der im in von vom zum zur zu"),
        the=_set("der dem den des"),
        own=_set("dieser dieses diesem diesen vorliegenden vorliegender"),
        acts=_set(
            "vertrag vertrags vertrages verträge richtlinie verordnung beschluss beschlusses rahmenbeschluss rahmenbeschlusses "
            "gesetz gesetzes gesetzbuch gesetzbuchs übereinkommen übereinkommens abkommen abkommens protokoll protokolls charta "
            "grundgesetz grundgesetzes strategie aktionsplan aktionsplans schlussfolgerungen mitteilung leitlinien "
            "entschließung empfehlung dokument dokuments dok"
        ),
        owners=frozenset(),
        before=_set("siehe nach in unter gemäß s vgl und oder der"),
        samples=(
            ("siehe Nummer 12", "number 12"),
            ("Artikel 5 Absatz 2 Buchstabe a", "article 5 paragraph 2 letter a"),
            ("Absatz 2 des Artikels 5", "article 5 paragraph 2"),
            ("Absätze 3 bis 5 und 9", "paragraph 3-5; paragraph 9"),
            ("im Anhang", "annex"),
            ("Anhang II", "annex II"),
            ("§ 4", "article 4"),
            ("Fußnote 2", "footnote 2"),
            ("§ 4 StGB", "external article 4"),
            ("Artikel 5 der Richtlinie 2013/34/EU", "external article 5"),
        ),
        articles=_set("im der dem den des vom zum dieser diesem diesen dieses"),
    ),
    Language.FR: Wording(
        parts={
            K.ANNEX: "1:annexe annexes",
            K.PART: "1:partie parties 1:titre titres",
            K.CHAPTER: "1:chapitre chapitres",
            K.SECTION: "1:section sections",
            K.ARTICLE: "1:article articles 1:art. § §§",
            K.PARAGRAPH: "1:paragraphe paragraphes 1:alinéa alinéas 1:par.",
            K.POINT: "1:point points",
            K.NUMBER: "1:numéro",
            K.LETTER: "1:lettre lettres",
            K.FOOTNOTE: "1:note_de_bas_de_page notes_de_bas_de_page",
        },
        alone=_set("annexe"),
        joins=_set("et ou"),
        till=_set("à"),
        of=_set("de du des à au aux dans"),
        the=_set("la le les l'"),
        own=_set("présent présente présents présentes cette ce cet ces"),
        acts=_set(
            "traité traités directive règlement décision décision-cadre convention protocole charte loi code constitution "
            "accord stratégie plan conclusions communication résolution recommandation document doc"
        ),
        owners=frozenset(),
        before=_set("voir à au"),
        samples=(
            ("voir point 14", "point 14"),
            ("article 5, paragraphe 2, point a)", "article 5 paragraph 2 point a"),
            ("paragraphes 3 à 5 et 9", "paragraph 3-5; paragraph 9"),
            ("l'annexe", "annex"),
            ("annexe II", "annex II"),
            ("note de bas de page 2", "footnote 2"),
            ("section 3", "section 3"),
            ("article 5 de la directive 2013/34/UE", "external article 5"),
            ("article 4 du traité", "external article 4"),
        ),
        articles=_set("l' cette"),
    ),
}
"""The languages whose references to provisions are read."""
