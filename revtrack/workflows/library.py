"""The package as a library: open a store, read its versions, read a file, trace a lineage."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from revtrack import diff
from revtrack import store as stores
from revtrack.errors import UsageError
from revtrack.lineage import Direction
from revtrack.model import addresses
from revtrack.model.changes import Comparison
from revtrack.model.dates import DocumentDate
from revtrack.model.documents import Edition, Work
from revtrack.model.numbers import DocumentNumber
from revtrack.model.relations import Lineage, Relation
from revtrack.model.texts import Expression
from revtrack.workflows import connect, pairs
from revtrack.workflows.catalogue import Catalogue
from revtrack.workflows.rulings import rulings_for


class Store:
    """A store opened for reading. Addresses are those of the command line (`eu-crr@2014`, `9956/14:da@1`)."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue

    @property
    def works(self) -> tuple[Work, ...]:
        """Every work with its versions, newest first."""
        return self._catalogue.works

    def edition(self, address: str) -> Edition:
        """The edition an address names, the newest if it names none. Raises the address errors and TextNotHeld."""
        return self._catalogue.found(self._catalogue.resolve_held(addresses.parse(address)))

    def expression(self, address: str) -> Expression:
        """The text an address names."""
        return self.edition(address).expression

    def compare(self, old: str, new: str) -> Comparison:
        """What changed between the texts that two addresses name, as people ruled on their pairings."""
        pair = pairs.pair_of(self._catalogue, (old, new), _read)
        return diff.compare(
            pair.old.expression, pair.new.expression, rulings=rulings_for(self._catalogue, pair).rulings
        )

    def trace(
        self,
        number: str | DocumentNumber,
        *,
        direction: Direction = Direction.BOTH,
        depth: int | None = None,
        relations: Collection[Relation] | None = None,
        as_of: DocumentDate | None = None,
    ) -> Lineage:
        """The lineage around a document, held or known by number; as of a day, only what documents dated by then say."""
        return connect.trace(
            self._catalogue, str(number), direction=direction, depth=depth, relations=relations, as_of=as_of
        )


def open_store(path: str | Path) -> Store:
    """The store at `path`. Raises NoStore, StoreUnsafe, StoreNewer or StoreDamaged."""
    return Store(Catalogue(stores.open_store(Path(path))))


def read_file(path: str | Path) -> Expression:
    """A document file as an expression, read by the same intake as `add`; nothing is stored.

    What the file does not say of itself stays unknown. Raises SourceRefused and its kinds; UsageError if there is no file.
    """
    return pairs.side(None, addresses.parse(_spelled(Path(path))), _read).expression


def trace(
    store: Store,
    number: str | DocumentNumber,
    *,
    direction: Direction = Direction.BOTH,
    depth: int | None = None,
    relations: Collection[Relation] | None = None,
    as_of: DocumentDate | None = None,
) -> Lineage:
    """The lineage around a document of a store: nodes, typed edges with their evidence, cycles."""
    return store.trace(number, direction=direction, depth=depth, relations=relations, as_of=as_of)


def _spelled(path: Path) -> str:
    """A path as an address that can only be a path."""
    return str(path.resolve())


def _read(path: str) -> bytes:
    try:
        return Path(path).read_bytes()
    except OSError as error:
        raise UsageError(
            f"{path} cannot be read", facts=(error.strerror or str(error),), tries=("name a file",)
        ) from error
