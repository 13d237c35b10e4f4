"""Says whether a bag is complete and unchanged: each check in a line, findings after them."""

from __future__ import annotations

from msgspec import Struct

from revtrack.model.findings import Finding, Severity
from revtrack.report.jsonframe import JsonObject, finding_objects, frame
from revtrack.report.style import Style
from revtrack.report.verifypage import checked_text


class BagVerdict(Struct, frozen=True):
    """What a check of a bag found. `done` are the checks that held, in words; `commit` is the tip of a store beside it."""

    subject: str
    findings: tuple[Finding, ...]
    done: tuple[str, ...] = ()
    files: int = 0
    texts: int = 0
    editions: int = 0
    originals: int = 0
    records: int = 0
    commit: str = ""

    @property
    def sound(self) -> bool:
        return not any(finding.severity is Severity.ERROR for finding in self.findings)


def bag_verdict_text(verdict: BagVerdict, style: Style) -> str:
    """One line that says sound or not, then what was checked, then what was found."""
    return checked_text("Bag", verdict.subject, verdict.findings, verdict.done, style)


def bag_verdict_json(verdict: BagVerdict) -> JsonObject:
    """The schema revtrack/verify/1, of a bag."""
    body: JsonObject = {
        "sound": verdict.sound,
        "findings": finding_objects(verdict.findings),
        "checked": {
            "subject": verdict.subject,
            "level": "default",
            "texts": verdict.texts,
            "editions": verdict.editions,
            "originals": verdict.originals,
            "records": verdict.records,
            "files": verdict.files,
            "held": list(verdict.done),
        },
    }
    return frame("verify/1", verdict.commit or None, body)
