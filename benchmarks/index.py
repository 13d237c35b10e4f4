"""The cache: what listing and tracing cost with and without it, in the worked example and in a generated store.

    python -m benchmarks.index               10,000 documents, each with four references
    python -m benchmarks.index --full        100,000: the log of one work and of one document, and an addition
    python -m benchmarks.index --in FOLDER   keep the generated store there, or take the one that is there already
    python -m benchmarks.index --smoke       300, once each: fails only if a command fails, never on time
    python -m benchmarks.index --json FILE   also as JSON

Whole commands, the start of Python among them; `cold` with the cache deleted before each run, `warm` with it. Peak memory is
that of the command alone, without git. The documents are generated, and put into the store by `git fast-import`.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from benchmarks.speed import ENVIRONMENT, SCRIPT
from revtrack import akn
from revtrack.model import slugs
from revtrack.model.dates import DocumentDate
from revtrack.model.documents import Author, Edition, Source
from revtrack.model.language import Language
from revtrack.model.numbers import DocumentNumber
from revtrack.model.texts import Component, Expression, Paragraph, Role, WorkId
from revtrack.store import EditionDeposit, EditionKey, Settings, create, layout, manifest

AUTHOR = Author("Benchmark", "benchmark@example.invalid", 1_700_000_000)
WORK_OF = 20
"""Versions in each work."""
PARAGRAPHS = 12
MOST_LISTED = 10_000
"""From a larger store not every document is listed and traced: without the cache it takes minutes, and nothing is asked of it."""


@dataclass(frozen=True)
class Row:
    """One measured command: seconds, peak memory in MB, its budget in seconds if it has one."""

    name: str
    seconds: float
    megabytes: float
    budget: float | None = None

    @property
    def verdict(self) -> str:
        if self.budget is None:
            return ""
        return "within" if self.seconds <= self.budget else "OVER"


def number(n: int) -> str:
    """The n-th number: 1/60, 2/60 … 99999/60, 1/61 …"""
    return f"{n % 90_000 + 1}/{60 + n // 90_000}"


def text(n: int) -> Expression:
    """The n-th text: a version of a work of twenty. It cites the one before it, the first of its work, one that a thousand
    cite, and an act that is not held; and it speaks of an update."""
    first = n - n % WORK_OF
    cited = [number(max(first, n - 1)), number(first), number(n - n % 1000), f"{32000 + n % 97}R{n % 9999 + 1:04}"]
    year = 1970 + n % WORK_OF
    sentences = [
        f"The arrangement of document {word} is kept, as far as paragraph {i}." for i, word in enumerate(cited, 1)
    ]
    sentences.append(f"The rules were last updated in {year - 1} and are read by all who keep them.")
    sentences += [f"Keeper {n} writes line {i} of the book, and signs it." for i in range(PARAGRAPHS - len(sentences))]
    paragraphs = [Paragraph(Role.PARAGRAPH, words, f"{i}.") for i, words in enumerate(sentences, 1)]
    return Expression(
        work=WorkId(f"rules-{n // WORK_OF}"),
        number=DocumentNumber.parse(number(n)),
        language=Language.EN,
        components=(Component("main", tuple(paragraphs)),),
        date=DocumentDate(year, 3, 1),
        title=f"Rules of keeper {n}",
        label=str(year),
    )


def files(n: int) -> Iterator[tuple[str, bytes]]:
    """(path, bytes) of what the store holds of the n-th text."""
    expression = text(n)
    key = EditionKey(expression.work, slugs.slug(expression.number), "en", 1)
    xml = akn.write_edition(Edition(expression))
    source = Source(f"{n}\n".encode(), "text/plain", "txt", "in.txt")
    deposit = EditionDeposit(expression.work, expression.number, Language.EN, 1, xml, source)
    path, original = layout.xml_path(2, key), layout.source_path(2, key, "txt")
    yield path, xml
    yield original, source.data
    yield layout.manifest_path(2, key), manifest.write(deposit, path, manifest.original_facts(original, source))


def generate(folder: Path, count: int) -> None:
    """A bare store of that many texts, in one commit."""
    create(folder, settings=Settings(title="Generated", fanout=2), author=AUTHOR, bare=True).close()
    words = ["git", f"--git-dir={folder}", "fast-import", "--quiet"]
    with subprocess.Popen(words, stdin=subprocess.PIPE) as child:
        if child.stdin is None:
            raise SystemExit("git fast-import takes no input")
        who = f"{AUTHOR.name} <{AUTHOR.email}> {AUTHOR.time} +0000\n"
        child.stdin.write(f"commit refs/heads/main\ncommitter {who}data 3\nAdd\nfrom refs/heads/main^0\n".encode())
        for n in range(count):
            for path, data in files(n):
                child.stdin.write(f"M 100644 inline {path}\ndata {len(data)}\n".encode() + data + b"\n")
        child.stdin.close()
    if child.returncode:
        raise SystemExit("git fast-import failed")


def once(words: Sequence[str], home: Path) -> tuple[float, float]:
    """(seconds, peak memory in MB) of one run of revtrack. SystemExit if it fails."""
    environment = ENVIRONMENT | {"XDG_STATE_HOME": str(home)}
    start = time.perf_counter()
    child = subprocess.Popen([str(SCRIPT), *words], env=environment, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(child.pid, 0)
    seconds = time.perf_counter() - start
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise SystemExit(f"revtrack {' '.join(words)}: exit {child.returncode}")
    return seconds, used.ru_maxrss / 1024


def measured(
    name: str, words: Sequence[str], inside: Path, home: Path, *, repeats: int, budget: float | None = None
) -> Iterator[Row]:
    """The rows of a command, cold and warm."""
    cold = []
    for _ in range(max(1, repeats // 3)):
        for path in inside.glob("cache-*"):
            path.unlink()
        cold.append(once(words, home))
    warm = [once(words, home) for _ in range(repeats)]
    for state, runs, limit in (("cold", cold, None), ("warm", warm, budget)):
        seconds, megabytes = (statistics.median(run[part] for run in runs) for part in (0, 1))
        yield Row(f"{name}, {state}", seconds, megabytes, limit)


def additions(stores: Sequence[tuple[str, Path]], scratch: Path, home: Path, repeats: int) -> Iterator[Row]:
    """One short text added to each store by the command, in turn: what comes first fills the memo of roots and is left out."""
    took: dict[str, list[tuple[float, float]]] = {name: [] for name, _ in stores}
    for n in range(repeats + 1):
        source = scratch / f"{n}.txt"
        source.write_text(f"Rules\n\n1. Rule {n}.\n", encoding="utf-8")
        for name, store in stores:
            words = ("add", str(source), "--as", f"added-{time.time_ns()}", "--work", f"new-{time.time_ns()}")
            said = (*words, "--lang", "en", "--date", "2020-01-01", "--no-input")
            took[name].append(once(["-C", str(store), *said], home))
    for name, runs in took.items():
        seconds, megabytes = (statistics.median(run[part] for run in runs[1:]) for part in (0, 1))
        yield Row(f"{name}: add one short text to a work of its own", seconds, megabytes)


def measure(count: int, repeats: int, kept_in: Path | None) -> Iterator[Row]:
    """Every row of the table."""
    with tempfile.TemporaryDirectory() as scratch:
        home, example, empty = (Path(scratch, name) for name in ("state", "example", "empty.git"))
        store = (kept_in or Path(scratch)) / f"{count}.git"
        once(["init", "--example", str(example)], home)
        for words, budget in ((["log"], 0.3), (["status"], 0.3), (["lineage", "9956/14"], None)):
            asked = ["-C", str(example), *words]
            inside = example / ".git" / "revtrack"
            yield from measured(f"example: {' '.join(words)}", asked, inside, home, repeats=repeats, budget=budget)
        once(["init", "--bare", str(empty)], home)
        if not store.exists():
            generate(store, count)
        middle = number(count // 2 + WORK_OF // 2)
        commands: list[tuple[list[str], float | None]] = [
            (["log", f"rules-{count // WORK_OF // 2}"], 0.5),
            (["log", middle], 0.5),
            *(() if count > MOST_LISTED else ((["log"], None), (["lineage", middle], 1.0))),
        ]
        for words, budget in commands:
            asked = ["-C", str(store), "--json", *words]
            name = f"{count:,} texts: {' '.join(words)}"
            yield from measured(name, asked, store / "revtrack", home, repeats=repeats, budget=budget)
        yield from additions((("no text yet", empty), (f"{count:,} texts", store)), Path(scratch), home, repeats)
        kept = sum(path.stat().st_size for path in (store / "revtrack").glob("cache-*"))
        yield Row(f"{count:,} texts: size of the cache in MB", 0.0, kept / (1 << 20))


def table(rows: Sequence[Row]) -> str:
    """The rows as text."""
    lines = [f"{'command':<52}{'ms':>9}{'MB':>7}{'budget':>9}"]
    for row in rows:
        budget = f"{row.budget * 1000:.0f}" if row.budget is not None else ""
        lines.append(
            f"{row.name:<52}{row.seconds * 1000:>9.0f}{row.megabytes:>7.0f}{budget:>9}  {row.verdict}".rstrip()
        )
    return "\n".join(lines)


def main(words: Sequence[str]) -> int:
    """Measure, print, and write JSON if asked."""
    count = 100_000 if "--full" in words else 300 if "--smoke" in words else 10_000
    kept_in = Path(words[words.index("--in") + 1]) if "--in" in words else None
    rows = list(measure(count, 1 if "--smoke" in words else 5, kept_in))
    print(table(rows))
    if "--json" in words:
        target = Path(words[words.index("--json") + 1])
        target.write_text(json.dumps([asdict(row) for row in rows], indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
