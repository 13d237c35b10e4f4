"""What the tables of accuracy say of rows, runs and tools that did not finish."""

from __future__ import annotations

from typing import Any

import pytest

from benchmarks.page import block, table, with_block
from benchmarks.tables import report, unfinished, when
from tests.yardstick_samples import row, yardstick

GROUP = "seed annex"


def answered(tool: str, hit: int, pair: str, at: str = "2026-01-02 10:00") -> dict[str, Any]:
    return {**row(tool, hit, pair=pair, group=GROUP), "at": at}


def stopped(tool: str, pair: str) -> dict[str, Any]:
    return {
        "tool": tool,
        "pair": pair,
        "group": GROUP,
        "kind": "units",
        "size": 9,
        "fail": "over 15 s",
        "at": "2026-01-02 10:00",
    }


def test_one_run_is_said_to_be_one() -> None:
    assert when([answered("a", 1, "p"), answered("b", 1, "p")]) == "All rows are of one run, 2026-01-02 10:00."


def test_rows_of_several_runs_are_told_apart_by_tool() -> None:
    rows = [answered("b", 1, "p"), answered("a", 1, "p"), answered("revtrack", 1, "p", "2026-01-03 11:00")]
    assert when(rows) == "Rows are of several runs: a, b on 2026-01-02 10:00; revtrack on 2026-01-03 11:00."


def test_a_tool_that_stopped_is_set_beside_others_on_the_pairs_it_did() -> None:
    rows = [
        *(answered("git_word", hit, pair) for hit, pair in ((800, "p"), (400, "q"))),
        *(answered("revtrack", hit, pair) for hit, pair in ((990, "p"), (600, "q"))),
        answered("slow", 900, "p"),
        stopped("slow", "q"),
    ]
    assert unfinished(rows, yardstick()) == [
        [GROUP, "slow", "1/2", "hard F1", "0.900", "0.990", "0.800", "1 over 15 s"]
    ]


def test_a_report_has_goals_then_the_groups_that_were_run_then_what_did_not_finish() -> None:
    rows = [answered("revtrack", 1_000, "p"), answered("git_word", 900, "p"), stopped("slow", "p")]
    tables = lambda mine, order: [f"## {mine[0]['group']} (pairs: 1)\n\n{' '.join(order)}\n"]  # noqa: E731
    made = report(rows, yardstick(tables=tables))
    assert [line for line in made.splitlines() if line.startswith("#")] == [
        "### Goals",
        f"### {GROUP} (pairs: 1)",
        "### Not finished",
    ]
    assert "git_word revtrack slow" in made
    assert f"| {GROUP} | hard F1 | ≥ 1.000 | 1.000 | 0.900 git_word | met |" in made


def test_a_report_of_a_complete_run_has_no_table_of_what_did_not_finish() -> None:
    tables = lambda mine, order: ["## x"]  # noqa: E731
    assert "Not finished" not in report([answered("revtrack", 1, "p")], yardstick(tables=tables))


def test_a_block_is_replaced_and_the_rest_of_the_page_left_alone() -> None:
    page = "before\n<!-- made by `run`; do not edit -->\n\nold\n\n<!-- end of `run` -->\nafter\n"
    made = with_block(page, "run", "\nnew\n")
    assert block(made, "run") == "new"
    assert made == page.replace("old", "new")
    assert with_block(made, "run", "new") == made


def test_a_page_without_the_marks_is_refused() -> None:
    with pytest.raises(ValueError, match="substring"):
        with_block("a page", "run", "text")


def test_a_table_has_a_head_a_rule_and_its_lines() -> None:
    assert table(("a", "b"), [("1", "2")]) == "| a | b |\n| --- | --- |\n| 1 | 2 |"
