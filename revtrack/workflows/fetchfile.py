"""The file of fetches of a text: JSON by moment, so that what two stores fetched can be joined (docs/store-format, section 8)."""

from __future__ import annotations

import datetime
import json
from typing import Any

from revtrack.errors import StoreDamaged
from revtrack.model.fetches import Fetch

FORMAT = 1
_MOMENT = "%Y-%m-%dT%H:%M:%SZ"
_WORDS = ("asked", "etag", "first", "media_type", "modified", "sha256", "url")


def moment(time: int) -> str:
    """`2026-03-01T12:00:00Z` of UTC seconds since 1970."""
    return datetime.datetime.fromtimestamp(time, datetime.UTC).strftime(_MOMENT)


def read(data: bytes | None, name: str) -> tuple[Fetch, ...]:
    """The fetches in a file of `curation/`, oldest first, none if there is no file; StoreDamaged if it is not ours."""
    if data is None:
        return ()
    try:
        value = json.loads(data)
        if value.pop("format") != FORMAT:
            raise ValueError("it is of another format")
        return tuple(_read(when, told) for when, told in sorted(value.items()))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise StoreDamaged(
            f"curation/{name} does not hold fetches of a text", facts=(str(error)[:80],), tries=("revtrack verify",)
        ) from error


def write(fetches: tuple[Fetch, ...]) -> bytes:
    """The bytes of the file: each fetch by its moment and edition, sorted, with lines so that git can merge them."""
    value: dict[str, object] = {f"{moment(fetch.time)}@{fetch.edition}": _told(fetch) for fetch in fetches}
    value["format"] = FORMAT
    return (json.dumps(value, ensure_ascii=False, sort_keys=True, indent=1) + "\n").encode()


def with_fetch(data: bytes | None, name: str, fetch: Fetch) -> bytes:
    """The file with one more fetch in it."""
    return write((*read(data, name), fetch))


def _told(fetch: Fetch) -> dict[str, object]:
    return {word: getattr(fetch, word) for word in _WORDS}


def _read(when: str, told: dict[str, Any]) -> Fetch:
    at, _, edition = when.partition("@")
    time = datetime.datetime.strptime(at, _MOMENT).replace(tzinfo=datetime.UTC)
    words = {word: told[word] for word in _WORDS}
    if not all(isinstance(word, str) for word in words.values()):
        raise TypeError("a fetch is told in words")
    return Fetch(**words, time=int(time.timestamp()), edition=int(edition))
