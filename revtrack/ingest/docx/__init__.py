"""Reads Word documents (OOXML, Transitional and Strict) to sheets."""

from revtrack.ingest.docx.document import read_docx

__all__ = ["read_docx"]
