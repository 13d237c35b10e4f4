"""Found a store: an empty one, ready to keep versions."""

from __future__ import annotations

from pathlib import Path

from revtrack.model.documents import Author
from revtrack.model.language import Language
from revtrack.store import create
from revtrack.store.contract import Settings, Store


def make(
    folder: Path,
    *,
    title: str,
    ui_lang: str,
    author: Author,
    bare: bool = False,
    large: bool = False,
    force: bool = False,
) -> Store:
    """A new store in `folder`. StoreExists if the folder holds something, BadValue for a language that is none."""
    settings = Settings(title=title, ui_lang=Language.parse(ui_lang).short, fanout=2 if large else 0)
    return create(folder, settings=settings, author=author, bare=bare, force=force)
