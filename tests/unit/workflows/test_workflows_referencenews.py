"""What a report says of references: the same as `refs --diff`, by document."""

from __future__ import annotations

from revtrack import diff
from revtrack.model.language import Language
from revtrack.model.numbers import DocumentNumber
from revtrack.model.texts import Component, Expression, Paragraph, Role, WorkId
from revtrack.report.reportviews import ReferenceNews
from revtrack.report.views import Side
from revtrack.workflows.pairs import Pair
from revtrack.workflows.referencenews import reference_news


def news(old: list[str], new: list[str]) -> ReferenceNews:
    sides = [
        Expression(
            WorkId("w"),
            DocumentNumber.local(f"w-{label}"),
            Language.EN,
            (Component("main", tuple(Paragraph(Role.PARAGRAPH, text, f"{n}.") for n, text in enumerate(texts, 1))),),
        )
        for label, texts in (("1", old), ("2", new))
    ]
    pair = Pair(*(Side(text, 1, 1, str(text.number)) for text in sides))
    comparison = diff.compare(*sides)
    return reference_news(None, pair, comparison)


def targets(found: ReferenceNews) -> tuple[list[str], list[str], list[tuple[str, str]]]:
    pairs = [(str(old.target), str(new.target)) for old, new in found.retargeted]
    return [str(one.target) for one in found.gained], [str(one.target) for one in found.lost], pairs


def test_a_reference_at_the_same_place_to_another_document_is_retargeted() -> None:
    found = news(["The guidelines in doc. 5643/14 apply."], ["The guidelines in doc. 9956/14 apply."])
    assert targets(found) == ([], [], [("5643/14", "9956/14")])


def test_of_two_in_one_paragraph_each_is_told_by_where_it_stands() -> None:
    found = news(
        ["The rules in doc. 5643/14 and in doc. 5451/14 apply here."],
        ["The rules in doc. 9956/14 and in doc. 5451/13 apply here."],
    )
    assert targets(found) == ([], [], [("5643/14", "9956/14"), ("5451/14", "5451/13")])


def test_a_document_that_is_cited_once_more_is_kept_and_not_gained() -> None:
    found = news(
        ["The rules in doc. 5643/14 apply here.", "Keys are handed back at the end of the visit."],
        ["The rules in doc. 5643/14 apply here.", "Keys are handed back at the end of the visit (doc. 5643/14)."],
    )
    assert targets(found) == ([], [], [])
    assert [(str(one.target), one.evidence.fragment) for one in found.kept] == [("5643/14", "1"), ("5643/14", "2")]


def test_references_in_different_places_stay_gained_and_lost() -> None:
    found = news(
        ["The rules in doc. 5643/14 apply here.", "Keys are handed back at the end of the visit."],
        ["The rules apply here.", "Keys are handed back at the end of the visit (doc. 9956/14)."],
    )
    assert targets(found) == (["9956/14"], ["5643/14"], [])
