"""The orders of the lineage graph: of relations, of states, of numbers. Every list it gives is sorted by these tables."""

from __future__ import annotations

from revtrack.model import gazette
from revtrack.model.numbers import DocumentNumber, Register
from revtrack.model.relations import Relation, State

RELATIONS: tuple[Relation, ...] = (
    Relation.REVISES,
    Relation.REPLACES,
    Relation.AMENDS,
    Relation.REPEALS,
    Relation.CORRECTS,
    Relation.ADDS_TO,
    Relation.CONSOLIDATES,
    Relation.BASED_ON,
    Relation.EXTRACT_OF,
    Relation.DECLASSIFIES,
    Relation.LANGUAGE_VERSION,
    Relation.SAME_AS,
    Relation.PREVIOUS_DOCUMENT,
    Relation.CITES,
)
"""What makes a document what it is comes first; what it merely points to comes last."""

STATES: tuple[State, ...] = (
    State.CONFIRMED,
    State.STATED,
    State.EXTRACTED,
    State.CATALOGUED,
    State.INFERRED,
)
"""From the strongest to the weakest: what a person confirmed outweighs what a header states, and so on."""

RANK = {relation: place for place, relation in enumerate(RELATIONS)}
WEAKNESS = {state: place for place, state in enumerate(STATES)}

NumberKey = tuple[str, str, int, int, int, tuple[tuple[str, int], ...], str]


def number_key(number: DocumentNumber) -> NumberKey:
    """Sorts numbers as people count them: by register, series, year, running number, revision and suffixes."""
    if number.register is Register.OJ and (citation := gazette.read(number.serial)):
        series, year, issue, page = citation.sort_key
        return (number.register.value, series, year, issue, page, (), str(number))
    running = int(number.serial) if number.year is not None else 0
    suffixes = tuple((suffix.kind, suffix.number) for suffix in number.suffixes)
    return (number.register.value, number.series, number.year or 0, running, number.revision, suffixes, str(number))
