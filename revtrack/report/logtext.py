"""Lists versions by document date, and the events of a store: as text, as plain records, as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from revtrack.model.documents import Version, Work
from revtrack.report.jsonframe import JsonObject, frame, version_object
from revtrack.report.neutral import neutral_line
from revtrack.report.style import Style
from revtrack.report.views import CheckLine, EventLine
from revtrack.report.words import UNFILED, count, date_words, held_words, last_column, version_name
from revtrack.report.wrap import columns, pad, width_of, wrap

NAME_COLUMN = 20
"""Columns for the name of a version: the longest usual one, `14781/1/05 REV 1`, with a gap."""
SHORT_COMMIT = 10
NEWEST_CHECKS = 10
"""How many past checks a person is shown; programs get all of them."""


def log_text(works: Sequence[Work], style: Style, *, editions: bool = False) -> str:
    """Versions newest first, ● with text and ○ without; with `editions`, each edition on a line of its own."""
    if style.plain:
        return log_plain(works)
    shown = [work for work in works if work.versions]
    if not shown:
        return "No versions here yet.\n"
    titled = [work for work in shown if not _is_loose(work)]
    if len(shown) == 1:
        return "\n".join(_versions(shown[0].versions, style, editions=editions)) + "\n"
    lines: list[str] = []
    for work in titled:
        lines += wrap(f"{style.bold(work.id)}   {neutral_line(work.title)}".rstrip(), width=style.width, rest="  ")
        lines += [f"  {line}" for line in _versions(work.versions, style, editions=editions)]
    loose = [version for work in shown if _is_loose(work) for version in work.versions]
    if loose:
        lines.append(style.bold("of no work yet"))
        lines += [f"  {line}" for line in _versions(loose, style, editions=editions)]
    return "\n".join(lines) + "\n"


def log_plain(works: Sequence[Work]) -> str:
    """One version a line, tab-separated: version, date, label, held or text not held, work, newest edition, title.

    Where a version is marked, a last column holds the markings of each.
    """
    marked = any(version.markings for work in works for version in work.versions)
    return "".join(
        "\t".join(
            neutral_line(cell) for cell in (*_record(work, version), *last_column(version.markings, marked=marked))
        )
        + "\n"
        for work in works
        for version in work.versions
    )


def log_json(works: Sequence[Work], commit: str | None = None) -> JsonObject:
    """The schema revtrack/log/1 with `versions`."""
    body: JsonObject = {
        "works": [{"id": str(work.id), "title": work.title or None} for work in works],
        "versions": [_version(version) for work in works for version in work.versions],
    }
    return frame("log/1", commit, body)


def events_text(events: Sequence[EventLine], style: Style, *, checks: Sequence[CheckLine] = ()) -> str:
    """What happened to the store, newest first: when, what, by whom, and its id for `undo --to`; then when it was checked."""
    if style.plain:
        return _events_plain(events) + _checks_plain(checks)
    rows = [
        (event.commit[:SHORT_COMMIT], _when(event), event.kind, neutral_line(event.who), _said(event))
        for event in events
    ]
    happened = "\n".join(columns(rows, gap=2)) + "\n" if rows else "Nothing has happened here yet.\n"
    return happened + _checks_text(checks)


def events_json(
    events: Sequence[EventLine], commit: str | None = None, *, checks: Sequence[CheckLine] = ()
) -> JsonObject:
    """The schema revtrack/log/1 with `events` and `checks`."""
    body: JsonObject = {
        "events": [event_object(event) for event in events],
        "checks": [_check_object(check) for check in checks],
    }
    return frame("log/1", commit, body)


def undo_text(events: Sequence[EventLine], style: Style, *, redo: bool = False, dry_run: bool = False) -> str:
    """Which steps were taken back, or brought back, and how to turn that round."""
    verb = ("Would bring back" if redo else "Would take back") if dry_run else ("Brought back" if redo else "Took back")
    lines = [f"{verb} {count(len(events), 'step')}"]
    for event in events:
        lines += wrap(neutral_line(event.summary), width=style.width, first=f"  {event.kind}  ")
        lines += (
            wrap(", ".join(map(neutral_line, event.versions)), width=style.width, first="    ")
            if event.versions
            else []
        )
    if dry_run:
        lines.append("Nothing was changed.")
    else:
        lines.append("Undo: revtrack undo" if redo else "Redo: revtrack undo --redo")
    return "\n".join(lines) + "\n"


def undo_json(
    events: Sequence[EventLine], commit: str | None = None, *, redo: bool = False, dry_run: bool = False
) -> JsonObject:
    """The schema revtrack/undo/1: the events met; `event` is null where nothing was changed."""
    word = "redo" if redo else "undo"
    body: JsonObject = {
        "event": None if dry_run else word,
        "added": [],
        "notes": [],
        "undo": None if dry_run else f"revtrack undo{'' if redo else ' --redo'}",
        "dry_run": dry_run,
        "redo": redo,
        "events": [event_object(event) for event in events],
    }
    return frame("undo/1", commit, body)


def _is_loose(work: Work) -> bool:
    return work.id.startswith(UNFILED) and not work.title


def _versions(versions: Sequence[Version], style: Style, *, editions: bool) -> Iterator[str]:
    rows = [
        (_held_sign(version, style), version_name(version), date_words(version.date), _tail(version))
        for version in versions
    ]
    dates = max((width_of(date) for _, _, date, _ in rows), default=0)
    lines = columns([(name, f"{pad(date, dates)}  {tail}") for _, name, date, tail in rows], least=(NAME_COLUMN,))
    for version, (sign, *_), line in zip(versions, rows, lines, strict=True):
        yield f"{sign}  {style.own(neutral_line(line))}"
        if editions:
            yield from (style.own(f"     {words}") for words in _editions(version))


def _held_sign(version: Version, style: Style) -> str:
    return style.sign("held" if version.held else "not held")


def _tail(version: Version) -> str:
    """`label 2014   edition 2, editorial correction (@1 as received)   text not held`."""
    newest = version.editions[-1] if version.editions else 0
    parts = [
        f"label {version.label}" if version.label else "",
        f"edition {newest}, editorial correction (@1 as received)" if newest > 1 else "",
        "" if version.held else "text not held",
        *version.markings,
    ]
    return "   ".join(part for part in parts if part)


def _editions(version: Version) -> Iterator[str]:
    for ordinal in reversed(version.editions):
        newest = ", the newest" if ordinal == version.editions[-1] > 1 else ""
        words = "as received" if ordinal == 1 else "editorial correction"
        yield f"{version}@{ordinal}  {words}{newest}"


def _record(work: Work, version: Version) -> tuple[str, ...]:
    return (
        str(version),
        str(version.date),
        version.label,
        held_words(version),
        str(work.id),
        str(version.editions[-1]) if version.editions else "",
        version.title,
    )


def _version(version: Version) -> JsonObject:
    return {
        **version_object(version),
        "title": version.title or None,
        "editions": list(version.editions),
        "aliases": [str(alias) for alias in version.aliases],
        "markings": list(version.markings),
        "paragraphs": version.paragraphs if version.held else None,
        "footnotes": version.footnotes if version.held else None,
    }


def _when(event: EventLine) -> str:
    """`2026-03-01 12:00`, in UTC."""
    return _minute(event.when_iso)


def _minute(when_iso: str) -> str:
    return neutral_line(when_iso[:16].replace("T", " "))


def _said(event: EventLine) -> str:
    return neutral_line(event.summary) + (" (undone)" if event.undone else "")


def _events_plain(events: Sequence[EventLine]) -> str:
    """One event a line: id, time, kind, who, undone or standing, versions, summary."""
    rows = (
        (e.commit, e.when_iso, e.kind, e.who, "undone" if e.undone else "standing", ",".join(e.versions), e.summary)
        for e in events
    )
    return "".join("\t".join(map(neutral_line, row)) + "\n" for row in rows)


def _checks_text(checks: Sequence[CheckLine]) -> str:
    """The newest checks, and how many were made before them."""
    if not checks:
        return ""
    rows = [
        (f"  {check.commit[:SHORT_COMMIT]}", _minute(check.when_iso), check.level, _result(check), _counted(check))
        for check in checks[:NEWEST_CHECKS]
    ]
    earlier = len(checks) - len(rows)
    more = f"  and {earlier} earlier: revtrack log --events --json\n" if earlier else ""
    return "Checked\n" + "\n".join(columns(rows, gap=2)) + "\n" + more


def _checks_plain(checks: Sequence[CheckLine]) -> str:
    """The same columns as an event has: id, time, `verify`, nobody, sound or damaged, no versions, and the rest in words."""
    rows = ((c.commit, c.when_iso, "verify", "", _result(c), "", f"{c.level}: {_counted(c)}") for c in checks)
    return "".join("\t".join(map(neutral_line, row)) + "\n" for row in rows)


def _check_object(check: CheckLine) -> JsonObject:
    return {
        "commit": check.commit or None,
        "when": check.when_iso,
        "level": check.level,
        "result": _result(check),
        "errors": check.errors,
        "count": check.count,
        "root": check.root or None,
    }


def _result(check: CheckLine) -> str:
    return "damaged" if check.errors else "sound"


def _counted(check: CheckLine) -> str:
    errors = f", {count(check.errors, 'error')}" if check.errors else ""
    return f"{check.count} editions and records{errors}"


def event_object(event: EventLine) -> JsonObject:
    """One event as JSON has it."""
    return {
        "commit": event.commit,
        "kind": event.kind,
        "summary": event.summary,
        "who": event.who,
        "when": event.when_iso,
        "undone": event.undone,
        "versions": list(event.versions),
    }
