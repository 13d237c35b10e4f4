"""Laws of the lineage graph: down is the inverse of up, every edge has both its nodes, folding loses no relation."""

from hypothesis import given, settings
from hypothesis import strategies as st

from revtrack.lineage import Direction, trace
from revtrack.lineage.cycles import circles
from revtrack.lineage.suffixes import by_number
from revtrack.model.comparable import comparable
from revtrack.model.dates import DocumentDate
from revtrack.model.documents import Version
from revtrack.model.numbers import SUFFIX_KINDS, DocumentNumber, Register, Suffix
from revtrack.model.relations import OWN_NUMBER, Reference, Relation, State
from revtrack.model.texts import WorkId

NUMBERS = [DocumentNumber.parse(f"{serial}/14") for serial in range(1, 9)]
DOCUMENTS = st.sampled_from(NUMBERS)
REFERENCES = st.lists(
    st.builds(
        Reference,
        DOCUMENTS,
        st.sampled_from([Relation.REVISES, Relation.CITES, Relation.PREVIOUS_DOCUMENT]),
        DOCUMENTS,
        st.sampled_from(list(State)),
    ),
    max_size=20,
)
DEPTHS = st.one_of(st.none(), st.integers(0, 4))


def reversed_(reference: Reference) -> Reference:
    return Reference(reference.target, reference.relation, reference.source, reference.state)


def reached(root: DocumentNumber, references: list[Reference], direction: Direction) -> set[DocumentNumber]:
    return {node.number for node in trace(root, references, (), direction=direction).nodes}


@settings(deadline=None)
@given(DOCUMENTS, REFERENCES, DEPTHS)
def test_going_down_is_going_up_the_reversed_references(
    root: DocumentNumber, references: list[Reference], depth: int | None
) -> None:
    """Requirement: who cites it is the inverse of what it cites."""
    down = trace(root, references, (), direction=Direction.DOWN, depth=depth)
    up = trace(root, [reversed_(each) for each in references], (), direction=Direction.UP, depth=depth)
    assert [(reversed_(edge.reference), edge.depth) for edge in down.edges] == [
        (edge.reference, edge.depth) for edge in up.edges
    ]


@settings(deadline=None)
@given(DOCUMENTS, DOCUMENTS, REFERENCES)
def test_one_leads_up_to_another_exactly_if_that_leads_down_to_it(
    one: DocumentNumber, other: DocumentNumber, references: list[Reference]
) -> None:
    """Requirement: a lineage read from either end tells the same."""
    assert (other in reached(one, references, Direction.UP)) == (one in reached(other, references, Direction.DOWN))


@settings(deadline=None)
@given(DOCUMENTS, REFERENCES, st.sampled_from(list(Direction)), DEPTHS)
def test_every_edge_has_both_its_nodes_and_every_node_an_edge(
    root: DocumentNumber, references: list[Reference], direction: Direction, depth: int | None
) -> None:
    """Requirement: a graph can be drawn from its nodes and edges alone."""
    lineage = trace(root, references, (), direction=direction, depth=depth)
    ends = {number for edge in lineage.edges for number in (edge.reference.source, edge.reference.target)}
    numbers = [node.number for node in lineage.nodes]
    assert {*ends, root} == set(numbers)
    assert len(numbers) == len(set(numbers))
    assert numbers[0] == lineage.root == root
    assert depth is None or all(1 <= edge.depth <= depth for edge in lineage.edges)


@settings(deadline=None)
@given(DOCUMENTS, REFERENCES, st.sampled_from(list(Direction)))
def test_folding_keeps_every_relation_once(
    root: DocumentNumber, references: list[Reference], direction: Direction
) -> None:
    """Requirement: duplicates fold; nothing that was reached is dropped but what a document says of itself."""
    lineage = trace(root, references, (), direction=direction)
    kept = [(edge.reference.source, edge.reference.relation, edge.reference.target) for edge in lineage.edges]
    up, down = set(), set()
    if direction is not Direction.DOWN:
        nodes = reached(root, references, Direction.UP)
        up = {
            (each.source, each.relation, each.target)
            for each in references
            if each.source in nodes and each.source != each.target
        }
    if direction is not Direction.UP:
        nodes = reached(root, references, Direction.DOWN)
        down = {
            (each.source, each.relation, each.target)
            for each in references
            if each.target in nodes and each.source != each.target
        }
    assert len(kept) == len(set(kept))
    assert set(kept) == up | down


