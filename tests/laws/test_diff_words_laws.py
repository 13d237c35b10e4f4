"""Laws of the word diff, with diff-match-patch as an oracle that knows nothing of our tokens."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

from diff_match_patch import diff_match_patch
from hypothesis import given, settings
from hypothesis import strategies as st

from revtrack.diff import refine
from revtrack.diff.fold import fold
from revtrack.diff.tokens import _token, tokens
from revtrack.diff.words import word_diff
from revtrack.model.changes import Edit
from tests.strategies import texts

phrases = st.lists(
    st.sampled_from(["the", "a", "of", "shall", "not", "reader", "9956/14", "3,5", "1", "March", ",", ".", ";", "\n"]),
    max_size=25,
).map(" ".join)
any_text = st.one_of(phrases, texts)


_PIECES = (
    *"aBr19 .,-'’/()€$æß\n\u00a0\u202f%_\u0301\u3042\u017f\u0131K½\x1c",
    *(
        "EUR ",
        "kr. ",
        "19. maj 2014",
        "COM(2013) 941",
        "1 000",
        "3.5",
        "2014-05-19",
        " REV 1",
        "and/or",
        " the ",
        " of a",
    ),
)
figured = st.lists(st.sampled_from(_PIECES), max_size=14).map("".join)


def side(edits: tuple[Edit, ...], op: str) -> str:
    return "".join(edit.text for edit in edits if edit.op in ("=", op))


@settings(deadline=None)
@given(any_text)
def test_tokens_joined_are_the_text(text: str) -> None:
    """Cutting loses nothing."""
    assert "".join(tokens(text)) == text


@settings(deadline=None, max_examples=1000)
@given(st.one_of(any_text, figured))
def test_where_nothing_figured_stands_words_are_cut_as_by_the_whole_pattern(text: str) -> None:
    """The pattern of all tokens is looked for only near figures and slashes; that is quicker, and changes nothing."""
    assert tokens(text) == _token().findall(text)


@settings(deadline=None, max_examples=200)
@given(any_text, any_text)
def test_word_edits_rebuild_both_texts(old: str, new: str) -> None:
    """Kept and taken away make the old text, kept and added the new; refined to letters they still do."""
    edits = word_diff(old, new).edits
    if old != new:
        assert (side(edits, "-"), side(edits, "+")) == (old, new)
        assert (side(refine(edits), "-"), side(refine(edits), "+")) == (old, new)
    else:
        assert edits == ()


@settings(deadline=None, max_examples=200)
@given(any_text, any_text)
def test_edits_have_one_form(old: str, new: str) -> None:
    """No empty edit, no two neighbours of one kind, and what is taken away stands before what is added."""
    edits = word_diff(old, new).edits
    assert all(edit.text for edit in edits)
    assert all(
        (one.op, other.op) not in {("=", "="), ("-", "-"), ("+", "+"), ("+", "-")} for one, other in pairwise(edits)
    )


@settings(deadline=None, max_examples=100)
@given(phrases, phrases)
def test_another_differ_reads_the_same_texts_from_our_edits(old: str, new: str) -> None:
    """diff-match-patch, given our edits, finds the two texts and can turn one into the other by them."""
    oracle = diff_match_patch()
    edits = [({"-": -1, "=": 0, "+": 1}[edit.op], edit.text) for edit in word_diff(old, new).edits]
    if edits:
        assert (oracle.diff_text1(edits), oracle.diff_text2(edits)) == (old, new)
        patched, applied = oracle.patch_apply(oracle.patch_make(old, edits), old)
        assert all(applied)
        assert patched == new


@settings(deadline=None, max_examples=100)
@given(phrases, phrases)
def test_nothing_is_kept_where_the_oracle_finds_nothing_in_common(old: str, new: str) -> None:
    """Where two texts share no letter in order, by an exhaustive comparison of letters, no run is shown as kept."""
    oracle = diff_match_patch()
    oracle.Diff_Timeout = 0
    common = any(op == 0 for op, _ in oracle.diff_main(old, new, False))
    kept = any(edit.op == "=" for edit in word_diff(old, new).edits)
    assert common or not kept


@settings(deadline=None)
@given(texts)
def test_folding_twice_is_folding_once_and_knows_no_normal_form(text: str) -> None:
    """fold is idempotent, and composed and decomposed text fold alike."""
    assert fold(fold(text)) == fold(text)
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text))
