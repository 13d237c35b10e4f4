"""The report on an intake as one self-contained page: what was read, what was set apart, what needs a look.

Nothing is fetched and nothing runs: no script, no image, no font, one style sheet whose hash the page's own policy names.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator, Mapping
from importlib.resources import files

from msgspec.structs import replace

from revtrack.model.ledger import Fate
from revtrack.report.intaketext import head_words, outcome_of, outcome_words, places_words, problem_groups
from revtrack.report.intakeviews import IntakeRow, IntakeView
from revtrack.report.jsonframe import JsonObject
from revtrack.report.lineagepage import STYLE
from revtrack.report.mark import with_mark
from revtrack.report.neutral import neutral, neutral_line
from revtrack.report.picture import tokens
from revtrack.report.words import count, thousands

_MORE = """\
.rows td.figure,.rows th.figure{text-align:end;padding-inline-end:1.5rem;font-variant-numeric:tabular-nums}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.125rem .75rem;margin:.5rem 0}
dt{color:var(--muted)}
dd{margin:0;min-width:0;overflow-wrap:anywhere}
.cards{grid-template-columns:1fr}
h4{font-size:.9375rem;margin:.75rem 0 .25rem}
@media (max-width:48rem){.rows td.figure,.rows th.figure{text-align:start}}
"""
_MOST_MATTER = 40
"""Pieces of page matter shown of one document; how many more there are is said."""


def intake_page(view: IntakeView, version: str) -> bytes:
    """The page in UTF-8, with revtrack's mark."""
    from jinja2 import Environment, StrictUndefined

    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    source = (files("revtrack.report") / "intake.html.j2").read_text(encoding="utf-8")
    return with_mark(environment.from_string(source).render(_values(view, version)).encode())


def _values(view: IntakeView, version: str) -> JsonObject:
    from markupsafe import Markup

    # The page is the same wherever the table lies: of its error sheet it names the file alone.
    view = replace(view, error_sheet=view.error_sheet.rpartition("/")[2])

    style = "\n" + tokens.variables() + STYLE + _MORE
    return {
        "style": Markup(style),  # noqa: S704 - our own style sheet: nothing of a document is in it
        "style_hash": "sha256-" + base64.b64encode(hashlib.sha256(style.encode()).digest()).decode(),
        "manifest": neutral_line(view.manifest),
        "head": head_words(view),
        "outcome": neutral_line(outcome_words(view)).partition("     ")[0],
        "notes": [neutral_line(note) for note in (*view.notes, *view.after)],
        "rows": [_row(row, view) for row in view.rows],
        "problems": [_problem(*group) for group in problem_groups(view)],
        "look_at": [_row(row, view) for row in view.rows if row.look_at],
        "apart": [_apart(row) for row in view.rows if row.apart],
        "error_sheet": neutral_line(view.error_sheet),
        "commit": view.commit,
        "version": version,
    }


def _row(row: IntakeRow, view: IntakeView) -> JsonObject:
    read = bool(row.characters)
    return {
        "row": row.row,
        "name": neutral_line(row.name),
        "document": neutral_line(row.version),
        "outcome": outcome_of(row, view),
        "structure": neutral_line(row.structure),
        "apart": thousands(row.set_apart) if read else "",
        "look_at": [neutral_line(sentence) for sentence in row.look_at],
        "look": count(len(row.look_at), "note") if row.look_at else "",
        "wrong": count(len(row.problems), "problem") if row.problems else "",
        "facts": list(_facts(row)),
    }


def _facts(row: IntakeRow) -> Iterator[tuple[str, str, str]]:
    """(name, value, where it was found) of what is known of a document."""
    for fact in row.facts:
        yield fact.name, neutral_line(fact.value), neutral_line(fact.where)
    if row.languages:
        yield "words", row.languages, "how well the languages fit"
    if row.characters:
        yield "read", f"{row.media}, {row.encoding}, {thousands(row.size)} bytes".replace(", ,", ","), ""
        fates = ", ".join(f"{thousands(row.characters.get(fate, 0))} {fate.value}" for fate in Fate)
        yield "characters", fates, f"{thousands(sum(row.characters.values()))} in all"
    if row.normalised:
        yield "normalised", _rules(row.normalised), ""
    for relation, target in row.relations:
        yield relation, neutral_line(target), ""
    if row.sha256:
        yield "SHA-256", row.sha256, "of the original"


def _rules(rules: Mapping[str, int]) -> str:
    return ", ".join(f"{rule} {thousands(number)}" for rule, number in rules.items())


def _problem(column: str, what: str, mend: str, places: list[tuple[int, str]]) -> JsonObject:
    return {
        "rows": places_words(places),
        "column": column or "the row",
        "what": neutral_line(what),
        "mend": neutral_line(mend),
    }


def _apart(row: IntakeRow) -> JsonObject:
    matter = [(one.line, one.rule, neutral(one.text)) for one in row.page_matter[:_MOST_MATTER]]
    more = len(row.page_matter) - len(matter)
    return {
        "row": row.row,
        "name": neutral_line(row.version or row.name),
        "rules": [(rule, thousands(number)) for rule, number in row.apart.items()],
        "matter": matter,
        "more": f"{count(more, 'piece')} more" if more else "",
    }
