"""Rulings on pairings, on the in-memory twin: how they are asked for, kept, found again, replaced and taken back."""

from __future__ import annotations

import json

import pytest

from revtrack import diff
from revtrack.errors import AmbiguousPlace, RevtrackError, StoreDamaged, UnknownPlace, UsageError
from revtrack.ingest import read_source
from revtrack.model.changes import Reason
from revtrack.model.documents import Author
from revtrack.model.findings import Severity
from revtrack.model.rulings import NO_RULINGS, Rulings
from revtrack.report.views import RulingsView
from revtrack.store import EventKind, MemoryStore, Settings
from revtrack.workflows import collect, keep, pairs, rulings
from revtrack.workflows.catalogue import Catalogue
from revtrack.workflows.contrast import Filters, compare_pair
from revtrack.workflows.drafts import draft
from revtrack.workflows.intake import Wishes

ADA = Author("Ada", "ada@example.invalid", 1_700_000_000)
FILE = "pairings/rules-1.en/rules-2.en.json"

FIRST = """# Access

1. The reading room opens at nine.

2. Every reader signs the register.

3. Bags are left in the lockers by the door.

# Handling

4. Only pencils may be used at the desks.

5. Repealed.

6. Repealed.
"""
SECOND = """# Access

1. The reading room opens at ten.

2. Every reader signs the register, and bags are left in the lockers.

# Handling

3. Repealed.

4. Only pencils may be used at the long desks.
"""


def add(store: MemoryStore, label: str, text: str, *, reason: str = "") -> None:
    wishes = Wishes(number=f"rules-{label}", work="rules", label=label, language="en", date=f"202{label}-01-01")
    data = text.encode()
    made = draft(store, read_source(data, "a.md"), data, "a.md", wishes)
    if reason:
        collect.correct(store, made, reason, author=ADA)
    else:
        collect.add(store, made, author=ADA)


@pytest.fixture
def store() -> MemoryStore:
    """Two versions of house rules."""
    made = MemoryStore(settings=Settings(), author=ADA)
    add(made, "1", FIRST)
    add(made, "2", SECOND)
    return made


def pair_of(store: MemoryStore, old: str = "rules@1", new: str = "rules@2") -> pairs.Pair:
    return pairs.pair_of(Catalogue(store), (old, new), lambda path: FIRST.encode())


def decide(
    store: MemoryStore,
    *,
    confirm: tuple[str, ...] = (),
    reject: tuple[str, ...] = (),
    old: str = "rules@1",
    new: str = "rules@2",
) -> RulingsView:
    catalogue = Catalogue(store)
    return rulings.decide(catalogue, pair_of(store, old, new), confirm=confirm, reject=reject, author=ADA)


def held(store: MemoryStore, old: str = "rules@1", new: str = "rules@2") -> rulings.Held:
    return rulings.rulings_for(Catalogue(store), pair_of(store, old, new))


def links(store: MemoryStore, old: str = "rules@1", new: str = "rules@2") -> set[tuple[str, ...]]:
    """Confirmed pairings as a comparison has them, by the fragments of both sides."""
    comparison = compare_pair(Catalogue(store), pair_of(store, old, new), Filters()).comparison
    return {
        (
            ",".join(comparison.old[at].place.fragment for at in change.old),
            ",".join(comparison.new[at].place.fragment for at in change.new),
        )
        for change in comparison.changes
        if change.reason is Reason.CONFIRMED
    }


# -- asking ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("word", "link"),
    [
        ("4=4", ("4", "4")),
        ("2,3=2", ("2,3", "2")),
        ("3,2=2", ("2,3", "2")),
        ("#2, #3 = #2", ("2,3", "2")),
        ("2-3=2", ("2,3", "2")),
        ("2=2,3", ("2", "2,3")),
        ("h:access=h:handling", ("h:access", "h:handling")),
    ],
)
def test_places_are_named_as_in_addresses(store: MemoryStore, word: str, link: tuple[str, str]) -> None:
    view = decide(store, confirm=(word,))
    assert view.commit == store.tip()
    assert links(store) == {link}


