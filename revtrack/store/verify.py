"""Verify: everything that can be wrong with a store, as findings; whatever git or the disk cannot read is a finding too."""

from __future__ import annotations

import unicodedata
from collections import deque
from collections.abc import Callable, Iterable, Iterator

from msgspec import Struct, field

from revtrack.errors import StoreError
from revtrack.model.findings import Finding, Severity
from revtrack.store import manifest, pin, settings
from revtrack.store.audit import Audit, name_blobs
from revtrack.store.changes import Link, read_changes
from revtrack.store.contract import DocumentCheck, Level
from revtrack.store.layout import CURATION, SETTINGS, VERSIONS, WITHDRAWN, path_in_words, read_path
from revtrack.store.loose import altered_files
from revtrack.store.objects import ObjectDamaged
from revtrack.store.snapshot import Snapshot, read_withdrawn
from revtrack.store.soundness import hidden_content, note, object_faults, problem
from revtrack.store.trees import Trees
from revtrack.store.vouching import check_signatures
from revtrack.store.write import Writer

_UNDER_WAY = 64
"""Documents whose check may be under way at one time."""


def verify(writer: Writer, *, level: Level, check: DocumentCheck | None) -> tuple[Finding, ...]:
    """Every finding, errors first. After a sound run the tip is remembered outside the store."""
    run = _Run(writer, level, check)
    for stage in run.stages():
        run.collect(stage)
    errors = [finding for finding in run.findings if finding.severity is Severity.ERROR]
    if not errors and run.tip is not None and level is not Level.SIGNATURES:
        run.collect(run.remember)
    notes = [finding for finding in run.findings if finding.severity is Severity.NOTE]
    return tuple(dict.fromkeys((*errors, *notes)))


def verify_fetched(writer: Writer, *, since: str | None, check: DocumentCheck | None) -> tuple[Finding, ...]:
    """The errors in a history fetched aside, in the commits that are not below `since`; nothing is remembered of it.

    Its objects were checked by git as they came in, and the repository around it is our own.
    """
    run = _Run(writer, Level.DEFAULT, check, trusted=since)
    for stage in (run.read_tip, run.audit, run.names, run.curation):
        run.collect(stage)
    return tuple(dict.fromkeys(found for found in run.findings if found.severity is Severity.ERROR))


