"""Shows revtrack's comparison to the paragraph yardstick: `bench align DATA --adapter benchmarks.yardstick:align`.

The yardstick hands over paragraphs with `text`, `num` and `heading`, and takes back links, named moves and edits. It does not
say in which languages; where the two sides are in different ones, what is shown is their correspondence.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from revtrack.diff import checked, compare_texts, compare_units, correspond_units, known_words
from revtrack.diff.units import of_texts
from revtrack.ingest.language import score_languages
from revtrack.model.changes import Comparison, Kind, TextUnit, UnitClass
from revtrack.model.correspondence import Correspondence, Link
from revtrack.model.language import Language

FOREIGN, RELATED = 600, 800
"""Thousandths of most used words that the other side knows: below the first the languages differ; below the second they may be
near relatives, if each is guessed as another."""
SURE, CLEAR = 0.5, 0.15
"""The least score of a guess, and its least lead."""


class Paragraph(Protocol):
    """What the yardstick hands over: text, printed number (often empty), and whether it is a heading."""

    @property
    def text(self) -> str: ...
    @property
    def num(self) -> str: ...
    @property
    def heading(self) -> bool: ...


@dataclass(frozen=True, slots=True)
class Edit:
    """The inline edits of one linked group, in the shape the yardstick reads."""

    old: tuple[int, ...]
    new: tuple[int, ...]
    ops: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Alignment:
    """What is shown, in the shape the yardstick reads: links with their kind, named moves, edits; no stream."""

    links: tuple[tuple[int, int, str], ...]
    moves: tuple[tuple[int, int], ...]
    edits: tuple[Edit, ...]
    stream: None = None


def align(old: Sequence[Paragraph], new: Sequence[Paragraph]) -> Alignment:
    """What revtrack says about two versions."""
    if languages_differ(old, new):
        return across(correspond_units(_units_of(old, new, old), _units_of(old, new, new)))
    changes = [change for change in checked(compared(old, new)).changes if change.old and change.new]
    return Alignment(
        links=tuple((i, j, change.kind.value) for change in changes for i in change.old for j in change.new),
        moves=tuple((i, j) for change in changes if change.moved for i in change.old for j in change.new),
        edits=tuple(
            Edit(change.old, change.new, tuple((edit.op, edit.text) for edit in change.edits))
            for change in changes
            if change.edits
        ),
    )


def languages_differ(old: Sequence[Paragraph], new: Sequence[Paragraph]) -> bool:
    """Whether the two sides are surely in different languages."""
    texts = [paragraph.text for paragraph in old], [paragraph.text for paragraph in new]
    known = known_words(*texts)
    if known is None or known >= RELATED:
        return False
    guesses = [_language(" ".join(side)) for side in texts]
    return known < FOREIGN or (None not in guesses and guesses[0] is not guesses[1])


def across(correspondence: Correspondence) -> Alignment:
    """A correspondence as links; what is shown are both texts, whole."""
    paired = [link for link in correspondence.links if link.is_paired]
    return Alignment(
        links=tuple((i, j, _kind(link).value) for link in paired for i in link.old for j in link.new),
        moves=(),
        edits=tuple(edit for link in paired if (edit := _whole(correspondence, link)).ops),
    )


def compared(old: Sequence[Paragraph], new: Sequence[Paragraph]) -> Comparison:
    """Plain paragraphs are given as such; where numbers and headings stand apart they stay apart."""
    if _stands_apart(old, new):
        return compare_units(_units(old), _units(new))
    return compare_texts([paragraph.text for paragraph in old], [paragraph.text for paragraph in new])


def _kind(link: Link) -> Kind:
    if len(link.old) == len(link.new):
        return Kind.MODIFIED
    return Kind.SPLIT if len(link.new) > 1 else Kind.MERGED


def _whole(correspondence: Correspondence, link: Link) -> Edit:
    """The old text taken away and the new one added; nothing where they are equal."""
    old = "\n".join(correspondence.old[at].written for at in link.old)
    new = "\n".join(correspondence.new[at].written for at in link.new)
    ops = tuple((op, text) for op, text in (("-", old), ("+", new)) if text)
    return Edit(link.old, link.new, () if old == new else ops)


def _language(text: str) -> Language | None:
    """The language that the words of a text decide clearly."""
    scores = score_languages(text)
    if not scores or scores[0].score < SURE:
        return None
    runner_up = scores[1].score if len(scores) > 1 else 0.0
    return scores[0].language if scores[0].score - runner_up >= CLEAR else None


def _stands_apart(old: Sequence[Paragraph], new: Sequence[Paragraph]) -> bool:
    return any(paragraph.num or paragraph.heading for paragraph in (*old, *new))


def _units_of(old: Sequence[Paragraph], new: Sequence[Paragraph], side: Sequence[Paragraph]) -> tuple[TextUnit, ...]:
    """The units of one side, plain where both are plain."""
    return _units(side) if _stands_apart(old, new) else of_texts([paragraph.text for paragraph in side])


def _units(paragraphs: Sequence[Paragraph]) -> tuple[TextUnit, ...]:
    return tuple(
        TextUnit(paragraph.text, paragraph.num, UnitClass.HEADING if paragraph.heading else UnitClass.PARAGRAPH)
        for paragraph in paragraphs
    )
