"""Places: the fragment and eId of everything in a text, and what a fragment finds. The grammar is that of addresses."""

from __future__ import annotations

import pytest

from revtrack.errors import AmbiguousPlace, UnknownPlace
from revtrack.model.language import Language
from revtrack.model.numbers import DocumentNumber
from revtrack.model.places import Unit, display, find, number_key, units
from revtrack.model.texts import Component, Expression, Note, Paragraph, Role, WorkId


def title(text: str) -> Paragraph:
    return Paragraph(Role.TITLE, text)


def heading(text: str, num: str = "", level: int = 1) -> Paragraph:
    return Paragraph(Role.HEADING, text, num, level)


def para(text: str, num: str = "", *notes: str) -> Paragraph:
    return Paragraph(Role.PARAGRAPH, text, num, notes=tuple(Note(len(text), str(i), n) for i, n in enumerate(notes, 1)))


def item(text: str, num: str = "-", level: int = 1) -> Paragraph:
    return Paragraph(Role.ITEM, text, num, level)


def text_of(*components: Component, principal: str = "", number: str = "9956/14") -> Expression:
    return Expression(WorkId("eu-crr"), DocumentNumber.read(number), Language.DA, components, principal=principal)


def only(*paragraphs: Paragraph) -> Expression:
    return text_of(Component("main", paragraphs))


def fragments(found: tuple[Unit, ...]) -> list[str]:
    return [unit.place.fragment for unit in found]


NOTE = Component("note", (para("Rådet nåede til enighed.", "1.", "Dok. 9447/13."), para("Bilaget.", "2.")), "NOTE")
ANNEX = Component(
    "annex",
    (
        title("Udkast til strategi"),
        para("Terrorisme.", "1."),
        heading("Vores udgangspunkter"),
        para("For at bekæmpe:", "14."),
        item("fremme sikkerhed"),
        item("støtte forskning"),
        para("Forskning.", "46.", "Se ¶ 14.", "Se bilaget."),
        para("Regeringerne bør."),
        para("De bør også."),
        heading("Vores reaktion"),
        para("Terrorangreb.", "47."),
    ),
)
COUNCIL = text_of(NOTE, ANNEX)


def test_every_unit_has_its_fragment_in_reading_order() -> None:
    assert fragments(units(COUNCIL)) == [
        *("note.1", "fn1", "note.2"),
        *("h:udkast-til-strategi", "1", "h:vores-udgangspunkter", "14", "14.1", "14.2"),
        *("46", "fn2", "fn3", "46+1", "46+2", "h:vores-reaktion", "47"),
    ]


def test_every_unit_has_its_eid_under_the_name_of_its_component() -> None:
    assert [unit.place.eid for unit in units(COUNCIL)] == [
        *("note__para_1", "fn_1", "note__para_2"),
        *("annex__title", "annex__para_1", "annex__sec_1", "annex__para_14"),
        *("annex__para_14__item_1", "annex__para_14__item_2"),
        *("annex__para_46", "fn_2", "fn_3", "annex__para_46+1", "annex__para_46+2", "annex__sec_2", "annex__para_47"),
    ]


def test_places_lead_back_to_the_paragraph_and_the_footnote() -> None:
    for unit in units(COUNCIL):
        paragraph = COUNCIL.component(unit.place.component).paragraphs[unit.place.index]
        assert unit.item == (paragraph if unit.place.note is None else paragraph.notes[unit.place.note])


def test_a_unit_knows_its_role_its_number_and_the_heading_above_it() -> None:
    found = {unit.place.fragment: unit for unit in units(COUNCIL)}
    assert (found["14.2"].role, found["14.2"].num, found["14.2"].place.heading) == ("item", "-", "Vores udgangspunkter")
    assert (found["fn3"].role, found["fn3"].num, found["fn3"].text) == ("footnote", "2", "Se bilaget.")
    assert (found["47"].role, found["47"].num, found["47"].place.heading) == ("paragraph", "47.", "Vores reaktion")
    assert (found["note.1"].place.heading, found["h:udkast-til-strategi"].role) == ("", "title")


