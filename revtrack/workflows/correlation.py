"""Which paragraph of one version is which of another: the correlation table of two texts, or of any number."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from itertools import combinations, pairwise

from revtrack import diff
from revtrack.errors import UsageError
from revtrack.model.changes import Change, TextUnit, UnitClass
from revtrack.model.documents import Author
from revtrack.model.rulings import NO_RULINGS
from revtrack.model.strands import Strand
from revtrack.report.views import CorrelationBlock, CorrelationRow, CorrelationView, Direction, RulingsView, Side
from revtrack.workflows.catalogue import Catalogue
from revtrack.workflows.contrast import compared
from revtrack.workflows.pairs import Pair
from revtrack.workflows.rulings import decide, rulings_for

FOOTNOTES = "Footnotes"


def correlate(
    sides: Sequence[Side], *, catalogue: Catalogue | None = None, direction: Direction = Direction.DESTINATION
) -> CorrelationView:
    """The table of these versions, oldest first. Each step is a comparison proved by applying it both ways.

    What people ruled on the pairings of any two of them is kept in the catalogue's store, and wins. Raises LanguagesDiffer
    as `diff.compare` does.
    """
    held = {
        (one, other): rulings_for(catalogue, Pair(sides[one], sides[other]))
        for one, other in combinations(range(len(sides)), 2)
    }
    comparisons = [
        diff.checked(compared(Pair(one, other), held[step, step + 1].rulings))
        for step, (one, other) in enumerate(pairwise(sides))
    ]
    strands = diff.strands(comparisons, ruled={pair: found.rulings for pair, found in held.items()})
    if direction is Direction.DESTINATION:
        strands = diff.oldest_first(strands, comparisons)
    rows = _rows_of_pair(strands) if len(sides) == 2 else [_row(strand) for strand in strands]
    units = (comparisons[0].old, *(comparison.new for comparison in comparisons))
    return CorrelationView(
        columns=tuple(sides),
        units=units,
        blocks=_blocks(_Parts(sides, units, rows, direction), rows),
        direction=direction,
        coarse=tuple(dict.fromkeys(place for comparison in comparisons for place in comparison.coarse)),
        notes=tuple(dict.fromkeys(note for found in held.values() for note in found.notes)),
    )


def rule(
    catalogue: Catalogue | None,
    sides: Sequence[Side],
    *,
    confirm: Sequence[str],
    reject: Sequence[str],
    author: Callable[[], Author],
) -> RulingsView | None:
    """Keep what a person says of pairings (`2,3=2`) of two versions, in one event; None if nothing was said.

    UsageError unless it is said of two versions of the store; LanguagesDiffer as for a table of them.
    """
    if not confirm and not reject:
        return None
    if len(sides) != 2 or catalogue is None:
        raise UsageError(
            "a pairing is confirmed or rejected between two versions of a store",
            tries=("revtrack correlate OLD NEW --confirm 2,3=2",),
        )
    compared(Pair(*sides), NO_RULINGS)  # nothing is decided of texts that cannot be compared
    return decide(catalogue, Pair(*sides), confirm=confirm, reject=reject, author=author())


def _row(strand: Strand) -> CorrelationRow:
    return CorrelationRow(strand.positions, strand.steps, strand.reintroduced, strand.unit_class)


def _rows_of_pair(strands: Sequence[Strand]) -> list[CorrelationRow]:
    """Of two versions one row a change: what was merged stands in one cell, where the first of it stands."""
    changes: dict[tuple[tuple[int, ...], ...], Change] = {}
    for strand in strands:
        for change in strand.steps[0]:
            changes.setdefault((change.old, change.new), change)
    return [CorrelationRow(cells, ((change,),), unit_class=change.unit_class) for cells, change in changes.items()]


def _blocks(parts: _Parts, rows: Sequence[CorrelationRow]) -> tuple[CorrelationBlock, ...]:
    """The rows by part of the document, each in the order given; footnotes stand by themselves at the end."""
    notes = tuple(row for row in rows if row.unit_class is UnitClass.FOOTNOTE)
    members: dict[int, list[CorrelationRow]] = {}
    for row in rows:
        if row.unit_class is not UnitClass.FOOTNOTE:
            members.setdefault(parts.of(row), []).append(row)
    blocks = [
        CorrelationBlock(parts.titles[part] if len(members) > 1 else "", tuple(found))
        for part, found in members.items()
    ]
    return (*blocks, CorrelationBlock(FOOTNOTES, notes)) if notes else tuple(blocks)


class _Parts:
    """Which components of the versions are the same part of the document, whatever they are called.

    The version whose order the table keeps comes first: its components are the parts. A component of the next one belongs
    to the part that most of its units come from, and is a part of its own if none of them comes from any.
    """

    def __init__(
        self,
        sides: Sequence[Side],
        units: Sequence[Sequence[TextUnit]],
        rows: Sequence[CorrelationRow],
        direction: Direction,
    ) -> None:
        self.titles: list[str] = []
        self._units = units
        self._part: dict[tuple[int, str], int] = {}
        versions = range(len(sides))
        self._versions = list(versions if direction is Direction.DESTINATION else reversed(versions))
        for version in self._versions:
            votes = self._votes(version, rows)
            for component in sides[version].expression.components:
                found = votes.get(component.name)
                if found:
                    part = max(sorted(found), key=lambda part: found[part])
                else:
                    part = len(self.titles)
                    self.titles.append(component.kind or component.name)
                self._part[version, component.name] = part

    def of(self, row: CorrelationRow) -> int:
        """The part that a row stands in: that of its first cell, in the order of the table."""
        part = self._before(row, len(self._versions))
        return 0 if part is None else part

    def _votes(self, version: int, rows: Sequence[CorrelationRow]) -> dict[str, Counter[int]]:
        """Of each component of a version how many of its units come from which part."""
        votes: dict[str, Counter[int]] = {}
        for row in rows:
            part = self._before(row, self._versions.index(version)) if row.cells[version] else None
            if part is not None:
                for at in row.cells[version]:
                    votes.setdefault(self._component(version, at), Counter())[part] += 1
        return votes

    def _before(self, row: CorrelationRow, end: int) -> int | None:
        """The part of the first cell that is not empty, among so many versions."""
        for version in self._versions[:end]:
            if row.cells[version]:
                return self._part[version, self._component(version, row.cells[version][0])]
        return None

    def _component(self, version: int, at: int) -> str:
        place = self._units[version][at].place
        return place.component if place else ""
