"""What is in a store, what is missing and what to look at; and what a new store was made with."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from revtrack.model.addresses import ways_to_get
from revtrack.model.documents import Version, Work
from revtrack.report.jsonframe import JsonObject, frame, version_object
from revtrack.report.neutral import neutral_line
from revtrack.report.style import Style
from revtrack.report.views import StatusView
from revtrack.report.words import UNFILED, by_label, count, date_words, listed, shown_folder, version_name
from revtrack.report.wrap import columns, pad, width_of, wrap

NAME_COLUMN = 20
WORK_COLUMN = 9
MOST_MISSING = 3
MOST_WORKS = 12
EXAMPLE_PAIRS = (("eupl", "eupl@1.1 eupl@1.2"), ("demo", "demo@1 demo@2"))
"""What the last line of a new example store proposes to compare: the first whose work is there."""


def status_text(view: StatusView, style: Style) -> str:
    """The store in a few lines. Works that lack a text stand alone; with -v, and where none lacks one, all works do."""
    if style.plain:
        return status_plain(view)
    works, loose = _parted(view.works)
    versions = [version for work in view.works for version in work.versions]
    held, known = sum(v.held for v in versions), sum(not v.held for v in versions)
    head = f"Store {shown_folder(view.folder)}   {count(len(works), 'work')}   {count(held, 'text')} held"
    lines = [head + f"   {count(known, 'document')} known, text not held"]
    lacking = [work for work in works if not all(version.held for version in work.versions)]
    lines += _work_lines(works if style.verbose or not lacking else lacking, style)
    rows = [*_missing(works, loose, style), *_look_at(view), *_git(view)]
    for name, words in rows:
        lines += wrap(style.own(words), width=style.width, first=pad(name, 15))
    return "\n".join(lines) + "\n"


def status_plain(view: StatusView) -> str:
    """One fact a line, tab-separated: what it is about, then its words."""
    works, loose = _parted(view.works)
    rows: list[tuple[str, ...]] = []
    for work in (*works, *loose):
        for version in work.versions:
            state = "held" if version.held else "text not held"
            rows.append((state, str(version), str(version.date), version.label, str(work.id)))
    rows += [("look at", sentence) for sentence in view.look_at]
    rows += [("edited by hand", path, what) for path, what in view.hand_edits]
    rows.append(("git", "edited by hand" if view.hand_edits else "clean"))
    return "".join("\t".join(map(neutral_line, row)) + "\n" for row in rows)


def status_json(view: StatusView) -> JsonObject:
    """The schema revtrack/status/1."""
    versions = [version for work in view.works for version in work.versions]
    body: JsonObject = {
        "works": [
            {"id": str(work.id), "title": work.title or None, "versions": list(map(version_object, work.versions))}
            for work in _parted(view.works)[0]
        ],
        "held": sum(version.held for version in versions),
        "missing": [version_object(version) for version in versions if not version.held],
        "look_at": list(view.look_at),
        "hand_edits": [{"path": path, "problem": problem} for path, problem in view.hand_edits],
        "clean": not view.hand_edits,
    }
    return frame("status/1", view.commit or None, body)


def init_text(view: StatusView, style: Style, *, example: bool = False) -> str:
    """What a new store was made with, work by work, and what to try next."""
    where = f"Made a store in {shown_folder(view.folder)}"
    if not example:
        return f"{where}\nNext:  revtrack add FILE --work ID --label LABEL\n"
    works, loose = _parted(view.works)
    lines = [f"{where} with the worked example"]
    for work in works:
        lines += _made(work, view, style)
    there = {str(work.id) for work in works}
    lines += [
        f"  {style.sign('not held')} {name}   {neutral_line(remark)}"
        for name, remark in view.remarks.items()
        if name not in there
    ]
    known = sum(len(work.versions) for work in loose)
    lines += [f"  {count(known, 'more document')} known by number, text not held"] if known else []
    return "\n".join([*lines, style.own(_next(there))]) + "\n"


def init_json(view: StatusView, *, example: bool = False) -> JsonObject:
    """The schema revtrack/init/1."""
    versions = [version for work in view.works for version in work.versions]
    body: JsonObject = {
        "event": "init",
        "added": [version_object(version) for version in versions],
        "notes": [*view.look_at, *view.remarks.values()],
        "undo": None,
        "example": example,
    }
    return frame("init/1", view.commit or None, body)


def _parted(works: Sequence[Work]) -> tuple[list[Work], list[Work]]:
    """Works, and numbers that nobody has filed under a work yet."""
    loose = [work for work in works if work.id.startswith(UNFILED) and not work.title]
    return [work for work in works if work not in loose], loose


def _work_lines(works: Sequence[Work], style: Style) -> Iterator[str]:
    shown = works if style.verbose else works[:MOST_WORKS]
    for work in shown:
        names = "   ".join(f"{_sign(version, style)} {_labelled(version)}" for version in work.versions)
        yield from wrap(neutral_line(names), width=style.width, first=f"  {_work_id(work)}")
    if len(works) > len(shown):
        yield f"  {count(len(works) - len(shown), 'more work')} (revtrack log)"


def _labelled(version: Version) -> str:
    """`2014  9956/14:da`; a version called by its label by that alone."""
    name = version_name(version)
    return f"{version.label}  {name}" if version.label and not by_label(version) else name


def _sign(version: Version, style: Style) -> str:
    return style.sign("held" if version.held else "not held")


def _work_id(work: Work) -> str:
    return pad(str(work.id), max(WORK_COLUMN, width_of(work.id) + 3))


def _missing(works: list[Work], loose: list[Work], style: Style) -> Iterator[tuple[str, str]]:
    numbers = [version.number for work in (*works, *loose) for version in work.versions if not version.held]
    if numbers:
        most = len(numbers) if style.verbose else MOST_MISSING
        names = neutral_line(listed([str(number) for number in numbers], most=most))
        yield "Missing text", f"{names}       {neutral_line(ways_to_get(numbers[0])[0])}"


def _look_at(view: StatusView) -> Iterator[tuple[str, str]]:
    if view.look_at:
        yield "Look at", "; ".join(map(neutral_line, view.look_at))


def _git(view: StatusView) -> Iterator[tuple[str, str]]:
    if not view.hand_edits:
        yield "Git", "clean"
        return
    yield "Git", f"{count(len(view.hand_edits), 'file')} edited by hand"
    for path, what in view.hand_edits:
        yield "", f"{neutral_line(path)}   {neutral_line(what)}"


def _made(work: Work, view: StatusView, style: Style) -> Iterator[str]:
    """One work of a new store: drafts called by their labels on one line, other versions on a line each."""
    remark = view.remarks.get(str(work.id), "")
    title = neutral_line(work.title) + (f"   ({neutral_line(remark)})" if remark else "")
    yield from wrap(title, width=style.width, first=f"  {_work_id(work)}", rest="    ")
    if all(version.held and by_label(version) for version in work.versions):
        oldest_first = sorted(work.versions, key=lambda version: (version.date.sort_key, version.label))
        names = "  ".join(f"{_sign(version, style)} {version_name(version)}" for version in oldest_first)
        yield from wrap(neutral_line(names), width=style.width, first="    ")
        return
    rows = [
        (f"{_sign(version, style)} {version_name(version)}", date_words(version.date), _content(version))
        for version in work.versions
    ]
    yield from map(neutral_line, columns(rows, least=(NAME_COLUMN + 2,), indent="    "))


def _content(version: Version) -> str:
    """`64 paragraphs, 3 footnotes; edition 2, editorial correction (@1 as received)`."""
    if not version.held:
        return "known, text not held"
    counts = [(version.paragraphs, "paragraph"), (version.footnotes, "footnote")]
    parts = [", ".join(count(number, noun) for number, noun in counts if number)]
    if version.editions[-1] > 1:
        parts.append(f"edition {version.editions[-1]}, editorial correction (@1 as received)")
    return "; ".join(part for part in parts if part)


def _next(works: set[str]) -> str:
    pair = next((words for work, words in EXAMPLE_PAIRS if work in works), "")
    steps = ["revtrack log", "revtrack show 9956/14", *([f"revtrack diff {pair}"] if pair else [])]
    return "Next:  " + "   ·   ".join(steps)
