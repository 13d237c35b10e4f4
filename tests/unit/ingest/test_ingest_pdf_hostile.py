"""PDF: what cannot be read whole is refused, what cannot be seen is set apart and said; nothing is lost in silence."""

from __future__ import annotations

import sys

import pytest

from revtrack.errors import EmptySource, ExtraMissing, InputTooLarge, PdfBroken, PdfEncrypted, PdfNoText
from revtrack.ingest import read_in_child, read_source
from revtrack.ingest.pdf import library, read_pdf
from revtrack.model.ledger import Fate
from revtrack.model.readings import Reading
from tests.laws.test_ingest_laws import refused
from tests.pdf_samples import Page, page_of, pdf, picture, show
from tests.unit.ingest.conftest import line

BODY = page_of(
    ["1. The reading room opens at nine on every day of", "the week, but for Sundays."], ["2. It closes at five."]
)
TEXT = ["P 1.|The reading room opens at nine on every day of the week, but for Sundays.", "P 2.|It closes at five."]
SCAN = picture(0, 0, 595, 842)


def rows(reading: Reading) -> list[str]:
    return [line(paragraph) for component in reading.components for paragraph in component.paragraphs]


def hidden(reading: Reading) -> list[str]:
    return [each.text for each in reading.page_matter if each.rule == "hidden text"]


def test_an_encrypted_file_is_refused_and_opens_with_its_password() -> None:
    data = pdf(BODY, password="æble")
    with pytest.raises(PdfEncrypted, match=r"a\.pdf is encrypted, nothing was added") as refusal:
        read_source(data, "a.pdf")
    assert refusal.value.tries == ("revtrack add a.pdf --password-file pw.txt",)
    with pytest.raises(PdfEncrypted, match="the password does not open it"):
        read_in_child(data, "a.pdf", None, "pære")
    assert rows(read_in_child(data, "a.pdf", None, "æble")) == TEXT


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (pdf(SCAN, SCAN), r"a\.pdf is a scan: 2 pages, 2 images, no text layer"),
        (pdf(BODY, SCAN, BODY), r"a\.pdf is a scan in part: page 2 of 3 shows a picture and no text"),
        (
            pdf(*(SCAN + show(70, 40, f"9956/14  GB/fm  {n}") for n in (1, 2, 3))),
            "pages 1, 2 and 3 of 3 show a picture",
        ),
        (pdf("0 g " + "10 10 50 50 re f " * 20), "a scan: 1 page, drawings, no text layer"),
        (pdf(BODY, "".join(picture(0, 84 * n, 595, 84) for n in range(10))), "page 2 of 2"),
    ],
)
def test_a_scan_is_refused_even_in_part(data: bytes, said: str) -> None:
    with pytest.raises(PdfNoText, match=said):
        read_source(data, "a.pdf")


def test_glyphs_that_name_no_letters_are_refused() -> None:
    codes = {1: "x", 2: "y", 65: "A"}
    assert rows(read_source(pdf(BODY + show(70, 500, "A\x01\x02", font="L"), codes=codes), "a.pdf"))[2] == "P Axy"
    with pytest.raises(PdfNoText, match="shows 3 signs without saying which letters they are"):
        read_source(pdf(BODY + show(70, 500, "A\x01\x02", font="L"), codes=codes, mapped=False), "a.pdf")


@pytest.mark.parametrize("sign", ["\ufffd", "\x07", "\ue000", "\uffff"])
def test_a_sign_that_is_no_character_is_refused(sign: str) -> None:
    with pytest.raises(PdfNoText, match="shows 1 sign without"):
        read_source(pdf(BODY + show(70, 500, "A\x01", font="L"), codes={1: sign, 65: "A"}), "a.pdf")


