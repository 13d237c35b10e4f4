"""Changes commit by commit: what each commit of a history did to which path, read from git in two processes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from revtrack.errors import StoreDamaged
from revtrack.store.process import LONG_SECONDS, Git


class Change(Struct, frozen=True):
    """One path in one commit: `letter` is git's (A added, M modified, D deleted, T other type), ids before and after."""

    letter: str
    mode: str
    old: str
    new: str
    path: str


class Link(Struct, frozen=True):
    """One commit in a history, its parents, and what it changed; a merge lists no changes."""

    commit: str
    parents: tuple[str, ...]
    changes: tuple[Change, ...]


def read_changes(git: Git, tip: str, *, since: str | None = None) -> tuple[Link, ...]:
    """Every commit below `tip` (and not below `since`), parents before children. StoreDamaged if git cannot read them."""
    limits = (tip, *((f"^{since}",) if since else ()))
    rows = git.run("rev-list", "--parents", "--topo-order", "--reverse", *limits, "--", seconds=LONG_SECONDS)
    family = [row.split(" ") for row in rows.decode("ascii").splitlines()]
    asked = "".join(f"{row[0]}\n" for row in family).encode()
    words = ("--stdin", "-r", "-z", "--root", "--no-renames")
    told = git.run("diff-tree", *words, data=asked, seconds=LONG_SECONDS)
    changes = _by_commit(told.decode("utf-8", "surrogateescape").split("\0"))
    return tuple(Link(row[0], tuple(row[1:]), tuple(changes.get(row[0], ()))) for row in family)


def _by_commit(tokens: Sequence[str]) -> dict[str, list[Change]]:
    """Tokens of `diff-tree -z`: a commit's id, then `:<mode> <mode> <id> <id> <letter>` and a path for each change."""
    found: dict[str, list[Change]] = {}
    commit = ""
    for token, path in _paired(tokens):
        if not path:
            commit = token
            continue
        words = token.split(" ")
        if len(words) != 5:
            raise StoreDamaged("git lists the history in a form revtrack does not read", tries=("git fsck --full",))
        found.setdefault(commit, []).append(Change(words[4], words[1], words[2], words[3], path))
    return found


def _paired(tokens: Sequence[str]) -> Iterator[tuple[str, str]]:
    """(id, "") for a commit, (what, path) for a change."""
    waiting = iter(tokens)
    for token in waiting:
        if token.startswith(":"):
            yield token[1:], next(waiting, "")
        elif token:
            yield token, ""
