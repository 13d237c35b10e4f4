"""Laws of manifests: an error sheet holds what stood in the table, whatever that was; and no table makes the reader break."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from revtrack.errors import RevtrackError
from revtrack.ingest.table import read_table
from revtrack.model.manifests import NAMES, PROBLEM
from revtrack.model.tables import Cell, Table, TableRow
from revtrack.report.manifestsheet import error_sheet
from revtrack.workflows.manifest import meant, read_manifest

_TEXTS = st.text(st.characters(categories=("L", "N", "P", "S", "Zs"), codec="utf-8"), max_size=12) | st.sampled_from(
    ("=1+1", "- a", "'=x", "a;b", "a,b", 'a "b" c', "two\nlines", "05/06/2014", "9956/14", "@x", "＝x", "a\tb")
)
_ROWS = st.lists(st.tuples(*[_TEXTS] * 4), min_size=1, max_size=4).filter(
    lambda rows: all(any(cell.strip() for cell in row) for row in rows)
)


@settings(max_examples=60, deadline=None)
@given(rows=_ROWS, form=st.sampled_from(("csv", "tsv", "xlsx", "json")), separator=st.sampled_from((",", ";")))
def test_an_error_sheet_read_again_holds_the_rows_as_they_stood(rows, form: str, separator: str) -> None:
    """The sheet can be mended and run again as it is: no cell of it is changed by being written and read."""
    header = NAMES[:4]
    table = Table("t", form, header, (), separator=separator)
    again = read_table(error_sheet(table, [(row, "why") for row in rows]), "t.errors")
    found = [
        {name: meant(again, row, at).text for at, name in enumerate(again.header) if row.cell(at).text}
        for row in again.rows
    ]
    lines = lambda text: text.replace("\r\n", "\n")  # noqa: E731
    assert [{name: lines(text) for name, text in row.items()} for row in found] == [
        {**{name: cell for name, cell in zip(header, row, strict=True) if cell}, PROBLEM: "why"} for row in rows
    ]


@settings(max_examples=150, deadline=None)
@given(data=st.binary(max_size=200) | st.text(max_size=200).map(lambda text: text.encode("utf-8", "surrogatepass")))
def test_any_bytes_are_a_table_or_a_refusal(data: bytes) -> None:
    try:
        table = read_table(b"file;number;date\n" + data, "t")
    except RevtrackError:
        return
    assert table.header
    for entry in read_manifest(table).entries if {"file", "number"} & set(table.header) else ():
        assert entry.problems or entry.said


@settings(deadline=None)
@given(cells=st.lists(_TEXTS, min_size=len(NAMES), max_size=len(NAMES)))
def test_every_row_is_what_a_person_said_or_has_problems(cells: list[str]) -> None:
    table = Table("t", "csv", NAMES, (TableRow(2, tuple(map(Cell, cells))),))
    for entry in read_manifest(table).entries:
        assert all(problem.what and problem.mend for problem in entry.problems)
        if not entry.problems:
            entry.wishes()
