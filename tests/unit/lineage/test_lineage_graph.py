"""Tracing: which documents a lineage holds, in which order, and what it says of each."""

from collections.abc import Iterable

import pytest

from revtrack.errors import BadValue
from revtrack.lineage import Direction, trace
from revtrack.lineage.asof import is_after, is_by
from revtrack.lineage.order import RANK, RELATIONS, STATES, WEAKNESS, number_key
from revtrack.model.dates import UNKNOWN_DATE, DocumentDate
from revtrack.model.documents import Version
from revtrack.model.language import Language
from revtrack.model.numbers import DocumentNumber
from revtrack.model.relations import Evidence, Lineage, Node, Reference, Relation, State
from revtrack.model.texts import WorkId


def number(text: str) -> DocumentNumber:
    return DocumentNumber.read(text)


def ref(
    source: str, relation: Relation, target: str, state: State = State.STATED, quote: str = "", marking: str = ""
) -> Reference:
    markings = (marking,) if marking else ()
    return Reference(number(source), relation, number(target), state, Evidence(quote=quote), markings=markings)


def version(text: str, date: DocumentDate = UNKNOWN_DATE, language: Language | None = None, **facts: object) -> Version:
    return Version(WorkId("eu-crr"), number(text), language, (1,) if language else (), date, **facts)


def cites(*pairs: str) -> list[Reference]:
    """References from "a b" pairs of local names."""
    return [ref(pair.split()[0], Relation.CITES, pair.split()[1]) for pair in pairs]


def lines(lineage: Lineage) -> list[str]:
    return [
        f"{edge.depth} {edge.reference.source} {edge.reference.relation.word} {edge.reference.target}"
        for edge in lineage.edges
    ]


def names(numbers: Iterable[DocumentNumber]) -> str:
    return " ".join(str(each) for each in numbers)


STRATEGY = [
    ref("9956/14", Relation.PREVIOUS_DOCUMENT, "5643/5/14"),
    ref("9956/14", Relation.CITES, "9447/13", State.EXTRACTED),
    ref("9956/14", Relation.CITES, "5451/14", State.EXTRACTED),
    ref("9956/14", Relation.REVISES, "15175/08", State.INFERRED),
    ref("15175/08", Relation.REVISES, "14781/1/05", State.CATALOGUED),
    ref("14781/1/05", Relation.PREVIOUS_DOCUMENT, "14347/05", State.CATALOGUED),
    ref("13469/1/14", Relation.PREVIOUS_DOCUMENT, "9956/14", State.CATALOGUED),
    ref("13469/1/14", Relation.PREVIOUS_DOCUMENT, "13001/1/14", State.CATALOGUED),
    ref("6700/17", Relation.PREVIOUS_DOCUMENT, "13469/1/14", State.CATALOGUED),
]
VERSIONS = [
    version("9956/14", DocumentDate(2014, 5, 19), Language.DA),
    version("15175/08", DocumentDate(2008, 11, 14)),
    version("14781/1/05", DocumentDate(2005, 11, 24)),
    version("9447/13", DocumentDate(2013, 6, 6)),
    version("5451/14", DocumentDate(2014, 1, 15)),
]


def test_up_goes_to_what_a_document_revises_follows_and_cites() -> None:
    assert lines(trace(number("9956/14"), STRATEGY, VERSIONS, direction=Direction.UP)) == [
        "1 9956/14 revises 15175/08",
        "1 9956/14 previous 5643/5/14 REV 5",
        "1 9956/14 cites 5451/14",
        "1 9956/14 cites 9447/13",
        "2 15175/08 revises 14781/1/05 REV 1",
        "3 14781/1/05 REV 1 previous 14347/05",
    ]


def test_down_goes_to_what_refers_to_a_document() -> None:
    assert lines(trace(number("9956/14"), STRATEGY, VERSIONS, direction=Direction.DOWN)) == [
        "1 13469/1/14 REV 1 previous 9956/14",
        "2 6700/17 previous 13469/1/14 REV 1",
    ]


def test_both_is_the_two_walks_together_the_way_up_first() -> None:
    both = trace(number("9956/14"), STRATEGY, VERSIONS)
    up = trace(number("9956/14"), STRATEGY, VERSIONS, direction=Direction.UP)
    down = trace(number("9956/14"), STRATEGY, VERSIONS, direction=Direction.DOWN)
    assert set(both.edges) == {*up.edges, *down.edges}
    assert lines(both)[3:6] == [
        "1 9956/14 cites 9447/13",
        "1 13469/1/14 REV 1 previous 9956/14",
        "2 15175/08 revises 14781/1/05 REV 1",
    ]


