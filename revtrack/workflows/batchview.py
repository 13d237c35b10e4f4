"""What became of a manifest, ready to be shown: of each row what was read, what was set apart and what needs a look."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from revtrack import references
from revtrack.model.ledger import Fate
from revtrack.model.readings import Reading
from revtrack.model.relations import Relation
from revtrack.model.texts import Role
from revtrack.report.addtext import structure_words
from revtrack.report.intakeviews import ADDED, ASIDE, HELD, RECORDED, WAITING, FoundFact, IntakeRow, IntakeView
from revtrack.store.contract import Receipt
from revtrack.workflows.batchcase import Case
from revtrack.workflows.collect import media_word
from revtrack.workflows.drafts import SAID
from revtrack.workflows.facts import unread_of
from revtrack.workflows.manifest import Manifest, meant
from revtrack.workflows.manifestcells import LOOK_AT_NUMBER, is_bare_figure

_SCORES = 3


def intake_view(manifest: Manifest, cases: Sequence[Case], *, dry_run: bool, blocked: bool) -> IntakeView:
    """The batch as it is before anything is written; `blocked` where nothing is to be, since rows are set aside."""
    table = manifest.table
    return IntakeView(
        manifest=table.name,
        rows=tuple(_row(case, blocked=blocked) for case in cases),
        said=table.said,
        notes=(*table.hidden, *manifest.notes),
        empty=manifest.empty,
        remarks=manifest.remarks,
        left_out=manifest.left_out,
        dry_run=dry_run,
    )


def error_rows(manifest: Manifest, cases: Sequence[Case]) -> list[tuple[tuple[str, ...], str]]:
    """The cells of each row that is set aside, as they stood, and all that is wrong with it."""
    width = len(manifest.table.header)
    found = []
    for case in cases:
        if case.problems:
            row = manifest.row(case.entry.row)
            cells = tuple(meant(manifest.table, row, at).text for at in range(max(width, len(row.cells))))
            found.append((cells, " | ".join(map(str, case.problems))))
    return found


def stored(view: IntakeView, receipt: Receipt | None) -> IntakeView:
    """The view once the batch is stored; what another writer has stored meanwhile is held already."""
    if receipt is None:
        return view
    rows = view.rows
    if not receipt.added:
        rows = tuple(replace(row, outcome=HELD) if row.outcome in (ADDED, RECORDED) else row for row in rows)
    return replace(view, rows=rows, written=bool(receipt.added), commit=receipt.commit, after=receipt.notes)


def _row(case: Case, *, blocked: bool) -> IntakeRow:
    """One row, whatever is known of it."""
    entry, version, plan = case.entry, case.version, case.plan
    outcome = _outcome(case, blocked=blocked)
    row = IntakeRow(
        row=entry.row,
        name=entry.name,
        outcome=outcome,
        version="" if version is None else str(version),
        work="" if version is None else str(version.work),
        label=entry.said.get("label", ""),
        edition=plan.edition if plan else 0,
        relations=tuple((relation.word, word) for _, relation, word in entry.relations()),
        problems=tuple(case.problems),
    )
    return row if case.reading is None else _with_reading(row, case, case.reading)


def _outcome(case: Case, *, blocked: bool) -> str:
    if case.problems:
        return ASIDE
    if case.plan is None or blocked:
        return HELD if case.plan is not None and case.plan.outcome == HELD else WAITING
    return RECORDED if case.plan.outcome == ADDED and not case.entry.file else case.plan.outcome


def _with_reading(row: IntakeRow, case: Case, reading: Reading) -> IntakeRow:
    ledger = reading.ledger
    draft = case.draft
    expression = draft.expression if draft else None
    found = references.extract(expression) if expression else ()
    paragraphs = [paragraph for component in reading.components for paragraph in component.paragraphs]
    return replace(
        row,
        facts=_facts(case, reading),
        languages=", ".join(f"{one.language} {one.score:.2f}" for one in reading.languages[:_SCORES]),
        media=media_word(reading),
        encoding=ledger.encoding,
        size=len(case.data),
        sha256=draft.source.sha256 if draft else "",
        structure=structure_words(reading.components),
        paragraphs=sum(paragraph.role is Role.PARAGRAPH for paragraph in paragraphs),
        footnotes=sum(len(paragraph.notes) for paragraph in paragraphs),
        characters={fate: ledger.count(fate) for fate in Fate},
        normalised=ledger.rules(Fate.NORMALISED),
        apart=ledger.rules(Fate.APART),
        page_matter=reading.page_matter,
        relations=tuple(
            dict.fromkeys((one.relation.word, str(one.target)) for one in found if one.relation is not Relation.SAME_AS)
        )
        or row.relations,
        look_at=tuple(_look_at(case, reading)),
    )


def _facts(case: Case, reading: Reading) -> tuple[FoundFact, ...]:
    """Number, date, language and title as decided, and where each was found; as read where nothing is decided."""
    if case.draft is None:
        read = (("number", reading.number), ("date", reading.date), ("title", reading.title))
        return tuple(FoundFact(name, fact.value, fact.where) for name, fact in read if fact)
    expression, where = case.draft.expression, dict(case.draft.found)
    values = {
        "number": str(expression.number),
        "date": str(expression.date),
        "language": str(expression.language),
        "title": expression.title,
    }
    return tuple(
        FoundFact(name, value, where.get(name, "") or ("words" if name == "language" else ""))
        for name, value in values.items()
        if value
    )


def _look_at(case: Case, reading: Reading) -> list[str]:
    """What a person should look at: as for a single document, and where the row says other than the text."""
    found = [*reading.look_at]
    if case.draft is not None:
        found += unread_of(case.draft.expression)
        found += [f"{name}: {where}" for name, where in case.draft.found if where.startswith(f"{SAID};")]
    if case.repeats:
        found.append(f"the same file as row {case.repeats}")
    if is_bare_figure(case.entry.said.get("number", "")):
        found.append(LOOK_AT_NUMBER)
    return found
