"""A writer of Word documents for tests, and an extractor of their text: neither shares a line with the reader."""

from __future__ import annotations

import re
from html import escape, unescape
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from revtrack.model.texts import Component, Expression, Paragraph, Role, Slot, SlotKind

OFFICE = "http://schemas.openxmlformats.org"
WORD = f"{OFFICE}/wordprocessingml/2006/main"
RELATIONS = f"{OFFICE}/officeDocument/2006/relationships"
_NAMESPACES = (
    f'xmlns:w="{WORD}" xmlns:r="{RELATIONS}" xmlns:mc="{OFFICE}/markup-compatibility/2006" '
    f'xmlns:m="{OFFICE}/officeDocument/2006/math" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
STYLES = "".join(
    f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/>{base}<w:pPr>{more}</w:pPr></w:style>'
    for key, name, base, more in (
        ("Normal", "Normal", "", ""),
        ("Title", "Title", "", ""),
        *((f"H{n}", f"heading {n}", "", f'<w:outlineLvl w:val="{n - 1}"/>') for n in range(1, 5)),
        ("Overskrift1", "overskrift 1", "", ""),
        ("Mine", "My heading", '<w:basedOn w:val="H2"/>', ""),
        ("Contents1", "toc 1", "", ""),
        ("Numbered", "List Number", "", '<w:numPr><w:numId w:val="1"/></w:numPr>'),
    )
)


def xml(name: str, inner: str) -> str:
    """A part with its root."""
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:{name} {_NAMESPACES}>{inner}</w:{name}>'


def t(text: str) -> str:
    """A run of text."""
    return f'<w:r><w:t xml:space="preserve">{escape(text, quote=False)}</w:t></w:r>'


def p(*runs: str, style: str = "", num: tuple[int, int] | None = None, more: str = "") -> str:
    """A paragraph; words that are no mark-up become runs."""
    properties = f'<w:pStyle w:val="{style}"/>' if style else ""
    if num is not None:
        properties += f'<w:numPr><w:ilvl w:val="{num[1]}"/><w:numId w:val="{num[0]}"/></w:numPr>'
    inner = "".join(run if run.startswith("<") else t(run) for run in runs)
    return f"<w:p><w:pPr>{properties}{more}</w:pPr>{inner}</w:p>"


def ref(number: int, kind: str = "footnote") -> str:
    """The mark of a note."""
    return f'<w:r><w:{kind}Reference w:id="{number}"/></w:r>'


def note(number: int, *paragraphs: str, kind: str = "footnote") -> str:
    """A note's text, its mark before it."""
    first = f"<w:p><w:r><w:{kind}Ref/></w:r>{t(' ')}"
    return f'<w:{kind} w:id="{number}">{first}{paragraphs[0].removeprefix("<w:p>")}{"".join(paragraphs[1:])}</w:{kind}>'


def table(*rows: tuple[str, ...]) -> str:
    """A table; a cell that is no mark-up is a paragraph."""
    cells = [
        "".join(f"<w:tc><w:tcPr/>{cell if cell.startswith('<') else p(cell)}</w:tc>" for cell in row) for row in rows
    ]
    return "<w:tbl><w:tblPr/><w:tblGrid/>" + "".join(f"<w:tr>{row}</w:tr>" for row in cells) + "</w:tbl>"


def level(at: int, style: str, text: str, *, start: int = 1, more: str = "", left: int = 0, hanging: int = 0) -> str:
    """A level of a list."""
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="{start}"/><w:numFmt w:val="{style}"/>{more}<w:lvlText w:val="{text}"/>'
        f'<w:pPr><w:ind w:left="{left}" w:hanging="{hanging}"/></w:pPr></w:lvl>'
    )


def numbering(*lists: tuple[str, ...], more: str = "") -> str:
    """Lists 1, 2 …, each with its levels; `more` are further lists that rest on one of them."""
    abstract = "".join(
        f'<w:abstractNum w:abstractNumId="{at}">{"".join(levels)}</w:abstractNum>' for at, levels in enumerate(lists)
    )
    nums = "".join(f'<w:num w:numId="{at + 1}"><w:abstractNumId w:val="{at}"/></w:num>' for at in range(len(lists)))
    return xml("numbering", abstract + nums + more)


