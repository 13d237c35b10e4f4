"""Sources to readings, with a ledger of every character.

`read_source` reads in this process, `read_in_child` in a limited child process, which is how foreign bytes are read.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from contextlib import AbstractContextManager

from revtrack.errors import RevtrackError
from revtrack.ingest.sniff import Format, detect_format, looks_like
from revtrack.model.language import Language
from revtrack.model.readings import Reading, Tracked

__all__ = [
    "Format",
    "being_read",
    "detect_format",
    "looks_like",
    "read_each",
    "read_in_child",
    "read_in_children",
    "read_source",
    "tells_language",
]


def tells_language(language: Language) -> bool:
    """Whether a text in that language can be told by its words."""
    from revtrack.ingest.language import PROFILED

    return language in PROFILED


def read_source(data: bytes, name: str, tracked: Tracked | None = None, password: str = "") -> Reading:
    """What `reader.read_source` gives and raises, in this process."""
    # The readers are loaded when one is asked for: who reads in a child never does.
    from revtrack.ingest.reader import read_source as read

    return read(data, name, tracked, password)


def being_read(
    data: bytes, name: str, tracked: Tracked | None = None, password: str = ""
) -> AbstractContextManager[Callable[[], Reading]]:
    """As `read_in_child`, begun at once: inside the context, what is given waits for the reading or raises."""
    from revtrack.ingest.child import being_read as begin

    return begin(data, name, tracked, password)


def read_in_child(data: bytes, name: str, tracked: Tracked | None = None, password: str = "") -> Reading:
    """What `read_source` gives, read in a child process under the limits of `child`; the same errors.

    Raises SourceRefused or InputTooLarge, naming the limit, where the child was ended by one.
    """
    return read_in_children(((data, name),), tracked, password)[0]


def read_in_children(
    sources: Sequence[tuple[bytes, str]], tracked: Tracked | None = None, password: str = ""
) -> tuple[Reading, ...]:
    """As `read_in_child`, for each (data, name); several are read at a time."""
    # Imported here because the child runs the module as its program, and must not find it imported already.
    from revtrack.ingest.child import read_in_children as read

    return read(sources, tracked, password)


def read_each(
    sources: Sequence[tuple[bytes, str, Tracked | None]],
) -> Generator[Reading | RevtrackError, None, None]:
    """For each (data, name, tracked), in order, what `read_in_child` gives, or the error it raises: for hundreds of sources.

    To be closed by who does not take all of it: then no process is left behind.
    """
    # Imported here because the nursery runs its module as a program, and must not find it imported already.
    from revtrack.ingest.nursery import Asked
    from revtrack.ingest.nursery import read_each as read

    return read([Asked(*source) for source in sources])
