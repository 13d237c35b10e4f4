"""Sync: two stores end with what both hold. Fetch aside, look at it, take it or join it, then send what the other lacks.

fetch      into a throw-away repository; refused if its history was rewritten, or anything in it is not sound
take       the other store went on from our tip: our branch moves there
join       both went on: one commit with both parents, made under the lock, or a conflict that a person decides
send       our branch, as an addition to theirs; if it moved meanwhile, all of it once more
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec import Struct
from msgspec.structs import replace

from revtrack.errors import HistoryRewritten, RemoteRefused, StoreDamaged, StoreError, SyncConflict
from revtrack.model.documents import Author
from revtrack.model.findings import Finding
from revtrack.store import commits, seen
from revtrack.store.commits import Commit
from revtrack.store.contract import DocumentCheck, Synced
from revtrack.store.incoming import Incoming, fetched
from revtrack.store.joining import Prefer, joined
from revtrack.store.process import Git
from revtrack.store.remotes import Remote, answering, ask
from revtrack.store.snapshot import Snapshot
from revtrack.store.soundness import note, problem
from revtrack.store.write import Writer

TRIES = 5
"""How often the other store may move under us before we give up."""
_SHOWN = 3
SUMMARY = "Join what two stores added"


class Asked(Struct, frozen=True):
    """What a person asked of a sync."""

    prefer: Prefer = Prefer.NOBODY
    send: bool = True
    dry_run: bool = False


def sync(writer: Writer, remote: Remote, asked: Asked, *, author: Author, check: DocumentCheck | None) -> Synced:
    """Bring both stores to hold what both held. What was done is in the answer, also in a dry run, which does none of it.

    Raises Offline or RemoteRefused; HistoryRewritten for a history that lost what was seen in it, or of another store;
    StoreDamaged for one that is not sound; SyncConflict. In each case nothing of the other store was taken.
    """
    for attempt in range(TRIES):
        done = _once(writer, remote, asked, author=author, check=check)
        if done is not None:
            return done
        if attempt + 1 == TRIES:
            break
    raise RemoteRefused(f"{remote.name} kept moving: {TRIES} attempts", tries=("the same command again",))


def against(writer: Writer, remote: Remote, *, check: DocumentCheck | None) -> tuple[Finding, ...]:
    """How two stores stand to each other, as findings; nothing is changed on either side.

    Errors: another history, one that lost what was seen in it, one name with other content, or what the other holds not being
    sound. Notes: what one has and the other does not.
    """
    ours = _tip(writer)
    with fetched(writer, ours, remote) as theirs:
        if theirs is None:
            return (note("remote", remote.name, "holds nothing yet"),)
        try:
            _check(writer, remote, ours, theirs, check)
            _tried(ours, theirs, Prefer.NOBODY)
        except (HistoryRewritten, StoreDamaged, SyncConflict) as error:
            return (problem("remote", remote.name, "; ".join((error.message, *error.facts))),)
        git = theirs.writer.git
        told = (
            (_commits(git, ours.commit.id, theirs.commit), "lacks what this store holds"),
            (_commits(git, theirs.commit, ours.commit.id), "holds what this store lacks"),
        )
    found = [
        note("remote", remote.name, f"{what}: {len(them)} {'event' if len(them) == 1 else 'events'}")
        for them, what in told
        if them
    ]
    return tuple(found) or (note("remote", remote.name, f"holds the same, to commit {ours.commit.id[:12]}"),)


def _once(
    writer: Writer, remote: Remote, asked: Asked, *, author: Author, check: DocumentCheck | None
) -> Synced | None:
    """One attempt; None if the other store moved between our look and our sending."""
    ours = _tip(writer)
    with fetched(writer, ours, remote) as theirs:
        if theirs is not None:
            _check(writer, remote, ours, theirs, check)
        now, notes = _taken(writer, ours, theirs, asked, author)
        done = Synced(
            remote=remote.name,
            before=ours.commit.id,
            commit=now,
            theirs=theirs.commit if theirs else "",
            taken=_commits(theirs.writer.git, theirs.commit, ours.commit.id) if theirs else (),
            sent=_commits(theirs.writer.git if theirs else writer.git, now, theirs.commit if theirs else ""),
            joined=bool(theirs) and now not in (ours.commit.id, theirs.commit if theirs else ""),
            notes=notes,
        )
    if asked.dry_run or not asked.send:
        return done
    if done.sent and not _send(writer, remote, now):
        return None
    return replace(done, notes=(*notes, *_remember(writer, remote, now)))


def _remember(writer: Writer, remote: Remote, commit: str) -> tuple[str, ...]:
    try:
        seen.remember(writer.store, remote.url, commit)
    except OSError as error:
        return (f"synced; but what {remote.name} holds could not be remembered ({error.strerror})",)
    return ()


def _tip(writer: Writer) -> Snapshot:
    found = writer.tip()
    if found is None:
        raise StoreError("the store has no commit yet", tries=("revtrack init",))
    return found


def _check(writer: Writer, remote: Remote, ours: Snapshot, theirs: Incoming, check: DocumentCheck | None) -> None:
    """Refuse a history that is another store's, that lost what was seen in it, or that is not sound."""
    if not theirs.base:
        raise HistoryRewritten(
            f"{remote.name} is another store: the two have no history in common; nothing was changed",
            tries=("git clone THE-STORE a-copy   makes a store that can be synced with it",),
        )
    last = seen.tip_of(writer.store, remote.url)
    if last and not _holds(theirs, last):
        raise HistoryRewritten(
            f"{remote.name} no longer holds commit {last[:12]}, which was seen there; nothing was changed",
            facts=("its history was rewritten or rolled back", f"here the newest commit is {ours.commit.id[:12]}"),
            tries=("ask who keeps it; then, to accept what it holds now:  revtrack sync --forget",),
        )
    errors = theirs.errors(check)
    if errors:
        raise _not_sound(remote, errors)