def docx(*body: str, **parts: str) -> bytes:
    """A Word document; a part is given by its kind: footnotes, endnotes, comments, header, footer, numbering, settings.

    Words that are no mark-up are paragraphs.
    """
    inner = "".join(each if each.startswith("<") else p(each) for each in body)
    return package(xml("document", f"<w:body>{inner}<w:sectPr/></w:body>"), **{"styles": STYLES, **parts})


def package(document: str, **parts: str) -> bytes:
    """A container around a document part and others."""
    roots = {"header": "hdr", "footer": "ftr"}
    members = {
        "[Content_Types].xml": f'<Types xmlns="{OFFICE}/package/2006/content-types"/>',
        "_rels/.rels": relations({"officeDocument": "word/document.xml"}),
        "word/document.xml": document,
        "word/_rels/document.xml.rels": relations({kind: f"{kind}.xml" for kind in parts}),
    }
    for kind, content in parts.items():
        bare = content.startswith("<?xml")
        members[f"word/{kind}.xml"] = content if bare else xml(roots.get(kind, kind), content)
    return zipped(members)


def relations(targets: dict[str, str]) -> str:
    """A part of relationships."""
    links = "".join(
        f'<Relationship Id="r{at}" Type="{RELATIONS}/{kind}" Target="{target}"/>'
        for at, (kind, target) in enumerate(targets.items())
    )
    return f'<Relationships xmlns="{OFFICE}/package/2006/relationships">{links}</Relationships>'


def zipped(members: dict[str, str | bytes]) -> bytes:
    """A zip container."""
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


_TEXT = re.compile(r"<(w:t|w:delText|w:instrText|m:t)(?: [^>]*)?>(.*?)</\1>", re.DOTALL)
_PARTS = re.compile(r"word/(?:document|footnotes|endnotes|comments|header\d*|footer\d*)\.xml")


def all_text(data: bytes) -> str:
    """Every character of every text element of every part that holds text, in the order of the file."""
    with ZipFile(BytesIO(data)) as archive:
        parts = [archive.read(name).decode() for name in sorted(archive.namelist()) if _PARTS.fullmatch(name)]
    return "".join(unescape(found[2]) for part in parts for found in _TEXT.finditer(part))


def of_expression(expression: Expression, *, styled: bool, automatic: bool) -> bytes:
    """An expression as a Word document: headings by style or as they look, numbers of Word or typed, real footnotes."""
    header = [p(_printed(slot)) for slot in expression.header]
    writer = _Writer(styled=styled, automatic=automatic)
    body = [row for component in expression.components for row in writer.component(component)]
    return docx(*header, *body, footnotes="".join(writer.notes), numbering=numbering(*writer.lists()))


def _printed(slot: Slot) -> str:
    if slot.kind is SlotKind.ORIGINAL_LANGUAGE:
        return f"({slot.label} {slot.value})"
    return f"{slot.label}\t{slot.value}" if slot.label else slot.value


class _Writer:
    def __init__(self, *, styled: bool, automatic: bool) -> None:
        self.styled, self.automatic = styled, automatic
        self.notes: list[str] = []
        self.components = 0

    def lists(self) -> list[tuple[str, ...]]:
        return [(level(0, "decimal", "%1."), level(1, "bullet", "-", left=567, hanging=283))] * max(self.components, 1)

    def component(self, component: Component) -> list[str]:
        self.components += 1
        return [self.paragraph(paragraph) for paragraph in component.paragraphs]

    def paragraph(self, paragraph: Paragraph) -> str:
        runs, at = [], 0
        for each in paragraph.notes:
            self.notes.append(note(len(self.notes) + 1, p(each.text).replace("<w:pPr></w:pPr>", "")))
            runs += [t(paragraph.text[at : each.offset]), ref(len(self.notes))]
            at = each.offset
        runs.append(t(paragraph.text[at:]))
        style = f"H{paragraph.level}" if paragraph.role is Role.HEADING and self.styled else ""
        if paragraph.role is Role.TITLE and self.styled:
            style = "Title"
        if paragraph.num and self.automatic:
            return p(*runs, style=style, num=(self.components, paragraph.level))
        return p(*([f"{paragraph.num}\t"] if paragraph.num else []), *runs, style=style)
