"""Writes the sheet of a PDF: each printed line a line of it, with its page and row, and what was written otherwise behind it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from revtrack.ingest import rules
from revtrack.ingest.decode import refuse_controls
from revtrack.ingest.pdf.annotations import Note
from revtrack.ingest.pdf.glyphs import Swap
from revtrack.ingest.pdf.headings import Rank
from revtrack.ingest.pdf.hyphens import Hyphens, is_tight
from revtrack.ingest.pdf.paragraphs import Measures, Paragraph
from revtrack.ingest.pdf.rows import Line
from revtrack.ingest.sheet import Place, Sheet, Stated
from revtrack.ingest.words import Normal, Span

_COLUMN = 0.5
"""Ems of one column of indent."""
_MOST_NAMED = 5


class Writer:
    """The sheet so far. `words` counts the words of pages that stand in it."""

    def __init__(self, measures: Measures, hyphens: Hyphens) -> None:
        self._measures = measures
        self._hyphens = hyphens
        self._pieces: list[str] = []
        self._at = 0
        self._made: list[Span] = []
        self._paragraphs: list[Stated] = []
        self._places: list[Place] = []
        self._swaps: list[Swap] = []
        self.words = 0

    def write(self, paragraph: Paragraph, rank: Rank | None) -> None:
        """Write a paragraph, and behind it what was written otherwise."""
        if not paragraph.lines:
            return
        start, first = self._at, paragraph.lines[0]
        tight: list[int] = []
        dropped: list[Normal] = []
        for at, line in enumerate(paragraph.lines):
            if at and is_tight(paragraph.lines[at - 1].text, line.text):
                tight.append(self._at)
                if self._hyphens.drops(paragraph.lines[at - 1].text, line.text):
                    dropped.append(Normal(self._at - 2, self._at - 1, rules.LINE_HYPHEN))
            self._line(line)
        self._paragraphs.append(
            Stated(
                start,
                self._at - 1,
                heading=rank.depth if rank else 0,
                title=rank is not None and rank.title,
                indent=max(round((first.x0 - self._measures.left(first)) / (_COLUMN * first.size or 1)), 0),
                cell=first.cell,
                tight=tuple(tight),
                dropped=tuple(dropped),
            )
        )
        self._flush(first)

    def write_apart(self, line: Line, rule: str) -> None:
        """Write a line that is set apart by `rule`."""
        start = self._at
        self._line(line, wide=True)
        self._paragraphs.append(Stated(start, self._at - 1, apart=rule))
        self._flush(line)

    def write_note(self, note: Note, page: int) -> None:
        """Write what an annotation says, which is set apart."""
        refuse_controls(note.text, f"a note on page {page}")
        rule = rules.FORM if note.subtype == "Widget" else rules.COMMENT
        for text in note.text.splitlines():
            if text.strip():
                start = self._at
                self._put(text)
                self._end(Place(page, 0))
                self._paragraphs.append(Stated(start, self._at - 1, apart=rule))

    def sheet(self, look_at: tuple[str, ...]) -> Sheet:
        """What was written."""
        return Sheet(
            "".join(self._pieces), tuple(self._paragraphs), tuple(self._made), look_at, places=tuple(self._places)
        )

    def look_at(self) -> Iterator[str]:
        """What was decided about hyphens and is not certain."""
        unsure = sorted(set(self._hyphens.unsure))
        if unsure:
            shown = ", ".join(unsure[:_MOST_NAMED]) + (" …" if len(unsure) > _MOST_NAMED else "")
            did = "joined without their hyphen" if self._hyphens.habit else "joined with their hyphen"
            noun = "1 word" if len(unsure) == 1 else f"{len(unsure)} words"
            yield f"{noun} broken at line ends {did}, since the text has them nowhere else to compare: {shown}"

    def _line(self, line: Line, *, wide: bool = False) -> None:
        """Write one line. A tab stands behind its label, and where `wide` at every wide gap.

        White space is not kept as the file has it, and is not known as made.
        """
        if line.labelled or any(word.swaps for word in line.words):
            for at, word in enumerate(line.words):
                gap = line.gap(at)
                self._put("\t" if gap == "\t" and (wide or at == line.labelled) else gap and " ")
                self._word(word.text, word.swaps)
        else:
            self._put(line.text if wide else line.text.replace("\t", " "))
        self.words += sum(word.parts for word in line.words)
        self._end(Place(line.page, line.row))

    def _word(self, text: str, swaps: Sequence[Swap]) -> None:
        at = 0
        for swap in swaps:
            self._put(text[at : swap.at])
            self._put(text[swap.at : swap.at + swap.length], made=True)
            at = swap.at + swap.length
        self._put(text[at:])
        self._swaps += swaps

    def _flush(self, line: Line) -> None:
        """Write the characters that others were written for, a line a rule."""
        for rule in dict.fromkeys(swap.rule for swap in self._swaps):
            start = self._at
            self._put("".join(swap.old for swap in self._swaps if swap.rule == rule))
            self._end(Place(line.page, line.row))
            self._paragraphs.append(Stated(start, self._at - 1, apart=rule))
        self._swaps.clear()

    def _put(self, text: str, *, made: bool = False) -> None:
        if not text:
            return
        if made:
            self._made.append(Span(self._at, self._at + len(text)))
        self._pieces.append(text)
        self._at += len(text)

    def _end(self, place: Place) -> None:
        self._put("\n", made=True)
        self._places.append(place)
