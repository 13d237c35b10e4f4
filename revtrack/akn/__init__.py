"""Akoma Ntoso 3.0 XML to and from the model; the only room that imports lxml for our XML."""

from __future__ import annotations

from typing import TYPE_CHECKING

from revtrack.akn.iri import number_urn
from revtrack.akn.profile import check_profile
from revtrack.akn.read import read_edition, read_record
from revtrack.akn.write import write_edition, write_record
from revtrack.lazy import loading

if TYPE_CHECKING:
    from revtrack.akn.changes import ChangesDocument, write_changes
    from revtrack.akn.official import official_errors

__getattr__ = loading(
    __name__,
    {
        "official": "official_errors",
        "changes": "ChangesDocument write_changes",
    },
)

__all__ = [
    "ChangesDocument",
    "check_profile",
    "number_urn",
    "official_errors",
    "read_edition",
    "read_record",
    "write_changes",
    "write_edition",
    "write_record",
]
