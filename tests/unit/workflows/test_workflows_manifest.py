"""Manifests: which columns are known, what cells say, what spreadsheets mangle, and what does not go together."""

from __future__ import annotations

import pytest

from revtrack.errors import ManifestColumns
from revtrack.model.manifests import COLUMNS, KNOWN, LISTED, plain
from revtrack.model.relations import Relation
from revtrack.model.tables import Cell, CellKind, Table, TableRow
from revtrack.report.export import listing
from revtrack.workflows.manifest import read_manifest
from revtrack.workflows.manifestcells import Wrong, read_cell


def table(header: str, *rows: str) -> Table:
    return Table(
        "t.csv",
        "csv",
        tuple(header.split(",")),
        tuple(TableRow(at, tuple(map(Cell, row.split(",")))) for at, row in enumerate(rows, 2)),
    )


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("2014-05-19", "2014-05-19"),
        ("2014-5-9", "2014-05-09"),
        ("2014/05/19", "2014-05-19"),
        ("2014.05.19", "2014-05-19"),
        ("20140519", "2014-05-19"),
        ("2014-05-19T00:00:00", "2014-05-19"),
        ("2014-05-19 00:00:00", "2014-05-19"),
        ("19.5.2014", "2014-05-19"),
        ("19. 05. 2014", "2014-05-19"),
        ("05.06.2014", "2014-06-05"),
        ("19/05/2014", "2014-05-19"),
        ("19-05-2014", "2014-05-19"),
        ("05/19/2014", "2014-05-19"),
        ("05/05/2014", "2014-05-05"),
        ("19. maj 2014", "2014-05-19"),
        ("19 May 2014", "2014-05-19"),
        ("2014", "2014"),
        ("Unknown", "unknown"),
        (" ", ""),
    ],
)
def test_dates_that_can_be_read_in_one_way_are_read(written: str, read: str) -> None:
    assert read_cell("date", Cell(written)) == read


@pytest.mark.parametrize(
    ("written", "what", "mend"),
    [
        ("05/06/2014", "two ways", "2014-06-05 or 2014-05-06"),
        ("5-6-2014", "two ways", "2014-06-05 or 2014-05-06"),
        ("41778", "how a spreadsheet keeps a day; it would be 2014-05-19", "2014-05-19"),
        ("41778,5", "how a spreadsheet keeps a day", "2014-05-19"),
        ("19.5.14", "two digits of a year", "1914 or 2014"),
        ("05/06/14", "two digits of a year", "1914 or 2014"),
        ("May-14", "part of a date", "2014-05-19"),
        ("14-maj", "part of a date", "2014-05-19"),
        ("maj 2014", "part of a date", "2014-05-19"),
        ("9956-01-14", "document number", "2014-05-19"),
        ("01/14/9956", "document number", "2014-05-19"),
        ("9956", "no year of a document", "2014-05-19"),
        ("2014-02-30", "no day", "2014-05-19"),
        ("31.4.2014", "no day", "2014-05-19"),
        ("13/13/2014", "no day", "2014-05-19"),
        ("2014-05", "not a date", "2014-05-19"),
        ("2014-05-19 12:30", "not a date", "2014-05-19"),
        ("soon", "not a date", "2014-05-19"),
    ],
)
def test_dates_that_cannot_be_read_are_named_with_what_to_do(written: str, what: str, mend: str) -> None:
    found = read_cell("date", Cell(written))
    assert isinstance(found, Wrong)
    assert what in found.what
    assert mend in found.mend


@pytest.mark.parametrize(
    ("kind", "written", "read"),
    [
        (CellKind.DAY, "2014-05-19", "2014-05-19"),
        (CellKind.PART_OF_DAY, "2014-05-01", None),
        (CellKind.NUMBER, "2014", "2014"),
        (CellKind.NUMBER, "41778", None),
        (CellKind.YES_NO, "yes", None),
        (CellKind.FORMULA, "=A1", None),
        (CellKind.ERROR, "#REF!", None),
    ],
)
def test_typed_cells_of_a_date_are_taken_for_what_they_are(kind: CellKind, written: str, read: str | None) -> None:
    found = read_cell("date", Cell(written, kind))
    assert found == read if read else isinstance(found, Wrong)


