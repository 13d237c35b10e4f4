"""What a correlation table says in words: its columns, the places in a cell, and what happened between two columns."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from revtrack.model.changes import Change, Kind, UnitClass
from revtrack.model.rulings import Positions
from revtrack.report.correlateacross import differing_words, is_weak
from revtrack.report.diffwords import is_confirmed, kind_word
from revtrack.report.labels import bare, fragments, heading_words
from revtrack.report.neutral import neutral_line
from revtrack.report.views import Confirmation, CorrelationRow, CorrelationView, Side
from revtrack.report.words import by_label

NONE = "—"
"""No counterpart: never an empty cell, which copying and screen readers lose."""
A_PERSON = "a person"
LOOK_BELOW = 0.75
"""Below this similarity a person should look, unless one has confirmed the pairing."""
FEWEST_OF_A_RANGE = 3

_COUNTED = re.compile(r"((?:.*[.+])?|fn)([0-9]{1,6})")


def column_names(columns: Sequence[Side]) -> tuple[str, ...]:
    """What stands above the columns: document numbers; with language and edition where a number stands above several."""
    short = [_name(side) for side in columns]
    names = (
        _edition(side) if short.count(name) > 1 and not side.path else name
        for name, side in zip(short, columns, strict=True)
    )
    return tuple(map(neutral_line, names))


def _name(side: Side) -> str:
    expression = side.expression
    if side.path:
        return side.path
    return f"{expression.work}@{expression.label}" if by_label(expression) else str(expression.number)


def _edition(side: Side) -> str:
    return f"{side.expression.number}:{side.expression.language}@{side.edition}"


def names_in(view: CorrelationView, row: CorrelationRow, column: int) -> tuple[str, ...]:
    """The fragments of a cell; none where there is no counterpart."""
    return fragments(view.units[column], row.cells[column])


def places_words(names: Sequence[str]) -> str:
    """`¶ 7`, `¶¶ 5 and 6`, `¶¶ 1 to 3 and 7`, `fn 1 and 2`; a dash for none."""
    if not names:
        return NONE
    parts = list(_ranges(names))
    words = " and ".join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts)
    if names[0].startswith("fn"):
        return f"fn {words}"
    return f"¶ {words}" if len(names) == 1 else f"¶¶ {words}"


def follows(one: str, other: str) -> bool:
    """Whether the second fragment is the next number after the first, in the same place."""
    first, second = _COUNTED.fullmatch(one), _COUNTED.fullmatch(other)
    return bool(first and second and first[1] == second[1] and int(first[2]) + 1 == int(second[2]))


def _ranges(names: Sequence[str]) -> Iterator[str]:
    """The fragments in order, three neighbours and more as `1 to 3`."""
    run: list[str] = []
    for name in (*names, ""):
        if run and not follows(run[-1], name):
            ends = f"{bare(run[0])} to {bare(run[-1])}"
            yield from [ends] if len(run) >= FEWEST_OF_A_RANGE else map(bare, run)
            run = []
        run.append(name)


def heading_cells(view: CorrelationView, row: CorrelationRow) -> tuple[str, ...]:
    """A heading by its words in each column; "" where it is absent."""
    return tuple(
        " / ".join(heading_words(units[at]) for at in cell) for units, cell in zip(view.units, row.cells, strict=True)
    )


def change_words(view: CorrelationView, row: CorrelationRow) -> str:
    """What happened: `moved`, `modified, renumbered`; of three versions and more with the version it happened in.

    Across languages what differs: `in two parts`, `number "3" only in demo@1`.
    """
    if row.link:
        return differing_words(column_names(view.columns), row.link)
    if len(view.columns) == 2:
        return step_words(row.steps[0][0])
    names = column_names(view.columns)
    said = [
        f"{names[step + 1]}: {words}"
        for step in range(len(row.steps))
        if (words := _at_step(view, row, step)) not in ("", "unchanged")
    ]
    return "; ".join(said) or "unchanged"


def step_words(change: Change) -> str:
    """The kind and the flags of one change, in words."""
    renumbered = change.renumbered and bool(change.old and change.new)
    if change.kind is Kind.UNCHANGED and renumbered and not change.moved:
        return "renumbered only"
    words = [] if change.kind is Kind.UNCHANGED and change.moved else [kind_word(change)]
    return ", ".join([*words, *(["moved"] if change.moved else []), *(["renumbered"] if renumbered else [])])


def _at_step(view: CorrelationView, row: CorrelationRow, step: int) -> str:
    """What happened at one step; where several parts of a split went different ways, each with its place."""
    said = [(_reintroduced(view, row, step, change) or step_words(change), change) for change in row.steps[step]]
    if len({words for words, _ in said}) < 2:
        return said[0][0] if said else ""
    return " and ".join(f"{_place(view, step, change)} {words}" for words, change in said if words != "unchanged")


def _place(view: CorrelationView, step: int, change: Change) -> str:
    column, positions = (step + 1, change.new) if change.new else (step, change.old)
    return places_words(fragments(view.units[column], positions))


def _reintroduced(view: CorrelationView, row: CorrelationRow, step: int, change: Change) -> str:
    """`reintroduced from demo@1`, and in which way it is not what it was; "" for what is not."""
    for one in row.reintroduced:
        if one.back == step + 1 and one.change.new == change.new:
            words = step_words(one.change)
            said = f"reintroduced from {column_names(view.columns)[one.left]}"
            return said if words in ("unchanged", "renumbered only") else f"{said}, {words}"
    return ""


def pairings(row: CorrelationRow) -> list[Change]:
    """The changes of a row that have both sides, what is reintroduced among them."""
    steps = [change for changes in row.steps for change in changes if change.old and change.new]
    return [*steps, *(one.change for one in row.reintroduced)]


def similarity(row: CorrelationRow) -> float | None:
    """How alike the units of a row are, at the step where they are least so; None where there is nothing to compare."""
    if row.link:
        return row.link.similarity if row.link.is_paired else None
    return min((change.similarity for change in pairings(row)), default=None)


def similarity_words(row: CorrelationRow) -> str:
    """`0.71`, cut and not rounded, so that only equal words are 1.00; "" where there is nothing to compare."""
    found = similarity(row)
    return "" if found is None else f"{int(found * 100 + 1e-9) / 100:.2f}"


def should_look(row: CorrelationRow) -> bool:
    """Whether a person should look at a row."""
    return is_weak(row.link) if row.link else any(map(is_doubtful, pairings(row)))


def is_doubtful(change: Change) -> bool:
    """Whether likeness alone paired the two sides of a change, there is not much of it, and nobody has confirmed it."""
    paired = bool(change.old and change.new)
    return paired and change.similarity < LOOK_BELOW and not is_confirmed(change)


def doubtful_pairings(row: CorrelationRow) -> Iterator[tuple[int, Positions, Positions]]:
    """The pairings of neighbouring columns that a person should look at: the left column, and the positions of both sides."""
    if row.link and is_weak(row.link):
        yield 0, row.link.old, row.link.new
    for step, changes in enumerate(row.steps):
        yield from ((step, change.old, change.new) for change in filter(is_doubtful, changes))


def confirmed_words(row: CorrelationRow) -> str:
    """Who confirmed a pairing of the row, and on which day; `a person` where the store does not tell, "" if nobody did."""
    return "; ".join(dict.fromkeys(_who(one) for one in row.confirmed)) or (A_PERSON if _is_confirmed(row) else "")


def _who(one: Confirmation) -> str:
    return f"{neutral_line(one.author)}, {one.time.partition('T')[0]}" if one.author else A_PERSON


def _is_confirmed(row: CorrelationRow) -> bool:
    return any(map(is_confirmed, pairings(row)))


def is_heading(row: CorrelationRow) -> bool:
    """Whether a row is a heading or a title: it spans the table."""
    return row.unit_class is UnitClass.HEADING
