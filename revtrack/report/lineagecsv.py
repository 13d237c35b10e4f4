"""A lineage as CSV: a row for each relation, with what is known of both its documents."""

from __future__ import annotations

from collections.abc import Iterator

from revtrack.model.relations import Lineage, Node
from revtrack.report.csvtext import Csv, csv_of
from revtrack.report.evidence import markings_of, place_words

HEAD = (
    "From",
    "From date",
    "From text",
    "Relation",
    "To",
    "To date",
    "To text",
    "Where",
    "Words",
    "State",
    "Asserted by",
    "Markings",
    "Steps",
)


def lineage_csv(lineage: Lineage) -> Csv:
    """Rows in the order of the edges; markings are those of the document pointed to, and of the one that points."""
    return csv_of([HEAD, *_rows(lineage)])


def _rows(lineage: Lineage) -> Iterator[tuple[str, ...]]:
    nodes = {node.number: node for node in lineage.nodes}
    markings = markings_of(lineage)
    for edge in lineage.edges:
        said = edge.reference
        marked = [
            f"{number}: {', '.join(found)}" for number in (said.source, said.target) if (found := markings[number])
        ]
        yield (
            *_known(nodes[said.source]),
            said.relation.word,
            *_known(nodes[said.target]),
            place_words(said),
            said.evidence.quote,
            said.state.value,
            said.asserted_by,
            "; ".join(marked),
            str(edge.depth),
        )


def _known(node: Node) -> tuple[str, str, str]:
    return str(node.number), node.date, "held" if node.held else "not held"
