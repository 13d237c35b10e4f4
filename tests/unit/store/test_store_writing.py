from __future__ import annotations

import errno
import os
import signal
from pathlib import Path

import pytest

from revtrack.errors import DiskFull, DuplicateConflict, StoreError, StoreLocked
from revtrack.store import EventKind, GitStore, open_store
from revtrack.store import write as writing
from revtrack.store.process import Git, GitKilled
from tests.store_samples import ANN, BOB, DANISH, edition, plain_git, record

ADD = EventKind.ADD


def _add(store: GitStore, number: str = "1/14"):
    return store.add([edition(number)], kind=ADD, summary="Add", author=ANN)


def _by_hand(folder: Path, name: str) -> None:
    """A commit that somebody makes with plain git."""
    (folder / name).write_text(name)
    plain_git(folder, "add", name)
    plain_git(folder, "-c", "user.name=a", "-c", "user.email=a@b", "commit", "-q", "-m", "by hand")


def test_everything_of_an_edition_comes_in_one_commit_of_the_given_author(filled: GitStore):
    _add(filled)
    folder = filled.git_dir.parent
    listed = plain_git(folder, "diff-tree", "-r", "--name-status", "--no-commit-id", "HEAD").split("\n")
    assert [line for line in listed if line] == [
        "A\tversions/eu-crr/1-14/da.1.json",
        "A\tversions/eu-crr/1-14/da.1.source.txt",
        "A\tversions/eu-crr/1-14/da.1.xml",
    ]
    who = plain_git(folder, "log", "-1", "--format=%an <%ae> %ad|%cn <%ce> %cd", "--date=raw").strip()
    assert who == "|".join(["Ann Archivist <ann@example.invalid> 1700000000 +0000"] * 2)
    assert plain_git(folder, "fsck", "--full", "--strict", "--no-progress") == ""
    assert plain_git(folder, "reflog", "-1", "--format=%gs").strip() == "revtrack add"


def test_a_commit_that_adds_ends_with_its_event_and_root(filled: GitStore):
    _add(filled)
    body = plain_git(filled.git_dir.parent, "log", "-1", "--format=%B")
    assert body.split("\n")[:3] == ["Add", "", "Revtrack-Event: add"]
    assert body.split("\n")[3].startswith("Revtrack-Root: ")
    decided = plain_git(filled.git_dir.parent, "log", "-1", "--format=%B", "HEAD~1")
    assert "Revtrack-Root" not in decided


def test_stores_with_equal_content_have_equal_roots_whatever_the_order(tmp_path: Path):
    from revtrack.store import Settings, create

    roots = []
    for name, numbers in (("a", ("1/14", "2/14")), ("b", ("2/14", "1/14"))):
        store = create(tmp_path / name, settings=Settings(), author=ANN)
        for number in numbers:
            _add(store, number)
        roots.append(
            plain_git(tmp_path / name, "log", "-1", "--format=%(trailers:key=Revtrack-Root,valueonly)").strip()
        )
    assert roots[0] == roots[1] != ""


def test_an_addition_on_top_of_a_commit_by_hand_keeps_both(filled: GitStore):
    folder = filled.git_dir.parent
    _by_hand(folder, "hand.txt")
    _add(filled)
    assert plain_git(folder, "show", "HEAD:hand.txt") == "hand.txt"
    assert plain_git(folder, "status", "--porcelain") == ""


def test_when_the_branch_moves_meanwhile_the_addition_is_planned_anew(
    filled: GitStore, monkeypatch: pytest.MonkeyPatch
):
    folder = filled.git_dir.parent
    rival = open_store(folder)
    move = writing.Writer._move
    moved = []

    def late(self, tip, new, author, kind):
        if not moved:
            moved.append(True)
            tree = plain_git(folder, "rev-parse", "HEAD^{tree}").strip()
            other = plain_git(
                folder, "-c", "user.name=a", "-c", "user.email=a@b", "commit-tree", tree, "-p", "HEAD", "-m", "x"
            )
            plain_git(folder, "update-ref", "refs/heads/main", other.strip())
        return move(self, tip, new, author, kind)

    monkeypatch.setattr(writing.Writer, "_move", late)
    assert _add(filled).added
    assert moved
    assert plain_git(folder, "log", "-3", "--format=%s").split("\n")[:3] == ["Add", "x", "Decide"]
    assert len(rival.editions()) == 3


