"""A correlation table across languages says on what grounds each row stands, what differs, and where a person should look."""

from __future__ import annotations

from correlation_samples import cells, official, said, working
from msgspec.structs import replace
from report_family import check_schema
from report_samples import draft

from revtrack.model.changes import Signal
from revtrack.model.correspondence import Difference, Ground, Link, Only
from revtrack.model.language import Language
from revtrack.report.correlatecsv import correlation_csv
from revtrack.report.correlatejson import correlation_json
from revtrack.report.correlatemd import correlation_markdown
from revtrack.report.correlaterows import TableStyle
from revtrack.report.correlatetext import correlation_plain, correlation_text
from revtrack.report.correlatewords import column_names
from revtrack.report.style import Style
from revtrack.report.views import Confirmation, CorrelationBlock, CorrelationRow, CorrelationView, Side
from revtrack.workflows.correlation import correlate_across

OLD = draft(
    "1", ["# Access", "Readers sign.", "Readers see 3 boxes.", "Fees: none.", "The desk helps; it is open.", "Gone."]
)
NEW = replace(
    draft(
        "2",
        ["# Adgang", "Læsere skriver.", "Læsere ser 5 æsker.", "Gebyrer: ingen.", "Skranken hjælper.", "Den er åben."],
    ),
    language=Language.DA,
)
SIDES = (Side(OLD, 1, 1, "demo@1"), Side(NEW, 1, 1, "demo@2"))
WIDE = Style(width=400)
ALL = (Ground.NUMBER, Ground.WORDS, Ground.LENGTH, Ground.ORDER)
WEAK = (Ground.LENGTH, Ground.ORDER)
ADA = Confirmation("Ada\u202e Archivist", "2026-03-01T23:59:59Z", "a" * 40)
DIFFER = (Difference(Signal.NUMBER, "3\u202e", Only.OLD), Difference(Signal.NUMBER, "5", Only.NEW))


def view(*links: Link) -> CorrelationView:
    """A table of these links, each with its class; whoever confirmed one is Ada."""
    made = correlate_across(SIDES)
    classes = [unit.unit_class for unit in made.units[0]]
    rows = [
        CorrelationRow(
            (link.old, link.new),
            (),
            unit_class=classes[link.old[0]] if link.old else made.units[1][link.new[0]].unit_class,
            confirmed=(ADA,) if Ground.CONFIRMED in link.grounds else (),
            link=link,
        )
        for link in links
    ]
    return replace(made, blocks=(CorrelationBlock("", tuple(rows)),))


LINKS = (
    Link((0,), (0,), (Ground.STRUCTURE, Ground.ORDER), 0.5),
    Link((1,), (1,), ALL, 0.91),
    Link((2,), (2,), (Ground.NUMBER, Ground.ORDER), 0.9, DIFFER),
    Link((3,), (3,), (Ground.CONFIRMED,), 1.0),
    Link((4,), (4, 5), WEAK, 0.4),
    Link((5,), ()),
)


def test_each_row_says_on_what_grounds_it_stands_in_both_styles() -> None:
    rows = [line.grounds for line in official(view(*LINKS), group=False).lines]
    assert rows == [link.grounds for link in LINKS]
    assert rows == [line.grounds for line in working(view(*LINKS)).lines]
    text = correlation_text(view(*LINKS), official(view(*LINKS)), WIDE)
    assert "  demo-1:en    demo-2:da    paired by\n" in text
    assert "Access → Adgang (paired by structure, order)\n" in text
    assert "a person\n" in text


def test_rows_share_a_line_with_the_grounds_they_have_in_common_and_never_with_a_confirmed_one() -> None:
    lines = official(view(*LINKS)).lines
    assert cells(official(view(*LINKS))) == [
        ("¶¶ 1 and 2", "¶¶ 1 and 2"),
        ("¶ 3", "¶ 3"),
        ("¶ 4", "¶¶ 4 and 5"),
        ("¶ 5", "—"),
    ]
    assert lines[1].grounds == (Ground.NUMBER, Ground.ORDER)
    assert lines[2].grounds == (Ground.CONFIRMED,)


def test_a_working_table_says_what_differs() -> None:
    assert said(working(view(*LINKS))) == [
        "",
        'number "3<U+202E>" only in demo-1:en; number "5" only in demo-2:da',
        "",
        "in two parts in demo-2:da",
        "only in demo-1:en",
    ]


