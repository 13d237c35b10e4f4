"""An archivist's batch: a folder of mixed files and a spreadsheet end with a verified store and a page on what was read."""

from __future__ import annotations

import hashlib
import json
import subprocess
from pathlib import Path

import jsonschema
import openpyxl
import pytest

from revtrack.report.ownfile import is_own_untouched
from revtrack.resources import folder
from tests import table_samples as made
from tests.word_samples import docx, p

ONE = "Rules\n\n1. The reading room opens at nine.\n\n2. The reading room closes at five.\n"
TWO = "# Rules\n\n1. The reading room opens at ten.\n\n2. The reading room closes at five, see 9956/14.\n"
PAGE = """<!DOCTYPE html><html lang="en"><head><title>Rules</title></head><body><nav><a href="/">Home page of it all</a></nav>
<main><h1>Rules</h1><p>1. The reading room opens at eight.</p><p>2. The reading room closes at four.</p></main></body></html>
"""
HEAD = "file;number;work;label;lang;date;revises\n"


@pytest.fixture
def store(run, tmp_path: Path) -> Path:
    assert run("init", "papers", at=tmp_path).code == 0
    return tmp_path / "papers"


@pytest.fixture
def files(tmp_path: Path) -> Path:
    """A folder of mixed files: text, Markdown, Word, a web page, one damaged, one twice."""
    where = tmp_path / "files"
    (where / "notes").mkdir(parents=True)
    (where / "one.txt").write_text(ONE, encoding="utf-8")
    (where / "notes" / "two.md").write_text(TWO, encoding="utf-8")
    (where / "three.docx").write_bytes(
        docx(p("Rules", style="Title"), p("1.\tOpens at seven."), p("2.\tCloses at three."))
    )
    (where / "four.html").write_text(PAGE, encoding="utf-8")
    (where / "broken.docx").write_bytes(docx("One.")[:-40])
    (where / "again.txt").write_text(ONE, encoding="utf-8")
    return where


def git(store: Path, *words: str) -> str:
    return subprocess.run(["git", "-C", str(store), *words], capture_output=True, text=True, check=True).stdout


def table(files: Path, *rows: str, head: str = HEAD, name: str = "batch.csv") -> str:
    path = files / name
    path.write_text(head + "".join(f"{row}\n" for row in rows), encoding="utf-8")
    return str(path)


def found(text: str) -> dict:
    value = json.loads(text)
    jsonschema.validate(value, json.loads((folder("schemas") / "intake.schema.json").read_text(encoding="utf-8")))
    return value


SOUND = (
    "notes/two.md;;rules;2;en;1 May 2015;1",
    "one.txt;;rules;1;en;19.5.2014;",
    "three.docx;;rules;3;en;2016;rules@2",
    "four.html;;rules;4;en;unknown;rules-3",
)


