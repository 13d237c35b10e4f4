"""The one XML parser factory: every byte of XML that revtrack reads goes through `parse`.

Settings follow the threat model in docs/architecture: no entity is resolved, no DTD is loaded, nothing is fetched, sizes
are bounded. Comments and processing instructions split text between readers, so they are dropped while parsing and
refused where the profile says so.
"""

from __future__ import annotations

from lxml import etree

from revtrack.errors import InputTooLarge, XmlNotWellFormed, XmlUnsafe

LIMIT_BYTES = 32 << 20
LIMIT_ELEMENTS = 300_000
LIMIT_DEPTH = 100
ENCODINGS = frozenset({"utf-8", "utf-16", "utf-16le", "utf-16be", "iso-8859-1", "windows-1252", "us-ascii", "ascii"})
_PIECE = 1 << 16


def parse(data: bytes, name: str, *, elements: int = LIMIT_ELEMENTS) -> etree._Element:
    """The root element of an XML document in memory, of at most so many elements; `name` stands in messages.

    Raises XmlNotWellFormed, XmlUnsafe (DTD, entities, encodings that hide text) or InputTooLarge.
    """
    if len(data) > LIMIT_BYTES:
        raise InputTooLarge(
            f"{name} has {len(data):,} bytes; revtrack reads XML of at most {LIMIT_BYTES:,}",
            tries=("split the document into its parts, then add them one by one",),
        )
    parser = etree.XMLPullParser(
        events=("start", "end"),
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        attribute_defaults=False,
        huge_tree=False,
        recover=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = _feed(parser, data, name, elements)
    except etree.XMLSyntaxError as error:
        line, column = error.position
        raise XmlNotWellFormed(
            f"{name} is not well-formed XML",
            facts=(f"line {line}, column {column}: {error.msg}",),
            tries=("revtrack verify",),
        ) from error
    _refuse_unsafe(root, name)
    return root


def _feed(parser: etree.XMLPullParser, data: bytes, name: str, most: int) -> etree._Element:
    elements = depth = 0
    for start in range(0, len(data), _PIECE):
        parser.feed(data[start : start + _PIECE])
        for event, _ in parser.read_events():
            depth += 1 if event == "start" else -1
            elements += event == "start"
            if elements > most or depth > LIMIT_DEPTH:
                raise InputTooLarge(
                    f"{name} has more than {most:,} elements or is nested deeper than {LIMIT_DEPTH}",
                    tries=("split the document into its parts, then add them one by one",),
                )
    root = parser.close()
    if not isinstance(root, etree._Element):
        raise XmlNotWellFormed(f"{name} holds no element", tries=("revtrack verify",))
    return root


def _refuse_unsafe(root: etree._Element, name: str) -> None:
    info = root.getroottree().docinfo
    encoding = (info.encoding or "utf-8").lower()
    if info.doctype or info.internalDTD is not None or any(True for _ in root.iter(etree.Entity)):
        raise XmlUnsafe(
            f"{name} carries a DOCTYPE or an entity; revtrack follows neither",
            facts=("an entity is text that two programs may read differently",),
            tries=("remove the DOCTYPE and write the characters themselves",),
        )
    if encoding not in ENCODINGS:
        raise XmlUnsafe(
            f"{name} is declared to be {info.encoding}; revtrack reads UTF-8, UTF-16, ISO-8859-1 and windows-1252",
            tries=("save it as UTF-8",),
        )
