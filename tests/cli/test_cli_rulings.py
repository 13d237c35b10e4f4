"""Rulings through the command line: diff heeds them, verify checks them, undo takes them back, log names them."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

import revtrack
from revtrack.model.documents import Author
from revtrack.resources import folder
from revtrack.store import EventKind, open_store
from revtrack.workflows import pairs, rulings
from revtrack.workflows.catalogue import Catalogue

ADA = Author("Ada Archivist", "ada@example.invalid", 1_700_000_000)


@pytest.fixture
def ruled(example_store: Path) -> Path:
    """The worked example, in which somebody ruled on the demo drafts."""
    catalogue = Catalogue(open_store(example_store))
    pair = pairs.pair_of(catalogue, ("demo@1", "demo@2"), lambda path: b"")
    rulings.decide(catalogue, pair, confirm=("9=9", "5=4", "10=11"), reject=("4=7",), author=ADA)
    return example_store


def test_diff_shows_what_a_person_confirmed_and_links_nothing_that_was_rejected(run, ruled: Path) -> None:
    ran = run("diff", "demo@1", "demo@2", at=ruled)
    assert ran.code == 0
    assert re.search(r"# ¶ 5 → ¶ 4 +renumbered only · confirmed by a person\n", ran.out)
    assert re.search(r"~ ¶ 9 +modified · confirmed by a person\n", ran.out)
    assert re.search(r"− ¶ 4 +deleted\n", ran.out)
    assert re.search(r"\+ ¶ 7 +new\n", ran.out)


def test_diff_backwards_heeds_the_same_rulings(run, ruled: Path) -> None:
    ran = run("diff", "demo@2", "demo@1", "--json", at=ruled)
    value = json.loads(ran.out)
    confirmed = {
        (change["old"][0]["fragment"], change["new"][0]["fragment"])
        for change in value["changes"]
        if change["reason"] == "confirmed"
    }
    assert confirmed == {("9", "9"), ("4", "5"), ("11", "10")}


def test_diff_as_json_names_the_reason_and_fits_its_schema(run, ruled: Path) -> None:
    import jsonschema

    value = json.loads(run("diff", "demo@1", "demo@2", "--json", at=ruled).out)
    schema = json.loads((folder("schemas") / "diff.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator(schema).validate(value)
    assert value["notes"] == []


def test_diff_as_markdown_and_as_records_says_it_too(run, ruled: Path) -> None:
    assert "confirmed by a person" in run("diff", "demo@1", "demo@2", "-f", "md", at=ruled).out
    rows = [line.split("\t") for line in run("diff", "demo@1", "demo@2", "--plain", at=ruled).out.splitlines()]
    assert {row[0] for row in rows if row[-1] == "confirmed"} == {"9", "4", "11"}


def test_rulings_on_one_pair_leave_another_alone(run, ruled: Path) -> None:
    assert "confirmed by a person" not in run("diff", "demo@2", "demo@3", at=ruled).out
    assert "confirmed by a person" not in run("diff", "demo@1", "demo@3", at=ruled).out


def test_a_ruling_that_fits_no_more_is_said_by_diff_and_verify(run, ruled: Path, tmp_path: Path) -> None:
    text = (folder("versions") / "demo" / "demo-1.md").read_text(encoding="utf-8")
    (tmp_path / "better.md").write_text(text.replace("Fees are due on 1 March.", "Nothing is to be paid."), "utf-8")
    added = run(
        *(
            "add",
            str(tmp_path / "better.md"),
            "--as",
            "demo-1",
            "--lang",
            "en",
            "--date",
            "unknown",
            "--correct",
            "--reason",
            "misread",
        ),
        at=ruled,
    )
    assert added.code == 0, added.err
    ran = run("diff", "demo@1", "demo@2", at=ruled)
    lapsed = "confirmed ¶ 10 = ¶ 11 is not applied: ¶ 10 of demo-1:en reads otherwise in edition 2 than in edition 1"
    assert lapsed in ran.out
    assert f"note: {lapsed}" in run("diff", "demo@1", "demo@2", "--plain", at=ruled).err
    assert json.loads(run("diff", "demo@1", "demo@2", "--json", at=ruled).out)["notes"] == [lapsed]
    checked = run("verify", at=ruled)
    assert checked.code == 0
    assert "demo-1:en#10" in checked.out
    assert "decide again: revtrack correlate demo@1 demo@2 --confirm OLD=NEW" in checked.out


def test_rulings_that_cannot_be_read_fail_verify_and_stop_the_diff(run, ruled: Path) -> None:
    store = open_store(ruled)
    store.decide({"pairings/demo-1.en/demo-2.en.json": b"{}\n"}, kind=EventKind.DECIDE, summary="Decide", author=ADA)
    checked = run("verify", at=ruled)
    assert checked.code == 1
    assert "curation/pairings/demo-1.en/demo-2.en.json" in checked.out
    ran = run("diff", "demo@1", "demo@2", at=ruled)
    assert (ran.code, ran.out) == (5, "")
    assert "[store-damaged]" in ran.err


def test_undo_takes_rulings_back_and_redo_brings_them_back(run, ruled: Path) -> None:
    with_rulings = run("diff", "demo@1", "demo@2", at=ruled).out
    taken = run("undo", at=ruled)
    assert "Confirm ¶ 9 = ¶ 9, ¶ 5 = ¶ 4, ¶ 10 = ¶ 11 and reject ¶ 4 = ¶ 7 between demo@1 and demo@2" in taken.out
    assert "confirmed by a person" not in run("diff", "demo@1", "demo@2", at=ruled).out
    assert run("undo", "--redo", at=ruled).code == 0
    assert run("diff", "demo@1", "demo@2", at=ruled).out == with_rulings


def test_the_log_of_events_names_rulings_and_who_made_them(run, ruled: Path) -> None:
    first = run("log", "--events", at=ruled).out.splitlines()[0]
    assert "decide" in first
    assert "Ada Archivist" in first
    assert "Confirm ¶ 9 = ¶ 9" in first


def test_the_library_heeds_rulings(ruled: Path) -> None:
    comparison = revtrack.open_store(ruled).compare("demo@1", "demo@2")
    assert sum(change.reason == "confirmed" for change in comparison.changes) == 3
