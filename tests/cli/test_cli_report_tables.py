"""`revtrack report` as tables and as XML on the worked example; remarks that go out and come back."""

from __future__ import annotations

import csv
import io
import json
import shutil
import subprocess
from pathlib import Path

import jsonschema
import openpyxl
import pytest

from revtrack.akn import official_errors
from revtrack.cli import topdf
from revtrack.resources import folder
from tests.akn_changes_reader import new_texts

PAIRS = {"demo-1-2": ("demo@1", "demo@2"), "demo-2-3": ("demo@2", "demo@3")}


def cells(path: Path) -> str:
    """Every cell of a workbook as text, a line a row, so that a person can read what changed in it."""
    book = openpyxl.load_workbook(path)
    lines: list[str] = []
    for page in book:
        lines.append(f"== {page.title}  {page.dimensions}  frozen {page.freeze_panes}  filter {page.auto_filter.ref}")
        for row in page.iter_rows(values_only=True):
            lines.append(" | ".join("" if cell is None else str(cell).replace("\n", "⏎") for cell in row).rstrip())
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("name", PAIRS)
def test_the_cells_of_the_example_were_read_by_a_person(
    run, golden, example_once: Path, tmp_path: Path, name: str
) -> None:
    target = tmp_path / "changes.xlsx"
    ran = run("report", *PAIRS[name], "-o", str(target), at=example_once)
    assert (ran.code, ran.out) == (0, ""), ran.err
    golden(f"cli/report/{name}-xlsx.txt", cells(target))
    golden(f"cli/report/{name}.md", run("report", *PAIRS[name], "-f", "md", at=example_once).out)
    golden(
        f"cli/report/{name}.csv.txt", run("report", *PAIRS[name], "-f", "csv", at=example_once).out.replace("\r", "")
    )


def test_three_versions_stand_side_by_side(run, golden, example_once: Path, tmp_path: Path) -> None:
    target = tmp_path / "table.xlsx"
    assert run("report", "demo@1", "demo@2", "demo@3", "-o", str(target), at=example_once).code == 0
    golden("cli/report/demo-1-2-3-xlsx.txt", cells(target))


@pytest.mark.parametrize("style", ["official", "working"])
def test_a_correlation_table_goes_into_a_workbook(run, golden, example_once: Path, tmp_path: Path, style: str) -> None:
    target = tmp_path / "table.xlsx"
    words = ("correlate", "demo@2", "demo@3", "--style", style, "-o", str(target))
    assert run(*words, at=example_once).code == 0
    golden(f"cli/report/correlate-{style}-xlsx.txt", cells(target))
    derivation = tmp_path / "derivation.xlsx"
    assert run(*words[:-1], str(derivation), "--direction", "derivation", "--no-group", at=example_once).code == 0
    assert cells(derivation) != cells(target)


