"""What is said of an export when it is written: on stderr in words, as JSON with every file and its hash."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from revtrack.report.jsonframe import JsonObject, frame
from revtrack.report.neutral import neutral_line
from revtrack.report.words import count

MOST = 5
"""Files of which it is said what they could not carry; of the others only how many there are, unless all are asked for."""


class Written(Struct, frozen=True):
    """One file that was written: its path from the folder, its size in bytes, its SHA-256, its version, "" for none."""

    path: str
    size: int
    sha256: str
    version: str = ""
    notes: tuple[str, ...] = ()


def export_text(target: str, files: Sequence[Written], *, one: bool) -> str:
    """`Wrote bag/   32 files, 1 234 567 bytes`; of one file its SHA-256."""
    if one:
        return f"Wrote {target}   {count(files[0].size, 'byte')}   sha256 {files[0].sha256}"
    return f"Wrote {target}   {count(len(files), 'file')}, {count(sum(file.size for file in files), 'byte')}"


def export_notes(files: Sequence[Written], *, verbose: bool) -> list[str]:
    """A line for each file that does not carry all of its text; at most a few, unless `verbose`."""
    told = [
        f"note: {neutral_line(file.path)}: {'; '.join(map(neutral_line, file.notes))}" for file in files if file.notes
    ]
    if verbose or len(told) <= MOST:
        return told
    return [*told[:MOST], f"note: {count(len(told) - MOST, 'more file')} did not carry all (-v lists them)"]


def export_json(files: Sequence[Written], *, form: str, commit: str, one: bool, not_held: Sequence[str]) -> JsonObject:
    """The schema revtrack/export/1. `not_held` are the numbers of documents that are listed and have no file."""
    body: JsonObject = {
        "form": form,
        "folder": not one,
        "files": [
            {
                "path": file.path,
                "size": file.size,
                "sha256": file.sha256,
                "version": file.version or None,
                "notes": list(file.notes),
            }
            for file in files
        ],
        "not_held": list(not_held),
    }
    return frame("export/1", commit, body)
