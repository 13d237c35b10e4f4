"""Laws of homes: what is kept of where numbers are filed never changes an answer, whatever became of the files."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from revtrack.store.drawers import Drawers
from revtrack.store.homes import Filing, Homes
from revtrack.store.objects import MISSING, Object, ObjectDamaged, object_id
from revtrack.store.trees import EMPTY_TREE, Trees, build

BLOB = object_id("blob", b"x")
NAMES = st.sampled_from(["a", "b", "c"])
FILES = st.frozensets(st.tuples(NAMES, NAMES, NAMES, NAMES), max_size=8).map(
    lambda rows: frozenset("/".join(row) for row in rows)
)
"""Paths as with a fan-out of one: a folder, a work, a number, a file."""
HARMS = st.sampled_from(["none", "flip", "cut", "empty", "delete", "another state"])


class Shelf(dict[str, bytes]):
    """Trees by id, some of which may be lost."""

    def read(self, name: str) -> Object:
        if name not in self:
            raise ObjectDamaged(name, MISSING)
        return Object(name, "tree", self[name])

    def read_many(self, names: list[str]) -> Iterator[Object | ObjectDamaged]:
        return (self.read(name) if name in self else ObjectDamaged(name, MISSING) for name in names)


def tree_of(shelf: Shelf, files: frozenset[str]) -> str:
    changes: Mapping[str, str | None] = dict.fromkeys(sorted(files), BLOB)
    return build(Trees(shelf), EMPTY_TREE, changes, shelf)


def filed(files: frozenset[str], slug: str) -> set[str]:
    """In which folders a number is, by looking through all of them."""
    return {path.rsplit("/", 2)[0] for path in files if path.split("/")[2] == slug}


def harm(folder: Path, how: str, at: int, earlier: bytes | None) -> None:
    files = sorted(folder.iterdir()) if folder.exists() else []
    if not files or how == "none":
        return
    path = files[at % len(files)]
    data = path.read_bytes()
    if how == "delete":
        path.unlink()
    elif how == "another state":
        (folder / "state").write_bytes(earlier or b"")
    else:
        place = at % max(1, len(data))
        flipped = data[:place] + bytes([data[place] ^ 4]) + data[place + 1 :] if data else b"x"
        path.write_bytes({"flip": flipped, "cut": data[:place], "empty": b""}[how])


@settings(deadline=None, max_examples=150)
@given(st.lists(st.tuples(FILES, HARMS, st.integers(0, 500), st.booleans(), st.booleans()), min_size=1, max_size=6))
def test_a_number_is_found_where_it_is_and_nowhere_else(
    steps: list[tuple[frozenset[str], str, int, bool, bool]],
) -> None:
    """Whatever tree comes after which (an undo, a sync, a commit by hand), whoever writes, whatever is damaged in between."""
    with tempfile.TemporaryDirectory() as scratch:
        folder, shelf, earlier = Path(scratch, "homes"), Shelf({EMPTY_TREE: b""}), None
        running = Homes(Drawers(folder))
        for files, how, at, again, saved in steps:
            filing = Filing(1, tree_of(shelf, files))
            homes = running if again else Homes(Drawers(folder))
            trees = Trees(shelf)
            for slug in "abc":
                found = {home for home in homes.of(slug, trees, filing) if trees.find(filing.tree, f"{home}/{slug}")}
                assert found == filed(files, slug)
            if saved:
                homes.save(trees, filing)
                earlier = (folder / "state").read_bytes() if (folder / "state").exists() else None
            harm(folder, how, at, earlier)


@settings(deadline=None, max_examples=40)
@given(FILES, FILES)
def test_a_tree_that_is_lost_is_no_ground_to_stand_on(before: frozenset[str], after: frozenset[str]) -> None:
    """What was covered by a commit that git has since cleared away is looked through once more."""
    with tempfile.TemporaryDirectory() as scratch:
        folder, shelf = Path(scratch, "homes"), Shelf({EMPTY_TREE: b""})
        first = Filing(1, tree_of(shelf, before))
        homes = Homes(Drawers(folder))
        homes.save(Trees(shelf), first)
        rest = Shelf({EMPTY_TREE: b""})
        filing = Filing(1, tree_of(rest, after))
        for slug in "abc":
            trees = Trees(rest)
            named = Homes(Drawers(folder)).of(slug, trees, filing)
            assert {home for home in named if trees.find(filing.tree, f"{home}/{slug}")} == filed(after, slug)
