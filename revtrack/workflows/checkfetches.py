"""Checks what a store says of the fetches of its texts: files that cannot be read, and fetches of what is not held."""

from __future__ import annotations

from collections.abc import Iterator

from revtrack.errors import RevtrackError
from revtrack.model.findings import Finding, Severity
from revtrack.store.contract import EditionKey, Store, TextKey
from revtrack.store.layout import CURATION, FETCHES, read_fetches_name
from revtrack.workflows import fetchfile


def check_fetches(store: Store) -> Iterator[Finding]:
    """An error for each file of fetches that cannot be read, or that tells of other bytes than the originals that are held."""
    for name in store.decisions():
        if name.startswith(f"{FETCHES}/"):
            yield from _check(store, name)


def _check(store: Store, name: str) -> Iterator[Finding]:
    path = f"{CURATION}/{name}"
    text = read_fetches_name(name)
    if text is None:
        yield Finding(Severity.ERROR, "curation", path, "is no name that fetches of a text could have")
        return
    try:
        fetches = fetchfile.read(store.decision(name), name)
        held = _originals(store, text)
    except RevtrackError as error:
        yield Finding(Severity.ERROR, "curation", path, error.message)
        return
    for fetch in fetches:
        if held.get(fetch.edition) != fetch.sha256:
            told = f"tells of a fetch of edition {fetch.edition} whose bytes are not its original"
            yield Finding(Severity.ERROR, "curation", path, told)


def _originals(store: Store, text: TextKey) -> dict[int, str]:
    """The SHA-256 of the original of each edition of a text, withdrawn ones among them, as its manifest states it."""
    return {key.ordinal: _sha256(store, key) for key in store.editions(withdrawn=True) if _is_of(key, text)}


def _is_of(key: EditionKey, text: TextKey) -> bool:
    return (key.slug, key.language) == (text.slug, text.language)


def _sha256(store: Store, key: EditionKey) -> str:
    original = store.manifest(key).get("original")
    return str(original.get("sha256")) if isinstance(original, dict) else ""
