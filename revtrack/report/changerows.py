"""The table of changes: a row for each change, its places, its kind, both texts, its remarks; XLSX and CSV draw the same rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from revtrack.model.changes import Change, Comparison, Edit, Kind, TextUnit, UnitClass
from revtrack.report.diffwords import is_confirmed, is_plain, is_rewritten, kind_words, marker_words
from revtrack.report.labels import fragments, several
from revtrack.report.neutral import neutral, neutral_line
from revtrack.report.remarkwords import gone_kind, remark_words
from revtrack.report.reportviews import Remark, ReportView
from revtrack.report.views import Side
from revtrack.report.words import chosen

ID, SECTION, OLD, NEW, KIND, FLAGS, SIGNALS = "Id", "Section", "Old", "New", "Kind", "Flags", "Signals"
OLD_TEXT, NEW_TEXT, MARKED, SIMILARITY, REMARKS = "Old text", "New text", "Text with marks", "Similarity", "Remarks"
COLUMNS = (ID, SECTION, OLD, NEW, KIND, FLAGS, SIGNALS, OLD_TEXT, NEW_TEXT, MARKED, SIMILARITY, REMARKS)

NONE = "—"
"""No counterpart: never an empty cell, which copying and screen readers lose."""
HEADING = "heading"
MARK_WORDS = {"-": "deleted", "+": "inserted"}
CONFIRMED = "confirmed by a person"


class ChangeRow(Struct, frozen=True):
    """One row. `similarity` is None where there is nothing to compare; `marked` are runs of kept, deleted and inserted text."""

    id: str
    section: str
    old: str
    new: str
    kind: str
    flags: str = ""
    signals: str = ""
    old_text: str = ""
    new_text: str = ""
    marked: tuple[Edit, ...] = ()
    similarity: float | None = None
    remarks: str = ""


def change_rows(view: ReportView) -> list[ChangeRow]:
    """The changes that are shown, and those a colleague remarked on though a filter hides them; then remarks without a change."""
    remarks = remark_words(view.remarks)
    comparison = view.diff.comparison
    shown = set(view.diff.shown)
    rows = [
        _row(view, change, change_id, remarks.get(change_id, ""))
        for at, (change, change_id) in enumerate(zip(comparison.changes, view.ids, strict=True))
        if change_id in remarks or (at in shown and not is_plain(change))
    ]
    return rows + gone_rows(view.gone)


def gone_rows(gone: Sequence[Remark]) -> list[ChangeRow]:
    """Remarks whose change is there no more, with what they were written beside."""
    return [
        ChangeRow(one.change_id, "", NONE, NONE, gone_kind(one), old_text=neutral(one.about), remarks=neutral(one.text))
        for one in gone
    ]


def similarity_shown(similarity: float | None) -> float | None:
    """To two places, cut and not rounded, so that only equal words are 1.00."""
    return None if similarity is None else int(similarity * 100 + 1e-9) / 100


def marked_words(marked: Sequence[Edit]) -> str:
    """The text with its marks in words: `at most [deleted: 3][inserted: 5] boxes`."""
    return "".join(text for _, text in marked_runs(marked))


def marked_runs(marked: Sequence[Edit]) -> Iterator[tuple[str, str]]:
    """(op, text) of each run; the words that tell a mark are runs of their own, with the op ""."""
    for edit in marked:
        if edit.op == "=":
            yield "=", edit.text
            continue
        for number, line in enumerate(edit.text.split("\n")):
            if number:
                yield "=", "\n"
            if line:
                yield from (("", f"[{MARK_WORDS[edit.op]}: "), (edit.op, line), ("", "]"))


def _row(view: ReportView, change: Change, change_id: str, remarks: str) -> ChangeRow:
    comparison = view.diff.comparison
    return ChangeRow(
        id=change_id,
        section=_section(view, change),
        old=_places(comparison.old, change.old, change.unit_class),
        new=_places(comparison.new, change.new, change.unit_class),
        kind=kind_words(change),
        flags=_flags(comparison, change),
        signals=", ".join(signal.value for signal in change.signals),
        old_text=_text(comparison.old, change.old),
        new_text=_text(comparison.new, change.new),
        marked=_marked(comparison, change),
        similarity=similarity_shown(change.similarity) if change.old and change.new else None,
        remarks=remarks,
    )


def _section(view: ReportView, change: Change) -> str:
    """The heading a change stands under: in the new text, or in the old where it is gone."""
    new = bool(change.new)
    side, units = (view.diff.new, view.diff.comparison.new) if new else (view.diff.old, view.diff.comparison.old)
    place = units[(change.new or change.old)[0]].place
    if place is None:
        return ""
    return neutral_line(place.heading) or _component(side, place.component)


def _component(side: Side, name: str) -> str:
    """A part of the document by its type as printed, for what stands before its first heading; "" where there is one part."""
    if len(side.expression.components) == 1:
        return ""
    return neutral_line(side.expression.component(name).kind) or name


def _places(units: Sequence[TextUnit], positions: Sequence[int], unit_class: UnitClass) -> str:
    if not positions:
        return NONE
    return HEADING if unit_class is UnitClass.HEADING else several(fragments(units, positions))


def _flags(comparison: Comparison, change: Change) -> str:
    markers = marker_words(comparison, change).removeprefix(", ")
    said = (
        "moved" if change.moved else "",
        "renumbered" if change.renumbered else "",
        markers,
        CONFIRMED if is_confirmed(change) else "",
    )
    return ", ".join(filter(None, said))


def _text(units: Sequence[TextUnit], positions: Sequence[int]) -> str:
    return "\n".join(neutral(units[at].written) for at in positions)


def _marked(comparison: Comparison, change: Change) -> tuple[Edit, ...]:
    """The runs of a change; old and new whole, one under the other, where nothing was kept."""
    if change.kind is Kind.UNCHANGED:
        return (Edit("=", _text(comparison.new, change.new)),)
    if change.edits and not is_rewritten(change):
        return tuple(Edit(edit.op, neutral(edit.text)) for edit in change.edits)
    old, new = _text(comparison.old, change.old), _text(comparison.new, change.new)
    between = (Edit("=", "\n"),) if old and new else ()
    return (*([Edit("-", old)] if old else ()), *between, *([Edit("+", new)] if new else ()))


def header_words(view: ReportView) -> list[tuple[str, tuple[Edit, ...]]]:
    """The slots of the header that differ, each by its label, with its runs."""
    return [
        (
            neutral_line(slot.label or chosen({}, slot.kind)),
            tuple(Edit(edit.op, neutral(edit.text)) for edit in slot.edits),
        )
        for slot in view.diff.header
    ]
