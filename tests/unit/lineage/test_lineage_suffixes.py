"""What a number says by itself: which document a suffix acts on, and only where somebody has named that document."""

import pytest

from revtrack.lineage import trace
from revtrack.lineage.suffixes import by_number
from revtrack.model.documents import Version
from revtrack.model.numbers import DocumentNumber
from revtrack.model.relations import OWN_NUMBER, Reference, Relation, State
from revtrack.model.texts import WorkId


def said(*known: str) -> list[str]:
    numbers = {DocumentNumber.parse(each): None for each in known}
    return [f"{each.source} {each.relation.word} {each.target}" for each in by_number(numbers)]


@pytest.mark.parametrize(
    ("known", "expected"),
    [
        (("6102/19", "6102/19 ADD 1"), ["6102/19 ADD 1 adds to 6102/19"]),
        (("9956/14", "9956/14 COR 1 (de,fr)"), ["9956/14 COR 1 (de,fr) corrects 9956/14"]),
        (("11432/07", "11432/07 DCL 1"), ["11432/07 DCL 1 declassifies 11432/07"]),
        (("9956/14", "9956/14 EXT 1"), ["9956/14 EXT 1 extract of 9956/14"]),
        (("9956/14", "9956/14 AMD 1"), []),
        (("9956/14", "9956/1/14"), ["9956/1/14 REV 1 revises 9956/14"]),
        (("9956/14", "9956/1/14", "9956/2/14"), ["9956/1/14 REV 1 revises 9956/14", "9956/2/14 REV 2 revises 9956/1/14 REV 1"]),
        (("5643/3/14", "5643/5/14"), ["5643/5/14 REV 5 revises 5643/3/14 REV 3"]),
        (("6102/19 ADD 1", "6102/19 ADD 1 COR 1"), ["6102/19 ADD 1 COR 1 corrects 6102/19 ADD 1"]),
        (("6102/19 ADD 1", "6102/19 ADD 1 REV 1"), ["6102/19 ADD 1 REV 1 revises 6102/19 ADD 1"]),
        (
            ("6102/19 ADD 1 REV 1", "6102/19 ADD 1 REV 2"),
            ["6102/19 ADD 1 REV 2 revises 6102/19 ADD 1 REV 1"],
        ),
        (("6102/1/19 ADD 1", "6102/19"), []),
        (("6102/19 ADD 1",), []),
        (("9956/14", "CM 9956/1/14"), []),
        (("COM(2013) 941 final", "COM(2013) 941 final/2"), []),
    ],
)  # fmt: skip
def test_a_suffix_acts_on_what_stands_before_it(known: tuple[str, ...], expected: list[str]) -> None:
    assert said(*known) == expected


def test_what_a_number_says_is_inferred_with_the_number_as_its_evidence() -> None:
    [found] = by_number({DocumentNumber.parse("6102/19"): None, DocumentNumber.parse("6102/19 ADD 1"): None})
    assert (found.state, found.evidence.slot) == (State.INFERRED, OWN_NUMBER)
    assert found.evidence.quote == "6102/19 ADD 1: ADD is an addendum to what stands before it"


def test_a_lineage_holds_what_the_numbers_of_its_documents_say() -> None:
    known = [Version(WorkId("w"), DocumentNumber.parse(each)) for each in ("9956/14", "9956/14 COR 1")]
    cited = Reference(known[0].number, Relation.CITES, DocumentNumber.parse("9956/14 ADD 2"), State.EXTRACTED)
    found = trace(known[0].number, [cited], known)
    assert [f"{edge.reference.source} {edge.reference.relation.word}" for edge in found.edges] == [
        "9956/14 cites",
        "9956/14 COR 1 corrects",
        "9956/14 ADD 2 adds to",
    ]


def test_what_a_text_says_of_a_number_is_stronger_than_the_number() -> None:
    numbers = [DocumentNumber.parse(each) for each in ("9956/1/14", "9956/14")]
    stated = Reference(numbers[0], Relation.REVISES, numbers[1], State.STATED)
    [edge] = trace(numbers[0], [stated], [Version(WorkId("w"), each) for each in numbers]).edges
    assert edge.reference == stated
