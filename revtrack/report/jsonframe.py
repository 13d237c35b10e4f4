"""The frame of every JSON output, and the objects that look the same in all of them: versions, places, references."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping

from revtrack.model.dates import DocumentDate
from revtrack.model.documents import Version
from revtrack.model.findings import Finding
from revtrack.model.language import Language
from revtrack.model.places import Place
from revtrack.model.relations import Reference
from revtrack.model.texts import Expression

_SURROGATE = re.compile("[\ud800-\udfff]")

JsonObject = dict[str, object]


def frame(schema: str, commit: str | None, body: Mapping[str, object]) -> JsonObject:
    """`body` in its frame: `schema` is the name with its number ("diff/1"); no commit means no store."""
    return {
        "schema": f"revtrack/{schema}",
        "store": {"commit": commit} if commit else None,
        **body,
    }


def dump(value: object, *, to_terminal: bool) -> str:
    """`value` as JSON text ending in a line feed; on a terminal in ASCII alone, so that nothing in it can drive one."""
    text = json.dumps(value, ensure_ascii=to_terminal, indent=1)
    return _SURROGATE.sub(lambda found: f"\\u{ord(found[0]):04x}", text) + "\n"


def version_object(version: Version, edition: int | None = None) -> JsonObject:
    """A version as every output has it; the newest edition unless one is named."""
    return {
        "work": str(version.work),
        "number": str(version.number),
        "lang": language_value(version.language),
        "edition": edition or (version.editions[-1] if version.editions else None),
        "date": date_value(version.date),
        "label": version.label or None,
        "held": version.held,
        "sha256": version.sha256 or None,
    }


def expression_object(expression: Expression, edition: int, sha256: str, *, held: bool = True) -> JsonObject:
    """The same object for a text at hand; `held` is false for a file that is not in the store."""
    return {
        "work": str(expression.work),
        "number": str(expression.number),
        "lang": language_value(expression.language),
        "edition": edition if held else None,
        "date": date_value(expression.date),
        "label": expression.label or None,
        "held": held,
        "sha256": sha256 or None,
    }


def place_object(place: Place | None) -> JsonObject:
    """A place; all null for a unit of a plain list, which has none."""
    if place is None:
        return {"fragment": None, "eid": None, "heading": None}
    return {"fragment": place.fragment, "eid": place.eid, "heading": place.heading or None}


def reference_object(reference: Reference) -> JsonObject:
    """A reference with its state and its evidence."""
    evidence = reference.evidence
    return {
        "source": str(reference.source),
        "relation": reference.relation.value,
        "target": str(reference.target),
        "state": reference.state.value,
        "evidence": {
            "fragment": evidence.fragment or None,
            "bearer": evidence.bearer or None,
            "slot": evidence.slot or None,
            "quote": evidence.quote or None,
        },
        "asserted_by": reference.asserted_by or None,
        "markings": list(reference.markings),
    }


def date_value(date: DocumentDate) -> str | None:
    """`2014-05-19`, `2014`, or null for an unknown date."""
    return str(date) if date.is_known else None


def language_value(language: Language | None) -> str | None:
    """`da`, or null where the language is not known or no text is held."""
    return language.short if language and language.is_known else None


def finding_objects(findings: Iterable[Finding]) -> list[JsonObject]:
    """Findings as every output of `verify` has them."""
    return [
        {"severity": found.severity.value, "code": found.code, "subject": found.subject, "message": found.message}
        for found in findings
    ]
