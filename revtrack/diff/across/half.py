"""One side of a correspondence: for each unit what it may be paired with, its number in full, its signs and its length."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from msgspec import Struct

from revtrack.diff.across.ordinals import Path, number_paths, printed_numbers
from revtrack.diff.across.surviving import Signs, signs
from revtrack.model.changes import TextUnit


class Half(Struct, frozen=True):
    """Columns of equal length, one row a unit. `at` are the positions in the whole text; units of unequal kind never pair."""

    at: tuple[int, ...]
    kinds: tuple[str, ...]
    paths: tuple[Path, ...]
    signs: tuple[Signs, ...]
    lengths: tuple[int, ...]

    def __len__(self) -> int:
        return len(self.at)


def halves(
    old: Sequence[TextUnit], new: Sequence[TextUnit], done: tuple[Collection[int], Collection[int]]
) -> tuple[Half, Half]:
    """Both sides without the units that are done with. Components that both sides have are kept apart."""
    shared = _components(old) & _components(new)
    return _half(old, shared, done[0]), _half(new, shared, done[1])


def _half(units: Sequence[TextUnit], components: Collection[str], done: Collection[int]) -> Half:
    paths = number_paths(units, printed_numbers(units))
    at = tuple(position for position in range(len(units)) if position not in done)
    return Half(
        at=at,
        kinds=tuple(_kind(units[position], components) for position in at),
        paths=tuple(paths[position] for position in at),
        signs=tuple(signs(units[position].text) for position in at),
        lengths=tuple(len(units[position].text) for position in at),
    )


def _kind(unit: TextUnit, components: Collection[str]) -> str:
    component = component_of(unit)
    return f"{unit.unit_class.value} {component}" if component in components else unit.unit_class.value


def _components(units: Sequence[TextUnit]) -> set[str]:
    return {component_of(unit) for unit in units} - {""}


def component_of(unit: TextUnit) -> str:
    """The component a unit stands in; "" in plain lists."""
    return unit.place.component if unit.place else ""
