"""A correspondence between two languages as JSON: both texts of every link, so that whoever reads it needs no store."""

from __future__ import annotations

from revtrack.model.correspondence import Correspondence, Link
from revtrack.report.diffjson import side_object, unit_object
from revtrack.report.jsonframe import JsonObject, frame
from revtrack.report.views import AcrossView


def across_json(view: AcrossView) -> JsonObject:
    """The schema revtrack/across/1: every link, in the order of the new text."""
    found = view.correspondence
    body: JsonObject = {
        "old": side_object(view.old),
        "new": side_object(view.new),
        "title": view.title or None,
        "summary": dict(view.summary),
        "links": [_link(found, link) for link in found.links],
        "coarse": list(found.coarse),
        "notes": list(view.notes),
    }
    return frame("across/1", view.new.commit or view.old.commit or None, body)


def _link(found: Correspondence, link: Link) -> JsonObject:
    first = found.new[link.new[0]] if link.new else found.old[link.old[0]]
    return {
        "class": first.unit_class.value,
        "old": [unit_object(found.old[at]) for at in link.old],
        "new": [unit_object(found.new[at]) for at in link.new],
        "grounds": [ground.value for ground in link.grounds],
        "similarity": round(link.similarity, 3),
        "differences": differences_objects(link),
    }


def differences_objects(link: Link) -> list[JsonObject]:
    """What stands on one side of a link only."""
    return [
        {"signal": difference.signal.value, "text": difference.text, "only": difference.only.value}
        for difference in link.differences
    ]
