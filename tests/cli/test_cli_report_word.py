"""`revtrack report` as a Word file: what is in it, what it refuses, and remarks that come back from its comments."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pytest

from tests.docx_reader import left, parts

PAIRS = {"demo-1-2": ("demo@1", "demo@2"), "demo-2-3": ("demo@2", "demo@3")}
HOSTILE = (
    "</w:t></w:r><w:del/>",
    "<!DOCTYPE x><!-- ]]> --> &amp; &lt;script&gt;",
    "\u202etxt.exe \u2066 and \u200b here",
    "=1+1 {PAGE} \\* MERGEFORMAT",
    "x" * 200_000,
)


def text_of(data: bytes) -> str:
    """The parts of a Word file as text, an element a line, so that a person can read what changed in them."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        names = [name for name in archive.namelist() if "styles" not in name]
        told = (f"== {name}\n" + archive.read(name).decode().replace("><", ">\n<") for name in names)
        return "\n".join(told).rstrip() + "\n"


def made(run, target: Path, at: Path, *words: str) -> bytes:
    ran = run("report", *words, "-o", str(target), at=at)
    assert (ran.code, ran.out) == (0, ""), ran.err
    return target.read_bytes()


@pytest.mark.parametrize("style", ["tracked", "redline"])
@pytest.mark.parametrize("name", PAIRS)
def test_the_parts_of_the_example_are_those_kept(
    run, golden, example_once: Path, tmp_path: Path, name: str, style: str
) -> None:
    words = (*PAIRS[name], "--style", style, "--comments")
    data = made(run, tmp_path / "changes.docx", example_once, *words)
    golden(f"cli/report/{name}-{style}-docx.txt", text_of(data))
    assert made(run, tmp_path / "again.docx", example_once, *words) == data


def test_a_redline_has_no_revision_and_no_person_in_it(run, example_once: Path, tmp_path: Path) -> None:
    data = made(run, tmp_path / "r.docx", example_once, *PAIRS["demo-1-2"], "--style", "redline")
    whole = text_of(data)
    assert not re.search(r"<w:(ins|del|moveFrom|moveTo)\b|w:author|w:date|Ada", whole)


def test_markings_stand_in_the_running_lines_of_every_page(run, tmp_path: Path) -> None:
    for name, verb in (("one", "may"), ("two", "shall")):
        head = "COUNCIL OF THE EUROPEAN UNION\n\nBrussels, 19 May 2014\n\n9956/14\n\nLIMITE\n\nNOTE\n\n"
        (tmp_path / f"{name}.txt").write_text(f"{head}1. Readers {verb} sign.\n\n2. Others wait.\n", encoding="utf-8")
    ran = run("report", "./one.txt", "./two.txt", "-o", "m.docx", at=tmp_path)
    assert ran.code == 0, ran.err
    whole = text_of((tmp_path / "m.docx").read_bytes())
    for part in ("word/header.xml", "word/footer.xml"):
        assert "LIMITE" in whole.partition(f"== {part}")[2].partition("\n== ")[0]


def test_hostile_words_stand_as_words(run, tmp_path: Path) -> None:
    (tmp_path / "one.md").write_text("\n\n".join(HOSTILE[:1]) + "\n", encoding="utf-8")
    (tmp_path / "two.md").write_text("\n\n".join(HOSTILE) + "\n", encoding="utf-8")
    title = HOSTILE[0] + HOSTILE[2]
    ran = run("report", "./one.md", "./two.md", "-o", "h.docx", "--title", title, "--author", HOSTILE[1], at=tmp_path)
    assert ran.code == 0, ran.err
    data = (tmp_path / "h.docx").read_bytes()
    whole = "".join(left(data, "accept").paragraphs)
    assert "</w:t></w:r><w:del/>" in whole
    assert "<U+202E>txt.exe <U+2066>" in whole
    assert "x" * 200_000 in whole
    assert not any("\u202e" in (one.text or "") for part in parts(data).values() for one in part.iter())


