"""Says what became of rulings on pairings: what was decided, what gave way, and how to take it back."""

from __future__ import annotations

from collections.abc import Iterator

from revtrack.report.jsonframe import JsonObject
from revtrack.report.neutral import neutral_line
from revtrack.report.style import Style
from revtrack.report.views import RulingsView
from revtrack.report.wrap import wrap

UNDO = "revtrack undo"


def rulings_text(view: RulingsView, style: Style) -> str:
    """A line for each verdict, for what gave way and for what was decided before; the last says how to undo it."""
    if style.plain:
        return "".join("\t".join(map(neutral_line, row)) + "\n" for row in _rows(view))
    lines = [line for said in _lines(view) for line in wrap(style.own(said), width=style.width, rest="  ")]
    return "\n".join(lines) + "\n"


def rulings_object(view: RulingsView) -> JsonObject:
    """What became of the rulings, for the frame of the command that was asked; `event` is null if nothing was written."""
    return {
        "event": view.commit or None,
        "old": view.old,
        "new": view.new,
        "confirmed": list(view.confirmed),
        "rejected": list(view.rejected),
        "already": list(view.already),
        "replaced": list(view.replaced),
        "notes": list(view.notes),
        "undo": UNDO if view.commit else None,
    }


def _rows(view: RulingsView) -> Iterator[tuple[str, str]]:
    """(what happened, pairing): confirmed, rejected, replaced, already."""
    yield from (("confirmed", pairing) for pairing in view.confirmed)
    yield from (("rejected", pairing) for pairing in view.rejected)
    yield from (("replaced", pairing) for pairing in view.replaced)
    yield from (("already", pairing) for pairing in view.already)


def _lines(view: RulingsView) -> Iterator[str]:
    pair = f"between {neutral_line(view.old)} and {neutral_line(view.new)}"
    for verb, pairings in (("Confirmed", view.confirmed), ("Rejected", view.rejected)):
        if pairings:
            yield f"{verb} {neutral_line(', '.join(pairings))} {pair}"
    if view.replaced:
        yield f"Gave way: {neutral_line(', '.join(view.replaced))}"
    if view.already:
        yield f"Already decided {pair}: {neutral_line(', '.join(view.already))}"
    if view.commit:
        yield f"Undo: {UNDO}"
