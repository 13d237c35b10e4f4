from __future__ import annotations

import os
import subprocess
import time

import pytest

from revtrack.errors import StoreLocked
from revtrack.store import EventKind, GitStore, open_store
from revtrack.store import recovery as recovering
from revtrack.store.lock import writer_lock
from tests.store_samples import ANN, edition, plain_git, record

MAIN = "refs/heads/main"


def _add(store: GitStore, number: str) -> None:
    assert store.add([edition(number)], kind=EventKind.ADD, summary="Add", author=ANN).added


def test_a_second_writer_waits_and_then_names_the_first(filled: GitStore):
    hasty = open_store(filled.git_dir.parent, wait=0.1)
    with writer_lock(filled.git_dir / "revtrack", wait=0):
        start = time.monotonic()
        with pytest.raises(StoreLocked, match=rf"process {os.getpid()}\); waited 0\.1 s"):
            hasty.add([record("1/14")], kind=EventKind.RECORD, summary="Record", author=ANN)
        assert 0.1 <= time.monotonic() - start < 2
    _add(hasty, "2/14")


def test_the_lock_is_held_as_long_as_a_git_child_of_a_dead_writer_lives(filled: GitStore):
    own = filled.git_dir / "revtrack"
    with writer_lock(own, wait=0) as lock:
        child = subprocess.Popen(["sleep", "5"], pass_fds=(lock,))
    try:
        with pytest.raises(StoreLocked), writer_lock(own, wait=0.05):
            pass
    finally:
        child.kill()
        child.wait()
    with writer_lock(own, wait=1) as lock:
        assert lock > 0


def test_locks_that_a_dead_writer_left_are_cleared_away(filled: GitStore):
    tip = filled.tip()
    recovering.declare(filled.git_dir / "revtrack", "f" * 40, tip)
    (filled.git_dir / f"{MAIN}.lock").write_text("f" * 40 + "\n")
    (filled.git_dir / "HEAD.lock").touch()
    _add(filled, "1/14")
    assert not list(filled.git_dir.rglob("*.lock"))
    assert not (filled.git_dir / "revtrack" / "intent").exists()


def test_a_lock_with_another_id_than_the_intent_is_foreign_and_stays(filled: GitStore):
    recovering.declare(filled.git_dir / "revtrack", "f" * 40, filled.tip())
    foreign = filled.git_dir / f"{MAIN}.lock"
    foreign.write_text("e" * 40 + "\n")
    recovering.recover(filled.git_dir, MAIN)
    assert foreign.read_text() == "e" * 40 + "\n"


def test_a_foreign_lock_is_left_alone_and_named_with_its_age(filled: GitStore):
    foreign = filled.git_dir / f"{MAIN}.lock"
    foreign.touch()
    os.utime(foreign, (time.time() - 3600, time.time() - 3600))
    tip = filled.tip()
    with pytest.raises(StoreLocked, match=r"refs/heads/main\.lock, 36\d\d s old; nothing was added"):
        _add(filled, "1/14")
    assert foreign.exists()
    assert filled.tip() == tip
    foreign.unlink()
    _add(filled, "1/14")


def test_an_intent_cut_short_proves_nothing(filled: GitStore):
    (filled.git_dir / "revtrack" / "intent").write_text("ffff")
    foreign = filled.git_dir / f"{MAIN}.lock"
    foreign.touch()
    recovering.recover(filled.git_dir, MAIN)
    assert foreign.exists()
    assert not (filled.git_dir / "revtrack" / "intent").exists()


def test_an_index_lock_of_ours_is_known_by_its_file_and_a_foreign_one_stays(filled: GitStore):
    own, lock = filled.git_dir / "revtrack", filled.git_dir / "index.lock"
    (own / "index.99").write_bytes(b"half")
    os.link(own / "index.99", lock)
    recovering.recover(filled.git_dir, MAIN)
    assert not lock.exists()
    (own / "index.99").write_bytes(b"half")
    lock.write_bytes(b"half")
    recovering.recover(filled.git_dir, MAIN)
    assert lock.exists()
    assert not list(own.glob("index.*"))


def test_with_a_foreign_index_lock_the_version_is_stored_and_the_view_follows_later(filled: GitStore):
    lock = filled.git_dir / "index.lock"
    lock.touch()
    receipt = filled.add([edition("1/14")], kind=EventKind.ADD, summary="Add", author=ANN)
    assert receipt.added
    assert "stored" in receipt.notes[0]
    lock.unlink()
    _add(filled, "2/14")
    assert plain_git(filled.git_dir.parent, "status", "--porcelain") == ""