@settings(deadline=None)
@given(DOCUMENTS, st.permutations(NUMBERS), REFERENCES)
def test_the_order_given_does_not_matter(
    root: DocumentNumber, order: list[DocumentNumber], references: list[Reference]
) -> None:
    """Requirement: equal input, equal bytes."""
    shuffled = sorted(references, key=lambda each: (order.index(each.source), order.index(each.target)))
    assert trace(root, shuffled, ()) == trace(root, references, ())


DATED = [Version(WorkId("w"), number, date=DocumentDate(2000 + place)) for place, number in enumerate(NUMBERS)]


@settings(deadline=None)
@given(DOCUMENTS, REFERENCES, st.integers(1999, 2009), st.sampled_from(list(Direction)))
def test_what_was_known_by_a_day_is_known_ever_after(
    root: DocumentNumber, references: list[Reference], year: int, direction: Direction
) -> None:
    """Requirement: as of a day only what documents of that day say; an edge once there never goes."""
    by_day = trace(root, references, DATED, direction=direction, as_of=DocumentDate(year))
    whole = trace(root, references, DATED, direction=direction)
    dates = {version.number: version.date.year or 0 for version in DATED}
    assert {edge.reference for edge in by_day.edges} <= {edge.reference for edge in whole.edges}
    assert all(dates[edge.reference.source] <= year for edge in by_day.edges)
    assert by_day.as_of is not None
    told = set(by_day.as_of.later)
    missing = {edge.reference.source for edge in whole.edges} - {edge.reference.source for edge in by_day.edges}
    assert not missing or told
    assert trace(root, references, DATED, direction=direction, as_of=DocumentDate(2010)).edges == whole.edges


CHAINED = st.builds(
    lambda revision, chain: DocumentNumber(
        Register.COUNCIL, "ST", "9", 2014, revision, () if chain and chain[0].kind == "REV" else tuple(chain)
    ),
    st.integers(0, 3),
    st.lists(st.builds(Suffix, st.sampled_from(SUFFIX_KINDS), st.integers(1, 3)), max_size=3),
)


@settings(deadline=None)
@given(st.sets(CHAINED, max_size=12))
def test_a_number_alone_leads_only_to_known_documents_and_never_in_a_circle(known: set[DocumentNumber]) -> None:
    """Requirement: suffixes never make up a document, and what acts on another is not acted on by it."""
    found = list(by_number(known))
    assert all(each.source in known and each.target in known for each in found)
    assert all(each.state is State.INFERRED and each.evidence.slot == OWN_NUMBER for each in found)
    assert len({each.source for each in found}) == len(found)
    for each in found:
        before, after = each.target, each.source
        assert (before.suffixes, before.revision) != (after.suffixes, after.revision)
        assert comparable(before, after) == (each.relation in (Relation.REVISES, Relation.DECLASSIFIES))
    root = DocumentNumber(Register.COUNCIL, "ST", "9", 2014)
    assert trace(root, (), [Version(WorkId("w"), each) for each in known]).cycles == ()


GRAPHS = st.lists(st.lists(st.integers(0, 7), max_size=3), min_size=8, max_size=8).map(
    lambda rows: dict(enumerate(rows))
)


def reach(graph: dict[int, list[int]], start: int) -> set[int]:
    """The nodes that one or more steps from `start` lead to."""
    seen: set[int] = set()
    todo = list(graph[start])
    while todo:
        node = todo.pop()
        if node not in seen:
            seen.add(node)
            todo += graph[node]
    return seen


@settings(deadline=None)
@given(GRAPHS)
def test_circles_are_the_groups_that_reach_one_another(graph: dict[int, list[int]]) -> None:
    """Requirement: cycles are listed, never cut: each document that leads back to itself is in exactly one group."""
    expected = {frozenset(b for b in graph if a in reach(graph, b) and b in reach(graph, a)) for a in graph} - {
        frozenset()
    }
    found = circles(graph)
    assert sorted(map(sorted, found)) == sorted(map(sorted, expected))
    assert [circle[0] for circle in found] == sorted(min(circle) for circle in found)
    assert all(any(b in graph[a] for a in circle[:at]) for circle in found for at, b in enumerate(circle) if at)