def test_a_rejection_of_several_places_is_one_of_each(store: MemoryStore) -> None:
    view = decide(store, reject=("5,6=3",))
    assert view.rejected == ("¶ 5 = ¶ 3", "¶ 6 = ¶ 3")
    assert len(held(store).rulings.rejected) == 2


@pytest.mark.parametrize("word", ["4", "4=4=4", "=4", "4=", "2,=3", "2,3=1,2", "1=h:access", "1,h:access=1"])
def test_a_word_that_is_no_pairing_is_refused(store: MemoryStore, word: str) -> None:
    tip = store.tip()
    for asked in ({"confirm": (word,)}, {"reject": (word,)}):
        with pytest.raises(UsageError) as raised:
            decide(store, **asked)
        assert raised.value.facts
        assert raised.value.tries
    assert store.tip() == tip


def test_the_hint_of_a_refusal_asks_for_the_same_verdict(store: MemoryStore) -> None:
    with pytest.raises(UsageError) as raised:
        decide(store, reject=("4",))
    assert raised.value.tries[0].startswith("--reject")


@pytest.mark.parametrize("word", ["99=1", "1=99", "1=fn1", "h:nowhere=h:access"])
def test_a_place_that_is_not_there_is_said_to_be_unknown(store: MemoryStore, word: str) -> None:
    with pytest.raises(UnknownPlace):
        decide(store, confirm=(word,))


def test_a_place_that_fits_two_is_said_to_be_ambiguous(store: MemoryStore) -> None:
    add(store, "3", FIRST.replace("6. Repealed.", "5. Repealed."))
    with pytest.raises(AmbiguousPlace):
        decide(store, confirm=("5=3",), old="rules@3")
    assert decide(store, confirm=("5~2=3",), old="rules@3").confirmed == ("¶ 5~2 = ¶ 3",)


@pytest.mark.parametrize(
    ("confirm", "reject"), [(("4=4", "4=3"), ()), (("3=4", "4=4"), ()), (("2,3=2",), ("3=2",)), (("2,3=2", "3=4"), ())]
)
def test_words_of_one_call_do_not_contradict_each_other(store: MemoryStore, confirm, reject) -> None:
    with pytest.raises(UsageError, match="contradict"):
        decide(store, confirm=confirm, reject=reject)
    assert store.decisions() == ()


def test_a_file_outside_the_store_cannot_be_ruled_on(store: MemoryStore) -> None:
    for old, new, called in (("./a.md", "rules@2", "'./a.md'"), ("rules@1", "-", "standard input")):
        with pytest.raises(UsageError, match=f"{called} is a file"):
            decide(store, confirm=("4=4",), old=old, new=new)
        assert held(store, old, new)[:2] == (NO_RULINGS, ())


def test_an_edition_cannot_be_ruled_on_against_itself(store: MemoryStore) -> None:
    with pytest.raises(UsageError, match="same edition"):
        decide(store, confirm=("4=4",), new="rules@1")
    assert held(store, "rules@1", "rules@1")[:2] == (NO_RULINGS, ())


# -- keeping -----------------------------------------------------------------------------------------------------------


def test_verdicts_of_one_call_are_one_event_with_a_summary(store: MemoryStore) -> None:
    before = len(store.events())
    view = decide(store, confirm=("2,3=2", "4=4"), reject=("5=3",))
    (event, *_) = store.events()
    assert len(store.events()) == before + 1
    assert (event.kind, event.commit, event.author) == (EventKind.DECIDE, view.commit, ADA)
    assert event.summary == "Confirm ¶¶ 2, 3 = ¶ 2, ¶ 4 = ¶ 4 and reject ¶ 5 = ¶ 3 between rules@1 and rules@2"


def test_many_verdicts_are_counted_in_the_summary(store: MemoryStore) -> None:
    decide(store, confirm=("1=1", "2=2", "4=4", "5=3", "h:access=h:access"))
    assert store.events()[0].summary == "Confirm 5 pairings between rules@1 and rules@2"