@pytest.mark.parametrize(
    ("num", "key"),
    [
        ("14.", "14"),
        ("14", "14"),
        ("(14)", "14"),
        ("14)", "14"),
        ("14°", "14"),
        ("3a.", "3a"),
        ("3A", "3a"),
        ("§ 14", "14"),
        ("§\u00a014.", "14"),
        ("Artikel 5", "5"),
        ("Article 5.", "5"),
        ("Art. 5", "5"),
        ("¶ 7", "7"),
        ("point 12", "12"),
    ],
)
def test_a_printed_number_has_a_key(num: str, key: str) -> None:
    assert number_key(num) == key


@pytest.mark.parametrize("num", ["", "-", "•", "(a)", "a.", "iv.", "5.1", "12345", "Kapitel 5", "14.."])
def test_a_bullet_a_letter_or_a_longer_number_has_none(num: str) -> None:
    assert number_key(num) is None


def test_a_bare_number_means_the_principal_component() -> None:
    assert find(COUNCIL, "1")[0].text == "Terrorisme."
    assert find(COUNCIL, "annex.1") == find(COUNCIL, "1")
    assert find(COUNCIL, "note.1")[0].text == "Rådet nåede til enighed."


def test_where_the_note_is_principal_the_annex_is_named() -> None:
    other = text_of(NOTE, ANNEX, principal="note")
    assert find(other, "1")[0].text == "Rådet nåede til enighed."
    assert find(other, "annex.1")[0].text == "Terrorisme."


def test_footnotes_come_with_the_paragraph_that_bears_them() -> None:
    assert fragments(find(COUNCIL, "46")) == ["46", "fn2", "fn3"]
    assert fragments(find(COUNCIL, "note.1")) == ["note.1", "fn1"]
    assert fragments(find(COUNCIL, "fn2")) == ["fn2"]


def test_items_come_with_their_paragraph_and_can_be_asked_for_alone() -> None:
    assert fragments(find(COUNCIL, "14")) == ["14", "14.1", "14.2"]
    assert [unit.text for unit in find(COUNCIL, "14.2")] == ["støtte forskning"]


def test_unnumbered_paragraphs_are_counted_from_the_number_before_them() -> None:
    assert [find(COUNCIL, f"46+{n}")[0].text for n in (1, 2)] == ["Regeringerne bør.", "De bør også."]
    assert fragments(units(only(para("first"), para("second"), para("third", "1.")))) == ["0+1", "0+2", "1"]


def test_a_heading_is_found_by_its_slug_with_its_whole_section() -> None:
    assert fragments(find(COUNCIL, "h:vores-reaktion")) == ["h:vores-reaktion", "47"]
    assert fragments(find(COUNCIL, "h:udkast-til-strategi")) == ["h:udkast-til-strategi"]


def test_a_section_holds_its_subsections_and_ends_at_a_heading_of_its_own_level() -> None:
    text = only(
        heading("One", level=1),
        para("a", "1."),
        heading("Deep", level=2),
        para("b", "2."),
        heading("Two"),
        para("c", "3."),
    )
    assert fragments(find(text, "h:one")) == ["h:one", "1", "h:deep", "2"]
    assert fragments(find(text, "h:deep")) == ["h:deep", "2"]


def test_a_section_ends_with_its_component() -> None:
    text = text_of(Component("note", (heading("Intro"), para("a", "1."))), Component("annex", (para("b", "1."),)))
    assert fragments(find(text, "note.h:intro")) == ["note.h:intro", "note.1"]


def test_nested_items_are_numbered_under_their_item() -> None:
    text = only(
        para("rule:", "3."),
        item("a"),
        item("a1", level=2),
        item("a2", level=2),
        item("b"),
        item("b1", level=2),
        para("x", "4."),
    )
    assert fragments(units(text)) == ["3", "3.1", "3.1.1", "3.1.2", "3.2", "3.2.1", "4"]
    assert [unit.place.eid for unit in units(text)][3] == "main__para_3__item_1__item_2"
    assert fragments(find(text, "3.1")) == ["3.1", "3.1.1", "3.1.2"]


def test_items_under_an_unnumbered_paragraph_carry_its_name() -> None:
    assert fragments(units(only(para("a", "1."), para("b:"), item("x"), item("y")))) == ["1", "1+1", "1+1.1", "1+1.2"]


def test_a_numbered_heading_names_its_section_and_counts_the_paragraphs_under_it() -> None:
    text = only(
        heading("Definitions", "1."),
        para("The Licence"),
        para("The Work"),
        heading("Scope", "2."),
        para("The Licensor"),
    )
    assert fragments(units(text)) == ["h:definitions", "1+1", "1+2", "h:scope", "2+1"]
    assert fragments(find(text, "1")) == ["h:definitions", "1+1", "1+2"]
    assert fragments(find(text, "2+1")) == ["2+1"]


