"""What a store knows of the original of an edition: the file as it came, where it came from, and when it was fetched."""

from __future__ import annotations

from collections.abc import Mapping

from revtrack.report.views import Received
from revtrack.store.contract import EditionKey, Store, TextKey
from revtrack.store.layout import fetches_name
from revtrack.store.manifest import came_with
from revtrack.workflows import fetchfile


def received(store: Store, key: EditionKey) -> Received:
    """What is known of the original that an edition was read from; it may have come with an earlier edition."""
    manifest = store.manifest(key)
    original = _table(manifest.get("original"))
    told = {name: str(original.get(name, "")) for name in ("name", "media_type", "sha256", "url", "provenance")}
    ordinal = came_with(manifest) or key.ordinal
    size = original.get("bytes")
    name = fetches_name(TextKey(key.slug, key.language))
    fetches = fetchfile.read(store.decision(name), name)
    return Received(
        **told,
        size=size if isinstance(size, int) else 0,
        edition=ordinal,
        fetches=tuple((fetchfile.moment(one.time), one.url) for one in fetches if one.edition == ordinal),
        pages=_pages(_table(manifest.get("facts"))),
    )


def _pages(facts: Mapping[str, object]) -> tuple[int, int] | None:
    """The first and the last page of a PDF on which something was read; None where no pages are known."""
    places = _table(facts.get("places")).values()
    pages = [place[0] for place in places if isinstance(place, list) and place and isinstance(place[0], int)]
    return (min(pages), max(pages)) if pages else None


def _table(found: object) -> Mapping[str, object]:
    return found if isinstance(found, dict) else {}
