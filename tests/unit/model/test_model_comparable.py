"""Which numbers stand for texts that can be compared, and what is said where they do not."""

import pytest

from revtrack.model.comparable import PARTS, comparable, comparison_note
from revtrack.model.numbers import SUFFIX_KINDS, DocumentNumber


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("9956/14", "9956/1/14", True),
        ("9956/1/14", "9956/2/14", True),
        ("11432/07", "11432/07 DCL 1", True),
        ("9956/14", "15175/08", True),
        ("9956/14", "house-rules", True),
        ("9956/14", "9956/14 COR 1", False),
        ("9956/14", "9956/14 ADD 1", False),
        ("9956/14", "9956/14 EXT 1", False),
        ("9956/14 ADD 1", "9956/14 ADD 2", False),
        ("9956/14 ADD 1", "9956/14 ADD 1 REV 1", True),
        ("9956/14 ADD 1", "15175/08 ADD 4", True),
        ("9956/14 COR 1", "15175/08", False),
    ],
)
def test_a_revision_is_comparable_and_a_part_is_not(one: str, other: str, expected: bool) -> None:
    numbers = DocumentNumber.read(one), DocumentNumber.read(other)
    assert comparable(*numbers) is comparable(*reversed(numbers)) is expected


def test_every_suffix_is_a_part_or_carries_the_full_text() -> None:
    assert {*PARTS, "REV", "DCL"} == set(SUFFIX_KINDS)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("9956/14", "9956/1/14", ""),
        ("9956/14", "9956/14", ""),
        ("9956/14", "15175/08", ""),
        (
            "9956/14",
            "9956/14 COR 1",
            "9956/14 COR 1 is a corrigendum, not the full text: "
            "what one of the two does not carry at all is shown as deleted or new",
        ),
        (
            "9956/14 ADD 1",
            "9956/14 EXT 1",
            "9956/14 ADD 1 is an addendum, not the full text and 9956/14 EXT 1 is an extract, not the full text: "
            "what one of the two does not carry at all is shown as deleted or new",
        ),
        (
            "11432/07",
            "11432/07 DCL 1",
            "11432/07 and 11432/07 DCL 1 differ in their marking alone by their numbers: the text should be identical",
        ),
    ],
)
def test_a_comparison_that_means_little_is_told(old: str, new: str, said: str) -> None:
    assert comparison_note(DocumentNumber.read(old), DocumentNumber.read(new)) == said