@pytest.mark.parametrize(
    "written",
    [
        "9956/14",
        "5643/5/14",
        "14781/1/05 REV 1",
        "ST-9956-2014-INIT",
        "COM(2013) 941",
        "32017D0863",
        "rules-14",
        "2014/45/EU",
    ],
)
def test_document_numbers_are_taken_as_they_are(written: str) -> None:
    assert read_cell("number", Cell(written)) == written


@pytest.mark.parametrize(
    ("cell", "what"),
    [
        (Cell("May-14"), "a date, as a spreadsheet makes one"),
        (Cell("14-maj"), "a date, as a spreadsheet makes one"),
        (Cell("Mai 14"), "a date, as a spreadsheet makes one"),
        (Cell("9956-01-14"), "a date, as a spreadsheet makes one"),
        (Cell("01.05.2014"), "a date, as a spreadsheet makes one"),
        (Cell("2014-05-01 00:00:00"), "a date, as a spreadsheet makes one"),
        (Cell("2014-05-01", CellKind.DAY), "has made the date 2014-05-01"),
        (Cell("2014-05-01", CellKind.PART_OF_DAY), "has made the date 2014-05-01"),
        (Cell("3.2017E+12"), "shortened"),
        (Cell("711.142857", CellKind.NUMBER), "is a number here"),
        (Cell('="9956/14"', CellKind.FORMULA), "formula"),
        (Cell("5643/5/14 REV 4"), "contradicts itself"),
    ],
)
def test_document_numbers_that_a_spreadsheet_mangled_are_found(cell: Cell, what: str) -> None:
    found = read_cell("number", cell)
    assert isinstance(found, Wrong), found
    assert what in found.what
    assert read_cell("revises", cell) != cell.text or "contradicts" in what


def test_a_label_that_lost_its_zero_is_found() -> None:
    assert isinstance(read_cell("label", Cell("1.1", CellKind.NUMBER)), Wrong)
    assert read_cell("label", Cell("2014", CellKind.NUMBER)) == "2014"
    assert read_cell("label", Cell("1.10")) == "1.10"


@pytest.mark.parametrize(
    ("column", "written", "read"),
    [
        ("lang", "DA", "da"),
        ("lang", "Danish", "da"),
        ("lang", "nob", "nb"),
        ("lang", "Norwegian", None),
        ("lang", "no", None),
        ("work", "house-rules", "house-rules"),
        ("work", "House Rules", None),
        ("label", "two words", None),
        ("title", " A  title\nin lines ", "A title in lines"),
        ("title", "- no formula", "- no formula"),
        ("tracked", "Accept", "accept"),
        ("tracked", "maybe", None),
        ("correct", "X", "yes"),
        ("correct", "nej", "no"),
        ("stub", "perhaps", None),
        ("sha256", "AB" * 32, "ab" * 32),
        ("sha256", "abc", None),
        ("revises", "15175/08;14781/1/05 ; ;2005", "15175/08; 14781/1/05; 2005"),
        ("revises", "15175/08; May-14", None),
    ],
)
def test_other_cells(column: str, written: str, read: str | None) -> None:
    found = read_cell(column, Cell(written))
    assert found == read if read is not None else isinstance(found, Wrong)


def test_names_of_columns_are_known_in_any_case_and_with_any_gap() -> None:
    found = read_manifest(table("File Name,DOCUMENT-NUMBER,dc.title,Source URL,work_id", "a.txt,1/14,T,https://x,w"))
    (entry,) = found.entries
    assert dict(entry.said) == {"file": "a.txt", "number": "1/14", "title": "T", "source_url": "https://x", "work": "w"}
    assert entry.cells["title"] == "C2"


def test_no_name_means_two_columns() -> None:
    names = [plain(name) for column in COLUMNS for name in (column.name, *column.others)]
    assert len(names) == len(set(names)) == len(KNOWN)


