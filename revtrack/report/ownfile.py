"""Whether a file is one that revtrack wrote and nobody has touched since, so that it may be written anew."""

from __future__ import annotations

from revtrack.report import mark, officezip

_ZIP = b"PK\x03\x04"


def is_own_untouched(data: bytes) -> bool:
    """True for a page, a picture, a workbook or a Word file whose mark still fits; one into which someone typed is theirs."""
    return officezip.is_untouched(data) if data.startswith(_ZIP) else mark.is_untouched(data)
