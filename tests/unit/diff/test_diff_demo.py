"""The demo drafts: each pair shows exactly the operations that its page promises."""

from __future__ import annotations

import pytest

from revtrack.diff import checked, compare, compare_texts, fold_patterns, invert, summary
from revtrack.errors import LanguagesDiffer
from revtrack.model.changes import Change, Comparison, Kind, Reason, UnitClass
from revtrack.model.language import Language
from revtrack.model.numbers import DocumentNumber
from revtrack.model.texts import Component, Expression, Note, Paragraph, Role, WorkId

BAGS = "Bags and coats are left in the lockers by the door, and the key is handed back at the end of the visit."


def heading(words: str) -> Paragraph:
    return Paragraph(Role.HEADING, words, level=1)


def para(num: int, text: str, mark: str = "", note: str = "") -> Paragraph:
    notes = (Note(len(text), mark, note),) if note else ()
    return Paragraph(Role.PARAGRAPH, text, f"{num}.", notes=notes)


def draft(label: str, *paragraphs: Paragraph, language: Language = Language.EN) -> Expression:
    number = DocumentNumber.local(f"demo-{label}")
    return Expression(WorkId("demo"), number, language, (Component("main", paragraphs),), label=label)


FIRST = draft(
    "1",
    Paragraph(Role.TITLE, "Rules for the reading room (made up)"),
    heading("Access"),
    para(1, "Readers may use the reading room on weekdays."),
    para(2, "Every reader must sign the register before entering the reading room."),
    para(3, "Members of staff should consider keeping a list of the boxes that leave the store."),
    para(4, BAGS),
    heading("Handling"),
    para(5, "Only pencils may be used at the desks."),
    para(6, "Originals are handled with clean, dry hands."),
    para(7, "A reader may see at most 3 boxes a day."),
    para(8, "Photographs are allowed without flash, as set out in paragraph 6."),
    para(9, "Damage is reported to the desk at once; the desk writes a report, and the report is kept with the box."),
    para(10, "Fees are due on 1 March."),
)
SECOND = draft(
    "2",
    Paragraph(Role.TITLE, "Rules for the reading room (made up)"),
    heading("Access"),
    para(1, "Readers may use the reading room on weekdays."),
    para(2, "Every reader must sign the register before entering the reading room."),
    para(3, "Members of staff shall keep a list of the boxes that leave the store.", "1", 'The "store" is locked.'),
    heading("Handling"),
    para(4, "Only pencils may be used at the desks.", "2", "From 1 September 2026; until then ink is allowed as well."),
    para(5, "Originals are handled with clean, dry hands."),
    para(6, "A reader may see at most 5 boxes a day.", "3", "A volume without a box counts as one box."),
    para(7, BAGS),
    para(8, "Photographs are allowed without flash, as set out in paragraph 5."),
    para(9, "Damage is reported to the desk at once."),
    para(10, "The desk writes a report, and the report is kept with the box."),
    heading("Records"),
    para(11, "The register is kept for ten years."),
)
THIRD = draft(
    "3",
    Paragraph(Role.TITLE, "Rules for the search room (made up)"),
    heading("Access"),
    para(
        1,
        "Readers may use the search room on weekdays, and every reader must sign the register before entering the search room.",
    ),
    para(2, BAGS.replace("Bags and", "Bags, umbrellas and")),
    para(3, "Members of staff shall keep a list of the boxes that leave the store.", "1", "The “store” is locked."),
    heading("Handling originals"),
    para(4, "Only pencils may be used at the desks.", "2", "From 1 October 2026; until then ink is allowed as well."),
    para(5, "Originals are handled with clean, dry hands.", "3", "Cotton gloves are lent for objects of metal."),
    para(6, "A reader may see at most 5 boxes a day.", "4", "A volume without a box counts as one box."),
    para(7, "Photographs are not allowed, even without flash."),
    para(8, "Damage is reported to the desk at once."),
    para(9, "A clerk writes the report, and the copy is stored with the box."),
    heading("Records"),
    para(10, "The register is kept for ten years."),
)


