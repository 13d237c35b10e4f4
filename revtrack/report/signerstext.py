"""Lists who may write to a store, and with which key."""

from __future__ import annotations

from revtrack.report.jsonframe import JsonObject, frame
from revtrack.report.neutral import neutral_line
from revtrack.report.style import Style
from revtrack.report.views import SignersView
from revtrack.report.wrap import columns

_SHOWN = 16
"""So many last characters of a key tell it from every other."""


def signers_text(view: SignersView, style: Style) -> str:
    """Whether signatures are required, then a signer a line: name, role, kind of key and its end."""
    if style.plain:
        return "".join("\t".join(map(neutral_line, row)) + "\n" for row in view.signers)
    said = "Signatures are required" if view.required else "Signatures are not required: anybody who can write here may"
    lines = [said]
    rows = [(f"  {neutral_line(name)}", role, kind, f"…{key[-_SHOWN:]}") for name, role, kind, key in view.signers]
    lines += columns(rows) if rows else ["  nobody is listed"]
    lines += [f"note: {neutral_line(note)}" for note in view.notes]
    return "\n".join(style.own(line) for line in lines) + "\n"


def signers_json(view: SignersView, tip: str) -> JsonObject:
    """The schema revtrack/signers/1."""
    rows = [{"name": name, "role": role, "kind": kind, "key": key} for name, role, kind, key in view.signers]
    body: JsonObject = {
        "required": view.required,
        "signers": rows,
        "event": view.commit or None,
        "notes": list(view.notes),
    }
    return frame("signers/1", tip, body)