def test_what_is_decided_already_is_no_event(store: MemoryStore) -> None:
    decide(store, confirm=("2,3=2",), reject=("5=3",))
    tip = store.tip()
    view = decide(store, confirm=("3,2=2",), reject=("5=3",))
    assert view.already == ("confirmed ¶¶ 2, 3 = ¶ 2", "rejected ¶ 5 = ¶ 3")
    assert (view.commit, store.tip()) == ("", tip)


@pytest.mark.parametrize(
    ("before", "after", "replaced"),
    [
        ({"confirm": ("2,3=2",)}, {"confirm": ("2=2",)}, ("confirmed ¶¶ 2, 3 = ¶ 2",)),
        ({"confirm": ("2,3=2",)}, {"reject": ("3=2",)}, ("confirmed ¶¶ 2, 3 = ¶ 2",)),
        ({"reject": ("3=2",)}, {"confirm": ("2,3=2",)}, ("rejected ¶ 3 = ¶ 2",)),
        ({"confirm": ("5=3", "4=4")}, {"confirm": ("6=3",)}, ("confirmed ¶ 5 = ¶ 3",)),
        ({"reject": ("5=3",)}, {"confirm": ("6=3",)}, ()),
    ],
)
def test_a_later_ruling_replaces_what_contradicts_it_and_says_so(store: MemoryStore, before, after, replaced) -> None:
    decide(store, **before)
    assert decide(store, **after).replaced == replaced
    assert held(store).notes == ()


def test_a_ruling_serves_both_directions(store: MemoryStore) -> None:
    decide(store, confirm=("2,3=2",), reject=("5=3",))
    forth, back = held(store), held(store, "rules@2", "rules@1")
    assert back.rulings == forth.rulings.mirrored
    assert decide(store, confirm=("2=3,2",), old="rules@2", new="rules@1").already == ("confirmed ¶ 2 = ¶¶ 2, 3",)


def test_a_ruling_made_backwards_reads_as_it_was_asked(store: MemoryStore) -> None:
    view = decide(store, confirm=("4=6",), old="rules@2", new="rules@1")
    assert (view.old, view.new, view.confirmed) == ("rules@2", "rules@1", ("¶ 4 = ¶ 6",))
    assert links(store) == {("6", "4")}


def test_equal_rulings_are_equal_bytes_in_whatever_order_they_were_made(store: MemoryStore) -> None:
    twin = MemoryStore(settings=Settings(), author=ADA)
    add(twin, "1", FIRST)
    add(twin, "2", SECOND)
    decide(store, confirm=("2,3=2", "4=4"), reject=("5=3",))
    decide(twin, reject=("3=5",), old="rules@2", new="rules@1")
    decide(twin, confirm=("4=4",))
    decide(twin, confirm=("3,2=2",))
    assert store.decision(FILE) == twin.decision(FILE)


def test_a_file_of_another_format_is_damage_and_nothing_is_compared(store: MemoryStore) -> None:
    for data in (b"{}", b"[", b'{"format":2,"rulings":[]}', b'{"format":1,"rulings":[{"verdict":"confirmed"}]}'):
        store.decide({FILE: data}, kind=EventKind.DECIDE, summary="Decide", author=ADA)
        with pytest.raises(StoreDamaged, match="rules-1"):
            compare_pair(Catalogue(store), pair_of(store), Filters())
        (finding,) = keep.verify(store).findings
        assert (finding.severity, finding.code, finding.subject) == (Severity.ERROR, "curation", f"curation/{FILE}")


def test_a_file_of_rulings_under_a_name_that_no_pair_has_is_damage(store: MemoryStore) -> None:
    for name in ("pairings/rules-2.en/rules-1.en.json", "pairings/x.json"):
        store.decide({name: b"{}\n"}, kind=EventKind.DECIDE, summary="Decide", author=ADA)
    assert [finding.subject for finding in keep.verify(store).findings] == [
        "curation/pairings/rules-2.en/rules-1.en.json",
        "curation/pairings/x.json",
    ]


# -- heeding -----------------------------------------------------------------------------------------------------------


