"""A change report of two versions as a Word file."""

from __future__ import annotations

from collections.abc import Sequence
from xml.sax.saxutils import quoteattr

from revtrack.report.interface import Interface, interface
from revtrack.report.neutral import neutral_line
from revtrack.report.reportviews import ReportView, SummaryPlace, WordStyle
from revtrack.report.word.body import Body, joined
from revtrack.report.word.comments import Comment, anchor, change_comments, comments_part, gone_comments
from revtrack.report.word.flow import blocks, marks_are_literal
from revtrack.report.word.front import facts, heading, markings, title_of
from revtrack.report.word.markup import TIMES, Ids, Marker, Static, Tracked, content, line, paragraph, plain_run
from revtrack.report.word.package import WordFile, running_lines, word_file
from revtrack.report.word.proof import prove
from revtrack.report.word.styles import styles

PAGE_BREAK = paragraph("Last", plain_run('<w:br w:type="page"/>'))
LAST = paragraph("Last", "")
"""A paragraph that nothing ever marks: the end of one that is deleted needs another to go on in."""


def report_docx(view: ReportView) -> bytes:
    """The report as DOCX, proved: both texts can be put together from it. Raises Internal if they cannot."""
    words = interface(view.options.ui)
    options = view.options.word
    # LibreOffice mixes up a comment and a footnote of one number: comments begin behind all footnotes there may be.
    ids = Ids(len(view.diff.comparison.old) + len(view.diff.comparison.new))
    flow = blocks(view.diff, moves=options.moves)
    prove(flow, view.diff)
    comments = change_comments(view, words, ids)
    gone = gone_comments(view.gone, ids)
    tracked = options.style is WordStyle.TRACKED
    author, date = author_of(view), date_of(view)
    marker: Marker = Tracked(author, date, ids) if tracked else Static()
    body = Body(marker, marks_are_literal(view.diff), {at: comment.number for at, comment in comments.items()})
    text = body.write(flow if tracked else joined(flow)) + LAST
    names = " → ".join(neutral_line(side.source) for side in (view.diff.old, view.diff.new))
    header, footer = running_lines(names, markings(view), words)
    everything = [*comments.values(), *gone]
    return word_file(
        WordFile(
            title_of(view, words),
            _laid_out(view, words, author, text) + _gone(gone, words),
            body.footnotes,
            styles(view.diff.new.expression.language.short, words.language),
            header,
            footer,
            comments_part(everything, _signature(author, date)) if everything else b"",
        )
    )


def author_of(view: ReportView) -> str:
    """Who the revisions are by: the one named, else the two versions themselves, `demo@1 → demo@2`."""
    sides = (view.diff.old, view.diff.new)
    return neutral_line(view.options.author) or " → ".join(neutral_line(side.source) for side in sides)


def date_of(view: ReportView) -> str:
    """The day of the new text, which is that of its revisions; "" where it is not known."""
    date = view.diff.new.expression.date
    return str(date) if date.is_day else ""


def _laid_out(view: ReportView, words: Interface, author: str, text: str) -> str:
    place = view.options.word.summary
    if place is SummaryPlace.START:
        return heading(view, words) + facts(view, words, author) + PAGE_BREAK + text
    if place is SummaryPlace.END:
        return heading(view, words) + text + PAGE_BREAK + facts(view, words, author)
    return text


def _gone(gone: Sequence[Comment], words: Interface) -> str:
    """Remarks whose change is there no more, each with the words it was written beside."""
    if not gone:
        return ""
    told = [paragraph("FrontHeading", line(words.say("remarks-gone")))]
    for one in gone:
        about = plain_run(content(f"{one.about}: "), look="<w:b/>")
        told.append(paragraph("Front", anchor(one, about + plain_run(content(one.remarks)))))
    return "".join(told)


def _signature(author: str, date: str) -> dict[str, str]:
    signed = {"author": quoteattr(author), "initials": '"rt"'}
    return {**signed, "date": quoteattr(f"{date}T{TIMES[0]}")} if date else signed
