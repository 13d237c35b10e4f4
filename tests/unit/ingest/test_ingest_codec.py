"""The pipe's notation of a reading is strict."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from revtrack.errors import SourceRefused
from revtrack.ingest import codec, read_source
from revtrack.model.readings import Reading


def test_the_council_document_survives_the_pipe(council: bytes) -> None:
    reading = read_source(council, "a.txt")
    assert codec.decode(codec.encode(reading)) == reading


def test_equal_readings_give_equal_bytes(status_page: bytes) -> None:
    assert codec.encode(read_source(status_page, "a.txt")) == codec.encode(read_source(status_page, "a.txt"))


def changed(change: Callable[[dict[str, object]], object]) -> bytes:
    reading: Reading = read_source(b"1. One\xc2\xb9.\n\n\xc2\xb9 A note.\n", "a.txt")
    fields = json.loads(codec.encode(reading))
    change(fields)
    return json.dumps(fields).encode()


BROKEN: dict[str, Callable[[dict[str, object]], object]] = {
    "a key is missing": lambda fields: fields.pop("principal"),
    "a key is too many": lambda fields: fields.update(more=1),
    "a text is a number": lambda fields: fields.update(principal=1),
    "a list is a text": lambda fields: fields.update(look_at="x"),
    "a ledger with a gap": lambda fields: fields.update(ledger={"length": 9, "encoding": "UTF-8", "entries": []}),
    "a fate that is none": lambda fields: fields.update(
        ledger={"length": 1, "encoding": "UTF-8", "entries": [[0, 1, "lost", "", ""]]}
    ),
    "a whole number that is true": lambda fields: fields.update(page_matter=[["x", "page foot", True]]),
    "a slot of no kind": lambda fields: fields.update(header=[["nothing", "x", ""]]),
    "a fact of three": lambda fields: fields.update(title=["a", "b", "c"]),
    "a score over one": lambda fields: fields.update(languages=[["da", 1.5]]),
    "a language that is none": lambda fields: fields.update(languages=[["xx", 0.5]]),
    "a component without paragraphs": lambda fields: fields.update(
        components=[{"name": "main", "kind": "", "paragraphs": []}]
    ),
}


@pytest.mark.parametrize("change", BROKEN.values(), ids=BROKEN)
def test_what_encode_never_writes_is_refused(change: Callable[[dict[str, object]], object]) -> None:
    with pytest.raises(SourceRefused, match="no reading"):
        codec.decode(changed(change))


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b"null", b"\xff", b"[" * 100_000])
def test_what_is_no_json_object_is_refused(data: bytes) -> None:
    with pytest.raises(SourceRefused, match="no reading"):
        codec.decode(data)


def test_the_unchanged_notation_is_read() -> None:
    assert codec.decode(changed(lambda fields: fields)).principal == "main"
