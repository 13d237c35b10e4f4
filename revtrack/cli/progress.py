"""Progress on stderr: what is being done, n of m; drawn over itself on a terminal and erased when done.

Nothing where stderr is no terminal or with --quiet; with --plain or TERM=dumb a new line every ten seconds, no redrawing.
"""

from __future__ import annotations

import os
import shutil
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO

from revtrack.cli.session import Session
from revtrack.workflows.progress import Progress, silent

EVERY = 10.0
"""Seconds between two lines where nothing may be drawn over."""
FIRST = 0.5
"""Seconds before anything is shown: most commands are done by then."""
_ERASE = "\r\x1b[K"


@contextmanager
def progress(session: Session) -> Iterator[Progress]:
    """A function to be told of progress; whatever it drew is gone afterwards."""
    if _is_silent(session):
        yield silent
        return
    drawn = _drawn(session)
    try:
        yield drawn
    finally:
        drawn.erase()


def passing(session: Session) -> Progress:
    """A function to be told of progress that any command may have to make first; its line goes when the last step is told."""
    if _is_silent(session):
        return silent
    drawn = _drawn(session)

    def told(done: int, total: int, what: str) -> None:
        if done < total:
            drawn(done, total, what)
        else:
            drawn.erase()

    return told


def _is_silent(session: Session) -> bool:
    return session.quiet or session.json or not sys.stderr.isatty()


def _drawn(session: Session) -> _Drawn:
    return _Drawn(sys.stderr, moving=not session.plain and os.environ.get("TERM") != "dumb")


class _Drawn:
    """The line that is drawn, and when it may be drawn next."""

    def __init__(self, stream: TextIO, *, moving: bool) -> None:
        self._stream = stream
        self._moving = moving
        self._next = time.monotonic() + (FIRST if moving else EVERY)
        self._dirty = False

    def __call__(self, done: int, total: int, what: str) -> None:
        now = time.monotonic()
        if now < self._next:
            return
        from revtrack.report.neutral import neutral_line

        line = neutral_line(f"{what}  {done} of {total}")[: shutil.get_terminal_size().columns - 1]
        self._next = now + (0.1 if self._moving else EVERY)
        self._dirty = self._moving
        self._stream.write(f"{_ERASE}{line}" if self._moving else f"{line}\n")
        self._stream.flush()

    def erase(self) -> None:
        """Take the line away again."""
        if self._dirty:
            self._dirty = False
            self._stream.write(_ERASE)
            self._stream.flush()
