"""What a comparison says in words: the kind of a change, the totals, what is hidden, which editions were compared."""

from __future__ import annotations

from collections.abc import Mapping

from revtrack.model.changes import Change, Comparison, Kind, Reason, Signal, TextUnit, UnitClass
from revtrack.model.texts import Expression, Role
from revtrack.report.labels import fragments, several
from revtrack.report.neutral import neutral, neutral_line
from revtrack.report.style import SIGNS
from revtrack.report.views import AcrossView, DiffView, Side
from revtrack.report.words import chosen, count, edition_words, markings_of, small

TOTALS: tuple[tuple[str, str], ...] = (
    ("modified", "modified"),
    ("split", "split"),
    ("merged", "merged"),
    ("inserted", "new"),
    ("deleted", "deleted"),
    ("moved", "moved"),
    ("renumbered_only", "only renumbered"),
    ("typography", "changed in typography only"),
)
"""Keys of a summary in the order of the totals line, each with its word there."""

HIDDEN: dict[str, str] = {
    "typography": "changed in typography only (--ignore none shows them)",
    "renumbering": "only renumbered (--ignore none shows them)",
    "kind": "of other kinds (--kind)",
    "class": "of other classes (--class)",
    "signal": "without these signals (--signal)",
    "place": "in other places",
}
"""What a filter hid, in words. Unchanged units are not changes and are never said to be hidden."""

_NOUNS = {UnitClass.HEADING: "heading", UnitClass.FOOTNOTE: "footnote"}


def is_plain(change: Change) -> bool:
    """Whether nothing happened to a unit: same words, same place, same number."""
    return change.kind is Kind.UNCHANGED and not change.moved and not change.renumbered


def only_renumbered(change: Change) -> bool:
    """Whether a unit kept its words and its place and has another number."""
    return change.kind is Kind.UNCHANGED and change.renumbered and not change.moved


def is_confirmed(change: Change) -> bool:
    """Whether a person said that the units of both sides belong together."""
    return change.reason is Reason.CONFIRMED


def is_rewritten(change: Change) -> bool:
    """Whether a unit changed beyond reading: no word was kept, and old and new stand whole."""
    return change.kind is Kind.MODIFIED and not any(edit.op == "=" and edit.text.strip() for edit in change.edits)


def kind_word(change: Change) -> str:
    """`modified`, `split in two`, `merged from three`, `new`, `typography only`."""
    if change.is_typography:
        return "typography only"
    if change.kind is Kind.SPLIT:
        return f"split in {small(len(change.new))}"
    if change.kind is Kind.MERGED:
        return f"merged from {small(len(change.old))}"
    return SIGNS[change.kind.value].word


def kind_words(change: Change) -> str:
    """The kind, with what a reader of the page should know: `new heading`, `modified, rewritten`."""
    word = kind_word(change)
    if change.unit_class is UnitClass.HEADING and change.kind is not Kind.UNCHANGED and not change.is_typography:
        return f"{word} heading"
    return f"{word}, rewritten" if is_rewritten(change) and not change.is_typography else word


def words_of(comparison: Comparison, change: Change) -> str:
    """All that is said behind the label of a change, at its place in the new text."""
    word = kind_words(change)
    if change.moved:
        came = f"moved from {_where(comparison, change)}"
        word = came if change.kind is Kind.UNCHANGED else f"{came}, {word}"
    elif only_renumbered(change):
        word = "renumbered only"
    signals = signal_words(change.signals, but=Signal.TYPOGRAPHY)
    return (
        word + marker_words(comparison, change) + signals + (" · confirmed by a person" if is_confirmed(change) else "")
    )


def stub_words(comparison: Comparison, change: Change) -> str:
    """What is said at the place a unit has left: where it went, and whether its words changed there."""
    old, new = comparison.old[change.old[0]], comparison.new[change.new[0]]
    there = _heading_above(new)
    where = f' to "{there}"' if there and there != _heading_above(old) else ""
    return f"moved{where}, text unchanged" if change.kind is Kind.UNCHANGED else f"moved{where}, {kind_words(change)}"


