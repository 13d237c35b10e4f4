"""The glossary keeps up with the code: every noun is in it, once, and every name it gives can be found."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import re
from enum import Enum
from pathlib import Path

import pytest

from revtrack import index, model
from revtrack.model.changes import Kind, Signal, UnitClass
from revtrack.model.correspondence import Ground
from revtrack.model.ledger import Fate
from revtrack.model.relations import Relation, State
from revtrack.store import contract
from revtrack.workflows import holdings

PAGE = (Path(__file__).parents[3] / "docs" / "glossary.md").read_text(encoding="utf-8")
ROWS = [[cell.strip() for cell in line.strip("|").split("|")] for line in PAGE.splitlines() if line.startswith("| ")]
WORDS = [word for row in ROWS if not row[0].startswith("**") for word in row[0].split(", ")]

MODULES = [
    importlib.import_module(f"{room.__name__}.{found.name}")
    for room in (model, index)
    for found in pkgutil.iter_modules(room.__path__)
]
NAMES = {
    name: value
    for module in [*MODULES, contract, holdings]
    for name, value in vars(module).items()
    if inspect.isclass(value)
}

NOUNS = (
    *("Work", "Expression", "Edition", "Source", "Component", "Paragraph", "DocumentNumber", "Mention", "Reference"),
    *(
        "Relation",
        "Change",
        "Comparison",
        "Ledger",
        "Record",
        "Place",
        "Unit",
        "Note",
        "Slot",
        "PageMatter",
        "Correction",
    ),
    *("Evidence", "Lineage", "Edit", "Pattern", "Strand", "Reading", "Store", "Event", "Finding"),
    *("Correspondence", "Link", "Ground", "Difference", "Provision", "Inner", "Forgotten", "InlineRef"),
)


def test_no_word_has_two_meanings() -> None:
    assert len(WORDS) == len(set(WORDS))


@pytest.mark.parametrize("noun", NOUNS)
def test_every_noun_of_the_model_is_explained(noun: str) -> None:
    assert f"`{noun}`" in PAGE


@pytest.mark.parametrize("value", [*Kind, *UnitClass, *Signal, *State, *Relation, *Fate, *Ground], ids=str)
def test_every_kind_class_signal_state_relation_fate_and_ground_is_explained(value: Enum) -> None:
    assert re.search(rf"\b{value.value}\b", PAGE)


@pytest.mark.parametrize("name", sorted(set(re.findall(r"`([A-Z]\w+)(?:\.\w+)?`", PAGE))))
def test_every_name_in_the_glossary_is_in_the_code(name: str) -> None:
    assert name in NAMES


@pytest.mark.parametrize("path", sorted(set(re.findall(r"`([A-Z]\w+\.\w+)`", PAGE))))
def test_every_field_in_the_glossary_is_in_the_code(path: str) -> None:
    owner, _, field = path.partition(".")
    assert hasattr(NAMES[owner], field) or field in getattr(NAMES[owner], "__dataclass_fields__", {})
