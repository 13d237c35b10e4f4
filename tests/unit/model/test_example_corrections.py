"""The second edition of the Danish Strategy: every correction stands where it says, and the odd word form is gone."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from functools import cache
from typing import Any

import pytest

from revtrack import resources
from revtrack.ingest import read_source
from revtrack.model.corrections import correct
from revtrack.model.documents import Correction, Edition
from revtrack.model.language import Language
from revtrack.model.numbers import DocumentNumber
from revtrack.model.places import units
from revtrack.model.texts import Expression, WorkId

ALONE = re.compile(r"radikaliserings(?![\w-])")


@cache
def data() -> dict[str, Any]:
    path = resources.folder("versions") / "eu-crr" / "9956-14.da.corrections.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


def listed() -> list[Correction]:
    return [Correction(**row) for row in data()["correction"]]


def source() -> bytes:
    return (resources.folder("versions") / "eu-crr" / "9956-14.da.txt").read_bytes()


@cache
def first() -> Edition:
    """Edition 1: the source as it is read."""
    reading = read_source(source(), "9956-14.da.txt")
    return Edition(
        Expression(
            WorkId("eu-crr"),
            DocumentNumber.parse(data()["number"]),
            Language.parse(data()["lang"]),
            reading.components,
            principal=reading.principal,
            title=reading.title.value if reading.title else "",
            header=reading.header,
        )
    )


@cache
def second() -> Edition:
    return correct(first(), listed(), data()["reason"])


def places(edition: Edition) -> dict[str, str]:
    """Every text of an edition in reading order: slots of the header as corrections name them, then units by their eId."""
    slots = {f"header.{slot.kind}": slot.value for slot in edition.expression.header}
    return slots | {unit.place.eid: unit.text for unit in units(edition.expression)}


def eids() -> dict[str, str]:
    """From the fragments of edition 1 to what `places` calls them."""
    return {unit.place.fragment: unit.place.eid for unit in units(first().expression)}


def test_the_edition_says_what_it_is() -> None:
    assert data()["status"] == "editorial correction, not official"
    assert (second().ordinal, second().reason) == (data()["edition"], data()["reason"])


def test_the_source_is_as_received() -> None:
    text = source().decode("utf-8")
    assert len(source()) == 27_991
    assert len(ALONE.findall(text)) == 42
    assert text.count("radikaliserings-") == 7


@pytest.mark.parametrize("correction", listed(), ids=lambda correction: correction.fragment)
def test_every_correction_stands_at_its_place_in_the_source_and_has_a_reason(correction: Correction) -> None:
    place = eids().get(correction.fragment, correction.fragment)
    assert correction.old in places(first())[place]
    assert correction.old in source().decode("utf-8")
    assert correction.old != correction.new
    assert correction.reason


def test_corrections_are_listed_in_reading_order() -> None:
    order = list(places(first()))
    positions = [order.index(eids().get(correction.fragment, correction.fragment)) for correction in listed()]
    assert positions == sorted(positions)


def test_the_word_form_is_put_right_42_times_alone_and_once_before_a_hyphen() -> None:
    of_the_word = [row for row in listed() if "radikaliserings" in row.old]
    assert len(of_the_word) == 43
    assert [(row.fragment, row.old) for row in of_the_word if not ALONE.search(row.old)] == [
        ("6", "radikaliserings- og terrorisme")
    ]
    assert all(row.new == re.sub("radikaliserings-?", "radikalisering", row.old) for row in of_the_word)


def test_three_single_faults_are_put_right() -> None:
    assert [(row.fragment, row.old, row.new) for row in listed() if "radikaliserings" not in row.old] == [
        ("13", "reststatsprincippet", "retsstatsprincippet"),
        ("31", "servere i tredjelands,", "servere i tredjelande,"),
        ("46", "anbefales af have", "anbefales at have"),
    ]


def test_nothing_is_left_but_what_is_right() -> None:
    text = "\n".join(places(second()).values())
    assert ALONE.findall(text) == []
    assert Counter(re.findall(r"radikaliserings[\w-]+", text)) == {"radikaliserings-": 6, "radikaliseringsprocessen": 1}


def test_only_the_listed_places_change_and_only_by_the_listed_letters() -> None:
    before, after = places(first()), places(second())
    assert list(before) == list(after)
    changed = {place for place in before if before[place] != after[place]}
    assert changed == {eids().get(correction.fragment, correction.fragment) for correction in listed()}
    assert sum(len(before[place]) - len(after[place]) for place in before) == 44


def test_the_title_follows_the_subject() -> None:
    assert second().expression.title == places(second())["header.subject"]
    assert "radikalisering og rekruttering" in second().expression.title
