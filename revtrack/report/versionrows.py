"""Three versions and more side by side: a row for each unit, its text in every version, what happened, its remarks."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from revtrack.model.changes import UnitClass
from revtrack.report.changerows import HEADING, ID, NONE, REMARKS, SECTION, similarity_shown
from revtrack.report.correlatewords import change_words, column_names, heading_cells, places_words, similarity
from revtrack.report.ids import ids_of
from revtrack.report.labels import fragments
from revtrack.report.neutral import neutral
from revtrack.report.remarkwords import gone_kind, remark_words
from revtrack.report.reportviews import TableView
from revtrack.report.views import CorrelationRow, CorrelationView

ROW, CHANGE, SIMILARITY = "Row", "Change", "Lowest similarity"


class VersionRow(Struct, frozen=True):
    """One row: `places` and `texts` have a cell for each version; a version that has no such unit has a dash and no text."""

    id: str
    number: int
    section: str
    places: tuple[str, ...]
    texts: tuple[str, ...]
    change: str
    similarity: float | None = None
    remarks: str = ""
    heading: bool = False


def columns_of(view: TableView) -> tuple[str, ...]:
    """The names of the columns, those of the versions among them."""
    return (ID, ROW, SECTION, *column_names(view.table.columns), CHANGE, SIMILARITY, REMARKS)


def row_ids(table: CorrelationView) -> tuple[str, ...]:
    """The id of each row, from the places and the words it has in every version."""
    return ids_of([_identity(table, row) for block in table.blocks for row in block.rows], "r-")


def version_rows(view: TableView) -> list[VersionRow]:
    """The rows of the table, then remarks whose row is there no more. Row numbers count from 1 whatever is sorted later."""
    remarks = remark_words(view.remarks)
    rows = [
        VersionRow(
            id=row_id,
            number=number,
            section=section,
            places=_places(view.table, row),
            texts=_texts(view.table, row),
            change=change_words(view.table, row),
            similarity=similarity_shown(similarity(row)),
            remarks=remarks.get(row_id, ""),
            heading=row.unit_class is UnitClass.HEADING,
        )
        for number, ((section, row), row_id) in enumerate(zip(_sectioned(view.table), view.ids, strict=True), 1)
    ]
    return [*rows, *_gone(view, len(rows))]


def _gone(view: TableView, last: int) -> Iterator[VersionRow]:
    blank = ("",) * (len(view.table.columns) - 1)
    for number, one in enumerate(view.gone, last + 1):
        texts = (neutral(one.about), *blank)
        places = (NONE,) * len(texts)
        yield VersionRow(one.change_id, number, "", places, texts, gone_kind(one), remarks=neutral(one.text))


def _sectioned(table: CorrelationView) -> Iterator[tuple[str, CorrelationRow]]:
    """Each row with the heading it stands under, by its newest words; before the first heading the part it belongs to."""
    for block in table.blocks:
        section = block.title
        for row in block.rows:
            if row.unit_class is UnitClass.HEADING:
                section = next((cell for cell in reversed(heading_cells(table, row)) if cell), section)
            yield section, row


def _places(table: CorrelationView, row: CorrelationRow) -> tuple[str, ...]:
    if row.unit_class is UnitClass.HEADING:
        return tuple(HEADING if cell else NONE for cell in row.cells)
    return tuple(places_words(fragments(units, cell)) for units, cell in zip(table.units, row.cells, strict=True))


def _texts(table: CorrelationView, row: CorrelationRow) -> tuple[str, ...]:
    return tuple(
        "\n".join(neutral(units[at].written) for at in cell) for units, cell in zip(table.units, row.cells, strict=True)
    )


def _identity(table: CorrelationView, row: CorrelationRow) -> str:
    parts = [
        part
        for units, cell in zip(table.units, row.cells, strict=True)
        for part in (*fragments(units, cell), "", *(units[at].text for at in cell), "")
    ]
    return "\x1f".join(parts)
