"""Remarks in a table that has come back, whatever was sorted, filtered or added: the columns are found by their names."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct, field

from revtrack.errors import UnsupportedFormat
from revtrack.report.changerows import ID, KIND, NEW, NEW_TEXT, OLD, OLD_TEXT, REMARKS
from revtrack.report.remarkwords import GONE, UNPLACED
from revtrack.report.reportviews import Remark
from revtrack.report.wrap import clip
from revtrack.report.xlsxbook import CONTINUED, LONGEST_CELL

HEAD_WITHIN = 50
"""The row of names stands among the first so many: people put titles above tables."""
LONGEST_ABOUT = 160

Rows = Iterable[Sequence[str]]


class _Columns(Struct):
    """Where the columns are that matter; `remarks` may be several, since people add their own."""

    id: int
    remarks: list[int]
    others: dict[str, int]

    def cell(self, row: Sequence[str], name: str) -> str:
        at = self.others.get(name, -1)
        return row[at].strip() if 0 <= at < len(row) else ""


class _Pieces(Struct):
    """A remark that is longer than a cell, as it is put together; what is shorter is a remark of its own."""

    texts: list[tuple[int, str]] = field(default_factory=list)
    about: str = ""

    def joined(self) -> list[str]:
        found: list[str] = []
        last = 0
        for _, text in sorted(self.texts, key=lambda piece: piece[0]):
            if found and last >= LONGEST_CELL:
                found[-1] += text
            else:
                found.append(text)
            last = len(text.encode("utf-16-le", "surrogatepass")) // 2
        return found


def remarks_of_rows(rows: Rows, name: str) -> tuple[Remark, ...] | None:
    """The remarks of a table, in its order; None if it has no row with the names of the columns for ids and remarks."""
    columns: _Columns | None = None
    found: dict[tuple[str, int, int], _Pieces] = {}
    for number, row in enumerate(rows):
        if columns is None:
            columns = _columns(row)
            if columns is None and number >= HEAD_WITHIN:
                return None
            continue
        for at in columns.remarks:
            text = row[at].strip() if at < len(row) else ""
            if text:
                _collect(found, columns, row, at, number)
    if columns is None:
        return None
    return tuple(
        Remark(change_id, text.strip(), name, pieces.about)
        for (change_id, _, _), pieces in found.items()
        for text in pieces.joined()
    )


def not_a_report(name: str) -> UnsupportedFormat:
    """The error for a table that has no such columns."""
    return UnsupportedFormat(
        f"{name} holds no table of a report",
        facts=(f"no row names both a column '{ID}' and a column '{REMARKS}'",),
        tries=("revtrack report OLD NEW -o table.xlsx   makes one with a column for remarks",),
    )


def _columns(row: Sequence[str]) -> _Columns | None:
    names = [cell.strip().casefold() for cell in row]
    remarks = [at for at, name in enumerate(names) if name.startswith(REMARKS.casefold())]
    if ID.casefold() not in names or not remarks:
        return None
    others = {
        wanted: names.index(wanted.casefold())
        for wanted in (OLD, NEW, KIND, OLD_TEXT, NEW_TEXT)
        if wanted.casefold() in names
    }
    return _Columns(names.index(ID.casefold()), remarks, others)


def _collect(
    found: dict[tuple[str, int, int], _Pieces], columns: _Columns, row: Sequence[str], at: int, number: int
) -> None:
    """Take a remark; the rows that a long one goes on in bear the same id, and say so in place of the kind."""
    change_id = row[columns.id].strip() if columns.id < len(row) else ""
    kind = columns.cell(row, KIND)
    order = int(kind.removeprefix(CONTINUED)) if _is_continued(kind) else 1
    key = (change_id, at, 0 if change_id else number)
    pieces = found.setdefault(key, _Pieces())
    pieces.texts.append((order, row[at]))
    if order == 1 or not pieces.about:
        pieces.about = _about(columns, row)


def _is_continued(kind: str) -> bool:
    return kind.startswith(CONTINUED) and kind.removeprefix(CONTINUED).strip().isdecimal()


def _about(columns: _Columns, row: Sequence[str]) -> str:
    """`¶ 7 → ¶ 6, modified: A reader may see …`; as it was kept, for a remark that had lost its change before."""
    kind, old_text = columns.cell(row, KIND), columns.cell(row, OLD_TEXT)
    if kind in (GONE, UNPLACED):
        return old_text
    places = [columns.cell(row, name) for name in (OLD, NEW)]
    where = places[1] if places[0] == places[1] else " → ".join(filter(None, places))
    said = ", ".join(filter(None, (where, kind)))
    text = clip(" ".join((columns.cell(row, NEW_TEXT) or old_text).split()), LONGEST_ABOUT)
    return ": ".join(filter(None, (said, text)))
