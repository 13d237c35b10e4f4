"""Tells what kind of file the bytes are, by content and not by name: text, Markdown, DOCX, HTML, PDF, or something not read.

The signatures are those of the formats' own specifications; a ZIP container is told by the names of its members.
"""

from __future__ import annotations

import re
from enum import Enum

from revtrack.errors import EmptySource, UnsupportedFormat
from revtrack.ingest.decode import decode, utf16_order

_HEAD = 1024
_JUNK_HEAD = 8192
_JUNK_COUNT = 4
_JUNK_SHARE = 0.05
_MEMBERS = 1 << 20
_TYPE = 200
_READ = "it reads PDF, DOCX, HTML, Akoma Ntoso, Formex 4, text and Markdown"
_ENCRYPTED = "an encrypted Microsoft Office file"
_ATX = re.compile(r"#{1,6}[ \t]\S")
_MARKDOWN_NAMES = (".md", ".markdown")

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOCKED = "EncryptedPackage".encode("utf-16-le")
"""The stream of an OLE container that holds an encrypted DOCX, XLSX or PPTX ([MS-OFFCRYPTO] 2.3.4)."""

_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ\x00", "an xz archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard archive"),
    (_OLE, "an old Microsoft Office file"),
    (b"{\\rtf", "RTF"),
    (b"%!PS", "PostScript"),
    (b"\x89PNG\r\n\x1a\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"II*\x00", "a TIFF image"),
    (b"MM\x00*", "a TIFF image"),
    (b"BM\x00", "a bitmap image"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90\x00", "a program"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"\xff\xfe\x00\x00", "text in UTF-32"),
    (b"\x00\x00\xfe\xff", "text in UTF-32"),
)
_MACROS = "zip, looks like DOCX with macros"
_DOCX = "zip, looks like DOCX"
_ZIP_MEMBERS: tuple[tuple[bytes, str], ...] = (
    (b"word/vbaProject.bin", _MACROS),
    (b"word/document", _DOCX),
    (b"xl/workbook.xml", "zip, looks like XLSX"),
    (b"ppt/presentation.xml", "zip, looks like PPTX"),
    (b"application/vnd.oasis.opendocument", "zip, looks like OpenDocument"),
    (b"Index/Document.iwa", "zip, looks like Apple Pages"),
    (b"index.apxl", "zip, looks like Apple Pages"),
    (b"application/epub+zip", "zip, looks like EPUB"),
)
_OFFICE = frozenset(
    (
        *("RTF", "an old Microsoft Office file", _MACROS),
        *("zip, looks like OpenDocument", "zip, looks like Apple Pages"),
    )
)
"""What a word processor opens and can save as DOCX."""
_MARKUP: tuple[tuple[str, str], ...] = (
    ("<!doctype html", "HTML"),
    ("<html", "HTML"),
    ("<?xml", "XML"),
    ("<!doctype", "XML"),
)
_AKN, _FORMEX = "Akoma Ntoso XML", "Formex XML"
_ROOT_HEAD = 1 << 16
_SKIP = re.compile(
    r"\s{1,10000}|<\?.{0,10000}?\?>|<!--.{0,50000}?-->|<![^\[>]{0,10000}(?:\[[^\]]{0,20000}\]\s{0,100})?>", re.DOTALL
)
_TAG = re.compile(r"<(?:[\w.-]{1,50}:)?([\w.-]{1,50})([^>]{0,10000})>")
_FORMEX_ROOTS = frozenset(
    (
        *("ACT", "AGR", "ANNEX", "CONS.ACT", "CONS.ANNEX", "CONS.OTHER", "CORR", "DECISION", "DOC", "GENERAL"),
        *("JUDGMENT", "LETTER", "OPINION", "ORDER", "PROPOSAL", "PUBLICATION", "REPORT", "CASE"),
    )
)
"""Roots of Formex 4; these words are common, so that a schema or a first element of Formex must bear them out."""
_FORMEX_SIGNS = ("formex", "<BIB.", "<INFO.CONSLEG", "<PUBLICATION.REF", "<ENACTING.TERMS", "<GR.SEQ")


class Format(Enum):
    """A format revtrack reads; the value is (media type, extension of the kept original)."""

    TEXT = ("text/plain", "txt")
    MARKDOWN = ("text/markdown", "md")
    HTML = ("text/html", "html")
    PDF = ("application/pdf", "pdf")
    AKN = ("application/akn+xml", "xml")
    FORMEX = ("application/xml;type=fmx4", "xml")
    DOCX = ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx")

    @property
    def media_type(self) -> str:
        return self.value[0]

    @property
    def extension(self) -> str:
        return self.value[1]


_MARKED_UP = {
    _DOCX: Format.DOCX,
    "HTML": Format.HTML,
    "PDF": Format.PDF,
    _AKN: Format.AKN,
    _FORMEX: Format.FORMEX,
}


def detect_format(data: bytes, name: str) -> Format:
    """The format of the bytes; UnsupportedFormat for one that is not read, EmptySource for nothing."""
    return marked_up(data, name) or text_format(decode(data, name).text, name)


def marked_up(data: bytes, name: str) -> Format | None:
    """The format of bytes that are no plain text; None for text and Markdown.

    Raises UnsupportedFormat for another kind of file, EmptySource for none.
    """
    if not data:
        raise EmptySource(
            f"{name} is empty; nothing was added", tries=("revtrack add FILE  with a file that holds text",)
        )
    looks = _looks_like(data)
    if looks in _MARKED_UP:
        return _MARKED_UP[looks]
    if looks:
        raise UnsupportedFormat(
            f"{name} is not a format revtrack reads ({looks})", facts=(_READ,), tries=(_way_out(looks, name),)
        )
    return None


def looks_like(data: bytes) -> str:
    """What the bytes are, whether they are read or not: "PDF", "HTML", "zip, looks like XLSX" …; "" for text and for nothing."""
    return _looks_like(data) if data else ""


def _way_out(looks: str, name: str) -> str:
    """What makes a file that can be read of it."""
    if looks == _ENCRYPTED:
        return f"open it in Word, take its password away, save it as DOCX, then  revtrack add {_stem(name)}.docx"
    if looks in _OFFICE:
        return f"save it as DOCX, then  revtrack add {_stem(name)}.docx"
    return f"save it as plain text in UTF-8, then  revtrack add {_stem(name)}.txt"


def _stem(name: str) -> str:
    """The file's name without folder and extension."""
    last = name.rpartition("/")[2]
    return last.rpartition(".")[0] or last or "FILE"


def text_format(text: str, name: str) -> Format:
    """Markdown if the name says so, or its heading lines do; else plain text."""
    if name.lower().endswith(_MARKDOWN_NAMES):
        return Format.MARKDOWN
    lines = [line for line in text.removeprefix("\ufeff").splitlines() if line.strip()]
    headings = sum(bool(_ATX.match(line)) for line in lines)
    if lines and headings and (_ATX.match(lines[0]) or headings > 1):
        return Format.MARKDOWN
    return Format.TEXT


def _looks_like(data: bytes) -> str:
    """What the bytes are, "" for text."""
    if b"%PDF-" in data[:_HEAD]:
        return "PDF"
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _container(data)
    if data.startswith(_OLE) and _LOCKED in data:
        return _ENCRYPTED
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return "a WebP image"
    found = next((looks for signature, looks in _SIGNATURES if data.startswith(signature)), "")
    return found or _markup(data) or _junk(data)


def _container(data: bytes) -> str:
    """What a zip is, by the names in its directory; by those met in the bytes where that is damaged."""
    # Only who reads a container waits for the reader of containers to be loaded.
    from revtrack import zipsafe

    names = zipsafe.names(data)
    # The type of an OpenDocument file is the content of its first member, and of none of its names.
    head = "\n".join(names).encode() + data[:_TYPE] if names else data[:_MEMBERS] + data[-_MEMBERS:]
    return next((looks for member, looks in _ZIP_MEMBERS if member in head), "zip")


def _markup(data: bytes) -> str:
    head = data[:_HEAD].replace(b"\x00", b"").decode("latin-1").lstrip("\xef\xbb\xbf\xfe\xff \t\r\n").lower()
    looks = next((looks for start, looks in _MARKUP if head.startswith(start)), "")
    if looks == "HTML" or not head.startswith("<"):
        return looks
    if "xml" in (named := _by_root(data)).lower():
        return named
    return "HTML" if looks == "XML" and "<html" in head else looks


def _by_root(data: bytes) -> str:
    """What an XML document is by its first element; "" for one that is not known."""
    head = data[:_ROOT_HEAD].replace(b"\x00", b"").decode("latin-1").lstrip("\xef\xbb\xbf\xfe\xff")
    at = 0
    while skipped := _SKIP.match(head, at):
        at = skipped.end()
    found = _TAG.match(head, at)
    if found is None:
        return ""
    if found[1].lower() == "akomantoso":
        return _AKN
    return _FORMEX if found[1] in _FORMEX_ROOTS and any(sign in head for sign in _FORMEX_SIGNS) else ""


def _junk(data: bytes) -> str:
    """Binary data: many control characters, and not UTF-16, whose text is full of zero bytes."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or utf16_order(data):
        return ""
    head = data[:_JUNK_HEAD]
    controls = sum(byte < 32 and byte not in b"\t\n\r\f" for byte in head)
    return "binary data" if controls >= _JUNK_COUNT and controls >= _JUNK_SHARE * len(head) else ""
