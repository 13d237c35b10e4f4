"""Progress of a long walk, told to whoever wants to show it."""

from __future__ import annotations

from collections.abc import Callable

Progress = Callable[[int, int, str], None]
"""Told how many of how many steps are done, and what is being done now."""


def silent(done: int, total: int, what: str) -> None:
    """Shows nothing."""
    del done, total, what
