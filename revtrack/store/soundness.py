"""Soundness of the repository itself: files and refs that would hide or borrow content, and what `git fsck` finds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from revtrack.model.findings import Finding, Severity
from revtrack.store.process import LONG_SECONDS, Git

HIDING_FILES = {
    "info/grafts": "cuts the history short",
    "shallow": "cuts the history short",
    "objects/info/alternates": "borrows objects from another repository",
    "objects/info/http-alternates": "borrows objects from another repository",
}
_KNOWN_REFS = ("refs/remotes/", "refs/tags/")
_ID = re.compile(r"\b[0-9a-f]{40}\b")
_MOST_LINES = 50


def problem(code: str, subject: str, message: str) -> Finding:
    """A finding that makes the store unsound."""
    return Finding(Severity.ERROR, code, subject, message)


def note(code: str, subject: str, message: str) -> Finding:
    """A finding worth a look that leaves the store sound."""
    return Finding(Severity.NOTE, code, subject, message)


def hidden_content(git: Git, branch: str) -> Iterator[Finding]:
    """Files and refs by which git would show other content, or less, than the branch holds."""
    for name, what in HIDING_FILES.items():
        if (git.git_dir / name).exists():
            yield problem("git-hides", name, f"this file {what}")
    for ref in git.run("for-each-ref", "--format=%(refname)").decode("utf-8", "replace").split("\n"):
        if ref.startswith("refs/replace/"):
            yield problem("git-hides", ascii(ref)[1:-1], "this ref makes git show forged content for an object")
        elif ref.startswith("refs/heads/") and ref != branch:
            yield note("git-refs", ascii(ref)[1:-1], "a branch beside the store's own; revtrack does not read it")
        elif ref and ref != branch and not ref.startswith(_KNOWN_REFS):
            yield problem("git-refs", ascii(ref)[1:-1], "an unknown ref")


def object_faults(git: Git, names: Mapping[str, str]) -> Iterator[Finding]:
    """What `git fsck` finds, each naming the version in words where `names` (by object id) knows it."""
    words = ("--full", "--strict", "--no-dangling", "--no-progress")
    done = git.complete("fsck", *words, seconds=LONG_SECONDS)
    said = (done.stderr + done.stdout).decode("utf-8", "replace").split("\n")
    lines = [line for line in said if line.strip() and not line.startswith("notice")]
    for line in lines[:_MOST_LINES]:
        found = _ID.search(line)
        subject = names.get(found[0], f"object {found[0]}") if found else "git objects"
        yield problem("git-object", subject, f"git finds: {ascii(line)[1:-1][:200]}")
    if len(lines) > _MOST_LINES:
        yield problem("git-object", "git objects", f"{len(lines) - _MOST_LINES} further lines of git fsck")
    if done.returncode and not lines:
        yield problem("git-object", "git objects", f"git fsck ended with {done.returncode}")
