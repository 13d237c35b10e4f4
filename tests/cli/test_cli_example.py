"""The worked example through the command line, as a stranger meets it."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

SCHEMA_COMMANDS = (
    ("log",),
    ("log", "--events"),
    ("status",),
    ("show", "9956/14"),
    ("show", "9956/14#46+1"),
    ("diff", "demo@1", "demo@2"),
    ("diff", "9956/14:da@1", "9956/14:da@2"),
    ("diff", "eupl@1.1", "eupl@1.2"),
    ("refs", "9956/14"),
    ("refs", "9956/14#note.1"),
    ("refs", "--unresolved"),
    ("refs", "--stale"),
    ("refs", "--diff", "demo@2", "demo@3"),
    ("lineage", "9956/14"),
    ("verify",),
)


@pytest.mark.parametrize("words", SCHEMA_COMMANDS, ids=" ".join)
def test_every_json_output_fits_its_schema(run, example_once: Path, words: tuple[str, ...]) -> None:
    import jsonschema

    from revtrack.resources import folder

    ran = run(*words, "--json", at=example_once)
    assert ran.code == 0, ran.err
    value = json.loads(ran.out)
    found = re.fullmatch(r"revtrack/([a-z]+)/1", value["schema"])
    assert found
    schema = json.loads((folder("schemas") / f"{found[1]}.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator(schema).validate(value)


GOLDEN = {
    "status": ("status",),
    "log": ("log",),
    "log-plain": ("log", "--plain"),
    "lineage": ("lineage", "9956/14"),
    "lineage-up": ("lineage", "9956/14", "--up"),
    "lineage-plain": ("lineage", "9956/14", "--plain"),
    "refs": ("refs", "9956/14"),
    "refs-plain": ("refs", "9956/14", "--plain"),
    "refs-place": ("refs", "9956/14#2"),
    "refs-unresolved": ("refs", "--unresolved"),
    "refs-stale": ("refs", "--stale"),
    "refs-diff": ("refs", "--diff", "eupl@1.1", "eupl@1.2"),
    "refs-md": ("refs", "9956/14", "-f", "md"),
    "outline": ("show", "9956/14", "--outline"),
    "paragraph-41": ("show", "9956/14#41"),
    "paragraph-46+1": ("show", "9956/14#46+1"),
    "note-1-with-footnote": ("show", "9956/14#note.1"),
    "item-14.2": ("show", "9956/14#14.2"),
    "norwegian-page": ("show", "no-handlingsplan-status"),
    "diff-editions": ("diff", "9956/14:da@1", "9956/14:da@2"),
    "diff-demo-1-2": ("diff", "demo@1", "demo@2"),
    "diff-demo-1-2-plain": ("diff", "demo@1", "demo@2", "--plain"),
    "diff-demo-2-3": ("diff", "demo@2", "demo@3"),
    "diff-demo-place": ("diff", "demo@1", "demo@2", "#7"),
    "diff-demo-signal": ("diff", "demo@1", "demo@2", "--signal", "modality,follows-renumbering"),
    "diff-demo-md": ("diff", "demo@1", "demo@2", "-f", "md"),
    "verify": ("verify",),
}


@pytest.mark.parametrize("name", GOLDEN)
def test_the_example_prints_what_was_read_by_a_person(run, golden, example_once: Path, name: str) -> None:
    ran = run(*GOLDEN[name], at=example_once)
    assert ran.code == 0, ran.err
    golden(f"cli/example/{name}.txt", re.sub(r"\b[0-9a-f]{40}\b", "COMMIT", ran.out))


def test_the_danish_text_has_the_shape_that_was_counted(run, example_once: Path) -> None:
    value = json.loads(run("show", "9956/14:da@1", "--json", at=example_once).out)
    parts = {component["name"]: component["paragraphs"] for component in value["components"]}

    def having(name: str, role: str) -> list[str]:
        return [row["fragment"] for row in parts[name] if row["role"] == role]

    assert having("note", "paragraph") == [f"note.{n}" for n in range(1, 7)]
    numbered = [str(n) for n in range(1, 58)]
    numbered.insert(46, "46+1")
    assert having("annex", "paragraph") == numbered
    assert having("annex", "item") == [f"14.{n}" for n in range(1, 11)]
    assert len(having("annex", "heading")) == 14
    assert len(having("annex", "title")) == 1
    notes = [note for rows in parts.values() for row in rows for note in row["notes"]]
    assert [(note["fragment"], note["mark"]) for note in notes] == [("fn1", "¹"), ("fn2", "²"), ("fn3", "³")]


def test_the_correction_touches_what_it_lists_and_nothing_else(run, example_once: Path) -> None:
    value = json.loads(run("diff", "9956/14:da@1", "9956/14:da@2", "--json", at=example_once).out)
    pattern = value["patterns"][0]
    assert (pattern["old"], pattern["new"]) == ("radikaliserings", "radikalisering")
    changed = [change for change in value["changes"] if change["kind"] != "unchanged"]
    assert {change["kind"] for change in changed} == {"modified"}
    taken = [text for change in changed for op, text in change["edits"] if op == "-"]
    assert sum(text.count("radikaliserings") for text in taken) == 43 - 1  # the subject slot is header, not a unit


def test_the_licence_is_compared_as_a_lawyer_would_read_it(run, example_once: Path) -> None:
    """Two real versions, one of them hard-wrapped. The text is not ours to carry, so facts about it stand here."""
    value = json.loads(run("diff", "eupl@1.1", "eupl@1.2", "--json", at=example_once).out)
    assert [(row["old"], row["new"]) for row in value["patterns"]] == [("and/or", "or")]
    assert value["patterns"][0]["count"] >= 15
    headings = [change for change in value["changes"] if change["class"] == "heading"]
    assert [change["kind"] for change in headings] == [
        "modified"
    ]  # the title; the fifteen articles keep their headings
    split = [change for change in value["changes"] if change["kind"] == "split"]
    assert [[unit["fragment"] for unit in change["new"]] for change in split] == [["12+1", "12+2"]]
    assert value["summary"]["moved"] == 0


def test_both_steps_of_the_demo_show_every_kind_flag_and_class(run, example_once: Path) -> None:
    kinds: set[str] = set()
    flags: set[str] = set()
    classes: set[str] = set()
    for pair in (("demo@1", "demo@2"), ("demo@2", "demo@3")):
        for change in json.loads(run("diff", *pair, "--json", at=example_once).out)["changes"]:
            kinds.add(change["kind"])
            flags |= {flag for flag in ("moved", "renumbered") if change[flag]}
            if change["moved"] and change["kind"] == "modified":
                flags.add("moved and edited")
            if change["kind"] != "unchanged":
                classes.add(change["class"])
    assert kinds == {"unchanged", "modified", "inserted", "deleted", "split", "merged"}
    assert flags == {"moved", "renumbered", "moved and edited"}
    assert classes == {"paragraph", "heading", "footnote"}


def test_both_steps_of_the_demo_show_every_signal(run, example_once: Path) -> None:
    found: set[str] = set()
    for pair in (("demo@1", "demo@2"), ("demo@2", "demo@3")):
        for change in json.loads(run("diff", *pair, "--ignore", "none", "--json", at=example_once).out)["changes"]:
            found |= set(change["signals"])
    signals = {"modality", "number", "date", "reference", "negation", "follows-renumbering", "typography"}
    assert found == signals


def test_a_signal_that_is_none_is_refused_with_those_there_are(run, example_once: Path) -> None:
    ran = run("diff", "demo@1", "demo@2", "--signal", "numbers", at=example_once)
    assert ran.code == 2
    assert "--signal does not know 'numbers'" in ran.err
    assert "modality, number, date, reference, negation, follows-renumbering" in ran.err


def test_the_example_store_is_sound_to_the_official_schema(run, example_once: Path) -> None:
    assert run("verify", "--deep", at=example_once).code == 0


def test_a_change_sets_the_exit_code_only_when_asked(run, example_once: Path) -> None:
    assert run("diff", "demo@1", "demo@2", at=example_once).code == 0
    assert run("diff", "demo@1", "demo@2", "--exit-code", at=example_once).code == 1
    assert run("diff", "demo@1", "demo@1", "--exit-code", at=example_once).code == 0


def test_the_output_is_the_same_on_every_run(run, example_once: Path) -> None:
    first = run("diff", "eupl@1.1", "eupl@1.2", "--json", at=example_once)
    assert first == run("diff", "eupl@1.1", "eupl@1.2", "--json", at=example_once)
