"""A change report as JSON: that of the comparison, with remarks, references, and what it takes to make it again."""

from __future__ import annotations

from revtrack.report.diffjson import change_object, diff_json
from revtrack.report.diffwords import is_plain
from revtrack.report.jsonframe import JsonObject, dump, reference_object
from revtrack.report.reportviews import ReferenceNews, Remark, ReportView


def report_json(view: ReportView) -> bytes:
    """The report in UTF-8."""
    return dump(report_object(view), to_terminal=False).encode()


def report_object(view: ReportView) -> JsonObject:
    """The schema revtrack/report/1: that of a comparison, and what a report has beside it.

    A change that a colleague remarked on is among `changes` though a filter hides it.
    """
    return {
        **diff_json(view.diff),
        "schema": "revtrack/report/1",
        "title": view.options.title or view.diff.title or None,
        "changes": _changes(view),
        "remarks": [{"change": remark.change_id, **_remark(remark)} for remark in view.remarks],
        "gone": [
            {"change": remark.change_id or None, **_remark(remark), "about": remark.about or None}
            for remark in view.gone
        ],
        "references": _references(view.references) if view.references else None,
        "originals": {"old": view.originals[0] or None, "new": view.originals[1] or None},
        "options": list(view.asked),
        "revtrack": view.version or None,
    }


def _changes(view: ReportView) -> list[JsonObject]:
    remarked = {remark.change_id for remark in view.remarks}
    shown = set(view.diff.shown)
    comparison = view.diff.comparison
    return [
        change_object(comparison, change, name)
        for at, (change, name) in enumerate(zip(comparison.changes, view.ids, strict=True))
        if name in remarked or (at in shown and not is_plain(change))
    ]


def _remark(remark: Remark) -> JsonObject:
    return {"text": remark.text, "file": remark.file or None}


def _references(news: ReferenceNews) -> JsonObject:
    return {
        "gained": [reference_object(reference) for reference in news.gained],
        "lost": [reference_object(reference) for reference in news.lost],
        "kept": [reference_object(reference) for reference in news.kept],
        "retargeted": [[reference_object(old), reference_object(new)] for old, new in news.retargeted],
    }
