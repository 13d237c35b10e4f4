"""Bytes to characters, only where the encoding is certain; and what kinds of file are refused."""

from __future__ import annotations

import pytest

from revtrack.errors import EmptySource, SourceRefused, UnknownEncoding, UnsupportedFormat
from revtrack.ingest import Format, detect_format, read_source
from revtrack.ingest.decode import decode, runner_up, thin_evidence
from revtrack.model.ledger import Fate

DANISH = "1. Rådet nåede til enighed om bekæmpelse af “radikalisering” – på ny.\n"


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (DANISH.encode(), "UTF-8"),
        (b"\xef\xbb\xbf" + DANISH.encode(), "UTF-8"),
        (b"\xff\xfe" + DANISH.encode("utf-16-le"), "UTF-16LE"),
        (DANISH.encode("utf-16-le"), "UTF-16LE"),
        (DANISH.encode("utf-16-be"), "UTF-16BE"),
        (b"\xfe\xff" + DANISH.encode("utf-16-be"), "UTF-16BE"),
        (DANISH.encode("cp1252"), "Windows-1252"),
        ("1. Rådet nåede til enighed på ny.\n".encode("latin-1"), "ISO-8859-1"),
    ],
)
def test_an_encoding_that_is_certain_is_read_and_named(data: bytes, encoding: str) -> None:
    reading = read_source(data, "a.txt")
    assert reading.ledger.encoding == encoding
    assert reading.components[0].paragraphs[0].text.startswith("Rådet nåede til enighed")


def test_the_byte_order_mark_is_in_the_ledger_and_not_in_the_text() -> None:
    for data in (b"\xef\xbb\xbf1. One.", b"\xff\xfe" + "1. One.".encode("utf-16-le")):
        reading = read_source(data, "a.txt")
        assert reading.components[0].paragraphs[0].num == "1."
        assert reading.ledger.rules(Fate.NORMALISED)["byte order mark"] == 1
        assert reading.ledger.length == 8


@pytest.mark.parametrize(
    ("data", "line"),
    [
        (b"1. \xff\xfe\xfa\n", 1),
        (b"one\ntwo \x81\n", 2),
        (DANISH.encode() + b"broken \xc3 here\n", 2),
        (b"\xd0\xde\xf0\xd0 \xde\xd0\n", 1),
        (b"\xe5\xe5\xe5\xe5 \xf8\xf8 \xe6\n", 1),
        (b"\xff\xfeabc", 1),
    ],
)
def test_an_encoding_that_is_not_certain_names_the_line_of_the_first_bad_byte(data: bytes, line: int) -> None:
    with pytest.raises(UnknownEncoding) as caught:
        decode(data, "a.txt")
    assert f"in line {line} is not" in caught.value.facts[0]


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"1. a\x00b\n", "U+0000 (NUL)"),
        (b"1. a\n2. \x1b[31m\n", "U+001B (ESCAPE)"),
        (b"1. a\x0bb\n", "U+000B (VERTICAL TAB)"),
        (b"1. \xed\xa0\x80 b\n", "U+D800"),
        ("1. \ufffe\n".encode(), "U+FFFE"),
        ("1. \uffff\n".encode(), "U+FFFF"),
        (b"\xff\xfe1\x00\x00\xd8", "U+D800"),
    ],
)
def test_characters_that_are_no_text_are_refused_by_name(data: bytes, name: str) -> None:
    with pytest.raises(SourceRefused, match="nothing was added") as caught:
        read_source(data, "a.txt")
    assert name in caught.value.message
    assert caught.value.facts[0].startswith("line ")


def test_line_ends_and_page_breaks_are_noted() -> None:
    reading = read_source(b"1. One.\r\n2. Two.\r3. Three.\x0c4. Four.\n", "a.txt")
    assert [p.text for p in reading.components[0].paragraphs] == ["One.", "Two.", "Three.", "Four."]
    rules = reading.ledger.rules(Fate.NORMALISED)
    assert (rules["line end"], rules["page break"]) == (4, 1)