def test_a_comparison_heeds_rulings_and_proves_itself(store: MemoryStore) -> None:
    decide(store, confirm=("2,3=2", "6=3"), reject=("4=4", "1=1"))
    view = compare_pair(Catalogue(store), pair_of(store), Filters())
    linked = {
        (view.comparison.old[i].place.fragment, view.comparison.new[j].place.fragment)
        for change in view.comparison.changes
        for i in change.old
        for j in change.new
    }
    assert {("2", "2"), ("3", "2"), ("6", "3")} <= linked
    assert not {("4", "4"), ("1", "1")} & linked
    assert diff.checked(view.comparison) == view.comparison


def test_rulings_on_two_texts_say_nothing_of_a_third(store: MemoryStore) -> None:
    add(store, "3", SECOND.replace("ten", "eleven"))
    decide(store, confirm=("6=3",))
    assert held(store, "rules@1", "rules@3")[:2] == (NO_RULINGS, ())


# -- other editions ----------------------------------------------------------------------------------------------------


def test_a_ruling_holds_where_a_word_was_corrected(store: MemoryStore) -> None:
    decide(store, confirm=("2,3=2", "4=4"))
    add(store, "1", FIRST.replace("lockers by the door", "locker by the door"), reason="word form")
    assert held(store).notes == ()
    assert links(store) == {("2,3", "2"), ("4", "4")}


def test_a_ruling_follows_a_paragraph_whose_number_moved_in_a_correction(store: MemoryStore) -> None:
    decide(store, confirm=("4=4",), reject=("5=3",))
    longer = FIRST.replace("4. Only", "4. Overlooked before, and put in here.\n\n5. Only")
    longer = longer.replace("6. Rep", "7. Rep").replace("\n5. Rep", "\n6. Rep")
    add(store, "1", longer, reason="a paragraph was overlooked")
    assert links(store) == {("5", "4")}
    assert held(store).notes == ()


def test_a_ruling_made_on_a_correction_holds_for_the_text_as_received(store: MemoryStore) -> None:
    add(store, "1", FIRST.replace("lockers by the door", "locker by the door"), reason="word form")
    decide(store, confirm=("3=2",))
    assert links(store, "rules-1:en@1") == {("3", "2")}


def test_a_ruling_on_words_that_were_replaced_is_not_applied_and_is_said(store: MemoryStore) -> None:
    decide(store, confirm=("3=2", "4=4"))
    add(store, "1", FIRST.replace("Bags are left in the lockers by the door.", "Wholly other words."), reason="misread")
    assert links(store) == {("4", "4")}
    (note,) = held(store).notes
    assert note == (
        "confirmed ¶ 3 = ¶ 2 is not applied: ¶ 3 of rules-1:en reads otherwise in edition 2 than in edition 1"
    )
    (finding,) = keep.verify(store).findings
    assert (finding.severity, finding.code, finding.subject) == (Severity.NOTE, "rulings", "rules-1:en#3")
    assert finding.message.endswith("decide again: revtrack correlate rules@1 rules@2 --confirm OLD=NEW")
    assert links(store, "rules-1:en@1") == {("3", "2"), ("4", "4")}


def test_a_ruling_on_a_place_that_is_gone_is_not_applied_and_is_said(store: MemoryStore) -> None:
    decide(store, reject=("4=4",))
    shorter = FIRST.replace("4. Only pencils may be used at the desks.\n\n", "").replace("5. Rep", "7. Rep")
    add(store, "1", shorter, reason="it stood in another document")
    assert held(store)[:2] == (
        NO_RULINGS,
        ("rejected ¶ 4 = ¶ 4 is not applied: ¶ 4 of rules-1:en@1 is not found in edition 2",),
    )


def test_a_ruling_that_fits_no_more_gives_way_to_a_new_one_on_its_place(store: MemoryStore) -> None:
    decide(store, confirm=("3=2",))
    add(store, "1", FIRST.replace("Bags are left in the lockers by the door.", "Wholly other words."), reason="misread")
    assert decide(store, confirm=("3=2",)).replaced == ("confirmed ¶ 3 = ¶ 2",)
    assert held(store).notes == ()
    assert keep.verify(store).findings == ()


