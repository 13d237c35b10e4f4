"""The measured tables in docs/alignment.md have the build that the benchmarks write: goals, sets, columns, cases.

The benchmarks are not run: figures are not looked at, only what stands around them.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from benchmarks.alignment import COMMAND as ACCURACY_COMMAND
from benchmarks.beside import SHARED, Row, yardstick
from benchmarks.cases import CASES
from benchmarks.compare_speed import COMMAND as SPEED_COMMAND
from benchmarks.goals import GOALS
from benchmarks.page import PAGE, block
from benchmarks.sets import GROUPS
from benchmarks.speed_tables import BAD_TABLE, SIZE_TABLE, WORST_TABLE
from benchmarks.tables import BASE, GOAL_HEADS, report

TEXT = PAGE.read_text(encoding="utf-8")
ACCURACY, SPEED = block(TEXT, ACCURACY_COMMAND), block(TEXT, SPEED_COMMAND)
KINDS = {"eu_correlation": "table", "multilingual": "translation"}


def sections(text: str) -> dict[str, list[list[str]]]:
    """Heading -> lines of its table, cell by cell, the rule left out."""
    parts = re.split(r"^### (.+)$", text, flags=re.MULTILINE)[1:]
    return {
        heading: [
            [cell.strip() for cell in line.strip("|").split("|")]
            for line in lines.splitlines()
            if line.startswith("|") and not line.startswith("| ---")
        ]
        for heading, lines in zip(parts[::2], parts[1::2], strict=True)
    }


def without_counts(headings: list[str]) -> list[str]:
    return [re.sub(r" \(pairs: [1-9]\d*\)$", "", heading) for heading in headings if heading != "Not finished"]


def test_every_set_has_its_table_in_order() -> None:
    assert without_counts(list(sections(ACCURACY))) == ["Goals", *(group.name for group in GROUPS)]


def test_every_goal_stands_there_as_it_is_judged() -> None:
    heads, *lines = sections(ACCURACY)["Goals"]
    assert heads == list(GOAL_HEADS)
    assert [line[:3] for line in lines] == [[goal.where, goal.measure.name, goal.stated] for goal in GOALS]
    assert {line[-1] for line in lines} <= {"met", "least met", "not met"}


def test_revtrack_stands_beside_its_peers_in_every_table() -> None:
    for heading, lines in sections(ACCURACY).items():
        if heading not in ("Goals", "Not finished"):
            assert [line[0] for line in lines[1:3]] == [BASE, "revtrack"]
            assert len(lines) >= 8


def test_the_columns_are_those_the_yardstick_writes() -> None:
    found = yardstick(Path(SHARED))
    if found is None:
        pytest.skip("no yardstick beside the project")
    rows: list[Row] = [
        {"tool": tool, "pair": "p", "group": group.name, "kind": KINDS.get(group.set, "units"), "size": 1, "fail": "x"}
        for group in GROUPS
        for tool in (BASE, "revtrack")
    ]
    made, written = sections(report(rows, found)), sections(ACCURACY)
    heads = {heading.split(" (")[0]: lines[0] for heading, lines in written.items()}
    for heading, lines in made.items():
        if heading not in ("Goals", "Not finished"):
            assert heads[heading.split(" (")[0]] == lines[0]


def test_the_page_says_when_its_rows_were_measured_and_with_what() -> None:
    first = ACCURACY.splitlines()[0]
    assert re.match(r"(All rows are of one run|Rows are of several runs).* \d{4}-\d\d-\d\d", first)
    assert "git 2." in first


def test_every_case_has_its_row_in_the_speed_tables() -> None:
    found = sections(SPEED)
    assert list(found) == ["Cost by size", "Worst cases and real rewrites", "Bad input"]
    assert [lines[0] for lines in found.values()] == [[*SIZE_TABLE], [*WORST_TABLE], [*BAD_TABLE]]
    parts = [
        [line[:2] for line in found["Cost by size"][1:]],
        *([line[0] for line in lines[1:]] for lines in list(found.values())[1:]),
    ]
    assert parts == [
        [[case.versions, f"{case.size:,}"] for case in CASES if case.part == "size"],
        [case.key for case in CASES if case.part in ("worst", "real")],
        [case.key for case in CASES if case.part == "bad input"],
    ]


@pytest.mark.parametrize("command", [ACCURACY_COMMAND, SPEED_COMMAND])
def test_each_table_is_told_with_the_command_that_makes_it(command: str) -> None:
    blocks = re.findall(r"```\n([\s\S]*?)```", TEXT)
    assert any(command in shown for shown in blocks)


def test_the_group_of_peers_that_the_command_installs_exists() -> None:
    project = (PAGE.parents[1] / "pyproject.toml").read_text(encoding="utf-8")
    assert "[dev,peers]" in TEXT
    assert re.search(r"^peers = \[", project, re.MULTILINE)
