"""Where a number is filed, in real repositories: other writers, plain git, steps back, another store, and files that broke."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from revtrack.model.language import Language
from revtrack.store import EventKind, GitStore, Settings, create, homes, open_store, roots
from revtrack.store.sync import Asked
from revtrack.store.trees import Trees
from tests.store_samples import ANN, BOB, edition, plain_git


@pytest.fixture(params=[0, 2])
def place(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    """The folder of a store in which some numbers are filed."""
    folder = tmp_path / "store"
    store = create(folder, settings=Settings(fanout=request.param), author=ANN)
    for n in range(1, 5):
        _add(store, f"{n}/14", work=f"w-{n}")
    return folder


def _add(store: GitStore, number: str, *, work: str, text: str = "one", **more: object) -> str:
    """Where an addition lands."""
    deposit = edition(number, text, work=work, **more)  # type: ignore[arg-type]
    receipt = store.add([deposit], kind=EventKind.ADD, summary="Add", author=ANN)
    assert receipt.notes == ()
    (key,) = receipt.added or receipt.already
    return key.work


def _judged(folder: Path, slug: str) -> set[str]:
    """The works in which plain git finds a number."""
    paths = plain_git(folder, "ls-tree", "-r", "--name-only", "HEAD", "versions/").splitlines()
    return {path.split("/")[-3] for path in paths if path.split("/")[-2] == slug}


def _agree(folder: Path, *stores: GitStore) -> None:
    for store in (*stores, open_store(folder)):
        for slug in ("1-14", "2-14", "5-14", "6-14", "7-14"):
            judged = _judged(folder, slug)
            assert store.folder(slug) == (min(judged) if judged else None)
            assert {key.work for key in store.editions(number=slug, withdrawn=True)} == judged


def _drop(folder: Path) -> None:
    shutil.rmtree(homes.folder_of(folder))
    shutil.rmtree(roots.folder_of(folder))


def _cut(folder: Path) -> None:
    for path in homes.folder_of(folder).iterdir():
        path.write_bytes(path.read_bytes()[:-1])


def _forge(folder: Path) -> None:
    """Drawers of which each says that it is empty, under a state that still fits the store."""
    for path in homes.folder_of(folder).iterdir():
        if path.name != "state":
            path.write_bytes(b"")


@pytest.mark.parametrize("harm", [lambda _: None, _drop, _cut, _forge])
def test_a_number_stays_where_it_was_first_filed(place: Path, harm: Callable[[Path], None]):
    harm(place)
    assert _add(open_store(place), "1/14", work="elsewhere", text="better", ordinal=2) == "w-1"
    assert _judged(place, "1-14") == {"w-1"}
    _agree(place)
    assert [found for found in open_store(place).verify() if found.severity == "error"] == []


def test_two_writers_see_what_the_other_filed(place: Path):
    one, two = open_store(place), open_store(place)
    assert _add(one, "5/14", work="w-5") == "w-5"
    assert _add(two, "5/14", work="other") == "w-5"
    assert _add(two, "6/14", work="w-6") == "w-6"
    assert _add(one, "6/14", work="other") == "w-6"
    _agree(place, one, two)


def test_undo_and_redo_move_no_number(place: Path):
    store = open_store(place)
    _add(store, "5/14", work="w-5")
    store.undo(author=ANN)
    assert _add(store, "5/14", work="other") == "w-5"
    store.undo(author=ANN)
    store.redo(author=ANN)
    _agree(place, store)


def test_a_commit_by_plain_git_is_seen(place: Path):
    store = open_store(place)
    assert store.folder("5-14") is None
    before = next(path for path in place.glob("versions/**/1-14") if path.is_dir())
    shutil.copytree(before, before.parent / "5-14")
    plain_git(place, "add", "-A")
    plain_git(place, "-c", "user.name=A", "-c", "user.email=a@example.invalid", "commit", "-qm", "by hand")
    _agree(place, store)
    assert _add(store, "5/14", work="other", text="better", ordinal=1, language=Language.NB) == "w-1"
    _agree(place, store)


def test_a_step_back_by_plain_git_frees_the_number(place: Path):
    store = open_store(place)
    tip = store.tip()
    _add(store, "5/14", work="w-5")
    plain_git(place, "update-ref", "refs/heads/main", tip)
    plain_git(place, "reflog", "expire", "--expire=now", "--all")
    plain_git(place, "prune", "--expire=now")
    _agree(place)
    again = open_store(place)
    deposit = [edition("5/14", work="other")]
    assert again.add(deposit, kind=EventKind.ADD, summary="Add", author=ANN).added[0].work == "other"
    _agree(place)


def test_what_a_sync_brings_is_seen(place: Path, tmp_path: Path):
    plain_git(tmp_path, "clone", "-q", str(place), "copy")
    ours, theirs = open_store(place), open_store(tmp_path / "copy")
    _add(theirs, "5/14", work="w-5")
    _add(ours, "6/14", work="w-6")
    ours.sync(str(tmp_path / "copy"), author=BOB, asked=Asked(send=False))
    assert _add(ours, "5/14", work="other") == "w-5"
    _agree(place, ours)


def test_a_store_in_the_place_of_another_begins_with_nothing_filed(place: Path):
    shutil.rmtree(place)
    store = create(place, settings=Settings(), author=ANN)
    assert store.folder("1-14") is None
    assert _add(store, "1/14", work="other") == "other"
    assert _judged(place, "1-14") == {"other"}


def test_what_cannot_be_kept_is_a_note_and_costs_nothing_but_time(place: Path):
    _drop(place)
    homes.folder_of(place).write_text("in the way")
    receipt = open_store(place).add([edition("5/14", work="w-5")], kind=EventKind.ADD, summary="Add", author=ANN)
    assert len(receipt.notes) == 1
    assert receipt.notes[0].startswith("stored; but")
    _agree(place)


def test_the_next_command_reads_no_other_work(place: Path, monkeypatch: pytest.MonkeyPatch):
    walked: list[str] = []
    monkeypatch.setattr(Trees, "read_ahead", lambda _, tree, depth=0: walked.append(tree))
    assert _add(open_store(place), "5/14", work="w-5") == "w-5"
    assert walked == []
