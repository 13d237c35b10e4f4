"""Weighing: a pair stands by what it shares, by its lead over rivals, and by its company."""

from __future__ import annotations

from revtrack.diff.align import align
from revtrack.diff.candidates import WHOLE, Candidate, candidates
from revtrack.diff.pairing import NEW, OLD, Pairing
from revtrack.diff.sides import Side, Vocabulary
from revtrack.diff.units import of_texts
from revtrack.diff.weighing import Rivals
from revtrack.model.changes import Reason


def pairing_of(old: list[str], new: list[str]) -> Pairing:
    vocabulary = Vocabulary()
    return Pairing(Side(of_texts(old), vocabulary), Side(of_texts(new), vocabulary))


def candidate(old: int, new: int, shared: int) -> Candidate:
    return Candidate(old, new, 0.5, shared, shared)


def test_the_best_pair_leads_by_its_distance_to_the_second_best_of_both_units() -> None:
    found = [candidate(0, 0, 600), candidate(0, 1, 200), candidate(1, 0, 500)]
    rivals = Rivals(found)
    assert [rivals.lead(each) for each in found] == [400 + 100, -400 + 200, 500 - 100]


def test_a_pair_without_rivals_leads_by_all_it_shares() -> None:
    found = [candidate(3, 4, 700)]
    assert Rivals(found).lead(found[0]) == 1_400


def test_of_two_equal_partners_neither_leads_at_the_unit_they_share() -> None:
    found = [candidate(0, 0, 600), candidate(0, 1, 600)]
    assert [Rivals(found).lead(each) for each in found] == [600, 600]


def test_what_is_shared_counts_by_its_worth_and_not_by_the_number_of_words() -> None:
    common = "the member states shall lay down the rules on"
    old = [f"{common} {word}" for word in ("zebra fences", "quartz lamps", "velvet ropes", "copper bells")]
    new = [f"{word} of {common}" for word in ("copper bells", "velvet ropes", "quartz lamps", "zebra fences")]
    found = candidates(pairing_of(old, new), {}, 0.2)
    best = {i: max((c for c in found if c.old == i), key=lambda c: c.shared).new for i in range(4)}
    assert best == {0: 3, 1: 2, 2: 1, 3: 0}
    assert all(0 <= c.shared <= c.held <= WHOLE for c in found)


def test_a_rewritten_provision_that_moved_is_tied_by_its_rare_words() -> None:
    fill = [f"Filler {word} says what {word} readers need to know about {word}." for word in "abcdefgh"]
    before = "A building is any structure fixed to or in the ground, with its chimneys, cellars and lightning rods."
    after = "For this purpose building means a structure fixed in the ground; cellars, chimneys and lightning rods belong to it."
    pairing, _ = align(of_texts([before, *fill]), of_texts([*fill, after]))
    tie = pairing.of(OLD, 0)
    assert tie is not None
    assert (tie.new, tie.reason) == ((8,), Reason.LIKENESS)


def test_runs_hold_every_tie_once_splits_and_merges_apart() -> None:
    pairing = pairing_of(list("abcdefgh"), list("abcdefgh"))
    pairing.tie_run(0, 0, 2)
    pairing.tie([2], [2, 3], Reason.LIKENESS)
    pairing.tie([4, 5], [5], Reason.LIKENESS)
    pairing.tie_run(6, 6, 2)
    assert [(run.old, run.new, run.length, run.old_end, run.new_end) for run in pairing.runs()] == [
        (0, 0, 2, 1, 1),
        (2, 2, 1, 2, 3),
        (4, 5, 1, 5, 5),
        (6, 6, 2, 7, 7),
    ]
    assert [tie.old for tie in pairing.ties()] == [(0,), (1,), (2,), (4, 5), (6,), (7,)]
    assert (pairing.free(OLD), pairing.free(NEW)) == ([3], [4])
