"""Shows what became of references between two versions, of rulings on relations, and what a person rejected."""

from __future__ import annotations

from collections.abc import Iterator

from revtrack.model.addresses import pasted
from revtrack.model.citations import Retarget
from revtrack.model.numbers import DocumentNumber
from revtrack.model.pairings import Verdict
from revtrack.model.relations import Reference
from revtrack.report.neutral import neutral_line
from revtrack.report.refinner import forgotten_said
from revtrack.report.refviews import RefDiffView, RejectedView, RuledRelationView
from revtrack.report.refwords import marked, named, state_said, where_said
from revtrack.report.style import Style
from revtrack.report.wrap import wrap

UNDO = "revtrack undo"


def refdiff_text(view: RefDiffView, style: Style) -> str:
    """Forgotten, retargeted, gained and lost references, a row each; kept ones are counted, and listed with -v."""
    changes = view.changes
    marks = [f"{neutral_line(side.source)}{_marks(view, side.expression.number)}" for side in (view.old, view.new)]
    lines = [style.own(f"{marks[0]} → {marks[1]}   references"), style.own(_totals(view))]
    rows = [
        *(f"! forgotten   {forgotten_said(one)}" for one in view.forgotten),
        *(_retargeted(view, pair) for pair in changes.retargeted),
        *(f"+ gained      {_said(view, ref)}" for ref in changes.gained),
        *(f"− lost        {_said(view, ref)}{_elsewhere(view, ref)}" for ref in changes.lost),
    ]
    if style.verbose:
        rows += [f"= kept        {_said(view, pair.new)}" for pair in changes.kept]
    for row in rows:
        lines += wrap(style.own(row), width=style.width, first="  ", rest=" " * 16)
    for note in view.notes:
        lines += wrap(style.own(neutral_line(f"note: {note}")), width=style.width, rest="  ")
    return "\n".join(lines) + "\n"


def rejected_text(view: RejectedView, style: Style) -> str:
    """Each relation that a person rejected, with who did, where it is said all the same, and how to bring it back."""
    if not view.found:
        return f"No relation{f' of {view.scope}' if view.scope else ''} was rejected by a person\n"
    lines: list[str] = []
    for ruling, said in view.found:
        head = (
            f"{named(view.markings, ruling.source)} {ruling.relation.word} {named(view.markings, ruling.target, *said)}"
        )
        where = "; ".join(where_said(ref) for ref in said) or "said nowhere any more"
        lines += wrap(
            style.own(f"{head}   {where}   rejected by {neutral_line(ruling.by)}"), width=style.width, rest="  "
        )
        words = (str(ruling.source), ruling.relation.value, str(ruling.target))
        lines.append(f"  revtrack refs --confirm {neutral_line(' '.join(map(pasted, words)))}")
    return "\n".join(lines) + "\n"


def ruled_text(view: RuledRelationView) -> str:
    """What was decided, what gave way, and how to undo it."""
    verb = "Confirmed" if view.ruling.verdict is Verdict.CONFIRMED else "Rejected"
    source, target = (named(view.markings, number) for number in (view.ruling.source, view.ruling.target))
    told = f"{source} {view.ruling.relation.word} {target}"
    if view.already:
        return neutral_line(f"Already {verb.lower()} by {view.ruling.by}: {told}") + "\n"
    lines = [f"{verb} {told}"]
    lines += [neutral_line(f"Gave way: {other.verdict.value} by {other.by}") for other in view.replaced]
    return "\n".join([*lines, f"Undo: {UNDO}"]) + "\n"


def _totals(view: RefDiffView) -> str:
    changes = view.changes
    parts = (
        ("retargeted", changes.retargeted),
        ("gained", changes.gained),
        ("lost", changes.lost),
        ("kept", changes.kept),
    )
    told = [f"{len(view.forgotten)} forgotten"] if view.forgotten else []
    return ", ".join([*told, *(f"{len(found)} {word}" for word, found in parts)])


def _retargeted(view: RefDiffView, pair: Retarget) -> str:
    old, new = (named(view.markings, ref.target, ref) for ref in (pair.old, pair.new))
    places = list(dict.fromkeys(_place(ref) for ref in (pair.old, pair.new)))
    return f"~ retargeted  now {pair.new.relation.word} {new} instead of {old}   {' → '.join(places)}   {pair.reason}"


def _said(view: RefDiffView, ref: Reference) -> str:
    return f"{ref.relation.word} {named(view.markings, ref.target, ref)}   {_place(ref)}   {state_said(ref)}"


def _place(ref: Reference) -> str:
    return where_said(ref)


def _elsewhere(view: RefDiffView, lost: Reference) -> str:
    """Whether the new version refers to the document in another place all the same."""
    still = [ref for ref in _news(view) if (ref.relation, ref.target) == (lost.relation, lost.target)]
    return f"   (still in {_place(still[0])})" if still else ""


def _news(view: RefDiffView) -> Iterator[Reference]:
    yield from view.changes.gained
    yield from (pair.new for pair in (*view.changes.kept, *view.changes.retargeted))


def _marks(view: RefDiffView, number: DocumentNumber) -> str:
    words = marked(view.markings, number)
    return f" ({', '.join(map(neutral_line, words))})" if words else ""
