"""Relations that follow from a number alone: what a suffix says of the document it stands behind.

A suffix acts on what stands before it (docs/references, "What a suffix means"): 6102/19 ADD 1 adds to 6102/19, and
6102/19 ADD 1 COR 1 corrects 6102/19 ADD 1. A relation is given only between two documents that somebody has named.
AMD is not verified in any document seen, and gives none.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from msgspec.structs import replace

from revtrack.model.numbers import DocumentNumber, Register
from revtrack.model.relations import OWN_NUMBER, Evidence, Reference, Relation, State

MEANINGS: dict[str, tuple[Relation, str]] = {
    "ADD": (Relation.ADDS_TO, "ADD is an addendum to what stands before it"),
    "COR": (Relation.CORRECTS, "COR is a corrigendum to what stands before it"),
    "EXT": (Relation.EXTRACT_OF, "EXT is the public extract of what stands before it"),
    "DCL": (Relation.DECLASSIFIES, "DCL is the declassified copy of what stands before it, with identical text"),
}
LATER_ISSUE = "REV is a new full text in place of the issue before it"


def by_number(known: Collection[DocumentNumber]) -> Iterator[Reference]:
    """What the numbers of the known documents say of one another: inferred, the number itself being the evidence.

    A revision revises the nearest lower one that is known: the first issue where there is none between.
    """
    for number in known:
        if number.register is not Register.COUNCIL:
            continue
        relation, rule, target = _meaning(number, known)
        if target is not None:
            evidence = Evidence(slot=OWN_NUMBER, quote=f"{number}: {rule}")
            yield Reference(number, relation, target, State.INFERRED, evidence)


def _meaning(number: DocumentNumber, known: Collection[DocumentNumber]) -> tuple[Relation, str, DocumentNumber | None]:
    """The relation, the rule it rests on, and the document it leads to; None if nobody named one."""
    last = number.suffixes[-1] if number.suffixes else None
    if last is not None and last.kind in MEANINGS:
        before = replace(number, suffixes=number.suffixes[:-1])
        return *MEANINGS[last.kind], before if before in known else None
    earlier = _earlier(number)
    return Relation.REVISES, LATER_ISSUE, next((each for each in earlier if each in known), None)


def _earlier(number: DocumentNumber) -> Iterator[DocumentNumber]:
    """The earlier issues of the same text, the nearest first: REV 2 and REV 1 of REV 3, and what they revise."""
    if not number.suffixes:
        yield from (replace(number, revision=revision) for revision in range(number.revision - 1, -1, -1))
    elif number.suffixes[-1].kind == "REV":
        *before, last = number.suffixes
        for revision in range(last.number - 1, 0, -1):
            yield replace(number, suffixes=(*before, replace(last, number=revision)))
        yield replace(number, suffixes=tuple(before))
