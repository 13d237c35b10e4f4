"""Checks editions against the bytes they were read from: each original is read again, as intake reads it today.

Nothing else ties the two: hashes say that neither was altered since, not that the one was made of the other. Readers are
mended over the years and may part a text otherwise than they did, so that alone is a note; a word too few or too many is not.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing

from msgspec import Struct

from revtrack import ingest
from revtrack.errors import RevtrackError
from revtrack.model.documents import Source
from revtrack.model.findings import Finding, Severity
from revtrack.model.readings import Reading, Tracked
from revtrack.model.texts import Component, Expression, PageMatter, Slot
from revtrack.store.contract import EditionKey, Store
from revtrack.store.manifest import came_with
from revtrack.workflows.collect import read_key
from revtrack.workflows.progress import Progress, silent

CODE = "original"
_SHOWN = 5
_PORTION = 256
"""Editions whose originals are in memory at one time."""


def check_originals(store: Store, progress: Progress = silent) -> Iterator[Finding]:
    """What is wrong between each edition and its own original: an error where words differ, a note where it cannot be told.

    An edition without an original of its own (a correction made in its text) is left out. Several are read at a time, each in
    a limited child of its own.
    """
    keys = store.editions(withdrawn=True)
    for first in range(0, len(keys), _PORTION):
        held = [_held(store, key) for key in keys[first : first + _PORTION]]
        asked = [each for each in held if isinstance(each, _Held)]
        with closing(
            ingest.read_each([(each.source.data, _name(each.source), each.tracked) for each in asked])
        ) as readings:
            for done, each in enumerate(held, first):
                progress(done, len(keys), f"{_subject(keys[done])}, its original")
                if isinstance(each, Finding):
                    yield each
                elif each is not None:
                    yield from _compared(each, next(readings))


class _Held(Struct, frozen=True):
    """An edition and its own original, both as the store holds them."""

    key: EditionKey
    expression: Expression
    source: Source
    tracked: Tracked | None


def _held(store: Store, key: EditionKey) -> _Held | Finding | None:
    """None for an edition without an original of its own; a finding where the store cannot give them."""
    try:
        manifest = store.manifest(key)
        if came_with(manifest) != key.ordinal:
            return None
        return _Held(key, read_key(store, key).expression, store.original(key), _tracked(manifest))
    except RevtrackError as error:  # a file that is damaged is named by the checks of the store, too
        return _finding(Severity.ERROR, key, f"cannot be compared with its original: {error.message}")


def _compared(held: _Held, reading: Reading | RevtrackError) -> Iterator[Finding]:
    key, expression = held.key, held.expression
    if isinstance(reading, RevtrackError):
        said = f"its original is not read today, so they are not compared: {reading.message}"
        yield _finding(Severity.NOTE, key, said)
        return
    stored = _words(expression.components, expression.header, expression.page_matter)
    read = _words(reading.components, reading.header, reading.page_matter)
    if stored != read:
        yield _finding(Severity.ERROR, key, f"its words are not those of its original: {_differing(stored, read)}")
    elif _texts(expression.components) != _texts(reading.components):
        yield _finding(
            Severity.NOTE, key, "its original is parted into paragraphs otherwise today; the words are the same"
        )


def _finding(severity: Severity, key: EditionKey, message: str) -> Finding:
    return Finding(severity, CODE, _subject(key), message)


def _subject(key: EditionKey) -> str:
    return f"{key.slug}:{key.language}@{key.ordinal}"


def _name(source: Source) -> str:
    """The name the file came with, by which Markdown is told from text."""
    return source.name or f"original.{source.extension}"


def _tracked(manifest: Mapping[str, object]) -> Tracked | None:
    """Which text of a source with tracked changes was meant."""
    facts = manifest.get("facts")
    said = facts.get("tracked") if isinstance(facts, dict) else None
    return Tracked(str(said)) if said is not None else None


def _words(components: Iterable[Component], header: Iterable[Slot], matter: Iterable[PageMatter]) -> Counter[str]:
    """How often each word is printed: in texts, numbers, footnotes and their marks, the header, and what was set apart."""
    printed = [text for component in components for text in _printed(component)]
    printed += [text for slot in header for text in (slot.label, slot.value)]
    printed += [each.text for each in matter]
    return Counter(word for text in printed for word in text.split())


def _printed(component: Component) -> Iterator[str]:
    for paragraph in component.paragraphs:
        yield paragraph.num
        yield paragraph.text
        for note in paragraph.notes:
            yield note.mark
            yield note.text


def _texts(components: Sequence[Component]) -> list[list[str]]:
    return [list(_printed(component)) for component in components]


def _differing(stored: Counter[str], read: Counter[str]) -> str:
    only_stored, only_read = stored - read, read - stored
    said = [
        f"{sum(words.values())} {where} ({', '.join(word[:40] for word in sorted(words)[:_SHOWN])})"
        for words, where in ((only_stored, "only in the edition"), (only_read, "only in the original"))
        if words
    ]
    return "; ".join(said)
