"""Speed and memory of reading PDF, in the limited child as `add` reads it.

    python -m benchmarks.pdf           200 pages in one column and in two, written into docs/analysis/pdf.md
    python -m benchmarks.pdf --smoke   a few pages: fails only on a broken run, never on time

The files are made here, from the words of the Danish text of the example: some 3,500 characters a page, with a head and a foot.
"""

from __future__ import annotations

import datetime
import os
import random
import resource
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.page import table, with_block
from benchmarks.store_speed import danish
from revtrack.ingest import read_in_child
from tests.pdf_samples import Page, pdf, show, wrapped

COMMAND = "python -m benchmarks.pdf"
PAGE = Path(__file__).resolve().parents[1] / "docs" / "analysis" / "pdf.md"
BUDGET_SECONDS, BUDGET_MB = 5.0, 512
REPEATS = 3
TOP, FOOT, LEAD = 780, 80, 14


def printed(pages: int, columns: int) -> bytes:
    """A document of so many pages in so many columns."""
    chance = random.Random(f"{pages} {columns}")  # noqa: S311 - the same text every time
    words = [word for word in danish().split() if word.strip(",.").isalpha()]
    size, wide = (12.0, 455) if columns == 1 else (10.0, 215)
    texts = _texts(chance, words, wide, size)
    return pdf(*(_page(number + 1, columns, texts, size) for number in range(pages)))


def _texts(chance: random.Random, words: Sequence[str], wide: float, size: float) -> Iterator[str]:
    """Lines of numbered paragraphs, without end; "" is a gap."""
    number = 0
    while True:
        number += 1
        text = " ".join(chance.choices(words, k=chance.randint(25, 90))).strip(",.")
        yield from wrapped(f"{number}. {text[:1].upper()}{text[1:]}.", wide, size)
        yield ""


def _page(number: int, columns: int, texts: Iterator[str], size: float) -> Page:
    content = show(70, 815, "14781/1/05 REV 1", 9) + show(300, 40, str(number), 9)
    for column in range(columns):
        for y in range(TOP, FOOT, -LEAD if columns == 1 else -12):
            if line := next(texts):
                content += show(70 + 240 * column, y, line, size)
    return Page(content)


def measured(pages: int, columns: int) -> tuple[float, float, int, int]:
    """Seconds, those of the processor, MB of the child, and paragraphs; in a process of its own, so that they are its child's."""
    words = [sys.executable, "-m", "benchmarks.pdf", "--one", str(pages), str(columns)]
    done = subprocess.run(words, capture_output=True, text=True, check=True)
    seconds, processor, memory, paragraphs = done.stdout.split()
    return float(seconds), float(processor), int(memory), int(paragraphs)


def one(pages: int, columns: int) -> int:
    """Read one document and print what it took."""
    data = printed(pages, columns)
    start = time.perf_counter()
    reading = read_in_child(data, "a.pdf")
    seconds = time.perf_counter() - start
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    print(
        seconds,
        used.ru_utime + used.ru_stime,
        used.ru_maxrss // 1024,
        sum(len(component.paragraphs) for component in reading.components),
    )
    return 0


def main(words: Sequence[str]) -> int:
    """Measure, print, and write the page unless it is only a trial."""
    if words[:1] == ["--one"]:
        return one(int(words[1]), int(words[2]))
    smoke = "--smoke" in words
    sizes = ((3, 1), (3, 2)) if smoke else ((200, 1), (200, 2))
    rows = []
    for pages, columns in sizes:
        found = [measured(pages, columns) for _ in range(1 if smoke else REPEATS)]
        seconds, processor = (sorted(each[at] for each in found)[len(found) // 2] for at in (0, 1))
        memory = max(each[2] for each in found)
        within = "within" if seconds <= BUDGET_SECONDS and memory <= BUDGET_MB else "OVER"
        noun = "column" if columns == 1 else "columns"
        times = (f"{seconds:.1f} s", f"{processor:.1f} s", f"{memory} MB")
        rows.append((f"{pages} pages, {columns} {noun}", f"{found[0][3]:,}", *times, within))
    shown = table(
        ("what", "paragraphs", "time", "of it processor", "memory", f"{BUDGET_SECONDS:.0f} s, {BUDGET_MB} MB"), rows
    )
    print(shown)
    if not smoke:
        load, day = os.getloadavg()[0], datetime.datetime.now(datetime.UTC).date().isoformat()
        said = f"{shown}\n\nMeasured on {day}, {os.cpu_count()} cores, {load:.1f} processes at work on them."
        PAGE.write_text(with_block(PAGE.read_text(encoding="utf-8"), COMMAND, said), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
