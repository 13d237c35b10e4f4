"""References as JSON: one schema for every question, null for what was not asked."""

from __future__ import annotations

from collections.abc import Sequence

from revtrack.model.allusions import OpenAllusion
from revtrack.model.citations import RelationRuling, Retarget, Stale
from revtrack.model.numbers import DocumentNumber
from revtrack.model.relations import Mention, Reference, Unread
from revtrack.report.diffjson import side_object
from revtrack.report.jsonframe import JsonObject, frame, reference_object, version_object
from revtrack.report.refinner import forgotten_object, inner_object
from revtrack.report.refviews import RefDiffView, RejectedView, RuledRelationView, StaleView, UnresolvedView, Wanted
from revtrack.report.refwords import Markings, get_command, marked
from revtrack.report.views import RefsView

NOT_ASKED: JsonObject = dict.fromkeys(
    (
        *("version", "place", "mentions", "references", "referred_to_by", "open", "unread", "disputed", "old", "new"),
        *("gained", "lost", "kept", "retargeted", "unresolved", "stale", "in_force", "rejected", "ruled", "notes"),
        *("internal", "forgotten"),
    )
)
"""Every key of the schema, with null for each question that was not asked."""


def refs_json(view: RefsView, commit: str | None = None) -> JsonObject:
    """The schema revtrack/refs/1 for one version, place or file. A direction that was not asked for is empty."""
    body: JsonObject = {
        "version": version_object(view.version),
        "place": view.place or None,
        "mentions": [_mention(fragment, mention) for fragment, mention in view.mentions],
        "references": [_held(view, ref) for ref in view.out or ()],
        "referred_to_by": [_held(view, ref) for ref in view.incoming or ()],
        "open": [_open(one) for one in view.opened],
        "unread": [_unread(one) for one in view.unread],
        "disputed": [_disputed(number, claimants) for number, claimants in view.disputed.items()],
        "rejected": [_marked(view.markings, ref) for ref in view.rejected],
        "internal": [{"version": None, **inner_object(inner)} for inner in view.inner],
    }
    return _framed(commit or view.commit, body)


def unresolved_json(view: UnresolvedView) -> JsonObject:
    """The same schema: the shopping list."""
    wanted = [_wanted(view.markings, one) for one in view.wanted]
    inner = [{"version": str(version), **inner_object(one)} for version, one in view.inner]
    return _framed(view.commit, {"unresolved": wanted, "open": [_open(one) for one in view.opened], "internal": inner})


def stale_json(view: StaleView) -> JsonObject:
    """The same schema: stale references."""
    return _framed(
        view.commit, {"stale": [_stale(view.markings, one) for one in view.found], "in_force": view.in_force}
    )


def refdiff_json(view: RefDiffView) -> JsonObject:
    """The same schema: what became of the references of one version in another."""
    changes, markings = view.changes, view.markings
    body: JsonObject = {
        "old": side_object(view.old),
        "new": side_object(view.new),
        "gained": [_marked(markings, ref) for ref in changes.gained],
        "lost": [_marked(markings, ref) for ref in changes.lost],
        "kept": [_pair(markings, pair) for pair in changes.kept],
        "retargeted": [{**_pair(markings, pair), "reason": pair.reason} for pair in changes.retargeted],
        "forgotten": [forgotten_object(one) for one in view.forgotten],
        "notes": list(view.notes),
    }
    return _framed(view.commit, body)


def rejected_json(view: RejectedView) -> JsonObject:
    """The same schema: what was rejected, each relation with what says it all the same."""
    said = [_marked(view.markings, ref) for _, found in view.found for ref in found]
    return _framed(view.commit, {"rejected": said, "ruled": [_ruling(ruling) for ruling, _ in view.found]})


def ruled_json(view: RuledRelationView) -> JsonObject:
    """The same schema: one ruling."""
    told = {
        **_ruling(view.ruling),
        "already": view.already,
        "replaced": [_ruling(other) for other in view.replaced],
        "event": view.commit or None,
        "undo": "revtrack undo" if view.commit else None,
    }
    return _framed(view.commit, {"ruled": [told], "notes": list(view.notes)})


def _framed(commit: str, body: JsonObject) -> JsonObject:
    return frame("refs/1", commit or None, {**NOT_ASKED, **body})


def _marked(markings: Markings, ref: Reference) -> JsonObject:
    """A reference with the markings of both documents."""
    return {
        **reference_object(ref),
        "source_markings": list(marked(markings, ref.source)),
        "target_markings": list(marked(markings, ref.target, ref)),
    }


def _held(view: RefsView, ref: Reference) -> JsonObject:
    return {**_marked(view.markings, ref), "held": view.known.get(ref.target, False)}


def _unread(one: Unread) -> JsonObject:
    evidence = one.evidence
    return {
        "fragment": evidence.fragment or None,
        "bearer": evidence.bearer or None,
        "slot": evidence.slot or None,
        "quote": evidence.quote,
        "reason": one.reason,
    }


def _pair(markings: Markings, pair: Retarget) -> JsonObject:
    return {"old": _marked(markings, pair.old), "new": _marked(markings, pair.new)}


def _wanted(markings: Markings, one: Wanted) -> JsonObject:
    return {
        "number": str(one.number),
        "date": one.date or None,
        "title": one.title or None,
        "markings": list(marked(markings, one.number, *one.references)),
        "claimants": list(map(str, one.claimants)),
        "references": [_marked(markings, ref) for ref in one.references],
        "get": get_command(one.number),
    }


def _stale(markings: Markings, one: Stale) -> JsonObject:
    return {
        "reference": _marked(markings, one.reference),
        "since": [_marked(markings, step) for step in one.since],
        "current": [{"number": str(number), "markings": list(marked(markings, number))} for number in one.current],
        "cites_current": one.cites_current,
    }


def _open(one: OpenAllusion) -> JsonObject:
    allusion = one.allusion
    return {
        "source": str(one.source),
        "kind": allusion.kind.value,
        "fragment": allusion.evidence.fragment or None,
        "bearer": allusion.evidence.bearer or None,
        "quote": allusion.evidence.quote or None,
        "year": allusion.year,
        "month": allusion.month,
        "day": allusion.day,
        "candidates": list(map(str, one.candidates)),
    }


def _disputed(number: DocumentNumber, claimants: Sequence[DocumentNumber]) -> JsonObject:
    return {"number": str(number), "claimants": list(map(str, claimants))}


def _ruling(ruling: RelationRuling) -> JsonObject:
    return {
        "source": str(ruling.source),
        "relation": ruling.relation.value,
        "target": str(ruling.target),
        "verdict": ruling.verdict.value,
        "by": ruling.by,
    }


def _mention(fragment: str, mention: Mention) -> JsonObject:
    return {
        "fragment": fragment or None,
        "span": list(mention.span),
        "raw": mention.raw,
        "number": str(mention.number) if mention.number is not None else None,
        "class": mention.kind,
        "subjects": list(mention.subjects),
        "markings": list(mention.markings),
    }
