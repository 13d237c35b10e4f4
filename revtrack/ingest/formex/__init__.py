"""Reads Formex 4, the format of the Publications Office of the European Union, to sheets."""

from revtrack.ingest.formex.document import read_formex

__all__ = ["read_formex"]
