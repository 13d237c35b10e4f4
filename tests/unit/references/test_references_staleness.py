"""References gone stale, references as people ruled on them, and what became of them between two versions."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from revtrack import diff
from revtrack.errors import BadValue
from revtrack.model.citations import RelationRuling
from revtrack.model.dates import DocumentDate
from revtrack.model.documents import Version
from revtrack.model.language import Language
from revtrack.model.numbers import DocumentNumber
from revtrack.model.pairings import Verdict
from revtrack.model.relations import Reference, Relation, State
from revtrack.model.texts import Component, Expression, Paragraph, Role, WorkId
from revtrack.references import changed, extract, in_force, ruled, stale

CITES, REVISES, REPLACES, REPEALS = Relation.CITES, Relation.REVISES, Relation.REPLACES, Relation.REPEALS


def number(text: str) -> DocumentNumber:
    return DocumentNumber.parse(text)


def says(source: str, relation: Relation, target: str, state: State = State.EXTRACTED) -> Reference:
    return Reference(number(source), relation, number(target), state)


def version(text: str, work: str, date: str = "2020") -> Version:
    return Version(WorkId(work), number(text), date=DocumentDate.parse(date))


def told(*references: Reference, versions: tuple[Version, ...] = ()) -> list[tuple[str, str, list[str], bool]]:
    known = versions or tuple(version(f"{n}/20", f"w{n}") for n in range(1, 9))
    return [
        (str(one.reference.source), str(one.reference.target), list(map(str, one.current)), one.cites_current)
        for one in stale(references, known)
    ]


def test_a_reference_to_what_was_revised_is_stale_and_the_newest_is_named() -> None:
    assert told(says("1/20", CITES, "2/20"), says("3/20", REVISES, "2/20"), says("4/20", REPLACES, "3/20")) == [
        ("1/20", "2/20", ["4/20"], False)
    ]


def test_the_evidence_of_every_step_is_given() -> None:
    steps = (says("3/20", REVISES, "2/20"), says("4/20", REPLACES, "3/20", State.CATALOGUED))
    [found] = stale((says("1/20", CITES, "2/20"), *steps), [version("1/20", "a")])
    assert found.since == steps


def test_what_is_repealed_has_nothing_in_its_place() -> None:
    assert told(says("1/20", CITES, "2/20"), says("3/20", REPEALS, "2/20")) == [("1/20", "2/20", [], False)]


def test_where_ways_part_all_are_named() -> None:
    found = told(says("1/20", CITES, "2/20"), says("3/20", REVISES, "2/20"), says("4/20", REVISES, "2/20"))
    assert found == [("1/20", "2/20", ["3/20", "4/20"], False)]


def test_a_circle_ends_nowhere_and_is_no_endless_walk() -> None:
    found = told(says("1/20", CITES, "2/20"), says("3/20", REVISES, "2/20"), says("2/20", REVISES, "3/20"))
    assert found == [("1/20", "2/20", [], False)]


def test_who_cites_the_newest_as_well_is_said() -> None:
    found = told(says("1/20", CITES, "2/20"), says("1/20", CITES, "3/20"), says("3/20", REVISES, "2/20"))
    assert found == [("1/20", "2/20", ["3/20"], True)]


@pytest.mark.parametrize("relation", [Relation.PREVIOUS_DOCUMENT, REVISES, REPLACES, Relation.CORRECTS])
def test_what_points_to_the_past_by_nature_is_never_stale(relation: Relation) -> None:
    assert told(says("1/20", relation, "2/20"), says("3/20", REVISES, "2/20")) == []


def test_a_successor_may_cite_what_it_took_the_place_of() -> None:
    assert told(says("3/20", CITES, "2/20"), says("4/20", REVISES, "2/20"), says("3/20", REVISES, "4/20")) == []


def test_only_documents_in_force_are_looked_at() -> None:
    old, new = version("1/20", "a", "2020-01-01"), version("5/20", "a", "2020-02-01")
    references = (says("1/20", CITES, "2/20"), says("5/20", CITES, "2/20"), says("3/20", REVISES, "2/20"))
    assert [source for source, *_ in told(*references, versions=(old, new))] == ["5/20"]
    repealed = (*references, says("9/20", REPEALS, "5/20"))
    assert in_force((old, new), repealed) == {old.number}
    undated = replace(new, date=DocumentDate())
    assert in_force((old, undated), (says("5/20", REVISES, "1/20"),)) == {new.number}


def ruling(verdict: Verdict, by: str = "Ada", target: str = "2/20") -> RelationRuling:
    return RelationRuling(number("1/20"), CITES, number(target), verdict, by)


def test_a_confirmed_reference_says_who_confirmed_it_and_keeps_its_evidence() -> None:
    said = says("1/20", CITES, "2/20", State.INFERRED)
    assert ruled((said,), (ruling(Verdict.CONFIRMED),)) == (
        (replace(said, state=State.CONFIRMED, asserted_by="Ada"),),
        (),
    )


def test_what_nobody_else_says_stands_by_the_ruling_alone() -> None:
    standing, _ = ruled((), (ruling(Verdict.CONFIRMED),))
    assert standing == (Reference(number("1/20"), CITES, number("2/20"), State.CONFIRMED, asserted_by="Ada"),)


def test_a_rejected_relation_is_gone_wherever_it_was_said_and_others_stay() -> None:
    said = (says("1/20", CITES, "2/20"), says("1/20", CITES, "2/20", State.INFERRED), says("1/20", REVISES, "2/20"))
    assert ruled(said, (ruling(Verdict.REJECTED),)) == (said[2:], said[:2])


def test_rulings_that_contradict_each_other_are_not_applied() -> None:
    said = (says("1/20", CITES, "2/20"),)
    assert ruled(said, (ruling(Verdict.REJECTED), ruling(Verdict.CONFIRMED, "Bo"))) == (said, ())


def test_a_ruling_on_a_document_and_itself_or_by_nobody_is_none() -> None:
    with pytest.raises(BadValue, match="no relation to itself"):
        ruling(Verdict.CONFIRMED, target="1/20")
    with pytest.raises(BadValue, match="name of who made it"):
        ruling(Verdict.CONFIRMED, by="")


def text(*paragraphs: str) -> Expression:
    made = tuple(Paragraph(Role.PARAGRAPH, told, f"{n}.") for n, told in enumerate(paragraphs, 1))
    return Expression(WorkId("w"), number("99/20"), Language.EN, (Component("main", made),))


BASE = "The reading room keeps its registers as laid down"
OTHER = "Nothing of this concerns the boxes that stand in the cellar of the house."


def became(old: Expression, new: Expression, *, family: tuple[str, ...] = ()) -> dict[str, list[str]]:
    numbers = {number(each) for each in family}
    found = changed(extract(old), extract(new), diff.compare(old, new), lambda one, other: {one, other} <= numbers)
    return {
        "gained": [str(ref.target) for ref in found.gained],
        "lost": [str(ref.target) for ref in found.lost],
        "kept": [str(pair.new.target) for pair in found.kept],
        "retargeted": [f"{pair.old.target} > {pair.new.target}: {pair.reason}" for pair in found.retargeted],
    }


def test_a_number_that_stands_where_another_stood_is_retargeted() -> None:
    found = became(text(f"{BASE} in doc. 15175/08.", OTHER), text(f"{BASE} in doc. 9956/14.", OTHER))
    assert found == {"gained": [], "lost": [], "kept": [], "retargeted": ["15175/08 > 9956/14: replaced in place"]}


def test_another_version_of_one_work_in_the_same_paragraph_is_retargeted() -> None:
    old = text(f"{BASE} in doc. 15175/08, and so do all the others in the house.", OTHER)
    new = text(f"{BASE}, and so do all the others in the house, see doc. 9956/14.", OTHER)
    assert became(old, new, family=("15175/08", "9956/14"))["retargeted"] == ["15175/08 > 9956/14: same work"]
    assert became(old, new) == {"gained": ["9956/14"], "lost": ["15175/08"], "kept": [], "retargeted": []}


def test_in_two_paragraphs_one_is_lost_and_one_is_gained() -> None:
    old = text(f"{BASE} in doc. 15175/08.", OTHER)
    new = text(f"{BASE}.", f"{OTHER} See doc. 9956/14.")
    assert became(old, new, family=("15175/08", "9956/14"))["retargeted"] == []
    assert became(old, new)["lost"] == ["15175/08"]


def test_a_reference_that_moved_to_another_paragraph_is_kept() -> None:
    old = text(f"{BASE} in doc. 15175/08.", OTHER)
    new = text(f"{BASE}.", f"{OTHER} See doc. 15175/08.")
    assert became(old, new) == {"gained": [], "lost": [], "kept": ["15175/08"], "retargeted": []}


def test_among_several_that_could_have_been_replaced_none_is_chosen() -> None:
    old = text(f"{BASE} in docs 15175/08, 1/20.", OTHER)
    new = text(f"{BASE} in docs 9956/14, 2/20.", OTHER)
    found = became(old, new, family=("15175/08", "9956/14", "1/20", "2/20"))
    assert all(pair.endswith("replaced in place") for pair in found["retargeted"])


def test_exchanged_sides_exchange_what_is_gained_and_lost() -> None:
    old = text(f"{BASE} in doc. 15175/08.", f"{OTHER} See doc. 1/20.")
    new = text(f"{BASE} in doc. 9956/14.", f"{OTHER} See doc. 1/20.", "A last one cites doc. 7/20 alone.")
    there, back = became(old, new), became(new, old)
    assert there["gained"] == back["lost"] == ["7/20"]
    assert there["kept"] == back["kept"] == ["1/20"]
    assert [len(found["retargeted"]) for found in (there, back)] == [1, 1]


def test_without_a_comparison_nothing_in_the_text_is_said_to_be_retargeted() -> None:
    old, new = (extract(text(f"{BASE} in doc. {n}.")) for n in ("15175/08", "9956/14"))
    found = changed(old, new, None, lambda one, other: True)
    assert (len(found.gained), len(found.lost), found.retargeted) == (1, 1, ())