def test_a_branch_that_never_stands_still_is_given_up(filled: GitStore, monkeypatch: pytest.MonkeyPatch):
    tip = filled.tip()
    monkeypatch.setattr(writing.Writer, "_move", lambda *_: False)
    monkeypatch.setattr(writing, "pause", lambda _: None)
    with pytest.raises(StoreLocked, match="20 attempts, nothing was added"):
        _add(filled)
    assert filled.tip() == tip


def _killing(monkeypatch: pytest.MonkeyPatch, times: int, *, after: bool) -> list[str]:
    """Make `git update-ref` look killed so many times, before or after it did its work."""
    run = Git.run
    calls: list[str] = []

    def killed(self, verb, *words, **more):
        if verb == "update-ref":
            calls.append(verb)
            if len(calls) <= times:
                if after:
                    run(self, verb, *words, **more)
                raise GitKilled(verb, "killed by signal 9")
        return run(self, verb, *words, **more)

    monkeypatch.setattr(Git, "run", killed)
    return calls


def test_a_git_that_is_killed_once_is_tried_again(filled: GitStore, monkeypatch: pytest.MonkeyPatch):
    calls = _killing(monkeypatch, 1, after=False)
    assert _add(filled).added
    assert len(calls) == 2


def test_a_git_that_is_killed_after_its_work_has_stored(filled: GitStore, monkeypatch: pytest.MonkeyPatch):
    calls = _killing(monkeypatch, 1, after=True)
    receipt = _add(filled)
    assert receipt.commit == filled.tip()
    assert len(calls) == 1


def test_a_git_that_is_killed_again_and_again_is_an_error_and_nothing_is_added(
    filled: GitStore, monkeypatch: pytest.MonkeyPatch
):
    tip = filled.tip()
    calls = _killing(monkeypatch, 99, after=False)
    with pytest.raises(StoreError, match="nothing was changed"):
        _add(filled)
    assert len(calls) == writing.KILLS
    assert filled.tip() == tip
    assert not (filled.git_dir / "revtrack" / "intent").exists()


def test_ctrl_c_after_the_commit_point_is_held_back_until_all_is_done(
    filled: GitStore, monkeypatch: pytest.MonkeyPatch
):
    follow = writing.Writer._follow

    def interrupted(self, tip, new, batch):
        os.kill(os.getpid(), signal.SIGINT)
        return follow(self, tip, new, batch)

    monkeypatch.setattr(writing.Writer, "_follow", interrupted)
    handler = signal.getsignal(signal.SIGINT)
    assert _add(filled).notes == ()
    assert signal.getsignal(signal.SIGINT) is handler
    assert signal.pthread_sigmask(signal.SIG_BLOCK, ()) == set()
    assert plain_git(filled.git_dir.parent, "status", "--porcelain") == ""


def test_ctrl_c_before_the_commit_point_leaves_the_store_as_it_was(filled: GitStore, monkeypatch: pytest.MonkeyPatch):
    tip = filled.tip()
    with monkeypatch.context() as patch:
        patch.setattr(writing.Writer, "_commit", lambda *_: signal.default_int_handler(signal.SIGINT, None))
        with pytest.raises(KeyboardInterrupt):
            _add(filled)
    assert filled.tip() == tip
    assert _add(filled).added


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT, errno.EROFS])
def test_a_full_disk_before_the_commit_point_is_said_and_nothing_is_added(
    filled: GitStore, monkeypatch: pytest.MonkeyPatch, number: int
):
    tip = filled.tip()

    def full(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number))

    with monkeypatch.context() as patch:
        patch.setattr(writing.recovery, "declare", full)
        with pytest.raises(DiskFull, match="nothing was added"):
            _add(filled)
    assert filled.tip() == tip
    assert _add(filled).added


def test_a_full_disk_after_the_commit_point_is_a_note_that_says_stored(
    filled: GitStore, monkeypatch: pytest.MonkeyPatch
):
    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patch:
        patch.setattr(writing.Writer, "_withdraw_intent", full)
        patch.setattr(writing.roots.RootMemo, "save", full)
        patch.setattr(writing.View, "refresh", full)
        patch.setattr(writing.pin, "write", full)
        receipt = _add(filled)
    assert receipt.commit == filled.tip()
    assert all(note.startswith("stored; but") for note in receipt.notes)
    assert len(receipt.notes) == 4
    assert _add(filled, "2/14").notes == ()
    assert plain_git(filled.git_dir.parent, "status", "--porcelain") == ""


