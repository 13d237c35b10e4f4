"""Figures for the promises of docs/reliability.md: the torture kit against the installed command line, test by test.

python -m benchmarks.reliability kills writers …   run these tests of the kit in full, keep what they print, write the page
python -m benchmarks.reliability                   every test; hours
    --seconds N     stop each test after so long: a partial count, and the row says so
    --times N       each test so many times over, added up (an add makes four blobs for "emptied", which aims at twenty)
    --shared DIR    where the kit is
    --read FILE     take in what was printed before, instead of running anything

The page itself keeps the results, test by test, so a total can be put together from several runs; it says when each was made.
"""

from __future__ import annotations

import argparse
import datetime
import os
import re
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from benchmarks.beside import SHARED
from benchmarks.page import block, table, with_block

COMMAND = "python -m benchmarks.reliability"
PAGE = Path(__file__).resolve().parents[1] / "docs" / "reliability.md"
PART = Path(__file__).with_name("part.py")
TESTS = (
    *("kills", "faults", "writers", "same", "disk", "fsync", "emptied", "damage", "tamper"),
    *("bounded", "walled", "folder", "names", "shown", "patterns"),
)
_LINE = re.compile(r"([RS][0-9]{1,2}) +(held|partly|SHORT|skipped) +(.*)")
_ROW = re.compile(r"\| ([RS][0-9]{1,2}) \| (.*) \| (held|partly|SHORT|skipped) \| ([0-9-]{10}) \|")
_DAY = re.compile(r"[A-Z][a-z]{2} ([A-Z][a-z]{2}) +([0-9]{1,2}) [0-9:]{8} [A-Z]{3,4} ([0-9]{4})")

Row = dict[str, str]


def read(text: str, day: str) -> list[Row]:
    """The kit's lines as rows; a line with a date gives the day of those after it."""
    rows = []
    for line in text.splitlines():
        found, dated = _LINE.match(line.strip()), _DAY.match(line.strip())
        if dated:
            day = datetime.datetime.strptime(" ".join(dated.groups()), "%b %d %Y").date().isoformat()
        elif found:
            rows.append({"promise": found[1], "verdict": found[2], "said": found[3], "day": day})
    return rows


def kept(page: str) -> list[Row]:
    """The rows that stand in the page."""
    found = (_ROW.fullmatch(line) for line in block(page, COMMAND).splitlines())
    return [{"promise": row[1], "said": row[2], "verdict": row[3], "day": row[4]} for row in found if row]


def run(test: str, asked: argparse.Namespace) -> list[Row]:
    """What one test of the kit says of the revtrack beside this interpreter."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}"
    env = dict(os.environ) | {"PATH": path, "PYTHONDONTWRITEBYTECODE": "1"}
    words = [sys.executable, "-m", "torture", test, "--target", "revtrack"]
    if asked.seconds or asked.times > 1:
        words = [sys.executable, str(PART), test, str(asked.seconds or 1e9), str(asked.times)]
        env["PYTHONPATH"] = str(asked.shared.resolve())
    done = subprocess.run(words, cwd=asked.shared, env=env, capture_output=True, text=True, check=False)
    rows = read(done.stdout, datetime.datetime.now(datetime.UTC).date().isoformat())
    if not rows:
        print(f"{test}: {(done.stderr or done.stdout).strip()[-300:]}", file=sys.stderr)
    return rows


def key(row: Mapping[str, str]) -> str:
    """What tells one line from another: its promise, and what was counted ("1000 kills" is of "kills")."""
    counted = re.search(r": [0-9,]+ ([a-z]+)", row["said"])
    return f"{row['promise']} {counted[1] if counted else ''}"


def shown(rows: Sequence[Mapping[str, str]]) -> str:
    """The table of the page."""
    ordered = sorted(rows, key=lambda row: (row["promise"][0], int(row["promise"][1:]), row["said"]))
    lines = [(row["promise"], row["said"].replace("|", "/"), row["verdict"], row["day"]) for row in ordered]
    return table(("promise", "what was done and found", "verdict", "on"), lines)


def main(words: Sequence[str]) -> int:
    """Run or read, keep, write the page; 1 if a promise falls short."""
    parser = argparse.ArgumentParser(prog=COMMAND, description=__doc__.split("\n")[0])
    parser.add_argument("tests", nargs="*", metavar="TEST", help=", ".join(TESTS))
    parser.add_argument("--seconds", type=float, default=0.0, help="stop each test after so long")
    parser.add_argument("--times", type=int, default=1, help="each test so many times over")
    parser.add_argument("--shared", type=Path, default=SHARED, help="where the kit is")
    parser.add_argument("--read", type=Path, help="take in what the kit printed before")
    asked = parser.parse_args(words)
    if asked.read is None and not (asked.shared / "torture").is_dir():
        print(f"skipped: no torture kit at {asked.shared / 'torture'}")
        return 0
    page = PAGE.read_text(encoding="utf-8")
    held = {key(row): row for row in kept(page)}
    found = (
        read(asked.read.read_text(encoding="utf-8"), "")
        if asked.read
        else [row for test in asked.tests or TESTS for row in run(test, asked)]
    )
    held.update({key(row): row for row in found})
    text = shown(list(held.values()))
    PAGE.write_text(with_block(page, COMMAND, text), encoding="utf-8")
    print(text)
    return int(any(row["verdict"] == "SHORT" for row in found))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
