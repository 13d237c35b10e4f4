"""A lineage to be handed over: the graph, and for every relation the words it rests on."""

from __future__ import annotations

from msgspec import Struct

from revtrack.model.relations import Lineage


class Words(Struct, frozen=True):
    """A piece of a document, or of its record: where it stands, in words, and its text. `heading` is the one above it."""

    place: str
    text: str
    heading: str = ""


class Passage(Struct, frozen=True):
    """What one relation rests on. `address` is what `revtrack show` takes, "" for what stands in no text held.

    `language` is that of the words, "" where it is not known. `quote` is what is marked in them. `words` is empty where
    nothing is on record but that somebody said so.
    """

    words: tuple[Words, ...]
    quote: str = ""
    address: str = ""
    language: str = ""


class LineageView(Struct, frozen=True):
    """`passages` has one passage for each edge, in their order. `asked` are the options as typed; `title` is the root's."""

    lineage: Lineage
    passages: tuple[Passage, ...]
    commit: str = ""
    asked: tuple[str, ...] = ()
