"""What the list of an export says of each document: facts, relations that are more than inferred, provenance, hashes."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from revtrack.model import slugs
from revtrack.model.documents import Version
from revtrack.model.relations import Reference, Relation, State
from revtrack.report.export.forms import ExportedFile
from revtrack.report.export.listing import HELD, ListingRow
from revtrack.store.contract import EditionKey, RecordKey
from revtrack.workflows.catalogue import Catalogue

UNKNOWN = "unknown"
_COLUMNS = {
    Relation.REVISES: "revises",
    Relation.REPLACES: "replaces",
    Relation.PREVIOUS_DOCUMENT: "previous",
    Relation.CITES: "cites",
}


class Named(NamedTuple):
    """A file that was exported: its path and its SHA-256; both "" for one that was not."""

    path: str = ""
    sha256: str = ""


def named(file: ExportedFile) -> Named:
    """The name of a file without its bytes."""
    return Named(file.path, hashlib.sha256(file.data).hexdigest())


class Listed(NamedTuple):
    """What was exported of one edition: its XML, its original, its text in another form."""

    xml: Named = Named()
    original: Named = Named()
    form: Named = Named()


def text_row(catalogue: Catalogue, version: Version, key: EditionKey, listed: Listed) -> ListingRow:
    """The row of an edition. What would be added again is its own original, else its XML, else its other form."""
    told = catalogue.store.manifest(key)["original"]
    original = told if isinstance(told, Mapping) else {}
    reason = catalogue.edition(key).reason if key.ordinal > 1 else ""
    name = str(original.get("path", "")).rpartition("/")[2]
    own = listed.original if name.startswith(f"{key.language}.{key.ordinal}.source.") else Named()
    again = next((each for each in (own, listed.xml, listed.form, listed.original) if each.path), Named())
    return ListingRow(
        filename=again.path,
        number=str(version.number),
        work=version.work,
        label=version.label,
        title=version.title,
        date=str(version.date) if version.date.is_known else UNKNOWN,
        lang=key.language,
        **_relations(catalogue.links(key).references),
        source_url=str(original.get("url", "")),
        sha256=again.sha256,
        note=reason,
        held=HELD[True],
        edition=str(key.ordinal),
        markings="; ".join(version.markings),
        xml=listed.xml.path,
        xml_sha256=listed.xml.sha256,
        original=listed.original.path,
        original_sha256=listed.original.sha256,
        original_name=str(original.get("name", "")),
        media_type=str(original.get("media_type", "")),
    )


def known_row(catalogue: Catalogue, version: Version) -> ListingRow:
    """The row of a document whose text is not held: what its record says, and no file."""
    slug = slugs.slug(version.number)
    held = [key for key in catalogue.store.records() if key.slug == slug]
    references = [reference for key in held for reference in catalogue.record(RecordKey(key.work, slug)).relations]
    return ListingRow(
        number=str(version.number),
        work=version.work,
        label=version.label,
        title=version.title,
        date=str(version.date) if version.date.is_known else UNKNOWN,
        **_relations(references),
        markings="; ".join(version.markings),
    )


def _relations(references: Iterable[Reference]) -> dict[str, str]:
    """The numbers that a document stands in each relation to, in the order in which it says so; inferred ones are left out."""
    found: dict[str, dict[str, None]] = {name: {} for name in _COLUMNS.values()}
    for reference in references:
        if reference.relation in _COLUMNS and reference.state is not State.INFERRED:
            found[_COLUMNS[reference.relation]][str(reference.target)] = None
    return {name: "; ".join(numbers) for name, numbers in found.items()}
