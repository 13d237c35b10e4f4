"""LibreOffice accepts or rejects every change of a Word file, and what is left is the new text or the old one."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from revtrack.model.dates import DocumentDate
from revtrack.model.language import Language
from revtrack.model.numbers import DocumentNumber
from revtrack.model.texts import Component, Expression, Note, Paragraph, Role, WorkId
from revtrack.report.reportviews import WordOptions
from revtrack.report.word.report import report_docx
from tests.docx_reader import left
from tests.laws.test_docx_laws import told, view_of
from tests.office.libreoffice import PROGRAM, settle

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(PROGRAM is None, reason="LibreOffice is not here: apt-get install libreoffice-writer"),
]
PAIRS = [
    ("demo@1", "demo@2"),
    ("demo@2", "demo@3"),
    ("demo@1", "demo@3"),
    ("9956/14:da@1", "9956/14:da@2"),
    ("eupl@1.0", "eupl@1.1"),
    ("eupl@1.1", "eupl@1.2"),
    ("eupl@1.2", "eupl@1.0"),
]
REAL = Path(__file__).parents[3] / "shared" / "data" / "alignment" / "eu_consolidated"
MOST_REAL = 30


def test_every_pair_of_the_example_comes_out_as_its_texts(run, example_once: Path, tmp_path: Path) -> None:
    files = []
    for words in PAIRS:
        for extra in ((), ("--no-moves", "--comments", "--summary", "end")):
            target = tmp_path / "changes.docx"
            ran = run("report", *words, *extra, "-o", str(target), "--force", at=example_once)
            assert ran.code == 0, ran.err
            files.append((" ".join((*words, *extra)), target.read_bytes()))
    for verb in ("accept", "reject"):
        found = settle(files, verb, tmp_path)
        for name, data in files:
            wanted = left(data, verb)
            assert found[name].paragraphs == wanted.paragraphs, (verb, name)
            assert found[name].footnotes == wanted.footnotes, (verb, name)
            assert not found[name].open, (verb, name)


def text(label: str, *paragraphs: Paragraph) -> Expression:
    """A text of these paragraphs."""
    component = Component("main", paragraphs)
    date = DocumentDate(2026, 1, 1)
    return Expression(WorkId("w"), DocumentNumber.local(f"w-{label}"), Language.EN, (component,), date, label=label)


def plain(words: str, num: str = "", *notes: Note) -> Paragraph:
    return Paragraph(Role.PARAGRAPH, words, num, notes=notes)


NOTE = Note(8, "1", "A note of some words.")
LAST = Note(10, "1", "A note of some words.")
END = Note(37, "1", "A note of some words.")
CASES = {
    "a new paragraph bears a footnote": (
        (plain("The first stays.", "1."), plain("The last stays.", "2.")),
        (plain("The first stays.", "1."), plain("A wholly new one.", "2.", NOTE), plain("The last stays.", "3.")),
    ),
    "a new paragraph with a footnote is the last": (
        (plain("The first stays.", "1."),),
        (plain("The first stays.", "1."), plain("A wholly new one.", "2.", NOTE)),
    ),
    "a paragraph with a footnote has moved": (
        (plain("Bags and coats go.", "1.", NOTE), plain("Only pencils.", "2."), plain("Damage is reported.", "3.")),
        (plain("Only pencils.", "1."), plain("Damage is reported.", "2."), plain("Bags and coats go.", "3.", NOTE)),
    ),
    "a paragraph is split where a footnote stands": (
        (plain("Damage is reported at once; the desk writes a report about it.", "1.", NOTE),),
        (plain("Damage is reported at once.", "1.", NOTE), plain("The desk writes a report about it.", "2.")),
    ),
    "words change in a footnote": (
        (plain("Readers may use the room.", "1.", Note(7, "1", "Closed on Sundays and holidays.")),),
        (plain("Readers may use the room.", "1.", Note(7, "1", "Closed on Mondays and holidays.")),),
    ),
    "a new paragraph ends with a footnote": (
        (plain("The first stays.", "1."), plain("The last stays.", "2.")),
        (plain("The first stays.", "1."), plain("A new one.", "2.", LAST), plain("The last stays.", "3.")),
    ),
    "a deleted paragraph ends with a footnote": (
        (plain("The first stays.", "1."), plain("A new one.", "2.", LAST), plain("The last stays.", "3.")),
        (plain("The first stays.", "1."), plain("The last stays.", "2.")),
    ),
    "two paragraphs are merged where a footnote goes": (
        (
            plain("Readers may use the room on weekdays.", "1.", END),
            plain("Every reader must sign the register.", "2."),
        ),
        (plain("Readers may use the room on weekdays, and every reader must sign the register.", "1."),),
    ),
    "everything is new": (
        (plain("Something of old."),),
        (plain("Fresh words here", "1."), plain("Others there", "2.")),
    ),
    "nothing has changed": ((plain("The same."),), (plain("The same."),)),
}


@pytest.mark.parametrize("verb", ["accept", "reject"])
def test_the_cases_that_were_hard_come_out_as_their_texts(verb: str, tmp_path: Path) -> None:
    sides = {}
    for name, (old, new) in CASES.items():
        for moves in (True, False):
            pair = text("1", *old), text("2", *new)
            sides[f"{name}, moves {moves}"] = (*pair, report_docx(view_of(*pair, WordOptions(moves=moves))))
    found = settle([(name, data) for name, (_, _, data) in sides.items()], verb, tmp_path)
    broken = [
        name
        for name, (old, new, _) in sides.items()
        if (found[name].paragraphs, found[name].footnotes) != told(new if verb == "accept" else old)
    ]
    assert broken == []


@pytest.mark.skipif(not REAL.is_dir(), reason="the real pairs are not here")
def test_real_pairs_come_out_as_their_texts(tmp_path: Path) -> None:
    files, sides = [], {}
    for path in sorted(REAL.glob("*.json.gz"))[:MOST_REAL]:
        pair = tuple(real(json.loads(gzip.decompress(path.read_bytes()))[side], side) for side in ("a", "b"))
        sides[path.name] = pair
        files.append((path.name, report_docx(view_of(*pair))))
    for verb, at in (("accept", 1), ("reject", 0)):
        found = settle(files, verb, tmp_path)
        broken = [name for name, pair in sides.items() if found[name].paragraphs != told(pair[at])[0]]
        assert broken == [], verb


def real(units: list[dict[str, str]], side: str) -> Expression:
    """A text of the collection, its units as paragraphs."""
    return text(
        side, *(plain(" ".join(unit["text"].split()), unit["num"].strip()) for unit in units if unit["text"].strip())
    )
