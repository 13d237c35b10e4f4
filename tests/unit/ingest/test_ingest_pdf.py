"""PDF: lines in reading order, paragraphs, furniture, notes, hyphens, headings, tables, the header of a Council note."""

from __future__ import annotations

import pytest

from revtrack.ingest import read_source
from revtrack.model.ledger import Fate
from revtrack.model.readings import PrintedPlace, Reading
from revtrack.model.texts import SlotKind
from tests.pdf_samples import Page, flow, lines, page_of, pdf, picture, show, shown, wrapped
from tests.unit.ingest.conftest import line

WORDS = "The reading room opens at nine on every day of the week and closes when the last of the readers has gone home"


def read(*pages: Page | str, **how: object) -> Reading:
    return read_source(pdf(*pages, **how), "a.pdf")  # type: ignore[arg-type]


def rows(reading: Reading) -> list[str]:
    return [line(paragraph) for component in reading.components for paragraph in component.paragraphs]


def matter(reading: Reading) -> list[tuple[str, str]]:
    return [(each.rule, each.text) for each in reading.page_matter]


def text_page(*texts: str, top: float = 770, left: float = 70, columns: float = 455, size: float = 12) -> str:
    """Paragraphs set to a width."""
    return page_of(*(wrapped(text, columns, size) for text in texts), top=top, left=left, size=size)


def test_lines_are_joined_to_numbered_paragraphs() -> None:
    reading = read(text_page(f"1. {WORDS}.", f"2. {WORDS}, {WORDS}."))
    assert rows(reading) == [f"P 1.|{WORDS}.", f"P 2.|{WORDS}, {WORDS}."]
    assert (reading.media_type, reading.extension) == ("application/pdf", "pdf")


def test_a_number_hangs_before_its_text_and_points_under_it() -> None:
    content = show(70, 770, "1.") + lines(100, 770, *wrapped(f"{WORDS}:", 400))
    content += show(100, 722, "(a)") + lines(125, 722, *wrapped(f"the first of two, {WORDS};", 375))
    content += (
        show(100, 680, "(b)") + show(125, 680, "the second.") + show(70, 652, "2.") + show(100, 652, "It closes.")
    )
    assert rows(read(content)) == [
        f"P 1.|{WORDS}:",
        f"I1 (a)|the first of two, {WORDS};",
        "I1 (b)|the second.",
        "P 2.|It closes.",
    ]


def test_without_gaps_a_short_line_ends_a_paragraph() -> None:
    first, second = wrapped(f"{WORDS} and more.", 455), wrapped(f"{WORDS} as well.", 455)
    assert rows(read(lines(70, 770, *first, *second))) == [f"P {WORDS} and more.", f"P {WORDS} as well."]


def test_a_first_line_further_in_begins_a_paragraph() -> None:
    first = wrapped(f"{WORDS}, {WORDS}", 280)[0]
    rest = wrapped(f"{WORDS}, {WORDS}".removeprefix(f"{first} "), 300)
    block = [(90, first), *((70, text) for text in rest[:-1]), (70, rest[-2])]
    content = "".join(show(x, 770 - 14 * at, text) for at, (x, text) in enumerate([*block, *block]))
    whole = " ".join(text for _, text in block)
    assert rows(read(content)) == [f"P {whole}", f"P {whole}"]


@pytest.mark.parametrize("shift", [0.0, 4.0], ids=["on one baseline", "on two"])
def test_two_columns_are_read_one_after_the_other(shift: float) -> None:
    left = text_page(f"1. {WORDS}.", f"2. {WORDS}.", columns=200)
    right = text_page(f"3. {WORDS}.", f"4. {WORDS}.", columns=200, left=310, top=770 - shift)
    head = show(70, 800, "Rules of the reading room", font="B")
    found = [f"P {n}.|{WORDS}." for n in (1, 2, 3, 4)]
    assert rows(read(head + left + right))[1:] == found


def test_columns_written_row_by_row_are_read_as_columns() -> None:
    left, right = wrapped(f"1. {WORDS}.", 200), wrapped(f"2. {WORDS}.", 200)
    content = "".join(
        show(70, 770 - 14 * at, a) + show(310, 770 - 14 * at, b)
        for at, (a, b) in enumerate(zip(left, right, strict=True))
    )
    assert rows(read(content)) == [f"P 1.|{WORDS}.", f"P 2.|{WORDS}."]


