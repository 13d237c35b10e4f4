"""What changed between two: a comparison that has proved itself, and what of it is to be shown."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import zip_longest

from msgspec import Struct

from revtrack import diff
from revtrack.errors import LanguagesDiffer, UnknownPlace
from revtrack.model.addresses import pasted
from revtrack.model.changes import Change, Comparison, Edit, Kind, Signal, UnitClass
from revtrack.model.comparable import comparison_note
from revtrack.model.places import find
from revtrack.model.rulings import Rulings
from revtrack.model.texts import Slot, SlotKind
from revtrack.report.views import DiffView, HeaderChange, Side
from revtrack.workflows.catalogue import Catalogue
from revtrack.workflows.pairs import Pair
from revtrack.workflows.rulings import rulings_for

FLAGS = ("moved", "renumbered")
KINDS = tuple(kind.value for kind in Kind if kind is not Kind.UNCHANGED) + FLAGS
CLASSES = tuple(kind.value for kind in UnitClass)
SIGNALS = {signal.value.replace(" ", "-"): signal for signal in Signal if signal is not Signal.TYPOGRAPHY}
"""Signals by the word that asks for them; of typography `ignore` decides."""
IGNORABLE = ("typography", "renumbering")


class Filters(Struct, frozen=True):
    """What of a comparison is shown; the comparison itself and its totals stay whole."""

    kinds: Collection[str] = ()
    classes: Collection[str] = ()
    signals: Collection[str] = ()
    ignore: Collection[str] = ("typography",)
    places: Sequence[str] = ()
    context: int = 0


def compare_pair(catalogue: Catalogue | None, pair: Pair, filters: Filters) -> DiffView:
    """The comparison of a pair, proved by applying it in both directions, with what is to be shown of it.

    What people ruled on the pairings of the two is kept in the catalogue's store, and wins.
    """
    held = rulings_for(catalogue, pair)
    comparison = diff.checked(compared(pair, held.rulings))
    wanted = _places(pair, filters.places)
    shown: list[int] = []
    hidden: dict[str, int] = {}
    for position, change in enumerate(comparison.changes):
        reason = _hidden_by(change, filters) or _outside(change, comparison, wanted)
        if reason:
            hidden[reason] = hidden.get(reason, 0) + 1
        else:
            shown.append(position)
    return DiffView(
        old=pair.old,
        new=pair.new,
        title=pair.new.expression.title,
        comparison=comparison,
        patterns=diff.fold_patterns(comparison),
        summary=diff.summary(comparison),
        shown=tuple(shown),
        hidden=hidden,
        context=filters.context,
        header=() if filters.places or filters.kinds or filters.classes or filters.signals else _header_changes(pair),
        notes=(*filter(None, [comparison_note(pair.old.expression.number, pair.new.expression.number)]), *held.notes),
    )


def compared(pair: Pair, rulings: Rulings) -> Comparison:
    """The comparison; where the languages differ, the error names what does go, in the words that were typed."""
    try:
        return diff.compare(pair.old.expression, pair.new.expression, rulings=rulings)
    except LanguagesDiffer as error:
        words = " ".join(pasted(side.source) for side in (pair.old, pair.new))
        ways = "   or   ".join(f"revtrack {command} {words} --across-languages" for command in ("correlate", "diff"))
        tries = (ways, *error.tries)
        raise LanguagesDiffer(error.message, facts=error.facts, tries=tries) from None


COMPARED_SLOTS = (
    SlotKind.DOCUMENT_TYPE,
    SlotKind.MARKING,
    SlotKind.FROM,
    SlotKind.TO,
    SlotKind.SUBJECT,
    SlotKind.OTHER,
)
"""Header slots that two versions have in common; number, date, codes and previous document differ by nature."""


def _header_changes(pair: Pair) -> tuple[HeaderChange, ...]:
    """The slots of the header that differ: of two editions all of them, of two versions those that could be equal."""
    editions = pair.old.expression.number == pair.new.expression.number
    kinds = tuple(SlotKind) if editions else COMPARED_SLOTS
    found: list[HeaderChange] = []
    for kind in kinds:
        old, new = _slots(pair.old, kind), _slots(pair.new, kind)
        for before, after in zip_longest(old, new):
            if before is None or after is None or before.value != after.value:
                found.append(_header_change(kind, before, after))
    return tuple(found) if pair.old.expression.header and pair.new.expression.header else ()


def _slots(side: Side, kind: SlotKind) -> list[Slot]:
    return [slot for slot in side.expression.header if slot.kind is kind]


def _header_change(kind: SlotKind, before: Slot | None, after: Slot | None) -> HeaderChange:
    old, new = (before.value if before else ""), (after.value if after else "")
    changes = diff.compare_texts((old,), (new,)).changes if old and new else ()
    edits = (
        changes[0].edits
        if len(changes) == 1
        else tuple(Edit(op, text) for op, text in (("-", old), ("+", new)) if text)
    )
    label = (after or before or Slot(kind, "-")).label
    return HeaderChange(kind.value, label.rstrip(" :"), edits)


def differs(view: DiffView) -> bool:
    """Whether anything but what is ignored differs: unchanged and hidden typography do not count."""
    quiet = {"unchanged", "typography", "renumbering"}
    return bool(view.shown or view.header) or any(count for reason, count in view.hidden.items() if reason not in quiet)


def _hidden_by(change: Change, filters: Filters) -> str:
    """The name of the filter that hides a change, "" if none does. Unchanged units in place are never listed as hidden."""
    if change.kind is Kind.UNCHANGED and not change.moved and not change.renumbered:
        return "unchanged"
    if change.is_typography and "typography" in filters.ignore and not change.moved:
        return "typography"
    if change.kind is Kind.UNCHANGED and not change.moved and "renumbering" in filters.ignore:
        return "renumbering"
    if filters.kinds and not _bears(change, filters.kinds):
        return "kind"
    if filters.classes and change.unit_class.value not in filters.classes:
        return "class"
    if filters.signals and not any(SIGNALS[name] in change.signals for name in filters.signals):
        return "signal"
    return ""


def _bears(change: Change, kinds: Collection[str]) -> bool:
    return (
        change.kind.value in kinds
        or (change.moved and "moved" in kinds)
        or (change.renumbered and "renumbered" in kinds)
    )


def _places(pair: Pair, fragments: Sequence[str]) -> set[str] | None:
    """The eIds of the places asked for, on the new side, or on the old where the new has none; None for everything."""
    if not fragments:
        return None
    wanted: set[str] = set()
    for fragment in fragments:
        name = fragment.removeprefix("#")
        try:
            wanted |= {f"new {unit.place.eid}" for unit in find(pair.new.expression, name)}
        except UnknownPlace:
            wanted |= {f"old {unit.place.eid}" for unit in find(pair.old.expression, name)}
    return wanted


def _outside(change: Change, comparison: Comparison, wanted: set[str] | None) -> str:
    if wanted is None:
        return ""
    old = {f"old {place.eid}" for n in change.old if (place := comparison.old[n].place)}
    new = {f"new {place.eid}" for n in change.new if (place := comparison.new[n].place)}
    return "" if (old | new) & wanted else "place"
