"""The goals of alignment, each with what revtrack reaches and what the best peer of the same run does."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from benchmarks.beside import Row, Yardstick
from benchmarks.sets import GROUPS

SUBJECT = "revtrack"
NAMED = ("move", "split", "merge")
Counts = dict[str, int]


@dataclass(frozen=True, slots=True)
class Measure:
    """A figure of some rows of one tool. Lower is better where `at_most`; `counts` says without what it has no meaning."""

    name: str
    figure: Callable[[Sequence[Row], Counts, Yardstick], float | None]
    at_most: bool = False
    digits: int = 3
    among_peers: bool = True


@dataclass(frozen=True, slots=True)
class Goal:
    """What a measure must come to over some groups of pairs. `least` is what will just do."""

    where: str
    measure: Measure
    target: float
    groups: tuple[str, ...]
    least: float | None = None

    @property
    def stated(self) -> str:
        """As the table shows it."""
        sign = "≤" if self.measure.at_most else "≥"
        least = f" (least {self.least:.{self.measure.digits}f})" if self.least is not None else ""
        return f"{sign} {self.target:.{self.measure.digits}f}{least}"


@dataclass(frozen=True, slots=True)
class Figure:
    """A measured figure, and on how many of the pairs it stands."""

    value: float | None
    done: int
    asked: int


@dataclass(frozen=True, slots=True)
class Judgement:
    """A goal with the figure reached, the best peer that did every pair, and the verdict."""

    goal: Goal
    reached: Figure
    peer: str
    peer_value: float | None

    @property
    def verdict(self) -> str:
        """Met only if every pair was answered."""
        if self.reached.value is None:
            return "not run"
        if self.reached.done < self.reached.asked:
            return "not met"
        if _reaches(self.goal.measure, self.reached.value, self.goal.target):
            return "met"
        least = self.goal.least
        return (
            "least met" if least is not None and _reaches(self.goal.measure, self.reached.value, least) else "not met"
        )


def spurious(counts: Counts) -> int:
    """Moves, splits and merges that a tool names where the truth has none, or none of exactly these links."""
    return sum(counts.get(f"{name}_said", 0) - counts.get(f"{name}_hit", 0) for name in NAMED)


def _rate(measure: str, which: int) -> Callable[[Sequence[Row], Counts, Yardstick], float | None]:
    def figure(_: Sequence[Row], counts: Counts, yardstick: Yardstick) -> float | None:
        return yardstick.rates(counts, measure)[which] if counts.get(f"{measure}_true") else None

    return figure


def _share(part: str, whole: str) -> Callable[[Sequence[Row], Counts, Yardstick], float | None]:
    def figure(_: Sequence[Row], counts: Counts, yardstick: Yardstick) -> float | None:
        return yardstick.ratio(counts, part, whole)

    return figure


def _by_new_act(rows: Sequence[Row], counts: Counts, yardstick: Yardstick) -> float | None:
    return float(dict(yardstick.columns["table"])["F1 by new act"](rows, counts))


def _spurious_names(rows: Sequence[Row], counts: Counts, _: Yardstick) -> float | None:
    paragraphs = sum(row["size"] for row in rows)
    return 200 * spurious(counts) / paragraphs if paragraphs else None


HARD = Measure("hard F1", _rate("hard", 2))
MOVES = Measure("moves named, F1", _rate("move", 2))
SPLITS = Measure("splits named, F1", _rate("split", 2))
MERGES = Measure("merges named, F1", _rate("merge", 2))
FALSE = Measure("false pairs", _share("false", "one_sided"), at_most=True, digits=2)
CHURN = Measure("churn x", _share("churn", "min_churn"), at_most=True, digits=2)
ROW_P = Measure("P", _rate("row", 0))
ROW_R = Measure("R (rows)", _rate("row", 1))
ROW_F1 = Measure("F1", _rate("row", 2))
ROW_ACTS = Measure("F1 by new act", _by_new_act)
ALL_F1 = Measure("F1 of links", _rate("all", 2))
SPURIOUS = Measure("spurious names in 200 paragraphs", _spurious_names, at_most=True, digits=2, among_peers=False)
MAIN: Mapping[str, Measure] = {"units": HARD, "table": ROW_F1, "translation": ALL_F1}
"""The one measure that stands for each kind of truth."""


def _of(group: str, *goals: tuple[Measure, float] | tuple[Measure, float, float]) -> tuple[Goal, ...]:
    return tuple(Goal(group, goal[0], goal[1], (group,), goal[2] if len(goal) > 2 else None) for goal in goals)


def _synthetic(size: str, hard: float, moves: float) -> tuple[Goal, ...]:
    group = f"synthetic, {size} paragraphs"
    rest = ((SPLITS, 0.97), (MERGES, 0.97), (FALSE, 0.03), (CHURN, 1.02))
    return _of(group, (HARD, hard), (MOVES, moves), *rest)


def _annex(group: str) -> tuple[Goal, ...]:
    whole = tuple((measure, 1.0) for measure in (HARD, MOVES, SPLITS, MERGES))
    return _of(group, *whole, (FALSE, 0.0), (CHURN, 1.0))


def _names(sets: Iterable[str], where: str = "") -> Goal:
    groups = tuple(group.name for group in GROUPS if group.set in sets and group.change is None)
    return Goal(where or groups[0].split(",")[0], SPURIOUS, 1.0, groups)


BY_PARAGRAPH = ("synthetic", "eu_consolidated", "seed_annex", "multilingual")
"""The sets whose truth speaks of every paragraph, so that a name can be called spurious."""

GOALS: tuple[Goal, ...] = (
    *_synthetic("200", 0.980, 0.97),
    *_synthetic("1,000", 0.975, 0.95),
    *_synthetic("5,000", 0.965, 0.92),
    *_of("eu_correlation", (ROW_P, 0.985), (ROW_R, 0.90, 0.86), (ROW_F1, 0.94), (ROW_ACTS, 0.92)),
    *_of("eu_consolidated", (HARD, 0.92), (FALSE, 0.04)),
    *_annex("seed annex"),
    *_annex("seed annex, numbers typed"),
    *_of("multilingual", (ALL_F1, 0.97)),
    *_of("multilingual, numbers stripped", (ALL_F1, 0.93)),
    *(_names((name,)) for name in BY_PARAGRAPH),
    _names(BY_PARAGRAPH, "these four together"),
)


def reached(measure: Measure, rows: Sequence[Row], yardstick: Yardstick) -> Figure:
    """The figure over the rows of one tool that were answered."""
    done = [row for row in rows if "fail" not in row]
    value = measure.figure(done, yardstick.total([row["counts"] for row in done]), yardstick) if done else None
    return Figure(value, len(done), len(rows))


def judge(goal: Goal, rows: Sequence[Row], yardstick: Yardstick) -> Judgement:
    """The goal beside what was measured. A peer counts if it answered every pair that revtrack was asked."""
    asked = [row for row in rows if row["group"] in goal.groups]
    ours = reached(goal.measure, _by(asked, SUBJECT), yardstick)
    peers = dict.fromkeys(row["tool"] for row in asked if row["tool"] != SUBJECT) if goal.measure.among_peers else {}
    figures = {tool: reached(goal.measure, _by(asked, tool), yardstick) for tool in peers}
    whole = [
        (figure.value, tool) for tool, figure in figures.items() if figure.value is not None and _all(figure, ours)
    ]
    if not whole:
        return Judgement(goal, ours, "", None)
    value, tool = (min if goal.measure.at_most else max)(whole, key=lambda found: found[0])
    return Judgement(goal, ours, tool, value)


def _by(rows: Iterable[Row], tool: str) -> list[Row]:
    return [row for row in rows if row["tool"] == tool]


def _all(figure: Figure, ours: Figure) -> bool:
    return figure.done == figure.asked == ours.asked


def _reaches(measure: Measure, value: float, bar: float) -> bool:
    """Compared as shown, with the digits the goal is stated in."""
    shown = round(value, measure.digits)
    return shown <= bar if measure.at_most else shown >= bar
