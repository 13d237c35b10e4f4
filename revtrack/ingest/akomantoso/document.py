"""Reads an Akoma Ntoso document of any tool to a sheet. Its words are placed; what it says about itself is set apart."""

from __future__ import annotations

from msgspec.structs import replace

from revtrack.errors import UnsupportedFormat
from revtrack.ingest.akomantoso.body import Body
from revtrack.ingest.akomantoso.changes import count_changes
from revtrack.ingest.akomantoso.kinds import DOCUMENTS, SPEECHES
from revtrack.ingest.akomantoso.meta import read_facts
from revtrack.ingest.akomantoso.versions import refuse_versions
from revtrack.ingest.sheet import Sheet
from revtrack.ingest.xmlwalk import Element, encoding_of, local, parse
from revtrack.model.readings import Tracked


def read_akn(data: bytes, name: str, tracked: Tracked | None = None) -> Sheet:
    """The sheet of a document; `tracked` says which text is meant where it holds insertions and deletions.

    Raises TrackedChanges where nobody said so, SourceRefused where it holds several versions, UnsupportedFormat for
    speeches and for what holds no document, and what `xmlsafe` raises.
    """
    root = parse(data, name)
    _require_document(root, name)
    changes = count_changes(root)
    if tracked is None:
        changes.refuse(name)
    said = refuse_versions(root, name)
    facts, further = read_facts(root)
    body = Body(tracked or Tracked.ACCEPT)
    body.read(root)
    sheet = body.flow.sheet((*body.remarks(), *said, *further))
    return replace(sheet, encoding=encoding_of(root), facts=facts, tracked=tracked if changes else None)


def _require_document(root: Element, name: str) -> None:
    held = [local(child) for child in root] if local(root) == "akomaNtoso" else [local(root)]
    speech = next((each for each in held if each in SPEECHES), "")
    if speech or not any(each in DOCUMENTS for each in held):
        shown = speech or (held[0] if held else "nothing")
        raise UnsupportedFormat(
            f"{name} is Akoma Ntoso, and holds no document that revtrack reads ({shown[:40]})",
            facts=("it reads acts, bills, documents, collections, judgments and amendments; no speeches",),
            tries=("revtrack add --stub NUMBER  to record the document without its text",),
        )
