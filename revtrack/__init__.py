"""revtrack keeps the versions of a document, shows what changed, and traces which document cites, revises or replaces which.

The command line is one door; this is the other. What is listed in `__all__` is public; nothing here prints, reads the
environment or needs a terminal. Names are imported when they are first used, so that `import revtrack` costs nothing.

    store = revtrack.open_store("crr")
    comparison = store.compare("eupl@1.1", "eupl@1.2")
    for change in comparison.changes:
        print(change.kind, change.old, change.new)
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from revtrack.diff import compare, compare_texts
    from revtrack.errors import RevtrackError
    from revtrack.references import find_mentions
    from revtrack.workflows.library import Store, open_store, read_file, trace

__version__ = "0.1.0"

__all__ = [
    "RevtrackError",
    "Store",
    "__version__",
    "compare",
    "compare_texts",
    "find_mentions",
    "open_store",
    "read_file",
    "trace",
]

_HOMES = {
    "diff": "compare compare_texts",
    "errors": "RevtrackError",
    "references": "find_mentions",
    "workflows.library": "Store open_store read_file trace",
}


def __getattr__(name: str) -> object:
    """Import a public name from its room when it is first asked for."""
    from revtrack.lazy import loading

    return loading(__name__, _HOMES)(name)