def test_other_trouble_of_the_system_is_said_in_words(filled: GitStore, monkeypatch: pytest.MonkeyPatch):
    def exhausted(*_: object, **__: object) -> None:
        raise OSError(errno.EMFILE, os.strerror(errno.EMFILE))

    monkeypatch.setattr(writing.ObjectWriter, "put", exhausted)
    with pytest.raises(StoreError, match=r"Too many open files\); nothing was added"):
        _add(filled)


def test_a_conflict_found_under_the_lock_adds_nothing(filled: GitStore):
    tip = filled.tip()
    with pytest.raises(DuplicateConflict):
        filled.add([record("77/14"), edition(text="other")], kind=ADD, summary="Add", author=BOB)
    assert filled.tip() == tip
    assert filled.xml(DANISH) == edition().xml


def test_hooks_and_attributes_found_in_the_store_are_not_used(filled: GitStore, tmp_path: Path):
    hooks = filled.git_dir / "hooks"
    hooks.mkdir(exist_ok=True)
    for name in ("reference-transaction", "post-index-change", "pre-commit", "post-commit", "commit-msg"):
        (hooks / name).write_text(f"#!/bin/sh\ntouch {tmp_path}/ran-{name}\n")
        (hooks / name).chmod(0o755)
    (filled.git_dir / "info").mkdir(exist_ok=True)
    (filled.git_dir / "info" / "attributes").write_text("* text eol=crlf\n")
    deposit = edition("1/14", "line\r\nline\n", original="raw\r\nraw\n")
    filled.add([deposit], kind=ADD, summary="Add", author=ANN)
    filled.undo(author=ANN)
    filled.verify()
    assert list(tmp_path.glob("ran-*")) == []
    key = filled.editions(withdrawn=True)[0]
    assert (key.slug, filled.xml(key), filled.original(key)) == ("1-14", deposit.xml, deposit.source)


def test_few_processes_are_started_for_an_addition(filled: GitStore, monkeypatch: pytest.MonkeyPatch):
    filled.tip()
    started: list[str] = []
    complete = Git.complete

    def counted(self, verb, *words, **more):
        started.append(verb)
        return complete(self, verb, *words, **more)

    monkeypatch.setattr(Git, "complete", counted)
    filled.add([edition("1/14", "new", original="new too")], kind=ADD, summary="Add", author=ANN)
    assert started == ["hash-object", "hash-object", "commit-tree", "update-ref", "update-index", "update-index"]


def _failing(monkeypatch: pytest.MonkeyPatch, *, after: bool) -> None:
    """Make the system fail while `git update-ref` is run, before or after it did its work."""
    run = Git.run

    def failing(self, verb, *words, **more):
        if verb != "update-ref":
            return run(self, verb, *words, **more)
        if after:
            run(self, verb, *words, **more)
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    monkeypatch.setattr(Git, "run", failing)
    monkeypatch.setattr(writing, "ORPHAN_SECONDS", 0.0)


def test_a_system_that_fails_after_the_branch_moved_has_stored(filled: GitStore, monkeypatch: pytest.MonkeyPatch):
    _failing(monkeypatch, after=True)
    assert _add(filled).commit == filled.tip()


def test_a_system_that_fails_while_the_branch_is_moved_is_not_called_certain(
    filled: GitStore, monkeypatch: pytest.MonkeyPatch
):
    tip = filled.tip()
    with monkeypatch.context() as patch:
        _failing(patch, after=False)
        with pytest.raises(StoreError, match="whether the last change was stored is not known"):
            _add(filled)
    assert filled.tip() == tip
    assert _add(filled).added


def test_a_tip_that_cannot_be_read_after_a_failed_move_is_not_called_certain(
    filled: GitStore, monkeypatch: pytest.MonkeyPatch
):
    _killing(monkeypatch, 99, after=False)
    tip = writing.Writer.tip
    asked: list[bool] = []

    def blind(self):
        asked.append(True)
        if len(asked) > 2:
            raise OSError(errno.EMFILE, os.strerror(errno.EMFILE))
        return tip(self)

    monkeypatch.setattr(writing.Writer, "tip", blind)
    with pytest.raises(StoreError, match="is not known"):
        _add(filled)
