"""The fixed words of reports: the same keys and the same places to fill in every language, and a key for every value."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import revtrack.report.html as pages
from revtrack.errors import BadValue
from revtrack.model.changes import Kind, Signal, UnitClass
from revtrack.model.relations import Relation, State
from revtrack.report.interface import LANGUAGES, interface

TABLES = {language: interface(language).words for language in LANGUAGES}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_key_stands_in_every_language(language: str) -> None:
    assert list(TABLES[language]) == list(TABLES["en"])
    assert all(value.strip() for value in TABLES[language].values())


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_places_to_fill_are_the_same(language: str) -> None:
    for key, value in TABLES[language].items():
        assert set(re.findall(r"\{(\w+)\}", value)) == set(re.findall(r"\{(\w+)\}", TABLES["en"][key])), key


def test_every_kind_signal_relation_state_and_class_has_words() -> None:
    keys = set(TABLES["en"])
    assert {f"signal-{one.value}" for one in Signal} <= keys
    assert {f"rel-{one.value}" for one in Relation} <= keys
    assert {f"state-{one.value}" for one in State} <= keys
    assert {f"class-{one.value}" for one in UnitClass} <= keys
    assert {f"kind-{one.value}" for one in Kind} | {f"any-{one.value}" for one in Kind} <= keys


def test_every_key_the_templates_and_the_code_ask_for_is_there() -> None:
    folder = Path(pages.__file__).parent
    asked = set()
    for path in [*folder.glob("*.py"), *folder.glob("templates/*.j2")]:
        asked |= set(re.findall(r"(?:say|count)\(\s*[\"']([a-z][\w -]*)[\"']\s*[,)]", path.read_text(encoding="utf-8")))
    assert asked
    assert asked <= set(TABLES["en"])


def test_there_is_no_silent_fallback() -> None:
    words = interface("da")
    with pytest.raises(KeyError):
        words.say("no such key")
    with pytest.raises(BadValue):
        interface("fr")


def test_one_and_many_have_their_own_forms() -> None:
    words = interface("en")
    assert words.count("same-run", 1) == "1 unchanged paragraph"
    assert words.count("same-run", 1200) == "1\u00a0200 unchanged paragraphs"
