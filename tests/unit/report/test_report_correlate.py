"""A correlation table says where every provision went, in the order and in the words that lawyers expect."""

from __future__ import annotations

import pytest
from correlation_samples import cells, official, said, view_of, working
from msgspec import structs
from report_family import check_schema, written
from report_samples import council, draft

from revtrack.model.changes import Change, Kind, Reason
from revtrack.model.texts import Component, Expression, Note, Paragraph, Role
from revtrack.report.correlatecsv import correlation_csv
from revtrack.report.correlatejson import correlation_json
from revtrack.report.correlatemd import correlation_markdown
from revtrack.report.correlaterows import TableStyle
from revtrack.report.correlatetext import correlation_plain, correlation_text
from revtrack.report.correlatewords import column_names, places_words, step_words
from revtrack.report.csvtext import csv_of, guard_note
from revtrack.report.style import Style
from revtrack.report.views import CorrelationView, Direction

PENCILS = "Only pencils may be used at the desks."
HANDS = "Originals are handled with clean, dry hands."
FEES = "Fees are due on 1 March."
BAGS = "Bags and coats are left in the lockers by the door, and the key is handed back at the end of the visit."
WEEKDAYS = "Readers may use the reading room on weekdays."
SIGN = "Every reader must sign the register before entering the reading room."
BOTH = "Readers may use the reading room on weekdays, and every reader must sign the register before entering the reading room."
HOURS = "The catalogue room is closed between noon and one o'clock."
REPORT = "The desk writes a report, and the report is kept with the box."
PHOTOGRAPHS = "Photographs are allowed without flash, if the volume permits it."


def pair(old: list[str], new: list[str], *, direction: Direction = Direction.DESTINATION) -> CorrelationView:
    return view_of(draft("1", old), draft("2", new), direction=direction)


@pytest.mark.parametrize(
    ("names", "words"),
    [
        ((), "—"),
        (("12",), "¶ 12"),
        (("5", "6"), "¶¶ 5 and 6"),
        (("5", "6", "7"), "¶¶ 5 to 7"),
        (("1", "2", "3", "7"), "¶¶ 1 to 3 and 7"),
        (("1", "3", "5"), "¶¶ 1, 3 and 5"),
        (("46", "46+1", "47"), "¶¶ 46, 46+1 and 47"),
        (("2+1", "2+2", "2+3"), "¶¶ 2+1 to 2+3"),
        (("note.3", "note.4"), "¶¶ note.3 and note.4"),
        (("14.1", "14.2", "14.3"), "¶¶ 14.1 to 14.3"),
        (("9", "14.1"), "¶¶ 9 and 14.1"),
        (("3", "3~2"), "¶¶ 3 and 3~2"),
        (("fn2",), "fn 2"),
        (("fn1", "fn2", "fn3"), "fn 1 to 3"),
    ],
)
def test_the_places_of_a_cell_are_said_as_a_lawyer_says_them(names: tuple[str, ...], words: str) -> None:
    assert places_words(names) == words


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (Change(Kind.UNCHANGED, (0,), (0,)), "unchanged"),
        (Change(Kind.UNCHANGED, (0,), (0,), renumbered=True), "renumbered only"),
        (Change(Kind.UNCHANGED, (0,), (0,), moved=True), "moved"),
        (Change(Kind.UNCHANGED, (0,), (0,), moved=True, renumbered=True), "moved, renumbered"),
        (Change(Kind.MODIFIED, (0,), (0,), moved=True, renumbered=True), "modified, moved, renumbered"),
        (Change(Kind.SPLIT, (0,), (0, 1)), "split in two"),
        (Change(Kind.MERGED, (0, 1, 2), (0,)), "merged from three"),
        (Change(Kind.INSERTED, (), (0,)), "new"),
        (Change(Kind.DELETED, (0,), ()), "deleted"),
    ],
)
def test_kinds_and_flags_are_words(change: Change, words: str) -> None:
    assert step_words(change) == words


def test_rows_stand_in_the_order_of_the_old_text_and_new_ones_where_they_stand_in_the_new() -> None:
    old, new = [PENCILS, FEES, HANDS], [SIGN, HANDS, WEEKDAYS, PENCILS]
    assert cells(working(pair(old, new))) == [("¶ 1", "¶ 4"), ("¶ 2", "—"), ("—", "¶ 1"), ("¶ 3", "¶ 2"), ("—", "¶ 3")]


