"""Advice that cannot be followed is worse than none: every command line in a message or a page uses what exists."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from revtrack.cli.main import cli
from revtrack.cli.table import COMMANDS, NOT_BUILT

ROOT = Path(__file__).resolve().parents[2]
COMMAND_LINE = re.compile(r"revtrack ([a-z]+)((?: (?:[^\s`'\"|·]+|'[^']*'|\"[^\"]*\"))*)")


def strings(path: Path) -> Iterator[str]:
    """Every string of a module; the parts of f-strings joined, what they fill in shown as X."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    inside = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            yield "".join(part.value if isinstance(part, ast.Constant) else "X" for part in node.values)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in inside:
            yield node.value


def options(command: click.Command) -> set[str]:
    return {name for parameter in command.params for name in (*parameter.opts, *parameter.secondary_opts)} | {
        "-h",
        "--help",
    }


def told() -> Iterator[tuple[str, str, str]]:
    """(where, command, rest of the line) of each command line that a module or page tells a person to type."""
    for path in sorted((ROOT / "revtrack").rglob("*.py")):
        for text in strings(path):
            for line in text.splitlines():
                for found in COMMAND_LINE.finditer(line):
                    yield path.name, found[1], found[2]
    for path in [ROOT / "README.md", ROOT / "docs" / "demo.sh", *(ROOT / "docs").glob("*.md")]:
        for line in re.findall(r"(?:^|`|\$ )(revtrack .+)", path.read_text(encoding="utf-8"), re.MULTILINE):
            for found in COMMAND_LINE.finditer(line):
                yield path.name, found[1], found[2]


def test_every_option_that_is_advised_exists() -> None:
    context = click.Context(cli, info_name="revtrack")
    known = {name: options(command) for name in COMMANDS if (command := cli.get_command(context, name))}
    checked = 0
    for where, name, rest in told():
        if name not in known:
            continue
        for word in re.findall(r"(?:^|\s)(--?[a-z][a-z-]*)", rest):
            checked += 1
            assert word in known[name], f"{where}: revtrack {name}{rest}"
    assert checked > 50


@pytest.mark.parametrize("name", sorted(NOT_BUILT))
def test_no_message_or_page_advises_a_command_that_is_not_built(name: str) -> None:
    advised = [where for where, command, _ in told() if command == name and where != "table.py"]
    assert advised == []
