"""Texts: an expression in its components, its paragraphs, their footnotes, and what stood around them.

A paragraph's number, its text and its footnotes are three fields. The printed number is never part of the text, and a
footnote's mark never stands in it: a comparison that counts either as words would report changes nobody made.
"""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum

from msgspec import Struct
from msgspec.structs import force_setattr

from revtrack.errors import BadValue
from revtrack.model.dates import UNKNOWN_DATE, DocumentDate
from revtrack.model.language import Language
from revtrack.model.numbers import DocumentNumber
from revtrack.model.relations import Reference

_WORK = re.compile(r"[a-z0-9][a-z0-9-]{0,59}")
_COMPONENT = re.compile(r"[a-z][a-z0-9]{0,19}")
_FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
"""Characters that XML 1.0 cannot carry, and carriage return, which it would silently change."""


class WorkId(str):
    """The id of a work, like `eu-crr`: lower-case letters, digits and hyphens. BadValue for anything else."""

    __slots__ = ()

    def __new__(cls, text: str) -> WorkId:
        if not _WORK.fullmatch(text):
            raise BadValue(
                f"'{text[:60]}' cannot be the id of a work",
                facts=(
                    "a work id has lower-case letters, digits and hyphens, at most 60, and begins with a letter or digit",
                ),
                tries=("--work house-rules",),
            )
        return super().__new__(cls, text)


class Role(StrEnum):
    """What a paragraph is in its document."""

    TITLE = "title"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"


class Note(Struct, frozen=True):
    """A footnote at its anchor: `offset` counts characters of the paragraph's text before the mark."""

    offset: int
    mark: str
    text: str

    def __post_init__(self) -> None:
        check_text(self.text, "a footnote")
        check_text(self.mark, "a footnote's mark")


class Paragraph(Struct, frozen=True):
    """One unit of text with its own place in the document.

    `num` is the number or bullet as printed (`14.`, `(a)`, `-`), "" if there is none. `level` is the depth of a heading
    (1 is outermost) or of an item (1 is directly under its paragraph), 0 for titles and paragraphs. `wid` is the id under
    which the paragraph is known through all editions, "" where it is the same as its eId.
    """

    role: Role
    text: str
    num: str = ""
    level: int = 0
    notes: tuple[Note, ...] = ()
    wid: str = ""

    def __post_init__(self) -> None:
        check_text(self.text, "a paragraph")
        check_text(self.num, "a paragraph's number")
        if not self.text and not self.num:
            raise BadValue("a paragraph has neither text nor number", tries=("revtrack add FILE --dry-run",))
        if self.level < 0 or (self.role in (Role.HEADING, Role.ITEM)) != (self.level > 0):
            raise BadValue(f"a {self.role} cannot have level {self.level}", tries=("revtrack add FILE --dry-run",))
        offsets = [note.offset for note in self.notes]
        if offsets != sorted(offsets) or any(not 0 <= offset <= len(self.text) for offset in offsets):
            raise BadValue("a footnote's mark lies outside its paragraph", tries=("revtrack add FILE --dry-run",))


class Component(Struct, frozen=True):
    """A part of a document that numbers its own paragraphs: a cover note, an annex. `kind` is its type as printed."""

    name: str
    paragraphs: tuple[Paragraph, ...]
    kind: str = ""

    def __post_init__(self) -> None:
        if not _COMPONENT.fullmatch(self.name):
            raise BadValue(f"'{self.name}' cannot name a component", tries=("revtrack help addresses",))
        if not self.paragraphs:
            raise BadValue(f"the component '{self.name}' is empty", tries=("revtrack add FILE --dry-run",))
        check_text(self.kind, "a component's type")
        allowed = 0
        for index, paragraph in enumerate(self.paragraphs):
            if paragraph.role is Role.TITLE and index:
                raise BadValue("a title stands first in its component", tries=("revtrack add FILE --dry-run",))
            if paragraph.role is Role.ITEM and paragraph.level > allowed:
                raise BadValue("an item stands under a paragraph or an item", tries=("revtrack add FILE --dry-run",))
            allowed = {Role.PARAGRAPH: 1, Role.ITEM: paragraph.level + 1}.get(paragraph.role, 0)


