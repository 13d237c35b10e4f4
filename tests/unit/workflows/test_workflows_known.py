"""Known: a warm cache leaves every document unread, and what is written is never decided by one."""

from __future__ import annotations

from pathlib import Path

import pytest

from revtrack.store import EditionKey, GitStore, RecordKey, open_store
from revtrack.workflows import citing, connect, consult, known
from revtrack.workflows.catalogue import Catalogue
from revtrack.workflows.known import PROGRAM, Known, cache_of

PACKAGE = Path(known.__file__).resolve().parents[1]


class Counting(Catalogue):
    """A catalogue that counts the documents it has to read."""

    read = 0

    def _read(self, key: EditionKey | RecordKey):
        self.read += 1
        return super()._read(key)


def ask_everything(catalogue: Catalogue) -> list[object]:
    works = consult.log(catalogue)
    return [
        works,
        consult.log(catalogue, "eu-crr"),
        consult.log(catalogue, "9956/14"),
        consult.status(catalogue, Path()),
        citing.refs(catalogue, "9956/14", lambda path: b""),
        connect.trace(catalogue, "9956/14"),
    ]


@pytest.fixture
def store(example_store: Path) -> GitStore:
    return open_store(example_store)


def test_a_warm_cache_leaves_every_document_unread(store: GitStore) -> None:
    cold = Counting(store, Known(store, cache_of(store)))
    told = ask_everything(cold)
    assert 0 < cold.read <= len(dict(store.listing()))
    warm = Counting(store, Known(store, cache_of(store)))
    assert ask_everything(warm) == told == ask_everything(Catalogue(store))
    assert warm.read == 0


def test_one_work_asks_for_the_documents_of_one_work(store: GitStore) -> None:
    catalogue = Counting(store, Known(store, cache_of(store)))
    assert consult.log(catalogue, "demo")[0].id == "demo"
    assert catalogue.read == 3


def test_after_an_undo_only_what_nobody_asked_for_before_is_read(store: GitStore) -> None:
    """The last step of the example is a second edition; without it the first counts, which was never needed."""
    from revtrack.model.documents import Author

    ask_everything(Catalogue(store, Known(store, cache_of(store))))
    store.undo(author=Author("A", "a@example.invalid", 1_700_000_000))
    warm = Counting(store, Known(store, cache_of(store)))
    assert ask_everything(warm) == ask_everything(Catalogue(store))
    assert warm.read == 1


def test_a_listing_of_a_lost_state_is_made_anew(store: GitStore) -> None:
    cache = cache_of(store)
    assert cache is not None
    cache.keep("listing", "0:" + "1" * 40, b"\neu-crr/1-14/record " + b"2" * 40)
    assert consult.log(Catalogue(store, Known(store, cache))) == consult.log(Catalogue(store))


def test_progress_is_told_of_each_document_and_of_the_end(store: GitStore) -> None:
    told: list[tuple[int, int, str]] = []
    catalogue = Catalogue(store, Known(store, cache_of(store), lambda *words: told.append(words)))
    consult.log(catalogue, "demo")
    assert told == [
        (0, 3, "reading demo/demo-1"),
        (1, 3, "reading demo/demo-2"),
        (2, 3, "reading demo/demo-3"),
        (3, 3, ""),
    ]


def test_the_stamp_covers_every_module_that_a_derived_value_comes_from() -> None:
    """What facts and the reader import inside revtrack is part of the stamp: nothing that alters a value can be forgotten."""
    import subprocess
    import sys

    program = (
        "import sys; from revtrack import akn, references; from revtrack.workflows import facts;"
        "print(*sorted(name for name in sys.modules if name.startswith('revtrack.')))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    covered = {part.removesuffix(".py").replace("/", ".") for part in PROGRAM}
    packages = {"revtrack.workflows"}
    missing = [
        name
        for name in done.stdout.split()
        if name not in packages and not any(f"{name}.".startswith(f"revtrack.{part}.") for part in covered)
    ]
    assert missing == []
    assert all((PACKAGE / part).exists() for part in PROGRAM)
