"""Annotations: what stands on a page and is no part of it, with what it says."""

from __future__ import annotations

import ctypes
from typing import Any, NamedTuple

from revtrack.errors import InputTooLarge
from revtrack.ingest.pdf.library import Handles

_SUBTYPES = {1: "Text", 2: "Link", 3: "FreeText", 12: "StrikeOut", 13: "Stamp", 16: "Popup", 20: "Widget", 28: "Redact"}
"""Kinds of annotations, as fpdf_annot.h numbers them; all others are "other"."""
_SILENT = ("Link", "Popup")
"""What a link says is another wording of what it stands on; a window shows what its note says."""
_MOST = 5_000
_LONGEST = 400_000
_END = 2
"""Bytes that end a text in UTF-16."""


class Note(NamedTuple):
    """An annotation: its subtype as ISO 32000-1, 12.5.6 names it, and what it says."""

    subtype: str
    text: str


def read_notes(handles: Handles, page: Any, name: str) -> list[Note]:
    """The annotations of a page. InputTooLarge for more or longer ones than any page has."""
    found: list[Note] = []
    count = handles.raw.FPDFPage_GetAnnotCount(page)
    if count > _MOST:
        raise _too_large(name, f"{count:,} notes on one page", f"{_MOST:,}")
    for at in range(count):
        handle = handles.raw.FPDFPage_GetAnnot(page, at)
        if not handle:
            continue
        kind = _SUBTYPES.get(handles.raw.FPDFAnnot_GetSubtype(handle), "other")
        if kind not in _SILENT:
            found.append(Note(kind, _text(handles, handle, b"V" if kind == "Widget" else b"Contents", name)))
        handles.raw.FPDFPage_CloseAnnot(handle)
    return found


def _text(handles: Handles, handle: Any, key: bytes, name: str) -> str:
    size = handles.raw.FPDFAnnot_GetStringValue(handle, key, None, 0)
    if size > _LONGEST:
        raise _too_large(name, f"a note of {size:,} bytes", f"{_LONGEST:,}")
    if size <= _END:
        return ""
    buffer = ctypes.create_string_buffer(size)
    units = ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort))
    handles.raw.FPDFAnnot_GetStringValue(handle, key, units, size)
    return buffer.raw[: size - _END].decode("utf-16-le", "replace")


def _too_large(name: str, what: str, most: str) -> InputTooLarge:
    return InputTooLarge(
        f"{name} has {what}; revtrack reads at most {most}", tries=("take the notes away, then  revtrack add FILE",)
    )
