"""Remarks that colleagues wrote into reports, read from the files that have come back."""

from __future__ import annotations

from collections.abc import Sequence

from revtrack.report.notes import read_remarks
from revtrack.report.reportviews import Remark


def remarks_in(files: Sequence[tuple[str, bytes]]) -> tuple[Remark, ...]:
    """The remarks of these files, (path, bytes) each, in the order given.

    Raises UnsupportedFormat for a file that is no report of revtrack, InputTooLarge and XmlUnsafe for a hostile one.
    """
    return tuple(remark for path, data in files for remark in read_remarks(data, path))
