"""Documents as a store holds them: editions of expressions, records of known documents, originals.

An edition is one transcription of an expression; a corrected transcription is the next edition of the same expression,
never a new version. A record is a known document, whether or not anybody has given us its text.
"""

from __future__ import annotations

import hashlib

from msgspec import Struct

from revtrack.errors import BadValue
from revtrack.model.dates import UNKNOWN_DATE, DocumentDate
from revtrack.model.inline import InlineRef, check_refs
from revtrack.model.language import Language
from revtrack.model.numbers import DocumentNumber
from revtrack.model.relations import Reference
from revtrack.model.texts import Expression, Slot, WorkId, check_label, check_text


class Correction(Struct, frozen=True):
    """One correction of a transcription: at `fragment`, `old` became `new`, because of `reason`."""

    fragment: str
    old: str
    new: str
    reason: str


class Edition(Struct, frozen=True):
    """The n-th transcription of an expression (FRBRManifestation). Edition 1 is the text as received.

    `refs` are the words of it that were marked as leading somewhere, in reading order; the text is the same without them.
    """

    expression: Expression
    ordinal: int = 1
    reason: str = ""
    corrections: tuple[Correction, ...] = ()
    refs: tuple[InlineRef, ...] = ()

    def __post_init__(self) -> None:
        if self.refs:
            check_refs(self.expression, self.refs)
        if self.ordinal < 1:
            raise BadValue("editions are counted from 1", tries=("revtrack log --editions",))
        if (self.ordinal > 1) != bool(self.reason):
            raise BadValue(
                "a later edition says why it was made, and a first edition has no reason",
                tries=('revtrack add FILE --correct --reason "word form"',),
            )
        check_text(self.reason, "a reason")


class Record(Struct, frozen=True):
    """A known document: identification, header facts and relations, with the source of that knowledge."""

    work: WorkId
    number: DocumentNumber
    date: DocumentDate = UNKNOWN_DATE
    title: str = ""
    label: str = ""
    aliases: tuple[DocumentNumber, ...] = ()
    header: tuple[Slot, ...] = ()
    relations: tuple[Reference, ...] = ()
    known_from: str = ""

    def __post_init__(self) -> None:
        check_text(self.title, "a title")
        check_text(self.known_from, "the source of a record")
        check_label(self.label)


class Source(Struct, frozen=True):
    """The bytes as received, and where they came from (OAIS: the original of the content data object)."""

    data: bytes
    media_type: str
    extension: str
    name: str = ""
    url: str = ""
    provenance: str = ""

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.data).hexdigest()


class Author(Struct, frozen=True):
    """Who did something to a store, and when (UTC seconds since 1970): the time of archiving, never a document's date."""

    name: str
    email: str
    time: int


class Version(Struct, frozen=True):
    """What log, status and addresses know of one version without its text: an expression held, or a record without text.

    `language` is None and `editions` empty where no text is held. `sha256` is that of the newest edition's XML.
    """

    work: WorkId
    number: DocumentNumber
    language: Language | None = None
    editions: tuple[int, ...] = ()
    date: DocumentDate = UNKNOWN_DATE
    label: str = ""
    title: str = ""
    aliases: tuple[DocumentNumber, ...] = ()
    markings: tuple[str, ...] = ()
    sha256: str = ""
    paragraphs: int = 0
    footnotes: int = 0

    @property
    def held(self) -> bool:
        return bool(self.editions)

    def __str__(self) -> str:
        """`9956/14:da`, or the number alone where no text is held."""
        return f"{self.number}:{self.language}" if self.language else str(self.number)


class Work(Struct, frozen=True):
    """A document family (FRBRWork) with its versions, newest document date first."""

    id: WorkId
    title: str
    versions: tuple[Version, ...]
