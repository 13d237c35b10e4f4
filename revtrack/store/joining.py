"""Joins two histories that went on from one commit: what each added is kept; what both decided otherwise is a conflict.

Under `versions/` a join is the exact union, and one name has one content. A decision that one side alone changed is taken as it
is; where both changed one file, its parts are joined if they are different ones, else a person has to say whose decision holds.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from enum import StrEnum

from msgspec import Struct

from revtrack.errors import SyncConflict
from revtrack.store import layout
from revtrack.store.layout import CURATION, SETTINGS, VERSIONS, WITHDRAWN, Place, path_in_words, read_path
from revtrack.store.manifest import canonical
from revtrack.store.snapshot import Snapshot, read_withdrawn, write_withdrawn
from revtrack.store.trees import Entry

_SHOWN = 3


class Prefer(StrEnum):
    """Whose decision holds where both sides changed the same one."""

    NOBODY = "nobody"
    OURS = "ours"
    THEIRS = "theirs"


class Clash(Struct, frozen=True):
    """One name that holds other things on two sides, in words; `decided` if it is a decision, which may be chosen between."""

    subject: str
    fact: str
    decided: bool = False


def joined(base: Snapshot, ours: Snapshot, theirs: Snapshot, *, prefer: Prefer) -> dict[str, bytes | str | None]:
    """What our tree gains or changes to be the join: for each path the id of their blob, new bytes, or None for no file.

    Raises SyncConflict, which names every clash.
    """
    found: dict[str, bytes | str | None] = {}
    clashes: list[Clash] = []
    for path, before, after in ours.trees.differences(base.commit.tree, theirs.commit.tree):
        now = ours.entry(path)
        if now == after:
            continue
        if now == before:
            found[path] = after.id if after else None
            clashes += _filed_twice(base, ours, path)
        elif path.startswith(f"{CURATION}/"):
            try:
                found[path] = _decision((base, ours, theirs), path, prefer)
            except _BothChanged:
                clashes.append(Clash(path, "was decided otherwise on either side", decided=True))
        else:
            clashes.append(_clash(ours, theirs, path, now, after))
    if clashes:
        raise _conflict(clashes)
    return found


def _filed_twice(base: Snapshot, ours: Snapshot, path: str) -> Iterator[Clash]:
    """A number that both sides filed, under two works: it would have two places."""
    place = _place(ours, path)
    if place is None or base.filed(place.key.slug) is not None:
        return
    work = ours.filed(place.key.slug)
    if work is not None and work != place.key.work:
        words = layout.words(place.key)
        yield Clash(words, f"is filed under the work {work} here and under {place.key.work} there")


def _place(ours: Snapshot, path: str) -> Place | None:
    return read_path(ours.fanout, path) if path.startswith(f"{VERSIONS}/") else None


def _clash(ours: Snapshot, theirs: Snapshot, path: str, now: Entry | None, after: Entry | None) -> Clash:
    subject = path if path == SETTINGS else path_in_words(ours.fanout, path)
    if now is None or after is None:
        return Clash(subject, "is there on one side and was removed on the other")
    sizes = " and ".join(f"{len(side.read(path) or b''):,} bytes" for side in (ours, theirs))
    return Clash(subject, f"has other content on either side ({sizes})")


def _conflict(clashes: list[Clash]) -> SyncConflict:
    decided = all(clash.decided for clash in clashes)
    subjects = list(dict.fromkeys((clash.subject, clash.fact) for clash in clashes))
    facts = [f"{subject} {fact}" for subject, fact in subjects[:_SHOWN]]
    if len(subjects) > _SHOWN:
        facts.append(f"and {len(subjects) - _SHOWN} more")
    return SyncConflict(
        f"the two stores cannot be joined: {len(subjects)} {'clash' if len(subjects) == 1 else 'clashes'}; "
        "nothing was changed",
        facts=facts,
        tries=(
            ("revtrack sync --prefer ours   or   --prefer theirs   says whose decisions hold",)
            if decided
            else (
                "in a fresh clone of the other store:  revtrack add FILE --correct --reason WHY",
                "revtrack help sync-conflict",
            )
        ),
    )


class _BothChanged(Exception):
    """Both sides changed the same part."""


def _decision(sides: tuple[Snapshot, Snapshot, Snapshot], path: str, prefer: Prefer) -> bytes | None:
    """The file of a decision that both sides changed, part by part."""
    base, ours, theirs = (side.read(path) for side in sides)
    if path == WITHDRAWN:
        return _withdrawn(base, ours, theirs)
    if prefer is not Prefer.NOBODY:
        return ours if prefer is Prefer.OURS else theirs
    try:
        values = [json.loads(data or b"{}") for data in (base, ours, theirs)]
    except (ValueError, RecursionError):
        raise _BothChanged from None
    if not all(isinstance(value, dict) for value in values):
        raise _BothChanged
    return canonical(_keys(*values))


def _keys(base: Mapping[str, object], ours: Mapping[str, object], theirs: Mapping[str, object]) -> dict[str, object]:
    """An object whose keys are those of either side, each as the side that changed it has it."""
    absent = object()
    found: dict[str, object] = {}
    for key in sorted(base.keys() | ours.keys() | theirs.keys()):
        was, here, there = (side.get(key, absent) for side in (base, ours, theirs))
        if here == there or there == was:
            value = here
        elif here == was:
            value = there
        else:
            raise _BothChanged
        if value is not absent:
            found[key] = value
    return found


def _withdrawn(base: bytes | None, ours: bytes | None, theirs: bytes | None) -> bytes | None:
    """The list of what was withdrawn: with what either side added, without what either side brought back."""
    was, here, there = (read_withdrawn(data) if data else frozenset() for data in (base, ours, theirs))
    return write_withdrawn((here | (there - was)) - (was - there))
