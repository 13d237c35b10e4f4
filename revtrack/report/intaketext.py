"""Says what became of a manifest: one line a row, then what is wrong, equal problems together, then what was stored."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from revtrack.model.ledger import Fate
from revtrack.report.intakeviews import ADDED, ASIDE, CORRECTED, HELD, RECORDED, WAITING, IntakeRow, IntakeView
from revtrack.report.jsonframe import JsonObject, frame
from revtrack.report.neutral import neutral_line
from revtrack.report.style import Style
from revtrack.report.words import count, thousands
from revtrack.report.wrap import clip, columns, wrap

UNDO = "Undo: revtrack undo"
HEADS = ("row", "document", "outcome", "paragraphs", "set apart", "look at")
LONGEST_NAME = 44
ROWS_SHOWN = 60
"""More rows are listed with -v; those set aside and those to look at always are."""
_WOULD = {ADDED: "would be added", CORRECTED: "would be corrected", RECORDED: "would be recorded"}


def intake_text(view: IntakeView, style: Style) -> str:
    """The batch for a terminal; --plain: row, file, document, outcome, paragraphs, set apart, look at, problems."""
    if style.plain:
        return "".join("\t".join(map(neutral_line, _plain(row, view))) + "\n" for row in view.rows)
    lines = wrap(style.own(head_words(view)), width=style.width, rest="  ")
    for note in view.notes:
        lines += wrap(style.own(neutral_line(note)), width=style.width, first="  note: ")
    rows = _shown(view, verbose=style.verbose)
    if rows:
        lines += ["", *columns([HEADS, *(_cells(row, view) for row in rows)], indent="  ", gap=2)]
    if len(rows) < len(view.rows):
        lines.append(f"  … and {len(view.rows) - len(rows)} more with nothing to look at (-v lists them)")
    if style.verbose:
        for row in rows:
            for sentence in row.look_at:
                lines += wrap(neutral_line(sentence), width=style.width, first=f"  row {row.row}  ")
    lines += _problems(view, style)
    lines += ["", *wrap(style.own(outcome_words(view)), width=style.width)]
    return "\n".join(map(style.own, lines)) + "\n"


def head_words(view: IntakeView) -> str:
    """`batch.csv: 41 rows; separator ';', UTF-8 with BOM; 2 empty rows passed over`."""
    passed = [
        words
        for number, words in (
            (view.empty, f"{count(view.empty, 'empty row')} passed over"),
            (view.remarks, f"{count(view.remarks, 'row')} of help passed over"),
            (view.left_out, f"{count(view.left_out, 'row')} left out by --only"),
        )
        if number
    ]
    said = ", ".join(view.said)
    return neutral_line(f"{view.manifest}: {'; '.join(filter(None, (count(len(view.rows), 'row'), said, *passed)))}")


def outcome_of(row: IntakeRow, view: IntakeView) -> str:
    """What became of a row, or would have."""
    return _WOULD.get(row.outcome, row.outcome) if view.dry_run else row.outcome


def outcome_words(view: IntakeView) -> str:
    """The last line: how many of each, what was written, how to take it back."""
    tally = [
        f"{thousands(view.count(outcome))} {_WOULD.get(outcome, outcome) if view.dry_run else outcome}"
        for outcome in (ADDED, CORRECTED, RECORDED, HELD, WAITING, ASIDE)
        if view.count(outcome)
    ]
    said = ", ".join(tally) or "no document"
    aside = f" {view.error_sheet} holds the rows set aside." if view.error_sheet else ""
    if view.written:
        return f"{said}; {thousands(view.to_look_at)} to look at.{aside}     {UNDO}"
    if not view.problems and not view.dry_run:
        return f"{said}: nothing to do."
    return f"Nothing was written: {said}.{aside}"


def problem_groups(view: IntakeView) -> list[tuple[str, str, str, list[tuple[int, str]]]]:
    """(column, what is wrong, what to do, [(row, cell)]) of each kind of problem, in the order of the rows."""
    groups: dict[tuple[str, str, str], list[tuple[int, str]]] = {}
    for row in view.rows:
        for problem in row.problems:
            groups.setdefault((problem.column, problem.what, problem.mend), []).append((row.row, problem.cell))
    return [(*key, places) for key, places in groups.items()]


def places_words(places: Sequence[tuple[int, str]]) -> str:
    """`row 4 (C4)`, `3 rows: 4, 9, 12`."""
    if len(places) == 1:
        row, cell = places[0]
        return f"row {row} ({cell})" if cell else f"row {row}"
    return f"{len(places)} rows: {', '.join(str(row) for row, _ in places)}"


def intake_json(view: IntakeView) -> JsonObject:
    """The schema revtrack/intake/1."""
    body: JsonObject = {
        "event": "add" if view.written else None,
        "undo": "revtrack undo" if view.written else None,
        "dry_run": view.dry_run,
        "manifest": {
            "name": view.manifest,
            "said": list(view.said),
            "notes": list(view.notes),
            "empty": view.empty,
            "remarks": view.remarks,
            "left_out": view.left_out,
        },
        "outcomes": {
            name.replace(" ", "_"): view.count(name) for name in (ADDED, CORRECTED, RECORDED, HELD, WAITING, ASIDE)
        },
        "error_sheet": view.error_sheet or None,
        "notes": list(view.after),
        "rows": [_row_object(row) for row in view.rows],
    }
    return frame("intake/1", view.commit or None, body)


def _row_object(row: IntakeRow) -> JsonObject:
    return {
        "row": row.row,
        "name": row.name,
        "outcome": row.outcome,
        "version": row.version or None,
        "work": row.work or None,
        "label": row.label or None,
        "edition": row.edition or None,
        "read": _read_object(row) if row.characters else None,
        "facts": {fact.name: {"value": fact.value, "where": fact.where or None} for fact in row.facts},
        "relations": [{"relation": relation, "target": target} for relation, target in row.relations],
        "look_at": list(row.look_at),
        "problems": [
            {"column": p.column or None, "cell": p.cell or None, "what": p.what, "mend": p.mend} for p in row.problems
        ],
    }


def _read_object(row: IntakeRow) -> JsonObject:
    return {
        "media": row.media,
        "encoding": row.encoding or None,
        "bytes": row.size,
        "sha256": row.sha256 or None,
        "structure": row.structure,
        "paragraphs": row.paragraphs,
        "footnotes": row.footnotes,
        "languages": row.languages or None,
        "characters": {fate.value.replace(" ", "_"): row.characters.get(fate, 0) for fate in Fate},
        "rules": {"normalised": dict(row.normalised), "set_apart": dict(row.apart)},
        "page_matter": [{"line": one.line, "rule": one.rule, "text": one.text} for one in row.page_matter],
    }


def _shown(view: IntakeView, *, verbose: bool) -> list[IntakeRow]:
    if verbose or len(view.rows) <= ROWS_SHOWN:
        return list(view.rows)
    return [row for row in view.rows if row.look_at or row.problems]


def _cells(row: IntakeRow, view: IntakeView) -> tuple[str, ...]:
    look = f"{len(row.look_at)}: {neutral_line(row.look_at[0])}" if row.look_at else ""
    read = bool(row.characters)
    return (
        str(row.row),
        clip(neutral_line(row.version or row.name), LONGEST_NAME),
        outcome_of(row, view),
        str(row.paragraphs) if row.paragraphs else "",
        thousands(row.set_apart) if read else "",
        clip(look, LONGEST_NAME),
    )


def _plain(row: IntakeRow, view: IntakeView) -> tuple[str, ...]:
    return (
        str(row.row),
        row.name,
        row.version,
        outcome_of(row, view),
        str(row.paragraphs),
        str(row.set_apart),
        "; ".join(row.look_at),
        " | ".join(map(str, row.problems)),
    )


def _problems(view: IntakeView, style: Style) -> Iterator[str]:
    groups = problem_groups(view)
    if not groups:
        return
    yield ""
    yield style.bold(f"{count(view.problems, 'row')} set aside")
    for column, what, mend, places in groups:
        where = f"{places_words(places)}  {column}".rstrip()
        yield from wrap(neutral_line(f"{where}: {what}"), width=style.width, first="  ", rest="      ")
        yield from wrap(neutral_line(mend), width=style.width, first="      → ")
