"""Reads web pages (HTML, XHTML) to sheets: acts of EUR-Lex, pages of governments."""

from revtrack.ingest.html.page import read_html

__all__ = ["read_html"]
