"""Makes, finds and opens stores."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from revtrack.errors import NoStore, StoreDamaged, StoreExists
from revtrack.model.documents import Author
from revtrack.store import drawers, fixity, homes, pin, process, roots, safety
from revtrack.store.contract import Settings
from revtrack.store.gitstore import GitStore
from revtrack.store.layout import SETTINGS
from revtrack.store.refusals import said_plainly
from revtrack.store.settings import write as write_settings

WAIT = 60.0
_HEAD = re.compile(r"ref: (refs/heads/[A-Za-z0-9][A-Za-z0-9_/-]{0,99})\n?")
_REPOSITORY = ("HEAD", "objects", "refs")


def create(folder: Path, *, settings: Settings, author: Author, bare: bool = False, force: bool = False) -> GitStore:
    """A new store in `folder`, with one commit that holds `revtrack.toml` alone.

    The folder may exist if it is empty or holds nothing but a git repository without commits; `force` allows other files in it,
    which are left alone. StoreExists otherwise; GitMissing without git 2.36; StoreUnsafe for a repository with unsafe settings.
    """
    process.check_version()
    write_settings(settings)  # refused before anything is made
    place = folder.absolute()
    with said_plainly():
        _check_free(place, bare=bare, force=force)
        place.mkdir(parents=True, exist_ok=True)
        git_dir = place if bare else place / ".git"
        if (git_dir / "HEAD").exists():
            safety.check(git_dir)
        process.init(place, bare=bare)
        pin.forget(place)
        fixity.forget(place)
        drawers.discard(homes.folder_of(place))
        drawers.discard(roots.folder_of(place))
    store = GitStore(git_dir, None if bare else place, branch=_branch(git_dir), wait=WAIT)
    store.start(settings, author)
    return store


def open_store(folder: Path, *, wait: float = WAIT) -> GitStore:
    """The store in `folder`, which holds `.git` or is a bare repository. Runs nothing that the repository could name.

    Writers wait at most `wait` seconds for each other. NoStore, StoreUnsafe, StoreNewer or StoreDamaged if it cannot be opened.
    """
    place = folder.absolute()
    git_dir = _git_dir(place)
    if git_dir is None:
        raise no_store(folder)
    with said_plainly():
        safety.check(git_dir)
        store = GitStore(git_dir, None if git_dir == place else place, branch=_branch(git_dir), wait=wait)
        store.check_readable()
    return store


def locate(start: Path) -> Path:
    """The folder of the store that `start` lies in, searched upwards. NoStore if there is none."""
    for folder in _upwards(start.absolute()):
        if (folder / SETTINGS).is_file() or (folder / ".git" / "revtrack").is_dir() or _is_bare(folder):
            return folder
    raise no_store(start)


def no_store(start: Path) -> NoStore:
    """The error that no store was found from `start` upwards."""
    return NoStore(f"no store in {start} or above it", tries=("revtrack init", "or name one:  revtrack -C DIR …"))


def _upwards(start: Path) -> Iterator[Path]:
    yield start
    yield from start.parents


def _git_dir(place: Path) -> Path | None:
    inside = place / ".git"
    if inside.is_symlink() or inside.exists():
        return inside
    return place if _is_bare(place) else None


def _is_bare(folder: Path) -> bool:
    return folder.name != ".git" and all((folder / name).exists() for name in _REPOSITORY)


def _branch(git_dir: Path) -> str:
    """The full name of the branch that HEAD names. StoreDamaged if it names none."""
    try:
        text = (git_dir / "HEAD").read_text(encoding="ascii", errors="replace")
    except (FileNotFoundError, IsADirectoryError):
        text = ""
    found = _HEAD.fullmatch(text)
    if found is None or "//" in text:
        raise StoreDamaged("the repository's HEAD names no branch", tries=("git symbolic-ref HEAD refs/heads/main",))
    return found[1]


def _check_free(place: Path, *, bare: bool, force: bool) -> None:
    """StoreExists if something stands in the folder that a new store would meet."""
    if not place.exists() and not place.is_symlink():
        return
    if not place.is_dir():
        raise _exists(place, "it is a file")
    git_dir = place if _is_bare(place) else place / ".git"
    if any((git_dir / "refs" / "heads").rglob("*")) or (git_dir / "packed-refs").exists():
        raise _exists(place, "it holds a git history already")
    allowed = frozenset() if bare else frozenset({".git"})
    others = sorted(path.name for path in place.iterdir() if path.name not in allowed)
    if others and not force:
        raise _exists(place, f"it holds {len(others)} files or folders, {others[0]!a} among them")


def _exists(place: Path, why: str) -> StoreExists:
    return StoreExists(
        f"{place} is no free place for a store: {why}",
        facts=("nothing was changed",),
        tries=("revtrack init NEW-FOLDER", "revtrack init --force   (keeps the files that are there beside the store)"),
    )
