"""A lineage as a Mermaid flowchart: for pages that draw such text themselves."""

from __future__ import annotations

from collections.abc import Iterator

from revtrack.model.relations import Lineage, Reference, Relation, State
from revtrack.report.evidence import markings_of
from revtrack.report.lineagewords import circle_words, held_words, notes
from revtrack.report.neutral import neutral_line

ARROWS = {Relation.REVISES: ("--", "-->"), Relation.REPLACES: ("==", "==>")}
"""Opening and closing of an arrow with words on it; all others are dotted."""
OTHER = ("-.", ".->")
_PLAIN = frozenset(" abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.,:/-()")


def lineage_mermaid(lineage: Lineage) -> str:
    """The flowchart, arrows to the left. Texts not held and restricted documents have classes of their own."""
    return "\n".join(_lines(lineage)) + "\n"


def _lines(lineage: Lineage) -> Iterator[str]:
    for note in notes(lineage):
        yield f"%% {_comment(note)}"
    for cycle in lineage.cycles:
        yield f"%% circle: {_comment(circle_words(cycle))}"
    yield "flowchart RL"
    ids = {node.number: f"d{at}" for at, node in enumerate(lineage.nodes, 1)}
    markings = markings_of(lineage)
    for node in lineage.nodes:
        said = [str(node.number), node.date or "date unknown", held_words(node), *markings[node.number]]
        yield f'  {ids[node.number]}["{"<br/>".join(map(_label, said))}"]'
    for edge in lineage.edges:
        opening, closing = ARROWS.get(edge.reference.relation, OTHER)
        words = _label(_words(edge.reference))
        yield f'  {ids[edge.reference.source]} {opening} "{words}" {closing} {ids[edge.reference.target]}'
    yield "  classDef away stroke-dasharray:5 4"
    yield "  classDef restricted stroke-width:3px"
    for name, members in (
        ("away", [ids[node.number] for node in lineage.nodes if not node.held]),
        ("restricted", [ids[node.number] for node in lineage.nodes if markings[node.number]]),
    ):
        if members:
            yield f"  class {','.join(members)} {name}"


def _words(reference: Reference) -> str:
    return f"{reference.relation.word} ({reference.state.value}{', look' if reference.state is State.INFERRED else ''})"


def _label(text: str) -> str:
    """Text inside quotation marks: whatever Mermaid or HTML could read as its own stands as a number."""
    return "".join(char if char in _PLAIN or char.isalpha() else f"#{ord(char)};" for char in neutral_line(text))


def _comment(text: str) -> str:
    """Words of a comment: braces begin a directive there."""
    return neutral_line(text).replace("{", "(").replace("}", ")")
