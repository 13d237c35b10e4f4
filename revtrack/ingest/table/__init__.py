"""Tables that list documents: CSV, TSV, XLSX and JSON to rows of cells, told apart by content and not by name."""

from __future__ import annotations

from revtrack.errors import InputTooLarge
from revtrack.model.tables import Table

LIMIT_BYTES = 16 << 20
_ZIP = b"PK\x03\x04"
_BLANK = b"\xef\xbb\xbf\xfe\xff\x00 \t\r\n"


def read_table(data: bytes, name: str) -> Table:
    """The table of the bytes; `name` stands in messages.

    Raises UnsupportedFormat for what is no such table or could be read in two ways, UnknownEncoding and SourceRefused for
    text that cannot be told for certain, InputTooLarge and XmlUnsafe for what is over a bound.
    """
    if len(data) > LIMIT_BYTES:
        raise InputTooLarge(
            f"{name} has {len(data):,} bytes; revtrack reads tables of at most {LIMIT_BYTES:,}",
            tries=("part it into several, then run them one by one",),
        )
    if data.startswith(_ZIP):
        from revtrack.ingest.table.workbook import read_workbook

        return read_workbook(data, name)
    if data.lstrip(_BLANK)[:1] in (b"[", b"{"):
        from revtrack.ingest.table.objects import read_objects

        return read_objects(data, name)
    from revtrack.ingest.table.delimited import read_delimited

    return read_delimited(data, name)
