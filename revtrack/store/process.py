"""Starts git: the only module that does, always with the same settings and an environment built from nothing.

Plumbing verbs only. Settings on the command line win over whatever a repository's own configuration says, so no hook, filter,
pager or helper that somebody put there is ever run, and everything committed is synced to disk before it gets its name.
"""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import subprocess
import time
import weakref
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import IO

from msgspec import Struct, field

from revtrack.errors import DiskFull, GitMissing, SigningRefused, StoreError
from revtrack.model.documents import Author

OLDEST_GIT = (2, 36)
"""The first git that knows `core.fsync`; an older one ignores it and may lose what it reported as stored."""

SAFE_SETTINGS = (
    "core.fsync=committed,loose-object",
    "core.fsyncMethod=fsync",
    "gc.auto=0",
    "core.hooksPath=/dev/null",
    "core.fsmonitor=false",
    "core.attributesFile=/dev/null",
    "core.autocrlf=false",
    "core.symlinks=false",
    "commit.gpgSign=false",
    "diff.external=",
    "submodule.recurse=false",
    "credential.helper=",
    "core.sshCommand=ssh",
    "protocol.allow=never",
)
_OPTIONS = tuple(word for setting in SAFE_SETTINGS for word in ("-c", setting))
_KEPT = ("PATH", "HOME", "TMPDIR")
_FIXED = {
    "LC_ALL": "C",
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_CONFIG_GLOBAL": "/dev/null",
    "GIT_ATTR_NOSYSTEM": "1",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_NO_REPLACE_OBJECTS": "1",
}
SECONDS = 120.0
"""How long one step of a write may take; `verify` gives its own limit."""
LONG_SECONDS = 3600.0

_VERSION = re.compile(rb"git version ([0-9]{1,3})\.([0-9]{1,3})")
_DISK_WORDS = (
    "No space left on device",
    "Disk quota exceeded",
    "Read-only file system",
    "Input/output error",
    "Permission denied",
    "insufficient permission",
    "File too large",
    "unable to write",
)
_SHOWN_LINES = 2


class GitFailed(StoreError):
    """A git command said no. `stderr` is what it said; the words never reach a person unescaped."""

    def __init__(self, verb: str, stderr: str) -> None:
        self.stderr = stderr
        lines = [ascii(line)[1:-1] for line in stderr.splitlines() if line.strip()]
        super().__init__(
            f"git {verb} failed; nothing was changed", facts=lines[:_SHOWN_LINES], tries=("revtrack verify",)
        )


class GitKilled(GitFailed):
    """A git command was killed, or did not answer in time: what it did has to be looked at."""


class Git(Struct):
    """git on one repository. `held` are descriptors every child keeps open (the writer lock), so it outlives no writer."""

    git_dir: Path
    held: tuple[int, ...] = field(default=())

    def run(
        self,
        verb: str,
        *words: str,
        data: bytes = b"",
        stdin: IO[bytes] | None = None,
        env: Mapping[str, str] | None = None,
        files: Sequence[int] = (),
        seconds: float = SECONDS,
        settings: Sequence[str] = (),
    ) -> bytes:
        """What `git <verb>` prints. GitFailed, GitKilled, or DiskFull where the disk was the reason."""
        done = self.complete(
            verb, *words, data=data, stdin=stdin, env=env, files=files, seconds=seconds, settings=settings
        )
        if done.returncode:
            raise failure(verb, done.returncode, done.stderr)
        return done.stdout

    def complete(
        self,
        verb: str,
        *words: str,
        data: bytes = b"",
        stdin: IO[bytes] | None = None,
        env: Mapping[str, str] | None = None,
        files: Sequence[int] = (),
        seconds: float = SECONDS,
        settings: Sequence[str] = (),
    ) -> subprocess.CompletedProcess[bytes]:
        """`git <verb>` run to its end, whatever it says. GitKilled if it gives no answer in time.

        `settings` stand after the fixed ones, for what reaches another repository: see remotes.py. What it reads comes from
        `stdin` if that is given, else from `data`.
        """
        try:
            return subprocess.run(  # noqa: S603 - an absolute path and our own words; no shell
                self._command(verb, words, settings),
                input=data if stdin is None else None,
                stdin=stdin,
                capture_output=True,
                env=environment() | dict(env or {}),
                cwd=self.git_dir,
                pass_fds=(*self.held, *files),
                timeout=seconds,
                check=False,
            )
        except subprocess.TimeoutExpired:
            raise GitKilled(verb, f"no answer within {seconds:.0f} s") from None

    def line(
        self,
        verb: str,
        *words: str,
        data: bytes = b"",
        env: Mapping[str, str] | None = None,
        settings: Sequence[str] = (),
    ) -> str:
        """The one line that `git <verb>` prints."""
        return self.run(verb, *words, data=data, env=env, settings=settings).decode("ascii").strip()

    def talk(self, verb: str, *words: str) -> Conversation:
        """A git process that answers one request after the other. It only reads, so it never holds the lock."""
        process = subprocess.Popen(  # noqa: S603
            self._command(verb, words),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment(),
            cwd=self.git_dir,
        )
        return Conversation(verb, process)

    def _command(self, verb: str, words: Iterable[str], settings: Iterable[str] = ()) -> list[str]:
        further = (word for setting in settings for word in ("-c", setting))
        return [executable(), *_OPTIONS, *further, f"--git-dir={self.git_dir}", verb, *words]


