"""A redline proves itself before it is written: both texts are put together from its paragraphs, and are those compared."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from revtrack.errors import Internal
from revtrack.model.places import Unit, units
from revtrack.model.texts import Note, Paragraph
from revtrack.report.views import DiffView
from revtrack.report.word.blocks import TAB, Block, NoteMark

GONE, BORN = "-<", "+>"
Told = tuple[list[str], list[str]]
"""Paragraphs with their numbers, and footnotes, in order."""


def prove(blocks: Sequence[Block], view: DiffView) -> None:
    """Raises Internal if the paragraphs do not give back both texts."""
    for name, without, text in (("old", BORN, view.old.expression), ("new", GONE, view.new.expression)):
        if left(blocks, without=without) != told(units(text)):
            raise Internal(
                "a Word file did not give back the texts it was made from, and was not written",
                facts=(f"the {name} text put together from its paragraphs is not the one that was compared",),
                tries=("revtrack report OLD NEW -o changes.html",),
            )


def left(blocks: Iterable[Block], *, without: str) -> Told:
    """What is left when all runs of these marks are gone, and paragraphs whose end is gone go on in the next."""
    found: list[str] = []
    notes: list[str] = []
    text = ""
    for block in blocks:
        for piece in block.pieces:
            if piece.op in without:
                continue
            if isinstance(piece, NoteMark):
                notes.append("".join(edit.text for edit in piece.pieces if edit.op not in without))
            else:
                text += piece.text
        if block.end not in without:
            found.append(text)
            text = ""
    return found, notes


def told(side: Iterable[Unit]) -> Told:
    """The same of a text itself."""
    found: list[str] = []
    notes: list[str] = []
    for unit in side:
        if isinstance(unit.item, Note):
            notes.append(unit.text)
        elif isinstance(unit.item, Paragraph):
            found.append(unit.num + TAB + unit.text if unit.num else unit.text)
    return found, notes
