"""What is held, what is missing, what happened, and what a new store was made with."""

from __future__ import annotations

import pytest
from msgspec import structs
from report_family import EVENTS, check_schema, golden
from report_samples import drafts, example_works, version

from revtrack.model.documents import Work
from revtrack.model.language import Language
from revtrack.model.texts import WorkId
from revtrack.report.logtext import events_json, events_text, log_json, log_plain, log_text, undo_json, undo_text
from revtrack.report.statustext import init_json, init_text, status_json, status_plain, status_text
from revtrack.report.style import Style
from revtrack.report.views import StatusView

TIP = "c" * 40
WIDE = Style(width=120)


def example(**more: object) -> StatusView:
    values: dict[str, object] = {
        "folder": "crr",
        "works": example_works(),
        "look_at": ("9956/14#46+1 unnumbered", "1 restricted document cited"),
        "hand_edits": (),
        "commit": TIP,
        "remarks": {"eupl": "texts from the extra `examples`"},
        **more,
    }
    return StatusView(**values)  # type: ignore[arg-type]


def test_the_example_store_is_listed_work_by_work() -> None:
    assert init_text(example(), WIDE, example=True) == golden("init_example.txt")


def test_the_example_store_in_letters_alone() -> None:
    text = init_text(example(), Style(width=120, ascii=True), example=True)
    assert text.isascii()
    assert "    * eupl@1.0  * eupl@1.1  * eupl@1.2\n" in text


def test_without_the_licence_texts_the_example_says_how_to_get_them_and_proposes_the_demo() -> None:
    works = tuple(work for work in example_works() if work.id != "eupl")
    text = init_text(example(works=works, remarks={"eupl": "pip install 'revtrack[examples]'"}), WIDE, example=True)
    assert "  ○ eupl   pip install 'revtrack[examples]'\n" in text
    assert text.endswith("·   revtrack diff demo@1 demo@2\n")


def test_an_empty_store_says_what_to_do_next() -> None:
    assert init_text(example(works=()), WIDE) == (
        "Made a store in ./crr\nNext:  revtrack add FILE --work ID --label LABEL\n"
    )


@pytest.mark.parametrize("folder", [".", "./crr", "../crr", "/srv/crr", "~/crr"])
def test_a_folder_that_says_where_it_is_stays_as_typed(folder: str) -> None:
    assert init_text(example(folder=folder), WIDE).startswith(f"Made a store in {folder}\n")


def test_status_shows_works_that_lack_a_text_and_what_is_missing() -> None:
    assert status_text(example(), WIDE) == golden("status.txt")


def test_status_shows_all_works_when_none_lacks_a_text() -> None:
    text = status_text(example(works=(Work(WorkId("demo"), "Demo", drafts("demo", "21")),), look_at=()), WIDE)
    assert text == (
        "Store ./crr   1 work   2 texts held   0 documents known, text not held\n"
        "  demo     ● demo@2   ● demo@1\n"
        "Git            clean\n"
    )


def test_verbose_status_shows_every_work_and_every_missing_text() -> None:
    text = status_text(example(), Style(width=0, verbose=True))
    assert "  demo     ● demo@3   ● demo@2   ● demo@1\n" in text
    assert "109/14, 110/14  " in text
    assert "…" not in text


def test_status_stops_at_a_dozen_works() -> None:
    works = tuple(Work(WorkId(f"work-{n}"), "", drafts(f"work-{n}", "1")) for n in range(14))
    assert "  2 more works (revtrack log)\n" in status_text(example(works=works), WIDE)


def test_an_unfiled_number_is_no_work_until_someone_titles_it() -> None:
    loose = Work(WorkId("doc-101-14"), "", (version("101/14"),))
    assert " 0 works " in status_text(example(works=(loose,)), WIDE)
    assert " 1 work " in status_text(example(works=(structs.replace(loose, title="A guideline"),)), WIDE)


def test_files_edited_by_hand_are_named() -> None:
    text = status_text(example(hand_edits=(("versions/eu\x1b.xml", "differs"), ("notes.txt", "unknown file"))), WIDE)
    assert text.endswith(
        "Git            2 files edited by hand\n"
        "               versions/eu<U+001B>.xml   differs\n"
        "               notes.txt   unknown file\n"
    )


def test_a_number_with_blanks_is_proposed_in_quotes() -> None:
    work = Work(WorkId("eu-crr"), "EU", (version("14781/1/05 REV 1"),))
    assert "revtrack fetch '14781/1/05 REV 1' --lang en" in status_text(example(works=(work,)), WIDE)


