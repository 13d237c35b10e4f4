"""JSON is the same everywhere, safe on a terminal, and a consumer of a comparison needs no store."""

from __future__ import annotations

import json

from msgspec import structs
from report_family import check_schema, written
from report_samples import council, demo, house_view

from revtrack.report.diffjson import change_ids, diff_json
from revtrack.report.jsonframe import dump, expression_object, frame, place_object


def test_the_frame_names_schema_and_store_first() -> None:
    assert list(frame("diff/1", "c" * 40, {"a": 1}).items()) == [
        ("schema", "revtrack/diff/1"),
        ("store", {"commit": "c" * 40}),
        ("a", 1),
    ]
    assert frame("diff/1", None, {})["store"] is None


def test_on_a_terminal_json_is_ascii_and_in_a_file_utf_8() -> None:
    value = {"a": "bør\u202e\x1b"}
    assert dump(value, to_terminal=True) == '{\n "a": "b\\u00f8r\\u202e\\u001b"\n}\n'
    assert dump(value, to_terminal=False) == '{\n "a": "bør\u202e\\u001b"\n}\n'


def test_a_file_name_that_is_not_utf_8_can_still_be_written() -> None:
    text = dump({"a": "x\udcff"}, to_terminal=False)
    assert text.encode("utf-8") == b'{\n "a": "x\\udcff"\n}\n'
    assert json.loads(text) == {"a": "x\udcff"}


def test_a_comparison_fits_its_schema() -> None:
    check_schema("diff", diff_json(demo().view()))
    check_schema("diff", diff_json(house_view()))


def test_a_comparison_of_files_has_no_store() -> None:
    view = demo().view()
    sides = [structs.replace(side, path="./a.md", sha256="", commit="") for side in (view.old, view.new)]
    value = diff_json(structs.replace(view, old=sides[0], new=sides[1]))
    check_schema("diff", value)
    assert value["store"] is None
    assert value["old"]["edition"] is None  # type: ignore[index]
    assert value["old"]["held"] is False  # type: ignore[index]


def test_a_change_holds_both_texts_and_its_edits() -> None:
    value = written(diff_json(demo().view()))
    assert isinstance(value, dict)
    change = next(change for change in value["changes"] if change["new"] and change["new"][0]["fragment"] == "6")
    name = change.pop("id")
    assert name.startswith("c-")
    assert change == {
        "kind": "modified",
        "class": "paragraph",
        "moved": False,
        "renumbered": True,
        "old": [
            {
                "fragment": "7",
                "eid": "main__para_7",
                "heading": "Handling",
                "num": "7.",
                "text": "A reader may see at most 3 boxes a day.",
            }
        ],
        "new": [
            {
                "fragment": "6",
                "eid": "main__para_6",
                "heading": "Handling",
                "num": "6.",
                "text": "A reader may see at most 5 boxes a day.",
            }
        ],
        "similarity": 0.89,
        "reason": "section",
        "signals": ["number"],
        "edits": [["=", "A reader may see at most "], ["-", "3"], ["+", "5"], ["=", " boxes a day."]],
    }


def test_the_summary_is_that_of_the_whole_comparison_whatever_is_shown() -> None:
    value = diff_json(demo().view(shown=()))
    assert value["changes"] == []
    assert value["summary"] == {
        "unchanged": 5,
        "modified": 3,
        "inserted": 1,
        "deleted": 1,
        "split": 1,
        "merged": 0,
        "moved": 1,
        "renumbered": 4,
        "renumbered_only": 2,
        "typography": 0,
    }


def test_signals_are_written_as_the_option_has_them() -> None:
    changes = diff_json(demo().view())["changes"]
    assert isinstance(changes, list)
    assert ["follows-renumbering"] in [change["signals"] for change in changes]


def test_ids_are_the_same_for_the_same_change_and_different_for_others() -> None:
    first, second = (change_ids(demo().comparison) for _ in range(2))
    assert first == second
    assert len(set(first)) == len(first)


def test_patterns_point_to_their_changes_by_id() -> None:
    view = house_view()
    value = diff_json(view)
    ids = change_ids(view.comparison)
    assert value["patterns"] == [
        {
            "old": "reading",
            "new": "search",
            "count": len(view.patterns[0].changes),
            "changes": [ids[n] for n in view.patterns[0].changes],
        }
    ]
    assert value["hidden"] == {"typography": 1}


def test_a_unit_of_a_plain_list_has_no_place() -> None:
    assert place_object(None) == {"fragment": None, "eid": None, "heading": None}


def test_a_text_at_hand_is_a_version_like_any_other() -> None:
    assert expression_object(council(), 2, "9" * 64) == {
        "work": "eu-crr",
        "number": "9956/14",
        "lang": "da",
        "edition": 2,
        "date": "2014-05-19",
        "label": "2014",
        "held": True,
        "sha256": "9" * 64,
    }
