"""Numbers as names: where two versions share one numbering a number says which provision it is, and only there."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from revtrack.diff import checked, compare_texts, compare_units, invert
from revtrack.diff.anchors import tie_anchors
from revtrack.diff.pairing import Pairing
from revtrack.diff.provisions import KEPT, UNKNOWN, names, tie_provisions
from revtrack.diff.sides import Side, Vocabulary
from revtrack.diff.units import of_texts
from revtrack.model.changes import Kind, TextUnit, UnitClass
from revtrack.model.places import Place

DATA = Path(__file__).resolve().parents[4] / "shared/data/alignment"

BODIES = [
    f"Provision {word} is about {word} things and says what {word} readers do with them."
    for word in (
        "amber",
        "brass",
        "cedar",
        "delta",
        "ember",
        "flint",
        "grain",
        "hazel",
        "ivory",
        "jolly",
        "khaki",
        "lemon",
        "maple",
        "noble",
    )
]


def act(bodies: list[str], *, first: int = 1) -> list[TextUnit]:
    """Articles with a headline each, and under it the paragraph 1. with that text."""
    return [
        unit
        for number, body in enumerate(bodies, first)
        for unit in (TextUnit("", f"Article {number}", UnitClass.HEADING), TextUnit(body, "1."))
    ]


def pairing_of(old: list[TextUnit], new: list[TextUnit]) -> Pairing:
    vocabulary = Vocabulary()
    pairing = Pairing(Side(old, vocabulary), Side(new, vocabulary))
    tie_anchors(pairing)
    return pairing


def test_a_provision_replaced_under_its_number_is_modified_where_numbers_were_kept() -> None:
    new = [*BODIES[:5], "Nothing of the old words stands here any more.", *BODIES[6:]]
    comparison = checked(compare_units(act(BODIES), act(new)))
    assert [(c.kind, c.old, c.new) for c in comparison.changes if c.kind is not Kind.UNCHANGED] == [
        (Kind.MODIFIED, (11,), (11,))
    ]


def test_the_same_text_under_other_numbers_is_renumbered_and_no_number_counts() -> None:
    new = ["An article that nobody knew before stands in front.", *BODIES]
    pairing = pairing_of(act(BODIES), act(new))
    assert tie_provisions(pairing) < KEPT
    comparison = checked(compare_units(act(BODIES), act(new)))
    assert sum(c.kind is Kind.INSERTED for c in comparison.changes) == 2
    assert all(c.kind is not Kind.MODIFIED for c in comparison.changes)


def test_too_few_equal_texts_leave_it_open() -> None:
    assert tie_provisions(pairing_of(act(BODIES[:5]), act(BODIES[:5]))) == UNKNOWN


def test_plain_paragraphs_have_no_names() -> None:
    texts = [f"{number}. {body}" for number, body in enumerate(BODIES, 1)]
    assert set(names(Side(of_texts(texts), Vocabulary()))) == {()}
    new = [*texts[:5], "6. Nothing of the old words stands here any more.", *texts[6:]]
    kinds = [c.kind for c in compare_texts(texts, new).changes if c.kind is not Kind.UNCHANGED]
    assert kinds == [Kind.DELETED, Kind.INSERTED]


def test_a_paragraph_before_any_headline_is_named_by_its_own_number_alone() -> None:
    side = Side([TextUnit("a", "1."), TextUnit("b", "2."), TextUnit("c")], Vocabulary())
    assert names(side) == [("paragraph", "", "1.", 1), ("paragraph", "", "2.", 1), ("paragraph", "", "2.", "", 1)]


def test_the_same_number_in_two_components_is_two_names() -> None:
    units = [TextUnit("a", "1.", place=Place("1", "x", name, at)) for at, name in enumerate(("note", "annex"))]
    assert names(Side(units, Vocabulary())) == [("paragraph", "note", "1.", 1), ("paragraph", "annex", "1.", 1)]


def test_numbers_as_names_mirror_exactly() -> None:
    old, new = act(BODIES), act([*BODIES[:3], "Other words.", *BODIES[4:9], *BODIES[10:]])
    assert compare_units(new, old) == invert(compare_units(old, new))


def records(name: str) -> list[Path]:
    return sorted((DATA / name).glob("*.json.gz"))


def read(path: Path) -> tuple[list[TextUnit], list[TextUnit]]:
    record: dict[str, Any] = json.loads(gzip.decompress(path.read_bytes()))
    old, new = (
        [
            TextUnit(unit["text"], unit["num"], UnitClass.HEADING if unit.get("heading") else UnitClass.PARAGRAPH)
            for unit in record[side]
        ]
        for side in "ab"
    )
    return old, new


@pytest.mark.skipif(not DATA.exists(), reason="the developer data is not beside the project")
@pytest.mark.parametrize(("name", "shared"), [("eu_consolidated", True), ("eu_correlation", False)])
def test_real_acts_are_told_apart_by_the_numbers_they_kept(name: str, shared: bool) -> None:
    """Consolidations share one numbering; recasts are far from it, or have too few equal texts to say."""
    kept = [tie_provisions(pairing_of(*read(path))) for path in records(name)]
    assert kept
    if shared:
        assert min(kept) >= KEPT
    else:
        assert all(share < 0.3 or share == UNKNOWN for share in kept)
