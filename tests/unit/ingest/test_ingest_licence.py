"""The European Union Public Licence in three versions: one line a paragraph, and hard-wrapped, in the same shape."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from revtrack.model.ledger import Fate
from revtrack.model.readings import Reading
from revtrack.model.texts import Paragraph, Role

Licence = Callable[[str], Reading]
VERSIONS = ("1.0", "1.1", "1.2")
HEADINGS_1_1 = (
    *("Definitions", "Scope of the rights granted by the Licence", "Communication of the Source Code"),
    *("Limitations on copyright", "Obligations of the Licensee", "Chain of Authorship", "Disclaimer of Warranty"),
    *("Disclaimer of Liability", "Additional agreements", "Acceptance of the Licence", "Information to the public"),
    *("Termination of the Licence", "Miscellaneous", "Jurisdiction", "Applicable Law", "Appendix"),
)


def paragraphs(reading: Reading) -> tuple[Paragraph, ...]:
    (main,) = reading.components
    return main.paragraphs


def shape(reading: Reading) -> list[str]:
    return [p.role.value for p in paragraphs(reading)]


@pytest.mark.parametrize("version", VERSIONS)
def test_fifteen_numbered_headings_and_the_appendix(licence: Licence, version: str) -> None:
    headings = [p for p in paragraphs(licence(version)) if p.role is Role.HEADING]
    assert [p.num for p in headings] == [*(f"{n}." for n in range(1, 16)), ""]
    assert tuple(p.text for p in headings) == HEADINGS_1_1


@pytest.mark.parametrize("version", VERSIONS)
def test_the_first_line_is_the_title_and_the_line_of_copyright_is_none(licence: Licence, version: str) -> None:
    first, second, *_ = paragraphs(licence(version))
    assert first.role is Role.TITLE
    assert first.text.lower().startswith("european union public licence v")
    assert second.role is Role.PARAGRAPH
    assert second.text.startswith("EUPL ")


@pytest.mark.parametrize(
    ("version", "notice"),
    [
        ("1.0", "Licensed under the EUPL V.1.0"),
        ("1.1", "Licensed under the EUPL V.1.1"),
        ("1.2", "Licensed under the EUPL"),
    ],
)
def test_the_quoted_notice_is_a_paragraph_of_its_own(licence: Licence, version: str, notice: str) -> None:
    texts = [p.text for p in paragraphs(licence(version))]
    at = texts.index(notice)
    assert texts[at - 1].endswith("copyright notice for the Original Work:" if version < "1.2" else "for the Work:")
    assert texts[at + 1].startswith("or has expressed by any other mean")


def test_the_versions_have_the_same_shape_up_to_where_they_differ(licence: Licence) -> None:
    """Articles 1 to 11 have as many paragraphs and items in 1.1, one line each, as in 1.2, hard-wrapped."""
    until = [next(at for at, p in enumerate(paragraphs(licence(v))) if p.num == "12.") for v in ("1.1", "1.2")]
    one, two = (shape(licence(version))[:at] for version, at in zip(("1.1", "1.2"), until, strict=True))
    assert one == two


def test_items_keep_the_dash_that_was_printed(licence: Licence) -> None:
    marks = {v: {p.num for p in paragraphs(licence(v)) if p.role is Role.ITEM} for v in VERSIONS}
    assert marks == {"1.0": {"−"}, "1.1": {"-"}, "1.2": {"—"}}


def test_only_the_wrapped_version_has_joined_lines(licence: Licence) -> None:
    joined = {v: licence(v).ledger.rules(Fate.NORMALISED).get("joined lines", 0) for v in VERSIONS}
    assert joined["1.0"] == joined["1.1"] == 0
    assert joined["1.2"] > 70


def test_wrapped_lines_are_joined_with_one_space(licence: Licence) -> None:
    texts = [p.text for p in paragraphs(licence("1.2"))]
    assert (
        "The Licensor grants to the Licensee royalty-free, non-exclusive usage rights to any patents held by the Licensor, "
        "to the extent necessary to make use of the rights granted on the Work under this Licence." in texts
    )


@pytest.mark.parametrize("version", VERSIONS)
def test_it_is_english_without_number_or_date(licence: Licence, version: str) -> None:
    reading = licence(version)
    assert reading.languages[0].language.short == "en"
    assert reading.number is None
    assert reading.date is None
    assert reading.look_at == ()
