"""The second edition of the Danish Strategy: every correction stands where it says, and the odd word form is gone."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from functools import cache

import pytest

from revtrack import resources
from revtrack.model import slugs

SLOTS = {"Vedr.:": "header.subject"}
MARKS = "¹²³"
ALONE = re.compile(r"radikaliserings(?![\w-])")


@cache
def data() -> dict[str, object]:
    path = resources.folder("versions") / "eu-crr" / "9956-14.da.corrections.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


def corrections() -> list[dict[str, str]]:
    listed = data()["correction"]
    assert isinstance(listed, list)
    return listed


@cache
def source() -> str:
    return (resources.folder("versions") / "eu-crr" / "9956-14.da.txt").read_bytes().decode("utf-8")


def places() -> dict[str, str]:
    """The lines of the source by fragment: slots, footnotes, numbered paragraphs, items; all else by the slug of its words."""
    found: dict[str, str] = {}
    component, number, items = "note.", "", 0
    for line in source().splitlines():
        label, tab, value = line.partition("\t")
        numbered = re.fullmatch(r"([0-9]{1,2})\. (.+)", line)
        if tab:
            found[SLOTS.get(label, f"header.{label}")] = value
        elif numbered:
            component = "" if numbered[1] == "1" and number else component
            number, items = component + numbered[1], 0
            found[number] = numbered[2]
        elif line.startswith(" - "):
            items += 1
            found[f"{number}.{items}"] = line.removeprefix(" - ")
        elif line[:1] and line[0] in MARKS:
            found[f"fn{MARKS.index(line[0]) + 1}"] = line[2:]
        elif line.startswith("Medlemsstaternes regeringer"):
            found[f"{number}+1"] = line
        elif line:
            found[f"h:{slugs.words(line)}"] = line
    return found


@cache
def corrected() -> dict[str, str]:
    """The lines after all corrections, each made at its place and in its turn."""
    lines = places()
    for row in corrections():
        assert row["old"] in lines[row["fragment"]], row
        lines[row["fragment"]] = lines[row["fragment"]].replace(row["old"], row["new"], 1)
    return lines


def test_the_edition_says_what_it_is() -> None:
    assert (data()["number"], data()["lang"], data()["edition"]) == ("9956/14", "da", 2)
    assert data()["status"] == "editorial correction, not official"
    assert data()["reason"]


def test_the_places_of_the_source_are_those_of_the_document() -> None:
    numbered = [name for name in places() if re.fullmatch(r"(note\.)?[0-9]+", name)]
    assert numbered == [f"note.{n}" for n in range(1, 7)] + [str(n) for n in range(1, 58)]
    assert [name for name in places() if name.startswith("14.")] == [f"14.{n}" for n in range(1, 11)]
    assert {"header.subject", "fn1", "fn2", "fn3", "46+1"} <= set(places())


@pytest.mark.parametrize("row", corrections(), ids=lambda row: row["fragment"])
def test_every_correction_stands_in_the_source_and_has_a_reason(row: dict[str, str]) -> None:
    assert set(row) == {"fragment", "old", "new", "reason"}
    assert row["old"] in places()[row["fragment"]]
    assert row["old"] != row["new"]
    assert row["reason"]


def test_corrections_are_listed_in_reading_order() -> None:
    order = list(places())
    positions = [order.index(row["fragment"]) for row in corrections()]
    assert positions == sorted(positions)


def test_the_word_form_is_put_right_42_times_alone_and_once_before_a_hyphen() -> None:
    of_the_word = [row for row in corrections() if "radikaliserings" in row["old"]]
    hyphened = [row for row in of_the_word if not ALONE.search(row["old"])]
    assert len(of_the_word) == 43
    assert [(row["fragment"], row["old"]) for row in hyphened] == [("6", "radikaliserings- og terrorisme")]
    assert all(row["new"] == re.sub("radikaliserings-?", "radikalisering", row["old"]) for row in of_the_word)


def test_three_single_faults_are_put_right() -> None:
    single = [(row["fragment"], row["old"], row["new"]) for row in corrections() if "radikaliserings" not in row["old"]]
    assert single == [
        ("13", "reststatsprincippet", "retsstatsprincippet"),
        ("31", "servere i tredjelands,", "servere i tredjelande,"),
        ("46", "anbefales af have", "anbefales at have"),
    ]


def test_the_source_is_as_received() -> None:
    assert len(source().encode()) == 27_991
    assert len(ALONE.findall(source())) == 42
    assert source().count("radikaliserings-") == 7


def test_nothing_is_left_but_what_is_right() -> None:
    text = "\n".join(corrected().values())
    assert ALONE.findall(text) == []
    assert Counter(re.findall(r"radikaliserings[\w-]+", text)) == {"radikaliserings-": 6, "radikaliseringsprocessen": 1}


def test_only_the_listed_words_change() -> None:
    before, after = places(), corrected()
    changed = {name for name in before if before[name] != after[name]}
    assert changed == {row["fragment"] for row in corrections()}
    assert sum(len(before[name]) - len(after[name]) for name in before) == 44
