"""What every form of a lineage says alike: notes on what is left out, sentences for edges and documents."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from revtrack.model.numbers import DocumentNumber
from revtrack.model.relations import Lineage, Node, Reference
from revtrack.report.evidence import place_words, state_words

MOST_NAMED = 6
"""More documents than this are counted in a note, not named."""


def notes(lineage: Lineage) -> Iterator[str]:
    """Sentences about the lineage that no edge says: claims on one number, documents naming themselves, the day's limits."""
    for claim in lineage.disputed:
        claimants = " and ".join(map(str, claim.claimants))
        yield f"{claim.number} is claimed by {claimants}: which of them a reference means is for a person to say"
    for number in dict.fromkeys(reference.source for reference in lineage.own):
        yield f"{number} names itself, which is no relation"
    if lineage.as_of is not None:
        day, later, undated = lineage.as_of.day, lineage.as_of.later, lineage.as_of.undated
        yield f"as of {day}: only what documents dated up to that day say"
        if later:
            yield f"left out, dated later: what {_named(later)} {_say(later)}"
        if undated:
            yield f"left out, not surely dated by then: what {_named(undated)} {_say(undated)}"


def node_words(node: Node, markings: Sequence[str]) -> str:
    """`9956/14, 2014-05-19, text held (da), LIMITE. EU Strategy …`: all that is known of a document, in a sentence."""
    parts = [str(node.number), node.date or "date unknown", held_words(node), *markings]
    return ", ".join(parts) + (f". {node.title}" if node.title else "")


def held_words(node: Node) -> str:
    """`text held (da, en)` or `text not held`."""
    if not node.held:
        return "text not held"
    return f"text held ({', '.join(node.languages)})" if node.languages else "text held"


def edge_words(reference: Reference) -> str:
    """`9956/14 revises 15175/08; ¶ 2; inferred`."""
    said = f"{reference.source} {reference.relation.word} {reference.target}"
    return "; ".join(filter(None, [said, place_words(reference), state_words(reference)]))


def circle_words(cycle: Sequence[DocumentNumber]) -> str:
    """`9956/14 → 15175/08 → 9956/14`: the documents of a circle, the first once more at the end."""
    closed = cycle if len(cycle) > 1 and cycle[0] == cycle[-1] else (*cycle, cycle[0])
    return " → ".join(map(str, closed))


def _named(numbers: Sequence[DocumentNumber]) -> str:
    if len(numbers) > MOST_NAMED:
        return f"{len(numbers)} documents"
    return ", ".join(map(str, numbers))


def _say(numbers: Sequence[DocumentNumber]) -> str:
    return "says" if len(numbers) == 1 else "say"
