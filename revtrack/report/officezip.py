"""The container of a workbook or a Word file: packed alike every time, with a seal that tells if anybody touched it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from io import BytesIO
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

from revtrack.report.neutral import neutral_line

FIRST_DAY = (1980, 1, 1, 0, 0, 0)
"""The earliest time a zip can say; every member bears it, so that nothing tells when the file was made."""
CORE, APP = "docProps/core.xml", "docProps/app.xml"
SEAL = b"revtrack/1 sha256:"

_CORE = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" \
xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{title}</dc:title></cp:coreProperties>
"""
_APP = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">\
<Application>revtrack</Application></Properties>
"""


def sealed(data: bytes, *, title: str) -> bytes:
    """The same workbook without clock, user or program in it, and with its seal in the comment of the zip."""
    return packed(_members(data), title=title)


def packed(given: Mapping[str, bytes], *, title: str) -> bytes:
    """These members as a container, in the order given, with its properties and its seal."""
    members = dict(given)
    members[CORE] = _CORE.format(title=escape(neutral_line(title))).encode()
    members[APP] = _APP.encode()
    container = BytesIO()
    with ZipFile(container, "w", ZIP_DEFLATED) as archive:
        for name, content in members.items():
            info = ZipInfo(name, FIRST_DAY)
            info.compress_type = ZIP_DEFLATED
            info.create_system = 3
            info.external_attr = 0o600 << 16
            archive.writestr(info, content)
        archive.comment = SEAL + _digest(members).encode()
    return container.getvalue()


def is_sealed(data: bytes) -> bool:
    """Whether a file is a container with revtrack's seal, touched or not; other programs drop the seal when they save."""
    try:
        with ZipFile(BytesIO(data)) as archive:
            return archive.comment.startswith(SEAL)
    except (BadZipFile, NotImplementedError, RuntimeError, OSError):
        return False


def is_untouched(data: bytes) -> bool:
    """Whether these bytes are a workbook or a Word file that revtrack wrote and nobody has saved since."""
    try:
        with ZipFile(BytesIO(data)) as archive:
            comment = archive.comment
        return comment.startswith(SEAL) and comment == SEAL + _digest(_members(data)).encode()
    except (BadZipFile, NotImplementedError, RuntimeError, OSError):
        return False


def _members(data: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _digest(members: dict[str, bytes]) -> str:
    digest = hashlib.sha256()
    for name, content in members.items():
        digest.update(f"{len(name)} {name} {len(content)} ".encode())
        digest.update(content)
    return digest.hexdigest()
