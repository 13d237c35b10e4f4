"""History: every event of a store from its commits, read through GitPython, with what each added and decided."""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from typing import TYPE_CHECKING

from revtrack.store import commits, undo
from revtrack.store.commits import REDOES, UNDOES, Commit
from revtrack.store.contract import Decided, Event, EventKind
from revtrack.store.layout import CURATION, VERSIONS, WITHDRAWN, Key, Part, read_path
from revtrack.store.repository import Repository
from revtrack.store.snapshot import Snapshot, read_withdrawn
from revtrack.store.trees import EMPTY_TREE, Entry, Trees
from revtrack.store.undo import Step

if TYPE_CHECKING:
    from git import Commit as GitCommit

Change = tuple[str, Entry | None, Entry | None]


class History:
    """The events below one tip, oldest first. A step is read once; what lies further back is never read again."""

    def __init__(self, repository: Repository, trees: Trees) -> None:
        self._repository = repository
        self._trees = trees
        self._steps: dict[str, Step | None] = {}
        self._tip = ""
        self._ordered: tuple[Step, ...] = ()

    def steps(self, tip: str) -> tuple[Step, ...]:
        """Every event below `tip`, oldest first. A merge has none of its own: its parents have."""
        if tip != self._tip:
            found = [self._step(commit) for commit in _parents_first(self._repository.commit(tip))]
            self._ordered = tuple(step for step in found if step is not None)
            self._tip = tip
        return self._ordered

    def events(self, tip: str) -> tuple[Event, ...]:
        """The same as events, newest first, each told whether it is undone now."""
        return undo.events(self.steps(tip))[::-1]

    def decided(self, tip: str, path: str) -> tuple[Decided, ...]:
        """What the events below a tip did to the decisions at `path`, oldest first."""
        return undo.decided(self.steps(tip), path)

    def brought_by(self, tip: str, path: str) -> str | None:
        """The commit that first added the file at `path`; None if none did."""
        return next((step.event.commit for step in self.steps(tip) if path in step.added), None)

    def _step(self, commit: GitCommit) -> Step | None:
        if commit.hexsha not in self._steps:
            read = commits.read(self._repository.read(commit.hexsha))
            self._steps[commit.hexsha] = None if len(read.parents) > 1 else self._read_step(read)
        return self._steps[commit.hexsha]

    def _read_step(self, commit: Commit) -> Step:
        before = self._tree_of(commit.parents[0]) if commit.parents else EMPTY_TREE
        changes = tuple(self._trees.differences(before, commit.tree))
        fanout = Snapshot(self._repository, self._trees, commit).fanout
        added = (*_new_xml(changes, fanout), *self._brought_back(changes))
        keys = tuple(place.key for place in (read_path(fanout, path) for path in added) if place is not None)
        kind = commit.kind or _guessed(commit, keys)
        return Step(
            event=Event(commit.id, kind, commit.summary, commit.author, keys if _adds(kind) else ()),
            added=added if _adds(kind) else (),
            decided={path: (self._bytes(a), self._bytes(b)) for path, a, b in changes if _is_decision(path)},
            undoes=frozenset(commit.told(UNDOES)),
            redoes=frozenset(commit.told(REDOES)),
        )

    def _brought_back(self, changes: tuple[Change, ...]) -> Iterator[str]:
        """Paths that the list of withdrawn additions lost."""
        for path, before, after in changes:
            if path == WITHDRAWN and before is not None:
                now = frozenset() if after is None else read_withdrawn(self._bytes(after) or b"")
                yield from sorted(read_withdrawn(self._bytes(before) or b"") - now)

    def _tree_of(self, commit: str) -> str:
        return commits.read(self._repository.read(commit)).tree

    def _bytes(self, entry: Entry | None) -> bytes | None:
        return None if entry is None else self._repository.read(entry.id).data


def _parents_first(tip: GitCommit) -> Iterator[GitCommit]:
    """Every commit below a tip, parents before children; among those that could come next, the older one first."""
    children: dict[str, list[GitCommit]] = {}
    waiting: dict[str, int] = {}
    ready: list[tuple[int, str]] = []
    known = {tip.hexsha: tip}
    unread = [tip]
    while unread:
        commit = unread.pop()
        waiting[commit.hexsha] = len(commit.parents)
        if not commit.parents:
            heapq.heappush(ready, (commit.committed_date, commit.hexsha))
        for parent in commit.parents:
            children.setdefault(parent.hexsha, []).append(commit)
            if parent.hexsha not in known:
                known[parent.hexsha] = parent
                unread.append(parent)
    while ready:
        _, name = heapq.heappop(ready)
        yield known[name]
        for child in children.get(name, ()):
            waiting[child.hexsha] -= 1
            if not waiting[child.hexsha]:
                heapq.heappush(ready, (child.committed_date, child.hexsha))


def _new_xml(changes: tuple[Change, ...], fanout: int) -> Iterator[str]:
    for path, before, after in changes:
        place = read_path(fanout, path) if path.startswith(f"{VERSIONS}/") else None
        if place is not None and place.part is Part.XML and before is None and after is not None:
            yield path


def _is_decision(path: str) -> bool:
    return path.startswith(f"{CURATION}/") and path != WITHDRAWN


def _adds(kind: EventKind) -> bool:
    """An undo or redo changes the list of withdrawn additions too, but adds nothing of its own."""
    return kind not in (EventKind.UNDO, EventKind.REDO)


def _guessed(commit: Commit, keys: tuple[Key, ...]) -> EventKind:
    """The kind of a commit that somebody made with plain git."""
    if not commit.parents:
        return EventKind.INIT
    return EventKind.ADD if keys else EventKind.DECIDE