def test_nothing_changed_is_a_report_that_says_so(run, example_once: Path, tmp_path: Path) -> None:
    data = made(run, tmp_path / "same.docx", example_once, "demo@1", "demo@1")
    assert "No differences" in text_of(data)
    assert left(data, "accept") == left(data, "reject")


def test_its_own_untouched_file_is_overwritten_and_no_other(run, example_once: Path, tmp_path: Path) -> None:
    target = tmp_path / "changes.docx"
    words = ("report", *PAIRS["demo-1-2"], "-o", str(target))
    assert run(*words, at=example_once).code == 0
    assert run(*words, at=example_once).code == 0
    assert run("verify", str(target), at=example_once).code == 0
    touched = io.BytesIO()
    with zipfile.ZipFile(target) as before, zipfile.ZipFile(touched, "w") as after:
        for name in before.namelist():
            after.writestr(name, before.read(name).replace(b"weekdays", b"Sundays"))
        after.comment = before.comment
    target.write_bytes(touched.getvalue())
    ran = run(*words, at=example_once)
    assert ran.code != 0
    assert "exists and was not overwritten" in ran.err
    assert run("verify", str(target), at=example_once).code == 1


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("demo@1", "demo@2", "-f", "html", "--style", "redline"), 2),
        (("demo@1", "demo@2", "-f", "csv", "--comments"), 2),
        (("demo@1", "demo@2", "-f", "docx", "--style", "council"), 2),
        (("demo@1", "demo@2", "demo@3", "-f", "docx"), 2),
        (("demo@1", "demo@2", "-o", "/no/such/folder/x.docx"), None),
        (("demo@1", "9956/14:da", "-f", "docx"), None),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_what_cannot_be_is_refused_in_words(run, example_once: Path, words: tuple[str, ...], code: int | None) -> None:
    ran = run("report", *words, at=example_once)
    assert ran.code == code if code else ran.code != 0
    assert "try:" in ran.err
    assert ran.out == ""


def typed(data: bytes, change: bytes, words: bytes) -> bytes:
    """The file with words typed behind the id of a change."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(packed, "w") as after:
        for name in before.namelist():
            content = before.read(name)
            if name == "word/comments.xml":
                content = content.replace(change + b": ", change + b": " + words)
            after.writestr(name, content)
    return packed.getvalue()


def test_remarks_in_comments_come_back_and_none_is_dropped(run, example_once: Path, tmp_path: Path) -> None:
    data = made(run, tmp_path / "out.docx", example_once, *PAIRS["demo-1-2"], "--comments")
    change = re.findall(rb"c-[0-9a-f]{8}", data and zipfile.ZipFile(tmp_path / "out.docx").read("word/comments.xml"))[0]
    (tmp_path / "back.docx").write_bytes(typed(data, change, b"is five enough?"))
    ran = run("report", *PAIRS["demo-1-2"], "--notes", str(tmp_path / "back.docx"), "-f", "csv", at=example_once)
    assert "is five enough?" in ran.out
    assert "1 remark kept" in ran.err
    other = made(run, tmp_path / "next.docx", example_once, *PAIRS["demo-2-3"], "--notes", str(tmp_path / "back.docx"))
    assert "Remarks whose change is gone" in text_of(other)
    assert "is five enough?" in text_of(other)
    again = run("report", *PAIRS["demo-1-2"], "--notes", str(tmp_path / "next.docx"), "-f", "csv", at=example_once)
    assert "is five enough?" in again.out


def test_a_word_file_without_such_comments_is_refused(run, example_once: Path, tmp_path: Path) -> None:
    made(run, tmp_path / "plain.docx", example_once, *PAIRS["demo-1-2"])
    ran = run("report", *PAIRS["demo-1-2"], "--notes", str(tmp_path / "plain.docx"), "-f", "csv", at=example_once)
    assert ran.code != 0
    assert "holds no comments of a report" in ran.err
