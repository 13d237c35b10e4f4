"""The write path: one change of a store as one commit, put on the branch by one compare-and-swap.

    outside the lock   a first plan is made; its blobs are written and read back
    under the lock     hold `git gc` off; recover what a dead writer left; read the tip; plan; build the tree; commit
    the commit point   say what is intended, synced; move the branch from the tip that was read to the new commit
    after it           Ctrl-C is held back; the view, the drawers (homes, roots) and the pin follow; trouble there is a note

Nothing is reported as stored before the branch has moved, and everything is once it has.
"""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from msgspec import Struct

from revtrack.errors import SigningRefused, StoreError, StoreLocked
from revtrack.model.documents import Author
from revtrack.store import bulk, commits, gcpid, homes, pin, recovery, roots, signatures
from revtrack.store.bulk import Batch, Growth
from revtrack.store.commits import Commit, Trailer
from revtrack.store.contract import EventKind, Proof
from revtrack.store.drawers import Drawers
from revtrack.store.homes import Homes
from revtrack.store.layout import SETTINGS, VERSIONS
from revtrack.store.lock import jitter, writer_lock
from revtrack.store.objects import ObjectDamaged, Objects, ObjectWriter
from revtrack.store.plan import Plan
from revtrack.store.process import Git, GitFailed, GitKilled, check_version, pause, signed_by
from revtrack.store.refusals import not_known, reason, said_plainly, unsigned
from revtrack.store.snapshot import Snapshot
from revtrack.store.trees import EMPTY_TREE, Trees, build
from revtrack.store.view import View

TRIES = 20
"""How often a branch may move under us (somebody uses plain git) before we give up."""
KILLS = 2
ORPHAN_SECONDS = 0.5
NO_COMMIT = "0" * 40
_MOVED = ("but expected", "Unable to create", "reference already exists", "unable to resolve reference")


class Draft(Struct, frozen=True):
    """What a commit will do: the plan, its summary, and the trailers that say so beside the event and the root."""

    plan: Plan
    summary: str
    trailers: tuple[Trailer, ...] = ()
    packed: bool = False
    """Whether it is large: written as one pack, under the lock (bulk.py)."""


class Outcome(Struct, frozen=True):
    """What a write did: the tip afterwards, whether it is new, the plan it followed, and notes for the person."""

    commit: str
    plan: Plan
    notes: tuple[str, ...] = ()


Drafting = Callable[[Snapshot | None], Draft]
"""Makes the draft from the store as it stands (None: there is no commit yet); called again if the branch moved."""

Choosing = Callable[[Snapshot | None], Commit]
"""Says to which commit the branch moves, from the store as it stands under the lock."""


