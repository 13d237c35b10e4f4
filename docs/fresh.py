"""Write the pages that are made from the program itself, or say which of them is stale.

python docs/fresh.py            write docs/commands.md and docs/errors.md
python docs/fresh.py --check    exit 1 if a page is not what it would be written as
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import click

from revtrack.cli.main import cli, overview
from revtrack.cli.table import COMMANDS
from revtrack.errors import EXIT_MEANINGS, error_kinds

DOCS = Path(__file__).resolve().parent
MADE = "<!-- made by docs/fresh.py from the program itself; do not edit -->\n\n"


def commands_page() -> str:
    """The reference of the command line: the help of every command."""
    parts = ["# Commands\n", MADE, "```\n", overview(), "```\n"]
    with click.Context(cli, info_name="revtrack", terminal_width=100) as context:
        for name in COMMANDS:
            command = cli.get_command(context, name)
            if command is None:
                raise LookupError(name)
            with click.Context(command, info_name=f"revtrack {name}", terminal_width=100) as inner:
                parts += [f"\n## {name}\n\n```\n", command.get_help(inner).rstrip(), "\n```\n"]
    return "".join(parts)


def errors_page() -> str:
    """Exit statuses and error codes."""
    lines = ["# Errors and exit codes\n", MADE.rstrip("\n"), "", "| exit | meaning |", "|---|---|"]
    lines += [f"| {int(code)} | {meaning} |" for code, meaning in EXIT_MEANINGS.items()]
    lines += ["", "| code | exit | meaning |", "|---|---|---|"]
    lines += [f"| `{kind.code}` | {int(kind.status)} | {kind.meaning} |" for kind in error_kinds()]
    return "\n".join(lines) + "\n"


PAGES: dict[str, Callable[[], str]] = {"commands.md": commands_page, "errors.md": errors_page}


def main(words: list[str]) -> int:
    """Write or check every page; the exit status."""
    stale = []
    for name, make in PAGES.items():
        page, wanted = DOCS / name, make()
        if "--check" in words:
            if not page.exists() or page.read_text(encoding="utf-8") != wanted:
                stale.append(name)
        else:
            page.write_text(wanted, encoding="utf-8")
    for name in stale:
        print(f"docs/{name} is stale: make docs")  # noqa: T201
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
