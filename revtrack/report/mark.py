"""The mark at the end of a file that revtrack wrote: by its digest one sees whether anybody has touched the file since.

The mark is a comment, which HTML and XML allow behind their last tag. The digest is that of everything before the mark.
"""

from __future__ import annotations

import hashlib
import re

_MARK = re.compile(rb"<!-- revtrack wrote this file; sha256 of all before this line: ([0-9a-f]{64}) -->\n")
_LENGTH = len(b"<!-- revtrack wrote this file; sha256 of all before this line:  -->\n") + 64


def with_mark(data: bytes) -> bytes:
    """The file with its mark at the end."""
    digest = hashlib.sha256(data).hexdigest().encode()
    return data + b"<!-- revtrack wrote this file; sha256 of all before this line: " + digest + b" -->\n"


def is_marked(data: bytes) -> bool:
    """Whether a file bears such a mark anywhere, touched or not."""
    return _MARK.search(data.replace(b"\r\n", b"\n")) is not None


def is_untouched(data: bytes) -> bool:
    """Whether a file ends with its mark and is, to the byte, what was written."""
    found = _MARK.fullmatch(data[-_LENGTH:])
    return found is not None and hashlib.sha256(data[:-_LENGTH]).hexdigest().encode() == found[1]
