"""Says whether a report is what it says: each check in a line, findings after them."""

from __future__ import annotations

from revtrack.model.findings import Severity
from revtrack.report.jsonframe import JsonObject, frame
from revtrack.report.neutral import neutral_line
from revtrack.report.reportviews import PageVerdict
from revtrack.report.style import Style
from revtrack.report.words import count
from revtrack.report.wrap import wrap


def page_verdict_text(verdict: PageVerdict, style: Style) -> str:
    """One line that says sound or not, then what was checked, then what was found."""
    if style.plain:
        rows = [("held", "", verdict.subject, said) for said in verdict.done]
        rows += [(f.severity.value, f.code, f.subject, f.message) for f in verdict.findings]
        return "".join("\t".join(map(neutral_line, row)) + "\n" for row in rows)
    errors = sum(found.severity is Severity.ERROR for found in verdict.findings)
    tally = f"{count(errors, 'error')}, {count(len(verdict.findings) - errors, 'note')}"
    word = "sound" if verdict.sound else "not sound"
    lines = wrap(f"Report {neutral_line(verdict.subject)} {word}.  {tally}", width=style.width, rest="  ")
    for said in verdict.done:
        lines += wrap(style.own(said), width=style.width, first="  held   ")
    for found in verdict.findings:
        code = f"  [{found.code}]" if found.severity is Severity.ERROR else ""
        lines += wrap(neutral_line(found.message) + code, width=style.width, first=f"  {found.severity.value:<7}")
    return "\n".join(lines) + "\n"


def page_verdict_json(verdict: PageVerdict) -> JsonObject:
    """The schema revtrack/verify/1, of a report."""
    body: JsonObject = {
        "sound": verdict.sound,
        "findings": [
            {"severity": f.severity.value, "code": f.code, "subject": f.subject, "message": f.message}
            for f in verdict.findings
        ],
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