def test_words_of_two_scripts_are_named() -> None:
    """Some writers of PDF swap the bytes of what a ligature stands for; letters of another script can look the same."""
    content = BODY + show(70, 500, "\x01ere s\x02ys", font="L")
    codes = {1: "\u6600\u6c00", 2: "\u0430", **{ord(letter): letter for letter in "ersy "}}
    reading = read_source(pdf(content, codes=codes), "a.pdf")
    said = "2 words mix letters of two scripts, so the file may name its letters wrongly: s\u0430ys, \u6600\u6c00ere"
    assert reading.look_at == (said,)
    assert read_source(pdf(BODY + show(70, 500, "\x02\x02", font="L"), codes=codes), "a.pdf").look_at == ()


def test_a_letter_that_the_library_passes_over_is_said() -> None:
    """PDFium gives no character for a lone glyph without width, as one of a font that is not there."""
    reading = read_source(pdf(BODY + show(70, 500, "A", font="L"), codes={65: "A"}), "a.pdf")
    assert reading.look_at == (
        "1 piece of text on page 1 without width: spaces, or letters of a font that is not in the file",
    )


def test_letters_painted_twice_to_look_bold_are_read_once_and_lines_over_each_other_are_refused() -> None:
    bold = show(70, 500, "bold words", 24) + show(71, 500.5, "bold words", 24)
    assert rows(read_source(pdf(BODY + bold), "a.pdf"))[2:] == ["P bold words"]
    with pytest.raises(PdfNoText, match="the same words half over each other"):
        read_source(pdf(BODY + show(70, 500, "Yes, they did it", 24) + show(70, 491, "Yes, they did it", 24)), "a.pdf")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (show(70, 500, "secret words", more="1 1 1 rg"), ["secret words"]),
        (show(70, 500, "nearly white", more=".98 .98 .98 rg"), ["nearly white"]),
        (show(70, 500, "no ink", more="3 Tr"), ["no ink"]),
        (show(700, 500, "off the page"), ["off the page"]),
        (show(70, 500, "under a box") + "0 g 60 490 200 30 re f\n", ["under a box"]),
        ("0 0 1 rg 60 490 200 30 re f\n" + show(70, 500, "blue on blue", more="0 0 1 rg"), ["blue on blue"]),
        ("q 0 0 50 50 re W n\n" + show(70, 500, "clipped away") + "Q\n", ["clipped away"]),
        (show(70, 500, "too small to see", 0.3), ["too small to see"]),
        ("0 0 1 rg 60 490 200 30 re f\n" + show(70, 500, "white on blue", more="1 1 1 rg"), []),
        (show(70, 500, "grey but there", more=".7 .7 .7 rg"), []),
        (show(70, 500, "outlined", more="1 Tr 1 1 1 rg 0 0 0 RG"), []),
    ],
)
def test_what_nobody_can_see_is_set_apart_and_said(content: str, words: list[str]) -> None:
    reading = read_source(pdf(BODY + content), "a.pdf")
    assert rows(reading)[:2] == TEXT
    assert (len(rows(reading)), hidden(reading)) == (3 - len(words), words)
    assert any("cannot be seen" in sentence for sentence in reading.look_at) is bool(words)


def test_text_outside_the_crop_box_is_set_apart() -> None:
    reading = read_source(pdf(Page(BODY + show(70, 100, "below the crop"), crop=(0, 200, 595, 842))), "a.pdf")
    assert (rows(reading), hidden(reading)) == (TEXT, ["below the crop"])


@pytest.mark.parametrize("content", [SCAN + BODY.replace(" Tf", " Tf 3 Tr"), BODY + SCAN], ids=["no ink", "under it"])
def test_recognised_text_of_a_picture_is_read_and_said(content: str) -> None:
    reading = read_source(pdf(content), "a.pdf")
    assert rows(reading) == TEXT
    assert reading.look_at == (
        "the text of page 1 lies unseen over or under a picture: a program recognised it, check it",
    )


