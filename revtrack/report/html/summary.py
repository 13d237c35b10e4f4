"""The summary of a report, counted by rules: totals, the most changed sections, references, words of weight, what was left out.

It speaks of the whole comparison; no filter alters it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from revtrack.model.changes import Change, Comparison, Kind, Signal, UnitClass
from revtrack.model.texts import Expression, Role
from revtrack.report.correlatewords import is_doubtful
from revtrack.report.diffwords import TOTALS, is_plain
from revtrack.report.html.plan import Section
from revtrack.report.html.sayings import name_of
from revtrack.report.interface import Interface
from revtrack.report.neutral import neutral_line
from revtrack.report.reportviews import ReferenceNews, ReportView
from revtrack.report.views import DiffView

MOST_SECTIONS = 5
WEIGHTY = (Signal.MODALITY, Signal.NUMBER, Signal.DATE, Signal.NEGATION)


class Link(Struct, frozen=True):
    """Words that lead to a place on the page, and what is said behind them."""

    words: str
    goal: str
    behind: str = ""


class Said(Struct, frozen=True):
    """One point of the summary: sentences, and rows of links each with a word in front."""

    title: str
    sentences: tuple[str, ...] = ()
    links: tuple[tuple[str, tuple[Link, ...]], ...] = ()


def summary(view: ReportView, sections: Sequence[Section], interface: Interface) -> tuple[Said, ...]:
    """The five points."""
    return (
        Said(interface.say("sum-totals"), tuple(_totals(view.diff, interface))),
        _most_changed(view.diff.comparison, sections, interface),
        _references(view.references, view.forgotten, interface),
        _weight(view, interface),
        _limits(view, interface),
    )


def totals_line(view: DiffView, interface: Interface) -> str:
    """`10 → 11 paragraphs: 3 modified, 1 split …; headings: 1 change`."""
    comparison = view.comparison
    said = [interface.count(f"total-{key}", n) for key, _ in TOTALS if (n := view.summary.get(key, 0))]
    others = [
        interface.count(f"other-{unit_class.value}s", n)
        for unit_class in (UnitClass.HEADING, UnitClass.FOOTNOTE)
        if (n := sum(one.unit_class is unit_class and not is_plain(one) for one in comparison.changes))
    ]
    parts = "; ".join(part for part in (", ".join(said), ", ".join(others)) if part)
    return f"{_sizes(view, interface)}: {parts}" if parts else _sizes(view, interface)


def _totals(view: DiffView, interface: Interface) -> Iterator[str]:
    yield totals_line(view, interface) + "."
    changed, all_there = changed_share(view.comparison)
    if all(map(is_plain, view.comparison.changes)) and not view.header:
        yield interface.say("no-differences")
    elif all_there:
        yield interface.say("share", n=_percent(changed, all_there)) + "."


def changed_share(comparison: Comparison) -> tuple[int, int]:
    """(paragraphs of the new text that are new or changed in words, all its paragraphs)."""
    new = [at for at, unit in enumerate(comparison.new) if unit.unit_class is UnitClass.PARAGRAPH]
    touched = {at for change in comparison.changes if _in_words(change) for at in change.new}
    return sum(at in touched for at in new), len(new)


def _in_words(change: Change) -> bool:
    return change.kind is not Kind.UNCHANGED and not change.is_typography


def _percent(part: int, whole: int) -> int:
    """Of a hundred; never 0 for something, never 100 for less than all."""
    rounded = (200 * part + whole) // (2 * whole)
    return min(max(rounded, part > 0), 100 if part == whole else 99)


def _sizes(view: DiffView, interface: Interface) -> str:
    old, new = (
        _paragraphs(side, text)
        for side, text in (
            (view.comparison.old, view.old.expression),
            (view.comparison.new, view.new.expression),
        )
    )
    said = interface.count("paragraphs", new[0], old=interface.number(old[0]))
    return f"{said}, {interface.count('items', new[1], old=interface.number(old[1]))}" if old[1] or new[1] else said


def _paragraphs(side: Sequence[object], text: Expression) -> tuple[int, int]:
    """How many paragraphs one side has, and how many list items."""
    whole = sum(getattr(unit, "unit_class", None) is UnitClass.PARAGRAPH for unit in side)
    items = sum(part.role is Role.ITEM for component in text.components for part in component.paragraphs)
    return whole - items, items


def _most_changed(comparison: Comparison, sections: Sequence[Section], interface: Interface) -> Said:
    counted = [(_words_changed(comparison, section), at, section) for at, section in enumerate(sections)]
    most = sorted((one for one in counted if one[0]), key=lambda one: (-one[0], one[1]))[:MOST_SECTIONS]
    links = tuple(Link(section.title, f"s-{at}", interface.count("words-changed", n)) for n, at, section in most)
    title = interface.say("sum-sections")
    return Said(title, links=(("", links),)) if links else Said(title, (interface.say("none"),))


def _words_changed(comparison: Comparison, section: Section) -> int:
    positions = [] if section.heading is None else [section.heading]
    positions += [at for item in section.items if not item.stub for at in item.changes]
    changes = (comparison.changes[at] for at in positions)
    return sum(
        len(edit.text.split())
        for change in changes
        if not change.is_typography
        for edit in change.edits
        if edit.op != "="
    ) + sum(_words_of_whole(comparison, comparison.changes[at]) for at in positions)


def _words_of_whole(comparison: Comparison, change: Change) -> int:
    """The words of a unit that is new or gone and is told without edits."""
    if change.edits or (change.old and change.new):
        return 0
    sides = ((comparison.old, change.old), (comparison.new, change.new))
    return sum(len(side[at].text.split()) for side, positions in sides for at in positions)


def _references(news: ReferenceNews | None, forgotten: Sequence[str], interface: Interface) -> Said:
    title = interface.say("sum-references")
    if news is None or not (news.gained or news.lost or news.kept or news.retargeted):
        return Said(title, (interface.say("refs-none"), *forgotten))
    counted = (
        ("refs-gained", len({one.target for one in news.gained})),
        ("refs-lost", len({one.target for one in news.lost})),
        ("refs-retargeted", len(news.retargeted)),
        ("refs-kept", len({one.target for one in news.kept})),
    )
    words = ", ".join(interface.count(key, n) for key, n in counted if n)
    return Said(title, tuple(forgotten), (("", (Link(words, "references"),)),))


def _weight(view: ReportView, interface: Interface) -> Said:
    comparison = view.diff.comparison
    rows = []
    for signal in WEIGHTY:
        bearing = [at for at, change in enumerate(comparison.changes) if signal in change.signals]
        if bearing:
            rows.append((interface.say(f"signal-{signal.value}"), tuple(_links(view, bearing, interface))))
    title = interface.say("sum-weight")
    return Said(title, links=tuple(rows)) if rows else Said(title, (interface.say("weight-none"),))


def _links(view: ReportView, positions: Sequence[int], interface: Interface) -> Iterator[Link]:
    comparison = view.diff.comparison
    for at in positions:
        yield Link(name_of(comparison, comparison.changes[at], interface), view.ids[at])


def _limits(view: ReportView, interface: Interface) -> Said:
    comparison = view.diff.comparison
    hidden = {name: n for name, n in view.diff.hidden.items() if n and name != "unchanged"}
    said = [interface.count(f"limit-{name}", n) for name, n in hidden.items()]
    said += [interface.say("limit-coarse", place=neutral_line(place)) for place in comparison.coarse]
    said += [neutral_line(note) for note in view.diff.notes if note not in view.forgotten]
    weak = [at for at, change in enumerate(comparison.changes) if is_doubtful(change)]
    title = interface.say("sum-limits")
    rows = ((interface.count("limit-weak", len(weak)), tuple(_links(view, weak, interface))),) if weak else ()
    if not said and not weak:
        return Said(title, (interface.say("limits-none"),))
    return Said(title, tuple(said), rows)
