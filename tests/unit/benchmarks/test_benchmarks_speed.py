"""Growth, verdicts and rows of the speed table, and the made-up texts it stands on. Nothing here looks at a clock."""

from __future__ import annotations

from typing import Any

import pytest

from benchmarks import madeup
from benchmarks.cases import CASES, case, smoke
from benchmarks.compare_speed import child
from benchmarks.one_case import least
from benchmarks.speed_tables import failed, growth, tables, verdict

SMALL, LARGE = "100 paragraphs, near", "1,000 paragraphs, near"


def row(key: str, **answer: Any) -> dict[str, Any]:
    return {"case": key, "revtrack": {"outcome": "answered", **answer}}


def test_growth_is_told_beside_the_growth_of_the_texts() -> None:
    assert growth(row(SMALL, cpu=0.01, own_mb=2.0), row(LARGE, cpu=0.2, own_mb=30.0)) == (10, 20, 15)


def test_growth_from_what_is_too_small_to_measure_starts_at_the_least_that_is_not() -> None:
    assert growth(row(SMALL, cpu=0.00001, own_mb=0.0), row(LARGE, cpu=0.01, own_mb=3.0)) == (10, 10, 3)


def test_there_is_no_growth_from_or_to_a_row_without_an_answer() -> None:
    assert growth(row(SMALL), row(LARGE, cpu=1.0, own_mb=2.0)) == (10, None, None)


def test_a_row_that_took_too_long_is_over_its_budget() -> None:
    held = case("12,000 paragraphs, near")
    assert (verdict(held, 0.1), verdict(held, 0.2), verdict(held, None)) == ("within", "over", "over")
    assert verdict(case(SMALL), 9.0) == ""


def test_only_a_broken_comparison_is_a_failure() -> None:
    assert [
        failed({"case": SMALL, "revtrack": {"outcome": outcome}})
        for outcome in ("answered", "over 60 s", "refused [x]")
    ] == [
        False,
        False,
        False,
    ]
    assert failed({"case": SMALL, "revtrack": {"outcome": "failed: KeyError"}})


def test_the_tables_show_growth_ratios_and_answers() -> None:
    git = {"git": {"cpu": 0.004, "mb": 12.0}}
    made = tables(
        [
            {**row(SMALL, cpu=0.01, check=0.002, mb=26.0, own_mb=2.0, coarse=0), **git},
            {**row(LARGE, cpu=0.2, check=0.02, mb=60.0, own_mb=30.0, coarse=0), **git},
            {"case": "one paragraph of 2,000,000 characters", "revtrack": {"outcome": "over 60 s"}},
        ]
    )
    assert "| near | 1,000 | 0.200 | 0.020 | 60 | 30 | 10.0 | 20.0 | 15.0 | 0.004 | 12 | 50.0 |  |  |" in made
    assert "| one paragraph of 2,000,000 characters | over 60 s | - | - | - | 10 | over |" in made


def test_growth_begins_anew_with_the_next_kind_of_versions() -> None:
    made = tables([row(SMALL, cpu=1.0, own_mb=1.0), row("100 paragraphs, far", cpu=2.0, own_mb=1.0)])
    assert "| far | 100 | 2.000 | - | - | 1 | - | - | - |" in made


def test_cases_have_keys_of_their_own_and_the_smoke_has_one_of_each_made_up_part() -> None:
    assert len({found.key for found in CASES}) == len(CASES)
    assert {found.part for found in smoke()} == {"size", "worst", "bad input"}


def test_every_bad_input_has_a_bound() -> None:
    assert all(found.budget for found in CASES if found.part == "bad input")


@pytest.mark.parametrize("key", [found.key for found in CASES if found.make])
def test_every_made_up_pair_is_the_same_on_every_run(key: str) -> None:
    make = case(key).make
    assert make is not None
    assert make(40) == make(40)


def test_the_share_of_edited_paragraphs_is_what_was_asked_for() -> None:
    old = madeup.law(2_000)
    assert len(old) == len(madeup.revised(old, share=0.4)) == 2_000
    kept = len(set(old) & set(madeup.revised(old, share=0.4)))
    assert 0.5 < kept / len(set(old)) < 0.65


def test_a_rewrite_has_the_size_and_the_share_that_were_asked_for() -> None:
    old = madeup.law(400)
    new = madeup.rewritten(old, 560, share=0.73)
    untouched = sum(text in set(old) for text in new)
    assert len(new) == 560
    assert 0.22 < untouched / 560 < 0.32


def test_one_long_paragraph_is_as_long_as_asked() -> None:
    assert [len(text) for text in madeup.one_long(5_000)] == [5_000]


def test_a_comparison_is_not_repeated_once_it_is_long() -> None:
    assert least(lambda: "given")[1] == "given"


def test_a_child_that_breaks_says_its_last_line() -> None:
    assert child(["no such task"], 30)["outcome"] == "failed: KeyError: 'no such task'"