def test_a_person_should_look_where_neither_numbers_figures_nor_words_speak() -> None:
    found = view(*LINKS)
    assert [line.look for line in working(found).lines] == [True, False, False, False, True, False]
    legend = correlation_text(found, working(found), WIDE).splitlines()[-1]
    assert legend == (
        "? = nothing printed in both texts speaks for it, a person should look: "
        "revtrack correlate demo-1:en demo-2:da --across-languages --confirm 4=4,5"
    )
    assert "?" not in correlation_text(found, official(found), WIDE)


def test_who_confirmed_is_said_with_the_day_and_cannot_drive_a_terminal() -> None:
    found = view(*LINKS)
    confirmed = "Ada<U+202E> Archivist, 2026-03-01"
    assert [line.confirmed for line in working(found).lines] == ["", "", "", confirmed, "", ""]
    for text in (
        correlation_text(found, working(found), WIDE),
        correlation_plain(found, Style(plain=True), table_style=TableStyle.WORKING),
        correlation_markdown(found, working(found)),
        correlation_csv(working(found)).text,
    ):
        assert "\u202e" not in text
        assert "Archivist, 2026-03-01" in text


def test_a_heading_that_was_confirmed_says_by_whom() -> None:
    found = view(Link((0,), (0,), (Ground.CONFIRMED,), 1.0))
    text = correlation_text(found, working(found), WIDE)
    assert "(paired by a person; 1.00; confirmed by Ada<U+202E> Archivist, 2026-03-01)" in text


def test_nobody_is_named_where_the_store_does_not_tell() -> None:
    found = view(*LINKS)
    rows = tuple(replace(row, confirmed=(Confirmation(),) if row.confirmed else ()) for row in found.blocks[0].rows)
    found = replace(found, blocks=(CorrelationBlock("", rows),))
    assert working(found).lines[3].confirmed == "a person"
    value = correlation_json(found)
    check_schema("correlate", value)
    assert value["rows"][3]["confirmed"] == [{"author": None, "time": None, "event": None}]  # type: ignore[index]


def test_plain_records_hold_the_grounds_as_programs_know_them() -> None:
    found = view(*LINKS)
    lines = correlation_plain(found, Style(plain=True), table_style=TableStyle.WORKING).splitlines()
    assert lines[1] == "1\t1\tnumber,words,length,order\t\t0.91\t\t"
    assert lines[3] == "3\t3\tconfirmed\t\t1.00\t\tAda<U+202E> Archivist, 2026-03-01"
    assert lines[5] == "5\t—\t\tonly in demo-1:en\t\t\t"
    official_lines = correlation_plain(found, Style(plain=True), table_style=TableStyle.OFFICIAL).splitlines()
    assert official_lines[4] == "4\t4,5\tlength,order"


def test_csv_has_a_column_for_the_grounds() -> None:
    head, *rows = correlation_csv(official(view(*LINKS), group=False)).text.splitlines()
    assert head == '\ufeff"Part","Heading","demo-1:en","demo-2:da","Paired by"'
    assert rows[1] == '"","Adgang","¶ 1","¶ 1","number, words, length, order"'
    head = correlation_csv(working(view(*LINKS))).text.splitlines()[0]
    assert head.endswith('"Paired by","Differences","Similarity","To look at","Confirmed by"')


def test_json_has_one_link_a_row_and_fits_its_schema() -> None:
    value = correlation_json(view(*LINKS))
    check_schema("correlate", value)
    assert value["across_languages"] is True
    step = value["rows"][2]["steps"][0][0]  # type: ignore[index]
    assert (step["old"], step["new"], step["grounds"]) == (["2"], ["2"], ["number", "order"])
    assert step["differences"][1] == {"signal": "number", "text": "5", "only": "new"}


def test_columns_in_two_languages_name_them_and_an_older_edition() -> None:
    assert column_names(SIDES) == ("demo-1:en", "demo-2:da")
    assert column_names((replace(SIDES[0], editions=2), SIDES[1])) == ("demo-1:en@1", "demo-2:da")
    assert column_names((SIDES[0], replace(SIDES[1], path="./da.md"))) == ("demo-1:en", "./da.md")


def test_the_languages_are_said_and_that_words_are_not_compared() -> None:
    found = view(*LINKS)
    assert "\nEnglish → Danish: words are not compared across languages\n" in correlation_text(
        found, official(found), WIDE
    )
    same = correlate_across((SIDES[0], replace(SIDES[0], source="demo@1 again")))
    said_of_one = "Both texts are in English: without --across-languages their words are compared"
    assert said_of_one in correlation_text(same, official(same), WIDE)
