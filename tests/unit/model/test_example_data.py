"""The worked example as data: its shape is the one explained at its top, and every value in it can be read."""

from __future__ import annotations

import tomllib
from datetime import UTC, datetime
from functools import cache
from typing import Any

import pytest

from revtrack import resources
from revtrack.model.dates import DocumentDate
from revtrack.model.language import Language
from revtrack.model.numbers import DocumentNumber
from revtrack.model.relations import Relation
from revtrack.model.slugs import slug
from revtrack.model.texts import WorkId, check_label, check_text

TOP = {"title", "time", "author", "work", "step"}
RECORD = {"number", "work", "known_from"}
RECORD_MAY = {"date", "label", "title", "type", "from", "to", "subjects", "markings", "relation"}
TEXT = {"number", "work", "lang", "date", "provenance"}
TEXT_MAY = {"label", "title", "principal", "aliases", "relation"}
FILE = {"file"}
PACKAGE = {"package", "extra", "resource", "keys", "name"}


@cache
def data() -> dict[str, Any]:
    return tomllib.loads((resources.folder("versions") / "example.toml").read_text(encoding="utf-8"))


def records() -> list[dict[str, Any]]:
    return [record for step in data()["step"] for record in step.get("record", [])]


def texts() -> list[dict[str, Any]]:
    return [step["text"] for step in data()["step"] if "text" in step]


def relations() -> list[tuple[str, dict[str, Any]]]:
    return [(row["number"], relation) for row in records() + texts() for relation in row.get("relation", [])]


def test_the_store_has_a_title_a_fixed_author_and_four_titled_works() -> None:
    assert set(data()) == TOP
    check_text(data()["title"], "a title")
    assert data()["author"] == {"name": "revtrack example", "email": "example@example.invalid"}
    assert [work["id"] for work in data()["work"]] == ["eu-crr", "no-handlingsplan", "eupl", "demo"]
    assert all(WorkId(work["id"]) and work["title"] for work in data()["work"])


def test_each_step_is_one_commit_with_one_thing_in_it() -> None:
    kinds = [next(kind for kind in ("record", "text", "correction") if kind in step) for step in data()["step"]]
    assert kinds == ["record", *["text"] * 8, "correction"]
    assert all(set(step) == {"time", "message", kind} for step, kind in zip(data()["step"], kinds, strict=True))


def test_the_times_are_fixed_days_of_2026_and_rise() -> None:
    times = [data()["time"], *(step["time"] for step in data()["step"])]
    assert times == sorted(set(times))
    assert {datetime.fromtimestamp(time, UTC).year for time in times} == {2026}


def test_twelve_documents_are_known_by_number_and_eight_texts_are_held() -> None:
    assert {record["number"] for record in records()} == {
        *("15175/08", "14781/1/05 REV 1", "14347/05", "5643/5/14 REV 5", "9447/13", "5451/14", "5469/3/07 REV 3"),
        *("13469/1/14 REV 1", "13001/1/14 REV 1", "6700/17", "9646/17", "9572/17"),
    }
    assert len(records()) == 12
    assert [text["number"] for text in texts()] == [
        *("9956/14", "no-handlingsplan-status", "demo-1", "demo-2", "demo-3", "eupl-1-0", "eupl-1-1", "eupl-1-2"),
    ]


@pytest.mark.parametrize("record", records(), ids=lambda record: record["number"])
def test_a_record_has_the_keys_explained_at_the_top_and_values_that_can_be_read(record: dict[str, Any]) -> None:
    assert RECORD <= set(record) <= RECORD | RECORD_MAY
    assert str(DocumentNumber.parse(record["number"])) == record["number"]
    assert DocumentDate.parse(record.get("date", "unknown")).is_day == ("date" in record)
    check_label(record.get("label", ""))
    assert set(record.get("markings", [])) <= {"LIMITE", "EU RESTRICTED"}


@pytest.mark.parametrize("text", texts(), ids=lambda text: text["number"])
def test_a_text_has_the_keys_explained_at_the_top_and_values_that_can_be_read(text: dict[str, Any]) -> None:
    origin = PACKAGE if "package" in text else FILE
    assert TEXT | origin <= set(text) <= TEXT | TEXT_MAY | origin
    assert Language.parse(text["lang"]).is_known
    assert str(DocumentDate.parse(text["date"])) == text["date"]
    check_label(text.get("label", ""))
    assert [str(DocumentNumber.parse(alias)) for alias in text.get("aliases", [])] == text.get("aliases", [])


@pytest.mark.parametrize("row", records() + texts(), ids=lambda row: row["number"])
def test_a_document_belongs_to_a_titled_work_or_to_one_of_its_own(row: dict[str, Any]) -> None:
    titled = {work["id"] for work in data()["work"]}
    assert row["work"] in titled or row["work"] == f"doc-{slug(DocumentNumber.read(row['number']))}"


@pytest.mark.parametrize("number", [text["number"] for text in texts()])
def test_a_local_number_stands_readable_in_paths(number: str) -> None:
    assert slug(DocumentNumber.read(number)) == number.replace("/", "-")


@pytest.mark.parametrize(("number", "relation"), relations())
def test_every_relation_is_catalogued_or_inferred_and_says_what_it_rests_on(
    number: str, relation: dict[str, Any]
) -> None:
    assert set(relation) == {"relation", "target", "state", "source"}
    assert Relation(relation["relation"]) in (Relation.REVISES, Relation.PREVIOUS_DOCUMENT)
    inferred = (number, relation["target"]) == ("9646/17", "13469/1/14 REV 1")
    assert relation["state"] == ("inferred" if inferred else "catalogued")
    assert relation["source"]
    assert relation["target"] in {row["number"] for row in records() + texts()} - {number}


def test_the_relations_are_those_known_beforehand_and_what_the_text_says_is_left_to_the_text() -> None:
    revises = {(number, row["target"]) for number, row in relations() if row["relation"] == "revises"}
    assert revises == {
        ("15175/08", "14781/1/05 REV 1"),
        ("9646/17", "13469/1/14 REV 1"),
        ("eupl-1-1", "eupl-1-0"),
        ("eupl-1-2", "eupl-1-1"),
        ("demo-2", "demo-1"),
        ("demo-3", "demo-2"),
    }
    assert [number for number, _ in relations() if number == "9956/14"] == []


def test_every_file_is_there() -> None:
    folder = resources.folder("versions")
    named = [text["file"] for text in texts() if "file" in text]
    named += [step["correction"]["file"] for step in data()["step"] if "correction" in step]
    assert [name for name in named if not (folder / name).is_file()] == []


@pytest.mark.parametrize("number", [1, 2, 3])
def test_a_draft_says_in_its_title_and_its_provenance_that_it_is_made_up(number: int) -> None:
    lines = (resources.folder("versions") / "demo" / f"demo-{number}.md").read_text(encoding="utf-8").splitlines()
    made = next(text for text in texts() if text["number"] == f"demo-{number}")
    assert lines[0].startswith("# Rules for the ")
    assert lines[0].endswith("(made up)")
    assert made["provenance"].startswith("made up")
    assert [line for line in lines[1:] if "made up" in line] == []
