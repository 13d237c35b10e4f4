"""Puts the changes to be shown in their order on the page: under headings, moves at both places, renumbering folded.

Rows carry words and runs of text, no signs and no colour: the terminal form and the Markdown form draw the same rows.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct, field
from msgspec.structs import replace

from revtrack.model.changes import Change, Comparison, Edit, Kind, TextUnit, UnitClass
from revtrack.report.diffpatterns import folded
from revtrack.report.diffwords import is_confirmed, is_plain, is_rewritten, only_renumbered, stub_words, words_of
from revtrack.report.labels import fragments, heading_words, label_of, renumbering
from revtrack.report.neutral import neutral_line
from revtrack.report.views import DiffView

Body = tuple[tuple[Edit, ...], ...]
"""Lines of text, each in its runs of kept, deleted and inserted text."""


class Row(Struct, frozen=True):
    """One row: the sign it bears, what it is about, what is said, and the text below it.

    A heading row stands above the rows of its section; `sign` is "" where nothing happened to the heading itself.
    `changes` are the positions of the changes it tells of; `stub` marks the place that a moved unit has left.
    """

    sign: str
    label: str
    words: str = ""
    body: Body = ()
    heading: bool = False
    changes: tuple[int, ...] = ()
    stub: bool = False


class _Entry(Struct):
    """Changes that share a row: one, or a run of renumbered units. `section` is the heading it stands under."""

    changes: list[int]
    section: str
    stub: bool = False


class _Plan(Struct):
    """What has been laid out so far while walking through the changes."""

    view: DiffView
    section: str = ""
    entries: list[_Entry] = field(default_factory=list)
    runs: dict[UnitClass, _Entry] = field(default_factory=dict)


def rows(view: DiffView, *, fold: bool) -> list[Row]:
    """The rows of a comparison in order; with `fold`, changes that only follow a pattern are left to its entry."""
    changes = view.comparison.changes
    left_out = folded(view) if fold else frozenset()
    chosen = {n for n in view.shown if not is_plain(changes[n])} - left_out
    around = _around(changes, chosen, view.context)
    plan = _Plan(view)
    sections = _sections(view)
    for position, stub in walk(view.comparison):
        change = changes[position]
        if change.new and not stub:
            plan.section = sections[change.new[-1]]
        elif change.unit_class is UnitClass.HEADING and position in chosen and not stub:
            plan.section = label_of(view.comparison, change)
        if position in chosen or (position in around and not stub):
            _place(plan, position, stub=stub)
        elif not stub:
            _interrupt(plan, change)
    return [*_header(view), *_with_headings(plan)]


def _header(view: DiffView) -> Iterator[Row]:
    """The slots of the header that differ, above everything else."""
    if view.header:
        yield Row("", "Header of the document", heading=True)
    for slot in view.header:
        ops = {edit.op for edit in slot.edits}
        word = "new" if ops == {"+"} else "deleted" if ops == {"-"} else "modified"
        sign = {"new": "inserted"}.get(word, word)
        yield Row(sign, neutral_line(slot.label or slot.kind.replace("-", " ")), word, (slot.edits,))


def _around(changes: Sequence[Change], chosen: set[int], context: int) -> set[int]:
    """Unchanged units within `context` of a change that is shown."""
    near = {at for n in chosen for at in range(max(0, n - context), min(len(changes), n + context + 1))}
    return {at for at in near if is_plain(changes[at]) and changes[at].unit_class is not UnitClass.HEADING}


def walk(comparison: Comparison) -> Iterator[tuple[int, bool]]:
    """Positions of changes in the order of the page; True marks the place that a moved unit has left."""
    here: dict[int, int] = {}
    moved: dict[int, int] = {}
    for index, change in enumerate(comparison.changes):
        for at in change.old[:1] if change.moved else change.old:
            (moved if change.moved else here)[at] = index
    after: dict[int, list[int]] = {}
    anchor = -1
    for at in range(len(comparison.old)):
        anchor = max(anchor, here.get(at, anchor))
        if at in moved:
            after.setdefault(anchor, []).append(moved[at])
    for index in range(-1, len(comparison.changes)):
        if index >= 0:
            yield index, False
        yield from ((gone, True) for gone in after.get(index, ()))


def _sections(view: DiffView) -> list[str]:
    """Of each unit of the new text: the words of the heading it stands under, or is."""
    found: list[str] = []
    current = ""
    for unit in view.comparison.new:
        if unit.unit_class is UnitClass.HEADING:
            current = heading_words(unit)
        elif unit.place and not unit.place.heading:
            current = _component(view, unit.place.component)
        found.append(current)
    return found


def _component(view: DiffView, name: str) -> str:
    """What stands above paragraphs before the first heading, where a document has several components."""
    expression = view.new.expression
    if len(expression.components) == 1:
        return ""
    return neutral_line(expression.component(name).kind) or name


def _place(plan: _Plan, position: int, *, stub: bool) -> None:
    change = plan.view.comparison.changes[position]
    run = plan.runs.get(change.unit_class)
    folds = only_renumbered(change) and not is_confirmed(change)
    if folds and run and not stub:
        run.changes.append(position)
        return
    entry = _Entry([position], plan.section, stub)
    plan.entries.append(entry)
    if folds:
        plan.runs[change.unit_class] = entry
    else:
        plan.runs.clear()


def _interrupt(plan: _Plan, change: Change) -> None:
    """A unit that is not shown ends a run of renumbered units of its class, unless the run may well go over it."""
    if not is_plain(change) or _keeps_its_name(plan.view.comparison, change):
        plan.runs.pop(change.unit_class, None)


def _keeps_its_name(comparison: Comparison, change: Change) -> bool:
    """Whether an unchanged unit has the same number before and after, so that it cannot lie within a renumbered run."""
    numbered = bool(comparison.new[change.new[0]].marker)
    return numbered and fragments(comparison.old, change.old) == fragments(comparison.new, change.new)


def _with_headings(plan: _Plan) -> Iterator[Row]:
    """The rows, each section's heading above them; a heading that changed itself is its own row."""
    comparison = plan.view.comparison
    printed = ""
    for entry in plan.entries:
        change = comparison.changes[entry.changes[0]]
        own = change.unit_class is UnitClass.HEADING and not entry.stub and not only_renumbered(change)
        if entry.section not in (printed, "") and not own:
            yield Row("", entry.section, heading=True)
        printed = entry.section
        row = _row(comparison, entry, change, heading=own)
        yield replace(row, changes=tuple(entry.changes), stub=entry.stub)


