"""Document numbers: parsed once, at the edge; printed canonically everywhere.

Grammar of Council numbers (docs/references): `[series] number[/revision]/year [chain]`, where the chain is read from left
to right and each suffix acts on what stands before it. `/r/` inside the number equals `REV r`; one implies the other.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from enum import StrEnum

from msgspec import Struct
from msgspec.structs import replace

from revtrack.errors import BadValue
from revtrack.model import acts, gazette, identifiers, norwegian, unitednations

FIRST_YEAR = 1952
"""The pivot of two-digit years: the first year of the European Coal and Steel Community. 52–99 are 19xx, 00–51 are 20xx."""

COUNCIL_SERIES = ("ST", "SN", "CM", "PV", "DS", "WK", "LT", "MD", "CONV")
COMMISSION_SERIES = {
    "COM": "COM",
    "KOM": "COM",
    "JOIN": "JOIN",
    "SEC": "SEC",
    "SEK": "SEC",
    "SWD": "SWD",
    "C": "C",
    "PE": "PE",
}
LOCAL_LIMIT = 120

CHAIN_LIMIT = 8
"""More suffixes than any register prints behind one number; a longer chain is no number."""
SUFFIX_KINDS = ("REV", "ADD", "COR", "AMD", "EXT", "DCL")

# Letters are ASCII on purpose: without re.ASCII, the Kelvin sign would match "k" and the long s would match "s".
_FLAGS = re.IGNORECASE | re.ASCII
_CUE = re.compile(r"(?:document|dokument|doc|dok)(?:\. ?| )", _FLAGS)
_PRINTED = re.compile(
    r"(?:(ST|SN|CM|PV|DS|WK|LT|MD|CONV)[ \u00a0-]{1,2})?([0-9]{1,5})(?:/([0-9]{1,2}))?/([0-9]{4}|[0-9]{2})(?![0-9/])",
    _FLAGS,
)
_REGISTER = re.compile(
    r"(ST|SN|CM|PV|DS|WK|LT|MD|CONV)[ \u00a0_-]([0-9]{1,5})[ \u00a0_-]([0-9]{4})(?:[ \u00a0_-]INIT)?(?![0-9])",
    _FLAGS,
)
_DASHED = re.compile(r"(?!(?:19|20)[0-9]{2}-)([0-9]{1,5})-(?:([0-9]{1,2})-)?([0-9]{2})(?![0-9-])")
"""`6954-14`, as some archives write it; `2014-05` and `2014-05-19` could be dates and are left alone."""
_SUFFIX = re.compile(
    r"[ \u00a0_-]{0,2}\+?[ \u00a0]{0,2}(REV|ADD|COR|AMD|EXT|DCL)[ \u00a0_-]?([0-9]{1,2})(?![0-9])"
    r"(?:[ \u00a0]{0,2}\(([A-Za-z]{2}(?:,[ ]?[A-Za-z]{2}){0,30})\))?",
    _FLAGS,
)
_COMMISSION = re.compile(
    r"(COM|KOM|JOIN|SEC|SEK|SWD|C|PE)[ \u00a0]?(?:\(([0-9]{4}|[0-9]{2})\)[ \u00a0]?|/([0-9]{4})/)([0-9]{1,5})"
    r"(?:[ \u00a0](?:final|endelig|slutlig|endg[üÜ]ltig)(?:/([0-9]))?)?",
    _FLAGS,
)
_RUNNING = re.compile(r"[1-9][0-9]{0,4}")
_UNPRINTABLE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


class Register(StrEnum):
    """Whose numbering a number belongs to. LOCAL is a name somebody here gave."""

    COUNCIL = "council"
    COMMISSION = "commission"
    CELEX = "celex"
    ACT = "act"
    """Acts of the European Union by a name that does not tell their CELEX number."""
    ELI = "eli"
    ECLI = "ecli"
    INTERINSTITUTIONAL = "interinstitutional"
    OJ = "oj"
    UN = "un"
    NORWEGIAN = "norwegian"
    LOCAL = "local"


class Suffix(Struct, frozen=True):
    """One link of a suffix chain: `ADD 1`, `COR 2 (de,fr)`. REV directly after the number is `DocumentNumber.revision`."""

    kind: str
    number: int
    languages: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        plain = all(len(code) == 2 and code.isascii() and code.isalpha() and code.islower() for code in self.languages)
        if self.kind not in SUFFIX_KINDS or not 0 <= self.number <= 99 or not plain:
            raise BadValue(
                f"'{self.kind} {self.number}' is not a suffix of a Council number",
                facts=(f"suffixes are {', '.join(SUFFIX_KINDS)}, numbered to 99, with languages of two letters",),
                tries=("revtrack help addresses",),
            )

    def __str__(self) -> str:
        tail = f" ({','.join(self.languages)})" if self.languages else ""
        return f"{self.kind} {self.number}{tail}"


class DocumentNumber(Struct, frozen=True):
    """One document number. Equal numbers are equal values, however they were written.

    `serial` is the running number without leading zeros (Council, Commission) or the whole text (all others).
    """

    register: Register
    series: str
    serial: str
    year: int | None = None
    revision: int = 0
    suffixes: tuple[Suffix, ...] = ()

    def __post_init__(self) -> None:
        _check_chain(self)
        if self.register in (Register.COUNCIL, Register.COMMISSION):
            _check_running_number(self)
        elif self.register is Register.LOCAL:
            _check_local(self.serial)
        elif self.register not in (Register.CELEX, Register.ELI):
            _check_canonical(self)

    def __hash__(self) -> int:
        """Of the parts that tell most numbers apart: a lineage looks numbers up by the hundred thousand."""
        return hash((self.serial, self.year, self.revision))

    @classmethod
    def parse(cls, text: str) -> DocumentNumber:
        """The number that `text` is, in any written form; the whole text must be the number.

        Raises BadValue when it is none, or contradicts itself (`5643/5/14 REV 4`).
        """
        found = _official(text)
        if found is not None:
            return found
        raise BadValue(
            f"'{_shown(text)}' is not a document number revtrack reads",
            facts=(
                "it reads 9956/14, 14781/1/05 REV 1, ST-9956-2014-INIT, COM(2013) 941, CELEX, ELI, OJ L 145, 31.5.2001, p. 43",
            ),
            tries=("revtrack help addresses",),
        )

    @classmethod
    def local(cls, name: str) -> DocumentNumber:
        """A name given here, kept as it is. Raises BadValue when it is empty, too long or holds unprintable characters."""
        return cls(Register.LOCAL, "", unicodedata.normalize("NFC", name.strip()))

    @classmethod
    def read(cls, text: str) -> DocumentNumber:
        """What `parse` reads, else a local name: for words by which a person names a document.

        Raises BadValue for a number that contradicts itself or has an impossible year or day, and for an unprintable name.
        """
        found = _official(text)
        return cls.local(text) if found is None else found

    @property
    def base(self) -> DocumentNumber:
        """The number without revision and suffixes: what REV 1 and REV 2 have in common."""
        return replace(self, revision=0, suffixes=())

    def __str__(self) -> str:
        """The canonical form: `9956/14`, `14781/1/05 REV 1`, `CM 1006/17`, `COM(2013) 941`, `32017D0863`."""
        if self.register is Register.COUNCIL:
            return _print_council(self)
        if self.register is Register.COMMISSION:
            final = f" final/{self.revision}" if self.revision else ""
            return f"{self.series}({self.year}) {self.serial}{final}"
        return self.serial


def number_of(register: Register, text: str) -> DocumentNumber | None:
    """The number of that register that the whole text is; None if it is none, or contradicts itself.

    An act whose name can only mean one CELEX number is of both registers.
    """
    word = _spaced(text)
    try:
        return _READERS[register](_uncued(word)) or _READERS[register](word)
    except BadValue:
        return None


def _official(text: str) -> DocumentNumber | None:
    """The number of a register that the whole text is; None if it follows no register's grammar."""
    word = _spaced(text)
    bare = _uncued(word)
    for candidate in (bare, word) if bare != word else (word,):
        for read in _READERS.values():
            if found := read(candidate):
                return found
    return None


