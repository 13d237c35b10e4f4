"""`revtrack export`: texts to hand on in every form, and folders that are written whole or not at all."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

from revtrack.cli.export import FORMS as OFFERED
from revtrack.errors import StoreDamaged
from revtrack.ingest import read_source
from revtrack.report.export.forms import BAG, FORMS, STORED
from revtrack.resources import folder
from revtrack.store import GitStore

SCRIPT = Path(sys.executable).with_name("revtrack")
TEXTS = ("9956-14.da", "demo-1.en", "demo-2.en", "demo-3.en", "eupl-1-0.en", "eupl-1-1.en", "eupl-1-2.en")
TEXTS = (*TEXTS, "no-handlingsplan-status.nb")


def files(place: Path) -> dict[str, bytes]:
    """Every file below a folder, by its path."""
    return {path.relative_to(place).as_posix(): path.read_bytes() for path in place.rglob("*") if path.is_file()}


def listed(place: Path) -> list[dict[str, str]]:
    """The rows of the list of an export."""
    return list(csv.DictReader(io.StringIO(place.read_text(encoding="utf-8-sig"), newline="")))


def check_schema(name: str, value: object) -> None:
    schema = json.loads((folder("schemas") / f"{name}.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator(schema).validate(value)


def test_the_forms_offered_are_the_forms_there_are() -> None:
    assert tuple(FORMS) == OFFERED


@pytest.mark.parametrize("form", [form for form in FORMS if form != BAG])
def test_every_text_of_the_store_goes_to_a_folder_with_a_list(
    run, example_once: Path, tmp_path: Path, form: str
) -> None:
    ran = run("export", "--all", "-f", form, "-o", str(tmp_path / "out"), at=example_once)
    assert (ran.code, ran.out) == (0, ""), ran.err
    found = files(tmp_path / "out")
    extension = FORMS[form].extension
    assert set(found) == {"metadata.csv", *(f"{name}{extension}" for name in TEXTS)}
    rows = listed(tmp_path / "out" / "metadata.csv")
    assert [row["number"] for row in rows if row["held"] == "no"] == [
        *(
            "15175/08",
            "14781/1/05 REV 1",
            "13001/1/14 REV 1",
            "13469/1/14 REV 1",
            "14347/05",
            "5451/14",
            "5469/3/07 REV 3",
        ),
        *("5643/5/14 REV 5", "6700/17", "9447/13", "9572/17", "9646/17"),
    ]
    assert all(not row["filename"] for row in rows if row["held"] == "no")
    assert {row["filename"] for row in rows if row["held"] == "yes"} == set(found) - {"metadata.csv"}
    assert "12 documents known, text not held" in ran.err
    again = run("export", "--all", "-f", form, "-o", str(tmp_path / "again"), at=example_once)
    assert again.code == 0
    assert files(tmp_path / "again") == found


@pytest.mark.parametrize("form", STORED)
def test_the_xml_is_the_very_bytes_of_the_store(run, example_once: Path, tmp_path: Path, form: str) -> None:
    for address, path in (("9956/14", "eu-crr/9956-14/da.2.xml"), ("9956/14:da@1", "eu-crr/9956-14/da.1.xml")):
        target = tmp_path / f"{form}{path[-5]}.xml"
        assert run("export", address, "-f", form, "-o", str(target), at=example_once).code == 0
        assert target.read_bytes() == (example_once / "versions" / path).read_bytes()


@pytest.mark.parametrize("form", ["docx", "md", "txt"])
def test_the_danish_strategy_that_was_exported_is_added_with_no_change(
    run, example_once: Path, tmp_path: Path, form: str
) -> None:
    target = tmp_path / f"strategy.{form}"
    ran = run("export", "9956/14", "-o", str(target), at=example_once)
    assert (ran.code, "note:" in ran.err) == (0, False), ran.err
    compared = run("diff", "9956/14", str(target), "--exit-code", at=example_once)
    assert compared.code == 0, compared.out


def test_what_a_form_cannot_carry_is_said(run, example_once: Path, tmp_path: Path) -> None:
    ran = run("export", "no-handlingsplan-status", "-o", str(tmp_path / "a.docx"), at=example_once)
    assert "note: a.docx: 2 lines of page matter left out" in ran.err
    ran = run("export", "9956/14", "-o", str(tmp_path / "a.csv"), at=example_once)
    assert "10 cells begin like a formula and got an apostrophe in front" in ran.err
    assert "'-" in (tmp_path / "a.csv").read_text(encoding="utf-8-sig")


def test_paragraphs_that_do_not_come_back_are_named(run, tmp_path: Path) -> None:
    run("init", "s", at=tmp_path)
    (tmp_path / "a.md").write_text(
        "# T\n\n## One\n\nArticle 5\n\n1. First.\n\n§ 2 looks like a number\n", encoding="utf-8"
    )
    words = ("--as", "a-1", "--work", "a", "--lang", "en", "--date", "2020")
    assert run("add", str(tmp_path / "a.md"), *words, at=tmp_path / "s").code == 0
    ran = run("export", "a-1", "-o", str(tmp_path / "a.txt"), at=tmp_path / "s")
    assert ran.code == 0
    read = read_source((tmp_path / "a.txt").read_bytes(), "a.txt")
    held = read_source((tmp_path / "a.md").read_bytes(), "a.md")
    assert ("note: a.txt: read back" in ran.err) == (read.components != held.components)


def test_json_lists_every_file_with_its_size_and_hash(run, example_once: Path, tmp_path: Path) -> None:
    import hashlib

    for words in (("--all", "-f", "bagit"), ("eupl", "-f", "jsonl"), ("demo@1", "-f", "docx")):
        target = tmp_path / words[0].strip("-")
        ran = run("export", *words, "-o", str(target), "--json", at=example_once)
        value = json.loads(ran.out)
        check_schema("export", value)
        found = files(target) if target.is_dir() else {target.name: target.read_bytes()}
        assert [one["path"] for one in value["files"]] == sorted(found)
        assert {one["path"]: (one["size"], one["sha256"]) for one in value["files"]} == {
            path: (len(data), hashlib.sha256(data).hexdigest()) for path, data in found.items()
        }
        assert value["folder"] == target.is_dir()
    ran = run("export", "9956/14", "-f", "md", "-o", str(tmp_path / "x.md"), "--json", at=example_once)
    assert [one["version"] for one in json.loads(ran.out)["files"]] == ["9956/14:da@2"]


def test_every_line_of_json_lines_fits_its_schema(run, example_once: Path, tmp_path: Path) -> None:
    run("export", "9956/14", "-o", str(tmp_path / "a.jsonl"), at=example_once)
    lines = (tmp_path / "a.jsonl").read_text(encoding="utf-8").splitlines()
    values = [json.loads(line) for line in lines]
    for value in values:
        check_schema("paragraph", value)
    assert len(values) == 92
    assert next(value for value in values if value["fragment"] == "fn2")["in"] == "note.2"


def test_originals_stand_beside_a_text_where_they_are_asked_for(run, example_once: Path, tmp_path: Path) -> None:
    ran = run("export", "9956/14", "-f", "docx", "--with-originals", "-o", str(tmp_path / "out"), at=example_once)
    assert ran.code == 0, ran.err
    found = files(tmp_path / "out")
    assert set(found) == {"9956-14.da.docx", "9956-14.da.source.txt", "metadata.csv"}
    assert found["9956-14.da.source.txt"] == (example_once / "versions/eu-crr/9956-14/da.1.source.txt").read_bytes()
    assert listed(tmp_path / "out" / "metadata.csv")[0]["original"] == "9956-14.da.source.txt"


def test_an_older_edition_is_exported_under_its_number(run, example_once: Path, tmp_path: Path) -> None:
    words = ("9956/14:da@1", "-f", "akn", "--with-originals")
    assert run("export", *words, "-o", str(tmp_path / "out"), at=example_once).code == 0
    assert "9956-14.da.1.xml" in files(tmp_path / "out")


def test_what_was_withdrawn_is_not_exported(run, example_store: Path, tmp_path: Path) -> None:
    (tmp_path / "late.md").write_text("# Late\n\n1. Added by mistake.\n", encoding="utf-8")
    words = ("--as", "late-1", "--work", "late", "--lang", "en", "--date", "2020")
    assert run("add", str(tmp_path / "late.md"), *words, at=example_store).code == 0
    assert run("export", "--all", "-f", "akn", "-o", str(tmp_path / "with"), at=example_store).code == 0
    assert run("undo", at=example_store).code == 0
    assert run("export", "--all", "-f", "akn", "-o", str(tmp_path / "akn"), at=example_store).code == 0
    assert run("export", "--all", "-f", "bagit", "-o", str(tmp_path / "bag"), at=example_store).code == 0
    assert "late-1.en.xml" in files(tmp_path / "with")
    for place in ("akn", "bag"):
        found = files(tmp_path / place)
        assert not any("late" in path for path in found)
        assert not any(b"Added by mistake" in data for data in found.values())


def test_a_file_is_not_overwritten_without_force(run, example_once: Path, tmp_path: Path) -> None:
    target = tmp_path / "mine.md"
    target.write_text("mine", encoding="utf-8")
    ran = run("export", "demo@1", "-o", str(target), at=example_once)
    assert (ran.code, target.read_text(encoding="utf-8")) == (5, "mine")
    assert run("export", "demo@1", "-o", str(target), "--force", at=example_once).code == 0
    assert "Rules for the reading room" in target.read_text(encoding="utf-8")


@pytest.mark.parametrize("force", [(), ("--force",)])
def test_a_folder_that_holds_something_is_never_written_to(run, example_once: Path, tmp_path: Path, force) -> None:
    target = tmp_path / "full"
    target.mkdir()
    (target / "thesis.txt").write_text("years of work", encoding="utf-8")
    ran = run("export", "--all", "-f", "bagit", "-o", str(target), *force, at=example_once)
    assert ran.code == 5
    assert "is not empty; nothing was written  [output-exists]" in ran.err
    assert files(target) == {"thesis.txt": b"years of work"}


def test_an_empty_folder_and_the_folder_one_stands_in_are_filled(run, example_once: Path, tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    assert run("-C", str(example_once), "export", "demo", "-f", "md", "-o", ".", at=empty).code == 0
    assert "demo-1.en.md" in files(empty)


def test_nothing_is_left_where_a_document_is_damaged(run, example_once: Path, tmp_path: Path, monkeypatch) -> None:
    genuine = GitStore.xml

    def damaged(store: GitStore, key):
        if key.slug == "eupl-1-1":
            raise StoreDamaged("eupl-1-1 is damaged", tries=("revtrack verify",))
        return genuine(store, key)

    monkeypatch.setattr(GitStore, "xml", damaged)
    for form in ("bagit", "md"):
        ran = run("export", "eupl", "-f", form, "-o", str(tmp_path / "out"), at=example_once)
        assert ran.code == 5
        assert "[store-damaged]" in ran.err
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_left_where_the_disk_refuses_or_the_person_interrupts(
    run, example_once: Path, tmp_path: Path, monkeypatch
) -> None:
    genuine, calls = Path.open, 0
    problem: BaseException = OSError(28, "No space left on device")

    def refuse(path: Path, mode: str = "r", *rest, **named):
        nonlocal calls
        if mode == "xb":
            calls += 1
            if calls % 7 == 0:
                raise problem
        return genuine(path, mode, *rest, **named)

    monkeypatch.setattr(Path, "open", refuse)
    ran = run("export", "--all", "-f", "bagit", "-o", str(tmp_path / "bag"), at=example_once)
    assert ran.code == 5
    assert "[output-not-writable]" in ran.err
    assert "No space left" in ran.err
    problem = KeyboardInterrupt()
    assert run("export", "--all", "-f", "bagit", "-o", str(tmp_path / "bag"), at=example_once).code == 130
    assert list(tmp_path.iterdir()) == []


def test_a_form_whose_library_is_missing_is_refused_before_anything_is_written(
    run, example_once: Path, tmp_path: Path, monkeypatch
) -> None:
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    ran = run("export", "eupl", "-f", "xlsx", "-o", str(tmp_path / "out"), at=example_once)
    assert ran.code == 4
    assert "[extra-missing]" in ran.err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("15175/08", "-o", "a.docx"), 3, "[text-not-held]"),
        (("9965/14", "-o", "a.docx"), 3, "[unknown-version]"),
        (("eu-cr", "-f", "md", "-o", "a"), 3, "[unknown-version]"),
        (("doc-9447-13", "-f", "md", "-o", "a"), 3, "[text-not-held]"),
        (("demo@1#3", "-o", "a.docx"), 2, "whole texts"),
        (("./a.docx", "-o", "a.md"), 2, "whole texts"),
        ((), 2, "one version, one work, or --all"),
        (("demo@1", "--all", "-o", "a.md"), 2, "one version, one work, or --all"),
        (("demo@1",), 2, "-o PATH"),
        (("demo@1", "-o", "a.zip"), 2, "which format"),
        (("demo", "-o", "a.md"), 2, "several files go to a folder"),
        (("demo", "-f", "md", "-o", "-"), 2, "several files go to a folder"),
        (("demo@1", "-o", "-"), 2, "which format"),
        (("demo@1", "-f", "md", "-o", "-", "--json"), 2, "--json"),
        (("demo@1", "-o", "/no/such/folder/a.md"), 5, "[output-not-writable]"),
        (("demo", "-f", "md", "-o", "/no/such/folder/a"), 5, "[output-not-writable]"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_what_cannot_be_is_refused_in_words(
    run, example_once: Path, tmp_path: Path, words, code: int, said: str
) -> None:
    ran = run("-C", str(example_once), "export", *words, at=tmp_path)
    assert (ran.code, ran.out) == (code, "")
    assert said in ran.err
    assert re.search(r'^try:   |"try": \[\n', ran.err, re.MULTILINE)
    assert list(tmp_path.iterdir()) == []


def test_one_text_goes_through_a_pipe(example_once: Path, tmp_path: Path) -> None:
    environment = {"PATH": os.environ["PATH"], "HOME": str(tmp_path)}
    words = ["export", "demo@1", "-f", "docx", "-o", "-"]
    ran = subprocess.run([SCRIPT, *words], cwd=example_once, env=environment, capture_output=True, check=True)
    assert read_source(ran.stdout, "a.docx").components[0].paragraphs[0].text == "Rules for the reading room (made up)"


RESERVED = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\.|$)", re.IGNORECASE)


def test_names_are_safe_on_every_file_system(run, tmp_path: Path) -> None:
    """Device names, letters that fold, long titles: no two names meet, and none is refused by Windows or macOS."""
    run("init", "s", at=tmp_path)
    names = ("con", "Ærø/2020: a|b?", "aux.1", "x" * 120, "NUL", "Straße", "STRASSE")
    for at, name in enumerate(names):
        (tmp_path / "a.md").write_text(f"# T{at}\n\n1. Text number {at}.\n", encoding="utf-8")
        words = ("--as", name, "--work", f"w{at}", "--lang", "en", "--date", "2020")
        assert run("add", str(tmp_path / "a.md"), *words, at=tmp_path / "s").code == 0
    for form in ("bagit", "md"):
        assert run("export", "--all", "-f", form, "-o", str(tmp_path / form), at=tmp_path / "s").code == 0
        found = files(tmp_path / form)
        assert len({path.casefold() for path in found}) == len(found) > len(names)
        for path in found:
            assert len(path) < 200
            for part in path.split("/"):
                assert re.fullmatch(r"[a-z0-9][a-z0-9._-]*", part)
                assert not part.endswith(".")
                assert not RESERVED.match(part)