def _holds(theirs: Incoming, commit: str) -> bool:
    """Whether the other history has that commit."""
    return theirs.writer.descends(theirs.commit, commit)


def _not_sound(remote: Remote, errors: Sequence[Finding]) -> StoreDamaged:
    facts = [f"{finding.subject} {finding.message}" for finding in errors[:_SHOWN]]
    return StoreDamaged(
        f"what {remote.name} holds is not sound ({len(errors)} errors); nothing was taken from it",
        facts=facts,
        tries=("revtrack verify   in that store",),
    )


def _taken(
    writer: Writer, ours: Snapshot, theirs: Incoming | None, asked: Asked, author: Author
) -> tuple[str, tuple[str, ...]]:
    """Our tip once theirs is taken or joined, and notes. In a dry run nothing moves, but a conflict is found all the same."""
    if theirs is None or theirs.base == theirs.commit:
        return ours.commit.id, ()
    if asked.dry_run:
        return _tried(ours, theirs, asked.prefer), ()
    theirs.deliver(writer.git)
    outcome = writer.advance(_choose(writer, theirs, asked.prefer, author), author=author, what="sync")
    return outcome.commit, outcome.notes


def _tried(ours: Snapshot, theirs: Incoming, prefer: Prefer) -> str:
    """Our tip if theirs were taken; finds every conflict of a join without making it."""
    if theirs.base in (ours.commit.id, theirs.commit):
        return theirs.commit if theirs.base == ours.commit.id else ours.commit.id
    source = theirs.writer
    base, here = (source.at(commits.read(source.objects.read(name))) for name in (theirs.base, ours.commit.id))
    joined(base, here, theirs.tip, prefer=prefer)
    return ours.commit.id


def _choose(writer: Writer, theirs: Incoming, prefer: Prefer, author: Author) -> Callable[[Snapshot | None], Commit]:
    """Where the branch moves, from the tip as it stands under the lock: it may have moved since we looked."""

    def choose(tip: Snapshot | None) -> Commit:
        there = commits.read(writer.objects.read(theirs.commit))
        if tip is None or writer.descends(there.id, tip.commit.id):
            return there
        if writer.descends(tip.commit.id, there.id):
            return tip.commit
        name = writer.git.run("merge-base", tip.commit.id, there.id).decode("ascii").split("\n")[0]
        base, other = writer.at(commits.read(writer.objects.read(name))), writer.at(there)
        return writer.join(tip.commit, there, joined(base, tip, other, prefer=prefer), SUMMARY, author)

    return choose


def _commits(git: Git, commit: str, without: str) -> tuple[str, ...]:
    """The commits below one and not below the other ("" is none), oldest first."""
    limits = (f"^{without}",) if without else ()
    return tuple(git.run("rev-list", "--reverse", "--topo-order", commit, *limits, "--").decode("ascii").split())


def _send(writer: Writer, remote: Remote, commit: str) -> bool:
    """Put our commit on their branch, which only ever goes on. False if they moved meanwhile."""
    answers = answering(remote.protocol, "receive-pack")
    words = ("--quiet", "--porcelain", "--no-verify", *answers, "--", remote.url, f"{commit}:{writer.branch}")
    try:
        ask(writer.git, remote, "push", *words)
    except RemoteRefused as error:
        if any("fetch first" in fact or "non-fast-forward" in fact or "stale info" in fact for fact in error.facts):
            return False
        raise
    return True
