"""Where else a store may lie: an address is read as data, checked, and reached with no more than it needs.

A store may come from somebody else, so nothing in its own settings chooses a program: the protocols are those below, passwords
come from the person's own helpers, and a folder is only reached if the person typed it.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from msgspec import Struct

from revtrack.errors import Offline, RemoteRefused, UsageError
from revtrack.store import gitconfig, safety
from revtrack.store.process import LONG_SECONDS, SAFE_SETTINGS, Git

PROTOCOLS = ("https", "ssh", "file")
"""What an address may use. Tests on loopback add git and http, which neither hide nor prove what they carry."""

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
_URL = re.compile(r"([a-z][a-z0-9+.-]{1,15})://[^\s\x00-\x1f]{1,1900}")
_SCP = re.compile(r"(?:[A-Za-z0-9][A-Za-z0-9._-]{0,63}@)?[A-Za-z0-9][A-Za-z0-9.-]{0,250}:(?!/?/)[^\s\x00-\x1f]{1,1900}")
"""`git@example.org:folder/store.git`"""
_LOST_WORDS = (
    "Could not resolve host",
    "Could not connect",
    "Couldn't connect",
    "Connection refused",
    "Connection timed out",
    "Network is unreachable",
    "unable to access",
    "does not appear to be a git repository",
    "Could not read from remote repository",
    "unable to connect",
)


class Remote(Struct, frozen=True):
    """An address that may be reached: as the person named it, in full, and by which protocol."""

    name: str
    url: str
    protocol: str


def remote_of(git: Git, word: str, *, protocols: Sequence[str] = PROTOCOLS) -> Remote:
    """The remote that a word names: one of the store's settings, an address, or a folder. "" is the only one there is.

    UsageError if there is none or several, or its protocol is not among `protocols`; StoreUnsafe for a folder whose own
    settings could run a program.
    """
    named = _configured(git)
    if not word:
        return _only(named, protocols)
    if word in named:
        return _configured_remote(word, named[word], protocols)
    url = _URL.fullmatch(word)
    if url and url[1] != "file":
        return Remote(word, word, _allowed(url[1], word, protocols))
    if _SCP.fullmatch(word) and not Path(word).exists():
        return Remote(word, word, _allowed("ssh", word, protocols))
    return _folder(word.removeprefix("file://"), word)


def ask(git: Git, remote: Remote, verb: str, *words: str) -> str:
    """What git prints when it is let out to that remote. Offline or RemoteRefused, in words, if it comes to nothing."""
    done = git.complete(
        verb, *words, env=_environment(os.environ), seconds=LONG_SECONDS, settings=_settings(remote, os.environ)
    )
    said = done.stderr.decode("utf-8", "replace")
    if done.returncode == 0:
        return done.stdout.decode("utf-8", "replace")
    facts = [ascii(line)[1:-1][:200] for line in said.splitlines() if line.strip()][:2]
    if done.returncode < 0 or any(words in said for words in _LOST_WORDS):
        raise Offline(
            f"{remote.name} could not be reached; nothing was changed", facts=facts, tries=("the same command again",)
        )
    raise RemoteRefused(f"{remote.name} refused; nothing was changed here", facts=facts, tries=("revtrack verify",))


def answering(protocol: str, verb: str) -> tuple[str, ...]:
    """The option that names who answers in a folder: git's own program, with our settings, so that no hook there runs.

    None where a server answers: it has settings of its own.
    """
    command = " ".join(["git", *(f"-c {setting}" for setting in _ANSWERING), verb])
    return (f"--{verb}={command}",) if protocol == "file" else ()


_ANSWERING = ("core.hooksPath=/dev/null", "core.fsmonitor=false", "core.fsync=committed,loose-object", "gc.auto=0")


def _settings(remote: Remote, environment: Mapping[str, str]) -> list[str]:
    """What stands beside the fixed settings of process.py: the protocol, the checks, the person's own helpers."""
    assert "credential.helper=" in SAFE_SETTINGS  # noqa: S101 - the list of helpers begins empty
    return [
        f"protocol.{remote.protocol}.allow=always",
        "transfer.fsckObjects=true",
        "fetch.fsckObjects=true",
        "http.followRedirects=initial",
        *(f"credential.helper={helper}" for helper in credential_helpers(environment)),
    ]


def credential_helpers(environment: Mapping[str, str]) -> tuple[str, ...]:
    """The helpers for passwords that the person's own git settings name; never those of a store."""
    files = gitconfig.own_files(environment)
    return tuple(helper for config in files for helper in gitconfig.values(config, "credential.helper"))


def _environment(environment: Mapping[str, str]) -> dict[str, str]:
    """What a child needs beside the fixed environment: the person's keys."""
    agent = environment.get("SSH_AUTH_SOCK", "")
    return {"SSH_AUTH_SOCK": agent} if agent else {}


def _configured(git: Git) -> dict[str, str]:
    """The addresses by name that the store's own settings list, read as data."""
    found: dict[str, str] = {}
    for key, url in gitconfig.matching(git.git_dir / "config", r"^remote\..*\.url$"):
        name = key.removeprefix("remote.").removesuffix(".url")
        if _NAME.fullmatch(name):
            found.setdefault(name, url)
    return found


def _only(named: Mapping[str, str], protocols: Sequence[str]) -> Remote:
    if len(named) == 1:
        [(name, url)] = named.items()
        return _configured_remote(name, url, protocols)
    raise UsageError(
        "which other store?",
        facts=(f"this one names {', '.join(sorted(named)) or 'none'}",),
        tries=("revtrack sync https://example.org/store.git", "revtrack sync /media/backup/store.git"),
    )


def _configured_remote(name: str, url: str, protocols: Sequence[str]) -> Remote:
    """A remote of the store's own settings. A folder must be typed: settings could come from anybody."""
    parts = _URL.fullmatch(url)
    if parts and parts[1] != "file":
        return Remote(name, url, _allowed(parts[1], url, protocols))
    if _SCP.fullmatch(url):
        return Remote(name, url, _allowed("ssh", url, protocols))
    raise UsageError(
        f"'{name}' is a folder in this store's settings, and a folder is only reached if you type it",
        facts=(f"{name}: {url[:200]}",),
        tries=(f"revtrack sync '{url[:200]}'",),
    )


def _allowed(protocol: str, word: str, protocols: Sequence[str]) -> str:
    if protocol in protocols:
        return protocol
    raise UsageError(
        f"'{word[:200]}' uses {protocol}, which revtrack does not",
        facts=("it uses https, ssh, and folders",),
        tries=("revtrack sync https://…   or   revtrack sync user@host:folder",),
    )


def _folder(path: str, word: str) -> Remote:
    """A folder that holds a repository, bare or with a work tree."""
    place = Path(path).expanduser().absolute()
    git_dir = place / ".git" if (place / ".git").exists() else place
    if not (git_dir / "HEAD").exists() or not (git_dir / "objects").is_dir():
        raise UsageError(
            f"'{word[:200]}' is neither an address nor the folder of a repository",
            tries=(f"revtrack init --bare '{word[:200]}'   makes a bare store there", "revtrack sync https://…"),
        )
    safety.check(git_dir)
    return Remote(word, str(git_dir), "file")
