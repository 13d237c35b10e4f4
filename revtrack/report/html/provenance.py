"""Where the two texts of a report come from, and how the report was made: rows and facts for its last part."""

from __future__ import annotations

from collections.abc import Sequence

from revtrack.report.html.facts import text_sha256
from revtrack.report.interface import Interface
from revtrack.report.neutral import neutral_line
from revtrack.report.reportviews import ReportOptions, ReportView
from revtrack.report.views import Side
from revtrack.report.words import markings_of

Row = tuple[str, tuple[str, ...], bool]
"""A fact, its value for each text, and whether the values are digests, set in a fixed width."""


def rows(view: ReportView, interface: Interface) -> tuple[Row, ...]:
    """The facts of both texts, old and new."""
    comparison = view.diff.comparison
    texts = tuple(text_sha256(unit.text for unit in side) for side in (comparison.old, comparison.new))
    return side_rows((view.diff.old, view.diff.new), interface, originals=view.originals, texts=texts)


def side_rows(
    sides: Sequence[Side], interface: Interface, *, originals: Sequence[str] = (), texts: Sequence[str] = ()
) -> tuple[Row, ...]:
    """The facts of some texts, a column each."""
    unknown = interface.say("unknown")

    def row(key: str, values: Sequence[str], *, digest: bool = False) -> Row:
        return interface.say(key), tuple(neutral_line(value) or unknown for value in values), digest

    expressions = [side.expression for side in sides]
    found = [
        row("title", [text.title for text in expressions]),
        row("number", [_file(side) or str(side.expression.number) for side in sides]),
        row("date", [str(text.date) if text.date.is_known else "" for text in expressions]),
        row("language", [text.language.english if text.language.is_known else "" for text in expressions]),
        row("edition", [edition_words(side, interface) for side in sides]),
    ]
    found += [row("sha-original", originals, digest=True)] if originals else []
    found += [row("sha-xml", [side.sha256 for side in sides], digest=True)]
    found += [row("sha-text", texts, digest=True)] if texts else []
    return (*found, row("commit", [side.commit for side in sides], digest=True))


def edition_words(side: Side, interface: Interface) -> str:
    """`1 of 2`; of a file, that it is not in the store."""
    if side.path:
        return interface.say("file-not-stored")
    if side.editions < 2:
        return str(side.edition)
    return interface.say("edition-of", edition=side.edition, editions=side.editions)


def _file(side: Side) -> str:
    return side.path.rpartition("/")[2]


def notes(sides: Sequence[Side], interface: Interface) -> tuple[str, ...]:
    """What must be said of the texts before their changes: corrected editions, files not in the store."""
    return tuple(note for side in sides if (note := _note(side, interface)))


def _note(side: Side, interface: Interface) -> str:
    name, text = neutral_line(side.source), side.expression
    if side.path:
        return f"{name}: {interface.say('file-not-stored')}"
    if side.edition > 1:
        first = f"{text.number}:{text.language}@1"
        return f"{name}: {interface.say('edition-corrected', edition=side.edition, first=first)}"
    if side.editions > 1:
        return f"{name}: {interface.say('edition-received', edition=side.edition, editions=side.editions)}"
    return ""


def markings(sides: Sequence[Side]) -> tuple[str, ...]:
    """The markings of restricted texts, each once: LIMITE, EU RESTRICTED."""
    return tuple(dict.fromkeys(neutral_line(mark) for side in sides for mark in markings_of(side.expression)))


def made(options: ReportOptions, asked: Sequence[str], version: str, interface: Interface) -> list[tuple[str, str]]:
    """How the report was made: by whom, with which revtrack, with which options."""
    author = [(interface.say("author"), neutral_line(options.author))] if options.author else []
    return [
        *author,
        (interface.say("made-with"), f"revtrack {version}"),
        (interface.say("options"), neutral_line("  ".join(asked)) or interface.say("options-default")),
    ]
