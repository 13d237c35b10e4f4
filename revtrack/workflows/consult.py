"""What is here: log, show, status."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from pathlib import Path

from revtrack.errors import UnknownVersion
from revtrack.model import addresses
from revtrack.model.documents import Edition, Version, Work
from revtrack.model.language import Language
from revtrack.model.places import display, find, number_key, units
from revtrack.model.texts import Role
from revtrack.report.views import EventLine, ShowView, StatusView
from revtrack.store.contract import EditionKey, Event, RecordKey, Store
from revtrack.workflows.catalogue import Catalogue


def log(catalogue: Catalogue, word: str = "", *, language: str = "") -> tuple[Work, ...]:
    """The works with their versions, newest document date first; one work or one number if asked for."""
    works = catalogue.works
    if word and not any(work.id == word for work in works):
        number = addresses.resolve(addresses.parse(word), works).version.number
        works = tuple(Work(w.id, w.title, tuple(v for v in w.versions if v.number == number)) for w in works)
    elif word:
        works = (addresses.find_work(works, word),)
    if language:
        wanted = Language.parse(language)
        works = tuple(Work(w.id, w.title, tuple(v for v in w.versions if v.language is wanted)) for w in works)
    return tuple(work for work in works if work.versions)


def events(store: Store) -> tuple[EventLine, ...]:
    """Everything that happened to the store, newest first, with who and when (UTC)."""
    return tuple(event_line(event) for event in store.events())


def event_line(event: Event) -> EventLine:
    """One event in words."""
    when = datetime.datetime.fromtimestamp(event.author.time, datetime.UTC).isoformat().replace("+00:00", "Z")
    names = tuple(_key_name(key) for key in event.added)
    return EventLine(event.commit, event.kind.value, event.summary, event.author.name, when, event.undone, names)


def show(catalogue: Catalogue, word: str, places: Sequence[str] = ()) -> ShowView:
    """A version, or the places of it that were asked for."""
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
    )


def original(catalogue: Catalogue, word: str) -> bytes:
    """A version's original, as received."""
    found = catalogue.resolve_held(addresses.parse(word))
    return catalogue.store.original(catalogue.found_key(found)).data


def stored_xml(catalogue: Catalogue, word: str) -> bytes:
    """A version's Akoma Ntoso, as stored."""
    found = catalogue.resolve_held(addresses.parse(word))
    return catalogue.store.xml(catalogue.found_key(found))


def status(
    catalogue: Catalogue, folder: Path, word: str = "", *, remarks: Mapping[str, str] | None = None
) -> StatusView:
    """What is held, what is missing, and what a person should look at; UnknownWork for a work that is not here."""
    works = (addresses.find_work(catalogue.works, word),) if word else catalogue.works
    if word and not works[0].versions:
        raise UnknownVersion(f"'{word}' has no versions", tries=("revtrack log",))
    numbers = {version.number for work in works for version in work.versions}
    newest = [edition for edition in catalogue.newest if edition.expression.number in numbers]
    return StatusView(
        folder=str(folder),
        works=works,
        look_at=tuple(sentence for edition in newest for sentence in look_at(edition)),
        hand_edits=catalogue.store.hand_edits(),
        commit=catalogue.store.tip(),
        remarks=remarks or {},
    )


def look_at(edition: Edition) -> tuple[str, ...]:
    """What in a text a person should look at: unnumbered paragraphs between numbered ones. Never an error."""
    expression = edition.expression
    found: list[str] = []
    for component in expression.components:
        keys = [number_key(p.num) for p in component.paragraphs if p.role is Role.PARAGRAPH]
        if sum(key is not None for key in keys) * 2 < len(keys):
            continue
        for unit in units(expression):
            bare = unit.place.component == component.name and unit.role == "paragraph" and not number_key(unit.num)
            if bare:
                found.append(f"{expression.number} {display(unit.place.fragment)} has no number")
    return tuple(found)


def _title(catalogue: Catalogue, version: Version) -> str:
    return catalogue.membership.titles.get(version.work, "")


def _key_name(key: EditionKey | RecordKey) -> str:
    if isinstance(key, RecordKey):
        return f"{key.work}/{key.slug}"
    return f"{key.work}/{key.slug}:{key.language}@{key.ordinal}"
