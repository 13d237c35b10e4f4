"""One text as a self-contained page to read: header, headings, numbers as printed, footnotes linked both ways.

Nothing is fetched and nothing runs: no script, no image, no font, one style sheet whose hash the page's own policy names.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator, Mapping
from importlib.resources import files
from typing import TYPE_CHECKING
from unicodedata import normalize

from revtrack.model.places import Unit
from revtrack.model.texts import Note, Paragraph, Role
from revtrack.report.jsonframe import JsonObject
from revtrack.report.mark import with_mark
from revtrack.report.neutral import neutral, neutral_line
from revtrack.report.picture import tokens
from revtrack.report.showmeta import header_rows
from revtrack.report.views import ShowView
from revtrack.report.words import date_words, edition_words, markings_of

if TYPE_CHECKING:
    from markupsafe import Markup

STYLE = """\
*{box-sizing:border-box}
html{background:var(--page);color:var(--text);font:1.0625rem/1.6 Georgia,'Liberation Serif',serif}
body{margin:0 auto;padding:1rem clamp(1rem,3vw,2.5rem) 3rem;max-width:52rem;overflow-wrap:break-word}
h1,h2,h3,h4,h5,h6,table,.small,.marking,.part,.num{font-family:system-ui,'Segoe UI','Liberation Sans',sans-serif}
h1{font-size:1.75rem;line-height:1.25;margin:.5rem 0}
h2{font-size:1.375rem;margin:2.25rem 0 .75rem}
h3{font-size:1.1875rem;margin:2rem 0 .5rem}
h4,h5,h6{font-size:1rem;margin:1.5rem 0 .5rem}
p,h1,h2,h3,h4,h5,h6,td,li span{white-space:pre-line}
p{margin:.75rem 0;max-width:75ch}
.small{color:var(--muted);font-size:.875rem;max-width:none}
.marking{text-align:center;letter-spacing:.12em;border-block-end:3px double var(--text);padding:.5rem}
.marking{margin:0 0 1rem;max-width:none}
.part{font-weight:650;text-align:center;margin-block:2.5rem 1rem;max-width:none}
.num{color:var(--muted);font-variant-numeric:tabular-nums;margin-inline-end:.5rem}
p>.num{display:inline-block;min-inline-size:2.25rem;margin-inline:-2.75rem .25rem}
.p{padding-inline-start:3rem}.i1{padding-inline-start:5rem}.i2{padding-inline-start:7rem}.i3{padding-inline-start:9rem}
.i4{padding-inline-start:11rem}
table{border-collapse:collapse;width:100%;font-size:.9375rem;margin-block:1rem}
caption{text-align:start;color:var(--muted);font-size:.875rem;padding-block-end:.25rem}
th,td{text-align:start;vertical-align:top;padding:.25rem .75rem .25rem 0;border-block-end:1px solid var(--border)}
th{font-weight:400;color:var(--muted);width:12rem}
a{color:var(--link);text-underline-offset:.15em}
sup{line-height:0}
.mark{padding-block:.35rem;padding-inline:.1em}
:focus-visible,:target{outline:3px solid var(--focus);outline-offset:2px}
.notes{list-style:none;padding:0;font-size:.9375rem}
.notes li{margin:.5rem 0}
footer{border-block-start:1px solid var(--border);margin-block-start:3rem}
code{font-size:.875em;overflow-wrap:anywhere}
.vh{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap;user-select:none}
@media (max-width:40rem){.p,.i1,.i2,.i3,.i4{padding-inline-start:1rem}th,td{display:block;width:auto;border:0}}
@media print{html{font-size:10.5pt}body{padding:0;max-width:none}h2,h3,h4{break-after:avoid}}
@page{size:A4;margin:20mm}
"""
DEEPEST, DEEPEST_ITEM = 6, 4
Shown = Mapping[tuple[str, int, int | None], str]
"""The address of each footnote that is shown, by its component, its paragraph and its order there."""


def show_page(view: ShowView, version: str) -> bytes:
    """The page in UTF-8, with revtrack's mark; hidden characters are shown by their codes."""
    from jinja2 import Environment, StrictUndefined

    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    source = (files("revtrack.report") / "textpage.html.j2").read_text(encoding="utf-8")
    return with_mark(environment.from_string(source).render(_values(view, version)).encode())


