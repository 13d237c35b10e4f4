"""The body of an answer, read whole or not at all: counted after decompression, and never taken for more or less than it is."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator
from http.client import HTTPException, HTTPResponse

from revtrack.register.outcomes import NoDocument
from revtrack.register.wire import Deadline

LARGEST = 32 << 20
"""Bytes of a document, after decompression (docs/architecture, "Hostile documents")."""
GLANCE = 16 << 10
"""Bytes read of an answer that is no document, to see why."""
_PIECE = 1 << 16
_GZIP = 16 + zlib.MAX_WBITS

Told = Callable[[int, int], None]
"""Told how many of how many bytes have come; 0 of a number that nobody announced."""


def read_body(response: HTTPResponse, url: str, deadline: Deadline, told: Told) -> bytes:
    """The whole body, decompressed. NoDocument if it is cut off, too large, too slow, or compressed in a way nobody asked for."""
    coding = (response.headers.get("Content-Encoding") or "identity").strip().lower()
    if coding not in ("identity", "gzip", "x-gzip"):
        raise NoDocument(url, f"it came compressed as '{coding[:40]}', which was not asked for")
    inflate = None if coding == "identity" else zlib.decompressobj(_GZIP)
    pieces: list[bytes] = []
    size = 0
    for piece in _pieces(response, url, deadline, told):
        found = piece if inflate is None else _inflated(inflate, piece, LARGEST - size, url)
        size += len(found)
        if size > LARGEST:
            raise _too_large(url)
        pieces.append(found)
    if inflate is not None and not inflate.eof:
        raise _cut_off(url)
    return b"".join(pieces)


def glance(response: HTTPResponse) -> bytes:
    """The first bytes of an answer that is no document; fewer, or none, where they do not come."""
    try:
        return response.read(GLANCE)
    except (HTTPException, OSError):
        return b""


def _pieces(response: HTTPResponse, url: str, deadline: Deadline, told: Told) -> Iterator[bytes]:
    """The body as it comes, each piece read before the deadline, to the end that was announced."""
    announced = response.length or 0
    if announced > LARGEST:
        raise _too_large(url)
    come = 0
    try:
        while piece := response.read(_PIECE):
            come += len(piece)
            if come > LARGEST:
                raise _too_large(url)
            told(come, announced)
            yield piece
    except TimeoutError as error:
        raise NoDocument(url, f"it was not all there within {deadline.seconds:.0f} seconds") from error
    except (HTTPException, OSError) as error:
        raise _cut_off(url) from error
    if response.length:
        raise _cut_off(url)


def _inflated(inflate: zlib._Decompress, piece: bytes, room: int, url: str) -> bytes:
    """What a compressed piece holds, at most one byte more than there is room for."""
    try:
        found = inflate.decompress(piece, room + 1)
    except zlib.error:
        raise NoDocument(url, "it is damaged: it came compressed and does not unpack") from None
    if inflate.unused_data:
        raise NoDocument(url, "it is damaged: something stands behind its compressed end")
    return found


def _too_large(url: str) -> NoDocument:
    return NoDocument(url, f"it is larger than {LARGEST >> 20} MiB")


def _cut_off(url: str) -> NoDocument:
    return NoDocument(url, "it was cut off", again=True)
