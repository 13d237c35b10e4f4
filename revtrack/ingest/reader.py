"""Reads a source: bytes to a Reading, with a ledger of every character. In process and pure; `child` runs it limited."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from revtrack.errors import EmptySource, NoStructure
from revtrack.ingest import facts, limits, lookat, rules, stated
from revtrack.ingest.account import Account
from revtrack.ingest.blocks import Block
from revtrack.ingest.decode import decode, runner_up, thin_evidence
from revtrack.ingest.header import Header, read_header
from revtrack.ingest.headings import find_headings, is_title
from revtrack.ingest.inline import strip_bold
from revtrack.ingest.language import score_languages
from revtrack.ingest.lines import Line, split
from revtrack.ingest.lookat import Seen
from revtrack.ingest.markdown import read_markdown
from revtrack.ingest.notes import tie_notes
from revtrack.ingest.pagematter import find_page_matter
from revtrack.ingest.parts import Part, principal, split_parts, stated_parts, substance
from revtrack.ingest.printed import printed_places, retold, told
from revtrack.ingest.reflow import read_blocks
from revtrack.ingest.sheet import Sheet
from revtrack.ingest.sniff import Format, marked_up, text_format
from revtrack.ingest.structure import Draft, read_structure
from revtrack.ingest.words import Normal, Span
from revtrack.model.language import Language
from revtrack.model.numbers import DocumentNumber
from revtrack.model.places import Unit, units
from revtrack.model.readings import Fact, Reading, Tracked
from revtrack.model.texts import Component, Expression, Note, PageMatter, Paragraph, Slot, SlotKind, WorkId

_MARK = "\ufeff"


class _Source(Struct, frozen=True):
    """The characters a ledger accounts for, with their lines; a marked-up format comes with its sheet.

    `look_at` is a sentence about how the bytes were read, "" where there is nothing to say.
    """

    text: str
    encoding: str
    kind: Format
    lines: tuple[Line, ...]
    sheet: Sheet | None = None
    look_at: str = ""


class _Body(Struct, frozen=True):
    """What stands below the header: blocks, what rules dropped, lines set apart, and sentences for the person.

    `stated`: the format says which blocks are headings; `titled`: and that the first block is the title.
    """

    blocks: tuple[Block, ...]
    normals: tuple[Normal, ...]
    apart: dict[int, str]
    look_at: tuple[str, ...] = ()
    stated: bool = False
    titled: bool = False


def read_source(data: bytes, name: str, tracked: Tracked | None = None, password: str = "") -> Reading:
    """The reading of a source; `name` stands in messages and may say that a text is Markdown.

    `tracked` says which text of a DOCX with tracked changes is meant, `password` opens an encrypted PDF. Raises
    SourceRefused and its kinds, among them UnsupportedFormat, UnknownEncoding, EmptySource, InputTooLarge, NoStructure,
    TrackedChanges, PdfEncrypted, PdfNoText and PdfBroken, and ExtraMissing.
    """
    limits.check_file(len(data), name)
    source = _source(data, name, tracked, password)
    if not source.text.removeprefix(_MARK).strip():
        raise EmptySource(
            f"{name} holds no visible character", tries=("revtrack add FILE  with a file that holds text",)
        )
    for line in source.lines:
        limits.check_paragraph(len(line.text), name, line.number)
    page, others = _page(source)
    begins = stated.first_lines(source.sheet, source.lines) if source.sheet else frozenset[int]()
    replaced = stated.replaced_lines(source.sheet, source.lines) if source.sheet else {}
    joins = stated.joins(source.sheet) if source.sheet else {}
    header = read_header(source.text, source.lines, page.keys() | others | replaced.keys(), begins, joins)
    body = _read_body(source, header.lines | page.keys() | replaced.keys())
    if not body.blocks:
        raise NoStructure(
            f"{name} holds no paragraph that could be addressed",
            facts=("what it holds is a header or belongs to a page",),
            tries=("revtrack add --stub NUMBER  to record the document without its text",),
        )
    limits.check_count(len(body.blocks), name)
    normals = [Normal(line.first, line.last, replaced[line.number]) for line in source.lines if line.number in replaced]
    body = replace(body, apart={**page, **body.apart}, normals=(*body.normals, *normals))
    return _Assembly(source, name, header, body).reading()


def _source(data: bytes, name: str, tracked: Tracked | None, password: str) -> _Source:
    kind = marked_up(data, name)
    if kind is None:
        decoded = decode(data, name)
        text = decoded.text
        lines = split(text, len(_MARK) if text.startswith(_MARK) else 0)
        said = runner_up(data, decoded) or thin_evidence(decoded)
        return _Source(text, decoded.encoding, text_format(text, name), lines, look_at=said)
    sheet = _sheet(data, name, kind, tracked, password)
    return _Source(sheet.text, sheet.encoding, kind, split(sheet.text), sheet)


def _sheet(data: bytes, name: str, kind: Format, tracked: Tracked | None, password: str) -> Sheet:
    # Only who reads such a file waits for its reader to be loaded.
    if kind is Format.PDF:
        from revtrack.ingest.pdf import read_pdf

        return read_pdf(data, name, password)
    if kind is Format.HTML:
        from revtrack.ingest.html import read_html

        return read_html(data, name)
    if kind is Format.AKN:
        from revtrack.ingest.akomantoso import read_akn

        return read_akn(data, name, tracked)
    if kind is Format.FORMEX:
        from revtrack.ingest.formex import read_formex

        return read_formex(data, name)
    from revtrack.ingest.docx import read_docx

    return read_docx(data, name, tracked)


def _page(source: _Source) -> tuple[dict[int, str], frozenset[int]]:
    """Lines set apart with their rules, and lines of notes, which belong to no page and no header."""
    if source.sheet is not None and source.sheet.structured:
        return stated.apart_lines(source.sheet, source.lines), stated.note_lines(source.sheet, source.lines)
    page = find_page_matter(source.text, source.lines)
    if source.kind is Format.MARKDOWN:
        page = {number: rule for number, rule in page.items() if rule != rules.RULED_LINE}
    if source.sheet is None:
        return page, frozenset()
    notes = stated.note_lines(source.sheet, source.lines)
    inner = frozenset[int]()
    if source.sheet.places:
        # Where each line is a printed one, a line is no sign of anything unless it is a paragraph.
        inner = stated.inner_lines(source.sheet, source.lines)
    page = {number: rule for number, rule in page.items() if number not in notes | inner}
    return {**page, **stated.apart_lines(source.sheet, source.lines)}, notes


def _read_body(source: _Source, gone: frozenset[int]) -> _Body:
    if source.sheet is not None:
        told = stated.read_stated(source.sheet, source.lines, gone)
        said = told.stated or source.sheet.structured
        return _Body(told.blocks, told.normals, told.apart, told.look_at, said, told.titled)
    if source.kind is Format.MARKDOWN:
        found = read_markdown(source.text, source.lines, gone)
        blocks, normals, apart = found.blocks, found.normals, found.apart
    else:
        apart = {}
        bare = [(block, strip_bold(source.text, block.words)) for block in read_blocks(source.text, source.lines, gone)]
        blocks = tuple(replace(block, words=words) for block, (words, _) in bare)
        normals = tuple(normal for _, (_, dropped) in bare for normal in dropped)
    tied = tie_notes(source.text, blocks)
    headings = any(block.heading for block in tied.blocks)
    titled = headings and tied.blocks[0].heading == 1
    return _Body(tied.blocks, (*normals, *tied.normals), apart, tied.look_at, headings, titled)


class _Assembly:
    """Puts what was read together: components with their places, and the account of all characters."""

    def __init__(self, source: _Source, name: str, header: Header, body: _Body) -> None:
        self._source = source.text
        self._encoding = source.encoding
        self._name = name
        self._lines = source.lines
        self._header = header
        self._body = body
        self._kind = source.kind
        self._encoding_said = source.look_at
        self._sheet = source.sheet or Sheet("", ())
        self._printed = self._sheet.places
        if self._sheet.structured:
            self._parts = stated_parts(source.text, body.blocks)
            self._principal = substance(self._parts)
        else:
            cover = header.is_cover(source.text)
            self._parts = split_parts(source.text, body.blocks, cover=cover)
            self._principal = principal(self._parts, cover=cover)
        self._drafts = [self._structure(at, part) for at, part in enumerate(self._parts)]

    def reading(self) -> Reading:
        """The whole reading."""
        components = tuple(self._component(at) for at in range(len(self._parts)))
        places = _places(components, self._principal)
        text = "\n".join(unit.text for unit in places)
        languages = score_languages(text)
        stated_facts = self._sheet.facts
        return Reading(
            components=components,
            principal=self._principal,
            ledger=self._account(places).ledger(self._encoding),
            header=tuple(
                Slot(slot.kind, slot.value.text(self._source), slot.label.text(self._source))
                for slot in self._header.slots
            ),
            page_matter=tuple(self._page_matter()),
            number=stated_facts.number or facts.number_fact(self._source, self._header, self._told),
            date=stated_facts.date or facts.date_fact(self._source, self._header),
            title=self._title() or stated_facts.title,
            language=stated_facts.language,
            languages=languages,
            look_at=tuple(self._look_at(places, text, languages[0].language if languages else None)),
            media_type=self._kind.media_type,
            extension=self._kind.extension,
            tracked=self._sheet.tracked,
            places=tuple(printed_places(places, self._unit_lines(), self._printed)),
        )

    def _told(self, line: int) -> str:
        return told(line, self._printed)

    def _unit_lines(self) -> list[int]:
        """The line on which each unit begins, in the order of units."""
        return [
            line
            for drafts in self._drafts
            for draft in drafts
            for line in (draft.line, *(note.line for note in draft.notes))
        ]

    def _title(self) -> Fact | None:
        """The title of the text; a structured format has no lines to name, and its annexes have titles of their own."""
        if self._sheet.structured:
            found = facts.title_fact(self._source, self._header, self._drafts[0], self._told)
            return replace(found, where="its title") if found else None
        everything = [each for drafts in self._drafts for each in drafts]
        return facts.title_fact(self._source, self._header, everything, self._told)

    def _structure(self, at: int, part: Part) -> tuple[Draft, ...]:
        """The drafts of one part. A document whose header states the subject has its title there."""
        titled = at > 0 or bool(part.kind.pieces) or self._header.first(SlotKind.SUBJECT) is None
        first = not at and self._body.titled
        if self._body.stated:
            return self._stated(part, titled=titled and (at > 0 or first))
        title = titled and (part.blocks[0].heading > 0 or is_title(self._source, part.blocks, 0))
        return read_structure(part.blocks, find_headings(self._source, part.blocks), title=title)

    def _stated(self, part: Part, *, titled: bool) -> tuple[Draft, ...]:
        """The drafts of a part whose headings are stated. Below a title, the second depth is the first level."""
        if self._sheet.structured:
            titled = titled and part.blocks[0].title
        shift = self._body.titled
        levels = {index: max(block.heading - shift, 1) for index, block in enumerate(part.blocks) if block.heading}
        return read_structure(part.blocks, levels, title=titled and part.blocks[0].heading > 0)

    def _component(self, at: int) -> Component:
        part = self._parts[at]
        kind = part.kind.text(self._source)
        slot = self._header.first(SlotKind.DOCUMENT_TYPE)
        if not at and not kind and slot is not None:
            kind = slot.value.text(self._source)
        return Component(part.name, tuple(self._paragraph(draft) for draft in self._drafts[at]), kind)

    def _paragraph(self, draft: Draft) -> Paragraph:
        text = draft.words.text(self._source)
        limits.check_paragraph(len(text), self._name, draft.line)
        notes = tuple(
            Note(draft.words.offset(note.mark.start), self._source[slice(*note.mark)], note.words.text(self._source))
            for note in draft.notes
        )
        num = self._source[slice(*draft.num)] if draft.num else ""
        return Paragraph(draft.role, text, num, draft.level, notes)

    def _page_matter(self) -> Iterator[PageMatter]:
        for line in self._lines:
            if line.number in self._body.apart:
                yield PageMatter(line.text, self._body.apart[line.number], line.number)

    def _account(self, places: Sequence[Unit]) -> Account:
        account = Account(self._source, self._lines, self._name)
        if before := self._lines[0].start:  # a sheet was never bytes, and begins with its first line
            account.normalise([Normal(0, before, rules.BYTE_ORDER_MARK)])
        account.normalise([*self._header.normals, *self._body.normals])
        for slot in self._header.slots:
            account.place(slot.label, f"header.{slot.kind.value}")
            account.place(slot.value, f"header.{slot.kind.value}")
        for line in self._lines:
            if line.number in self._body.apart:
                account.set_apart(Span(line.first, line.last), self._body.apart[line.number])
        for part in self._parts:
            account.place(part.kind, part.name)
        self._place_units(account, places)
        return account

    def _place_units(self, account: Account, places: Sequence[Unit]) -> None:
        eids = iter(unit.place.eid for unit in places)
        for draft in (draft for drafts in self._drafts for draft in drafts):
            eid = next(eids)
            account.place(draft.words, eid)
            if draft.num:
                account.place_span(draft.num, eid)
            for note in draft.notes:
                eid = next(eids)
                account.place_span(note.mark, eid)
                account.place(note.words, eid)

    def _look_at(self, places: Sequence[Unit], text: str, language: Language | None) -> Iterator[str]:
        seen = [Seen(unit, line) for unit, line in zip(places, self._unit_lines(), strict=True)]
        yield from lookat.numbering(seen)
        if self._kind is not Format.PDF:  # there notes stand at the foot of their page
            yield from lookat.footnotes_apart(seen)
        yield from (retold(sentence, self._printed) for sentence in self._body.look_at)
        yield from [self._encoding_said] if self._encoding_said else []
        header = "\n".join(slot.value.text(self._source) for slot in self._header.slots)
        yield from lookat.odd_forms(f"{header}\n{text}", language)


def _places(components: tuple[Component, ...], main: str) -> tuple[Unit, ...]:
    """Every unit with its place. Places follow from components alone; what else an expression has is unknown here."""
    number = DocumentNumber.local("unknown")
    return units(Expression(WorkId("unknown"), number, Language.UND, components, principal=main))
