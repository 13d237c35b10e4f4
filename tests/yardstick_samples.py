"""A yardstick without data, and rows as it writes them."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

from benchmarks.beside import Yardstick


def summed(many: list[dict[str, int]]) -> dict[str, int]:
    found: Counter[str] = Counter()
    for counts in many:
        found.update(counts)
    return dict(found)


def yardstick(**others: Any) -> Yardstick:
    """A yardstick whose rates are the share of hits, and which has no data."""
    none: Any = None
    plain: dict[str, Any] = dict.fromkeys(Yardstick.__dataclass_fields__, none)
    rate = lambda counts, name: (0.0, 0.0, counts[f"{name}_hit"] / counts[f"{name}_true"])  # noqa: E731
    ratio = lambda counts, part, whole: counts[part] / counts[whole] if counts.get(whole) else None  # noqa: E731
    return Yardstick(**{**plain, "data": Path(), "total": summed, "rates": rate, "ratio": ratio, **others})


def row(tool: str, hit: int, true: int = 1_000, *, pair: str = "p", group: str = "g", **others: Any) -> dict[str, Any]:
    counts = {"hard_hit": hit, "hard_true": true, **others.pop("counts", {})}
    return {"tool": tool, "pair": pair, "group": group, "kind": "units", "size": 200, "counts": counts, **others}


def failed(tool: str, pair: str = "p") -> dict[str, Any]:
    return {"tool": tool, "pair": pair, "group": "g", "kind": "units", "size": 200, "fail": "over 15 s"}
