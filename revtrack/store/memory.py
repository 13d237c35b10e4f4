"""The in-memory twin: keeps the contract of a store in a dict. For tests, and for whatever must not touch a disk."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct, field
from msgspec.structs import replace

from revtrack.errors import StoreDamaged
from revtrack.model.documents import Author, Source
from revtrack.model.findings import Finding
from revtrack.store import commits, layout, manifest, undo
from revtrack.store.commits import REDOES, UNDOES
from revtrack.store.contract import (
    Beside,
    Check,
    Decide,
    Decided,
    Deposit,
    DocumentCheck,
    EditionKey,
    Event,
    EventKind,
    Level,
    Receipt,
    RecordKey,
    Settings,
)
from revtrack.store.layout import SETTINGS, VERSIONS, WITHDRAWN, Key, Part, read_path
from revtrack.store.objects import object_id
from revtrack.store.plan import Plan, plan_add, plan_decision
from revtrack.store.settings import read as read_settings
from revtrack.store.settings import write as write_settings
from revtrack.store.snapshot import editions_of, records_of, withdrawn_keys
from revtrack.store.undo import Step, Turn

_UNDO = Turn(EventKind.UNDO, UNDOES, "Undo", undo.plan_undo)
_REDO = Turn(EventKind.REDO, REDOES, "Redo", undo.plan_redo)


class _Files(Struct):
    """What the store holds now."""

    files: dict[str, bytes] = field(default_factory=dict)

    @property
    def fanout(self) -> int:
        return read_settings(self.files[SETTINGS]).fanout

    def read(self, path: str) -> bytes | None:
        return self.files.get(path)

    def filed(self, slug: str) -> str | None:
        return next((key.work for key in self.held() if key.slug == slug), None)

    def held(self) -> tuple[Key, ...]:
        fanout = self.fanout
        places = (read_path(fanout, path) for path in self.files if path.startswith(f"{VERSIONS}/"))
        return tuple(place.key for place in places if place is not None and place.part is Part.XML)


class MemoryStore:
    """A store without a disk. Ids of events are made from their content, like those of git."""

    def __init__(self, *, settings: Settings, author: Author) -> None:
        self._now = _Files()
        self._steps: list[Step] = []
        self._checks: list[Check] = []
        self._then: dict[str, dict[Key, str]] = {}
        files: dict[str, bytes | None] = {SETTINGS: write_settings(settings)}
        self._write(Plan(files), EventKind.INIT, undo.INIT_SUMMARY, author)

    def tip(self) -> str:
        return self._steps[-1].event.commit

    def settings(self) -> Settings:
        return read_settings(self._now.files[SETTINGS])

    def editions(self, *, number: str = "", withdrawn: bool = False) -> tuple[EditionKey, ...]:
        return editions_of(self._keys(number, everything=withdrawn))

    def records(self, *, number: str = "", withdrawn: bool = False) -> tuple[RecordKey, ...]:
        return records_of(self._keys(number, everything=withdrawn))

    def contents(self) -> str:
        listed = self._listed()
        lines = sorted(f"{layout.xml_path(self._now.fanout, key)} {blob}" for key, blob in listed.items())
        word = manifest.sha256("\n".join(lines).encode())
        self._then[word] = listed
        return word

    def listing(self, *, since: str = "") -> Iterator[tuple[Key, str | None]]:
        now = self._listed()
        if since and since not in self._then:
            raise ValueError(since)
        then = self._then.get(since, {})
        return iter([(key, now.get(key)) for key in {**then, **now} if then.get(key) != now.get(key)])

    def withdrawn(self) -> frozenset[Key]:
        return withdrawn_keys(self._now)

    def beside(self) -> Beside | None:
        return None

    def folder(self, slug: str) -> str | None:
        return self._now.filed(slug)

    def xml(self, key: EditionKey | RecordKey) -> bytes:
        return self._bytes(key, layout.xml_path(self._now.fanout, key))

    def original(self, key: EditionKey) -> Source:
        told = self.manifest(key)
        path = manifest.part(told, "original", layout.words(key)).path
        return manifest.source_of(told, self._bytes(key, path))

    def manifest(self, key: EditionKey) -> Mapping[str, object]:
        data = self._bytes(key, layout.manifest_path(self._now.fanout, key))
        return manifest.read(data, layout.words(key))

    def brought_by(self, key: EditionKey | RecordKey) -> str:
        path = layout.xml_path(self._now.fanout, key)
        for step in self._steps:
            if path in step.added:
                return step.event.commit
        raise KeyError(key)

    def decision(self, name: str) -> bytes | None:
        return self._now.read(layout.decision_path(name))

    def decisions(self) -> tuple[str, ...]:
        top = f"{layout.CURATION}/"
        return tuple(sorted(path.removeprefix(top) for path in self._now.files if path.startswith(top)))

    def decided(self, name: str) -> tuple[Decided, ...]:
        return undo.decided(self._steps, layout.decision_path(name))

    def add(
        self,
        deposits: Sequence[Deposit],
        *,
        kind: EventKind,
        summary: str,
        author: Author,
        decisions: Mapping[str, Decide] | None = None,
    ) -> Receipt:
        return self._write(plan_add(self._now, deposits, decisions), kind, summary, author)

    def add_many(
        self,
        deposits: Sequence[Deposit],
        *,
        kind: EventKind,
        summary: str,
        author: Author,
        decisions: Mapping[str, Decide] | None = None,
    ) -> Receipt:
        return self.add(deposits, kind=kind, summary=summary, author=author, decisions=decisions)

    def decide(
        self, files: Mapping[str, bytes | Decide | None], *, kind: EventKind, summary: str, author: Author
    ) -> Receipt:
        return self._write(plan_decision(self._now, files), kind, summary, author)

    def events(self) -> tuple[Event, ...]:
        return undo.events(self._steps)[::-1]

    def undo(self, *, author: Author, to: str | None = None, dry_run: bool = False) -> tuple[Event, ...]:
        chosen = undo.to_undo(self._steps, to)
        if not dry_run:
            self._turn(_UNDO, chosen, author)
        return tuple(replace(step.event, undone=True) for step in chosen)

    def redo(self, *, author: Author, dry_run: bool = False) -> tuple[Event, ...]:
        chosen = undo.to_redo(self._steps)
        if not dry_run:
            self._turn(_REDO, chosen, author)
        return tuple(step.event for step in reversed(chosen))

    def verify(self, *, level: Level = Level.DEFAULT, check: DocumentCheck | None = None) -> tuple[Finding, ...]:
        """What `check` finds; memory does not rot, so `level` makes no difference."""
        del level
        if check is None:
            return ()
        paths = sorted(layout.xml_path(self._now.fanout, key) for key in self._now.held())
        return tuple(finding for path in paths for finding in check(path, self._now.files[path]))

    def record_check(self, *, level: str, errors: int, count: int, time: int) -> Check:
        check = Check(time, self.tip(), "" if errors else self.contents(), count, level, errors)
        self._checks.insert(0, check)
        return check

    def checks(self) -> tuple[Check, ...]:
        return tuple(self._checks)

    def hand_edits(self) -> tuple[tuple[str, str], ...]:
        return ()

    def _turn(self, turn: Turn, chosen: Sequence[Step], author: Author) -> None:
        ids = frozenset(step.event.commit for step in chosen)
        self._write(turn.plan(self._now, chosen), turn.kind, undo.summary(turn.verb, chosen), author, turned=ids)

    def _write(
        self, plan: Plan, kind: EventKind, summary: str, author: Author, *, turned: frozenset[str] = frozenset()
    ) -> Receipt:
        author, summary = commits.checked_author(author), commits.checked_summary(summary)
        if not plan.files and not turned:
            return Receipt(self.tip(), plan.added, plan.already)
        commit = self._id(plan, kind, summary, author)
        decided = {
            path: (self._now.read(path), data)
            for path, data in plan.files.items()
            if path.startswith(f"{layout.CURATION}/") and path != WITHDRAWN
        }
        self._steps.append(
            Step(
                event=Event(commit, kind, summary, author, plan.added),
                added=tuple(layout.xml_path(self._now.fanout, key) for key in plan.added),
                decided=decided,
                undoes=turned if kind is EventKind.UNDO else frozenset(),
                redoes=turned if kind is EventKind.REDO else frozenset(),
            )
        )
        self._now.files.update({path: data for path, data in plan.files.items() if data is not None})
        for path in [path for path, data in plan.files.items() if data is None]:
            self._now.files.pop(path, None)
        return Receipt(commit, plan.added, plan.already)

    def _id(self, plan: Plan, kind: EventKind, summary: str, author: Author) -> str:
        files = {path: None if data is None else manifest.sha256(data) for path, data in plan.files.items()}
        parent = self.tip() if self._steps else ""
        told = [parent, files, kind.value, summary, author.name, author.email, author.time]
        return manifest.sha256(manifest.canonical(told))[:40]

    def _listed(self) -> dict[Key, str]:
        """The id of the bytes of each XML, as git would give it."""
        fanout = self._now.fanout
        xml = {key: self._now.files[layout.xml_path(fanout, key)] for key in self._now.held()}
        return {key: object_id("blob", data) for key, data in xml.items()}

    def _keys(self, number: str, *, everything: bool) -> tuple[Key, ...]:
        gone = frozenset() if everything else withdrawn_keys(self._now)
        return tuple(key for key in self._now.held() if number in ("", key.slug) and key not in gone)

    def _bytes(self, key: Key, path: str) -> bytes:
        data = self._now.read(path)
        if data is None and self._now.read(layout.xml_path(self._now.fanout, key)) is None:
            raise KeyError(key)
        if data is None:
            raise StoreDamaged(f"{layout.words(key)} has no {path}", tries=("revtrack verify",))
        return data
