"""Bring in the documents of a manifest: all rows are checked and read before any is written, then all by one step.

    files     found, checked, read in limited children          batchfiles
    who       number, work, language, date; whom rows name      batchwho
    plans     what each becomes, met by those planned before    planning
    store     one event

A row with a problem is set aside, and so is one that cannot stand without it; then the others are decided anew.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from revtrack import ingest
from revtrack.errors import RevtrackError
from revtrack.model.documents import Author
from revtrack.model.manifests import Problem
from revtrack.store.contract import EventKind, Receipt, Store
from revtrack.workflows.batchcase import Case
from revtrack.workflows.batchfiles import Files
from revtrack.workflows.batchproblems import said_of
from revtrack.workflows.batchwho import decide
from revtrack.workflows.collect import stub_in
from revtrack.workflows.drafts import draft_in
from revtrack.workflows.manifest import Manifest
from revtrack.workflows.planning import HELD, Planned, decisions_of, plan_correction, plan_record, plan_text
from revtrack.workflows.progress import Progress, silent
from revtrack.workflows.standing import Standing

_KINDS = (EventKind.ADD, EventKind.CORRECT, EventKind.RECORD)


def prepare(store: Store, manifest: Manifest, *, base: Path, progress: Progress = silent) -> tuple[Case, ...]:
    """Every row checked, read and planned, in the order of the table; nothing is written.

    InputTooLarge if the files are more than one step can store.
    """
    cases = [Case(entry, problems=list(entry.problems)) for entry in manifest.entries]
    _read(cases, Files(base), progress)
    standing = Standing(store)
    while True:
        good = sorted((case for case in cases if not case.problems), key=lambda case: case.order)
        decide(good, [case.entry for case in cases if case.problems], standing)
        if all(not case.problems for case in good):
            _plan(good, standing, progress)
        if all(not case.problems for case in good):
            return tuple(cases)
        standing = standing.anew()


def write(store: Store, cases: Sequence[Case], *, name: str, author: Author, summary: str = "") -> Receipt | None:
    """Store what is planned in one event; None if there is nothing to store."""
    writing = {case: case.plan for case in writable(cases) if case.plan is not None}
    if not writing:
        return None
    kinds = {_kind(case) for case in writing}
    many = "1 document" if len(writing) == 1 else f"{len(writing)} documents"
    return store.add_many(
        [deposit for plan in writing.values() for deposit in plan.deposits],
        kind=next(kind for kind in _KINDS if kind in kinds),
        summary=summary or f"Add {many} from {name}",
        author=author,
        decisions=decisions_of({slug: work for plan in writing.values() for slug, work in plan.members.items()}),
    )


def writable(cases: Sequence[Case]) -> list[Case]:
    """The rows without a problem that bring something new, in the order in which they are stored."""
    found = [case for case in cases if not case.problems and case.plan is not None and case.plan.deposits]
    return sorted(found, key=lambda case: case.order)


def _kind(case: Case) -> EventKind:
    if not case.entry.file:
        return EventKind.RECORD
    return EventKind.CORRECT if case.entry.corrects else EventKind.ADD


def _read(cases: Sequence[Case], files: Files, progress: Progress) -> None:
    """Read every file that is there; what is wrong with one is a problem of its row."""
    asked = []
    for case in cases:
        if not case.entry.file:
            continue
        found = files.read(case.entry)
        if isinstance(found, Problem):
            case.problems.append(found)
        else:
            case.data = found
            asked.append(case)
    with closing(ingest.read_each([(case.data, case.entry.file, case.entry.tracked) for case in asked])) as readings:
        for done, (case, reading) in enumerate(zip(asked, readings, strict=True)):
            progress(done, len(asked), f"reading {case.entry.file}")
            if isinstance(reading, RevtrackError):
                case.problems.append(said_of(case.entry, "file", reading))
            else:
                case.reading = reading


def _plan(good: Sequence[Case], standing: Standing, progress: Progress) -> None:
    """What each row becomes in the store, where those before it count as held."""
    for done, case in enumerate(good):
        progress(done, len(good), f"checking {case.entry.name}")
        column = "correct" if case.entry.corrects else "number"
        case.plan = case.attempt(column, lambda case=case: _planned(case, standing))  # type: ignore[misc]
        if case.plan is not None:
            standing.plan(case.plan.deposits)


def _planned(case: Case, standing: Standing) -> Planned:
    entry, wishes = case.entry, case.entry.wishes()
    if case.reading is None:
        return plan_record(standing, stub_in(standing, wishes.number, wishes))
    case.draft = draft_in(standing, case.reading, case.data, entry.file, wishes)
    if case.repeats:
        return Planned(HELD)
    if entry.corrects:
        return plan_correction(standing, case.draft, entry.said["reason"])
    return plan_text(standing, case.draft)
