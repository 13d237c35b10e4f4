"""Reads the header of a document: its slots, whatever their order and language, and the lines they stand on.

A label and its value stand on one line, or on two, or all labels first and then all values, as the text of a PDF gives
them. A line between recognised lines that fits no slot is kept as SlotKind.OTHER; nothing of a header is lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

from msgspec import Struct, field
from msgspec.structs import replace

from revtrack.ingest import rules
from revtrack.ingest.labels import DOCUMENT_TYPES, LABELS, LONGEST_LABEL, SENDERS, plain
from revtrack.ingest.lines import Line
from revtrack.ingest.markers import Kind, read_marker
from revtrack.ingest.slots import DraftSlot, is_chain, is_institution, read_slots
from revtrack.ingest.words import Normal, Span, Words
from revtrack.model.texts import SlotKind

_NO_JOINS: Mapping[int, Normal | None] = MappingProxyType({})
_ZONE = 120
"""Lines within which a header ends."""
_LONGEST_UNKNOWN = 120
_EMPHASIS = ("**", "__")
_COLUMNS = re.compile(r"\t{1,9}|[ ]{2,200}")
_LABELLED = (SlotKind.FROM, SlotKind.TO, SlotKind.PREVIOUS, SlotKind.COMMISSION_DOCUMENT, SlotKind.SUBJECT)


class Header(Struct, frozen=True):
    """The slots in source order, the numbers of the lines they stand on, and what rules dropped there."""

    slots: tuple[DraftSlot, ...] = ()
    lines: frozenset[int] = frozenset()
    normals: tuple[Normal, ...] = ()

    def first(self, kind: SlotKind) -> DraftSlot | None:
        """The first slot of that kind."""
        return next((slot for slot in self.slots if slot.kind is kind), None)

    def is_cover(self, source: str) -> bool:
        """Whether the document says it transmits another text (NOTE, FØLGESKRIVELSE)."""
        slot = self.first(SlotKind.DOCUMENT_TYPE)
        return slot is not None and DOCUMENT_TYPES.get(plain(slot.value.text(source)), False)


def read_header(
    source: str,
    lines: Sequence[Line],
    gone: Iterable[int] = (),
    begins: frozenset[int] = frozenset(),
    joins: Mapping[int, Normal | None] = _NO_JOINS,
) -> Header:
    """The header at the top of the lines; an empty one if they do not begin with any. `gone` lines are passed over.

    `begins` are lines that are known to begin a paragraph: no value of the header goes on in them. `joins` are starts of lines
    that are known to go on inside a word, with the hyphen that is left out before them.
    """
    skipped = frozenset(gone)
    scan = _Scan(source, joins)
    for line in lines[:_ZONE]:
        if line.number in skipped:
            continue
        if line.number in begins:
            scan.end_value()
        if not scan.take(line):
            break
    header = scan.finished()
    return replace(header, lines=header.lines - skipped)


class _Scan(Struct):
    """What has been read of a header so far."""

    source: str
    joins: Mapping[int, Normal | None]
    slots: list[DraftSlot] = field(default_factory=list)
    pending: list[tuple[SlotKind, Words, int]] = field(default_factory=list)
    unknown: list[Line] = field(default_factory=list)
    normals: list[tuple[int, Normal]] = field(default_factory=list)
    last_line: dict[int, int] = field(default_factory=dict)
    open: int | None = None
    subject_done: bool = False

    def take(self, line: Line) -> bool:
        """Read one line; False where the header has ended before it."""
        line = self._bare(line)
        if not line.text:
            self._close()
            return True
        if _begins_body(line):
            return False
        labels, rest = _labels(self.source, line)
        if labels:
            self._flush()
            self._take_labels(labels, self._bare(rest))
            return True
        return self._take_value(line) or self._take_unlabelled(line) or self._take_unknown(line)

    def end_value(self) -> None:
        """No value goes on from here; behind the subject no line that nobody knows is one of the header."""
        if self.open is not None and self.slots[self.open].kind is SlotKind.SUBJECT:
            self.subject_done = True
        self.open = None

    def finished(self) -> Header:
        """The header, if what was read makes one; unrecognised lines at its end are given back."""
        self._flush()
        self.slots += [DraftSlot(SlotKind.OTHER, label, number) for _, label, number in self.pending]
        while self.slots and self._is_unrecognised(self.slots[-1]):
            self.slots.pop()
        if not self.slots or not _is_header({slot.kind for slot in self.slots}):
            return Header()
        last = max(self.last_line.get(at, slot.line) for at, slot in enumerate(self.slots))
        kept = tuple(normal for number, normal in self.normals if number <= last)
        ordered = sorted(self.slots, key=lambda slot: slot.label.start if slot.label.pieces else slot.value.start)
        return Header(tuple(ordered), frozenset(range(1, last + 1)), kept)

    def _is_unrecognised(self, slot: DraftSlot) -> bool:
        """Whether it has no label, and is none."""
        is_label = plain(slot.value.text(self.source)) in LABELS
        return slot.kind is SlotKind.OTHER and not slot.label.pieces and not is_label

    def _bare(self, line: Line) -> Line:
        """The line without marks of emphasis at its ends, which are noted."""
        for mark in _EMPHASIS:
            if line.text.startswith(mark):
                self.normals.append((line.number, Normal(line.first, line.first + 2, rules.EMPHASIS_MARK)))
                line = line.narrowed(self.source, line.first + 2, line.last)
            if line.text.endswith(mark):
                self.normals.append((line.number, Normal(line.last - 2, line.last, rules.EMPHASIS_MARK)))
                line = line.narrowed(self.source, line.first, line.last - 2)
        return line

    def _close(self) -> None:
        """A blank line: no value goes on behind it."""
        self._flush()
        self.end_value()

    def _flush(self) -> None:
        """Decide about the lines that no table knew: together an institution's name, or each kept as it is."""
        if not self.unknown:
            return
        joined = " ".join(line.text for line in self.unknown)
        if is_institution(joined):
            words = Words()
            for line in self.unknown:
                words = words.joined(line.words, " ")
            self._add(DraftSlot(SlotKind.INSTITUTION, words, self.unknown[0].number), self.unknown[-1].number)
        else:
            for line in self.unknown:
                self._add(DraftSlot(SlotKind.OTHER, line.words, line.number), line.number)
        self.unknown.clear()

    def _add(self, slot: DraftSlot, last: int) -> None:
        self.last_line[len(self.slots)] = last
        self.slots.append(slot)

    def _take_labels(self, labels: Sequence[tuple[SlotKind, Words]], rest: Line) -> None:
        self.open = None
        if not rest.text:
            self.pending += [(kind, label, rest.number) for kind, label in labels]
            return
        # Labels that wait belong to values that never came: the line that follows has its own.
        for _, label, number in self.pending:
            self._add(DraftSlot(SlotKind.OTHER, label, number), number)
        self.pending.clear()
        values = _values(rest, len(labels))
        if not values:
            whole = Words.of(labels[0][1].start, rest.last)
            self._add(DraftSlot(SlotKind.OTHER, whole, rest.number), rest.number)
            return
        for (kind, label), value in zip(labels, values, strict=True):
            self._add(DraftSlot(kind, value, rest.number, label), rest.number)
        self.open = len(self.slots) - 1

    def _take_value(self, line: Line) -> bool:
        """A value that waits for its label's turn, or goes on from the line above."""
        if self.pending:
            kind, label, number = self.pending.pop(0)
            self._add(DraftSlot(kind, line.words, number, label), line.number)
            self.open = None if self.pending else len(self.slots) - 1
            return True
        if self.open is None:
            return False
        self._extend(self.open, line)
        return True

    def _extend(self, at: int, line: Line) -> None:
        slot = self.slots[at]
        value = slot.value
        gone = self.joins.get(line.start)
        if gone is not None:
            value = value.without(self.source, [Span(gone.start, gone.end)])
            self.normals.append((line.number, gone))
        self.slots[at] = replace(slot, value=value.joined(line.words, "" if line.start in self.joins else " "))
        self.last_line[at] = line.number

    def _take_unlabelled(self, line: Line) -> bool:
        if is_chain(line.text) and not self.unknown and self.slots and self.slots[-1].kind is SlotKind.NUMBER:
            self._extend(len(self.slots) - 1, line)
            return True
        found = read_slots(self.source, line)
        if found is None:
            return False
        self._flush()
        for slot in found.slots:
            self._add(slot, line.number)
        self.normals += [(line.number, normal) for normal in found.normals]
        return True

    def _take_unknown(self, line: Line) -> bool:
        if self.subject_done or len(line.text) > _LONGEST_UNKNOWN:
            return False
        self.unknown.append(line)
        return True


