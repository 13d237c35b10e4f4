"""Word documents written by LibreOffice, a program that is none of ours, are read as they are shown there."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from revtrack.errors import TrackedChanges
from revtrack.ingest import read_in_child, read_source
from revtrack.model.readings import Reading, Tracked
from tests.unit.ingest.conftest import line
from tests.word_samples import all_text

PAGE = """<html><head><meta charset="utf-8"></head><body><h1>Rules</h1><h2>Scope</h2>
<p>Text with <b>bold</b> words, æøå.</p>
<ol><li>First point</li><li>Second point<ol type="a"><li>inner one</li><li>inner two</li></ol></li><li>Third</li></ol>
<ul><li>a bullet</li></ul>
<table border="1"><tr><td>Country</td><td>Year</td></tr><tr><td>Denmark</td><td>2014</td></tr></table>
<p>End<a class="sdfootnoteanc" name="sdfootnote1anc" href="#sdfootnote1sym"><sup>1</sup></a> of it.</p>
<div id="sdfootnote1"><p><a class="sdfootnotesym" name="sdfootnote1sym" href="#sdfootnote1anc">1</a> The note.</p></div>
</body></html>"""
_NAMES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in (("office", "office"), ("text", "text"), ("style", "style"))
)
DRAFT = f"""<?xml version="1.0" encoding="UTF-8"?>
<office:document {_NAMES} xmlns:dc="http://purl.org/dc/elements/1.1/" office:version="1.2"
 office:mimetype="application/vnd.oasis.opendocument.text">
<office:automatic-styles><text:list-style style:name="L">
<text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/>
<text:list-level-style-number text:level="2" style:num-format="i" style:num-prefix="(" style:num-suffix=")"/>
</text:list-style></office:automatic-styles>
<office:body><office:text>
<text:tracked-changes><text:changed-region text:id="c1"><text:insertion><office:change-info>
<dc:creator>Ann</dc:creator><dc:date>2014-05-19T00:00:00</dc:date></office:change-info></text:insertion>
</text:changed-region><text:changed-region text:id="c2"><text:deletion><office:change-info>
<dc:creator>Bo</dc:creator><dc:date>2014-05-19T00:00:00</dc:date></office:change-info><text:p>should</text:p>
</text:deletion></text:changed-region></text:tracked-changes>
<text:h text:outline-level="1">Scope</text:h>
<text:list text:style-name="L"><text:list-item><text:p>States <text:change text:change-id="c2"/><text:change-start
 text:change-id="c1"/>shall<text:change-end text:change-id="c1"/> act<text:note text:id="n1" text:note-class="footnote"
><text:note-citation>1</text:note-citation><text:note-body><text:p>Dok. 9447/13.</text:p></text:note-body></text:note
>.</text:p>
<text:list><text:list-item><text:p>one</text:p></text:list-item><text:list-item><text:p>two</text:p></text:list-item>
</text:list></text:list-item><text:list-item><text:p>Next.</text:p></text:list-item></text:list>
</office:text></office:body></office:document>"""


@pytest.fixture
def written(tmp_path: Path):
    """The Word document that LibreOffice writes of a source."""
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("LibreOffice (soffice) is not installed")

    def write(name: str, source: str, *options: str) -> bytes:
        (tmp_path / name).write_text(source, encoding="utf-8")
        profile = f"-env:UserInstallation=file://{tmp_path / 'profile'}"
        words = [program, profile, "--headless", *options, "--convert-to", "docx", "--outdir", str(tmp_path)]
        subprocess.run([*words, str(tmp_path / name)], check=True, capture_output=True, timeout=180)
        return (tmp_path / name).with_suffix(".docx").read_bytes()

    return write


def rows(reading: Reading) -> list[str]:
    return [line(paragraph) for component in reading.components for paragraph in component.paragraphs]


@pytest.mark.slow
def test_a_page_with_lists_a_table_and_a_footnote(written) -> None:
    data = written("page.html", PAGE, "--infilter=HTML (StarWriter)")
    reading = read_in_child(data, "page.docx")
    assert rows(reading) == [
        "H1 Rules",
        "H2 Scope",
        "P Text with bold words, æøå.",
        "P 1.|First point",
        "P 2.|Second point",
        "I1 a.|inner one",
        "I1 b.|inner two",
        "P 3.|Third",
        "I1 •|a bullet",
        *("P Country", "P Year", "P Denmark", "P 2014"),
        "P End of it.",
    ]
    (note,) = reading.components[0].paragraphs[-1].notes
    assert (note.offset, note.mark, note.text) == (3, "¹", "The note.")
    assert "".join(all_text(data).split()) in "".join(PAGE_TEXT.split())


PAGE_TEXT = (
    "Rules Scope Text with bold words, æøå. First point Second point inner one inner two Third a bullet "
    "Country Year Denmark 2014 End of it. The note."
)


@pytest.mark.slow
def test_a_draft_with_tracked_changes(written) -> None:
    data = written("draft.fodt", DRAFT)
    with pytest.raises(TrackedChanges, match=r"1 insertion, 1 deletion by 2 authors"):
        read_source(data, "draft.docx")
    numbered = ["I1 (i)|one", "I1 (ii)|two", "P 2.|Next."]
    assert rows(read_source(data, "draft.docx", Tracked.ACCEPT)) == ["H1 Scope", "P 1.|States shall act.", *numbered]
    rejected = read_source(data, "draft.docx", Tracked.REJECT)
    assert rows(rejected) == ["H1 Scope", "P 1.|States should act.", *numbered]
    assert rejected.components[0].paragraphs[1].notes[0].text == "Dok. 9447/13."
