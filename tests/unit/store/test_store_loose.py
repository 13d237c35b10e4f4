"""Bits of a loose object's file that mean nothing: flipped, they are found; nothing else is taken for that."""

from __future__ import annotations

import random
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from revtrack.model.findings import Severity
from revtrack.store import GitStore, open_store
from revtrack.store.loose import altered_bits


def _flips(data: bytes) -> Iterator[bytes]:
    for at in range(len(data)):
        for bit in range(8):
            yield data[:at] + bytes([data[at] ^ (1 << bit)]) + data[at + 1 :]


def _silent(data: bytes) -> list[bytes]:
    """Every flip of one bit after which the same is unpacked."""
    content, found = zlib.decompress(data), []
    for flipped in _flips(data):
        unpacker = zlib.decompressobj()
        try:
            same = unpacker.decompress(flipped) == content and unpacker.eof and not unpacker.unused_data
        except zlib.error:
            continue
        if same:
            found.append(flipped)
    return found


def _loose(store: GitStore) -> list[Path]:
    return sorted(store.git_dir.glob("objects/??/*"))


def test_every_flip_that_leaves_an_object_as_it_was_is_found(filled: GitStore):
    silent = [flipped for path in _loose(filled) for flipped in _silent(path.read_bytes())]
    assert len(silent) > 20
    assert {altered_bits(data) for data in silent} == {1}


def test_verify_names_the_object_and_is_content_again_when_it_is_as_before(filled: GitStore):
    folder = filled.git_dir.parent
    path = next(path for path in _loose(filled) if _silent(path.read_bytes()))
    before = path.read_bytes()
    path.chmod(0o644)
    path.write_bytes(_silent(before)[0])
    found = [each for each in open_store(folder).verify() if each.severity is Severity.ERROR]
    assert [each.code for each in found] == ["git-object"]
    assert found[0].message.startswith("1 bit of its file was altered where it does not show")
    path.write_bytes(before)
    assert [each for each in open_store(folder).verify() if each.severity is Severity.ERROR] == []


@pytest.mark.parametrize("level", range(10))
@pytest.mark.parametrize("memory", [1, 8, 9])
def test_what_another_program_packed_is_not_taken_for_altered(level: int, memory: int):
    chance = random.Random(7)
    for size in (0, 1, 30, 300, 3_000, 60_000):
        content = " ".join(chance.choices(["the", "room", "opens", "at", "nine", "øre"], k=size)).encode()
        packer = zlib.compressobj(level, zlib.DEFLATED, 15, memory)
        assert altered_bits(packer.compress(content) + packer.flush()) == 0


def test_what_cannot_be_unpacked_is_left_to_git():
    assert altered_bits(b"") == altered_bits(b"rubbish") == altered_bits(zlib.compress(b"x" * 99)[:-3]) == 0
