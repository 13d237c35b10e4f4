"""Homes: in which work folders each number is filed, kept beside the pin so that nobody has to look through all works for it.

What is kept is never less than what a `versions` tree holds: the mark says for which tree that is so, and whoever asks about
another one has what that one gained noted first. So a number that is not named is filed nowhere, and one that is named is looked
for there and nowhere else. Whatever is wrong with the files, all works are looked through once more.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from revtrack.store import pin
from revtrack.store.drawers import Drawers
from revtrack.store.objects import ObjectDamaged
from revtrack.store.trees import EMPTY_TREE, Trees

_DRAWERS = 256
_BETWEEN = "//"
"""Stands between two homes of one number; no path has it."""


class Filing(NamedTuple):
    """A `versions` tree, and how many folders stand before each work in it."""

    fanout: int
    tree: str

    @property
    def mark(self) -> str:
        return f"{self.fanout} {self.tree}"


def folder_of(store: Path) -> Path:
    """Where the homes in the store at that folder are kept."""
    return pin.pin_path(store).with_suffix(".homes")


class Homes:
    """The homes of the numbers of one store; `drawers` keep them between commands."""

    def __init__(self, drawers: Drawers) -> None:
        self._drawers = drawers
        self._generation = -1
        self._covered: dict[str, None] = {}

    def of(self, slug: str, trees: Trees, filing: Filing) -> tuple[str, ...]:
        """The folders below `versions` that hold the number, or another tree once did, in the order of the tree.

        In one that is not named it does not lie. ObjectDamaged if the tree has to be read and cannot be.
        """
        self._drawers.look()
        self._cover(trees, filing)
        found = self._known(slug)
        if not self._stands():
            self._cover(trees, filing)
            found = self._known(slug)
        return found

    def save(self, trees: Trees, filing: Filing) -> None:
        """Keep what is known, and what that tree gained. Only under the writer lock. OSError if that cannot be done."""
        self._drawers.look()
        self._cover(trees, filing)
        self._drawers.save(filing.mark)

    def _cover(self, trees: Trees, filing: Filing) -> None:
        """See to it that nothing in that tree is unnamed."""
        if not self._stands():
            self._begin()
        if filing.mark not in self._covered and not self._caught_up(trees, filing):
            self._drawers.forget()
            self._begin()
            trees.read_ahead(filing.tree, filing.fanout + 2)
            self._note(trees, EMPTY_TREE, filing)

    def _stands(self) -> bool:
        """Whether what was covered still is: a drawer that turns out to be damaged takes all of it away."""
        return self._drawers.generation == self._generation

    def _begin(self) -> None:
        self._generation = self._drawers.generation
        self._covered = {self._drawers.mark: None}

    def _caught_up(self, trees: Trees, filing: Filing) -> bool:
        """Note what the tree gained since the one covered last; False if that cannot be said."""
        fanout, _, tree = next(reversed(self._covered)).partition(" ")
        if fanout != str(filing.fanout):
            return False
        try:
            self._note(trees, tree, filing)
        except (
            ObjectDamaged
        ):  # that tree is gone: somebody went back to an older one and cleared away; or the new one is damaged
            return False
        return self._stands()

    def _note(self, trees: Trees, old: str, filing: Filing) -> None:
        for slug, home in _gained(trees, old, filing.tree, filing.fanout + 1):
            before = self._known(slug)
            if home not in before:
                homes = sorted((*before, home), key=_order)
                self._drawers.put(_drawer(slug), slug, _BETWEEN.join(homes))
        self._covered[filing.mark] = None

    def _known(self, slug: str) -> tuple[str, ...]:
        found = self._drawers.get(_drawer(slug), slug)
        return tuple(found.split(_BETWEEN)) if found else ()


def _gained(trees: Trees, old: str, new: str, depth: int, home: str = "") -> Iterator[tuple[str, str]]:
    """(name, the folder it is in) of everything that lies so deep in the new tree, and not under that name in the old one."""
    before, after = trees.folder(old), trees.folder(new)
    for name, entry in after.items():
        was = before.get(name)
        if was == entry or not name:
            continue
        if not depth:
            if was is None:
                yield name, home
        elif entry.is_folder:
            inner = was.id if was is not None and was.is_folder else EMPTY_TREE
            yield from _gained(trees, inner, entry.id, depth - 1, f"{home}/{name}" if home else name)


def _drawer(slug: str) -> str:
    return f"{zlib.crc32(slug.encode('utf-8', 'surrogateescape')) % _DRAWERS:02x}"


def _order(home: str) -> bytes:
    """As git sorts folders."""
    return f"{home}/".encode("utf-8", "surrogateescape")