FOREIGN = {
    "zip, looks like DOCX with macros": b"PK\x03\x04....word/document.xml word/vbaProject.bin",
    "zip, looks like XLSX": b"PK\x03\x04....xl/workbook.xml",
    "zip, looks like OpenDocument": b"PK\x03\x04mimetypeapplication/vnd.oasis.opendocument.text",
    "zip, looks like Apple Pages": b"PK\x03\x04....Index/Document.iwa",
    "zip": b"PK\x03\x04....",
    "a gzip archive": b"\x1f\x8b\x08\x00",
    "an encrypted Microsoft Office file": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1.."
    + "EncryptedPackage".encode("utf-16-le"),
    "an old Microsoft Office file": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    "RTF": b"{\\rtf1\\ansi}",
    "XML": b"\xef\xbb\xbf<?xml version='1.0'?><a/>",
    "a PNG image": b"\x89PNG\r\n\x1a\n....",
    "a JPEG image": b"\xff\xd8\xff\xe0....",
    "a WebP image": b"RIFF....WEBPVP8 ",
    "text in UTF-32": b"\xff\xfe\x00\x00a\x00\x00\x00",
    "binary data": bytes(range(32)) * 4,
}


WORD_PROCESSORS = {
    *("zip, looks like DOCX with macros", "zip, looks like OpenDocument", "zip, looks like Apple Pages", "RTF"),
    *("an encrypted Microsoft Office file", "an old Microsoft Office file"),
}
"""What a word processor opens and can save as DOCX."""


@pytest.mark.parametrize(("looks", "data"), FOREIGN.items(), ids=FOREIGN)
@pytest.mark.parametrize("name", ["a.txt", "a.md"])
def test_other_kinds_of_file_are_told_by_content_and_refused(looks: str, data: bytes, name: str) -> None:
    with pytest.raises(UnsupportedFormat) as caught:
        read_source(data, name)
    assert caught.value.message == f"{name} is not a format revtrack reads ({looks})"
    assert caught.value.facts == ("it reads PDF, DOCX, HTML, Akoma Ntoso, Formex 4, text and Markdown",)
    saved = "a.docx" if looks in WORD_PROCESSORS else "a.txt"
    assert caught.value.tries[0].endswith(f"then  revtrack add {saved}")


@pytest.mark.parametrize(
    ("name", "text", "kind"),
    [
        ("a.txt", "1. One.\n", Format.TEXT),
        ("a.md", "1. One.\n", Format.MARKDOWN),
        ("A.MARKDOWN", "1. One.\n", Format.MARKDOWN),
        ("a.txt", "# Rules\n\n1. One.\n", Format.MARKDOWN),
        ("a", "Text.\n\n## A\n\nx\n\n## B\n", Format.MARKDOWN),
        ("a.txt", "Text.\n\n# 5 is a number sign\n", Format.TEXT),
        ("a.txt", "#hashtag\n\n#other\n", Format.TEXT),
        ("a.pdf", "1. One.\n", Format.TEXT),
    ],
)
def test_markdown_is_told_from_text_by_its_headings_or_its_name(name: str, text: str, kind: Format) -> None:
    assert detect_format(text.encode(), name) is kind


def test_nothing_is_no_format() -> None:
    with pytest.raises(EmptySource):
        detect_format(b"", "a.txt")


SENTENCES = {
    "da": "Rådet nåede til enighed om bekæmpelse af “radikalisering” – på ny. Øget indsats i Århus.\n",
    "nb": "Ærlig talt, det ble gjort på Ålesund skole – også i år.\n",
    "sv": "Rådet nådde enighet; åtgärder i Örebro är på väg.\n",
    "de": "Die Männer hören über die Straße, Österreich – größer als „sonst“.\n",
    "fr": "L’élève à l’école où l’on étudie le cœur des œuvres: ça coûte 5 €.\n",
    "en": "Members’ rights cost £5 – § 3; don’t ask ‘why’.\n",
    "pl": "Są łąki i żółw.\n",
    "hu": "Őrült űr.\n",
    "tr": "Şu ağaç.\n",
    "el": "Καλημέρα κόσμε.\n",
    "ru": "Привет, мир.\n",
}
CODECS = (
    *("cp1252", "latin-1", "iso8859-15", "cp850", "mac_roman", "cp1250", "cp1254", "iso8859-2", "cp1251", "koi8-r"),
    *("cp1253", "utf-16-le", "utf-16-be", "utf-8", "utf-8-sig", "utf-16"),
)


