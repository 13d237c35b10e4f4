"""What a check of a store found: problems to act on, and notes that never change an exit status."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct


class Severity(StrEnum):
    ERROR = "error"
    NOTE = "note"


class Finding(Struct, frozen=True):
    """One problem or note, about `subject` (a version or path in words), said in a sentence."""

    severity: Severity
    code: str
    subject: str
    message: str
