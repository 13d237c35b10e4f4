"""A comparison as JSON: both texts of every change, so that whoever reads it needs no store."""

from __future__ import annotations

from revtrack.model.changes import Change, Comparison, Pattern, TextUnit
from revtrack.report.diffwords import is_plain
from revtrack.report.ids import ids_of
from revtrack.report.jsonframe import JsonObject, expression_object, frame, place_object
from revtrack.report.labels import fragments
from revtrack.report.views import DiffView, HeaderChange, Side
from revtrack.report.words import markings_of


def diff_json(view: DiffView) -> JsonObject:
    """The schema revtrack/diff/1. `changes` are those shown; `summary` speaks of the whole comparison."""
    ids = change_ids(view.comparison)
    changes = view.comparison.changes
    body: JsonObject = {
        "old": side_object(view.old),
        "new": side_object(view.new),
        "title": view.title or None,
        "summary": dict(view.summary),
        "changes": [change_object(view.comparison, changes[n], ids[n]) for n in view.shown if not is_plain(changes[n])],
        "patterns": [_pattern(pattern, ids) for pattern in view.patterns],
        "coarse": list(view.comparison.coarse),
        "header": [_slot(slot) for slot in view.header],
        "notes": list(view.notes),
        "hidden": {name: number for name, number in view.hidden.items() if name != "unchanged"},
    }
    return frame("diff/1", view.new.commit or view.old.commit or None, body)


def change_ids(comparison: Comparison) -> tuple[str, ...]:
    """The id of each change, `c-7f3a91d2`: from its places, its kind and its words, equal wherever it is made.

    Should two changes of one comparison fall together, all of its ids are longer.
    """
    return ids_of([_identity(comparison, change) for change in comparison.changes], "c-")


def _identity(comparison: Comparison, change: Change) -> str:
    sides = ((comparison.old, change.old), (comparison.new, change.new))
    return "\x1f".join(
        [
            change.kind.value,
            *(name for side, positions in sides for name in (*fragments(side, positions), "")),
            *(side[position].text for side, positions in sides for position in positions),
        ]
    )


def side_object(side: Side) -> JsonObject:
    """One side of a comparison: the version as every output has it, and how it was named and came here."""
    return {
        **expression_object(side.expression, side.edition, side.sha256, held=not side.path),
        "source": side.source,
        "editions": side.editions,
        "commit": side.commit or None,
        "markings": list(markings_of(side.expression)),
    }


def change_object(comparison: Comparison, change: Change, name: str) -> JsonObject:
    """A change with both texts, under its id."""
    return {
        "id": name,
        "kind": change.kind.value,
        "class": change.unit_class.value,
        "moved": change.moved,
        "renumbered": change.renumbered,
        "old": [unit_object(comparison.old[position]) for position in change.old],
        "new": [unit_object(comparison.new[position]) for position in change.new],
        "similarity": round(change.similarity, 4),
        "reason": change.reason.value,
        "signals": [signal.value.replace(" ", "-") for signal in change.signals],
        "edits": [[edit.op, edit.text] for edit in change.edits],
    }


def _slot(slot: HeaderChange) -> JsonObject:
    return {
        "slot": slot.kind,
        "label": slot.label or None,
        "edits": [[edit.op, edit.text] for edit in slot.edits],
    }


def unit_object(unit: TextUnit) -> JsonObject:
    """A unit: its place, its printed number and its text."""
    return {**place_object(unit.place), "num": unit.marker or None, "text": unit.text}


def _pattern(pattern: Pattern, ids: tuple[str, ...]) -> JsonObject:
    return {
        "old": pattern.old,
        "new": pattern.new,
        "count": pattern.count,
        "changes": [ids[position] for position in pattern.changes],
    }
