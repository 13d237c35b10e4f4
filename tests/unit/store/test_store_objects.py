from __future__ import annotations

import zlib
from pathlib import Path

import pytest

from revtrack.store.objects import Object, ObjectDamaged, Objects, ObjectWriter, loose_path, object_id
from revtrack.store.process import Git
from tests.store_samples import plain_git


@pytest.fixture
def git(made: Path) -> Git:
    return Git(made / ".git")


def _spoil(git: Git, name: str, data: bytes) -> None:
    path = loose_path(git.git_dir, name)
    path.parent.mkdir(exist_ok=True)
    if path.exists():
        path.chmod(0o644)
    path.write_bytes(data)


SPOILED = {
    "emptied": b"",
    "no object": b"rubbish",
    "cut short": zlib.compress(b"blob 100\0" + b"x" * 100)[:20],
    "other content": zlib.compress(b"blob 5\0other"),
}


def test_what_is_written_is_read_and_plain_git_agrees(git: Git):
    objects = Objects(git)
    contents = [b"", b"a", "æøå\r\n\0".encode(), b"x" * 1_000_000]
    names = ObjectWriter(git, objects).put("blob", [*contents, b"a"])
    for data in contents:
        assert objects.read(names[data]) == Object(object_id("blob", data), "blob", data)
        assert plain_git(git.git_dir, "cat-file", "-s", names[data]).strip() == str(len(data))


def test_more_contents_than_open_files_allow_are_written(git: Git):
    contents = [f"{n}".encode() for n in range(250)]
    names = ObjectWriter(git, Objects(git)).put("blob", contents)
    assert len(set(names.values())) == 250
    assert all(loose_path(git.git_dir, name).exists() for name in names.values())


def test_nothing_is_left_beside_the_objects(git: Git):
    before = {path.name for path in (git.git_dir / "revtrack").iterdir()}
    ObjectWriter(git, Objects(git)).put("blob", [b"a", b"b"])
    assert {path.name for path in (git.git_dir / "revtrack").iterdir()} == before


def test_a_missing_object_is_said(git: Git):
    objects = Objects(git)
    assert objects.find("0" * 40) is None
    with pytest.raises(ObjectDamaged, match="missing"):
        objects.read("0" * 40)


@pytest.mark.parametrize("how", SPOILED)
def test_a_spoiled_object_is_found_on_reading(git: Git, how: str):
    objects = Objects(git)
    name = ObjectWriter(git, objects).put("blob", [b"right"])[b"right"]
    _spoil(git, name, SPOILED[how])
    with pytest.raises(ObjectDamaged):
        objects.read(name)


@pytest.mark.parametrize("how", SPOILED)
def test_a_spoiled_object_does_not_hide_those_behind_it(git: Git, how: str):
    objects = Objects(git)
    contents = [f"{n}".encode() for n in range(9)]
    names = list(ObjectWriter(git, objects).put("blob", contents).values())
    _spoil(git, names[4], SPOILED[how])
    found = list(objects.read_many(names))
    assert [isinstance(one, ObjectDamaged) for one in found] == [n == 4 for n in range(9)]
    assert [one.data for one in found if isinstance(one, Object)] == contents[:4] + contents[5:]


@pytest.mark.parametrize("how", SPOILED)
def test_a_spoiled_object_in_the_way_is_set_aside_and_written_again(git: Git, how: str):
    objects = Objects(git)
    name = object_id("blob", b"right")
    _spoil(git, name, SPOILED[how])
    assert ObjectWriter(git, objects).put("blob", [b"right"]) == {b"right": name}
    assert objects.read(name).data == b"right"
    assert (git.git_dir / "revtrack" / "quarantine" / f"{name}.1").read_bytes() == SPOILED[how]


def test_a_spoiled_tree_in_the_way_is_set_aside_too(git: Git):
    name = object_id("tree", b"")
    _spoil(git, name, b"")
    ObjectWriter(git, Objects(git)).put("tree", [b""])
    assert Objects(git).read(name) == Object(name, "tree", b"")


def test_an_answer_that_nobody_fetched_is_never_taken_for_another(git: Git):
    objects = Objects(git)
    names = list(ObjectWriter(git, objects).put("blob", [b"first", b"second", b"third"]).values())
    objects._ask(names[:2])
    assert objects.read(names[2]).data == b"third"


def test_other_objects_may_be_read_while_many_are_given_out(git: Git):
    objects = Objects(git)
    names = list(ObjectWriter(git, objects).put("blob", [f"{n}".encode() for n in range(150)]).values())
    assert [objects.read(found.id).data for found in objects.read_many(names) if isinstance(found, Object)] == [
        f"{n}".encode() for n in range(150)
    ]
