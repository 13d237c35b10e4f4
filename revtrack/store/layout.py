"""Where things lie in a store: the one rule that turns keys into paths and paths into keys.

    versions/<work>/<number>/record.xml             fan-out 0
    versions/<ab>/<cd>/<work>/<number>/record.xml   fan-out 2: ab and cd are the first hex digits of SHA-256 of the work id
    curation/pairings/<number>.<lang>/<number>.<lang>.json  what was ruled on the pairings of two texts
    curation/relations/<number>.json                        what was ruled on the relations of a document to others
    curation/fetches/<number>.<lang>.json                   when and from where a text was fetched

`<number>` is a slug (revtrack.model.slugs), `<lang>` the short code of a language. Every part of every path matches
`[a-z0-9][a-z0-9._-]*` and is lower case, so no path can be an option, leave its folder, or meet another one on a file
system that folds case.
"""

from __future__ import annotations

import hashlib
import re
from enum import StrEnum

from msgspec import Struct

from revtrack.errors import BadValue
from revtrack.model.slugs import DEVICE_NAMES, SLUG
from revtrack.store.contract import EditionKey, RecordKey, TextKey

VERSIONS = "versions"
CURATION = "curation"
SETTINGS = "revtrack.toml"
WITHDRAWN = f"{CURATION}/withdrawn.json"
PAIRINGS = "pairings"
RELATIONS = "relations"
FETCHES = "fetches"
RECORD_NAME = "record.xml"
FANOUTS = (0, 2)

_EDITION = re.compile(r"([a-z]{2,3})\.([1-9][0-9]{0,3})\.(xml|json|source\.([a-z0-9]{1,8}))")
_WORK = re.compile(r"[a-z0-9][a-z0-9-]{0,59}")
_EXTENSION = re.compile(r"[a-z0-9]{1,8}")
_DECISION = re.compile(r"[a-z0-9][a-z0-9._-]{0,99}")
_TEXT = re.compile(r"([a-z0-9][a-z0-9-]{0,79})\.([a-z]{2,3})")
_DECISION_DEPTH = 3

Key = EditionKey | RecordKey


class Part(StrEnum):
    """Which of an edition's or record's files a path is."""

    XML = "xml"
    SOURCE = "source"
    MANIFEST = "json"


class Place(Struct, frozen=True):
    """What a path under `versions/` holds."""

    key: Key
    part: Part


def work_folder(fanout: int, work: str) -> str:
    """The folder of a work. BadValue for an id that no file system carries everywhere."""
    if not _WORK.fullmatch(work) or work in DEVICE_NAMES:
        raise BadValue(f"'{work[:60]!a}' cannot be a folder of a store", tries=("--work house-rules",))
    return "/".join((VERSIONS, *_levels(fanout, work), work))


def number_folder(fanout: int, key: Key) -> str:
    """The folder of the number that an edition or record belongs to."""
    return f"{work_folder(fanout, key.work)}/{key.slug}"


def xml_path(fanout: int, key: Key) -> str:
    """The path of the XML of an edition or record."""
    if isinstance(key, RecordKey):
        return f"{number_folder(fanout, key)}/{RECORD_NAME}"
    return f"{number_folder(fanout, key)}/{key.language}.{key.ordinal}.xml"


def manifest_path(fanout: int, key: EditionKey) -> str:
    """The path of the manifest of an edition."""
    return f"{number_folder(fanout, key)}/{key.language}.{key.ordinal}.json"


def source_path(fanout: int, key: EditionKey, extension: str) -> str:
    """The path of the original of an edition; an extension that cannot stand in a path becomes `bin`."""
    tail = extension.lower().removeprefix(".")
    tail = tail if _EXTENSION.fullmatch(tail) else "bin"
    return f"{number_folder(fanout, key)}/{key.language}.{key.ordinal}.source.{tail}"


