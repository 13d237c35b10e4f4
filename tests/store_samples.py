"""Deposits, authors and stores for the tests of the store."""

from __future__ import annotations

import subprocess
from pathlib import Path

from revtrack.model.documents import Author, Source
from revtrack.model.language import Language
from revtrack.model.numbers import DocumentNumber
from revtrack.model.texts import WorkId
from revtrack.store import EditionDeposit, EditionKey, RecordDeposit, RecordKey

ANN = Author("Ann Archivist", "ann@example.invalid", 1_700_000_000)
BOB = Author("Bob Binder", "bob@example.invalid", 1_700_000_060)


def source(text: str = "as received", **more: str) -> Source:
    """An original of that text."""
    return Source(text.encode(), "text/plain", "txt", more.get("name", "in.txt"), more.get("url", ""))


def edition(
    number: str = "9956/14",
    text: str = "one",
    *,
    work: str = "eu-crr",
    ordinal: int = 1,
    original: str | None = "as received",
    language: Language = Language.DA,
) -> EditionDeposit:
    """An edition whose XML is `text`; `original` None keeps that of the edition before."""
    return EditionDeposit(
        work=WorkId(work),
        number=DocumentNumber.read(number),
        language=language,
        ordinal=ordinal,
        xml=f"<akomaNtoso>{text}</akomaNtoso>\n".encode(),
        source=None if original is None else source(original),
        facts={"ledger": {"placed": len(text), "unplaced": 0}},
    )


def record(number: str = "15175/08", text: str = "known", *, work: str = "eu-crr") -> RecordDeposit:
    """A record whose XML is `text`."""
    return RecordDeposit(WorkId(work), DocumentNumber.read(number), f"<akomaNtoso>{text}</akomaNtoso>\n".encode())


DANISH = EditionKey("eu-crr", "9956-14", "da", 1)
DANISH_2 = EditionKey("eu-crr", "9956-14", "da", 2)
KNOWN = RecordKey("eu-crr", "15175-08")


def plain_git(folder: Path, *words: str, data: bytes = b"") -> str:
    """What plain git prints in a store's folder: the judge that never asks the code under test."""
    done = subprocess.run(
        ["git", "-c", "core.fsync=none", "-C", str(folder), *words], input=data, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr.decode("utf-8", "replace")
    return done.stdout.decode("utf-8", "replace")
