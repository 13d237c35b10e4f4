"""`correlate --across-languages`: tables of a text and its translation, and rulings on them from the command line."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import jsonschema
import pytest

from tests.cli.test_cli_across import DANISH

FILES = ("correlate", "demo@1", "./da.md", "--across-languages")
HELD = ("correlate", "demo-1:en", "demo-1:da", "--across-languages")
WORKING = (*HELD, "--style", "working")
GOLDEN = {
    "official": (),
    "working": ("--style", "working"),
    "no-group": ("--no-group",),
    "working-plain": ("--style", "working", "--plain"),
    "md": ("-f", "md", "--style", "working"),
}
ADD = ("--as", "demo-1", "--lang", "da", "--work", "demo", "--date", "unknown")


@pytest.fixture
def with_file(example_store: Path) -> Path:
    (example_store / "da.md").write_text(DANISH, encoding="utf-8")
    return example_store


@pytest.fixture
def translated(run, with_file: Path) -> Path:
    """The worked example, with the Danish text in the store."""
    added = run("add", "da.md", *ADD, at=with_file)
    assert added.code == 0, added.err
    return with_file


def rows(run, at: Path, *words: str) -> dict[tuple[str, str], list[str]]:
    """What a working table says of each row, by its places in both columns."""
    ran = run(*(words or WORKING), "--plain", at=at)
    assert ran.code == 0, ran.err
    found = [line.split("\t") for line in ran.out.splitlines()]
    return {(row[0], row[1]): row[2:] for row in found}


@pytest.mark.parametrize("name", GOLDEN)
def test_a_text_and_its_translation_give_the_table_that_was_read_by_a_person(
    run, golden, with_file: Path, name: str
) -> None:
    ran = run(*FILES, *GOLDEN[name], at=with_file)
    assert ran.code == 0, ran.err
    golden(f"cli/correlate/across-{name}.txt", ran.out)


def test_the_json_fits_its_schema_and_holds_every_unit_once(run, translated: Path) -> None:
    from revtrack.resources import folder

    value = json.loads(run(*HELD, "--json", at=translated).out)
    schema = json.loads((folder("schemas") / "correlate.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator(schema).validate(value)
    assert value["across_languages"] is True
    assert [column["lang"] for column in value["columns"]] == ["en", "da"]
    assert all(len(row["steps"]) == 1 and len(row["steps"][0]) == 1 for row in value["rows"])
    places = [unit["eid"] for row in value["rows"] for unit in row["cells"][1]]
    assert len(places) == len(set(places)) == 15


def test_it_goes_to_a_spreadsheet_and_to_a_file(run, translated: Path, tmp_path: Path) -> None:
    target = tmp_path / "table.csv"
    assert run(*WORKING, "-o", str(target), at=translated).code == 0
    found = list(csv.reader(io.StringIO(target.read_bytes().decode("utf-8-sig"), newline="")))
    assert found[0][2:5] == ["demo-1:en", "demo-1:da", "Paired by"]
    assert ["", "Håndtering", "¶ 8", "¶ 8", "number, figures, structure, length, order"] in [row[:5] for row in found]


def test_the_refusal_without_the_flag_names_the_commands_that_work(run, translated: Path) -> None:
    refused = run("correlate", "demo-1:en", "demo-1:da", at=translated)
    assert refused.code == 4
    advice = next(line for line in refused.err.splitlines() if line.startswith("try:")).removeprefix("try:")
    commands = [command.split()[1:] for command in advice.split("   or   ")]
    assert commands == [list(HELD), ["diff", *HELD[1:]]]
    assert [run(*command, at=translated).code for command in commands] == [0, 0]
    assert run("correlate", "demo-1:en", "demo-1:da", "--confirm", "1=1", at=translated).code == 4


def test_a_pairing_confirmed_across_languages_wins_in_the_table_and_in_diff(run, translated: Path) -> None:
    before = rows(run, translated)
    assert ("9", "9,9+1") in before
    ran = run(*WORKING, "--confirm", "9=9", at=translated)
    assert ran.code == 0, ran.err
    assert ran.err == "Confirmed ¶ 9 = ¶ 9 between demo-1:en and demo-1:da\nUndo: revtrack undo\n"
    after = rows(run, translated)
    assert after["9", "9"][0] == "confirmed"
    assert after["9", "9"][-1].startswith("Ada Archivist, 20")
    link = [
        link
        for link in json.loads(run("diff", *HELD[1:], "--json", at=translated).out)["links"]
        if "confirmed" in link["grounds"]
    ]
    assert [(one["old"][0]["fragment"], one["new"][0]["fragment"]) for one in link] == [("9", "9")]


def test_a_ruling_holds_whichever_text_is_named_first(run, translated: Path) -> None:
    run("correlate", "demo-1:da", "demo-1:en", "--across-languages", "--confirm", "9=9", at=translated)
    assert rows(run, translated)["9", "9"][0] == "confirmed"
    assert (translated / "curation/pairings/demo-1.da/demo-1.en.json").is_file()


def test_a_rejected_pairing_is_taken_apart_here_and_in_diff(run, translated: Path) -> None:
    assert ("10", "10") in rows(run, translated)
    assert run(*HELD, "--reject", "10=10", at=translated).code == 0
    assert ("10", "10") not in rows(run, translated)
    links = json.loads(run("diff", *HELD[1:], "--json", at=translated).out)["links"]
    assert not any(
        "10" in [unit["fragment"] for unit in link["old"]] and "10" in [unit["fragment"] for unit in link["new"]]
        for link in links
    )


def test_undo_and_redo_take_rulings_back_and_bring_them_back_with_their_author(
    run, translated: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = rows(run, translated)
    run(*HELD, "--confirm", "9=9", "--reject", "10=10", at=translated)
    ruled = rows(run, translated)
    monkeypatch.setenv("REVTRACK_AUTHOR", "Bo Reviewer <bo@example.invalid>")
    assert run("undo", at=translated).code == 0
    assert rows(run, translated) == before
    assert run("undo", "--redo", at=translated).code == 0
    assert rows(run, translated) == ruled
    assert ruled["9", "9"][-1].startswith("Ada Archivist, ")


def test_verify_and_the_table_say_which_ruling_no_longer_fits(run, translated: Path, tmp_path: Path) -> None:
    run(*HELD, "--confirm", "10=10", at=translated)
    (tmp_path / "better.md").write_text(DANISH.replace("Gebyrer forfalder den 1. april.", "Intet betales."), "utf-8")
    reason = ("--correct", "--reason", "misread")
    assert run("add", str(tmp_path / "better.md"), *ADD, *reason, at=translated).code == 0
    lapsed = "¶ 10 of demo-1:da reads otherwise in edition 2 than in edition 1"
    assert lapsed in run(*HELD, at=translated).out
    checked = run("verify", at=translated)
    told = " ".join(checked.out.split())
    assert (checked.code, lapsed in told) == (0, True)
    assert "decide again: revtrack correlate demo-1:da demo-1:en --across-languages --confirm OLD=NEW" in told


def test_the_legend_names_a_command_that_settles_the_doubt(run, translated: Path) -> None:
    text = run(*WORKING, at=translated).out
    said, _, command = " ".join(text[text.rindex("? =") :].split()).partition(": ")
    assert said == "? = nothing printed in both texts speaks for it, a person should look"
    ran = run(*command.removeprefix("revtrack ").split(), at=translated)
    assert ran.code == 0, ran.err
    assert "Confirmed h:access = h:adgang" in ran.err


def test_texts_in_one_language_are_paired_alike_and_it_is_said_that_words_could_be_compared(
    run, translated: Path
) -> None:
    ran = run("correlate", "demo@2", "demo@3", "--across-languages", at=translated)
    assert ran.code == 0
    assert "Both texts are in English: without --across-languages their words are compared\n" in ran.out


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (
            ("demo-1:en", "demo-1:da", "demo@2"),
            2,
            "across languages a correlation table is of two versions, and 3 were",
        ),
        (("demo-1:en", "demo-1:da", "demo@2", "--confirm", "1=1"), 2, "between two versions of a store"),
        (("demo-1:en", "demo-1:da", "--confirm", "1=99"), 3, "there is no ¶ 99"),
        (("demo-1:en", "demo-1:da", "--reject", "h:access=1"), 2, "are never paired"),
        (("demo-1:en", "./da.md", "--confirm", "1=1"), 2, "'./da.md' is a file"),
        (("demo-1:en", "15175/08"), 3, "text-not-held"),
        (("demo-1:en#3", "demo-1:da"), 2, "a correlation table is of whole texts"),
    ],
)
def test_nothing_is_shown_or_decided_where_something_is_wrong(
    run, translated: Path, words: tuple[str, ...], code: int, said: str
) -> None:
    before = run("log", "--events", at=translated).out
    ran = run("correlate", *words, "--across-languages", at=translated)
    assert (ran.code, ran.out) == (code, "")
    assert said in ran.err
    assert "try:" in ran.err
    assert run("log", "--events", at=translated).out == before


def test_for_many_versions_a_table_of_each_two_neighbours_is_advised(run, translated: Path) -> None:
    err = run("correlate", "demo-1:en", "demo-1:da", "demo@2", "--across-languages", at=translated).err
    assert "try:   revtrack correlate demo-1:en demo-1:da --across-languages\n" in err
    assert "       revtrack correlate demo-1:da demo@2 --across-languages\n" in err


def test_the_table_is_the_same_every_time(run, translated: Path) -> None:
    run(*HELD, "--confirm", "9=9", at=translated)
    assert run(*WORKING, "--json", at=translated) == run(*WORKING, "--json", at=translated)
