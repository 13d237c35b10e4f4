"""Web pages: acts of EUR-Lex and pages of governments. What is shown is text; what belongs to the page is set apart."""

from __future__ import annotations

import pytest

from revtrack.errors import InputTooLarge, NoStructure, SourceRefused, UnknownEncoding
from revtrack.ingest import read_in_child, read_source
from revtrack.model.readings import Reading
from tests.unit.ingest.conftest import line

ACT = """<?xml version="1.0" encoding="UTF-8"?><!DOCTYPE html><html><head><title>L_2016119EN</title></head><body>
<table><tr><td><p class="oj-hd-date">4.5.2016</p></td><td><p class="oj-hd-lg">EN</p></td></tr></table>
<div class="eli-container"><div class="eli-main-title"><p class="oj-doc-ti">REGULATION (EU) 2016/679</p>
<p class="oj-doc-ti">of 27 April 2016</p></div>
<p class="oj-normal">Whereas:</p><table><col width="4%"/><tbody><tr><td><p class="oj-normal">(1)</p></td><td>
<p class="oj-normal">The first recital<a id="ntc1" href="#ntr1">(<span class="oj-super">1</span>)</a> says.</p></td></tr>
</tbody></table><p class="oj-ti-section-1">CHAPTER I</p><p class="oj-ti-art">Article 1</p><p class="oj-sti-art">Subject matter</p>
<p class="oj-normal">1.   This Regulation:</p>
<table><tbody><tr><td><p>(a)</p></td><td><p>one;</p><table><tbody><tr><td><p>(i)</p></td><td><p>deep;</p></td></tr></tbody></table>
</td></tr></tbody></table><table><tr><td><p>(b)</p></td><td><p>two.</p></td></tr></table>
<div class="grid-container grid-list"><div class="grid-list-column-1"><span>(c)</span></div>
<div class="grid-list-column-2"><p>three.</p></div></div>
<hr class="oj-note"/><p class="oj-note"><a id="ntr1" href="#ntc1">(<span>1</span>)</a>  OJ C 229, 31.7.2012.</p>
</div></body></html>"""
PAGE = """<!doctype html><html lang="da"><head><meta charset="utf-8"><title>Ministeriet</title><style>p{}</style></head>
<body><header><p>Logo</p></header><nav><a href="/">Forside</a></nav><div>Cookies?</div>
<main><article><header><h1>Handlingsplan</h1></header>
<p>Indledning <b>med</b>
   fed&nbsp;skrift<sup><a href="#fn1" id="fnref1">1</a></sup>.<p>Mere.<h2>Tiltag</h2>
<ol start="3"><li>tre<li><p>fire</p><ol type="a"><li>x<li>y</ol></ol><ul><li>punkt</ul>
<p>Synlig<span style="display: none">skjult</span>.</p><script>alert("<p>")</script>
<table><tr><th>Land<th>&Aring;r<tr><td>DK<td>2014</table>
<ol><li id="fn1">Noten. <a href="#fnref1">↩</a></ol></article></main>
<aside>Se også</aside><footer>Kontakt</footer></body></html>"""


def read(page: str) -> Reading:
    return read_source(page.encode(), "a.html")


def rows(reading: Reading) -> list[str]:
    return [line(paragraph) for component in reading.components for paragraph in component.paragraphs]


def apart(reading: Reading) -> list[tuple[str, str]]:
    return [(matter.rule, matter.text) for matter in reading.page_matter]


def body(inner: str) -> Reading:
    return read(f"<!doctype html><html><body>{inner}</body></html>")


def test_an_act_of_eur_lex() -> None:
    reading = read(ACT)
    assert rows(reading) == [
        "T REGULATION (EU) 2016/679 of 27 April 2016",
        "P Whereas:",
        "P (1)|The first recital says.",
        "H1 CHAPTER I",
        "H2 Article 1|Subject matter",
        "P 1.|This Regulation:",
        "I1 (a)|one;",
        "I2 (i)|deep;",
        "I1 (b)|two.",
        "I1 (c)|three.",
    ]
    (note,) = reading.components[0].paragraphs[2].notes
    assert (note.offset, note.mark, note.text) == (17, "(1)", "OJ C 229, 31.7.2012.")
    assert apart(reading) == [("page title", "L_2016119EN"), ("page header", "4.5.2016"), ("page header", "EN")]


def test_a_page_of_a_government() -> None:
    reading = read(PAGE)
    assert rows(reading) == [
        "T Handlingsplan",
        "P Indledning med fed\u00a0skrift.",
        "P Mere.",
        "H1 Tiltag",
        "P 3.|tre",
        "P 4.|fire",
        "I1 a.|x",
        "I1 b.|y",
        "I1 •|punkt",
        "P Synlig.",
        *("P Land", "P År", "P DK", "P 2014"),
    ]
    (note,) = reading.components[0].paragraphs[1].notes
    assert (note.offset, note.mark, note.text) == (25, "1", "Noten.")
    assert "8 characters stand outside what the page calls its main part; they are set apart" in reading.look_at
    assert apart(reading) == [
        ("page title", "Ministeriet"),
        ("script or style", "p{}"),
        ("page header", "Logo"),
        ("navigation", "Forside"),
        ("outside the text", "Cookies?"),
        ("hidden text", "skjult"),
        ("script or style", 'alert("<p>")'),
        ("back link", "↩"),
        ("aside", "Se også"),
        ("page footer", "Kontakt"),
    ]


