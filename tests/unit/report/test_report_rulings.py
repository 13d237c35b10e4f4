"""What is said of rulings: every verdict, what gave way, and how to take it back."""

from __future__ import annotations

from revtrack.report.rulingstext import rulings_object, rulings_text
from revtrack.report.style import Style
from revtrack.report.views import RulingsView

WIDE = Style(width=0)
VIEW = RulingsView(
    old="demo@1",
    new="demo@2",
    confirmed=("¶¶ 2, 3 = ¶ 2", "¶ 4 = ¶ 7"),
    rejected=("¶ 5 = ¶ 3",),
    already=("confirmed fn 2 = fn 3",),
    replaced=("rejected ¶ 4 = ¶ 7",),
    commit="c0ffee",
)


def test_every_verdict_has_a_line_and_the_last_line_undoes_them() -> None:
    assert rulings_text(VIEW, WIDE).splitlines() == [
        "Confirmed ¶¶ 2, 3 = ¶ 2, ¶ 4 = ¶ 7 between demo@1 and demo@2",
        "Rejected ¶ 5 = ¶ 3 between demo@1 and demo@2",
        "Gave way: rejected ¶ 4 = ¶ 7",
        "Already decided between demo@1 and demo@2: confirmed fn 2 = fn 3",
        "Undo: revtrack undo",
    ]


def test_without_signs_the_words_stay() -> None:
    assert rulings_text(VIEW, Style(width=0, ascii=True)).isascii()


def test_plain_records_have_a_verdict_and_a_pairing() -> None:
    assert rulings_text(VIEW, Style(plain=True)).splitlines() == [
        "confirmed\t¶¶ 2, 3 = ¶ 2",
        "confirmed\t¶ 4 = ¶ 7",
        "rejected\t¶ 5 = ¶ 3",
        "replaced\trejected ¶ 4 = ¶ 7",
        "already\tconfirmed fn 2 = fn 3",
    ]


def test_nothing_written_leaves_nothing_to_undo() -> None:
    view = RulingsView("demo@1", "demo@2", already=("confirmed ¶ 4 = ¶ 7",))
    assert rulings_text(view, WIDE) == "Already decided between demo@1 and demo@2: confirmed ¶ 4 = ¶ 7\n"
    assert (rulings_object(view)["event"], rulings_object(view)["undo"]) == (None, None)


def test_the_object_for_programs_holds_all_of_it() -> None:
    assert rulings_object(VIEW) == {
        "event": "c0ffee",
        "old": "demo@1",
        "new": "demo@2",
        "confirmed": ["¶¶ 2, 3 = ¶ 2", "¶ 4 = ¶ 7"],
        "rejected": ["¶ 5 = ¶ 3"],
        "already": ["confirmed fn 2 = fn 3"],
        "replaced": ["rejected ¶ 4 = ¶ 7"],
        "notes": [],
        "undo": "revtrack undo",
    }