def test_what_else_cites_a_cited_document_is_no_part_of_the_family() -> None:
    lineage = trace(number("a"), cites("a c", "b c"), ())
    assert names(node.number for node in lineage.nodes) == "a c"


@pytest.mark.parametrize(("depth", "expected"), [(0, "a"), (1, "a b z"), (2, "a b z c"), (None, "a b z c d")])
def test_depth_counts_steps_from_the_document_asked_for(depth: int | None, expected: str) -> None:
    lineage = trace(number("a"), cites("a b", "b c", "c d", "z a"), (), depth=depth)
    assert names(node.number for node in lineage.nodes) == expected


def test_a_negative_depth_is_refused() -> None:
    with pytest.raises(BadValue):
        trace(number("a"), (), (), depth=-1)


def test_an_edge_has_the_depth_of_the_nearest_way() -> None:
    lineage = trace(number("a"), cites("a b", "b c", "a c", "c d"), (), direction=Direction.UP)
    assert lines(lineage) == ["1 a cites b", "1 a cites c", "2 b cites c", "2 c cites d"]


def test_an_edge_of_a_circle_keeps_the_nearer_of_its_two_depths() -> None:
    lineage = trace(number("a"), cites("a b", "b c", "c a"), ())
    assert lines(lineage) == ["1 a cites b", "1 c cites a", "2 b cites c"]


@pytest.mark.parametrize("direction", Direction)
def test_a_document_nobody_refers_to_is_a_lineage_of_one(direction: Direction) -> None:
    lineage = trace(number("9956/14"), (), VERSIONS, direction=direction)
    assert [(node.number, node.held) for node in lineage.nodes] == [(number("9956/14"), True)]
    assert (lineage.root, lineage.edges, lineage.cycles) == (number("9956/14"), (), ())


def test_only_the_relations_asked_for_are_followed() -> None:
    lineage = trace(number("9956/14"), STRATEGY, (), direction=Direction.UP, relations={Relation.REVISES})
    assert lines(lineage) == ["1 9956/14 revises 15175/08", "2 15175/08 revises 14781/1/05 REV 1"]


def test_edges_are_ordered_by_relation_then_newest_date_then_number() -> None:
    references = [
        *(ref("a", relation, "x") for relation in reversed(RELATIONS)),
        *(ref("a", Relation.REVISES, target) for target in ("10/14", "9/14", "8/13", "7/12")),
    ]
    versions = [version("7/12", DocumentDate(2012)), version("8/13", DocumentDate(2013, 1, 1))]
    lineage = trace(number("a"), references, versions, direction=Direction.UP)
    revised = [str(edge.reference.target) for edge in lineage.edges if edge.reference.relation is Relation.REVISES]
    assert revised == ["8/13", "7/12", "9/14", "10/14", "x"]
    assert [edge.reference.relation for edge in lineage.edges][4:] == list(RELATIONS)


def test_the_order_does_not_depend_on_the_order_of_what_is_given() -> None:
    forward = trace(number("9956/14"), STRATEGY, VERSIONS)
    assert trace(number("9956/14"), STRATEGY[::-1], VERSIONS[::-1]) == forward


def test_every_relation_has_a_rank_and_every_state_a_strength() -> None:
    assert set(RANK) == set(Relation)
    assert set(WEAKNESS) == set(State)
    assert (RELATIONS[0], RELATIONS[-2:]) == (Relation.REVISES, (Relation.PREVIOUS_DOCUMENT, Relation.CITES))


@pytest.mark.parametrize(("weaker", "stronger"), [(STATES[at + 1], STATES[at]) for at in range(len(STATES) - 1)])
def test_the_strongest_state_of_an_edge_stays_with_its_evidence(weaker: State, stronger: State) -> None:
    both = [ref("a", Relation.CITES, "b", weaker, "weak"), ref("a", Relation.CITES, "b", stronger, "strong")]
    for references in (both, both[::-1]):
        [edge] = trace(number("a"), references, ()).edges
        assert (edge.reference.state, edge.reference.evidence.quote) == (stronger, "strong")


def test_states_are_ranked_from_confirmed_to_inferred() -> None:
    assert [state.value for state in STATES] == ["confirmed", "stated", "extracted", "catalogued", "inferred"]


def test_of_two_places_with_one_state_the_first_is_the_evidence() -> None:
    references = [ref("a", Relation.CITES, "b", quote="one"), ref("a", Relation.CITES, "b", quote="two")]
    [edge] = trace(number("a"), references, ()).edges
    assert edge.reference.evidence.quote == "one"


