"""What people rule on relations: confirmed or rejected, each ruling one event of the store."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from revtrack.errors import BadValue, UsageError
from revtrack.model import slugs
from revtrack.model.addresses import pasted
from revtrack.model.citations import RelationRuling
from revtrack.model.documents import Author
from revtrack.model.numbers import DocumentNumber
from revtrack.model.pairings import Verdict
from revtrack.model.relations import Reference, Relation
from revtrack.report.refviews import RuledRelationView
from revtrack.store.contract import EventKind
from revtrack.store.layout import relations_name
from revtrack.workflows import relationfile
from revtrack.workflows.catalogue import Catalogue
from revtrack.workflows.connect import resolve_document
from revtrack.workflows.resolved import Resolved, all_markings, resolved, resolver, rulings

MUTUAL = frozenset({Relation.SAME_AS, Relation.LANGUAGE_VERSION})
"""Relations that may hold both ways."""


def decide(
    catalogue: Catalogue,
    source: str,
    relation: Relation,
    target: str,
    *,
    verdict: Verdict,
    author: Callable[[], Author],
) -> RuledRelationView:
    """Keep one verdict on a relation, in one event; none if it was decided so before. A later ruling makes an older one give way.

    Raises UnknownVersion for a document that nothing here knows; UsageError for a document and itself, for a confirmation
    of what was confirmed the other way round, and for a rejection of what nothing here says.
    """
    known = resolved(catalogue)
    numbers = [document(catalogue, word, known) for word in (source, target)]
    if numbers[0] == numbers[1]:
        raise UsageError(
            f"{numbers[0]} stands in no relation to itself; nothing was decided",
            tries=(f"revtrack refs {pasted(str(numbers[0]))}",),
        )
    kept = rulings(catalogue)
    maker = author()
    ruling = RelationRuling(numbers[0], relation, numbers[1], verdict, maker.name)
    _check(ruling, known, kept)
    before = [other for other in kept if other.key == ruling.key]
    replaced = tuple(other for other in before if other.verdict is not verdict)
    notes = _dates(catalogue, ruling)
    if before and not replaced:
        return RuledRelationView(before[0], already=True, notes=notes, markings=all_markings(catalogue))
    name = relations_name(slugs.slug(ruling.source))

    def become(data: bytes | None) -> bytes:
        others = (other for other in relationfile.read(data, name) if other.key != ruling.key)
        return relationfile.write((*others, ruling))

    summary = f"{verdict.imperative.capitalize()} {ruling}"
    receipt = catalogue.store.decide({name: become}, kind=EventKind.DECIDE, summary=summary, author=maker)
    return RuledRelationView(
        ruling,
        replaced=replaced,
        commit=receipt.commit,
        notes=(*notes, *receipt.notes),
        markings=all_markings(catalogue),
    )


def document(catalogue: Catalogue, word: str, known: Resolved) -> DocumentNumber:
    """The document that a word names: one that is held or recorded, or one that another refers to. UnknownVersion if none."""
    cited = {reference.target for reference in (*known.references, *known.rejected)}
    try:
        number = resolver(catalogue).directory.resolve(DocumentNumber.read(word))
    except BadValue:
        number = None
    if number is not None and number in cited:
        return number
    return resolve_document(catalogue, word).version.number


def _check(ruling: RelationRuling, known: Resolved, kept: Sequence[RelationRuling]) -> None:
    """UsageError where a ruling contradicts what was confirmed, or is on nothing."""
    if ruling.verdict is Verdict.CONFIRMED:
        turned = (ruling.target, ruling.relation, ruling.source)
        opposite = next((r for r in kept if r.key == turned and r.verdict is Verdict.CONFIRMED), None)
        if opposite and ruling.relation not in MUTUAL:
            raise UsageError(
                f"{ruling} contradicts what {opposite.by} confirmed; nothing was decided",
                facts=(f"confirmed: {opposite}",),
                tries=(command("reject", opposite),),
            )
        return
    said = [ref for ref in (*known.references, *known.rejected) if _between(ref, ruling)]
    if not any(ref.relation is ruling.relation for ref in said):
        words = dict.fromkeys(f"{ref.source} {ref.relation.word} {ref.target} ({ref.state.value})" for ref in said)
        raise UsageError(
            f"nothing here says that {ruling}, so there is nothing to reject",
            facts=tuple(words) or ("nothing here says anything of the two",),
            tries=(f"revtrack refs {pasted(str(ruling.source))}",),
        )


def command(verb: str, ruling: RelationRuling) -> str:
    """The command that rules on the relation of a ruling."""
    words = (str(ruling.source), ruling.relation.value, str(ruling.target))
    return f"revtrack refs --{verb} {' '.join(map(pasted, words))}"


def _between(reference: Reference, ruling: RelationRuling) -> bool:
    return (reference.source, reference.target) == (ruling.source, ruling.target)


def _dates(catalogue: Catalogue, ruling: RelationRuling) -> tuple[str, ...]:
    """A sentence where a document is dated before the one it is confirmed to come after."""
    directory = resolver(catalogue).directory
    source, target = directory.date(ruling.source), directory.date(ruling.target)
    if ruling.verdict is Verdict.REJECTED or not (source.is_day and target.is_day) or ruling.relation in MUTUAL:
        return ()
    if source.sort_key >= target.sort_key:
        return ()
    return (f"{ruling.source} is dated {source}, before {ruling.target} ({target})",)
