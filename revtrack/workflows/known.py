"""Known: what is derived from the documents of a store, from its cache where it stands there, else drawn anew and kept.

The cache never decides what is given, only how soon: it is keyed by the id of the bytes that a value was drawn from. Whatever
decides what is written, and `verify`, works without one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from msgspec import Struct

from revtrack import index
from revtrack.store.contract import Store
from revtrack.workflows import facts
from revtrack.workflows.facts import Document, Facts, Inners, Links, Places, Remarks
from revtrack.workflows.holdings import Holding, Holdings, Key
from revtrack.workflows.progress import Progress, silent

if TYPE_CHECKING:
    from revtrack.index import Cache

T = TypeVar("T", Facts, Links, Inners, Remarks, Places)
Read = Callable[[Key], tuple[Document, bytes]]
"""Gives a document, parsed, and the bytes it stands in."""

LISTING = "listing"
DRAWN: Mapping[type[Any], Callable[[Document, bytes], Any]] = {
    Facts: facts.facts,
    Links: facts.links,
    Inners: facts.inners,
    Remarks: facts.remarks,
    Places: facts.places,
}
"""The kinds of values, each with the function that draws it from a document."""

PROGRAM = (
    *("akn", "model", "references", "lineage", "index", "errors.py", "lazy.py", "resources.py", "xmlsafe.py"),
    *("workflows/facts.py", "workflows/holdings.py", "workflows/known.py", "workflows/catalogue.py"),
    *("workflows/resolved.py", "workflows/relationfile.py", "workflows/surrounded.py"),
)
"""The program text that values are drawn and kept by. With any other text than this the cache is made anew."""

_PORTION = 100
"""Documents parsed before what was drawn from them is kept: Ctrl-C loses no more."""


def kind_of(value: type) -> str:
    """The name under which values of a type stand in the cache."""
    return value.__name__.lower()


def cache_of(store: Store) -> Cache | None:
    """The cache beside a store; None for a store that lies nowhere, and where there can be none."""
    beside = store.beside()
    if beside is None:
        return None
    return index.open_cache(beside.inside, beside.outside, Path(__file__).resolve().parents[1], PROGRAM)


def cached_listing(kept: Cache) -> Holdings:
    """The holdings as they stood when the cache was last brought up to date; none if it was not. Asks no store."""
    found = kept.only(LISTING)
    return Holdings("" if found is None else found[1].decode())


class Known(Struct, frozen=True):
    """What is known of the documents of one store. `kept` is None where nothing is to be taken from a cache."""

    store: Store
    kept: Cache | None = None
    progress: Progress = silent

    def holdings(self) -> Holdings:
        """Which editions and records the store holds now, without those that are withdrawn."""
        return Holdings(self._listed().text, self.store.withdrawn())

    def _listed(self) -> Holdings:
        if self.kept is None:
            return Holdings.of(self.store.listing())
        contents = self.store.contents()
        found = self.kept.only(LISTING)
        if found is not None and found[0] == contents:
            return Holdings(found[1].decode())
        held = self._refreshed(found) or Holdings.of(self.store.listing())
        if self.store.contents() == contents:  # else somebody added meanwhile, and nobody knows which state this is
            self.kept.keep(LISTING, contents, held.text.encode())
        return held

    def _refreshed(self, found: tuple[str, bytes] | None) -> Holdings | None:
        """The holdings kept of an earlier state, with what changed since; None where nobody can say what did."""
        if found is None:
            return None
        try:
            return Holdings(found[1].decode()).changed(self.store.listing(since=found[0]))
        except ValueError:
            return None

    def values(self, kind: type[T], asked: Sequence[Holding], read: Read) -> dict[Key, T]:
        """The value of that kind for each of these documents. Raises what `read` raises for one that cannot be read."""
        if self.kept is None:
            return {holding.key: _drawn(kind, *read(holding.key)) for holding in asked}
        found = self._kept_values(kind, self.kept, asked)
        missing = [holding for holding in asked if holding.key not in found]
        for start in range(0, len(missing), _PORTION):
            some = missing[start : start + _PORTION]
            found |= self._drawn_and_kept(kind, self.kept, self._told(some, start, len(missing)), read)
        if missing:
            self.progress(len(missing), len(missing), "")
        return found

    def _told(self, holdings: Sequence[Holding], start: int, total: int) -> Iterator[Holding]:
        """The holdings, telling of each that it is next."""
        for done, holding in enumerate(holdings, start):
            self.progress(done, total, f"reading {holding.key.work}/{holding.key.slug}")
            yield holding

    def _drawn_and_kept(self, kind: type[T], kept: Cache, holdings: Iterable[Holding], read: Read) -> dict[Key, T]:
        """The values of that kind; those of every other kind are drawn on the way, since the document is parsed once."""
        found: dict[Key, T] = {}
        bodies: dict[type[Any], dict[str, bytes]] = {each: {} for each in DRAWN}
        for holding in holdings:
            document, xml = read(holding.key)
            found[holding.key] = value = _drawn(kind, document, xml)
            for each, packed in bodies.items():
                packed[holding.blob] = index.codec(each).pack(value if each is kind else DRAWN[each](document, xml))
        for each, packed in bodies.items():
            kept.put(kind_of(each), packed)
        return found

    def _kept_values(self, kind: type[T], kept: Cache, asked: Sequence[Holding]) -> dict[Key, T]:
        bodies = kept.get(kind_of(kind), dict.fromkeys(holding.blob for holding in asked))
        values = dict(zip(bodies, index.codec(kind).unpack_all(bodies.values()), strict=True))
        return {h.key: values[h.blob] for h in asked if h.blob in values}


def _drawn(kind: type[T], document: Document, xml: bytes) -> T:
    value: T = DRAWN[kind](document, xml)
    return value
