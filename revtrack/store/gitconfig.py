"""Git's settings files read as data: nothing that they include is followed, nothing that they name is run."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from revtrack.store.process import Git


def own_files(environment: Mapping[str, str]) -> Iterator[Path]:
    """The person's own settings files, nearest first."""
    home = Path(environment.get("HOME") or Path.home())
    yield home / ".gitconfig"
    yield Path(environment.get("XDG_CONFIG_HOME") or home / ".config") / "git" / "config"


def value(config: Path, key: str) -> str:
    """One setting of a file; "" if it is not set."""
    return next(iter(values(config, key)[-1:]), "").strip()


def values(config: Path, key: str) -> list[str]:
    """Every value of a setting in a file, in its order."""
    return _asked(config, "--get-all", key)


def matching(config: Path, pattern: str) -> list[tuple[str, str]]:
    """(key, value) of every setting whose key matches, in the order of the file."""
    return [(key, found) for key, _, found in (row.partition("\n") for row in _asked(config, "--get-regexp", pattern))]


def _asked(config: Path, *words: str) -> list[str]:
    if not config.is_file():
        return []
    done = Git(config.parent).complete("config", "--file", str(config), "--no-includes", "-z", *words)
    return done.stdout.decode("utf-8", "replace").split("\0")[:-1] if done.returncode == 0 else []