@pytest.fixture(scope="module")
def first_to_second() -> Comparison:
    return checked(compare(FIRST, SECOND))


@pytest.fixture(scope="module")
def second_to_third() -> Comparison:
    return checked(compare(SECOND, THIRD))


def at_new(comparison: Comparison, marker: str, unit_class: UnitClass = UnitClass.PARAGRAPH) -> Change:
    """The change whose first new unit bears that number."""
    for change in comparison.changes:
        if change.new and change.unit_class is unit_class and comparison.new[change.new[0]].marker == marker:
            return change
    raise AssertionError(f"no change brings {marker}")


def old_numbers(comparison: Comparison, change: Change) -> list[str]:
    return [comparison.old[at].marker for at in change.old]


def inline(change: Change) -> str:
    signs = {"=": "{}", "-": "[-{}-]", "+": "{{+{}+}}"}
    return "".join(signs[edit.op].format(edit.text) for edit in change.edits)


def test_the_summary_of_the_first_pair_is_the_one_the_manual_shows(first_to_second: Comparison) -> None:
    assert dict(summary(first_to_second)) == {
        "unchanged": 5,
        "modified": 3,
        "inserted": 1,
        "deleted": 1,
        "split": 1,
        "merged": 0,
        "moved": 1,
        "renumbered": 4,
        "renumbered_only": 2,
        "typography": 0,
    }


def test_headings_are_counted_among_themselves(first_to_second: Comparison) -> None:
    counts = summary(first_to_second, unit_class=UnitClass.HEADING)
    assert (counts["unchanged"], counts["inserted"]) == (3, 1)


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        ("3.", "Members of staff [-should consider keeping-]{+shall keep+} a list of the boxes that leave the store."),
        ("6.", "A reader may see at most [-3-]{+5+} boxes a day."),
        ("8.", "Photographs are allowed without flash, as set out in paragraph [-6-]{+5+}."),
        ("11.", "{+The register is kept for ten years.+}"),
    ],
)
def test_the_words_that_changed_are_marked_as_the_manual_shows_them(
    first_to_second: Comparison, number: str, shown: str
) -> None:
    assert inline(at_new(first_to_second, number)) == shown


def test_the_paragraph_that_went_to_another_section_is_moved_with_its_text_unchanged(
    first_to_second: Comparison,
) -> None:
    change = at_new(first_to_second, "7.")
    assert (change.kind, change.moved, change.renumbered) == (Kind.UNCHANGED, True, True)
    assert old_numbers(first_to_second, change) == ["4."]
    assert [c for c in first_to_second.changes if c.moved] == [change]


def test_paragraphs_that_only_got_another_number_are_unchanged(first_to_second: Comparison) -> None:
    for number in ("4.", "5."):
        change = at_new(first_to_second, number)
        assert (change.kind, change.moved, change.renumbered, change.edits) == (Kind.UNCHANGED, False, True, ())


def test_a_paragraph_split_at_a_semicolon_is_one_split_and_keeps_its_number(first_to_second: Comparison) -> None:
    change = at_new(first_to_second, "9.")
    assert (change.kind, len(change.new), change.renumbered) == (Kind.SPLIT, 2, False)
    assert inline(change) == (
        "Damage is reported to the desk at once[-; the-]{+.\nThe+} desk writes a report, "
        "and the report is kept with the box."
    )


def test_a_deletion_stands_where_the_old_text_had_it(first_to_second: Comparison) -> None:
    kinds = [(change.kind, change.unit_class) for change in first_to_second.changes[-4:]]
    assert kinds == [
        (Kind.SPLIT, UnitClass.PARAGRAPH),
        (Kind.DELETED, UnitClass.PARAGRAPH),
        (Kind.INSERTED, UnitClass.HEADING),
        (Kind.INSERTED, UnitClass.PARAGRAPH),
    ]


