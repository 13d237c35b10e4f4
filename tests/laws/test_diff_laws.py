"""Laws of a comparison, for paragraphs of every sort: it rebuilds both sides, mirrors exactly, and finds nothing in nothing."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from revtrack.diff import apply, checked, compare_texts, compare_units, fold_patterns, invert, summary
from revtrack.diff.telling import plain, telling
from revtrack.model.changes import Kind, Signal, TextUnit, UnitClass
from revtrack.model.language import Language
from tests.strategies import texts

MARKS = ["", "1. ", "2. ", "(a) ", "(b)  ", "- ", "• ", "## ", "Article 5 ", "Article 5", "\t", " "]
WORDS = [
    "the",
    "of",
    "a",
    "shall",
    "not",
    "reader",
    "room",
    "box",
    "desk",
    "register",
    "14781/1/05",
    "3",
    "Fees;",
    "“quoted”",
    "paragraph",
    "2",
    "1 March",
    "may",
]

sentences = st.lists(st.sampled_from(WORDS), max_size=10).map(" ".join)
paragraphs = st.one_of(
    st.builds("{}{}{}".format, st.sampled_from(MARKS), sentences, st.sampled_from(["", ".", " "])), texts
)
sides = st.lists(paragraphs, max_size=9)
units = st.lists(
    st.builds(
        TextUnit, paragraphs, st.sampled_from(["", "1.", "2.", "(a)", "-", "–"]), st.sampled_from(list(UnitClass))
    ),
    max_size=9,
)


@st.composite
def revisions(draw: st.DrawFn) -> tuple[list[str], list[str]]:
    """An old side, and a new one made of it by moving, dropping, changing and adding paragraphs."""
    old = draw(sides)
    new = draw(st.permutations(old))[: draw(st.integers(0, len(old)))]
    return old, [*new, *draw(st.lists(paragraphs, max_size=3))]


pairs = st.one_of(st.tuples(sides, sides), revisions())


@settings(deadline=None, max_examples=150)
@given(pairs)
def test_applying_a_comparison_gives_the_new_side_and_its_inverse_the_old(pair: tuple[list[str], list[str]]) -> None:
    """apply(old, compare(old, new)) == new, and the inverse gives old back, byte for byte."""
    comparison = compare_texts(*pair)
    assert [unit.written for unit in apply(comparison.old, comparison)] == pair[1]
    assert [unit.written for unit in apply(comparison.new, invert(comparison))] == pair[0]


@settings(deadline=None, max_examples=150)
@given(pairs)
def test_the_edits_alone_rebuild_both_sides_of_plain_paragraphs(pair: tuple[list[str], list[str]]) -> None:
    """Kept and taken away make the old strings, kept and added the new ones; without edits both are the same string."""
    old, new = pair
    for change in compare_texts(old, new).changes:
        before, after = "\n".join(old[at] for at in change.old), "\n".join(new[at] for at in change.new)
        if change.edits:
            assert "".join(edit.text for edit in change.edits if edit.op != "+") == before
            assert "".join(edit.text for edit in change.edits if edit.op != "-") == after
        else:
            assert before == after


@settings(deadline=None, max_examples=100)
@given(pairs)
def test_exchanging_the_sides_mirrors_the_comparison_exactly(pair: tuple[list[str], list[str]]) -> None:
    """Swapping the arguments mirrors kinds, edits and order; mirroring twice changes nothing."""
    comparison = compare_texts(*pair)
    assert compare_texts(pair[1], pair[0]) == invert(comparison)
    assert invert(invert(comparison)) == comparison


@settings(deadline=None, max_examples=100)
@given(sides)
def test_a_text_compared_with_itself_is_unchanged(side: list[str]) -> None:
    """compare(x, x) holds only unchanged units in place."""
    for change in compare_texts(side, side).changes:
        assert (change.kind, change.moved, change.renumbered, change.edits) == (Kind.UNCHANGED, False, False, ())
        assert change.old == change.new


@settings(deadline=None, max_examples=100)
@given(units, units)
def test_units_of_every_class_keep_to_the_laws(old: list[TextUnit], new: list[TextUnit]) -> None:
    """Numbers apart from the text, headings and footnotes: the laws hold, and no unit is paired across classes."""
    comparison = checked(compare_units(old, new))
    assert compare_units(new, old) == invert(comparison)
    for change in comparison.changes:
        assert {comparison.old[at].unit_class for at in change.old} <= {change.unit_class}
        assert {comparison.new[at].unit_class for at in change.new} <= {change.unit_class}
        assert 0.0 <= change.similarity <= 1.0


@settings(deadline=None, max_examples=100)
@given(pairs)
def test_totals_count_every_change_once_and_patterns_point_at_changes(pair: tuple[list[str], list[str]]) -> None:
    """The kinds and typography add up to the changes; a pattern's places are changes with edits."""
    comparison = compare_texts(*pair)
    counts = summary(comparison)
    assert sum(counts[kind.value] for kind in Kind) + counts["typography"] == len(comparison.changes)
    for pattern in fold_patterns(comparison):
        assert all(comparison.changes[at].edits for at in pattern.changes)


languages = st.sampled_from([Language.EN, Language.DA, Language.FR, Language.UND, None])


@settings(deadline=None, max_examples=150)
@given(pairs, languages)
def test_signals_are_ordered_borne_by_changed_words_alone_and_mirrored(
    pair: tuple[list[str], list[str]], lang: Language | None
) -> None:
    """Only modified, split and merged units bear signals, in the order of the enumeration; exchanged sides bear the same."""
    comparison = compare_texts(*pair, lang=lang)
    assert compare_texts(pair[1], pair[0], lang=lang) == invert(comparison)
    for change in comparison.changes:
        assert change.signals == tuple(signal for signal in Signal if signal in change.signals)
        if change.kind in (Kind.UNCHANGED, Kind.INSERTED, Kind.DELETED):
            assert change.signals == ()
        for alone in (Signal.TYPOGRAPHY, Signal.FOLLOWS_RENUMBERING):
            assert alone not in change.signals or change.signals == (alone,)


@settings(deadline=None, max_examples=100)
@given(pairs, languages)
def test_signals_are_all_that_a_language_changes(pair: tuple[list[str], list[str]], lang: Language | None) -> None:
    """Which units are paired, and what their edits are, no language decides."""
    with_language, without = compare_texts(*pair, lang=lang), compare_texts(*pair)
    bare = [replace(change, signals=()) for change in with_language.changes]
    assert bare == [replace(change, signals=()) for change in without.changes]


@settings(deadline=None, max_examples=150)
@given(st.one_of(sentences, texts), languages.filter(bool))
def test_telling_words_stand_where_they_are_said_to_stand(text: str, lang: Language) -> None:
    """Spans lie in the text, in order; a date or reference leaves its figures to no other class."""
    found = telling(plain(text), lang)
    assert all(0 <= item.start < item.end <= len(plain(text)) for item in found)
    assert found == sorted(found, key=lambda item: item.start)
    figured = [item for item in found if item.signal in (Signal.NUMBER, Signal.DATE, Signal.REFERENCE)]
    assert all(one.end <= other.start for one, other in pairwise(figured))
