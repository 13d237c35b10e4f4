"""The package as a library: a small list that is kept."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import revtrack
from revtrack.errors import NoStore, TextNotHeld
from revtrack.lineage import Direction


def test_every_public_name_can_be_imported() -> None:
    for name in revtrack.__all__:
        assert getattr(revtrack, name) is not None


def test_nothing_else_is_offered() -> None:
    with pytest.raises(AttributeError):
        _ = revtrack.nothing


def test_importing_the_package_loads_no_room() -> None:
    code = "import sys, revtrack; print([name for name in sys.modules if name.startswith('revtrack.')])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_plain_paragraphs_can_be_compared() -> None:
    comparison = revtrack.compare_texts(
        ["1. Readers may enter.", "2. Bags stay outside."],
        ["1. Readers may enter.", "2. Pencils only.", "3. Bags stay outside."],
    )
    shown = [
        (change.kind.value, change.moved, change.renumbered, change.old, change.new) for change in comparison.changes
    ]
    assert shown == [
        ("unchanged", False, False, (0,), (0,)),
        ("inserted", False, False, (), (1,)),
        ("unchanged", False, True, (1,), (2,)),
    ]
    assert all(0 <= change.similarity <= 1 for change in comparison.changes)


def test_mentions_are_found_at_their_place() -> None:
    text = "See doc. 14781/1/05 REV 1."
    (mention,) = revtrack.find_mentions(text)
    assert text[slice(*mention.span)] == mention.raw
    assert str(mention.number) == "14781/1/05 REV 1"


def test_a_store_gives_its_texts_and_lineage(example_once: Path) -> None:
    store = revtrack.open_store(example_once)
    assert [work.id for work in store.works][:4] == ["eu-crr", "no-handlingsplan", "eupl", "demo"]
    assert store.edition("9956/14").ordinal == 2
    assert store.expression("9956/14:da@1").title != store.expression("9956/14").title
    with pytest.raises(TextNotHeld):
        store.expression("15175/08")
    lineage = revtrack.trace(store, "9956/14", direction=Direction.UP, depth=1)
    assert {str(edge.reference.target) for edge in lineage.edges} == {
        "14781/1/05 REV 1",
        "15175/08",
        "5643/5/14 REV 5",
        "9447/13",
        "5451/14",
        "5469/3/07 REV 3",
    }


def test_two_texts_of_a_store_can_be_compared(example_once: Path) -> None:
    store = revtrack.open_store(example_once)
    comparison = revtrack.compare(store.expression("demo@1"), store.expression("demo@2"))
    assert sum(change.kind == "split" for change in comparison.changes) == 1


def test_a_file_can_be_read_without_a_store(tmp_path: Path) -> None:
    (tmp_path / "rules.md").write_text("# Rules\n\n1. Readers may enter.\n", encoding="utf-8")
    expression = revtrack.read_file(tmp_path / "rules.md")
    assert [paragraph.text for paragraph in expression.components[0].paragraphs] == ["Rules", "Readers may enter."]


def test_a_folder_that_is_no_store_is_said_to_be_none(tmp_path: Path) -> None:
    with pytest.raises(NoStore):
        revtrack.open_store(tmp_path)
