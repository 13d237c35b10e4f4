"""Which two are meant: the words of a comparison become two sides, each with its text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from msgspec import Struct

from revtrack.errors import BadValue, NoStructure, UnknownVersion, UsageError
from revtrack.model import addresses, slugs
from revtrack.model.addresses import Address, Found
from revtrack.model.documents import Version, Work
from revtrack.model.language import Language
from revtrack.model.numbers import DocumentNumber
from revtrack.model.readings import Reading
from revtrack.model.relations import Relation, State
from revtrack.model.texts import Expression, WorkId
from revtrack.report.views import Side
from revtrack.workflows.catalogue import Catalogue

ReadFile = Callable[[str], bytes]
"""Gives the bytes of a file a person named; `-` is standard input."""


class Pair(Struct, frozen=True):
    """Two sides to compare, old first."""

    old: Side
    new: Side


def pair_of(catalogue: Catalogue | None, words: Sequence[str], read_file: ReadFile, *, command: str = "diff") -> Pair:
    """The pair that one, two or no words name: OLD NEW, OLD..NEW, NEW against what it revises, a WORK's last two.

    `command` is the one that errors show the use of. Raises the address errors; UsageError when no words are given and
    there is not exactly one work with two texts.
    """
    words = _split_range(words)
    if len(words) == 2:
        old, new = (addresses.parse(word) for word in words)
        if old.is_path and new.is_path:
            return Pair(*_files((old, new), read_file))
        return Pair(side(catalogue, old, read_file, other=new), side(catalogue, new, read_file, other=old))
    if catalogue is None:
        raise UsageError("a comparison needs two versions or files", tries=(f"revtrack {command} OLD NEW",))
    if not words:
        return _last_two(catalogue, _only_work(catalogue, command), command)
    if named := catalogue.works_of(words[0]):
        return _last_two(catalogue, named[0], command)
    later = catalogue.resolve_held(addresses.parse(words[0]))
    return Pair(_stored(catalogue, _revised(catalogue, later, command)), _stored(catalogue, later))


def sides_of(
    catalogue: Catalogue | None, words: Sequence[str], read_file: ReadFile, *, command: str
) -> tuple[Side, ...]:
    """The sides that words name for that command: three or more versions as they are given, else those of a pair.

    A label is looked up in the work that the first other version names by itself.
    """
    if len(words) < 3:
        pair = pair_of(catalogue, words, read_file, command=command)
        return (pair.old, pair.new)
    asked = [addresses.parse(word) for word in words]
    naming = [address for address in asked if catalogue and not address.is_path and _work_named(catalogue, address)]
    return tuple(
        side(catalogue, address, read_file, other=next((one for one in naming if one is not address), None))
        for address in asked
    )


def side(catalogue: Catalogue | None, address: Address, read_file: ReadFile, *, other: Address | None = None) -> Side:
    """One side of a pair: a version of the store, or a file read through the same intake and not stored.

    A label is looked up in the work that the other side names by itself.
    """
    if address.is_path:
        return _files((address,), read_file)[0]
    if catalogue is None:
        raise UnknownVersion(
            f"there is no store here to look '{address.typed}' up in",
            tries=("revtrack -C DIR diff …   or name files: ./a.txt ./b.txt",),
        )
    others = (other,) if other is not None and not other.is_path else ()
    within = "".join(_work_named(catalogue, address) for address in others)
    return _stored(catalogue, catalogue.resolve_held(address, others=others, within=within))


def _split_range(words: Sequence[str]) -> Sequence[str]:
    """`OLD..NEW` as two words; a path with `..` in it is left alone."""
    if len(words) == 1 and ".." in words[0] and not addresses.is_path(words[0]):
        old, _, new = words[0].partition("..")
        return (old, new)
    return words


def _work_named(catalogue: Catalogue, address: Address) -> str:
    """The work that an address names by itself, "" if it does not: so a label beside it is looked up there."""
    if catalogue.works_of(address.base):
        return address.base
    slugged = {slugs.slug(version.number): version.work for version in _versions(catalogue, address)}
    try:
        return slugged.get(slugs.slug(DocumentNumber.read(address.base)), "")
    except BadValue:
        return ""


def _versions(catalogue: Catalogue, address: Address) -> list[Version]:
    return [version for work in catalogue.works_about((address,)) for version in work.versions]


def _only_work(catalogue: Catalogue, command: str) -> Work:
    several = [work for work in catalogue.works if sum(version.held for version in work.versions) > 1]
    if len(several) == 1:
        return several[0]
    names = ", ".join(work.id for work in several[:3]) or "none"
    raise UsageError(
        "which two versions?",
        facts=(f"works with two texts: {names}",),
        tries=(f"revtrack {command} OLD NEW   or   revtrack {command} WORK",),
    )


def _last_two(catalogue: Catalogue, work: Work, command: str) -> Pair:
    """The last two versions of a work; TextNotHeld if one of them is only known, since a neighbour would be a guess."""
    languages = {version.language for version in work.versions if version.held}
    ordered = sorted(work.versions, key=addresses.version_key)
    if len(languages) > 1 or len(ordered) < 2:
        raise UsageError(
            f"{work.id} has no two versions that are surely meant",
            facts=[f"{addresses.spelled(version)}  {version}  {version.date}" for version in ordered[:3]],
            tries=(f"revtrack {command} OLD NEW",),
        )
    old, new = ordered[-2:]
    for version in (old, new):
        if not version.held:
            raise addresses.not_held(version)
    return Pair(_stored(catalogue, _newest(old)), _stored(catalogue, _newest(new)))


def _newest(version: Version) -> Found:
    return Found(version, version.editions[-1] if version.editions else 0, addresses.spelled(version).strip("'"))


def _revised(catalogue: Catalogue, new: Found, command: str) -> Found:
    """The version that `new` revises, by its references; its text must be held, in the same language if there is one."""
    from revtrack.workflows.connect import references_of

    references = references_of(catalogue, new.version, catalogue.found_key(new))
    revised = [ref for ref in references if ref.relation is Relation.REVISES]
    targets = [ref.target for ref in sorted(revised, key=lambda ref: ref.state is not State.CONFIRMED)]
    if not targets:
        raise UsageError(
            f"nothing here says which version {new.version} revises",
            tries=(f"revtrack {command} OLD {addresses.spelled(new.version)}",),
        )
    known = [version for version in catalogue.versions if version.number == targets[0]]
    same = [version for version in known if version.language is new.version.language] or known
    if not same:
        raise addresses.not_held(Version(new.version.work, targets[0]))
    if not same[0].held:
        raise addresses.not_held(same[0])
    return _newest(same[0])


def _stored(catalogue: Catalogue, found: Found) -> Side:
    key = catalogue.found_key(found)
    edition = catalogue.edition(key)
    return Side(
        expression=edition.expression,
        edition=found.edition,
        editions=len(found.version.editions),
        source=found.typed,
        sha256=catalogue.sha256(key),
        commit=catalogue.store.brought_by(key),
    )


def _files(asked: Sequence[Address], read_file: ReadFile) -> list[Side]:
    """Files as sides, read at one time."""
    from revtrack.workflows.drafts import read_all

    names = ["standard input" if address.base == "-" else Path(address.base).name for address in asked]
    readings = read_all([(read_file(address.base), name) for address, name in zip(asked, names, strict=True)])
    return [_file(address, name, reading) for address, name, reading in zip(asked, names, readings, strict=True)]


def _file(address: Address, name: str, reading: Reading) -> Side:
    """A file as a side: read, not stored. What it does not say of itself stays unknown."""
    from revtrack.workflows.drafts import told_language

    if not reading.components:
        raise NoStructure(f"{name} holds nothing to compare", tries=(f"revtrack add {name} --dry-run",))
    number = DocumentNumber.parse(reading.number.value) if reading.number else DocumentNumber.local(name)
    language = Language.parse(address.language) if address.language else told_language(reading) or Language.UND
    expression = Expression(
        work=WorkId("file"),
        number=number,
        language=language,
        components=reading.components,
        title=reading.title.value if reading.title else "",
        principal=reading.principal,
        header=reading.header,
        page_matter=reading.page_matter,
    )
    return Side(
        expression=expression, edition=0, editions=0, source=address.typed, sha256="", commit="", path=address.base
    )
