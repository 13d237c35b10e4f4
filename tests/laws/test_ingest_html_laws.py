"""Laws of reading web pages: every character of every text is accounted for, white space aside."""

from __future__ import annotations

from collections import Counter
from html import escape
from html.parser import HTMLParser

from hypothesis import given, settings
from hypothesis import strategies as st

from revtrack.errors import SourceRefused
from revtrack.ingest import codec, read_source
from revtrack.ingest.html import read_html
from revtrack.model.ledger import Fate
from revtrack.model.places import units
from revtrack.model.readings import Reading
from tests.laws.test_ingest_laws import bare, expression_of, gathered, refused, runs

WORDS = (
    "The room is open.",
    "1. One",
    "(a)",
    "(1)",
    "9956/14",
    "NOTE",
    "BILAG",
    "a < b & c",
    "æøå",
    "\u00a0",
    "¹ x",
    "Page 1",
)
words = st.one_of(
    st.sampled_from(WORDS), st.text(st.characters(exclude_categories=("Cs", "Cc", "Co", "Cn")), max_size=10)
).map(lambda text: escape(text))
OPENING = (
    *(
        "p",
        "div",
        "b",
        "span hidden",
        "nav",
        "main",
        "article",
        "header",
        "footer",
        "aside",
        "h1",
        "h2",
        "ol",
        "ul",
        "li",
    ),
    *("ol type=a start=4", 'p class="oj-doc-ti"', 'p class="oj-ti-art"', "table", "tr", "td", "blockquote", "pre"),
    *(
        'a href="#fn1"',
        "li id=fn1",
        'a href="#fnref1"',
        'a id="fn2" href="#fnref2"',
        "p id=fn1",
        'p style="display:none"',
    ),
)


def element(opening: str, inner: list[str]) -> str:
    return f"<{opening}>{''.join(inner)}</{opening.split()[0]}>"


content = st.recursive(
    st.one_of(words, words, st.just("<br>")),
    lambda inner: st.builds(element, st.sampled_from(OPENING), st.lists(inner, max_size=4)),
    max_leaves=14,
)
pages = st.lists(content, min_size=1, max_size=6).map(
    lambda inner: f"<!doctype html><html><head><title>T</title></head><body>{''.join(inner)}</body></html>".encode()
)


class Extractor(HTMLParser):
    """Every text of a page, by a parser that is none of ours."""

    def __init__(self, page: bytes) -> None:
        super().__init__()
        self.found = ""
        self.feed(page.decode())
        self.close()

    def handle_data(self, data: str) -> None:
        self.found += data


def read(data: bytes) -> Reading | None:
    try:
        return read_source(data, "a.html")
    except SourceRefused:
        return None


@settings(deadline=None, max_examples=250)
@given(pages)
def test_the_text_is_that_of_an_independent_extractor(data: bytes) -> None:
    """White space aside, every character of every text stands in the sheet once; every other character is made."""
    sheet = read_html(data, "a.html")
    made = {at for span in sheet.made for at in range(*span)}
    held = "".join(character for at, character in enumerate(sheet.text) if at not in made)
    assert Counter(bare(held)) == Counter(bare(Extractor(data).found))


@settings(deadline=None, max_examples=250)
@given(pages)
def test_each_unit_holds_the_characters_placed_there_and_the_rest_is_page_matter(data: bytes) -> None:
    """White space and order aside: placed at an eId, or kept as page matter; a mark before a note's text is dropped."""
    reading = read(data)
    if reading is None:
        return
    text = read_html(data, "a.html").text
    assert reading.ledger.length == len(text)
    placed = gathered(reading, text, Fate.PLACED)
    for unit in units(expression_of(reading)):
        assert Counter(placed.pop(unit.place.eid, "")) == Counter(bare(unit.num + unit.text))
    apart = runs(reading, text, Fate.APART)
    assert "".join(bare(run) for _, _, run in apart) == "".join(bare(m.text) for m in reading.page_matter)
    assert codec.decode(codec.encode(reading)) == reading


@settings(deadline=None, max_examples=200)
@given(
    st.lists(
        st.sampled_from((*OPENING, "/p", "/div", "/ol", "/li", "!--", "x=y", "/table", "/a", "!doctype")), max_size=30
    ),
    words,
)
def test_broken_markup_is_read_or_refused_by_an_error_of_the_tree(tags: list[str], text: str) -> None:
    """Whatever stands between angle brackets, nothing but a refusal may come out."""
    data = f"<html>{''.join(f'<{tag}>{text}' for tag in tags)}<".encode()
    refusal = refused(data, "a.html")
    assert refusal is None or (refusal.tries and refusal.message)
