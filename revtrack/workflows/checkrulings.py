"""Checks the rulings of a store: files that cannot be read, and rulings that no longer fit the newest editions."""

from __future__ import annotations

from collections.abc import Iterator

from revtrack.errors import RevtrackError
from revtrack.model.addresses import pasted
from revtrack.model.findings import Finding, Severity
from revtrack.model.pairings import Ruling
from revtrack.store.contract import Store, TextKey
from revtrack.store.layout import CURATION, PAIRINGS, read_pairings_name
from revtrack.workflows.catalogue import Catalogue
from revtrack.workflows.ruledpairs import Misfit, RuledPair, kept, words
from revtrack.workflows.ruledtexts import RuledText


def check_rulings(store: Store) -> Iterator[Finding]:
    """An error for each file of rulings that cannot be read, a note for each ruling that is not applied any more."""
    catalogue = Catalogue(store)
    for name in store.decisions():
        if name.startswith(f"{PAIRINGS}/"):
            yield from _check(catalogue, name)


def _check(catalogue: Catalogue, name: str) -> Iterator[Finding]:
    path = f"{CURATION}/{name}"
    keys = read_pairings_name(name)
    if keys is None:
        yield Finding(Severity.ERROR, "curation", path, "is no name that rulings on two texts could have")
        return
    try:
        rulings = kept(catalogue, name)
        yield from _unfit(catalogue, keys, name, rulings)
    except RevtrackError as error:
        facts = f" ({'; '.join(error.facts)})" if error.facts else ""
        yield Finding(Severity.ERROR, "curation", path, error.message + facts)


def _unfit(
    catalogue: Catalogue, keys: tuple[TextKey, TextKey], name: str, rulings: tuple[Ruling, ...]
) -> Iterator[Finding]:
    gone = [key for key in keys if (key.slug, key.language) not in catalogue.groups]
    for key in dict.fromkeys(gone):
        message = f"{len(rulings)} rulings on its pairings are kept, but its text is not held any more"
        yield Finding(Severity.NOTE, "rulings", f"{key.slug}:{key.language}", message)
    if not gone:
        for pair in _pairs(catalogue, keys, name, rulings):
            yield from (_finding(pair, misfit) for misfit in pair.fit(rulings).misfits)


def _pairs(
    catalogue: Catalogue, keys: tuple[TextKey, TextKey], name: str, rulings: tuple[Ruling, ...]
) -> Iterator[RuledPair]:
    """The newest editions of two texts; of one text each two editions that somebody ruled on and that are held."""
    held = [[edition.ordinal for edition in catalogue.groups[key.slug, key.language]] for key in keys]
    newest = (held[0][-1], held[1][-1])
    ruled = sorted({(ruling.first.edition, ruling.second.edition) for ruling in rulings})
    for editions in [pair for pair in ruled if set(pair) <= set(held[0])] if keys[0] == keys[1] else [newest]:
        first, second = (RuledText(catalogue, key, edition) for key, edition in zip(keys, editions, strict=True))
        yield RuledPair(first, second, name)


def _finding(pair: RuledPair, misfit: Misfit) -> Finding:
    """The place, what was ruled, why it is not applied, and the command that decides again."""
    texts = (pair.first, pair.second)
    ruling = misfit.ruling
    subject = f"{texts[misfit.side].name}#{misfit.fragment}"
    versions = " ".join(pasted(text.titled) for text in texts)
    languages = [text.expression.language for text in texts]
    across = "--across-languages " if languages[0] is not languages[1] else ""
    again = f"revtrack correlate {versions} {across}--{ruling.verdict.imperative} OLD=NEW"
    told = f"{ruling.verdict.value} {words(ruling)} ({texts[0].name} and {texts[1].name}) is not applied"
    return Finding(Severity.NOTE, "rulings", subject, f"{told}: {misfit.why}; decide again: {again}")
