"""Speed of whole commands, as ratios against a bare interpreter and `git diff` in the same run.

    python -m benchmarks.speed              the table; each command 9 times, the median counts
    python -m benchmarks.speed --smoke      once each: fails only if a command fails, never on time
    python -m benchmarks.speed --json FILE  also as JSON
    python -m benchmarks.speed --store      the rows of the store alone, written into docs/reliability.md

Budgets are those of the design; a row over its budget says so. Timings of one machine mean little: compare the ratios.
Every command is run once before it is measured, and may keep compiled modules, as an installed program does.
"""

from __future__ import annotations

import datetime
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from benchmarks import page, store_speed

REPEATS = 9
STORE_COMMAND = "python -m benchmarks.speed --store"
STORE_PAGE = Path(__file__).resolve().parents[1] / "docs" / "reliability.md"
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
SCRIPT = Path(sys.executable).with_name("revtrack")


@dataclass(frozen=True)
class Row:
    """One measured command: seconds, its ratio to the bare interpreter, its budget in seconds if it has one."""

    name: str
    seconds: float
    ratio: float
    budget: float | None

    @property
    def verdict(self) -> str:
        if self.budget is None:
            return ""
        return "within" if self.seconds <= self.budget else "OVER"


def median(run: Callable[[], None], repeats: int) -> float:
    """The median wall time of `repeats` runs, in seconds."""
    times = []
    for _ in range(repeats):
        start = time.perf_counter()
        run()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def call(words: Sequence[str], folder: Path, *, codes: Sequence[int] = (0,)) -> Callable[[], None]:
    """A function that runs a command in `folder` and fails if it does."""

    def run() -> None:
        done = subprocess.run(words, cwd=folder, env=ENVIRONMENT, capture_output=True, check=False)
        if done.returncode not in codes:
            raise SystemExit(f"{' '.join(words)}: exit {done.returncode}\n{done.stderr.decode()}")

    return run


def measure(repeats: int) -> list[Row]:
    """Every row of the table, measured on a fresh example store."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        revtrack = str(SCRIPT)
        count = 0

        def init() -> None:
            nonlocal count
            count += 1
            call([revtrack, "init", "--example", f"crr{count}"], folder)()

        first = median(init, max(1, repeats // 3))
        store = folder / "crr1"
        editions = [str(path) for path in sorted((store / "versions").rglob("da.?.xml"))]
        bare = median(call([sys.executable, "-c", "pass"], folder), repeats)
        git = shutil.which("git") or "git"
        commands: list[tuple[str, list[str], float | None, tuple[int, ...]]] = [
            ("python -c pass", [sys.executable, "-c", "pass"], None, (0,)),
            ("git diff of the two editions' XML", [git, "diff", "--no-index", "--word-diff", *editions], None, (1,)),
            ("revtrack --help", [revtrack, "--help"], bare + 0.12, (0,)),
            ("revtrack --version", [revtrack, "--version"], bare + 0.12, (0,)),
            ("revtrack diff 9956/14:da@1 9956/14:da@2", [revtrack, "diff", "9956/14:da@1", "9956/14:da@2"], 0.35, (0,)),
            ("revtrack diff eupl@1.1 eupl@1.2", [revtrack, "diff", "eupl@1.1", "eupl@1.2"], 0.5, (0,)),
            ("revtrack log", [revtrack, "log"], 0.3, (0,)),
            ("revtrack status", [revtrack, "status"], 0.3, (0,)),
            ("revtrack lineage 9956/14", [revtrack, "lineage", "9956/14"], None, (0,)),
            ("revtrack verify", [revtrack, "verify"], None, (0,)),
        ]
        rows = []
        for name, words, budget, codes in commands:
            run = call(words, store, codes=codes)
            run()
            seconds = median(run, repeats)
            rows.append(Row(name, seconds, seconds / bare, budget))
        rows.append(Row("revtrack init --example", first, first / bare, 3.0))
        return rows


def measure_store(repeats: int) -> list[Row]:
    """The rows of the store: see store_speed.py."""
    bare = median(call([sys.executable, "-c", "pass"], Path.cwd()), repeats)
    sizes = (600, 1_000) if repeats > 1 else (20, 20)
    found = store_speed.rows(repeats, versions=sizes[0], checked=sizes[1])
    return [Row(name, seconds, seconds / bare, budget) for name, seconds, budget in found]


def write_store_page(rows: Sequence[Row]) -> None:
    """The rows of the store into the page on reliability, with the load they were measured under."""
    lines = [
        (row.name, f"{row.seconds * 1000:,.0f} ms", f"{(row.budget or 0) * 1000:,.0f} ms", row.verdict) for row in rows
    ]
    load, day = os.getloadavg()[0], datetime.datetime.now(datetime.UTC).date().isoformat()
    said = f"Measured on {day} on {os.cpu_count()} cores, with {load:.1f} processes at work on them (ours among them)."
    text = f"{page.table(('what', 'time', 'budget', ''), lines)}\n\n{said}"
    STORE_PAGE.write_text(
        page.with_block(STORE_PAGE.read_text(encoding="utf-8"), STORE_COMMAND, text), encoding="utf-8"
    )


def table(rows: Sequence[Row]) -> str:
    """The rows as text."""
    lines = [f"{'command':<54}{'ms':>8}{'x python':>10}{'budget':>9}"]
    for row in rows:
        budget = f"{row.budget * 1000:.0f}" if row.budget is not None else ""
        lines.append(f"{row.name:<54}{row.seconds * 1000:>8.0f}{row.ratio:>10.1f}{budget:>9}  {row.verdict}")
    return "\n".join(lines)


def main(words: Sequence[str]) -> int:
    """Measure, print, and write JSON if asked."""
    repeats = 1 if "--smoke" in words else REPEATS
    rows = [] if "--store" in words else measure(repeats)
    rows += measure_store(repeats)
    print(table(rows))
    if "--store" in words and "--smoke" not in words:
        write_store_page(rows)
    if "--json" in words:
        target = Path(words[words.index("--json") + 1])
        target.write_text(json.dumps([asdict(row) for row in rows], indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