def test_a_folder_and_a_spreadsheet_end_with_a_verified_store_and_a_page(run, store: Path, files: Path) -> None:
    import datetime

    book = openpyxl.Workbook()
    page = book.active
    page.append(["File", "Document Number", "Work", "Label", "Language", "Date", "Revises", "Title"])
    page.append(["one.txt", None, "rules", 1, "English", datetime.date(2014, 5, 19), None, "Rules"])
    page.append(["notes/two.md", None, "rules", 2, "en", "19.5.2015", "1", None])
    page.append(["three.docx", None, "rules", 3, "en", 2016, "rules@2", None])
    page.append(["four.html", None, "rules", 4, "en", "unknown", "rules-3", None])
    page.append(["broken.docx", "1/16", "rules", 5, "en", 2016, None, None])
    page.append(["again.txt", "rules-1", "rules", 1, "en", datetime.date(2014, 5, 19), None, "Rules"])
    page.append([None, "5643/5/14", None, None, None, None, None, None])
    path = files / "batch.xlsx"
    book.save(path)
    before = git(store, "rev-parse", "main")
    refused = run("add", "--manifest", str(path), at=store)
    assert refused.code == 4
    assert "a row of batch.xlsx cannot be added; nothing was added  [manifest-rows]" in refused.err
    assert git(store, "rev-parse", "main") == before

    target = files / "intake.html"
    done = run("add", "--manifest", str(path), "--keep-going", "-o", str(target), at=store)
    assert done.code == 0, done.err
    assert "4 added, 1 recorded, 1 already held, 1 set aside" in done.out
    assert git(store, "rev-list", "--count", f"{before.strip()}..main").strip() == "1"
    assert run("verify", "--deep", at=store).code == 0
    assert git(store, "status", "--porcelain") == ""
    assert "opens at eight" in run("show", "rules@4#1", at=store).out
    assert (store / "versions/rules/rules-3/en.1.source.docx").read_bytes() == (files / "three.docx").read_bytes()
    lineage = run("lineage", "rules-4", "--up", "--plain", at=store).out
    for newer, older in (("rules-4", "rules-3"), ("rules-3", "rules-2"), ("rules-2", "rules-1")):
        assert f"{newer}\trevises\t{older}" in lineage

    text = target.read_text(encoding="utf-8")
    assert is_own_untouched(target.read_bytes())
    for words in ("Home page of it all", "the same file as row 2", "batch.errors.xlsx", "cannot be read"):
        assert words in text, words
    assert "http" not in text.replace("http-equiv", "")
    assert "<script" not in text

    sheet = openpyxl.load_workbook(files / "batch.errors.xlsx").active
    assert [cell.value for cell in sheet[1]][-1] == "problem"
    assert [cell.value for cell in sheet[2]][:3] == ["broken.docx", "1/16", "rules"]
    assert sheet.max_row == 2
    (files / "broken.docx").write_bytes(docx("1.\tMended."))
    again = run("add", "--manifest", str(files / "batch.errors.xlsx"), at=store)
    assert again.code == 0, again.err
    assert "1 added" in again.out
    assert run("verify", at=store).code == 0


def test_one_undo_takes_the_whole_batch_back_and_redo_brings_it(run, store: Path, files: Path) -> None:
    path = table(files, *SOUND, ";5643/5/14;;;;;")
    assert run("add", "--manifest", path, at=store).code == 0
    undone = run("undo", at=store)
    assert "Add 5 documents from batch.csv" in undone.out
    assert run("log", "--json", at=store).out.count('"number"') == 0
    assert run("undo", at=store).code == 5
    assert run("undo", "--redo", at=store).code == 0
    assert "rules@4" in run("log", at=store).out
    assert run("verify", at=store).code == 0


def test_a_second_run_adds_nothing_and_says_so(run, store: Path, files: Path) -> None:
    path = table(files, *SOUND, ";5643/5/14;;;;;")
    run("add", "--manifest", path, at=store)
    tip = git(store, "rev-parse", "main")
    again = run("add", "--manifest", path, at=store)
    assert again.code == 0
    assert "5 already held: nothing to do." in again.out
    assert git(store, "rev-parse", "main") == tip
    run("undo", at=store)
    assert "4 added, 1 recorded" in run("add", "--manifest", path, at=store).out


def test_a_dry_run_reads_all_and_writes_nothing(run, store: Path, files: Path) -> None:
    tip = git(store, "rev-parse", "main")
    ran = run("add", "--manifest", table(files, *SOUND), "-n", "--json", at=store)
    value = found(ran.out)
    assert (ran.code, value["dry_run"], value["event"], value["outcomes"]["added"]) == (0, True, None, 4)
    assert [row["version"] for row in value["rows"]] == ["rules-2:en", "rules-1:en", "rules-3:en", "rules-4:en"]
    assert git(store, "rev-parse", "main") == tip


def test_the_batch_makes_what_single_adds_make(run, store: Path, files: Path, tmp_path: Path) -> None:
    """The same bytes in `versions/`, whether documents come one by one or all at once."""
    run("add", "--manifest", table(files, SOUND[1], SOUND[0]), at=store)
    run("init", "single", at=tmp_path)
    single = tmp_path / "single"
    facts = ("--work", "rules", "--lang", "en")
    run("add", str(files / "one.txt"), *facts, "--label", "1", "--date", "2014-05-19", at=single)
    run("add", str(files / "notes/two.md"), *facts, "--label", "2", "--date", "2015-05-01", "--revises", "1", at=single)
    assert git(single, "ls-tree", "-r", "main", "versions") == git(store, "ls-tree", "-r", "main", "versions")


