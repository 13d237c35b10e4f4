"""The measured rows as Markdown: goals, one table for each group of pairs, and what did not finish."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from benchmarks.beside import Row, Yardstick
from benchmarks.goals import GOALS, MAIN, SUBJECT, Figure, Judgement, Measure, judge, reached
from benchmarks.page import table
from benchmarks.sets import GROUPS

BASE = "git_word"
"""Costs are ratios to this peer's, which is there wherever git is."""

GOAL_HEADS = ("set", "measure", "goal", SUBJECT, "best peer", "")
UNFINISHED_HEADS = ("set", "tool", "pairs", "measure", "tool there", f"{SUBJECT} there", f"{BASE} there", "the rest")


def report(rows: Sequence[Row], yardstick: Yardstick) -> str:
    """All of it, in the order of the docs page: the base first, since ratios are to it, then revtrack, then the other peers."""
    tools = dict.fromkeys(row["tool"] for row in rows)
    order = sorted(tools, key=lambda tool: (tool != BASE, tool != SUBJECT))
    judged = [judge(goal, rows, yardstick) for goal in GOALS]
    lines = [_goal(found) for found in judged if found.reached.asked]
    parts = [f"### Goals\n\n{table(GOAL_HEADS, lines)}"] if SUBJECT in tools else []
    for group in GROUPS:
        mine = [row for row in rows if row["group"] == group.name]
        parts += [f"#{found}".strip() for found in yardstick.tables(mine, order)] if mine else []
    left = unfinished(rows, yardstick)
    return "\n\n".join([*parts, f"### Not finished\n\n{table(UNFINISHED_HEADS, left)}"] if left else parts)


def when(rows: Sequence[Row]) -> str:
    """One line that says in how many runs the rows were measured, and which tools' rows are of which run."""
    runs: dict[str, set[str]] = {}
    for row in rows:
        runs.setdefault(row["at"], set()).add(row["tool"])
    if len(runs) == 1:
        return f"All rows are of one run, {next(iter(runs))}."
    told = (f"{', '.join(sorted(tools))} on {at}" for at, tools in sorted(runs.items()))
    return f"Rows are of several runs: {'; '.join(told)}."


def unfinished(rows: Sequence[Row], yardstick: Yardstick) -> list[list[str]]:
    """Tools that did not answer every pair: their figure on those they did, others' on the same pairs, and why no more."""
    lines = []
    for group in GROUPS:
        mine = [row for row in rows if row["group"] == group.name]
        for tool in dict.fromkeys(row["tool"] for row in mine):
            failed = [row for row in mine if row["tool"] == tool and "fail" in row]
            if failed:
                lines.append(_unfinished(tool, mine, failed, yardstick))
    return lines


def _unfinished(tool: str, rows: Sequence[Row], failed: Sequence[Row], yardstick: Yardstick) -> list[str]:
    measure = MAIN[failed[0]["kind"]]
    pairs = {row["pair"] for row in rows if row["tool"] == tool and "fail" not in row}
    there = [
        reached(measure, [row for row in rows if row["tool"] == name and row["pair"] in pairs], yardstick)
        for name in (tool, SUBJECT, BASE)
    ]
    reasons = Counter(row["fail"] for row in failed)
    told = ", ".join(f"{count} {_cell(reason)}" for reason, count in sorted(reasons.items()))
    asked = len(pairs) + len(failed)
    figures = [_shown(figure, measure) for figure in there]
    return [failed[0]["group"], tool, f"{len(pairs)}/{asked}", measure.name, *figures, told]


def _goal(found: Judgement) -> list[str]:
    goal = found.goal
    ours = _shown(found.reached, goal.measure)
    return [goal.where, goal.measure.name, goal.stated, ours, _best_peer(found), found.verdict]


def _best_peer(found: Judgement) -> str:
    if found.peer_value is None:
        return "-"
    if found.peer_value == 0 and not found.goal.measure.at_most:
        return "none"
    return f"{found.peer_value:.{found.goal.measure.digits}f} {found.peer}"


def _shown(figure: Figure, measure: Measure) -> str:
    if figure.value is None:
        return "-"
    part = "" if figure.done == figure.asked else f" ({figure.done}/{figure.asked})"
    return f"{figure.value:.{measure.digits}f}{part}"


def _cell(reason: str) -> str:
    """A reason that fits a cell of a table."""
    return reason.replace("|", "/")[:60]
