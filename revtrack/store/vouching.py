"""Who vouches for each commit: the signatures of a whole history, each judged by the list the store had before it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from revtrack.model.findings import Finding
from revtrack.store import commits, settings, signatures
from revtrack.store.changes import Link
from revtrack.store.contract import Settings
from revtrack.store.layout import SETTINGS
from revtrack.store.objects import Objects
from revtrack.store.signatures import parted, signer_of
from revtrack.store.soundness import note, problem
from revtrack.store.trees import Trees

SIGNATURES = "signatures"
"""The code of the note that counts."""


def check_signatures(objects: Objects, trees: Trees, links: Iterable[Link]) -> Iterator[Finding]:
    """Each commit that may not stand, or whose signature nobody listed made; last, if any is signed, how many are, and by whom.

    A signature that the store does not require is checked all the same: a bad one means that the commit was altered, or that
    its signer was never listed, and that cannot be told apart.
    """
    told = _Told(objects, trees)
    by: Counter[str] = Counter()
    total = 0
    for link in links:
        total += 1
        found = objects.read(link.commit)
        before, now = (told.at(name) for name in ((*link.parents, link.commit)[0], link.commit))
        payload, signature = parted(found.data)
        signer = signer_of(payload, signature, before.signers) if signature else None
        fault = signatures.refused(signer, before, signed=bool(signature), changes_settings=before != now)
        if fault:
            yield problem("signature", f"commit {link.commit[:12]}", fault)
        elif signature and signer is None:
            yield note("signature", f"commit {link.commit[:12]}", "is signed by nobody whom the store listed then")
        if signer is not None:
            by[signer.name] += 1
    if by:
        who = ", ".join(f"{name} ({count})" for name, count in sorted(by.items()))
        yield note(SIGNATURES, "the store", f"{by.total()} of {total} commits are signed, by {who}")


class _Told:
    """The settings at each commit, read once for each file that holds them."""

    def __init__(self, objects: Objects, trees: Trees) -> None:
        self._objects = objects
        self._trees = trees
        self._seen: dict[str, Settings] = {}

    def at(self, commit: str) -> Settings:
        tree = commits.read(self._objects.read(commit)).tree
        found = self._trees.find(tree, SETTINGS)
        if found is None:
            return Settings()
        if found.id not in self._seen:
            self._seen[found.id] = settings.read(self._objects.read(found.id).data)
        return self._seen[found.id]
