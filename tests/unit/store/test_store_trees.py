from __future__ import annotations

import pytest

from revtrack.store.objects import Object, ObjectDamaged, object_id
from revtrack.store.trees import EMPTY_TREE, FOLDER, PLAIN, Entry, Trees, build, parse, serialise

A, B = object_id("blob", b"a"), object_id("blob", b"b")


class Shelf:
    """Objects in a dict."""

    def __init__(self) -> None:
        self.trees: dict[str, bytes] = {EMPTY_TREE: b""}
        self.reads = 0

    def read(self, name: str) -> Object:
        self.reads += 1
        return Object(name, "tree", self.trees[name])


def _made(shelf: Shelf, tree: str, **changes: str | None) -> str:
    return build(Trees(shelf), tree, {path.replace("__", "/"): blob for path, blob in changes.items()}, shelf.trees)


def test_a_tree_is_built_walked_and_searched():
    shelf = Shelf()
    tree = _made(shelf, EMPTY_TREE, x=A, f__g__y=B, f__z=A)
    trees = Trees(shelf)
    assert [(path, entry.id) for path, entry in trees.walk(tree)] == [("f/g/y", B), ("f/z", A), ("x", A)]
    assert trees.find(tree, "f/g/y") == Entry(PLAIN, B)
    assert trees.find(tree, "f/none") is None
    assert trees.find(tree, "x/below") is None


def test_a_folder_that_becomes_empty_disappears():
    shelf = Shelf()
    tree = _made(shelf, EMPTY_TREE, x=A, f__g__y=B)
    assert _made(shelf, tree, f__g__y=None) == _made(shelf, EMPTY_TREE, x=A)


def test_only_what_differs_is_listed_and_equal_folders_are_not_read():
    shelf = Shelf()
    old = _made(shelf, EMPTY_TREE, same__deep__x=A, other__y=A, gone=B)
    new = _made(shelf, old, other__y=B, gone=None, fresh__z=A)
    trees = Trees(shelf)
    shelf.reads = 0
    listed = [(path, a and a.id, b and b.id) for path, a, b in trees.differences(old, new)]
    assert listed == [("fresh/z", None, A), ("gone", B, None), ("other/y", A, B)]
    assert shelf.reads == 5


def test_a_file_that_became_a_folder_is_both_gone_and_come():
    shelf = Shelf()
    old = _made(shelf, EMPTY_TREE, x=A)
    new = _made(shelf, EMPTY_TREE, x__y=A)
    assert [(path, bool(a), bool(b)) for path, a, b in Trees(shelf).differences(old, new)] == [
        ("x/y", False, True),
        ("x", True, False),
    ]


def test_names_stand_in_the_order_of_git():
    entries = {"a": Entry(FOLDER, A), "a.b": Entry(PLAIN, A), "a0": Entry(PLAIN, B)}
    assert list(parse("t", serialise(entries))) == ["a.b", "a", "a0"]


@pytest.mark.parametrize("data", [b"100644 x\0short", b"junk", b"100644 x", b"\0" * 30])
def test_bytes_that_are_no_tree_are_damage(data: bytes):
    with pytest.raises(ObjectDamaged):
        parse("t", data)


def test_folders_without_end_are_damage_and_no_recursion():
    shelf = Shelf()
    below = EMPTY_TREE
    for _ in range(40):
        data = serialise({"d": Entry(FOLDER, below)})
        below = object_id("tree", data)
        shelf.trees[below] = data
    with pytest.raises(ObjectDamaged, match="folders deep"):
        list(Trees(shelf).differences(EMPTY_TREE, below))


def test_what_was_read_is_forgotten_once_it_is_much_and_read_again(monkeypatch: pytest.MonkeyPatch):
    shelf = Shelf()
    tree = _made(shelf, EMPTY_TREE, x=A, f__g__y=B, f__z=A)
    trees = Trees(shelf)
    before, reads = list(trees.walk(tree)), shelf.reads
    trees.tidy()
    assert list(trees.walk(tree)) == before
    assert shelf.reads == reads
    monkeypatch.setattr("revtrack.store.trees.MOST_NAMES", 4)
    trees.tidy()
    assert list(trees.walk(tree)) == before
    assert shelf.reads > reads
