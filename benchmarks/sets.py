"""The sets of version pairs that revtrack is measured on, each with a table of its own: they are never averaged together.

A variant is the same pairs with their printed numbers typed into the text, or taken away; it is made when it is needed.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.beside import Yardstick

Record = dict[str, Any]
SMOKE_PAIRS = 2


@dataclass(frozen=True, slots=True)
class Group:
    """Pairs that are counted together. `match` is part of their names; `set` is what --sets calls them."""

    name: str
    set: str
    folder: str
    match: str = ""
    in_smoke: bool = True
    change: Callable[[Record, Yardstick], Record] | None = None

    def paths(self, yardstick: Yardstick, scratch: Path) -> Iterator[Path]:
        """Where its pairs are, in the order of their names; those of a variant are written into the scratch folder."""
        folder = scratch / self.name.replace(" ", "-")
        for path in yardstick.find(yardstick.data / self.folder):
            if self.match in path.name:
                yield path if self.change is None else _written(self.change(_record(path), yardstick), path, folder)


def typed(record: Record, yardstick: Yardstick) -> Record:
    """Numbers typed in front of the text, as plain text has them; what must be shown at the least grows by the numbers."""
    least = record["min_churn"] + sum(_number_churn(row, record, yardstick) for row in record["truth"])
    sides = {side: [_unit(unit, f"{unit['num']} {unit['text']}".strip()) for unit in record[side]] for side in "ab"}
    return {**record, **sides, "min_churn": least, "min_hunks": {}}


def stripped(record: Record, _: Yardstick) -> Record:
    """Numbers taken away: order, length, and the figures in the text are what is left."""
    return {**record, **{side: [_unit(unit, unit["text"]) for unit in record[side]] for side in "ab"}}


GROUPS: tuple[Group, ...] = (
    Group("synthetic, 50 paragraphs", "synthetic", "alignment/synthetic", "-0050-"),
    Group("synthetic, 200 paragraphs", "synthetic", "alignment/synthetic", "-0200-"),
    Group("synthetic, 1,000 paragraphs", "synthetic", "alignment/synthetic", "-1000-", in_smoke=False),
    Group("synthetic, 5,000 paragraphs", "synthetic", "alignment/synthetic", "-5000-", in_smoke=False),
    Group("eu_correlation", "eu_correlation", "alignment/eu_correlation"),
    Group("eu_consolidated", "eu_consolidated", "alignment/eu_consolidated"),
    Group("seed annex", "seed_annex", "alignment", "seed_annex_pair"),
    Group("seed annex, numbers typed", "seed_annex", "alignment", "seed_annex_pair", change=typed),
    Group("multilingual", "multilingual", "multilingual"),
    Group("multilingual, numbers stripped", "multilingual", "multilingual", change=stripped),
)
SETS = tuple(dict.fromkeys(group.set for group in GROUPS))


def smallest(paths: Iterator[Path]) -> list[Path]:
    """The few pairs with the smallest files."""
    return sorted(paths, key=lambda path: (_bytes(path), path.name))[:SMOKE_PAIRS]


def _bytes(path: Path) -> int:
    return (path / "old.txt" if path.is_dir() else path).stat().st_size


def _record(path: Path) -> Record:
    raw = path.read_bytes()
    record: Record = json.loads(gzip.decompress(raw) if path.suffix == ".gz" else raw)
    return record


def _written(record: Record, path: Path, folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    copy = folder / path.name.removesuffix(".gz")
    copy.write_text(json.dumps(record), encoding="utf-8")
    return copy


def _unit(unit: Record, text: str) -> Record:
    return {**unit, "text": text, "num": ""}


def _number_churn(row: Record, record: Record, yardstick: Yardstick) -> int:
    """The characters of printed numbers that a row of the truth takes away and adds."""
    old, new = (" ".join(record[side][at]["num"] for at in row[side]) for side in "ab")
    return yardstick.churn(yardstick.word_edits(old, new))
