"""What is here: log, show, status."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from pathlib import Path

from msgspec import Struct

from revtrack.model import addresses
from revtrack.model.documents import Version, Work
from revtrack.model.language import Language
from revtrack.model.places import find, units
from revtrack.report.views import CheckLine, EventLine, ShowView, StatusView
from revtrack.store.contract import EditionKey, Event, RecordKey, Store
from revtrack.workflows.catalogue import Catalogue
from revtrack.workflows.received import received


def log(catalogue: Catalogue, word: str = "", *, language: str = "") -> tuple[Work, ...]:
    """The works with their versions, newest document date first; one work or one number if asked for."""
    works = _about(catalogue, word) if word else catalogue.works
    if language:
        wanted = Language.parse(language)
        works = tuple(Work(w.id, w.title, tuple(v for v in w.versions if v.language is wanted)) for w in works)
    return tuple(work for work in works if work.versions)


def _about(catalogue: Catalogue, word: str) -> tuple[Work, ...]:
    """The work of that id; else every work that has the number `word` names, with the versions of that number alone."""
    if works := catalogue.works_of(word):
        return works
    number = catalogue.resolve(addresses.parse(word)).version.number
    works = catalogue.works_with(number)
    return tuple(Work(w.id, w.title, tuple(v for v in w.versions if v.number == number)) for w in works)


def events(store: Store) -> tuple[EventLine, ...]:
    """Everything that happened to the store, newest first, with who and when (UTC)."""
    return tuple(event_line(event) for event in store.events())


def checks(store: Store) -> tuple[CheckLine, ...]:
    """Every check of the store that is remembered, newest first."""
    return tuple(CheckLine(c.tip, _utc(c.time), c.level, c.errors, c.count, c.root) for c in store.checks())


def event_line(event: Event) -> EventLine:
    """One event in words."""
    when = _utc(event.author.time)
    names = tuple(_key_name(key) for key in event.added)
    return EventLine(event.commit, event.kind.value, event.summary, event.author.name, when, event.undone, names)


def _utc(time: int) -> str:
    return datetime.datetime.fromtimestamp(time, datetime.UTC).isoformat().replace("+00:00", "Z")


def show(catalogue: Catalogue, word: str, places: Sequence[str] = (), *, meta: bool = False) -> ShowView:
    """A version, or the places of it that were asked for; with `meta` also what is known of its original."""
    address = addresses.parse(word)
    found = catalogue.resolve_held(address)
    key = catalogue.found_key(found)
    edition = catalogue.edition(key)
    fragments = [place.removeprefix("#") for place in ([address.fragment] if address.fragment else []) + list(places)]
    chosen = tuple(unit for fragment in fragments for unit in find(edition.expression, fragment))
    return ShowView(
        edition=edition,
        editions=found.version.editions,
        units=chosen or units(edition.expression),
        whole=not fragments,
        work_title=_title(catalogue, found.version),
        sha256=catalogue.sha256(key),
        commit=catalogue.store.brought_by(key),
        received=received(catalogue.store, key) if meta else None,
    )


class Original(Struct, frozen=True):
    """The bytes as received, and a file name that is safe on every system: `9956-14.da.source.txt`."""

    data: bytes
    name: str


def original(catalogue: Catalogue, word: str) -> Original:
    """A version's original, as received."""
    key = catalogue.found_key(catalogue.resolve_held(addresses.parse(word)))
    source = catalogue.store.original(key)
    return Original(source.data, f"{key.slug}.{key.language}.source.{source.extension}")


def stored_xml(catalogue: Catalogue, word: str) -> bytes:
    """A version's Akoma Ntoso, as stored."""
    found = catalogue.resolve_held(addresses.parse(word))
    return catalogue.store.xml(catalogue.found_key(found))


def status(
    catalogue: Catalogue, folder: Path, word: str = "", *, remarks: Mapping[str, str] | None = None
) -> StatusView:
    """What is held, what is missing, and what a person should look at; UnknownWork for a work that is not here."""
    works = (catalogue.works_of(word) if word else ()) or catalogue.works
    works = (addresses.find_work(works, word),) if word else works
    return StatusView(
        folder=str(folder),
        works=works,
        look_at=catalogue.remarks(works),
        hand_edits=catalogue.store.hand_edits(),
        commit=catalogue.store.tip(),
        remarks=remarks or {},
    )


def _title(catalogue: Catalogue, version: Version) -> str:
    return catalogue.membership.titles.get(version.work, "")


def _key_name(key: EditionKey | RecordKey) -> str:
    if isinstance(key, RecordKey):
        return f"{key.work}/{key.slug}"
    return f"{key.work}/{key.slug}:{key.language}@{key.ordinal}"