def test_what_the_document_states_is_read_first_and_what_the_row_says_wins(run, store: Path, files: Path) -> None:
    (files / "note.txt").write_text(
        "COUNCIL OF\nTHE EUROPEAN UNION\n\nBrussels, 19 May 2014\n\n9956/14\n\nNOTE\n\n1. One.\n\n2. Two.\n",
        encoding="utf-8",
    )
    ran = run("add", "--manifest", table(files, "note.txt;;;;en;;"), "--json", at=store)
    (row,) = found(ran.out)["rows"]
    assert (row["version"], row["facts"]["date"]["value"]) == ("9956/14:en", "2014-05-19")
    assert row["facts"]["date"]["where"]
    other = table(files, "note.txt;1/15;;;en;2015;", name="other.csv")
    (row,) = found(run("add", "--manifest", other, "--json", at=store).out)["rows"]
    assert row["facts"]["number"] == {"value": "1/15", "where": row["facts"]["number"]["where"]}
    assert any("the text has 9956/14" in sentence for sentence in row["look_at"])


BAD = (
    "one.txt;;rules;1;en;05/06/2014;",
    "notes/tow.md;;rules;2;en;2015;",
    "three.docx;May-14;;;en;2016;",
    "four.html;;rules;4;en;;",
    "../secret.txt;1/14;;;en;2014;",
    "again.txt;2/14;;;no;41778;",
    ";3/14;;;;;nowhere",
)


def test_every_problem_of_every_row_is_listed_and_nothing_is_written(run, store: Path, files: Path) -> None:
    (files.parent / "secret.txt").write_text(ONE, encoding="utf-8")
    tip = git(store, "rev-parse", "main")
    ran = run("add", "--manifest", table(files, *BAD), "--json", at=store)
    assert (ran.code, git(store, "rev-parse", "main")) == (4, tip)
    assert json.loads(ran.err)["code"] == "manifest-rows"
    told = {row["row"]: [(p["column"], p["cell"]) for p in row["problems"]] for row in found(ran.out)["rows"]}
    assert told == {
        2: [("date", "F2")],
        3: [("file", "A3")],
        4: [("number", "B4")],
        5: [("date", "F5")],
        6: [("file", "A6")],
        7: [("lang", "E7"), ("date", "F7")],
        8: [("revises", "G8")],
    }
    shown = run("add", "--manifest", table(files, *BAD), at=store).out
    assert "the nearest is notes/two.md" in shown
    assert "2014-06-05 or 2014-05-06" in shown
    assert "it leads outside of" in shown


def test_equal_problems_of_many_rows_stand_together(run, store: Path, files: Path) -> None:
    rows = [f"{name};{number}/14;;;en;;" for number, name in enumerate(("one.txt", "notes/two.md", "three.docx"), 1)]
    shown = run("add", "--manifest", table(files, *rows), at=store).out
    assert "3 rows: 2, 3, 4  date: the file states no date" in shown


def test_an_error_sheet_is_mended_and_run_again_as_it_is(run, store: Path, files: Path) -> None:
    path = table(files, SOUND[1], "=x;1/14;;;en;2014;", "three.docx;;rules;3;en;05/06/2016;1")
    done = run("add", "--manifest", path, "--keep-going", at=store)
    assert done.code == 0
    assert "1 added, 2 set aside" in done.out
    sheet = files / "batch.errors.csv"
    lines = sheet.read_text(encoding="utf-8-sig").splitlines()
    assert lines[0] == '"file";"number";"work";"label";"lang";"date";"revises";"problem"'
    assert lines[1].startswith('"\'=x";"1/14"')
    assert "can be read in two ways" in lines[2]
    mended = sheet.read_text(encoding="utf-8-sig").replace("'=x", "four.html").replace("05/06/2016", "6.5.2016")
    sheet.write_text(mended, encoding="utf-8")
    again = run("add", "--manifest", str(sheet), at=store)
    assert again.code == 0, again.out
    assert "2 added" in again.out


