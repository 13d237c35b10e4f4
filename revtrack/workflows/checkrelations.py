"""Checks the rulings on relations that a store keeps: files that cannot be read, rulings that contradict or lead nowhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from revtrack import references
from revtrack.errors import RevtrackError
from revtrack.model import slugs
from revtrack.model.addresses import pasted
from revtrack.model.citations import RelationRuling
from revtrack.model.findings import Finding, Severity
from revtrack.model.pairings import Verdict
from revtrack.references.rulings import settled
from revtrack.store.contract import Store
from revtrack.store.layout import CURATION, RELATIONS, read_relations_name
from revtrack.workflows.catalogue import Catalogue
from revtrack.workflows.resolved import rulings_of


def check_relations(store: Store) -> Iterator[Finding]:
    """An error for each file of rulings on relations that cannot be read, a note for each ruling that is not applied."""
    catalogue = Catalogue(store)
    for name in store.decisions():
        if name.startswith(f"{RELATIONS}/"):
            yield from _check(catalogue, name)


def _check(catalogue: Catalogue, name: str) -> Iterator[Finding]:
    path = f"{CURATION}/{name}"
    slug = read_relations_name(name)
    if slug is None:
        yield Finding(Severity.ERROR, "curation", path, "is no name that rulings on relations could have")
        return
    try:
        rulings = rulings_of(catalogue, name)
    except RevtrackError as error:
        facts = f" ({'; '.join(error.facts)})" if error.facts else ""
        yield Finding(Severity.ERROR, "curation", path, error.message + facts)
        return
    strangers = [ruling for ruling in rulings if slugs.slug(ruling.source) != slug]
    for ruling in strangers:
        yield Finding(Severity.ERROR, "curation", path, f"holds a ruling that is not of its document: {ruling}")
    yield from _contested(rulings)
    yield from _unknown(catalogue, rulings)


def _contested(rulings: tuple[RelationRuling, ...]) -> Iterator[Finding]:
    """A note for each relation on which several rulings contradict each other, as after a merge."""
    agreed = settled(rulings)
    for ruling in {ruling.key: ruling for ruling in rulings if ruling.key not in agreed}.values():
        again = _again("confirm", ruling), _again("reject", ruling)
        told = f"is both confirmed and rejected, so neither is applied; decide again: {again[0]}   or   {again[1]}"
        yield Finding(Severity.NOTE, "rulings", str(ruling), told)


def _unknown(catalogue: Catalogue, rulings: Iterable[RelationRuling]) -> Iterator[Finding]:
    """A note for each confirmed relation of a document that is not known here any more."""
    directory = references.Directory(catalogue.versions)
    for ruling in rulings:
        if ruling.verdict is Verdict.CONFIRMED and directory.resolve(ruling.source) not in directory:
            told = f"is confirmed, but {ruling.source} is not known here any more"
            yield Finding(Severity.NOTE, "rulings", str(ruling), told)


def _again(verb: str, ruling: RelationRuling) -> str:
    words = (str(ruling.source), ruling.relation.value, str(ruling.target))
    return f"revtrack refs --{verb} {' '.join(map(pasted, words))}"
