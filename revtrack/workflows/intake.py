"""Intake: what a person says of a source, and the source read in the limited child process while the command gets ready.

Little is imported here, so that the child begins before the rest of the command is loaded.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING

from msgspec import Struct

from revtrack import ingest
from revtrack.model.readings import Reading, Tracked

if TYPE_CHECKING:
    from revtrack.model.relations import Relation


class Wishes(Struct, frozen=True):
    """What the person said about a document; "" where nothing was said. Texts as typed, parsed here."""

    number: str = ""
    work: str = ""
    label: str = ""
    language: str = ""
    date: str = ""
    title: str = ""
    revises: str = ""
    replaces: str = ""
    previous: str = ""
    source_url: str = ""
    relations: tuple[tuple[Relation, str], ...] = ()
    """Further relations, each with the document it leads to."""
    aliases: tuple[str, ...] = ()
    provenance: str = ""


def being_read(
    data: bytes, name: str, tracked: str = "", password: str = ""
) -> AbstractContextManager[Callable[[], Reading]]:
    """A source as intake reads it, from now on; inside the context, what is given waits for it or raises.

    `tracked` is "accept", "reject", or "" if nobody said; `password` opens an encrypted PDF.
    """
    return ingest.being_read(data, name, Tracked(tracked) if tracked else None, password)
