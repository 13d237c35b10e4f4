"""Tables as they came: CSV, TSV, JSON and XLSX, what is said of how they were read, and what is refused."""

from __future__ import annotations

import io
import json

import openpyxl
import pytest

from revtrack.errors import InputTooLarge, SourceRefused, UnknownEncoding, UnsupportedFormat
from revtrack.ingest.table import bounds, read_table
from revtrack.ingest.table.looks import Look, look_of_code
from revtrack.model.tables import CellKind, letters
from tests.table_samples import book, formula, number, row, sheet

ROWS = [["file", "titel"], ["a.txt", "Håndbog, ny"], ["b.txt", 'med "citat"']]


def texts(data: bytes) -> list[list[str]]:
    table = read_table(data, "t")
    return [list(table.header), *([cell.text for cell in row.cells] for row in table.rows)]


def written(separator: str) -> str:
    return "".join(separator.join('"' + cell.replace('"', '""') + '"' for cell in row) + "\r\n" for row in ROWS)


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize(
    ("encoding", "said"),
    [("utf-8", "UTF-8"), ("utf-8-sig", "UTF-8 with BOM"), ("utf-16", "UTF-16LE"), ("cp1252", "ISO-8859-1")],
)
def test_separator_and_encoding_are_found_and_said(separator: str, encoding: str, said: str) -> None:
    data = written(separator).encode(encoding)
    assert texts(data) == ROWS
    table = read_table(data, "t")
    assert table.said == (f"separator {'tab' if separator == chr(9) else repr(separator)}", said)
    assert (table.form, table.separator) == ("tsv" if separator == "\t" else "csv", separator)


def test_letters_that_only_windows_has_are_read_as_windows_1252() -> None:
    data = "file;title\na.txt;Håndbog – “ny”, gælder på Bornholm og Færøerne\n".encode("cp1252")
    assert read_table(data, "t").said == ("separator ';'", "Windows-1252")


def test_of_two_separators_the_one_that_parts_all_rows_alike_is_meant() -> None:
    assert texts(b"file;revises, or not\na;1, 2, 3\nb;4\n") == [
        ["file", "revises, or not"],
        ["a", "1, 2, 3"],
        ["b", "4"],
    ]


def test_two_separators_that_both_fit_are_refused() -> None:
    with pytest.raises(UnsupportedFormat) as caught:
        read_table(b"a;b,c\nd;e,f\n", "t.csv")
    assert "both ',' and ';'" in caught.value.facts[0]


def test_a_first_line_may_tell_the_separator_and_is_not_counted() -> None:
    table = read_table(b"sep=;\r\na;b,c\r\nd;e,f\r\n", "t.csv")
    assert (table.header, table.header_row, table.rows[0].number) == (("a", "b,c"), 1, 2)


def test_a_table_of_one_column_has_no_separator() -> None:
    table = read_table("file\nMødereferat, del 2.txt\n".encode(), "t.csv")
    assert table.said == ("one column", "UTF-8")
    assert table.rows[0].cells[0].text == "Mødereferat, del 2.txt"


def test_rows_keep_their_numbers_over_empty_ones_and_over_line_feeds_in_cells() -> None:
    table = read_table(b'\nfile,title\n"a\nb",x\n\nc,y\n', "t.csv")
    assert table.header_row == 2
    assert [(row.number, row.is_empty) for row in table.rows] == [(3, False), (4, True), (5, False)]


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"", UnsupportedFormat),
        (b"\n \n", UnsupportedFormat),
        (b'file,title\n"a,b\n', UnsupportedFormat),
        (b'file,title\n"a"x,b\n', UnsupportedFormat),
        (b"file,title\na\x00,b\n", SourceRefused),
        (b"file,title\n\xff\xfe\xfa\xc3\n", UnknownEncoding),
        (b"PK\x03\x04 and nothing more", UnsupportedFormat),
        (b'{"file": "a"}', UnsupportedFormat),
        (b'[{"file": "a"}, 3]', UnsupportedFormat),
        (b'[{"file": "a", "file": "b"}]', UnsupportedFormat),
        (b'[{"file": ["a"]}]', UnsupportedFormat),
        (b'[{"file": NaN}]', UnsupportedFormat),
        (b'[{"file": "a"}', UnsupportedFormat),
        (b"[" * 100_000, UnsupportedFormat),
    ],
)
def test_what_is_no_table_is_refused(data: bytes, kind: type[Exception]) -> None:
    with pytest.raises(kind) as caught:
        read_table(data, "t")
    assert caught.value.tries  # type: ignore[attr-defined]


