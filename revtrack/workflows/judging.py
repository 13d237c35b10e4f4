"""Judges what came by its content: whether it is a document, the one that was asked for, and what the server said it is."""

from __future__ import annotations

from revtrack import ingest, register
from revtrack.errors import BadValue
from revtrack.model.language import Language
from revtrack.model.numbers import DocumentNumber
from revtrack.model.readings import Reading
from revtrack.register import Answer, Form
from revtrack.workflows.drafts import sure_language

_UNSAID = frozenset(
    (
        *("", "application/octet-stream", "binary/octet-stream", "application/download"),
        *("application/force-download", "application/x-download"),
    )
)
"""Media types by which a server says nothing."""
_XML = ("xml", "html")
_ANNOUNCED: dict[str, tuple[str, ...]] = {
    "application/pdf": ("pdf",),
    "application/x-pdf": ("pdf",),
    "text/html": ("html",),
    "application/xhtml+xml": ("html",),
    "application/xml": _XML,
    "text/xml": _XML,
    "application/akn+xml": ("xml",),
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ("docx",),
    "text/plain": ("text",),
    "text/markdown": ("text",),
    "text/x-markdown": ("text",),
}
"""Which kinds of content a media type announces. XHTML may be sent as what it is, or as XML."""
_NAMES = {"pdf": "a PDF", "html": "a web page", "docx": "a Word document", "xml": "XML", "text": "plain text"}

_STATUS = {
    202: "an answer is still to be made",
    300: "there are several documents there",
    401: "it asks who you are",
    403: "it is closed to this question",
    404: "there is nothing",
    406: "not in the format that was asked for",
    410: "it is gone",
    429: "too many questions",
    500: "it broke down",
    502: "it broke down",
    503: "it is out of service",
    504: "it did not answer in time",
}


def status_words(answer: Answer) -> str:
    """`404, there is nothing`; with what the server asked for, where it wants to be left alone for a while."""
    words = _STATUS.get(answer.status, "that is no document")
    wait = answer.retry_after
    later = f"; it asks to be left alone for {wait} seconds" if wait.isdecimal() else ""
    return f"{answer.status}, {words}{later}"


def kind_of(data: bytes) -> str:
    """`pdf`, `html`, `docx`, `xml` or `text` by content; "" for everything else."""
    looks = ingest.looks_like(data)
    if not looks:
        return "text"
    return next((kind for word, kind in _LOOKS if word in looks), "")


_LOOKS = (("PDF", "pdf"), ("macros", ""), ("DOCX", "docx"), ("HTML", "html"), ("XML", "xml"), ("Formex", "xml"))
"""Words of what bytes look like, each with its kind; the first that is met counts."""


def problem(answer: Answer, form: Form | None) -> str:
    """Why the bytes that came are no document of that format, as the end of "200, but …"; "" if they may be read."""
    if answer.guarded or answer.status == 202:
        return "a script challenge, not a document"
    if not answer.data.strip():
        return "nothing in it"
    kind = kind_of(answer.data)
    page = register.page_kind(answer.data) if kind == "html" else ""
    if page:
        return f"{page}, not a document"
    if form is not None and kind != form.value:
        return f"{_called(answer, kind)}, not {_NAMES[form.value]}"
    return _announced_otherwise(answer, kind)


def _announced_otherwise(answer: Answer, kind: str) -> str:
    """The sentence for content that is not what the server announced; what is read nowhere is left to intake to refuse."""
    announced = _ANNOUNCED.get(answer.media_type, ())
    if answer.media_type in _UNSAID or not kind or kind in announced:
        return ""
    return f"it was announced as '{answer.media_type}', and is {_called(answer, kind)}"


def _called(answer: Answer, kind: str) -> str:
    title = register.page_title(answer.data) if kind == "html" else ""
    name = _NAMES.get(kind) or f"something else ({ingest.looks_like(answer.data)})"
    return f'{name} ("{title}")' if title else name


def other_document(reading: Reading, number: DocumentNumber, language: Language) -> str:
    """What was read in place of the document asked for: its number or its language; "" if it may be that document.

    A document may print less than its whole number, so suffixes are not compared; nor are languages that words do not tell.
    """
    printed = _printed(reading)
    if printed and printed.register is number.register and printed.base != number.base:
        return f"a document with the number {printed}"
    found = sure_language(reading)
    if found and ingest.tells_language(language) and found is not language:
        return f"a text in {found.english}"
    return ""


def _printed(reading: Reading) -> DocumentNumber | None:
    try:
        return DocumentNumber.parse(reading.number.value) if reading.number else None
    except BadValue:
        return None