def _uncued(word: str) -> str:
    """A number without "document" before it."""
    cue = _CUE.match(word)
    return word[cue.end() :] if cue else word


def _check_running_number(number: DocumentNumber) -> None:
    year = number.year
    if year is None or not FIRST_YEAR <= year <= FIRST_YEAR + 99:
        raise BadValue(
            f"{number.serial} has the impossible year {year}",
            facts=(f"years run from {FIRST_YEAR} to {FIRST_YEAR + 99}",),
            tries=("write the year with four digits: ST 9956 2014 INIT",),
        )
    if not _RUNNING.fullmatch(number.serial):
        raise BadValue(f"'{_shown(number.serial)}' is not a running number", tries=("revtrack help addresses",))
    council = number.register is Register.COUNCIL
    series = COUNCIL_SERIES if council else COMMISSION_SERIES.values()
    if number.series not in series or not 0 <= number.revision <= (99 if council else 9):
        raise BadValue(
            f"'{_shown(number.series)}' with revision {number.revision} is no series of the {number.register}",
            tries=("revtrack help addresses",),
        )


def _check_chain(number: DocumentNumber) -> None:
    suffixes = number.suffixes
    leading = bool(suffixes) and suffixes[0].kind == "REV"
    if leading or len(suffixes) > CHAIN_LIMIT or (suffixes and number.register is not Register.COUNCIL):
        raise BadValue(
            f"{number.serial} cannot have these suffixes",
            facts=(
                f"only a Council number has suffixes, at most {CHAIN_LIMIT}; a leading REV is the number's revision",
            ),
            tries=("revtrack help addresses",),
        )


