"""Words that every report of references says in the same way: a document with its markings, an allusion, a command to rule."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from revtrack.model.addresses import pasted, ways_to_get
from revtrack.model.allusions import OpenAllusion
from revtrack.model.numbers import DocumentNumber
from revtrack.model.places import display
from revtrack.model.relations import Evidence, Reference, State, Unread
from revtrack.report.evidence import where_words
from revtrack.report.neutral import neutral_line
from revtrack.report.wrap import clip

LONGEST_QUOTE = 60

Markings = Mapping[DocumentNumber, tuple[str, ...]]


def marked(markings: Markings, number: DocumentNumber, *references: Reference) -> tuple[str, ...]:
    """The markings of a document: where it is referred to, and its own."""
    said = (marking for reference in references for marking in reference.markings if reference.target == number)
    return tuple(dict.fromkeys((*said, *markings.get(number, ()))))


def named(markings: Markings, number: DocumentNumber, *references: Reference) -> str:
    """`13469/1/14 REV 1 (LIMITE)`: no document is named without its markings."""
    words = marked(markings, number, *references)
    return neutral_line(f"{number} ({', '.join(words)})" if words else str(number))


def state_said(reference: Reference) -> str:
    """`stated`, `inferred; confirm?`, `confirmed by Ada`."""
    if reference.state is State.INFERRED:
        return "inferred; confirm?"
    by = f" by {reference.asserted_by}" if reference.asserted_by and reference.state is State.CONFIRMED else ""
    return neutral_line(reference.state.value + by)


def where_said(reference: Reference, *, whole: bool = False) -> str:
    """Where the evidence of a reference stands; of one that rests on a person's word alone, that."""
    return neutral_line(where_words(reference, whole=whole)) or "ruling"


def place_of(evidence: Evidence) -> str:
    """`¶ 2`, `¶ note.1, fn 1`."""
    bearer = f"{display(evidence.bearer)}, " if evidence.bearer else ""
    return neutral_line(bearer + display(evidence.fragment))


def unread_place(unread: Unread) -> str:
    """`¶ 2`, `¶ note.1, fn 1`, `header "Prev. doc."`."""
    slot = unread.evidence.slot
    return place_of(unread.evidence) if unread.evidence.fragment else neutral_line(f'header "{slot.rstrip(": ")}"')


def ruling_command(reference: Reference, verb: str = "confirm") -> str:
    """The command that confirms a reference, ready to be pasted."""
    words = (str(reference.source), reference.relation.value, str(reference.target))
    return f"revtrack refs --{verb} {' '.join(map(pasted, words))}"


def confirm_lines(references: Iterable[Reference], *, most: int = 3) -> list[str]:
    """The commands that confirm what is only inferred, one for each relation; of more than `most` the first."""
    shown = tuple(references)
    sure = {ruling_command(ref) for ref in shown if ref.state is not State.INFERRED}
    inferred = dict.fromkeys(ruling_command(ref) for ref in shown if ref.state is State.INFERRED)
    open_ = [line for line in inferred if line not in sure]
    kept = [f"{'Confirm:' if not at else '        '} {neutral_line(line)}" for at, line in enumerate(open_[:most])]
    return [*kept, f"         and {len(open_) - most} more"] if len(open_) > most else kept


def get_command(number: DocumentNumber) -> str:
    """The command that brings a text in under its number: from a register if one hands it out, else from a file."""
    return ways_to_get(number)[0]


def open_groups(opened: Sequence[OpenAllusion]) -> list[tuple[OpenAllusion, tuple[str, ...]]]:
    """Allusions of one document in the same words and with the same candidates, once, with all their places."""
    groups: dict[tuple[object, ...], list[OpenAllusion]] = {}
    for one in opened:
        key = (one.source, one.candidates, one.allusion.kind, one.allusion.evidence.quote.lower())
        groups.setdefault(key, []).append(one)
    return [(found[0], tuple(place_of(one.allusion.evidence) for one in found)) for found in groups.values()]


def open_said(one: OpenAllusion, places: Sequence[str], markings: Markings) -> str:
    """`¶ 2 "en handlingsplan i 2005": nothing known here fits`."""
    quote = clip(neutral_line(one.allusion.evidence.quote), LONGEST_QUOTE)
    if not one.candidates:
        return f'{", ".join(places)} "{quote}": no document known here fits'
    fits = " and ".join(named(markings, number) for number in one.candidates)
    return f'{", ".join(places)} "{quote}": {fits} fit, so none is taken'
