"""A text can be read, cited and taken over as data."""

from __future__ import annotations

import pytest
from msgspec import structs
from report_family import check_schema, golden, written
from report_samples import council, draft

from revtrack.model.documents import Correction, Edition
from revtrack.model.places import find, units
from revtrack.model.texts import Component, Expression, Note, PageMatter, Paragraph, Role, Slot, SlotKind
from revtrack.report.showtext import (
    show_json,
    show_markdown,
    show_meta,
    show_outline,
    show_plain,
    show_text,
)
from revtrack.report.style import Style
from revtrack.report.views import Received, ShowView

MADE = (Correction("1", "radikaliserings", "radikalisering", "word form"),)


def whole(expression: Expression, **more: object) -> ShowView:
    values: dict[str, object] = {
        "edition": Edition(expression),
        "editions": (1,),
        "units": units(expression),
        "whole": True,
        "work_title": "EU Strategy",
        **more,
    }
    return ShowView(**values)  # type: ignore[arg-type]


def second() -> ShowView:
    return whole(council(), edition=Edition(council(), 2, "word form", MADE), editions=(1, 2), sha256="9" * 64)


def place(expression: Expression, fragment: str) -> ShowView:
    return whole(expression, units=find(expression, fragment), whole=False)


def body(view: ShowView, **style: object) -> list[str]:
    """The lines below the head."""
    text = show_text(view, Style(width=40, **style))  # type: ignore[arg-type]
    return text.partition("\n\n")[2].splitlines()


def test_a_whole_text_has_its_facts_on_top_numbers_in_the_margin_and_footnotes_at_the_end() -> None:
    assert show_text(second(), Style(width=72)) == golden("show_council.txt")


def test_one_paragraph_comes_with_its_items_and_says_whose_it_is() -> None:
    assert show_text(place(council(), "2"), Style(width=72)) == golden("show_place.txt")


def test_a_range_names_its_ends_and_a_heading_its_words() -> None:
    expression = draft("1", ["# Part", "One.", "Two.", "Three."])
    assert "demo-1:en  ¶ 1 to ¶ 2 " in show_text(place(expression, "1-2"), Style())
    assert 'demo-1:en  "Part" ' in show_text(place(expression, "h:part"), Style())


def test_a_footnote_alone_is_named_as_one() -> None:
    text = show_text(place(council(), "fn1"), Style())
    assert text.startswith("9956/14:da  fn 1 ")
    assert text.endswith("\nFootnote\n[¹]  fn 1  Dok. 9447/13.\n")


def test_numbers_are_set_right_in_the_margin() -> None:
    lines = body(place(draft("1", ["A."] * 10), "9-10"))
    assert lines == [" 9.  A.", "10.  A."]


def test_a_very_long_number_moves_its_own_text_only() -> None:
    paragraphs = (Paragraph(Role.PARAGRAPH, "A.", "Article 12"), Paragraph(Role.PARAGRAPH, "B.", "2."))
    expression = structs.replace(draft("1", ["x"]), components=(Component("main", paragraphs),))
    assert body(whole(expression, whole=False)) == ["Article 12  A.", "    2.  B."]


def test_two_footnotes_of_one_paragraph_stand_at_their_words() -> None:
    notes = (Note(1, "1", "First."), Note(3, "", "Second."))
    item = Paragraph(Role.PARAGRAPH, "A b.", "1.", notes=notes)
    expression = structs.replace(draft("1", ["x"]), components=(Component("main", (item,)),))
    assert body(whole(expression, whole=False)) == [
        "1.  A[1] b[*].",
        "",
        "Footnotes",
        "[1]  fn 1  First.",
        "[*]  fn 2  Second.",
    ]


def test_page_matter_is_counted_and_listed_on_request() -> None:
    matter = (PageMatter("Artikkelen er over 10 år gammel", "age-banner", 3),)
    expression = structs.replace(draft("1", ["One."]), page_matter=matter)
    assert body(whole(expression))[-1] == "note: 1 line of page matter set apart (-v shows them)"
    assert body(whole(expression), verbose=True)[-2:] == [
        "  line 3  (age-banner)  Artikkelen er",
        "    over 10 år gammel",
    ]


def test_headings_are_bold() -> None:
    assert "\x1b[1mUdfordringen\x1b[0m" in show_text(whole(council()), Style(colour=True))


def test_hidden_characters_are_shown() -> None:
    expression = draft("1", ["A\u202e."], title="T\u009b")
    text = show_text(whole(expression), Style()) + show_markdown(whole(expression)) + show_plain(whole(expression))
    assert "\u202e" not in text
    assert "\u009b" not in text
    assert text.count("202E") == 3


def test_plain_is_one_unit_a_line() -> None:
    assert show_plain(place(council(), "2")).splitlines() == [
        "2\tparagraph\t2.\tVi har besluttet at\tLIMITE",
        "2.1\titem\t-\tfremme sikkerhed og retfærdighed\tLIMITE",
        "2.2\titem\t-\tstyrke myndighedskommunikationen\tLIMITE",
    ]
    assert show_text(place(council(), "2"), Style(plain=True)) == show_plain(place(council(), "2"))


