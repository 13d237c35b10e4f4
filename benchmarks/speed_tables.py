"""The rows of `compare_speed` as Markdown tables: one by size with its growth, one of worst cases, one of bad input."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from benchmarks.cases import Case, case
from benchmarks.page import table

Row = Mapping[str, Any]
"""A case's key, what revtrack's process said, and what git's said if it ran."""

LEAST_SECONDS, LEAST_MB = 0.001, 1.0
"""Below these a figure is noise, and growth from it would be too."""

GROWTH = "size x", "CPU x", "memory x"
SPEED_HEADS = ("versions", "paragraphs", "CPU s", "self-check s", "peak MB", "own MB", *GROWTH)
GIT_HEADS = ("git s", "git MB", "x git", "budget s", "")
SIZE_TABLE = (*SPEED_HEADS, *GIT_HEADS)
WORST_TABLE = ("case", "CPU s", "self-check s", "peak MB", "own MB", "coarse", *GIT_HEADS)
BAD_TABLE = ("case", "answer", "CPU s", "peak MB", "coarse", "bound s", "")


def tables(rows: Sequence[Row]) -> str:
    """All three."""
    parts = {
        part: [row for row in rows if case(row["case"]).part == part] for part in ("size", "worst", "real", "bad input")
    }
    return "\n\n".join(
        (
            f"### Cost by size\n\n{table(SIZE_TABLE, _by_size(parts['size']))}",
            f"### Worst cases and real rewrites\n\n{table(WORST_TABLE, [_worst(row) for row in parts['worst'] + parts['real']])}",
            f"### Bad input\n\n{table(BAD_TABLE, [_bad(row) for row in parts['bad input']])}",
        )
    )


def failed(row: Row) -> bool:
    """Whether the comparison broke, rather than answered, refused, or took too long."""
    return str(row["revtrack"]["outcome"]).startswith("failed")


def growth(before: Row, row: Row) -> tuple[float | None, float | None, float | None]:
    """How many times larger the texts, the CPU seconds and the memory of its own are than in the row before."""
    size = case(row["case"]).size / case(before["case"]).size
    was, now = before["revtrack"], row["revtrack"]
    return size, _times(was, now, "cpu", LEAST_SECONDS), _times(was, now, "own_mb", LEAST_MB)


def verdict(found: Case, seconds: float | None) -> str:
    """Within the budget or over it; nothing where there is no budget."""
    if found.budget is None:
        return ""
    return "within" if seconds is not None and seconds <= found.budget else "over"


def _by_size(rows: Sequence[Row]) -> list[list[str]]:
    before: Row | None = None
    lines = []
    for row in rows:
        found = case(row["case"])
        same = before is not None and case(before["case"]).versions == found.versions
        grown = growth(before, row) if before is not None and same else (None, None, None)
        lines.append([found.versions, f"{found.size:,}", *_costs(row), *(_number(x, 1) for x in grown), *_beside(row)])
        before = row
    return lines


def _worst(row: Row) -> list[str]:
    return [row["case"], *_costs(row), _coarse(row), *_beside(row)]


def _bad(row: Row) -> list[str]:
    found, said = case(row["case"]), row["revtrack"]
    bound = _number(found.budget, 0)
    return [
        row["case"],
        str(said["outcome"]),
        _number(said.get("cpu"), 2),
        _number(said.get("mb"), 0),
        _coarse(row),
        bound,
        verdict(found, said.get("cpu")),
    ]


def _costs(row: Row) -> list[str]:
    """CPU seconds, or why there are none; seconds of the self-check; memory in all, and beyond what the texts take."""
    said = row["revtrack"]
    seconds = _number(said["cpu"], 3) if "cpu" in said else str(said["outcome"])
    return [seconds, _number(said.get("check"), 3), _number(said.get("mb"), 0), _number(said.get("own_mb"), 0)]


def _beside(row: Row) -> list[str]:
    """git's seconds and memory, revtrack's seconds over git's, the budget and whether it was kept."""
    found, git = case(row["case"]), row.get("git", {})
    ours, theirs = row["revtrack"].get("cpu"), git.get("cpu")
    times = ours / max(theirs, LEAST_SECONDS) if ours is not None and theirs is not None else None
    return [
        _number(theirs, 3),
        _number(git.get("mb"), 0),
        _number(times, 1),
        f"{found.budget:.2f}" if found.budget is not None else "",
        verdict(found, ours),
    ]


def _coarse(row: Row) -> str:
    count = row["revtrack"].get("coarse")
    return "-" if count is None else "no" if not count else f"in {count} places" if count > 1 else "in 1 place"


def _times(was: Mapping[str, float], now: Mapping[str, float], name: str, least: float) -> float | None:
    if name not in was or name not in now:
        return None
    return max(now[name], least) / max(was[name], least)


def _number(value: float | None, digits: int) -> str:
    return "-" if value is None else f"{value:,.{digits}f}"
