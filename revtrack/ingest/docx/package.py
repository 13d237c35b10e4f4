"""Finds the parts of a Word document in its zip container, by relationship and never by the name of a file."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from typing import NamedTuple

from msgspec import Struct

from revtrack import xmlsafe, zipsafe
from revtrack.errors import UnsupportedFormat, XmlNotWellFormed, XmlUnsafe
from revtrack.ingest.docx.names import Element, tag

ELEMENTS = 1_000_000
"""Elements of one part: Word writes some ten for each run of words, so a long document has more than other XML may have."""
_DOCUMENT = "officeDocument"
_READ = (".xml", ".rels")
_ANEW = ("open the file in the program it comes from and save it as DOCX anew",)


class Part(NamedTuple):
    """One part: its name in the container, and its root element."""

    name: str
    root: Element


class _Link(Struct, frozen=True):
    """A relationship: the last word of its type, and the part it leads to."""

    kind: str
    target: str


class Package:
    """The parts of one document. `name` is the file's, for messages."""

    def __init__(self, data: bytes, name: str) -> None:
        self._members = zipsafe.members(data, name, wanted=lambda member: member.lower().endswith(_READ))
        self._name = name
        main = next((link.target for link in self._links("") if link.kind == _DOCUMENT), "")
        if main not in self._members:
            raise self._damaged("it names no document part that is there")
        self.document = self._part(main)
        if tag(self.document.root) != "w:document":
            raise self._damaged(f"its document part is no Word document but <{tag(self.document.root)}>")
        self._related = list(self._links(main))

    def part(self, kind: str) -> Element | None:
        """The root of the part of that kind ("footnotes", "styles"); None if there is none."""
        return next((part.root for part in self.parts(kind)), None)

    def parts(self, kind: str) -> Iterator[Part]:
        """Every part of that kind, in the order of their names."""
        targets = sorted({link.target for link in self._related if link.kind == kind})
        for target in targets:
            if target not in self._members:
                raise self._damaged(f"its part {target[:60]!r} is missing")
            yield self._part(target)

    def _part(self, name: str) -> Part:
        try:
            return Part(name, xmlsafe.parse(self._members[name], f"{name} in {self._name}", elements=ELEMENTS))
        except (XmlNotWellFormed, XmlUnsafe) as error:
            raise type(error)(f"{error.message}; nothing was added", facts=error.facts, tries=_ANEW) from error

    def _links(self, source: str) -> Iterator[_Link]:
        """The relationships of a part inside the container; those of the container itself for ""."""
        folder, file = posixpath.split(source)
        name = posixpath.join(folder, "_rels", f"{file}.rels")
        if name not in self._members:
            return
        for link in self._part(name).root:
            target = link.get("Target", "")
            if link.get("TargetMode", "") == "External":
                continue
            path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            yield _Link(link.get("Type", "").rpartition("/")[2], path)

    def _damaged(self, fact: str) -> UnsupportedFormat:
        return UnsupportedFormat(
            f"{self._name} cannot be read as DOCX",
            facts=(fact,),
            tries=_ANEW,
        )
