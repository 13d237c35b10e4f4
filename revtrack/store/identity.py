"""Who is writing: found without running anything a store could bring along.

REVTRACK_AUTHOR first, then the store's own `user.*`, then the person's git settings read as data, then the login name.
"""

from __future__ import annotations

import getpass
import re
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

from revtrack.errors import UsageError
from revtrack.model.documents import Author
from revtrack.store import gitconfig
from revtrack.store.gitstore import GitStore

_AUTHOR = re.compile(r"([^<>\n]{1,200}?)[ ]{0,3}(?:<([^<>\s]{1,200})>)?")
NOWHERE = "localhost"


def identify(environment: Mapping[str, str], store: object) -> Author:
    """The author of a change made now (UTC seconds). UsageError if REVTRACK_AUTHOR is not `Name <mail>`."""
    now = int(time.time())
    said = environment.get("REVTRACK_AUTHOR", "").strip()
    if said:
        return _said(said, now)
    for config in _settings(environment, store):
        name, mail = gitconfig.value(config, "user.name"), gitconfig.value(config, "user.email")
        if name:
            return Author(name, mail or f"{_login()}@{NOWHERE}", now)
    return Author(_login(), f"{_login()}@{NOWHERE}", now)


def _said(text: str, now: int) -> Author:
    found = _AUTHOR.fullmatch(text)
    if not found or not found[1].strip():
        raise UsageError(
            "REVTRACK_AUTHOR does not name a person",
            facts=("it is a name and, in angle brackets, a mail address",),
            tries=("REVTRACK_AUTHOR='Ada Archivist <ada@example.org>'",),
        )
    return Author(found[1].strip(), found[2] or f"{_login()}@{NOWHERE}", now)


def _settings(environment: Mapping[str, str], store: object) -> Iterator[Path]:
    """The settings files that may name the person, nearest first."""
    if isinstance(store, GitStore):
        yield store.git_dir / "config"
    yield from gitconfig.own_files(environment)


def _login() -> str:
    """The login name; `unknown` where the system has none for this user."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "unknown"