@pytest.mark.parametrize(
    "words", [*PAIRS.values(), ("eupl@1.1", "eupl@1.2"), ("9956/14:da@1", "9956/14:da@2")], ids=" ".join
)
def test_every_report_fits_its_schema_and_its_xml_the_official_one(
    run, example_once: Path, words: tuple[str, ...]
) -> None:
    value = json.loads(run("report", *words, "--json", at=example_once).out)
    schema = json.loads((folder("schemas") / "report.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator(schema).validate(value)
    data = run("report", *words, "-f", "akn", at=example_once).out.encode()
    assert official_errors(data) == ()
    shown = json.loads(run("show", words[1], "--json", at=example_once).out)
    units = [unit for component in shown["components"] for unit in component["paragraphs"]]
    texts = [text for unit in units for text in (unit["text"], *(note["text"] for note in unit["notes"]))]
    assert [text for _, text in new_texts(data)] == texts


def remarked(path: Path, remarks: dict[int, str]) -> None:
    book = openpyxl.load_workbook(path)
    page = book[book.sheetnames[0]]
    for row, text in remarks.items():
        page.cell(row, page.max_column).value = text
    book.save(path)


def test_remarks_go_out_come_back_and_stand_in_every_form_of_the_next_report(
    run, example_once: Path, tmp_path: Path
) -> None:
    anna, bo = tmp_path / "anna.xlsx", tmp_path / "bo.xlsx"
    words = ("report", "demo@1", "demo@2")
    for path in (anna, bo):
        run(*words, "-o", str(path), at=example_once)
    remarked(anna, {2: "why shall?", 5: "five is enough"})
    remarked(bo, {5: "five is not enough"})
    notes = ("--notes", str(anna), "--notes", str(bo))
    ran = run(*words, *notes, "-f", "csv", at=example_once)
    assert "3 remarks kept" in ran.err
    rows = list(csv.DictReader(io.StringIO(ran.out.removeprefix("\ufeff"), newline="")))
    assert [row["Remarks"] for row in rows if row["Remarks"]] == [
        "why shall?",
        "anna.xlsx: five is enough\nbo.xlsx: five is not enough",
    ]
    value = json.loads(run(*words, *notes, "--json", at=example_once).out)
    assert [(one["file"], one["text"]) for one in value["remarks"]] == [
        ("anna.xlsx", "why shall?"),
        ("anna.xlsx", "five is enough"),
        ("bo.xlsx", "five is not enough"),
    ]
    assert "> bo.xlsx: five is not enough" in run(*words, *notes, "-f", "md", at=example_once).out
    third = tmp_path / "third.xlsx"
    run(*words, *notes, "-o", str(third), at=example_once)
    again = json.loads(run(*words, "--notes", str(third), "--json", at=example_once).out)
    assert {one["change"] for one in again["remarks"]} == {one["change"] for one in value["remarks"]}


def test_a_remark_whose_change_is_gone_is_never_dropped(run, example_once: Path, tmp_path: Path) -> None:
    first, second = tmp_path / "first.xlsx", tmp_path / "second.xlsx"
    run("report", "demo@1", "demo@2", "-o", str(first), at=example_once)
    remarked(first, {5: "five is enough"})
    ran = run("report", "demo@2", "demo@3", "--notes", str(first), "-o", str(second), at=example_once)
    assert "1 remark kept, 1 of them without the change: it stands at the end" in ran.err
    last = list(openpyxl.load_workbook(second)["Changes"].iter_rows(values_only=True))[-1]
    assert last[4] == "no longer there"
    assert last[7] == "¶ 7 → ¶ 6, modified: A reader may see at most 5 boxes a day."
    assert last[-1] == "five is enough"
    back = json.loads(run("report", "demo@1", "demo@2", "--notes", str(second), "--json", at=example_once).out)
    assert ([one["text"] for one in back["remarks"]], back["gone"]) == (["five is enough"], [])


def test_remarks_on_a_table_of_three_versions_come_back(run, example_once: Path, tmp_path: Path) -> None:
    table = tmp_path / "table.xlsx"
    words = ("report", "demo@1", "demo@2", "demo@3")
    run(*words, "-o", str(table), at=example_once)
    remarked(table, {4: "keep"})
    ran = run(*words, "--notes", str(table), "-f", "csv", at=example_once)
    assert "1 remark kept" in ran.err
    assert '"keep"' in ran.out


@pytest.mark.skipif(shutil.which("localc") is None, reason="LibreOffice Calc is not installed here")
@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_remarks_survive_another_program_saving_the_file(run, example_once: Path, tmp_path: Path, kind: str) -> None:
    out = tmp_path / "changes.xlsx"
    run("report", "demo@1", "demo@2", "-o", str(out), at=example_once)
    remarked(out, {2: "=why?", 3: '_x000D_ literally; "and" æ', 5: "five\nlines"})
    saved = tmp_path / "saved"
    command = ["soffice", "--headless", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"]
    subprocess.run(
        [*command, "--convert-to", kind, "--outdir", str(saved), str(out)], check=True, capture_output=True, timeout=120
    )
    ran = run("report", "demo@1", "demo@2", "--notes", str(saved / f"changes.{kind}"), "--json", at=example_once)
    assert ran.code == 0, ran.err
    value = json.loads(ran.out)
    assert value["gone"] == []
    assert len(value["remarks"]) == 3
    assert [one["text"] for one in value["remarks"]][2] == "five\nlines"


def test_a_workbook_with_remarks_is_not_overwritten_and_an_untouched_one_is(
    run, example_once: Path, tmp_path: Path
) -> None:
    target = tmp_path / "changes.xlsx"
    words = ("report", "demo@1", "demo@2", "-o", str(target))
    assert run(*words, at=example_once).code == 0
    assert run(*words, at=example_once).code == 0
    remarked(target, {2: "mine"})
    ran = run(*words, at=example_once)
    assert ran.code == 5
    assert "output-exists" in ran.err
    assert run(*words, "--force", at=example_once).code == 0


def test_the_same_report_has_the_same_bytes(run, example_once: Path, tmp_path: Path) -> None:
    for form in ("xlsx", "csv", "md", "xml"):
        one, other = tmp_path / f"one.{form}", tmp_path / f"other.{form}"
        for path in (one, other):
            assert run("report", "demo@2", "demo@3", "-o", str(path), at=example_once).code == 0
        assert one.read_bytes() == other.read_bytes()


def test_two_equal_texts_give_a_report_that_says_so(run, example_once: Path, tmp_path: Path) -> None:
    target = tmp_path / "same.xlsx"
    assert run("report", "demo@1", "demo@1", "-o", str(target), at=example_once).code == 0
    assert "no differences" in cells(target)
    assert "no differences" in run("report", "demo@1", "demo@1", "-f", "md", at=example_once).out
    data = run("report", "demo@1", "demo@1", "-f", "akn", at=example_once).out
    assert official_errors(data.encode()) == ()
    assert "<analysis" not in data


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("demo@1", "demo@2", "demo@3", "-f", "json"), 2, "revtrack correlate V1 V2 V3 --json"),
        (("demo@1", "demo@2", "demo@3", "-f", "akn"), 2, "forms of a table: "),
        (("demo@1", "demo@2", "demo@3", "-f", "csv", "--kind", "moved"), 2, "a table of three has all rows"),
        (("demo@1", "no-handlingsplan-status", "-f", "csv"), 4, "languages-differ"),
        (("demo@1", "15175/08", "-f", "csv"), 3, "text-not-held"),
        (("demo@1", "demo@2", "--notes", "missing.xlsx"), 2, "missing.xlsx cannot be read"),
        (("demo@1", "demo@2", "--notes", "revtrack.toml"), 4, "remarks are not read from revtrack.toml"),
        (("demo@1", "demo@2", "-o", "no/such/folder.xlsx"), 5, "output-not-writable"),
        (("demo@1", "demo@2", "-o", "changes.xyz"), 2, "does not say which format"),
    ],
)
def test_errors_say_what_to_do(run, example_once: Path, words: tuple[str, ...], code: int, said: str) -> None:
    ran = run("report", *words, at=example_once)
    assert (ran.code, ran.out) == (code, "")
    assert said in ran.err
    assert "try:" in ran.err


