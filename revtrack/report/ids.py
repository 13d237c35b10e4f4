"""Ids of changes and of rows: from what they say alone, equal wherever and whenever a report is made."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

SHORTEST = 8
LONGER_BY = 4


def ids_of(identities: Sequence[str], prefix: str) -> tuple[str, ...]:
    """An id for each identity, `c-7f3a91d2`: the first 8 hex digits of its SHA-256; 12 for all of them if two collide.

    Identities are told apart by whoever makes them: of equal ones the id is the same.
    """
    digests = [hashlib.sha256(one.encode("utf-8", "surrogatepass")).hexdigest() for one in identities]
    apart = len(set(digests))
    length = SHORTEST
    while len({digest[:length] for digest in digests}) < apart:
        length += LONGER_BY
    return tuple(prefix + digest[:length] for digest in digests)
