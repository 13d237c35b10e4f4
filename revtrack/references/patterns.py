"""The written forms of document numbers in running text: one table, each row with its sample and its clause.

A row says where a number may stand; `DocumentNumber.parse` says what it is. Some shapes are a number by themselves
(`ST-9956-2014-INIT`, `COM(2013) 941`); others are shared with laws, dates and fractions (`9956/14`, `1049/2001`) and
count only with evidence beside them: a cue word, a series, a suffix, a subject code, a marking, or a neighbour in a list.

Every pattern begins with a small set of characters and has bounded repeats, so that text of any length is read in linear
time. What stands before a number is checked by looking back a fixed distance, never by the pattern itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from msgspec import Struct

from revtrack.model import acts, gazette, identifiers, norwegian, unitednations
from revtrack.model.language import Language
from revtrack.model.numbers import Register


class Head(Struct, frozen=True):
    """What must stand directly before a shape, in small letters or capitals; its first word may be the last part of a compound.

    One of `stems` is in it, at most `reach` characters behind its beginning: where none is, nothing needs to be tried.
    """

    words: str
    stems: tuple[str, ...]
    reach: int

    def start(self, before: str) -> int | None:
        """Where it begins in a text that it ends; None if it does not end it."""
        small = before.lower()
        at = max(map(small.rfind, self.stems))
        if at < 0:
            return None
        known = max(0, at - self.reach) if len(small) == len(before) else 0
        found = _ending(self.words).search(before, known)
        return found.start() if found else None


@cache
def _ending(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![0-9_])(?:{words})\Z", re.IGNORECASE)


class Form(Struct, frozen=True):
    """One written form.

    `clause` names its line in docs/references.md. `telling` says that the shape alone is enough evidence. `not_after` holds
    the characters, besides letters and digits, behind which the shape is a part of something longer. `before` must stand
    directly before the shape, and is a part of the number: `Directive ` of `Directive 2013/34/EU`. `written` says what the
    groups of the shape are read as, where the words alone do not tell. `told` is a sentence in which the sample counts.
    `marks` are characters or words of which every number of this form has one: a text without them need not be searched.
    """

    name: str
    register: Register
    shape: str
    sample: str
    clause: str
    telling: bool = True
    not_after: str = "/_"
    before: Head | None = None
    written: str = ""
    told: str = "see document {}."
    marks: Iterable[str] = ()

    @property
    def pattern(self) -> re.Pattern[str]:
        """The shape, made ready when it is first looked for: most texts have few forms."""
        return _compiled(self.shape)


@cache
def _compiled(shape: str) -> re.Pattern[str]:
    return re.compile(shape)


_FURTHER = unitednations.FIGURES.replace("?P<number>", "?:").replace("?P<year>", "?:")

FORMS: tuple[Form, ...] = (
    Form(
        "printed",
        Register.COUNCIL,
        r"[0-9]{1,5}(?:/[0-9]{1,2})?/(?:[0-9]{4}|[0-9]{2})(?![0-9/])",
        "5643/5/14",
        "council: number",
        telling=False,
        marks="/",
    ),
    Form(
        "dashed",
        Register.COUNCIL,
        r"[0-9](?:(?<!1)|(?!9[0-9]{2}-))(?:(?<!2)|(?!0[0-9]{2}-))[0-9]{2,4}-(?:[0-9]{1,2}-)?[0-9]{2}(?![0-9/-])",
        "6954-14",
        "council: number, as some archives write it",
        telling=False,
        marks="-",
    ),
    Form(
        "register",
        Register.COUNCIL,
        r"(?:ST|SN|CM|PV|DS|WK|LT|MD|CONV)[ \u00a0_-][0-9]{1,5}[ \u00a0_-](?:19|20)[0-9]{2}(?:[ \u00a0_-]INIT)?(?![0-9])",
        "ST-9956-2014-INIT",
        "council: register-form",
        not_after="",
    ),
    Form(
        "commission",
        Register.COMMISSION,
        (
            r"(?:COM|KOM|JOIN|SEC|SEK|SWD|C|PE)[ \u00a0]?(?:\((?:[0-9]{4}|[0-9]{2})\)[ \u00a0]?|/[0-9]{4}/)[0-9]{1,5}(?![0-9])"
            r"(?:[ \u00a0](?:final|FINAL|endelig|slutlig|endgültig)(?:/[0-9])?)?(?!\w)"
            r"(?![ \u00a0][0-9]{1,3}(?:[ \u00a0](?:final|endelig|slutlig|endgültig)|[.,;:)](?![0-9])|\Z))"
        ),
        "COM(2013) 941 final",
        "commission",
        marks="(/",
    ),
    Form("celex", Register.CELEX, rf"{identifiers.CELEX}(?!\w)", "32017D0863", "celex"),
    Form(
        "act",
        Register.ACT,
        acts.FIGURES + acts.SUFFIX,
        "Decision 94/95/EC",
        "act",
        before=Head(acts.HEAD, acts.STEMS, 14),
        marks="/",
    ),
    Form(
        "eli",
        Register.ELI,
        r"(?:https?://data\.europa\.eu/eli|eli)/[a-z_]{2,20}/[0-9]{4}/[0-9a-zA-Z()/._-]{1,80}(?![0-9a-zA-Z()/_-])",
        "http://data.europa.eu/eli/dec/2014/219/oj",
        "eli",
        marks="/",
    ),
    Form(
        "ecli",
        Register.ECLI,
        rf"{identifiers.ECLI}(?![0-9A-Za-z])",
        "ECLI:EU:C:2014:317",
        "ecli",
        marks=":",
    ),
    Form(
        "interinstitutional",
        Register.INTERINSTITUTIONAL,
        identifiers.FILE,
        "2016/0171 (COD)",
        "interinstitutional file",
        marks="/",
    ),
    Form("oj", Register.OJ, gazette.ISSUE, "OJ L 145, 31.5.2001, p. 43", "oj", marks=gazette.SIGNS),
    Form("oj by act", Register.OJ, gazette.ACT, "OJ L, 2024/1689, 12.7.2024", "oj", marks=","),
    Form("oj by day", Register.OJ, gazette.DAY, "OJ L, 20.4.2026", "oj", marks=","),
    Form("oj identifier", Register.OJ, gazette.IDENTIFIER, "OJ:L_202401689", "oj", marks=":"),
    Form("un", Register.UN, unitednations.RESOLUTION, "S/RES/2178 (2014)", "un", marks="/"),
    Form("un symbol", Register.UN, unitednations.TELLING, "A/RES/60/288", "un", marks="/"),
    Form("un short symbol", Register.UN, unitednations.PLAIN, "S/2014/770", "un", telling=False, marks="/"),
    Form(
        "security council",
        Register.UN,
        unitednations.FIGURES,
        "Security Council resolution 2178 (2014)",
        "un",
        before=Head(unitednations.COUNCIL_RESOLUTION, ("security", "unsc", "sikkerhe", "säkerhe"), 6),
        marks="(",
    ),
    Form(
        "of the security council",
        Register.UN,
        (
            rf"{unitednations.FIGURES}(?=(?:[ \u00a0\n,]{{1,2}}(?:(?:und|et|and|og)[ \u00a0\n])?{_FURTHER}){{0,8}}"
            rf"[ \u00a0\n]{unitednations.OF_THE_COUNCIL})"
        ),
        "Resolution 2178 (2014)",
        "un",
        telling=False,
        told="die {} des Sicherheitsrates",
        before=Head(unitednations.RESOLUTION_WORD, ("esolu", "ésolu"), 1),
        written="S/RES/{number} ({year})",
        marks="(",
    ),
    Form(
        "norwegian paper",
        Register.NORWEGIAN,
        norwegian.PAPER[1],
        "Ot.prp. nr. 17 (2008-2009)",
        "norwegian",
        before=Head(norwegian.PAPER[0], ("prp.", "prop.", "meld", "innst", "besl", "dok"), 4),
        marks=".:",
    ),
    Form("norwegian report", Register.NORWEGIAN, norwegian.REPORT, "NOU 2013: 9", "norwegian", marks=":"),
    Form(
        "norwegian law",
        Register.NORWEGIAN,
        norwegian.LAW[1],
        "lov 8. februar 1980 nr. 2",
        "norwegian",
        before=Head(norwegian.LAW[0], ("lov", "forskrift"), 0),
        marks=".",
    ),
    Form("lovdata", Register.NORWEGIAN, norwegian.IDENTIFIER, "LOV-1980-02-08-2", "norwegian", marks="-"),
)

SERIES_BEFORE = re.compile(r"(?<![^\W_])(?:ST|SN|CM|PV|DS|WK|LT|MD|CONV)[ \u00a0-]{1,2}\Z")
"""The series at the end of what stands before a printed number: `CM ` of `CM 1006/17`."""

SUFFIX = re.compile(
    r"[ \u00a0\n_-]{0,2}\+?[ \u00a0]{0,2}(?:REV|ADD|COR|AMD|EXT|DCL|Rev|Add|Cor)[ \u00a0_-]?[0-9]{1,2}(?![0-9/])"
    r"(?:[ \u00a0]{0,2}\([A-Za-z]{2}(?:,[ ]?[A-Za-z]{2}){0,30}\))?"
)
"""One link of a suffix chain: ` REV 1`, `-ADD-1`, ` + COR 2 (de,fr)`."""

SUBJECT = re.compile(
    r"[ \u00a0\t\n]{1,3}([A-Z]{2,4} [A-Z]{2,4}(?: [A-Z]{2,4})?|[A-Z]{2,14}(?:-[A-Z]{2,14})?)[ \u00a0]{1,2}([0-9]{1,4})(?![\w/-])"
)
"""A subject code with its running number: ` JAI 366`, ` SIS-TECH 9`, ` PR CO 53`. The digits of `INF 13001/14` are none."""

PRESS = re.compile(r"[ \u00a0\t\n]{0,3}\((Presse|PRESSE|Press|PRESS) ([0-9]{1,4})\)")
"""The older form of the press service: ` (Presse 260)`."""

MARKING = re.compile(
    r"[ \u00a0\t\n]{1,3}(RESTREINT UE/EU RESTRICTED|CONFIDENTIEL UE/EU CONFIDENTIAL|SECRET UE/EU SECRET"
    r"|RESTREINT UE|EU RESTRICTED|CONFIDENTIEL UE|EU CONFIDENTIAL|SECRET UE|EU SECRET|LIMITE|PUBLIC)(?!\w)"
)
"""A marking behind a number; it is never a subject code, whatever stands after it."""

NO_SUBJECTS = frozenset(
    {
        *("ST", "SN", "CM", "PV", "DS", "WK", "LT", "MD", "CONV", "COM", "KOM", "JOIN", "SEC", "SEK", "SWD"),
        *("REV", "ADD", "COR", "AMD", "EXT", "DCL"),
        *("ANLAGE", "ANNEX", "ANNEXE", "ARTICLE", "ARTIKEL", "BILAG", "BILAGA", "CHAPTER", "PAGE", "PART", "SECTION"),
        *("AND", "AT", "BY", "DEN", "DU", "ET", "FROM", "IN", "LE", "NO", "NR", "OF", "OG", "ON", "THE", "TO", "UND"),
    }
)
"""Capitals before a number that are no subject code: series, suffixes, and the words of headings set in capitals."""

CUE_BEFORE = re.compile(
    r"(?<!\w)([^\W\d_]{3,14})[.:]{0,2}[ \u00a0\t\n]{0,3}(?:(?:no|nr|n°|nº|number|nummer|numéro)\b[.:]{0,2}[ \u00a0]{0,2})?\Z",
    re.IGNORECASE,
)
"""The word before a number, over a `No.` that may stand between: `Dok. nr. `. It counts if it is in `CUES`."""

SPLIT_BEFORE = re.compile(r"(?<!\w)([^\W\d_]{3,14})[.:]{0,2}[ \u00a0]{1,3}[0-9]{1,4}[ \u00a0]\Z")
"""A cue and figures before a number: `doc. 99 ` of `doc. 99 56/14`, where a space may stand in the number."""

SPLIT_AT_START = re.compile(r"(?:\A|[,;])[ \u00a0]?[0-9]{1,4}[ \u00a0]\Z")
"""Figures before a number at the beginning of a header slot, or behind a comma there."""

CUES: dict[Language, frozenset[str]] = {
    Language.DA: frozenset({"dok", "dokument", "dokumentet", "dokumenter", "dokumenterne"}),
    Language.NB: frozenset({"dok", "dokument", "dokumentet", "dokumenter", "dokumentene"}),
    Language.NN: frozenset({"dok", "dokument", "dokumentet", "dokumenta"}),
    Language.SV: frozenset({"dok", "dokument", "dokumentet", "dokumenten"}),
    Language.EN: frozenset({"doc", "docs", "document", "documents"}),
    Language.DE: frozenset({"dok", "dokument", "dokuments", "dokumente", "dokumenten", "ratsdok", "ratsdokument"}),
    Language.FR: frozenset({"doc", "docs", "document", "documents"}),
}
JOINS: dict[Language, frozenset[str]] = {
    Language.DA: frozenset({"og", "samt", "eller"}),
    Language.NB: frozenset({"og", "samt", "eller"}),
    Language.NN: frozenset({"og", "samt", "eller"}),
    Language.SV: frozenset({"och", "samt", "eller"}),
    Language.EN: frozenset({"and", "or"}),
    Language.DE: frozenset({"und", "sowie", "oder"}),
    Language.FR: frozenset({"et", "ou"}),
}
"""Words that join two numbers of one list: the second shares the cue of the first."""

DRAFTING = (Language.EN, Language.FR)
"""The Council drafts in these: their cues stand in texts of every language."""


def words_of(table: dict[Language, frozenset[str]], lang: Language) -> frozenset[str]:
    """The words that count in a text of that language; all of them where the language is unknown or has no row."""
    rows = (lang, *DRAFTING) if lang in table else tuple(table)
    return frozenset().union(*(table[row] for row in rows))
