"""Turns a Reading into JSON and back, for the pipe between the child and its parent.

Reading back is strict: every key must be there, no other may be, and every value must have its type. What the child says
is no more trusted than what it read.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import TypeVar

from revtrack.errors import BadValue, Internal, SourceRefused
from revtrack.model.language import Language
from revtrack.model.ledger import Entry, Fate, Ledger
from revtrack.model.readings import Fact, LanguageScore, PrintedPlace, Reading, Tracked
from revtrack.model.texts import Component, Note, PageMatter, Paragraph, Role, Slot, SlotKind

_T = TypeVar("_T")


def encode(reading: Reading) -> bytes:
    """The reading as canonical JSON in UTF-8: equal readings give equal bytes."""
    return json.dumps(value(reading), ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()


def decode(data: bytes) -> Reading:
    """The reading that `encode` wrote; SourceRefused for anything else."""
    try:
        found: object = json.loads(data)
    except (ValueError, RecursionError):
        found = None
    return decode_value(found)


def decode_value(found: object) -> Reading:
    """The reading of plain JSON values; SourceRefused for anything else."""
    try:
        return _read(found)
    except (ValueError, TypeError, BadValue, Internal) as error:
        raise SourceRefused(
            "the reading process gave an answer that is no reading; nothing was added",
            facts=(type(error).__name__,),
            tries=("report this with the file, if it may be shared",),
        ) from error


def value(reading: Reading) -> dict[str, object]:
    """The reading as plain JSON values."""
    return {
        "components": [_component(component) for component in reading.components],
        "principal": reading.principal,
        "ledger": {
            "length": reading.ledger.length,
            "encoding": reading.ledger.encoding,
            "entries": [[e.start, e.end, e.fate.value, e.where, e.rule] for e in reading.ledger.entries],
        },
        "header": [[slot.kind.value, slot.value, slot.label] for slot in reading.header],
        "page_matter": [[matter.text, matter.rule, matter.line] for matter in reading.page_matter],
        "number": _fact(reading.number),
        "date": _fact(reading.date),
        "title": _fact(reading.title),
        "language": _fact(reading.language),
        "languages": [[score.language.short, score.score] for score in reading.languages],
        "look_at": list(reading.look_at),
        "media_type": reading.media_type,
        "extension": reading.extension,
        "tracked": reading.tracked,
        "places": [[place.eid, place.page, place.line] for place in reading.places],
    }


def _component(component: Component) -> dict[str, object]:
    return {
        "name": component.name,
        "kind": component.kind,
        "paragraphs": [
            [p.role.value, p.text, p.num, p.level, p.wid, [[n.offset, n.mark, n.text] for n in p.notes]]
            for p in component.paragraphs
        ],
    }


def _fact(fact: Fact | None) -> list[str] | None:
    return None if fact is None else [fact.value, fact.where]


def _read(found: object) -> Reading:
    fields = _object(
        found,
        "components principal ledger header page_matter number date title language languages look_at media_type extension"
        " tracked places",
    )
    return Reading(
        components=_many(fields["components"], _read_component),
        principal=_text(fields["principal"]),
        ledger=_read_ledger(fields["ledger"]),
        header=_many(fields["header"], _read_slot),
        page_matter=_many(fields["page_matter"], _read_page_matter),
        number=_read_fact(fields["number"]),
        date=_read_fact(fields["date"]),
        title=_read_fact(fields["title"]),
        language=_read_fact(fields["language"]),
        languages=_many(fields["languages"], _read_score),
        look_at=_many(fields["look_at"], _text),
        media_type=_text(fields["media_type"]),
        extension=_text(fields["extension"]),
        tracked=None if fields["tracked"] is None else Tracked(_text(fields["tracked"])),
        places=_many(fields["places"], _read_place),
    )


def _read_component(found: object) -> Component:
    fields = _object(found, "name kind paragraphs")
    return Component(_text(fields["name"]), _many(fields["paragraphs"], _read_paragraph), _text(fields["kind"]))


def _read_paragraph(found: object) -> Paragraph:
    role, text, num, level, wid, notes = _row(found, 6)
    return Paragraph(Role(_text(role)), _text(text), _text(num), _whole(level), _many(notes, _read_note), _text(wid))


def _read_note(found: object) -> Note:
    offset, mark, text = _row(found, 3)
    return Note(_whole(offset), _text(mark), _text(text))


def _read_ledger(found: object) -> Ledger:
    fields = _object(found, "length encoding entries")
    return Ledger(_whole(fields["length"]), _many(fields["entries"], _read_entry), _text(fields["encoding"]))


def _read_entry(found: object) -> Entry:
    start, end, fate, where, rule = _row(found, 5)
    return Entry(_whole(start), _whole(end), Fate(_text(fate)), _text(where), _text(rule))


def _read_slot(found: object) -> Slot:
    kind, value, label = _row(found, 3)
    return Slot(SlotKind(_text(kind)), _text(value), _text(label))


def _read_place(found: object) -> PrintedPlace:
    eid, page, line = _row(found, 3)
    return PrintedPlace(_text(eid), _whole(page), _whole(line))


def _read_page_matter(found: object) -> PageMatter:
    text, rule, line = _row(found, 3)
    return PageMatter(_text(text), _text(rule), _whole(line))


def _read_fact(found: object) -> Fact | None:
    if found is None:
        return None
    value, where = _row(found, 2)
    return Fact(_text(value), _text(where))


def _read_score(found: object) -> LanguageScore:
    language, score = _row(found, 2)
    if not isinstance(score, float) or not 0 <= score <= 1:
        raise ValueError("a score is a number in [0, 1]")
    return LanguageScore(Language.parse(_text(language)), score)


def _object(found: object, keys: str) -> Mapping[str, object]:
    if not isinstance(found, dict) or set(found) != set(keys.split()):
        raise ValueError(f"not an object of {keys}")
    return found


def _row(found: object, length: int) -> list[object]:
    if not isinstance(found, list) or len(found) != length:
        raise ValueError(f"not a row of {length}")
    return found


def _many(found: object, read: Callable[[object], _T]) -> tuple[_T, ...]:
    if not isinstance(found, list):
        raise TypeError("not a list")
    return tuple(read(each) for each in found)


def _text(found: object) -> str:
    if not isinstance(found, str):
        raise TypeError("not a text")
    return found


def _whole(found: object) -> int:
    if not isinstance(found, int) or isinstance(found, bool):
        raise TypeError("not a whole number")
    return found
