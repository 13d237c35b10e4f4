"""The worked example: `versions/example.toml` becomes a store, step by step, each step one commit.

Author and times are fixed in the data, so the example store has the same commits everywhere.
"""

from __future__ import annotations

import importlib.util
import json
import tomllib
from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from revtrack import ingest, resources
from revtrack.errors import Internal
from revtrack.model.corrections import correct
from revtrack.model.dates import UNKNOWN_DATE, DocumentDate
from revtrack.model.documents import Author, Correction, Edition, Record
from revtrack.model.language import Language
from revtrack.model.numbers import DocumentNumber
from revtrack.model.relations import Evidence, Reference, Relation, State
from revtrack.model.slugs import slug
from revtrack.model.texts import Slot, SlotKind, WorkId
from revtrack.store import create
from revtrack.store.contract import Decide, EditionKey, EventKind, Settings, Store
from revtrack.workflows.catalogue import WORKS_FILE, Membership
from revtrack.workflows.collect import add, read_key
from revtrack.workflows.deposits import carry_ids, edition_deposit, record_deposit
from revtrack.workflows.drafts import draft
from revtrack.workflows.intake import Wishes
from revtrack.workflows.marking import with_refs
from revtrack.workflows.progress import Progress, silent

Table = Mapping[str, Any]
"""A table of the TOML file; its shape is explained at the top of that file and checked by a test."""

INSTALL = "pip install 'revtrack[examples]'"


class Example(Struct, frozen=True, dict=True):
    """The example's data and the folder it lies in."""

    folder: Path

    @cached_property
    def data(self) -> Table:
        return self.table("example.toml")

    def table(self, name: str) -> Table:
        """A TOML file of the example."""
        return tomllib.loads((self.folder / name).read_text(encoding="utf-8"))

    def author(self, time: int) -> Author:
        """The fixed author at a fixed time."""
        return Author(self.data["author"]["name"], self.data["author"]["email"], time)

    def source(self, text: Table) -> tuple[bytes, str] | None:
        """The bytes and the name of a text; None if the package that holds it is not installed."""
        if "file" in text:
            path = self.folder / text["file"]
            return (path.read_bytes(), path.name)
        data = _from_package(text["resource"], text["keys"])
        return None if data is None else (data, text["name"])


def make(folder: Path, *, bare: bool = False, force: bool = False, progress: Progress = silent) -> Store:
    """A store in `folder` with the worked example. StoreExists if the folder holds something."""
    example = Example(resources.folder("versions"))
    data = example.data
    store = create(
        folder, settings=Settings(title=data["title"]), author=example.author(data["time"]), bare=bare, force=force
    )
    titles = Membership({work["id"]: work["title"] for work in data["work"]}, {})
    decisions: dict[str, Decide] = {WORKS_FILE: lambda _: titles.write()}
    for done, step in enumerate(data["step"]):
        progress(done, len(data["step"]), step["message"])
        _take(store, example, step, decisions)
        decisions = {}
    return store


def missing_extras() -> dict[str, str]:
    """Works of the example whose texts come from a package that is not installed, each with how to get it."""
    example = Example(resources.folder("versions"))
    texts = [step["text"] for step in example.data["step"] if "text" in step]
    return {
        text["work"]: f"pip install 'revtrack[{text['extra']}]'"
        for text in texts
        if "package" in text and example.source(text) is None
    }


def _take(store: Store, example: Example, step: Table, decisions: Mapping[str, Decide]) -> None:
    author = example.author(step["time"])
    if "record" in step:
        deposits = [record_deposit(_record(row)) for row in step["record"]]
        store.add(deposits, kind=EventKind.RECORD, summary=step["message"], author=author, decisions=decisions)
    elif "text" in step:
        _add_text(store, example, step, author)
    else:
        _add_correction(store, example, step, author)


def _add_text(store: Store, example: Example, step: Table, author: Author) -> None:
    text = step["text"]
    found = example.source(text)
    if found is None:
        return
    data, name = found
    wishes = Wishes(
        number=text["number"],
        work=text["work"],
        label=text.get("label", ""),
        language=text["lang"],
        date=text["date"],
        title=text.get("title", ""),
        aliases=tuple(text.get("aliases", ())),
        provenance=text["provenance"],
    )
    # Read in this process: the bytes came with the installation, not from a stranger.
    made = draft(store, ingest.read_source(data, name), data, name, wishes)
    if made.expression.principal != text.get("principal", made.expression.principal):
        raise Internal(f"{name} was read with another principal component", tries=("revtrack verify",))
    expression = replace(made.expression, relations=_relations(made.expression.number, text.get("relation", ())))
    add(store, replace(made, expression=expression), author=author, summary=step["message"])


def _add_correction(store: Store, example: Example, step: Table, author: Author) -> None:
    table = example.table(step["correction"]["file"])
    number, language = DocumentNumber.parse(table["number"]), Language.parse(table["lang"])
    folder = store.folder(slug(number)) or ""
    before = read_key(store, EditionKey(folder, slug(number), language.short, table["edition"] - 1))
    corrections = [Correction(row["fragment"], row["old"], row["new"], row["reason"]) for row in table["correction"]]
    after = correct(before, corrections, f"{table['status']}: {table['reason']}")
    kept = Edition(carry_ids(before.expression, after.expression), after.ordinal, after.reason, after.corrections)
    deposit = edition_deposit(with_refs(kept), folder, None, None)
    store.add([deposit], kind=EventKind.CORRECT, summary=step["message"], author=author)


def _record(row: Table) -> Record:
    number = DocumentNumber.parse(row["number"])
    slots = [
        *(Slot(SlotKind.SUBJECT_CODE, code) for code in row.get("subjects", ())),
        *(Slot(SlotKind.MARKING, marking) for marking in row.get("markings", ())),
        *(
            Slot(kind, row[key])
            for key, kind in (("type", SlotKind.DOCUMENT_TYPE), ("from", SlotKind.FROM), ("to", SlotKind.TO))
            if key in row
        ),
    ]
    return Record(
        work=WorkId(row["work"]),
        number=number,
        date=DocumentDate.parse(row["date"]) if "date" in row else UNKNOWN_DATE,
        title=row.get("title", ""),
        label=row.get("label", ""),
        header=tuple(slots),
        relations=_relations(number, row.get("relation", ())),
        known_from=row["known_from"],
    )


def _relations(number: DocumentNumber, rows: Sequence[Table]) -> tuple[Reference, ...]:
    return tuple(
        Reference(
            number,
            Relation(row["relation"]),
            DocumentNumber.read(row["target"]),
            State(row["state"]),
            Evidence(quote=row["source"]),
        )
        for row in rows
    )


def _from_package(resource: str, keys: Sequence[str]) -> bytes | None:
    """A text inside a JSON file of an installed package, whose own code is not run; None if it is not installed."""
    package, _, name = resource.partition("/")
    spec = importlib.util.find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        return None
    value = json.loads((Path(spec.submodule_search_locations[0]) / name).read_text(encoding="utf-8"))
    for key in keys:
        value = value[key]
    return str(value).encode()
