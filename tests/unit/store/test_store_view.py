from __future__ import annotations

import errno
import os
import shutil
from pathlib import Path

import pytest

from revtrack.store import EventKind, GitStore, Receipt, open_store, view
from tests.store_samples import ANN, DANISH, edition, plain_git

XML = "versions/eu-crr/9956-14/da.1.xml"


@pytest.fixture
def folder(filled: GitStore) -> Path:
    return filled.git_dir.parent


def _add(store: GitStore, number: str = "1/14") -> Receipt:
    return store.add([edition(number)], kind=EventKind.ADD, summary="Add", author=ANN)


def _status(folder: Path) -> str:
    return plain_git(folder, "status", "--porcelain")


def test_the_view_shows_what_the_store_holds_and_git_finds_it_clean(filled: GitStore, folder: Path):
    assert (folder / XML).read_bytes() == filled.xml(DANISH)
    assert (folder / "curation" / "works.json").read_bytes() == b"{}\n"
    assert _status(folder) == ""
    filled.undo(author=ANN)
    assert not (folder / "curation" / "works.json").exists()
    assert _status(folder) == ""


def test_a_file_edited_by_hand_is_left_alone_and_named(filled: GitStore, folder: Path):
    (folder / "curation" / "works.json").write_text("mine\n")
    receipt = filled.decide({"works.json": b'{"a":1}\n'}, kind=EventKind.DECIDE, summary="Decide", author=ANN)
    assert receipt.notes == ("curation/works.json was edited by hand and is left as it is",)
    assert (folder / "curation" / "works.json").read_text() == "mine\n"
    assert filled.decision("works.json") == b'{"a":1}\n'
    assert filled.hand_edits() == (("curation/works.json", "differs from the stored file"),)


def test_a_file_in_the_way_of_a_new_one_is_left_alone(filled: GitStore, folder: Path):
    mine = folder / "versions/eu-crr/1-14/da.1.xml"
    mine.parent.mkdir()
    mine.write_text("mine")
    receipt = _add(filled)
    assert receipt.notes == ("versions/eu-crr/1-14/da.1.xml was edited by hand and is left as it is",)
    assert mine.read_text() == "mine"


def test_hand_edits_are_changed_unknown_and_replaced_files_but_not_missing_ones(filled: GitStore, folder: Path):
    (folder / XML).write_text("changed")
    (folder / "versions/eu-crr/notes.txt").write_text("x")
    (folder / "versions/eu-crr/9956-14/da.2.xml").unlink()
    record = folder / "versions/eu-crr/15175-08/record.xml"
    record.unlink()
    record.symlink_to("/etc/hostname")
    (folder / "mine.txt").write_text("outside of revtrack's folders")
    assert filled.hand_edits() == (
        ("versions/eu-crr/15175-08/record.xml", "is no plain file in a plain folder"),
        (XML, "differs from the stored file"),
        ("versions/eu-crr/notes.txt", "unknown file"),
    )


def test_deleting_the_view_loses_nothing_and_the_next_addition_brings_it_back(filled: GitStore, folder: Path):
    shutil.rmtree(folder / "versions")
    assert filled.hand_edits() == ()
    assert filled.xml(DANISH) == edition().xml
    assert _add(filled).notes == ()
    assert (folder / XML).read_bytes() == edition().xml
    assert _status(folder) == ""


def test_missing_files_can_be_asked_back(filled: GitStore, folder: Path):
    (folder / XML).unlink()
    assert filled.restore_view() == ()
    assert _status(folder) == ""


def test_a_deleted_or_broken_index_is_made_again(filled: GitStore, folder: Path):
    (folder / ".git" / "index").unlink()
    _add(filled, "1/14")
    assert _status(folder) == ""
    (folder / ".git" / "index").write_bytes(b"broken")
    _add(filled, "2/14")
    assert _status(folder) == ""


def test_of_a_large_index_only_what_changes_is_written(filled: GitStore, folder: Path, monkeypatch: pytest.MonkeyPatch):
    """As of a store of many thousand texts; git keeps the rest in a file of its own, and finds everything clean."""
    monkeypatch.setattr(view, "_LARGE", 200)
    git_dir = folder / ".git"
    for number in ("1/14", "2/14"):
        assert _add(filled, number).notes == ()
        assert b"link" in (git_dir / "index").read_bytes()
        assert _status(folder) == ""
    for shared in git_dir.glob("sharedindex.*"):
        shared.unlink()
    assert _add(filled, "3/14").notes == ()
    assert _status(folder) == ""


