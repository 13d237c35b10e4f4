"""Files of loose objects that were altered where what they hold does not show it: bits that mean nothing to whoever unpacks them.

Where such a bit is flipped the object is sound and the disk is not. git does not look, so each object is packed once more as git
packs it. A file that differs from that by a few bits was altered; one that differs by many was written by another program, or
with other settings, and nothing can be told.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path

from revtrack.model.findings import Finding
from revtrack.store.soundness import problem

_LEVELS = (1, 6)
"""How hard git packs: a loose object with the least effort; 6 is what `core.compression = -1` comes to."""
_FEW = 8
"""Bits. Two ways of packing that give the same length part in hundreds of them."""
_HEAD = 2
"""Bytes that say how it is packed; a sum in them tells of every flipped bit."""
_NAME = re.compile(r"[0-9a-f]{2}/[0-9a-f]{38}")


def altered_files(git_dir: Path, names: Mapping[str, str]) -> Iterator[Finding]:
    """Each such file, naming the version in words where `names` (by object id) knows it; what cannot be unpacked git finds."""
    objects = git_dir / "objects"
    for path in sorted(objects.glob("??/*")):
        if _NAME.fullmatch(path.relative_to(objects).as_posix()) is None:
            continue
        try:
            bits = altered_bits(path.read_bytes())
        except FileNotFoundError:  # it was packed meanwhile
            continue
        if bits:
            name = path.parent.name + path.name
            said = "1 bit of its file was" if bits == 1 else f"{bits} bits of its file were"
            yield problem(
                "git-object",
                names.get(name, f"object {name}"),
                f"{said} altered where it does not show in what it holds: it is sound, and the disk may be failing",
            )


def altered_bits(data: bytes) -> int:
    """How many bits of a packed object were altered without a trace in what it holds; 0 if none, or if it cannot be told."""
    try:
        content = zlib.decompress(data)
    except zlib.error:
        return 0
    found = []
    for level in _LEVELS:
        again, packed = (whole[_HEAD:] for whole in (zlib.compress(content, level), data))
        if again == packed:
            return 0
        if len(again) == len(packed):
            found.append((int.from_bytes(again, "big") ^ int.from_bytes(packed, "big")).bit_count())
    return min((bits for bits in found if bits <= _FEW), default=0)
