"""The one door to zip containers (XLSX, DOCX): what is inside, within bounds, or a refusal; never less than what is there.

Bounds follow the threat model in docs/architecture: sizes are those really inflated, since declared ones may lie; names
that mean two things or lie outside are refused, and so is a DOCTYPE in any part.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable
from io import BytesIO
from zipfile import BadZipFile, ZipFile, ZipInfo

from revtrack.errors import InputTooLarge, UnsupportedFormat, XmlUnsafe

LIMIT_FILE = 64 << 20
LIMIT_MEMBERS = 2_000
LIMIT_DIRECTORY = 1 << 20
LIMIT_MEMBER = 64 << 20
LIMIT_ALL = 200 << 20
LIMIT_RATIO = 200
RATIO_FROM = 8 << 20
"""Below so many bytes nobody minds how well a member was packed."""
_END = b"PK\x05\x06"
_END_SIZE = 22
_LONGEST_COMMENT = 0xFFFF
_PIECE = 1 << 18
_XML = (".xml", ".rels", ".vml")


def members(data: bytes, name: str, *, wanted: Callable[[str], bool] = lambda _: True) -> dict[str, bytes]:
    """Every wanted member of a zip in memory by its name, inflated; `name` stands in messages.

    Raises UnsupportedFormat for what is no zip, is damaged or encrypted, or has names that mean two things; InputTooLarge
    for what is over a bound; XmlUnsafe for an XML part that carries a DOCTYPE.
    """
    _check_directory(data, name)
    found: dict[str, bytes] = {}
    seen: set[str] = set()
    total = 0
    try:
        with ZipFile(BytesIO(data)) as archive:
            for info in archive.infolist():
                _check_name(info, seen, name)
                seen.add(info.filename)
                if not wanted(info.filename):
                    continue
                found[info.filename] = _inflated(archive, info, LIMIT_ALL - total, name)
                total += len(found[info.filename])
    except (BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, struct.error, ValueError) as error:
        raise _unreadable(name, f"it cannot be unpacked: {error}") from error
    for member, content in found.items():
        if member.lower().endswith(_XML):
            _refuse_doctype(content, f"{member} in {name}")
    return found


def names(data: bytes) -> tuple[str, ...]:
    """The names of the members, nothing unpacked; none where the directory is damaged or over the bounds."""
    try:
        _check_directory(data, "")
        with ZipFile(BytesIO(data)) as archive:
            return tuple(archive.namelist())
    except (InputTooLarge, UnsupportedFormat, BadZipFile, NotImplementedError, struct.error, ValueError):
        return ()


def _check_directory(data: bytes, name: str) -> None:
    """Look at the record at the end before anything is listed: 200,000 members would cost seconds."""
    if len(data) > LIMIT_FILE:
        raise _too_large(name, f"it has {len(data):,} bytes, at most {LIMIT_FILE:,} are read")
    at = data.rfind(_END, max(0, len(data) - _END_SIZE - _LONGEST_COMMENT))
    if at < 0 or len(data) < at + _END_SIZE:
        raise _unreadable(name, "it is not a zip container, or its end is missing")
    count, directory = struct.unpack_from("<HI", data, at + 10)
    if count > LIMIT_MEMBERS or directory > LIMIT_DIRECTORY:
        raise _too_large(name, f"it has more than {LIMIT_MEMBERS:,} members")


def _check_name(info: ZipInfo, found: set[str], name: str) -> None:
    member = info.orig_filename
    parts = member.split("/")
    if member.startswith("/") or ".." in parts or "\\" in member or "\0" in member or ":" in parts[0]:
        raise _unreadable(name, f"its member {len(found) + 1} has a name that leads outside of it")
    if info.filename in found:
        raise _unreadable(name, f"two members are called {member[:60]!r}")
    if info.flag_bits & 0x1:
        raise _unreadable(name, "it is encrypted")


def _inflated(archive: ZipFile, info: ZipInfo, room: int, name: str) -> bytes:
    """The member's bytes; they are counted as they come, whatever size is declared."""
    pieces: list[bytes] = []
    size = 0
    with archive.open(info) as member:
        while piece := member.read(_PIECE):
            size += len(piece)
            packed_well = size > RATIO_FROM and size > LIMIT_RATIO * max(info.compress_size, 1)
            if size > min(LIMIT_MEMBER, room) or packed_well:
                raise _too_large(name, f"its member {info.filename[:60]!r} is over the bounds when unpacked")
            pieces.append(piece)
    return b"".join(pieces)


def _refuse_doctype(content: bytes, name: str) -> None:
    """XML in two bytes a character is looked through as well."""
    if b"<!DOCTYPE" in content or b"<!DOCTYPE" in content.replace(b"\0", b""):
        raise XmlUnsafe(
            f"{name} carries a DOCTYPE; revtrack follows none",
            facts=("an entity is text that two programs may read differently",),
            tries=("open the file in the program it comes from and save it anew",),
        )


def _too_large(name: str, fact: str) -> InputTooLarge:
    return InputTooLarge(
        f"{name} is larger than revtrack reads",
        facts=(fact,),
        tries=("remove what is not needed from it, then save it",),
    )


def _unreadable(name: str, fact: str) -> UnsupportedFormat:
    return UnsupportedFormat(
        f"{name} cannot be read",
        facts=(fact,),
        tries=("open the file in the program it comes from and save it anew",),
    )
