"""Which documents share a column: those of one date, or of neighbouring dates where there are too many; unknown dates first."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from revtrack.model.relations import Node

MOST_COLUMNS = 12
"""More would make a picture that nobody can follow across."""
UNDATED = "date unknown"


class Column(Struct, frozen=True):
    """Documents under one heading, by their places among the nodes."""

    heading: str
    members: tuple[int, ...]


def columns(nodes: Sequence[Node]) -> tuple[Column, ...]:
    """The columns from left to right: the unknown dates, then the earliest ones. Every node is in exactly one."""
    by_date: dict[str, list[int]] = {}
    for place, node in enumerate(nodes):
        by_date.setdefault(node.date, []).append(place)
    undated = by_date.pop("", [])
    dates = sorted(by_date)
    found = [Column(UNDATED, tuple(undated))] if undated else []
    for run in _runs(dates, [len(by_date[date]) for date in dates]):
        heading = run[0] if len(run) == 1 else f"{run[0]} to {run[-1]}"
        found.append(Column(heading, tuple(place for date in run for place in by_date[date])))
    return tuple(found)


def _runs(dates: Sequence[str], sizes: Sequence[int]) -> list[list[str]]:
    """The dates in at most so many runs of neighbours, of about as many documents each."""
    if len(dates) <= MOST_COLUMNS:
        return [[date] for date in dates]
    share = sum(sizes) / MOST_COLUMNS
    runs: dict[int, list[str]] = {}
    before = 0
    for date, size in zip(dates, sizes, strict=True):
        runs.setdefault(min(int(before / share), MOST_COLUMNS - 1), []).append(date)
        before += size
    return list(runs.values())
