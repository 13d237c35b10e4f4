"""Corrections: each at its place, in the order listed, and nothing else changed."""

from __future__ import annotations

import pytest

from revtrack.errors import BadValue
from revtrack.model.corrections import correct
from revtrack.model.documents import Correction, Edition
from revtrack.model.language import Language
from revtrack.model.numbers import DocumentNumber
from revtrack.model.places import find
from revtrack.model.texts import Component, Expression, Note, Paragraph, Role, Slot, SlotKind, WorkId

SUBJECT = "Strategi for radikaliserings"


def made(*paragraphs: Paragraph, header: tuple[Slot, ...] = (), title: str = "") -> Edition:
    note = Component("note", (Paragraph(Role.PARAGRAPH, "den radikaliserings", "1."),))
    return Edition(
        Expression(
            WorkId("eu-crr"),
            DocumentNumber.parse("9956/14"),
            Language.DA,
            (note, Component("annex", paragraphs)),
            header=header,
            title=title,
        )
    )


def para(text: str, num: str, *notes: Note) -> Paragraph:
    return Paragraph(Role.PARAGRAPH, text, num, notes=notes)


def fault(fragment: str, old: str = "radikaliserings", new: str = "radikalisering") -> Correction:
    return Correction(fragment, old, new, "word form")


def text(edition: Edition, fragment: str) -> str:
    return find(edition.expression, fragment)[0].text


def test_the_next_edition_keeps_what_was_corrected_and_why() -> None:
    before = made(para("den radikaliserings", "1."))
    after = correct(before, [fault("1")], "faults of the transcription")
    assert (after.ordinal, after.reason, after.corrections) == (2, "faults of the transcription", (fault("1"),))
    assert correct(after, [fault("note.1")], "one more").ordinal == 3


def test_only_the_named_place_is_changed() -> None:
    before = made(para("den radikaliserings", "1."), para("den radikaliserings", "2."))
    after = correct(before, [fault("2")], "word form")
    assert [text(after, name) for name in ("note.1", "1", "2")] == [
        *("den radikaliserings", "den radikaliserings", "den radikalisering"),
    ]
    assert (before.ordinal, text(before, "2")) == (1, "den radikaliserings")


def test_a_correction_is_made_once_for_each_time_it_is_listed() -> None:
    before = made(para("radikaliserings og radikaliserings og radikaliserings", "1."))
    assert text(correct(before, [fault("1")], "x"), "1") == "radikalisering og radikaliserings og radikaliserings"
    assert text(correct(before, [fault("1")] * 3, "x"), "1") == "radikalisering og radikalisering og radikalisering"


def test_corrections_are_made_one_after_another() -> None:
    listed = [fault("1", "a", "b"), fault("1", "bb", "c")]
    assert text(correct(made(para("ab", "1.")), listed, "x"), "1") == "c"
    with pytest.raises(BadValue):
        correct(made(para("ab", "1.")), listed[::-1], "x")


def test_numbers_roles_and_levels_stay() -> None:
    item = Paragraph(Role.ITEM, "bekæmpe radikaliserings", "-", level=1, wid="annex__para_9__item_1")
    after = correct(made(para("for at", "14."), item), [fault("14.1")], "x")
    changed = after.expression.component("annex").paragraphs[1]
    assert (changed.text, changed.num, changed.level, changed.wid) == ("bekæmpe radikalisering", "-", 1, item.wid)


def test_a_heading_is_found_by_the_slug_of_its_words_as_they_stand() -> None:
    heading = Paragraph(Role.HEADING, "Om radikaliserings af terrorister", level=1)
    twice = [fault("h:om-radikaliserings-af-terrorister"), fault("h:om-radikalisering-af-terrorister", "Om", "Mod")]
    after = correct(made(heading, para("x", "1.")), twice, "x")
    assert text(after, "h:mod-radikalisering-af-terrorister") == "Mod radikalisering af terrorister"


def test_a_footnote_is_corrected_without_its_paragraph() -> None:
    noted = para("meddelelse om radikaliserings", "1.", Note(10, "1", "første"), Note(29, "2", "om radikaliserings"))
    after = correct(made(noted), [fault("fn2")], "x")
    changed = after.expression.component("annex").paragraphs[0]
    assert changed.text == noted.text
    assert [note.text for note in changed.notes] == ["første", "om radikalisering"]
    assert [note.offset for note in changed.notes] == [10, 29]