def _check_canonical(number: DocumentNumber) -> None:
    if number.register is Register.ACT:
        act = acts.read(number.serial)
        canonical = str(act) if act and not act.celex else ""
    else:
        canonical = _SERIALS[number.register](number.serial)
    if canonical != number.serial:
        raise BadValue(
            f"'{_shown(number.serial)}' is not a number of the register '{number.register}' in its canonical form",
            tries=("revtrack help addresses",),
        )


def _check_local(name: str) -> None:
    if not name or len(name) > LOCAL_LIMIT or any(unicodedata.category(c) in _UNPRINTABLE for c in name):
        raise BadValue(
            f"'{_shown(name)}' cannot name a document",
            facts=(f"a name has 1 to {LOCAL_LIMIT} characters, all of them visible or plain spaces",),
            tries=("--as house-rules-2024",),
        )


def _shown(text: str) -> str:
    """`text` short enough for a message; control characters are the printer's matter."""
    return text if len(text) <= 60 else text[:57] + "…"


def _spaced(text: str) -> str:
    return " ".join(text.split())


def _full_year(digits: str) -> int:
    year = int(digits)
    if len(digits) == 4:
        return year
    return 2000 + year if 2000 + year < FIRST_YEAR + 100 else 1900 + year


def _read_council(word: str) -> DocumentNumber | None:
    found = _PRINTED.match(word)
    if found:
        series, serial, revision, year = found.groups()
    elif found := _REGISTER.match(word):
        series, serial, year = found.groups()
        revision = None
    elif found := _DASHED.match(word):
        serial, revision, year = found.groups()
        series = None
    else:
        return None
    suffixes = _read_chain(word, found.end())
    if suffixes is None or not serial.strip("0"):
        return None
    return council_number(series or "ST", serial, _full_year(year), int(revision or 0), suffixes, word)


