"""Word documents that are broken, hidden under another name, or made to hurt: refused by a named error, never in part."""

from __future__ import annotations

import struct
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from revtrack.errors import InputTooLarge, SourceRefused, UnsupportedFormat, XmlNotWellFormed, XmlUnsafe
from revtrack.ingest import read_in_child, read_source
from tests.word_samples import WORD, docx, p, package, relations, xml, zipped

OTHER = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>'
DOCTYPE = f'<!DOCTYPE w:document [<!ENTITY e SYSTEM "file:///etc/passwd">]><w:document xmlns:w="{WORD}">'


def encrypted(data: bytes) -> bytes:
    """The flag of encryption set in every header of a zip."""
    changed = bytearray(data)
    for signature, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = changed.find(signature)
        while start >= 0:
            changed[start + at] |= 1
            start = changed.find(signature, start + 4)
    return bytes(changed)


def flipped(data: bytes) -> bytes:
    """One byte of packed content changed."""
    changed = bytearray(data)
    changed[data.find(b"word/document.xml") + 60] ^= 0xFF
    return bytes(changed)


def twice(data: bytes) -> bytes:
    """A second document part of the same name."""
    buffer = BytesIO(data)
    with pytest.warns(UserWarning, match="Duplicate"), ZipFile(buffer, "a", ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", xml("document", "<w:body/>"))
    return buffer.getvalue()


GOOD = docx("1.\tOne.", "2.\tTwo.")


@pytest.mark.parametrize(
    ("data", "error", "says"),
    [
        (GOOD[: len(GOOD) // 2], UnsupportedFormat, "cannot be read"),
        (GOOD[:-30], UnsupportedFormat, "cannot be read"),
        (flipped(GOOD), UnsupportedFormat, "cannot be read"),
        (encrypted(GOOD), UnsupportedFormat, "cannot be read"),
        (zipped({"word/document.xml": xml("document", "<w:body/>")}), UnsupportedFormat, "cannot be read as DOCX"),
        (
            zipped({"_rels/.rels": OTHER, "word/document.xml": xml("document", "")}),
            UnsupportedFormat,
            "cannot be read as DOCX",
        ),
        (package(xml("styles", "")), UnsupportedFormat, "cannot be read as DOCX"),
        (package(xml("document", "<w:body>")[:-12]), XmlNotWellFormed, "word/document.xml in a.docx"),
        (package(f"{DOCTYPE}&e;</w:document>"), XmlUnsafe, "word/document.xml in a.docx"),
        (package(xml("document", "&undefined;")), XmlNotWellFormed, "word/document.xml in a.docx"),
        (package(xml("document", "<w:p>" * 150 + "</w:p>" * 150)), InputTooLarge, "nested deeper"),
        (docx(p("x"), styles=" " * 20_000_000), InputTooLarge, "is larger than revtrack reads"),
        (zipped({"xl/workbook.xml": "x", "xl/embeddings/word.docx": GOOD}), UnsupportedFormat, "looks like XLSX"),
    ],
    ids=[
        *("half", "no-end", "flipped", "encrypted", "no-relations", "no-link", "other-root", "cut-xml", "entity"),
        *("undefined-entity", "deep", "bomb", "workbook"),
    ],
)
def test_it_is_refused_by_name(data: bytes, error: type[SourceRefused], says: str) -> None:
    for read in (read_source, read_in_child):
        with pytest.raises(error, match=says) as caught:
            read(data, "a.docx")
        assert caught.value.tries


def test_two_parts_of_one_name_are_refused() -> None:
    with pytest.raises(UnsupportedFormat, match="cannot be read"):
        read_source(twice(GOOD), "a.docx")


def test_a_part_that_is_named_and_missing_is_refused() -> None:
    with ZipFile(BytesIO(GOOD)) as archive:
        members: dict[str, str | bytes] = {name: archive.read(name) for name in archive.namelist()}
    members["word/_rels/document.xml.rels"] = relations({"footnotes": "footnotes.xml"})
    with pytest.raises(UnsupportedFormat) as caught:
        read_source(zipped(members), "a.docx")
    assert caught.value.facts == ("its part 'word/footnotes.xml' is missing",)


def test_a_declared_size_that_lies_does_not_let_a_bomb_in() -> None:
    data = bytearray(zipped({"word/document.xml": b" " * (70 << 20)}))
    at = data.find(b"PK\x01\x02")
    data[at + 24 : at + 28] = struct.pack("<I", 10)
    with pytest.raises(SourceRefused):
        read_source(bytes(data), "a.docx")


def test_relations_that_lead_outside_lead_nowhere() -> None:
    with ZipFile(BytesIO(GOOD)) as archive:
        members: dict[str, str | bytes] = {name: archive.read(name) for name in archive.namelist()}
    members["_rels/.rels"] = relations({"officeDocument": "../../../etc/passwd"})
    with pytest.raises(UnsupportedFormat, match="cannot be read as DOCX"):
        read_source(zipped(members), "a.docx")


def test_a_style_that_rests_on_itself_ends() -> None:
    loop = '<w:style w:styleId="A"><w:name w:val="a"/><w:basedOn w:val="A"/></w:style>'
    assert read_source(docx(p("x", style="A"), styles=loop), "a.docx").components[0].paragraphs[0].text == "x"


def test_huge_and_odd_figures_of_lists_are_no_danger() -> None:
    lists = (
        '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="999999999999"/>'
        '<w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%1%1%1"/></w:lvl>'
        '<w:lvl w:ilvl="1"><w:start w:val="900000000"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%2"/></w:lvl>'
        '<w:lvl w:ilvl="x"/></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    data = docx(p("x", num=(1, 0)), p("y", num=(1, 1)), numbering=lists)
    assert [paragraph.text for paragraph in read_source(data, "a.docx").components[0].paragraphs] == ["x", "y"]
