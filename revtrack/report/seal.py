"""The mark in a file that revtrack wrote: a digest over its bytes, so that a file nobody touched since can be told.

The digest is the SHA-256 of the file with the digits of the digest itself written as zeros. The first mark in a file
counts: a writer puts it in front of anything that comes from a document.
"""

from __future__ import annotations

import hashlib
import re

DIGITS = 64
UNSEALED = "revtrack-digest sha256:" + "0" * DIGITS
"""What a writer puts into its text, once and first; `sealed` makes it the mark."""
_MARK = re.compile(rb"(revtrack-digest sha256:)([0-9a-f]{64})")


def sealed(text: str) -> bytes:
    """The text in UTF-8, its first mark filled in. Raises ValueError for a text without one."""
    data = text.encode()
    at = data.index(UNSEALED.encode()) + len(UNSEALED) - DIGITS
    return data[:at] + hashlib.sha256(data).hexdigest().encode() + data[at + DIGITS :]


def is_untouched(data: bytes) -> bool:
    """Whether revtrack wrote these bytes and nobody changed them since; False for a file without a mark."""
    found = _MARK.search(data)
    if found is None:
        return False
    blank = data[: found.start(2)] + b"0" * DIGITS + data[found.end(2) :]
    return hashlib.sha256(blank).hexdigest().encode() == found[2]
