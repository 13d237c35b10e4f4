"""The catalogue: every work of a store with its versions, records and editions, read from the XML itself.

It is derived and can always be made again; nothing in it is stored.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from revtrack import akn
from revtrack.errors import BadValue, Internal, StoreDamaged, UnknownVersion
from revtrack.model import addresses, slugs
from revtrack.model.addresses import Address, Found, version_key
from revtrack.model.documents import Edition, Record, Version, Work
from revtrack.model.language import Language
from revtrack.model.numbers import DocumentNumber
from revtrack.model.places import units
from revtrack.model.texts import Expression, Slot, SlotKind, WorkId
from revtrack.store.contract import EditionKey, RecordKey, Store

WORKS_FILE = "works.json"
OWN_WORK = "doc-"
"""A document of no known work is filed under a work of its own, `doc-<slug>`, until someone says where it belongs."""


@dataclass(frozen=True, slots=True)
class Membership:
    """`curation/works.json`: titles of works in the order they were given, and numbers that belong elsewhere than filed."""

    titles: Mapping[str, str]
    numbers: Mapping[str, str]

    @classmethod
    def read(cls, data: bytes | None) -> Membership:
        """The decisions in the file; StoreDamaged if it is not what revtrack writes."""
        if data is None:
            return cls({}, {})
        try:
            value = json.loads(data)
            return cls(
                {WorkId(work["id"]): str(work["title"]) for work in value["works"]},
                {str(slug): WorkId(work) for slug, work in value["numbers"].items()},
            )
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise StoreDamaged(
                f"curation/{WORKS_FILE} is not what revtrack writes",
                facts=(str(error)[:80],),
                tries=("revtrack verify",),
            ) from error

    def with_member(self, slug: str, work: str) -> Membership:
        return Membership(self.titles, {**self.numbers, slug: work})

    def write(self) -> bytes:
        """Canonical JSON: equal decisions, equal bytes."""
        works = [{"id": work, "title": title} for work, title in self.titles.items()]
        value = {"numbers": dict(self.numbers), "works": works}
        return (json.dumps(value, ensure_ascii=False, sort_keys=True, indent=1) + "\n").encode()


class Catalogue:
    """A store with its documents parsed, each once and only when it is asked for."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self._editions: dict[EditionKey, Edition] = {}
        self._records: dict[RecordKey, Record] = {}

    @cached_property
    def membership(self) -> Membership:
        return Membership.read(self.store.decision(WORKS_FILE))

    @cached_property
    def groups(self) -> Mapping[tuple[str, str], tuple[EditionKey, ...]]:
        """The editions of each text, by (slug of its number, language), ascending."""
        keys = sorted(self.store.editions(), key=lambda key: (key.slug, key.language, key.ordinal))
        return {group: tuple(found) for group, found in groupby(keys, key=lambda key: (key.slug, key.language))}

    @cached_property
    def records(self) -> tuple[Record, ...]:
        """Every record, parsed."""
        return tuple(self.record(key) for key in self.store.records())

    @cached_property
    def newest(self) -> tuple[Edition, ...]:
        """The newest edition of every text held."""
        return tuple(self.edition(keys[-1]) for keys in self.groups.values())

    @cached_property
    def works(self) -> tuple[Work, ...]:
        """Every work, those with a title first, in the order of their titles, then by id; its versions newest first."""
        return self._works(lambda _: True)

    def works_about(self, asked: Sequence[Address]) -> tuple[Work, ...]:
        """The works as far as these addresses can be about them: fewer texts to read where all name a number or a work.

        What is not found in them may still be elsewhere: `resolve` looks at every work before it says so.
        """
        slugged = {slugs.slug(number) for address in asked if (number := _number(address.base))}
        named = {address.base for address in asked if address.at}
        filed = self.membership.numbers
        if any("/" not in address.base and address.base not in self.folders for address in asked):
            return self.works
        return self._works(lambda key: key.slug in slugged or filed.get(key.slug, key.work) in named)

    @cached_property
    def folders(self) -> frozenset[str]:
        """The works of this store, by id."""
        filed = self.membership.numbers
        keys: list[EditionKey | RecordKey] = [*self.store.editions(), *self.store.records()]
        return frozenset(filed.get(key.slug, key.work) for key in keys)

    def resolve(self, address: Address, *, others: Sequence[Address] = (), within: str = "") -> Found:
        """The version an address names, text held or not. Raises the address errors."""
        try:
            return addresses.resolve(address, self.works_about((address, *others)), within=within)
        except UnknownVersion:
            return addresses.resolve(address, self.works, within=within)

    def resolve_held(self, address: Address, *, others: Sequence[Address] = (), within: str = "") -> Found:
        """As `resolve`, for what needs the text. TextNotHeld if it is only known."""
        found = self.resolve(address, others=others, within=within)
        if not found.version.held:
            raise addresses.not_held(found.version)
        return found

    def _works(self, about: Callable[[EditionKey | RecordKey], bool]) -> tuple[Work, ...]:
        versions = sorted([*self._held(about), *self._known(about)], key=lambda version: version.work)
        titled = self.membership.titles
        found = []
        for work, members in groupby(versions, key=lambda version: version.work):
            ordered = sorted(members, key=version_key, reverse=True)
            title = titled.get(work, "" if work.startswith(OWN_WORK) else ordered[0].title)
            found.append(Work(work, title, tuple(ordered)))
        order = {work: place for place, work in enumerate(titled)}
        return tuple(sorted(found, key=lambda work: (order.get(work.id, len(order)), work.id)))

    @cached_property
    def versions(self) -> tuple[Version, ...]:
        return tuple(version for work in self.works for version in work.versions)

    def record(self, key: RecordKey) -> Record:
        """One record, parsed."""
        if key not in self._records:
            self._records[key] = akn.read_record(self.store.xml(key), f"{key.slug}/record.xml")
        return self._records[key]

    def edition(self, key: EditionKey) -> Edition:
        """One edition, parsed."""
        if key not in self._editions:
            self._editions[key] = akn.read_edition(self.store.xml(key), edition_name(key))
        return self._editions[key]

    def key(self, number: DocumentNumber, language: Language, ordinal: int) -> EditionKey:
        """The key of an edition that the catalogue lists."""
        for key in self.groups.get((slugs.slug(number), language.short), ()):
            if key.ordinal == ordinal:
                return key
        raise Internal(f"{number}:{language}@{ordinal} is listed and not held", tries=("revtrack verify",))

    def found(self, found: Found) -> Edition:
        """The edition that a resolved address names."""
        return self.edition(self.found_key(found))

    def found_key(self, found: Found) -> EditionKey:
        language = found.version.language or Language.UND
        return self.key(found.version.number, language, found.edition)

    def _held(self, about: Callable[[EditionKey | RecordKey], bool]) -> Iterable[Version]:
        for (slug, _), keys in self.groups.items():
            if about(keys[-1]):
                expression = self.edition(keys[-1]).expression
                yield _version_of_text(expression, keys, self._work(slug, keys[-1].work), self.sha256(keys[-1]))

    def _known(self, about: Callable[[EditionKey | RecordKey], bool]) -> Iterable[Version]:
        held = {slug for slug, _ in self.groups}
        for key in self.store.records():
            if key.slug not in held and about(key):
                record = self.record(key)
                yield _version_of_record(record, self._work(key.slug, key.work))

    def _work(self, slug: str, folder: str) -> WorkId:
        return WorkId(self.membership.numbers.get(slug, folder))

    def sha256(self, key: EditionKey) -> str:
        """The SHA-256 of an edition's XML, as its manifest states it."""
        xml = self.store.manifest(key)["xml"]
        return str(xml["sha256"]) if isinstance(xml, Mapping) else ""


