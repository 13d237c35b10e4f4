"""The catalogue: every work of a store with its versions, records and editions, read from the XML itself.

It is derived and can always be made again; nothing in it is stored.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple, cast

from msgspec import Struct

from revtrack.errors import BadValue, Internal, StoreDamaged, UnknownVersion
from revtrack.model import addresses, slugs
from revtrack.model.addresses import Address, Found, version_key
from revtrack.model.documents import Edition, Record, Version, Work
from revtrack.model.language import Language
from revtrack.model.numbers import DocumentNumber
from revtrack.model.provisions import Inner
from revtrack.model.relations import Reference
from revtrack.model.texts import WorkId
from revtrack.store.contract import EditionKey, RecordKey, Store
from revtrack.workflows.facts import Document, Facts, Inners, Links, Remarks
from revtrack.workflows.holdings import Holding, Holdings, Key
from revtrack.workflows.known import Known

if TYPE_CHECKING:
    from revtrack.index import Cache

WORKS_FILE = "works.json"
OWN_WORK = "doc-"
"""A document of no known work is filed under a work of its own, `doc-<slug>`, until someone says where it belongs."""


class Membership(Struct, frozen=True):
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


class Chosen(Struct, frozen=True):
    """Documents chosen from the holdings: each text with its editions ascending, records in order, all numbers with a text."""

    texts: Mapping[tuple[str, str], tuple[Holding, ...]]
    records: tuple[Holding, ...]
    slugs: frozenset[str]

    @classmethod
    def of(cls, holdings: Iterable[Holding]) -> Chosen:
        """The texts by (slug of the number, language) and the records among holdings."""
        texts: dict[tuple[str, str], list[tuple[int, Holding]]] = {}
        records = []
        for holding in holdings:
            key = holding.key
            if isinstance(key, RecordKey):
                records.append(holding)
            else:
                texts.setdefault((key.slug, key.language), []).append((key.ordinal, holding))
        ordered = {
            text: tuple(holding for _, holding in sorted(texts[text], key=lambda one: one[0])) for text in sorted(texts)
        }
        records.sort(key=lambda holding: (holding.key.work, holding.key.slug))
        return cls(ordered, tuple(records), frozenset(slug for slug, _ in texts))


class Linked(NamedTuple):
    """A text in its newest edition, with what it says of other documents."""

    version: Version
    links: Links


class Catalogue:
    """A store with its documents, each read once and only when it is asked for.

    `known` says what is taken from a cache instead; without it every fact comes from the XML.
    """

    def __init__(self, store: Store, known: Known | None = None) -> None:
        self.store = store
        self._known = known or Known(store)
        self._editions: dict[EditionKey, Edition] = {}
        self._records: dict[RecordKey, Record] = {}
        self._of_work: dict[str, tuple[Work, ...]] = {}

    @property
    def kept(self) -> Cache | None:
        """The cache beside the store; None where nothing is to be taken from one."""
        return self._known.kept

    @cached_property
    def membership(self) -> Membership:
        return Membership.read(self.store.decision(WORKS_FILE))

    @cached_property
    def holdings(self) -> Holdings:
        """What is held and not withdrawn."""
        return self._known.holdings()

    @cached_property
    def groups(self) -> Mapping[tuple[str, str], tuple[EditionKey, ...]]:
        """The editions of each text, by (slug of its number, language), ascending."""
        return {text: tuple(cast("EditionKey", h.key) for h in found) for text, found in self._all.texts.items()}

    @cached_property
    def records(self) -> tuple[Record, ...]:
        """Every record, parsed."""
        return tuple(self.record(cast("RecordKey", holding.key)) for holding in self._all.records)

    @cached_property
    def newest(self) -> tuple[Edition, ...]:
        """The newest edition of every text held, parsed."""
        return tuple(self.edition(keys[-1]) for keys in self.groups.values())

    @cached_property
    def works(self) -> tuple[Work, ...]:
        """Every work, those with a title first, in the order of their titles, then by id; its versions newest first."""
        return self._works(self._all)

    def works_about(self, asked: Sequence[Address]) -> tuple[Work, ...]:
        """The works as far as these addresses can be about them: fewer documents to read where all name a number or a work.

        What is not found in them may still be elsewhere: `resolve` looks at every work before it says so.
        """
        if any("/" not in address.base and not self.works_of(address.base) for address in asked):
            return self.works
        slugged = {slugs.slug(number) for address in asked if (number := _number(address.base))}
        return self._works_of_some(slugged, {address.base for address in asked if address.at})

    def works_of(self, work: str) -> tuple[Work, ...]:
        """The work of that id, read alone; empty if there is none."""
        if work not in self._of_work:
            self._of_work[work] = self._works_of_some((), {work})
        return self._of_work[work]

    def works_with(self, number: DocumentNumber) -> tuple[Work, ...]:
        """The works that have this number, as far as it is about them."""
        return self._works_of_some({slugs.slug(number)}, ())

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

    @cached_property
    def versions(self) -> tuple[Version, ...]:
        return tuple(version for work in self.works for version in work.versions)

    @cached_property
    def linked(self) -> tuple[Linked, ...]:
        """The newest edition of every text held, with what it says of other documents."""
        newest = [found[-1] for found in self._all.texts.values()]
        links = self._known.values(Links, newest, self._read)
        by_text = {(slugs.slug(v.number), v.language.short): v for v in self.versions if v.language}
        return tuple(Linked(by_text[text], links[found[-1].key]) for text, found in self._all.texts.items())

    def links(self, key: EditionKey) -> Links:
        """What one edition says of other documents."""
        asked = [holding for holding in self.holdings.of_numbers({key.slug}) if holding.key == key]
        return self._known.values(Links, asked, self._read)[key]

    def inners(self, key: EditionKey) -> tuple[Inner, ...]:
        """What one edition says of its own provisions."""
        asked = [holding for holding in self.holdings.of_numbers({key.slug}) if holding.key == key]
        return self._known.values(Inners, asked, self._read)[key].references

    @cached_property
    def inner(self) -> tuple[tuple[Version, tuple[Inner, ...]], ...]:
        """The newest edition of every text held, with what it says of its own provisions."""
        newest = [found[-1] for found in self._all.texts.values()]
        inner = self._known.values(Inners, newest, self._read)
        by_text = {(slugs.slug(v.number), v.language.short): v for v in self.versions if v.language}
        return tuple((by_text[text], inner[found[-1].key].references) for text, found in self._all.texts.items())

    @cached_property
    def recorded(self) -> tuple[Reference, ...]:
        """Every reference that stands in a record."""
        links = self._known.values(Links, self._all.records, self._read)
        return tuple(reference for h in self._all.records for reference in links[h.key].references)

    def remarks(self, works: Iterable[Work]) -> tuple[str, ...]:
        """What a person should look at in the texts of these works, in their newest editions."""
        keys = {self.key(v.number, v.language, v.editions[-1]) for work in works for v in work.versions if v.language}
        newest = [found[-1] for found in self._all.texts.values() if found[-1].key in keys]
        told = self._known.values(Remarks, newest, self._read)
        return tuple(sentence for holding in newest for sentence in told[holding.key].sentences)

    def record(self, key: RecordKey) -> Record:
        """One record, parsed."""
        if key not in self._records:
            self._records[key] = _parsed_record(key, self.store.xml(key))
        return self._records[key]

    def edition(self, key: EditionKey) -> Edition:
        """One edition, parsed."""
        if key not in self._editions:
            self._editions[key] = _parsed_edition(key, self.store.xml(key))
        return self._editions[key]

    def key(self, number: DocumentNumber, language: Language, ordinal: int) -> EditionKey:
        """The key of an edition that the catalogue lists."""
        for holding in self.holdings.of_numbers({slugs.slug(number)}):
            key = holding.key
            if isinstance(key, EditionKey) and (key.language, key.ordinal) == (language.short, ordinal):
                return key
        raise Internal(f"{number}:{language}@{ordinal} is listed and not held", tries=("revtrack verify",))

    def found(self, found: Found) -> Edition:
        """The edition that a resolved address names."""
        return self.edition(self.found_key(found))

    def found_key(self, found: Found) -> EditionKey:
        language = found.version.language or Language.UND
        return self.key(found.version.number, language, found.edition)

    def sha256(self, key: EditionKey) -> str:
        """The SHA-256 of an edition's XML, as its manifest states it."""
        xml = self.store.manifest(key)["xml"]
        return str(xml["sha256"]) if isinstance(xml, Mapping) else ""

    @cached_property
    def _all(self) -> Chosen:
        return Chosen.of(self.holdings.all())

    def _works_of_some(self, slugged: Collection[str], named: Collection[str]) -> tuple[Work, ...]:
        """The works as far as their numbers have one of these slugs, or they have one of these ids."""
        folders = [holding for work in named for holding in self.holdings.of_work(work)]
        moved = {slug for slug, work in self.membership.numbers.items() if work in named}
        twofold = self.holdings.twofold & {holding.key.slug for holding in folders}
        found = Chosen.of({*folders, *self.holdings.of_numbers({*slugged, *moved, *twofold})})

        def meant(key: Key) -> bool:
            return key.slug in slugged or self._work(key) in named

        texts = {text: held for text, held in found.texts.items() if meant(held[-1].key)}
        records = tuple(h for h in found.records if meant(h.key))
        return self._works(Chosen(texts, records, found.slugs))

    def _works(self, chosen: Chosen) -> tuple[Work, ...]:
        versions = sorted([*self._held(chosen), *self._only_known(chosen)], key=lambda version: version.work)
        titled = self.membership.titles
        found = []
        for work, members in groupby(versions, key=lambda version: version.work):
            ordered = sorted(members, key=version_key, reverse=True)
            title = titled.get(work, "" if work.startswith(OWN_WORK) else ordered[0].title)
            found.append(Work(work, title, tuple(ordered)))
        order = {work: place for place, work in enumerate(titled)}
        return tuple(sorted(found, key=lambda work: (order.get(work.id, len(order)), work.id)))

    def _held(self, chosen: Chosen) -> Iterator[Version]:
        told = self._known.values(Facts, [held[-1] for held in chosen.texts.values()], self._read)
        for held in chosen.texts.values():
            newest = held[-1].key
            ordinals = tuple(h.key.ordinal for h in held if isinstance(h.key, EditionKey))
            yield _version(told[newest], self._work(newest), ordinals)

    def _only_known(self, chosen: Chosen) -> Iterator[Version]:
        bare = [holding for holding in chosen.records if holding.key.slug not in chosen.slugs]
        told = self._known.values(Facts, bare, self._read)
        return (_version(told[holding.key], self._work(holding.key), ()) for holding in bare)

    def _work(self, key: Key) -> WorkId:
        return WorkId(self.membership.numbers.get(key.slug, key.work))

    def _read(self, key: Key) -> tuple[Document, bytes]:
        """A document and its bytes; what goes into the cache is not kept in memory as well."""
        xml = self.store.xml(key)
        if self._known.kept is None:
            return (self.record(key) if isinstance(key, RecordKey) else self.edition(key)), xml
        return (_parsed_record(key, xml) if isinstance(key, RecordKey) else _parsed_edition(key, xml)), xml


def _parsed_edition(key: EditionKey, xml: bytes) -> Edition:
    from revtrack import akn

    return akn.read_edition(xml, edition_name(key))


def _parsed_record(key: RecordKey, xml: bytes) -> Record:
    from revtrack import akn

    return akn.read_record(xml, f"{key.slug}/record.xml")


def edition_name(key: EditionKey) -> str:
    """How an edition is named in messages: `9956-14/da.1.xml`."""
    return f"{key.slug}/{key.language}.{key.ordinal}.xml"


def _number(word: str) -> DocumentNumber | None:
    try:
        return DocumentNumber.read(word)
    except BadValue:
        return None


def _version(told: Facts, work: WorkId, ordinals: tuple[int, ...]) -> Version:
    return Version(
        work=work,
        number=told.number,
        language=told.language,
        editions=ordinals,
        date=told.date,
        label=told.label,
        title=told.title,
        aliases=told.aliases,
        markings=told.markings,
        sha256=told.sha256,
        paragraphs=told.paragraphs,
        footnotes=told.footnotes,
    )
