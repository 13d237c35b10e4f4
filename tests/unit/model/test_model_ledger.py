"""The intake ledger: it cannot be made with a character missing, counted twice, or of a fourth fate."""

from __future__ import annotations

import pytest

from revtrack.errors import ExitStatus, Internal
from revtrack.model.ledger import Entry, Fate, Ledger

ENTRIES = (
    Entry(0, 3, Fate.APART, "page-matter", "age banner"),
    Entry(3, 10, Fate.PLACED, "main__para_1"),
    Entry(10, 11, Fate.NORMALISED, "main__para_1", "line end"),
    Entry(11, 20, Fate.PLACED, "main__para_1"),
    Entry(20, 22, Fate.NORMALISED, "", "blank lines"),
    Entry(22, 23, Fate.NORMALISED, "", "line end"),
)


def test_a_ledger_accounts_for_every_character() -> None:
    ledger = Ledger(23, ENTRIES)
    assert {fate: ledger.count(fate) for fate in Fate} == {Fate.PLACED: 16, Fate.NORMALISED: 4, Fate.APART: 3}
    assert sum(ledger.count(fate) for fate in Fate) == ledger.length


def test_an_empty_source_has_an_empty_ledger() -> None:
    assert Ledger(0, ()).count(Fate.PLACED) == 0


def test_there_are_three_fates() -> None:
    assert [fate.value for fate in Fate] == ["placed", "normalised", "set apart"]


def test_characters_are_summed_by_rule_and_the_rules_are_sorted() -> None:
    ledger = Ledger(23, ENTRIES)
    assert list(ledger.rules(Fate.NORMALISED).items()) == [("blank lines", 2), ("line end", 2)]
    assert ledger.rules(Fate.APART) == {"age banner": 3}
    assert ledger.rules(Fate.PLACED) == {"": 16}


@pytest.mark.parametrize(
    ("length", "spans", "gap"),
    [
        (5, [(1, 5)], "0 to 1"),
        (5, [(0, 2), (3, 5)], "2 to 3"),
        (5, [(0, 3), (2, 5)], "3 to 2"),
        (5, [(0, 4)], "4 to 5"),
        (5, [(0, 6)], "6 to 5"),
        (5, [(0, 0), (0, 5)], "0 to 0"),
        (5, [(0, 5), (5, 3)], "5 to 5"),
        (1, [], "0 to 1"),
    ],
)
def test_a_gap_an_overlap_or_an_empty_entry_is_refused(length: int, spans: list[tuple[int, int]], gap: str) -> None:
    entries = tuple(Entry(start, end, Fate.PLACED) for start, end in spans)
    with pytest.raises(Internal) as caught:
        Ledger(length, entries)
    assert f"does not account for characters {gap}; nothing was added" in caught.value.message
    assert caught.value.status is ExitStatus.BUG


def test_a_ledger_says_how_its_source_was_decoded() -> None:
    assert Ledger(0, ()).encoding == "UTF-8"
    assert Ledger(0, (), "windows-1252").encoding == "windows-1252"