@pytest.mark.parametrize("codec", CODECS)
@pytest.mark.parametrize("text", SENTENCES.values(), ids=SENTENCES)
def test_bytes_are_read_as_they_were_meant_or_refused(text: str, codec: str) -> None:
    """A wrong letter is worse than a refusal: whatever the code page, what is read is what was written."""
    try:
        data = text.encode(codec)
    except UnicodeEncodeError:
        pytest.skip("not in this code page")
    try:
        read = decode(data, "a.txt").text.removeprefix("\ufeff")
    except SourceRefused:
        read = "refused"
    assert read in (text, "refused")


@pytest.mark.parametrize("language", ["da", "nb", "sv", "de", "fr", "en"])
def test_the_languages_of_the_north_and_west_are_read_from_windows_files(language: str) -> None:
    text = SENTENCES[language]
    assert decode(text.encode("cp1252"), "a.txt").text == text


@pytest.mark.parametrize(
    ("data", "may"),
    [
        ("Vi er fra Ærø.\n".encode("cp850"), "DOS code page 850"),
        ("Rådet nåede på ny.\n".encode("mac_roman"), "DOS code page 850 or Mac Roman"),
        (b"Han sagde \x92ro.\n", "Windows-1252 or DOS code page 850"),
    ],
)
def test_what_may_be_another_code_page_is_refused_and_named(data: bytes, may: str) -> None:
    with pytest.raises(UnknownEncoding) as caught:
        decode(data, "a.txt")
    assert caught.value.facts[1] == f"by its letters it may be {may}, which revtrack does not guess"


def test_a_runner_up_that_is_near_is_shown() -> None:
    """Byte 91 is æ in the one, and an opening quotation mark in the other; one mark in five speaks for Windows."""
    data = b"Han s\x91 at \x91h\x91r, dr\x91b, l\x91r; 5 \x80"
    with pytest.raises(UnknownEncoding):
        decode(data, "a.txt")
    near = b"\x91a \x91b \x91c \x91d \x91e \xa7 3"
    decoded = decode(near, "a.txt")
    assert decoded.encoding == "Windows-1252"
    assert runner_up(near, decoded) == (
        "read as Windows-1252 (“‘a”); DOS code page 850, the next best, would read “æa”"
    )
    assert read_source(b"The fee is\n\n" + near, "a.txt").look_at[-1].startswith("read as Windows-1252")


@pytest.mark.parametrize(
    ("text", "codec", "shown"),
    [
        ("Taryba susitarė dėl priemonių.", "cp1257", "3 characters beyond ASCII alone (ë ø)"),
        ("Rada dosáhla dohody o opatření.", "cp1250", "3 characters beyond ASCII alone (á ø í)"),
    ],
)
def test_a_few_letters_that_may_be_those_of_another_code_page_are_named(text: str, codec: str, shown: str) -> None:
    reading = read_source(f"1. {text}\n".encode(codec), "a.txt")
    assert any(shown in sentence for sentence in reading.look_at)
    assert thin_evidence(decode("blåbærgrød ".encode("latin-1") * 10, "a.txt")) == ""
    assert thin_evidence(decode(text.encode(), "a.txt")) == ""


def test_no_runner_up_is_made_up() -> None:
    for text in ("Rådet på ny.\n", "don’t\n"):
        data = text.encode("cp1252")
        assert runner_up(data, decode(data, "a.txt")) == ""
    assert runner_up(b"plain", decode(b"plain", "a.txt")) == ""


@pytest.mark.parametrize(
    "data", [b"a\x00b", b"\x00\x00", "Привет, мир".encode("utf-16-le"), "日本語".encode("utf-16-be")]
)
def test_utf_16_without_its_mark_is_taken_only_where_it_is_certain(data: bytes) -> None:
    with pytest.raises(SourceRefused):
        read_source(data, "a.txt")
