"""Says how a document was read, what became of each of its characters, and what was stored."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from revtrack.model.documents import Record
from revtrack.model.ledger import Fate, Ledger
from revtrack.model.places import number_key
from revtrack.model.readings import Fact, Reading
from revtrack.model.relations import Reference, Relation
from revtrack.model.texts import Component, Role
from revtrack.report.evidence import header_words
from revtrack.report.jsonframe import JsonObject, date_value, frame, reference_object
from revtrack.report.neutral import neutral_line
from revtrack.report.style import Style
from revtrack.report.views import AddView
from revtrack.report.words import count, thousands
from revtrack.report.wrap import columns, pad, width_of, wrap

NAME_COLUMN = 11
VALUE_COLUMN = 19
UNDO = "Undo: revtrack undo"

Row = tuple[str, str, str]
"""Name of a fact, its value, where it was found."""


def add_text(view: AddView, style: Style) -> str:
    """The reading in facts with their places, then one line that says what was done; -v adds the ledger."""
    rows = [tuple(map(neutral_line, row)) for row in _rows(view, verbose=style.verbose) if row[1]]
    if style.plain:
        cells = [("read", view.name, view.media), *rows, ("outcome", view.outcome, view.version)]
        return "".join("\t".join(map(neutral_line, row)) + "\n" for row in cells)
    lines = wrap(style.own(_read(view)), width=style.width, rest="  ")
    room = max([VALUE_COLUMN, *(width_of(value) + 3 for _, value, where in rows if where and width_of(value) < 30)])
    for name, value, where in rows:
        said = f"{pad(value, max(room, width_of(value) + 3))}{where}" if where else value
        lines += wrap(style.own(said), width=style.width, first="  " + pad(name, NAME_COLUMN))
    lines += _ledger(view.reading.ledger) if style.verbose else []
    return "\n".join([*lines, *wrap(_outcome(view), width=style.width)]) + "\n"


def add_json(view: AddView) -> JsonObject:
    """The schema revtrack/add/1. `event` and `undo` are null where nothing was written."""
    return frame("add/1", view.commit or None, add_body(view))


def add_body(view: AddView) -> JsonObject:
    """What `add` and `fetch` say alike of a document that was brought in."""
    written = view.outcome in ("added", "corrected")
    ledger = view.reading.ledger
    return {
        "event": {"added": "add", "corrected": "correct"}.get(view.outcome),
        "added": [_version(view)] if written else [],
        "notes": [*view.reading.look_at, *view.unread],
        "undo": "revtrack undo" if written else None,
        "outcome": view.outcome,
        "version": _version(view),
        "read": {
            "name": view.name,
            "media_type": view.reading.media_type,
            "encoding": view.encoding or None,
            "bytes": view.size,
            "characters": ledger.length,
            "ledger": {fate.value.replace(" ", "_"): ledger.count(fate) for fate in Fate},
            "rules": {fate.value.replace(" ", "_"): ledger.rules(fate) for fate in (Fate.NORMALISED, Fate.APART)},
        },
        "facts": {name: _fact(fact) for name, fact in _facts(view)},
        "references": [reference_object(reference) for reference in view.references],
    }


def stub_text(record: Record, style: Style, *, added: bool) -> str:
    """What was recorded of a document whose text is not held."""
    sign, number = style.sign("not held"), neutral_line(str(record.number))
    if not added:
        return f"{sign} {number} is already recorded so, nothing to do\n"
    return f"{sign} Recorded {number} in work {record.work}: known, text not held.     {UNDO}\n"


def stub_json(record: Record, commit: str | None, *, added: bool) -> JsonObject:
    """The schema revtrack/add/1 for a document whose text is not held."""
    version: JsonObject = {
        "work": str(record.work),
        "number": str(record.number),
        "lang": None,
        "edition": None,
        "date": date_value(record.date),
        "label": record.label or None,
        "held": False,
        "sha256": None,
    }
    body: JsonObject = {
        "event": "record" if added else None,
        "added": [version] if added else [],
        "notes": [],
        "undo": "revtrack undo" if added else None,
        "outcome": "added" if added else "already held",
        "version": version,
    }
    return frame("add/1", commit, body)


def structure_words(components: Sequence[Component], *, verbose: bool = False) -> str:
    """`note ¶ 1–6, annex ¶ 1–57 (+1 unnumbered), title, 14 headings, 3 footnotes`.

    Items of numbered paragraphs are addressed under these and counted apart only with `verbose`.
    """
    parts = [_numbered(component, named=len(components) > 1) for component in components]
    paragraphs = [paragraph for component in components for paragraph in component.paragraphs]
    roles = [paragraph.role for paragraph in paragraphs]
    loose = verbose or not any(map(_keys, components))
    parts += ["title"] if Role.TITLE in roles else []
    for number, noun in (
        (roles.count(Role.ITEM) if loose else 0, "item"),
        (roles.count(Role.HEADING), "heading"),
        (sum(len(paragraph.notes) for paragraph in paragraphs), "footnote"),
    ):
        parts += [count(number, noun)] if number else []
    return ", ".join(part for part in parts if part)


def _read(view: AddView) -> str:
    facts = ", ".join(part for part in (view.media, view.encoding, f"{thousands(view.size)} bytes") if part)
    return f"Read {neutral_line(view.name)}   {facts}: every character placed, normalised or set apart (-v lists them)"


def _facts(view: AddView) -> tuple[tuple[str, Fact], ...]:
    return (
        ("number", view.number),
        ("date", view.date),
        ("language", view.language),
        ("title", view.title),
        ("work", view.work),
        ("label", view.label),
    )


def _rows(view: AddView, *, verbose: bool) -> Iterator[Row]:
    yield "number", view.number.value, view.number.where
    yield "date", view.date.value, view.date.where
    yield "language", view.language.value, _language_where(view.language, view.reading)
    yield "title", view.title.value, view.title.where
    yield "label", view.label.value, view.label.where
    by_relation: dict[Relation, list[Reference]] = {}
    for reference in view.references:
        by_relation.setdefault(reference.relation, []).append(reference)
    for relation, found in by_relation.items():
        if relation is not Relation.CITES:
            yield from ((relation.word, str(one.target), _evidence(one)) for one in found)
    yield "structure", structure_words(view.reading.components, verbose=verbose), ""
    yield "cites", "  ".join(dict.fromkeys(map(_cited, by_relation.get(Relation.CITES, [])))), ""
    yield "look at", "; ".join((*view.reading.look_at, *view.unread)), ""


SCORES_SHOWN = 3
"""The language found and the next two: beside Bokmål stand Nynorsk and Danish, and a person must see both."""


def _language_where(fact: Fact, reading: Reading) -> str:
    """`header, and words (da 0.93, nb 0.71)`: where it was found, and how well the words fit."""
    if not reading.languages:
        return fact.where
    scores = ", ".join(f"{one.language} {one.score:.2f}" for one in reading.languages[:SCORES_SHOWN])
    where = "" if fact.where in ("", "words") else f"{fact.where}, and "
    return f"{where}words ({scores})"


def _evidence(reference: Reference) -> str:
    quote = header_words(reference)
    return f'"{quote}"' if quote else reference.state.value


def _cited(reference: Reference) -> str:
    marked = f" ({', '.join(reference.markings)})" if reference.markings else ""
    return f"{reference.target}{marked}"


def _numbered(component: Component, *, named: bool) -> str:
    """`annex ¶ 1–57 (+1 unnumbered)`, or how many paragraphs where none has a number."""
    keys = _keys(component)
    bare = sum(paragraph.role is Role.PARAGRAPH for paragraph in component.paragraphs) - len(keys)
    name = f"{component.name} " if named else ""
    if not keys:
        return f"{name}{count(bare, 'paragraph')}" if bare else ""
    span = keys[0] if len(keys) == 1 else f"{keys[0]}–{keys[-1]}"
    return f"{name}¶ {span}" + (f" (+{bare} unnumbered)" if bare else "")


def _keys(component: Component) -> list[str]:
    numbers = (number_key(paragraph.num) for paragraph in component.paragraphs if paragraph.role is Role.PARAGRAPH)
    return [number for number in numbers if number]


def _ledger(ledger: Ledger) -> Iterator[str]:
    """Characters by fate and rule; together they are all characters of the source."""
    rows = [("characters", thousands(ledger.length), "")]
    for fate in Fate:
        rows.append((fate.value, thousands(ledger.count(fate)), ""))
        rows += [("", thousands(number), rule) for rule, number in ledger.rules(fate).items() if rule]
    widest = max(width_of(number) for _, number, _ in rows)
    cells = [
        ("" if order else "ledger", name, " " * (widest - width_of(number)) + number, neutral_line(rule))
        for order, (name, number, rule) in enumerate(rows)
    ]
    yield from columns(cells, least=(NAME_COLUMN,), gap=2, indent="  ")


def _outcome(view: AddView) -> str:
    name, work = neutral_line(view.version), neutral_line(view.work.value)
    if view.outcome == "added":
        return f"Added {name} to work {work}.     {UNDO}"
    if view.outcome == "corrected":
        return f"Added {name} as edition {view.edition}, a correction, in work {work}.     {UNDO}"
    if view.outcome == "already held":
        return f"{name} is already held, nothing to do."
    return f"Nothing was written: {name} would be added to work {work}."


def _version(view: AddView) -> JsonObject:
    number, _, lang = view.version.partition("@")[0].rpartition(":")
    date = view.date.value
    return {
        "work": view.work.value,
        "number": view.number.value or number,
        "lang": _known(view.language.value or lang, "und"),
        "edition": view.edition,
        "date": _known(date, "unknown"),
        "label": view.label.value or None,
        "held": view.outcome != "would be added",
        "sha256": view.sha256 or None,
    }


def _known(value: str, unknown: str) -> str | None:
    return None if value in ("", unknown) else value


def _fact(fact: Fact) -> JsonObject | None:
    return {"value": fact.value, "where": fact.where or None} if fact.value else None
