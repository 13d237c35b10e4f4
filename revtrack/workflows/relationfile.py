"""The file of rulings on the relations of one document: canonical JSON (docs/store-format.md, section 7)."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from revtrack.errors import BadValue, StoreDamaged
from revtrack.model.citations import RelationRuling
from revtrack.model.numbers import DocumentNumber
from revtrack.model.pairings import Verdict
from revtrack.model.relations import Relation

FORMAT = 1
_KEYS = ("by", "from", "relation", "to", "verdict")


def write(rulings: Iterable[RelationRuling]) -> bytes:
    """The bytes of the file: each ruling once, sorted, with lines so that git can merge them."""
    told = [_told(ruling) for ruling in dict.fromkeys(rulings)]
    told.sort(key=lambda row: [row[key] for key in ("from", "relation", "to", "verdict", "by")])
    value = {"format": FORMAT, "rulings": told}
    return (json.dumps(value, ensure_ascii=False, sort_keys=True, indent=1) + "\n").encode()


def read(data: bytes | None, name: str) -> tuple[RelationRuling, ...]:
    """The rulings in a file of `curation/`, none if there is no file; StoreDamaged, naming it, if it is not ours."""
    if data is None:
        return ()
    try:
        value = json.loads(data)
        if value["format"] != FORMAT:
            raise ValueError(f"it is of format {value['format']}")
        return tuple(_read(row) for row in value["rulings"])
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError, BadValue) as error:
        raise StoreDamaged(
            f"curation/{name} does not hold rulings on relations", facts=(str(error)[:80],), tries=("revtrack verify",)
        ) from error


def _told(ruling: RelationRuling) -> dict[str, str]:
    return {
        "by": ruling.by,
        "from": str(ruling.source),
        "relation": ruling.relation.value,
        "to": str(ruling.target),
        "verdict": ruling.verdict.value,
    }


def _read(row: dict[str, Any]) -> RelationRuling:
    by, source, relation, target, verdict = (row[key] for key in _KEYS)
    if not all(isinstance(value, str) for value in (by, source, relation, target, verdict)):
        raise TypeError("a ruling is told in words")
    numbers = DocumentNumber.read(source), DocumentNumber.read(target)
    return RelationRuling(numbers[0], Relation(relation), numbers[1], Verdict(verdict), by)
