"""The forms of an export: which extension each has, and who writes it."""

from __future__ import annotations

import importlib

from msgspec import Struct

from revtrack.report.views import ShowView


class Form(Struct, frozen=True):
    """One form of a text: the extension of its files, and `module:function`, which gives the bytes of a ShowView.

    `renderer` is "" where nothing is rendered: the XML as stored, and a bag, which is a folder. `guarded`: a cell that begins
    like a formula is altered. `read`: revtrack reads the form, so that what it carries can be tried.
    """

    extension: str
    renderer: str = ""
    guarded: bool = False
    read: bool = False


BAG = "bagit"
STORED = ("akn", "xml")
"""Both names mean the Akoma Ntoso as stored."""

FORMS: dict[str, Form] = {
    BAG: Form(""),
    "akn": Form(".xml"),
    "xml": Form(".xml"),
    "docx": Form(".docx", "revtrack.report.export.cleanword:clean_docx", read=True),
    "md": Form(".md", "revtrack.report.export.cleanmd:clean_markdown", read=True),
    "txt": Form(".txt", "revtrack.report.export.cleantext:clean_text", read=True),
    "csv": Form(".csv", "revtrack.report.export.rows:rows_csv", guarded=True),
    "xlsx": Form(".xlsx", "revtrack.report.export.rows:rows_xlsx"),
    "jsonl": Form(".jsonl", "revtrack.report.export.rows:rows_jsonl"),
}


class ExportedFile(Struct, frozen=True):
    """One file of an export: its path from the folder, with slashes; its bytes; the version it belongs to, "" for none.

    `notes` are sentences on what the form could not carry.
    """

    path: str
    data: bytes
    version: str = ""
    notes: tuple[str, ...] = ()


def render(view: ShowView, form: str) -> bytes:
    """The text in that form; who writes it is imported now. ExtraMissing where a library is not installed."""
    module, _, function = FORMS[form].renderer.partition(":")
    data: bytes = getattr(importlib.import_module(module), function)(view)
    return data
