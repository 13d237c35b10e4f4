"""A writer of workbooks for tests, part by part: it says of each cell what it is, and shares no line with the reader."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from html import escape

MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
FORMATS = {"day": 14, "part": 17, "own day": 164, "time": 20}
"""Styles by name, each with its number format."""


def text(words: str) -> str:
    return f'<c t="inlineStr"><is><t xml:space="preserve">{escape(words)}</t></is></c>'


def number(value: float, style: str = "") -> str:
    at = list(FORMATS).index(style) + 1 if style else 0
    return f'<c s="{at}"><v>{value}</v></c>'


def formula(words: str, value: str) -> str:
    return f"<c><f>{escape(words)}</f><v>{value}</v></c>"


def row(*cells: str, more: str = "") -> str:
    return f"<row{more}>{''.join(cell if cell.startswith('<') else text(cell) for cell in cells)}</row>"


def sheet(*rows: str, before: str = "", after: str = "") -> str:
    return f"<worksheet {MAIN}>{before}<sheetData>{''.join(rows)}</sheetData>{after}</worksheet>"


def book(sheets: Mapping[str, str], *, hidden: Sequence[str] = (), later: bool = False) -> bytes:
    """A workbook of these sheets, by title."""
    formats = "".join(f'<xf numFmtId="{number}"/>' for number in (0, *FORMATS.values()))
    styles = f'<styleSheet {MAIN}><numFmts count="1"><numFmt numFmtId="164" formatCode="dd\\.mm\\.yyyy;@"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs>{formats}</cellXfs></styleSheet>'  # noqa: E501
    listed = "".join(
        f'<sheet name="{escape(title)}" sheetId="{at}" r:id="r{at}"{" state=" + chr(34) + "hidden" + chr(34) if title in hidden else ""}/>'  # noqa: E501
        for at, title in enumerate(sheets, 1)
    )
    links = "".join(
        f'<Relationship Id="r{at}" Type="{OFFICE}/worksheet" Target="worksheets/s{at}.xml"/>'
        for at in range(1, len(sheets) + 1)
    )
    properties = f'<workbookPr date1904="{int(later)}"/>'
    parts = {
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',  # noqa: E501
        "xl/workbook.xml": f'<workbook {MAIN} xmlns:r="{OFFICE}">{properties}<sheets>{listed}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">{links}<Relationship Id="st" Type="{OFFICE}/styles" Target="styles.xml"/></Relationships>',  # noqa: E501
        "xl/styles.xml": styles,
        **{f"xl/worksheets/s{at}.xml": found for at, found in enumerate(sheets.values(), 1)},
    }
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return data.getvalue()
