"""Manifests: the rows of a table as what a person said of each document, with all that is wrong in them.

Columns are found by their names (model/manifests); an unknown one is an error, since what it says would be lost. Every row
is looked at, and every problem of it is told.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches
from fnmatch import fnmatchcase

from msgspec import Struct

from revtrack.errors import ManifestColumns
from revtrack.model.manifests import KNOWN, MARK, NAMES, PROBLEM, UNUSED, Problem, plain
from revtrack.model.readings import Tracked
from revtrack.model.relations import Relation
from revtrack.model.tables import Cell, CellKind, Table, TableRow
from revtrack.report.csvtext import unguarded
from revtrack.workflows.intake import Wishes
from revtrack.workflows.manifestcells import Wrong, is_yes, read_cell

_RELATIONS = (
    ("revises", Relation.REVISES),
    ("replaces", Relation.REPLACES),
    ("previous", Relation.PREVIOUS_DOCUMENT),
    ("cites", Relation.CITES),
)
"""Columns that name other documents."""


class Entry(Struct, frozen=True):
    """One row: what it says by column, in the forms that `Wishes` reads, and its problems. `cells` are the places of columns."""

    row: int
    said: Mapping[str, str]
    cells: Mapping[str, str]
    problems: tuple[Problem, ...] = ()

    @property
    def file(self) -> str:
        """The path below the base; "" for a document whose text is not held."""
        return self.said.get("file", "")

    @property
    def name(self) -> str:
        """How messages call it."""
        return self.file or self.said.get("number", "") or f"row {self.row}"

    @property
    def corrects(self) -> bool:
        """Whether it is a better transcription of a text that is held."""
        return is_yes(self.said.get("correct", ""))

    @property
    def tracked(self) -> Tracked | None:
        """Which text of a document with tracked changes is meant."""
        word = self.said.get("tracked", "")
        return Tracked(word) if word else None

    def wishes(self) -> Wishes:
        """What the person said of the document."""
        said = self.said
        kept = [said.get("note", ""), f"rights: {said['rights']}" if said.get("rights") else ""]
        return Wishes(
            number=said.get("number", ""),
            work=said.get("work", ""),
            label=said.get("label", ""),
            language=said.get("lang", ""),
            date=said.get("date", ""),
            title=said.get("title", ""),
            source_url=said.get("source_url", ""),
            relations=tuple((relation, word) for _, relation, word in self.relations()),
            provenance="; ".join(filter(None, kept)),
        )

    def relations(self) -> Iterator[tuple[str, Relation, str]]:
        """(column, relation, word) of each document that the row names."""
        for column, relation in _RELATIONS:
            for word in filter(None, (word.strip() for word in self.said.get(column, "").split(";"))):
                yield column, relation, word

    def problem(self, column: str, what: str, mend: str) -> Problem:
        """A problem of this row, at the cell of that column where there is one."""
        return Problem(column, self.cells.get(column, ""), what, mend)


class Manifest(Struct, frozen=True):
    """The rows that are documents, and how many were passed over: empty ones, ones for people, ones not asked for."""

    table: Table
    entries: tuple[Entry, ...]
    empty: int = 0
    remarks: int = 0
    left_out: int = 0
    notes: tuple[str, ...] = ()

    def row(self, number: int) -> TableRow:
        """The row of that number as it stood in the table."""
        return next(row for row in self.table.rows if row.number == number)


def meant(table: Table, row: TableRow, at: int) -> Cell:
    """The cell as it is meant: in CSV and TSV a text that begins with `=` is a formula, and an apostrophe before one a guard."""
    cell = row.cell(at)
    if table.form not in ("csv", "tsv"):
        return cell
    return Cell(cell.text, CellKind.FORMULA) if cell.text.startswith("=") else Cell(unguarded(cell.text))


def read_manifest(table: Table, *, only: str = "") -> Manifest:
    """The documents of a table; with `only`, those whose file fits the pattern. ManifestColumns for columns that do not fit."""
    columns = _columns(table)
    entries: list[Entry] = []
    empty = remarks = left_out = 0
    for row in table.rows:
        if row.is_empty:
            empty += 1
        elif row.cell(0).text.startswith(MARK):
            remarks += 1
        else:
            entry = _entry(table, row, columns)
            if only and not fnmatchcase(entry.file, only):
                left_out += 1
            else:
                entries.append(entry)
    return Manifest(table, tuple(entries), empty, remarks, left_out, tuple(_unused(table)))


def _columns(table: Table) -> dict[str, int]:
    """The position of each known column. ManifestColumns for an unknown one, one that stands twice, or none that is needed."""
    found: dict[str, int] = {}
    unknown: list[str] = []
    for at, name in enumerate(table.header):
        word = plain(name)
        column = KNOWN.get(word, "")
        if column in found:
            first = table.header[found[column]]
            raise _unfit(
                table, f"has two columns for {column}: '{_short(first)}' and '{_short(name)}'", "remove one of them"
            )
        if column:
            found[column] = at
        elif word not in UNUSED and word != PROBLEM and (word or _is_used(table, at)):
            unknown.append(name.strip())
    if unknown:
        raise _unknown(table, unknown)
    if not {"file", "number"} & found.keys():
        raise _unfit(table, "has no column file and none for numbers", "name its columns in the first row")
    return found


def _is_used(table: Table, at: int) -> bool:
    return any(not row.cell(at).is_empty for row in table.rows)


def _unknown(table: Table, names: Sequence[str]) -> ManifestColumns:
    shown = ", ".join(f"'{_short(name)}'" if name else "one without a name" for name in names[:4])
    more = f" and {len(names) - 4} more" if len(names) > 4 else ""
    what = "a column" if len(names) == 1 else f"{len(names)} columns"
    near = [
        f"'{_short(name)}' is nearest to {KNOWN[match[0]]}"
        for name in names
        if (match := get_close_matches(plain(name), KNOWN, 1, 0.6))
    ]
    return ManifestColumns(
        f"{table.name} has {what} that revtrack does not know: {shown}{more}; nothing was added",
        facts=(*(["; ".join(near[:3])] if near else []), f"known: {', '.join(NAMES)}"),
        tries=("rename or remove it in the first row;  revtrack help manifest  says what each holds",),
    )


def _unfit(table: Table, what: str, mend: str) -> ManifestColumns:
    return ManifestColumns(
        f"{table.name} {what}; nothing was added",
        facts=(f"known: {', '.join(NAMES)}",),
        tries=(f"{mend};  revtrack help manifest  says what each holds",),
    )


def _unused(table: Table) -> Iterator[str]:
    names = [name.strip() for at, name in enumerate(table.header) if plain(name) in UNUSED and _is_used(table, at)]
    if names:
        yield f"revtrack keeps nothing of the {'column' if len(names) == 1 else 'columns'} {', '.join(names)}"


def _entry(table: Table, row: TableRow, columns: Mapping[str, int]) -> Entry:
    cells = {column: table.place(row.number, at) for column, at in columns.items()}
    said: dict[str, str] = {}
    problems: list[Problem] = []
    for column, at in columns.items():
        found = read_cell(column, meant(table, row, at))
        if isinstance(found, Wrong):
            problems.append(Problem(column, cells[column], found.what, found.mend))
        else:
            said[column] = found
    if any(not row.cell(at).is_empty for at in range(len(table.header), len(row.cells))):
        place = table.place(row.number, len(table.header))
        problems.append(
            Problem(
                "", place, "it has more cells than there are columns", "put text that holds the separator in quotes"
            )
        )
    # A cell that could not be read is not empty: what it was meant to say is not known.
    unread = {problem.column for problem in problems}
    entry = Entry(row.number, said, cells)
    problems += [problem for problem in _unfitting(entry) if problem.column not in unread]
    return Entry(row.number, said, cells, tuple(problems))


def _unfitting(entry: Entry) -> Iterator[Problem]:
    """What does not go together in a row."""
    said = entry.said
    if entry.corrects and not said.get("reason"):
        yield entry.problem("reason", "a correction has a reason", "write why it is corrected")
    if said.get("reason") and not entry.corrects:
        yield entry.problem("correct", "a reason belongs to a correction", "write yes here, or take the reason away")
    if not entry.file:
        yield from _without_file(entry)
    elif is_yes(said.get("stub", "")):
        yield entry.problem("stub", "a stub has no file: its text is not held", "take the yes or the file away")


def _without_file(entry: Entry) -> Iterator[Problem]:
    """What a row without a file cannot say, and what it must."""
    said = entry.said
    if said.get("stub") == "no":
        yield entry.problem("file", "there is no file", "write its path, or take the no of stub away")
    for column in ("correct", "tracked", "sha256"):
        if said.get(column) not in (None, "", "no"):
            yield entry.problem("file", f"there is no file, and {column} speaks of one", "write its path")
    if not said.get("number"):
        yield entry.problem("number", "there is neither a file nor a number", "write one of them")


def _short(name: str) -> str:
    return f"{name[:30]}…" if len(name) > 30 else name