def _read_chain(word: str, at: int) -> tuple[Suffix, ...] | None:
    """The suffixes from `at` to the end of the word; None if something else stands there."""
    suffixes: list[Suffix] = []
    while at < len(word):
        found = _SUFFIX.match(word, at)
        if not found:
            return None
        languages = tuple(part.strip().lower() for part in (found[3] or "").split(",") if part)
        if len(suffixes) > CHAIN_LIMIT:
            return None
        suffixes.append(Suffix(found[1].upper(), int(found[2]), languages))
        at = found.end()
    return tuple(suffixes)


def council_number(
    series: str, serial: str, year: int, revision: int, suffixes: tuple[Suffix, ...], printed: str
) -> DocumentNumber:
    """The Council number of its printed parts; BadValue if `/r/` and a leading `REV n` contradict each other."""
    if suffixes and suffixes[0].kind == "REV":
        stated = suffixes[0].number
        if revision not in (0, stated):
            raise BadValue(
                f"'{_shown(printed)}' contradicts itself: /{revision}/ and REV {stated}",
                tries=(f"{serial}/{revision}/{year % 100:02d}   or   {serial}/{stated}/{year % 100:02d}",),
            )
        revision, suffixes = stated, suffixes[1:]
    return DocumentNumber(Register.COUNCIL, series.upper(), serial.lstrip("0"), year, revision, suffixes)


def _read_commission(word: str) -> DocumentNumber | None:
    found = _COMMISSION.fullmatch(word)
    if not found or not found[4].strip("0"):
        return None
    series = COMMISSION_SERIES[found[1].upper()]
    return DocumentNumber(
        Register.COMMISSION, series, found[4].lstrip("0"), _full_year(found[2] or found[3]), int(found[5] or 0)
    )


def _read_act(word: str) -> DocumentNumber | None:
    """The CELEX number that the name of an act can only mean; the name itself where that is not sure."""
    act = acts.read(word)
    if act is None:
        return None
    return DocumentNumber(Register.CELEX, "", act.celex) if act.celex else DocumentNumber(Register.ACT, "", str(act))


def _gazette(word: str) -> str:
    found = gazette.read(word)
    if found is None and gazette.is_written(word):
        raise BadValue(
            f"'{_shown(word)}' is not a document number: the Official Journal has no such day or issue",
            tries=("OJ L 145, 31.5.2001, p. 43",),
        )
    return str(found) if found else ""


def _whole(register: Register, read: Callable[[str], str]) -> Callable[[str], DocumentNumber | None]:
    """Reads a number that is kept whole; `read` gives its canonical form, or "" where the text is none."""

    def number(word: str) -> DocumentNumber | None:
        serial = read(word)
        return DocumentNumber(register, "", serial) if serial else None

    return number


_SERIALS: dict[Register, Callable[[str], str]] = {
    Register.CELEX: identifiers.celex,
    Register.ELI: identifiers.eli,
    Register.OJ: _gazette,
    Register.ECLI: identifiers.ecli,
    Register.INTERINSTITUTIONAL: identifiers.interinstitutional,
    Register.UN: unitednations.read,
    Register.NORWEGIAN: norwegian.read,
}

_READERS: dict[Register, Callable[[str], DocumentNumber | None]] = {
    Register.COUNCIL: _read_council,
    Register.COMMISSION: _read_commission,
    **{register: _whole(register, read) for register, read in _SERIALS.items()},
    Register.ACT: _read_act,
}
"""How the numbers of each register are read; in this order, where nobody says of which register one is."""


def _print_council(number: DocumentNumber) -> str:
    series = "" if number.series == "ST" else f"{number.series} "
    revision = f"/{number.revision}" if number.revision else ""
    chain = ([f"REV {number.revision}"] if number.revision else []) + [str(suffix) for suffix in number.suffixes]
    year = (number.year or 0) % 100
    return " ".join([f"{series}{number.serial}{revision}/{year:02d}", *chain])