@pytest.mark.parametrize(
    ("header", "words"),
    [
        ("file,numer", "a column that revtrack does not know: 'numer'"),
        ("file,numer,colour", "2 columns that revtrack does not know: 'numer', 'colour'"),
        ("file,filename", "two columns for file: 'file' and 'filename'"),
        ("title,date", "has no column file"),
        ("file,", "one without a name"),
    ],
)
def test_columns_that_do_not_fit_are_an_error(header: str, words: str) -> None:
    with pytest.raises(ManifestColumns) as caught:
        read_manifest(table(header, "a,b,c"))
    assert words in str(caught.value)
    assert "known: file, number" in caught.value.facts[-1]
    if "numer" in header:
        assert "'numer' is nearest to number" in caught.value.facts[0]


def test_columns_for_which_there_is_no_place_are_named_and_those_of_an_error_sheet_passed_over() -> None:
    found = read_manifest(table("file,dc.creator,dc.type,problem,", "a.txt,Ann,,C2: no date,"))
    assert found.notes == ("revtrack keeps nothing of the column dc.creator",)
    assert found.entries[0].problems == ()


def test_the_list_of_an_export_is_read_as_it_is() -> None:
    """Every column of it is one of a manifest, or follows from the files and is named as passed over."""
    passed = [name for name in listing.COLUMNS if name in LISTED]
    cells = ["1/14" if name == "number" else "x" if name in LISTED else "" for name in listing.COLUMNS]
    found = read_manifest(table(",".join(listing.COLUMNS), ",".join(cells)))
    assert found.notes == (f"revtrack keeps nothing of the columns {', '.join(passed)}",)
    assert set(LISTED) == set(passed)


def test_rows_that_are_no_documents_are_counted() -> None:
    found = read_manifest(
        table("file,title", "# path below the base,its title", ",", "a.txt,A", "b.md,B"), only="*.txt"
    )
    assert [entry.row for entry in found.entries] == [4]
    assert (found.empty, found.remarks, found.left_out) == (1, 1, 1)


@pytest.mark.parametrize(
    ("header", "row", "column", "what"),
    [
        ("file,correct", "a.txt,yes", "reason", "a correction has a reason"),
        ("file,reason", "a.txt,typo", "correct", "belongs to a correction"),
        ("file,stub", "a.txt,yes", "stub", "a stub has no file"),
        ("file,number,stub", ",1/14,no", "file", "there is no file"),
        ("file,title", ",T", "number", "neither a file nor a number"),
        ("file,number,tracked", ",1/14,accept", "file", "tracked speaks of one"),
        ("file,title", "a.txt,T,more", "", "more cells than there are columns"),
    ],
)
def test_what_does_not_go_together_is_a_problem_of_the_row(header: str, row: str, column: str, what: str) -> None:
    (entry,) = read_manifest(table(header, row)).entries
    (problem,) = entry.problems
    assert problem.column == column
    assert what in problem.what
    assert problem.mend


def test_every_problem_of_a_row_is_told_with_its_cell() -> None:
    (entry,) = read_manifest(table("file,number,date,lang", "a.txt,May-14,05/06/2014,no")).entries
    assert [(problem.column, problem.cell) for problem in entry.problems] == [
        ("number", "B2"),
        ("date", "C2"),
        ("lang", "D2"),
    ]
    assert str(entry.problems[0]).startswith("number (B2): 'May-14' is a date")


def test_a_row_becomes_what_a_person_said() -> None:
    header = "file,number,work,label,lang,date,title,revises,cites,source_url,rights,note"
    row = "a.txt,1/14,w,l,da,2014,T,2/13; l2,3/12,https://x,CC0,from the cellar"
    wishes = read_manifest(table(header, row)).entries[0].wishes()
    assert wishes.relations == ((Relation.REVISES, "2/13"), (Relation.REVISES, "l2"), (Relation.CITES, "3/12"))
    assert (wishes.number, wishes.language, wishes.date, wishes.title) == ("1/14", "da", "2014", "T")
    assert wishes.provenance == "from the cellar; rights: CC0"


def test_formulas_of_a_csv_are_told_and_guarded_text_is_text() -> None:
    header, row = "file,title,note", "a.txt,=1+1,'- no formula"
    (entry,) = read_manifest(table(header, row)).entries
    assert [(problem.column, problem.what) for problem in entry.problems] == [("title", "'=1+1' is a formula")]
    assert entry.said["note"] == "- no formula"
    (other,) = read_manifest(table("file,title", "a.txt,'=1+1")).entries
    assert (other.problems, other.said["title"]) == ((), "=1+1")
