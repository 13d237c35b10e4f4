"""Drafts: a source as read, completed with what a person said, until it is an expression ready to be stored.

What the document states comes first; what the person says wins; what nobody says is asked for, never invented.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct

from revtrack import ingest
from revtrack.errors import BadValue, LanguageUnsure, MetadataMissing
from revtrack.model import slugs
from revtrack.model.addresses import pasted
from revtrack.model.dates import DocumentDate
from revtrack.model.documents import Source
from revtrack.model.fetches import Fetch
from revtrack.model.language import Language
from revtrack.model.numbers import DocumentNumber
from revtrack.model.readings import Fact, Reading, Tracked
from revtrack.model.relations import Evidence, Reference, Relation, State
from revtrack.model.texts import Expression, WorkId
from revtrack.store.contract import Store
from revtrack.workflows.catalogue import OWN_WORK
from revtrack.workflows.intake import Wishes
from revtrack.workflows.standing import Standing, own_work

SURE = 0.6
"""A language below this share of telling words is not believed without a person."""
CLEAR = 0.15
"""The runner-up must be this much worse: Danish and Bokmål are near twins."""
SAID = "said by a person"
"""`where` of a fact that came from the person and not from the document."""


class Draft(Struct, frozen=True):
    """A document ready to be stored: the expression, its original, and where each fact was found."""

    expression: Expression
    source: Source
    reading: Reading
    found: tuple[tuple[str, str], ...]
    """(name of the fact, where it was found) in the order shown."""
    typed: str = ""
    """The file as the person named it; "" if there is none."""
    fetched: Fetch | None = None
    """How it was fetched; None if nobody fetched it."""
    command: str = ""
    """The command that brings it; "" for `revtrack add` with the file."""

    @property
    def again(self) -> str:
        """The command that brings it, to be typed again with more options."""
        return self.command or f"revtrack add {pasted(self.typed)}"


def read(data: bytes, name: str, tracked: str = "") -> Reading:
    """A source as intake reads it, in the limited child process; `tracked` is "accept", "reject", or "" if nobody said."""
    return ingest.read_in_child(data, name, Tracked(tracked) if tracked else None)


def read_all(sources: Sequence[tuple[bytes, str]]) -> tuple[Reading, ...]:
    """Sources as intake reads them, each in a limited child process of its own, several at a time."""
    return ingest.read_in_children(sources)


def missing(reading: Reading, wishes: Wishes) -> tuple[str, ...]:
    """The facts that neither the document nor the person gave: of "number", "language", "date"."""
    lacks = []
    if not (wishes.number or reading.number or (wishes.work and wishes.label)):
        lacks.append("number")
    if not (wishes.language or told_language(reading)):
        lacks.append("language")
    if not (wishes.date or reading.date):
        lacks.append("date")
    return tuple(lacks)


def told_language(reading: Reading) -> Language | None:
    """The language that the format states, if the words do not clearly tell another; else the one the words decide."""
    words = sure_language(reading)
    if reading.language is None:
        return words
    stated = Language.parse(reading.language.value)
    return stated if words in (None, stated) else None


def sure_language(reading: Reading) -> Language | None:
    """The language if the words decide it clearly; None if a person must."""
    if not reading.languages:
        return None
    best = reading.languages[0]
    second = reading.languages[1].score if len(reading.languages) > 1 else 0.0
    return best.language if best.score >= SURE and best.score - second >= CLEAR else None


def draft(store: Store, reading: Reading, data: bytes, name: str, wishes: Wishes, *, command: str = "") -> Draft:
    """The document as it would be stored; `command` brings it, where that is not `add` with the name.

    MetadataMissing or LanguageUnsure for facts nobody gave.
    """
    try:
        return draft_in(Standing(store), reading, data, name, wishes)
    except (MetadataMissing, LanguageUnsure) as error:
        if not command:
            raise
        tries = [words.replace(f"revtrack add {name}", command) for words in error.tries]
        raise type(error)(error.message, facts=error.facts, tries=tries) from error


def draft_in(standing: Standing, reading: Reading, data: bytes, name: str, wishes: Wishes) -> Draft:
    """As `draft`, for one of many: what is planned already counts as held, and rows may name each other."""
    number = number_of(reading, wishes, name)
    work = work_of(standing, number, wishes)
    language = language_of(reading, wishes, name)
    expression = Expression(
        work=work,
        number=number,
        language=language,
        components=reading.components,
        date=date_of(reading, wishes, name),
        title=wishes.title or (reading.title.value if reading.title else ""),
        label=wishes.label,
        principal=reading.principal,
        aliases=tuple(DocumentNumber.parse(alias) for alias in wishes.aliases),
        header=reading.header,
        relations=said_relations(standing, number, work, wishes),
        page_matter=reading.page_matter,
    )
    source = Source(data, reading.media_type, reading.extension, Path(name).name, wishes.source_url, wishes.provenance)
    return Draft(expression, source, reading, _places(reading, wishes), name)


def number_of(reading: Reading, wishes: Wishes, name: str) -> DocumentNumber:
    """The number as said, as printed, or made of work and label. MetadataMissing if there is none of these."""
    if wishes.number:
        return DocumentNumber.read(wishes.number)
    if reading.number:
        return DocumentNumber.parse(reading.number.value)
    if wishes.work and wishes.label:
        return DocumentNumber.local(f"{wishes.work}-{wishes.label}")
    raise MetadataMissing(
        f"{name} prints no document number, nothing was added",
        facts=("a number can be made from a work and a label, or be given",),
        tries=(f"revtrack add {name} --work house-rules --label 2024", f"or  revtrack add {name} --as NUMBER"),
    )


def work_of(standing: Standing, number: DocumentNumber, wishes: Wishes) -> WorkId:
    """The work a document goes to: as said, else where it is filed, else one of its own."""
    slug = slugs.slug(number)
    filed = standing.filed_work(slug)
    if not wishes.work:
        return WorkId(filed or own_work(slug))
    work = WorkId(wishes.work)
    if slug == work or standing.is_number(work):
        raise BadValue(f"'{work}' is a document number here, so it cannot be a work", tries=(f"--work {work}-family",))
    if filed is not None and filed != work and not filed.startswith(OWN_WORK):
        raise BadValue(
            f"{number} belongs to the work {filed} in this store, not to {work}; nothing was added",
            tries=(f"revtrack add FILE --work {filed}",),
        )
    return work


def language_of(reading: Reading, wishes: Wishes, name: str) -> Language:
    """The language as said, or as the words decide it. LanguageUnsure if they do not."""
    if wishes.language:
        return Language.parse(wishes.language)
    found = told_language(reading)
    if found:
        return found
    stated = (f"{reading.language.where} states {reading.language.value}",) if reading.language else ()
    scores = ", ".join(f"{score.language} {score.score:.2f}" for score in reading.languages[:3])
    best = reading.languages[0].language.short if reading.languages else "und"
    raise LanguageUnsure(
        f"the language of {name} is not certain, nothing was added",
        facts=(*stated, f"by its words: {scores}" if scores else "no word tells it"),
        tries=(f"revtrack add {name} --lang {best}",),
    )


def date_of(reading: Reading, wishes: Wishes, name: str) -> DocumentDate:
    """The date as said, or as the document states it. MetadataMissing if neither does."""
    if wishes.date:
        return DocumentDate.parse(wishes.date)
    if reading.date:
        return DocumentDate.parse(reading.date.value)
    raise MetadataMissing(
        f"{name} states no date, nothing was added",
        facts=("the date of the document is needed; 'unknown' can be said",),
        tries=(f"revtrack add {name} --date 2024-03-01   or   --date unknown",),
    )


def _place(said: str, fact: Fact | None) -> str:
    """Where a fact was found; where the person says other than the document, that is shown too."""
    if not said:
        return fact.where if fact else ""
    return SAID if fact is None or fact.value == said else f"{SAID}; the text has {fact.value}, {fact.where}"


def said_relations(standing: Standing, number: DocumentNumber, work: WorkId, wishes: Wishes) -> tuple[Reference, ...]:
    """What the person said about relations, as confirmed references."""
    said = (
        (Relation.REVISES, wishes.revises),
        (Relation.REPLACES, wishes.replaces),
        (Relation.PREVIOUS_DOCUMENT, wishes.previous),
        *wishes.relations,
    )
    return tuple(
        Reference(number, relation, target_of(standing, word, work), State.CONFIRMED, Evidence(quote=SAID), SAID)
        for relation, word in said
        if word
    )


def target_of(standing: Standing, word: str, work: WorkId) -> DocumentNumber:
    """The number a person named: a register's number as it is (held or not), else something this store knows."""
    try:
        return DocumentNumber.parse(word)
    except BadValue:
        return standing.number_of(word, within=work)


def _places(reading: Reading, wishes: Wishes) -> tuple[tuple[str, str], ...]:
    """Where each fact was found: in the document, or said by the person."""
    found = (
        ("number", wishes.number and str(DocumentNumber.read(wishes.number)), reading.number),
        ("date", wishes.date and str(DocumentDate.parse(wishes.date)), reading.date),
        ("title", wishes.title, reading.title),
    )
    facts = [(name, _place(said, fact)) for name, said, fact in found]
    if not wishes.number and not reading.number:
        facts[0] = ("number", "made of work and label")
    stated = reading.language.where if reading.language else ""
    return (*facts, ("language", SAID if wishes.language else stated))