def test_a_paragraph_goes_on_over_a_page_and_its_foot() -> None:
    first, second = wrapped(f"1. {WORDS} {WORDS}.", 455)[:2], wrapped(f"1. {WORDS} {WORDS}.", 455)[2:]
    feet = [show(70, 40, "9956/14") + show(300, 40, "GB/fm") + show(500, 40, str(n)) for n in (1, 2)]
    tails = show(300, 26, "DG D 1C") + show(450, 26, "LIMITE") + show(500, 26, "DA")
    reading = read(lines(70, 100, *first) + feet[0] + tails, lines(70, 770, *second) + feet[1] + tails)
    assert rows(reading) == [f"P 1.|{WORDS} {WORDS}."]
    assert matter(reading) == [
        ("page foot", "9956/14\tGB/fm\t1"),
        ("page foot", "DG D 1C\tLIMITE DA"),
        ("page foot", "9956/14\tGB/fm\t2"),
        ("page foot", "DG D 1C\tLIMITE DA"),
    ]


def test_heads_and_page_numbers_that_repeat_are_set_apart_and_headings_are_not() -> None:
    pages = [
        show(70, 810, "Rules of the reading room, part 7", 9)
        + show(70, 770, f"Article {n}", font="B")
        + text_page(f"{WORDS}.", top=740)
        + show(300, 40, f"- {n} -", 9)
        for n in (1, 2, 3, 4)
    ]
    reading = read(*pages)
    assert rows(reading)[:3] == ["H1 Article 1|", f"P {WORDS}.", "H1 Article 2|"]
    assert matter(reading)[:2] == [("page header", "Rules of the reading room, part 7"), ("page number", "- 1 -")]
    assert len(matter(reading)) == 8


def test_a_line_that_stands_once_is_text_wherever_it_stands() -> None:
    reading = read(show(70, 810, "Draft rules") + text_page(f"{WORDS}.") + show(70, 40, "Copenhagen, 3 May 2014"))
    assert [row.partition(" ")[2] for row in rows(reading)] == ["Draft rules", f"{WORDS}.", "Copenhagen, 3 May 2014"]
    assert matter(reading) == []


def test_notes_at_the_foot_are_tied_to_raised_figures() -> None:
    content = flow(70, 770, "1. See the register", ("1", 7, 4), " and the list", ("2", 7, 4), ".")
    content += flow(70, 748, "2. It is 10 m", ("2", 7, 4), " wide.") + text_page(f"3. {WORDS}.", top=720)
    content += flow(70, 86, ("1", 6, 4), " Doc. 9447/13.", size=9)
    content += flow(70, 74, ("2", 6, 4), " Doc. 5451/14, a note that goes", size=9) + show(
        70, 64, "on in a second line.", 9
    )
    paragraph, second, _ = read(content).components[0].paragraphs
    assert (paragraph.text, second.text) == ("See the register and the list.", "It is 10 m² wide.")
    assert [(note.offset, note.mark, note.text) for note in paragraph.notes] == [
        (16, "¹", "Doc. 9447/13."),
        (29, "²", "Doc. 5451/14, a note that goes on in a second line."),
    ]


def test_a_note_figure_in_brackets_is_a_mark_without_them() -> None:
    content = flow(70, 770, "1. See the register ", ("(1)", 7, 4), ".") + text_page(f"2. {WORDS}.", top=748)
    content += flow(70, 86, ("(", 6, 3), ("1", 6, 3), (")", 6, 3), " OJ L 302.", size=9)
    (note,) = read(content).components[0].paragraphs[0].notes
    assert (note.mark, note.text, note.offset) == ("¹", "OJ L 302.", 16)


def test_notes_with_plain_figures_are_told_by_the_marks_of_their_page() -> None:
    content = flow(70, 770, "1. See the register", ("1", 7, 4), ".") + text_page(f"2. {WORDS}.", top=748)
    content += show(70, 86, "1", 9) + show(80, 86, "Doc. 9447/13.", 9)
    paragraph, _ = read(content).components[0].paragraphs
    assert [(note.mark, note.text) for note in paragraph.notes] == [("¹", "Doc. 9447/13.")]


