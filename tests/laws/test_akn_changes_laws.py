"""Laws of changes written as Akoma Ntoso: both texts stand in them, and a reader of the standard finds them."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from revtrack import diff
from revtrack.akn import ChangesDocument, official_errors, write_changes
from revtrack.model.documents import Edition
from revtrack.model.language import Language
from revtrack.model.numbers import DocumentNumber
from revtrack.model.places import units
from revtrack.model.texts import Component, Expression, Note, Paragraph, Role, WorkId
from revtrack.report.diffjson import change_ids
from revtrack.report.difflayout import walk
from tests.akn_changes_reader import new_texts, old_texts
from tests.strategies import editions

QUICK = settings(deadline=None, max_examples=120)
SENTENCES = st.lists(
    st.sampled_from(["The desk is open.", "Bags are left outside; keys are kept.", "Only pencils", "æ\nø", "x"]),
    min_size=1,
    max_size=4,
).map(" ".join)
ROLES = st.sampled_from([(Role.PARAGRAPH, 0), (Role.HEADING, 1), (Role.HEADING, 3), (Role.ITEM, 1), (Role.ITEM, 2)])


@st.composite
def drafts(draw: st.DrawFn, label: str) -> Expression:
    """A text of few sentences, so that two of them have much in common: headings, items at any depth, footnotes."""
    parts = []
    for name in draw(st.sampled_from([("main",), ("main",), ("note", "annex")])):
        parts.append(Component(name, tuple(draw(_paragraphs()))))
    return Expression(WorkId("w"), DocumentNumber.local(f"w-{label}"), Language.EN, tuple(parts), label=label)


@st.composite
def _paragraphs(draw: st.DrawFn) -> list[Paragraph]:
    found = [Paragraph(Role.TITLE, draw(SENTENCES))] if draw(st.booleans()) else []
    allowed = 0
    for role, level in draw(st.lists(ROLES, min_size=1, max_size=9)):
        if role is Role.ITEM and not allowed:
            role, level = Role.PARAGRAPH, 0
        if role is Role.ITEM:
            level = min(level, allowed)
        text = draw(SENTENCES)
        marked = draw(st.lists(st.integers(0, len(text)), max_size=2)) if draw(st.booleans()) else []
        notes = tuple(Note(at, str(n), draw(SENTENCES)) for n, at in enumerate(sorted(marked), 1))
        num = draw(st.sampled_from(["", "1.", "2.", "(a)", "-"])) if role is not Role.HEADING else ""
        found.append(Paragraph(role, text, num, level, notes))
        allowed = {Role.PARAGRAPH: 1, Role.ITEM: level + 1}.get(role, 0)
    return found


def written(old: Expression, new: Expression) -> bytes:
    comparison = diff.checked(diff.compare(old, new))
    order = tuple(walk(comparison))
    return write_changes(ChangesDocument(old, Edition(new), "w-1", comparison, change_ids(comparison), order))


def told(expression: Expression) -> list[tuple[str, str]]:
    return [(unit.place.eid, unit.text) for unit in units(expression)]


def plain(expression: Expression) -> list[str]:
    return [unit.text for unit in units(expression) if isinstance(unit.item, Paragraph)]


@QUICK
@given(drafts("1"), drafts("2"))
def test_the_text_without_what_is_deleted_is_the_new_one(old: Expression, new: Expression) -> None:
    assert new_texts(written(old, new)) == told(new)


@QUICK
@given(drafts("1"), drafts("2"))
def test_the_text_without_what_is_inserted_is_the_old_one(old: Expression, new: Expression) -> None:
    """Of a unit merged from several the texts are joined by line feeds, as the comparison has them."""
    assert sorted("\n".join(old_texts(written(old, new))).split("\n")) == sorted("\n".join(plain(old)).split("\n"))


@QUICK
@given(drafts("1"), drafts("2"))
def test_the_old_text_stands_in_its_order(old: Expression, new: Expression) -> None:
    """Units are compared with units of their class, and their order is that within the class: here all are paragraphs."""
    one, other = (_without_headings(text) for text in (old, new))
    assert "\n".join(old_texts(written(one, other))) == "\n".join(plain(one))


def _without_headings(expression: Expression) -> Expression:
    components = tuple(
        replace(part, paragraphs=tuple(map(_as_paragraph, part.paragraphs))) for part in expression.components
    )
    return replace(expression, components=components)


def _as_paragraph(paragraph: Paragraph) -> Paragraph:
    no_heading = paragraph.role in (Role.TITLE, Role.HEADING)
    return replace(paragraph, role=Role.PARAGRAPH, level=0) if no_heading else paragraph


@QUICK
@given(drafts("1"), drafts("2"))
def test_the_official_schema_knows_whatever_changes_are_written(old: Expression, new: Expression) -> None:
    data = written(old, new)
    assert official_errors(data) == ()
    assert written(old, new) == data


@settings(deadline=None, max_examples=25)
@given(editions(), editions())
def test_any_two_texts_at_all_can_be_written(one: Edition, other: Edition) -> None:
    old = replace(one.expression, language=other.expression.language)
    data = written(old, other.expression)
    assert official_errors(data) == ()
    assert new_texts(data) == told(other.expression)