def decision_path(name: str) -> str:
    """The path of `curation/<name>`; BadValue for a name that is not one to three plain lower-case words with slashes."""
    parts = name.split("/")
    if len(parts) > _DECISION_DEPTH or not all(_is_plain(part) for part in parts):
        raise BadValue(f"'{name[:80]!a}' cannot name a decision", tries=("revtrack status",))
    return f"{CURATION}/{name}"


def pairings_name(one: TextKey, other: TextKey) -> str:
    """The decision that holds what was ruled on the pairings of two texts, whichever of them is named first."""
    first, second = (f"{key.slug}.{key.language}" for key in sorted((one, other)))
    return f"{PAIRINGS}/{first}/{second}.json"


def read_pairings_name(name: str) -> tuple[TextKey, TextKey] | None:
    """The two texts that a file of rulings is about, in the order of their keys; None if the rule gives no such name."""
    top, _, rest = name.partition("/")
    first, _, second = rest.removesuffix(".json").partition("/")
    found = [_TEXT.fullmatch(part) for part in (first, second)]
    keys = [TextKey(match[1], match[2]) for match in found if match]
    if top != PAIRINGS or len(keys) != len(found) or pairings_name(*keys) != name:
        return None
    return keys[0], keys[1]


def relations_name(slug: str) -> str:
    """The decision that holds what was ruled on the relations of a document to others."""
    return f"{RELATIONS}/{slug}.json"


def read_relations_name(name: str) -> str | None:
    """The slug of the document whose relations a file of rulings is about; None if the rule gives no such name."""
    slug = name.removeprefix(f"{RELATIONS}/").removesuffix(".json")
    return slug if SLUG.fullmatch(slug) and relations_name(slug) == name else None


def fetches_name(text: TextKey) -> str:
    """The decision that holds when and from where a text was fetched."""
    return f"{FETCHES}/{text.slug}.{text.language}.json"


def read_fetches_name(name: str) -> TextKey | None:
    """The text that a file of fetches is about; None if the rule gives no such name."""
    found = _TEXT.fullmatch(name.removeprefix(f"{FETCHES}/").removesuffix(".json"))
    key = TextKey(found[1], found[2]) if found else None
    return key if key and fetches_name(key) == name else None


def read_path(fanout: int, path: str) -> Place | None:
    """What a path under `versions/` holds; None if the rule gives no such path."""
    parts = path.split("/")
    if len(parts) != fanout + 4 or parts[0] != VERSIONS:
        return None
    work, slug, name = parts[-3:]
    if not _WORK.fullmatch(work) or not SLUG.fullmatch(slug) or tuple(parts[1:-3]) != _levels(fanout, work):
        return None
    if name == RECORD_NAME:
        return Place(RecordKey(work, slug), Part.XML)
    found = _EDITION.fullmatch(name)
    if not found:
        return None
    part = Part.SOURCE if found[4] else Part(found[3])
    return Place(EditionKey(work, slug, found[1], int(found[2])), part)


def words(key: Key) -> str:
    """A key as a person reads it: `9956-14:da edition 1 (eu-crr)`."""
    if isinstance(key, RecordKey):
        return f"{key.slug} record ({key.work})"
    return f"{key.slug}:{key.language} edition {key.ordinal} ({key.work})"


def path_in_words(fanout: int, path: str) -> str:
    """A path as a person reads it: the version it belongs to where it has one, else the path itself."""
    place = read_path(fanout, path)
    if place is None:
        return ascii(path)[1:-1]
    return words(place.key) if place.part is Part.XML else f"{words(place.key)}, {_PART_NAMES[place.part]}"


_PART_NAMES = {Part.SOURCE: "original", Part.MANIFEST: "manifest"}


def _levels(fanout: int, work: str) -> tuple[str, ...]:
    digest = hashlib.sha256(work.encode()).hexdigest()
    return tuple(digest[2 * level : 2 * level + 2] for level in range(fanout))


def _is_plain(part: str) -> bool:
    return bool(_DECISION.fullmatch(part)) and not part.endswith((".", ".lock")) and ".." not in part
