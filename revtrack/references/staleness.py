"""Find references gone stale: of documents in force, to documents that others have since revised, replaced or repealed.

In force is the newest version of each work, by date, leaving out what another document here revises, replaces or repeals.
Only what rests on another document can go stale: `cites` and `based_on`. A document that revises what it cites does not.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from revtrack.model.addresses import version_key
from revtrack.model.citations import Stale
from revtrack.model.documents import Version
from revtrack.model.numbers import DocumentNumber
from revtrack.model.relations import Reference, Relation

RESTING = frozenset({Relation.CITES, Relation.BASED_ON})
"""Relations that go stale when the document they lead to does."""
ENDING = frozenset({Relation.REVISES, Relation.REPLACES, Relation.REPEALS})
"""Relations that make the document they lead to stale."""

Endings = Mapping[DocumentNumber, Sequence[Reference]]


def stale(references: Iterable[Reference], versions: Iterable[Version]) -> tuple[Stale, ...]:
    """Every stale reference, one for each place, in the order given."""
    everything = tuple(references)
    endings = _endings(everything)
    current = in_force(versions, everything)
    resting = [ref for ref in everything if ref.relation in RESTING and ref.source in current]
    cited = {(ref.source, ref.target) for ref in everything if ref.relation in RESTING}
    found: list[Stale] = []
    for reference in resting:
        since = _since(reference.target, endings)
        if since and all(reference.source != step.source for step in since):
            newest = _newest(since, endings)
            both = any((reference.source, number) in cited for number in newest)
            found.append(Stale(reference, since, newest, both))
    return tuple(found)


def in_force(versions: Iterable[Version], references: Iterable[Reference]) -> frozenset[DocumentNumber]:
    """The newest version of each work that no other document revises, replaces or repeals."""
    ended = {ref.target for ref in references if ref.relation in ENDING and ref.source != ref.target}
    newest: dict[str, Version] = {}
    for version in versions:
        known = newest.get(version.work)
        if version.number not in ended and (known is None or version_key(known) < version_key(version)):
            newest[version.work] = version
    return frozenset(version.number for version in newest.values())


def _endings(references: Iterable[Reference]) -> Endings:
    """What ended each document: one reference for each other document and relation."""
    table: dict[DocumentNumber, dict[tuple[DocumentNumber, Relation], Reference]] = {}
    for reference in references:
        if reference.relation in ENDING and reference.source != reference.target:
            table.setdefault(reference.target, {}).setdefault((reference.source, reference.relation), reference)
    return {target: tuple(found.values()) for target, found in table.items()}


def _since(number: DocumentNumber, endings: Endings) -> tuple[Reference, ...]:
    """The references that lead from a document to the newest in its place, nearest first."""
    found: dict[Reference, None] = {}
    front, seen = [number], {number}
    while front:
        steps = [step for old in front for step in endings.get(old, ())]
        found.update(dict.fromkeys(steps))
        front = [step.source for step in steps if step.relation is not Relation.REPEALS and step.source not in seen]
        front = list(dict.fromkeys(front))
        seen.update(front)
    return tuple(found)


def _newest(since: Sequence[Reference], endings: Endings) -> tuple[DocumentNumber, ...]:
    """Where the ways end, each once: documents in whose place no other stands."""
    ends = (step.source for step in since if step.relation is not Relation.REPEALS and step.source not in endings)
    return tuple(dict.fromkeys(ends))
