"""Manifests: what an edition consists of, with sizes and SHA-256, as canonical JSON.

A manifest holds only what follows from the bytes and from what the person said, so equal deposits give equal bytes.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping

from msgspec import Struct

from revtrack.errors import BadValue, Internal, StoreDamaged
from revtrack.model.documents import Source
from revtrack.store.contract import EditionDeposit

FORMAT = 1
Json = str | int | bool | None | list["Json"] | dict[str, "Json"]
_DAMAGED = ("revtrack verify",)
_SOURCE = re.compile(r"[a-z]{2,3}\.([1-9][0-9]{0,8})\.source\.[a-z0-9]{1,8}")
"""The name of an original in its folder (docs/store-format, section 1)."""


class Part(Struct, frozen=True):
    """One file of an edition: where it lies, how many bytes it has, and their SHA-256."""

    path: str
    size: int
    sha256: str


def sha256(data: bytes) -> str:
    """The SHA-256 of `data` as 64 hex digits."""
    return hashlib.sha256(data).hexdigest()


def canonical(value: object) -> bytes:
    """`value` as canonical JSON: sorted keys, no spaces, UTF-8, one newline at the end.

    Raises Internal for what JSON cannot carry exactly (fractions among it), BadValue for text that is not Unicode.
    """
    text = json.dumps(_plain(value), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    try:
        return text.encode("utf-8") + b"\n"
    except UnicodeEncodeError:
        raise BadValue("a name or address holds characters that are not Unicode", tries=("--source-url URL",)) from None


def original_facts(path: str, source: Source) -> dict[str, Json]:
    """What a manifest says about the bytes as received."""
    return {
        "bytes": len(source.data),
        "media_type": source.media_type,
        "name": source.name,
        "path": path,
        "provenance": source.provenance,
        "sha256": source.sha256,
        "url": source.url,
    }


def write(deposit: EditionDeposit, xml_path: str, original: Mapping[str, object]) -> bytes:
    """The manifest of an edition whose XML lies at `xml_path`; `original` comes from `original_facts` or the edition before."""
    return canonical(
        {
            "edition": deposit.ordinal,
            "facts": deposit.facts,
            "format": FORMAT,
            "language": deposit.language.short,
            "number": str(deposit.number),
            "original": original,
            "xml": {"bytes": len(deposit.xml), "path": xml_path, "sha256": sha256(deposit.xml)},
        }
    )


def read(data: bytes, where: str) -> dict[str, object]:
    """A manifest as a mapping; StoreDamaged, naming `where`, if it is none."""
    value = read_json(data, where)
    if not isinstance(value, dict):
        raise _damaged(where, "it is not a JSON object")
    for name in ("xml", "original"):
        part(value, name, where)
    return value


def part(manifest: Mapping[str, object], name: str, where: str) -> Part:
    """The file that a manifest calls `xml` or `original`; StoreDamaged if it does not say."""
    value = manifest.get(name)
    if isinstance(value, dict):
        path, size, digest = (value.get(key) for key in ("path", "bytes", "sha256"))
        if isinstance(path, str) and isinstance(size, int) and isinstance(digest, str):
            return Part(path, size, digest)
    raise _damaged(where, f"it does not say what its {name} is")


def source_of(manifest: Mapping[str, object], data: bytes) -> Source:
    """The original of an edition, from its manifest and its bytes."""
    facts = manifest["original"]
    told = facts if isinstance(facts, dict) else {}
    names = {key: str(told.get(key, "")) for key in ("media_type", "name", "url", "provenance")}
    return Source(data=data, extension=str(told.get("path", "")).rpartition(".")[2], **names)


def came_with(manifest: Mapping[str, object]) -> int:
    """The ordinal of the edition that brought the original which a manifest names; 0 if its path says none."""
    original = manifest.get("original")
    path = original.get("path") if isinstance(original, dict) else None
    found = _SOURCE.fullmatch(str(path).rpartition("/")[2])
    return int(found[1]) if found else 0


def read_json(data: bytes, where: str) -> object:
    """The value of a JSON file of the store; StoreDamaged, naming `where`, if it cannot be read."""
    try:
        value: object = json.loads(data.decode("utf-8"))
    except (UnicodeDecodeError, ValueError, RecursionError):
        raise _damaged(where, "it is not JSON in UTF-8") from None
    return value


def _plain(value: object) -> Json:
    if value is None or isinstance(value, str | int):
        return value
    if isinstance(value, Mapping):
        return {_name(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    raise Internal(f"a manifest cannot hold a {type(value).__name__}", tries=("revtrack verify",))


def _name(key: object) -> str:
    if isinstance(key, str):
        return key
    raise Internal("a manifest's keys are words", tries=("revtrack verify",))


def _damaged(where: str, why: str) -> StoreDamaged:
    return StoreDamaged(f"the file {where} is damaged: {why}", tries=_DAMAGED)