def test_a_table_over_the_bounds_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounds, "MOST_ROWS", 3)
    for data in (b"a,b\n" * 4, b'[{"a":1},{"a":1},{"a":1},{"a":1}]', book({"s": sheet(*[row("a")] * 4)})):
        with pytest.raises(InputTooLarge):
            read_table(data, "t")
    with pytest.raises(InputTooLarge):
        read_table(b"," * 300, "t")


def test_json_gives_rows_with_the_columns_in_their_order() -> None:
    data = json.dumps([{"file": "a", "stub": True, "date": 2014}, {"title": None, "file": "b"}]).encode("utf-8-sig")
    table = read_table(data, "t")
    assert (table.form, table.header) == ("json", ("file", "stub", "date", "title"))
    assert [[(cell.text, cell.kind) for cell in row.cells] for row in table.rows] == [
        [("a", CellKind.TEXT), ("yes", CellKind.YES_NO), ("2014", CellKind.NUMBER), ("", CellKind.TEXT)],
        [("b", CellKind.TEXT), ("", CellKind.TEXT), ("", CellKind.TEXT), ("", CellKind.TEXT)],
    ]
    assert table.place(1, 0) == ""


def test_a_workbook_of_the_usual_library_is_read_cell_by_cell() -> None:
    import datetime

    made = openpyxl.Workbook()
    page = made.active
    page.title = "Liste"
    page.append(["file", "date", "label", "stub", "sum"])
    page.append(["a.txt", datetime.date(2014, 5, 19), 2014, True, "=1+1"])
    page["F3"] = "_x0041_ far off"
    out = io.BytesIO()
    made.save(out)
    table = read_table(out.getvalue(), "t.xlsx")
    assert (table.said, table.header) == (("sheet 'Liste'",), ("file", "date", "label", "stub", "sum"))
    assert [(cell.text, cell.kind) for cell in table.rows[0].cells] == [
        ("a.txt", CellKind.TEXT),
        ("2014-05-19", CellKind.DAY),
        ("2014", CellKind.NUMBER),
        ("yes", CellKind.YES_NO),
        ("=1+1", CellKind.FORMULA),
    ]
    assert table.rows[1].cell(5).text.endswith(" far off")
    assert table.place(3, 5) == "F3"


def test_what_a_number_format_makes_of_a_number_is_told() -> None:
    cells = (number(41778, "day"), number(41778, "own day"), number(41760, "part"), number(41778), number(0.5, "time"))
    table = read_table(book({"s": sheet(row("a", "b", "c", "d", "e"), row(*cells))}), "t")
    assert [(cell.text, cell.kind) for cell in table.rows[0].cells] == [
        ("2014-05-19", CellKind.DAY),
        ("2014-05-19", CellKind.DAY),
        ("2014-05-01", CellKind.PART_OF_DAY),
        ("41778", CellKind.NUMBER),
        ("0.5", CellKind.NUMBER),
    ]


def test_days_may_be_counted_from_1904_and_are_not_made_of_what_is_none() -> None:
    cells = (number(40316, "day"), number(-1, "day"), number(41778.25, "day"))
    later = read_table(book({"s": sheet(row("a", "b", "c"), row(*cells))}, later=True), "t").rows[0].cells
    assert [(cell.text, cell.kind.name) for cell in later] == [
        ("2014-05-19", "DAY"),
        ("-1.0", "NUMBER"),
        ("41778.25", "NUMBER"),
    ]
    early = read_table(book({"s": sheet(row("a"), row(number(59, "day")))}), "t").rows[0].cells[0]
    assert early.kind is CellKind.NUMBER


