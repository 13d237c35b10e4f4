"""Says whether a report is what it says: each check in a line, findings after them."""

from __future__ import annotations

from collections.abc import Sequence

from revtrack.model.findings import Finding, Severity
from revtrack.report.jsonframe import JsonObject, finding_objects, frame
from revtrack.report.neutral import neutral_line
from revtrack.report.reportviews import PageVerdict
from revtrack.report.style import Style
from revtrack.report.words import count
from revtrack.report.wrap import wrap


def page_verdict_text(verdict: PageVerdict, style: Style) -> str:
    """One line that says sound or not, then what was checked, then what was found."""
    return checked_text("Report", verdict.subject, verdict.findings, verdict.done, style)


def checked_text(noun: str, subject: str, findings: Sequence[Finding], done: Sequence[str], style: Style) -> str:
    """The same of whatever is checked by itself: a report, a bag."""
    if style.plain:
        rows = [("held", "", subject, said) for said in done]
        rows += [(f.severity.value, f.code, f.subject, f.message) for f in findings]
        return "".join("\t".join(map(neutral_line, row)) + "\n" for row in rows)
    errors = sum(found.severity is Severity.ERROR for found in findings)
    tally = f"{count(errors, 'error')}, {count(len(findings) - errors, 'note')}"
    word = "not sound" if errors else "sound"
    lines = wrap(f"{noun} {neutral_line(subject)} {word}.  {tally}", width=style.width, rest="  ")
    for said in done:
        lines += wrap(style.own(neutral_line(said)), width=style.width, first="  held   ")
    for found in findings:
        code = f"  [{found.code}]" if found.severity is Severity.ERROR else ""
        where = f"{neutral_line(found.subject)}: " if found.subject != subject else ""
        said = where + neutral_line(found.message) + code
        lines += wrap(said, width=style.width, first=f"  {found.severity.value:<7}")
    return "\n".join(lines) + "\n"


def page_verdict_json(verdict: PageVerdict) -> JsonObject:
    """The schema revtrack/verify/1, of a report."""
    body: JsonObject = {
        "sound": verdict.sound,
        "findings": finding_objects(verdict.findings),
        "checked": {
            "subject": verdict.subject,
            "level": "default",
            "texts": 2,
            "editions": 0,
            "originals": 0,
            "records": 0,
            "changes": verdict.changes,
            "held": list(verdict.done),
        },
    }
    return frame("verify/1", verdict.commit or None, body)
