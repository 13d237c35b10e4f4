"""What stands beside the changes of a report: its summary by rules, the references, and where everything comes from."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from revtrack.model.language import Language
from revtrack.model.numbers import DocumentNumber
from revtrack.model.relations import Reference, Relation
from revtrack.report.changerows import ChangeRow, header_words, marked_words
from revtrack.report.diffpatterns import places_of
from revtrack.report.diffwords import TOTALS, hidden_words, side_notes, totals
from revtrack.report.evidence import state_words, where_words
from revtrack.report.neutral import neutral_line
from revtrack.report.reportviews import ReferenceNews, ReportView
from revtrack.report.views import DiffView, Side
from revtrack.report.words import count, date_words, edition_words, language_words, thousands

LEGEND = "[deleted: words] struck through, [inserted: words] underlined twice"
NO_VALUE = "Working comparison; no legal value. Only the official texts are authentic."
FACTS = ("Fact", "Value")
REFERENCES = ("What became of it", "Relation", "Document", "Before", "Where", "Known by")

Fact = tuple[str, str]


def report_title(view: ReportView) -> str:
    """The title asked for, else `Changes: demo@1 → demo@2`."""
    diff = view.diff
    return (
        neutral_line(view.options.title)
        or f"Changes: {neutral_line(diff.old.source)} → {neutral_line(diff.new.source)}"
    )


def summary_facts(view: ReportView, rows: Sequence[ChangeRow]) -> list[Fact]:
    """The summary: the two versions, totals, sections by their changes, patterns, the header, and what to keep in mind."""
    return [
        *_named(view.diff),
        *_counted(view.diff, rows),
        *_patterns(view.diff),
        *((f"Header: {label}", marked_words(runs)) for label, runs in header_words(view)),
        *(("To keep in mind", note) for note in side_notes(view.diff)),
        *(("Compared coarsely", neutral_line(place)) for place in view.diff.comparison.coarse),
        *_remarked(view),
        ("Marks", LEGEND),
        ("Value", NO_VALUE),
    ]


def provenance_facts(view: ReportView) -> list[tuple[str, ...]]:
    """(fact, of the old version, of the new one): what a reader needs to make the report again."""
    sides = (view.diff.old, view.diff.new)
    rows = provenance_of(sides, view.asked, view.version)
    if any(view.originals):
        rows.insert(-1, ("SHA-256 as received", *view.originals))
    return [*rows, *(("Pairings decided", neutral_line(said), "") for said in view.confirmed_by)]


def provenance_of(sides: Sequence[Side], asked: Sequence[str], version: str) -> list[tuple[str, ...]]:
    """A row for each fact, with a cell for each version; what is not known of any of them is left out."""
    told = [[value for _, value in _provenance(side)] for side in sides]
    names = [name for name, _ in _provenance(sides[0])]
    facts = [(name, *values) for name, *values in zip(names, *told, strict=True) if any(values)]
    blank = ("",) * (len(sides) - 1)
    options = " ".join(map(neutral_line, asked))
    options_row = [("Options", options, *blank)] if options else []
    return [*facts, *options_row, ("revtrack", neutral_line(version), *blank)]


def reference_rows(news: ReferenceNews | None) -> list[tuple[str, ...]]:
    """A row for each document referred to, in the columns REFERENCES; `Before` is where a reference led earlier."""
    if news is None:
        return []
    rows = [_reference("retargeted", [new], str(old.target)) for old, new in news.retargeted]
    for fate, found in (("gained", news.gained), ("lost", news.lost), ("kept", news.kept)):
        by_document: dict[tuple[Relation, DocumentNumber], list[Reference]] = {}
        for reference in found:
            by_document.setdefault((reference.relation, reference.target), []).append(reference)
        rows += [_reference(fate, places) for places in by_document.values()]
    return rows


def version_words(side: Side) -> str:
    """`9956/14, 2014-05-19, da  Danish, edition 2, editorial correction …`."""
    expression = side.expression
    said = (
        side.path or str(expression.number),
        date_words(expression.date),
        _language(expression.language),
        edition_words(expression.number, expression.language, side.edition, side.editions),
    )
    return neutral_line("; ".join(filter(None, said)))


def _named(diff: DiffView) -> Iterator[Fact]:
    if diff.title:
        yield "Title", neutral_line(diff.title)
    yield "Old", version_words(diff.old)
    yield "New", version_words(diff.new)


def _counted(diff: DiffView, rows: Sequence[ChangeRow]) -> Iterator[Fact]:
    yield "All in all", totals(diff)
    for key, word in TOTALS:
        if diff.summary.get(key):
            yield f"Paragraphs {word}", thousands(diff.summary[key])
    sections: dict[str, int] = {}
    for row in rows:
        if row.section:
            sections[row.section] = sections.get(row.section, 0) + 1
    for section, number in sorted(sections.items(), key=lambda found: -found[1]):
        yield f"Section: {section}", count(number, "change")
    hidden = hidden_words(diff.hidden)
    if hidden:
        yield "Not shown", hidden


def _patterns(diff: DiffView) -> Iterator[Fact]:
    for pattern in diff.patterns:
        places = places_of(diff.comparison, pattern)
        where = ", ".join([*(f"¶ {span}" for span in places.spans), *places.others])
        change = f"“{neutral_line(pattern.old)}” → “{neutral_line(pattern.new)}”"
        yield f"Made alike {thousands(pattern.count)} times", f"{change} ({where})"


def _remarked(view: ReportView) -> Iterator[Fact]:
    if view.remarks:
        yield "Remarks", count(len(view.remarks), "remark")
    if view.gone:
        yield "Remarks without their change", f"{len(view.gone)}, at the end of the changes"


def _provenance(side: Side) -> Iterator[Fact]:
    expression = side.expression
    yield "Named", neutral_line(side.source)
    yield "Document number", "" if side.path else neutral_line(str(expression.number))
    yield "Work", "" if side.path else str(expression.work)
    yield "Title", neutral_line(expression.title)
    yield "Date", date_words(expression.date)
    yield "Language", _language(expression.language)
    yield "Edition", str(side.edition) if side.edition else ""
    yield "SHA-256 of the XML", side.sha256
    yield "Brought by the event", side.commit
    yield "File, not in the store", neutral_line(side.path)


def _reference(fate: str, found: Sequence[Reference], before: str = "") -> tuple[str, ...]:
    """One document with every place that names it."""
    relation, target = found[0].relation.word, neutral_line(str(found[0].target))
    return fate, relation, target, neutral_line(before), _all(found, where_words), _all(found, state_words)


def _language(language: Language) -> str:
    """`en English`, without the gap that columns of text need."""
    return " ".join(language_words(language).split())


def _all(found: Sequence[Reference], words: Callable[[Reference], str]) -> str:
    return "; ".join(dict.fromkeys(neutral_line(words(reference)) for reference in found))