def test_markdown_keeps_numbers_as_printed_and_footnotes_as_footnotes() -> None:
    assert show_markdown(second()) == golden("show_council.md")


def test_markdown_of_a_place_keeps_the_mark_of_a_footnote_that_is_not_shown() -> None:
    view = place(council(), "note.1")
    only = structs.replace(view, units=view.units[:1])
    assert show_markdown(only) == "1\\. Rådet nåede til enighed om konklusioner\\[¹\\].\n"


def test_the_outline_gives_each_heading_its_paragraphs_and_its_address() -> None:
    assert show_outline(whole(council()), Style(verbose=True)) == golden("show_outline.txt")
    assert "h:udfordringen" not in show_outline(whole(council()), Style())


def test_slots_of_one_kind_without_labels_share_a_row() -> None:
    codes = (
        Slot(SlotKind.SUBJECT_CODE, "JAI 332"),
        Slot(SlotKind.SUBJECT_CODE, "COTER 34"),
        Slot(SlotKind.TO, "x", "til:"),
    )
    expression = structs.replace(draft("1", ["One."]), header=codes)
    assert "subject codes   JAI 332, COTER 34\ntil:            x\n" in show_text(whole(expression), Style())


def test_a_paragraph_without_a_number_is_parted_from_the_one_above() -> None:
    paragraphs = (
        Paragraph(Role.PARAGRAPH, "A.", "1."),
        Paragraph(Role.PARAGRAPH, "B."),
        Paragraph(Role.PARAGRAPH, "C."),
    )
    expression = structs.replace(draft("1", ["x"]), components=(Component("main", paragraphs),))
    assert body(whole(expression, whole=False)) == ["1.  A.", "", "    B.", "", "    C."]


def test_the_outline_as_records() -> None:
    assert show_outline(whole(council()), Style(plain=True)).splitlines() == [
        "\tnote\t¶¶ note.1–2, 1 footnote",
        "h:udkast-til-revideret-eu-strategi\tUdkast til revideret EU-strategi\t¶ 1",
        "h:udfordringen\tUdfordringen\t¶¶ 2, 2+1",
    ]


def test_meta_lists_every_fact_and_with_v_every_correction() -> None:
    assert show_meta(second(), Style(verbose=True)) == golden("show_meta.txt")
    assert show_meta(second(), Style()).endswith("\n\n1 correction (-v lists them)\n")


def test_meta_tells_of_the_original_and_of_the_edition_it_came_with() -> None:
    kept = Received("a\u202e.pdf", "application/pdf", 12_345, "0" * 64, 1, pages=(1, 3))
    rows = show_meta(whole(draft("1", ["One."]), received=kept), Style(plain=True)).splitlines()
    assert rows[-3:] == [
        "original\ta<U+202E>.pdf, application/pdf, 12 345 bytes",
        f"its sha256\t{'0' * 64}",
        "pages\t1–3",
    ]
    later = whole(
        draft("1", ["One."]), edition=Edition(draft("1", ["One."]), 2, "word form"), editions=(1, 2), received=kept
    )
    assert "12 345 bytes, received with edition 1\n" in show_meta(later, Style(plain=True))


def test_meta_as_records_leaves_out_what_is_not_known() -> None:
    records = show_meta(whole(draft("1", ["One."])), Style(plain=True)).splitlines()
    assert records == [
        "number\tdemo-1",
        "work\tdemo  EU Strategy",
        "label\t1",
        "language\ten  English",
        "date\tunknown",
        "title\tRules for the reading room (made up)",
        "edition\tedition 1, as received",
        "components\tmain (principal)",
    ]


@pytest.mark.parametrize("view", [second(), place(council(), "2"), place(council(), "fn1"), whole(draft("1", ["A."]))])
def test_json_fits_its_schema(view: ShowView) -> None:
    check_schema("show", show_json(view, "c" * 40))


def test_json_holds_each_paragraph_with_its_footnotes_and_null_for_the_unknown() -> None:
    value = written(show_json(whole(draft("1", ["One. ^Note."])), None))
    assert isinstance(value, dict)
    assert value["store"] is None
    assert value["version"]["date"] is None
    assert value["components"] == [
        {
            "name": "main",
            "kind": None,
            "principal": True,
            "paragraphs": [
                {
                    "fragment": "1",
                    "eid": "main__para_1",
                    "heading": None,
                    "role": "paragraph",
                    "num": "1.",
                    "level": 0,
                    "text": "One.",
                    "notes": [
                        {
                            "fragment": "fn1",
                            "eid": "fn_1",
                            "heading": None,
                            "offset": 4,
                            "mark": "1",
                            "text": "Note.",
                        }
                    ],
                }
            ],
        }
    ]


def test_json_of_a_footnote_alone_has_it_as_a_unit_of_its_own() -> None:
    value = show_json(place(council(), "fn1"))
    components = value["components"]
    assert isinstance(components, list)
    assert [(unit["role"], unit["fragment"]) for unit in components[0]["paragraphs"]] == [("footnote", "fn1")]
