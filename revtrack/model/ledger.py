"""The intake ledger: every character of a source is placed, normalised (by a rule) or set apart (by a rule).

There is no fourth class, and no gap: a ledger with a character missing cannot be made.
"""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from revtrack.errors import Internal


class Fate(StrEnum):
    """What became of a run of characters."""

    PLACED = "placed"
    NORMALISED = "normalised"
    APART = "set apart"


class Entry(Struct, frozen=True):
    """Characters [start, end) of the decoded source.

    `where` is the place they went: an eId, "header.previous", "page-matter". `rule` names the normalisation or the reason
    for setting apart; "" for placed characters.
    """

    start: int
    end: int
    fate: Fate
    where: str = ""
    rule: str = ""


class Ledger(Struct, frozen=True):
    """The entries in order, without gap or overlap, over `length` characters. Internal if they are not."""

    length: int
    entries: tuple[Entry, ...]
    encoding: str = "UTF-8"

    def __post_init__(self) -> None:
        at = 0
        for entry in self.entries:
            if entry.start != at or entry.end <= entry.start:
                raise Internal(
                    f"the intake ledger does not account for characters {at} to {entry.start}; nothing was added",
                    tries=("report this with the file, if it may be shared",),
                )
            at = entry.end
        if at != self.length:
            raise Internal(
                f"the intake ledger does not account for characters {at} to {self.length}; nothing was added",
                tries=("report this with the file, if it may be shared",),
            )

    def count(self, fate: Fate) -> int:
        """How many characters met this fate."""
        return sum(entry.end - entry.start for entry in self.entries if entry.fate is fate)

    def rules(self, fate: Fate) -> dict[str, int]:
        """Characters by rule, sorted by rule."""
        sums: dict[str, int] = {}
        for entry in self.entries:
            if entry.fate is fate:
                sums[entry.rule] = sums.get(entry.rule, 0) + entry.end - entry.start
        return dict(sorted(sums.items()))