def test_without_the_extra_the_error_names_the_line_that_installs_it(run, example_once: Path, monkeypatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "openpyxl", None)
    for words in (("report", "demo@1", "demo@2", "-f", "xlsx"), ("correlate", "demo@1", "demo@2", "-f", "xlsx")):
        ran = run(*words, at=example_once)
        assert (ran.code, ran.out) == (4, "")
        assert "[extra-missing]" in ran.err
        assert "try:   pip install 'revtrack[xlsx]'" in ran.err


PAGE = b"<!doctype html><meta charset='utf-8'><title>t</title><p>At most <del>3</del> <ins>5</ins> boxes.</p>"


@pytest.mark.slow
@pytest.mark.skipif(not any(shutil.which(name) for name, _ in topdf.CONVERTERS), reason="no program here prints a page")
def test_a_page_is_printed_to_the_same_bytes_every_time() -> None:
    data = topdf.pdf_of(PAGE)
    assert data.startswith(b"%PDF-")
    assert topdf.pdf_of(PAGE) == data


def test_without_a_program_that_prints_the_error_names_print_from_html(monkeypatch) -> None:
    from revtrack.errors import ExtraMissing

    monkeypatch.setattr(topdf, "found", lambda name: None)
    with pytest.raises(ExtraMissing) as caught:
        topdf.pdf_of(PAGE)
    assert "-o changes.html" in caught.value.tries[0]
    monkeypatch.setattr(topdf, "found", lambda name: "/bin/false" if name == "chromium" else None)
    with pytest.raises(ExtraMissing) as failed:
        topdf.pdf_of(PAGE)
    assert failed.value.facts == ("chromium did not",)