def test_markings_of_a_folded_mention_are_not_lost() -> None:
    references = [
        ref("a", Relation.CITES, "b", State.STATED),
        ref("a", Relation.CITES, "b", State.EXTRACTED, marking="EU RESTRICTED"),
    ]
    [edge] = trace(number("a"), references, ()).edges
    assert (edge.reference.state, edge.reference.markings) == (State.STATED, ("EU RESTRICTED",))


def test_two_relations_between_the_same_documents_are_two_edges() -> None:
    references = [ref("a", Relation.REVISES, "b"), ref("a", Relation.PREVIOUS_DOCUMENT, "b")]
    assert len(trace(number("a"), references, ()).edges) == 2


def test_language_versions_of_one_number_are_one_node() -> None:
    versions = [
        version("9956/14", DocumentDate(2014, 5, 19), Language.EN, title="EU Strategy"),
        version("9956/14", DocumentDate(2014, 5, 19), Language.DA, title="Strategi", markings=("LIMITE",)),
        version("9956/14", title="record", markings=("LIMITE", "PUBLIC")),
    ]
    assert trace(number("9956/14"), (), versions).nodes == (
        Node(
            number("9956/14"),
            held=True,
            date="2014-05-19",
            languages=("da", "en"),
            title="Strategi",
            work="eu-crr",
            markings=("LIMITE", "PUBLIC"),
        ),
    )


def test_a_document_nobody_knows_more_of_is_a_node_with_nothing_but_its_number() -> None:
    lineage = trace(number("9956/14"), STRATEGY, VERSIONS)
    by_number = {str(node.number): node for node in lineage.nodes}
    assert by_number["5643/5/14 REV 5"] == Node(number("5643/5/14"), held=False)
    assert (by_number["15175/08"].held, by_number["15175/08"].date) == (False, "2008-11-14")


def test_a_number_that_is_an_alias_of_one_version_is_that_version() -> None:
    versions = [version("eupl-1-2", aliases=(number("32017D0863"),)), version("a")]
    references = [ref("a", Relation.CITES, "32017D0863"), ref("eupl-1-2", Relation.SAME_AS, "32017D0863")]
    lineage = trace(number("a"), references, versions)
    assert lines(lineage) == ["1 a cites eupl-1-2"]
    assert trace(number("32017D0863"), references, versions).root == number("eupl-1-2")


@pytest.mark.parametrize(
    "versions",
    [
        [version("b", aliases=(number("x"),)), version("c", aliases=(number("x"),))],
        [version("b", aliases=(number("x"),)), version("x")],
    ],
)
def test_an_alias_of_two_documents_or_of_a_document_of_its_own_stands_for_neither(versions: list[Version]) -> None:
    assert lines(trace(number("a"), cites("a x"), versions)) == ["1 a cites x"]


@pytest.mark.parametrize(
    ("pairs", "circles"),
    [
        (["a b", "b c"], []),
        (["a b", "b a"], ["a b"]),
        (["a b", "b c", "c a"], ["a b c"]),
        (["a c", "c b", "b a"], ["a c b"]),
        (["a b", "b c", "c b"], ["b c"]),
        (["a z", "z a", "a m", "m n", "n m"], ["a z", "m n"]),
        (["a b", "b c", "c a", "c d", "d b"], ["a b c d"]),
    ],
)
def test_circles_are_named_from_their_smallest_document_along_the_references(
    pairs: list[str], circles: list[str]
) -> None:
    lineage = trace(number("a"), cites(*pairs), ())
    assert [names(circle) for circle in lineage.cycles] == circles
    assert len(lineage.edges) == len(pairs)


def test_a_document_that_names_itself_is_no_relation_and_is_told() -> None:
    references = [*cites("b b", "a a", "a b"), ref("a", Relation.PREVIOUS_DOCUMENT, "a"), *cites("z z")]
    lineage = trace(number("a"), references, ())
    assert (lines(lineage), lineage.cycles) == (["1 a cites b"], ())
    assert [f"{each.source} {each.relation.word}" for each in lineage.own] == ["a previous", "a cites", "b cites"]


def test_a_document_that_names_itself_by_another_of_its_numbers_is_told_too() -> None:
    versions = [version("eupl-1-2", aliases=(number("32017D0863"),))]
    references = [ref("eupl-1-2", Relation.CITES, "32017D0863"), ref("eupl-1-2", Relation.SAME_AS, "32017D0863")]
    lineage = trace(number("eupl-1-2"), references, versions)
    assert (lineage.edges, [each.relation for each in lineage.own]) == ((), [Relation.CITES])


