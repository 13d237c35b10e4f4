"""Names what happened to each unit: its kind, its flags, its likeness, and the words that changed."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from revtrack.diff.fold import fold
from revtrack.diff.likeness import likeness, likeness_of
from revtrack.diff.order import Part
from revtrack.diff.pairing import NEW, OLD, Pairing, Run, Tie
from revtrack.diff.words import whole, word_diff
from revtrack.model.changes import Change, Kind, Reason, Signal, Stretch, TextUnit
from revtrack.model.places import display


class Classified(Struct, frozen=True):
    """The changes and stretches, in no order yet, and where a bound of work made words coarser than they could be."""

    parts: tuple[Part, ...]
    coarse: tuple[str, ...]


def classify(pairing: Pairing) -> Classified:
    """One change for each tie and for each unit that is alone; rows that stayed as they were are one stretch each."""
    in_place = {run.old for run in pairing.runs_in_place()}
    parts: list[Part] = []
    coarse: list[str] = []
    for run in pairing.runs():
        for part in _run(pairing, run, moved=run.old not in in_place):
            if isinstance(part, Stretch):
                parts.append(part)
                continue
            change, is_coarse = _tied(pairing, part, moved=run.old not in in_place)
            parts.append(change)
            if is_coarse:
                coarse.append(_too_much(pairing, part))
    return Classified((*parts, *_alone(pairing, OLD), *_alone(pairing, NEW)), tuple(coarse))


def _run(pairing: Pairing, run: Run, *, moved: bool) -> Iterator[Stretch | Tie]:
    """The rows of a run that stayed as they were, and between them the ties that have to be looked at."""
    old, new = (side.units for side in pairing.sides)
    start = 0
    for offset in range(run.length):
        i, j = run.old + offset, run.new + offset
        told = pairing.told_at(i)
        if told is None and (old[i] is new[j] or _is_same(old[i], new[j])):
            continue
        if offset > start:
            yield Stretch(run.old + start, run.new + start, offset - start, moved)
        yield told or Tie((i,), (j,), Reason.ANCHOR)
        start = offset + 1
    if run.length > start:
        yield Stretch(run.old + start, run.new + start, run.length - start, moved)


def _is_same(old: TextUnit, new: TextUnit) -> bool:
    return old.text == new.text and old.marker == new.marker and old.lead == new.lead


def _tied(pairing: Pairing, tie: Tie, *, moved: bool) -> tuple[Change, bool]:
    old = [pairing.sides[OLD].units[at] for at in tie.old]
    new = [pairing.sides[NEW].units[at] for at in tie.new]
    kind, signals = _kind(old, new, is_reworded=_is_reworded(pairing, tie))
    words = word_diff(_written(old), _written(new))
    change = Change(
        kind,
        tie.old,
        tie.new,
        moved=moved,
        renumbered=_is_renumbered(old, new),
        similarity=1.0 if kind is Kind.UNCHANGED else _similarity(pairing, tie),
        reason=tie.reason,
        signals=signals,
        edits=words.edits,
        unit_class=old[0].unit_class,
    )
    return change, words.coarse


def _is_reworded(pairing: Pairing, tie: Tie) -> bool:
    """Whether other words stand there: more than typography, surely."""
    return pairing.sides[OLD].words(tie.old[0]) != pairing.sides[NEW].words(tie.new[0])


def _kind(old: list[TextUnit], new: list[TextUnit], *, is_reworded: bool) -> tuple[Kind, tuple[Signal, ...]]:
    if len(new) > 1:
        return Kind.SPLIT, ()
    if len(old) > 1:
        return Kind.MERGED, ()
    before, after = old[0], new[0]
    renumbered = _is_renumbered(old, new)
    if before.text == after.text and (renumbered or _numbered(before) == _numbered(after)):
        return Kind.UNCHANGED, ()
    if (
        not is_reworded
        and fold(before.text) == fold(after.text)
        and (renumbered or fold(_numbered(before)) == fold(_numbered(after)))
    ):
        return Kind.MODIFIED, (Signal.TYPOGRAPHY,)
    return Kind.MODIFIED, ()


def _numbered(unit: TextUnit) -> str:
    """What a reader sees of the unit: its number and its text."""
    return unit.written if unit.lead else f"{unit.marker} {unit.text}"


def _is_renumbered(old: list[TextUnit], new: list[TextUnit]) -> bool:
    before, after = old[0].marker, new[0].marker
    return before != after and fold(before) != fold(after)


def _written(units: list[TextUnit]) -> str:
    return "\n".join(unit.written for unit in units)


def _similarity(pairing: Pairing, tie: Tie) -> float:
    old, new = pairing.sides
    if len(tie.old) == len(tie.new) == 1:
        return likeness(old, tie.old[0], new, tie.new[0])
    return likeness_of(
        "".join(old.words(at) for at in tie.old),
        "".join(new.words(at) for at in tie.new),
        " ".join(old.key(at) for at in tie.old),
        " ".join(new.key(at) for at in tie.new),
    )


def _alone(pairing: Pairing, side: int) -> Iterator[Change]:
    for at in pairing.free(side):
        unit = pairing.sides[side].units[at]
        yield Change(
            Kind.DELETED if side == OLD else Kind.INSERTED,
            (at,) if side == OLD else (),
            () if side == OLD else (at,),
            similarity=0.0,
            reason=Reason.ALONE,
            edits=whole(unit.written, "") if side == OLD else whole("", unit.written),
            unit_class=unit.unit_class,
        )


def _too_much(pairing: Pairing, tie: Tie) -> str:
    """Names the place without saying which side is which, so that it holds when the sides change places."""
    names = sorted({_name(pairing.sides[side].units[at], at) for side, at in ((OLD, tie.old[0]), (NEW, tie.new[0]))})
    return f"{' and '.join(names)}: too long and too much changed to be compared word by word; parts stand whole"


def _name(unit: TextUnit, at: int) -> str:
    return display(unit.place.fragment) if unit.place else f"paragraph {at + 1}"
