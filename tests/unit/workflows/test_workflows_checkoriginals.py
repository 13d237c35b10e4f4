"""`verify --deep` reads every original again: words that differ are an error, what cannot be told is a note."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from revtrack.ingest import read_source
from revtrack.model.documents import Author, Edition
from revtrack.model.findings import Severity
from revtrack.model.texts import Expression, Paragraph
from revtrack.store import Deposit, EditionDeposit, EventKind, MemoryStore, Settings
from revtrack.workflows import checkoriginals, collect, deposits, drafts
from revtrack.workflows.checkoriginals import check_originals
from revtrack.workflows.intake import Wishes

ADA = Author("Ada", "ada@example.invalid", 1_700_000_000)
TEXT = b"Rules of the room\n\n1. The room opens at nine.\n\n2. Bags stay outside.\n"
WISHES = Wishes(number="rules-1", work="rules", language="en", date="2020-01-01")


def _store() -> MemoryStore:
    return MemoryStore(settings=Settings(), author=ADA)


def _draft(store: MemoryStore, data: bytes = TEXT, name: str = "rules.txt") -> drafts.Draft:
    return drafts.draft(store, read_source(data, name), data, name, WISHES)


def _with(expression: Expression, index: int, paragraph: Paragraph) -> Expression:
    (component,) = expression.components
    paragraphs = (*component.paragraphs[:index], paragraph, *component.paragraphs[index + 1 :])
    return replace(expression, components=(replace(component, paragraphs=paragraphs),))


def _put(store: MemoryStore, deposit: Deposit) -> None:
    store.add([deposit], kind=EventKind.ADD, summary="Add", author=ADA)


def _deposit(made: drafts.Draft, expression: Expression) -> EditionDeposit:
    return deposits.edition_deposit(Edition(expression), "rules", made.source, made.reading)


def test_an_edition_that_was_read_from_its_original_says_nothing() -> None:
    store = _store()
    collect.add(store, _draft(store), author=ADA)
    assert list(check_originals(store)) == []


def test_a_word_that_the_original_has_not_is_an_error() -> None:
    store = _store()
    made = _draft(store)
    forged = replace(made.expression.components[0].paragraphs[1], text="The room opens at ten.")
    _put(store, _deposit(made, _with(made.expression, 1, forged)))
    (found,) = check_originals(store)
    assert (found.severity, found.code, found.subject) == (Severity.ERROR, "original", "rules-1:en@1")
    assert found.message.endswith("1 only in the edition (ten.); 1 only in the original (nine.)")


def test_the_same_words_parted_otherwise_are_a_note() -> None:
    store = _store()
    made = _draft(store)
    (component,) = made.expression.components
    title, first, second = component.paragraphs
    joined = replace(first, text=f"{first.text} {second.num} {second.text}")
    other = replace(made.expression, components=(replace(component, paragraphs=(title, joined)),))
    _put(store, _deposit(made, other))
    (found,) = check_originals(store)
    assert (found.severity, found.subject) == (Severity.NOTE, "rules-1:en@1")


def test_an_original_that_is_not_read_today_is_a_note() -> None:
    store = _store()
    made = _draft(store)
    unread = replace(made, source=replace(made.source, data=b"\x00\x01", name="rules.bin"))
    _put(store, _deposit(unread, made.expression))
    (found,) = check_originals(store)
    assert found.severity is Severity.NOTE
    assert "is not read today" in found.message


def test_what_is_found_of_many_stands_in_their_order(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever is read together: a forged text, a file that is not read today, and sound ones between them."""
    monkeypatch.setattr(checkoriginals, "_PORTION", 2)
    store = _store()
    for n in range(1, 6):
        made = drafts.draft(store, read_source(TEXT, "a.txt"), TEXT, "a.txt", replace(WISHES, number=f"rules-{n}"))
        if n in (2, 5):
            forged = replace(made.expression.components[0].paragraphs[1], text="The room opens at ten.")
            made = replace(made, expression=_with(made.expression, 1, forged))
        if n == 3:
            made = replace(made, source=replace(made.source, data=b"\x00\x01", name="rules.bin"))
        else:
            made = replace(made, source=replace(made.source, data=TEXT + b"\n" * n))
        _put(store, _deposit(made, made.expression))
    told: list[str] = []
    found = list(check_originals(store, lambda done, whole, what: told.append(f"{done}/{whole} {what}")))
    assert [(each.subject, each.severity) for each in found] == [
        ("rules-2:en@1", Severity.ERROR),
        ("rules-3:en@1", Severity.NOTE),
        ("rules-5:en@1", Severity.ERROR),
    ]
    assert told == [f"{n - 1}/5 rules-{n}:en@1, its original" for n in range(1, 6)]


@pytest.mark.parametrize("withdrawn", [False, True])
def test_a_correction_with_an_original_of_its_own_is_compared_with_that_one(withdrawn: bool) -> None:
    store = _store()
    collect.add(store, _draft(store), author=ADA)
    collect.correct(store, _draft(store, TEXT.replace(b"nine", b"ten")), "hour", author=ADA)
    if withdrawn:
        store.undo(author=ADA)
    assert list(check_originals(store)) == []