@pytest.mark.parametrize(
    ("inner", "shown"),
    [
        ("<p>a<br>b</p>", ["P a b"]),
        ("<p>a  b\n\tc</p>", ["P a b c"]),
        ("<p>a<p>b", ["P a", "P b"]),
        ("<div>a<div>b</div>c</div>", ["P a", "P b", "P c"]),
        ("<p>&lt;b&gt; &amp; &#230;</p>", ["P <b> & æ"]),
        ("<p>a.</p><ol reversed start=2><li>b<li>c</ol>", ["P a.", "P 2.|b", "P 1.|c"]),
        ("<p>a.</p><ol><li>b<li value=5>c<li>d</ol>", ["P a.", "P 1.|b", "P 5.|c", "P 6.|d"]),
        ("<p>a:</p><ol type=i><li>b<li>c</ol>", ["P a:", "I1 i.|b", "I1 ii.|c"]),
        ("<p>a:</p><ul style='list-style: none'><li>b</ul>", ["P a:", "P b"]),
        ("<p>a:</p><ul><li>b<ul><li>c</ul><li>d</ul>", ["P a:", "I1 •|b", "I2 •|c", "I1 •|d"]),
        ("<h1>A</h1><p>x<h1>B</h1><p>y", ["H1 A", "P x", "H1 B", "P y"]),
        ("<p>1. One</p><p>(a) inner</p>", ["P 1.|One", "I1 (a)|inner"]),
        ("<blockquote><p>q</p></blockquote><p><a id='x'/>t</p>", ["P q", "P t"]),
        ("<p>a <a href='#x' role='doc-backlink'>Back to text</a></p>", ["P a"]),
        ("<div title=header><p>Rules</p></div><p>a</p><div title=footer><p>Page 1</p></div>", ["P a"]),
    ],
)
def test_what_a_page_shows(inner: str, shown: list[str]) -> None:
    assert rows(body(inner)) == shown


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        ("<html><meta charset=iso-8859-1><p>På dansk</p>".encode("latin-1"), "Windows-1252"),
        ('<html><meta http-equiv="x" content="text/html; charset=windows-1250"><p>På</p>'.encode("cp1252"), "CP1250"),
        ("<html><meta charset=iso-8859-1><p>På dansk</p>".encode(), "UTF-8"),
        ("\ufeff<html><p>På dansk</p>".encode(), "UTF-8"),
        ("<html><p>På dansk</p>".encode("utf-16"), "UTF-16LE"),
    ],
)
def test_the_encoding_is_that_of_the_mark_of_the_bytes_or_of_the_page(data: bytes, encoding: str) -> None:
    assert read_source(data, "a.html").ledger.encoding == encoding


def test_an_encoding_nobody_can_tell_is_refused() -> None:
    with pytest.raises(UnknownEncoding):
        read_source(b"<html><meta charset=utf-8><p>\x81\x8d\xff</p>", "a.html")


@pytest.mark.parametrize(
    ("page", "error"),
    [
        ("<html>" + "<div>" * 1_100 + "x", InputTooLarge),
        ("<html><p>a &#1; b</p>", SourceRefused),
        ("<html><nav>only links</nav></html>", NoStructure),
    ],
    ids=["deep", "control", "no-text"],
)
def test_a_page_that_cannot_be_read_is_refused(page: str, error: type[SourceRefused]) -> None:
    for reader in (read_source, read_in_child):
        with pytest.raises(error) as caught:
            reader(page.encode(), "a.html")
        assert caught.value.tries


def test_entities_of_a_doctype_are_not_followed() -> None:
    page = '<!DOCTYPE html [<!ENTITY e SYSTEM "file:///etc/passwd">]><html><body><p>a &e; b</p></body></html>'
    assert "root" not in "".join(rows(read(page)))


def test_a_page_is_told_by_content_and_keeps_its_type() -> None:
    reading = read_source(ACT.encode(), "act.txt")
    assert (reading.media_type, reading.extension) == ("text/html", "html")


@pytest.mark.parametrize("mark", ["<br>1", " ", "a whole sentence that is a link to a note"])
def test_a_link_to_a_note_that_is_no_mark_stays_text_and_the_note_is_kept(mark: str) -> None:
    reading = body(f"<p>Text <a href='#fn1'>{mark}</a> and <a href='#fn1'>1</a>.</p><p id=fn1>Note.</p>")
    assert ("Note." in [note.text for each in reading.components[0].paragraphs for note in each.notes]) or (
        ("note apart", "Note.") in apart(reading)
    )
