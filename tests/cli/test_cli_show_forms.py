"""`revtrack show` in its exact forms: the original and the XML to files and pipes, and a page that runs nothing."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest

from revtrack.model.dates import DocumentDate
from revtrack.model.documents import Edition
from revtrack.model.language import Language
from revtrack.model.numbers import DocumentNumber
from revtrack.model.places import units
from revtrack.model.texts import Component, Expression, Note, Paragraph, Role, Slot, SlotKind, WorkId
from revtrack.report.mark import is_untouched
from revtrack.report.neutral import neutral
from revtrack.report.textpage import show_page
from revtrack.report.views import ShowView
from tests.cli.test_cli_terminal import on_terminal
from tests.word_samples import docx

SCRIPT = Path(sys.executable).with_name("revtrack")


def piped(folder: Path, home: Path, *words: str) -> bytes:
    environment = {"PATH": os.environ["PATH"], "HOME": str(home)}
    return subprocess.run([SCRIPT, *words], cwd=folder, env=environment, capture_output=True, check=True).stdout


def test_the_original_and_the_xml_go_through_a_pipe_to_the_byte(example_once: Path, tmp_path: Path) -> None:
    held = example_once / "versions" / "eu-crr" / "9956-14"
    assert piped(example_once, tmp_path, "show", "9956/14", "--original") == (held / "da.1.source.txt").read_bytes()
    for form in ("xml", "akn"):
        assert piped(example_once, tmp_path, "show", "9956/14", "-f", form) == (held / "da.2.xml").read_bytes()


@pytest.fixture
def with_word(run, example_store: Path, tmp_path: Path) -> Path:
    """The example with a text that came as a Word file."""
    (tmp_path / "w.docx").write_bytes(docx("1.\tOne.", "2.\tTwo."))
    words = ("--as", "w-1", "--work", "w", "--lang", "en", "--date", "2020")
    assert run("add", str(tmp_path / "w.docx"), *words, at=example_store).code == 0
    return example_store


def test_a_terminal_gets_text_and_never_what_is_none(with_word: Path) -> None:
    code, written = on_terminal(["show", "demo@1", "--original", "--no-pager"], with_word)
    assert code == 0
    assert "Rules for the reading room" in written
    code, written = on_terminal(["show", "w-1", "--original"], with_word)
    assert code == 2
    assert "PK\x03\x04" not in written
    assert "revtrack show w-1 --original -o FILE" in written
    assert "--open" in written


def test_what_could_drive_a_terminal_is_shown_by_its_code(run, example_store: Path, tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text("1. One \u202etxt.exe is odd.\n\n2. Two.\n", encoding="utf-8")
    words = ("--as", "b-1", "--work", "b", "--lang", "en", "--date", "2020")
    assert run("add", str(tmp_path / "b.txt"), *words, at=example_store).code == 0
    for form in (["--original"], ["-f", "xml"]):
        code, written = on_terminal(["show", "b-1", *form, "--no-pager"], example_store)
        assert code == 0
        assert "\u202e" not in written
        assert "<U+202E>" in written


def test_open_writes_the_original_under_a_safe_name_and_shows_it(
    run, with_word: Path, tmp_path: Path, monkeypatch
) -> None:
    from revtrack.cli import launch

    shown: list[str] = []
    monkeypatch.setattr(launch, "view", lambda path: not shown.append(path))
    place = tmp_path / "desk"
    place.mkdir()
    ran = run("-C", str(with_word), "show", "w-1", "--original", "--open", at=place)
    assert (ran.code, shown) == (0, ["w-1.en.source.docx"]), ran.err
    assert (place / "w-1.en.source.docx").read_bytes() == (tmp_path / "w.docx").read_bytes()
    (place / "w-1.en.source.docx").write_text("mine", encoding="utf-8")
    assert run("-C", str(with_word), "show", "w-1", "--original", "--open", at=place).code == 5
    assert (place / "w-1.en.source.docx").read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize(
    "words",
    [
        ("demo@1", "--open"),
        ("demo@1", "--original", "-f", "md"),
        ("demo@1#3", "--original"),
        ("demo@1", "--original", "--outline"),
        ("demo@1#3", "-f", "xml"),
        ("demo@1", "-f", "akn", "--at", "3"),
    ],
    ids=" ".join,
)
def test_exact_bytes_are_given_whole_or_refused(run, example_once: Path, words: tuple[str, ...]) -> None:
    ran = run("show", *words, at=example_once)
    assert (ran.code, ran.out) == (2, "")
    assert "try:   revtrack show demo@1" in ran.err


class Page(HTMLParser):
    """The text of a page, its ids, where its links lead, and what could run or load."""

    def __init__(self, data: bytes) -> None:
        super().__init__()
        self.words, self.ids, self.goals, self.active = "", [], [], []
        self._skipped = False
        self.feed(data.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._skipped = tag == "style"
        told = dict(attrs)
        self.ids += [told["id"]] if "id" in told else []
        self.goals += [told["href"]] if tag == "a" else []
        self.active += [tag] if tag in ("script", "img", "link", "iframe", "object") else []
        self.active += [name for name in told if name.startswith("on") or name in ("style", "src")]

    def handle_endtag(self, tag: str) -> None:
        self._skipped = False

    def handle_data(self, data: str) -> None:
        self.words += "" if self._skipped else data


def test_the_page_holds_the_whole_text_and_its_footnotes_lead_both_ways(
    run, example_once: Path, tmp_path: Path
) -> None:
    ran = run("show", "9956/14", "-f", "html", "-o", str(tmp_path / "a.html"), at=example_once)
    assert ran.code == 0, ran.err
    data = (tmp_path / "a.html").read_bytes()
    assert run("show", "9956/14", "-f", "html", at=example_once).out.encode() == data
    assert is_untouched(data)
    page = Page(data)
    assert page.active == []
    assert len(set(page.ids)) == len(page.ids)
    assert {goal.removeprefix("#") for goal in page.goals} <= set(page.ids)
    assert {"12", "note.3", "14.2", "46+1", "fn2", "r-fn2"} <= set(page.ids)
    for words in ("edition 2, editorial correction", "formandskabet", "JAI 332", "soloaktører"):
        assert words in page.words
    part = Page(run("show", "9956/14#note.1", "-f", "html", at=example_once).out.encode())
    assert "fn1" in part.ids
    assert "12" not in part.ids


HOSTILE = "</p><script>alert(1)</script> javascript:x \u202etxt.exe &amp; {{ 7 * 7 }}"


def test_hostile_words_stand_as_words_in_every_field() -> None:
    note = Note(3, HOSTILE[:20], HOSTILE)
    main = Component(
        "main", (Paragraph(Role.HEADING, HOSTILE, "1.", 9, (note,)), Paragraph(Role.PARAGRAPH, HOSTILE)), HOSTILE
    )
    text = Expression(
        WorkId("w"),
        DocumentNumber.local("w-1"),
        Language.EN,
        (main,),
        DocumentDate(2020),
        title=HOSTILE,
        header=(Slot(SlotKind.MARKING, HOSTILE), Slot(SlotKind.SUBJECT, HOSTILE, HOSTILE)),
    )
    data = show_page(ShowView(Edition(text), (1,), units(text), whole=True), "0")
    page = Page(data)
    assert page.active == []
    assert page.words.count(neutral(HOSTILE)) >= 7
    assert "\u202e" not in data.decode()
    policy = re.search(rb"Content-Security-Policy\" content=\"([^\"]+)", data)
    assert policy
    assert policy[1].startswith(b"default-src &#39;none&#39;") or policy[1].startswith(b"default-src 'none'")
