"""Sets the signals of changed units: which classes of telling words came or went.

A signal is set when a telling word of its class is among the words taken away or added, and the two sides do not hold the
same such words equally often: a word that only stands elsewhere in the paragraph is none. Printed numbers of the paragraphs
themselves are no words. Only what follows a renumbering, and no word beside, has that signal alone.

Kept text stands on both sides alike, so only what is near a change is read: the cost goes with what changed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence, Set

from msgspec.structs import replace

from revtrack.diff.follows import Renumbering, follow
from revtrack.diff.order import Part
from revtrack.diff.telling import Telling, may_be_counted, may_tell, opens, plain, telling, words
from revtrack.model.changes import Change, Kind, Signal, TextUnit
from revtrack.model.language import Language

REACH = 48
"""So many characters of kept text beside a change are read at least, to the next space: the longest citation is shorter."""

_BEARERS = frozenset({Kind.MODIFIED, Kind.SPLIT, Kind.MERGED})


def with_signals(
    parts: Sequence[Part], old: Sequence[TextUnit], new: Sequence[TextUnit], language: Language
) -> tuple[Part, ...]:
    """The changes in the same order, those of words with their signals in the order of the enumeration."""
    renumbering = Renumbering(parts, old, new)
    return tuple(
        _signalled(part, old, new, language, renumbering)
        if isinstance(part, Change) and part.kind in _BEARERS and not part.signals
        else part
        for part in parts
    )


def _signalled(
    change: Change, old: Sequence[TextUnit], new: Sequence[TextUnit], language: Language, renumbering: Renumbering
) -> Change:
    gone, come = _changed_words(change)
    certain = may_tell(gone, language) or may_tell(come, language)
    if not certain and not may_be_counted(gone) and not may_be_counted(come):
        return change
    before, after = _near(change, "-", _at(old, change.old)), _near(change, "+", _at(new, change.new))
    if not certain and not opens(before, language) and not opens(after, language):
        return change
    found = telling(before, language), telling(after, language)
    signals = _differing(*found, gone) | _differing(found[1], found[0], come)
    if (
        signals == {Signal.REFERENCE}
        and change.kind is Kind.MODIFIED
        and language.is_known
        and follow((before, after), found, old[change.old[0]], renumbering)
    ):
        signals = {Signal.FOLLOWS_RENUMBERING}
    return replace(change, signals=tuple(signal for signal in Signal if signal in signals)) if signals else change


def _changed_words(change: Change) -> tuple[set[str], set[str]]:
    """The words that are taken away more often than added, and those that are added more often."""
    taken, added = (Counter(words(_text(change, op))) for op in "-+")
    if taken.keys().isdisjoint(added):
        return set(taken), set(added)
    return set(taken - added), set(added - taken)


def _text(change: Change, op: str) -> str:
    """What was taken away or added, one after the other."""
    return "\n".join([edit.text for edit in change.edits if edit.op == op])


def _at(units: Sequence[TextUnit], positions: Iterable[int]) -> list[TextUnit]:
    return [units[at] for at in positions]


def _near(change: Change, op: str, units: Sequence[TextUnit]) -> str:
    """The text of one side as far as it is near an edit, without the printed numbers in plain lists of paragraphs."""
    text = "\n".join(" " * len(unit.lead) + unit.text for unit in units)
    parts = []
    at, last = 0, len(change.edits) - 1
    for number, edit in enumerate(change.edits):
        if edit.op in ("=", op):
            part = text[at : at + len(edit.text)]
            at += len(edit.text)
            kept = edit.op == "="
            parts.append(_beside(part, edit.text, before=number > 0, after=number < last) if kept else part)
    return plain("".join(parts))


def _beside(part: str, kept: str, *, before: bool, after: bool) -> str:
    """What of a kept part is beside the edit before it, after it, or both.

    It is cut where the kept text has spaces, and so in the same places on both sides.
    """
    head = kept.find(" ", REACH) if before else 0
    tail = kept.rfind(" ", 0, -REACH) if after else len(kept)
    return f"{part[:head]} | {part[tail:]}" if 0 <= head < tail else part


def _differing(these: Sequence[Telling], those: Sequence[Telling], changed: Set[str]) -> set[Signal]:
    """The classes of which one side has more, by a word among those that changed."""
    surplus = Counter((item.signal, item.name) for item in these)
    surplus.subtract(Counter((item.signal, item.name) for item in those))
    return {item.signal for item in these if surplus[item.signal, item.name] > 0 and not item.words.isdisjoint(changed)}
