"""Seals: a row counts for one kind, one name, one body, one key and one state of the program."""

from __future__ import annotations

import pytest

from revtrack.index.seal import Seal

SEAL = Seal(b"k" * 32, "stamp")
FITTING = SEAL.of("facts", "3f2a", b"body")


def test_a_row_fits_the_seal_it_was_given() -> None:
    assert SEAL.fits("facts", "3f2a", b"body", FITTING)


@pytest.mark.parametrize(
    ("kind", "name", "body", "seal"),
    [
        ("links", "3f2a", b"body", FITTING),
        ("facts", "3f2b", b"body", FITTING),
        ("facts", "3f2a", b"bodY", FITTING),
        ("facts", "3f2a", b"body", FITTING[:-1]),
        ("facts", "3f2a", b"body", b""),
        ("facts", "3f2a", b"body", None),
        ("facts", "3f2a", "body", FITTING),
        ("facts", "3f2a", None, FITTING),
    ],
)
def test_any_other_row_does_not(kind: str, name: str, body: object, seal: object) -> None:
    assert not SEAL.fits(kind, name, body, seal)


@pytest.mark.parametrize("other", [Seal(b"K" * 32, "stamp"), Seal(b"k" * 32, "other program text")])
def test_another_user_or_another_program_text_seals_otherwise(other: Seal) -> None:
    assert not other.fits("facts", "3f2a", b"body", FITTING)
