"""References, lineages, readings and events made by hand, and where golden files and schemas lie."""

from __future__ import annotations

import json
from pathlib import Path

from jsonschema import Draft202012Validator
from report_samples import council, version

from revtrack.model.language import Language
from revtrack.model.ledger import Entry, Fate, Ledger
from revtrack.model.numbers import DocumentNumber
from revtrack.model.readings import Fact, LanguageScore, Reading
from revtrack.model.relations import Edge, Evidence, Lineage, Node, Reference, Relation, State
from revtrack.report.jsonframe import dump
from revtrack.report.views import AddView, EventLine, RefsView

ROOT = Path(__file__).parents[3]
RESTRICTED = "EU RESTRICTED"


def golden(name: str) -> str:
    """A text that a person has read and found right."""
    return (ROOT / "tests" / "golden" / "report" / name).read_text(encoding="utf-8")


def check_schema(name: str, value: object) -> None:
    """Fail unless the value, as it is written and read again, fits the schema of that command."""
    schema = json.loads((ROOT / "schemas" / f"{name}.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    found = [f"{list(e.absolute_path)}: {e.message}" for e in Draft202012Validator(schema).iter_errors(written(value))]
    assert not found, found


def written(value: object) -> object:
    return json.loads(dump(value, to_terminal=False))


def reference(
    source: str,
    relation: Relation,
    target: str,
    state: State = State.CATALOGUED,
    *,
    fragment: str = "",
    bearer: str = "",
    slot: str = "",
    quote: str = "",
    markings: tuple[str, ...] = (),
) -> Reference:
    return Reference(
        DocumentNumber.read(source),
        relation,
        DocumentNumber.read(target),
        state,
        Evidence(fragment, slot, quote, bearer),
        markings=markings,
    )


REVISES = reference(
    "9956/14", Relation.REVISES, "15175/08", State.INFERRED, fragment="2", quote="ajourført i november 2008"
)
PREVIOUS = reference(
    "9956/14",
    Relation.PREVIOUS_DOCUMENT,
    "5643/5/14",
    State.STATED,
    slot="Tidl. dok. nr.:",
    quote="5643/5/14",
)
CITES = tuple(
    reference(
        "9956/14",
        Relation.CITES,
        number,
        State.EXTRACTED,
        fragment=f"fn{n}",
        bearer=bearer,
        quote=f"Dok. {number}",
        markings=markings,
    )
    for n, (number, bearer, markings) in enumerate(
        (("9447/13", "note.1", ()), ("5451/14", "note.2", ()), ("5469/3/07 REV 3", "note.5", (RESTRICTED,))), 1
    )
)
UPWARD = (
    REVISES,
    PREVIOUS,
    *CITES,
    reference("15175/08", Relation.REVISES, "14781/1/05", quote="register"),
    reference("14781/1/05", Relation.PREVIOUS_DOCUMENT, "14347/05"),
)
LATER = reference("13469/1/14", Relation.PREVIOUS_DOCUMENT, "9956/14")
DOWNWARD = (LATER, reference("6700/17", Relation.PREVIOUS_DOCUMENT, "13469/1/14"))
DATES = {"9956/14": "2014-05-19", "15175/08": "2008-11-14", "14781/1/05 REV 1": "2005-11-24"}


def lineage(*references: Reference, cycles: tuple[tuple[str, ...], ...] = ()) -> Lineage:
    """The graph of some references around 9956/14, which alone is held."""
    root = DocumentNumber.parse("9956/14")
    numbers = dict.fromkeys([root, *(n for ref in references for n in (ref.source, ref.target))])
    nodes = tuple(Node(n, n == root, DATES.get(str(n), ""), ("da",) if n == root else ()) for n in numbers)
    edges = tuple(Edge(ref, 1) for ref in references)
    return Lineage(root, nodes, edges, tuple(tuple(map(DocumentNumber.read, cycle)) for cycle in cycles))


def refs_view(**more: object) -> RefsView:
    values: dict[str, object] = {
        "version": version("9956/14", language=Language.DA, editions=(1, 2), date="2014-05-19"),
        "out": (PREVIOUS, REVISES, *CITES),
        "incoming": (LATER,),
        "known": {PREVIOUS.target: False, LATER.source: False},
        **more,
    }
    return RefsView(**values)  # type: ignore[arg-type]


LEDGER = Ledger(
    27431,
    (
        Entry(0, 27000, Fate.PLACED, "annex__para_1"),
        Entry(27000, 27400, Fate.NORMALISED, "annex__para_2", "hard line break"),
        Entry(27400, 27420, Fate.NORMALISED, "annex__para_2", "white space"),
        Entry(27420, 27431, Fate.APART, "page-matter", "page foot"),
    ),
)


def add_view(**more: object) -> AddView:
    reading = Reading(
        council().components,
        "annex",
        LEDGER,
        languages=(LanguageScore(Language.DA, 0.93), LanguageScore(Language.NB, 0.71)),
        look_at=("¶ 46+1 has no number", "fn 3 stands apart from ¶ note.5", '"radikaliserings" alone 42 times'),
    )
    values: dict[str, object] = {
        "name": "9956-14.da.txt",
        "media": "text",
        "encoding": "UTF-8",
        "size": 27991,
        "reading": reading,
        "number": Fact("9956/14", "line 11"),
        "date": Fact("2014-05-19", '"den 19. maj 2014"'),
        "language": Fact("da", "header"),
        "work": Fact("eu-crr", "--work"),
        "title": Fact("Revideret EU-strategi for bekæmpelse af radikalisering", "line 24"),
        "references": (PREVIOUS, *CITES),
        "version": "9956/14:da",
        "commit": "c" * 40,
        **more,
    }
    return AddView(**values)  # type: ignore[arg-type]


EVENTS = (
    EventLine(
        "b" * 40, "add", "Add 9956/14:da to eu-crr", "Ada", "2026-03-01T12:00:00Z", True, ("eu-crr/9956-14:da@1",)
    ),
    EventLine("a" * 40, "init", "Make the store", "Ada", "2026-03-01T11:59:00Z", False, ()),
)
