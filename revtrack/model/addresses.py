"""Addresses: one grammar for the command line, URLs and reports; parsed here, resolved against the works of a store.

    VERSION  = NUMBER[:LANG][@EDITION]   9956/14   9956/14:da   9956/14:da@1   "14781/1/05 REV 1"
             | LABEL                     2014
             | WORK@LABEL | WORK@DATE    eu-crr@2014   eu-crr@2010-06-30   eu-crr@latest~1   eu-crr@first
             | PATH                      ./draft.md   notes.txt   -
    PLACE    = VERSION#FRAGMENT

An address that fits two things is an error that lists both; a missing one is never replaced by a neighbour.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches

from msgspec import Struct

from revtrack.errors import AmbiguousLanguage, AmbiguousVersion, BadValue, TextNotHeld, UnknownVersion, UnknownWork
from revtrack.model import slugs
from revtrack.model.dates import DocumentDate
from revtrack.model.documents import Version, Work
from revtrack.model.language import Language
from revtrack.model.numbers import DocumentNumber, Register

PATH_EXTENSIONS = (".txt", ".md", ".markdown", ".xml", ".akn", ".docx", ".html", ".htm", ".pdf", ".xhtml", ".json")
HANDED_OUT = frozenset((Register.COUNCIL, Register.CELEX, Register.ELI))
"""Numbers by which a register hands out documents, whatever else stands in them (revtrack.register.routes)."""
_PATH_STARTS = ("./", "../", "/", "~", ".\\", "..\\")
_DRIVE = re.compile(r"[A-Za-z]:[\\/]")
_LANGUAGE = re.compile(r"(.{1,200}):([A-Za-z]{2,3})")
_BACK = re.compile(r"(latest|first)(?:~([0-9]{1,4}))?")
_PLAIN = re.compile(r"[A-Za-z0-9_./:@+~=,-]{1,200}")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class Address(Struct, frozen=True):
    """The parts of what a person typed; nothing is looked up yet. `at` is what stands behind `@`."""

    typed: str
    base: str
    language: str = ""
    at: str = ""
    fragment: str = ""

    @property
    def is_path(self) -> bool:
        """Whether the word names a file rather than something in the store."""
        return is_path(self.base)


class Found(Struct, frozen=True):
    """A version an address names, with the edition meant: the newest, unless another was asked for."""

    version: Version
    edition: int
    typed: str


def is_path(word: str) -> bool:
    """Whether a word is a path: it starts like one, is `-`, or ends in a known extension."""
    return (
        word == "-"
        or word.startswith(_PATH_STARTS)
        or bool(_DRIVE.match(word))
        or word.lower().endswith(PATH_EXTENSIONS)
    )


def parse(word: str) -> Address:
    """The parts of an address. A path keeps everything but the fragment in `base`."""
    body, _, fragment = word.partition("#")
    if is_path(body):
        return Address(word, body, fragment=fragment)
    base, at_sign, at = body.rpartition("@")
    if not at_sign:
        base, at = body, ""
    found = _LANGUAGE.fullmatch(base)
    if found:
        return Address(word, found[1], found[2].lower(), at, fragment)
    return Address(word, base, "", at, fragment)


def find_work(works: Sequence[Work], word: str) -> Work:
    """The work of that id. UnknownWork with the nearest ids."""
    for work in works:
        if work.id == word:
            return work
    near = get_close_matches(word, [work.id for work in works if work.title], 3)
    raise UnknownWork(
        f"no work '{word}' in this store",
        facts=[f"closest: {', '.join(near)}"] if near else (),
        tries=["revtrack log"],
    )


def resolve(address: Address, works: Sequence[Work], *, within: str = "") -> Found:
    """The version an address names, text held or not; `within` is the work that the other half of a pair named.

    Raises UnknownVersion with near matches, AmbiguousVersion or AmbiguousLanguage with the candidates.
    """
    candidates = _candidates(address, works, within)
    if not candidates:
        raise _unknown(address, works)
    if len({(version.work, version.number) for version in candidates}) > 1:
        raise _ambiguous(address, candidates)
    return _edition(address, _language(address, candidates))


def resolve_held(address: Address, works: Sequence[Work], *, within: str = "") -> Found:
    """As `resolve`, for what needs the text: TextNotHeld says how to get it."""
    found = resolve(address, works, within=within)
    if not found.version.held:
        raise not_held(found.version)
    return found


def not_held(version: Version) -> TextNotHeld:
    """The error for a known document whose text nobody has given us."""
    return TextNotHeld(
        f"{version.number} is known here, but its text is not held",
        facts=[f"known from the record of {version.work}; what was asked needs its text"],
        tries=ways_to_get(version.number),
    )


def ways_to_get(number: DocumentNumber, language: str = "") -> tuple[str, ...]:
    """The commands that bring a text in: from the register that hands out such numbers, and from a file."""
    spoken = f" --lang {language}" if language else ""
    by_hand = f"revtrack add FILE --as {pasted(str(number))}{spoken}"
    if number.register not in HANDED_OUT:
        return (by_hand,)
    return (f"revtrack fetch {pasted(str(number))} --lang {language or 'en'}", f"or by hand:  {by_hand}")


def _candidates(address: Address, works: Sequence[Work], within: str) -> list[Version]:
    named = [work for work in works if work.id == address.base]
    if named and address.at:
        return _of_work(named[0], address)
    versions = [version for work in works for version in work.versions]
    by_number = [version for version in versions if _has_number(version, address.base)]
    by_label = [] if address.at else [version for version in versions if version.label == address.base != ""]
    narrowed = [version for version in by_label if version.work == within]
    hits = by_number + [version for version in (narrowed or by_label) if version not in by_number]
    if not hits and named:
        raise _whole_work(named[0], address)
    return hits


def _has_number(version: Version, word: str) -> bool:
    if str(version.number) == word or slugs.slug(version.number) == word:
        return True
    try:
        number = DocumentNumber.read(word)
    except BadValue:
        return False
    return number == version.number or number in version.aliases


def _of_work(work: Work, address: Address) -> list[Version]:
    """Versions of a work by label, by `latest`, `first`, or by the day on which they were current."""
    labelled = [version for version in work.versions if version.label == address.at]
    if labelled:
        return labelled
    found = _BACK.fullmatch(address.at)
    if found:
        order = _order(work.versions)
        place = int(found[2] or 0)
        pick = order[::-1] if found[1] == "latest" else order
        return pick[place] if place < len(pick) else []
    if _DATE.fullmatch(address.at):
        return _current_on(work, DocumentDate.parse(address.at), address)
    return []


def _order(versions: Iterable[Version]) -> list[list[Version]]:
    """The versions of a work from oldest to newest, language versions of one number together."""
    by_number: dict[DocumentNumber, list[Version]] = {}
    for version in versions:
        by_number.setdefault(version.number, []).append(version)
    groups = list(by_number.values())
    groups.sort(key=lambda group: version_key(group[0]))
    return groups


def version_key(version: Version) -> tuple[tuple[int, int, int], tuple[tuple[int, str], ...], str]:
    """Oldest first: by document date, then by label in natural order, then by number."""
    return (version.date.sort_key, _natural(version.label), str(version.number))


def _natural(text: str) -> tuple[tuple[int, str], ...]:
    """`1.10` after `1.9`."""
    return tuple((int(part), "") if part.isdigit() else (-1, part) for part in re.split(r"([0-9]{1,9})", text) if part)


def _current_on(work: Work, day: DocumentDate, address: Address) -> list[Version]:
    """The newest version of a day not after `day`; a version whose day is unknown makes the answer unknown too."""
    groups = [group for group in _order(work.versions) if group[0].date.is_known]
    past = [group for group in groups if group[0].date.sort_key <= day.sort_key]
    if past and not past[-1][0].date.is_day and past[-1][0].date.year == day.year:
        raise AmbiguousVersion(
            f"'{address.typed}' cannot be told: of {past[-1][0].number} only the year {day.year} is known",
            tries=[f"revtrack log {work.id}"],
        )
    return past[-1] if past else []


def _language(address: Address, candidates: list[Version]) -> Version:
    if not address.language:
        if len(candidates) > 1:
            codes = ", ".join(sorted(str(version.language) for version in candidates))
            raise AmbiguousLanguage(
                f"{candidates[0].number} is held in several languages: {codes}",
                tries=[f"revtrack show {pasted(str(candidates[0]))}"],
            )
        return candidates[0]
    language = Language.parse(address.language)
    for version in candidates:
        if version.language is language:
            return version
    held = ", ".join(sorted(str(version.language) for version in candidates if version.language)) or "no language"
    raise UnknownVersion(
        f"{candidates[0].number} is not held in {language.english}",
        facts=[f"held in: {held}"],
        tries=[f"revtrack show {pasted(str(candidates[0]))}"],
    )


def _edition(address: Address, version: Version) -> Found:
    """The edition meant; `@` behind a work is its label or date, and the newest edition counts."""
    newest = version.editions[-1] if version.editions else 0
    if not address.at or address.base == version.work:
        return Found(version, newest, address.typed)
    if address.at.isdigit() and int(address.at) in version.editions:
        return Found(version, int(address.at), address.typed)
    held = ", ".join(f"@{n}" for n in version.editions) or "none"
    raise UnknownVersion(
        f"{version} has no edition '{address.at}'",
        facts=[f"editions held: {held}"],
        tries=[f"revtrack show {pasted(str(version))}"],
    )


def _whole_work(work: Work, address: Address) -> AmbiguousVersion:
    return AmbiguousVersion(
        f"'{address.typed}' is a work of {len(_order(work.versions))} versions, not one of them",
        facts=_lines(work.versions[:3]),
        tries=[f"revtrack log {work.id}"],
    )


def _ambiguous(address: Address, candidates: list[Version]) -> AmbiguousVersion:
    kinds = {version.number for version in candidates}
    return AmbiguousVersion(
        f"'{address.typed}' fits {_count(len(kinds))} versions",
        facts=_lines(candidates[:3]),
        tries=[f"revtrack show {spelled(candidates[0])}"],
    )


def _lines(versions: Sequence[Version]) -> list[str]:
    return [f"{spelled(version)}  {version}  {version.date}" for version in versions]


def spelled(version: Version) -> str:
    """The shortest address that surely names the version: `eu-crr@2014`, else its number."""
    return f"{version.work}@{version.label}" if version.label else pasted(str(version))


def pasted(word: str) -> str:
    """A word ready to be pasted into a shell: quoted only where a shell needs it."""
    return word if _PLAIN.fullmatch(word) else "'" + word.replace("'", "'\\''") + "'"


def _count(number: int) -> str:
    return {2: "two", 3: "three", 4: "four"}.get(number, str(number))


def _unknown(address: Address, works: Sequence[Work]) -> UnknownVersion:
    """The error for a version that is not here, with the nearest ones that are."""
    named = next((work for work in works if work.id == address.base), None)
    if named is not None and address.at:
        labels = ", ".join(version.label for version in named.versions if version.label)
        return UnknownVersion(
            f"no version '{address.typed}' in this store",
            facts=[f"labels in {named.id}: {labels}"] if labels else (),
            tries=[f"revtrack log {named.id}"],
        )
    known: dict[str, Version] = {}
    for version in (version for work in works for version in work.versions):
        known.setdefault(str(version.number), version)
    near = get_close_matches(address.base, [*known, *(work.id for work in works)], 3, 0.6)
    facts = [f"closest: {', '.join(_described(name, known) for name in near)}"] if near else []
    tries = [f"revtrack {'show' if near[0] in known else 'log'} {pasted(near[0])}"] if near else ["revtrack log"]
    return UnknownVersion(
        f"no version '{address.typed}' in this store", facts=facts, tries=[*tries, *_brought_in(address)]
    )


def _brought_in(address: Address) -> list[str]:
    """The command that would bring in what was named, where it is a number that a register hands out."""
    try:
        number = DocumentNumber.parse(address.base)
    except BadValue:
        return []
    way = ways_to_get(number, address.language)[0]
    return [f"or bring it in:  {way}"] if number.register in HANDED_OUT else []


def _described(name: str, known: Mapping[str, Version]) -> str:
    version = known.get(name)
    return f"{name} ({version.date}, {version.language or 'text not held'})" if version else f"{name} (a work)"
