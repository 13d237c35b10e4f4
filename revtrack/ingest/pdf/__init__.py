"""Reads PDF files with text to sheets."""

from revtrack.ingest.pdf.document import read_pdf

__all__ = ["read_pdf"]
