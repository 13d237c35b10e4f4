"""A correlation table as JSON: a row for each unit or group of units, never grouped, with what happened at each step."""

from __future__ import annotations

from collections.abc import Iterator

from revtrack.model.changes import Change, TextUnit
from revtrack.model.correspondence import Link
from revtrack.model.strands import Reintroduced
from revtrack.report.acrossjson import differences_objects
from revtrack.report.correlatewords import should_look, similarity
from revtrack.report.diffjson import side_object
from revtrack.report.jsonframe import JsonObject, frame, place_object
from revtrack.report.labels import fragments
from revtrack.report.rulingstext import rulings_object
from revtrack.report.views import Confirmation, CorrelationBlock, CorrelationRow, CorrelationView


def correlation_json(view: CorrelationView) -> JsonObject:
    """The schema revtrack/correlate/1. Steps and cells are counted from 0; a cell without a counterpart is empty."""
    ruled = [view.ruled.commit] if view.ruled else []
    commits = [commit for commit in (*ruled, *(side.commit for side in reversed(view.columns))) if commit]
    body: JsonObject = {
        "title": view.columns[-1].expression.title or None,
        "direction": view.direction.value,
        "across_languages": view.across_languages,
        "columns": [side_object(side) for side in view.columns],
        "rows": [_row(view, block, row) for block in view.blocks for row in block.rows],
        "coarse": list(view.coarse),
        "notes": list(view.notes),
        "rulings": rulings_object(view.ruled) if view.ruled else None,
    }
    return frame("correlate/1", commits[0] if commits else None, body)


def _row(view: CorrelationView, block: CorrelationBlock, row: CorrelationRow) -> JsonObject:
    least = similarity(row)
    return {
        "part": block.title or None,
        "class": row.unit_class.value,
        "cells": [[_unit(units[at]) for at in cell] for units, cell in zip(view.units, row.cells, strict=True)],
        "steps": list(_steps(view, row)),
        "reintroduced": [_reintroduced(view, one) for one in row.reintroduced],
        "similarity": None if least is None else round(least, 4),
        "look": should_look(row),
        "confirmed": [_confirmed(one) for one in row.confirmed],
    }


def _steps(view: CorrelationView, row: CorrelationRow) -> Iterator[list[JsonObject]]:
    if row.link:
        yield [_link(row.link, *view.units)]
    for step, changes in enumerate(row.steps):
        yield [_change(change, view.units[step], view.units[step + 1]) for change in changes]


def _link(link: Link, old: tuple[TextUnit, ...], new: tuple[TextUnit, ...]) -> JsonObject:
    return {
        "old": list(fragments(old, link.old)),
        "new": list(fragments(new, link.new)),
        "grounds": [ground.value for ground in link.grounds],
        "similarity": round(link.similarity, 4),
        "differences": differences_objects(link),
    }


def _confirmed(one: Confirmation) -> JsonObject:
    return {"author": one.author or None, "time": one.time or None, "event": one.commit or None}


def _unit(unit: TextUnit) -> JsonObject:
    return {**place_object(unit.place), "num": unit.marker or None}


def _change(change: Change, old: tuple[TextUnit, ...], new: tuple[TextUnit, ...]) -> JsonObject:
    return {
        "kind": change.kind.value,
        "moved": change.moved,
        "renumbered": change.renumbered,
        "old": list(fragments(old, change.old)),
        "new": list(fragments(new, change.new)),
        "similarity": round(change.similarity, 4),
        "reason": change.reason.value,
        "signals": [signal.value.replace(" ", "-") for signal in change.signals],
    }


def _reintroduced(view: CorrelationView, one: Reintroduced) -> JsonObject:
    return {
        "left": one.left,
        "back": one.back,
        "change": _change(one.change, view.units[one.left], view.units[one.back]),
    }
