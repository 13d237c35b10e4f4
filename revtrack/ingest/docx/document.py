"""Reads a Word document to a sheet: body, footnotes, endnotes, comments, page heads and page feet, in this order."""

from __future__ import annotations

from collections.abc import Iterator

from revtrack.ingest import rules
from revtrack.ingest.docx import tracked as tracked_changes
from revtrack.ingest.docx.names import Element, attribute, child, children, tag, value, whole
from revtrack.ingest.docx.numbering import read_numbering
from revtrack.ingest.docx.package import Package
from revtrack.ingest.docx.story import NoteCounter, Setting, Story
from revtrack.ingest.docx.styles import Styles
from revtrack.ingest.sheet import Sheet
from revtrack.model.readings import Tracked

_APART = (("comments", rules.COMMENT), ("header", rules.PAGE_HEADER), ("footer", rules.PAGE_FOOTER))
_TEXT_NOTES = frozenset(("", "normal"))


def read_docx(data: bytes, name: str, tracked: Tracked | None = None) -> Sheet:
    """The sheet of a Word document; `tracked` says which text is meant where it holds tracked changes.

    Raises TrackedChanges where nobody said so, UnsupportedFormat for what is no sound DOCX, and what `xmlsafe` and
    `zipsafe` raise.
    """
    package = Package(data, name)
    body = package.document.root
    footnotes, endnotes = package.part("footnotes"), package.part("endnotes")
    apart = [(part.root, rule) for kind, rule in _APART for part in package.parts(kind)]
    changes = tracked_changes.count(
        root for root in (body, footnotes, endnotes, *(root for root, _ in apart)) if root is not None
    )
    if tracked is None:
        changes.refuse(name)
    setting = Setting(
        name, Styles(package.part("styles")), read_numbering(package.part("numbering")), tracked or Tracked.ACCEPT
    )
    places = [root for root in (package.part("settings"), *_last_section(body)) if root is not None]
    for counter, kind in ((setting.footnotes, "w:footnotePr"), (setting.endnotes, "w:endnotePr")):
        _set_format(setting, counter, places, kind)
    Story(setting).write(body)
    for root, counter in ((footnotes, setting.footnotes), (endnotes, setting.endnotes)):
        for note in root if root is not None else ():
            _write_note(setting, note, counter)
    for root, rule in apart:
        Story(setting, apart=rule).write(root)
    return setting.maker.sheet(list(_look_at(setting)), tracked if changes else None)


def _last_section(document: Element) -> Iterator[Element]:
    yield from children(child(document, "w:body"), "w:sectPr")


def _set_format(setting: Setting, counter: NoteCounter, places: list[Element], kind: str) -> None:
    """How the notes of a document are counted: its settings say so, or its last section, which wins."""
    for place in places:
        properties = child(place, kind)
        counter.style = value(properties, "w:numFmt") or counter.style
        start = whole(value(properties, "w:numStart"))
        counter.start = counter.start if start is None else start
        if value(properties, "w:numRestart") in ("eachPage", "eachSect"):
            setting.seen["restart"] = 1


def _write_note(setting: Setting, note: Element, counter: NoteCounter) -> None:
    """Write a note's text; the lines drawn between text and notes are notes too, of a type of their own (17.11.10)."""
    if tag(note) not in ("w:footnote", "w:endnote"):
        Story(setting, apart=rules.NOTE_APART).write(note)
    elif attribute(note, "type") in _TEXT_NOTES:
        Story(setting, note=counter.letter + attribute(note, "id")).write(note)
    else:
        Story(setting, apart=rules.NOTE_APART).write(note)


def _look_at(setting: Setting) -> Iterator[str]:
    """Sentences for the person about what a text cannot hold."""
    seen = setting.seen
    if seen["picture"]:
        noun = "picture or object" if seen["picture"] == 1 else "pictures or objects"
        yield f"{seen['picture']} {noun}: what they show is no text and was not read, but for text boxes"
    if seen["symbol"]:
        yield f"{seen['symbol']} characters of a symbol font are kept by their code"
    if seen["restart"]:
        yield "notes count anew on each page or section in Word; here they are counted through"
    for style in sorted(setting.numbering.plain):
        yield f"automatic numbers in the format {style} are written as plain figures"
