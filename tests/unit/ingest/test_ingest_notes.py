"""Footnotes in plain text: tied to their marks, or left where they are and said."""

from __future__ import annotations

from revtrack.ingest import read_source
from revtrack.model.readings import Reading
from revtrack.model.texts import Paragraph


def read(text: str) -> Reading:
    return read_source(text.encode(), "a.txt")


def paragraphs(reading: Reading) -> tuple[Paragraph, ...]:
    return reading.components[0].paragraphs


def test_a_text_below_is_tied_to_its_mark() -> None:
    one, two = paragraphs(read("1. One¹ is.\n\n2. Two.\n\n¹ A note.\n"))
    assert (one.text, [(n.offset, n.mark, n.text) for n in one.notes]) == ("One is.", [(3, "¹", "A note.")])
    assert two.notes == ()


def test_marks_that_begin_again_on_every_page_belong_to_the_text_below_them() -> None:
    reading = read("1. One¹.\n\n¹ First.\n\n2. Two¹.\n\n¹ Second.\n")
    assert [[n.text for n in p.notes] for p in paragraphs(reading)] == [["First."], ["Second."]]


def test_a_text_above_its_mark_is_tied_as_well() -> None:
    assert [n.text for n in paragraphs(read("¹ First.\n\n1. One¹.\n"))[0].notes] == ["First."]


def test_figures_in_square_brackets_are_marks_where_a_text_bears_them() -> None:
    (paragraph,) = paragraphs(read("1. One [1] is.\n\n[1] A note.\n"))
    assert (paragraph.text, paragraph.notes[0].offset, paragraph.notes[0].mark) == ("One is.", 3, "[1]")
    assert paragraphs(read("1. One [1] is.\n"))[0].text == "One [1] is."


def test_white_space_around_a_mark_leaves_one_space_or_none() -> None:
    assert paragraphs(read("1. One ¹ is ².\n\n¹ A.\n\n² B.\n"))[0].text == "One is."


def test_a_note_may_go_on_over_lines() -> None:
    assert paragraphs(read("1. One¹ is\nhere.\n\n¹ A note that\ngoes on.\n"))[0].notes[0].text == "A note that goes on."


def test_a_text_without_a_mark_is_kept_as_a_paragraph_and_said() -> None:
    reading = read("1. One.\n\n¹ A note.\n")
    assert [(p.num, p.text) for p in paragraphs(reading)] == [("1.", "One."), ("", "¹ A note.")]
    assert "the footnote text ¹ in line 3 has no mark in the text; it is kept as a paragraph" in reading.look_at


def test_a_mark_without_a_text_is_kept_in_the_text_and_said() -> None:
    reading = read("1. One² is.\n")
    assert paragraphs(reading)[0].text == "One² is."
    assert reading.look_at == ("the mark ² has no footnote text; it is kept in the text",)


def test_powers_are_no_marks() -> None:
    reading = read("1. It has 20 m² and 10³ boxes².\n\n² A note.\n")
    assert paragraphs(reading)[0].text == "It has 20 m² and 10³ boxes."
    assert reading.look_at == ()


def test_a_paragraph_that_is_only_a_mark_stays() -> None:
    reading = read("1. One.\n\n2. ¹\n\n¹ A note.\n")
    assert [p.text for p in paragraphs(reading)] == ["One.", "¹", "¹ A note."]


def test_a_note_on_a_heading() -> None:
    reading = read("1. One.\n\nAccess¹\n\n2. Two.\n\n¹ A note.\n")
    assert [(p.role.value, p.text, len(p.notes)) for p in paragraphs(reading)][1] == ("heading", "Access", 1)