@pytest.mark.parametrize(
    ("code", "look"),
    [
        ("General", Look.NUMBER),
        ("0.00", Look.NUMBER),
        ('0 "days"', Look.NUMBER),
        ("[Red]0", Look.NUMBER),
        ("yyyy\\-mm\\-dd;@", Look.DAY),
        ("[$-406]d. mmmm yyyy", Look.DAY),
        ("dd/mm/yy", Look.DAY),
        ("mmm-yy", Look.PART),
        ("d-mmm", Look.PART),
        ("h:mm:ss", Look.TIME),
        ("[h]:mm", Look.TIME),
        ("yyyy-mm-dd hh:mm", Look.DAY),
    ],
)
def test_formats_of_days_are_told_by_their_letters(code: str, look: Look) -> None:
    assert look_of_code(code) is look


def test_what_a_workbook_hides_is_named() -> None:
    rows = (row("file"), row("a"), row("b", more=' hidden="1"'), row("c", more=' hidden="1"'))
    seen = sheet(*rows, before='<cols><col min="2" max="2" hidden="1"/></cols>')
    table = read_table(book({"old": sheet(row("x")), "list": seen, "empty": sheet()}, hidden=("old",)), "t")
    assert table.said == ("sheet 'list'",)
    assert table.hidden == (
        "the sheet 'old' is hidden and was not read",
        "rows 3, 4 are hidden and were read",
        "column B is hidden and was read",
    )
    assert [cells.cells[0].text for cells in table.rows] == ["a", "b", "c"]


@pytest.mark.parametrize(
    ("data", "fact"),
    [
        (book({"a": sheet(row("x")), "b": sheet(row("y"))}), "several sheets hold something: 'a', 'b'"),
        (book({"a": sheet()}), "no visible sheet"),
        (book({"a": sheet(row("x"))}, hidden=("a",)), "no visible sheet"),
        (
            book({"a": sheet(row("x"), after='<mergeCells><mergeCell ref="A1:B2"/></mergeCells>')}),
            "merges the cells A1:B2",
        ),
        (book({"a": sheet('<row r="2"><c r="A3"/></row>')}), "a cell of row 2"),
        (book({"a": sheet('<row r="2"/><row r="2"/>')}), "row 2 stands there twice"),
        (book({"a": sheet('<row><c t="s"><v>7</v></c></row>')}), "names a text that is not there"),
    ],
)
def test_a_workbook_that_can_be_read_in_two_ways_is_refused(data: bytes, fact: str) -> None:
    with pytest.raises(UnsupportedFormat) as caught:
        read_table(data, "t.xlsx")
    assert fact in " ".join(caught.value.facts)


def test_a_word_file_is_no_table() -> None:
    from tests.word_samples import docx

    with pytest.raises(UnsupportedFormat, match="cannot be read as a table"):
        read_table(docx("One."), "t.xlsx")


def test_formulas_errors_and_hidden_characters_are_told() -> None:
    cells = (
        formula('HYPERLINK("x")', "0"),
        '<c t="e"><v>#REF!</v></c>',
        '<c t="b"><v>0</v></c>',
        '<c t="d"><v>2014-05-19T00:00:00</v></c>',
    )
    found = read_table(book({"s": sheet(row("a", "b", "c", "d"), row(*cells))}), "t").rows[0].cells
    assert [(cell.text, cell.kind.name) for cell in found] == [
        ('=HYPERLINK("x")', "FORMULA"),
        ("#REF!", "ERROR"),
        ("no", "YES_NO"),
        ("2014-05-19", "TEXT"),
    ]
    with pytest.raises(SourceRefused, match="the cell A2 of t"):
        read_table(book({"s": sheet(row("a"), row("x_x0007_"))}), "t")


def test_rows_a_workbook_leaves_out_keep_their_numbers() -> None:
    rows = (
        '<row r="2"><c r="B2" t="inlineStr"><is><t>file</t></is></c></row>',
        '<row r="5"><c r="B5"><v>1</v></c></row>',
    )
    table = read_table(book({"s": sheet(*rows)}), "t")
    assert (table.header_row, table.header) == (2, ("", "file"))
    assert [(found.number, found.is_empty) for found in table.rows] == [(3, True), (4, True), (5, False)]


def test_columns_have_letters() -> None:
    assert [letters(at) for at in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]