class _Run(Struct):
    """One run of verify, stage after stage; a stage that fails says so and does not stop the others."""

    writer: Writer
    level: Level
    check: DocumentCheck | None
    findings: list[Finding] = field(default_factory=list)
    tip: Snapshot | None = None
    seen: pin.Pin | None = None
    links: tuple[Link, ...] = ()
    root: str = ""
    fanout: int = 0
    trusted: str | None = None

    def stages(self) -> tuple[Callable[[], Iterable[Finding]], ...]:
        first = (self.read_tip, self.compare_pin)
        if self.level is Level.QUICK:
            return (*first, self.audit)
        if self.level is Level.SIGNATURES:
            return (*first, self.signatures)
        whole = (*first, self.hidden, self.audit, self.fsck, self.names, self.curation, self.view)
        return (*whole, self.signatures) if self.level is Level.DEEP else whole

    def collect(self, stage: Callable[[], Iterable[Finding]]) -> None:
        try:
            self.findings.extend(stage())
        except StoreError as error:
            self.findings.append(problem("unreadable", "the store", "; ".join((error.message, *error.facts))))
        except OSError as error:
            self.findings.append(problem("unreadable", "the store", f"the system refused: {error.strerror}"))

    def read_tip(self) -> Iterator[Finding]:
        self.tip = self.writer.tip()
        if self.tip is None:
            yield problem("history", self.writer.branch, "the branch of the store points to nothing")
            return
        self.fanout = self.tip.fanout

    def compare_pin(self) -> Iterator[Finding]:
        self.seen = pin.read(self.writer.store)
        if self.tip is None:
            return
        if self.seen is None:
            yield note(
                "first-seen", "the store", "is seen for the first time at this path: earlier rewriting cannot be told"
            )
        elif not self.writer.descends(self.tip.commit.id, self.seen.tip):
            message = f"the history does not hold commit {self.seen.tip[:12]}, which was seen here last"
            yield problem("rolled-back", "the store", f"{message}: it was rewritten or rolled back")

    def hidden(self) -> Iterator[Finding]:
        return hidden_content(self.writer.git, self.writer.branch)

    def audit(self) -> Iterator[Finding]:
        if self.tip is None:
            return
        since = self._since()
        self.links = read_changes(self.writer.git, self.tip.commit.id, since=since)
        replay = Audit(self.writer.objects, Trees(self.writer.objects), self.fanout)
        yield from self._read_blobs(replay)
        if since is not None:
            replay.begin_at(since)
        for link in self.links:
            yield from replay.replay(link)
        self.root = replay.root

    def fsck(self) -> Iterator[Finding]:
        names = name_blobs(self.links, self.fanout)
        yield from object_faults(self.writer.git, names)
        yield from altered_files(self.writer.git.git_dir, names)

    def signatures(self) -> Iterator[Finding]:
        if self.tip is None:
            return
        links = self.links or read_changes(self.writer.git, self.tip.commit.id, since=None)
        yield from check_signatures(self.writer.objects, Trees(self.writer.objects), links)

    def names(self) -> Iterator[Finding]:
        """Paths that a file system which folds case or composes letters would take for one; numbers filed twice."""
        seen: dict[str, str] = {}
        filed: dict[str, str] = {}
        for path, _ in self._walk():
            folded = unicodedata.normalize("NFC", path).casefold()
            other = seen.setdefault(folded, path)
            if other != path:
                yield problem(
                    "path", path_in_words(self.fanout, path), f"has the same name as {other!a} on some systems"
                )
            place = read_path(self.fanout, path)
            if place is not None and filed.setdefault(place.key.slug, place.key.work) != place.key.work:
                yield problem("path", path_in_words(self.fanout, path), f"is filed under {filed[place.key.slug]} too")

    def curation(self) -> Iterator[Finding]:
        """Decisions that cannot be read, and withdrawals of what is not there."""
        if self.tip is None:
            return
        paths = dict(self._walk())
        settings.read(self.tip.read(SETTINGS) or b"")
        for path in paths:
            if path.startswith(f"{CURATION}/") and path.endswith(".json"):
                yield from self._decision(path, paths)

    def view(self) -> Iterator[Finding]:
        view = self.writer.view
        if view is None or self.tip is None:
            return
        for path, trouble in view.hand_edits(self.tip.commit.tree):
            yield problem("hand-edit", path_in_words(self.fanout, path), trouble)
        missing = view.missing(self.tip.commit.tree)
        if missing:
            yield note("view", "the view", f"{len(missing)} files are missing; the store holds them: git restore .")

    def remember(self) -> Iterator[Finding]:
        if self.tip is None:
            return
        commit = self.tip.commit.id
        try:
            first = self.seen.first if self.seen is not None else self.writer.first(commit)
            pin.write(self.writer.store, pin.Pin(commit, first, self.root))
        except OSError as error:
            yield note("pin", "the store", f"the tip could not be remembered: {error.strerror}")

    def _since(self) -> str | None:
        """The commit up to which a quick run trusts what was found before, or the caller does."""
        if self.trusted is not None:
            return self.trusted
        rolled_back = any(finding.code == "rolled-back" for finding in self.findings)
        return self.seen.tip if self.level is Level.QUICK and self.seen is not None and not rolled_back else None

    def _read_blobs(self, replay: Audit) -> Iterator[Finding]:
        """One pass over every blob the commits brought: hashed, remembered, and documents checked."""
        paths: dict[str, list[str]] = {}
        for link in self.links:
            for change in link.changes:
                if change.letter != "D":
                    paths.setdefault(change.new, []).append(change.path)
        under_way: deque[Iterable[Finding]] = deque()
        for (blob, where), found in zip(paths.items(), self.writer.objects.read_many(list(paths)), strict=True):
            if isinstance(found, ObjectDamaged):
                yield problem("damaged", path_in_words(self.fanout, where[0]), f"{found.message}; object {blob}")
                continue
            replay.take(found, keep=any(_is_kept(path) for path in where))
            under_way += self._documents(where, found.data)
            while len(under_way) > _UNDER_WAY:
                yield from under_way.popleft()
        for findings in under_way:
            yield from findings

    def _documents(self, paths: Iterable[str], data: bytes) -> list[Iterable[Finding]]:
        """The check of a document for each path it stands at; what it finds may be found while others are read."""
        check = self.check
        if check is None:
            return []
        return [check(path, data) for path in paths if path.startswith(f"{VERSIONS}/") and _is_document(path)]

    def _decision(self, path: str, paths: dict[str, object]) -> Iterator[Finding]:
        data = (self.tip.read(path) if self.tip is not None else None) or b""
        try:
            manifest.read_json(data, path)
            gone = read_withdrawn(data) if path == WITHDRAWN else frozenset()
        except StoreError as error:
            yield problem("curation", path, error.message)
            return
        for name in sorted(gone - paths.keys()):
            yield problem("curation", path, f"withdraws {name!a}, which is not there")

    def _walk(self) -> Iterator[tuple[str, object]]:
        if self.tip is not None:
            yield from self.tip.trees.walk(self.tip.commit.tree)


def _is_document(path: str) -> bool:
    """Whether a path is the XML of an edition or a record, and not an original that happens to be XML."""
    return path.endswith(".xml") and ".source." not in path.rpartition("/")[2]


def _is_kept(path: str) -> bool:
    """Whether the audit reads the bytes again: manifests and settings are small; originals and XML are not kept."""
    return path == SETTINGS or (path.endswith(".json") and ".source." not in path.rpartition("/")[2])
