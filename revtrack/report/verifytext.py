"""Says whether a store, or a file, is as it should be, and every finding with its place."""

from __future__ import annotations

from collections.abc import Sequence

from revtrack.model.findings import Finding, Severity
from revtrack.report.jsonframe import JsonObject, finding_objects, frame
from revtrack.report.neutral import neutral_line
from revtrack.report.style import Style
from revtrack.report.views import VerifyCounts
from revtrack.report.words import count
from revtrack.report.wrap import pad, width_of, wrap

__all__ = ["VerifyCounts", "verify_json", "verify_text"]

WIDEST_SUBJECT = 40
SIGNATURES = "signatures"
"""The level that looks at nothing but signatures."""
REMOTE = "remote"
"""The code of what is wrong with another store, and not with this one."""


def verify_text(findings: Sequence[Finding], counts: VerifyCounts, style: Style) -> str:
    """One line that says sound or not over how much, then a row for each finding, errors first."""
    ordered = _ordered(findings)
    if style.plain:
        rows = [(f.severity.value, f.code, f.subject, f.message) for f in ordered]
        return "".join("\t".join(map(neutral_line, row)) + "\n" for row in rows)
    lines = wrap(_head(ordered, counts), width=style.width, rest="  ")
    subjects = [width_of(neutral_line(found.subject)) for found in ordered]
    column = max((width for width in subjects if width <= WIDEST_SUBJECT), default=0) + 3
    severity = 1 + max((width_of(found.severity.value) for found in ordered), default=0)
    for found in ordered:
        code = f"  [{found.code}]" if found.severity is Severity.ERROR else ""
        first = f"  {pad(found.severity.value, severity)}{pad(neutral_line(found.subject), column)}"
        first = first if first.endswith(" ") else first + "   "
        rest = " " * min(width_of(first), 2 + severity + column)
        lines += wrap(style.own(neutral_line(found.message) + code), width=style.width, first=first, rest=rest)
    return "\n".join(lines) + "\n"


def receipt_text(findings: Sequence[Finding], name: str, style: Style) -> str:
    """Whether a store still holds what a receipt stands for."""
    if not findings:
        return style.own(f"The store holds all that {neutral_line(name)} stands for\n")
    lines = [f"The store does not hold what {neutral_line(name)} stands for"]
    lines += [f"  {neutral_line(found.message)}  [{found.code}]" for found in findings]
    return style.own("\n".join(lines) + "\n")


def verify_json(findings: Sequence[Finding], counts: VerifyCounts) -> JsonObject:
    """The schema revtrack/verify/1."""
    body: JsonObject = {
        "sound": _is_sound(findings),
        "findings": finding_objects(_ordered(findings)),
        "checked": {
            "subject": counts.subject or None,
            "level": counts.level,
            "texts": counts.texts,
            "editions": counts.editions,
            "originals": counts.originals,
            "records": counts.records,
        },
    }
    return frame("verify/1", counts.tip or None, body)


def _ordered(findings: Sequence[Finding]) -> list[Finding]:
    """Errors before notes, otherwise as found."""
    return sorted(findings, key=lambda found: found.severity is not Severity.ERROR)


def _is_sound(findings: Sequence[Finding]) -> bool:
    return not any(found.severity is Severity.ERROR for found in findings)


def _head(findings: Sequence[Finding], counts: VerifyCounts) -> str:
    """`Store sound: 8 texts in 9 editions, 8 originals.  0 errors, 2 notes`."""
    sound = _is_sound(findings)
    errors = sum(found.severity is Severity.ERROR for found in findings)
    tally = f"{count(errors, 'error')}, {count(len(findings) - errors, 'note')}"
    if counts.subject:
        return f"{neutral_line(counts.subject)} is {'fit' if sound else 'not fit'} to be added.  {tally}"
    if counts.level == SIGNATURES:
        return f"Signatures {'good' if sound else 'not good'}; nothing else was checked.  {tally}"
    if not sound and not counts.editions:
        return f"Store damaged.  {tally}"
    what = (
        f"{count(counts.texts, 'text')} in {count(counts.editions, 'edition')}, {count(counts.originals, 'original')}"
    )
    if all(found.code == REMOTE for found in findings if found.severity is Severity.ERROR):
        return f"Store sound{'' if sound else ', the other one is not'}: {what}.  {tally}"
    return f"Store damaged: {what}.  {tally}"
