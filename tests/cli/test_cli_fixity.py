"""`revtrack verify` remembers each check of a store beside it, and `revtrack log --events` lists them."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from revtrack.resources import folder
from revtrack.store import fixity


@pytest.fixture
def store(run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    (tmp_path / "rules.txt").write_text("Rules\n\n1. The room opens at nine.\n", encoding="utf-8")
    assert run("init", "s").code == 0
    words = ("--as", "rules-1", "--work", "rules", "--lang", "en", "--date", "2020-01-01", "--no-input")
    assert run("add", str(tmp_path / "rules.txt"), *words, at=tmp_path / "s").code == 0
    return tmp_path / "s"


def test_each_check_is_listed_with_its_level_and_result(run, store: Path) -> None:
    assert "Checked" not in run("log", "--events", at=store).out
    for level in ((), ("--quick",), ("--deep",), ("--signatures",)):
        assert run("verify", *level, at=store).code == 0
    lines = run("log", "--events", at=store).out.split("Checked\n")[1].splitlines()
    assert [line.split()[3] for line in lines] == ["signatures", "deep", "quick", "default"]
    assert all(line.endswith("sound  2 editions and records") for line in lines)
    told = json.loads(run("log", "--events", "--json", at=store).out)
    jsonschema.validate(told, json.loads((folder("schemas") / "log.schema.json").read_text(encoding="utf-8")))
    assert {check["root"] for check in told["checks"]} == {json.loads(run("receipt", "--json", at=store).out)["root"]}
    rows = run("log", "--events", "--plain", at=store).out.splitlines()
    assert {row.count("\t") for row in rows} == {6}
    assert rows[-1].split("\t")[2:] == ["verify", "", "sound", "", "default: 2 editions and records"]


def test_a_check_that_found_damage_is_remembered_as_such(run, store: Path) -> None:
    next((store / "versions").rglob("en.1.xml")).write_text("edited")
    assert run("verify", at=store).code == 1
    (line,) = run("log", "--events", at=store).out.split("Checked\n")[1].splitlines()
    assert line.endswith("damaged  2 editions and records, 1 error")


def test_many_checks_are_summed_up_for_a_person(run, store: Path) -> None:
    run("verify", at=store)
    path = fixity.path_of(store)
    path.write_bytes(path.read_bytes() * 12)
    assert run("log", "--events", at=store).out.endswith("\n  and 2 earlier: revtrack log --events --json\n")


def test_a_check_that_cannot_be_remembered_is_a_note_and_no_failure(run, store: Path) -> None:
    fixity.path_of(store).mkdir(parents=True)
    ran = run("verify", at=store)
    assert ran.code == 0
    assert "the check could not be remembered: Is a directory" in " ".join(ran.out.split())


def test_levels_exclude_each_other_and_are_for_stores(run, store: Path) -> None:
    assert run("verify", "--signatures", "--deep", at=store).code == 2
    assert "exclude each other" in run("verify", "--quick", "--signatures", at=store).err
    assert run("verify", "--signatures", "page.html", at=store).code == 2


def test_signatures_of_a_store_without_any_are_said_to_be_none(run, store: Path) -> None:
    assert "no commit is signed by anybody it lists" in run("verify", "--signatures", at=store).out
