"""What is said of a change in the language of the interface: its kind, its flags, its signals, where it came from."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from revtrack.model.changes import Change, Comparison, Kind, Signal, UnitClass
from revtrack.report.diffwords import is_confirmed, is_rewritten, only_renumbered
from revtrack.report.html.plan import kind_class
from revtrack.report.interface import Interface
from revtrack.report.labels import fragments, heading_words, several
from revtrack.report.neutral import neutral_line


class Badge(Struct, frozen=True):
    """A word about a change; `look` is the class that styles it, "" for a plain flag."""

    words: str
    look: str = ""


def kind_words(change: Change, interface: Interface) -> str:
    """`modified`, `split in two`, `new heading`, `moved, text unchanged`, `renumbered only`."""
    if change.kind is Kind.UNCHANGED:
        return interface.say("moved-unchanged" if change.moved else _unmoved(change))
    name = "typography" if change.is_typography else "rewritten" if is_rewritten(change) else change.kind.value
    prefix = "heading" if change.unit_class is UnitClass.HEADING else "kind"
    parts = max(len(change.old), len(change.new))
    return interface.say(f"{prefix}-{name}", n=interface.small(parts))


def _unmoved(change: Change) -> str:
    return "renumbered-only" if change.renumbered else "kind-unchanged"


def badges(comparison: Comparison, change: Change, interface: Interface) -> tuple[Badge, ...]:
    """All that is said behind the name of a change but where it was moved from: the kind first, then flags and signals."""
    return tuple(_badges(comparison, change, interface))


def _badges(comparison: Comparison, change: Change, interface: Interface) -> Iterator[Badge]:
    yield Badge(kind_words(change, interface), f"k-{kind_class(change)}")
    if change.moved and change.kind is not Kind.UNCHANGED:
        yield Badge(interface.say("moved"), "k-mov")
    if change.renumbered and not only_renumbered(change) and not change.moved:
        yield Badge(interface.say("renumbered"), "k-num")
    if said := _numbers(comparison, change, interface):
        yield Badge(said)
    for signal in change.signals:
        if signal is not Signal.TYPOGRAPHY:
            yield Badge(interface.say(f"signal-{signal.value}"))
    if is_confirmed(change):
        yield Badge(interface.say("confirmed"))


def _numbers(comparison: Comparison, change: Change, interface: Interface) -> str:
    """The printed numbers where they changed and the name of the place does not show it."""
    if not change.renumbered or len(change.old) != 1 or len(change.new) != 1:
        return ""
    old, new = comparison.old[change.old[0]], comparison.new[change.new[0]]
    same_name = fragments(comparison.old, change.old) == fragments(comparison.new, change.new)
    if old.marker == new.marker or not (same_name or change.unit_class is UnitClass.HEADING):
        return ""
    return interface.say("number-change", old=neutral_line(old.marker), new=neutral_line(new.marker))


def stub_words(comparison: Comparison, change: Change, interface: Interface) -> str:
    """Where a unit went, as its old place says: `to ¶ 7, in “Handling”`."""
    new = comparison.new[change.new[0]]
    old = comparison.old[change.old[0]]
    place = place_words(comparison, change, interface, new=True)
    there = neutral_line(new.place.heading) if new.place else ""
    if there and old.place and there != neutral_line(old.place.heading):
        return interface.say("moved-to-section", place=place, section=there)
    return interface.say("moved-to", place=place)


def place_words(comparison: Comparison, change: Change, interface: Interface, *, new: bool) -> str:
    """`¶ 4`, `fn 2`; a heading by its words."""
    side, positions = (comparison.new, change.new) if new else (comparison.old, change.old)
    if not positions:
        return interface.say("none")
    if change.unit_class is UnitClass.HEADING:
        return " / ".join(heading_words(side[at]) for at in positions)
    return several(fragments(side, positions))


def name_of(comparison: Comparison, change: Change, interface: Interface) -> str:
    """What a change is about, in words: `¶ 7 → ¶ 6`, a heading by its newest words."""
    if change.unit_class is UnitClass.HEADING:
        return place_words(comparison, change, interface, new=bool(change.new))
    names = [fragments(comparison.old, change.old), fragments(comparison.new, change.new)]
    if not names[0] or not names[1] or names[0] == names[1]:
        return several(names[1] or names[0])
    return f"{several(names[0])} → {several(names[1])}"