def test_an_error_sheet_is_not_written_over(run, store: Path, files: Path) -> None:
    path = table(files, SOUND[1], "nothing.txt;1/14;;;en;2014;")
    other = files / "batch.errors.csv"
    other.write_text("mine", encoding="utf-8")
    tip = git(store, "rev-parse", "main")
    ran = run("add", "--manifest", path, "--keep-going", at=store)
    assert (ran.code, git(store, "rev-parse", "main"), other.read_text()) == (5, tip, "mine")
    assert run("add", "--manifest", path, "--keep-going", "--force", at=store).code == 0
    assert run("add", "--manifest", str(other), "--keep-going", at=store).code == 4
    assert run("add", "--manifest", path, "--keep-going", at=store).code == 0  # it would be written as it stands


def test_rows_that_lean_on_one_set_aside_are_set_aside_and_told(run, store: Path, files: Path) -> None:
    rows = ("one.txt;;rules;1;en;05/06/2014;", "notes/two.md;;rules;2;en;2015;1", "three.docx;;rules;3;en;2016;2")
    ran = run("add", "--manifest", table(files, *rows, "four.html;9/14;;;en;2014;"), "--keep-going", "--json", at=store)
    value = found(ran.out)
    assert [row["outcome"] for row in value["rows"]] == ["set aside"] * 3 + ["added"]
    assert "row 2, which is set aside itself" in value["rows"][1]["problems"][0]["what"]
    assert "row 3, which is set aside itself" in value["rows"][2]["problems"][0]["what"]


def test_rows_that_lead_to_one_another_in_a_circle_are_told(run, store: Path, files: Path) -> None:
    rows = (
        "one.txt;;r;1;en;2014;r-3",
        "notes/two.md;;r;2;en;2015;1",
        "three.docx;;r;3;en;2016;2",
        "four.html;9/14;;;en;2014;9/14",
    )
    ran = run("add", "--manifest", table(files, *rows), "--json", at=store)
    whats = [row["problems"][0]["what"] for row in found(ran.out)["rows"]]
    assert whats == ["the rows 2, 4, 3 lead to one another in a circle"] * 3 + ["the document names itself"]


def test_two_files_for_one_document_are_both_set_aside(run, store: Path, files: Path) -> None:
    ran = run(
        "add", "--manifest", table(files, "one.txt;1/14;;;en;2014;", "four.html;1/14;;;en;2014;"), "--json", at=store
    )
    problems = [row["problems"][0]["what"] for row in found(ran.out)["rows"]]
    assert problems == [
        "this row and row 3 both are 1/14:en, with different files",
        "this row and row 2 both are 1/14:en, with different files",
    ]


def test_what_is_held_with_other_text_is_a_problem_until_the_row_says_it_is_a_correction(
    run, store: Path, files: Path
) -> None:
    run("add", "--manifest", table(files, SOUND[1]), at=store)
    (files / "one.txt").write_text(ONE.replace("five", "six"), encoding="utf-8")
    refused = run("add", "--manifest", table(files, SOUND[1]), at=store)
    assert refused.code == 4
    assert "1 of 13 words differ" in refused.out
    assert "write yes into correct" in " ".join(refused.out.split())
    head = "file;number;lang;date;correct;reason\n"
    path = table(files, "one.txt;rules-1;en;2014-05-19;yes;misread hour", head=head, name="correct.csv")
    corrected = run("add", "--manifest", path, at=store)
    assert corrected.code == 0, corrected.out
    assert "1 corrected" in corrected.out
    assert "edition 2" in run("show", "rules@1", at=store).out
    assert '"kind": "correct"' in run("log", "--events", "--json", at=store).out


def test_a_correction_may_come_with_its_first_edition(run, store: Path, files: Path) -> None:
    (files / "better.txt").write_text(ONE.replace("five", "six"), encoding="utf-8")
    head = "file;number;lang;date;correct;reason\n"
    rows = ("better.txt;r-1;en;2014;yes;misread hour", "one.txt;r-1;en;2014;;")
    ran = run("add", "--manifest", table(files, *rows, head=head), at=store)
    assert "1 added, 1 corrected" in ran.out
    assert run("verify", at=store).code == 0
    assert "closes at six" in run("show", "r-1", at=store).out


