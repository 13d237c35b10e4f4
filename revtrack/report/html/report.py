"""A change report of two versions as one self-contained page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from markupsafe import Markup

from revtrack.model.changes import Edit
from revtrack.report.diffpatterns import shown_patterns
from revtrack.report.html import provenance, relations
from revtrack.report.html.controls import filters, script_words
from revtrack.report.html.entries import Maker
from revtrack.report.html.facts import embedded, facts
from revtrack.report.html.marked import Writer
from revtrack.report.html.page import page
from revtrack.report.html.pieces import Piece
from revtrack.report.html.plan import Section, all_changes, plan
from revtrack.report.html.proof import prove
from revtrack.report.html.sayings import name_of
from revtrack.report.html.sides import Sided, clean, pairs
from revtrack.report.html.summary import Link, summary, totals_line
from revtrack.report.interface import Interface, interface
from revtrack.report.neutral import neutral_line
from revtrack.report.reportviews import ReportLook, ReportView
from revtrack.report.words import count

BASE_LOOKS = (ReportLook.CHANGES, ReportLook.INLINE)
"""Looks that the page has in its own markup; others stand beside it, and the script makes them where they do not."""


def report_html(view: ReportView) -> bytes:
    """The page, proved: the texts read back from it are those that were compared. Raises Internal if they are not."""
    words = interface(view.options.ui)
    sections = plan(view.diff, beginning=words.say("beginning"))
    writers = _writers(view, words, "id" if view.options.look in BASE_LOOKS else "data-id")
    maker = Maker(view, writers)
    sides = (view.diff.old, view.diff.new)
    names = tuple(neutral_line(side.source) for side in sides)
    marks = provenance.markings(sides)
    title = neutral_line(view.options.title) or words.say("changes-title", old=names[0], new=names[1])
    values = {
        "view": view,
        "ui": words.language,
        "look": view.options.look.value,
        "based": view.options.look in BASE_LOOKS,
        "title": title,
        "names": names,
        "subject": neutral_line(view.diff.title),
        "languages": tuple(_lang(side.expression.language.short) for side in sides),
        "markings": marks,
        "notes": provenance.notes(sides, words),
        "totals": totals_line(view.diff, words),
        "summary": summary(view, sections, words),
        "sections": sections,
        "parts_of_body": [(section, maker.heading(section), list(maker.rows(section))) for section in sections],
        "pairs": (beside := _pairs(view, words, sections)),
        "clean": clean(beside),
        "numbers": {view.ids[at]: number for number, at in enumerate(all_changes(sections), 1)},
        "filters": filters(view, sections, words),
        "generator": view.version,
        "script_words": Markup(embedded(script_words(words, names))),  # noqa: S704 - as the facts below
        "header": [
            (neutral_line(slot.label or slot.kind), _edits(writers[1], slot.edits)) for slot in view.diff.header
        ],
        "patterns": list(_patterns(view, words)),
        "groups": relations.groups(view.references, words) if view.references else (),
        "edges": relations.edge_rows(view.lineage, words) if view.lineage else (),
        "nodes": relations.node_rows(view.lineage, words) if view.lineage else (),
        "picture": relations.picture(view.lineage) if view.lineage else "",
        "provenance": provenance.rows(view, words),
        "confirmed_by": tuple(map(neutral_line, view.confirmed_by)),
        "made": provenance.made(view.options, view.asked, view.version, words),
        "entries": entries(view),
        "facts": Markup(embedded(facts(view))),  # noqa: S704 - JSON of our own, every character escaped that could end it
    }
    data = page("report.html.j2", values, words, running=(f"{names[0]} → {names[1]}", " · ".join(marks)))
    return prove(data, view)


def entries(view: ReportView) -> tuple[int, int]:
    """How many changes the page shows, and in how many sections."""
    sections = plan(view.diff, beginning="")
    counts = [section.entries for section in sections]
    return sum(counts) + len(shown_patterns(view.diff)) + len(view.diff.header), sum(map(bool, counts))


def _writers(view: ReportView, words: Interface, anchor: str) -> tuple[Writer, Writer]:
    goals = relations.goals(view.references, words)
    old, new = (_lang(side.expression.language.short) for side in (view.diff.old, view.diff.new))
    return Writer(words, old or new, goals, anchor), Writer(words, new or old, goals, anchor)


def _lang(short: str) -> str:
    """The `lang` of a text; "" where its language is not known."""
    return "" if short == "und" else short


def _pairs(view: ReportView, words: Interface, sections: Sequence[Section]) -> Sided:
    """The rows of the views that show both texts beside each other, where the page is written in one of them."""
    if view.options.look in BASE_LOOKS:
        return []
    writers = (_writers(view, words, "")[0], _writers(view, words, "id")[1])
    maker = Maker(view, writers)
    return [(section, list(pairs(maker, section, writers))) for section in sections]


def _edits(writer: Writer, edits: Sequence[Edit]) -> Markup:
    return writer.inline([Piece(edit.op, edit.text) for edit in edits])


def _patterns(view: ReportView, words: Interface) -> Iterator[tuple[int, Markup, Markup, tuple[Link, ...]]]:
    """Replacements made alike in many places: how often, what by what, and links to the places."""
    comparison = view.diff.comparison
    writer = _writers(view, words, "")[1]
    for pattern in shown_patterns(view.diff):
        links = tuple(Link(name_of(comparison, comparison.changes[at], words), view.ids[at]) for at in pattern.changes)
        old, new = (
            writer.inline([Piece(op, text)]) if text else Markup.escape(words.say("nothing"))
            for op, text in (("-", pattern.old), ("+", pattern.new))
        )
        yield pattern.count, old, new, links


def written_words(view: ReportView) -> str:
    """What is said of a page that was written: `self-contained, 9 changes in 3 sections`."""
    changes, sections = entries(view)
    where = f" in {count(sections, 'section')}" if changes else ""
    return f"self-contained, {count(changes, 'change')}{where}"
