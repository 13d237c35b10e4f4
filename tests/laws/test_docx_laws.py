"""Laws of Word files: accept everything and the new text is left, reject everything and the old one is, to the last footnote."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from msgspec.structs import replace

from revtrack import diff
from revtrack.model.documents import Edition
from revtrack.model.language import Language
from revtrack.model.numbers import DocumentNumber
from revtrack.model.places import units
from revtrack.model.texts import Component, Expression, Note, Paragraph, Role, WorkId
from revtrack.report.diffjson import change_ids
from revtrack.report.neutral import neutral
from revtrack.report.reportviews import ReportOptions, ReportView, WordOptions, WordStyle
from revtrack.report.views import DiffView, Side
from revtrack.report.word.report import report_docx
from tests.docx_reader import ids, left
from tests.laws.test_akn_changes_laws import drafts
from tests.strategies import editions

QUICK = settings(deadline=None, max_examples=120)
TRACKED = WordOptions()
OPTIONS = [TRACKED, WordOptions(moves=False, comments=True)]


def view_of(old: Expression, new: Expression, word: WordOptions = TRACKED) -> ReportView:
    """The report of two texts that are in no store."""
    comparison = diff.checked(diff.compare(old, new))
    shown = tuple(range(len(comparison.changes)))
    sides = (Side(old, 1, 1, "w@1", path="one.txt"), Side(new, 1, 1, "w@2", path="two.txt"))
    return ReportView(DiffView(*sides, "", comparison, (), {}, shown), change_ids(comparison), ReportOptions(word=word))


def told(expression: Expression) -> tuple[list[str], list[str]]:
    """Paragraphs with their numbers, and footnotes, as a reader sees them."""
    found = units(expression)
    notes = [neutral(unit.text) for unit in found if isinstance(unit.item, Note)]
    rest = [unit for unit in found if not isinstance(unit.item, Note)]
    return [neutral(f"{unit.num}\t{unit.text}" if unit.num else unit.text) for unit in rest], notes


def holds(data: bytes, old: Expression, new: Expression) -> None:
    for verb, expression in (("accept", new), ("reject", old)):
        found = left(data, verb)
        assert (found.paragraphs, found.footnotes) == told(expression), verb
    assert len(set(ids(data))) == len(ids(data))


@pytest.mark.parametrize("word", OPTIONS, ids=["moves", "no moves"])
@QUICK
@given(drafts("1"), drafts("2"))
def test_both_texts_are_left_by_accepting_and_rejecting(word: WordOptions, old: Expression, new: Expression) -> None:
    view = view_of(old, new, word)
    data = report_docx(view)
    holds(data, old, new)
    assert report_docx(view) == data


@settings(deadline=None, max_examples=60)
@given(editions(), editions())
def test_any_two_texts_at_all_can_be_written(one: Edition, other: Edition) -> None:
    old = replace(one.expression, language=other.expression.language)
    holds(report_docx(view_of(old, other.expression)), old, other.expression)


def test_a_tab_in_a_footnote_mark_is_shown_by_its_code_and_ends_no_mark() -> None:
    paragraph = Paragraph(Role.PARAGRAPH, "Text.", notes=(Note(4, "a\tb", "Words."),))
    component = Component("main", (paragraph,))
    one = Expression(WorkId("w"), DocumentNumber.local("w"), Language.EN, (component,))
    holds(report_docx(view_of(one, one)), one, one)


@QUICK
@given(drafts("1"), drafts("2"))
def test_a_static_redline_has_nothing_to_accept(old: Expression, new: Expression) -> None:
    data = report_docx(view_of(old, new, WordOptions(WordStyle.REDLINE)))
    assert left(data, "accept") == left(data, "reject")
    assert ids(data) == []