class Writer:
    """Writes to one repository. One write at a time; others wait for the lock."""

    def __init__(self, git: Git, branch: str, folder: Path | None, store: Path, *, wait: float) -> None:
        self.git = git
        self.branch = branch
        self.store = store
        self._wait = wait
        self._own = git.git_dir / "revtrack"
        self.objects = Objects(git)
        self.trees = Trees(self.objects)
        self._new = ObjectWriter(git, self.objects)
        self.view = View(folder, git, self.objects, self.trees) if folder is not None else None
        self._roots = roots.RootMemo(Drawers(roots.folder_of(store)))
        self.homes = Homes(Drawers(homes.folder_of(store)))

    def at(self, commit: Commit) -> Snapshot:
        """The store as it stood at a commit."""
        return Snapshot(self.objects, self.trees, commit, self.homes)

    def tip(self) -> Snapshot | None:
        """The store as it stands now, read past every cache; None if the branch does not exist yet."""
        found = self.objects.find(self.branch)
        if found is not None:
            return self.at(commits.read(found))
        if self._has_branch():
            raise ObjectDamaged(self.branch, "is missing: the newest commit")
        return None

    def _has_branch(self) -> bool:
        """Whether the branch has a name, even if what it names cannot be found."""
        packed = self.git.git_dir / "packed-refs"
        listed = packed.read_bytes().splitlines() if packed.exists() else []
        return (self.git.git_dir / self.branch).exists() or any(
            line.endswith(f" {self.branch}".encode()) for line in listed
        )

    def write(self, drafting: Drafting, *, kind: EventKind, author: Author) -> Outcome:
        """Put one commit on the branch; none if the draft writes nothing.

        A first draft is made outside the lock, so that refusals come at once and nobody waits while bytes are written.
        Raises what drafting raises; StoreLocked, DiskFull, StoreDamaged or StoreError, always before anything was added.
        """
        check_version()
        author = commits.checked_author(author)
        with said_plainly():
            self._own.mkdir(exist_ok=True)
            drafting = _once_a_tip(drafting)
            draft = drafting(self.tip())
            commits.checked_summary(draft.summary)
            if not draft.packed:
                with suppress(StoreError):  # it is done again under the lock, where no `git gc` is in the way
                    self._put_files(draft)
            with self._locked():
                return self._write(drafting, kind, author)

    def advance(self, choose: Choosing, *, author: Author, what: str) -> Outcome:
        """Put the branch on a commit that exists or is made now (a join), chosen under the lock from the tip as it stands.

        Nothing moves if the chosen commit is the tip. Raises what choosing raises, always before anything was changed.
        """
        check_version()
        author = commits.checked_author(author)
        with said_plainly():
            self._own.mkdir(exist_ok=True)
            with self._locked():
                tip = self.tip()
                new = choose(tip)
                if tip is not None and new.id == tip.commit.id:
                    return Outcome(new.id, Plan())
                with uninterrupted():
                    if not self._move(tip, new, author, what):
                        raise StoreLocked(
                            "the branch moved meanwhile; nothing was changed", tries=("the same command again",)
                        )
                    return Outcome(new.id, Plan(), self._follow(tip, new, Batch(self.objects)))

    def join(
        self, ours: Commit, theirs: Commit, files: Mapping[str, bytes | str | None], summary: str, author: Author
    ) -> Commit:
        """A commit with both parents whose tree is ours with `files` (ids of blobs, new bytes, None for none) in it."""
        new = self._new.put("blob", (data for data in files.values() if isinstance(data, bytes)))
        changes = {path: new[data] if isinstance(data, bytes) else data for path, data in files.items()}
        made: dict[str, bytes] = {}
        tree = build(self.trees, ours.tree, changes, made)
        self._new.put("tree", made.values())
        parents = ("-p", ours.id, "-p", theirs.id)
        message = commits.message(summary, [(commits.ROOT, self._root(tree, Batch(self.objects)))])
        return self._put_commit(self.at(ours), (tree, *parents), message, author)

    def restore_view(self) -> tuple[str, ...]:
        """Bring back missing files of the view; a note for each that was left alone."""
        with said_plainly(), self._locked():
            tip = self.tip()
            return () if tip is None or self.view is None else self.view.restore(tip.commit.tree)

    @contextmanager
    def _locked(self) -> Iterator[None]:
        with writer_lock(self._own, wait=self._wait) as lock:
            self.git.held = (lock,)
            try:
                with gcpid.held_off(self.git.git_dir, wait=self._wait):
                    recovery.recover(self.git.git_dir, self.branch)
                    self._new.doubt()
                    yield
            finally:
                self.git.held = ()

    def _write(self, drafting: Drafting, kind: EventKind, author: Author) -> Outcome:
        killed = 0
        for attempt in range(TRIES):
            pause(jitter(0.01, 0.1) if attempt else 0.0)
            try:
                outcome = self._attempt(drafting, kind, author)
            except GitKilled:
                killed += 1
                if killed == KILLS:
                    raise
                continue
            if outcome is not None:
                return outcome
        raise recovery.foreign_lock(self.git.git_dir, self.branch) or StoreLocked(
            f"the branch kept moving: {TRIES} attempts, nothing was added", tries=("the same command again",)
        )

    def _attempt(self, drafting: Drafting, kind: EventKind, author: Author) -> Outcome | None:
        """One attempt from the tip as it stands; None if the branch moved meanwhile."""
        tip = self.tip()
        draft = drafting(tip)
        if tip is not None and not draft.plan.files and not draft.trailers:
            return Outcome(tip.commit.id, draft.plan)
        batch = Batch(self.objects)
        new = self._commit(tip, draft, kind, author, batch)
        with uninterrupted():
            if not self._move(tip, new, author, kind):
                return None
            return Outcome(new.id, draft.plan, self._follow(tip, new, batch))

    def _commit(self, tip: Snapshot | None, draft: Draft, kind: EventKind, author: Author, batch: Batch) -> Commit:
        """A commit object with everything in it, on no branch yet; what it brings is in the batch afterwards."""
        blobs = batch.take("blob", (data for data in draft.plan.files.values() if data is not None))
        if not draft.packed:
            self._put_files(draft)
        changes = {path: None if data is None else blobs[data] for path, data in draft.plan.files.items()}
        made: dict[str, bytes] = {}
        tree = build(self.trees, EMPTY_TREE if tip is None else tip.commit.tree, changes, made)
        batch.take("tree", made.values())
        trailers = [(commits.EVENT, kind.value), *draft.trailers]
        if any(path.startswith(f"{VERSIONS}/") for path in changes):
            trailers.append((commits.ROOT, self._root(tree, batch)))
        message = commits.message(draft.summary, trailers)
        if draft.packed:
            parent = "" if tip is None else tip.commit.id
            signed = tip is not None and signatures.key_needed(self.git, tip.settings) is not None
            bulk.write(self.git, self._new, batch, Growth(parent, changes, message, author, signed))
        else:
            self._new.put("tree", made.values())
        parents = () if tip is None else ("-p", tip.commit.id)
        return self._put_commit(tip, (tree, *parents), message, author)

    def _put_commit(self, tip: Snapshot | None, words: Sequence[str], message: bytes, author: Author) -> Commit:
        """The commit, signed where the store requires it; SigningRefused if the store would not accept the signature."""
        tree = words[0]
        before = Snapshot.of_tree(self.objects, self.trees, tree).settings if tip is None else tip.settings
        key = signatures.key_needed(self.git, before)
        env = signed_by(author) | (signatures.agent(os.environ) if key else {})
        signing = ("-S",) if key else ()
        try:
            name = self._new.put_commit((*signing, *words), message, env, settings=key.settings if key else ())
        except GitFailed as error:
            if key is None or isinstance(error, GitKilled):
                raise
            raise unsigned(key, error) from error
        found = self.objects.read(name)
        touched = tip is not None and self.trees.find(tree, SETTINGS) != tip.entry(SETTINGS)
        fault = signatures.fault(found, before, changes_settings=touched)
        if fault:
            raise SigningRefused(f"the change {fault}; nothing was added", tries=("revtrack signers",))
        return commits.read(found)

    def _put_files(self, draft: Draft) -> None:
        self._new.put("blob", (data for data in draft.plan.files.values() if data is not None))

    def _root(self, tree: str, batch: Batch) -> str:
        """The root of a tree whose objects may still be in the making."""
        self._roots.look()
        return roots.store_root(batch, Trees(batch), tree, self._roots)

    def _move(self, tip: Snapshot | None, new: Commit, author: Author, kind: str) -> bool:
        """The commit point. True if the branch holds the commit now; False if it moved and the attempt is to be repeated."""
        old = NO_COMMIT if tip is None else tip.commit.id
        recovery.declare(self._own, new.id, old)
        words = ("--create-reflog", "-m", f"revtrack {kind}", self.branch, new.id, old)
        try:
            self.git.run("update-ref", *words, env=signed_by(author))
        except (OSError, StoreError) as error:
            return self._look_again(new, error)
        return True

    def _look_again(self, new: Commit, error: OSError | StoreError) -> bool:
        """After a failed move: did it happen all the same? Clears our own locks away. Raises unless a retry makes sense."""
        if isinstance(error, OSError):
            pause(ORPHAN_SECONDS)  # starting git failed half-way, so one may be running that nobody waits for
        # A git that runs for long may keep the refs that lay packed: it tells them apart by seconds, size and place on the disk.
        self.objects.close()
        if self._is_tip(new):
            with suppress(OSError):  # it is stored; what cannot be cleared now is cleared by the next writer
                self._clear(error)
            return True
        if isinstance(error, OSError):
            raise not_known(new) from error
        self._clear(error)
        if isinstance(error, GitFailed) and any(words in error.stderr for words in _MOVED):
            return False
        raise error

    def _clear(self, error: OSError | StoreError) -> None:
        """A git that was killed leaves its locks; one that ended by itself has none, and a lock it met is foreign."""
        if isinstance(error, GitKilled | OSError):
            recovery.recover(self.git.git_dir, self.branch)
        recovery.withdraw(self._own)

    def _is_tip(self, new: Commit) -> bool:
        try:
            now = self.tip()
        except (OSError, StoreError) as error:
            raise not_known(new) from error
        return now is not None and now.commit.id == new.id

    def _follow(self, tip: Snapshot | None, new: Commit, batch: Batch) -> tuple[str, ...]:
        """What comes after the commit point. The commit is stored, whatever happens here."""
        notes: list[str] = []
        for follow in (
            self._withdraw_intent,
            lambda: self._keep(new),
            lambda: self._show(tip, new, batch),
            lambda: self._pin(tip, new),
        ):
            try:
                notes += follow()
            except (OSError, StoreError) as error:
                notes.append(f"stored; but {reason(error)}")
        return tuple(notes)

    def _withdraw_intent(self) -> tuple[str, ...]:
        recovery.withdraw(self._own)
        return ()

    def _keep(self, new: Commit) -> tuple[str, ...]:
        self._roots.save()
        self.homes.save(self.trees, self.at(new).filing)
        self.trees.tidy()
        return ()

    def _show(self, tip: Snapshot | None, new: Commit, batch: Batch) -> tuple[str, ...]:
        before = EMPTY_TREE if tip is None else tip.commit.tree
        return () if self.view is None else self.view.refresh(new.tree, before=before, source=batch)

    def _pin(self, tip: Snapshot | None, new: Commit) -> tuple[str, ...]:
        """Remember the new tip, unless the history does not hold the one remembered: then the pin is evidence and stays."""
        seen = pin.read(self.store)
        if seen is not None and (tip is None or not self.descends(tip.commit.id, seen.tip)):
            return ("the history does not hold the commit seen last; look with:  revtrack verify",)
        first = seen.first if seen is not None else self.first(new.id)
        root = next(iter(new.told(commits.ROOT)), seen.root if seen is not None else "")
        pin.write(self.store, pin.Pin(new.id, first, root))
        return ()

    def proof(self, name: str | None) -> Proof | None:
        """What stands for the store at a commit of its history, the tip if none is named; None if it is not in the history."""
        tip = self.tip()
        if tip is None or (name is not None and not self.descends(tip.commit.id, name)):
            return None
        commit = tip.commit if name is None else commits.read(self.objects.read(name))
        return Proof(commit.id, roots.store_root(self.objects, self.trees, commit.tree, {}), commit.author.time)

    def descends(self, commit: str, ancestor: str) -> bool:
        """Whether `ancestor` is `commit` itself or lies in its history."""
        if commit == ancestor:
            return True
        if self.objects.find(ancestor) is None:
            return False
        return not self.git.line("rev-list", "--max-count=1", ancestor, f"^{commit}", "--")

    def first(self, commit: str) -> str:
        """The first commit of the history below `commit`."""
        return self.git.run("rev-list", "--max-parents=0", commit, "--").decode("ascii").split()[-1]


def _once_a_tip(drafting: Drafting) -> Drafting:
    """The same drafting, not asked twice in a row for one tip: a commit's id says what the store holds."""
    last: list[tuple[str, Draft]] = []

    def draft(tip: Snapshot | None) -> Draft:
        name = "" if tip is None else tip.commit.id
        if not last or last[0][0] != name:
            last[:] = [(name, drafting(tip))]
        return last[0][1]

    return draft


@contextmanager
def uninterrupted() -> Iterator[None]:
    """Hold Ctrl-C back, from this process and from the git it starts: what was begun here is finished and reported."""
    main = threading.current_thread() is threading.main_thread()
    before = signal.signal(signal.SIGINT, signal.SIG_IGN) if main else None
    mask = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, mask)
        if main:
            signal.signal(signal.SIGINT, signal.SIG_DFL if before is None else before)