def test_what_a_person_staged_stays_staged(filled: GitStore, folder: Path):
    (folder / "mine.txt").write_text("x")
    plain_git(folder, "add", "mine.txt")
    _add(filled)
    assert _status(folder) == "A  mine.txt\n"


@pytest.mark.parametrize("name", ["versions", "versions/eu-crr"])
def test_a_link_in_place_of_a_folder_is_not_followed(filled: GitStore, folder: Path, tmp_path: Path, name: str):
    outside = tmp_path / "outside"
    shutil.move(folder / name, tmp_path / "before")
    outside.mkdir()
    (folder / name).symlink_to(outside)
    receipt = _add(filled)
    assert receipt.added
    assert any("no plain file in a plain folder" in note for note in receipt.notes)
    assert list(outside.iterdir()) == []


def test_a_file_where_a_folder_should_be_is_left_alone(filled: GitStore, folder: Path):
    (folder / "versions/eu-crr/1-14").write_text("mine")
    assert len(_add(filled).notes) == 3
    assert (folder / "versions/eu-crr/1-14").read_text() == "mine"


def test_a_pipe_in_place_of_a_file_does_not_stop_anything(filled: GitStore, folder: Path):
    (folder / XML).unlink()
    os.mkfifo(folder / XML)
    assert filled.hand_edits() == ((XML, "is no plain file in a plain folder"),)
    assert _add(filled).added


def test_a_view_left_behind_by_a_dead_writer_is_no_hand_edit_and_is_finished_later(
    filled: GitStore, folder: Path, monkeypatch: pytest.MonkeyPatch
):
    with monkeypatch.context() as patch:
        patch.setattr("revtrack.store.view.View.refresh", lambda *_, **__: ())
        filled.decide({"works.json": b"2\n"}, kind=EventKind.DECIDE, summary="Decide", author=ANN)
        _add(filled, "1/14")
    assert _status(folder) != ""
    assert filled.hand_edits() == ()
    _add(open_store(folder), "2/14")
    assert _status(folder) == ""


def test_another_branch_checked_out_is_another_store(filled: GitStore, folder: Path):
    tip = filled.tip()
    plain_git(folder, "checkout", "-q", "-b", "other")
    _add(open_store(folder))
    assert plain_git(folder, "rev-parse", "main").strip() == tip
    assert _status(folder) == ""


def test_after_a_checkout_of_another_branch_the_view_is_whole(filled: GitStore, folder: Path):
    base = filled.tip()
    _add(filled, "1/14")
    plain_git(folder, "checkout", "-q", "-b", "other", base)
    store = open_store(folder)
    store.add([edition("1/14", "another text")], kind=EventKind.ADD, summary="Add", author=ANN)
    assert (folder / "versions/eu-crr/1-14/da.1.source.txt").exists()
    assert _status(folder) == ""


@pytest.mark.parametrize("number", [errno.EMFILE, errno.EIO])
def test_when_the_index_cannot_be_put_in_place_its_lock_is_given_back(
    filled: GitStore, folder: Path, monkeypatch: pytest.MonkeyPatch, number: int
):
    read = view._bytes
    reads: list[Path] = []

    def failing(path: Path) -> bytes | None:
        reads.append(path)
        if len(reads) == 2:
            raise OSError(number, os.strerror(number))
        return read(path)

    with monkeypatch.context() as patch:
        patch.setattr(view, "_bytes", failing)
        assert "stored; but" in _add(filled, "1/14").notes[0]
    assert not (folder / ".git" / "index.lock").exists()
    assert _add(filled, "2/14").notes == ()
    assert _status(folder) == ""


def test_a_file_that_could_not_be_looked_at_is_shown_by_the_next_writer(
    filled: GitStore, folder: Path, monkeypatch: pytest.MonkeyPatch
):
    def exhausted(*_: object) -> None:
        raise OSError(errno.EMFILE, os.strerror(errno.EMFILE))

    with monkeypatch.context() as patch:
        patch.setattr(view, "_blob_at", exhausted)
        assert "stored; but" in _add(filled, "1/14").notes[0]
    assert _add(filled, "2/14").notes == ()
    assert _status(folder) == ""
