"""The first page of a redline: what was compared, how changes are marked, what changed in numbers, and its sources."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from revtrack.report.changerows import header_words, marked_words
from revtrack.report.html import provenance
from revtrack.report.html.plan import plan
from revtrack.report.html.summary import Link, Said, summary
from revtrack.report.interface import Interface
from revtrack.report.neutral import neutral_line
from revtrack.report.reportviews import ReportView, WordStyle
from revtrack.report.word.markup import LOOKS, content, line, paragraph, plain_run
from revtrack.report.word.styles import RULE

WIDTHS = (1900, 3585, 3585)
"""Of the three columns of facts, in twentieths of a point; together the width of the text."""


def title_of(view: ReportView, words: Interface) -> str:
    """The title asked for, else `Changes: demo@1 → demo@2`."""
    old, new = (neutral_line(side.source) for side in (view.diff.old, view.diff.new))
    return neutral_line(view.options.title) or words.say("changes-title", old=old, new=new)


def markings(view: ReportView) -> str:
    """`LIMITE · EU RESTRICTED`: what every page must say of the texts in it; "" where neither is marked."""
    return " · ".join(provenance.markings((view.diff.old, view.diff.new)))


def heading(view: ReportView, words: Interface) -> str:
    """The title, the document's own, its markings, and that all this has no legal value."""
    said = [paragraph("FrontTitle", line(title_of(view, words)))]
    subject = neutral_line(view.diff.title)
    said += [paragraph("FrontSubject", line(subject))] if subject else []
    marked = markings(view)
    said += [paragraph("FrontMarking", line(words.say("marked", marking=marked)))] if marked else []
    return "".join((*said, paragraph("FrontValue", line(words.say("no-legal-value")))))


def facts(view: ReportView, words: Interface, author: str) -> str:
    """Summary, legend and provenance."""
    return "".join((*_notes(view, words), *_summary(view, words), *_legend(view, words, author), *_source(view, words)))


def _notes(view: ReportView, words: Interface) -> Iterator[str]:
    notes = (*provenance.notes((view.diff.old, view.diff.new), words), *map(neutral_line, view.diff.notes))
    yield from (paragraph("Front", line(note)) for note in notes)


def _summary(view: ReportView, words: Interface) -> Iterator[str]:
    yield paragraph("FrontHeading", line(words.say("summary")))
    sections = plan(view.diff, beginning=words.say("beginning"))
    for said in summary(view, sections, words):
        yield paragraph("Front", plain_run(content(f"{said.title}: "), look="<w:b/>") + line(_sentence(said)))
    for label, runs in header_words(view):
        yield paragraph("Front", plain_run(content(f"{label}: "), look="<w:b/>") + line(marked_words(runs)))


def _sentence(said: Said) -> str:
    rows = (f"{front} {_links(links)}".strip() for front, links in said.links)
    return "; ".join((*said.sentences, *rows)).replace(".;", ";")


def _links(links: Sequence[Link]) -> str:
    return ", ".join(" ".join(filter(None, (link.words, link.behind))) for link in links)


def _legend(view: ReportView, words: Interface, author: str) -> Iterator[str]:
    """How changes are marked, in words; in a static redline each line in the look it speaks of."""
    yield paragraph("FrontHeading", line(words.say("legend")))
    if view.options.word.style is WordStyle.TRACKED:
        yield paragraph("Front", line(words.say("word-tracked", author=author)))
        yield paragraph("Front", line(words.say("word-tracked-looks")))
    else:
        yield paragraph("Front", line(words.say("word-static")))
        for op, key in (("+", "legend-inserted"), ("-", "legend-deleted"), (">", "word-moved")):
            yield paragraph("Front", plain_run(content(words.say(key)), look=LOOKS[op]))
        yield paragraph("Front", line(words.say("word-ends")))
    yield paragraph("Front", line(words.say("word-controls")))


def _source(view: ReportView, words: Interface) -> Iterator[str]:
    yield paragraph("FrontHeading", line(words.say("provenance")))
    yield _table(provenance.rows(view, words), ("", words.say("old"), words.say("new")))
    yield paragraph("Cell", "")
    for name, value in provenance.made(view.options, view.asked, view.version, words):
        yield paragraph("Front", plain_run(content(f"{name}: "), look="<w:b/>") + line(value))
    if view.confirmed_by:
        said = "; ".join(map(neutral_line, view.confirmed_by))
        title = plain_run(content(f"{words.say('confirmed-pairings')}: "), look="<w:b/>")
        yield paragraph("Front", title + line(said))
    yield paragraph("Front", line(words.say("word-method")))


def _table(rows: Sequence[provenance.Row], head: Sequence[str]) -> str:
    """The facts of both texts, a column each, with a first row that is repeated on each page (17.4)."""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in WIDTHS)
    side = f'w:val="single" w:sz="4" w:space="0" w:color="{RULE}"'
    borders = f"<w:tblBorders><w:top {side}/><w:bottom {side}/><w:insideH {side}/></w:tblBorders>"
    told = [_row(head, ("CellHead",) * 3, "<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>")]
    told += [
        _row(
            (name, *values),
            ("CellHead", *(["CellDigest" if digest else "Cell"] * 2)),
            "<w:trPr><w:cantSplit/></w:trPr>",
        )
        for name, values, digest in rows
    ]
    properties = f'<w:tblPr><w:tblW w:w="{sum(WIDTHS)}" w:type="dxa"/>{borders}<w:tblLayout w:type="fixed"/></w:tblPr>'
    return f"<w:tbl>{properties}<w:tblGrid>{grid}</w:tblGrid>{''.join(told)}</w:tbl>"


def _row(cells: Sequence[str], styles: Sequence[str], properties: str) -> str:
    told = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{paragraph(style, line(cell))}</w:tc>'
        for cell, style, width in zip(cells, styles, WIDTHS, strict=True)
    )
    return f"<w:tr>{properties}{told}</w:tr>"
