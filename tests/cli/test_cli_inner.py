"""References of a text into itself through the command line: shown, told where forgotten or leading nowhere, marked."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import jsonschema
import pytest

from revtrack.model.documents import Author, Edition
from revtrack.resources import folder
from revtrack.store import EventKind, open_store
from revtrack.workflows import collect
from revtrack.workflows.deposits import edition_deposit
from revtrack.workflows.drafts import draft, read
from revtrack.workflows.intake import Wishes

ADA = Author("Ada Archivist", "ada@example.invalid", 1_700_000_000)
RULES = (
    "# House rules\n\n1. The room is open to every reader from nine to five.\n\n"
    "2. Boxes are carried by two members of staff at a time, as doc. 7/19 says.\n\n"
    "3. Photographs may be taken without flash of any kind.\n\n"
    "4. Fees are waived as paragraph 3 says; see also point 61 and Article 4 TEU.\n"
)
LATER = RULES.replace("2. Boxes are carried by two members of staff at a time, as doc. 7/19 says.\n\n", "")
LATER = LATER.replace("3. Photo", "2. Photo").replace("4. Fees", "3. Fees")


def fits(value: dict[str, object]) -> dict[str, object]:
    schema = json.loads((folder("schemas") / "refs.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator(schema).validate(value)
    return value


def add(run, at: Path, text: str, number: str, *more: str):
    path = at.parent / "rules.md"
    path.write_text(text, encoding="utf-8")
    words = ("--as", number, "--work", "rules", "--lang", "en", "--date", f"20{number[-2:]}-01-01", *more)
    ran = run("add", str(path), *words, at=at)
    assert ran.code == 0, ran.err
    return ran


@pytest.fixture
def house(run, tmp_path: Path) -> Path:
    """A store with house rules in two versions: paragraph 2 went, and one cross-reference stayed."""
    assert run("init", "house", at=tmp_path).code == 0
    add(run, tmp_path / "house", RULES, "1/20")
    add(run, tmp_path / "house", LATER, "2/21")
    return tmp_path / "house"


def test_references_of_a_text_into_itself_stand_in_a_block_of_their_own(run, house: Path) -> None:
    told = run("refs", "1/20", at=house).out
    assert told.endswith('Within this text\n  ¶ 4 → ¶ 3  "paragraph 3"\n  ¶ 4 "point 61": this text has no ¶ 61\n')
    assert "TEU" not in told
    assert "Within" not in run("refs", "1/20", "--in", at=house).out
    assert "Within" not in run("refs", "1/20", "--rel", "cites", at=house).out
    assert "Within" not in run("refs", "1/20#2", at=house).out
    assert '¶ 4 → ¶ 3  "paragraph 3"' in run("refs", "1/20#4", at=house).out


def test_they_stand_in_every_other_form_too(run, house: Path) -> None:
    value = fits(json.loads(run("refs", "1/20", "--json", at=house).out))
    assert [(one["quote"], one["target"], one["missing"]) for one in value["internal"]] == [
        ("paragraph 3", "3", None),
        ("point 61", None, "¶ 61"),
    ]
    rows = list(csv.reader(io.StringIO(run("refs", "1/20", "-f", "csv", at=house).out.lstrip("\ufeff"))))
    assert ["1/20", "points to", "¶ 3", '¶ 4 "paragraph 3"', "within this text"] in [row[:5] for row in rows]
    assert ["1/20", "points to", "", '¶ 4 "point 61"', "open: this text has no ¶ 61"] in [row[:5] for row in rows]
    assert '| 1/20 | points to | ¶ 3 | ¶ 4 "paragraph 3" |' in run("refs", "1/20", "-f", "md", at=house).out


def test_those_that_lead_nowhere_are_named_for_the_whole_store_and_for_one_document(run, house: Path) -> None:
    told = run("refs", "--unresolved", at=house).out
    assert '1/20:en  ¶ 4 "point 61": this text has no ¶ 61' in told
    assert '2/21:en  ¶ 3 "point 61": this text has no ¶ 61' in told
    one = run("refs", "2/21", "--unresolved", at=house).out
    assert "2/21:en" in one
    assert "1/20:en" not in one
    value = fits(json.loads(run("refs", "--unresolved", "--json", at=house).out))
    assert [
        (one["version"], one["fragment"], one["hits"]) for one in value["internal"] if one["quote"] == "point 61"
    ] == [
        ("1/20:en", "4", "none"),
        ("2/21:en", "3", "none"),
    ]
    assert "leads nowhere\t\t\t\t1/20:en" in run("refs", "--unresolved", "--plain", at=house).out


def test_a_cross_reference_that_was_forgotten_is_told_by_diff(run, house: Path) -> None:
    told = run("refs", "--diff", "1/20", "2/21", at=house).out
    assert "! forgotten   ¶ 3 still says “paragraph 3”; that paragraph is now ¶ 2" in told
    assert "1 forgotten, " in told
    value = fits(json.loads(run("refs", "--diff", "1/20", "2/21", "--json", at=house).out))
    assert [(one["fragment"], one["was"], one["now"]) for one in value["forgotten"]] == [("3", "3", "2")]
    assert run("refs", "--diff", "1/20", "2/21", "--plain", at=house).out.startswith("forgotten\tpoints to\t¶ 3\t¶ 2\t")
    again = run("refs", "--diff", "2/21", "1/20", at=house).out
    assert "that paragraph is now ¶ 3" not in again.replace("still says “paragraph 3”; that paragraph is now ¶ 2", "")


def test_nothing_is_said_to_be_forgotten_where_the_words_followed(run, house: Path) -> None:
    add(run, house, LATER.replace("paragraph 3 says", "paragraph 2 says"), "3/22")
    assert "forgotten" not in run("refs", "--diff", "1/20", "3/22", at=house).out


def xml_of(store: Path) -> dict[str, bytes]:
    opened = open_store(store)
    return {f"{key.slug}.{key.ordinal}": opened.xml(key) for key in opened.editions()}


def test_what_is_added_bears_its_references_inline(run, house: Path) -> None:
    told = xml_of(house)["1-20.1"].decode()
    assert 'as doc. <ref href="urn:revtrack:1:number:council:7-19">7/19</ref> says.' in told
    assert 'as <ref href="#main__para_3">paragraph 3</ref> says; see also point 61 and Article 4 TEU.' in told
    assert run("verify", "--deep", at=house).code == 0
    assert "as doc. 7/19 says." in run("show", "1/20#2", at=house).out


def test_two_people_who_add_the_same_file_make_the_same_bytes_whatever_else_their_stores_hold(run, house: Path) -> None:
    assert run("init", "other", at=house.parent).code == 0
    add(run, house.parent / "other", "1. Boxes.\n", "7/19")
    add(run, house.parent / "other", RULES, "1/20")
    assert xml_of(house.parent / "other")["1-20.1"] == xml_of(house)["1-20.1"]


def test_a_text_held_without_marks_is_the_same_text(run, house: Path) -> None:
    """An edition from before there were marks stays valid, and neither add nor --correct makes another of it."""
    assert run("init", "old", at=house.parent).code == 0
    at = house.parent / "old"
    path = at.parent / "rules.md"
    path.write_text(RULES, encoding="utf-8")
    store = open_store(at)
    reading = read(path.read_bytes(), "rules.md")
    made = draft(
        store, reading, path.read_bytes(), "rules.md", Wishes("1/20", "rules", language="en", date="2020-01-01")
    )
    plain = edition_deposit(Edition(made.expression), "rules", made.source, made.reading)
    assert b"<ref " not in plain.xml
    store.add([plain], kind=EventKind.ADD, summary="Add 1/20", author=ADA)
    assert "already held" in add(run, at, RULES, "1/20").out.lower()
    again = add(run, at, RULES, "1/20", "--correct", "--reason", "marks")
    assert "already held" in again.out.lower()
    assert run("verify", "--deep", at=at).code == 0
    assert run("diff", "1/20@1", str(path), at=at).code == 0
    assert '¶ 4 → ¶ 3  "paragraph 3"' in run("refs", "1/20", at=at).out
    assert collect.read_key(store, store.editions()[0]).refs == ()


def test_a_corrected_edition_is_marked_anew(run, house: Path) -> None:
    add(run, house, RULES.replace("point 61", "point 1"), "1/20", "--correct", "--reason", "misread")
    assert b'<ref href="#main__para_1">point 1</ref>' in xml_of(house)["1-20.2"]
    assert "point 61" not in run("refs", "1/20", "--unresolved", at=house).out


def test_an_edition_comes_back_as_it_was_after_an_undo(run, house: Path) -> None:
    before = xml_of(house)["2-21.1"]
    assert run("undo", at=house).code == 0
    add(run, house, LATER, "2/21")
    assert xml_of(house)["2-21.1"] == before


@pytest.mark.parametrize(
    "text",
    [
        "1. \u202e\u202d\u2066\n",
        "1. " + "see paragraph 1 and § 4, " * 7_900 + "x\n",
        "1. " + "x" * 199_000 + "\n",
        "1. See Dok. 0/00, doc. 99999/9/99 REV 99 and OJ L 999999, 99.99.9999, p. 1.\n",
    ],
)
def test_odd_texts_are_added_and_told_like_any_other(run, house: Path, text: str) -> None:
    ran = add(run, house, text, "9/23")
    assert "Traceback" not in ran.out + ran.err
    for words in (("refs", "9/23"), ("refs", "--unresolved"), ("verify", "--deep")):
        assert run(*words, at=house).code == 0
