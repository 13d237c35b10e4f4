"""The report on an intake, on the terminal, as data and as a page: nothing of a document can drive either."""

from __future__ import annotations

from msgspec.structs import replace

from revtrack.report.intakepage import intake_page
from revtrack.report.intaketables import COLUMNS, intake_csv
from revtrack.report.intaketext import intake_text, places_words
from revtrack.report.intakeviews import IntakeRow, IntakeView
from revtrack.report.style import Style

HOSTILE = "<script>alert(1)</script>\x1b[31m\u202e"


def rows(many: int) -> tuple[IntakeRow, ...]:
    return tuple(IntakeRow(at, f"{at}.txt", "added", version=f"{at}/14:da") for at in range(2, many + 2))


def test_of_many_rows_those_with_nothing_to_look_at_are_counted() -> None:
    view = IntakeView(
        "t.csv", (*rows(100), IntakeRow(200, "x.txt", "added", version="x:da", look_at=("odd",))), written=True
    )
    text = intake_text(view, Style())
    assert "and 100 more with nothing to look at" in text
    assert "1: odd" in text
    assert "101 added; 1 to look at." in text
    assert intake_text(view, Style(verbose=True)).count("/14:da") == 100
    assert intake_text(view, Style(plain=True)).count("\n") == 101


def test_what_comes_from_documents_is_shown_and_drives_nothing() -> None:
    row = IntakeRow(2, HOSTILE, "added", version=HOSTILE, look_at=(HOSTILE,))
    view = IntakeView(HOSTILE, (row,), notes=(HOSTILE,), written=True)
    page = intake_page(view, "0.1.0").decode()
    text = intake_text(view, Style()) + intake_text(view, Style(plain=True))
    for shown in (page, text):
        assert "\x1b" not in shown
        assert "\u202e" not in shown
        assert "<U+202E>" in shown.replace("&lt;", "<").replace("&gt;", ">")
    assert "<script" not in page


def test_ascii_places_get_ascii() -> None:
    view = IntakeView("t.csv", rows(100), dry_run=True)
    assert intake_text(view, Style(ascii=True)).isascii()


def test_the_table_has_a_row_for_each_document() -> None:
    found = intake_csv(IntakeView("t.csv", (*rows(3), IntakeRow(9, "=x", "set aside"))))
    assert found.text.count("\r\n") == 5
    assert found.guarded == 1
    assert found.text.startswith("\ufeff" + ",".join(f'"{name}"' for name in COLUMNS))


def test_places_of_problems_are_listed() -> None:
    assert places_words([(4, "C4")]) == "row 4 (C4)"
    assert places_words([(4, "")]) == "row 4"
    assert places_words([(4, "C4"), (9, "C9")]) == "2 rows: 4, 9"


def test_a_page_is_the_same_wherever_its_table_lies() -> None:
    view = IntakeView("t.csv", rows(1), written=True, error_sheet="/home/a/t.errors.csv")
    assert intake_page(view, "1") == intake_page(replace(view, error_sheet="elsewhere/t.errors.csv"), "1")
