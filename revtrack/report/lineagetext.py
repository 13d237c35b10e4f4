"""Draws a lineage: a tree for the terminal, records for grep, nodes and edges as JSON."""

from __future__ import annotations

from collections.abc import Iterator

from revtrack.model.numbers import DocumentNumber
from revtrack.model.relations import Lineage, Node
from revtrack.report.evidence import markings_of, paragraph_words, place_words
from revtrack.report.jsonframe import JsonObject, frame, reference_object
from revtrack.report.lineagetree import Arrow, Branch, tree
from revtrack.report.lineagewords import circle_words, notes
from revtrack.report.neutral import neutral_line
from revtrack.report.style import Style
from revtrack.report.words import listed
from revtrack.report.wrap import pad, width_of, wrap

STATE_COLUMN = 72
"""Columns at most in front of the state of an edge; a longer line has it right behind."""
MOST_PLACES = 3


def lineage_text(lineage: Lineage, style: Style) -> str:
    """The tree, every edge with where it stands and how it is known, and a last line for signs and cycles."""
    if style.plain:
        return lineage_plain(lineage)
    nodes = {node.number: node for node in lineage.nodes}
    branches, apart = tree(lineage)
    rows = [_row(branch, nodes, style) for branch in branches]
    rows += [(_apart(arrow, style), _states(arrow)) for arrow in apart]
    column = min(STATE_COLUMN, 3 + max(width_of(left) for left, _ in rows))
    lines = [pad(left, max(column, width_of(left) + 2)) + state if state else left for left, state in rows]
    if not lineage.edges:
        lines.append("Nothing here refers to it, and it refers to nothing that revtrack could read.")
    inward = any(branch.arrow and not branch.arrow.outward for branch in branches)
    return "\n".join([*lines, *_legend(lineage, style, inward=inward)]) + "\n"


def lineage_plain(lineage: Lineage) -> str:
    """One edge a line, tab-separated: source, relation, target, where, state, markings of the target, and of the source."""
    markings = markings_of(lineage)
    records = (
        (
            str(edge.reference.source),
            edge.reference.relation.word,
            str(edge.reference.target),
            place_words(edge.reference),
            edge.reference.state.value,
            "; ".join(markings.get(edge.reference.target, ())),
            "; ".join(markings.get(edge.reference.source, ())),
        )
        for edge in lineage.edges
    )
    return "".join("\t".join(map(neutral_line, record)) + "\n" for record in records)


def lineage_json(lineage: Lineage, commit: str | None = None) -> JsonObject:
    """The schema revtrack/lineage/1."""
    body: JsonObject = {
        "root": str(lineage.root),
        "nodes": [_node(node) for node in lineage.nodes],
        "edges": [{**reference_object(edge.reference), "depth": edge.depth} for edge in lineage.edges],
        "cycles": [[str(number) for number in cycle] for cycle in lineage.cycles],
        "disputed": [
            {"number": str(claim.number), "claimants": [str(number) for number in claim.claimants]}
            for claim in lineage.disputed
        ],
        "as_of": _as_of(lineage),
        "notes": list(notes(lineage)),
    }
    return frame("lineage/1", commit, body)


def _row(branch: Branch, nodes: dict[DocumentNumber, Node], style: Style) -> tuple[str, str]:
    """The line up to the document and what is said of it, and the state of the edge that leads to it."""
    node = nodes.get(branch.number) or Node(branch.number, held=False)
    words = [f"{style.sign('held' if node.held else 'not held')} {neutral_line(str(branch.number))}"]
    if branch.repeated:
        words.append("(see above)")
    else:
        words += [node.date, f"({', '.join(node.languages)})" if node.languages else ""]
    words.append(_places(branch.arrow) if branch.arrow else "")
    words.append(_markings(node, branch.arrow))
    said = style.own("  ".join(neutral_line(word) for word in words if word))
    return style.own(branch.drawing) + said, _states(branch.arrow) if branch.arrow else ""


def _places(arrow: Arrow) -> str:
    """`¶ 2, ¶ note.1`: where the edge stands; `catalogued` says by itself that it stands in a record."""
    places = (paragraph_words(reference) for reference in arrow.references)
    return listed(dict.fromkeys(place for place in places if place), most=MOST_PLACES)


def _markings(node: Node, arrow: Arrow | None) -> str:
    found = [*node.markings, *(marking for one in (arrow.references if arrow else ()) for marking in one.markings)]
    return f"({', '.join(dict.fromkeys(found))})" if found else ""


def _states(arrow: Arrow) -> str:
    return ", ".join(dict.fromkeys(reference.state.value for reference in arrow.references))


def _apart(arrow: Arrow, style: Style) -> str:
    """An edge between two branches: `also  9447/13 ─ cites ─► 5451/14  ¶ 3`."""
    edge = f"also  {arrow.source} ─ {arrow.relation.word} ─► {arrow.target}  {_places(arrow)}"
    return style.own(neutral_line(edge.rstrip()))


def _legend(lineage: Lineage, style: Style, *, inward: bool) -> Iterator[str]:
    signs = f"{style.sign('held')} text held  {style.sign('not held')} text not held"
    signs += style.own("  ◄ points to what stands above it") if inward else ""
    yield signs if lineage.cycles else f"{signs}          cycles: none"
    for cycle in lineage.cycles:
        yield from wrap(style.own(f"cycle: {neutral_line(circle_words(cycle))}"), width=style.width, rest="  ")
    for note in notes(lineage):
        yield from wrap(style.own(f"note: {neutral_line(note)}"), width=style.width, rest="  ")


def _as_of(lineage: Lineage) -> JsonObject | None:
    if lineage.as_of is None:
        return None
    later, undated = lineage.as_of.later, lineage.as_of.undated
    return {"day": lineage.as_of.day, "later": list(map(str, later)), "undated": list(map(str, undated))}


def _node(node: Node) -> JsonObject:
    return {
        "number": str(node.number),
        "held": node.held,
        "date": node.date or None,
        "languages": list(node.languages),
        "title": node.title or None,
        "work": node.work or None,
        "markings": list(node.markings),
    }