def marker_words(comparison: Comparison, change: Change) -> str:
    """The printed numbers where they changed and the place's name does not show it: `, "-" → "(b)"`."""
    if not change.renumbered or len(change.old) != 1 or len(change.new) != 1:
        return ""
    old, new = comparison.old[change.old[0]], comparison.new[change.new[0]]
    same_name = fragments(comparison.old, change.old) == fragments(comparison.new, change.new)
    if old.marker == new.marker or not (same_name or change.unit_class is UnitClass.HEADING):
        return ""
    return f', "{neutral_line(old.marker)}" → "{neutral_line(new.marker)}"'


def signal_words(signals: tuple[Signal, ...], *, but: Signal | None = None) -> str:
    """` · modality · number`."""
    return "".join(f" · {signal.value}" for signal in signals if signal is not but)


def totals(view: DiffView) -> str:
    """`10 → 11 paragraphs: 3 modified, 1 split, 1 new; 1 new heading`."""
    main = ", ".join(f"{view.summary[key]} {word}" for key, word in TOTALS if view.summary.get(key))
    others = ", ".join(_others(view.comparison))
    said = "; ".join(part for part in (main, others) if part)
    return f"{_sizes(view)}: {said}" if said else f"{_sizes(view)}, no differences"


def hidden_words(hidden: Mapping[str, int]) -> str:
    """`3 changed in typography only (--ignore none shows them), 2 in other places`; "" if nothing is hidden."""
    return ", ".join(
        f"{number} {chosen(HIDDEN, name)}" for name, number in hidden.items() if number and name != "unchanged"
    )


def side_notes(view: DiffView | AcrossView) -> list[str]:
    """What must be said of the two before their changes: editions, files not in the store, markings, rulings that lapsed."""
    return [*(note for side in (view.old, view.new) for note in notes_of(side)), *map(neutral_line, view.notes)]


def notes_of(side: Side) -> list[str]:
    """What must be said of one text: that it is not in its first edition, is not in the store, or is marked."""
    expression = side.expression
    name = neutral_line(side.source)
    edition = edition_words(expression.number, expression.language, side.edition, side.editions)
    notes = [f"{name}: {edition}"] if edition else []
    notes += [f"{name}: read from the file, not in the store"] if side.path else []
    return notes + [f"{name}: marked {neutral_line(marking)}" for marking in markings_of(expression)]


def _where(comparison: Comparison, change: Change) -> str:
    if change.unit_class is UnitClass.HEADING:
        return "another place"
    return several(fragments(comparison.old, change.old))


def _heading_above(unit: TextUnit) -> str:
    return neutral(unit.place.heading) if unit.place else ""


def _sizes(view: DiffView) -> str:
    """`10 → 11 paragraphs`; list items apart where there are any."""
    old, new = (
        _paragraphs(view.comparison.old, view.old.expression),
        _paragraphs(view.comparison.new, view.new.expression),
    )
    said = f"{old[0]} → {count(new[0], 'paragraph')}"
    return said + (f", {old[1]} → {count(new[1], 'item')}" if old[1] or new[1] else "")


def _paragraphs(side: tuple[TextUnit, ...], expression: Expression) -> tuple[int, int]:
    """How many paragraphs one side has, and how many list items."""
    whole = sum(unit.unit_class is UnitClass.PARAGRAPH for unit in side)
    items = sum(part.role is Role.ITEM for component in expression.components for part in component.paragraphs)
    return whole - items, items


def _others(comparison: Comparison) -> list[str]:
    """`1 new heading`, `2 modified footnotes`: changes of the other classes, counted by kind."""
    said: list[str] = []
    for unit_class, noun in _NOUNS.items():
        changes = [change for change in comparison.changes if change.unit_class is unit_class and not is_plain(change)]
        for word in dict.fromkeys(map(_class_word, changes)):
            said.append(count(sum(_class_word(change) == word for change in changes), f"{word} {noun}"))
    return said


def _class_word(change: Change) -> str:
    if change.is_typography:
        return "only typographically changed"
    if change.kind is not Kind.UNCHANGED:
        return SIGNS[change.kind.value].word
    return "moved" if change.moved else "renumbered"
