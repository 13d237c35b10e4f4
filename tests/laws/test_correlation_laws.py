"""Laws of a correlation table: every unit stands in it, once where nothing was merged, however it is ordered or grouped."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from revtrack.model.language import Language
from revtrack.model.numbers import DocumentNumber
from revtrack.model.places import units
from revtrack.model.texts import Component, Expression, Note, Paragraph, Role, WorkId
from revtrack.report.correlaterows import TableStyle, table
from revtrack.report.correlatewords import names_in
from revtrack.report.views import CorrelationRow, CorrelationView, Direction, Side
from revtrack.workflows.correlation import correlate, correlate_across

QUICK = settings(deadline=None, max_examples=60)
SENTENCES = (
    "Only pencils may be used at the desks.",
    "Originals are handled with clean, dry hands.",
    "Readers may use the reading room on weekdays.",
    "Every reader must sign the register before entering the reading room.",
    "Readers may use the reading room on weekdays. Every reader must sign the register before entering the reading room.",
    "Repealed.",
)
PLACES = re.compile(r"(?:fn|¶¶?) ")


@st.composite
def components(draw: st.DrawFn, name: str) -> Component:
    """Headings, numbered paragraphs, items under them and footnotes, of a few sentences that recur."""
    found: list[Paragraph] = []
    number = 0
    for kind in draw(
        st.lists(st.sampled_from(["heading", "paragraph", "paragraph", "item", "note"]), min_size=1, max_size=6)
    ):
        text = draw(st.sampled_from(SENTENCES))
        if kind == "heading":
            found.append(Paragraph(Role.HEADING, text, level=1))
        elif kind == "item" and found and found[-1].role is not Role.HEADING:
            found.append(Paragraph(Role.ITEM, text, "-", level=1))
        else:
            number += 1
            notes = (Note(0, "*", draw(st.sampled_from(SENTENCES))),) if kind == "note" else ()
            found.append(Paragraph(Role.PARAGRAPH, text, f"{number}.", notes=notes))
    return Component(name, tuple(found))


@st.composite
def versions(draw: st.DrawFn) -> list[Side]:
    sides = []
    for label in range(1, draw(st.integers(2, 4)) + 1):
        names = draw(st.sampled_from([["main"], ["note", "annex"], ["note", "main", "annex"]]))
        text = Expression(
            WorkId("w"),
            DocumentNumber.local(f"w-{label}"),
            Language.EN,
            tuple(draw(components(name)) for name in names),
            label=str(label),
        )
        sides.append(Side(text, 1, 1, f"w@{label}"))
    return sides


def rows_of(view: CorrelationView) -> list[CorrelationRow]:
    return [row for block in view.blocks for row in block.rows]


@QUICK
@given(versions(), st.sampled_from(Direction))
def test_every_unit_of_every_version_stands_in_the_table(sides: list[Side], direction: Direction) -> None:
    """Nothing is lost: a unit stands in a row; in a table of two in one row alone."""
    view = correlate(sides, direction=direction)
    for column, side in enumerate(sides):
        there = [at for row in rows_of(view) for at in row.cells[column]]
        assert set(there) == set(range(len(units(side.expression))))
        if len(sides) == 2:
            assert len(there) == len(set(there))


@QUICK
@given(versions())
def test_both_directions_hold_the_same_rows(sides: list[Side]) -> None:
    """The direction is one of order alone."""
    found = [rows_of(correlate(sides, direction=direction)) for direction in Direction]
    assert sorted(map(hash, found[0])) == sorted(map(hash, found[1]))


@QUICK
@given(versions())
def test_no_cell_is_empty_and_a_group_holds_what_its_rows_held(sides: list[Side]) -> None:
    """A dash or a place stands in every cell; what grouping leaves out stands under a paragraph that is named."""
    view = correlate(sides)
    plain, grouped = (table(view, TableStyle.OFFICIAL, group=group) for group in (False, True))
    assert all(line.heading or all(line.cells) for found in (plain, grouped) for line in found.lines)
    for column in range(len(sides)):
        single, shared = (
            [line.cells[column] for line in found.lines if not line.heading] for found in (plain, grouped)
        )
        named = {name for cell in shared for name in expanded(cell)}
        for name in (name for cell in single for name in expanded(cell)):
            assert name in named or any(name.startswith(f"{other}.") for other in named)


@QUICK
@given(versions(), st.sampled_from(Direction))
def test_across_languages_every_unit_stands_in_one_row(sides: list[Side], direction: Direction) -> None:
    """Nothing is lost and nothing told twice; the rows are the same in both directions and for exchanged sides."""
    pair = sides[:2]
    rows = rows_of(correlate_across(pair, direction=direction))
    for column, side in enumerate(pair):
        there = sorted(at for row in rows for at in row.cells[column])
        assert there == list(range(len(units(side.expression))))
    other = rows_of(correlate_across(pair, direction=next(each for each in Direction if each is not direction)))
    assert sorted(row.cells for row in rows) == sorted(row.cells for row in other)


@QUICK
@given(versions())
def test_a_line_across_languages_has_only_grounds_that_all_its_rows_have(sides: list[Side]) -> None:
    """Grouping never says of a row what does not hold of it, and leaves every group with a ground unless it stands alone."""
    view = correlate_across(sides[:2])
    grounds = {
        name: set(row.link.grounds) for row in rows_of(view) if row.link for name in (names_in(view, row, 0) or ("—",))
    }
    for line in table(view, TableStyle.OFFICIAL, group=True).lines:
        assert line.heading or bool(line.grounds) == ("—" not in line.cells)
        if not line.heading and line.grounds:
            assert all(set(line.grounds) <= grounds[name] for name in expanded(line.cells[0]))


def expanded(cell: str) -> list[str]:
    """The fragments that a cell names: `¶¶ 1 to 3 and 7` is 1, 2, 3, 7."""
    found: list[str] = []
    for part in re.split(r", | and ", PLACES.sub("", cell)):
        first, _, last = part.partition(" to ")
        found.append(first)
        while last and found[-1] != last:
            stem, number = re.fullmatch(r"(.*?)([0-9]+)", found[-1]).groups()  # type: ignore[union-attr]
            found.append(f"{stem}{int(number) + 1}")
    return [("fn" if cell.startswith("fn") else "") + name for name in found if name != "—"]
