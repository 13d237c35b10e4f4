"""Speed and memory of intake in bulk: a thousand short texts by a manifest, as the whole command, and what of it is reading.

python -m benchmarks.intake            1,000 texts of about 4 KB
python -m benchmarks.intake --smoke    40 of them: that it runs
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.store_speed import SCRIPT, environment

GOAL_SECONDS, GOAL_MEBIBYTES = 60.0, 512
"""For a thousand texts: issue 7."""
SIZE = 4_000
_SENTENCES = (
    "The reading room opens at {n} minutes past nine, as set out in paragraph {p}.",
    "Every reader signs the register of {y}/14 before entering, and again on leaving.",
    "A reader may see at most {n} boxes a day; the desk keeps a list of them.",
    "Damage is reported to the desk at once, and the report is kept with the box.",
)


def text(number: int) -> str:
    """About 4 KB of rules in numbered paragraphs, of their own for each number."""
    lines = [f"Rules for reading room {number}"]
    at = 0
    while sum(map(len, lines)) < SIZE - 60:
        at += 1
        sentence = _SENTENCES[(number + at) % len(_SENTENCES)]
        lines.append(f"{at}. {sentence.format(n=number % 50 + at, p=max(1, at - 1), y=1000 + number)}")
    return "\n\n".join(lines) + "\n"


def lay_out(folder: Path, many: int) -> Path:
    """The texts and their manifest."""
    rows = ["file;work;label;lang;date;revises"]
    (folder / "texts").mkdir()
    for number in range(many):
        name = f"texts/{number:04}.txt"
        (folder / name).write_text(text(number), encoding="utf-8")
        revises = number - 1 if number % 3 else ""
        rows.append(f"{name};rules-{number // 3};{number};en;{1990 + number % 3}-05-19;{revises}")
    table = folder / "batch.csv"
    table.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return table


def measured(words: list[str], folder: Path) -> tuple[float, float, float]:
    """Wall seconds, processor seconds and peak memory (MiB, of its largest process) of a command that has to succeed."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    done = subprocess.run(words, cwd=folder, env=environment(), capture_output=True, check=False)
    wall = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode:
        raise SystemExit(f"{' '.join(words)}: exit {done.returncode}\n{done.stdout.decode()}{done.stderr.decode()}")
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return wall, used, after.ru_maxrss / 1024


def rows(many: int) -> Iterator[tuple[str, float, float, float]]:
    """(what, wall seconds, processor seconds, peak MiB): the start alone, a dry run, the batch, the same batch again."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        os.environ["XDG_STATE_HOME"] = str(folder / "state")
        table = lay_out(folder, many)
        measured([str(SCRIPT), "init", "store"], folder)
        yield "the program alone (--version)", *measured([str(SCRIPT), "--version"], folder)
        words = [str(SCRIPT), "-C", "store", "add", "--manifest", str(table), "--no-input"]
        for what, more in (("check and read all (--dry-run)", ["-n"]), ("add all", []), ("add all again", [])):
            yield f"{what}, {many:,} texts", *measured([*words, *more], folder)
        yield "verify", *measured([str(SCRIPT), "-C", "store", "verify"], folder)


def main(words: list[str]) -> int:
    """Print the table; 1 if a goal for a thousand texts is not met."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--smoke", action="store_true", help="40 texts, no goal")
    smoke = parser.parse_args(words).smoke
    many = 40 if smoke else 1000
    print(f"load before: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    print(f"| {'what':<46} | {'wall s':>8} | {'cpu s':>8} | {'ms a text':>9} | {'peak MiB':>8} |")
    print(f"|{'-' * 48}|{'-' * 9}:|{'-' * 9}:|{'-' * 10}:|{'-' * 9}:|")
    missed = False
    for what, wall, used, peak in rows(many):
        each = f"{wall / many * 1000:.1f}" if "texts" in what else ""
        print(f"| {what:<46} | {wall:8.1f} | {used:8.1f} | {each:>9} | {peak:8.0f} |", flush=True)
        if what.startswith("add all,"):
            missed = wall > GOAL_SECONDS or peak > GOAL_MEBIBYTES
            shares = (
                f"{wall / GOAL_SECONDS:.2f} of {GOAL_SECONDS:.0f} s",
                f"{peak / GOAL_MEBIBYTES:.2f} of {GOAL_MEBIBYTES} MiB",
            )
    if not smoke:
        print(f"add all takes {' and '.join(shares)}")
    return int(missed and not smoke)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
