"""Tell which references of a text into itself were forgotten when its provisions were renumbered.

"See paragraph 6" stays as it is, and what was paragraph 6 is paragraph 5 now: the words lead to another provision than before.
That is said only where the comparison says it surely: the unit with the words and the provision they led to each went over,
alone, into one unit of the new text that is like it, and the same words stand as often in both. A provision that was deleted is
told where no new one stands in its place.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from revtrack.model.changes import Change, Comparison, Kind, Reason
from revtrack.model.places import Unit, units
from revtrack.model.provisions import Forgotten, Inner
from revtrack.model.texts import Expression
from revtrack.references.inner import heading_words, inner_references

LEAST_ALIKE = 0.5
"""Units paired with less likeness than this may be two provisions, so nothing is said of what leads to them."""

_Groups = dict[tuple[str, str], list[Inner]]
"""Fragment and words -> the references there with these words."""


def find_forgotten(old: Expression, new: Expression, comparison: Comparison) -> tuple[Forgotten, ...]:
    """The references of the new text whose words stayed while their provision moved on, in reading order."""
    before, after = _grouped(inner_references(old)), _grouped(inner_references(new))
    if not before or not after:
        return ()
    became = _Became(comparison, new)
    found = [one for key, olds in before.items() for one in _of_words(key, olds, after, became)]
    order = {unit.place.fragment: at for at, unit in enumerate(units(new))}
    return tuple(sorted(found, key=lambda one: (order[one.inner.fragment], one.inner.start)))


class _Became:
    """What became of each unit of the old text, by fragment."""

    def __init__(self, comparison: Comparison, new: Expression) -> None:
        self.units = {unit.place.fragment: unit for unit in units(new)}
        self.one: dict[str, str] = {}
        self.gone: dict[str, str] = {}
        self.fresh: set[str] = set()
        for change in comparison.changes:
            olds = [place.fragment for n in change.old if (place := comparison.old[n].place)]
            news = [place.fragment for n in change.new if (place := comparison.new[n].place)]
            if len(olds) == len(news) == 1 and _is_sure(change):
                self.one[olds[0]] = news[0]
            elif not news:
                self.gone |= dict.fromkeys(olds, change.unit_class.value)
            elif not olds:
                self.fresh.update(news)


def _is_sure(change: Change) -> bool:
    """Whether two units are surely one provision: by a person's word, or by half of their words."""
    alone = change.kind not in (Kind.SPLIT, Kind.MERGED)
    return alone and (change.reason is Reason.CONFIRMED or change.similarity >= LEAST_ALIKE)


def _grouped(found: Iterable[Inner]) -> _Groups:
    groups: _Groups = {}
    for inner in found:
        groups.setdefault((inner.fragment, inner.quote), []).append(inner)
    return groups


def _of_words(key: tuple[str, str], olds: list[Inner], after: _Groups, became: _Became) -> Iterator[Forgotten]:
    """What is forgotten of the references of one unit in the same words, each put beside the one that stands in its place."""
    fragment, quote = key
    news = after.get((became.one.get(fragment, ""), quote), [])
    if len(news) != len(olds):
        return
    for old, new in zip(olds, news, strict=True):
        one = _compared(old, new, became)
        if one is not None:
            yield one


def _compared(old: Inner, new: Inner, became: _Became) -> Forgotten | None:
    if not old.target:
        return None
    if old.target in became.gone and not old.last:
        replaced = new.target in became.fresh
        return None if replaced else Forgotten(new, old.target, role=became.gone[old.target])
    now, last = became.one.get(old.target, ""), became.one.get(old.last, "")
    if not now or bool(last) != bool(old.last) or (now, last) == (new.target, new.last):
        return None
    unit: Unit = became.units[now]
    return Forgotten(new, old.target, now, last, heading_words(unit), unit.role)
