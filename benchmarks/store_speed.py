"""Speed of the store: many deposits at once, one durable addition, and `verify` of a thousand versions."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from revtrack import resources
from revtrack.model.documents import Author, Source
from revtrack.model.language import Language
from revtrack.model.numbers import DocumentNumber
from revtrack.model.texts import WorkId
from revtrack.store import Deposit, EditionDeposit, EventKind, GitStore, MemoryStore, Receipt, Settings, create

AUTHOR = Author("Ann", "ann@example.invalid", 1_700_000_000)
SIZE = 60_000
SCRIPT = Path(sys.executable).with_name("revtrack")
Measured = tuple[str, float, float]
"""What was measured, its seconds, and the seconds it may take."""


def danish() -> str:
    """The Danish text of the example."""
    return (resources.folder("versions") / "eu-crr" / "9956-14.da.txt").read_text(encoding="utf-8")


def running(seed: int) -> bytes:
    """60 KB of the words of the Danish text, as often as they come there, in an order of their own."""
    words = danish().split()
    text = " ".join(random.Random(seed).choices(words, k=SIZE // 5))  # noqa: S311 - the same text every time
    return text.encode()[:SIZE].decode("utf-8", "ignore").encode()


def many(count: int) -> list[Deposit]:
    """Versions of 60 KB, three to a work: an XML of that size, and an original of that size beside it."""
    made: list[Deposit] = []
    for n in range(1, count + 1):
        source = Source(running(n), "text/plain", "txt", f"{n}.txt", "")
        work, number = WorkId(f"work-{n // 3}"), DocumentNumber.read(f"{n}/14")
        made.append(EditionDeposit(work, number, Language.DA, 1, b"<doc>" + running(-n) + b"</doc>\n", source))
    return made


class _Keeping(MemoryStore):
    """Keeps what is deposited."""

    def add(self, deposits: Sequence[Deposit], **more: object) -> Receipt:
        self.given = list(deposits)
        return super().add(deposits, **more)  # type: ignore[arg-type]


def alike(count: int) -> list[Deposit]:
    """The Danish text under so many numbers, each with bytes of its own."""
    from revtrack.ingest import read_source
    from revtrack.workflows import collect, drafts, intake

    store, data = _Keeping(settings=Settings(), author=AUTHOR), danish().encode()
    wishes = intake.Wishes(number="9956/14", work="eu-crr", label="1", language="da", date="2014-05-19")
    collect.add(store, drafts.draft(store, read_source(data, "a.txt"), data, "a.txt", wishes), author=AUTHOR)
    one = next(found for found in store.given if isinstance(found, EditionDeposit))
    return [
        EditionDeposit(
            WorkId(f"work-{n // 3}"),
            DocumentNumber.read(f"{n}/13"),
            Language.DA,
            1,
            one.xml.replace(b"9956/14", b"%d/13" % n).replace(b"9956-14", b"%d-13" % n),
            Source(data + b"%d\n" % n, "text/plain", "txt", f"{n}.txt", ""),
        )
        for n in range(1, count + 1)
    ]


@contextmanager
def remembering_in(folder: Path) -> Iterator[None]:
    """What is remembered outside stores goes there meanwhile."""
    before = os.environ.get("XDG_STATE_HOME")
    os.environ["XDG_STATE_HOME"] = str(folder)
    try:
        yield
    finally:
        if before is None:
            del os.environ["XDG_STATE_HOME"]
        else:
            os.environ["XDG_STATE_HOME"] = before


def filled(folder: Path, deposits: Sequence[Deposit]) -> tuple[GitStore, float]:
    """A new store with these deposits, and the seconds that adding them took."""
    store = create(folder, settings=Settings(), author=AUTHOR)
    start = time.perf_counter()
    store.add_many(deposits, kind=EventKind.ADD, summary="Add", author=AUTHOR)
    return store, time.perf_counter() - start


def environment() -> dict[str, str]:
    """That of an installed program, which may keep compiled modules."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def timed(words: Sequence[str], folder: Path) -> float:
    """The wall time of a command that has to succeed."""
    start = time.perf_counter()
    done = subprocess.run(words, cwd=folder, env=environment(), capture_output=True, check=False)
    if done.returncode:
        raise SystemExit(f"{' '.join(words)}: exit {done.returncode}\n{done.stdout.decode()}{done.stderr.decode()}")
    return time.perf_counter() - start


def single(folder: Path, store: GitStore, repeats: int) -> Iterator[Measured]:
    """One durable addition: in a running process, and as a command, without what starting it takes."""
    times, whole, starts = [], [], []
    timed([str(SCRIPT), "-C", str(store.git_dir.parent), "status"], folder)
    for n in range(repeats):
        start = time.perf_counter()
        store.add(many_at(n), kind=EventKind.ADD, summary="Add", author=AUTHOR)
        times.append(time.perf_counter() - start)
        text = folder / f"{n}.txt"
        text.write_text(f"Rules\n\n1. Rule {n}.\n", encoding="utf-8")
        words = ("add", str(text), "--as", f"rules-{n}", "--work", "rules", "--lang", "en", "--date", "2020-01-01")
        starts.append(timed([str(SCRIPT), "--version"], folder))
        whole.append(timed([str(SCRIPT), "-C", str(store.git_dir.parent), *words, "--no-input"], folder))
    yield "one durable addition of 60 KB, in the store", sorted(times)[repeats // 2], 0.15
    over = sorted(whole)[repeats // 2] - sorted(starts)[repeats // 2]
    yield "revtrack add, over `revtrack --version`", over, 0.15


def many_at(n: int) -> list[Deposit]:
    """One version of 60 KB under a number of its own."""
    source = Source(running(10_000 + n), "text/plain", "txt", "a.txt", "")
    number = DocumentNumber.read(f"{n + 1}/12")
    return [EditionDeposit(WorkId("one"), number, Language.DA, 1, b"<doc>" + running(20_000 + n) + b"</doc>\n", source)]


def rows(repeats: int, *, versions: int, checked: int) -> Iterator[Measured]:
    """Every measurement, the best of some for what is done in bulk, the median for one addition."""
    with tempfile.TemporaryDirectory() as scratch, remembering_in(Path(scratch) / "state"):
        folder = Path(scratch)
        deposits = many(versions)
        best = min(filled(folder / f"many-{n}", deposits)[1] for n in range(min(repeats, 3)))
        yield f"{versions} versions of 60 KB in one step ({versions / best:.0f} a second)", best, versions / 300
        store = create(folder / "single", settings=Settings(), author=AUTHOR)
        yield from single(folder, store, repeats)
        store, _ = filled(folder / "alike", alike(checked))
        words = [str(SCRIPT), "-C", str(folder / "alike"), "verify"]
        yield f"revtrack verify of {checked:,} versions", min(timed(words, folder) for _ in range(2)), checked / 100
