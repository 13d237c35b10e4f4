"""References as records: one table for each question, given as plain lines, CSV or Markdown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from revtrack.model.citations import Retarget, Stale
from revtrack.model.numbers import DocumentNumber
from revtrack.model.places import display
from revtrack.model.provisions import Forgotten
from revtrack.model.relations import Reference
from revtrack.report import mdtext
from revtrack.report.csvtext import Csv, csv_of
from revtrack.report.evidence import where_words
from revtrack.report.neutral import neutral_line
from revtrack.report.refinner import forgotten_said, from_said, inner_rows, quoted, why_open
from revtrack.report.refviews import RefDiffView, RejectedView, RuledRelationView, StaleView, UnresolvedView
from revtrack.report.refwords import Markings, get_command, marked, open_groups
from revtrack.report.views import RefsView


class RefTable(Struct, frozen=True):
    """A title, the names of the columns, and a row for each record."""

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def plain(table: RefTable) -> str:
    """One record a line, tab-separated, without the names of the columns."""
    return "".join("\t".join(map(neutral_line, row)) + "\n" for row in table.rows)


def csv(table: RefTable) -> Csv:
    """The table for a spreadsheet, with the names of the columns."""
    return csv_of((table.head, *table.rows))


def markdown(table: RefTable) -> str:
    """The table under its title, for pull requests and mail."""
    lines = [_md_row(table.head), "|" + "---|" * len(table.head), *map(_md_row, table.rows)]
    body = "\n".join(lines) if table.rows else "Nothing."
    return f"# {mdtext.line(table.title)}\n\n{body}\n"


def refs_table(view: RefsView) -> RefTable:
    """A record for each reference, those of the document first; then those of the text into itself."""
    head = (
        "from",
        "relation",
        "to",
        "where",
        "state",
        "text of to",
        "markings of to",
        "markings of from",
        "confirmed by",
    )
    found = (*(view.out or ()), *(view.incoming or ()))
    inner = inner_rows(str(view.version.number), view.inner, _marks(view.markings, view.version.number))
    rows = (*(_reference(view, ref) for ref in found), *inner)
    return RefTable(f"References of {view.path or view.version}", head, rows)


def unresolved_table(view: UnresolvedView) -> RefTable:
    """A record for each reference to a text not held, each allusion that stays open, each reference that leads nowhere."""
    head = (
        *("what", "document", "date", "markings", "referred to by", "markings of that", "relation", "where", "state"),
        "get it",
    )
    return RefTable("Referred to, and text not held", head, (*_wanted(view), *_open(view), *_nowhere(view)))


def stale_table(view: StaleView) -> RefTable:
    """A record for each stale reference."""
    head = (
        *("from", "relation", "to", "where", "state", "since", "cite now", "markings of from", "markings of to"),
        "markings of cite now",
    )
    return RefTable("Stale references", head, tuple(_stale(view.markings, one) for one in view.found))


def refdiff_table(view: RefDiffView) -> RefTable:
    """A record for each reference that was forgotten, retargeted, gained, lost or kept, in this order."""
    head = (
        *("what", "relation", "old target", "new target", "old place", "new place", "state", "why"),
        *("markings of old target", "markings of new target", "markings of old version", "markings of new version"),
    )
    changes = view.changes
    sides = tuple(_marks(view.markings, side.expression.number) for side in (view.old, view.new))
    rows = (
        *(_forgotten(one) for one in view.forgotten),
        *(_pair("retargeted", pair, view.markings) for pair in changes.retargeted),
        *(_side("gained", view.markings, new=ref) for ref in changes.gained),
        *(_side("lost", view.markings, old=ref) for ref in changes.lost),
        *(_pair("kept", pair, view.markings) for pair in changes.kept),
    )
    title = f"References, {view.old.source} to {view.new.source}"
    return RefTable(title, head, tuple((*row, *sides) for row in rows))


def rejected_table(view: RejectedView) -> RefTable:
    """A record for each relation that a person rejected."""
    head = ("from", "relation", "to", "rejected by", "still said in", "markings of from", "markings of to")
    rows = tuple(
        (
            *(str(ruling.source), ruling.relation.word, str(ruling.target), ruling.by),
            "; ".join(where_words(ref, whole=True) for ref in said),
            *(_marks(view.markings, number, said) for number in (ruling.source, ruling.target)),
        )
        for ruling, said in view.found
    )
    return RefTable("Rejected relations", head, rows)


def ruling_table(view: RuledRelationView) -> RefTable:
    """The one record of a ruling."""
    ruling = view.ruling
    what = "already" if view.already else ruling.verdict.value
    marks = (_marks(view.markings, number) for number in (ruling.source, ruling.target))
    row = (what, str(ruling.source), ruling.relation.word, str(ruling.target), ruling.by, *marks)
    head = ("what", "from", "relation", "to", "by", "markings of from", "markings of to")
    return RefTable("Ruling on a relation", head, (row,))


def _reference(view: RefsView, ref: Reference) -> tuple[str, ...]:
    return (
        *_told(ref, whole=False),
        "held" if view.known.get(ref.target) else "text not held",
        _marks(view.markings, ref.target, (ref,)),
        _marks(view.markings, ref.source),
        ref.asserted_by,
    )


def _told(ref: Reference, *, whole: bool = True) -> tuple[str, ...]:
    return (str(ref.source), ref.relation.word, str(ref.target), where_words(ref, whole=whole), ref.state.value)


def _wanted(view: UnresolvedView) -> Iterator[tuple[str, ...]]:
    for wanted in view.wanted:
        for ref in wanted.references:
            source, relation, target, where, state = _told(ref)
            marks = _marks(view.markings, ref.target, wanted.references)
            named = ("not held", target, wanted.date, marks, source, _marks(view.markings, ref.source))
            yield (*named, relation, where, state, get_command(wanted.number))


def _open(view: UnresolvedView) -> Iterator[tuple[str, ...]]:
    for one, places in open_groups(view.opened):
        what = "several fit" if one.candidates else "nothing fits"
        marks = ", ".join(dict.fromkeys(word for each in one.candidates for word in view.markings.get(each, ())))
        said = ("cites", f'{", ".join(places)} "{one.allusion.evidence.quote}"', "open", "")
        yield (
            what,
            " or ".join(map(str, one.candidates)),
            "",
            marks,
            str(one.source),
            _marks(view.markings, one.source),
            *said,
        )


def _nowhere(view: UnresolvedView) -> Iterator[tuple[str, ...]]:
    for version, inner in view.inner:
        where = f"{from_said(inner)} {quoted(inner)}: {why_open(inner)}"
        marks = _marks(view.markings, version.number)
        yield ("leads nowhere", "", "", "", str(version), marks, "points to", where, "open", "")


def _stale(markings: Markings, one: Stale) -> tuple[str, ...]:
    ref = one.reference
    since = "; ".join(
        f"{step.relation.word} by {step.source}, {where_words(step, whole=True)} ({step.state.value})"
        for step in one.since
    )
    current = ", ".join(dict.fromkeys(word for number in one.current for word in markings.get(number, ())))
    marks = (_marks(markings, ref.source), _marks(markings, ref.target, (ref, *one.since)), current)
    return (*_told(ref), since, " or ".join(map(str, one.current)), *marks)


def _forgotten(one: Forgotten) -> tuple[str, ...]:
    """Targets are places of the two texts."""
    places = (display(one.was), display(one.now) if one.now else "")
    where = f"{from_said(one.inner)} {quoted(one.inner)}"
    return ("forgotten", "points to", *places, "", where, "", forgotten_said(one), "", "")


def _pair(what: str, pair: Retarget, markings: Markings) -> tuple[str, ...]:
    return _side(what, markings, old=pair.old, new=pair.new, why=pair.reason)


def _side(
    what: str, markings: Markings, *, old: Reference | None = None, new: Reference | None = None, why: str = ""
) -> tuple[str, ...]:
    either = new or old
    return (
        what,
        either.relation.word if either else "",
        *(str(ref.target) if ref else "" for ref in (old, new)),
        *(where_words(ref, whole=True) if ref else "" for ref in (old, new)),
        either.state.value if either else "",
        why,
        *(_marks(markings, ref.target, (ref,)) if ref else "" for ref in (old, new)),
    )


def _marks(markings: Markings, number: DocumentNumber, said: Sequence[Reference] = ()) -> str:
    return ", ".join(marked(markings, number, *said))


def _md_row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(mdtext.line(cell) for cell in cells)} |"
