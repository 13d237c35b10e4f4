"""`diff --across-languages`: a Danish translation of the demo, made up, against the English text of the store."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

DANISH = """\
# Regler for læsesalen (opdigtede)

## Adgang

1. Læserne kan benytte læsesalen på hverdage.

2. Enhver læser skal indskrive sig i registret, inden læsesalen tages i brug.

3. Personalet bør overveje at føre en liste over de æsker, der forlader magasinet.

4. Tasker og frakker lægges i skabene ved døren, og nøglen afleveres igen ved besøgets afslutning.

## Håndtering

5. Ved bordene må der kun bruges blyant.

6. Originaler håndteres med rene, tørre hænder.

7. En læser kan højst få forelagt 5 æsker om dagen.

8. Fotografering er tilladt uden blitz, jf. punkt 6.

9. Skader meldes straks til skranken.

   Skranken skriver en rapport, og rapporten opbevares sammen med æsken.

10. Gebyrer forfalder den 1. april.

11. Registret føres af arkivaren.
"""
PAIR = ("diff", "demo@1", "./da.md", "--across-languages")


@pytest.fixture
def with_danish(example_store: Path) -> Path:
    (example_store / "da.md").write_text(DANISH, encoding="utf-8")
    return example_store


@pytest.mark.parametrize(
    ("name", "options"), [("text", ()), ("verbose", ("-v",)), ("plain", ("--plain",))], ids=lambda each: str(each)
)
def test_what_has_no_partner_and_what_differs_is_shown(
    run, golden, with_danish: Path, name: str, options: tuple[str, ...]
) -> None:
    ran = run(*PAIR, *options, at=with_danish)
    assert (ran.code, ran.err) == (0, "")
    golden(f"cli/across/{name}.txt", ran.out)


def test_the_json_fits_its_schema(run, with_danish: Path) -> None:
    import jsonschema

    from revtrack.resources import folder

    value = json.loads(run(*PAIR, "--json", at=with_danish).out)
    schema = json.loads((folder("schemas") / "across.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator(schema).validate(value)
    assert value["schema"] == "revtrack/across/1"
    told = [difference for link in value["links"] for difference in link["differences"]]
    assert {"signal": "number", "text": "3", "only": "old"} in told
    assert {"signal": "date", "text": "1. april", "only": "new"} in told


def test_exchanged_sides_tell_the_same_of_each_pair(run, with_danish: Path) -> None:
    there = json.loads(run(*PAIR, "--json", at=with_danish).out)
    back = json.loads(run("diff", "./da.md", "demo@1", "--across-languages", "-f", "json", at=with_danish).out)

    def pairs(value: dict, old: str, new: str) -> list:
        return sorted(
            ([unit["eid"] for unit in link[old]], [unit["eid"] for unit in link[new]], link["similarity"])
            for link in value["links"]
        )

    assert pairs(there, "old", "new") == pairs(back, "new", "old")


def test_the_exit_status_says_whether_anything_differs(run, with_danish: Path) -> None:
    assert run(*PAIR, "--exit-code", at=with_danish).code == 1
    assert run("diff", "./da.md", "./da.md", "--across-languages", "--exit-code", at=with_danish).code == 0


def test_it_can_be_written_to_a_file(run, with_danish: Path) -> None:
    assert run(*PAIR, "-o", "pairs.txt", at=with_danish).code == 0
    assert "only in ./da.md" in (with_danish / "pairs.txt").read_text(encoding="utf-8")
    assert run(*PAIR, "-o", "pairs.json", at=with_danish).code == 0
    assert json.loads((with_danish / "pairs.json").read_text(encoding="utf-8"))["schema"] == "revtrack/across/1"


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--kind", "moved"), "--kind does not go with --across-languages"),
        (("--signal", "number"), "--signal does not go with --across-languages"),
        (("--ignore", "none"), "--ignore does not go with --across-languages"),
        (("--at", "3"), "a place does not go with --across-languages"),
        (("-U", "2"), "-U does not go with --across-languages"),
        (("-f", "md"), "-f md does not go with --across-languages"),
        (("-o", "pairs.xyz"), "'pairs.xyz' does not say which format"),
    ],
)
def test_options_about_changes_of_words_are_refused(
    run, with_danish: Path, options: tuple[str, ...], said: str
) -> None:
    ran = run(*PAIR, *options, at=with_danish)
    assert ran.code == 2
    assert said in ran.err


def test_without_the_option_two_languages_are_refused_and_the_way_is_shown(run, with_danish: Path) -> None:
    ran = run("diff", "demo@1", "./da.md", at=with_danish)
    assert ran.code == 4
    assert "\n       revtrack diff demo@1 ./da.md --across-languages" in ran.err
