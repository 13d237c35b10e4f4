"""Akoma Ntoso 3.0 XML to and from the model; the only room that imports lxml for our XML."""

from revtrack.akn.official import official_errors
from revtrack.akn.profile import check_profile
from revtrack.akn.read import read_edition, read_record
from revtrack.akn.write import write_edition, write_record

__all__ = ["check_profile", "official_errors", "read_edition", "read_record", "write_edition", "write_record"]
