"""Whether a file is one that revtrack wrote and nobody has touched since, so that it may be written anew."""

from __future__ import annotations

from revtrack.report import mark, xlsxzip

_ZIP = b"PK\x03\x04"


def is_own_untouched(data: bytes) -> bool:
    """True for a page, a picture or a workbook whose mark still fits; a workbook into which someone typed is theirs."""
    return xlsxzip.is_untouched(data) if data.startswith(_ZIP) else mark.is_untouched(data)
