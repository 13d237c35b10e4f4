"""`correlate --across-languages`: the table of two languages says what paired each row, and a person can rule on it."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import jsonschema
import pytest

from revtrack.resources import folder
from tests.cli.test_cli_across import DANISH

PAIR = ("correlate", "demo@1", "demo-da", "--across-languages")


@pytest.fixture
def with_danish(run, example_store: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The example with a Danish demo, made up, in the store."""
    monkeypatch.setenv("REVTRACK_AUTHOR", "Ann Archivist <ann@example.invalid>")
    (example_store / "da.md").write_text(DANISH, encoding="utf-8")
    words = ("add", "da.md", "--as", "demo-da", "--work", "danish-demo", "--lang", "da", "--date", "2024-02-01")
    added = run(*words, at=example_store)
    assert added.code == 0, added.err
    return example_store


@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("text", ()),
        ("working", ("--style", "working")),
        ("plain", ("--plain", "--style", "working")),
        ("md", ("-f", "md", "--direction", "derivation")),
    ],
)
def test_each_row_says_what_paired_it(run, golden, with_danish: Path, name: str, options: tuple[str, ...]) -> None:
    ran = run(*PAIR, *options, at=with_danish)
    assert ran.code == 0, ran.err
    golden(f"cli/correlate-across/{name}.txt", ran.out)


def test_the_csv_has_the_grounds_in_a_column(run, with_danish: Path) -> None:
    rows = list(csv.reader(io.StringIO(run(*PAIR, "-f", "csv", at=with_danish).out.lstrip("\ufeff"))))
    assert rows[0][-1] == "Paired by"
    assert all(len(row) == len(rows[0]) for row in rows)
    assert any("number" in row[-1] for row in rows[1:])


def test_the_json_fits_its_schema_and_holds_links(run, with_danish: Path) -> None:
    value = json.loads(run(*PAIR, "--json", at=with_danish).out)
    schema = json.loads((folder("schemas") / "correlate.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator(schema).validate(value)
    assert value["across_languages"] is True
    assert all(
        set(step[0]) == {"old", "new", "grounds", "similarity", "differences"}
        for row in value["rows"]
        for step in row["steps"]
    )


def test_a_pairing_across_languages_is_confirmed_rejected_and_taken_back(run, with_danish: Path) -> None:
    before = run(*PAIR, "--style", "working", at=with_danish).out
    ruled = run(*PAIR, "--confirm", "1=2", "--style", "working", at=with_danish)
    assert ruled.code == 0, ruled.err
    assert ruled.err.startswith("Confirmed ¶ 1 = ¶ 2 between demo@1 and demo-da:da\n")
    row = next(line for line in ruled.out.splitlines() if line.split()[:4] == ["¶", "1", "¶", "2"])
    assert "a person" in row
    assert "Ann Archivist" in row
    assert "¶ 2" in run("diff", "demo@1", "demo-da", "--across-languages", "-v", at=with_danish).out
    assert run("verify", at=with_danish).code == 0
    assert run("undo", at=with_danish).code == 0
    assert run(*PAIR, "--style", "working", at=with_danish).out == before
    rejected = json.loads(run(*PAIR, "--reject", "1=1", "--json", at=with_danish).out)
    cells = [[[unit["fragment"] for unit in cell] for cell in row["cells"]] for row in rejected["rows"]]
    assert [["1"], ["1"]] not in cells


def test_without_the_option_the_refusal_names_it(run, with_danish: Path) -> None:
    refused = run("correlate", "demo@1", "demo-da", at=with_danish)
    assert refused.code == 4
    assert "revtrack correlate demo@1 demo-da --across-languages" in refused.err
    ruling = run("correlate", "demo@1", "demo-da", "--confirm", "1=1", at=with_danish)
    assert ruling.code == 4


def test_three_versions_are_a_clear_error(run, with_danish: Path) -> None:
    refused = run("correlate", "demo@1", "demo@2", "demo-da", "--across-languages", at=with_danish)
    assert refused.code == 2
    assert "of two versions" in refused.err
    assert "revtrack correlate demo@2 demo-da --across-languages" in refused.err


def test_one_language_is_said(run, with_danish: Path) -> None:
    ran = run("correlate", "demo@1", "demo@2", "--across-languages", at=with_danish)
    assert ran.code == 0
    assert "both texts are in English" in ran.out
