"""Tables of changes as workbook and CSV: what stands in the cells, that nothing is a formula, and the same bytes."""

from __future__ import annotations

import csv
import io
import zipfile

import openpyxl
import pytest
from msgspec.structs import replace
from report_samples import Compared, demo, draft

from revtrack.model.changes import Kind
from revtrack.report.changerows import COLUMNS, change_rows, marked_words
from revtrack.report.csvtext import csv_of, unguarded
from revtrack.report.diffjson import change_ids
from revtrack.report.ownfile import is_own_untouched
from revtrack.report.reportcsv import csv_note, report_csv
from revtrack.report.reportmd import report_markdown
from revtrack.report.reportviews import Remark, ReportOptions, ReportView
from revtrack.report.reportxlsx import report_xlsx
from revtrack.report.views import DiffView
from revtrack.report.xlsxbook import LONGEST_CELL, Column, Sheet, workbook

HOSTILE = ("=1+1", "+cmd|' /C calc'!A0", "-2", "@SUM(A1)", "#N/A", "_x0041_", "</script>", "\u202eevil", "1e3")


def report(view: DiffView, **more: object) -> ReportView:
    return ReportView(view, change_ids(view.comparison), **more)  # type: ignore[arg-type]


def sheet(data: bytes, title: str = "Changes") -> list[tuple[object, ...]]:
    return [tuple(row) for row in openpyxl.load_workbook(io.BytesIO(data))[title].iter_rows(values_only=True)]


def column(rows: list[tuple[object, ...]], name: str) -> list[object]:
    return [row[COLUMNS.index(name)] for row in rows[1:]]


def replaced(old: str, new: str) -> ReportView:
    found = Compared(draft("1", (old,)), draft("2", (new,)))
    found.add(Kind.MODIFIED, "1", "1", edits=(("-", old), ("+", new)))
    return report(found.view())


def test_the_changes_stand_in_the_columns_of_the_page() -> None:
    rows = sheet(report_xlsx(report(demo().view())))
    assert rows[0] == COLUMNS
    assert ("¶ 7", "¶ 6", "modified", "renumbered", "number") in [row[2:7] for row in rows]
    assert ("¶ 9", "¶¶ 9, 10", "split in two") in [row[2:5] for row in rows]
    assert ("¶ 10", "—", "deleted") in [row[2:5] for row in rows]


def test_marks_are_told_by_look_and_by_words() -> None:
    book = openpyxl.load_workbook(io.BytesIO(report_xlsx(report(demo().view()))), rich_text=True)
    found = [row[9] for row in book["Changes"].iter_rows(values_only=True) if str(row[7]).startswith("A reader may")]
    runs = {getattr(run, "text", run): run for run in found[0]}
    assert str(found[0]) == "A reader may see at most [deleted: 3][inserted: 5] boxes a day."
    assert runs["3"].font.strike
    assert runs["5"].font.u == "double"


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_in_a_document_is_a_formula_or_anything_but_text(text: str) -> None:
    data = report_xlsx(replaced(text, f"{text} x"))
    xml = zipfile.ZipFile(io.BytesIO(data)).read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in xml
    assert 't="e"' not in xml
    cell = openpyxl.load_workbook(io.BytesIO(data))["Changes"]["H2"]
    shown = text.strip().replace("\u202e", "<U+202E>").replace("_x0041_", "_x005F_x0041_")
    assert cell.value == shown
    assert cell.quotePrefix


