"""What people ruled on pairings: read for a comparison, written as one event of the store."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import product
from types import MappingProxyType
from typing import NamedTuple

from msgspec import Struct, field

from revtrack.errors import UsageError
from revtrack.model.addresses import pasted
from revtrack.model.documents import Author
from revtrack.model.pairings import Half, Ruling, Verdict
from revtrack.model.rulings import NO_RULINGS, Rulings
from revtrack.report.views import RulingsView, Side
from revtrack.store.contract import EventKind
from revtrack.workflows import rulingfile
from revtrack.workflows.catalogue import Catalogue
from revtrack.workflows.pairs import Pair
from revtrack.workflows.ruledpairs import Misfit, RuledPair, Spot, kept, pair_in_store, words
from revtrack.workflows.ruledtexts import Ruled, RuledText

NOTHING_CONFIRMED: Mapping[Spot, Ruling] = MappingProxyType({})
FEW = 3
"""So many pairings stand in the summary of an event; more are counted."""


class Held(NamedTuple):
    """Rulings as positions in reading order for a comparison, and a sentence for each ruling that is not applied.

    `name` is the file that keeps them, "" where none could; `confirmed` are the rulings behind confirmed positions.
    """

    rulings: Rulings
    notes: tuple[str, ...]
    name: str = ""
    confirmed: Mapping[Spot, Ruling] = NOTHING_CONFIRMED


def rulings_for(catalogue: Catalogue | None, pair: Pair) -> Held:
    """What was ruled on the pairings of two versions, in either direction; nothing where one is a file."""
    found = None if catalogue is None else pair_in_store(catalogue, pair.old, pair.new)
    if catalogue is None or found is None:
        return Held(NO_RULINGS, ())
    ruled, mirrored = found
    fit = ruled.fit(kept(catalogue, ruled.name))
    notes = tuple(_note(misfit, mirrored=mirrored) for misfit in fit.misfits)
    if mirrored:
        turned = {(new, old): ruling for (old, new), ruling in fit.confirmed.items()}
        return Held(fit.rulings.mirrored, notes, ruled.name, turned)
    return Held(fit.rulings, notes, ruled.name, fit.confirmed)


def decide(
    catalogue: Catalogue,
    pair: Pair,
    *,
    confirm: Sequence[str] = (),
    reject: Sequence[str] = (),
    author: Author,
) -> RulingsView:
    """Keep verdicts on pairings (`2,3=2`, `fn2=fn3`, `h:scope=h:scope`) in one event; none if all was decided before.

    A later ruling makes older ones give way that it contradicts, and says so. UsageError for a word that is no pairing, for
    words that contradict each other, and where a side is no version of the store; UnknownPlace or AmbiguousPlace for a
    place that is not there.
    """
    ruled, mirrored = _ruled_pair(catalogue, pair)
    sides = (ruled.second, ruled.first) if mirrored else (ruled.first, ruled.second)
    asked = [
        *(ruling for word in confirm for ruling in parse(word, *sides, Verdict.CONFIRMED)),
        *(ruling for word in reject for ruling in parse(word, *sides, Verdict.REJECTED)),
    ]
    said = list(dict.fromkeys(ruling.mirrored if mirrored else ruling for ruling in asked))
    _check_agreement(said, mirrored=mirrored)
    outcome = _settled(ruled, kept(catalogue, ruled.name), said)
    old, new = (side.titled for side in sides)
    view = _view(old, new, outcome, mirrored=mirrored)
    if not outcome.new:
        return view
    receipt = catalogue.store.decide(
        {ruled.name: lambda data: rulingfile.write(_settled(ruled, rulingfile.read(data, ruled.name), said).rulings)},
        kind=EventKind.DECIDE,
        summary=_summary(view),
        author=author,
    )
    return _view(old, new, outcome, mirrored=mirrored, commit=receipt.commit, notes=receipt.notes)


def parse(word: str, old: RuledText, new: RuledText, verdict: Verdict) -> tuple[Ruling, ...]:
    """The rulings that `OLD=NEW` asks for: a confirmation is one, a rejection one for each two places.

    UsageError if it is no pairing of places of one class; UnknownPlace or AmbiguousPlace for a place that is not there.
    """
    halves = word.split("=")
    if len(halves) != 2:
        raise _no_pairing(word, verdict, "a pairing is OLD=NEW, places of the old version before the sign")
    olds, news = (_named(text, half, word, verdict) for text, half in zip((old, new), halves, strict=True))
    if min(len(olds), len(news)) > 1:
        raise _no_pairing(word, verdict, "of several places with several others nobody can say which belong together")
    classes = {unit.unit_class for unit in (*olds, *news)}
    if len(classes) > 1:
        raise _no_pairing(word, verdict, f"a {' and a '.join(sorted(classes))} are never paired")
    pairs = [(olds, news)] if verdict is Verdict.CONFIRMED else [((i,), (j,)) for i, j in product(olds, news)]
    return tuple(Ruling(old.half(ours), new.half(theirs), verdict, olds[0].unit_class) for ours, theirs in pairs)


def _named(text: RuledText, half: str, word: str, verdict: Verdict) -> tuple[Ruled, ...]:
    """The units that one half of a pairing names, in reading order."""
    fragments = [fragment.strip().removeprefix("#") for fragment in half.split(",")]
    if not all(fragments):
        raise _no_pairing(word, verdict, "a place is missing")
    found = {unit for fragment in fragments for unit in text.named(fragment)}
    return tuple(sorted(found, key=lambda unit: unit.at))


def _no_pairing(word: str, verdict: Verdict, fact: str) -> UsageError:
    return UsageError(
        f"'{word[:60]}' is no pairing that could be {verdict.value}",
        facts=(fact,),
        tries=(f"--{verdict.imperative} 2,3=2   or   --{verdict.imperative} fn2=fn3",),
    )


def _ruled_pair(catalogue: Catalogue, pair: Pair) -> tuple[RuledPair, bool]:
    found = pair_in_store(catalogue, pair.old, pair.new)
    if found is not None:
        return found
    files = [side for side in (pair.old, pair.new) if side.path]
    if files:
        raise UsageError(
            f"{_called(files[0])} is a file, and rulings are kept on versions of the store; nothing was decided",
            tries=(f"revtrack add {pasted(files[0].path)}",),
        )
    raise UsageError(
        f"'{pair.old.source}' and '{pair.new.source}' are the same edition, so there is nothing to rule on",
        tries=("revtrack log --editions",),
    )


def _called(side: Side) -> str:
    return "standard input" if side.path == "-" else f"'{side.path}'"


def _check_agreement(said: Sequence[Ruling], *, mirrored: bool) -> None:
    """UsageError if two rulings of one call cannot hold together."""
    for number, ruling in enumerate(said):
        for other in said[:number]:
            if _contradicts(ruling, other):
                one, two = (_said(r, mirrored=mirrored) for r in (other, ruling))
                raise UsageError(
                    "two of these rulings contradict each other, nothing was decided",
                    facts=(f"{one}   and   {two}",),
                    tries=("the same command with one of them",),
                )


def _contradicts(one: Ruling, other: Ruling) -> bool:
    """Whether two rulings on the same editions cannot hold together."""
    if one == other:
        return False
    shared = [bool(set(a.places) & set(b.places)) for a, b in ((one.first, other.first), (one.second, other.second))]
    verdicts = {one.verdict, other.verdict}
    if len(verdicts) == 2:
        return all(shared)
    return verdicts == {Verdict.CONFIRMED} and any(shared)


class _Outcome(Struct):
    """What becomes of the rulings on two texts when some are added."""

    rulings: list[Ruling] = field(default_factory=list)
    new: list[Ruling] = field(default_factory=list)
    already: list[Ruling] = field(default_factory=list)
    replaced: list[Ruling] = field(default_factory=list)


def _settled(pair: RuledPair, before: Sequence[Ruling], said: Sequence[Ruling]) -> _Outcome:
    """The rulings after `said`: what says the same is already there, what contradicts gives way."""
    here = {ruling: _now(pair, ruling) for ruling in before if pair.concerns(ruling)}
    outcome = _Outcome()
    for ruling in said:
        stands = ruling in here.values() and not any(now and _contradicts(ruling, now) for now in here.values())
        (outcome.already if stands else outcome.new).append(ruling)
    for ruling in before:
        gives_way = ruling in here and any(_gives_way(new, ruling, here[ruling]) for new in outcome.new)
        (outcome.replaced if gives_way else outcome.rulings).append(ruling)
    outcome.rulings += outcome.new
    return outcome


def _now(pair: RuledPair, ruling: Ruling) -> Ruling | None:
    """A ruling as it would be made on these editions; None if it does not fit them."""
    spot = pair.spot(ruling)
    if isinstance(spot, Misfit):
        return None
    first, second = (
        text.half([text.units[at] for at in positions])
        for text, positions in zip((pair.first, pair.second), spot, strict=True)
    )
    return Ruling(first, second, ruling.verdict, ruling.unit_class)


def _gives_way(new: Ruling, old: Ruling, now: Ruling | None) -> bool:
    """Whether an older ruling ends with a new one: it contradicts it, or it is on the same places and fits no more."""
    if now is not None:
        return _contradicts(new, now)
    shared = [_wids(a) & _wids(b) != set() for a, b in ((new.first, old.first), (new.second, old.second))]
    return all(shared) or ({new.verdict, old.verdict} == {Verdict.CONFIRMED} and any(shared))


def _wids(half: Half) -> set[str]:
    return {place.wid for place in half.places}


def _note(misfit: Misfit, *, mirrored: bool) -> str:
    return f"{_said(misfit.ruling, mirrored=mirrored)} is not applied: {misfit.why}"


def _said(ruling: Ruling, *, mirrored: bool) -> str:
    """`confirmed ¶¶ 2, 3 = ¶ 2`, old side first."""
    return f"{ruling.verdict.value} {words(ruling.mirrored if mirrored else ruling)}"


def _view(
    old: str, new: str, outcome: _Outcome, *, mirrored: bool, commit: str = "", notes: tuple[str, ...] = ()
) -> RulingsView:
    def told(rulings: Sequence[Ruling]) -> tuple[str, ...]:
        return tuple(words(ruling.mirrored if mirrored else ruling) for ruling in rulings)

    return RulingsView(
        old=old,
        new=new,
        confirmed=told([ruling for ruling in outcome.new if ruling.verdict is Verdict.CONFIRMED]),
        rejected=told([ruling for ruling in outcome.new if ruling.verdict is Verdict.REJECTED]),
        already=tuple(_said(ruling, mirrored=mirrored) for ruling in outcome.already),
        replaced=tuple(_said(ruling, mirrored=mirrored) for ruling in outcome.replaced),
        commit=commit,
        notes=notes,
    )


def _summary(view: RulingsView) -> str:
    """`Confirm ¶¶ 2, 3 = ¶ 2 and reject ¶ 4 = ¶ 3 between demo@1 and demo@2`."""
    parts = [
        f"{verb} {', '.join(pairings) if len(pairings) <= FEW else f'{len(pairings)} pairings'}"
        for verb, pairings in (("confirm", view.confirmed), ("reject", view.rejected))
        if pairings
    ]
    told = f"{' and '.join(parts)} between {view.old} and {view.new}"
    return told[0].upper() + told[1:]
