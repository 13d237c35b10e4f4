"""Lists what a document refers to and what refers to it, each with its evidence and its state."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from revtrack.model.addresses import pasted
from revtrack.model.places import display
from revtrack.model.relations import Reference, State
from revtrack.report.neutral import neutral_line
from revtrack.report.refinner import inner_lines
from revtrack.report.refwords import (
    confirm_lines,
    marked,
    named,
    open_groups,
    open_said,
    place_of,
    state_said,
    unread_place,
    where_said,
)
from revtrack.report.style import Style
from revtrack.report.views import RefsView
from revtrack.report.words import count
from revtrack.report.wrap import columns, wrap

RELATION_COLUMN = 11
TARGET_COLUMN = 19
EVIDENCE_COLUMN = 33


def refs_text(view: RefsView, style: Style) -> str:
    """References out of the document, a row each, then the documents that refer to it, then what stays open."""
    if style.plain:
        from revtrack.report.reftables import plain, refs_table

        return plain(refs_table(view))
    name = _name(view)
    own = (*view.version.markings, *view.markings.get(view.version.number, ()))
    words = f"   marked {', '.join(map(neutral_line, dict.fromkeys(own)))}" if own else ""
    lines: list[str] = []
    if view.out:
        lines += [f"{style.own(name)} refers to{words}", *_rows(view, view.out, style)]
    elif view.out is not None:
        lines.append(f"{style.own(name)} refers to nothing that revtrack could read{words}")
    if view.incoming is not None:
        lines += _incoming_lines(view, view.incoming, name + ("" if view.out is not None else words), style)
    return "\n".join([*lines, *_tail(view, style), *inner_lines(view.inner, style)]) + "\n"


def _name(view: RefsView) -> str:
    """`9956/14:da`, `9956/14:da  ¶ note.1`; a file by its name."""
    name = view.path or str(view.version)
    return neutral_line(f"{name}  {display(view.place)}" if view.place else name)


def _incoming_lines(view: RefsView, incoming: Sequence[Reference], name: str, style: Style) -> list[str]:
    names = [f"{reference.source} ({_incoming(view, reference)})" for reference in incoming]
    said = ", ".join(dict.fromkeys(map(neutral_line, names))) or "nothing here"
    first = "Referred to by  " if view.out is not None else f"{name} is referred to by  "
    return wrap(style.own(said), width=style.width, first=first, rest="  ")


def _rows(view: RefsView, found: Sequence[Reference], style: Style) -> Iterator[str]:
    rows = [
        (
            reference.relation.word,
            neutral_line(str(reference.target)),
            style.own(where),
            f"{style.sign('held' if view.known.get(reference.target) else 'not held')}  {_state(view, reference)}",
        )
        for reference, where in _folded(found, whole=style.verbose)
    ]
    yield from columns(rows, least=(RELATION_COLUMN, TARGET_COLUMN, EVIDENCE_COLUMN), indent="  ")


def _folded(found: Sequence[Reference], *, whole: bool) -> Iterator[tuple[Reference, str]]:
    """Each reference with where it stands; what is drawn from the same words in several places is one, with all places."""
    for key, group in groupby(found, key=_fold_key):
        same = list(group)
        if key is None or len(same) == 1:
            yield from ((reference, where_said(reference, whole=whole)) for reference in same)
        else:
            places = ", ".join(place_of(reference.evidence) for reference in same)
            yield same[0], f'{places} "{neutral_line(same[0].evidence.quote)}"'


def _fold_key(reference: Reference) -> tuple[object, ...] | None:
    if reference.state is not State.INFERRED:
        return None
    return (reference.relation, reference.target, reference.evidence.quote.lower())


def _state(view: RefsView, reference: Reference) -> str:
    """`inferred; confirm?`, `extracted; EU RESTRICTED`."""
    return "; ".join(map(neutral_line, (state_said(reference), *marked(view.markings, reference.target, reference))))


def _incoming(view: RefsView, reference: Reference) -> str:
    """The relation, its state where that is less than what a header says, and the markings of the document that says so."""
    certain = reference.state in (State.STATED, State.CONFIRMED)
    words = [reference.relation.word, *([] if certain else [reference.state.value])]
    return ", ".join((*words, *marked(view.markings, reference.source)))


def _tail(view: RefsView, style: Style) -> Iterator[str]:
    """What stays open, what several documents claim, what was rejected, and how to confirm what is inferred."""
    for one, places in open_groups(view.opened):
        said = open_said(one, places, view.markings)
        yield from wrap(style.own(said), width=style.width, first="Open            ", rest="  ")
    for unread in view.unread:
        said = f'{unread_place(unread)} "{unread.evidence.quote}" is not read as a number: {unread.reason}'
        yield from wrap(style.own(neutral_line(said)), width=style.width, first="Unread          ", rest="  ")
    for number, claimants in view.disputed.items():
        claim = " and ".join(named(view.markings, claimant) for claimant in claimants)
        yield from wrap(f"{number} is claimed by {claim}", width=style.width, first="Disputed        ", rest="  ")
    if view.rejected:
        gone = len(dict.fromkeys((ref.source, ref.relation, ref.target) for ref in view.rejected))
        yield f"{count(gone, 'relation')} rejected by a person: revtrack refs {pasted(str(view.version.number))} --rejected"
    yield from confirm_lines((*(view.out or ()), *(view.incoming or ())))