def edition_name(key: EditionKey) -> str:
    """How an edition is named in messages: `9956-14/da.1.xml`."""
    return f"{key.slug}/{key.language}.{key.ordinal}.xml"


def markings(header: Iterable[Slot]) -> tuple[str, ...]:
    """LIMITE, EU RESTRICTED …: printed on every output that speaks of the document."""
    return tuple(slot.value for slot in header if slot.kind is SlotKind.MARKING)


def _number(word: str) -> DocumentNumber | None:
    try:
        return DocumentNumber.read(word)
    except BadValue:
        return None


def _version_of_text(expression: Expression, keys: tuple[EditionKey, ...], work: WorkId, sha256: str) -> Version:
    everything = units(expression)
    return Version(
        work=work,
        number=expression.number,
        language=expression.language,
        editions=tuple(key.ordinal for key in keys),
        date=expression.date,
        label=expression.label,
        title=expression.title,
        aliases=expression.aliases,
        markings=markings(expression.header),
        sha256=sha256,
        paragraphs=sum(unit.role == "paragraph" for unit in everything),
        footnotes=sum(unit.role == "footnote" for unit in everything),
    )


def _version_of_record(record: Record, work: WorkId) -> Version:
    return Version(
        work=work,
        number=record.number,
        date=record.date,
        label=record.label,
        title=record.title,
        aliases=record.aliases,
        markings=markings(record.header),
    )