def _values(view: ShowView, version: str) -> JsonObject:
    from markupsafe import Markup

    expression = view.edition.expression
    style = "\n" + tokens.variables() + STYLE
    told = edition_words(expression.number, expression.language, view.edition.ordinal, max(view.editions, default=1))
    return {
        "style": Markup(style),  # noqa: S704 - our own style sheet: nothing of a document is in it
        "style_hash": "sha256-" + base64.b64encode(hashlib.sha256(style.encode()).digest()).decode(),
        "name": neutral_line(f"{expression.number}:{expression.language}"),
        "title": neutral_line(expression.title or view.work_title or str(expression.number)),
        "facts": [fact for fact in (date_words(expression.date), neutral_line(told)) if fact],
        "markings": neutral_line(" · ".join(markings_of(expression))),
        "lang": Markup(' lang="{}"').format(expression.language.short if expression.language.is_known else ""),
        "header": list(_header(view)) if view.whole else [],
        "parts": list(_parts(view)),
        "notes": list(_notes(view)),
        "matter": [neutral_line(one.text) for one in expression.page_matter] if view.whole else [],
        "words": _words,
        "sha256": view.sha256,
        "commit": view.commit,
        "version": version,
    }


def _header(view: ShowView) -> Iterator[tuple[str, bool, str]]:
    """Each slot: its label, whether the document prints it (so that it is in its language), its value."""
    expression = view.edition.expression
    printed = {slot.label for slot in expression.header if slot.label}
    for label, value in header_rows(expression):
        yield neutral_line(label), label in printed, neutral(value)


def _parts(view: ShowView) -> Iterator[JsonObject]:
    """Each component with those of its units that are shown."""
    shown: Shown = {
        (unit.place.component, unit.place.index, unit.place.note): unit.place.fragment
        for unit in view.units
        if unit.place.note is not None
    }
    for component in view.edition.expression.components:
        units = [unit for unit in view.units if unit.place.component == component.name]
        if units:
            yield {
                "name": component.name,
                "kind": neutral_line(component.kind) if view.whole else "",
                "units": [_unit(unit, shown) for unit in units],
            }


def _unit(unit: Unit, shown: Shown) -> JsonObject:
    item = unit.item
    if isinstance(item, Note):
        return {"role": unit.role, "heading": 0}
    return {
        "role": unit.role,
        "id": unit.place.fragment,
        "heading": min(item.level + 2, DEEPEST) if item.role in (Role.TITLE, Role.HEADING) else 0,
        "look": f"i{min(item.level, DEEPEST_ITEM)}" if item.role is Role.ITEM else "p" if item.num else "plain",
        "num": neutral_line(item.num),
        "pieces": list(_pieces(unit, item, shown)),
    }


def _pieces(unit: Unit, item: Paragraph, shown: Shown) -> Iterator[tuple[str, str, str]]:
    """The text up to each footnote, with the footnote's mark and its address, "" where it is not shown."""
    at = 0
    for order, note in enumerate(item.notes):
        goal = shown.get((unit.place.component, unit.place.index, order), "")
        yield neutral(item.text[at : note.offset]), neutral_line(note.mark) or "*", goal
        at = note.offset
    yield neutral(item.text[at:]), "", ""


def _words(unit: Mapping[str, object]) -> Markup:
    """A paragraph as markup: every word of the document is escaped by `format`."""
    from markupsafe import Markup

    told = Markup()
    if unit["num"]:
        told += Markup('<span class="num">{}</span> ').format(unit["num"])
    pieces = unit["pieces"]
    for text, mark, goal in pieces if isinstance(pieces, list) else ():
        told += Markup("{}").format(text)
        raised = Markup("{}") if normalize("NFKC", mark) != mark else Markup("<sup>{}</sup>")
        if goal:
            link = Markup('<a class="mark" id="r-{0}" href="#{0}" role="doc-noteref">{1}</a>').format(goal, mark)
            told += raised.format(link)
        elif mark:
            told += raised.format(mark)
    return told


def _notes(view: ShowView) -> Iterator[JsonObject]:
    bearers = {(unit.place.component, unit.place.index) for unit in view.units if not isinstance(unit.item, Note)}
    for unit in view.units:
        if isinstance(unit.item, Note):
            yield {
                "id": unit.place.fragment,
                "num": neutral_line(unit.item.mark) or "*",
                "text": neutral(unit.item.text),
                "back": (unit.place.component, unit.place.index) in bearers,
            }
