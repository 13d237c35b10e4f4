"""Applies a comparison: rebuilds one side from the other, and refuses a comparison that does not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from revtrack.diff.mirror import mirrored_parts, parts_of
from revtrack.diff.order import Part
from revtrack.errors import Internal
from revtrack.model.changes import Change, Comparison, Stretch, TextUnit


def apply(old: Sequence[TextUnit], comparison: Comparison) -> tuple[TextUnit, ...]:
    """The new side, its words made from the old units and the edits alone; numbers and places are those of the new side.

    Raises Internal if a unit is told of twice or not at all, if edits do not fit the old text, or if what comes out is not
    the new side to the last character.
    """
    parts = parts_of(comparison)
    _check_told_once([positions for part in parts for positions in _told(part, new=False)], len(old), "old")
    _check_told_once([positions for part in parts for positions in _told(part, new=True)], len(comparison.new), "new")
    return _rebuilt(old, parts, comparison.new)


def checked(comparison: Comparison) -> Comparison:
    """The comparison itself, once applying it has given the new side and its inverse the old one. Raises Internal."""
    apply(comparison.old, comparison)
    _rebuilt(comparison.new, mirrored_parts(comparison), comparison.old)
    return comparison


def _rebuilt(old: Sequence[TextUnit], parts: Iterable[Part], new: Sequence[TextUnit]) -> tuple[TextUnit, ...]:
    """The new units, made part by part from the old ones."""
    found: list[TextUnit | None] = [None] * len(new)
    for part in parts:
        if isinstance(part, Stretch):
            found[part.new : part.new + part.length] = _kept(old, part, new)
        else:
            for at, unit in _made(old, part, new):
                found[at] = unit
    made = tuple(unit for unit in found if unit is not None)
    if made != new:
        wrong = next(at for at, unit in enumerate(found) if unit != new[at])
        raise _broken(f"unit {wrong + 1} of the new side was not rebuilt")
    return made


def _told(part: Part, *, new: bool) -> Iterator[range]:
    """The positions a part tells of, as ranges."""
    if isinstance(part, Stretch):
        start = part.new if new else part.old
        yield range(start, start + part.length)
        return
    for at in part.new if new else part.old:
        yield range(at, at + 1)


def _kept(old: Sequence[TextUnit], stretch: Stretch, new: Sequence[TextUnit]) -> list[TextUnit]:
    """The new units of a stretch, each with the words of its old one."""
    return [
        unit if unit is before or unit.written == before.written else _rewritten(unit, before.written, at)
        for at, (before, unit) in enumerate(
            zip(
                old[stretch.old : stretch.old + stretch.length],
                new[stretch.new : stretch.new + stretch.length],
                strict=True,
            ),
            stretch.new,
        )
    ]


def _made(old: Sequence[TextUnit], change: Change, new: Sequence[TextUnit]) -> Iterator[tuple[int, TextUnit]]:
    """(position, unit) of each new unit of the change."""
    if not change.new:
        return
    before = "\n".join(old[at].written for at in change.old)
    after = _edited(before, change) if change.edits else before
    for at, written in zip(change.new, _parted(after, [new[at] for at in change.new]), strict=True):
        yield at, _rewritten(new[at], written, at)


def _rewritten(unit: TextUnit, written: str, at: int) -> TextUnit:
    """The unit of the new side with these words; what stands in front of its text must stand in front of them."""
    if not written.startswith(unit.lead):
        raise _broken(f"unit {at + 1} of the new side begins otherwise")
    text = written[len(unit.lead) :]
    return unit if text == unit.text else replace(unit, text=text)


def _edited(before: str, change: Change) -> str:
    kept_and_taken = "".join(edit.text for edit in change.edits if edit.op != "+")
    if kept_and_taken != before:
        raise _broken(f"the edits of old unit {change.old[0] + 1 if change.old else 0} do not fit its text")
    return "".join(edit.text for edit in change.edits if edit.op != "-")


def _parted(text: str, units: Sequence[TextUnit]) -> list[str]:
    """The text cut at the line feeds between units; each unit keeps as many line feeds as it has of its own."""
    if len(units) == 1:
        return [text]
    lines = text.split("\n")
    parts = []
    for unit in units:
        count = unit.written.count("\n") + 1
        parts.append("\n".join(lines[:count]))
        lines = lines[count:]
    if lines:
        raise _broken("more lines came out than the new side has")
    return parts


def _check_told_once(told: list[range], count: int, side: str) -> None:
    at = 0
    for positions in sorted(told, key=lambda positions: positions.start):
        if positions.start != at:
            break
        at = positions.stop
    if at != count or sum(map(len, told)) != count:
        raise _broken(f"not every unit of the {side} side is told of exactly once")


def _broken(fact: str) -> Internal:
    return Internal(
        "a comparison did not give back the texts it was made from, and is not shown",
        facts=(fact,),
        tries=("revtrack verify",),
    )
