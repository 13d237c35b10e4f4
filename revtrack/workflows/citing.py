"""What is asked of references: those of a version or place, what is missing, what is stale, what changed, what was rejected."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from msgspec.structs import replace

from revtrack import diff, references
from revtrack.errors import LanguagesDiffer, UnknownVersion
from revtrack.model import addresses, slugs
from revtrack.model.addresses import Address
from revtrack.model.changes import Comparison
from revtrack.model.citations import ReferenceChanges
from revtrack.model.documents import Version
from revtrack.model.numbers import DocumentNumber
from revtrack.model.pairings import Verdict
from revtrack.model.places import find, units
from revtrack.model.provisions import Forgotten, Inner
from revtrack.model.relations import Mention, Reference, Relation
from revtrack.model.texts import Expression, WorkId
from revtrack.references import Directory
from revtrack.report.refviews import RefDiffView, RejectedView, StaleView, UnresolvedView, Wanted
from revtrack.report.views import RefsView, Side
from revtrack.workflows.catalogue import Catalogue, Linked
from revtrack.workflows.connect import number_meant, resolve_document
from revtrack.workflows.contrast import compared
from revtrack.workflows.facts import links_of, markings
from revtrack.workflows.pairs import Pair, ReadFile, side
from revtrack.workflows.resolved import Resolved, Resolver, all_markings, resolved, resolver, rulings
from revtrack.workflows.ruledrelations import document
from revtrack.workflows.rulings import rulings_for
from revtrack.workflows.standing import own_work

_ORDER = (
    Relation.PREVIOUS_DOCUMENT,
    Relation.REVISES,
    Relation.REPLACES,
    Relation.AMENDS,
    Relation.REPEALS,
    Relation.CITES,
)


def refs(
    catalogue: Catalogue | None,
    word: str,
    read_file: ReadFile,
    *,
    relations: Collection[Relation] = (),
    mentions: bool = False,
) -> RefsView:
    """What a version, or a place in it, or a file, refers to; and what refers to the document, held, recorded or only named.

    Without language or edition, the newest texts of a number in every language count. `mentions` asks for the mentions as
    well, for which a text has to be read. Raises the address errors; TextNotHeld for a place in a text that is not held.
    """
    address = addresses.parse(word)
    if catalogue is None or address.is_path:
        return _of_relations(_of_file(catalogue, address, read_file), relations)
    if address.fragment:
        return _of_relations(_of_place(catalogue, address), relations)
    return _of_relations(_of_document(catalogue, address, word, mentions=mentions), relations)


def unresolved(catalogue: Catalogue, word: str = "", *, relations: Collection[Relation] = ()) -> UnresolvedView:
    """Documents that are referred to and whose text is not held, and words that mean no document that can be told.

    With `word`, what that document refers to alone.
    """
    known = resolved(catalogue)
    scope = document(catalogue, word, known) if word else None
    directory = resolver(catalogue).directory
    held = {version.number for version in catalogue.versions if version.held}
    wanted: dict[DocumentNumber, list[Reference]] = {}
    for reference in known.references:
        if reference.target not in held and _asked(reference, scope, relations):
            wanted.setdefault(reference.target, []).append(reference)
    rows = [_wanted(catalogue, directory, number, found) for number, found in wanted.items()]
    return UnresolvedView(
        wanted=tuple(sorted(rows, key=lambda row: (-len({ref.source for ref in row.references}), str(row.number)))),
        opened=tuple(one for one in known.open if scope in (None, one.source) and not relations),
        inner=() if relations else tuple(_nowhere(catalogue, scope)),
        scope=str(scope or ""),
        markings=all_markings(catalogue),
        commit=catalogue.store.tip(),
    )


def _nowhere(catalogue: Catalogue, scope: DocumentNumber | None) -> Iterator[tuple[Version, Inner]]:
    """The references of texts into themselves that lead to no place, or to several."""
    for version, found in catalogue.inner:
        if scope in (None, version.number):
            yield from ((version, inner) for inner in found if not inner.target)


def stale(catalogue: Catalogue, word: str = "", *, relations: Collection[Relation] = ()) -> StaleView:
    """References of documents in force to ones that were since revised, replaced or repealed."""
    known = resolved(catalogue)
    scope = document(catalogue, word, known) if word else None
    found = references.stale(known.references, catalogue.versions)
    return StaleView(
        found=tuple(one for one in found if _asked(one.reference, scope, relations)),
        in_force=len(references.in_force(catalogue.versions, known.references)),
        scope=str(scope or ""),
        markings=all_markings(catalogue),
        commit=catalogue.store.tip(),
    )


def rejected(catalogue: Catalogue, word: str = "") -> RejectedView:
    """The relations that a person rejected, with what says them all the same."""
    known = resolved(catalogue)
    scope = document(catalogue, word, known) if word else None
    ruled = [ruling for ruling in rulings(catalogue) if ruling.verdict is Verdict.REJECTED]
    said = {ruling: tuple(ref for ref in known.rejected if _key(ref) == ruling.key) for ruling in ruled}
    return RejectedView(
        found=tuple((ruling, said[ruling]) for ruling in ruled if scope in (None, ruling.source, ruling.target)),
        scope=str(scope or ""),
        markings=all_markings(catalogue),
        commit=catalogue.store.tip(),
    )


def changes(catalogue: Catalogue | None, pair: Pair, *, relations: Collection[Relation] = ()) -> RefDiffView:
    """What became of the references of one version in another; either may be a file.

    Paragraphs are put beside each other as `diff` does it. Where the languages differ they cannot be, and that is said.
    """
    held = rulings_for(catalogue, pair)
    notes = held.notes
    try:
        comparison = diff.checked(compared(pair, held.rulings))
    except LanguagesDiffer:
        comparison = None
        notes = (
            *notes,
            "the languages differ, so paragraphs were not put beside each other: nothing in the text "
            "is said to be retargeted",
        )
    return RefDiffView(
        old=pair.old,
        new=pair.new,
        changes=became(catalogue, pair, comparison, relations=relations),
        markings=_with_sides(all_markings(catalogue), pair),
        notes=notes,
        commit=pair.new.commit or pair.old.commit,
        forgotten=() if comparison is None or relations else _forgotten(pair, comparison),
    )


def _forgotten(pair: Pair, comparison: Comparison) -> tuple[Forgotten, ...]:
    return references.find_forgotten(pair.old.expression, pair.new.expression, comparison)


def became(
    catalogue: Catalogue | None, pair: Pair, comparison: Comparison | None, *, relations: Collection[Relation] = ()
) -> ReferenceChanges:
    """The same as values, where the paragraphs of the pair are as `comparison` has them; None where they cannot be compared."""
    known = Resolver((), {}) if catalogue is None else resolver(catalogue)
    old, new = (_chosen(_of_side(catalogue, known, one), relations) for one in (pair.old, pair.new))
    return references.changed(old, new, comparison, known.directory.are_one_work)


def mentions_of(expression: Expression) -> tuple[tuple[str, Mention], ...]:
    """Every mention in the paragraphs and footnotes of a text, with the fragment it stands in."""
    return tuple(
        (unit.place.fragment, mention)
        for unit in units(expression)
        for mention in references.find_mentions(unit.text, lang=expression.language)
    )


def _of_document(catalogue: Catalogue, address: Address, word: str, *, mentions: bool) -> RefsView:
    known = resolved(catalogue)
    try:
        found = resolve_document(catalogue, word)
    except UnknownVersion as error:
        return _of_number(catalogue, known, word, error)
    version = found.version
    text = catalogue.found(found).expression if version.held else None
    out = tuple(ref for ref in known.references if ref.source == version.number)
    opened = tuple(one for one in known.open if one.source == version.number)
    if version.held and (address.language or found.edition != version.editions[-1]):
        only = Linked(version, catalogue.links(catalogue.found_key(found)))
        told, opened = resolver(catalogue).of_text(only)
        out = _standing(catalogue, (*told, *catalogue.recorded), version.number)
    view = _view(catalogue, version, known, [*out, *(ref for ref in known.references if ref.target == version.number)])
    return replace(
        view,
        out=_ordered(out),
        incoming=_ordered(ref for ref in known.references if ref.target == version.number),
        opened=opened,
        unread=references.unread(text) if text else (),
        mentions=mentions_of(text) if mentions and text else (),
        inner=catalogue.inners(catalogue.found_key(found)) if version.held else (),
    )


def _of_number(catalogue: Catalogue, known: Resolved, word: str, error: UnknownVersion) -> RefsView:
    """What refers to a document that nothing but these references knows; `error` if nothing does."""
    meant = number_meant(word)
    number = resolver(catalogue).directory.resolve(meant) if meant else None
    incoming = _ordered(ref for ref in known.references if ref.target == number)
    if number is None or not incoming:
        raise error
    view = _view(catalogue, Version(WorkId(own_work(slugs.slug(number))), number), known, incoming)
    return replace(view, out=(), incoming=incoming)


def _of_place(catalogue: Catalogue, address: Address) -> RefsView:
    """The references of some units of one text, and of their own footnotes."""
    found = catalogue.resolve_held(address)
    expression = catalogue.found(found).expression
    inside = {unit.place.fragment for unit in find(expression, address.fragment)}
    known = resolved(catalogue)
    told, opened = resolver(catalogue).of_text(Linked(found.version, catalogue.links(catalogue.found_key(found))))
    standing = _standing(catalogue, told, found.version.number)
    out = _ordered(ref for ref in standing if ref.evidence.fragment in inside)
    return replace(
        _view(catalogue, found.version, known, out),
        out=out,
        incoming=None,
        place=address.fragment,
        opened=tuple(one for one in opened if one.allusion.evidence.fragment in inside),
        unread=tuple(one for one in references.unread(expression) if one.evidence.fragment in inside),
        rejected=tuple(
            ref for ref in known.rejected if ref.source == found.version.number and ref.evidence.fragment in inside
        ),
        mentions=tuple(one for one in mentions_of(expression) if one[0] in inside),
        inner=tuple(one for one in catalogue.inners(catalogue.found_key(found)) if one.fragment in inside),
    )


def _of_file(catalogue: Catalogue | None, address: Address, read_file: ReadFile) -> RefsView:
    """The references of a file that is not in the store; its numbers are resolved where there is one."""
    named = side(catalogue, address, read_file)
    expression = named.expression
    known = Resolver((), {}) if catalogue is None else resolver(catalogue)
    told, opened = known.of_text(Linked(_version(expression), links_of(expression)))
    inside = {u.place.fragment for u in find(expression, address.fragment)} if address.fragment else None
    held = {version.number: version.held for version in catalogue.versions} if catalogue else {}
    return RefsView(
        version=_version(expression),
        out=_ordered(ref for ref in told if inside is None or ref.evidence.fragment in inside),
        incoming=None,
        known={ref.target: held.get(ref.target, False) for ref in told},
        mentions=tuple(one for one in mentions_of(expression) if inside is None or one[0] in inside),
        commit=catalogue.store.tip() if catalogue else "",
        place=address.fragment,
        path=named.path,
        markings={**all_markings(catalogue), expression.number: markings(expression.header)},
        opened=tuple(one for one in opened if inside is None or one.allusion.evidence.fragment in inside),
        unread=tuple(one for one in references.unread(expression) if inside is None or one.evidence.fragment in inside),
        inner=tuple(one for one in references.inner_references(expression) if inside is None or one.fragment in inside),
    )


def _view(catalogue: Catalogue, version: Version, known: Resolved, shown: Sequence[Reference]) -> RefsView:
    """A view of a document with everything but its references."""
    held = {other.number for other in catalogue.versions if other.held}
    numbers = {number for ref in shown for number in (ref.source, ref.target)} | {version.number}
    directory = resolver(catalogue).directory
    disputed = {number: claimants for number in numbers if (claimants := directory.claimants(number))}
    return RefsView(
        version=version,
        out=None,
        incoming=None,
        known={number: number in held for number in numbers},
        commit=catalogue.store.tip(),
        markings=all_markings(catalogue),
        rejected=tuple(ref for ref in known.rejected if version.number in (ref.source, ref.target)),
        disputed=dict(sorted(disputed.items(), key=lambda row: str(row[0]))),
    )


def _standing(catalogue: Catalogue, told: Iterable[Reference], number: DocumentNumber) -> tuple[Reference, ...]:
    """Those of some references that are of this document, as people ruled on them."""
    known = resolver(catalogue)
    own = [ruling for ruling in rulings(catalogue) if known.directory.resolve(ruling.source) == number]
    standing, _ = known.ruled((ref for ref in known.directory.resolved(told) if ref.source == number), own)
    return standing


def _of_side(catalogue: Catalogue | None, known: Resolver, one: Side) -> tuple[Reference, ...]:
    """The references of one side of a comparison, as people ruled on them."""
    version = _version(one.expression)
    if catalogue is not None and not one.path:
        version = next(v for v in catalogue.versions if v.number == version.number and v.language is version.language)
    told, _ = known.of_text(Linked(version, links_of(one.expression)))
    if catalogue is None or one.path:
        return told
    return _standing(catalogue, told, known.directory.resolve(version.number))


def _version(expression: Expression) -> Version:
    """What is known of a text that is not in the store."""
    return Version(
        expression.work,
        expression.number,
        expression.language,
        (),
        expression.date,
        aliases=expression.aliases,
        title=expression.title,
        markings=markings(expression.header),
    )


def _with_sides(found: dict[DocumentNumber, tuple[str, ...]], pair: Pair) -> dict[DocumentNumber, tuple[str, ...]]:
    for one in (pair.old, pair.new):
        found.setdefault(one.expression.number, markings(one.expression.header))
    return found


def _wanted(catalogue: Catalogue, directory: Directory, number: DocumentNumber, found: Sequence[Reference]) -> Wanted:
    version = next((version for version in catalogue.versions if version.number == number), None)
    date = directory.date(number)
    return Wanted(
        number=number,
        references=tuple(found),
        date=str(date) if date.is_known else "",
        title=version.title if version else "",
        claimants=directory.claimants(number),
    )


def _asked(reference: Reference, scope: DocumentNumber | None, relations: Collection[Relation]) -> bool:
    return scope in (None, reference.source) and (not relations or reference.relation in relations)


def _chosen(found: Sequence[Reference], relations: Collection[Relation]) -> tuple[Reference, ...]:
    return tuple(ref for ref in found if not relations or ref.relation in relations)


def _of_relations(view: RefsView, relations: Collection[Relation]) -> RefsView:
    if not relations:
        return view
    return replace(
        view,
        out=None if view.out is None else _chosen(view.out, relations),
        incoming=None if view.incoming is None else _chosen(view.incoming, relations),
        opened=(),
        inner=(),
    )


def _ordered(found: Iterable[Reference]) -> tuple[Reference, ...]:
    rank = {relation: place for place, relation in enumerate(_ORDER)}
    return tuple(sorted(found, key=lambda ref: rank.get(ref.relation, len(rank))))


def _key(reference: Reference) -> tuple[DocumentNumber, Relation, DocumentNumber]:
    return (reference.source, reference.relation, reference.target)
