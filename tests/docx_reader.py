"""Reads a Word file with tracked changes with the standard alone: accepts or rejects all of them, and says what is left.

It knows nothing of how revtrack writes: revisions, paragraph ends, footnotes, by the clauses of ISO/IEC 29500-1.
"""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass, field

from lxml import etree

from revtrack.xmlsafe import parse

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
TAKEN = {"accept": ("del", "moveFrom"), "reject": ("ins", "moveTo")}
MATTER = ("Front", "Cell", "Last", "Header", "Footer")
"""How the names of styles begin whose paragraphs are the report's own."""


@dataclass
class Left:
    """What is left: paragraphs of the text with numbers, and footnotes in the order of their marks."""

    paragraphs: list[str] = field(default_factory=list)
    footnotes: list[str] = field(default_factory=list)


def parts(data: bytes) -> dict[str, etree._Element]:
    """The XML parts of a Word file by name."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: parse(archive.read(name), name) for name in archive.namelist()}


def left(data: bytes, verb: str) -> Left:
    """What is left when every revision is accepted ("accept") or rejected ("reject")."""
    found = parts(data)
    notes = {note.get(f"{W}id"): note for note in found["word/footnotes.xml"]}
    result = Left()
    open_text, open_style = "", ""
    for paragraph in found["word/document.xml"].find(f"{W}body").iterchildren(f"{W}p"):
        style = paragraph.find(f"{W}pPr/{W}pStyle").get(f"{W}val")
        text = _text(paragraph, verb, notes, result)
        open_text += text
        open_style = open_style or (style if open_text else "")
        mark = paragraph.find(f"{W}pPr/{W}rPr")
        if mark is not None and any(mark.find(W + name) is not None for name in TAKEN[verb]):
            continue
        if open_text and not (open_style or style).startswith(MATTER):
            result.paragraphs.append(open_text)
        open_text = open_style = ""
    return result


def _text(element: etree._Element, verb: str, notes: dict[str, etree._Element], result: Left) -> str:
    """The text of a paragraph; the footnotes it leads to are put aside as they come."""
    text = ""
    for below in element:
        name = etree.QName(below).localname
        if name in TAKEN[verb] or name in ("pPr", "rPr", "footnoteRef"):
            continue
        if name in ("t", "delText"):
            text += below.text or ""
        elif name in ("tab", "br"):
            text += "\t" if name == "tab" else "\n"
        elif name == "footnoteReference":
            paragraph = notes[below.get(f"{W}id")].find(f"{W}p")
            result.footnotes.append(_text(paragraph, verb, {}, result).partition("\t")[2])
            if below.get(f"{W}customMarkFollows"):
                return text
        else:
            text += _text(below, verb, notes, result)
    return text


def ids(data: bytes) -> list[str]:
    """The ids of all revisions, ranges and comments, each as often as it begins something."""
    found: list[str] = []
    for part in parts(data).values():
        for element in part.iter():
            name = etree.QName(element).localname
            if element.get(f"{W}id") and not name.startswith("footnote") and not name.endswith("RangeEnd"):
                found += [] if name in ("commentRangeStart", "commentReference") else [element.get(f"{W}id")]
    return found
