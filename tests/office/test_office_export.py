"""LibreOffice opens an exported Word file, shows the text that went out, saves it anew, and what it saves is still that text."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from revtrack.ingest import read_source
from revtrack.model.documents import Edition
from revtrack.model.places import units
from revtrack.model.readings import Reading
from revtrack.model.texts import Expression
from revtrack.report.export.cleanword import clean_docx
from revtrack.report.views import ShowView
from revtrack.store import open_store
from revtrack.workflows.catalogue import Catalogue
from revtrack.workflows.library import Store
from tests.laws.test_export_laws import alike
from tests.office.libreoffice import PROGRAM, SECONDS, settle

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(PROGRAM is None, reason="LibreOffice is not here: apt-get install libreoffice-writer"),
]
ADDRESSES = ("9956/14:da@2", "demo@1", "demo@3", "eupl@1.2", "no-handlingsplan-status")


@pytest.fixture(scope="module")
def texts(example_once: Path) -> dict[str, Expression]:
    store = Store(Catalogue(open_store(example_once)))
    return {address: store.expression(address) for address in ADDRESSES}


def written(text: Expression) -> bytes:
    return clean_docx(ShowView(Edition(text), (1,), units(text), whole=True))


def test_it_shows_the_text_that_went_out(texts: dict[str, Expression], tmp_path: Path) -> None:
    found = settle([(name, written(text)) for name, text in texts.items()], "accept", tmp_path)
    for name, text in texts.items():
        wanted = [f"{p.num}\t{p.text}" if p.num else p.text for part in text.components for p in part.paragraphs]
        assert found[name].paragraphs[-len(wanted) :] == wanted, name
        assert len(found[name].paragraphs) == len(wanted) + len(text.header), name
        assert found[name].footnotes == [n.text for part in text.components for p in part.paragraphs for n in p.notes]


def saved(texts: dict[str, Expression], form: str, folder: Path) -> Iterator[tuple[str, Expression, Reading]]:
    """(name, text, what is read of it) of each text as LibreOffice saves it in another form."""
    assert PROGRAM is not None
    files = []
    for at, text in enumerate(texts.values()):
        files.append(folder / f"t{at}.docx")
        files[-1].write_bytes(written(text))
    out = folder / "out"
    switches = ("--headless", "--norestore", f"-env:UserInstallation={(folder / 'profile').as_uri()}")
    words = [PROGRAM, *switches, "--convert-to", form, "--outdir", str(out), *map(str, files)]
    subprocess.run(words, check=True, timeout=SECONDS, capture_output=True)
    for file, (name, text) in zip(files, texts.items(), strict=True):
        path = (out / file.name).with_suffix(f".{form.partition(':')[0]}")
        yield name, text, read_source(path.read_bytes(), path.name)


def test_what_it_saves_as_a_web_page_has_the_same_words(texts: dict[str, Expression], tmp_path: Path) -> None:
    """A page has no style "Title", so a title comes back as words; all else stands at its place."""
    for name, text, reading in saved({"9956/14:da@2": texts["9956/14:da@2"]}, "html", tmp_path):
        for got, wanted in zip(reading.components, text.components, strict=True):
            assert [(p.num, p.text) for p in got.paragraphs] == [(p.num, p.text) for p in wanted.paragraphs], name
            notes = [note.text for p in got.paragraphs for note in p.notes]
            assert notes == [note.text for p in wanted.paragraphs for note in p.notes], name


def test_what_it_saves_is_still_the_text(texts: dict[str, Expression], tmp_path: Path) -> None:
    for name, text, reading in saved(texts, "docx:MS Word 2007 XML", tmp_path):
        assert reading.header == text.header, name
        assert [alike(part.paragraphs) for part in reading.components] == [
            alike(part.paragraphs) for part in text.components
        ], name
