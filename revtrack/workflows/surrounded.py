"""What stands around the documents of a store: settled once for each state of it, and kept beside it where it is large.

A store of thousands of documents is not settled again for each lineage: what stands around each document is kept in the cache,
under the id of the newest event, and a walk reads the few documents it meets. After the next event it is settled anew.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping

from revtrack import lineage
from revtrack.index import Cache, codec
from revtrack.lineage import Look, Surroundings
from revtrack.model.numbers import DocumentNumber
from revtrack.workflows.catalogue import Catalogue
from revtrack.workflows.resolved import resolved

KIND = "surroundings"
WORTH = 500
"""With fewer documents than this, settling takes less time than keeping and finding."""
_NUMBER = codec(DocumentNumber)
_SURROUNDINGS = codec(Surroundings)


def look_of(catalogue: Catalogue) -> Look:
    """What stands around the documents of a store as it is now."""
    kept, tip = catalogue.kept, catalogue.store.tip()
    if kept is not None and kept.get(KIND, (tip,)):
        return _Kept(catalogue, kept, tip)
    found = _settled(catalogue)
    if kept is not None and tip and len(found) >= WORTH:
        rows = {_name(tip, number): _SURROUNDINGS.pack(around) for number, around in found.items()}
        kept.keep_all(KIND, {**rows, tip: json.dumps(len(rows)).encode()})
    return _Table(found)


def _settled(catalogue: Catalogue) -> Mapping[DocumentNumber, Surroundings]:
    return lineage.surroundings(resolved(catalogue).references, catalogue.versions)


class _Table:
    """Surroundings in memory."""

    def __init__(self, table: Mapping[DocumentNumber, Surroundings]) -> None:
        self._table = table

    def __call__(self, numbers: Collection[DocumentNumber]) -> Mapping[DocumentNumber, Surroundings]:
        return {number: self._table[number] for number in numbers if number in self._table}


class _Kept:
    """Surroundings from the cache; where one is not there, all are settled anew, since nobody can say that there is none."""

    def __init__(self, catalogue: Catalogue, kept: Cache, tip: str) -> None:
        self._catalogue = catalogue
        self._kept = kept
        self._tip = tip
        self._settled: _Table | None = None

    def __call__(self, numbers: Collection[DocumentNumber]) -> Mapping[DocumentNumber, Surroundings]:
        if self._settled is None:
            names = {_name(self._tip, number): number for number in numbers}
            bodies = self._kept.get(KIND, names)
            if len(bodies) == len(names):
                return {names[name]: _SURROUNDINGS.unpack(body) for name, body in bodies.items()}
            self._settled = _Table(_settled(self._catalogue))
        return self._settled(numbers)


def _name(tip: str, number: DocumentNumber) -> str:
    return f"{tip}/{_NUMBER.pack(number).decode()}"
