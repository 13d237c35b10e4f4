"""When and from where a document was fetched: what an archive says of the way its original came (PREMIS: the capture event)."""

from __future__ import annotations

from msgspec import Struct


class Fetch(Struct, frozen=True):
    """One time that a document was fetched.

    `asked` is what the person typed, `first` the address asked first, `url` the one that gave the bytes, after redirects.
    `media_type`, `etag` and `modified` are what the server said of them, `sha256` is theirs; `time` is in UTC seconds since 1970.
    `edition` is the edition that they became, 0 while nothing is stored.
    """

    asked: str
    first: str
    url: str
    media_type: str
    sha256: str
    time: int
    etag: str = ""
    modified: str = ""
    edition: int = 0
