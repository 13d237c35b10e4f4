"""`revtrack lineage` on the worked example: every form, files, days, and errors that say what to do."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from revtrack.report.mark import is_untouched

FORMS = ("svg", "html", "mermaid", "json", "jsonld", "csv", "tree")


@pytest.mark.parametrize("form", ["mermaid", "csv", "svg"])
def test_the_example_gives_what_was_read_by_a_person(run, golden, example_once: Path, form: str) -> None:
    ran = run("lineage", "9956/14", "-f", form, at=example_once)
    assert ran.code == 0, ran.err
    golden(f"cli/lineage/9956-14.{form}", ran.out.replace("\r\n", "\n"))


def test_the_family_leads_from_2005_to_2017_and_back(run, golden, example_once: Path) -> None:
    up, down = run("lineage", "9646/17", "--up", at=example_once), run("lineage", "14347/05", "--down", at=example_once)
    golden("cli/lineage/9646-17-up.txt", up.out)
    golden("cli/lineage/14347-05-down.txt", down.out)
    assert "○ 14347/05" in up.out
    assert "○ 9646/17" in down.out


@pytest.mark.parametrize("form", FORMS)
def test_every_form_goes_to_a_file_by_its_extension_and_is_the_same_every_time(
    run, example_once: Path, tmp_path: Path, form: str
) -> None:
    from revtrack.cli.lineage import FORMATS

    target = tmp_path / f"family{FORMATS[form]}"
    ran = run("lineage", "9956/14", "-o", str(target), at=example_once)
    assert (ran.code, ran.out, ran.err) == (0, "", f"Wrote {target}\n")
    data = target.read_bytes()
    assert run("lineage", "9956/14", "-o", str(target), "--force", at=example_once).code == 0
    assert target.read_bytes() == data
    assert is_untouched(data) == (form in ("svg", "html"))


def test_a_page_is_written_anew_until_somebody_touched_it(run, example_once: Path, tmp_path: Path) -> None:
    target = tmp_path / "family.html"
    words = ("lineage", "9956/14", "-o", str(target))
    assert [run(*words, at=example_once).code for _ in range(2)] == [0, 0]
    target.write_bytes(target.read_bytes().replace(b"Lineage of", b"My lineage of", 1))
    ran = run(*words, at=example_once)
    assert ran.code == 5
    assert "output-exists" in ran.err
    assert b"My lineage" in target.read_bytes()


def test_the_page_quotes_the_paragraphs_themselves(run, example_once: Path) -> None:
    text = run("lineage", "9956/14", "-f", "html", at=example_once).out
    assert "<mark>ajourført i november 2008</mark>" in text
    assert text.count("<blockquote") >= 9
    assert "Dok. <mark>9447/13</mark> JAI 366 ENFOPOL 137 COTER 45." in text
    assert "Tidl. dok. nr.: <mark>5643/5/14</mark>" in text
    assert "<mark>the header of 6700/17 names it as its previous document</mark>" in text
    assert "No words are on record" not in text


def test_as_of_a_day_later_documents_are_left_out_and_told(run, example_once: Path) -> None:
    ran = run("lineage", "9956/14", "--as-of", "2014-06-30", at=example_once)
    assert "13469/1/14 REV 1 " not in ran.out.split("note:")[0]
    assert "note: left out, dated later: what 13469/1/14 REV 1 says" in ran.out
    plain = run("lineage", "9956/14", "--as-of", "2014-06-30", "--plain", at=example_once)
    assert "note: left out, dated later" in plain.err
    assert "note:" not in plain.out
    value = json.loads(run("lineage", "9956/14", "--as-of", "2014-06-30", "--json", at=example_once).out)
    assert value["as_of"] == {"day": "2014-06-30", "later": ["13469/1/14 REV 1"], "undated": []}


def test_markings_of_both_ends_are_in_the_records(run, example_once: Path) -> None:
    lines = run("lineage", "9956/14", "--plain", at=example_once).out.splitlines()
    assert "15175/08\trevises\t14781/1/05 REV 1\trecord\tcatalogued\tLIMITE\tLIMITE" in lines
    assert {line.count("\t") for line in lines} == {6}


def test_a_corrigendum_compared_with_the_full_text_is_told(run, tmp_path: Path) -> None:
    store = tmp_path / "s"
    run("init", str(store))
    for number, text in (("9956/14", "1. One.\n\n2. Two.\n"), ("9956/14 COR 1", "1. One, put right.\n")):
        (tmp_path / "a.md").write_text(text, encoding="utf-8")
        added = run(
            "add", str(tmp_path / "a.md"), "--as", number, "--work", "w", "--lang", "en", "--date", "2014", at=store
        )
        assert added.code == 0, added.err
    assert "9956/14 COR 1 is a corrigendum, not the full text" in run("diff", "9956/14", "9956/14 COR 1", at=store).out
    tree = run("lineage", "9956/14 COR 1", "--plain", at=store).out
    assert tree == "9956/14 COR 1\tcorrects\t9956/14\tnumber\tinferred\t\t\n"
    page = run("lineage", "9956/14 COR 1", "-f", "html", at=store).out
    assert "COR is a corrigendum to what stands before it" in page


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("9956/14", "--as-of", "yesterday"), 2, "is not a date revtrack reads"),
        (("9956/14", "--as-of", "unknown"), 2, "unknown day"),
        (("9956/14", "--depth", "0"), 2, "usage"),
        (("9956/14", "-f", "dot"), 2, "usage"),
        (("9956/14", "--rel", "kites"), 2, "--rel does not know 'kites'"),
        (("9956/14", "-o", "family.dot"), 2, "does not say which format"),
        (("9956/14", "-o", "nowhere/family.svg"), 5, "output-not-writable"),
        (("9999/99",), 3, "unknown-version"),
        ((), 2, "whose lineage?"),
    ],
)
def test_errors_say_what_to_do(run, example_once: Path, words: tuple[str, ...], code: int, said: str) -> None:
    ran = run("lineage", *words, at=example_once)
    assert (ran.code, ran.out) == (code, "")
    assert said in ran.err
    assert "try:" in ran.err
