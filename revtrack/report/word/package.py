"""The parts of a Word file around its text, and how they are put together (ISO/IEC 29500-2)."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from revtrack.report.interface import Interface
from revtrack.report.officezip import APP, CORE, packed
from revtrack.report.word.markup import content, line, paragraph, plain_run
from revtrack.report.word.styles import NAMESPACES, XML

_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
PARTS = {
    "document": f"{_WORD}.document.main+xml",
    "styles": f"{_WORD}.styles+xml",
    "settings": f"{_WORD}.settings+xml",
    "footnotes": f"{_WORD}.footnotes+xml",
    "comments": f"{_WORD}.comments+xml",
    "header": f"{_WORD}.header+xml",
    "footer": f"{_WORD}.footer+xml",
}
"""The parts under `word/` with their media types; the text leads to all others."""


class WordFile(Struct, frozen=True):
    """What a Word file is put together from; `comments` is empty where there are none."""

    title: str
    body: str
    footnotes: Sequence[str]
    styles: bytes
    header: bytes
    footer: bytes
    comments: bytes = b""


def word_file(given: WordFile) -> bytes:
    """The bytes of the file: always the same for the same parts."""
    parts = {
        "document": _document(given.body),
        "styles": given.styles,
        "settings": _settings(),
        "footnotes": _footnotes(given.footnotes),
        "header": given.header,
        "footer": given.footer,
        **({"comments": given.comments} if given.comments else {}),
    }
    members = {
        "[Content_Types].xml": _types(parts),
        "_rels/.rels": _first_relations(),
        "word/_rels/document.xml.rels": _relations(parts),
        **{f"word/{name}.xml": content for name, content in parts.items()},
    }
    return packed(members, title=given.title)


def running_lines(names: str, marked: str, words: Interface) -> tuple[bytes, bytes]:
    """Header `old → new` and footer `page x of y`; what restricts the text stands in both."""
    ahead, _, rest = words.say("page-of", page="\n", pages="\t").partition("\n")
    between, _, behind = rest.partition("\t")
    pages = line(ahead) + _field("PAGE") + line(between) + _field("NUMPAGES") + line(behind)
    gap = plain_run("<w:tab/>")
    bold = plain_run(content(marked), look="<w:b/>") if marked else ""
    head = paragraph("Header", line(names) + gap + bold)
    foot = paragraph("Footer", bold + gap + pages)
    return (
        f"{XML}<w:hdr {NAMESPACES}>{head}</w:hdr>".encode(),
        f"{XML}<w:ftr {NAMESPACES}>{foot}</w:ftr>".encode(),
    )


def _field(name: str) -> str:
    """A number that the program counts when it lays out the page (17.16.19)."""
    return f'<w:fldSimple w:instr=" {name} "><w:r><w:t>1</w:t></w:r></w:fldSimple>'


def _document(body: str) -> bytes:
    """A4 with margins of 2.5 cm, one section."""
    section = (
        '<w:sectPr><w:headerReference w:type="default" r:id="header"/><w:footerReference w:type="default" r:id="footer"/>'
        '<w:pgSz w:w="11906" w:h="16838"/>'
        '<w:pgMar w:top="1418" w:right="1418" w:bottom="1418" w:left="1418" w:header="709" w:footer="709" w:gutter="0"/>'
        "</w:sectPr>"
    )
    return f"{XML}<w:document {NAMESPACES}><w:body>{body}{section}</w:body></w:document>".encode()


def _footnotes(found: Sequence[str]) -> bytes:
    """The footnotes behind the two lines that part them from the text (17.11.23)."""
    lines = "".join(
        f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:r><w:{kind}/></w:r></w:p></w:footnote>'
        for kind, number in (("separator", -1), ("continuationSeparator", 0))
    )
    return f"{XML}<w:footnotes {NAMESPACES}>{lines}{''.join(found)}</w:footnotes>".encode()


def _settings() -> bytes:
    lines = '<w:footnotePr><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>'
    modern = (
        '<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" '
        'w:val="15"/></w:compat>'
    )
    return f"{XML}<w:settings {NAMESPACES}>{lines}{modern}</w:settings>".encode()


def _types(parts: dict[str, bytes]) -> bytes:
    properties = {
        CORE: "application/vnd.openxmlformats-package.core-properties+xml",
        APP: "application/vnd.openxmlformats-officedocument.extended-properties+xml",
    }
    named = {**{f"word/{name}.xml": PARTS[name] for name in parts}, **properties}
    told = "".join(f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in named.items())
    return (
        f'{XML}<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
        f'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{told}</Types>'
    ).encode()


def _first_relations() -> bytes:
    return _relationships(
        (
            ("document", f"{_OFFICE}/officeDocument", "word/document.xml"),
            ("core", f"{_PACKAGE}/relationships/metadata/core-properties", CORE),
            ("app", f"{_OFFICE}/extended-properties", APP),
        )
    )


def _relations(parts: dict[str, bytes]) -> bytes:
    return _relationships([(name, f"{_OFFICE}/{name}", f"{name}.xml") for name in parts if name != "document"])


def _relationships(found: Sequence[tuple[str, str, str]]) -> bytes:
    told = "".join(f'<Relationship Id="{name}" Type="{kind}" Target="{target}"/>' for name, kind, target in found)
    return f'{XML}<Relationships xmlns="{_PACKAGE}/relationships">{told}</Relationships>'.encode()
