"""Doubts: what announces a number and cannot be read is shown with its reason, and never read as another number."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from revtrack.model.language import Language
from revtrack.references import find_doubts, find_mentions


@pytest.mark.parametrize(
    ("text", "raw", "reason"),
    [
        ("see doc. 99 56/14.", "99 56/14", "a space stands in it"),
        ("see doc. 99 56/14 REV 1.", "99 56/14 REV 1", "a space stands in it"),
        ("dok. nr. 9956 / 14", "9956 / 14", "a space stands in it"),
        ("document 9956/1 4 REV 1", "9956/1 4 REV 1", "a space stands in it"),
        ("doc. l4781/05", "l4781/05", "a letter stands where a figure should"),
        ("doc. 9956/2114", "9956/2114", "9956 has the impossible year 2114"),
        ("document 01/02/2014", "01/02/2014", "it may be a date"),
        ("in 5643/5/14 REV 4", "5643/5/14 REV 4", "'5643/5/14 REV 4' contradicts itself: /5/ and REV 4"),
        ("COM(2013) 9 41 final", "COM(2013) 9 41", "a space stands in it"),
        ("COM(20 13) 941.", "COM(20 13) 941", "a space stands in it"),
    ],
)
def test_what_announces_a_number_and_is_none_is_shown_and_not_read(text: str, raw: str, reason: str) -> None:
    [doubt] = find_doubts(text)
    assert (doubt.raw, doubt.reason) == (raw, reason)
    assert text[doubt.start : doubt.end] == raw
    assert find_mentions(text) == ()


@pytest.mark.parametrize(
    "text",
    [
        "doc. 9956/14",
        "doc. 5643/5/14 REV 5 and 13001/14",
        "doc. 2008/0077 (CNS)",
        "document 2013/34/EU",
        "documents 3 and 4/5 of the box",
        "COM(2013) 941 final",
        "COM(2013) 941, 5 June",
        "COM(2013) 941 14.5.2013",
        "9956/14 JAI 332 COTER 34 13001/1/14 REV 1 ENFOPOL 258",
        "the ratio 12/13",
        "",
    ],
)
def test_what_is_read_or_announces_nothing_is_no_doubt(text: str) -> None:
    assert find_doubts(text) == ()


@settings(deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["doc. ", "9", "56", "/", "14", " ", "l", "O", "REV 1", "COM(2013)", ".", "\n", "final", "9956/14"]
        )
    ).map("".join)
)
def test_a_doubt_is_never_a_mention_as_well(text: str) -> None:
    """Requirement: what is shown as unread is not read."""
    read = [mention.span for mention in find_mentions(text, lang=Language.EN)]
    for doubt in find_doubts(text, lang=Language.EN):
        assert text[doubt.start : doubt.end] == doubt.raw
        assert all(end <= doubt.start or doubt.end <= start for start, end in read)
