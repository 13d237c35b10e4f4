"""Limits of intake: how large a source, a paragraph and a reading may be. A limit reached is never a shorter text."""

from __future__ import annotations

from revtrack.errors import InputTooLarge

FILE_BYTES = 32 << 20
PARAGRAPH_CHARACTERS = 200_000
PARAGRAPHS = 50_000
_SPLIT = ("split the document into its parts, then add them one by one",)


def check_file(size: int, name: str) -> None:
    """InputTooLarge for more bytes than intake reads."""
    if size > FILE_BYTES:
        raise InputTooLarge(f"{name} has {size:,} bytes; revtrack reads text of at most {FILE_BYTES:,}", tries=_SPLIT)


def check_paragraph(length: int, name: str, line: int) -> None:
    """InputTooLarge for a longer paragraph than a comparison can bear."""
    if length > PARAGRAPH_CHARACTERS:
        raise InputTooLarge(
            f"{name} has a paragraph of {length:,} characters; revtrack reads at most {PARAGRAPH_CHARACTERS:,}",
            facts=(f"it begins in line {line}",),
            tries=("break the paragraph with blank lines, then  revtrack add FILE",),
        )


def check_count(paragraphs: int, name: str) -> None:
    """InputTooLarge for more paragraphs than a comparison can bear."""
    if paragraphs > PARAGRAPHS:
        raise InputTooLarge(
            f"{name} has {paragraphs:,} paragraphs; revtrack reads at most {PARAGRAPHS:,}", tries=_SPLIT
        )