class SlotKind(StrEnum):
    """What a header slot says. OTHER is a line of the header that fits none of them; it is kept all the same."""

    INSTITUTION = "institution"
    PLACE_AND_DATE = "place-and-date"
    ORIGINAL_LANGUAGE = "original-language"
    NUMBER = "number"
    SUBJECT_CODE = "subject-code"
    MARKING = "marking"
    DOCUMENT_TYPE = "document-type"
    FROM = "from"
    TO = "to"
    PREVIOUS = "previous"
    COMMISSION_DOCUMENT = "commission-document"
    SUBJECT = "subject"
    OTHER = "other"


class Slot(Struct, frozen=True):
    """One slot of a document's header as printed: `label` is "fra:", `value` "formandskabet"."""

    kind: SlotKind
    value: str
    label: str = ""

    def __post_init__(self) -> None:
        check_text(self.value, "a header slot")
        check_text(self.label, "a header label")
        if not self.value:
            raise BadValue("a header slot has no value", tries=("revtrack add FILE --dry-run",))


class PageMatter(Struct, frozen=True):
    """Text of the page and not of the document (an age banner, a page foot), set apart by a rule, with its source line."""

    text: str
    rule: str
    line: int

    def __post_init__(self) -> None:
        check_text(self.text, "page matter")


class Expression(Struct, frozen=True):
    """One text of a work, at one date, in one language, carried by one document number (FRBRExpression)."""

    work: WorkId
    number: DocumentNumber
    language: Language
    components: tuple[Component, ...]
    date: DocumentDate = UNKNOWN_DATE
    title: str = ""
    label: str = ""
    principal: str = ""
    aliases: tuple[DocumentNumber, ...] = ()
    header: tuple[Slot, ...] = ()
    relations: tuple[Reference, ...] = ()
    page_matter: tuple[PageMatter, ...] = ()

    def __post_init__(self) -> None:
        check_text(self.title, "a title")
        check_label(self.label)
        names = [component.name for component in self.components]
        if not names or len(set(names)) != len(names):
            raise BadValue("a text has components with different names", tries=("revtrack add FILE --dry-run",))
        if not self.principal:
            force_setattr(self, "principal", names[-1])
        if self.principal not in names:
            raise BadValue(f"the text has no component '{self.principal}'", tries=("revtrack help addresses",))

    def component(self, name: str) -> Component:
        """The component of that name; KeyError if there is none."""
        for component in self.components:
            if component.name == name:
                return component
        raise KeyError(name)


def check_label(label: str) -> None:
    """A label is one visible word: it stands behind `@` in addresses. BadValue for anything else; "" is no label."""
    if label and (len(label) > 40 or not re.fullmatch(r"[^\s@#:/~]+", label) or _unprintable(label)):
        raise BadValue(
            f"'{label[:60]}' cannot be a label",
            facts=("a label is one word of at most 40 characters without @ # : / ~",),
            tries=("--label 2014",),
        )


def check_text(text: str, what: str) -> None:
    """Refuse characters that XML cannot carry unchanged, and white space at the ends, which no reader can see."""
    found = _FORBIDDEN.search(text)
    if found:
        raise BadValue(
            f"{what} holds the character U+{ord(found[0]):04X}, which XML cannot carry",
            tries=("remove it from the source, or revtrack add FILE --dry-run to see its place",),
        )
    if text != text.strip():
        raise BadValue(f"{what} begins or ends with white space", tries=("revtrack add FILE --dry-run",))


def _unprintable(text: str) -> bool:
    return any(unicodedata.category(c) in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp") for c in text)
