"""The list of an export: a row for each text and for each document that is only known, in the columns of a manifest of `add`.

`filename` is what would be added to have the version again: the original, else the XML, else the file of the form that was
asked for; blank where the text is not held. It is CSV as every other: UTF-8 with its mark, cells guarded against formulas.
"""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct
from msgspec.structs import astuple

from revtrack.report.csvtext import csv_of
from revtrack.report.neutral import neutral_line

NAME = "metadata.csv"
HELD = {True: "yes", False: "no"}


class ListingRow(Struct, frozen=True):
    """One row. Relations are numbers parted by `;`. Hashes are SHA-256: `sha256` is that of the file named in `filename`."""

    filename: str = ""
    number: str = ""
    work: str = ""
    label: str = ""
    title: str = ""
    date: str = ""
    lang: str = ""
    revises: str = ""
    replaces: str = ""
    previous: str = ""
    cites: str = ""
    source_url: str = ""
    sha256: str = ""
    note: str = ""
    held: str = HELD[False]
    edition: str = ""
    markings: str = ""
    xml: str = ""
    xml_sha256: str = ""
    original: str = ""
    original_sha256: str = ""
    original_name: str = ""
    media_type: str = ""


COLUMNS = ListingRow.__struct_fields__


def listing_csv(rows: Iterable[ListingRow]) -> bytes:
    """The list as CSV."""
    return csv_of([COLUMNS, *([neutral_line(cell) for cell in astuple(row)] for row in rows)]).data
