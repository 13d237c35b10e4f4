"""Accuracy of alignment on the yardstick's pairs: revtrack and every installed peer, side by side in one run.

python -m benchmarks.alignment                      all sets, all installed peers; prints tables, keeps the rows as JSON
python -m benchmarks.alignment --docs               also into docs/alignment.md
python -m benchmarks.alignment --smoke              a few small pairs and one peer: fails only if a comparison breaks
python -m benchmarks.alignment --only revtrack      measures these tools anew and takes the other rows from the JSON file
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from benchmarks.beside import SHARED, Row, Yardstick, absent, yardstick
from benchmarks.goals import SUBJECT
from benchmarks.page import PAGE, with_block
from benchmarks.sets import GROUPS, SETS, Group, smallest
from benchmarks.tables import BASE, report, when

COMMAND = "python -m benchmarks.alignment --docs"
ROOT = Path(__file__).resolve().parents[1]
RESULTS = Path(__file__).resolve().parent / "results" / "alignment.json"
ADAPTER = "benchmarks.yardstick:align"
PACKAGES = ("diff-match-patch", "redlines", "xmldiff", "python-redlines")

MOST_PARAGRAPHS = {"xmldiff": 600, "redlines": 1_500, "python_redlines": 1_500}
"""Peers whose cost grows with the square or worse are not asked for more than this."""


def measure(group: Group, tools: Sequence[str], asked: argparse.Namespace, found: Yardstick) -> Iterator[Row]:
    """One row for each tool on each pair of the group, as they come."""
    with tempfile.TemporaryDirectory() as scratch:
        paths = group.paths(found, Path(scratch))
        for path in smallest(paths) if asked.smoke else paths:
            print(f"{group.name}: {path.name}", file=sys.stderr, flush=True)
            for tool in tools:
                yield {**_row(tool, path, asked.limit, found), "tool": tool, "group": group.name}


def _row(tool: str, path: Path, limit: float, found: Yardstick) -> Row:
    pair = found.read(path)
    most = MOST_PARAGRAPHS.get(tool, pair.size)
    if pair.size > most:
        kept = {"pair": pair.name, "kind": found.kind_of(pair), "size": pair.size}
        return {**kept, "fail": f"not run above {most:,} paragraphs"}
    return found.run(ADAPTER if tool == SUBJECT else tool, path, pair, limit)


def chosen(asked: argparse.Namespace, found: Yardstick) -> list[str]:
    """The tools to measure: revtrack and the peers asked for that are installed; of the others a line says what they need."""
    words = asked.only or f"{SUBJECT},{BASE if asked.smoke else asked.peers}"
    named = [name for word in words.split(",") for name in (found.peers if word == "all" else [word])]
    wanted = [name for name in named if name not in ("", "none")]
    unknown = [name for name in wanted if name not in (*found.peers, SUBJECT)]
    if unknown:
        raise SystemExit(f"no such peer: {', '.join(unknown)}; there are {', '.join(found.peers)}")
    peers = found.installed([name for name in wanted if name != SUBJECT], print)
    return [SUBJECT, *peers] if SUBJECT in wanted else peers


def kept(file: Path) -> list[Row]:
    """The rows of the file, none if it is not there."""
    rows: list[Row] = json.loads(file.read_text(encoding="utf-8")) if file.exists() else []
    return rows


def together(before: Sequence[Row], fresh: Sequence[Row]) -> list[Row]:
    """All rows; where a tool was measured anew on a pair, the fresh one."""
    anew = {_key(row) for row in fresh}
    return [*(row for row in before if _key(row) not in anew), *fresh]


def _key(row: Row) -> tuple[str, str, str]:
    return row["tool"], row["group"], row["pair"]


def broken(rows: Iterable[Row]) -> list[Row]:
    """Rows in which revtrack gave no answer for another reason than time."""
    return [row for row in rows if row["tool"] == SUBJECT and not str(row.get("fail", "over")).startswith("over")]


def versions() -> str:
    """One line that names what was measured."""
    git = subprocess.run(["git", "--version"], capture_output=True, text=True, check=False).stdout.split()[2:3]
    told = [f"Python {platform.python_version()}", *(f"git {number}" for number in git)]
    for package in PACKAGES:
        try:
            told.append(f"{package} {version(package)}")
        except PackageNotFoundError:
            told.append(f"{package} not installed")
    return ", ".join(told)


def options(words: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.alignment", description=str(__doc__).split("\n")[0])
    parser.add_argument("--shared", type=Path, default=SHARED, help="where the yardstick and its data are")
    parser.add_argument("--smoke", action="store_true", help="a few small pairs of each set, and one peer")
    parser.add_argument("--sets", default=",".join(SETS), help=f"comma-separated: {', '.join(SETS)}")
    parser.add_argument("--peers", default="all", help="all that are installed, none, or a comma-separated list")
    parser.add_argument("--only", default="", help="measure these tools only; other rows are those of the JSON file")
    parser.add_argument("--keep", action="store_true", help="keep the rows of the JSON file that are not measured anew")
    parser.add_argument("--limit", type=float, default=15, help="wall seconds for one tool on one pair (15)")
    parser.add_argument("--json", type=Path, default=RESULTS, help="where the rows go")
    parser.add_argument("--docs", action="store_true", help="write the tables into docs/alignment.md")
    return parser.parse_args(words)


def main(words: Sequence[str]) -> int:
    """Measure, print, keep; 1 if revtrack broke on a pair."""
    asked = options(words)
    found = yardstick(asked.shared.resolve())
    if found is None:
        print(absent(asked.shared))
        return 0
    os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH"))))
    rows = measured(asked, found)
    text = f"{when(rows)} {versions()}.\n\n{report(rows, found)}"
    print(f"A smoke slice: its figures say that it runs, and no more.\n\n{text}" if asked.smoke else text)
    if asked.docs:
        PAGE.write_text(with_block(PAGE.read_text(encoding="utf-8"), COMMAND, text), encoding="utf-8")
    for row in broken(rows):
        print(f"{row['group']}, {row['pair']}: {row['fail']}", file=sys.stderr)
    return int(bool(broken(rows)))


def measured(asked: argparse.Namespace, found: Yardstick) -> list[Row]:
    """The rows of this run, with those kept from the file; written to it as each group is done, unless it is a smoke run."""
    started = time.strftime("%Y-%m-%d %H:%M")
    before = kept(asked.json) if asked.keep or asked.only else []
    tools = chosen(asked, found)
    fresh: list[Row] = []
    for group in GROUPS:
        if group.set in asked.sets.split(",") and (group.in_smoke or not asked.smoke):
            fresh += [{**row, "at": started} for row in measure(group, tools, asked, found)]
            if not asked.smoke:
                asked.json.parent.mkdir(parents=True, exist_ok=True)
                asked.json.write_text(json.dumps(together(before, fresh), indent=1) + "\n", encoding="utf-8")
    return together(before, fresh)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
