"""Remarks come back from workbooks and CSV files that other programs saved, and from hostile ones only as an error."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import openpyxl
import pytest
from report_samples import demo

from revtrack import zipsafe
from revtrack.errors import InputTooLarge, RevtrackError, UnsupportedFormat, XmlUnsafe
from revtrack.report.changerows import change_rows
from revtrack.report.diffjson import change_ids
from revtrack.report.notes import read_remarks
from revtrack.report.reportcsv import report_csv
from revtrack.report.reportviews import Remark, ReportView
from revtrack.report.reportxlsx import report_xlsx

VIEW = ReportView(demo().view(), change_ids(demo().comparison))
IDS = [row.id for row in change_rows(VIEW)]


def edited(change: Callable[[openpyxl.Workbook], None]) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(report_xlsx(VIEW)))
    change(book)
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def by_id(remarks: tuple[Remark, ...]) -> dict[str, str]:
    return {remark.change_id: remark.text for remark in remarks}


def handmade(rows: list[list[str]], *, shared: bool = True, extra: dict[str, bytes] | None = None) -> bytes:
    """A workbook as other programs write them, made by hand: shared strings, no styles, cells without references."""
    strings = [cell for row in rows for cell in row]
    escape = lambda text: text.replace("&", "&amp;").replace("<", "&lt;")  # noqa: E731
    main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    count = iter(range(len(strings)))
    cell = (
        (lambda text: f'<c t="s"><v>{next(count)}</v></c>')
        if shared
        else (lambda text: f'<c t="inlineStr"><is><t xml:space="preserve">{escape(text)}</t></is></c>')
    )
    item = lambda text: f'<si><t xml:space="preserve">{escape(text)}</t></si>'  # noqa: E731
    body = "".join(f"<row>{''.join(map(cell, row))}</row>" for row in rows)
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="{kind}.sheet.main+xml"/><Override PartName="/xl/worksheets/s.xml" ContentType="{kind}.worksheet+xml"/><Override PartName="/xl/sharedStrings.xml" ContentType="{kind}.sharedStrings+xml"/></Types>',  # noqa: E501
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>',  # noqa: E501
        "xl/workbook.xml": f'<workbook {main} xmlns:r="{office}"><sheets><sheet name="Tabelle1" sheetId="1" r:id="r1"/></sheets></workbook>',  # noqa: E501
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" Type="{office}/worksheet" Target="worksheets/s.xml"/><Relationship Id="r2" Type="{office}/sharedStrings" Target="sharedStrings.xml"/></Relationships>',  # noqa: E501
        "xl/sharedStrings.xml": f"<sst {main}>" + "".join(map(item, strings)) + "</sst>",
        "xl/worksheets/s.xml": f"<worksheet {main}><sheetData>{body}</sheetData></worksheet>",
    }
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
        for name, content in (extra or {}).items():
            archive.writestr(name, content)
    return data.getvalue()


def test_what_is_typed_into_the_workbook_comes_back_by_the_id_of_its_change() -> None:
    def type_two(book: openpyxl.Workbook) -> None:
        book["Changes"]["L2"] = "is five enough?"
        book["Changes"]["L5"] = "=not a formula"

    remarks = read_remarks(edited(type_two), "in/reviewed.xlsx")
    assert by_id(remarks) == {IDS[0]: "is five enough?", IDS[3]: "=not a formula"}
    assert {remark.file for remark in remarks} == {"reviewed.xlsx"}
    assert remarks[0].about.startswith("¶ 3, modified: Members of staff shall keep")


def test_sorting_other_columns_titles_above_and_added_columns_change_nothing() -> None:
    page = openpyxl.load_workbook(io.BytesIO(report_xlsx(VIEW)))["Changes"]
    rows = [[str(cell or "") for cell in row] for row in page.iter_rows(values_only=True)]
    head, *body = rows
    for number, row in enumerate(body):
        row[-1] = f"remark {number} <&> æ\nsecond line"
    wanted = {row[0]: row[-1] for row in body}
    turned = [[*row[::-1], "mine"] for row in sorted(body, key=lambda row: row[7])]
    table = [["Our comments"], [], [*head[::-1], "Owner"], *turned]
    for shared in (True, False):
        assert by_id(read_remarks(handmade(table, shared=shared), "r.xlsx")) == wanted


def test_two_remarks_for_one_change_are_both_kept() -> None:
    table = [["id", "REMARKS", "Remarks 2"], [IDS[0], "a", "b"], [IDS[0], "c", ""], [IDS[1], " ", ""]]
    remarks = read_remarks(handmade(table), "r.xlsx")
    assert sorted((remark.change_id, remark.text) for remark in remarks) == [(IDS[0], text) for text in "abc"]


def test_a_remark_beside_no_change_is_kept_without_an_id() -> None:
    (remark,) = read_remarks(handmade([["Id", "Remarks"], ["", "in general: good"]]), "r.xlsx")
    assert (remark.change_id, remark.text) == ("", "in general: good")


def test_a_remark_that_lost_its_change_keeps_what_it_was_written_beside() -> None:
    gone = Remark("c-00000000", "still true", "old.xlsx", "¶ 4, new: Bags")
    view = ReportView(VIEW.diff, VIEW.ids, gone=(gone,))
    for data, name in ((report_xlsx(view), "n.xlsx"), (report_csv(view), "n.csv")):
        assert read_remarks(data, name) == (Remark("c-00000000", "still true", name, "¶ 4, new: Bags"),)


def test_a_remark_longer_than_a_cell_comes_back_whole() -> None:
    long = "x" * 70_000 + "y"
    view = ReportView(VIEW.diff, VIEW.ids, remarks=(Remark(IDS[0], long),))
    assert by_id(read_remarks(report_xlsx(view), "n.xlsx")) == {IDS[0]: long}


@pytest.mark.parametrize("text", ["=1", "'=1", "-", "_x0041_", "_x000D_", "a\nb", 'say "no"; or, no', "æøå 漢字 😀"])
def test_a_remark_comes_back_as_it_was_written(text: str) -> None:
    view = ReportView(VIEW.diff, VIEW.ids, remarks=(Remark(IDS[0], text),))
    assert by_id(read_remarks(report_xlsx(view), "n.xlsx")) == {IDS[0]: text}
    assert by_id(read_remarks(report_csv(view), "n.csv")) == {IDS[0]: text}


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-8", "utf-16", "cp1252"])
@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_csv_comes_back_from_whatever_program_saved_it(encoding: str, separator: str) -> None:
    text = separator.join(["Remarks", "Id"]) + "\n" + separator.join(['"række; æ, ""ja"""', IDS[0]]) + "\n"
    assert by_id(read_remarks(text.encode(encoding), "r.csv")) == {IDS[0]: 'række; æ, "ja"'}


