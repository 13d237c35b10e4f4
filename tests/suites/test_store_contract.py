"""The contract of a store, kept by the git store, the bare git store, the one with two levels of folders, and the twin."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from revtrack.errors import (
    BadValue,
    DuplicateConflict,
    Internal,
    NothingToUndo,
    UnknownVersion,
)
from revtrack.model.documents import Author
from revtrack.model.findings import Finding, Severity
from revtrack.model.language import Language
from revtrack.store import EditionKey, EventKind, Level, MemoryStore, Settings, Store, create
from tests.store_samples import ANN, BOB, DANISH, DANISH_2, KNOWN, edition, record

ADD, CORRECT, RECORD, DECIDE = EventKind.ADD, EventKind.CORRECT, EventKind.RECORD, EventKind.DECIDE
SETTINGS = Settings(title="Prevention", ui_lang="da")


def _git(folder: Path) -> Store:
    return create(folder / "git", settings=SETTINGS, author=ANN)


def _bare(folder: Path) -> Store:
    return create(folder / "bare.git", settings=SETTINGS, author=ANN, bare=True)


def _large(folder: Path) -> Store:
    return create(folder / "large", settings=Settings(title="Prevention", fanout=2, ui_lang="da"), author=ANN)


def _memory(_: Path) -> Store:
    return MemoryStore(settings=SETTINGS, author=ANN)


@pytest.fixture(params=[_git, _bare, _large, _memory], ids=["git", "bare", "large", "memory"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Store:
    make: Callable[[Path], Store] = request.param
    return make(tmp_path)


def test_a_new_store_holds_one_event_and_nothing_else(store: Store) -> None:
    (event,) = store.events()
    assert (event.kind, event.author, event.added, event.undone) == (EventKind.INIT, ANN, (), False)
    assert event.commit == store.tip()
    assert store.settings().title == "Prevention"
    assert store.settings().ui_lang == "da"
    assert store.editions() == store.records() == ()
    assert store.folder("9956-14") is None
    assert store.decision("works.json") is None
    assert store.hand_edits() == ()


def test_an_edition_is_read_back_as_it_was_given(store: Store) -> None:
    deposit = edition()
    receipt = store.add([deposit], kind=ADD, summary="Add 9956/14:da", author=ANN)
    assert receipt.added == (DANISH,)
    assert receipt.already == receipt.notes == ()
    assert receipt.commit == store.tip()
    assert store.editions() == (DANISH,)
    assert store.xml(DANISH) == deposit.xml
    assert store.original(DANISH) == deposit.source
    assert store.folder("9956-14") == "eu-crr"
    assert store.brought_by(DANISH) == receipt.commit


def test_a_manifest_says_what_the_edition_consists_of(store: Store) -> None:
    deposit = edition()
    store.add([deposit], kind=ADD, summary="Add", author=ANN)
    told = store.manifest(DANISH)
    assert told["number"] == "9956/14"
    assert told["language"] == "da"
    assert told["edition"] == 1
    assert told["facts"] == {"ledger": {"placed": 3, "unplaced": 0}}
    assert told["original"]["name"] == "in.txt"
    assert told["xml"]["bytes"] == len(deposit.xml)


def test_a_record_is_read_back_as_it_was_given(store: Store) -> None:
    receipt = store.add([record()], kind=RECORD, summary="Record 15175/08", author=ANN)
    assert receipt.added == (KNOWN,)
    assert store.records() == (KNOWN,)
    assert store.xml(KNOWN) == record().xml
    assert store.brought_by(KNOWN) == receipt.commit


def test_several_deposits_are_one_event(store: Store) -> None:
    other = edition("14781/1/05", "old")
    receipt = store.add([edition(), other, record()], kind=ADD, summary="Add three", author=BOB)
    assert len(receipt.added) == 3
    newest = store.events()[0]
    assert (newest.kind, newest.summary, newest.author) == (ADD, "Add three", BOB)
    assert set(newest.added) == set(receipt.added)
    assert len(store.events()) == 2


def test_many_deposits_are_one_event_like_any_other(store: Store) -> None:
    deposits = [edition(f"{n}/14", f"text {n}", original=f"original {n}") for n in range(1, 40)]
    receipt = store.add_many([*deposits, record()], kind=ADD, summary="Add forty", author=BOB)
    assert len(receipt.added) == 40
    assert receipt.already == receipt.notes == ()
    newest = store.events()[0]
    assert (newest.commit, newest.kind, newest.summary, newest.author) == (store.tip(), ADD, "Add forty", BOB)
    assert set(newest.added) == set(receipt.added) == {*store.editions(), *store.records()}
    assert len(store.events()) == 2
    for deposit, key in zip(deposits, receipt.added, strict=False):
        assert (store.xml(key), store.original(key)) == (deposit.xml, deposit.source)
    assert [found for found in store.verify() if found.severity is Severity.ERROR] == []


def test_many_deposits_make_the_same_event_as_an_addition(
    store: Store, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    other = request.node.callspec.params["store"](tmp_path / "other")
    more = [edition(text="better", ordinal=2, original=None), record(), edition("1/14")]
    for one in (store, other):
        one.add([edition()], kind=ADD, summary="Add", author=ANN)
    assert store.add_many(more, kind=CORRECT, summary="Correct", author=BOB) == other.add(
        more, kind=CORRECT, summary="Correct", author=BOB
    )
    assert store.tip() == other.tip()
    again = store.add_many(more, kind=CORRECT, summary="Correct", author=BOB)
    assert (again.commit, again.added, len(again.already)) == (store.tip(), (), 3)


def test_decisions_that_belong_to_many_deposits_are_made_in_the_same_event(store: Store) -> None:
    store.decide({"a.json": b"[1]\n"}, kind=EventKind.DECIDE, summary="Decide", author=ANN)
    decisions = {"a.json": lambda before: (before or b"") + b"[2]\n"}
    store.add_many([edition(), record()], kind=ADD, summary="Add", author=BOB, decisions=decisions)
    assert (store.decision("a.json"), len(store.events())) == (b"[1]\n[2]\n", 3)
    store.undo(author=ANN)
    assert (store.decision("a.json"), store.editions()) == (b"[1]\n", ())


def test_of_many_deposits_none_is_added_if_one_is_refused(store: Store) -> None:
    store.add([edition()], kind=ADD, summary="Add", author=ANN)
    tip = store.tip()
    with pytest.raises(DuplicateConflict, match="nothing was added"):
        store.add_many([record(), edition("1/14"), edition(text="two")], kind=ADD, summary="Add", author=ANN)
    assert (store.tip(), store.editions(), store.records()) == (tip, (DANISH,), ())


def test_many_deposits_bring_back_what_was_withdrawn(store: Store) -> None:
    store.add([edition(), record()], kind=ADD, summary="Add", author=ANN)
    store.undo(author=ANN)
    assert store.add_many([edition(), record()], kind=ADD, summary="Add", author=ANN).added == (DANISH, KNOWN)
    assert store.withdrawn() == frozenset()


def test_checks_are_remembered_the_newest_first(store: Store) -> None:
    store.add([edition()], kind=ADD, summary="Add", author=ANN)
    assert store.checks() == ()
    first = store.record_check(level="default", errors=0, count=1, time=1_700_000_000)
    later = store.record_check(level="quick", errors=2, count=1, time=1_700_000_060)
    assert store.checks() == (later, first)
    assert (first.tip, first.sound, later.sound) == (store.tip(), True, False)


def test_keys_are_listed_in_order(store: Store) -> None:
    for number, language in (("9956/14", Language.SV), ("14781/1/05", Language.DA), ("9956/14", Language.DA)):
        store.add([edition(number, language=language)], kind=ADD, summary="Add", author=ANN)
    assert [(key.slug, key.language) for key in store.editions()] == [
        ("14781-1-05", "da"),
        ("9956-14", "da"),
        ("9956-14", "sv"),
    ]


def test_what_is_not_held_is_a_key_error(store: Store) -> None:
    for ask in (store.xml, store.original, store.manifest, store.brought_by):
        with pytest.raises(KeyError):
            ask(DANISH)


def test_adding_equal_bytes_again_changes_nothing(store: Store) -> None:
    first = store.add([edition(), record()], kind=ADD, summary="Add", author=ANN)
    again = store.add([edition(), record()], kind=ADD, summary="Add", author=BOB)
    assert again.added == ()
    assert set(again.already) == {DANISH, KNOWN}
    assert again.commit == first.commit == store.tip()


def test_another_text_under_the_same_key_is_refused_and_nothing_is_added(store: Store) -> None:
    store.add([edition()], kind=ADD, summary="Add", author=ANN)
    tip = store.tip()
    with pytest.raises(DuplicateConflict, match="9956/14:da is already held with other text, nothing was added"):
        store.add([record(), edition(text="two")], kind=ADD, summary="Add", author=ANN)
    assert store.tip() == tip
    assert store.records() == ()
    assert store.xml(DANISH) == edition().xml


def test_another_original_under_the_same_key_is_refused(store: Store) -> None:
    store.add([edition()], kind=ADD, summary="Add", author=ANN)
    with pytest.raises(DuplicateConflict, match="another original"):
        store.add([edition(original="other bytes")], kind=ADD, summary="Add", author=ANN)


def test_another_record_of_the_same_number_is_refused(store: Store) -> None:
    store.add([record()], kind=RECORD, summary="Record", author=ANN)
    with pytest.raises(DuplicateConflict, match="the record of 15175/08"):
        store.add([record(text="different")], kind=RECORD, summary="Record", author=ANN)


def test_a_correction_keeps_the_original_of_the_first_edition(store: Store) -> None:
    store.add([edition()], kind=ADD, summary="Add", author=ANN)
    corrected = edition(text="better", ordinal=2, original=None)
    receipt = store.add([corrected], kind=CORRECT, summary="Correct", author=ANN)
    assert receipt.added == (DANISH_2,)
    assert store.editions() == (DANISH, DANISH_2)
    assert store.original(DANISH_2) == edition().source
    assert store.manifest(DANISH_2)["original"] == store.manifest(DANISH)["original"]


def test_a_correction_may_bring_an_original_of_its_own(store: Store) -> None:
    store.add([edition()], kind=ADD, summary="Add", author=ANN)
    store.add([edition(text="better", ordinal=2, original="a cleaner scan")], kind=CORRECT, summary="C", author=ANN)
    assert store.original(DANISH_2).data == b"a cleaner scan"
    assert store.original(DANISH).data == b"as received"


def test_both_editions_may_come_in_one_event(store: Store) -> None:
    both = [edition(), edition(text="better", ordinal=2, original=None)]
    assert store.add(both, kind=ADD, summary="Add", author=ANN).added == (DANISH, DANISH_2)
    assert store.original(DANISH_2) == store.original(DANISH)


def test_editions_are_counted_without_gaps(store: Store) -> None:
    store.add([edition()], kind=ADD, summary="Add", author=ANN)
    with pytest.raises(BadValue, match="edition 3 of 9956/14:da comes after edition 2"):
        store.add([edition(ordinal=3)], kind=CORRECT, summary="Correct", author=ANN)


def test_a_first_edition_needs_its_original(store: Store) -> None:
    with pytest.raises(BadValue, match="needs the bytes it was read from"):
        store.add([edition(original=None)], kind=ADD, summary="Add", author=ANN)


def test_a_number_stays_in_the_folder_it_was_first_filed_under(store: Store) -> None:
    store.add([record("9956/14")], kind=RECORD, summary="Record", author=ANN)
    receipt = store.add([edition(work="another-work")], kind=ADD, summary="Add", author=ANN)
    assert receipt.added == (DANISH,)
    assert store.folder("9956-14") == "eu-crr"


def test_decisions_are_written_changed_and_removed(store: Store) -> None:
    store.decide({"works.json": b"{}\n", "remarks/a.txt": b"x\n"}, kind=DECIDE, summary="Decide", author=ANN)
    assert store.decision("works.json") == b"{}\n"
    assert store.decision("remarks/a.txt") == b"x\n"
    store.decide({"works.json": b'{"a":1}\n', "remarks/a.txt": None}, kind=DECIDE, summary="Decide", author=ANN)
    assert store.decision("works.json") == b'{"a":1}\n'
    assert store.decision("remarks/a.txt") is None


def test_decisions_are_listed_by_name(store: Store) -> None:
    assert store.decisions() == ()
    store.decide({"works.json": b"{}\n", "remarks/a.txt": b"x\n"}, kind=DECIDE, summary="Decide", author=ANN)
    assert store.decisions() == ("remarks/a.txt", "works.json")
    store.undo(author=ANN)
    assert store.decisions() == ()


def test_a_decision_can_be_made_of_what_stands_there(store: Store) -> None:
    """Two writers who both add to a file lose nothing: each is given the file as it is when the event is made."""
    for word in (b"one\n", b"two\n"):
        store.decide(
            {"list.txt": lambda data, word=word: (data or b"") + word}, kind=DECIDE, summary="Decide", author=ANN
        )
    assert store.decision("list.txt") == b"one\ntwo\n"


def test_a_decision_that_changes_nothing_is_no_event(store: Store) -> None:
    store.decide({"works.json": b"{}\n"}, kind=DECIDE, summary="Decide", author=ANN)
    tip = store.tip()
    receipt = store.decide({"works.json": b"{}\n", "gone.json": None}, kind=DECIDE, summary="Again", author=ANN)
    assert receipt.commit == store.tip() == tip


def test_what_events_did_to_a_decision_is_told_oldest_first_with_who(store: Store) -> None:
    store.decide({"works.json": b"1\n"}, kind=DECIDE, summary="one", author=ANN)
    store.decide({"other.json": b"x\n"}, kind=DECIDE, summary="beside", author=ANN)
    store.decide({"works.json": b"2\n"}, kind=DECIDE, summary="two", author=BOB)
    store.undo(author=ANN)
    told = [(one.event.summary, one.event.author.name, one.event.undone) for one in store.decided("works.json")]
    assert told == [("one", ANN.name, False), ("two", BOB.name, True), ("Undo: two", ANN.name, False)]
    assert [one[1:] for one in store.decided("works.json")] == [(None, b"1\n"), (b"1\n", b"2\n"), (b"2\n", b"1\n")]
    assert store.decided("never.json") == ()


@pytest.mark.parametrize("name", ["../x", "/x", "", "a/b/c/d", "A.json", ".git", "x.lock", "a//b", "a..b", "-o"])
def test_a_decision_never_leaves_its_folder(store: Store, name: str) -> None:
    with pytest.raises(BadValue):
        store.decide({name: b"x"}, kind=DECIDE, summary="Decide", author=ANN)
    assert len(store.events()) == 1


def test_withdrawals_are_not_written_by_hand(store: Store) -> None:
    with pytest.raises(Internal):
        store.decide({"withdrawn.json": b"{}\n"}, kind=DECIDE, summary="Decide", author=ANN)


def test_undo_withdraws_an_addition_and_keeps_its_bytes(store: Store) -> None:
    store.add([edition()], kind=ADD, summary="Add 9956/14:da", author=ANN)
    (taken,) = store.undo(author=BOB)
    assert (taken.summary, taken.undone) == ("Add 9956/14:da", True)
    assert store.editions() == ()
    assert store.editions(withdrawn=True) == (DANISH,)
    assert store.xml(DANISH) == edition().xml
    newest, added, _ = store.events()
    assert (newest.kind, newest.summary, newest.added) == (EventKind.UNDO, "Undo: Add 9956/14:da", ())
    assert added.undone


def test_undo_withdraws_records_too(store: Store) -> None:
    store.add([record()], kind=RECORD, summary="Record", author=ANN)
    store.undo(author=ANN)
    assert store.records() == ()
    assert store.records(withdrawn=True) == (KNOWN,)


def test_two_undos_go_back_two_steps_and_two_redos_bring_both_back(store: Store) -> None:
    store.add([edition()], kind=ADD, summary="first", author=ANN)
    store.add([record()], kind=RECORD, summary="second", author=ANN)
    assert [event.summary for event in store.undo(author=ANN)] == ["second"]
    assert [event.summary for event in store.undo(author=ANN)] == ["first"]
    assert store.editions() == store.records() == ()
    assert [event.summary for event in store.redo(author=ANN)] == ["first"]
    assert (store.editions(), store.records()) == ((DANISH,), ())
    assert [event.summary for event in store.redo(author=ANN)] == ["second"]
    assert (store.editions(), store.records()) == ((DANISH,), (KNOWN,))
    assert not any(event.undone for event in store.events())


def test_undo_gives_decisions_their_former_content(store: Store) -> None:
    store.decide({"works.json": b"1\n"}, kind=DECIDE, summary="one", author=ANN)
    store.decide({"works.json": b"2\n", "b.json": b"b\n"}, kind=DECIDE, summary="two", author=ANN)
    store.undo(author=ANN)
    assert (store.decision("works.json"), store.decision("b.json")) == (b"1\n", None)
    store.undo(author=ANN)
    assert store.decision("works.json") is None
    store.redo(author=ANN)
    store.redo(author=ANN)
    assert (store.decision("works.json"), store.decision("b.json")) == (b"2\n", b"b\n")


def test_undo_to_an_event_takes_back_all_that_came_after_it(store: Store) -> None:
    stay = store.add([edition()], kind=ADD, summary="stay", author=ANN).commit
    store.decide({"works.json": b"1\n"}, kind=DECIDE, summary="one", author=ANN)
    store.decide({"works.json": b"2\n"}, kind=DECIDE, summary="two", author=ANN)
    store.add([record()], kind=RECORD, summary="three", author=ANN)
    assert [event.summary for event in store.undo(author=ANN, to=stay[:10])] == ["three", "two", "one"]
    assert (store.editions(), store.records(), store.decision("works.json")) == ((DANISH,), (), None)
    assert store.events()[0].summary == "Undo 3 steps, the first: three"
    assert [event.summary for event in store.redo(author=ANN)] == ["three", "two", "one"]
    assert (store.records(), store.decision("works.json")) == ((KNOWN,), b"2\n")


def test_undo_to_an_event_that_is_not_there_names_it(store: Store) -> None:
    with pytest.raises(UnknownVersion, match="'feedbeef'"):
        store.undo(author=ANN, to="feedbeef")
    with pytest.raises(UnknownVersion):
        store.undo(author=ANN, to="")


def test_a_dry_run_changes_nothing(store: Store) -> None:
    store.add([edition()], kind=ADD, summary="Add", author=ANN)
    tip = store.tip()
    assert [event.summary for event in store.undo(author=ANN, dry_run=True)] == ["Add"]
    assert store.tip() == tip
    store.undo(author=ANN)
    tip = store.tip()
    assert [event.summary for event in store.redo(author=ANN, dry_run=True)] == ["Add"]
    assert store.tip() == tip


def test_nothing_is_left_to_undo_or_redo_at_the_beginning(store: Store) -> None:
    for turn in (store.undo, store.redo):
        with pytest.raises(NothingToUndo):
            turn(author=ANN)
    assert len(store.events()) == 1


def test_a_redo_answers_one_undo_only(store: Store) -> None:
    store.add([edition()], kind=ADD, summary="Add", author=ANN)
    store.undo(author=ANN)
    store.redo(author=ANN)
    with pytest.raises(NothingToUndo):
        store.redo(author=ANN)
    assert [event.summary for event in store.undo(author=ANN)] == ["Add"]
    assert store.editions() == ()


def test_asked_for_one_number_a_store_lists_what_it_lists_of_it_among_all(store: Store) -> None:
    others = [edition(f"{n}/14", f"text {n}", work=f"w-{n % 3}") for n in range(1, 8)]
    store.add([*others, record("5643/14", work="w-1")], kind=ADD, summary="Add", author=ANN)
    corrected = edition("3/14", "text 3, corrected", ordinal=2, work="w-0")
    store.add([corrected], kind=ADD, summary="Correct", author=ANN)
    store.undo(author=ANN)
    for slug in (*{key.slug for key in store.editions(withdrawn=True)}, "5643-14", "of-nobody", "w-1"):
        for withdrawn in (False, True):
            editions, records = store.editions(withdrawn=withdrawn), store.records(withdrawn=withdrawn)
            of_it = [key for key in editions if key.slug == slug]
            assert list(store.editions(number=slug, withdrawn=withdrawn)) == of_it
            assert list(store.records(number=slug, withdrawn=withdrawn)) == [key for key in records if key.slug == slug]


def test_adding_equal_bytes_again_brings_a_withdrawn_edition_back(store: Store) -> None:
    first = store.add([edition()], kind=ADD, summary="first", author=ANN)
    store.undo(author=ANN)
    back = store.add([edition()], kind=ADD, summary="again", author=BOB)
    assert (back.added, back.already) == ((DANISH,), ())
    assert store.editions() == (DANISH,)
    assert store.brought_by(DANISH) == first.commit
    assert store.events()[0].added == (DANISH,)
    assert [event.summary for event in store.undo(author=ANN)] == ["again"]
    assert store.editions() == ()


def test_the_number_of_a_withdrawn_edition_is_not_used_again(store: Store) -> None:
    store.add([edition()], kind=ADD, summary="Add", author=ANN)
    store.undo(author=ANN)
    with pytest.raises(DuplicateConflict, match="withdrawn"):
        store.add([edition(text="two")], kind=ADD, summary="Add", author=ANN)
    receipt = store.add([edition(text="two", ordinal=2)], kind=ADD, summary="Add", author=ANN)
    assert receipt.added == store.editions() == (DANISH_2,)


def test_redo_refuses_to_overwrite_a_later_decision(store: Store) -> None:
    store.decide({"works.json": b"1\n"}, kind=DECIDE, summary="one", author=ANN)
    store.undo(author=ANN)
    store.decide({"works.json": b"2\n"}, kind=DECIDE, summary="two", author=ANN)
    with pytest.raises(NothingToUndo, match=r"curation/works\.json was changed by a later event"):
        store.redo(author=ANN)
    assert store.decision("works.json") == b"2\n"


def test_redo_refuses_what_came_back_by_itself(store: Store) -> None:
    store.add([edition()], kind=ADD, summary="Add", author=ANN)
    store.undo(author=ANN)
    store.add([edition()], kind=ADD, summary="Add again", author=ANN)
    with pytest.raises(NothingToUndo):
        store.redo(author=ANN)


def test_a_summary_may_have_lines_and_words_that_look_like_trailers(store: Store) -> None:
    text = "Add æøå\n\nRevtrack-Event: undo\nRevtrack-Undoes: 0000"
    store.add([edition()], kind=ADD, summary=text, author=ANN)
    newest = store.events()[0]
    assert (newest.summary, newest.kind, newest.undone) == (text, ADD, False)


@pytest.mark.parametrize("summary", ["", "  \n ", "a\0b", "bell \x07"])
def test_a_summary_that_no_commit_can_hold_is_refused(store: Store, summary: str) -> None:
    with pytest.raises(BadValue):
        store.add([edition()], kind=ADD, summary=summary, author=ANN)
    assert store.editions() == ()


@pytest.mark.parametrize("name", ["", " ", "a<b", "a\nb", "a\0"])
def test_an_author_that_no_commit_can_hold_is_refused(store: Store, name: str) -> None:
    with pytest.raises(BadValue):
        store.add([edition()], kind=ADD, summary="Add", author=Author(name, "a@example.invalid", 0))
    assert store.editions() == ()


def test_verify_hands_every_document_to_the_check_and_gives_what_it_finds(store: Store) -> None:
    store.add([edition(), record()], kind=ADD, summary="Add", author=ANN)
    seen: dict[str, bytes] = {}

    def check(path: str, data: bytes) -> list[Finding]:
        seen[path.rpartition("/")[2]] = data
        return [Finding(Severity.NOTE, "odd", path, "a word")] if path.endswith("da.1.xml") else []

    (found,) = store.verify(check=check)
    assert (found.code, found.message) == ("odd", "a word")
    assert seen == {"da.1.xml": edition().xml, "record.xml": record().xml}


@pytest.mark.parametrize("level", list(Level))
def test_a_sound_store_has_no_findings(store: Store, level: Level) -> None:
    store.add([edition(), record()], kind=ADD, summary="Add", author=ANN)
    store.add([edition(text="better", ordinal=2, original=None)], kind=CORRECT, summary="Correct", author=ANN)
    store.decide({"works.json": b"{}\n"}, kind=DECIDE, summary="Decide", author=ANN)
    store.undo(author=ANN, to=store.events()[-1].commit)
    store.redo(author=ANN)
    store.undo(author=ANN)
    assert store.verify(level=level) == ()


def test_equal_calls_give_equal_ids(tmp_path: Path, store: Store, request: pytest.FixtureRequest) -> None:
    twin = request.node.callspec.params["store"](tmp_path / "twin")
    for one in (store, twin):
        one.add([edition(), record()], kind=ADD, summary="Add", author=ANN)
        one.undo(author=BOB)
    assert store.tip() == twin.tip()
    assert store.events() == twin.events()


def test_the_listing_names_equal_bytes_alike_and_other_bytes_otherwise(store: Store) -> None:
    store.add([edition(), edition("1/14", work="other"), record()], kind=ADD, summary="Add", author=ANN)
    store.add([edition(text="better", ordinal=2, original=None)], kind=CORRECT, summary="Correct", author=ANN)
    listed = dict(store.listing())
    assert set(listed) == {*store.editions(), *store.records()}
    assert listed[DANISH] == listed[EditionKey("other", "1-14", "da", 1)]
    assert len({listed[DANISH], listed[DANISH_2], listed[KNOWN]}) == 3


def test_every_store_lists_the_same_bytes_under_the_same_id(store: Store, tmp_path: Path) -> None:
    twin = _memory(tmp_path)
    for one in (store, twin):
        one.add([edition(), record()], kind=ADD, summary="Add", author=ANN)
    assert dict(store.listing()) == dict(twin.listing())


def test_contents_change_with_what_is_held_and_with_nothing_else(store: Store) -> None:
    empty = store.contents()
    added = store.add([edition()], kind=ADD, summary="Add", author=ANN).commit
    one = store.contents()
    store.decide({"works.json": b"{}\n"}, kind=DECIDE, summary="Decide", author=ANN)
    store.undo(author=ANN, to=added)
    assert store.contents() == one != empty
    store.add([record()], kind=RECORD, summary="Record", author=ANN)
    assert store.contents() not in (one, empty)


def test_a_listing_since_then_names_what_differs(store: Store) -> None:
    empty = store.contents()
    assert list(store.listing(since=empty)) == []
    store.add([edition()], kind=ADD, summary="Add", author=ANN)
    one = store.contents()
    store.add([edition(text="better", ordinal=2, original=None), record()], kind=ADD, summary="Add", author=ANN)
    listed = dict(store.listing())
    assert dict(store.listing(since=empty)) == listed
    assert dict(store.listing(since=one)) == {key: blob for key, blob in listed.items() if key != DANISH}


@pytest.mark.parametrize("since", ["x", "0:", "9:" + "0" * 40, "0:" + "0" * 40, "2:" + "1" * 40, "0:HEAD", "0:--help"])
def test_contents_that_a_store_never_had_are_refused(store: Store, since: str) -> None:
    store.add([edition()], kind=ADD, summary="Add", author=ANN)
    with pytest.raises(ValueError):
        list(store.listing(since=since))


def test_the_withdrawn_are_listed_and_named(store: Store) -> None:
    store.add([edition(), record()], kind=ADD, summary="Add", author=ANN)
    assert store.withdrawn() == frozenset()
    store.undo(author=ANN)
    assert store.withdrawn() == {DANISH, KNOWN} == set(dict(store.listing()))
    store.redo(author=ANN)
    assert store.withdrawn() == frozenset()


def test_a_store_on_a_disk_has_a_folder_beside_its_objects_and_one_outside(store: Store, tmp_path: Path) -> None:
    beside = store.beside()
    if isinstance(store, MemoryStore):
        assert beside is None
    else:
        assert beside is not None
        assert tmp_path in beside.inside.parents
        assert tmp_path not in beside.outside.parents