class Conversation:
    """A running git process: ask in bytes, read lines and counted bytes. GitKilled once it has died.

    It ends when it is closed, when nobody refers to it any more, or when this process ends.
    """

    def __init__(self, verb: str, process: subprocess.Popen[bytes]) -> None:
        self._verb = verb
        self._process = process
        self.close = weakref.finalize(self, _end, process)

    def ask(self, data: bytes) -> None:
        """Send a request."""
        stdin = self._open(self._process.stdin)
        try:
            stdin.write(data)
            stdin.flush()
        except OSError:
            raise self._dead() from None

    def line(self) -> bytes:
        """The next line of the answer, without its end."""
        found = self._open(self._process.stdout).readline()
        if not found.endswith(b"\n"):
            raise self._dead()
        return found[:-1]

    def take(self, size: int) -> bytes:
        """The next `size` bytes of the answer."""
        found = self._open(self._process.stdout).read(size)
        if len(found) != size:
            raise self._dead()
        return found

    def _open(self, stream: IO[bytes] | None) -> IO[bytes]:
        if stream is None or stream.closed:
            raise self._dead()
        return stream

    def _dead(self) -> GitKilled:
        self.close()
        return GitKilled(self._verb, f"it ended by itself with {self._process.returncode}")


def _end(process: subprocess.Popen[bytes]) -> None:
    """Close the pipes of a process and wait until it is gone."""
    for stream in (process.stdin, process.stdout):
        if stream is not None:
            with contextlib.suppress(OSError):  # a pipe to a dead process cannot be flushed, and need not be
                stream.close()
    try:
        process.wait(timeout=5)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def failure(verb: str, status: int, stderr: bytes) -> StoreError:
    """The error for a git command that ended with `status`: killed, out of disk, or refused."""
    said = stderr.decode("utf-8", "replace")
    if status < 0:
        return GitKilled(verb, f"killed by signal {-status}")
    reason = next((words for words in _DISK_WORDS if words in said), None)
    return disk_full(reason) if reason else GitFailed(verb, said)


def disk_full(reason: str) -> DiskFull:
    """The error for a disk that is full or not writable."""
    return DiskFull(
        f"the store's disk cannot be written ({reason}); nothing was added",
        tries=("make room or check the permissions, then the same command again",),
    )


def environment() -> dict[str, str]:
    """The environment of every git child, built from nothing: inherited GIT_* variables never reach it."""
    return {name: os.environ[name] for name in _KEPT if name in os.environ} | _FIXED


def signed_by(author: Author) -> dict[str, str]:
    """The variables that make `author` the author and committer of a commit, in UTC."""
    who = {"NAME": author.name, "EMAIL": author.email, "DATE": f"@{author.time} +0000"}
    return {f"GIT_{role}_{what}": value for role in ("AUTHOR", "COMMITTER") for what, value in who.items()}


def init(folder: Path, *, bare: bool) -> None:
    """Make an empty repository with the branch `main` and no sample hooks, or keep the one that is there."""
    words = ("init", "-q", "--template=", "--initial-branch=main", *(("--bare",) if bare else ()))
    done = subprocess.run(  # noqa: S603
        [executable(), *_OPTIONS, *words, "--", str(folder)],
        capture_output=True,
        env=environment(),
        timeout=SECONDS,
        check=False,
    )
    if done.returncode:
        raise failure("init", done.returncode, done.stderr)


@cache
def executable() -> str:
    """The absolute path of git. GitMissing if there is none."""
    found = shutil.which("git")
    if found is None:
        raise GitMissing("git is not installed, or not on the PATH", tries=("install git 2.36 or later",))
    return str(Path(found).absolute())


@cache
def check_version() -> None:
    """GitMissing if git is too old to sync what it commits."""
    done = subprocess.run(  # noqa: S603
        [executable(), "--version"], capture_output=True, env=environment(), timeout=SECONDS, check=False
    )
    refuse_old(done.stdout)


def refuse_old(said: bytes) -> None:
    """GitMissing unless `git --version` says 2.36 or later."""
    found = _VERSION.match(said)
    if found is None or (int(found[1]), int(found[2])) < OLDEST_GIT:
        raise GitMissing(
            "git is older than 2.36, which does not sync what it commits",
            facts=(ascii(said.decode("utf-8", "replace").strip())[1:-1],),
            tries=("install git 2.36 or later",),
        )


@cache
def ssh_keygen() -> str:
    """The absolute path of ssh-keygen, which signs and checks. SigningRefused if there is none."""
    found = shutil.which("ssh-keygen")
    if found is None:
        raise SigningRefused("signatures need ssh-keygen, which is not installed", tries=("install OpenSSH",))
    return str(Path(found).absolute())


def run_ssh_keygen(*words: str, data: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """ssh-keygen run to its end, whatever it says."""
    return subprocess.run(  # noqa: S603 - an absolute path and our own words; no shell
        [ssh_keygen(), *words], input=data, capture_output=True, env=environment(), timeout=SECONDS, check=False
    )


def pause(seconds: float) -> None:
    """Wait; here so that whoever waits for git can be found in one place."""
    time.sleep(seconds)