def test_by_derivation_rows_stand_in_the_order_of_the_new_text_and_deleted_ones_where_they_stood() -> None:
    view = pair([PENCILS, FEES, HANDS], [SIGN, PENCILS, HANDS], direction=Direction.DERIVATION)
    assert cells(working(view)) == [("—", "¶ 1"), ("¶ 1", "¶ 2"), ("¶ 2", "—"), ("¶ 3", "¶ 3")]


def test_one_to_many_stands_in_one_cell_whichever_side_the_many_are_on() -> None:
    assert cells(official(pair([BOTH, HANDS], [WEEKDAYS, SIGN, HANDS]))) == [("¶ 1", "¶¶ 1 and 2"), ("¶ 2", "¶ 3")]
    assert cells(official(pair([WEEKDAYS, SIGN, HANDS], [BOTH, HANDS]))) == [("¶¶ 1 and 2", "¶ 1"), ("¶ 3", "¶ 2")]


def test_runs_of_the_same_shift_share_a_row_and_a_changed_text_does_not_end_one() -> None:
    old = [PENCILS, HANDS, FEES, BAGS]
    new = [HOURS, PHOTOGRAPHS, PENCILS, HANDS, FEES.replace("March", "April"), BAGS]
    assert cells(official(pair(old, new))) == [("—", "¶¶ 1 and 2"), ("¶¶ 1 to 4", "¶¶ 3 to 6")]
    assert len(cells(official(pair(old, new), group=False))) == 6


def test_a_working_table_has_one_row_each_and_groups_only_what_says_the_same() -> None:
    old, new = [PENCILS, HANDS, FEES, BAGS], [PENCILS, HANDS, FEES.replace("March", "April"), BAGS]
    assert len(cells(working(pair(old, new)))) == 4
    assert cells(working(pair(old, new), group=True)) == [
        ("¶¶ 1 and 2", "¶¶ 1 and 2"),
        ("¶ 3", "¶ 3"),
        ("¶ 4", "¶ 4"),
    ]


def test_a_paragraph_stands_for_its_items_as_long_as_they_go_with_it() -> None:
    items = [f"- {text}" for text in (WEEKDAYS, SIGN, HOURS, PHOTOGRAPHS)]
    view = pair([PENCILS, "Rules:", *items, HANDS], ["Rules:", *items[:2], items[3], HANDS])
    assert cells(official(view)) == [
        ("¶ 1", "—"),
        ("¶ 2", "¶ 1"),
        ("¶ 2.3", "—"),
        ("¶ 2.4", "¶ 1.3"),
        ("¶ 3", "¶ 2"),
    ]
    unbroken = pair([PENCILS, "Rules:", *items, HANDS], [PENCILS, "Rules:", *items, HANDS])
    assert cells(official(unbroken)) == [("¶¶ 1 to 3", "¶¶ 1 to 3")]


def test_nothing_joins_a_row_of_one_and_several() -> None:
    view = pair([BOTH, HANDS, FEES], [WEEKDAYS, SIGN, HANDS, FEES])
    assert cells(official(view)) == [("¶ 1", "¶¶ 1 and 2"), ("¶¶ 2 and 3", "¶¶ 3 and 4")]


def test_headings_span_the_table_and_end_a_run() -> None:
    view = pair(["# Access", PENCILS, "# Handling", HANDS], ["# Access", PENCILS, "# Handling originals", HANDS])
    lines = correlation_text(view, official(view), Style(width=0)).splitlines()
    assert lines[2:] == [
        "  demo@1   demo@2",
        "Access",
        "  ¶ 1      ¶ 1",
        "Handling → Handling originals",
        "  ¶ 2      ¶ 2",
    ]


def test_a_heading_without_a_counterpart_has_a_dash_and_never_nothing() -> None:
    view = pair([PENCILS, "# Old ways", HANDS], [PENCILS, HANDS, "# Records", SIGN])
    shown = correlation_text(view, working(view), Style(width=0))
    assert "Old ways → — (deleted)\n" in shown
    assert "— → Records (new)\n" in shown


def test_components_are_blocks_and_footnotes_stand_by_themselves() -> None:
    view = view_of(council(), council())
    found = official(view)
    assert [part.title for part in found.parts] == ["NOTE", "BILAG", "Footnotes"]
    assert [line.cells for line in found.parts[0].lines] == [("¶¶ note.1 and note.2",) * 2]


