"""Reads a Formex document to a sheet. Its words are placed; what it says about itself is set apart."""

from __future__ import annotations

from msgspec.structs import replace

from revtrack.errors import UnsupportedFormat
from revtrack.ingest.formex.body import Body
from revtrack.ingest.formex.kinds import ROOTS
from revtrack.ingest.formex.meta import read_facts
from revtrack.ingest.sheet import Sheet
from revtrack.ingest.xmlwalk import Element, encoding_of, local, parse


def read_formex(data: bytes, name: str) -> Sheet:
    """The sheet of a document. Raises UnsupportedFormat for a file that only names others, and what `xmlsafe` raises."""
    root = parse(data, name)
    if local(root) not in ROOTS:
        raise _no_text(root, name)
    body = Body(root)
    body.read()
    sheet = body.flow.sheet(tuple(body.remarks()))
    return replace(sheet, encoding=encoding_of(root), facts=read_facts(root))


def _no_text(root: Element, name: str) -> UnsupportedFormat:
    """The files of a document are several; the one that is met most often beside them lists the others."""
    files = [each.get("FILE", "") for each in root.iter() if local(each) == "REF.PHYS"]
    held = [file for file in files if file.lower().endswith(".xml")]
    return UnsupportedFormat(
        f"{name} is Formex, and holds no text of a document ({local(root)[:40]})",
        facts=(f"the text lies in {', '.join(held[:3])}",) if held else ("it only describes a document",),
        tries=(f"revtrack add {held[0] if held else 'FILE'}",),
    )
