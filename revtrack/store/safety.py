"""Is a repository safe to open: its own settings read as data, and refused where they could run or redirect anything.

A store may come as a folder from somebody else. Only settings that neither start programs nor show other content may stand in
its configuration; whatever else is there is named and the store is not opened. Hooks need no look: they are never run.
"""

from __future__ import annotations

import re
import stat
from pathlib import Path

from revtrack.errors import StoreUnsafe

ALLOWED_KEYS = frozenset(
    {
        "core.repositoryformatversion",
        "core.bare",
        "core.filemode",
        "core.logallrefupdates",
        # what git writes on macOS and Windows
        "core.ignorecase",
        "core.precomposeunicode",
        "core.symlinks",
        # where to send to and fetch from
        "remote.*.url",
        "remote.*.fetch",
        "branch.*.remote",
        "branch.*.merge",
        "branch.*.rebase",
        # who writes, and with which key; the program that signs is never taken from here
        "user.name",
        "user.email",
        "user.signingkey",
        "gpg.format",
        "gpg.ssh.allowedsignersfile",
        "commit.gpgsign",
    }
)
REDIRECTIONS = ("commondir", "config.worktree")
"""Files of a git directory that send git elsewhere for its objects or its settings."""
_PLAIN_NAMES = ("objects", "refs", "HEAD", "config", "revtrack", "logs")
MOST_BYTES = 1 << 20

_SECTION = re.compile(r'\[([A-Za-z0-9.-]{1,80})(?:[ \t]{1,20}"([^"\\\n]{0,200})")?\][ \t]{0,200}')
_SETTING = re.compile(r"([A-Za-z][A-Za-z0-9-]{0,80})(?:[ \t]{0,200}=.{0,5000})?")


def check(git_dir: Path) -> None:
    """StoreUnsafe, naming the reason, unless the git directory is plain and its settings are all on the list."""
    trouble = _redirected(git_dir) or _unlisted(_config(git_dir))
    if trouble:
        raise _unsafe(git_dir, trouble)


def _redirected(git_dir: Path) -> str:
    """Which file or link sends git elsewhere, in words; "" if none does."""
    if not stat.S_ISDIR(git_dir.lstat().st_mode):
        return "its .git is a link or a file that points elsewhere"
    links = (f"its {name} is a link that points elsewhere" for name in _PLAIN_NAMES if (git_dir / name).is_symlink())
    files = (f"it has a file '{name}', which sends git elsewhere" for name in REDIRECTIONS if (git_dir / name).exists())
    return next(iter((*links, *files)), "")


def _unlisted(config: str) -> str:
    """The first setting that is not on the list, in words; "" if all are."""
    for key in keys(config):
        if key is None:
            return "its configuration has a line that revtrack does not read"
        if _family(key) not in ALLOWED_KEYS:
            return f"its configuration sets {ascii(key)[1:-1]}"
    return ""


def keys(config: str) -> tuple[str | None, ...]:
    """Every key a git configuration sets, like `remote.origin.url`; None for a line that cannot be read for certain."""
    found: list[str | None] = []
    section = ""
    for raw in config.split("\n"):
        line = raw.strip()
        head = _SECTION.match(line)
        if head:
            section = head[1].lower() + (f".{head[2]}" if head[2] is not None else "")
            line = line[head.end() :]
        if not line or line[0] in "#;":
            continue
        setting = _SETTING.fullmatch(line)
        readable = setting is not None and bool(section) and not line.endswith("\\")
        found.append(f"{section}.{setting[1].lower()}" if readable and setting else None)
    return tuple(found)


def _family(key: str) -> str:
    """`remote.origin.url` as `remote.*.url`; a key without a part of somebody's own as it is."""
    section, _, rest = key.partition(".")
    own, dot, name = rest.rpartition(".")
    return f"{section}.*.{name}" if dot and own and section in ("remote", "branch") else key.lower()


def _config(git_dir: Path) -> str:
    path = git_dir / "config"
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except FileNotFoundError:
        return ""
    if len(data) > MOST_BYTES:
        raise _unsafe(git_dir, "its configuration is over 1 MiB")
    return data.decode("utf-8", "replace").replace("\r\n", "\n")


def _unsafe(git_dir: Path, why: str) -> StoreUnsafe:
    return StoreUnsafe(
        f"the repository is not opened: {why}",
        facts=(f"in {git_dir}", "that could run a program or show other content; nothing was run"),
        tries=("git clone THE-STORE a-fresh-copy   (a clone takes no settings along)",),
    )
