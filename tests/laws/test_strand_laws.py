"""Laws of strands: nothing is lost, nothing is torn, and what a strand says is what its comparisons say."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from revtrack.diff import compare_texts, compare_units, oldest_first, strands
from revtrack.diff.returns import FLOOR
from revtrack.model.changes import Comparison, Kind, TextUnit, UnitClass
from revtrack.model.strands import Strand

QUICK = settings(deadline=None, max_examples=120)
SENTENCES = (
    "Only pencils may be used at the desks.",
    "Originals are handled with clean, dry hands.",
    "Readers may use the reading room on weekdays.",
    "Every reader must sign the register before entering the reading room.",
    "Readers may use the reading room on weekdays. Every reader must sign the register before entering the reading room.",
    "Bags and coats are left in the lockers by the door, and the key is handed back at the end of the visit.",
    "Bags and hats are left in the lockers by the door, and the key is handed back at the end of the visit.",
    "Repealed.",
    "",
)
units = st.builds(
    TextUnit,
    st.sampled_from(SENTENCES),
    st.sampled_from(["", "1.", "2.", "-"]),
    st.sampled_from([UnitClass.PARAGRAPH, UnitClass.PARAGRAPH, UnitClass.HEADING, UnitClass.FOOTNOTE]),
)


@st.composite
def chains(draw: st.DrawFn) -> list[Comparison]:
    """Comparisons of up to five versions, each made of what any of them may hold: much is lost and comes back."""
    stock = draw(st.lists(units, max_size=6))
    versions = [
        tuple(draw(st.permutations(stock))[: draw(st.integers(0, len(stock)))] + draw(st.lists(units, max_size=2)))
        for _ in range(draw(st.integers(2, 5)))
    ]
    return [compare_units(old, new) for old, new in pairwise(versions)]


def holders(found: tuple[Strand, ...], version: int, at: int) -> set[int]:
    return {number for number, strand in enumerate(found) if at in strand.positions[version]}


@QUICK
@given(chains())
def test_every_unit_of_every_version_is_in_a_strand(comparisons: list[Comparison]) -> None:
    """Nothing is lost: every unit has a history, and no history is told twice."""
    found = strands(comparisons)
    versions = [comparisons[0].old, *(one.new for one in comparisons)]
    for version, side in enumerate(versions):
        assert {at for strand in found for at in strand.positions[version]} == set(range(len(side)))
    assert len(set(found)) == len(found)
    assert all(len(next(filter(None, strand.positions))) == 1 for strand in found), "a strand begins with one unit"


@QUICK
@given(chains())
def test_what_a_change_ties_stays_in_one_strand(comparisons: list[Comparison]) -> None:
    """Splits and merges stay connected: the strands of an old unit hold all that became of it."""
    found = strands(comparisons)
    for step, comparison in enumerate(comparisons):
        for change in comparison.changes:
            before = {number for at in change.old for number in holders(found, step, at)}
            after = [holders(found, step + 1, at) for at in change.new]
            assert all(before <= those for those in after)
            if change.old and change.new:
                assert all(those == before for those in after), "and nothing else comes in"


@QUICK
@given(chains())
def test_a_strand_says_of_a_step_what_the_comparison_says(comparisons: list[Comparison]) -> None:
    """Its steps are exactly the changes of its units, and lead from its positions to its positions."""
    for strand in strands(comparisons):
        back = {(one.back, one.change.new[0]) for one in strand.reintroduced}
        for step, changes in enumerate(strand.steps):
            here, there = set(strand.positions[step]), set(strand.positions[step + 1])
            assert there == {at for change in changes for at in change.new}
            touching = [change for change in comparisons[step].changes if here & set(change.old)]
            assert [change for change in changes if change.old] == touching
            begins = not any(strand.positions[: step + 1])
            for change in changes:
                assert change.old or begins or (step + 1, change.new[0]) in back


@QUICK
@given(chains())
def test_what_is_reintroduced_was_deleted_is_inserted_and_is_alike(comparisons: list[Comparison]) -> None:
    """No text is called reintroduced that was there all the time, or stands in its version more than once."""
    versions = [comparisons[0].old, *(one.new for one in comparisons)]
    for strand in strands(comparisons):
        for one in strand.reintroduced:
            old, new = versions[one.left][one.change.old[0]], versions[one.back][one.change.new[0]]
            assert one.left + 1 < one.back
            assert any(c.kind is Kind.DELETED and c.old == one.change.old for c in strand.steps[one.left])
            assert any(c.kind is Kind.INSERTED and c.new == one.change.new for c in strand.steps[one.back - 1])
            assert old.unit_class is new.unit_class
            assert old.text == new.text or one.change.similarity >= FLOOR
            for unit, version in ((old, one.left), (new, one.back)):
                same = [u for u in versions[version] if (u.text, u.unit_class) == (unit.text, unit.unit_class)]
                assert len(same) == 1


@QUICK
@given(chains())
def test_both_orders_hold_every_strand_once_and_keep_to_their_text(comparisons: list[Comparison]) -> None:
    """Ordered by one end, strands that stand there stand in the order of its text; equal input gives the equal answer."""
    newest = strands(comparisons)
    oldest = oldest_first(newest, comparisons)
    assert sorted(map(hash, newest)) == sorted(map(hash, oldest))
    for found, end in ((newest, -1), (oldest, 0)):
        first = [strand.positions[end][0] for strand in found if strand.positions[end]]
        assert first == sorted(first)
    assert strands(comparisons) == newest
    assert oldest_first(oldest, comparisons) == oldest


@QUICK
@given(st.lists(st.sampled_from(SENTENCES), max_size=6), st.integers(2, 5))
def test_versions_that_are_equal_have_one_strand_a_unit(side: list[str], versions: int) -> None:
    """Where nothing happens, every strand stays where it is, unchanged."""
    comparisons = [compare_texts(side, side)] * (versions - 1)
    found = strands(comparisons)
    assert [strand.positions for strand in found] == [((at,),) * versions for at in range(len(side))]
    assert all(change.kind is Kind.UNCHANGED for strand in found for step in strand.steps for change in step)
    assert oldest_first(found, comparisons) == found