def test_a_numbered_heading_of_another_component_is_named_with_it() -> None:
    text = text_of(Component("note", (heading("Intro", "1."), para("a"))), Component("annex", (para("b", "7."),)))
    assert fragments(find(text, "note.1")) == ["note.h:intro", "note.1+1"]
    with pytest.raises(UnknownPlace):
        find(text, "1")


def test_a_paragraph_comes_before_a_heading_of_the_same_number() -> None:
    text = only(heading("Access", "1."), para("Readers may.", "1."), heading("Handling", "2."), para("Pencils.", "2."))
    assert fragments(find(text, "1")) == ["1"]
    assert fragments(find(text, "h:access")) == ["h:access", "1"]


def test_a_heading_without_letters_or_words_still_has_a_name() -> None:
    assert fragments(units(only(heading("***"), para("a", "1."), heading("", "IV."), para("b", "2.")))) == [
        *("h:x", "1", "h:iv", "2"),
    ]


def test_a_number_used_twice_is_told_apart_by_order() -> None:
    text = only(para("a", "3."), item("a1"), para("b", "3."), item("b1"), para("c"))
    assert fragments(units(text)) == ["3", "3.1", "3~2", "3~2.1", "3~2+1"]
    assert fragments(find(text, "3~2")) == ["3~2", "3~2.1"]
    assert fragments(find(text, "3~1")) == ["3", "3.1"]
    assert [find(text, f"3~{n}.1")[0].text for n in (1, 2)] == ["a1", "b1"]


def test_an_ambiguous_place_lists_each_with_the_fragment_that_means_it_alone() -> None:
    text = only(heading("Access"), para("Readers may.", "3."), heading("Handling"), para("Pencils only.", "3."))
    with pytest.raises(AmbiguousPlace) as caught:
        find(text, "3")
    assert caught.value.message == "9956/14 has 2 places called '3'"
    assert caught.value.facts == ('3~1  under "Access": Readers may.', '3~2  under "Handling": Pencils only.')
    assert caught.value.tries == ("revtrack show '9956/14#3~1'",)
    assert [find(text, fact.split()[0])[0].text for fact in caught.value.facts] == ["Readers may.", "Pencils only."]


def test_at_most_three_candidates_are_listed() -> None:
    with pytest.raises(AmbiguousPlace) as caught:
        find(only(*(para(letter, "1.") for letter in "abcde")), "1")
    assert caught.value.message == "9956/14 has 5 places called '1'"
    assert len(caught.value.facts) == 3


def test_an_item_of_a_doubled_number_is_ambiguous_like_the_number() -> None:
    text = only(para("a", "3."), item("a1"), para("b", "3."), item("b1"))
    with pytest.raises(AmbiguousPlace) as caught:
        find(text, "3.1")
    assert [fact.split()[0] for fact in caught.value.facts] == ["3.1~1", "3~2.1"]
    assert find(text, "3.1~1")[0].text == "a1"


def test_two_headings_of_one_number_are_ambiguous() -> None:
    text = only(heading("Scope", "5."), para("a"), heading("Appendix", "5."), para("b"))
    with pytest.raises(AmbiguousPlace) as caught:
        find(text, "5")
    assert [fact.split()[0] for fact in caught.value.facts] == ["h:scope", "h:appendix"]


def test_two_headings_of_the_same_words_are_told_apart() -> None:
    text = only(heading("General"), para("a", "1."), heading("General"), para("b", "2."))
    assert fragments(units(text)) == ["h:general", "1", "h:general~2", "2"]
    assert fragments(find(text, "h:general~2")) == ["h:general~2", "2"]
    with pytest.raises(AmbiguousPlace):
        find(text, "h:general")


def test_the_tenth_of_a_number_is_not_taken_for_the_first() -> None:
    text = only(*(para(f"text {n}", "1.") for n in range(1, 12)))
    assert [find(text, f"1~{n}")[0].text for n in (1, 10, 11)] == ["text 1", "text 10", "text 11"]


