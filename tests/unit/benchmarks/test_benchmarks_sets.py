"""The variants of a set hold the same pairs with their numbers typed in, or taken away."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from benchmarks.sets import GROUPS, Group, smallest, stripped, typed
from tests.yardstick_samples import yardstick


def record() -> dict[str, Any]:
    def unit(num: str, text: str) -> dict[str, Any]:
        return {"num": num, "text": text, "heading": False}

    return {
        "a": [unit("1.", "One."), unit("2.", "Two.")],
        "b": [unit("1.", "One."), unit("12.", "Two."), unit("", "Three.")],
        "truth": [{"a": [0], "b": [0]}, {"a": [1], "b": [1]}, {"a": [], "b": [2]}],
        "min_churn": 6,
        "min_hunks": {"1": 1},
    }


def replaced(old: str, new: str) -> list[tuple[str, str]]:
    return [] if old == new else [("-", old), ("+", new)]


def letters(ops: list[tuple[str, str]]) -> int:
    return sum(len(text) for _, text in ops)


def test_typed_numbers_stand_in_front_of_the_text_and_nowhere_else() -> None:
    made = typed(record(), yardstick(word_edits=replaced, churn=letters))
    assert [unit["text"] for unit in made["b"]] == ["1. One.", "12. Two.", "Three."]
    assert {unit["num"] for side in "ab" for unit in made[side]} == {""}


def test_typed_numbers_that_change_are_part_of_what_must_be_shown() -> None:
    assert typed(record(), yardstick(word_edits=replaced, churn=letters))["min_churn"] == 6 + len("2.") + len("12.")


def test_stripped_numbers_are_gone_and_the_text_is_as_it_was() -> None:
    made = stripped(record(), yardstick())
    assert [(unit["num"], unit["text"]) for unit in made["b"]] == [("", "One."), ("", "Two."), ("", "Three.")]
    assert record()["b"][1]["num"] == "12."


def test_a_variant_is_written_beside_and_its_source_left_alone(tmp_path: Path) -> None:
    source = tmp_path / "data" / "set" / "pair.json"
    source.parent.mkdir(parents=True)
    source.write_text('{"a": [{"num": "1.", "text": "x"}], "b": []}', encoding="utf-8")
    group = Group("set, stripped", "set", "set", change=stripped)
    stick = yardstick(data=tmp_path / "data", find=lambda folder: sorted(folder.glob("*.json")))
    (made,) = group.paths(stick, tmp_path / "scratch")
    assert made.name == "pair.json"
    assert '"num": ""' in made.read_text(encoding="utf-8")
    assert '"num": "1."' in source.read_text(encoding="utf-8")


def test_the_smallest_pairs_are_those_with_the_smallest_files(tmp_path: Path) -> None:
    for name, size in (("a", 9), ("b", 1), ("c", 5)):
        (tmp_path / name).write_text("x" * size, encoding="utf-8")
    assert [path.name for path in smallest(iter(sorted(tmp_path.iterdir())))] == ["b", "c"]


def test_groups_have_names_of_their_own() -> None:
    assert len({group.name for group in GROUPS}) == len(GROUPS)