def test_a_component_of_another_name_is_the_same_block() -> None:
    old = council()
    note, annex = old.components
    renamed = structs.replace(old, components=(note, Component("main", annex.paragraphs, "ANNEX")), principal="main")
    fresh = Component("appendix", (Paragraph(Role.PARAGRAPH, HOURS, "1."),), "APPENDIX")
    new = structs.replace(renamed, components=(*renamed.components, fresh))
    assert [part.title for part in official(view_of(old, new)).parts] == ["NOTE", "BILAG", "APPENDIX", "Footnotes"]
    back = view_of(old, new, direction=Direction.DERIVATION)
    assert [part.title for part in official(back).parts] == ["NOTE", "ANNEX", "APPENDIX", "Footnotes"]


def test_several_versions_have_a_column_each_and_say_in_which_something_happened() -> None:
    view = view_of(
        draft("1", [PENCILS, WEEKDAYS, SIGN]), draft("2", [PENCILS, BOTH]), draft("3", [HOURS, PENCILS, BOTH])
    )
    assert cells(working(view)) == [
        ("—", "—", "¶ 1"),
        ("¶ 1", "¶ 1", "¶ 2"),
        ("¶ 2", "¶ 2", "¶ 3"),
        ("¶ 3", "¶ 2", "¶ 3"),
    ]
    assert said(working(view)) == [
        "demo@3: new",
        "demo@3: renumbered only",
        "demo@2: merged from two; demo@3: renumbered only",
        "demo@2: merged from two; demo@3: renumbered only",
    ]


def test_what_is_back_is_said_to_be_reintroduced() -> None:
    first, second = draft("1", [PENCILS, BAGS, HANDS]), draft("2", [PENCILS, HANDS])
    same, other = draft("3", [PENCILS, BAGS, HANDS]), draft("3", [PENCILS, BAGS.replace("coats", "hats"), HANDS])
    assert said(working(view_of(first, second, same)))[1] == "demo@2: deleted; demo@3: reintroduced from demo@1"
    assert (
        said(working(view_of(first, second, other)))[1] == "demo@2: deleted; demo@3: reintroduced from demo@1, modified"
    )
    assert cells(official(view_of(first, second, same)))[1] == ("¶ 2", "—", "¶ 2")


def test_parts_of_a_split_that_went_different_ways_are_named() -> None:
    view = view_of(draft("1", [BOTH]), draft("2", [WEEKDAYS, SIGN]), draft("3", [WEEKDAYS, HOURS, SIGN]))
    assert "demo@2: split in two; demo@3: ¶ 3 renumbered only" in said(working(view))


def test_a_pairing_of_little_likeness_bears_a_question_mark_until_a_person_confirms_it() -> None:
    view = pair([PENCILS, REPORT], [PENCILS, "A clerk writes the report, and the copy is stored with the box."])
    found = working(view)
    assert [line.look for line in found.lines] == [False, True]
    assert "? = below 0.75, a person should look" in correlation_text(view, found, Style(width=0))
    row = view.blocks[0].rows[1]
    change = structs.replace(row.steps[0][0], reason=Reason.CONFIRMED)
    sure = structs.replace(row, steps=((change,),))
    confirmed = structs.replace(view, blocks=(structs.replace(view.blocks[0], rows=(sure,)),))
    shown = correlation_text(confirmed, working(confirmed), Style(width=0))
    assert "?" not in shown
    assert "confirmed by" in shown
    assert "a person" in shown


def test_an_official_table_says_neither_change_nor_similarity() -> None:
    view = pair([PENCILS, FEES], [FEES, PENCILS])
    shown = correlation_text(view, official(view), Style(width=0))
    assert "moved" not in shown
    assert "1.00" not in shown


def test_only_equal_words_have_the_similarity_1() -> None:
    long = " ".join(f"word{n}" for n in range(300))
    found = working(pair([long, PENCILS], [long.replace("word7 ", "word8 "), PENCILS]))
    assert [line.similarity for line in found.lines] == ["0.99", "1.00"]


def test_columns_of_one_number_are_told_apart_by_edition() -> None:
    one = view_of(council(), council()).columns
    editions = [structs.replace(one[0], edition=1), structs.replace(one[1], edition=2)]
    assert column_names(editions) == ("9956/14:da@1", "9956/14:da@2")
    assert column_names(view_of(draft("1", [PENCILS]), draft("2", [PENCILS])).columns) == ("demo@1", "demo@2")