def test_a_pair_found_in_its_section_says_so_and_how_alike_it_is(first_to_second: Comparison) -> None:
    change = at_new(first_to_second, "6.")
    assert change.reason is Reason.SECTION
    assert change.similarity == pytest.approx(0.9)


def test_two_paragraphs_made_one_are_a_merge(second_to_third: Comparison) -> None:
    change = at_new(second_to_third, "1.")
    assert change.kind is Kind.MERGED
    assert old_numbers(second_to_third, change) == ["1.", "2."]


def test_a_paragraph_may_be_moved_and_edited(second_to_third: Comparison) -> None:
    change = at_new(second_to_third, "2.")
    assert (change.kind, change.moved, change.renumbered) == (Kind.MODIFIED, True, True)
    assert inline(change).startswith("Bags{+, umbrellas+} and coats")


def test_curly_quotes_are_typography_only(second_to_third: Comparison) -> None:
    change = at_new(second_to_third, "1", UnitClass.FOOTNOTE)
    assert change.is_typography
    assert summary(second_to_third, unit_class=UnitClass.FOOTNOTE)["typography"] == 1


def test_a_footnote_is_known_by_its_words_and_not_by_its_mark(second_to_third: Comparison) -> None:
    added = at_new(second_to_third, "3", UnitClass.FOOTNOTE)
    renumbered = at_new(second_to_third, "4", UnitClass.FOOTNOTE)
    assert added.kind is Kind.INSERTED
    assert (renumbered.kind, renumbered.renumbered) == (Kind.UNCHANGED, True)


def test_a_date_is_replaced_as_one_piece(second_to_third: Comparison) -> None:
    change = at_new(second_to_third, "2", UnitClass.FOOTNOTE)
    assert inline(change) == "From [-1 September 2026-]{+1 October 2026+}; until then ink is allowed as well."


def test_a_reworded_heading_is_modified(second_to_third: Comparison) -> None:
    headings = [c for c in second_to_third.changes if c.unit_class is UnitClass.HEADING]
    assert [inline(c) for c in headings if c.kind is Kind.MODIFIED] == [
        "Rules for the [-reading-]{+search+} room (made up)",
        "Handling{+ originals+}",
    ]


def test_a_paragraph_rewritten_beyond_reading_stands_whole_old_then_new(second_to_third: Comparison) -> None:
    change = at_new(second_to_third, "9.")
    assert change.kind is Kind.MODIFIED
    assert [(edit.op, edit.text) for edit in change.edits] == [
        ("-", "The desk writes a report, and the report is kept with the box."),
        ("+", "A clerk writes the report, and the copy is stored with the box."),
    ]


def test_the_word_replaced_everywhere_is_one_pattern(second_to_third: Comparison) -> None:
    (pattern,) = fold_patterns(second_to_third)
    assert (pattern.old, pattern.new, pattern.count) == ("reading", "search", 3)


def test_both_pairs_mirror_exactly(first_to_second: Comparison, second_to_third: Comparison) -> None:
    assert compare(SECOND, FIRST) == invert(first_to_second)
    assert compare(THIRD, SECOND) == invert(second_to_third)


def test_texts_in_two_languages_are_refused_with_both_named() -> None:
    danish = draft("da", para(1, "Læsere må bruge læsesalen."), language=Language.DA)
    with pytest.raises(LanguagesDiffer) as caught:
        compare(danish, FIRST)
    assert caught.value.message == ("demo-da is held in Danish, demo-1 in English; a word diff would mean nothing")
    assert caught.value.tries == ("revtrack add FILE --as demo-da --lang en   brings the other language in",)


def test_a_text_of_unknown_language_can_be_compared_with_any() -> None:
    unknown = draft("und", *SECOND.components[0].paragraphs, language=Language.UND)
    assert summary(compare(FIRST, unknown)) == summary(compare(FIRST, SECOND))


def test_plain_paragraphs_may_come_with_their_language() -> None:
    assert compare_texts(["a b"], ["a c"], lang=Language.DA) == compare_texts(["a b"], ["a c"])
