"""What the caller closed, and what the system does not give: files, room to print."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from revtrack.cli.main import main

WORDS = ("--work", "rules", "--lang", "en", "--date", "2020-01-01", "--no-input")


def _ran(store: Path, *words: str, shell: str = "") -> subprocess.CompletedProcess[str]:
    """The command in a process of its own, started by a shell that first closes or limits something."""
    program = (sys.executable, "-m", "revtrack.cli.main", "-C", str(store), *words)
    line = f'{shell} exec "$@"' if shell.startswith("ulimit") else f'exec "$@" {shell}'
    return subprocess.run(
        ["sh", "-c", line, "sh", *program], capture_output=True, text=True, check=False, env=os.environ
    )


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    assert _ran(tmp_path, "init", str(tmp_path / "store")).returncode == 0
    (tmp_path / "a.txt").write_text("Rules\n\n1. The room opens at nine.\n", encoding="utf-8")
    return tmp_path / "store"


@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
def test_with_a_standard_file_closed_a_text_is_stored_as_ever(store: Path, closed: str) -> None:
    """The next file that is opened must not get its number: git would write into it."""
    ran = _ran(store, "add", str(store.parent / "a.txt"), "--as", "rules-1", *WORDS, shell=closed)
    assert (ran.returncode, ran.stderr) == (0, "")
    assert ("Added rules-1:en" in ran.stdout) == (">&-" not in closed.split())
    assert "The room opens at nine." in _ran(store, "show", "rules-1", "-f", "txt").stdout
    assert _ran(store, "verify").returncode == 0


def test_standard_input_that_is_closed_holds_no_text(store: Path) -> None:
    ran = _ran(store, "add", "-", "--as", "rules-1", *WORDS, shell="<&-")
    assert ran.returncode == 4
    assert "standard input is empty; nothing was added" in ran.stderr


@pytest.mark.parametrize("files", [6, 9, 12, 16])
def test_with_few_files_to_open_a_text_is_stored_or_refused_in_words(store: Path, files: int) -> None:
    ran = _ran(store, "add", str(store.parent / "a.txt"), "--as", "rules-1", *WORDS, shell=f"ulimit -n {files};")
    held = _ran(store, "show", "rules-1", "-f", "txt").returncode == 0
    assert held == (ran.returncode == 0), ran.stderr
    assert ran.returncode in (0, 4, 5)
    assert ran.returncode == 0 or "try:" in ran.stderr
    assert _ran(store, "verify").returncode == 0


@pytest.mark.parametrize("number", [errno.EMFILE, errno.ENOMEM, errno.ENOSPC, errno.EIO])
def test_what_the_system_refuses_is_no_bug_of_ours(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], number: int
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr("revtrack.cli.session.Session.store", property(refuse))
    assert main(["-C", str(tmp_path), "log"]) == 5
    assert f"error: the system refused ({os.strerror(number)})" in capsys.readouterr().err


def test_a_caller_that_ignores_the_end_of_children_hides_no_failure(store: Path) -> None:
    """Python gives 0 for the exit of any child then: a git that failed would seem to have ended well."""
    ignoring = (
        "import os, signal, sys; signal.signal(signal.SIGCHLD, signal.SIG_IGN); os.execv(sys.argv[1], sys.argv[1:])"
    )
    command = (sys.executable, "-m", "revtrack.cli.main", "-C", str(store))
    added = (*command, "add", str(store.parent / "a.txt"), "--as", "rules-1", *WORDS)

    def ran(*words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run([sys.executable, "-c", ignoring, *words], capture_output=True, text=True, check=False)

    assert (ran(*added).returncode, _ran(store, "verify").returncode) == (0, 0)
    for loose in (store / ".git" / "objects").glob("??/*"):
        loose.unlink()
    assert ran(*command, "verify").returncode == _ran(store, "verify").returncode != 0
