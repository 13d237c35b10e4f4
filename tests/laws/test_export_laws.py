"""Laws of export: what is written comes back, by revtrack's own readers and by readers that share no line with its writers."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from html import unescape
from itertools import count, product
from unicodedata import normalize
from zipfile import ZipFile

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from msgspec.structs import replace

from revtrack import diff, resources
from revtrack.ingest import read_source
from revtrack.model.changes import Kind
from revtrack.model.dates import DocumentDate
from revtrack.model.documents import Edition
from revtrack.model.language import Language
from revtrack.model.numbers import DocumentNumber
from revtrack.model.places import units
from revtrack.model.texts import Component, Expression, Note, Paragraph, Role, WorkId
from revtrack.report.csvtext import unguarded
from revtrack.report.export.forms import FORMS, render
from revtrack.report.export.rows import COLUMNS
from revtrack.report.neutral import neutral
from revtrack.report.views import ShowView
from revtrack.workflows.readback import not_carried
from revtrack.xmlsafe import parse
from tests.strategies import expressions

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SENTENCES = (
    "The reading room is open on weekdays, as set out in paragraph 2.",
    "Læsesalen er åben på hverdage; se også 9956/14 og artikel 5.",
    "Originals & copies <b>are</b> kept in [boxes], *not* in `files` or snake_case_names.",
    "See https://example.org/a_b*c?d=1&e=[2] and nothing else there.",
    "A price of 3.000 euro, a half ½, a dash – and a quote “so”.",
    "Members shall sign the register # before entering | leaving.",
)
HEADINGS = ("Access", "Handling of originals", "Om læsesalen", "Records & registers")
sentences = st.sampled_from(SENTENCES)


@st.composite
def tame_notes(draw: st.DrawFn, text: str) -> tuple[Note, ...]:
    """One or two footnotes, each behind a word."""
    ends = [found.end() for found in re.finditer(r"[a-zæøå]{3,}(?=[ ,.;])", text)]
    chosen = sorted(draw(st.lists(st.sampled_from(ends), max_size=2, unique=True)))
    return tuple(Note(offset, "?", draw(sentences)) for offset in chosen)


@st.composite
def tame_texts(draw: st.DrawFn) -> Expression:
    """A text as people write them: a title, headings at two depths, numbered paragraphs, points, sub-points, footnotes."""
    found = [Paragraph(Role.TITLE, "Rules for the reading room")]
    number = 0
    for _ in range(draw(st.integers(1, 3))):
        named = f"Article {len(found)}" if draw(st.booleans()) else ""
        found.append(Paragraph(Role.HEADING, draw(st.sampled_from(HEADINGS)), named, draw(st.integers(1, 2))))
        for _ in range(draw(st.integers(1, 3))):
            number += 1
            found.append(draw(tame_paragraph(Role.PARAGRAPH, f"{number}.", 0)))
            if not draw(st.integers(0, 2)):
                found += draw(tame_list())
            if not draw(st.integers(0, 3)):
                found.append(draw(tame_paragraph(Role.PARAGRAPH, "", 0)))
    main = Component("main", tuple(apart(found)))
    number_ = DocumentNumber.local("rules-1")
    return Expression(WorkId("rules"), number_, Language.EN, (main,), DocumentDate(2026, 1, 2), title=found[0].text)


def apart(paragraphs: list[Paragraph]) -> Iterator[Paragraph]:
    """The paragraphs, no two with the same words (a line that stands three times is taken for a page head), notes counted."""
    words = map("".join, product("klmnprst", "aeiouy", "dfgv"))
    counted = count(1)
    for paragraph in paragraphs:
        notes = tuple(
            replace(note, mark=str(next(counted)), text=f"{note.text[:-1]}, {next(words)}.") for note in paragraph.notes
        )
        ends = "." if paragraph.text.endswith(".") else ""
        text = paragraph.text if paragraph.role is Role.TITLE else f"{paragraph.text.rstrip('.')} {next(words)}{ends}"
        yield replace(paragraph, text=text, notes=notes)


@st.composite
def tame_paragraph(draw: st.DrawFn, role: Role, num: str, level: int) -> Paragraph:
    text = draw(sentences)
    notes = draw(tame_notes(text)) if not draw(st.integers(0, 2)) else ()
    return Paragraph(role, text, num, level, notes)


@st.composite
def tame_list(draw: st.DrawFn) -> list[Paragraph]:
    """Points by letter, by dash or by number in another shape, the letters with dashes under them."""
    kind = draw(st.sampled_from(("letters", "dashes", "numbers")))
    found = []
    for at in range(draw(st.integers(1, 3))):
        num = {"letters": f"({'abc'[at]})", "dashes": "-", "numbers": f"{at + 1})"}[kind]
        found.append(draw(tame_paragraph(Role.ITEM, num, 1)))
        if kind == "letters" and draw(st.booleans()):
            found.append(draw(tame_paragraph(Role.ITEM, "–", 2)))
    return found


def view_of(expression: Expression, sha256: str = "0" * 64) -> ShowView:
    return ShowView(Edition(expression), (1,), units(expression), whole=True, sha256=sha256)


def alike(paragraphs: tuple[Paragraph, ...]) -> list[tuple[object, ...]]:
    """Paragraphs with their notes, marks by the figure in them."""
    return [
        (p.role, p.level, p.num, p.text, [(n.offset, normalize("NFKC", n.mark).strip("()[]"), n.text) for n in p.notes])
        for p in paragraphs
    ]


@pytest.mark.parametrize("form", ["docx", "md"])
@settings(deadline=None, max_examples=150)
@given(expression=tame_texts())
def test_a_text_comes_back_as_it_went_out(form: str, expression: Expression) -> None:
    """read(write(text)) == text: paragraphs, numbers, levels, footnotes at their places; and `compare` finds no change."""
    data = render(view_of(expression), form)
    reading = read_source(data, f"a{FORMS[form].extension}")
    assert [part.name for part in reading.components] == ["main"]
    assert alike(reading.components[0].paragraphs) == alike(expression.components[0].paragraphs)
    back = replace(expression, components=reading.components)
    changes = diff.compare(expression, back).changes
    assert {change.kind for change in changes} == {Kind.UNCHANGED}
    assert not any(change.edits or change.moved for change in changes)
    assert not_carried(expression, data, f"a{FORMS[form].extension}") == ()


@settings(deadline=None, max_examples=150)
@given(expression=tame_texts())
def test_plain_text_comes_back_in_its_words_and_says_what_it_lost(expression: Expression) -> None:
    """Plain text has no mark for a heading: words and numbers come back, and what does not is said."""
    data = render(view_of(expression), "txt")
    reading = read_source(data, "a.txt")
    told = not_carried(expression, data, "a.txt")
    same = alike(reading.components[0].paragraphs) == alike(expression.components[0].paragraphs)
    assert (told == ()) == (same and len(reading.components) == 1 and reading.header == ())
    read = "".join(p.num + p.text for part in reading.components for p in part.paragraphs)
    mine = "".join(p.num + p.text for p in expression.components[0].paragraphs)
    assert "".join(read.split()) == "".join(mine.split())


@pytest.mark.parametrize("form", ["docx", "md", "txt"])
@settings(deadline=None, max_examples=100)
@given(expression=expressions())
def test_nothing_is_said_only_where_nothing_is_lost(form: str, expression: Expression) -> None:
    """Of any text: the same bytes twice; and silence means that reading gives the very text."""
    data = render(view_of(expression), form)
    assert data == render(view_of(expression), form)
    name = f"a{FORMS[form].extension}"
    if not_carried(expression, data, name) == ():
        reading = read_source(data, name)
        assert reading.header == expression.header
        assert [(part.name, part.kind, alike(part.paragraphs)) for part in reading.components] == [
            (part.name, part.kind, alike(part.paragraphs)) for part in expression.components
        ]


def parse_part(data: bytes) -> etree._Element:
    return parse(data, "a part")


def word_text(element: etree._Element) -> str:
    """The text of a paragraph of a Word file, by a reader of six lines."""
    made = {f"{WORD}tab": "\t", f"{WORD}br": "\n"}
    return "".join((each.text or "") if each.tag == f"{WORD}t" else made.get(each.tag, "") for each in element.iter())


@settings(deadline=None, max_examples=150)
@given(expression=expressions())
def test_a_word_file_holds_every_character_as_it_is(expression: Expression) -> None:
    """Numbers, texts and footnotes stand in the file to the character, hidden ones too, and no field is made of them."""
    with ZipFile(io.BytesIO(render(view_of(expression), "docx"))) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        body = parse_part(archive.read("word/document.xml"))[0]
        notes = parse_part(archive.read("word/footnotes.xml"))
        assert b"instrText" not in archive.read("word/document.xml")
    styles = {"Slot": 0, "Part": 0}
    told = []
    for paragraph in body.findall(f"{WORD}p"):
        style = paragraph.find(f"{WORD}pPr/{WORD}pStyle").get(f"{WORD}val")  # type: ignore[union-attr]
        if style in styles:
            styles[style] += 1
            continue
        for run in paragraph.findall(f"{WORD}r"):
            if run.find(f"{WORD}footnoteReference") is not None:
                paragraph.remove(run)
        told.append(word_text(paragraph))
    mine = [p for part in expression.components for p in part.paragraphs]
    gap = {False: "", True: "\t"}
    assert told == [p.num + gap[bool(p.num and (p.text or p.notes))] + p.text for p in mine]
    assert styles["Slot"] == len(expression.header)
    counted = [normalize("NFKC", n.mark).strip("()[]") for p in mine for n in p.notes]
    literal = counted != [str(at) for at in range(1, len(counted) + 1)]
    wanted = [((n.mark if literal else "") + "\t" + n.text) for p in mine for n in p.notes]
    assert [word_text(note) for note in notes if note.get(f"{WORD}type") is None] == wanted


@settings(deadline=None, max_examples=150)
@given(expression=expressions())
def test_json_lines_are_the_text_to_the_character(expression: Expression) -> None:
    """A line a unit, split by any program at line feeds alone; text, number and offset as they are."""
    lines = render(view_of(expression), "jsonl").decode().splitlines()
    found = [json.loads(line) for line in lines]
    everything = units(expression)
    assert [(one["fragment"], one["role"], one["num"] or "", one["text"]) for one in found] == [
        (unit.place.fragment, unit.role, unit.num, unit.text) for unit in everything
    ]
    assert [one["offset"] for one in found] == [getattr(unit.item, "offset", None) for unit in everything]
    text = {one["fragment"]: one["text"] for one in found}
    assert all(one["offset"] <= len(text[one["in"]]) for one in found if one["in"])


@settings(deadline=None, max_examples=100)
@given(expression=expressions())
def test_no_cell_of_a_table_is_a_formula_and_none_is_lost(expression: Expression) -> None:
    """CSV: guarded, and the text comes back when the guard is taken off. XLSX: every text is a text."""
    texts = [neutral(unit.text) for unit in units(expression)]
    at = COLUMNS.index("Text")
    rows = list(csv.reader(io.StringIO(render(view_of(expression), "csv").decode("utf-8-sig"), newline="")))
    assert [unguarded(row[at]) for row in rows[1:]] == texts
    assert not any(cell.lstrip(" ").startswith(("=", "+", "-", "@", "\t")) for row in rows for cell in row)
    sheet = openpyxl.load_workbook(io.BytesIO(render(view_of(expression), "xlsx"))).active
    cells = [row[at] for row in sheet.iter_rows(min_row=2)]  # type: ignore[union-attr]
    assert not any(cell.data_type == "f" for cell in cells)
    assert [unescape(str(cell.value or "")) for cell in cells] == [unescape(text) for text in texts]


@pytest.mark.parametrize("form", ["docx", "md", "txt"])
def test_the_danish_strategy_comes_back_with_no_change(form: str) -> None:
    """Header, note, annex, 57 numbered paragraphs, ten points, three footnotes: read back, `compare` finds no change."""
    source = (resources.folder("versions") / "eu-crr" / "9956-14.da.txt").read_bytes()
    text = read_source(source, "9956-14.da.txt")
    number = DocumentNumber.parse("9956/14")
    old = Expression(
        WorkId("eu-crr"), number, Language.DA, text.components, principal=text.principal, header=text.header
    )
    data = render(view_of(old), form)
    back = read_source(data, f"a{FORMS[form].extension}")
    assert (back.components, back.header, back.principal) == (text.components, text.header, text.principal)
    new = replace(old, components=back.components)
    assert {change.kind for change in diff.compare(old, new).changes} == {Kind.UNCHANGED}
    assert not_carried(old, data, f"a{FORMS[form].extension}") == ()
