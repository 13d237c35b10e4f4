"""Says what an exchange with another store did, and what stands for a store."""

from __future__ import annotations

from collections.abc import Sequence

from revtrack.report.jsonframe import JsonObject, frame
from revtrack.report.logtext import event_object
from revtrack.report.neutral import neutral_line
from revtrack.report.style import Style
from revtrack.report.views import EventLine, ReceiptView, SyncView
from revtrack.report.words import count
from revtrack.report.wrap import pad


def sync_text(view: SyncView, style: Style) -> str:
    """What was taken, sent and joined, an event a line."""
    would = "would be " if view.dry_run else ""
    name = neutral_line(view.remote)
    if style.plain:
        return _plain(view)
    if not view.taken_count and not view.sent_count:
        return f"Nothing to exchange: this store and {name} hold the same\n"
    lines = []
    if view.taken_count:
        lines.append(f"{count(view.taken_count, 'event')} {would}taken from {name}")
        lines += _events(view.taken)
    if view.joined:
        lines.append(f"Both had gone on; commit {view.commit[:12]} joins them")
    if view.sent_count:
        lines.append(f"{count(view.sent_count, 'event')} {would}sent to {name}")
        lines += _events(view.sent)
    lines += [f"note: {neutral_line(note)}" for note in view.notes]
    return "\n".join(style.own(line) for line in lines) + "\n"


def sync_json(view: SyncView) -> JsonObject:
    """The schema revtrack/sync/1."""
    body: JsonObject = {
        "remote": view.remote,
        "taken": [event_object(event) for event in view.taken],
        "taken_count": view.taken_count,
        "sent": [event_object(event) for event in view.sent],
        "sent_count": view.sent_count,
        "joined": view.joined,
        "dry_run": view.dry_run,
        "notes": list(view.notes),
    }
    return frame("sync/1", view.commit, body)


def receipt_text(view: ReceiptView, style: Style) -> str:
    """A few lines to print or to mail."""
    what = f"{count(view.texts, 'text')} in {count(view.editions, 'edition')}, {count(view.records, 'record')}"
    rows = (
        ("title", neutral_line(view.title)),
        ("event", view.commit),
        ("when", view.when),
        ("root", view.root),
        ("holds", what),
    )
    if style.plain:
        return "".join(f"{name}\t{value}\n" for name, value in rows)
    head = "What stands for this store. Kept on paper or by mail, it shows later whether anything was taken away or changed."
    lines = [head, *(f"  {pad(name, 7)}{value}" for name, value in rows if value)]
    return "\n".join([*map(style.own, lines), style.own("Check it with:  revtrack receipt --check FILE")]) + "\n"


def receipt_json(view: ReceiptView) -> JsonObject:
    """The schema revtrack/receipt/1."""
    body: JsonObject = {
        "title": view.title or None,
        "event": view.commit,
        "when": view.when,
        "root": view.root,
        "texts": view.texts,
        "editions": view.editions,
        "records": view.records,
    }
    return frame("receipt/1", view.commit, body)


def _events(events: Sequence[EventLine]) -> list[str]:
    return [f"  {neutral_line(event.summary)}   {neutral_line(event.who)}" for event in events]


def _plain(view: SyncView) -> str:
    """One event a line: taken or sent, id, who, summary."""
    rows = [
        (what, event.commit, event.who, event.summary)
        for what, events in (("taken", view.taken), ("sent", view.sent))
        for event in events
    ]
    rows += [("joined", view.commit, "", "")] if view.joined else []
    return "".join("\t".join(map(neutral_line, row)) + "\n" for row in rows)
