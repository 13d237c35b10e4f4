"""The benchmark of reading: what it counts as intact, and that each format keeps a small act."""

from __future__ import annotations

import pytest

from benchmarks import reading
from revtrack.model.texts import Paragraph, Role

ACT = (
    Paragraph(Role.HEADING, "", "Article 1", 1),
    Paragraph(Role.PARAGRAPH, "The room is open:", "1."),
    Paragraph(Role.ITEM, "at nine;", "(a)", 1),
    Paragraph(Role.ITEM, "at ten & later.", "(b)", 1),
    Paragraph(Role.PARAGRAPH, "It is closed at night.", "2."),
)


@pytest.mark.parametrize("form", reading.WRITERS)
def test_each_format_keeps_a_small_act(form: str) -> None:
    assert reading.measure(ACT, reading.WRITERS[form])[1] == len(ACT)


def test_what_is_cut_joined_or_out_of_order_is_not_intact() -> None:
    before = [("1.", "a"), ("2.", "b"), ("3.", "c")]
    assert reading.intact(before, before) == 3
    assert reading.intact(before, [("1.", "a"), ("2.", "b c")]) == 1
    assert reading.intact(before, [("2.", "b"), ("1.", "a"), ("3.", "c")]) == 2


def test_the_depth_of_a_point_is_told_by_its_path() -> None:
    rows = [
        {"num": "Article 1", "text": "", "heading": True, "path": "art_1"},
        {"num": "", "text": "x:", "heading": False, "path": "art_1"},
        {"num": "(a)", "text": "y", "heading": False, "path": "art_1/pt_a"},
    ]
    assert [each.level for each in reading.paragraphs(rows)] == [1, 0, 1]
