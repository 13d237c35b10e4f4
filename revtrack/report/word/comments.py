"""Comments beside changes: what each is about, its id, and what colleagues remarked; the reader takes them up again by the id.

The last line of a comment is its id with a colon, and behind it or below it people type.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct

from revtrack.report.diffwords import is_plain
from revtrack.report.html.sayings import badges, name_of
from revtrack.report.interface import Interface
from revtrack.report.neutral import neutral, neutral_line
from revtrack.report.remarkwords import gone_kind, remark_words
from revtrack.report.reportviews import Remark, ReportView
from revtrack.report.word.markup import Ids, content, paragraph, plain_run
from revtrack.report.word.styles import NAMESPACES, XML

NO_ID = "–"
"""What stands for an id where a remark was beside no change."""


class Comment(Struct, frozen=True):
    """One comment: its number, what it is about, the id of its change and the remarks kept in it."""

    number: int
    about: str
    change_id: str
    remarks: str = ""


def change_comments(view: ReportView, words: Interface, ids: Ids) -> dict[int, Comment]:
    """A comment for each change that is shown, if they were asked for, and for each that somebody remarked on."""
    comparison = view.diff.comparison
    remarks = remark_words(view.remarks)
    shown = set(view.diff.shown) if view.options.word.comments else set()
    return {
        at: Comment(ids.next(), _about(view, at, words), view.ids[at], remarks.get(view.ids[at], ""))
        for at, change in enumerate(comparison.changes)
        if view.ids[at] in remarks or (at in shown and not is_plain(change))
    }


def gone_comments(gone: Sequence[Remark], ids: Ids) -> list[Comment]:
    """A comment for each remark whose change is there no more."""
    return [
        Comment(ids.next(), neutral_line(one.about) or gone_kind(one), one.change_id or NO_ID, neutral(one.text))
        for one in gone
    ]


def _about(view: ReportView, at: int, words: Interface) -> str:
    comparison, change = view.diff.comparison, view.diff.comparison.changes[at]
    said = (badge.words for badge in badges(comparison, change, words))
    return f"{name_of(comparison, change, words)}: {', '.join(said)}"


def comments_part(comments: Sequence[Comment], attributes: Mapping[str, str]) -> bytes:
    """The part `word/comments.xml` (17.13.4)."""
    who = "".join(f" w:{name}={value}" for name, value in attributes.items())
    told = "".join(f'<w:comment w:id="{one.number}"{who}>{_paragraphs(one)}</w:comment>' for one in comments)
    return f"{XML}<w:comments {NAMESPACES}>{told}</w:comments>".encode()


def _paragraphs(comment: Comment) -> str:
    about = plain_run(content(comment.about), look="<w:b/>")
    lines = [about, plain_run(content(f"{comment.change_id}: "))]
    lines += [plain_run(content(one)) for one in comment.remarks.split("\n") if one]
    return "".join(paragraph("CommentText", one) for one in lines)


def anchor(comment: Comment, inner: str) -> str:
    """The runs of a paragraph with the anchor of a comment behind them."""
    number = comment.number
    reference = plain_run(f'<w:commentReference w:id="{number}"/>', style="CommentReference")
    return f'<w:commentRangeStart w:id="{number}"/>{inner}<w:commentRangeEnd w:id="{number}"/>{reference}'
