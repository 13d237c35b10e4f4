"""The audit: every commit replayed, to see that versions only ever grew and that each file is what its manifest says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress

from msgspec import Struct

from revtrack.errors import BadValue, StoreError
from revtrack.model.findings import Finding
from revtrack.store import commits, layout, manifest, settings, signatures
from revtrack.store.changes import Change, Link
from revtrack.store.commits import Commit
from revtrack.store.contract import EditionKey, EventKind, Settings
from revtrack.store.layout import CURATION, SETTINGS, VERSIONS, Part, Place, decision_path, path_in_words, read_path
from revtrack.store.objects import Object, ObjectDamaged, Objects
from revtrack.store.roots import GrowingRoot, is_counted
from revtrack.store.soundness import note, problem
from revtrack.store.trees import PLAIN, Trees

_IN_WORDS = {"M": "was changed", "D": "was removed", "T": "became something else"}


class Digest(Struct, frozen=True):
    """Size and SHA-256 of a blob."""

    size: int
    sha256: str


class Audit:
    """The replay of a history, oldest commit first. `digests` and `kept` come from one pass over all blobs."""

    def __init__(self, objects: Objects, trees: Trees, fanout: int) -> None:
        self._objects = objects
        self._trees = trees
        self.fanout = fanout
        self.digests: dict[str, Digest] = {}
        self.kept: dict[str, bytes] = {}
        self.held: dict[str, str] = {}
        self._root = GrowingRoot()
        self._at = ""
        self._format = 0
        self._told: dict[str, Settings] = {}
        self._signing = False
        """Whether a commit seen so far required signatures of those after it."""

    @property
    def root(self) -> str:
        """The Merkle root where the replay stands."""
        return self._root.root()

    def begin_at(self, commit: str) -> None:
        """Stand at a commit that was found sound before, or that another branch of the history went on from."""
        self._at = commit
        self._root = GrowingRoot()
        self.held = {path: entry.id for path, entry in self._trees.walk(self._commit(commit).tree)}
        for path, blob in self.held.items():
            self._count(path, blob)
        with suppress(StoreError):  # settings that cannot be read are named where they came in
            self._settings(commit)

    def replay(self, link: Link) -> Iterator[Finding]:
        """What is wrong with one commit, seen from its parents."""
        yield from self._signature(link)
        if len(link.parents) > 1:
            yield from self._merge(link)
            return
        if link.parents and link.parents[0] != self._at:
            self.begin_at(link.parents[0])
        elif not link.parents and self._at:
            yield problem("history", _short(link.commit), "a second beginning: this commit has no parent")
            self._root, self.held = GrowingRoot(), {}
        for change in link.changes:
            yield from self._change(link, change)
        self._at = link.commit
        yield from self._complete(link)
        yield from self._trailers(link)

    def _signature(self, link: Link) -> Iterator[Finding]:
        """A commit is judged by the settings before it, the first by its own."""
        if link.parents and not self._signing:
            return
        try:
            found = self._objects.read(link.commit)
            commit = commits.read(found)
            before, now = (self._settings(name) for name in ((*link.parents, link.commit)[0], link.commit))
            told = "" if before is None else signatures.fault(found, before, changes_settings=before != now)
        except StoreError:
            return  # what cannot be read is named by the pass over all blobs
        if told:
            yield problem("signature", _short(commit.id), told)

    def _settings(self, commit: str) -> Settings | None:
        """The settings at a commit, read once for each file that holds them."""
        found = self._trees.find(self._commit(commit).tree, SETTINGS)
        if found is None:
            return None
        if found.id not in self._told:
            self._told[found.id] = settings.read(self._data(found.id))
        self._signing |= self._told[found.id].require_signatures
        return self._told[found.id]

    def _change(self, link: Link, change: Change) -> Iterator[Finding]:
        subject = path_in_words(self.fanout, change.path)
        if change.letter == "D":
            self.held.pop(change.path, None)
        else:
            self.held[change.path] = change.new
        if change.letter != "D" and change.mode != PLAIN:
            yield problem("path", subject, f"is no plain file (mode {change.mode}) since {_short(link.commit)}")
        elif change.path.startswith(f"{VERSIONS}/"):
            yield from self._version_change(link, change, subject)
        elif change.path == SETTINGS:
            yield from self._settings_change(change)
        else:
            yield from _other_change(change, subject)

    def _version_change(self, link: Link, change: Change, subject: str) -> Iterator[Finding]:
        if change.letter != "A":
            what = _IN_WORDS.get(change.letter, "was touched")
            yield problem("append-only", subject, f"{what} in {_short(link.commit)}; versions/ only ever grows")
        elif read_path(self.fanout, change.path) is None:
            yield problem("path", subject, "lies under versions/ where the layout has no such path")
        if change.letter != "D":
            self._count(change.path, change.new)

    def _settings_change(self, change: Change) -> Iterator[Finding]:
        if change.letter == "D":
            yield problem("settings", SETTINGS, "was removed")
            return
        try:
            told = settings.read(self._data(change.new))
            self._signing |= told.require_signatures
            now = told.format
        except StoreError as error:
            yield problem("settings", SETTINGS, error.message)
            return
        if now < self._format:
            yield problem("settings", SETTINGS, f"its format went down from {self._format} to {now}")
        self._format = max(now, self._format)

    def _complete(self, link: Link) -> Iterator[Finding]:
        """Each edition the commit added has its XML, its manifest and its original, and they fit each other."""
        added = [change for change in link.changes if change.letter == "A"]
        places = [(change, read_path(self.fanout, change.path)) for change in added]
        manifests = {place.key for _, place in places if place is not None and place.part is Part.MANIFEST}
        for change, place in places:
            if place is not None and isinstance(place.key, EditionKey):
                yield from self._edition_file(change, place, described=place.key in manifests)

    def _edition_file(self, change: Change, place: Place, *, described: bool) -> Iterator[Finding]:
        if place.part is Part.MANIFEST:
            yield from self._manifest(change, place)
        elif not described:
            yield problem("manifest", path_in_words(self.fanout, change.path), "was added without its manifest")

    def _manifest(self, change: Change, place: Place) -> Iterator[Finding]:
        subject = layout.words(place.key)
        try:
            told = manifest.read(self._data(change.new), subject)
        except ObjectDamaged:
            return  # the pass over all blobs has named it already
        except StoreError as error:
            yield problem("manifest", subject, error.message)
            return
        for name in ("xml", "original"):
            part = manifest.part(told, name, subject)
            if not self._fits(part):
                yield problem(
                    "manifest", subject, f"its {name} is not what its manifest says: {ascii(part.path)[1:-1]}"
                )
        if manifest.part(told, "xml", subject).path != layout.xml_path(self.fanout, place.key):
            yield problem("manifest", subject, "its manifest speaks of the XML of another edition")

    def _fits(self, part: manifest.Part) -> bool:
        blob = self.held.get(part.path)
        return blob is not None and self._digest(blob) == Digest(part.size, part.sha256)

    def _trailers(self, link: Link) -> Iterator[Finding]:
        commit = self._commit(link.commit)
        grew = any(change.path.startswith(f"{VERSIONS}/") for change in link.changes)
        told = commit.told(commits.ROOT)
        if (grew or told) and told != (self.root,):
            yield problem("root", _short(link.commit), "its Revtrack-Root is not that of what the commit holds")
        if commit.kind is None:
            yield note("history", _short(link.commit), "was not made by revtrack: it does not say what it did")
        if (commit.kind is EventKind.INIT) != (not link.parents):
            yield problem("history", _short(link.commit), "the first commit, and only the first, begins a store")

    def _merge(self, link: Link) -> Iterator[Finding]:
        """A merge is allowed if its versions are exactly the union of its parents', with no path that differs."""
        union: dict[str, str] = {}
        for parent in link.parents:
            for path, blob in self._versions(parent).items():
                if union.setdefault(path, blob) != blob:
                    yield problem(
                        "merge", path_in_words(self.fanout, path), f"differs on two sides of {_short(link.commit)}"
                    )
        if self._versions(link.commit) != union:
            yield problem("merge", _short(link.commit), "is not exactly the union of what it merged")
        self.begin_at(link.commit)
        if self._commit(link.commit).told(commits.ROOT) not in ((), (self.root,)):
            yield problem("root", _short(link.commit), "its Revtrack-Root is not that of what it joined")

    def _versions(self, commit: str) -> dict[str, str]:
        found = self._trees.find(self._commit(commit).tree, VERSIONS)
        walked = self._trees.walk(found.id, f"{VERSIONS}/") if found is not None else ()
        return {path: f"{entry.mode} {entry.id}" for path, entry in walked}

    def _count(self, path: str, blob: str) -> None:
        folder, _, rest = path.partition("/")
        digest = self._digest(blob) if folder == VERSIONS and is_counted(path.rpartition("/")[2]) else None
        if digest is not None:
            self._root.add(rest, digest.sha256)

    def _digest(self, blob: str) -> Digest | None:
        """Size and hash of a blob; None if it cannot be read."""
        if blob not in self.digests:
            try:
                self.take(self._objects.read(blob), keep=False)
            except ObjectDamaged:
                return None
        return self.digests[blob]

    def take(self, found: Object, *, keep: bool) -> None:
        """Remember a blob's size and hash, and its bytes if they will be read again."""
        self.digests[found.id] = Digest(len(found.data), manifest.sha256(found.data))
        if keep:
            self.kept[found.id] = found.data

    def _data(self, blob: str) -> bytes:
        return self.kept[blob] if blob in self.kept else self._objects.read(blob).data

    def _commit(self, name: str) -> Commit:
        return commits.read(self._objects.read(name))


def _other_change(change: Change, subject: str) -> Iterator[Finding]:
    """A path outside `versions/`: decisions have plain names; other files are a person's own, but never git's settings."""
    folder, _, name = change.path.partition("/")
    if folder == CURATION and name:
        try:
            decision_path(name)
        except BadValue:
            yield problem("path", subject, "is no name that a decision could have")
    elif change.path.rpartition("/")[2].startswith(".git"):
        yield problem("path", subject, "would change what git shows")
    elif change.letter == "A":
        yield note("path", subject, "is not a file of revtrack's")


def name_blobs(links: tuple[Link, ...], fanout: int) -> Mapping[str, str]:
    """What each blob is, in words, by its id."""
    changes = (change for link in links for change in link.changes if change.letter != "D")
    return {change.new: path_in_words(fanout, change.path) for change in changes}


def _short(commit: str) -> str:
    return f"commit {commit[:12]}"