def test_status_as_records() -> None:
    records = status_plain(example(hand_edits=(("a.xml", "differs"),))).splitlines()
    assert records[0] == "held\t9956/14:da\t2014-05-19\t2014\teu-crr"
    assert records[1] == "text not held\t15175/08\t2008-11-14\t2008\teu-crr"
    assert records[-4:] == [
        "look at\t9956/14#46+1 unnumbered",
        "look at\t1 restricted document cited",
        "edited by hand\ta.xml\tdiffers",
        "git\tedited by hand",
    ]
    assert status_text(example(), Style(plain=True)) == status_plain(example())


def test_log_lists_versions_newest_first_with_what_is_not_held() -> None:
    assert log_text(example_works()[:1], WIDE) == golden("log_work.txt")


def test_log_of_several_works_puts_each_under_its_title_and_can_list_editions() -> None:
    assert log_text(example_works(), WIDE, editions=True) == golden("log_editions.txt")


def test_log_of_an_empty_store_says_so() -> None:
    assert log_text((), WIDE) == "No versions here yet.\n"


def test_log_as_records() -> None:
    assert log_plain(example_works()[:1]).splitlines() == [
        "9956/14:da\t2014-05-19\t2014\theld\teu-crr\t2\t\t",
        "15175/08\t2008-11-14\t2008\ttext not held\teu-crr\t\t\tLIMITE",
        "14781/1/05 REV 1\t2005-11-24\t2005\ttext not held\teu-crr\t\t\t",
    ]
    assert log_text(example_works(), Style(plain=True)) == log_plain(example_works())


def test_a_title_in_a_record_cannot_break_its_line() -> None:
    loud = version("1/14", title="A\u2028B\tC")
    assert log_plain((Work(WorkId("eu-crr"), "", (loud,)),)).count("\n") == 1


def test_events_say_who_did_what_and_what_was_undone() -> None:
    assert events_text(EVENTS, WIDE) == golden("events.txt")
    assert events_text((), WIDE) == "Nothing has happened here yet.\n"


def test_events_as_records() -> None:
    assert events_text(EVENTS, Style(plain=True)).splitlines()[0] == "\t".join(
        ["b" * 40, "2026-03-01T12:00:00Z", "add", "Ada", "undone", "eu-crr/9956-14:da@1", "Add 9956/14:da to eu-crr"]
    )


@pytest.mark.parametrize(
    ("redo", "dry_run", "first", "last"),
    [
        (False, False, "Took back 1 step", "Redo: revtrack undo --redo"),
        (True, False, "Brought back 1 step", "Undo: revtrack undo"),
        (False, True, "Would take back 1 step", "Nothing was changed."),
        (True, True, "Would bring back 1 step", "Nothing was changed."),
    ],
)
def test_undo_says_what_it_did_and_how_to_turn_it_round(redo: bool, dry_run: bool, first: str, last: str) -> None:
    lines = undo_text(EVENTS[:1], WIDE, redo=redo, dry_run=dry_run).splitlines()
    assert lines == [first, "  add  Add 9956/14:da to eu-crr", "    eu-crr/9956-14:da@1", last]
    check_schema("undo", undo_json(EVENTS[:1], TIP, redo=redo, dry_run=dry_run))


def test_json_of_the_lists_fits_its_schemas() -> None:
    check_schema("init", init_json(example(), example=True))
    check_schema("status", status_json(example(hand_edits=(("a.xml", "differs"),))))
    check_schema("log", log_json(example_works(), TIP))
    check_schema("log", log_json((), TIP))
    check_schema("log", events_json(EVENTS, TIP))


def test_json_of_a_version_has_null_for_what_is_unknown() -> None:
    value = log_json(example_works()[:1], TIP)
    assert value["versions"][2] == {  # type: ignore[index]
        "work": "eu-crr",
        "number": "14781/1/05 REV 1",
        "lang": None,
        "edition": None,
        "date": "2005-11-24",
        "label": "2005",
        "held": False,
        "sha256": None,
        "title": None,
        "editions": [],
        "aliases": [],
        "markings": [],
        "paragraphs": None,
        "footnotes": None,
    }


def test_json_of_an_undetermined_language_is_null() -> None:
    unsure = version("1/14", language=Language.UND, editions=(1,))
    value = log_json((Work(WorkId("eu-crr"), "", (unsure,)),), TIP)
    assert value["versions"][0]["lang"] is None  # type: ignore[index]


def test_json_of_status_counts_what_text_counts_and_names_no_folder() -> None:
    value = status_json(example(folder="/home/ada/crr"))
    assert (value["held"], len(value["missing"]), value["clean"]) == (8, 12, True)  # type: ignore[arg-type]
    assert "/home/ada" not in str(value)
