"""A correspondence reads as rows under the headings of the new text; nothing in it can drive a terminal."""

from __future__ import annotations

from msgspec.structs import replace
from report_family import check_schema, golden
from report_samples import draft, text_units

from revtrack.model.changes import Signal
from revtrack.model.correspondence import Correspondence, Difference, Ground, Link, Only
from revtrack.model.language import Language
from revtrack.report.acrossjson import across_json
from revtrack.report.acrosstext import across_plain, across_text
from revtrack.report.style import Style
from revtrack.report.views import AcrossView, Side

OLD = draft("en", ["# Access", "Readers sign.", "A reader sees 3 boxes.", "Fees: none.", "The desk helps; it is open."])
NEW = replace(
    draft(
        "da", ["# Adgang", "Læsere skriver.", "En læser ser 5 æsker.", "Skranken hjælper.", "Den er åben.", "\u202e"]
    ),
    language=Language.DA,
)
BOTH = (Ground.NUMBER, Ground.LENGTH, Ground.ORDER)


def view(coarse: tuple[str, ...] = ()) -> AcrossView:
    differences = (Difference(Signal.NUMBER, "3", Only.OLD), Difference(Signal.NUMBER, "5", Only.NEW))
    links = (
        Link((0,), (0,), (Ground.STRUCTURE, Ground.ORDER), 0.8),
        Link((1,), (1,), BOTH, 0.91),
        Link((2,), (2,), BOTH, 0.9, differences),
        Link((3,), ()),
        Link((4,), (3, 4), BOTH, 0.7),
        Link((), (5,)),
    )
    found = Correspondence(text_units(OLD), text_units(NEW), links, coarse)
    summary = {"paired": 4, "grouped": 1, "old_only": 1, "new_only": 1, "differing": 1}
    return AcrossView(Side(OLD, 1, 1, "demo@en"), Side(NEW, 1, 1, "demo@da"), NEW.title, found, summary)


def test_what_tells_is_shown_and_what_agrees_is_not() -> None:
    assert across_text(view(), Style()) == golden("across.txt")


def test_verbose_shows_every_pairing_with_its_grounds_in_letters_alone() -> None:
    assert across_text(view(), Style(verbose=True, ascii=True)) == golden("across_verbose_ascii.txt")


def test_plain_records_hold_every_link() -> None:
    assert across_plain(view()).splitlines()[2:4] == [
        '2\tdiffers\t2\tnumber,length,order\told number "3"; new number "5"',
        "\tonly old\t3\t\t",
    ]
    assert across_text(view(), Style(plain=True)) == across_plain(view())


def test_a_bound_of_work_is_said() -> None:
    assert across_text(view(("far away",)), Style()).endswith("\nPaired coarsely: far away\n")


def test_a_correspondence_fits_its_schema() -> None:
    value = across_json(view())
    check_schema("across", value)
    assert value["store"] is None


def test_a_ruling_that_was_not_applied_is_said() -> None:
    told = replace(view(), notes=("a ruling no longer fits",))
    assert "a ruling no longer fits\n" in across_text(told, Style())
    value = across_json(told)
    check_schema("across", value)
    assert value["notes"] == ["a ruling no longer fits"]


def test_nothing_in_a_text_reaches_the_terminal_raw() -> None:
    assert "\u202e" not in across_text(view(), Style()) + across_plain(view())
