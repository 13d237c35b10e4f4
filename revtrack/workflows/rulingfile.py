"""The file of rulings on two texts: canonical JSON, equal rulings in equal bytes (docs/store-format.md, section 6)."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from revtrack.errors import BadValue, StoreDamaged
from revtrack.model.changes import UnitClass
from revtrack.model.pairings import Half, RuledPlace, Ruling, Verdict

FORMAT = 1


def write(rulings: Iterable[Ruling]) -> bytes:
    """The bytes of the file: each ruling once, sorted by its first places, with lines so that git can merge them."""
    value = {"format": FORMAT, "rulings": [_ruling(ruling) for ruling in sorted(set(rulings))]}
    return (json.dumps(value, ensure_ascii=False, sort_keys=True, indent=1) + "\n").encode()


def read(data: bytes | None, name: str) -> tuple[Ruling, ...]:
    """The rulings in a file of `curation/`, none if there is no file; StoreDamaged, naming it, if it is not ours."""
    if data is None:
        return ()
    try:
        value = json.loads(data)
        rulings = tuple(_read_ruling(told) for told in value["rulings"])
        if value["format"] != FORMAT:
            raise ValueError(f"it is of format {value['format']}")
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError, BadValue) as error:
        raise StoreDamaged(
            f"curation/{name} does not hold rulings on pairings", facts=(str(error)[:80],), tries=("revtrack verify",)
        ) from error
    return rulings


def _ruling(ruling: Ruling) -> dict[str, object]:
    return {
        "class": ruling.unit_class.value,
        "first": _half(ruling.first),
        "second": _half(ruling.second),
        "verdict": ruling.verdict.value,
    }


def _half(half: Half) -> dict[str, object]:
    places = [
        {"eid": place.eid, "fragment": place.fragment, "sha256": place.sha256, "wid": place.wid}
        for place in half.places
    ]
    return {"edition": half.edition, "places": places}


def _read_ruling(told: dict[str, Any]) -> Ruling:
    return Ruling(
        _read_half(told["first"]), _read_half(told["second"]), Verdict(told["verdict"]), UnitClass(told["class"])
    )


def _read_half(told: dict[str, Any]) -> Half:
    edition, places = told["edition"], told["places"]
    if not isinstance(edition, int) or not isinstance(places, list):
        raise TypeError("a side is an edition and a list of places")
    return Half(edition, tuple(_read_place(place) for place in places))


def _read_place(told: dict[str, Any]) -> RuledPlace:
    eid, wid, sha256, fragment = (str(told[key]) for key in ("eid", "wid", "sha256", "fragment"))
    return RuledPlace(eid, wid, sha256, fragment)
