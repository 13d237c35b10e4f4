"""Reads Akoma Ntoso as other tools write it, AKN4EU among them, to sheets."""

from revtrack.ingest.akomantoso.document import read_akn

__all__ = ["read_akn"]
