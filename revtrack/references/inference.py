"""Infer which earlier text of the same work a text revises, from what it says of an update and a date."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol

from revtrack.model.dates import DocumentDate
from revtrack.model.documents import Version
from revtrack.model.numbers import DocumentNumber
from revtrack.model.places import units
from revtrack.model.relations import Evidence, Reference, Relation, State
from revtrack.model.texts import Expression
from revtrack.model.updates import SaidUpdate, SpokenDate
from revtrack.references.updates import updates


class Dated(Protocol):
    """What inference needs of the document that speaks: an expression, or a version."""

    @property
    def number(self) -> DocumentNumber: ...
    @property
    def aliases(self) -> tuple[DocumentNumber, ...]: ...
    @property
    def date(self) -> DocumentDate: ...


def infer_revises(expression: Expression, siblings: Sequence[Version]) -> tuple[Reference, ...]:
    """The reference by which `expression` revises one of `siblings`, the versions of the same work; empty if none is sure.

    A sibling fits when it is earlier, has another number, and alone has the date at which the text of the principal
    component says that an update was made. Of several that fit, the nearest earlier one is meant: what was updated in
    2008 had been updated in 2005 before. Two siblings of one date fit neither: revtrack never chooses.
    """
    return infer_from(expression, said_updates(expression), siblings)


def infer_from(document: Dated, said: Sequence[SaidUpdate], siblings: Sequence[Version]) -> tuple[Reference, ...]:
    """The same, from what `said_updates` found in the document's text before: the text itself is not needed."""
    earlier = [version for version in siblings if _is_earlier(version, document)] if said else []
    hits = list(_hits(document, said, earlier))
    nearest = max((date.sort_key for date, _ in hits), default=None)
    return tuple(reference for date, reference in hits if date.sort_key == nearest)[:1]


def said_updates(expression: Expression) -> tuple[SaidUpdate, ...]:
    """Every update of which the principal component speaks, in reading order, whatever versions there are."""
    return tuple(
        SaidUpdate(update.date, Evidence(fragment=unit.place.fragment, quote=update.quote))
        for unit in units(expression)
        if unit.place.component == expression.principal and unit.role != "footnote"
        for update in updates(unit.text, lang=expression.language)
    )


def _hits(
    document: Dated, said: Sequence[SaidUpdate], earlier: Sequence[Version]
) -> Iterator[tuple[DocumentDate, Reference]]:
    """Every update with exactly one fitting sibling, in reading order, with that sibling's date."""
    for update in said:
        fitting = _fitting(update.date, earlier)
        if len(fitting) == 1:
            [(target, date)] = fitting.items()
            yield date, Reference(document.number, Relation.REVISES, target, State.INFERRED, update.evidence)


def _fitting(date: SpokenDate, earlier: Sequence[Version]) -> dict[DocumentNumber, DocumentDate]:
    """The numbers with that date: language versions of one number are one document."""
    return {version.number: version.date for version in earlier if date.fits(version.date)}


def _is_earlier(version: Version, document: Dated) -> bool:
    """Whether the version is another document, and before this one as far as both dates are known."""
    same = {document.number, *document.aliases} & {version.number, *version.aliases}
    if same or not version.date.is_known or not document.date.is_known:
        return False
    if version.date.is_day and document.date.is_day:
        return version.date.sort_key < document.date.sort_key
    return (version.date.year or 0) < (document.date.year or 0)