def test_notes_on_the_page_are_set_apart_and_said() -> None:
    notes = (
        "<< /Type /Annot /Subtype /Text /Rect [0 0 9 9] /Contents (a remark) >>",
        "<< /Type /Annot /Subtype /FreeText /Rect [0 0 9 9] /Contents (typed on top) >>",
        "<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] /Contents (an address) >>",
        "<< /Type /Annot /Subtype /Widget /FT /Tx /Rect [0 0 9 9] /V (filled in) >>",
        "<< /Type /Annot /Subtype /Stamp /Rect [0 0 9 9] >>",
    )
    reading = read_source(pdf(Page(BODY, more=f"/Annots [{' '.join(notes)}]")), "a.pdf")
    assert [(each.rule, each.text) for each in reading.page_matter] == [
        ("comment", "a remark"),
        ("comment", "typed on top"),
        ("form control", "filled in"),
    ]
    assert reading.look_at == (
        "3 notes and form fields are set apart; they are no text of the page",
        "page 1: a stamp or a field may show what the file does not hold as text",
    )


@pytest.mark.parametrize("size", [20, 300, 900])
def test_a_file_that_is_cut_off_is_refused(size: int) -> None:
    with pytest.raises(PdfBroken, match=r"a\.pdf is a damaged PDF, nothing was added"):
        read_source(pdf(BODY)[:size], "a.pdf")


def test_without_the_extra_its_install_line_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pypdfium2.raw", None)
    with pytest.raises(ExtraMissing, match="reading PDF needs an extra") as refusal:
        read_source(pdf(BODY), "a.pdf")
    assert refusal.value.tries == ("pip install 'revtrack[pdf]'",)


def test_more_doubtful_texts_over_each_other_than_can_be_judged_are_refused() -> None:
    pile = "".join(show(70 + 0.1 * at, 500, f"word {at}", more="1 1 1 rg") for at in range(60))
    with pytest.raises(InputTooLarge, match="60 texts over each other"):
        read_source(pdf(BODY + pile), "a.pdf")


def test_limits_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(InputTooLarge, match="has 2,001 pages; revtrack reads at most 2,000"):
        read_source(pdf(*[""] * 2001), "a.pdf")
    monkeypatch.setattr(library, "_CHARACTERS", 20)
    with pytest.raises(InputTooLarge, match="characters on one page"):
        read_source(pdf(BODY), "a.pdf")


def test_pages_that_show_nothing_are_no_source() -> None:
    with pytest.raises(EmptySource):
        read_source(pdf("", ""), "a.pdf")


def test_every_word_is_in_the_sheet_once() -> None:
    """All that a page holds, in sight or not, stands in the sheet, and what was made is known as made."""
    content = BODY + show(70, 500, "secret", more="3 Tr") + show(70, 40, "1")
    sheet = read_pdf(pdf(content), "a.pdf")
    made = {at for span in sheet.made for at in range(*span)}
    held = "".join(character for at, character in enumerate(sheet.text) if at not in made)
    wanted = (
        "1. The reading room opens at nine on every day of the week, but for Sundays. 2. It closes at five. secret 1"
    )
    assert sorted("".join(held.split())) == sorted("".join(wanted.split()))


def test_the_ledger_names_what_is_hidden() -> None:
    reading = read_source(pdf(BODY + show(70, 500, "secret", more="3 Tr")), "a.pdf")
    assert reading.ledger.rules(Fate.APART) == {"hidden text": 6}


@pytest.mark.parametrize(
    "content", [b"\xff" * 500, b"(" * 3000, b"q " * 5000, b"BT /R 12 Tf (x) Tj" * 200, b"/Im Do " * 500]
)
def test_rubbish_in_a_page_is_read_or_refused(content: bytes) -> None:
    refusal = refused(pdf(Page(content)), "a.pdf")
    assert refusal is None or refusal.tries


def test_words_whose_place_is_no_number_are_refused() -> None:
    """Enlarged a hundredfold again and again, until nothing is left but infinities, and what comes of them times zero."""
    refusal = refused(pdf(Page(b"q 100 0 0 100 70 300 cm " * 40 + b"BT /R 12 Tf 1 0 0 1 1 1 Tm (x) Tj ET")), "a.pdf")
    assert isinstance(refusal, PdfBroken)
    assert refusal.facts == ("the place or the size of a word is no number",)
