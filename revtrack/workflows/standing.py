"""What a store holds when documents are brought in, with those of the same step that are planned already.

A batch asks the store once, however many documents it brings; a later document of it meets the earlier ones as if they
were held, so that one set of rules serves one document and a thousand.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from functools import cached_property

from msgspec import Struct

from revtrack import akn
from revtrack.errors import BadValue
from revtrack.model import addresses, slugs
from revtrack.model.documents import Edition, Version, Work
from revtrack.model.numbers import DocumentNumber
from revtrack.model.texts import Expression, WorkId
from revtrack.store.contract import Deposit, EditionDeposit, EditionKey, RecordDeposit, RecordKey, Store
from revtrack.workflows.catalogue import OWN_WORK, Catalogue


class Standing:
    """A store as an addition meets it. What another writer adds meanwhile is seen by the store when the step is made."""

    def __init__(self, store: Store, catalogue: Catalogue | None = None) -> None:
        self.store = store
        self.catalogue = catalogue or Catalogue(store)
        self._expected: dict[str, list[Version]] = {}
        self._planned: dict[EditionKey, EditionDeposit] = {}
        self._planned_records: set[RecordKey] = set()
        self._filed: dict[str, str] = {}
        self._of_number: dict[str, _Texts] = {}
        self._folders: dict[str, str | None] = {}

    def held(self, expression: Expression) -> tuple[EditionKey, ...]:
        """The editions of that number and language, ascending."""
        return _in_language(self._texts(slugs.slug(expression.number)).live, expression)

    def ever(self, expression: Expression) -> tuple[EditionKey, ...]:
        """As `held`, with those that an undo withdrew."""
        return _in_language(self._texts(slugs.slug(expression.number)).ever, expression)

    def has_record(self, key: RecordKey) -> bool:
        """Whether the document is recorded, here or in this step."""
        return key in self._planned_records or key in self._recorded(key.slug)

    def is_withdrawn(self, key: RecordKey) -> bool:
        """Whether a record that is not there now was withdrawn by an undo."""
        return key in self._withdrawn

    def is_known(self, slug: str) -> bool:
        """Whether a document of that number is held, recorded or planned, and not withdrawn."""
        return slug in self._filed or self._is_live(slug)

    def folder(self, slug: str) -> str | None:
        """The work folder of a number; None if it is new."""
        return self._filed.get(slug) or self._folder(slug)

    def filed_work(self, slug: str) -> str | None:
        """The work a number belongs to now; None if it is new here, or everything of it was withdrawn."""
        if slug in self._expected:
            return self._expected[slug][0].work
        folder = self._folder(slug)
        if folder is None or not self._is_live(slug):
            return None
        return self.catalogue.membership.numbers.get(slug, folder)

    def member_work(self, slug: str, folder: str) -> str:
        """The work that the store itself says a number of that folder belongs to."""
        return self.catalogue.membership.numbers.get(slug, folder)

    def is_number(self, word: str) -> bool:
        """Whether a word is the slug of a number of this store or of this step."""
        return word in self._expected or self._folder(word) is not None

    def edition(self, key: EditionKey) -> Edition:
        """One edition, parsed."""
        name = f"{key.slug}/{key.language}.{key.ordinal}.xml"
        planned = self._planned.get(key)
        return akn.read_edition(self.store.xml(key) if planned is None else planned.xml, name)

    def original_sha256(self, key: EditionKey) -> str:
        """The SHA-256 of the original of an edition."""
        planned = self._planned.get(key)
        if planned is not None and planned.source is not None:
            return planned.source.sha256
        return self.store.original(key).sha256

    def number_of(self, word: str, *, within: str) -> DocumentNumber:
        """The number of the document that an address names, here or in this step; the address errors if none or several."""
        address = addresses.parse(word)
        found = self._addressed.about(address.base)
        works = self._addressed.works if found is None else found
        # In which language a document is held is of no matter to who refers to it.
        works = works if address.language else tuple(map(_once, works))
        return addresses.resolve(address, works, within=within).version.number

    def expect(self, version: Version) -> None:
        """A document of this step is known from now on: its number belongs to its work, and addresses may name it."""
        self._expected.setdefault(slugs.slug(version.number), []).append(version)
        self.__dict__.pop("_addressed", None)

    def anew(self) -> Standing:
        """The same store with nothing planned."""
        return Standing(self.store, self.catalogue)

    @cached_property
    def _addressed(self) -> _Addressed:
        return _Addressed(_merged(self.catalogue.works, [v for found in self._expected.values() for v in found]))

    def plan(self, deposits: Iterable[Deposit]) -> None:
        """These deposits stand from now on as if they were held."""
        for deposit in deposits:
            slug = slugs.slug(deposit.number)
            folder = self._filed.setdefault(slug, self._folder(slug) or deposit.work)
            if isinstance(deposit, RecordDeposit):
                self._planned_records.add(RecordKey(folder, slug))
                continue
            key = EditionKey(folder, slug, deposit.language.short, deposit.ordinal)
            self._planned[key] = deposit
            self._texts(slug).plan(key)

    def _folder(self, slug: str) -> str | None:
        """The folder in the store; asked once, since the store looks through all works for it."""
        if slug not in self._folders:
            self._folders[slug] = self.store.folder(slug)
        return self._folders[slug]

    def _texts(self, slug: str) -> _Texts:
        """The editions of a number; asked of the store once."""
        if slug not in self._of_number:
            # In this order: an edition that another writer adds between the two looks held, never withdrawn.
            withdrawn, ever = self._withdrawn, self.store.editions(number=slug, withdrawn=True)
            self._of_number[slug] = _Texts([*ever], [key for key in ever if key not in withdrawn])
        return self._of_number[slug]

    def _is_live(self, slug: str) -> bool:
        return bool(self._texts(slug).live or self._recorded(slug))

    def _recorded(self, slug: str) -> list[RecordKey]:
        withdrawn = self._withdrawn
        return [key for key in self.store.records(number=slug, withdrawn=True) if key not in withdrawn]

    @cached_property
    def _withdrawn(self) -> frozenset[EditionKey | RecordKey]:
        """What an undo withdrew; asked of the store once, since it is the whole list every time."""
        return self.store.withdrawn()


class _Texts(Struct):
    """The editions of one number: with those withdrawn, and without them."""

    ever: list[EditionKey]
    live: list[EditionKey]

    def plan(self, key: EditionKey) -> None:
        for keys in (self.ever, self.live):
            if key not in keys:
                keys.append(key)


class _Addressed:
    """Works, and which of them a word may be about: looked up once, however many words are asked."""

    def __init__(self, works: tuple[Work, ...]) -> None:
        self.works = works
        self._by_name: dict[str, set[str]] = {}
        for work in works:
            self._by_name.setdefault(work.id, set()).add(work.id)
            for version in work.versions:
                names = (version.label, slugs.slug(version.number), str(version.number), *map(str, version.aliases))
                for name in filter(None, names):
                    self._by_name.setdefault(name, set()).add(work.id)

    def about(self, word: str) -> tuple[Work, ...] | None:
        """The works that have something of that name; None if none has, or the word is written in another form."""
        names = {word}
        with suppress(BadValue):
            names.add(str(DocumentNumber.read(word)))
        ids = {work for name in names for work in self._by_name.get(name, ())}
        return tuple(work for work in self.works if work.id in ids) or None


def own_work(slug: str) -> str:
    """The work of a document that belongs to no known one."""
    return f"{OWN_WORK}{slug}"[:60].rstrip("-")


def _in_language(keys: Iterable[EditionKey], expression: Expression) -> tuple[EditionKey, ...]:
    return tuple(sorted((key for key in keys if key.language == expression.language.short), key=_ordinal))


def _ordinal(key: EditionKey) -> int:
    return key.ordinal


def _once(work: Work) -> Work:
    """The work with one version of each number."""
    return Work(work.id, work.title, tuple({version.number: version for version in work.versions}.values()))


def _merged(works: Sequence[Work], expected: Sequence[Version]) -> tuple[Work, ...]:
    """The works with what is expected in them; a text that is held as well stands there once."""
    found: dict[WorkId, list[Version]] = {work.id: list(work.versions) for work in works}
    titles = {work.id: work.title for work in works}
    for version in expected:
        others = found.setdefault(version.work, [])
        known = [other for other in others if other.number == version.number]
        if any(other.language == version.language for other in known):
            continue
        found[version.work] = [*(other for other in others if other not in known or other.held), version]
    return tuple(Work(work, titles.get(work, ""), tuple(versions)) for work, versions in found.items())
