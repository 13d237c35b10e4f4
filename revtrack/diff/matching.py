"""Finds which tokens of two lists are kept: a longest common subsequence, by rapidfuzz, within a bound of work.

Above the bound the lists are first cut at tokens, or short runs of them, that stand once on both sides; where there are none
the piece counts as replaced, and the answer says so.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from msgspec import Struct
from rapidfuzz.distance import Indel

from revtrack.diff.chains import heaviest_chain

MOST_CELLS = 100_000_000
"""Length times length that is compared in one go: about 12 MB and a tenth of a second."""

WIDTHS = (1, 5, 11)
"""Above the bound, single tokens are looked for that stand once, then so many in a row: words and the spaces between them."""


class Run(NamedTuple):
    """So many tokens kept, from these places on."""

    old: int
    new: int
    length: int


class Matching(Struct, frozen=True):
    """The kept runs in order; `coarse` if the work bound was reached."""

    runs: tuple[Run, ...]
    coarse: bool = False


def match(old: Sequence[str], new: Sequence[str]) -> Matching:
    """The runs of tokens kept between two lists, rising on both sides."""
    if len(old) * len(new) <= MOST_CELLS:
        return Matching(tuple(_common(old, new)))
    runs: list[Run] = []
    coarse = False
    waiting = [(0, len(old), 0, len(new))]
    while waiting:
        i, i_end, j, j_end = waiting.pop()
        if (i_end - i) * (j_end - j) <= MOST_CELLS:
            runs += [Run(i + run.old, j + run.new, run.length) for run in _common(old[i:i_end], new[j:j_end])]
            continue
        start, end = _equal_ends(old[i:i_end], new[j:j_end])
        if start or end:
            runs += [Run(i, j, start), Run(i_end - end, j_end - end, end)]
            waiting.append((i + start, i_end - end, j + start, j_end - end))
            continue
        cut = _cuts(old[i:i_end], new[j:j_end])
        if not cut:
            coarse = True
            continue
        runs += [Run(i + a, j + b, 1) for a, b in cut]
        starts = [(i, j), *((i + a + 1, j + b + 1) for a, b in cut)]
        ends = [*((i + a, j + b) for a, b in cut), (i_end, j_end)]
        waiting += [(a, a_end, b, b_end) for (a, b), (a_end, b_end) in zip(starts, ends, strict=True)]
    kept = sorted((run for run in runs if run.length), key=lambda run: run.old)
    return Matching(tuple(_joined(kept)), coarse)


def _equal_ends(old: Sequence[str], new: Sequence[str]) -> tuple[int, int]:
    """How many tokens are equal at the beginning, and of the rest at the end."""
    shorter = min(len(old), len(new))
    start = next((at for at in range(shorter) if old[at] != new[at]), shorter)
    end = next((at for at in range(shorter - start) if old[-1 - at] != new[-1 - at]), shorter - start)
    return start, end


def _common(old: Sequence[str], new: Sequence[str]) -> list[Run]:
    return [Run(block.a, block.b, block.size) for block in Indel.editops(old, new).as_matching_blocks() if block.size]


def _cuts(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """Places where the same tokens begin that stand once on both sides, as the longest rising chain."""
    for width in WIDTHS:
        places = [_once(tokens, width) for tokens in (old, new)]
        points = [(at, places[1][name], 1) for name, at in places[0].items() if name in places[1]]
        if points:
            return [(i, j) for i, j, _ in heaviest_chain(points)]
    return []


def _once(tokens: Sequence[str], width: int) -> dict[tuple[str, ...], int]:
    """Each run of so many tokens that stands once, with its place."""
    names = [tuple(tokens[at : at + width]) for at in range(len(tokens) - width + 1)]
    counts = Counter(names)
    return {name: at for at, name in enumerate(names) if counts[name] == 1}


def _joined(runs: Sequence[Run]) -> list[Run]:
    """Runs that touch on both sides, as one."""
    found: list[Run] = []
    for run in runs:
        last = found[-1] if found else None
        if last and last.old + last.length == run.old and last.new + last.length == run.new:
            found[-1] = Run(last.old, last.new, last.length + run.length)
        else:
            found.append(run)
    return found
