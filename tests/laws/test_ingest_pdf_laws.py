"""Laws of reading PDF: every character that a page holds is accounted for, seen or not; a damaged file is read or refused."""

from __future__ import annotations

import random
from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from revtrack.errors import SourceRefused
from revtrack.ingest import codec, read_source
from revtrack.ingest.pdf import read_pdf
from revtrack.model.ledger import Fate
from revtrack.model.places import units
from revtrack.model.readings import Reading
from tests.laws.test_ingest_laws import bare, expression_of, gathered, refused, runs
from tests.pdf_samples import Page, pdf, show, shown

WORDS = (
    *(
        "The room is open.",
        "Scope",
        "1. One",
        "(a) one",
        "- x",
        "9956/14",
        "NOTE",
        "BILAG",
        "Article 5",
        "recruit-",
        "ment",
    ),
    *(
        "fra:",
        "formandskabet",
        "Bruxelles, den 19. maj 2014",
        "(OR. en)",
        "9956/14   GB/fm   1",
        "1",
        "2",
        "æøå",
        "x" * 40,
    ),
)
words = st.one_of(st.sampled_from(WORDS), st.text("abc,.;:-()19 æøåÆ", min_size=1, max_size=30))
sizes = st.sampled_from((12.0, 12.0, 12.0, 9.0, 7.0, 18.0))
fonts = st.sampled_from(("R", "R", "R", "B", "I"))
inks = st.sampled_from(("", "", "", "", "3 Tr", "1 1 1 rg", ".5 g"))


@st.composite
def contents(draw: st.DrawFn) -> tuple[str, str]:
    """A page's content, and the words on it: lines under each other, in columns, at odd places and angles."""
    content, held = "", ""
    for step in range(draw(st.integers(0, 12))):
        text = draw(words)
        x = draw(st.sampled_from((70, 70, 70, 100, 320, 20, 560)))
        y = draw(st.sampled_from((780, 780, 780, 830, 210, 100))) - 14 * step
        size, font, ink = draw(sizes), draw(fonts), draw(inks)
        if draw(st.integers(0, 9)):
            content += show(x, y, text, size, font, ink)
        else:
            content += shown(f"0 1 -1 0 {x - 14 * step} {y + 40}", text, size, font, ink)
        held += text
    return content, held


documents = st.lists(contents(), min_size=1, max_size=4)


def read(data: bytes) -> Reading | None:
    try:
        return read_source(data, "a.pdf")
    except SourceRefused:
        return None


def file_of(pages: list[tuple[str, str]], rotate: int = 0) -> bytes:
    return pdf(*(Page(content, rotate=rotate) for content, _ in pages))


@settings(deadline=None, max_examples=200)
@given(documents, st.sampled_from((0, 0, 90, 180)))
def test_every_character_of_a_page_stands_in_the_sheet_once(pages: list[tuple[str, str]], rotate: int) -> None:
    """White space aside, the sheet holds what was drawn and nothing else; all other characters are known as made.

    A word that lies on itself is read once: PDFium takes that for bold, so each stands at a place of its own.
    """
    data = file_of(pages, rotate)
    try:
        sheet = read_pdf(data, "a.pdf")
    except SourceRefused:
        return
    made = {at for span in sheet.made for at in range(*span)}
    held = "".join(character for at, character in enumerate(sheet.text) if at not in made)
    drawn = bare("".join(text for _, text in pages))
    lost = Counter(drawn) - Counter(bare(held))
    added = Counter(bare(held)) - Counter(drawn)
    assert (lost, added) == (Counter(), Counter())
    assert len(sheet.places) == sheet.text.count("\n")


@settings(deadline=None, max_examples=200)
@given(documents)
def test_each_unit_holds_the_characters_placed_there_and_the_rest_is_page_matter(pages: list[tuple[str, str]]) -> None:
    """White space and order aside: placed at an eId, or set apart as page matter, or dropped by a rule; in full."""
    data = file_of(pages)
    reading = read(data)
    if reading is None:
        return
    text = read_pdf(data, "a.pdf").text
    assert reading.ledger.length == len(text)
    assert sum(reading.ledger.count(fate) for fate in Fate) == len(text)
    placed = gathered(reading, text, Fate.PLACED)
    for unit in units(expression_of(reading)):
        assert Counter(placed.pop(unit.place.eid, "")) == Counter(bare(unit.num + unit.text))
    apart = runs(reading, text, Fate.APART)
    assert "".join(bare(run) for _, _, run in apart) == "".join(bare(m.text) for m in reading.page_matter)
    assert codec.decode(codec.encode(reading)) == reading
    assert {place.eid for place in reading.places} == {unit.place.eid for unit in units(expression_of(reading))}


@settings(deadline=None, max_examples=60)
@given(documents)
def test_equal_files_give_equal_readings(pages: list[tuple[str, str]]) -> None:
    """Equal input, equal bytes: nothing depends on addresses in memory or on the order of a hash."""
    data = file_of(pages)
    assert read(data) == read(data)


@settings(deadline=None, max_examples=150)
@given(documents, st.integers(0, 2**32))
def test_a_damaged_file_is_read_or_refused_by_an_error_of_the_tree(pages: list[tuple[str, str]], seed: int) -> None:
    """Whatever stands in the file, nothing but a refusal may come out."""
    chance = random.Random(seed)
    data = bytearray(file_of(pages))
    for _ in range(chance.randint(1, 20)):
        data[chance.randrange(len(data))] = chance.randrange(256)
    refusal = refused(bytes(data), "a.pdf")
    assert refusal is None or (refusal.tries and refusal.message)