def test_a_note_goes_on_at_the_foot_of_the_next_page() -> None:
    first = flow(70, 770, "1. See the register and close it", ("1", 7, 4), ".") + text_page(f"2. {WORDS}.", top=748)
    first += flow(70, 86, ("1", 6, 3), " A note that goes on for so long that it", size=9)
    second = text_page(f"3. {WORDS}.") + show(76, 86, "ends on another page.", 9)
    reading = read(first, second)
    (note,) = reading.components[0].paragraphs[0].notes
    assert note.text == "A note that goes on for so long that it ends on another page."
    assert [row[:4] for row in rows(reading)] == ["P 1.", "P 2.", "P 3."]


def test_a_word_broken_at_a_line_end_is_whole_again_where_the_document_has_it() -> None:
    content = lines(
        70, 770, "1. Of the recruitment of all these young persons by recruit-", "ment in the reading room."
    )
    reading = read(content)
    assert rows(reading) == ["P 1.|Of the recruitment of all these young persons by recruitment in the reading room."]
    assert reading.ledger.rules(Fate.NORMALISED)["line-end hyphen"] == 1


def test_a_compound_keeps_its_hyphen_at_a_line_end() -> None:
    content = lines(
        70, 770, "1. A non-member may read and so may, as it happens, a non-", "member of another club at any"
    )
    content += lines(
        70,
        742,
        "time, under the EU-",
        "strategy of the Member States, pre- and post-",
        "war, the strategy and -",
        "plan, and on the 6.-",
        "7. of May.",
    )
    assert rows(read(content)) == [
        "P 1.|A non-member may read and so may, as it happens, a non-member of another club at any time, under the "
        "EU-strategy of the Member States, pre- and post-war, the strategy and -plan, and on the 6.-7. of May."
    ]


def test_a_hyphen_that_nothing_decides_stays_and_is_said() -> None:
    reading = read(lines(70, 770, "1. The reading room of the town is open for sculp-", "tors on every day."))
    assert rows(reading) == ["P 1.|The reading room of the town is open for sculp-tors on every day."]
    assert "sculp-tors" in reading.look_at[0]


def test_where_a_document_breaks_words_a_new_one_is_joined_and_said() -> None:
    words = ("recruitment", "government", "instrument")
    content = lines(70, 770, f"1. Of {', '.join(words)} and so on.")
    broken = [part for word in words for part in (f"and the {word[:-4]}-", f"{word[-4:]} of it,")]
    content += lines(70, 740, *broken, "and the sculp-", "tors.")
    reading = read(content)
    assert rows(reading)[1].endswith(
        "and the recruitment of it, and the government of it, and the instrument of it, and the sculptors."
    )
    assert "sculptors" in reading.look_at[0]


def test_headings_are_told_by_size_and_weight() -> None:
    content = show(70, 780, "Rules of the reading room", 18, "B") + show(70, 740, "Scope", 14, "B")
    content += text_page(f"{WORDS}.", top=710) + show(70, 650, "Hours", 14, "B") + show(70, 630, "In winter", 12, "B")
    content += text_page(f"{WORDS}.", top=608)
    assert rows(read(content)) == [
        "T Rules of the reading room",
        "H1 Scope",
        f"P {WORDS}.",
        "H1 Hours",
        "H2 In winter",
        f"P {WORDS}.",
    ]


def test_a_table_is_read_cell_by_cell() -> None:
    table = "".join(
        show(70, 700 - 20 * at, country) + show(250, 700 - 20 * at, year) + show(400, 700 - 20 * at, place)
        for at, (country, year, place) in enumerate((("Country", "Year", "Place"), ("Denmark", "2014", "The north")))
    )
    assert rows(read(text_page(f"{WORDS}.") + table))[1:] == [
        *("P Country", "P Year", "P Place"),
        *("P Denmark", "P 2014", "P The north"),
    ]


def test_a_cell_of_several_lines_is_one_paragraph_between_ruled_lines() -> None:
    rules = "".join(f"70 {y} m 500 {y} l S\n" for y in (715, 690, 645))
    table = show(72, 700, "Country") + show(252, 700, "Rule") + lines(72, 675, "The Kingdom", "of Denmark")
    table += lines(252, 675, "It opens", "at nine")
    assert rows(read(rules + table)) == ["P Country", "P Rule", "P The Kingdom of Denmark", "P It opens at nine"]


