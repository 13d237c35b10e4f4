"""The git store: keeps the contract of a store on a git repository.

Reads go through GitPython (repository.py, history.py), writes through plumbing (write.py); both see objects hash by hash.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from revtrack.errors import NoStore, StoreDamaged, StoreError, StoreExists
from revtrack.model.documents import Author, Source
from revtrack.model.findings import Finding
from revtrack.store import commits, fixity, layout, manifest, pin, seen, undo
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
    Proof,
    Receipt,
    RecordKey,
    Settings,
    Synced,
)
from revtrack.store.history import History
from revtrack.store.layout import Key
from revtrack.store.plan import Plan, plan_add, plan_decision
from revtrack.store.process import Git
from revtrack.store.remotes import PROTOCOLS, remote_of
from revtrack.store.repository import Repository
from revtrack.store.settings import check_known
from revtrack.store.settings import write as write_settings
from revtrack.store.snapshot import Snapshot, editions_of, records_of, withdrawn_keys
from revtrack.store.trees import Trees
from revtrack.store.undo import Step, Turn
from revtrack.store.write import Draft, Outcome, Writer

if TYPE_CHECKING:
    from revtrack.store.sync import Asked


class GitStore:
    """A store in a git repository; `folder` is its work tree, None if it is bare. Made by `create` and `open_store`."""

    def __init__(self, git_dir: Path, folder: Path | None, *, branch: str, wait: float) -> None:
        self.git_dir = git_dir
        self.folder_path = folder
        self._branch = branch
        self._git = Git(git_dir)
        self._writer = Writer(self._git, branch, folder, folder or git_dir, wait=wait)
        self._repository = Repository(git_dir, self._writer.objects)
        self._trees = Trees(self._repository)
        self._history = History(self._repository, self._trees)
        self._snapshot: Snapshot | None = None

    def tip(self) -> str:
        return self._repository.tip(self._branch)

    def settings(self) -> Settings:
        return self._now().settings

    def editions(self, *, number: str = "", withdrawn: bool = False) -> tuple[EditionKey, ...]:
        return editions_of(self._keys(number, withdrawn=withdrawn))

    def records(self, *, number: str = "", withdrawn: bool = False) -> tuple[RecordKey, ...]:
        return records_of(self._keys(number, withdrawn=withdrawn))

    def contents(self) -> str:
        now = self._now()
        return f"{now.fanout}:{now.versions}"

    def listing(self, *, since: str = "") -> Iterator[tuple[EditionKey | RecordKey, str | None]]:
        now = self._now()
        if not since:
            return now.listed()
        fanout, _, tree = since.partition(":")
        if fanout != str(now.fanout):
            raise ValueError(since)
        return now.listed_since(tree)

    def withdrawn(self) -> frozenset[Key]:
        return withdrawn_keys(self._now())

    def beside(self) -> Beside | None:
        return Beside(self.git_dir / "revtrack", pin.state_folder())

    def folder(self, slug: str) -> str | None:
        return self._now().filed(slug)

    def xml(self, key: EditionKey | RecordKey) -> bytes:
        data = self._bytes(key, layout.xml_path(self._now().fanout, key))
        if isinstance(key, EditionKey):
            _check(key, data, manifest.part(self.manifest(key), "xml", layout.words(key)))
        return data

    def original(self, key: EditionKey) -> Source:
        told = self.manifest(key)
        part = manifest.part(told, "original", layout.words(key))
        data = self._bytes(key, part.path)
        _check(key, data, part)
        return manifest.source_of(told, data)

    def manifest(self, key: EditionKey) -> Mapping[str, object]:
        path = layout.manifest_path(self._now().fanout, key)
        return manifest.read(self._bytes(key, path), f"manifest of {layout.words(key)}")

    def brought_by(self, key: EditionKey | RecordKey) -> str:
        now = self._now()
        path = layout.xml_path(now.fanout, key)
        if now.entry(path) is None:
            raise KeyError(key)
        # What is added never changes, so one commit touches its path; where several do, the events say which added it.
        touching = (
            self._git.run("rev-list", "--full-history", "--no-merges", now.commit.id, "--", path).decode().split()
        )
        found = touching[0] if len(touching) == 1 else self._history.brought_by(now.commit.id, path)
        if found is None:
            raise KeyError(key)
        return found

    def decision(self, name: str) -> bytes | None:
        return self._now().read(layout.decision_path(name))

    def decisions(self) -> tuple[str, ...]:
        return tuple(sorted(path.partition("/")[2] for path, _ in self._now().walk(layout.CURATION)))

    def decided(self, name: str) -> tuple[Decided, ...]:
        return self._history.decided(self.tip(), layout.decision_path(name))

    def add(
        self,
        deposits: Sequence[Deposit],
        *,
        kind: EventKind,
        summary: str,
        author: Author,
        decisions: Mapping[str, Decide] | None = None,
    ) -> Receipt:
        def draft(now: Snapshot | None) -> Draft:
            return Draft(plan_add(_standing(now), deposits, decisions), summary)

        return _receipt(self._writer.write(draft, kind=kind, author=author))

    def add_many(
        self,
        deposits: Sequence[Deposit],
        *,
        kind: EventKind,
        summary: str,
        author: Author,
        decisions: Mapping[str, Decide] | None = None,
    ) -> Receipt:
        def draft(now: Snapshot | None) -> Draft:
            return Draft(plan_add(_standing(now), deposits, decisions), summary, packed=True)

        return _receipt(self._writer.write(draft, kind=kind, author=author))

    def decide(
        self, files: Mapping[str, bytes | Decide | None], *, kind: EventKind, summary: str, author: Author
    ) -> Receipt:
        def draft(now: Snapshot | None) -> Draft:
            return Draft(plan_decision(_standing(now), files), summary)

        return _receipt(self._writer.write(draft, kind=kind, author=author))

    def change_settings(self, change: Callable[[Settings], Settings], *, summary: str, author: Author) -> Receipt:
        """Write `revtrack.toml` anew in one event; nothing if nothing changes. BadValue for settings that cannot be."""

        def draft(now: Snapshot | None) -> Draft:
            standing = _standing(now)
            held = standing.read(layout.SETTINGS) or b""
            check_known(held)
            data = write_settings(change(standing.settings))
            return Draft(Plan({} if data == held else {layout.SETTINGS: data}), summary)

        return _receipt(self._writer.write(draft, kind=EventKind.SETTINGS, author=author))

    def events(self) -> tuple[Event, ...]:
        return self._history.events(self.tip())

    def undo(self, *, author: Author, to: str | None = None, dry_run: bool = False) -> tuple[Event, ...]:
        def choose(commit: str) -> tuple[Step, ...]:
            return undo.to_undo(self._history.steps(commit), to)

        chosen = choose(self.tip()) if dry_run else self._turn(_UNDO, choose, author)
        return tuple(replace(step.event, undone=True) for step in chosen)

    def redo(self, *, author: Author, dry_run: bool = False) -> tuple[Event, ...]:
        def choose(commit: str) -> tuple[Step, ...]:
            return undo.to_redo(self._history.steps(commit))

        chosen = choose(self.tip()) if dry_run else self._turn(_REDO, choose, author)
        return tuple(step.event for step in reversed(chosen))

    def verify(self, *, level: Level = Level.DEFAULT, check: DocumentCheck | None = None) -> tuple[Finding, ...]:
        from revtrack.store.verify import verify

        return verify(self._writer, level=level, check=check)

    def record_check(self, *, level: str, errors: int, count: int, time: int) -> Check:
        """Keep, beside the pin, that the store was checked. StoreError if that cannot be written."""
        tip = self._writer.tip()
        store = self._writer.store
        name = "" if tip is None else tip.commit.id
        try:
            seen = pin.read(store)
            root = seen.root if seen is not None and seen.tip == name else ""
            check = Check(time, name, root, count, level, errors)
            fixity.append(store, check)
        except OSError as error:
            raise StoreError(
                f"the check could not be remembered: {error.strerror}", tries=("revtrack verify",)
            ) from error
        return check

    def checks(self) -> tuple[Check, ...]:
        try:
            return fixity.read(self._writer.store)
        except OSError as error:
            raise StoreError(f"past checks cannot be read: {error.strerror}", tries=("revtrack log",)) from error

    def sync(
        self,
        word: str,
        *,
        author: Author,
        check: DocumentCheck | None = None,
        asked: Asked | None = None,
        protocols: Sequence[str] = PROTOCOLS,
    ) -> Synced:
        """Bring this store and the one that `word` names to hold what both held: see sync.py."""
        from revtrack.store.sync import Asked, sync

        remote = remote_of(self._git, word, protocols=protocols)
        return sync(self._writer, remote, asked or Asked(), author=author, check=check)

    def against(
        self, word: str, *, check: DocumentCheck | None = None, protocols: Sequence[str] = PROTOCOLS
    ) -> tuple[Finding, ...]:
        """How this store and another stand to each other, and what is wrong with the other: see sync.py."""
        from revtrack.store.sync import against

        return against(self._writer, remote_of(self._git, word, protocols=protocols), check=check)

    def proof(self, commit: str | None = None) -> Proof | None:
        """What stands for the store at an event, the newest if none is named; None if the history does not hold it."""
        return self._writer.proof(commit)

    def forget(self, word: str, *, protocols: Sequence[str] = PROTOCOLS) -> None:
        """Forget what was seen of another store, so that it may be taken as it is now."""
        seen.remember(self._writer.store, remote_of(self._git, word, protocols=protocols).url, "")

    def hand_edits(self) -> tuple[tuple[str, str], ...]:
        view = self._writer.view
        return () if view is None else tuple(view.hand_edits(self._now().commit.tree))

    def restore_view(self) -> tuple[str, ...]:
        """Bring back every file of the view that is missing; a note for each that was edited by hand and left alone."""
        return self._writer.restore_view()

    def close(self) -> None:
        """End the git process that reads objects; the next read starts another."""
        self._writer.objects.close()

    def start(self, settings: Settings, author: Author) -> Receipt:
        """Put the first commit, which holds `revtrack.toml` alone, on a branch that does not exist yet."""
        files: dict[str, bytes | None] = {layout.SETTINGS: write_settings(settings)}

        def draft(now: Snapshot | None) -> Draft:
            if now is not None:
                raise StoreExists("another process has made a store there meanwhile", tries=("revtrack status",))
            return Draft(Plan(files), undo.INIT_SUMMARY)

        return _receipt(self._writer.write(draft, kind=EventKind.INIT, author=author))

    def check_readable(self) -> None:
        """NoStore, StoreNewer or StoreDamaged unless the tip holds a `revtrack.toml` of this format. Needs no GitPython."""
        with self._repository.looking(self._branch) as seen:
            now = self._writer.tip()
            if now is not None:
                seen(now.commit.id)
        if now is None or now.entry(layout.SETTINGS) is None:
            raise NoStore(f"the repository in {self.git_dir} is no revtrack store", tries=("revtrack init NEW-FOLDER",))
        _ = now.settings

    def _turn(self, turn: Turn, choose: Callable[[str], tuple[Step, ...]], author: Author) -> tuple[Step, ...]:
        """Write one undo or redo; gives the steps it turned."""
        chosen: tuple[Step, ...] = ()

        def draft(now: Snapshot | None) -> Draft:
            nonlocal chosen
            standing = _standing(now)
            chosen = choose(standing.commit.id)
            trailers = tuple((turn.trailer, step.event.commit) for step in chosen)
            return Draft(turn.plan(standing, chosen), undo.summary(turn.verb, chosen), trailers)

        self._writer.write(draft, kind=turn.kind, author=author)
        return chosen

    def _now(self) -> Snapshot:
        tip = self.tip()
        if self._snapshot is None or self._snapshot.commit.id != tip:
            self._trees.tidy()
            commit = commits.read(self._repository.read(tip))
            self._snapshot = Snapshot(self._repository, self._trees, commit, self._writer.homes)
        return self._snapshot

    def _keys(self, number: str, *, withdrawn: bool) -> tuple[Key, ...]:
        now = self._now()
        gone = frozenset() if withdrawn else withdrawn_keys(now)
        return tuple(key for key in (now.held_of(number) if number else now.held()) if key not in gone)

    def _bytes(self, key: Key, path: str) -> bytes:
        """The file at `path`, which belongs to `key`. KeyError if the key is not held; StoreDamaged, naming it in words."""
        now = self._now()
        try:
            data = now.read(path)
        except StoreDamaged as error:
            raise _damaged(key, "what is stored cannot be read, or is not what was put there", error.facts) from error
        if data is not None:
            return data
        if now.entry(layout.xml_path(now.fanout, key)) is None:
            raise KeyError(key)
        raise _damaged(key, f"its file {path} is missing")


_UNDO = Turn(EventKind.UNDO, UNDOES, "Undo", undo.plan_undo)
_REDO = Turn(EventKind.REDO, REDOES, "Redo", undo.plan_redo)


def _standing(now: Snapshot | None) -> Snapshot:
    """The store as it stands; StoreDamaged if its branch is gone."""
    if now is None:
        raise StoreDamaged("the branch of the store is gone; nothing was added", tries=("revtrack verify",))
    return now


def _receipt(outcome: Outcome) -> Receipt:
    return Receipt(outcome.commit, outcome.plan.added, outcome.plan.already, outcome.notes)


def _check(key: Key, data: bytes, part: manifest.Part) -> None:
    if len(data) != part.size or manifest.sha256(data) != part.sha256:
        raise _damaged(key, "it is not what its manifest says", (f"manifest: sha256 {part.sha256[:64]}",))


def _damaged(key: Key, why: str, facts: Iterable[str] = ()) -> StoreDamaged:
    return StoreDamaged(f"{layout.words(key)} is damaged: {why}", facts=facts, tries=("revtrack verify",))
