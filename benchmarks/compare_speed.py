"""Speed and memory of a comparison: how cost grows with size, the worst cases, bad input; beside git's word diff.

python -m benchmarks.compare_speed               every case, each in a process of its own; ratios to git in the same run
python -m benchmarks.compare_speed --smoke       small cases only; fails only if a comparison breaks, never on time
python -m benchmarks.compare_speed --docs        also into docs/alignment.md
    --shared DIR    where the yardstick and its data are, for pairs of real law
    --limit N       wall seconds for one comparison (60)
    --json FILE     rows as JSON (benchmarks/results/compare_speed.json)
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks.beside import SHARED, absent, yardstick
from benchmarks.cases import CASES, SMOKE_DIVISOR, Case, smoke
from benchmarks.page import PAGE, with_block
from benchmarks.speed_tables import Row, failed, tables

COMMAND = "python -m benchmarks.compare_speed --docs"
ROOT = Path(__file__).resolve().parents[1]
RESULTS = Path(__file__).resolve().parent / "results" / "compare_speed.json"


def child(words: Sequence[str], limit: float) -> dict[str, Any]:
    """What `one_case` printed, or an outcome that says why it printed nothing."""
    command = [sys.executable, "-m", "benchmarks.one_case", *words]
    try:
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=limit, check=False)
    except subprocess.TimeoutExpired:
        return {"outcome": f"over {limit:g} s"}
    if done.returncode:
        last = done.stderr.strip().splitlines()[-1:] or [f"exit {done.returncode}"]
        return {"outcome": f"failed: {last[0]}"}
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def measure(case: Case, divisor: int, shared: Path, limit: float) -> Row:
    """One row: revtrack's answer and, where it means something, git's."""
    source = [case.key, str(divisor), str(shared)]
    row = {"case": case.key, "revtrack": child(["compare", *source], limit)}
    if case.beside_git:
        with tempfile.TemporaryDirectory() as folder:
            child(["write", *source, folder], limit)
            row["git"] = child(["git", folder], limit)
    return row


def options(words: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.compare_speed", description=__doc__.split("\n")[0])
    parser.add_argument("--smoke", action="store_true", help="small cases only")
    parser.add_argument("--docs", action="store_true", help="write the tables into docs/alignment.md")
    parser.add_argument("--shared", type=Path, default=SHARED, help="where the yardstick and its data are")
    parser.add_argument("--limit", type=float, default=60, help="wall seconds for one comparison (60)")
    parser.add_argument("--json", type=Path, default=RESULTS, help="where the rows go")
    return parser.parse_args(words)


def main(words: Sequence[str]) -> int:
    """Measure, print, keep; 1 if a comparison broke."""
    asked = options(words)
    cases, divisor = (smoke(), SMOKE_DIVISOR) if asked.smoke else (CASES, 1)
    if not asked.smoke and yardstick(asked.shared) is None:
        print(absent(asked.shared))
        cases = tuple(case for case in cases if case.make)
    rows = []
    for case in cases:
        print(case.key, file=sys.stderr, flush=True)
        rows.append(measure(case, 1 if case.part == "size" else divisor, asked.shared, asked.limit))
    text = tables(rows)
    print(f"Worst cases and bad input at 1/{divisor} of their size.\n\n{text}" if divisor > 1 else text)
    if not asked.smoke:
        asked.json.parent.mkdir(parents=True, exist_ok=True)
        asked.json.write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")
    if asked.docs:
        PAGE.write_text(with_block(PAGE.read_text(encoding="utf-8"), COMMAND, text), encoding="utf-8")
    return int(any(failed(row) for row in rows))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