def council() -> str:
    """The first page of a Council note, with its head in two columns as the Council sets it."""
    head = lines(70, 790, "RÅDET FOR", "DEN EUROPÆISKE UNION", font="B")
    head += show(350, 790, "Bruxelles, den 19. maj 2014", font="B") + show(350, 776, "(OR. en)", font="B")
    head += show(350, 748, "9956/14") + lines(350, 720, "JAI 332", "ENFOPOL 138", "COTER 34", font="B")
    head += show(70, 660, "NOTE", font="B")
    rows = (("fra:", "formandskabet"), ("til:", "Coreper/Rådet"), ("Tidl. dok. nr.:", "5643/5/14"))
    for at, (label, value) in enumerate(rows):
        head += show(70, 640 - 20 * at, label) + show(180, 640 - 20 * at, value)
    head += show(70, 580, "Vedr.:") + lines(
        180, 580, "Revideret strategi for bekæmpelse af", "rekruttering af terrorister"
    )
    return (
        head
        + lines(70, 520, "1.  Den 6.-7. juni 2013 nåede Rådet til enighed.")
        + show(70, 40, "9956/14")
        + show(300, 40, "GB/fm")
        + show(500, 40, "1")
    )


def test_the_header_of_a_council_note_is_read_with_its_places() -> None:
    reading = read(council())
    assert [(slot.kind, slot.value) for slot in reading.header] == [
        (SlotKind.INSTITUTION, "RÅDET FOR DEN EUROPÆISKE UNION"),
        (SlotKind.PLACE_AND_DATE, "Bruxelles, den 19. maj 2014"),
        (SlotKind.ORIGINAL_LANGUAGE, "en"),
        (SlotKind.NUMBER, "9956/14"),
        *((SlotKind.SUBJECT_CODE, code) for code in ("JAI 332", "ENFOPOL 138", "COTER 34")),
        (SlotKind.DOCUMENT_TYPE, "NOTE"),
        (SlotKind.FROM, "formandskabet"),
        (SlotKind.TO, "Coreper/Rådet"),
        (SlotKind.PREVIOUS, "5643/5/14"),
        (SlotKind.SUBJECT, "Revideret strategi for bekæmpelse af rekruttering af terrorister"),
    ]
    assert reading.number is not None
    assert reading.date is not None
    assert (reading.number.value, reading.number.where) == ("9956/14", "page 1, line 3")
    assert reading.date.value == "2014-05-19"
    assert matter(reading) == [("page foot", "9956/14\tGB/fm\t1")]


def test_page_and_line_of_each_paragraph_are_kept() -> None:
    reading = read(text_page("1. It opens.", "2. It closes."), text_page("3. It is dark."))
    assert reading.places == (
        PrintedPlace("main__para_1", 1, 1),
        PrintedPlace("main__para_2", 1, 2),
        PrintedPlace("main__para_3", 2, 1),
    )


def test_ligatures_bullets_and_other_hyphens_are_written_plainly_and_accounted_for() -> None:
    codes = {1: "\ufb03", 2: "fi", 3: "\u2010", 4: "\uf0b7", 5: "\u00ad", **{ord(c): c for c in "ocealnpt -"}}
    content = show(70, 700, "1. One:") + show(70, 670, "\x04 o\x01ce \x02nal co\x03op co\x05op", font="L")
    reading = read(content, codes=codes)
    assert rows(reading) == ["P 1.|One:", "I1 •|office final co-op co-op"]
    normalised = reading.ledger.rules(Fate.NORMALISED)
    assert (normalised["ligature"], normalised["hyphen sign"], normalised["symbol bullet"]) == (2, 2, 1)


def test_a_page_that_is_turned_is_read_along_its_text() -> None:
    side = "".join(shown(f"0 1 -1 0 {100 + 14 * at} 100", text) for at, text in enumerate(wrapped(f"1. {WORDS}.", 455)))
    assert rows(read(Page(side, rotate=90))) == [f"P 1.|{WORDS}."]
    assert rows(read(Page(text_page(f"1. {WORDS}."), rotate=180))) == [f"P 1.|{WORDS}."]


def test_text_at_another_angle_is_set_apart() -> None:
    stamp = shown("0.7 0.7 -0.7 0.7 200 300", "LIMITE", 60, more=".8 .8 .8 rg")
    reading = read(text_page(f"1. {WORDS}.") + stamp)
    assert (rows(reading), matter(reading)) == ([f"P 1.|{WORDS}."], [("turned text", "LIMITE")])
    assert "another angle" in reading.look_at[0]


def test_a_picture_beside_text_is_said() -> None:
    reading = read(text_page(f"1. {WORDS}.") + picture(70, 300, 100, 100))
    assert reading.look_at == ("1 picture: what they show is no text and was not read",)
