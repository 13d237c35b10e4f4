"""Laws of a correspondence, for units of every sort: it tells of each once, mirrors exactly, and holds to what people ruled."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from revtrack.diff import correspond_units
from revtrack.model.changes import TextUnit, UnitClass
from revtrack.model.correspondence import Correspondence, Ground, in_old_order
from revtrack.model.language import Language
from revtrack.model.places import Place
from revtrack.model.rulings import NO_RULINGS, Rulings
from tests.strategies import texts

WORDS = [
    "the",
    "reader",
    "læseren",
    "14781/1/05",
    "3",
    "1,5",
    "1.5",
    "19 May 2014",
    "Article 5",
    "(a)",
    "register",
    "og",
]
MARKERS = ["", "1.", "2.", "(a)", "b)", "ii)", "γ)", "-", "Article 5", "artikel 6", "9 bis"]

sentences = st.one_of(st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join), texts)
places = st.one_of(st.none(), st.sampled_from(["main", "annex"]).map(lambda name: Place("1", "para_1", name, 0)))
units = st.lists(
    st.builds(TextUnit, sentences, st.sampled_from(MARKERS), st.sampled_from(list(UnitClass)), places), max_size=9
)
languages = st.sampled_from([Language.EN, Language.DA, Language.UND, Language.FI])


@st.composite
def rulings_on(draw: st.DrawFn, old: int, new: int) -> Rulings:
    """Rulings that do not contradict each other, on sides of those lengths."""
    if not old or not new:
        return NO_RULINGS
    olds, news = draw(st.permutations(range(old))), draw(st.permutations(range(new)))
    count = draw(st.integers(0, min(old, new, 2)))
    confirmed = tuple(((i,), (j,)) for i, j in zip(olds[:count], news[:count], strict=True))
    pair = st.tuples(st.integers(0, old - 1), st.integers(0, new - 1))
    rejected = draw(st.frozensets(pair, max_size=4)) - {(i[0], j[0]) for i, j in confirmed}
    return Rulings(confirmed, rejected)


@st.composite
def given_pairs(draw: st.DrawFn) -> tuple[list[TextUnit], list[TextUnit], Rulings]:
    old = draw(units)
    new = draw(st.one_of(units, st.just(old), st.permutations(old)))
    return old, list(new), draw(rulings_on(len(old), len(new)))


def told(positions: Sequence[tuple[int, ...]]) -> list[int]:
    return sorted(at for some in positions for at in some)


@settings(deadline=None, max_examples=200)
@given(given_pairs(), st.tuples(languages, languages))
def test_every_unit_is_told_of_exactly_once(
    sides: tuple[list[TextUnit], list[TextUnit], Rulings], spoken: tuple[Language, Language]
) -> None:
    old, new, rulings = sides
    found = correspond_units(old, new, languages=spoken, rulings=rulings)
    assert told([link.old for link in found.links]) == list(range(len(old)))
    assert told([link.new for link in found.links]) == list(range(len(new)))
    assert (found.old, found.new) == (tuple(old), tuple(new))


@settings(deadline=None, max_examples=200)
@given(given_pairs(), st.tuples(languages, languages))
def test_exchanged_sides_give_the_mirrored_correspondence(
    sides: tuple[list[TextUnit], list[TextUnit], Rulings], spoken: tuple[Language, Language]
) -> None:
    """Exactly, rulings and all. Only where both sides are the same to the last letter may a rejection break the tie."""
    old, new, rulings = sides
    assume([unit.text for unit in old] != [unit.text for unit in new] or not rulings)
    there = correspond_units(old, new, languages=spoken, rulings=rulings)
    back = correspond_units(new, old, languages=(spoken[1], spoken[0]), rulings=rulings.mirrored)
    assert back == there.mirrored
    assert back.mirrored == there


@settings(deadline=None, max_examples=200)
@given(given_pairs())
def test_units_pair_with_their_like_and_in_order_unless_somebody_ruled(
    sides: tuple[list[TextUnit], list[TextUnit], Rulings],
) -> None:
    """Headings with headings, footnotes with footnotes, one with at most two; no link crosses another."""
    old, new, rulings = sides
    found = correspond_units(old, new, rulings=rulings)
    paired = [link for link in found.links if link.is_paired and Ground.CONFIRMED not in link.grounds]
    for link in paired:
        assert len({old[i].unit_class for i in link.old} | {new[j].unit_class for j in link.new}) == 1
        assert (len(link.old), len(link.new)) in ((1, 1), (1, 2), (2, 1))
    assert all(a.old[-1] < b.old[0] and a.new[-1] < b.new[0] for a, b in pairwise(paired))


@settings(deadline=None, max_examples=200)
@given(given_pairs())
def test_what_people_ruled_holds(sides: tuple[list[TextUnit], list[TextUnit], Rulings]) -> None:
    old, new, rulings = sides
    found = correspond_units(old, new, rulings=rulings)
    confirmed = {(link.old, link.new) for link in found.links if Ground.CONFIRMED in link.grounds}
    assert confirmed == set(rulings.confirmed)
    assert not rulings.rejected & {(i, j) for link in found.links for i in link.old for j in link.new}


@settings(deadline=None, max_examples=100)
@given(given_pairs())
def test_similarity_and_differences_belong_to_pairs(sides: tuple[list[TextUnit], list[TextUnit], Rulings]) -> None:
    found = correspond_units(sides[0], sides[1], rulings=sides[2])
    for link in found.links:
        assert 0 <= link.similarity <= 1
        assert link.is_paired or not (link.similarity or link.differences or link.grounds)
        assert all(difference.text for difference in link.differences)


@settings(deadline=None, max_examples=100)
@given(units)
def test_a_text_corresponds_to_itself_without_a_difference(side: list[TextUnit]) -> None:
    found: Correspondence = correspond_units(side, side)
    assert not any(link.differences for link in found.links)
    assert all(link.old == link.new for link in found.links)


@settings(deadline=None, max_examples=200)
@given(given_pairs())
def test_in_the_order_of_the_old_text_nothing_is_lost_and_old_stands_before_new(
    sides: tuple[list[TextUnit], list[TextUnit], Rulings],
) -> None:
    """Old units follow the old text; a new one alone stands right before the pairing that is next in the new text."""
    links = correspond_units(sides[0], sides[1], rulings=sides[2]).links
    ordered = in_old_order(links)
    assert sorted(map(repr, ordered)) == sorted(map(repr, links))
    olds = [link.old[0] for link in ordered if link.old]
    assert olds == sorted(olds)
    for at, link in enumerate(ordered):
        behind = [other for other in links if other.is_paired and not link.old and other.new > link.new]
        if behind:
            following = min(behind, key=lambda other: other.new)
            assert all(not other.old for other in ordered[at : ordered.index(following)])