def test_a_range_takes_everything_between_its_ends_with_their_footnotes_and_items() -> None:
    assert fragments(find(COUNCIL, "14-46")) == ["14", "14.1", "14.2", "46", "fn2", "fn3"]
    assert fragments(find(COUNCIL, "annex.14-46")) == fragments(find(COUNCIL, "14-46"))
    assert fragments(find(COUNCIL, "note.1-2")) == ["note.1", "fn1", "note.2"]
    assert fragments(find(COUNCIL, "14.1-2")) == ["14.1", "14.2"]
    assert fragments(find(COUNCIL, "47-47")) == ["47"]


def test_a_range_of_numbered_headings_takes_their_sections() -> None:
    text = only(heading("A", "1."), para("a"), heading("B", "2."), para("b"), heading("C", "3."), para("c"))
    assert fragments(find(text, "1-2")) == ["h:a", "1+1", "h:b", "2+1"]


def test_a_range_never_chooses_between_two_ends() -> None:
    with pytest.raises(AmbiguousPlace):
        find(only(para("a", "1."), para("b", "3."), para("c", "3.")), "1-3")


def test_a_range_that_runs_backwards_shows_how_it_runs() -> None:
    with pytest.raises(UnknownPlace) as caught:
        find(COUNCIL, "46-14")
    assert caught.value.message == "46 stands after 14 in 9956/14"
    assert caught.value.tries == ("revtrack show '9956/14#14-46'",)


def test_an_unknown_end_of_a_range_is_named() -> None:
    with pytest.raises(UnknownPlace, match="there is no ¶ 99"):
        find(COUNCIL, "46-99")


@pytest.mark.parametrize(
    ("fragment", "shown"),
    [
        ("58", "¶ 58"),
        ("note.9", "¶ note.9"),
        ("fn4", "fn 4"),
        ("14.3", "¶ 14.3"),
        ("h:nothing", "h:nothing"),
        ("annex.58", "¶ 58"),
    ],
)
def test_an_unknown_place_is_answered_with_what_there_is(fragment: str, shown: str) -> None:
    with pytest.raises(UnknownPlace) as caught:
        find(COUNCIL, fragment)
    assert caught.value.message == f"9956/14 has ¶ note.1–2, ¶ 1–47, fn 1–3; there is no {shown}"
    assert caught.value.tries == ("revtrack show 9956/14 --outline",)


@pytest.mark.parametrize(
    "fragment", ["", "~1", "+1", ".", "-", "1-", "h:", "fn", "fn0", "note.", "46+0", "14.0", "1~3", "1 "]
)
def test_what_is_no_place_is_an_unknown_one(fragment: str) -> None:
    with pytest.raises(UnknownPlace):
        find(COUNCIL, fragment)


def test_a_number_with_spaces_is_quoted_in_what_to_try() -> None:
    text = text_of(Component("main", (para("a", "1."),)), number="14781/1/05 REV 1")
    with pytest.raises(UnknownPlace) as caught:
        find(text, "2")
    assert caught.value.message == "14781/1/05 REV 1 has ¶ 1; there is no ¶ 2"
    assert caught.value.tries == ("revtrack show '14781/1/05 REV 1' --outline",)


@pytest.mark.parametrize(
    ("paragraphs", "spans"),
    [
        ((para("a"),), "1 unnumbered paragraph"),
        ((para("a"), para("b")), "2 unnumbered paragraphs"),
        ((para("a", "1.", "note"),), "¶ 1, fn 1"),
        ((para("a", "1."), para("b", "2.")), "¶ 1–2"),
    ],
)
def test_the_spans_of_small_texts_read_well(paragraphs: tuple[Paragraph, ...], spans: str) -> None:
    with pytest.raises(UnknownPlace, match=f"^9956/14 has {spans}; there is no ¶ 99$"):
        find(only(*paragraphs), "99")


@pytest.mark.parametrize(
    ("fragment", "shown"),
    [
        ("12", "¶ 12"),
        ("note.3", "¶ note.3"),
        ("46+1", "¶ 46+1"),
        ("fn2", "fn 2"),
        ("h:a", "h:a"),
        ("note.h:a", "note.h:a"),
    ],
)
def test_a_fragment_is_shown_as_people_read_it(fragment: str, shown: str) -> None:
    assert display(fragment) == shown


def test_a_component_may_be_called_like_a_footnote() -> None:
    text = text_of(Component("fnote", (para("a", "1."),)), Component("annex", (para("b", "1.", "n"),)))
    assert fragments(find(text, "fnote.1")) == ["fnote.1"]
    assert display("fnote.1") == "¶ fnote.1"