@pytest.mark.parametrize(
    ("data", "name", "kind"),
    [
        (b"", "r.xlsx", UnsupportedFormat),
        (b"PK\x03\x04 not a zip", "r.xlsx", UnsupportedFormat),
        (handmade([["Name", "Amount"], ["x", "1"]]), "r.xlsx", UnsupportedFormat),
        (
            handmade([["Id", "Remarks"]], extra={"xl/evil.xml": b'<!DOCTYPE x [<!ENTITY e "x">]><x/>'}),
            "r.xlsx",
            XmlUnsafe,
        ),
        (
            handmade([["Id"]], extra={"xl/e.xml": '<?xml version="1.0"?><!DOCTYPE x><x/>'.encode("utf-16")}),
            "r.xlsx",
            XmlUnsafe,
        ),
        (handmade([["Id"]], extra={"../outside.xml": b"<x/>"}), "r.xlsx", UnsupportedFormat),
        (handmade([["Id"]], extra={"xl/bomb.bin": b"\0" * (20 << 20)}), "r.xlsx", InputTooLarge),
        (handmade([["Id"]], extra={f"xl/{n}": b"" for n in range(2_001)}), "r.xlsx", InputTooLarge),
        (b"Name,Amount\nx,1\n", "r.csv", UnsupportedFormat),
        (b"", "r.csv", UnsupportedFormat),
        (b"\xff\xfe\x00", "r.csv", UnsupportedFormat),
        (b"hello", "r.odt", UnsupportedFormat),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_not_ours_or_hostile_is_refused_with_what_to_do(
    data: bytes, name: str, kind: type[RevtrackError]
) -> None:
    with pytest.raises(kind) as caught:
        read_remarks(data, name)
    assert caught.value.tries
    assert caught.value.status == 4


def test_a_workbook_that_is_broken_inside_is_an_error_of_ours() -> None:
    whole = handmade([["Id", "Remarks"], ["c-1", "x"]])
    parts = zipsafe.members(whole, "r.xlsx")
    for name in parts:
        for damage in (b"", b"<x", parts[name][: len(parts[name]) // 2], parts[name].replace(b"xl/", b"no/")):
            data = io.BytesIO()
            with zipfile.ZipFile(data, "w") as archive:
                for other, content in parts.items():
                    archive.writestr(other, damage if other == name else content)
            assert _status(data.getvalue()) in (0, 4)


def _status(data: bytes) -> int:
    """That of the error; 0 where the damage did no harm. Any other exception is a failure."""
    try:
        read_remarks(data, "r.xlsx")
    except RevtrackError as error:
        return int(error.status)
    return 0


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_member_that_stands_twice_is_refused() -> None:
    with pytest.raises(UnsupportedFormat):
        zipsafe.members(handmade([["Id"]], extra={"xl/workbook.xml": b"<b/>"}), "r.xlsx")
