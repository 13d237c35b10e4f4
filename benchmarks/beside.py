"""Finds the yardstick and its data, which lie beside the project, and brings the yardstick in at run time.

The yardstick is a package of its own that judges any tool; nothing of it is copied here.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

SHARED = Path(__file__).resolve().parents[2] / "shared"
"""Where it lies if nobody says otherwise."""

Row = Mapping[str, Any]
"""One tool on one pair, as the yardstick writes it: tool, pair, group, kind, size, and cpu, mb, counts or `fail`."""


@dataclass(frozen=True, slots=True)
class Yardstick:
    """The yardstick's own functions and values, and where its data lies."""

    data: Path
    find: Callable[[Path], list[Path]]
    read: Callable[[Path], Any]
    run: Callable[[str, Path, Any, float], dict[str, Any]]
    kind_of: Callable[[Any], str]
    tables: Callable[[Sequence[Row], Sequence[str]], Iterator[str]]
    columns: Mapping[str, Sequence[tuple[str, Callable[[Sequence[Row], dict[str, int]], str]]]]
    total: Callable[[Sequence[dict[str, int]]], dict[str, int]]
    rates: Callable[[dict[str, int], str], tuple[float, float, float]]
    ratio: Callable[[dict[str, int], str, str], float | None]
    peers: Sequence[str]
    installed: Callable[[Sequence[str], Callable[[str], None]], list[str]]
    word_edits: Callable[[str, str], Sequence[tuple[str, str]]]
    churn: Callable[[Sequence[tuple[str, str]]], int]


def yardstick(shared: Path) -> Yardstick | None:
    """The yardstick in that folder, or None if it or its data is not there."""
    if not ((shared / "bench" / "runs.py").is_file() and (shared / "data").is_dir()):
        return None
    sys.path.insert(0, str(shared))
    pairs, peers, reading, runs, scoring, tables, words = (
        import_module(f"bench.{name}") for name in ("pairs", "peers", "reading", "runs", "scoring", "tables", "words")
    )
    return Yardstick(
        data=shared / "data",
        find=pairs.find,
        read=pairs.read,
        run=runs.run,
        kind_of=runs.kind_of,
        tables=tables.tables,
        columns=tables.COLUMNS,
        total=scoring.total,
        rates=scoring.rates,
        ratio=scoring.ratio,
        peers=tuple(peers.PEERS),
        installed=peers.chosen,
        word_edits=words.word_ops,
        churn=reading.churn,
    )


def absent(shared: Path) -> str:
    """The one line for a machine without it."""
    return f"skipped: no yardstick with its data at {shared} (--shared DIR says where else)"