def test_a_narrow_page_wraps_cells_in_their_columns() -> None:
    view = view_of(*(draft(str(n), [PENCILS, BAGS.replace("key", f"key{n}")]) for n in range(1, 5)))
    lines = correlation_text(view, working(view), Style(width=60)).splitlines()
    assert max(map(len, lines)) <= 60
    assert all(line.startswith(("¶", " ", "demo", "CORR", "(made", "  (made", "Rules")) or not line for line in lines)


def test_plain_records_are_one_unit_a_line_and_know_no_groups() -> None:
    view = pair([PENCILS, HANDS, FEES], [PENCILS, HANDS])
    assert correlation_plain(view, Style(plain=True), table_style=TableStyle.OFFICIAL) == "1\t1\n2\t2\n3\t—\n"
    assert correlation_plain(view, Style(plain=True, ascii=True), table_style=TableStyle.WORKING) == (
        "1\t1\tunchanged\t1.00\t\t\n2\t2\tunchanged\t1.00\t\t\n3\t-\tdeleted\t\t\t\n"
    )


def test_csv_is_quoted_marked_and_guarded() -> None:
    found = csv_of([("=1+1", 'a"b', "—"), ("-", "+5", "@x"), ("\tx", "\ry", "x=1")])
    assert found.data.startswith(b'\xef\xbb\xbf"\'=1+1"')
    assert found.text == '\ufeff"\'=1+1","a""b","—"\r\n"\'-","\'+5","\'@x"\r\n"\'\tx","\'\ry","x=1"\r\n'
    assert found.guarded == 6
    assert guard_note(6) == "note: 6 cells begin like a formula and got an apostrophe in front"
    assert guard_note(1).startswith("note: 1 cell begins")
    assert guard_note(0) == ""


def test_a_heading_that_begins_like_a_formula_is_guarded_in_the_table() -> None:
    view = pair(["# =SUM(A1)", PENCILS], ["# =SUM(A1)", PENCILS])
    found = correlation_csv(official(view))
    assert found.guarded == 4  # the heading in both columns, and beside both rows
    assert '"\'=SUM(A1)"' in found.text


def test_csv_says_the_heading_of_each_row() -> None:
    view = pair(["# Access", PENCILS, FEES], ["# Access", PENCILS])
    rows = correlation_csv(working(view)).text.splitlines()
    assert rows[0] == '\ufeff"Part","Heading","demo@1","demo@2","Change","Similarity","To look at","Confirmed by"'
    assert rows[3] == '"","Access","¶ 2","—","deleted","","",""'


def test_markdown_holds_a_table_under_each_heading() -> None:
    view = pair(["# Access | exit", PENCILS], ["# Access | exit", PENCILS])
    shown = correlation_markdown(view, working(view))
    assert "### Access \\| exit\n\n| demo@1 | demo@2 | change | similarity |\n|---|---|---|---|\n| ¶ 1 | ¶ 1 |" in shown
    assert "| unchanged | 1.00 |" in shown


def test_json_fits_its_schema_and_holds_steps_and_places() -> None:
    first, second, third = (
        draft(str(n), texts) for n, texts in enumerate(([PENCILS, BAGS], [PENCILS], [BAGS, PENCILS]), 1)
    )
    value = written(correlation_json(view_of(first, second, third)))
    check_schema("correlate", value)
    assert isinstance(value, dict)
    row = next(row for row in value["rows"] if row["reintroduced"])
    assert [[unit["fragment"] for unit in cell] for cell in row["cells"]] == [["2"], [], ["1"]]
    assert [[change["kind"] for change in step] for step in row["steps"]] == [["deleted"], ["inserted"]]
    assert (row["reintroduced"][0]["left"], row["reintroduced"][0]["back"]) == (0, 2)
    assert row["reintroduced"][0]["change"]["old"] == ["2"]
    check_schema("correlate", correlation_json(view_of(council(), council())))


def test_hidden_characters_of_a_document_are_shown_in_every_form() -> None:
    def text(label: str) -> Expression:
        found = draft(label, [PENCILS])
        title = Paragraph(Role.HEADING, "Ac\u202ecess", level=1)
        noted = Paragraph(Role.PARAGRAPH, PENCILS, "1.", notes=(Note(3, "1", HANDS),))
        return structs.replace(found, components=(Component("main", (title, noted)),))

    view = view_of(text("1"), text("2"))
    found = working(view)
    shown = (
        correlation_text(view, found, Style()),
        correlation_markdown(view, found),
        correlation_csv(found).text,
        correlation_plain(view, Style(plain=True), table_style=TableStyle.WORKING),
    )
    assert not any("\u202e" in form for form in shown)
