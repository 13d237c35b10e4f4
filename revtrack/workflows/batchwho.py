"""Who the documents of a batch are, and which others their rows name: of the same table in any order, or of the store."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from revtrack.errors import RevtrackError
from revtrack.lineage.cycles import circles
from revtrack.model import slugs
from revtrack.model.documents import Version
from revtrack.model.manifests import Problem
from revtrack.workflows.batchcase import Case
from revtrack.workflows.batchproblems import unresolved
from revtrack.workflows.collect import stub_in
from revtrack.workflows.drafts import date_of, language_of, number_of, target_of, work_of
from revtrack.workflows.manifest import Entry
from revtrack.workflows.standing import Standing

_IN_ORDER = ("revises", "replaces", "previous")
"""Columns in which a document cannot lead back to itself."""


def decide(good: Sequence[Case], aside: Sequence[Entry], standing: Standing) -> None:
    """Find out who each document is and which documents its row names; what cannot be told is a problem of the row.

    `good` come in the order in which they are to be planned; `aside` are the rows set aside before.
    """
    for case in good:
        case.draft, case.plan, case.repeats = None, None, 0
        case.version = _identified(case, standing)
        if case.version is not None:
            standing.expect(case.version)
    found = [case for case in good if case.version is not None]
    _find_repeats(case for case in found if case.entry.file)
    edges = [edge for case in found for edge in _edges(case, standing, aside)]
    for column in _IN_ORDER:
        _refuse_circles(column, found, [(case, slug) for case, name, slug in edges if name == column])


def _identified(case: Case, standing: Standing) -> Version | None:
    """Number, work, language and date of a row; None, and every problem of them, if one is missing."""
    reading, wishes, name = case.reading, case.entry.wishes(), case.entry.file
    if reading is None:
        bare = replace(wishes, relations=())
        record = case.attempt("number", lambda: stub_in(standing, wishes.number, bare))
        if record is None:
            return None
        return Version(record.work, record.number, None, (), record.date, record.label, record.title)
    number = case.attempt("number", lambda: number_of(reading, wishes, name))
    language = case.attempt("lang", lambda: language_of(reading, wishes, name))
    date = case.attempt("date", lambda: date_of(reading, wishes, name))
    work = number and case.attempt("work", lambda: work_of(standing, number, wishes))
    if number is None or language is None or date is None or not work:
        return None
    return Version(work, number, language, (1,), date, wishes.label, wishes.title)


def _find_repeats(cases: Iterable[Case]) -> None:
    """Rows that are one text: with the same bytes a repetition; with others, nobody can tell which is meant."""
    texts: dict[tuple[object, ...], list[Case]] = {}
    for case in cases:
        version = case.version
        if version is not None:
            texts.setdefault((version.number, version.language, case.entry.corrects), []).append(case)
    for same in (found for found in texts.values() if len(found) > 1):
        same.sort(key=lambda case: case.entry.row)
        first = same[0]
        if all((case.data, case.entry.tracked) == (first.data, first.entry.tracked) for case in same):
            for case in same[1:]:
                case.repeats = first.entry.row
            continue
        for case in same:
            case.problems.append(_twice(case, same))


def _twice(case: Case, same: Sequence[Case]) -> Problem:
    others = ", ".join(str(other.entry.row) for other in same if other is not case)
    verb = "correct" if case.entry.corrects else "are"
    return case.entry.problem(
        "number",
        f"this row and row {others} both {verb} {case.version}, with different files",
        "keep the one that is meant, or give the other its own number",
    )


def _edges(case: Case, standing: Standing, aside: Sequence[Entry]) -> Iterator[tuple[Case, str, str]]:
    """(row, column, slug) of each document that a row names; a problem for each that nobody knows."""
    version = case.version
    for column, _, word in case.entry.relations():
        try:
            if version is not None:
                yield case, column, slugs.slug(target_of(standing, word, version.work))
        except RevtrackError as error:
            case.problems.append(unresolved(case.entry, column, word, error, aside))


def _refuse_circles(column: str, found: Sequence[Case], edges: Sequence[tuple[Case, str]]) -> None:
    """A problem for each row of a circle: documents that lead back to themselves have no first."""
    slugged: dict[str, list[Case]] = {}
    for case in found:
        if case.version is not None:
            slugged.setdefault(slugs.slug(case.version.number), []).append(case)
    places = {slug: at for at, slug in enumerate(slugged)}
    graph: dict[int, list[int]] = {at: [] for at in places.values()}
    for case, target in edges:
        if target in places and case.version is not None:
            graph[places[slugs.slug(case.version.number)]].append(places[target])
    groups = list(slugged.values())
    for circle in circles(graph):
        named = [case for at in circle for case in groups[at] if case.entry.said.get(column)]
        rows = ", ".join(str(case.entry.row) for case in named)
        what = f"the rows {rows} lead to one another in a circle" if len(circle) > 1 else "the document names itself"
        for case in named:
            case.problems.append(case.entry.problem(column, what, "see which of them came first"))
