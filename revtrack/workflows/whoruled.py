"""Who confirmed a pairing, and when: told by the events of the store, since a ruling itself names nobody."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

from revtrack.errors import StoreDamaged
from revtrack.model.pairings import Ruling
from revtrack.report.views import Confirmation
from revtrack.store.contract import Decided, Event, EventKind
from revtrack.workflows import rulingfile
from revtrack.workflows.catalogue import Catalogue
from revtrack.workflows.ruledpairs import Spot
from revtrack.workflows.rulings import Held

NOBODY_KNOWN = Confirmation()
_TURNS = (EventKind.UNDO, EventKind.REDO)
"""Events that bring back what somebody else had ruled."""


def confirmations(catalogue: Catalogue | None, held: Held) -> Mapping[Spot, Confirmation]:
    """Who confirmed each pairing that is held to be confirmed; an empty value where no event of the store tells."""
    if catalogue is None or not held.confirmed:
        return {}
    makers = _makers(catalogue.store.decided(held.name), held.name)
    return {spot: makers.get(ruling, NOBODY_KNOWN) for spot, ruling in held.confirmed.items()}


def _makers(history: tuple[Decided, ...], name: str) -> dict[Ruling, Confirmation]:
    """By ruling the newest event that brought it into the file and is not taken back."""
    makers: dict[Ruling, Confirmation] = {}
    for event, before, after in history:
        if event.kind not in _TURNS and not event.undone:
            brought = _rulings(after, name) - _rulings(before, name)
            makers.update(dict.fromkeys(brought, _confirmation(event)))
    return makers


def _rulings(data: bytes | None, name: str) -> frozenset[Ruling]:
    """What a file held once; nothing where it could not be read then, whoever has mended it since."""
    try:
        return frozenset(rulingfile.read(data, name))
    except StoreDamaged:
        return frozenset()


def _confirmation(event: Event) -> Confirmation:
    when = datetime.datetime.fromtimestamp(event.author.time, datetime.UTC)
    return Confirmation(event.author.name, when.isoformat().replace("+00:00", "Z"), event.commit)