def test_of_two_editions_of_one_text_rulings_hold_for_these_two_alone(store: MemoryStore) -> None:
    add(store, "1", FIRST.replace("5. Repealed.", "5. Not repealed."), reason="word form")
    add(store, "1", FIRST.replace("5. Repealed.", "5. Never repealed."), reason="word form again")
    first, second, third = (f"rules-1:en@{n}" for n in (1, 2, 3))
    decide(store, reject=("5=5",), old=second, new=first)
    assert held(store, first, second).rulings == held(store, second, first).rulings.mirrored != NO_RULINGS
    assert held(store, first, third)[:2] == held(store, second, third)[:2] == (NO_RULINGS, ())
    assert store.decisions() == ("pairings/rules-1.en/rules-1.en.json",)
    assert keep.verify(store).findings == ()


def test_rulings_that_two_branches_brought_together_and_that_contradict_are_not_applied(store: MemoryStore) -> None:
    """After a merge of two clones a file may hold what one call would have refused: none of it is guessed at."""
    decide(store, confirm=("5=3",))
    one = json.loads(store.decision(FILE) or b"")
    decide(store, confirm=("6=3", "4=4"))
    other = json.loads(store.decision(FILE) or b"")
    merged = {"format": 1, "rulings": one["rulings"] + other["rulings"]}
    store.decide({FILE: json.dumps(merged).encode()}, kind=EventKind.DECIDE, summary="Merge", author=ADA)
    assert links(store) == {("4", "4")}
    assert len(held(store).notes) == 2
    assert [finding.severity for finding in keep.verify(store).findings] == [Severity.NOTE] * 2
    view = decide(store, confirm=("6=3",))
    assert view.replaced == ("confirmed ¶ 5 = ¶ 3",)
    assert (links(store), held(store).notes) == ({("4", "4"), ("6", "3")}, ())


def test_a_pairing_that_was_confirmed_and_rejected_on_two_branches_is_neither(store: MemoryStore) -> None:
    decide(store, confirm=("5=3",))
    one = json.loads(store.decision(FILE) or b"")
    decide(store, reject=("5=3",))
    other = json.loads(store.decision(FILE) or b"")
    merged = {"format": 1, "rulings": one["rulings"] + other["rulings"]}
    store.decide({FILE: json.dumps(merged).encode()}, kind=EventKind.DECIDE, summary="Merge", author=ADA)
    assert held(store).rulings == Rulings()
    assert len(held(store).notes) == 2


# -- taking back -------------------------------------------------------------------------------------------------------


def test_undo_takes_back_the_last_rulings_and_redo_brings_them_back(store: MemoryStore) -> None:
    decide(store, confirm=("4=4",))
    decide(store, confirm=("6=3",))
    (taken,) = collect.undo(store, author=ADA)
    assert taken.summary == "Confirm ¶ 6 = ¶ 3 between rules@1 and rules@2"
    assert links(store) == {("4", "4")}
    collect.undo(store, author=ADA)
    assert (links(store), store.decisions()) == (set(), ())
    collect.undo(store, author=ADA, redo=True)
    collect.undo(store, author=ADA, redo=True)
    assert links(store) == {("4", "4"), ("6", "3")}


def test_rulings_on_a_text_that_is_not_held_are_said(store: MemoryStore) -> None:
    """Where clones were merged, rulings may have come along whose text was withdrawn."""
    decide(store, confirm=("4=4",))
    data = store.decision(FILE)
    store.decide({"pairings/rules-1.en/rules-9.en.json": data}, kind=EventKind.DECIDE, summary="Merge", author=ADA)
    (finding,) = keep.verify(store).findings
    assert (finding.severity, finding.subject) == (Severity.NOTE, "rules-9:en")


def test_every_refusal_says_what_to_do(store: MemoryStore) -> None:
    for asked in ({"confirm": ("4",)}, {"confirm": ("4=4",), "new": "rules@1"}, {"confirm": ("4=4",), "old": "./a.md"}):
        with pytest.raises(RevtrackError) as raised:
            decide(store, **asked)
        assert raised.value.tries
