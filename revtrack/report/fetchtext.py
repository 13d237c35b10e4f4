"""Says what would be asked of a register, and what came from it; how that was read and stored is said as for a file."""

from __future__ import annotations

from collections.abc import Sequence

from revtrack.report.addtext import add_body, add_text
from revtrack.report.jsonframe import JsonObject, frame
from revtrack.report.neutral import neutral_line
from revtrack.report.style import Style
from revtrack.report.views import AddView, FetchView, QuestionLine
from revtrack.report.words import thousands

SHOWN_DIGITS = 12


def fetch_text(came: FetchView, view: AddView, style: Style) -> str:
    """One line of what came, then how it was read and what was done."""
    if style.plain:
        row = ("fetched", came.url, came.media_type, str(came.size), came.sha256, came.time)
        return "\t".join(map(neutral_line, row)) + "\n" + add_text(view, style)
    return f"{_came(came)}\n{add_text(view, style)}"


def fetch_json(came: FetchView, view: AddView) -> JsonObject:
    """The schema revtrack/fetch/1: what `add` says, and where it came from."""
    body = add_body(view)
    if view.outcome == "added":
        body["event"] = "fetch"
    return frame("fetch/1", view.commit or None, {**body, "fetched": _fetched(came)})


def file_text(came: FetchView, path: str, style: Style) -> str:
    """What came, and the file it was written to."""
    if style.plain:
        row = ("fetched", came.url, came.media_type, str(came.size), came.sha256, came.time)
        return "\t".join(map(neutral_line, row)) + f"\nwrote\t{neutral_line(path)}\n"
    return f"{_came(came)}\nWrote {neutral_line(path)}; nothing was added.\n"


def file_json(came: FetchView, path: str) -> JsonObject:
    """The schema revtrack/fetch/1 for what was written to a file and not added."""
    return frame("fetch/1", None, {**_nothing("written to a file"), "fetched": _fetched(came), "file": path})


def plan_text(questions: Sequence[QuestionLine], style: Style) -> str:
    """The questions in their order; the next is only asked where the one before brings nothing."""
    if style.plain:
        return "".join(
            "\t".join(map(neutral_line, ("would ask", line.url, line.accept, line.language, line.form))) + "\n"
            for line in questions
        )
    lines = []
    for line in questions:
        spoken = f"   Accept-Language: {line.language}" if line.language else ""
        lines += [f"GET {neutral_line(line.url)}", f"    Accept: {neutral_line(line.accept)}{spoken}"]
    return "\n".join([*lines, "Nothing was asked, and nothing was added."]) + "\n"


def plan_json(questions: Sequence[QuestionLine]) -> JsonObject:
    """The schema revtrack/fetch/1 for questions that were not asked."""
    told = [
        {"url": line.url, "accept": line.accept, "language": line.language or None, "format": line.form or None}
        for line in questions
    ]
    return frame("fetch/1", None, {**_nothing("would be asked"), "questions": told})


def _came(came: FetchView) -> str:
    """`GET https://…   231 000 bytes  application/pdf  sha256 4be1…`."""
    facts = "  ".join(part for part in (f"{thousands(came.size)} bytes", came.media_type) if part)
    return f"GET {neutral_line(came.url)}   {neutral_line(facts)}  sha256 {came.sha256[:SHOWN_DIGITS]}…"


def _fetched(came: FetchView) -> JsonObject:
    return {
        "asked": came.asked,
        "first": came.first,
        "url": came.url,
        "media_type": came.media_type or None,
        "bytes": came.size,
        "sha256": came.sha256,
        "time": came.time or None,
        "etag": came.etag or None,
        "modified": came.modified or None,
        "name": came.name,
    }


def _nothing(outcome: str) -> JsonObject:
    return {"event": None, "added": [], "notes": [], "undo": None, "outcome": outcome}
