"""One row of a manifest on its way into the store: what is known of it so far, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from msgspec import Struct, field

from revtrack.errors import RevtrackError
from revtrack.model.documents import Version
from revtrack.model.manifests import Problem
from revtrack.model.readings import Reading
from revtrack.workflows.batchproblems import said_of
from revtrack.workflows.drafts import Draft
from revtrack.workflows.manifest import Entry
from revtrack.workflows.planning import Planned

_T = TypeVar("_T")


class Case(Struct, eq=False):
    """A row with its bytes, reading, identity, draft and plan, each None until it is known.

    `repeats` is the number of the row that has the same document and the same bytes, 0 if there is none.
    """

    entry: Entry
    data: bytes = b""
    reading: Reading | None = None
    version: Version | None = None
    draft: Draft | None = None
    plan: Planned | None = None
    repeats: int = 0
    problems: list[Problem] = field(default_factory=list)

    @property
    def order(self) -> tuple[int, bool, int]:
        """Texts before corrections of them, and before stubs; those that name their work before those that do not."""
        kind = 2 if not self.entry.file else int(self.entry.corrects)
        return kind, not self.entry.said.get("work"), self.entry.row

    def attempt(self, column: str, make: Callable[[], _T]) -> _T | None:
        """What `make` gives; None, and a problem of that column, where it is refused."""
        try:
            return make()
        except RevtrackError as error:
            self.problems.append(said_of(self.entry, column, error))
            return None
