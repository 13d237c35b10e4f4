"""Laws of rulings: what a person confirmed stands, what a person rejected is never linked, and no other law is broken."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from revtrack.diff import apply, checked, compare_units, invert
from revtrack.diff.units import of_texts
from revtrack.model.changes import Comparison, Reason, TextUnit, UnitClass
from revtrack.model.rulings import NO_RULINGS, Rulings
from tests.laws.test_diff_laws import paragraphs, sentences, sides, units

Units = tuple[TextUnit, ...]


@st.composite
def revised(draw: st.DrawFn) -> tuple[Units, Units]:
    """An old side, and a new one made of it by moving, joining, parting, dropping and adding units."""
    old = draw(units)
    new: list[TextUnit] = []
    for unit in draw(st.permutations(old)) if draw(st.booleans()) else old:
        what = draw(st.sampled_from(["keep", "keep", "drop", "part", "join", "change", "double"]))
        words = unit.text.split(" ")
        if what == "part":
            cut = draw(st.integers(0, len(words)))
            new += [TextUnit(" ".join(part), unit.marker, unit.unit_class) for part in (words[:cut], words[cut:])]
        elif what == "join" and new:
            last = new.pop()
            new.append(TextUnit(f"{last.text} {unit.text}", last.marker, last.unit_class))
        elif what == "change":
            new.append(TextUnit(f"{unit.text} {draw(sentences)}", unit.marker, unit.unit_class))
        elif what != "drop":
            new += [unit] * (2 if what == "double" else 1)
    return tuple(old), tuple(new[:12])


plain_pairs = st.tuples(sides, sides).map(lambda pair: (of_texts(pair[0]), of_texts(pair[1])))
unit_pairs = st.tuples(units, units).map(lambda pair: (tuple(pair[0]), tuple(pair[1])))
alike = st.lists(paragraphs, max_size=6).map(lambda side: (of_texts(side), of_texts(side)))
long = st.lists(st.sampled_from(["not", "shall", "the reader", "and boxes", "of 3 boxes"]), min_size=4, max_size=9)
wordy = st.lists(long.map(" ".join), max_size=6).map(of_texts)
pairs = st.one_of(plain_pairs, unit_pairs, alike, revised(), st.tuples(wordy, wordy))


def groups(old: Units, new: Units, unit_class: UnitClass, draw: st.DrawFn) -> list[tuple[tuple[int, ...], ...]]:
    """Confirmed pairings of one class, no position in two of them."""
    olds, news = ([at for at, unit in enumerate(side) if unit.unit_class is unit_class] for side in (old, new))
    found = []
    for _ in range(draw(st.integers(0, 2))):
        if not olds or not news:
            break
        one, several = (olds, news) if draw(st.booleans()) else (news, olds)
        head = draw(st.sampled_from(one))
        tail = sorted(draw(st.lists(st.sampled_from(several), min_size=1, max_size=3, unique=True)))
        one.remove(head)
        for at in tail:
            several.remove(at)
        found.append(((head,), tuple(tail)) if one is olds else (tuple(tail), (head,)))
    return found


@st.composite
def ruled(draw: st.DrawFn) -> tuple[Units, Units, Rulings]:
    """Two sides and consistent rulings on them."""
    old, new = draw(pairs)
    confirmed = [pairing for unit_class in UnitClass for pairing in groups(old, new, unit_class, draw)]
    linked = {(i, j) for olds, news in confirmed for i in olds for j in news}
    both = [(i, j) for i in range(len(old)) for j in range(len(new)) if (i, j) not in linked]
    diagonal = [(i, j) for i, j in both if i == j]
    rejected = draw(st.lists(st.sampled_from(both), max_size=4)) if both else []
    rejected += draw(st.sampled_from([[], diagonal, both]))
    return old, new, Rulings(tuple(confirmed), frozenset(rejected))


def _links(comparison: Comparison) -> set[tuple[int, int]]:
    return {(i, j) for change in comparison.changes for i in change.old for j in change.new}


def _ordered(rulings: Rulings) -> Sequence[object]:
    return sorted(rulings.confirmed), sorted(rulings.rejected)


@settings(deadline=None, max_examples=400)
@given(ruled())
def test_every_confirmed_pairing_stands_and_no_other_bears_its_reason(told: tuple[Units, Units, Rulings]) -> None:
    """A person's confirmed pairing always wins, just as it was confirmed: nothing joins it, nothing takes a part of it."""
    old, new, rulings = told
    changes = compare_units(old, new, rulings=rulings).changes
    confirmed = [(change.old, change.new) for change in changes if change.reason is Reason.CONFIRMED]
    assert sorted(confirmed) == sorted(rulings.confirmed)


@settings(deadline=None, max_examples=400)
@given(ruled())
def test_no_rejected_pair_is_linked(told: tuple[Units, Units, Rulings]) -> None:
    """A person's rejected pairing always wins, in splits and merges too."""
    old, new, rulings = told
    assert not _links(compare_units(old, new, rulings=rulings)) & rulings.rejected


@settings(deadline=None, max_examples=250)
@given(ruled())
def test_a_ruled_comparison_rebuilds_both_sides(told: tuple[Units, Units, Rulings]) -> None:
    """apply(old, compare(old, new)) == new, and the inverse gives old back, whatever was ruled."""
    old, new, rulings = told
    comparison = checked(compare_units(old, new, rulings=rulings))
    assert apply(old, comparison) == new
    assert apply(new, invert(comparison)) == old


@settings(deadline=None, max_examples=400)
@given(ruled())
def test_exchanging_the_sides_and_the_rulings_mirrors_the_comparison(told: tuple[Units, Units, Rulings]) -> None:
    """Exchanged sides with mirrored rulings give the inverse, exactly.

    Left out is the one case that has no answer: equal sides with rulings that are their own mirror, as "2 is 3, and 3 is 2".
    The exchanged question is then the same question, and of the two only one can have stayed in place.
    """
    old, new, rulings = told
    assume(old != new or _ordered(rulings) != _ordered(rulings.mirrored))
    assert compare_units(new, old, rulings=rulings.mirrored) == invert(compare_units(old, new, rulings=rulings))


@settings(deadline=None, max_examples=100)
@given(pairs)
def test_what_a_comparison_says_can_be_confirmed_without_changing_it(pair: tuple[Units, Units]) -> None:
    """Confirming every pairing that was found keeps the same links and kinds; rejecting none keeps everything."""
    old, new = pair
    found = compare_units(old, new)
    links = tuple((change.old, change.new) for change in found.changes if change.old and change.new)
    again = compare_units(old, new, rulings=Rulings(links))
    assert _links(again) >= _links(found)
    assert compare_units(old, new, rulings=NO_RULINGS) == found


@settings(deadline=None, max_examples=100)
@given(ruled())
def test_the_order_in_which_rulings_are_given_changes_nothing(told: tuple[Units, Units, Rulings]) -> None:
    """Equal rulings give equal comparisons."""
    old, new, rulings = told
    turned = Rulings(rulings.confirmed[::-1], rulings.rejected)
    assert compare_units(old, new, rulings=turned) == compare_units(old, new, rulings=rulings)
