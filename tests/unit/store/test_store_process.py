from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from revtrack.errors import BadValue, DiskFull, GitMissing
from revtrack.store import process
from revtrack.store.commits import checked_author
from revtrack.store.process import Git, GitFailed, GitKilled
from tests.store_samples import ANN


def test_the_environment_of_git_is_built_from_nothing(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("GIT_DIR", "/elsewhere")
    monkeypatch.setenv("GIT_TRACE", "1")
    monkeypatch.setenv("LANG", "da_DK.UTF-8")
    env = process.environment()
    assert set(env) <= {"PATH", "HOME", "TMPDIR", *process._FIXED}
    assert env["GIT_CONFIG_GLOBAL"] == "/dev/null"
    assert env["GIT_NO_REPLACE_OBJECTS"] == "1"


def test_a_commit_is_signed_with_name_address_and_utc():
    env = process.signed_by(checked_author(ANN))
    assert env["GIT_AUTHOR_DATE"] == env["GIT_COMMITTER_DATE"] == "@1700000000 +0000"
    assert env["GIT_COMMITTER_EMAIL"] == ANN.email


@pytest.mark.parametrize(
    "said", [b"git version 2.36.0\n", b"git version 2.39.5 (Apple Git-154)\n", b"git version 3.0\n"]
)
def test_a_git_that_syncs_what_it_commits_is_taken(said: bytes):
    process.refuse_old(said)


@pytest.mark.parametrize("said", [b"git version 2.35.9\n", b"git version 1.99\n", b"", b"gut version 9.9"])
def test_an_older_git_is_refused_and_named(said: bytes):
    with pytest.raises(GitMissing, match=r"2\.36"):
        process.refuse_old(said)


def test_a_missing_git_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.setenv("PATH", str(tmp_path))
    process.executable.cache_clear()
    try:
        with pytest.raises(GitMissing, match="not installed"):
            process.executable()
    finally:
        process.executable.cache_clear()


@pytest.mark.parametrize(
    ("status", "stderr", "kind"),
    [
        (-9, b"", GitKilled),
        (128, b"error: file write error: No space left on device", DiskFull),
        (128, b"fatal: Unable to create 'x.lock': Read-only file system", DiskFull),
        (128, b"error: unable to write file: Disk quota exceeded", DiskFull),
        (1, b"fatal: cannot lock ref", GitFailed),
    ],
)
def test_what_git_says_becomes_the_right_error(status: int, stderr: bytes, kind: type):
    error = process.failure("update-ref", status, stderr)
    assert type(error) is kind
    assert error.tries


def test_a_full_disk_says_that_nothing_was_added():
    assert "nothing was added" in process.disk_full("No space left on device").message


def test_what_git_says_is_escaped():
    error = process.failure("x", 1, "fatal: \u202e\x1b[2J".encode())
    assert error.facts == ("fatal: \\u202e\\x1b[2J",)


def test_a_git_that_does_not_answer_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    slow = tmp_path / "git"
    slow.write_text("#!/bin/sh\nexec sleep 30\n")
    slow.chmod(0o755)
    monkeypatch.setattr(process, "executable", lambda: str(slow))
    with pytest.raises(GitKilled) as caught:
        Git(tmp_path).run("fsck", seconds=0.2)
    assert caught.value.facts == ("no answer within 0 s",)


def test_a_conversation_with_a_dead_git_is_ended_not_waited_for(made: Path):
    talk = Git(made / ".git").talk("cat-file", "--no-such-option")
    with pytest.raises(GitKilled):
        talk.line()
    with pytest.raises(GitKilled):
        talk.ask(b"x")


def test_settings_on_the_command_line_win_over_the_repository(made: Path):
    Git(made / ".git").run("config", "core.hooksPath", "/elsewhere")
    told = Git(made / ".git").run("config", "--get", "core.hooksPath").decode().strip()
    assert told == "/dev/null"


def test_opening_the_room_starts_no_process_and_imports_no_git_library():
    code = (
        "import subprocess, sys; subprocess.Popen = None\n"
        "import revtrack.store\n"
        "assert not {'git', 'gitdb', 'lxml', 'click'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True, env=dict(os.environ))


def test_an_author_reaches_git_only_after_it_was_checked():
    with pytest.raises(BadValue):
        checked_author(type(ANN)("a\n--output=x", "b", 0))