@pytest.mark.parametrize(
    ("versions", "claims"),
    [
        ([version("b", aliases=(number("x"),)), version("c", aliases=(number("x"),))], ["x: b c"]),
        ([version("b", aliases=(number("x"),)), version("x")], ["x: b x"]),
        ([version("b", aliases=(number("x"),))], []),
        ([version("b", aliases=(number("b"),))], []),
        ([version("y", aliases=(number("q"),)), version("z", aliases=(number("q"),))], []),
    ],
)
def test_a_number_that_two_documents_claim_is_shown_with_both(versions: list[Version], claims: list[str]) -> None:
    lineage = trace(number("a"), cites("a x"), versions)
    assert [f"{claim.number}: {names(claim.claimants)}" for claim in lineage.disputed] == claims


DAY = DocumentDate(2014, 11, 26)


def test_as_of_a_day_only_what_documents_of_that_day_say_counts() -> None:
    versions = [
        *VERSIONS,
        version("13469/1/14", DocumentDate(2014, 11, 27)),
        version("6700/17", DocumentDate(2017, 3, 9)),
    ]
    before = trace(number("9956/14"), STRATEGY, versions, as_of=DAY)
    assert lines(before)[-1] == "3 14781/1/05 REV 1 previous 14347/05"
    assert all("13469" not in line for line in lines(before))
    assert before.as_of is not None
    assert (before.as_of.day, names(before.as_of.later), before.as_of.undated) == ("2014-11-26", "13469/1/14 REV 1", ())
    after = trace(number("9956/14"), STRATEGY, versions, as_of=DocumentDate(2014, 11, 27))
    assert lines(after)[-1] == "3 14781/1/05 REV 1 previous 14347/05"
    assert "1 13469/1/14 REV 1 previous 9956/14" in lines(after)
    assert after.as_of is not None
    assert names(after.as_of.later) == "6700/17"


def test_as_of_a_day_what_undated_documents_say_is_left_out_and_told() -> None:
    lineage = trace(number("9956/14"), STRATEGY, VERSIONS, as_of=DAY)
    assert lineage.as_of is not None
    assert (lineage.as_of.later, names(lineage.as_of.undated)) == ((), "13469/1/14 REV 1")


@pytest.mark.parametrize(
    ("date", "day", "standing"),
    [
        (DocumentDate(2009), DocumentDate(2009, 6, 30), "unsure"),
        (DocumentDate(2009), DocumentDate(2009, 12, 31), "by"),
        (DocumentDate(2009), DocumentDate(2009), "by"),
        (DocumentDate(2009), DocumentDate(2008, 12, 31), "after"),
        (DocumentDate(2009, 6, 30), DocumentDate(2009), "by"),
        (DocumentDate(2009, 6, 30), DocumentDate(2009, 6, 30), "by"),
        (DocumentDate(2009, 7, 1), DocumentDate(2009, 6, 30), "after"),
        (UNKNOWN_DATE, DocumentDate(2009), "unsure"),
    ],
)
def test_a_year_alone_is_there_when_it_has_ended(date: DocumentDate, day: DocumentDate, standing: str) -> None:
    assert (is_by(date, day), is_after(date, day)) == (standing == "by", standing == "after")


def test_a_lineage_as_of_an_unknown_day_is_refused() -> None:
    with pytest.raises(BadValue):
        trace(number("a"), (), (), as_of=UNKNOWN_DATE)


def test_numbers_are_ordered_as_people_count_them() -> None:
    ordered = ["CM 1/14", "9/98", "9/14", "10/14", "10/14 ADD 2", "10/14 ADD 10", "10/1/14", "10/10/14", "a", "b"]
    numbers = [number(each) for each in ordered]
    assert sorted(set(numbers), key=number_key) == numbers


def ten_thousand() -> list[DocumentNumber]:
    return [DocumentNumber.parse(f"{serial}/14") for serial in range(1, 10_001)]


@pytest.mark.parametrize("closed", [False, True], ids=["chain", "circle"])
def test_ten_thousand_documents_in_a_row_are_traced_without_recursion(closed: bool) -> None:
    numbers = ten_thousand()
    pairs = list(zip(numbers, numbers[1:] + numbers[:1], strict=True))[: None if closed else -1]
    references = [Reference(source, Relation.REVISES, target, State.STATED) for source, target in pairs]
    lineage = trace(numbers[0], references, [Version(WorkId("w"), each) for each in numbers])
    assert len(lineage.nodes) == 10_000
    assert [len(circle) for circle in lineage.cycles] == ([10_000] if closed else [])
