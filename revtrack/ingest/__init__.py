"""Sources to readings, with a ledger of every character.

`read_source` reads in this process, `read_in_child` in a limited child process, which is how foreign bytes are read.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager

from revtrack.ingest.sniff import Format, detect_format, looks_like
from revtrack.model.language import Language
from revtrack.model.readings import Reading, Tracked

__all__ = [
    "Format",
    "being_read",
    "detect_format",
    "looks_like",
    "read_in_child",
    "read_in_children",
    "read_source",
    "tells_language",
]


def tells_language(language: Language) -> bool:
    """Whether a text in that language can be told by its words."""
    from revtrack.ingest.language import PROFILED

    return language in PROFILED


def read_source(data: bytes, name: str, tracked: Tracked | None = None) -> Reading:
    """What `reader.read_source` gives and raises, in this process."""
    # The readers are loaded when one is asked for: who reads in a child never does.
    from revtrack.ingest.reader import read_source as read

    return read(data, name, tracked)


def being_read(data: bytes, name: str, tracked: Tracked | None = None) -> AbstractContextManager[Callable[[], Reading]]:
    """As `read_in_child`, begun at once: inside the context, what is given waits for the reading or raises."""
    from revtrack.ingest.child import being_read as begin

    return begin(data, name, tracked)


def read_in_child(data: bytes, name: str, tracked: Tracked | None = None) -> Reading:
    """What `read_source` gives, read in a child process under the limits of `child`; the same errors.

    Raises SourceRefused or InputTooLarge, naming the limit, where the child was ended by one.
    """
    return read_in_children(((data, name),), tracked)[0]


def read_in_children(sources: Sequence[tuple[bytes, str]], tracked: Tracked | None = None) -> tuple[Reading, ...]:
    """As `read_in_child`, for each (data, name); several are read at a time."""
    # Imported here because the child runs the module as its program, and must not find it imported already.
    from revtrack.ingest.child import read_in_children as read

    return read(sources, tracked)
