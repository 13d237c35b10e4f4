"""Which paragraph of one version is which of another: the correlation table of two texts, or of any number."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import combinations, pairwise

from msgspec.structs import replace

from revtrack import diff
from revtrack.errors import UsageError
from revtrack.model.addresses import pasted
from revtrack.model.changes import Change, Reason, TextUnit, UnitClass
from revtrack.model.correspondence import Ground, Link, in_old_order
from revtrack.model.documents import Author
from revtrack.model.rulings import NO_RULINGS
from revtrack.model.strands import Strand
from revtrack.report.views import (
    Confirmation,
    CorrelationBlock,
    CorrelationRow,
    CorrelationView,
    Direction,
    RulingsView,
    Side,
)
from revtrack.workflows.catalogue import Catalogue
from revtrack.workflows.contrast import compared
from revtrack.workflows.pairs import Pair
from revtrack.workflows.ruledpairs import Spot
from revtrack.workflows.rulings import decide, rulings_for
from revtrack.workflows.whoruled import NOBODY_KNOWN, confirmations

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
    rows = _with_confirmations(rows, {pair: confirmations(catalogue, found) for pair, found in held.items()})
    units = (comparisons[0].old, *(comparison.new for comparison in comparisons))
    return CorrelationView(
        columns=tuple(sides),
        units=units,
        blocks=_blocks(_Parts(sides, units, rows, direction), rows),
        direction=direction,
        coarse=tuple(dict.fromkeys(place for comparison in comparisons for place in comparison.coarse)),
        notes=tuple(dict.fromkeys(note for found in held.values() for note in found.notes)),
    )


def correlate_across(
    sides: Sequence[Side], *, catalogue: Catalogue | None = None, direction: Direction = Direction.DESTINATION
) -> CorrelationView:
    """The table of two versions by what survives a translation, whatever their languages; no words are compared.

    What people ruled on their pairings is kept in the catalogue's store, and wins. Raises UsageError for more than two.
    """
    if len(sides) != 2:
        raise _not_two(sides)
    held = rulings_for(catalogue, Pair(*sides))
    found = diff.correspond(*(side.expression for side in sides), rulings=held.rulings)
    by = confirmations(catalogue, held)
    links = in_old_order(found.links) if direction is Direction.DESTINATION else found.links
    units = (found.old, found.new)
    rows = [_row_across(link, units, by) for link in links]
    return CorrelationView(
        columns=tuple(sides),
        units=units,
        blocks=_blocks(_Parts(sides, units, rows, direction), rows),
        direction=direction,
        coarse=found.coarse,
        notes=held.notes,
        across_languages=True,
    )


def rule(
    catalogue: Catalogue | None,
    sides: Sequence[Side],
    *,
    confirm: Sequence[str],
    reject: Sequence[str],
    author: Callable[[], Author],
    across: bool = False,
) -> RulingsView | None:
    """Keep what a person says of pairings (`2,3=2`) of two versions, in one event; None if nothing was said.

    UsageError unless it is said of two versions of the store; LanguagesDiffer as for a table of them, unless `across`.
    """
    if not confirm and not reject:
        return None
    if len(sides) != 2 or catalogue is None:
        raise UsageError(
            "a pairing is confirmed or rejected between two versions of a store",
            tries=("revtrack correlate OLD NEW --confirm 2,3=2",),
        )
    if not across:
        compared(Pair(*sides), NO_RULINGS)  # nothing is decided of texts that cannot be compared
    return decide(catalogue, Pair(*sides), confirm=confirm, reject=reject, author=author())


def _not_two(sides: Sequence[Side]) -> UsageError:
    """The refusal of a table across languages of many versions, with a table for each two neighbours."""
    return UsageError(
        f"across languages a correlation table is of two versions, and {len(sides)} were named",
        facts=("what one pairing says of the next is not sure enough to be chained",),
        tries=[
            f"revtrack correlate {pasted(one.source)} {pasted(other.source)} --across-languages"
            for one, other in pairwise(sides)
        ],
    )


def _row_across(
    link: Link, units: tuple[Sequence[TextUnit], Sequence[TextUnit]], by: Mapping[Spot, Confirmation]
) -> CorrelationRow:
    unit = units[0][link.old[0]] if link.old else units[1][link.new[0]]
    confirmed = (by.get((link.old, link.new), NOBODY_KNOWN),) if Ground.CONFIRMED in link.grounds else ()
    return CorrelationRow((link.old, link.new), (), unit_class=unit.unit_class, confirmed=confirmed, link=link)


def _with_confirmations(
    rows: Iterable[CorrelationRow], by: Mapping[tuple[int, int], Mapping[Spot, Confirmation]]
) -> list[CorrelationRow]:
    """The rows with who confirmed them; `by` tells it for each two versions."""
    if not any(by.values()):
        return list(rows)
    return [replace(row, confirmed=tuple(dict.fromkeys(_confirmations(row, by)))) for row in rows]


def _confirmations(
    row: CorrelationRow, by: Mapping[tuple[int, int], Mapping[Spot, Confirmation]]
) -> Iterator[Confirmation]:
    told = [((step, step + 1), change) for step, changes in enumerate(row.steps) for change in changes]
    told += [((one.left, one.back), one.change) for one in row.reintroduced]
    for versions, change in told:
        if change.reason is Reason.CONFIRMED:
            yield by[versions].get((change.old, change.new), NOBODY_KNOWN)


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
