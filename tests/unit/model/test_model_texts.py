"""Texts are valid from birth: what cannot stand in the XML, or has no place, never becomes a value."""

from __future__ import annotations

import pytest

from revtrack.errors import BadValue
from revtrack.model.language import Language
from revtrack.model.numbers import DocumentNumber
from revtrack.model.texts import (
    Component,
    Expression,
    Note,
    PageMatter,
    Paragraph,
    Role,
    Slot,
    SlotKind,
    WorkId,
    check_label,
    check_text,
)

ONE = Paragraph(Role.PARAGRAPH, "Readers may use the reading room.", "1.")
ITEM = Paragraph(Role.ITEM, "on weekdays", "-", level=1)
SUBITEM = Paragraph(Role.ITEM, "in the morning", "(a)", level=2)
HEADING = Paragraph(Role.HEADING, "Access", level=1)
TITLE = Paragraph(Role.TITLE, "Rules")


def expression(*components: Component, principal: str = "", label: str = "", title: str = "") -> Expression:
    return Expression(
        WorkId("demo"),
        DocumentNumber.local("demo-1"),
        Language.EN,
        components,
        principal=principal,
        label=label,
        title=title,
    )


@pytest.mark.parametrize("word", ["eu-crr", "demo", "2014", "a", "x" * 60, "doc-14781-1-05"])
def test_a_work_id_is_lower_case_letters_digits_and_hyphens(word: str) -> None:
    assert WorkId(word) == word
    assert isinstance(WorkId(word), WorkId)


@pytest.mark.parametrize("word", ["", "EU-crr", "-demo", "a/b", "a b", "a.b", "x" * 61, "demo\n", "å", "a@b", "../x"])
def test_anything_else_is_no_work_id_and_the_error_says_what_would_be(word: str) -> None:
    with pytest.raises(BadValue) as caught:
        WorkId(word)
    assert "lower-case letters, digits and hyphens" in caught.value.facts[0]
    assert caught.value.tries == ("--work house-rules",)


def test_a_long_word_is_cut_in_the_message() -> None:
    with pytest.raises(BadValue) as caught:
        WorkId("X" * 5000)
    assert len(caught.value.message) < 120


@pytest.mark.parametrize("code", [0x00, 0x08, 0x0B, 0x0C, 0x0D, 0x1F, 0xD800, 0xDFFF, 0xFFFE, 0xFFFF])
def test_characters_that_xml_cannot_carry_are_named(code: int) -> None:
    with pytest.raises(BadValue) as caught:
        check_text(f"a{chr(code)}b", "a paragraph")
    assert f"a paragraph holds the character U+{code:04X}" in caught.value.message


@pytest.mark.parametrize("text", ["", "a\tb", "a\nb", "naïve", "\u00ad", "日本", "𐍈", "שלום", "a\u00a0b"])
def test_every_other_character_is_kept(text: str) -> None:
    check_text(text, "a paragraph")


@pytest.mark.parametrize("text", [" a", "a ", "a\n", "\ta", "\u00a0a", "a\u2003"])
def test_white_space_at_the_ends_is_refused(text: str) -> None:
    with pytest.raises(BadValue, match="begins or ends with white space"):
        check_text(text, "a title")


@pytest.mark.parametrize("label", ["", "2014", "1.1", "draft-3", "første", "x" * 40])
def test_a_label_is_one_visible_word_or_nothing(label: str) -> None:
    check_label(label)
    assert expression(Component("main", (ONE,)), label=label).label == label


@pytest.mark.parametrize(
    "label", ["a b", "a@b", "a#b", "a:b", "a/b", "a~1", "x" * 41, "a\n", "a\u200bb", "a\u202eb", "\x07"]
)
def test_a_label_that_an_address_could_not_hold_is_refused(label: str) -> None:
    with pytest.raises(BadValue, match="cannot be a label"):
        check_label(label)


def test_a_paragraph_has_text_or_a_number() -> None:
    assert Paragraph(Role.PARAGRAPH, "", "7.").num == "7."
    with pytest.raises(BadValue, match="neither text nor number"):
        Paragraph(Role.PARAGRAPH, "")


@pytest.mark.parametrize(
    ("role", "level"),
    [(Role.HEADING, 0), (Role.ITEM, 0), (Role.PARAGRAPH, 1), (Role.TITLE, 1), (Role.PARAGRAPH, -1), (Role.HEADING, -1)],
)
def test_only_headings_and_items_have_a_level(role: Role, level: int) -> None:
    with pytest.raises(BadValue, match="cannot have level"):
        Paragraph(role, "text", level=level)


@pytest.mark.parametrize("field", ["text", "num"])
def test_a_paragraph_refuses_carriage_returns_in_each_field(field: str) -> None:
    with pytest.raises(BadValue, match=r"U\+000D"):
        Paragraph(**{"role": Role.PARAGRAPH, "text": "text", field: "a\rb"})


