"""What another store holds, fetched into a throw-away repository and looked at there before anything of it is taken.

A plain fetch would leave what is refused among the store's own objects. The throw-away repository borrows ours, so that only
what is new travels, and lies inside the git directory, where it is cleared away with other leavings of a writer that died.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from msgspec import Struct

from revtrack.errors import HistoryRewritten
from revtrack.model.findings import Finding
from revtrack.store import process
from revtrack.store.borrowed import borrowing
from revtrack.store.contract import DocumentCheck
from revtrack.store.lock import writer_lock
from revtrack.store.process import LONG_SECONDS, Git
from revtrack.store.remotes import Remote, answering, ask
from revtrack.store.snapshot import Snapshot
from revtrack.store.verify import verify_fetched
from revtrack.store.write import Writer

OURS, THEIRS = "refs/ours/tip", "refs/theirs/tip"
PREFIX = "incoming."


class Incoming(Struct, frozen=True):
    """The other store as it was fetched: where it lies now, its tip, and the newest commit both have ("" if there is none)."""

    writer: Writer
    tip: Snapshot
    base: str

    @property
    def commit(self) -> str:
        return self.tip.commit.id

    def errors(self, check: DocumentCheck | None) -> tuple[Finding, ...]:
        """What is wrong with what it has and we do not."""
        return verify_fetched(self.writer, since=self.base or None, check=check)

    def deliver(self, git: Git) -> None:
        """Put its objects into the store; no branch moves."""
        words = ("--quiet", "--no-tags", "--no-write-fetch-head", "--no-recurse-submodules")
        done = git.complete(
            "fetch",
            *words,
            *answering("file", "upload-pack"),
            "--",
            str(self.writer.git.git_dir),
            THEIRS,
            seconds=LONG_SECONDS,
            settings=("protocol.file.allow=always", "core.fsync=all"),
        )
        if done.returncode:
            raise process.failure("fetch", done.returncode, done.stderr)


@contextmanager
def fetched(writer: Writer, ours: Snapshot, remote: Remote) -> Iterator[Incoming | None]:
    """The other store's branch, as long as it is looked at; None if it has no such branch yet."""
    answers = answering(remote.protocol, "upload-pack")
    told = ask(writer.git, remote, "ls-remote", *answers, "--", remote.url)
    if not any(line.endswith(f"\t{writer.branch}") for line in told.splitlines()):
        yield None
        return
    with _aside(writer.git) as folder:
        aside = Writer(_borrowing(writer.git, folder, ours.commit.id), THEIRS, None, folder, wait=0)
        words = ("--quiet", "--no-tags", "--no-write-fetch-head", "--no-recurse-submodules")
        ask(aside.git, remote, "fetch", *words, *answers, "--", remote.url, f"+{writer.branch}:{THEIRS}")
        tip = aside.tip()
        if tip is None:
            raise HistoryRewritten(f"what {remote.name} sent has no end", tries=("the same command again",))
        try:
            yield Incoming(aside, tip, _common(aside.git, ours.commit.id, tip.commit.id))
        finally:
            aside.objects.close()


@contextmanager
def _aside(git: Git) -> Iterator[Path]:
    """A folder for one fetch. One is made at a time, so that what others have left there are leavings of the dead."""
    own = git.git_dir / "revtrack"
    with writer_lock(own, wait=LONG_SECONDS, name="syncing"):
        for left in own.glob(f"{PREFIX}*"):
            shutil.rmtree(left, ignore_errors=True)
        folder = Path(tempfile.mkdtemp(dir=own, prefix=PREFIX))
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)


def _borrowing(git: Git, folder: Path, tip: str) -> Git:
    """An empty repository that borrows the store's objects and says it has its tip."""
    aside = borrowing(Git(git.git_dir), folder)
    aside.run("update-ref", OURS, tip)
    return aside


def _common(git: Git, ours: str, theirs: str) -> str:
    """The newest commit that both histories hold; "" if they have none in common."""
    done = git.complete("merge-base", ours, theirs)
    return done.stdout.decode("ascii").split("\n")[0].strip() if done.returncode == 0 else ""
