from __future__ import annotations

import pytest

from revtrack.errors import AmbiguousVersion, NothingToUndo, UnknownVersion
from revtrack.store.contract import Event, EventKind
from revtrack.store.undo import Step, standing_undos, summary, to_redo, to_undo, undone
from tests.store_samples import ANN


def _step(commit: str, kind: EventKind = EventKind.ADD, *, undoes: str = "", redoes: str = "") -> Step:
    event = Event(commit, kind, f"did {commit}", ANN)
    return Step(event, undoes=frozenset(undoes.split()), redoes=frozenset(redoes.split()))


INIT = _step("init", EventKind.INIT)
UNDO, REDO = EventKind.UNDO, EventKind.REDO


def _ids(steps: tuple[Step, ...]) -> list[str]:
    return [step.event.commit for step in steps]


def test_an_undo_takes_the_newest_event_that_stands():
    steps = [INIT, _step("a"), _step("b"), _step("u", UNDO, undoes="b")]
    assert _ids(to_undo(steps, None)) == ["a"]
    assert undone(steps) == {"b"}


def test_a_redo_answers_the_newest_standing_undo():
    steps = [INIT, _step("a"), _step("b"), _step("u1", UNDO, undoes="b"), _step("u2", UNDO, undoes="a")]
    assert _ids(to_redo(steps)) == ["a"]
    steps.append(_step("r", REDO, redoes="a"))
    assert standing_undos(steps) == [frozenset({"b"})]
    assert _ids(to_redo(steps)) == ["b"]


def test_undo_to_an_event_passes_over_what_is_taken_back_already():
    steps = [INIT, _step("aaaa"), _step("bbbb"), _step("u", UNDO, undoes="bbbb"), _step("cccc")]
    assert _ids(to_undo(steps, "aaaa")) == ["cccc"]


def test_undo_to_the_newest_event_finds_nothing():
    with pytest.raises(NothingToUndo):
        to_undo([INIT, _step("aaaa")], "aaaa")


def test_an_event_is_named_in_full_or_by_four_digits_and_never_guessed():
    steps = [INIT, _step("abcd1"), _step("abcd2"), _step("ef011")]
    assert _ids(to_undo(steps, "abcd2")) == ["ef011"]
    with pytest.raises(AmbiguousVersion, match="'abcd' fits 2 events"):
        to_undo(steps, "abcd")
    for short in ("abc", "", "zzzz"):
        with pytest.raises(UnknownVersion):
            to_undo(steps, short)


def test_a_summary_names_the_first_line_of_what_was_taken_back():
    steps = (Step(Event("a", EventKind.ADD, "Add it\n\nbody", ANN)), _step("b"))
    assert summary("Undo", steps[:1]) == "Undo: Add it"
    assert summary("Undo", steps) == "Undo 2 steps, the first: Add it"
