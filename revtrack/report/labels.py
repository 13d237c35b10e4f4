"""Names of paragraphs, footnotes and headings as people read them: ¶ 7, ¶¶ 9, 10, fn 2, the words of a heading."""

from __future__ import annotations

from collections.abc import Sequence

from revtrack.model.changes import Change, Comparison, TextUnit, UnitClass
from revtrack.report.neutral import neutral_line


def fragment_of(unit: TextUnit, position: int) -> str:
    """The fragment of a unit; in a plain list of paragraphs its place in the list, from 1."""
    return unit.place.fragment if unit.place else str(position + 1)


def fragments(units: Sequence[TextUnit], positions: Sequence[int]) -> tuple[str, ...]:
    """The fragments of some units of one side."""
    return tuple(fragment_of(units[position], position) for position in positions)


def heading_words(unit: TextUnit) -> str:
    """A heading by its number and words."""
    return neutral_line(" ".join(part for part in (unit.marker, unit.text) if part))


def label_of(comparison: Comparison, change: Change) -> str:
    """What a change is about: `¶ 3`, `¶ 7 → ¶ 6`, `¶ 9 → ¶¶ 9, 10`; a heading by its newest words."""
    if change.unit_class is UnitClass.HEADING:
        side, positions = (comparison.new, change.new) if change.new else (comparison.old, change.old)
        return " / ".join(heading_words(side[position]) for position in positions)
    old = fragments(comparison.old, change.old)
    new = fragments(comparison.new, change.new)
    if not old or not new or old == new:
        return several(new or old)
    return f"{several(old)} → {several(new)}"


def several(names: Sequence[str]) -> str:
    """`¶ 9`, `¶¶ 9, 10`, `fn 1, 2`."""
    return _signed(names, ", ".join(map(bare, names)))


def spans(names: Sequence[str]) -> list[str]:
    """Fragments of paragraphs in order, neighbours joined: `1–4`, `7`, `note.2–3`."""
    runs: list[list[str]] = []
    for name in names:
        if runs and _follows(runs[-1][-1], name):
            runs[-1].append(name)
        else:
            runs.append([name])
    return [between(run[0], run[-1]) for run in runs]


def between(first: str, last: str) -> str:
    """`5–6`, `note.3–6`, `7` where both are the same."""
    if first == last:
        return bare(first)
    prefix, _, tail = last.rpartition(".")
    shared = prefix and first.rpartition(".")[0] == prefix
    return f"{bare(first)}–{tail if shared else bare(last)}"


def renumbering(old: Sequence[str], new: Sequence[str]) -> str:
    """`¶ 5 → ¶ 4`, or folded `¶¶ 5–6 → 4–5`: runs of neighbours by their first and last."""
    if len(old) == 1:
        return several(old) if old == new else f"{several(old)} → {several(new)}"
    return _signed(old, f"{between(old[0], old[-1])} → {between(new[0], new[-1])}")


def bare(name: str) -> str:
    """A fragment without its sign: `12`, `note.3`; `2` for the footnote `fn2`."""
    return name.removeprefix("fn")


def _signed(names: Sequence[str], words: str) -> str:
    if names[0].startswith("fn"):
        return f"fn {words}"
    return f"¶ {words}" if len(names) == 1 else f"¶¶ {words}"


def _follows(one: str, other: str) -> bool:
    prefix, _, tail = one.rpartition(".")
    other_prefix, _, other_tail = other.rpartition(".")
    return prefix == other_prefix and tail.isdecimal() and other_tail.isdecimal() and int(tail) + 1 == int(other_tail)
