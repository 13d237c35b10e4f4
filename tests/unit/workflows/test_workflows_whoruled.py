"""Who confirmed a pairing is told by the event that brought it: whatever is undone, redone, replaced or mended since."""

from __future__ import annotations

import pytest
from test_workflows_rulings import FILE, FIRST, SECOND, add, pair_of

from revtrack.model.documents import Author
from revtrack.report.views import Confirmation
from revtrack.store import EventKind, MemoryStore, Settings
from revtrack.workflows import rulings, whoruled
from revtrack.workflows.catalogue import Catalogue
from revtrack.workflows.correlation import correlate

ADA = Author("Ada", "ada@example.invalid", 1_700_000_000)
BO = Author("Bo", "bo@example.invalid", 1_710_000_000)


@pytest.fixture
def store() -> MemoryStore:
    made = MemoryStore(settings=Settings(title="Rules"), author=ADA)
    add(made, "1", FIRST)
    add(made, "2", SECOND)
    return made


def confirm(store: MemoryStore, word: str, author: Author) -> None:
    rulings.decide(Catalogue(store), pair_of(store), confirm=(word,), author=author)


def reject(store: MemoryStore, word: str, author: Author) -> None:
    rulings.decide(Catalogue(store), pair_of(store), reject=(word,), author=author)


def who(store: MemoryStore, old: str = "rules@1", new: str = "rules@2") -> list[str]:
    """The names of all who confirmed something, in the order of the pairings."""
    catalogue = Catalogue(store)
    found = whoruled.confirmations(catalogue, rulings.rulings_for(catalogue, pair_of(store, old, new)))
    return [found[spot].author for spot in sorted(found)]


def test_it_is_the_author_of_the_event_with_its_time_and_its_id(store: MemoryStore) -> None:
    confirm(store, "4=4", BO)
    catalogue = Catalogue(store)
    found = whoruled.confirmations(catalogue, rulings.rulings_for(catalogue, pair_of(store)))
    assert list(found.values()) == [Confirmation("Bo", "2024-03-09T16:00:00Z", store.tip())]


def test_each_pairing_names_its_own_author_whichever_side_is_old(store: MemoryStore) -> None:
    confirm(store, "4=4", ADA)
    confirm(store, "5=3", BO)
    assert who(store) == ["Ada", "Bo"]
    assert sorted(who(store, "rules@2", "rules@1")) == ["Ada", "Bo"]


def test_who_undoes_and_redoes_says_nothing_of_a_pairing(store: MemoryStore) -> None:
    confirm(store, "4=4", ADA)
    store.undo(author=BO)
    assert who(store) == []
    store.redo(author=BO)
    assert who(store) == ["Ada"]


def test_a_ruling_that_an_undo_gave_back_is_still_its_maker_s(store: MemoryStore) -> None:
    confirm(store, "4=4", ADA)
    reject(store, "4=4", BO)
    store.undo(author=BO)
    assert who(store) == ["Ada"]


def test_who_ruled_again_counts_unless_that_was_undone(store: MemoryStore) -> None:
    confirm(store, "4=4", ADA)
    reject(store, "4=4", ADA)
    confirm(store, "4=4", BO)
    assert who(store) == ["Bo"]


def test_who_mended_a_file_that_could_not_be_read_is_named_for_what_it_holds(store: MemoryStore) -> None:
    confirm(store, "4=4", ADA)
    data = store.decision(FILE)
    store.decide({FILE: b"not json"}, kind=EventKind.DECIDE, summary="Damage", author=ADA)
    store.decide({FILE: data}, kind=EventKind.DECIDE, summary="Mend", author=BO)
    assert who(store) == ["Bo"]


def test_where_no_event_tells_nobody_is_named(store: MemoryStore) -> None:
    confirm(store, "4=4", ADA)
    held = rulings.rulings_for(Catalogue(store), pair_of(store))
    elsewhere = held._replace(name="pairings/rules-1.en/rules-3.en.json")
    assert list(whoruled.confirmations(Catalogue(store), elsewhere).values()) == [Confirmation()]
    assert whoruled.confirmations(None, held) == {}


def test_a_table_of_more_versions_names_who_confirmed_each_step(store: MemoryStore) -> None:
    add(store, "3", SECOND.replace("ten", "noon"))
    confirm(store, "4=4", BO)
    catalogue = Catalogue(store)
    sides = [pair_of(store, "rules@1", label) for label in ("rules@2", "rules@3")]
    view = correlate((sides[0].old, sides[0].new, sides[1].new), catalogue=catalogue)
    told = {row.cells: [one.author for one in row.confirmed] for block in view.blocks for row in block.rows}
    assert [authors for authors in told.values() if authors] == [["Bo"]]
