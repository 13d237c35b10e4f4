"""The analysis page shows the rules that the code has."""

from __future__ import annotations

from pathlib import Path

from revtrack.ingest.child import ANSWER_BYTES, CPU_SECONDS, FILE_BYTES, MEMORY_BYTES, WALL_SECONDS
from revtrack.ingest.rules import RULES

PAGE = Path(__file__).parents[3] / "docs" / "analysis" / "plain-text.md"


def test_the_table_of_rules_is_that_of_the_code() -> None:
    section = PAGE.read_text(encoding="utf-8").partition("## Rules in the ledger")[2].partition("## Limits")[0]
    rows = [row for row in section.splitlines() if row.startswith("| ")][1:]
    assert rows == [f"| {rule.name} | {rule.fate.value} | {rule.meaning} |" for rule in RULES]


def test_the_limits_are_those_of_the_code() -> None:
    section = " ".join(PAGE.read_text(encoding="utf-8").partition("## Limits")[2].split())
    assert "at most 32 MiB, a paragraph 200,000 characters, a text 50,000 paragraphs" in section
    assert (
        f"{MEMORY_BYTES >> 30} GiB of memory, {CPU_SECONDS} s of processor time, {WALL_SECONDS:.0f} s in all" in section
    )
    assert f"files of {FILE_BYTES >> 20} MiB, an answer of {ANSWER_BYTES >> 20} MiB" in section
