"""Undo and redo: which events can be taken back or brought back, and what that writes.

History is never rewritten. Taking back an addition withdraws it by name; taking back a decision gives the file its former
content. An event is undone while an undo that names it stands; a redo brings back what the newest standing undo took.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from msgspec import Struct, field
from msgspec.structs import replace

from revtrack.errors import AmbiguousVersion, NothingToUndo, UnknownVersion
from revtrack.store.contract import Decided, Event, EventKind
from revtrack.store.layout import WITHDRAWN
from revtrack.store.plan import Plan
from revtrack.store.snapshot import State, withdrawn, write_withdrawn

_SHORTEST = 4
_FIXED_KINDS = frozenset({EventKind.INIT, EventKind.UNDO, EventKind.REDO, EventKind.SETTINGS})


class Step(Struct, frozen=True):
    """One event with all that is needed to take it back.

    `added` are the XML paths it added or brought back; `decided` maps each other path of `curation/` it changed to its bytes
    before and after (None: no file).
    """

    event: Event
    added: tuple[str, ...] = ()
    decided: Mapping[str, tuple[bytes | None, bytes | None]] = field(default_factory=dict)
    undoes: frozenset[str] = frozenset()
    redoes: frozenset[str] = frozenset()


class Turn(Struct, frozen=True):
    """Undo or redo: its kind, the trailer that names the events, the verb of its summary, and how it is planned."""

    kind: EventKind
    trailer: str
    verb: str
    plan: Callable[[State, Sequence[Step]], Plan]


INIT_SUMMARY = "Make a revtrack store"


def summary(verb: str, steps: Sequence[Step]) -> str:
    """The summary of an undo or redo of these steps."""
    first = steps[0].event.summary.partition("\n")[0]
    return f"{verb}: {first}" if len(steps) == 1 else f"{verb} {len(steps)} steps, the first: {first}"


def standing_undos(steps: Iterable[Step]) -> list[frozenset[str]]:
    """What each undo that no redo answered took back; `steps` are oldest first, and so is the answer."""
    standing: list[frozenset[str]] = []
    for step in steps:
        if step.undoes:
            standing.append(step.undoes)
        if step.redoes and step.redoes in standing:
            standing.remove(step.redoes)
    return standing


def undone(steps: Iterable[Step]) -> frozenset[str]:
    """The ids of events that are taken back now; `steps` are oldest first."""
    return frozenset(commit for taken in standing_undos(steps) for commit in taken)


def events(steps: Sequence[Step]) -> tuple[Event, ...]:
    """The steps as events, oldest first, each told whether it is taken back now."""
    gone = undone(steps)
    return tuple(replace(step.event, undone=step.event.commit in gone) for step in steps)


def decided(steps: Sequence[Step], path: str) -> tuple[Decided, ...]:
    """What the steps did to the decisions at `path`, oldest first."""
    told = zip(events(steps), steps, strict=True)
    return tuple(Decided(event, *step.decided[path]) for event, step in told if path in step.decided)


def to_undo(steps: Sequence[Step], to: str | None) -> tuple[Step, ...]:
    """The steps an undo takes back, newest first. NothingToUndo if there is none; UnknownVersion for an unknown `to`."""
    gone = undone(steps)
    stop = None if to is None else _named(steps, to)
    chosen: list[Step] = []
    for step in reversed(steps):
        if step.event.commit == stop or (stop is None and chosen):
            break
        if step.event.kind not in _FIXED_KINDS and step.event.commit not in gone:
            chosen.append(step)
    if not chosen:
        raise NothingToUndo("nothing is left to take back", tries=("revtrack log --events",))
    return tuple(chosen)


def to_redo(steps: Sequence[Step]) -> tuple[Step, ...]:
    """The steps a redo brings back, oldest first. NothingToUndo if no undo stands."""
    standing = standing_undos(steps)
    if not standing:
        raise NothingToUndo("no undo is left that could be brought back", tries=("revtrack log --events",))
    return tuple(step for step in steps if step.event.commit in standing[-1])


def plan_undo(state: State, steps: Sequence[Step]) -> Plan:
    """What taking back `steps` (newest first) writes. NothingToUndo if the store has changed since in the same place."""
    change = _Change(state)
    for step in steps:
        change.withdraw(step.added)
        for path, (before, after) in step.decided.items():
            change.replace(path, after, before)
    return change.plan()


def plan_redo(state: State, steps: Sequence[Step]) -> Plan:
    """What bringing back `steps` (oldest first) writes."""
    change = _Change(state)
    for step in steps:
        change.bring_back(step.added)
        for path, (before, after) in step.decided.items():
            change.replace(path, before, after)
    return change.plan()


class _Change:
    """The files of one undo or redo in the making; what it finds must be what the events left."""

    def __init__(self, state: State) -> None:
        self._state = state
        self._files: dict[str, bytes | None] = {}
        self._before = withdrawn(state)
        self._withdrawn = set(self._before)

    def plan(self) -> Plan:
        if self._withdrawn != self._before:
            self._files[WITHDRAWN] = write_withdrawn(self._withdrawn)
        return Plan(self._files)

    def withdraw(self, paths: Iterable[str]) -> None:
        for path in paths:
            if path in self._withdrawn:
                raise _changed_since(path)
            self._withdrawn.add(path)

    def bring_back(self, paths: Iterable[str]) -> None:
        for path in paths:
            if path not in self._withdrawn:
                raise _changed_since(path)
            self._withdrawn.remove(path)

    def replace(self, path: str, old: bytes | None, new: bytes | None) -> None:
        now = self._files[path] if path in self._files else self._state.read(path)
        if now != old:
            raise _changed_since(path)
        self._files[path] = new


def _changed_since(path: str) -> NothingToUndo:
    return NothingToUndo(
        f"{path} was changed by a later event, nothing was changed now", tries=("revtrack log --events",)
    )


def _named(steps: Sequence[Step], to: str) -> str:
    """The id of the event that `to` names, in full or by at least four digits."""
    exact = [step.event.commit for step in steps if step.event.commit == to]
    found = exact or [s.event.commit for s in steps if len(to) >= _SHORTEST and s.event.commit.startswith(to.lower())]
    if not found:
        raise UnknownVersion(f"no event {to[:60]!a} in this store", tries=("revtrack log --events",))
    if len(found) > 1:
        raise AmbiguousVersion(
            f"{to[:60]!a} fits {len(found)} events", facts=found[:3], tries=("revtrack log --events",)
        )
    return found[0]
