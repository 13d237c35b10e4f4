"""The page of promises: every promise has its row, and every file it names is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "reliability.md").read_text(encoding="utf-8")
PROMISES = [*(f"R{n}" for n in range(1, 11)), *(f"S{n}" for n in range(1, 7))]
NAMED = sorted(set(re.findall(r"`((?:[a-z]+/)+[a-z_]*(?:\.py|\.md)?)`", PAGE)))


@pytest.mark.parametrize("promise", PROMISES)
def test_every_promise_has_its_row(promise: str) -> None:
    assert re.search(rf"^\| {promise} \| [^|]+ \| `[^|]* \| `[^|]* \|$", PAGE, re.MULTILINE)


@pytest.mark.parametrize("name", NAMED)
def test_every_file_it_names_is_there(name: str) -> None:
    assert (ROOT / name).exists() or (ROOT / "revtrack" / name).exists()


def test_figures_are_those_of_known_promises() -> None:
    rows = re.findall(r"^\| ([RS]\d+) \| .* \| (?:held|SHORT|skipped) \| \d{4}-\d\d-\d\d \|$", PAGE, re.MULTILINE)
    assert set(rows) <= set(PROMISES)
    assert rows
