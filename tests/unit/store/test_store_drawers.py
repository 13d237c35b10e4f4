"""Drawers: what is put there is found by the next process, and nothing that is wrong with the files ever is."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from revtrack.store.drawers import Drawers, discard


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "kept"


def _kept(folder: Path, mark: str = "m", **words: str) -> Drawers:
    drawers = Drawers(folder)
    drawers.look()
    for key, value in words.items():
        drawers.put(key[0], key, value)
    drawers.save(mark)
    return drawers


def _read(folder: Path) -> Drawers:
    drawers = Drawers(folder)
    drawers.look()
    return drawers


def test_words_and_the_mark_are_found_by_the_next_process(folder: Path):
    _kept(folder, "one", a1="x", b1="y")
    _kept(folder, "two", a1="z", a2="\udcff\n")
    again = _read(folder)
    assert again.mark == "two"
    assert [again.get(key[0], key) for key in ("a1", "a2", "b1", "b2")] == ["z", "\udcff\n", "y", None]


def test_only_what_is_asked_is_read(folder: Path):
    _kept(folder, a1="x", b1="y")
    (folder / "b").unlink()
    again = _read(folder)
    assert again.get("a", "a1") == "x"
    assert again.mark == "m"


def test_a_drawer_grows_by_what_is_new(folder: Path):
    _kept(folder, a1="x" * 1000)
    before = (folder / "a").stat()
    _kept(folder, a2="y")
    after = (folder / "a").stat()
    assert (after.st_ino, after.st_size) == (before.st_ino, before.st_size + len(b"a2\0y\0"))


def test_words_that_were_replaced_do_not_pile_up(folder: Path):
    drawers = Drawers(folder)
    for n in range(2000):
        drawers.look()
        drawers.put("a", "key", str(n))
        drawers.save("m")
    assert (folder / "a").stat().st_size < 400 * len(b"key\x001234\x00")
    assert _read(folder).get("a", "key") == "1999"


def test_what_a_killed_writer_left_behind_what_counts_is_cut_off(folder: Path):
    _kept(folder, a1="x")
    with (folder / "a").open("ab") as file:
        file.write(b"a2\0half")
    (folder / "aside").write_bytes(b"half")
    assert _read(folder).get("a", "a2") is None
    _kept(folder, a3="z")
    again = _read(folder)
    assert [again.get("a", key) for key in ("a1", "a2", "a3")] == ["x", None, "z"]


@pytest.mark.parametrize("name", ["a", "b", "state"])
@pytest.mark.parametrize("how", ["emptied", "cut", "altered", "gone", "a folder"])
def test_whatever_is_damaged_is_as_if_it_had_never_been(folder: Path, name: str, how: str):
    _kept(folder, a1="x", b1="y")
    path, data = folder / name, (folder / name).read_bytes()
    path.unlink()
    if how == "a folder":
        path.mkdir()
    elif how != "gone":
        made = {"emptied": b"", "cut": data[:-1], "altered": bytes([data[0] ^ 1]) + data[1:]}
        path.write_bytes(made[how])
    drawers = _read(folder)
    found = {key: drawers.get(key[0], key) for key in ("a1", "b1")}
    assert found in ({"a1": None, "b1": None}, {"a1": "x", "b1": None})
    assert drawers.mark == ""
    assert drawers.get("a", "a1") is None
    if how != "a folder":
        drawers.put("b", "b2", "z")
        drawers.save("new")
        again = _read(folder)
        assert (again.mark, again.get("b", "b1"), again.get("b", "b2")) == ("new", None, "z")


def test_what_another_writer_saved_is_taken_in_and_what_was_not_saved_is_gone(folder: Path):
    one, two = _kept(folder, a1="x"), _read(folder)
    two.put("a", "a2", "unsaved")
    one.put("a", "a3", "y")
    one.save("later")
    assert two.get("a", "a2") == "unsaved"
    before = two.generation
    two.look()
    assert (two.mark, two.get("a", "a2"), two.get("a", "a3")) == ("later", None, "y")
    assert two.generation == before + 1
    two.look()
    assert two.generation == before + 1


def test_a_folder_that_is_deleted_meanwhile_is_made_again(folder: Path):
    drawers = _kept(folder, a1="x")
    shutil.rmtree(folder)
    drawers.look()
    assert drawers.mark == ""
    drawers.put("a", "a2", "y")
    drawers.save("new")
    again = _read(folder)
    assert (again.get("a", "a1"), again.get("a", "a2")) == (None, "y")


@pytest.mark.parametrize("how", ["cut", "gone"])
def test_a_drawer_that_is_lost_after_it_was_read_is_written_anew(folder: Path, how: str):
    drawers = _kept(folder, a1="x")
    if how == "cut":
        (folder / "a").write_bytes(b"a1")
    else:
        (folder / "a").unlink()
    drawers.put("a", "a2", "y")
    drawers.save("new")
    again = _read(folder)
    assert [again.get("a", key) for key in ("a1", "a2")] == ["x", "y"]


def test_a_save_that_fails_is_told_and_leaves_nothing_that_could_be_taken_for_true(folder: Path):
    drawers = _kept(folder, a1="x")
    (folder / "aside").mkdir()
    drawers.put("a", "a2", "y")
    with pytest.raises(OSError, match="directory"):
        drawers.save("new")
    drawers.look()
    assert (drawers.mark, drawers.get("a", "a1"), drawers.get("a", "a2")) == ("m", "x", None)


def test_without_a_folder_words_are_kept_as_long_as_the_drawers(tmp_path: Path):
    drawers = Drawers()
    drawers.look()
    drawers.put("a", "a1", "x")
    drawers.save("m")
    assert drawers.get("a", "a1") == "x"
    assert list(tmp_path.iterdir()) == []


def test_drawers_can_be_discarded_and_need_not_be_there(folder: Path):
    _kept(folder, a1="x")
    discard(folder)
    discard(folder)
    assert not folder.exists()