def _begins_body(line: Line) -> bool:
    marker = read_marker(line.text)
    return marker is not None and marker.kind in (Kind.NUMBER, Kind.SECTION, Kind.ARTICLE)


def _is_header(kinds: set[SlotKind]) -> bool:
    """A number with at least one other slot, or a subject or previous document with at least one other label."""
    labelled = kinds.intersection(_LABELLED)
    known = kinds - {SlotKind.OTHER}
    if SlotKind.NUMBER in known and len(known) > 1:
        return True
    return len(labelled) > 1 and not labelled.isdisjoint({SlotKind.SUBJECT, SlotKind.PREVIOUS})


def _labels(source: str, line: Line) -> tuple[list[tuple[SlotKind, Words]], Line]:
    """The labels at the beginning of the line, and the rest of the line."""
    found: list[tuple[SlotKind, Words]] = []
    rest = line
    while rest.text:
        head = rest.text[:LONGEST_LABEL]
        colon = head.find(":")
        label = LABELS.get(plain(head[: colon + 1]).replace(" :", ":")) if colon >= 0 else None
        if label is None:
            break
        end = rest.first + colon + 1
        found.append((label.kind, Words.of(rest.first, end)))
        rest = rest.narrowed(source, end, rest.last)
    return found, rest


def _values(rest: Line, count: int) -> list[Words]:
    """The values of so many labels on one line; nothing if it cannot be told where one ends."""
    columns = list(_columns(rest)) if count > 1 else [rest.words]
    if len(columns) == count:
        return columns
    sender = next((word for word in SENDERS if rest.text.lower().startswith(word + " ")), "")
    if count == 2 and sender:
        tail = rest.text[len(sender) :].lstrip()
        return [Words.of(rest.first, rest.first + len(sender)), Words.of(rest.last - len(tail), rest.last)]
    return []


def _columns(rest: Line) -> Iterable[Words]:
    """What stands between tabs or wide gaps, without white space at its ends."""
    at = 0
    for end, stop in [*(gap.span() for gap in _COLUMNS.finditer(rest.text)), (len(rest.text), 0)]:
        column = rest.text[at:end].strip()
        if column:
            start = rest.first + rest.text.index(column, at)
            yield Words.of(start, start + len(column))
        at = stop