def test_a_text_longer_than_a_cell_goes_on_in_the_next_row() -> None:
    old, new = "a" * 40_000 + "😀" * 20_000, "b" * 200_000
    rows = sheet(report_xlsx(replaced(old, new)))
    assert "".join(str(cell or "") for cell in column(rows, "Old text")) == old
    assert "".join(str(cell or "") for cell in column(rows, "New text")) == new
    assert max(len(str(cell or "").encode("utf-16-le")) // 2 for row in rows for cell in row) <= LONGEST_CELL
    assert len(set(column(rows, "Id"))) == 1
    assert column(rows, "Kind")[1:3] == ["continued 2", "continued 3"]


def test_the_header_stays_and_can_be_filtered_and_the_ids_are_narrow_and_not_hidden() -> None:
    page = openpyxl.load_workbook(io.BytesIO(report_xlsx(report(demo().view()))))["Changes"]
    assert page.freeze_panes == "A2"
    assert page.auto_filter.ref == f"A1:L{page.max_row}"
    assert page.column_dimensions["A"].width < 8
    assert not page.column_dimensions["A"].hidden


def test_the_same_report_has_the_same_bytes_and_no_clock_user_or_program() -> None:
    data = report_xlsx(report(demo().view()))
    assert data == report_xlsx(report(demo().view()))
    archive = zipfile.ZipFile(io.BytesIO(data))
    assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    core = archive.read("docProps/core.xml").decode()
    assert "creator" not in core
    assert "created" not in core
    assert "<dc:title>Changes: demo@1 → demo@2</dc:title>" in core


def test_a_workbook_knows_whether_anybody_has_touched_it() -> None:
    data = report_xlsx(report(demo().view()))
    assert is_own_untouched(data)
    book = openpyxl.load_workbook(io.BytesIO(data))
    book["Changes"]["L2"] = "is five enough?"
    saved = io.BytesIO()
    book.save(saved)
    assert not is_own_untouched(saved.getvalue())
    assert not is_own_untouched(data[:-1])
    assert not is_own_untouched(data[:-64] + b"0" * 64)


def test_remarks_stand_beside_their_changes_and_those_without_one_at_the_end() -> None:
    view = demo().view()
    ids = change_ids(view.comparison)
    at = next(n for n, change in enumerate(view.comparison.changes) if change.kind is Kind.DELETED)
    remarks = (Remark(ids[at], "why?", "a.xlsx"), Remark(ids[at], "agreed", "b.xlsx"))
    gone = (Remark("c-00000000", "lost its place", "a.xlsx", "¶ 4, new: Bags"),)
    rows = change_rows(report(view, remarks=remarks, gone=gone))
    assert [row.remarks for row in rows if row.id == ids[at]] == ["a.xlsx: why?\nb.xlsx: agreed"]
    assert (rows[-1].id, rows[-1].kind, rows[-1].old_text, rows[-1].remarks) == (
        "c-00000000",
        "no longer there",
        "¶ 4, new: Bags",
        "lost its place",
    )
    page = report_markdown(report(view, remarks=remarks, gone=gone)).decode()
    assert f"`{ids[at]}`\n\n  > a.xlsx: why?" in page
    assert "## Remarks whose change is no longer there" in page


def test_a_change_that_a_filter_hides_is_shown_all_the_same_if_somebody_remarked_on_it() -> None:
    view = replace(demo().view(), shown=())
    ids = change_ids(view.comparison)
    assert change_rows(report(view)) == []
    assert [row.id for row in change_rows(report(view, remarks=(Remark(ids[0], "see"),)))] == [ids[0]]
    page = report_markdown(report(view, remarks=(Remark(ids[0], "see"),))).decode()
    assert "## Remarks on changes not shown above" in page
    assert "> see" in page


def test_csv_has_the_columns_without_the_rich_text_and_guards_formulas() -> None:
    view = replaced("-no item", "=1")
    rows = list(csv.reader(io.StringIO(report_csv(view).decode("utf-8-sig"), newline="")))
    assert rows[0] == [name for name in COLUMNS if name != "Text with marks"]
    assert "'=1" in rows[1]
    assert "got an apostrophe in front" in csv_note(view)


@pytest.mark.parametrize("text", [*HOSTILE, "'", "'=x", "''=x", "it's", "\t", " ＝1", "'a"])
def test_the_guard_of_a_cell_comes_off_again(text: str) -> None:
    written = csv_of([[text]]).text.removeprefix("\ufeff")
    ((cell,),) = csv.reader(io.StringIO(written, newline=""))
    assert unguarded(cell) == text


def test_a_row_goes_on_only_where_it_has_to() -> None:
    page = Sheet(
        "x", (Column("a", 5), Column("b", 20)), [("k", (("-", "x" * 40_000), ("=", "y"))), ("l", 0.5)], (0,), 0
    )
    rows = sheet(workbook([page], title="t"), "x")
    assert [row[0] for row in rows] == ["a", "k", "continued 2", "l"]
    assert rows[2][1] == "x" * (40_000 - LONGEST_CELL) + "y"


def test_marks_in_words_break_where_a_paragraph_was_split() -> None:
    (row,) = [row for row in change_rows(report(demo().view())) if row.kind == "split in two"]
    assert "[inserted: .]\n[inserted: The]" in marked_words(row.marked)


def test_the_title_is_what_was_asked_for() -> None:
    data = report_xlsx(report(demo().view(), options=ReportOptions(title="For the <board>")))
    assert b"For the &lt;board&gt;" in zipfile.ZipFile(io.BytesIO(data)).read("docProps/core.xml")
