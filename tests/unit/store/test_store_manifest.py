from __future__ import annotations

import json

import pytest

from revtrack.errors import BadValue, Internal, StoreDamaged
from revtrack.store import manifest
from tests.store_samples import edition, source

PATH = "versions/eu-crr/9956-14/da.1.xml"


def test_canonical_json_is_sorted_utf8_and_ends_in_one_newline():
    assert manifest.canonical({"b": ["å", 1, None, True], "a": {"z": 1, "y": 2}}) == (
        '{"a":{"y":2,"z":1},"b":["å",1,null,true]}\n'.encode()
    )


@pytest.mark.parametrize("value", [1.5, {1: "a"}, {"a": b"bytes"}, {"a": {1, 2}}])
def test_what_json_cannot_carry_exactly_is_refused(value: object):
    with pytest.raises(Internal):
        manifest.canonical(value)


def test_text_that_is_not_unicode_is_refused():
    with pytest.raises(BadValue):
        manifest.canonical({"name": "\ud800"})


def test_a_manifest_names_both_files_with_size_and_hash():
    deposit = edition()
    assert deposit.source is not None
    told = json.loads(manifest.write(deposit, PATH, manifest.original_facts("versions/x.txt", deposit.source)))
    assert told["xml"] == {"bytes": len(deposit.xml), "path": PATH, "sha256": manifest.sha256(deposit.xml)}
    assert told["original"]["sha256"] == deposit.source.sha256
    assert told["original"]["bytes"] == len(deposit.source.data)
    assert set(told) == {"edition", "facts", "format", "language", "number", "original", "xml"}


def test_a_manifest_holds_neither_clock_nor_machine():
    deposit = edition()
    assert deposit.source is not None
    once, again = (
        manifest.write(deposit, PATH, manifest.original_facts("versions/x.txt", deposit.source)) for _ in range(2)
    )
    assert once == again


def test_the_original_comes_back_with_all_that_was_said_about_it():
    given = source("text", name="in.txt", url="https://example.invalid/x")
    told = {"original": manifest.original_facts("versions/a/b/da.1.source.txt", given)}
    assert manifest.source_of(told, given.data) == given


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"[]",
        b"{}",
        b"\xff",
        b'{"xml": 1, "original": 2}',
        b'{"xml": {"path": 1, "bytes": 2, "sha256": ""}}',
        b"[" * 100_000,
    ],
)
def test_a_manifest_that_cannot_be_read_is_damage_and_names_where(data: bytes):
    with pytest.raises(StoreDamaged, match="the manifest of X"):
        manifest.read(data, "the manifest of X")
