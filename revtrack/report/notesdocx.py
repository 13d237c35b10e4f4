"""Remarks in a Word file that has come back: typed into its comments, as replies to them, or as comments beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from revtrack.errors import UnsupportedFormat
from revtrack.report.remarkwords import GONE, UNPLACED
from revtrack.report.reportviews import Remark
from revtrack.report.wrap import clip
from revtrack.xmlsafe import parse
from revtrack.zipsafe import members

Element = Any
"""An element as `xmlsafe` gives it: the library behind it is none of this room's business."""
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"
LONGEST_ABOUT = 160
_ID = re.compile(r"(c-[0-9a-f]{8,64}|–):\s?(.*)", re.DOTALL)
_BREAKS = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n"}


def remarks_of_docx(data: bytes, name: str) -> tuple[Remark, ...]:
    """The remarks of every comment, in the order of the file; comments into which nobody wrote give none.

    Raises UnsupportedFormat for what is no Word file with comments of a report, InputTooLarge, XmlUnsafe and
    XmlNotWellFormed for what the bounds refuse.
    """
    parts = members(data, name)
    if "word/comments.xml" not in parts or "word/document.xml" not in parts:
        raise _no_report(name)
    comments = [_Comment(element) for element in parse(parts["word/comments.xml"], name).iter(f"{W}comment")]
    own = {comment.number: comment for comment in comments if comment.change_id}
    if not own:
        raise _no_report(name)
    parents = _parents(parts, name)
    by_paragraph = {key: comment for comment in own.values() for key in comment.paragraph_ids}
    beside = _beside(parse(parts["word/document.xml"], name), own)
    found: list[Remark] = []
    for comment in comments:
        parent = next((by_paragraph.get(parents.get(key, "")) for key in comment.paragraph_ids), None)
        home = comment if comment.change_id else parent or own.get(beside.get(comment.number, ""))
        if comment.remark:
            found.append(_remark(comment, home, name))
    return tuple(found)


class _Comment:
    """A comment as it was read. `change_id` is "" for one that a colleague set beside ours."""

    def __init__(self, element: Element) -> None:
        self.number = element.get(f"{W}id", "")
        self.paragraph_ids = [one.get(f"{W14}paraId", "") for one in element.iter(f"{W}p")]
        texts = [_text(one) for one in element.iter(f"{W}p")]
        at = next((at for at, text in enumerate(texts) if _ID.match(text)), None)
        self.change_id, self.about = "", ""
        if at is not None and (found := _ID.match(texts[at])):
            self.change_id, self.about = found[1], " ".join(texts[:at])
            texts = [found[2], *texts[at + 1 :]]
        self.remark = "\n".join(filter(None, texts)).strip()


def _remark(comment: _Comment, home: _Comment | None, name: str) -> Remark:
    change_id = home.change_id if home and home.change_id.startswith("c-") else ""
    about = home.about if home else ""
    return Remark(change_id, comment.remark, name, "" if about in (GONE, UNPLACED) else clip(about, LONGEST_ABOUT))


def _text(paragraph: Element) -> str:
    """The text of a paragraph as it is once every change in it is accepted."""
    return "".join(_pieces(paragraph)).strip()


def _pieces(element: Element) -> Iterator[str]:
    for below in element:
        if below.tag == f"{W}t":
            yield below.text or ""
        elif below.tag in _BREAKS:
            yield _BREAKS[str(below.tag)]
        elif below.tag not in (f"{W}del", f"{W}moveFrom", f"{W}pPr"):
            yield from _pieces(below)


def _parents(parts: Mapping[str, bytes], name: str) -> dict[str, str]:
    """Of the paragraph that a reply ends with, the paragraph of the comment it replies to."""
    data = parts.get("word/commentsExtended.xml")
    if data is None:
        return {}
    return {
        one.get(f"{W15}paraId", ""): one.get(f"{W15}paraIdParent", "")
        for one in parse(data, name).iter(f"{W15}commentEx")
        if one.get(f"{W15}paraIdParent")
    }


def _beside(document: Element, own: Mapping[str, _Comment]) -> dict[str, str]:
    """Of each other comment the number of ours that begins in the same paragraph."""
    found: dict[str, str] = {}
    for paragraph in document.iter(f"{W}p"):
        numbers = [one.get(f"{W}id", "") for one in paragraph.iter(f"{W}commentRangeStart", f"{W}commentReference")]
        ours = next((number for number in numbers if number in own), "")
        found.update((number, ours) for number in numbers if ours and number not in own)
    return found


def _no_report(name: str) -> UnsupportedFormat:
    return UnsupportedFormat(
        f"{name} holds no comments of a report",
        facts=("remarks are read from comments that bear the id of a change",),
        tries=("revtrack report OLD NEW -o changes.docx --comments   makes a file with them",),
    )