def _row(comparison: Comparison, entry: _Entry, change: Change, *, heading: bool) -> Row:
    label = label_of(comparison, change)
    if entry.stub:
        return Row("moved", label, stub_words(comparison, change))
    if only_renumbered(change):
        return _renumbered_row(comparison, entry)
    if change.moved:
        label = label.rpartition(" → ")[2] if change.unit_class is not UnitClass.HEADING else label
        return Row("moved", label, words_of(comparison, change), _body(comparison, change), heading)
    return Row(change.kind.value, label, words_of(comparison, change), _body(comparison, change), heading)


def _renumbered_row(comparison: Comparison, entry: _Entry) -> Row:
    changes = [comparison.changes[position] for position in entry.changes]
    if changes[0].unit_class is UnitClass.HEADING:
        label = "headings" if len(changes) > 1 else label_of(comparison, changes[0])
    else:
        old = [fragments(comparison.old, change.old)[0] for change in changes]
        new = [fragments(comparison.new, change.new)[0] for change in changes]
        label = renumbering(old, new)
    if len(changes) > 1:
        return Row("renumbered", label, f"renumbered only ({len(changes)})")
    return Row("renumbered", label, words_of(comparison, changes[0]))


def _body(comparison: Comparison, change: Change) -> Body:
    """The text of a change in lines; whole where a unit is new, deleted or rewritten beyond reading."""
    said_by_label = change.unit_class is UnitClass.HEADING and change.kind in (Kind.INSERTED, Kind.DELETED)
    if said_by_label or (change.kind is Kind.UNCHANGED and change.moved):
        return ()
    if change.kind is Kind.UNCHANGED:
        return _whole("=", comparison.new, change.new)
    if change.kind in (Kind.INSERTED, Kind.DELETED) or is_rewritten(change) or not change.edits:
        return _whole("-", comparison.old, change.old) + _whole("+", comparison.new, change.new)
    return _lines(change.edits)


def _whole(op: str, side: tuple[TextUnit, ...], positions: tuple[int, ...]) -> Body:
    return tuple((Edit(op, line),) for position in positions for line in side[position].written.split("\n") if line)


def _lines(edits: tuple[Edit, ...]) -> Body:
    """Edits broken at line feeds: where one paragraph was split in two, or two were joined, a line ends."""
    lines: list[list[Edit]] = [[]]
    for edit in edits:
        for number, part in enumerate(edit.text.split("\n")):
            if number:
                lines.append([])
            if part:
                lines[-1].append(Edit(edit.op, part))
    if len(lines) > 1:
        lines = list(map(_trimmed, lines))
    return tuple(tuple(line) for line in lines if line)


def _trimmed(line: list[Edit]) -> list[Edit]:
    """A line without blanks at its ends: where a paragraph was split or two were joined, the line break says so."""
    while line and not line[0].text.strip(" "):
        line = line[1:]
    while line and not line[-1].text.strip(" "):
        line = line[:-1]
    return line