def test_a_hash_is_checked_and_rows_may_be_chosen(run, store: Path, files: Path) -> None:
    digest = hashlib.sha256(ONE.encode()).hexdigest()
    head = "filename,number,lang,date,sha256\n"
    path = table(files, f"one.txt,1/14,en,2014,{digest.upper()}", f"notes/two.md,2/14,en,2014,{digest}", head=head)
    assert "sha256: the file has the SHA-256" in run("add", "--manifest", path, at=store).out
    chosen = run("add", "--manifest", path, "--only", "*.txt", at=store)
    assert chosen.code == 0
    assert "1 row left out by --only" in chosen.out
    assert run("add", "--manifest", path, "--only", "*.pdf", at=store).code == 2


def test_a_base_may_be_named_and_links_do_not_lead_out_of_it(run, store: Path, files: Path, tmp_path: Path) -> None:
    elsewhere = table(tmp_path, "one.txt;1/14;;;en;2014;", name="elsewhere.csv")
    assert run("add", "--manifest", elsewhere, "--base", str(files), at=store).code == 0
    (tmp_path / "secret.txt").write_text(TWO, encoding="utf-8")
    (files / "link.txt").symlink_to(tmp_path / "secret.txt")
    ran = run("add", "--manifest", table(files, "link.txt;2/14;;;en;2014;", "notes;3/14;;;en;2014;"), at=store)
    assert ran.code == 4
    assert "it leads outside of" in ran.out
    assert "it is a folder" in ran.out


@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_a_template_is_filled_in_and_run(run, store: Path, files: Path, form: str) -> None:
    path = files / f"t.{form}"
    assert run("add", "--template", str(path), at=store).code == 0
    assert run("add", "--manifest", str(path), at=store).code == 2
    if form == "xlsx":
        book = openpyxl.load_workbook(path)
        page = book.active
        names = [cell.value for cell in page[1]]
        for name, value in {"file": "one.txt", "number": "9956/14", "lang": "en", "date": "2014"}.items():
            page.cell(3, names.index(name) + 1).value = value
        book.save(path)
    else:
        width = path.read_text(encoding="utf-8-sig").splitlines()[0].count(",")
        row = ["one.txt", "9956/14", "", "", "en", "2014", *[""] * (width - 5)]
        path.write_text(path.read_text(encoding="utf-8-sig") + ",".join(row) + "\n", encoding="utf-8")
    ran = run("add", "--manifest", str(path), at=store)
    assert ran.code == 0, ran.out + ran.err
    assert "1 row of help passed over" in ran.out
    assert run("add", "--template", str(path), at=store).code == 5


def test_what_a_spreadsheet_hides_mangles_or_computes_is_told(run, store: Path, files: Path) -> None:
    rows = (
        made.row("file", "number", "lang", "date"),
        made.row("one.txt", made.number(41760, "part"), "en", made.number(41778, "day")),
        made.row("notes/two.md", "2/14", "en", made.number(41778), more=' hidden="1"'),
        made.row("three.docx", "3/14", "en", made.formula("TODAY()", "41778")),
        made.row("four.html", "4/14", "en", made.number(41778, "day")),
    )
    path = files / "batch.xlsx"
    path.write_bytes(made.book({"List": made.sheet(*rows), "Old": made.sheet(made.row("x"))}, hidden=("Old",)))
    value = found(run("add", "--manifest", str(path), "-n", "--json", at=store).out)
    assert value["manifest"]["notes"] == ["the sheet 'Old' is hidden and was not read", "row 3 is hidden and was read"]
    assert [[(p["cell"], p["what"].split()[0]) for p in row["problems"]] for row in value["rows"]] == [
        [("B2", "a")],
        [("D3", "41778")],
        [("D4", "'=TODAY()'")],
        [],
    ]
    assert value["rows"][3]["facts"]["date"]["value"] == "2014-05-19"