@pytest.mark.parametrize(
    ("offset", "new", "moved"),
    [
        (0, "xyz", 0),
        (4, "xyz", 4),
        (5, "xyz", 5),
        (6, "xyz", 7),
        (7, "xyz", 8),
        (6, "", 4),
        (5, "", 4),
        (7, "", 5),
        (5, "q", 5),
    ],
)
def test_the_mark_of_a_footnote_stays_at_its_word(offset: int, new: str, moved: int) -> None:
    """The words "ab" stand at 4 to 6 of "one ab two"."""
    before = made(para("one ab two", "1.", Note(offset, "1", "note")))
    after = correct(before, [fault("1", "ab", new)], "x")
    assert text(after, "1") == f"one {new} two"
    assert after.expression.component("annex").paragraphs[0].notes[0].offset == moved


def test_a_mark_inside_words_at_the_very_end_stays_inside_the_text() -> None:
    after = correct(made(para("the end", "1.", Note(6, "1", "note"))), [fault("1", " end", "")], "x")
    assert after.expression.component("annex").paragraphs[0].notes[0].offset == 3


def test_a_header_slot_is_corrected_and_the_title_read_from_it_follows() -> None:
    header = (Slot(SlotKind.FROM, "formandskabet", "fra:"), Slot(SlotKind.SUBJECT, SUBJECT, "Vedr.:"))
    after = correct(made(para("x", "1."), header=header, title=SUBJECT), [fault("header.subject")], "x").expression
    assert [slot.value for slot in after.header] == ["formandskabet", "Strategi for radikalisering"]
    assert after.header[1].label == "Vedr.:"
    assert after.title == "Strategi for radikalisering"


def test_a_title_of_its_own_stays_when_the_subject_is_corrected() -> None:
    header = (Slot(SlotKind.SUBJECT, SUBJECT, "Vedr.:"),)
    after = correct(made(para("x", "1."), header=header, title="The Strategy"), [fault("header.subject")], "x")
    assert after.expression.title == "The Strategy"


def test_of_two_slots_of_one_kind_the_first_that_has_the_words_is_corrected() -> None:
    codes = tuple(Slot(SlotKind.SUBJECT_CODE, code) for code in ("JAI 332", "ENFOPOL 13", "ENFOPOL 13"))
    listed = [fault("header.subject-code", "ENFOPOL 13", "ENFOPOL 138")]
    after = correct(made(para("x", "1."), header=codes), listed, "x").expression
    assert [slot.value for slot in after.header] == ["JAI 332", "ENFOPOL 138", "ENFOPOL 13"]


@pytest.mark.parametrize("fragment", ["2", "annex.1", "header", "h:radikaliserings"])
def test_a_place_that_is_not_there_is_named(fragment: str) -> None:
    with pytest.raises(BadValue) as caught:
        correct(made(para("radikaliserings", "1.")), [fault(fragment)], "x")
    assert caught.value.message == f"9956/14 has no place '{fragment}' to correct"
    assert caught.value.tries == ("revtrack show 9956/14 --outline",)


@pytest.mark.parametrize(
    ("fragment", "look"),
    [("1", "--at 1"), ("fn1", "--at fn1"), ("header.subject", "--meta"), ("header.number", "--meta")],
)
def test_words_that_do_not_stand_there_are_never_corrected_elsewhere(fragment: str, look: str) -> None:
    header = (Slot(SlotKind.SUBJECT, "Strategi", "Vedr.:"),)
    before = made(para("terrorisme", "1.", Note(3, "1", "note")), para("radikaliserings", "2."), header=header)
    with pytest.raises(BadValue) as caught:
        correct(before, [fault(fragment)], "x")
    assert caught.value.message == f"'radikaliserings' does not stand at {fragment}"
    assert caught.value.tries == (f"look at the place: revtrack show 9956/14 {look}",)


def test_a_correction_that_would_leave_a_bad_text_is_refused() -> None:
    with pytest.raises(BadValue, match="begins or ends with white space"):
        correct(made(para("radikaliserings og", "1.")), [fault("1", "radikaliserings", "")], "x")


def test_a_correction_needs_a_reason() -> None:
    with pytest.raises(BadValue, match="says why it was made"):
        correct(made(para("radikaliserings", "1.")), [fault("1")], "")
