"""`revtrack correlate` on the worked example: tables a lawyer can use, and errors that say what to do."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import jsonschema
import pytest

GOLDEN = {
    "demo-1-2": ("demo@1", "demo@2"),
    "demo-1-2-working": ("demo@1", "demo@2", "--style", "working"),
    "demo-1-2-derivation": ("demo@1", "demo@2", "--direction", "derivation", "--style", "working", "--group"),
    "demo-1-2-md": ("demo@1", "demo@2", "-f", "md"),
    "demo-1-2-3": ("demo@1", "demo@2", "demo@3"),
    "demo-1-2-3-working": ("demo@1", "demo@2", "demo@3", "--style", "working"),
    "demo-1-2-3-plain": ("demo@1", "demo@2", "demo@3", "--style", "working", "--plain"),
    "editions": ("9956/14:da@1", "9956/14:da@2"),
}


@pytest.mark.parametrize("name", GOLDEN)
def test_the_example_gives_the_table_that_was_read_by_a_person(run, golden, example_once: Path, name: str) -> None:
    ran = run("correlate", *GOLDEN[name], at=example_once)
    assert ran.code == 0, ran.err
    golden(f"cli/correlate/{name}.txt", ran.out)


@pytest.mark.parametrize(
    "words",
    [("demo@1", "demo@2"), ("demo@1", "2", "3"), ("eupl@1.0", "1.1", "eupl@1.2"), ("demo",)],
    ids=" ".join,
)
def test_every_table_fits_its_schema(run, example_once: Path, words: tuple[str, ...]) -> None:
    from revtrack.resources import folder

    ran = run("correlate", *words, "--json", at=example_once)
    assert ran.code == 0, ran.err
    value = json.loads(ran.out)
    schema = json.loads((folder("schemas") / "correlate.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator(schema).validate(value)
    assert {len(row["cells"]) for row in value["rows"]} == {len(value["columns"])}
    assert {len(row["steps"]) for row in value["rows"]} == {len(value["columns"]) - 1}


def test_every_paragraph_of_every_version_stands_in_the_table(run, example_once: Path) -> None:
    value = json.loads(run("correlate", "demo@1", "demo@2", "demo@3", "--json", at=example_once).out)
    for column, label in enumerate("123"):
        shown = json.loads(run("show", f"demo@{label}", "--json", at=example_once).out)
        paragraphs = [row for component in shown["components"] for row in component["paragraphs"]]
        places = {row["eid"] for row in paragraphs} | {note["eid"] for row in paragraphs for note in row["notes"]}
        assert {unit["eid"] for row in value["rows"] for unit in row["cells"][column]} == places


def test_csv_goes_to_a_spreadsheet_as_it_is_meant(run, example_once: Path, tmp_path: Path) -> None:
    target = tmp_path / "table.csv"
    ran = run("correlate", "demo@1", "demo@2", "--style", "working", "-o", str(target), at=example_once)
    assert (ran.code, ran.out) == (0, "")
    data = target.read_bytes()
    assert data.startswith(b'\xef\xbb\xbf"Part"')
    assert data.count(b"\r\n") == data.count(b"\n")
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert ["", "Access", "¶ 4", "¶ 7", "moved, renumbered", "1.00", "", ""] in rows
    assert run("correlate", "demo@1", "demo@2", "--style", "working", "-f", "csv", at=example_once).out == data.decode()


def test_a_guarded_cell_is_said_on_stderr(run, tmp_path: Path) -> None:
    for name in ("a.md", "b.md"):
        (tmp_path / name).write_text("# Rules\n\n## =SUM(A1)\n\n1. Only pencils may be used.\n", encoding="utf-8")
    ran = run("correlate", "./a.md", "./b.md", "-f", "csv")
    assert ran.code == 0, ran.err
    assert "note: 4 cells begin like a formula and got an apostrophe in front" in ran.err
    assert "'=SUM(A1)" in ran.out
    quiet = run("correlate", "./a.md", "./b.md", "-f", "csv", "-q")
    assert (quiet.err, quiet.out) == ("", ran.out)


def test_files_are_compared_without_a_store(run, tmp_path: Path) -> None:
    for name, texts in (
        ("a.md", "1. One is old.\n\n2. Two stays."),
        ("b.md", "1. Two stays.\n"),
        ("c.md", "1. Two stays.\n"),
    ):
        (tmp_path / name).write_text(texts, encoding="utf-8")
    ran = run("correlate", "./a.md", "./b.md", "./c.md")
    assert ran.code == 0, ran.err
    assert "./a.md: read from the file, not in the store" in ran.out
    assert "¶ 1      —        —" in ran.out


def test_a_file_is_not_overwritten_without_force(run, example_once: Path, tmp_path: Path) -> None:
    target = tmp_path / "table.md"
    target.write_text("remarks", encoding="utf-8")
    words = ("correlate", "demo@1", "demo@2", "-o", str(target))
    assert run(*words, at=example_once).code == 5
    assert target.read_text(encoding="utf-8") == "remarks"
    assert run(*words, "--force", at=example_once).code == 0
    assert target.read_text(encoding="utf-8").startswith("# CORRELATION TABLE")


def test_the_format_follows_the_extension_and_f_overrides_it(run, example_once: Path, tmp_path: Path) -> None:
    for name, start in (("t.json", "{"), ("t.txt", "CORRELATION"), ("t.csv", "\ufeff"), ("t.md", "# ")):
        run("correlate", "demo@1", "demo@2", "-o", str(tmp_path / name), at=example_once)
        assert (tmp_path / name).read_text(encoding="utf-8").startswith(start)
    run("correlate", "demo@1", "demo@2", "-f", "json", "-o", str(tmp_path / "t.data"), at=example_once)
    assert json.loads((tmp_path / "t.data").read_text(encoding="utf-8"))["schema"] == "revtrack/correlate/1"
    unknown = run("correlate", "demo@1", "demo@2", "-o", str(tmp_path / "t.xyz"), at=example_once)
    assert unknown.code == 2
    assert "formats by extension: .txt, .md, .csv, .xlsx, .json" in unknown.err


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("15175/08", "9956/14"), 3, "15175/08 is known here, but its text is not held  [text-not-held]"),
        (("demo@1", "demo@9"), 3, "unknown-version"),
        (("demo@1", "demo@2", "15175/08"), 3, "text-not-held"),
        (("demo@1", "no-handlingsplan-status"), 4, "languages-differ"),
        (("demo@1#3", "demo@2"), 2, "a correlation table is of whole texts"),
        (("no-handlingsplan",), 2, "revtrack correlate OLD NEW"),
        ((), 2, "revtrack correlate OLD NEW"),
        (("demo@1", "demo@2", "--style", "council"), 2, "usage"),
        (("demo@1", "demo@2", "-f", "docx"), 2, "usage"),
    ],
)
def test_errors_say_what_to_do(run, example_once: Path, words: tuple[str, ...], code: int, said: str) -> None:
    ran = run("correlate", *words, at=example_once)
    assert (ran.code, ran.out) == (code, "")
    assert said in ran.err
    assert "try:" in ran.err


def test_without_a_store_that_is_said(run) -> None:
    assert run("correlate", "demo@1", "demo@2").code == 5


def test_the_table_is_the_same_every_time(run, example_once: Path) -> None:
    words = ("correlate", "eupl@1.0", "eupl@1.1", "eupl@1.2", "--style", "working", "--json")
    assert run(*words, at=example_once) == run(*words, at=example_once)


WORKING = ("correlate", "demo@2", "demo@3", "--style", "working")


def test_a_confirmed_pairing_is_kept_and_bears_no_question_mark(run, example_store: Path, monkeypatch) -> None:
    monkeypatch.setenv("REVTRACK_AUTHOR", "Ann Archivist <ann@example.invalid>")
    ran = run(*WORKING, "--confirm", "8=7", at=example_store)
    assert ran.code == 0, ran.err
    assert ran.err == "Confirmed ¶ 8 = ¶ 7 between demo@2 and demo@3\nUndo: revtrack undo\n"
    row = next(line for line in ran.out.splitlines() if line.startswith("  ¶ 8          ¶ 7 "))
    assert re.fullmatch(r"  ¶ 8 +¶ 7 +modified, renumbered +0\.55 +Ann Archivist, \d{4}-\d\d-\d\d", row)
    again = run(*WORKING, at=example_store)
    assert (again.out, again.err) == (ran.out, "")
    assert run("undo", at=example_store).code == 0
    assert "0.55 ?" in run(*WORKING, at=example_store).out


def test_a_rejected_pairing_is_taken_apart_in_this_table_and_in_that_of_more_versions(run, example_store: Path) -> None:
    ran = run(*WORKING, "--reject", "10=9", "--json", at=example_store)
    value = json.loads(ran.out)
    assert value["rulings"]["rejected"] == ["¶ 10 = ¶ 9"]
    assert value["store"]["commit"] == value["rulings"]["event"]
    alone = run(*WORKING, "--plain", at=example_store).out
    assert "10\t—\tdeleted\t\t\t\n" in alone
    assert "—\t9\tnew\t\t\t\n" in alone
    assert (
        "—\t—\t9\tdemo@3: new\t\t\t\n"
        in run("correlate", "demo@1", "2", "3", *WORKING[3:], "--plain", at=example_store).out
    )


def test_the_legend_names_the_command_that_settles_the_first_doubt(run, example_store: Path) -> None:
    legend = run(*WORKING, at=example_store).out.splitlines()[-1]
    said, _, command = legend.partition(": ")
    assert said == "? = below 0.75, a person should look"
    ran = run(*command.removeprefix("revtrack ").split(), at=example_store)
    assert ran.code == 0
    assert "Confirmed ¶ 8 = ¶ 7" in ran.err


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("demo@1", "demo@2", "demo@3", "--confirm", "1=1"), 2, "between two versions of a store"),
        (("demo@1", "demo@2", "--confirm", "1"), 2, "is no pairing that could be confirmed"),
        (("demo@1", "demo@2", "--reject", "1=99"), 3, "there is no ¶ 99"),
        (("demo@1", "no-handlingsplan-status", "--confirm", "1=0+1"), 4, "languages-differ"),
        (("demo@1", "demo@2", "--confirm", "1=1", "-f", "csv", "-o", "/dev/null"), 5, "output-not-writable"),
    ],
)
def test_nothing_is_decided_where_something_is_wrong(
    run, example_store: Path, words: tuple[str, ...], code: int, said: str
) -> None:
    before = run("log", "--events", at=example_store).out
    ran = run("correlate", *words, at=example_store)
    assert (ran.code, ran.out) == (code, "")
    assert said in ran.err
    assert run("log", "--events", at=example_store).out == before


def test_texts_in_two_languages_are_refused_with_the_command_that_does_pair_them(run, example_once: Path) -> None:
    ran = run("correlate", "demo@1", "no-handlingsplan-status", at=example_once)
    assert ran.code == 4
    assert "try:   revtrack correlate demo@1 no-handlingsplan-status --across-languages   or   " in ran.err
    assert "   or   revtrack diff demo@1 no-handlingsplan-status --across-languages\n" in ran.err
