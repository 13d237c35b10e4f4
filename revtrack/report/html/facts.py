"""What a report says of itself for programs: which texts, which changes, which options; enough to check the page again.

It lies in the page as a block of data, which no browser runs, with every character escaped that could end it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable

from revtrack.report.diffjson import side_object
from revtrack.report.reportviews import ReportView

SCHEMA = "revtrack/page/1"
_ESCAPED = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}


def facts(view: ReportView) -> dict[str, object]:
    """The facts of a report of two versions, in the order they stand in the page."""
    comparison = view.diff.comparison
    sides = ((view.diff.old, comparison.old, view.originals[0]), (view.diff.new, comparison.new, view.originals[1]))
    old, new = (
        {
            **side_object(side),
            "original_sha256": original or None,
            "text_sha256": text_sha256(unit.text for unit in units),
            "units": len(units),
        }
        for side, units, original in sides
    )
    return {
        "schema": SCHEMA,
        "revtrack": view.version,
        "old": old,
        "new": new,
        "changes": list(view.ids),
        "options": list(view.asked),
    }


def text_sha256(texts: Iterable[str]) -> str:
    """The SHA-256 of the units of a text in order: of a JSON list of them in UTF-8, without blanks between."""
    listed = json.dumps(list(texts), ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(listed.encode("utf-8", "surrogatepass")).hexdigest()


def embedded(value: dict[str, object]) -> str:
    """The facts as JSON that can lie in a page: nothing in it can end the block it lies in."""
    text = json.dumps(value, ensure_ascii=False, indent=1)
    return "".join(_ESCAPED.get(char, char) for char in text)