def test_json_lists_documents_as_well_and_its_error_sheet_is_json(run, store: Path, files: Path) -> None:
    path = files / "batch.json"
    entries = [{"file": "one.txt", "number": "1/14", "lang": "en", "date": "2014"}, {"file": "x.txt", "stub": False}]
    path.write_text(json.dumps(entries), encoding="utf-8")
    ran = run("add", "--manifest", str(path), "--keep-going", "--json", at=store)
    assert ran.code == 0
    assert found(ran.out)["rows"][1]["problems"][0]["cell"] is None
    (left,) = json.loads((files / "batch.errors.json").read_text(encoding="utf-8"))
    assert left["file"] == "x.txt"
    assert "there is no such file" in left["problem"]


def test_an_unknown_column_is_an_error_with_the_nearest_name(run, golden, store: Path, files: Path) -> None:
    ran = run("add", "--manifest", table(files, "one.txt;1", head="file;numer\n"), at=store)
    assert ran.code == 4
    golden("cli/bad_input/manifest-columns.txt", ran.err)


def test_rows_that_cannot_be_added_end_with_one_error(run, golden, store: Path, files: Path, tmp_path: Path) -> None:
    table(files, *BAD)
    ran = run("-C", str(store), "add", "--manifest", "files/batch.csv", at=tmp_path)
    golden("cli/bad_input/manifest-rows.txt", ran.err)
    golden("cli/bad_input/manifest-rows-listed.txt", ran.out)


@pytest.mark.parametrize("name", ["intake.html", "intake.xlsx", "intake.csv", "intake.json"])
def test_a_report_is_the_same_every_time_and_kept_from_being_written_over(
    run, store: Path, files: Path, tmp_path: Path, name: str
) -> None:
    path, target = table(files, *SOUND), tmp_path / name
    assert run("add", "--manifest", path, "-n", "-o", str(target), at=store).code == 0
    data = target.read_bytes()
    assert run("add", "--manifest", path, "-n", "-o", str(target), "--force", at=store).code == 0
    assert target.read_bytes() == data
    target.write_bytes(b"mine")
    assert run("add", "--manifest", path, "-n", "-o", str(target), at=store).code == 5
    assert target.read_bytes() == b"mine"


def test_every_character_is_in_the_report_by_what_became_of_it(run, store: Path, files: Path) -> None:
    value = found(run("add", "--manifest", table(files, *SOUND), "--json", at=store).out)
    for row in value["rows"]:
        rules, fates = row["read"]["rules"], row["read"]["characters"]
        assert sum(rules["set_apart"].values()) == fates["set_apart"]
        assert sum(rules["normalised"].values()) == fates["normalised"]
        assert fates["placed"] > 0
    assert "Home page of it all" in [matter["text"] for matter in value["rows"][3]["read"]["page_matter"]]
    assert [row["read"]["characters"]["set_apart"] > 0 for row in value["rows"]].count(True) == 1


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--manifest", "t.csv", "--template", "x.xlsx"), "two ways to add"),
        (("a.txt", "--manifest", "t.csv"), "two ways to add"),
        (("--manifest", "t.csv", "--work", "w"), "stands in its row"),
        (("a.txt", "--keep-going"), "--keep-going belongs to --manifest"),
        (("a.txt", "-o", "x.html"), "-o belongs to --manifest"),
        (("--manifest", "t.csv", "-o", "x.pdf"), "does not say which format"),
        (("--manifest", "t.csv", "--base", "nowhere"), "is no folder"),
        (("--manifest", "nothing.csv"), "cannot be read"),
        (("--template", "x.ods"), "does not say which format"),
    ],
)
def test_options_that_do_not_go_together_are_told(run, store: Path, words: tuple[str, ...], said: str) -> None:
    ran = run("add", *words, at=store)
    assert ran.code == 2
    assert said in ran.err


@pytest.mark.parametrize(
    "more", [("one.txt", "--as", "1/14", "--lang", "en", "--date", "2014"), ("--manifest", "batch.csv")]
)
def test_a_review_that_can_ask_nobody_says_what_to_do(run, store: Path, files: Path, more: tuple[str, ...]) -> None:
    table(files, *SOUND)
    tip = git(store, "rev-parse", "main")
    ran = run("-C", str(store), "add", *more, "--review", "--no-input", at=files)
    assert (ran.code, git(store, "rev-parse", "main")) == (2, tip)
    assert "--review asks a person" in ran.err
    assert "--dry-run" in ran.err
