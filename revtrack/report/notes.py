"""Remarks come back: which reader reads which kind of file that a report was handed out in."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import PurePath

from revtrack.errors import UnsupportedFormat
from revtrack.report.notescsv import remarks_of_csv
from revtrack.report.notesdocx import remarks_of_docx
from revtrack.report.notesxlsx import remarks_of_xlsx
from revtrack.report.reportviews import Remark

Reader = Callable[[bytes, str], tuple[Remark, ...]]
"""Gives the remarks in the bytes of a file of that name, in the order they stand in it."""

READERS: dict[str, Reader] = {".xlsx": remarks_of_xlsx, ".csv": remarks_of_csv, ".docx": remarks_of_docx}


def read_remarks(data: bytes, path: str) -> tuple[Remark, ...]:
    """The remarks in a report that has come back; each bears the file's name.

    Raises UnsupportedFormat for a file of another kind, or one that is not a report of revtrack.
    """
    name = PurePath(path)
    reader = READERS.get(name.suffix.lower())
    if reader is None:
        raise UnsupportedFormat(
            f"remarks are not read from {name.name}",
            facts=(f"they are read from {', '.join(READERS)} that `report` wrote",),
            tries=("revtrack report OLD NEW -o table.xlsx   makes a table with a column for remarks",),
        )
    return reader(data, name.name)
