"""`git gc` and writers keep out of each other's way; a line that somebody left is in nobody's."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from revtrack.errors import StoreLocked
from revtrack.store import EventKind, GitStore, gcpid
from revtrack.store.gcpid import held_off
from tests.store_samples import ANN, edition, plain_git

HOST = socket.gethostname()


def _gc(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["git", "-C", str(folder), "gc", "-q", "--prune=now"], capture_output=True, text=True, check=False
    )


def test_git_does_not_clear_up_while_it_is_held_off_and_does_afterwards(filled: GitStore):
    folder = filled.git_dir.parent
    with held_off(filled.git_dir, wait=1):
        assert "gc is already running" in _gc(folder).stderr
    assert not (filled.git_dir / "gc.pid").exists()
    assert _gc(folder).returncode == 0


def test_what_is_written_and_on_no_branch_outlives_a_gc_meanwhile(filled: GitStore, monkeypatch: pytest.MonkeyPatch):
    """Both before the lock is taken, where git may clear it away, and behind it, where git does not begin."""
    folder = filled.git_dir.parent
    writer = filled._writer
    put, move = writer._put_files, writer._move

    def put_and_clear(draft: object) -> None:
        put(draft)
        _gc(folder)

    def clear_and_move(*words: object) -> bool:
        assert "gc is already running" in _gc(folder).stderr
        return move(*words)

    monkeypatch.setattr(writer, "_put_files", put_and_clear)
    monkeypatch.setattr(writer, "_move", clear_and_move)
    receipt = filled.add([edition("1/14", "new words")], kind=EventKind.ADD, summary="Add", author=ANN)
    assert (len(receipt.added), receipt.notes) == (1, ())
    assert plain_git(folder, "fsck", "--full", "--strict", "--no-dangling", "--no-progress") == ""
    assert plain_git(folder, "status", "--porcelain") == ""


def test_a_gc_that_works_now_is_waited_for(filled: GitStore, tmp_path: Path):
    """A program called git that sleeps, as git clears up a large store."""
    sleeper = tmp_path / "git"
    sleeper.symlink_to("/bin/sleep")
    with subprocess.Popen([str(sleeper), "30"]) as process:
        try:
            (filled.git_dir / "gc.pid").write_text(f"{process.pid} {HOST}\n")
            while Path(f"/proc/{process.pid}/comm").read_text() != "git\n":
                time.sleep(0.01)
            words = rf"git gc is at work on this store \(process {process.pid}\)"
            with pytest.raises(StoreLocked, match=words), held_off(filled.git_dir, wait=0.1):
                raise AssertionError
            assert (filled.git_dir / "gc.pid").read_text() == f"{process.pid} {HOST}\n"
        finally:
            process.kill()
    with held_off(filled.git_dir, wait=1):
        assert (filled.git_dir / "gc.pid").read_text().startswith(f"{os.getpid()} ")


@pytest.mark.parametrize(
    "line",
    [
        "",
        "rubbish",
        f"999999999 {HOST}",
        f"{'9' * 40} {HOST}",
        f"{os.getpid()} elsewhere",
        f"{os.getppid()} {HOST}",
        "\udcff 1",
    ],
)
def test_a_line_that_a_dead_process_or_another_machine_left_is_in_nobodys_way(filled: GitStore, line: str):
    (filled.git_dir / "gc.pid").write_bytes(line.encode("utf-8", "surrogateescape"))
    with held_off(filled.git_dir, wait=0.1):
        pass
    assert not (filled.git_dir / "gc.pid").exists()


def test_a_writer_that_was_killed_leaves_git_free_to_clear_up(filled: GitStore):
    code = "import sys, os; from pathlib import Path; from revtrack.store.gcpid import held_off\n"
    code += "with held_off(Path(sys.argv[1]), wait=1): os.kill(os.getpid(), 9)"
    subprocess.run([sys.executable, "-c", code, str(filled.git_dir)], check=False)
    assert (filled.git_dir / "gc.pid").exists()
    assert _gc(filled.git_dir.parent).returncode == 0
    receipt = filled.add([edition("1/14")], kind=EventKind.ADD, summary="Add", author=ANN)
    assert receipt.notes == ()


def test_a_git_that_is_about_to_begin_is_waited_for(filled: GitStore, monkeypatch: pytest.MonkeyPatch):
    """It holds its lock, and puts its line in place when the writer has looked."""
    lock = filled.git_dir / "gc.pid.lock"
    lock.write_text(f"999999999 {HOST}\n")
    waited: list[float] = []

    def pause(seconds: float) -> None:
        waited.append(seconds)
        lock.replace(filled.git_dir / "gc.pid")

    monkeypatch.setattr(gcpid, "pause", pause)
    with held_off(filled.git_dir, wait=5):
        assert (filled.git_dir / "gc.pid").read_text().startswith(f"{os.getpid()} ")
    assert len(waited) == 1


def test_a_lock_that_a_killed_git_left_keeps_git_away_and_no_writer(filled: GitStore):
    lock = filled.git_dir / "gc.pid.lock"
    lock.write_text("")
    os.utime(lock, (1, 1))
    with held_off(filled.git_dir, wait=0.1):
        assert "gc.pid.lock" in _gc(filled.git_dir.parent).stderr
    assert lock.exists()


def test_a_lock_that_a_killed_writer_left_is_known_and_cleared(filled: GitStore):
    aside = filled.git_dir / "revtrack" / "gc.999999999"
    aside.write_text(f"999999999 {HOST}\n")
    os.link(aside, filled.git_dir / "gc.pid.lock")
    with held_off(filled.git_dir, wait=0.1):
        pass
    assert not aside.exists()
    assert not list(filled.git_dir.glob("gc.pid*"))
