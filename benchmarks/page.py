"""Writes measured tables into a page, between the marks that stand there for them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

PAGE = Path(__file__).resolve().parents[1] / "docs" / "alignment.md"


def marks(command: str) -> tuple[str, str]:
    """The lines between which the tables that the command makes stand."""
    return f"<!-- made by `{command}`; do not edit -->", f"<!-- end of `{command}` -->"


def block(page: str, command: str) -> str:
    """What stands between the marks of the command. Raises ValueError where the page lacks them."""
    first, last = marks(command)
    return page[page.index(first) + len(first) : page.index(last)].strip("\n")


def with_block(page: str, command: str, text: str) -> str:
    """The page with that text between the marks of the command, everything else as it was."""
    first, last = marks(command)
    before, after = page[: page.index(first)], page[page.index(last) :]
    return f"{before}{first}\n\n{text.strip()}\n\n{after}"


def table(heads: Sequence[str], lines: Sequence[Sequence[str]]) -> str:
    """A Markdown table."""
    rows = [heads, ["---"] * len(heads), *lines]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)
