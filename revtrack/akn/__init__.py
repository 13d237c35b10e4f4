"""Akoma Ntoso 3.0 XML to and from the model; the only room that imports lxml for our XML."""

from revtrack.akn.iri import number_urn
from revtrack.akn.official import official_errors
from revtrack.akn.profile import check_profile
from revtrack.akn.read import read_edition, read_record
from revtrack.akn.write import write_edition, write_record
from revtrack.akn.write_changes import ChangesDocument, write_changes

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
