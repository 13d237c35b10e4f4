"""Remarks in words: what stands in one cell, or under one change, where one or several colleagues wrote."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from revtrack.report.neutral import neutral, neutral_line
from revtrack.report.reportviews import Remark
from revtrack.report.words import count

GONE = "no longer there"
"""The kind of a row that keeps a remark whose change is gone."""
UNPLACED = "beside no change"
"""The kind of a row that keeps a remark which stood beside no change."""


def remark_words(remarks: Iterable[Remark]) -> dict[str, str]:
    """Of each id all that was remarked, in the order given.

    One remark stands as it was written; several stand one under the other, each behind the name of its file.
    """
    by_id: dict[str, list[Remark]] = {}
    for remark in remarks:
        by_id.setdefault(remark.change_id, []).append(remark)
    return {change_id: _together(found) for change_id, found in by_id.items()}


def remarks_said(remarks: Sequence[Remark], gone: Sequence[Remark]) -> str:
    """`4 remarks kept, 1 of them without its change: it stands at the end`; "" where there are none."""
    if not remarks and not gone:
        return ""
    said = f"{count(len(remarks) + len(gone), 'remark')} kept"
    if not gone:
        return said
    where = "it stands at the end" if len(gone) == 1 else "they stand at the end"
    return f"{said}, {len(gone)} of them without the change: {where}"


def gone_kind(remark: Remark) -> str:
    """What is said in the place of a kind where there is no change."""
    return GONE if remark.change_id else UNPLACED


def signed(remark: Remark) -> str:
    """`reviewed.xlsx: is five enough?`; without a name where the file is not known."""
    name = f"{neutral_line(remark.file)}: " if remark.file else ""
    return name + neutral(remark.text)


def _together(remarks: Sequence[Remark]) -> str:
    files: dict[str, list[str]] = {}
    for remark in remarks:
        files.setdefault(neutral(remark.text), []).append(neutral_line(remark.file))
    if len(files) == 1:
        return next(iter(files))
    named = ((", ".join(dict.fromkeys(filter(None, names))), text) for text, names in files.items())
    return "\n".join(f"{name}: {text}" if name else text for name, text in named)
