"""LibreOffice sets the Danish Strategy as PDF, in several layouts; read back, it has no change in words."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections import Counter
from html import escape
from pathlib import Path

import pytest

from revtrack import diff, resources
from revtrack.ingest import read_in_child, read_source
from revtrack.ingest.pdf import read_pdf
from revtrack.model.changes import Kind
from revtrack.model.language import Language
from revtrack.model.numbers import DocumentNumber
from revtrack.model.readings import Reading
from revtrack.model.texts import Component, Expression, Paragraph, Role, Slot, SlotKind, WorkId
from tests.office.libreoffice import PROGRAM

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(PROGRAM is None, reason="LibreOffice is not here: apt-get install libreoffice-writer"),
]
NAMES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in (("office", "office"), ("text", "text"), ("style", "style"), ("fo", "xsl-fo-compatible"))
)
STYLES = {
    Role.TITLE: ('fo:text-align="center" fo:break-before="page" fo:margin-bottom="0.6cm"', 'fo:font-weight="bold"'),
    Role.HEADING: (
        'fo:margin-top="0.3cm" fo:margin-bottom="0.3cm" fo:keep-with-next="always"',
        'fo:font-weight="bold"',
    ),
    Role.PARAGRAPH: ('fo:margin-left="1cm" fo:text-indent="-1cm" fo:margin-bottom="0.4cm" fo:text-align="justify"', ""),
    Role.ITEM: ('fo:margin-left="2cm" fo:text-indent="-1cm" fo:margin-bottom="0.2cm"', ""),
}
HEAD = ('fo:margin-left="4cm" fo:text-indent="-4cm" fo:margin-bottom="0.2cm"', "")
NOTE = ('fo:margin-left="0.5cm" fo:text-indent="-0.5cm"', "")


class Writer:
    """Writes a reading as a flat OpenDocument text, with a foot as the Council prints it on every page."""

    def __init__(self, *, columns: int = 1, size: float = 12, soft: bool = False) -> None:
        self.columns, self.size, self.soft = columns, size, soft
        self.notes = 0

    def document(self, reading: Reading) -> str:
        """The whole document."""
        body = "".join(self.line("Head", _printed(slot)) for slot in reading.header)
        body += "".join(self.paragraph(each) for component in reading.components for each in component.paragraphs)
        styles = "".join(self.style(role.value, *STYLES[role]) for role in STYLES)
        styles += self.style("Head", *HEAD) + self.style("Foot", "", "") + self.style("Note", *NOTE, size=9)
        columns = f'<style:columns fo:column-count="{self.columns}" fo:column-gap="0.8cm"/>' if self.columns > 1 else ""
        foot = (
            '<style:footer><text:p text:style-name="Foot">9956/14<text:tab/>GB/fm<text:tab/><text:page-number/></text:p>'
            '<text:p text:style-name="Foot"><text:tab/>DG D 1C<text:tab/>LIMITE  DA</text:p></style:footer>'
        )
        return (
            f'<?xml version="1.0" encoding="UTF-8"?><office:document {NAMES} office:version="1.2" '
            'office:mimetype="application/vnd.oasis.opendocument.text">'
            f'<office:automatic-styles>{styles}<style:page-layout style:name="L"><style:page-layout-properties '
            f'fo:page-width="21cm" fo:page-height="29.7cm" fo:margin="2cm">{columns}</style:page-layout-properties>'
            '<style:footer-style><style:header-footer-properties fo:margin-top="0.5cm"/></style:footer-style>'
            "</style:page-layout></office:automatic-styles><office:master-styles><style:master-page "
            f'style:name="Standard" style:page-layout-name="L">{foot}</style:master-page></office:master-styles>'
            f"<office:body><office:text>{body}</office:text></office:body></office:document>"
        )

    def paragraph(self, paragraph: Paragraph) -> str:
        """A paragraph with its number before a tab and its notes at the foot of the page."""
        inner, at = escape(f"{paragraph.num}\t") if paragraph.num else "", 0
        for note in paragraph.notes:
            self.notes += 1
            inner += self.text(paragraph.text[at : note.offset])
            inner += (
                f'<text:note text:id="n{self.notes}" text:note-class="footnote"><text:note-citation>{self.notes}'
                f"</text:note-citation><text:note-body>{self.line('Note', note.text)}</text:note-body></text:note>"
            )
            at = note.offset
        return self.line(paragraph.role.value, inner + self.text(paragraph.text[at:]), raw=True)

    def line(self, style: str, text: str, *, raw: bool = False) -> str:
        """One paragraph of the format."""
        inner = (text if raw else self.text(text)).replace("\t", "<text:tab/>")
        return f'<text:p text:style-name="{style}">{inner}</text:p>'

    def text(self, text: str) -> str:
        """The text, with a soft hyphen in every longer word where hyphens are wanted."""
        broken = re.sub(r"(?<=[a-zæøå]{5})(?=[bdfghjklmnprstv][aeiouyæøå][a-zæøå]{2})", "\u00ad", text)
        return escape(broken if self.soft else text)

    def style(self, name: str, properties: str, letters: str, size: float = 0) -> str:
        """A style of paragraphs."""
        return (
            f'<style:style style:name="{name}" style:family="paragraph"><style:paragraph-properties {properties}/>'
            f'<style:text-properties fo:font-size="{size or self.size}pt" {letters}/></style:style>'
        )


def _printed(slot: Slot) -> str:
    if slot.kind is SlotKind.ORIGINAL_LANGUAGE:
        return f"({slot.label} {slot.value})"
    return f"{slot.label}\t{slot.value}" if slot.label else slot.value


def expression(components: tuple[Component, ...], principal: str, name: str) -> Expression:
    """An expression of these components."""
    number = DocumentNumber.local(name)
    return Expression(WorkId("w"), number, Language.DA, components, principal=principal)


@pytest.fixture(scope="module")
def strategy() -> Reading:
    source = (resources.folder("versions") / "eu-crr" / "9956-14.da.txt").read_bytes()
    return read_source(source, "9956-14.da.txt")


LAYOUTS = {
    "one column": Writer(),
    "two columns": Writer(columns=2, size=10),
    "hyphens": Writer(soft=True),
    "two columns, hyphens": Writer(columns=2, size=10, soft=True),
    "large": Writer(size=15),
}


@pytest.fixture(scope="module")
def printed(strategy: Reading, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The Strategy in each layout, as LibreOffice sets it; one start of the program does all."""
    folder = tmp_path_factory.mktemp("printed")
    files = {name: folder / f"{at}.fodt" for at, name in enumerate(LAYOUTS)}
    for name, file in files.items():
        file.write_text(LAYOUTS[name].document(strategy), encoding="utf-8")
    switches = ("--headless", "--norestore", f"-env:UserInstallation={(folder / 'profile').as_uri()}")
    words = [str(PROGRAM), *switches, "--convert-to", "pdf", "--outdir", str(folder), *map(str, files.values())]
    subprocess.run(words, check=True, timeout=300, capture_output=True)
    return {name: file.with_suffix(".pdf").read_bytes() for name, file in files.items()}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_strategy_read_back_has_no_change_in_words(
    strategy: Reading, printed: dict[str, bytes], layout: str
) -> None:
    reading = read_in_child(printed[layout], "9956-14.pdf")
    old = expression(strategy.components, strategy.principal, "old")
    new = expression(reading.components, reading.principal, "new")
    changes = diff.compare(old, new).changes
    assert [c for c in changes if c.kind is not Kind.UNCHANGED or c.moved or c.renumbered] == []
    assert [[p.num for p in c.paragraphs] for c in reading.components] == [
        [p.num for p in c.paragraphs] for c in strategy.components
    ]
    notes = [[(n.offset, n.mark, n.text) for p in c.paragraphs for n in p.notes] for c in reading.components]
    assert notes == [[(n.offset, n.mark, n.text) for p in c.paragraphs for n in p.notes] for c in strategy.components]
    roles = [[(p.role, p.level) for p in c.paragraphs] for c in reading.components]
    assert roles == [[(p.role, p.level) for p in c.paragraphs] for c in strategy.components]
    assert reading.header == strategy.header
    assert (reading.number and reading.number.value, reading.date and reading.date.value) == ("9956/14", "2014-05-19")
    assert {matter.rule for matter in reading.page_matter} == {"page foot"}
    assert len(reading.places) == len({place.eid for place in reading.places})


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_text_is_that_of_an_independent_extractor(printed: dict[str, bytes], layout: str, tmp_path: Path) -> None:
    """White space, hyphens and the order aside, the sheet holds what pdftotext finds."""
    program = shutil.which("pdftotext")
    if program is None:
        pytest.skip("pdftotext is not here: apt-get install poppler-utils")
    (tmp_path / "a.pdf").write_bytes(printed[layout])
    words = [program, "-raw", "-enc", "UTF-8", str(tmp_path / "a.pdf"), "-"]
    found = subprocess.run(words, check=True, capture_output=True, timeout=60).stdout.decode()
    sheet = read_pdf(printed[layout], "a.pdf")
    made = {at for span in sheet.made for at in range(*span)}
    held = "".join(character for at, character in enumerate(sheet.text) if at not in made)
    assert counted(held) == counted(found)


def counted(text: str) -> Counter[str]:
    """The characters of a text; ligatures as their letters."""
    for sign, letters in (("ﬀ", "ff"), ("ﬁ", "fi"), ("ﬂ", "fl"), ("ﬃ", "ffi"), ("ﬄ", "ffl")):
        text = text.replace(sign, letters)
    return Counter(character for character in text if not character.isspace() and character not in "-\u00ad")