def test_a_footnote_stands_anywhere_from_before_the_first_to_after_the_last_character() -> None:
    notes = (Note(0, "1", "before"), Note(4, "2", "after"), Note(4, "3", "after that"))
    assert Paragraph(Role.PARAGRAPH, "text", notes=notes).notes == notes


@pytest.mark.parametrize("offsets", [(-1,), (5,), (3, 1)])
def test_a_footnote_outside_its_paragraph_or_out_of_order_is_refused(offsets: tuple[int, ...]) -> None:
    with pytest.raises(BadValue, match="outside its paragraph"):
        Paragraph(Role.PARAGRAPH, "text", notes=tuple(Note(offset, "1", "note") for offset in offsets))


@pytest.mark.parametrize(("mark", "text"), [("1\r", "note"), ("1", "no\x00te"), ("1 ", "note"), ("1", " note")])
def test_a_footnote_checks_its_mark_and_its_text(mark: str, text: str) -> None:
    with pytest.raises(BadValue, match="a footnote"):
        Note(0, mark, text)


@pytest.mark.parametrize("name", ["main", "note", "annex", "annex2", "a"])
def test_a_component_has_a_short_name_in_letters_and_digits(name: str) -> None:
    assert Component(name, (ONE,)).name == name


@pytest.mark.parametrize("name", ["", "Annex", "2annex", "an-nex", "annex.2", "a" * 21, "annex\n"])
def test_a_component_name_that_a_fragment_could_not_hold_is_refused(name: str) -> None:
    with pytest.raises(BadValue, match="cannot name a component"):
        Component(name, (ONE,))


def test_a_component_is_never_empty() -> None:
    with pytest.raises(BadValue, match="the component 'annex' is empty"):
        Component("annex", ())


def test_a_title_stands_first() -> None:
    assert Component("main", (TITLE, HEADING, ONE)).paragraphs[0] is TITLE
    with pytest.raises(BadValue, match="a title stands first"):
        Component("main", (ONE, TITLE))


@pytest.mark.parametrize("before", [(), (TITLE,), (HEADING,), (ONE, HEADING)])
def test_an_item_needs_a_paragraph_above_it(before: tuple[Paragraph, ...]) -> None:
    with pytest.raises(BadValue, match="an item stands under"):
        Component("main", (*before, ITEM))


def test_an_item_goes_one_level_deeper_at_a_time() -> None:
    assert len(Component("main", (ONE, ITEM, SUBITEM, SUBITEM, ITEM)).paragraphs) == 5
    with pytest.raises(BadValue, match="an item stands under"):
        Component("main", (ONE, SUBITEM))
    with pytest.raises(BadValue, match="an item stands under"):
        Component("main", (ONE, ITEM, Paragraph(Role.ITEM, "too deep", level=3)))


def test_a_header_slot_has_a_value_and_may_lack_a_label() -> None:
    assert Slot(SlotKind.FROM, "formandskabet", "fra:").label == "fra:"
    assert Slot(SlotKind.MARKING, "LIMITE").label == ""
    with pytest.raises(BadValue, match="has no value"):
        Slot(SlotKind.SUBJECT, "", "Vedr.:")


def test_page_matter_is_checked_like_all_text() -> None:
    assert PageMatter("Se statusrapport (pdf)", "link to a file", 38).line == 38
    with pytest.raises(BadValue, match="page matter begins or ends"):
        PageMatter(" a", "age banner", 3)


def test_the_last_component_is_principal_unless_another_is_named() -> None:
    note, annex = Component("note", (ONE,)), Component("annex", (ONE,))
    assert expression(note, annex).principal == "annex"
    assert expression(note, annex, principal="note").principal == "note"


def test_a_principal_component_must_be_there() -> None:
    with pytest.raises(BadValue, match="the text has no component 'annex'"):
        expression(Component("note", (ONE,)), principal="annex")


@pytest.mark.parametrize("names", [(), ("note", "note")])
def test_a_text_has_components_and_their_names_differ(names: tuple[str, ...]) -> None:
    with pytest.raises(BadValue, match="components with different names"):
        expression(*(Component(name, (ONE,)) for name in names))


def test_a_component_is_found_by_its_name() -> None:
    note, annex = Component("note", (ONE,)), Component("annex", (HEADING,))
    assert expression(note, annex).component("note") is note
    with pytest.raises(KeyError):
        expression(note, annex).component("bilag")


def test_a_title_of_an_expression_is_checked() -> None:
    with pytest.raises(BadValue, match="a title begins or ends"):
        expression(Component("main", (ONE,)), title="Rules ")


def test_texts_are_frozen_and_equal_by_value() -> None:
    first, second = expression(Component("main", (ONE,))), expression(Component("main", (ONE,)))
    assert first == second
    assert hash(first) == hash(second)
    with pytest.raises(AttributeError):
        first.title = "other"  # type: ignore[misc]
