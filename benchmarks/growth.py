"""Growth: what one addition costs beside many documents, as a ratio to the same addition in an empty store, in one run.

    python -m benchmarks.growth               beside 100,000 documents: each in a work of its own, and all in one work
    python -m benchmarks.growth --in FOLDER   keep the made stores there, or take those that are there already
    python -m benchmarks.growth --smoke       beside 300, few times each: fails only if something fails, never on time

Additions are made in turns, in the store that holds many and in the empty one: through the store in one process, and as a whole
command. All stores are bare and fanned out. What is held is made by plain git: every number has a record, an edition and a
manifest, of a few bytes each, since an addition reads none of them. The first addition finds nothing kept and is told apart.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from benchmarks.index import AUTHOR, once
from benchmarks.store_speed import remembering_in
from revtrack.model.documents import Source
from revtrack.model.language import Language
from revtrack.model.numbers import DocumentNumber
from revtrack.model.texts import WorkId
from revtrack.store import EditionDeposit, EditionKey, EventKind, GitStore, Settings, create, layout, open_store
from revtrack.store.objects import Objects, object_id
from revtrack.store.process import Git, signed_by
from revtrack.store.trees import Trees, build

GOAL = 1.2
CONTENTS = (b"1\n", b"2\n", b"3\n")
ONE = "one"


class Row(NamedTuple):
    """What was measured: seconds in the empty store and beside many, the goal of their ratio (0 for none)."""

    name: str
    empty: float
    beside: float
    goal: float = GOAL


def work_of(n: int, *, alone: bool) -> str:
    """The work of the n-th document."""
    return f"work-{n}" if alone else ONE


def paths(n: int, *, alone: bool) -> tuple[str, ...]:
    """Where the three files of the n-th document lie."""
    key = EditionKey(work_of(n, alone=alone), f"{n + 1}-14", "da", 1)
    return layout.xml_path(2, key), layout.manifest_path(2, key), f"{layout.number_folder(2, key)}/record.xml"


def generate(folder: Path, count: int, *, alone: bool) -> None:
    """A bare store of that many numbers, each in a work of its own, or all in one."""
    create(folder, settings=Settings(title="Grown", fanout=2), author=AUTHOR, bare=True).close()
    files = (paths(n, alone=alone) for n in range(count))
    if alone:
        import_works(folder, files)
    else:
        write_work(folder, files)


def import_works(folder: Path, files: Iterable[tuple[str, ...]]) -> None:
    """These files in one commit, by `git fast-import`, which is quick for many folders."""
    words = ["git", f"--git-dir={folder}", "fast-import", "--quiet"]
    with subprocess.Popen(words, stdin=subprocess.PIPE) as child:
        if child.stdin is None:
            raise SystemExit("git fast-import takes no input")
        who = f"{AUTHOR.name} <{AUTHOR.email}> {AUTHOR.time} +0000\n"
        for mark, data in enumerate(CONTENTS, 1):
            child.stdin.write(f"blob\nmark :{mark}\ndata {len(data)}\n".encode() + data + b"\n")
        child.stdin.write(f"commit refs/heads/main\ncommitter {who}data 3\nAdd\nfrom refs/heads/main^0\n".encode())
        for row in files:
            child.stdin.write("".join(f"M 100644 :{mark} {path}\n" for mark, path in enumerate(row, 1)).encode())
        child.stdin.close()
    if child.returncode:
        raise SystemExit("git fast-import failed")


def write_work(folder: Path, files: Iterable[tuple[str, ...]]) -> None:
    """These files in one commit, tree by tree: `git fast-import` takes hours for one folder of 100,000."""
    git = Git(folder)
    objects = Objects(git)
    names = [object_id("blob", data) for data in CONTENTS]
    made: dict[str, bytes] = {}
    now = git.line("rev-parse", "main^{tree}")
    changes: dict[str, str | None] = {path: name for row in files for path, name in zip(row, names, strict=True)}
    tree = build(Trees(objects), now, changes, made)
    for kind, contents in (("blob", CONTENTS), ("tree", tuple(made.values()))):
        for data in contents:
            git.run("hash-object", "-w", "-t", kind, "--stdin", data=data)
    commit = git.line("commit-tree", tree, "-p", "main", data=b"Add\n", env=signed_by(AUTHOR))
    git.run("update-ref", "refs/heads/main", commit)
    objects.close()


def deposit(n: int, *, alone: bool) -> EditionDeposit:
    """A short text under a number that nobody holds."""
    source = Source(b"in %d\n" % n, "text/plain", "txt", "in.txt")
    number = DocumentNumber.read(f"{n}/12")
    return EditionDeposit(WorkId(work_of(n, alone=alone)), number, Language.DA, 1, b"<doc>%d</doc>\n" % n, source)


def added(store: GitStore, n: int, *, alone: bool) -> float:
    """The seconds that one addition takes."""
    start = time.perf_counter()
    store.add([deposit(n, alone=alone)], kind=EventKind.ADD, summary="Add", author=AUTHOR)
    return time.perf_counter() - start


def in_store(empty: Path, grown: Path, times: int, *, alone: bool) -> Iterator[tuple[float, float]]:
    """(seconds in the empty store, seconds in the other) of so many additions in turns, the first of each told first."""
    stores = [open_store(empty), open_store(grown)]
    base = time.time_ns() // 1000
    for n in range(times + 1):
        one, other = (added(store, base + n, alone=alone) for store in stores)
        yield one, other
    for store in stores:
        store.close()


def as_command(empty: Path, grown: Path, scratch: Path, times: int, *, alone: bool) -> tuple[float, float]:
    """The median seconds of `revtrack add` in the empty store and in the other."""
    took: dict[Path, list[float]] = {empty: [], grown: []}
    for n in range(times):
        source = scratch / f"{n}.txt"
        source.write_text(f"Rules\n\n1. Rule {n}.\n", encoding="utf-8")
        stamp = time.time_ns()
        words = ("add", str(source), "--as", f"added-{stamp}", "--work", f"new-{stamp}" if alone else ONE)
        said = (*words, "--lang", "en", "--date", "2020-01-01", "--no-input")
        for store, runs in took.items():
            runs.append(once(["-C", str(store), *said], scratch / "state")[0])
    return statistics.median(took[empty]), statistics.median(took[grown])


def measure(count: int, times: int, commands: int, kept_in: Path | None) -> Iterator[Row]:
    """The rows of both shapes."""
    for alone, shape in ((True, f"{count:,} works of one number"), (False, f"one work of {count:,} numbers")):
        with tempfile.TemporaryDirectory() as made, remembering_in(Path(made) / "state"):
            scratch = Path(made)
            empty, grown = scratch / "empty.git", (kept_in or scratch) / f"{count}-{'many' if alone else 'one'}.git"
            create(empty, settings=Settings(title="Empty", fanout=2), author=AUTHOR, bare=True).close()
            if not grown.exists():
                generate(grown, count, alone=alone)
            first, *rest = in_store(empty, grown, times if alone else max(1, times // 10), alone=alone)
            ones, others = zip(*rest, strict=True)
            yield Row(f"{shape}: the first, nothing kept yet", *first, goal=0)
            yield Row(f"{shape}: in the store", statistics.median(ones), statistics.median(others))
            yield Row(f"{shape}: as a command", *as_command(empty, grown, scratch, commands, alone=alone))


def shown(row: Row) -> str:
    """A row as text."""
    ratio = row.beside / row.empty
    told = f"{row.goal:.1f}  {'within' if ratio <= row.goal else 'OVER'}" if row.goal else ""
    return f"{row.name:<56}{row.empty * 1000:>10.0f}{row.beside * 1000:>9.0f}{ratio:>8.2f}   {told}".rstrip()


def main(words: Sequence[str]) -> int:
    """Measure, and print."""
    count, times, commands = (300, 10, 1) if "--smoke" in words else (100_000, 1000, 15)
    kept_in = Path(words[words.index("--in") + 1]) if "--in" in words else None
    print(f"{'one addition beside':<56}{'empty ms':>10}{'ms':>9}{'ratio':>8}{'goal':>6}")
    for row in measure(count, times, commands, kept_in):
        print(shown(row), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
