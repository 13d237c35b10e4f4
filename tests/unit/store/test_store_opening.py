from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from revtrack.errors import BadValue, NoStore, StoreDamaged, StoreExists, StoreNewer, StoreUnsafe
from revtrack.store import EventKind, GitStore, Settings, create, locate, open_store, pin
from tests.store_samples import ANN, DANISH, edition, plain_git


def _create(folder: Path, **flags: bool) -> GitStore:
    return create(folder, settings=Settings(title="T"), author=ANN, **flags)


def test_a_new_store_is_a_git_repository_with_one_commit_and_no_sample_hooks(tmp_path: Path):
    folder = tmp_path / "deep" / "store"
    _create(folder)
    assert plain_git(folder, "log", "--format=%s|%an|%at").strip() == "Make a revtrack store|Ann Archivist|1700000000"
    assert plain_git(folder, "ls-tree", "-r", "--name-only", "HEAD").split() == ["revtrack.toml"]
    assert plain_git(folder, "status", "--porcelain") == ""
    assert plain_git(folder, "symbolic-ref", "HEAD").strip() == "refs/heads/main"
    assert not (folder / ".git" / "hooks").exists()
    assert (folder / "revtrack.toml").read_text().startswith("# A revtrack store.")


def test_a_bare_store_has_no_files_beside_the_repository(tmp_path: Path):
    store = _create(tmp_path / "s.git", bare=True)
    store.add([edition()], kind=EventKind.ADD, summary="Add", author=ANN)
    assert not (tmp_path / "s.git" / "versions").exists()
    assert open_store(tmp_path / "s.git").editions() == (DANISH,)


def test_equal_calls_make_equal_stores(tmp_path: Path):
    assert _create(tmp_path / "a").tip() == _create(tmp_path / "b").tip()


def test_an_empty_git_repository_is_kept(tmp_path: Path):
    plain_git(tmp_path, "init", "-q", "-b", "trunk")
    plain_git(tmp_path, "config", "user.name", "Somebody")
    store = _create(tmp_path)
    assert plain_git(tmp_path, "config", "user.name").strip() == "Somebody"
    assert plain_git(tmp_path, "symbolic-ref", "HEAD").strip() == "refs/heads/trunk"
    assert store.verify() == ()


def test_a_repository_with_unsafe_settings_does_not_become_a_store(tmp_path: Path):
    plain_git(tmp_path, "init", "-q")
    plain_git(tmp_path, "config", "core.fsmonitor", "touch x")
    with pytest.raises(StoreUnsafe, match=r"core\.fsmonitor"):
        _create(tmp_path)


def test_a_folder_that_holds_something_is_refused_and_left_as_it_is(tmp_path: Path):
    (tmp_path / "notes.txt").write_text("mine")
    with pytest.raises(StoreExists, match=r"notes\.txt"):
        _create(tmp_path)
    assert [path.name for path in tmp_path.iterdir() if path.name != "home"] == ["notes.txt"]


def test_force_makes_a_store_beside_the_files_that_are_there(tmp_path: Path):
    (tmp_path / "notes.txt").write_text("mine")
    _create(tmp_path, force=True)
    assert (tmp_path / "notes.txt").read_text() == "mine"
    assert plain_git(tmp_path, "ls-files").split() == ["revtrack.toml"]


@pytest.mark.parametrize("force", [False, True])
def test_a_store_is_never_made_over_another_history(made: Path, force: bool):
    tip = plain_git(made, "rev-parse", "HEAD")
    with pytest.raises(StoreExists):
        _create(made, force=force)
    assert plain_git(made, "rev-parse", "HEAD") == tip


def test_a_file_is_no_place_for_a_store(tmp_path: Path):
    (tmp_path / "file").write_text("x")
    with pytest.raises(StoreExists, match="it is a file"):
        _create(tmp_path / "file")


def test_settings_that_cannot_be_written_are_refused_before_anything_is_made(tmp_path: Path):
    with pytest.raises(BadValue):
        create(tmp_path / "s", settings=Settings(fanout=7), author=ANN)
    assert not (tmp_path / "s").exists()


def test_a_new_store_begins_a_new_memory_at_its_path(tmp_path: Path):
    folder = tmp_path / "s"
    _create(folder).add([edition()], kind=EventKind.ADD, summary="Add", author=ANN)
    subprocess.run(["rm", "-rf", str(folder)], check=True)
    store = _create(folder)
    assert pin.read(folder) == pin.Pin(store.tip(), store.tip())
    assert store.verify() == ()


def test_a_store_is_found_from_below(made: Path):
    below = made / "versions" / "x"
    below.mkdir(parents=True)
    assert locate(below) == locate(made) == made
    (made / "revtrack.toml").unlink()
    assert locate(below) == made


def test_a_bare_store_is_found_too(tmp_path: Path):
    _create(tmp_path / "s.git", bare=True)
    assert locate(tmp_path / "s.git" / "refs") == tmp_path / "s.git"


def test_where_no_store_is_the_start_is_named(tmp_path: Path):
    with pytest.raises(NoStore, match=str(tmp_path)):
        locate(tmp_path)
    with pytest.raises(NoStore, match=str(tmp_path)):
        open_store(tmp_path)


def test_a_repository_without_a_store_is_no_store(tmp_path: Path):
    plain_git(tmp_path, "init", "-q")
    with pytest.raises(NoStore):
        open_store(tmp_path)
    plain_git(tmp_path, "-c", "user.name=a", "-c", "user.email=a@b", "commit", "-q", "--allow-empty", "-m", "x")
    with pytest.raises(NoStore, match="no revtrack store"):
        open_store(tmp_path)


def _commit_settings(folder: Path, text: str) -> None:
    (folder / "revtrack.toml").write_text(text)
    plain_git(folder, "-c", "user.name=a", "-c", "user.email=a@b", "commit", "-q", "-am", "by hand")


def test_a_newer_store_is_not_opened(made: Path):
    _commit_settings(made, "format = 2\n")
    with pytest.raises(StoreNewer):
        open_store(made)


def test_a_store_whose_settings_are_broken_is_damaged(made: Path):
    _commit_settings(made, "format = one\n")
    with pytest.raises(StoreDamaged):
        open_store(made)


def test_what_the_view_says_about_the_format_is_not_believed(made: Path):
    (made / "revtrack.toml").write_text("format = 9\n")
    assert open_store(made).settings().format == 1


@pytest.mark.parametrize("head", ["", "0" * 40 + "\n", "ref: refs/heads/../x\n", "ref: refs/tags/x\n"])
def test_a_head_that_names_no_branch_is_damage(made: Path, head: str):
    (made / ".git" / "HEAD").write_text(head)
    with pytest.raises((StoreDamaged, NoStore)):
        open_store(made)


def test_inherited_git_variables_reach_neither_reading_nor_writing(
    made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    for name in ("GIT_DIR", "GIT_WORK_TREE", "GIT_OBJECT_DIRECTORY", "GIT_COMMON_DIR", "GIT_INDEX_FILE"):
        monkeypatch.setenv(name, str(tmp_path / "elsewhere"))
    monkeypatch.setenv("GIT_AUTHOR_NAME", "Somebody Else")
    store = open_store(made)
    store.add([edition()], kind=EventKind.ADD, summary="Add", author=ANN)
    assert store.xml(DANISH) == edition().xml
    assert store.events()[0].author == ANN
    assert os.environ["GIT_DIR"] == str(tmp_path / "elsewhere")
    assert not (tmp_path / "elsewhere").exists()
